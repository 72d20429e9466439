"""Rules made for tests of the window: each finds what was planted for it in the sample pack, whatever else is there."""

from collections.abc import Iterator, Sequence

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place, Severity, proofs
from briefpack.adviser.rule import Rule
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Quote
from briefpack.pack.edits import write
from briefpack.pack.pack import Entry

#: What a test types into an own text, and what puts it right.
WRONG, RIGHT = "199 accepted", "199 agreed to review"


def _status(_case: Case, shown: Shown) -> Iterator[Finding]:
    if shown.entry is not None and WRONG in shown.entry.text:
        entry = shown.entry
        yield Finding(
            f"“{WRONG}”: the source says “agreed to review”.",
            shown.place,
            WRONG,
            proofs=proofs(*shown.items),
            fix=Fix("Use its words", lambda pack: write(pack, entry.id, entry.text.replace(WRONG, RIGHT))),
        )


def _old(_case: Case, shown: Shown) -> Iterator[Finding]:
    if isinstance(shown.item, Quote) and (shown.item.date or "?") < "2019-08":
        words = f"{shown.item.speaker} said this years ago; it is shown as a position of today."
        yield Finding(words, shown.place, about=shown.item.id, proofs=proofs(shown.item))


def _empty(_case: Case, section: tuple[Shown, ...]) -> Iterator[Finding]:
    for shown in section:
        if shown.entry is not None and _is_blank(shown.entry):
            yield Finding("What should the reader do? Nothing is written here yet.", shown.place)


def _is_blank(entry: Entry) -> bool:
    return not entry.item and not entry.text.strip() and entry.label == "Objective"


def _dataset(case: Case) -> Iterator[Finding]:
    yield Finding("The newest dated event is years before your meeting.", Place(), about=case.pack.dataset.newest)
    yield Finding("Whether a later mandate-holder was named is not in the dataset.", about="tenure", decided=False)


def rule(rule_id: str, name: str, severity: Severity, looks_at: str, check: object) -> Rule:
    """A row like those of the table."""
    why = f"{name} is what a senior adviser asks about first, since it would be read out in the room."
    return Rule(rule_id, name, severity, looks_at, why, "An example.", check)  # type: ignore[arg-type]


RULES: Sequence[Rule] = (
    rule("R22", "Status word changed", "block", "entry", _status),
    rule("R16", "Old quote used as current", "warn", "entry", _old),
    rule("R51", "No objective", "warn", "section", _empty),
    rule("R35", "Dataset older than occasion", "note", "pack", _dataset),
)


def _crowd(case: Case) -> Iterator[Finding]:
    for number, shown in enumerate(case.shown[:60]):
        severity: Severity = ("block", "warn", "note")[min(number % 7, 2)]  # type: ignore[assignment]
        long = "It is a sentence that goes on for quite a while, as some do, so that three lines cannot hold it. "
        words = f"Something is to be said about this, number {number}. {long * (number % 4)}"
        fix = Fix("Write the date", lambda pack: pack) if number % 3 == 0 else None
        yield Finding(words, shown.place, shown.printed[:24], proofs=proofs(*shown.items), fix=fix, severity=severity)


CROWD: Sequence[Rule] = (rule("R60", "Crowded for the look of it", "note", "pack", _crowd),)
