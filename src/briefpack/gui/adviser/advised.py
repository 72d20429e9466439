"""What the adviser said of a pack, as the window shows it. Knows no widget."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from briefpack.adviser.finding import SEVERITIES, Finding, Severity
from briefpack.adviser.rule import Rule
from briefpack.adviser.standing import waived
from briefpack.app.places import Box
from briefpack.language import say, say_many, to_say, to_say_many
from briefpack.pack.pack import Pack, Waiver

#: What a list is narrowed down to.
Kind = Literal["block", "warn", "note", "waived"]
KINDS: tuple[Kind, ...] = (*SEVERITIES, "waived")
#: Words on the badges: never the colour alone.
BADGES: dict[Severity, str] = {"block": to_say("BLOCK"), "warn": to_say("WARN"), "note": to_say("NOTE")}
COUNTS: dict[Kind, tuple[str, str]] = {
    "block": to_say_many("{count} block", "{count} blocks"),
    "warn": to_say_many("{count} warning", "{count} warnings"),
    "note": to_say_many("{count} note", "{count} notes"),
    "waived": to_say_many("{count} waived", "{count} waived"),
}


class Advised(NamedTuple):
    """One examination. `pages`: the page of each finding by its key, 0 for none; `contexts`: the printed words around
    the offending ones; `sources`: short names of the sources that findings name; `boxes`: of the entries and sections
    with findings; `trouble`: why the pack was not examined; `pack`: what was examined; `keys`: those of the
    findings, in their order."""

    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Rule] = {}
    pages: Mapping[str, int] = {}
    contexts: Mapping[str, str] = {}
    sources: Mapping[str, str] = {}
    boxes: Mapping[str, tuple[Box, ...]] = {}
    trouble: str = ""
    pack: Pack | None = None
    keys: tuple[str, ...] = ()

    def is_about(self, pack: Pack) -> bool:
        """Whether what was examined is still what is there: waivers and a clearance change nothing of that."""
        return self.pack is not None and (self.pack is pack or _examined(self.pack) == _examined(pack))


def _examined(pack: Pack) -> dict[str, object]:
    return {name: value for name, value in pack if name not in {"waivers", "cleared"}}


class Line(NamedTuple):
    """A finding in the list."""

    finding: Finding
    #: The key of the finding, which takes a while to work out.
    key: str
    name: str
    why: str = ""
    page: int = 0
    waiver: Waiver | None = None

    @property
    def kind(self) -> Kind:
        """What it counts as."""
        return "waived" if self.waiver else self.severity

    @property
    def severity(self) -> Severity:
        """How bad it is, waived or not."""
        return self.finding.severity or "note"

    @property
    def badge(self) -> str:
        """The words on its badge."""
        return say(BADGES[self.severity])

    @property
    def meta(self) -> str:
        """`R22 Status word changed · page 4 · waived by AB`."""
        told = [f"{self.finding.rule} {self.name}"]
        if not self.finding.decided:
            told.insert(0, say("Could not check"))
        told.append(say("page {page}", page=self.page) if self.page else say("whole pack"))
        if self.waiver:
            told.append(say("waived by {initials}", initials=self.waiver.initials))
        return " · ".join(told)

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        fix = say("Fix: {label}", label=self.finding.fix.label) if self.finding.fix else ""
        told = (self.badge, self.finding.message, self.meta, fix)
        return ". ".join(part.rstrip(".") for part in told if part)


def lines_of(advised: Advised, pack: Pack) -> tuple[Line, ...]:
    """The findings about this state of the pack: the worst first, what is waived last."""
    keys = advised.keys or [finding.key for finding in advised.findings]
    found = [_line(advised, pack, *each) for each in zip(advised.findings, keys, strict=True)]
    return tuple(sorted(found, key=lambda line: KINDS.index(line.kind)))


def _line(advised: Advised, pack: Pack, finding: Finding, key: str) -> Line:
    rule = advised.rules.get(finding.rule)
    name, why = (say(rule.name), say(rule.why)) if rule else ("", "")
    return Line(finding, key, name, why, advised.pages.get(key, 0), waived(pack, finding, key))


def count(lines: Iterable[Line], kind: Kind) -> int:
    """How many lines are of a kind."""
    return sum(line.kind == kind for line in lines)


def counts_words(lines: Iterable[Line]) -> str:
    """`1 block · 2 warnings · 3 notes`."""
    lines = tuple(lines)
    found = [(kind, count(lines, kind)) for kind in KINDS]
    return " · ".join(say_many(*COUNTS[kind], many) for kind, many in found if many or kind != "waived")


class Mark(NamedTuple):
    """What stands beside an entry or the head of a section: the worst of its findings, and all of them in words."""

    severity: Severity
    words: str


def marks_of(lines: Iterable[Line], pack: Pack) -> dict[str, Mark]:
    """Marks of entries and sections with findings that nobody has waived. A section has those of its entries too."""
    homes = {entry.id: section.id for section in pack.sections for entry in section.entries}
    here = {section.id for section in pack.sections}
    found: dict[str, list[Line]] = {}
    for line in lines:
        place = line.finding.place
        section = homes.get(place.entry, place.section)
        for key in (place.entry if place.entry in homes else "", section if section in here else ""):
            if key and line.kind != "waived":
                found.setdefault(key, []).append(line)
    return {key: Mark(told[0].severity, _told(told)) for key, told in found.items()}


def _told(lines: list[Line]) -> str:
    """One finding in its own sentence, several by their number."""
    if len(lines) == 1:
        return f"{lines[0].badge}: {lines[0].finding.message}"
    found = [(kind, count(lines, kind)) for kind in SEVERITIES]
    return say("Adviser: {counts}", counts=", ".join(say_many(*COUNTS[kind], many) for kind, many in found if many))


def page_marks(
    lines: Iterable[Line], marks: Mapping[str, Mark], boxes: Mapping[str, tuple[Box, ...]]
) -> Iterator[tuple[Box, Severity, str]]:
    """Where marks stand on the pages: at the first box of what a finding is itself about."""
    open_ones = (line.finding.place for line in lines if line.kind != "waived")
    for key in dict.fromkeys(place.entry or place.section for place in open_ones):
        if key in marks and boxes.get(key):
            yield boxes[key][0], marks[key].severity, marks[key].words
