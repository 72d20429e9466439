"""Examining a pack, and examining it again after an edit: what cannot have changed is not looked at twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import SEVERITIES, Finding, Severity, rank
from briefpack.adviser.profile import Profile
from briefpack.adviser.rule import Rule
from briefpack.adviser.shown import Shown, shown_in
from briefpack.adviser.table import RULES
from briefpack.briefing.nodes import Block, by_section
from briefpack.pack.pack import Section

_NOT_FRAME = frozenset(("sections", "next_id", "waivers", "cleared", "parts"))


class _Told(NamedTuple):
    """A section as it was examined: what stood in it, and what the rules found in each entry and in the whole."""

    section: Section
    blocks: Sequence[Block]
    shown: tuple[Shown, ...]
    entries: dict[str, tuple[Shown, tuple[Finding, ...]]]
    whole: tuple[Finding, ...]


class Adviser:
    """Examines one pack again and again. Not for two threads at once."""

    def __init__(self, rules: Sequence[Rule] = RULES) -> None:
        self._rules = rules
        self._frame: object = None
        self._told: dict[str, _Told] = {}

    def examine(self, case: Case) -> tuple[Finding, ...]:
        """All findings, the worst first, then in the order of the pack. Waived ones are among them."""
        return tuple(sorted(_once(self.found(case)), key=rank))

    def found(self, case: Case) -> Iterator[Finding]:
        """The findings one by one, as they turn up: who needs only the first may stop there."""
        frame = _frame(case)
        if frame != self._frame:
            self._frame, self._told = frame, {}
        blocks = by_section(case.briefing)
        told: dict[str, _Told] = {}
        for section in case.pack.sections:
            told[section.id] = self._section(case, section, blocks.get(section.id, []))
            yield from _all_of(told[section.id])
        self._told = told
        case.shown = tuple(shown for each in told.values() for shown in each.shown)
        for rule in self._rules:
            if rule.looks_at == "pack":
                yield from _ruled(rule, case.profile, rule.check(case))

    def _section(self, case: Case, section: Section, blocks: Sequence[Block]) -> _Told:
        before = self._told.get(section.id)
        if before and before.section is section and _same(before.blocks, blocks):
            return before
        shown = shown_in(section, blocks, case.evidence)
        entries: dict[str, tuple[Shown, tuple[Finding, ...]]] = {}
        frame_kept = before is not None and _frame_of(before.section) == _frame_of(section)
        for each in shown:
            name = each.entry.id if each.entry else ""
            known = before.entries.get(name) if before and frame_kept else None
            entries[name] = known if known and _alike(known[0], each) else (each, self._entry(case, each))
        whole = tuple(
            finding
            for rule in self._rules
            if rule.looks_at == "section"
            for finding in _ruled(rule, case.profile, rule.check(case, shown))
        )
        return _Told(section, blocks, shown, entries, whole)

    def _entry(self, case: Case, shown: Shown) -> tuple[Finding, ...]:
        return tuple(
            finding
            for rule in self._rules
            if rule.looks_at == "entry"
            for finding in _ruled(rule, case.profile, rule.check(case, shown))
        )


def _all_of(told: _Told) -> Iterable[Finding]:
    for _, findings in told.entries.values():
        yield from findings
    yield from told.whole


def _frame(case: Case) -> object:
    """What every rule may depend on. A change here has everything examined anew."""
    details = {name: value for name, value in case.pack if name not in _NOT_FRAME}
    return details, case.profile, case.audience, case.stamp, case.library is None, case.knowledge is None


def _frame_of(section: Section) -> object:
    return {name: value for name, value in section if name != "entries"}


def _same(one: Sequence[Block], other: Sequence[Block]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _alike(one: Shown, other: Shown) -> bool:
    return one.entry is other.entry and one.printed == other.printed and one.items == other.items


def _ruled(rule: Rule, profile: Profile, found: Iterable[Finding]) -> Iterable[Finding]:
    """The findings with the rule's name and severity; what could not be checked is a note."""
    for finding in found:
        severity = severity_in(rule, profile, finding.severity) if finding.decided else "note"
        yield finding._replace(rule=rule.id, severity=severity)


def severity_in(rule: Rule, profile: Profile, own: Severity | None = None) -> Severity:
    """How bad a finding of a rule is in a house: a profile makes it worse, never better."""
    wanted = [own or rule.severity, profile.raise_to.get(rule.id, "note")]
    return min(wanted, key=SEVERITIES.index)


def _once(found: Iterable[Finding]) -> list[Finding]:
    """No finding twice, as when two of a section's texts print the same words."""
    return [*{finding.key: finding for finding in reversed([*found])}.values()][::-1]
