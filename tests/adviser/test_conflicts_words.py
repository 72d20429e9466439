"""The known traps of the dataset that turn on names, wording, balance and provenance: what their records give in a
pack, as their `expected_checker_result` says. “inform” is a note."""

from typing import NamedTuple

import pytest
from tests.adviser import kit

from briefpack.adviser.finding import Finding
from briefpack.evidence.items import Claim, Conflict, Event, Position, Quote, Statistic
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import Section

_SECTIONS = {Event: "timeline", Quote: "quotes", Statistic: "facts", Position: "positions", Claim: "claims"}
#: The rules of words, balance and protection.
_MINE = {"R36", "R37", "R38", "R39", "R40", "R41a", "R42", "R43", "R44", "R45", "R46", "R47", "R48", "R49"}


class Trap(NamedTuple):
    """What is used of a conflict (all its records, or those named), with which own words, and what has to come of it:
    a rule with its severity, or None for nothing about this."""

    conflict: str
    expected: tuple[str, str] | None
    records: tuple[str, ...] = ()
    own: str = ""


TRAPS = (
    # Two wordings of one quotation are for the rules on quotations; as names or balance there is nothing to say.
    Trap("cf-10", ("R12", "note")),
    # One source calls the UPR the only positive note, another names more: one side alone is told of the other.
    Trap("cf-11", ("R42", "warn"), records=("q-2019-report-para60-delegation",)),
    Trap("cf-11", None),
    Trap("cf-12", ("R42", "note")),
    Trap("cf-14", ("R40", "note")),
    Trap("cf-14", ("R40", "warn"), own="China and Russia vetoed the resolution. [@ev-2023-08-17-no-outcome]"),
    Trap("cf-14", ("R40", "warn"), own="The Council failed to adopt a text. [@ev-2023-08-17-no-outcome]"),
    Trap("cf-15", ("R40", "note")),
    Trap("cf-15", ("R40", "warn"), own="The Council acted unanimously. [@ev-2013-03-coi-established]"),
    Trap("cf-16", ("R40", "note")),
    Trap("cf-16", ("R40", "warn"), own="Russia’s veto disbanded the Panel. [@ev-2024-03-28-panel-veto]"),
    Trap("cf-24", ("R42", "note")),
    Trap("cf-25", ("R38", "warn"), own="Tomas Ojea Quintana spoke. [@ev-2019-10-22-sr-ga]"),
    Trap("cf-25", ("R38", "warn"), own="The Korea Central News Agency denounced him. [@ev-2023-08-19-kcna]"),
    Trap("cf-25", None, own="Tomás Ojea Quintana spoke. [@ev-2019-10-22-sr-ga]"),
    Trap("cf-31", ("R42", "note")),
    # An article that gives two extents of one claim: one of them alone is told of the other.
    Trap("cf-32", ("R42", "warn"), records=("ev-2019-upr-implementation-claim",)),
    Trap("cf-32", None),
    Trap("cf-37", ("R42", "note")),
    Trap("cf-37", ("R42", "note"), records=("ev-2014-visit-offer",)),
    Trap("cf-39", None),
    Trap("cf-39", ("R49", "warn"), own="France is one of them. [@q-2019-hrw-unwillingness]"),
)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.conflict}-{trap.own or '+'.join(trap.records)}")
def test_a_known_trap_gives_what_it_is_expected_to(library: MemoryLibrary, trap: Trap) -> None:
    conflict = library.get(trap.conflict, "conflict")
    assert isinstance(conflict, Conflict)
    findings = kit.of_dataset(library, *_sections(library, trap.records or conflict.records, trap.own))
    found = {(each.rule, each.severity) for each in findings if _is_about(each, conflict, trap)}
    assert found >= {trap.expected} if trap.expected else not found


def _sections(library: MemoryLibrary, records: tuple[str, ...], own: str) -> list[Section]:
    held = [item for record in records if type(item := library.get(record)) in _SECTIONS]
    sections = [
        kit.holding(_SECTIONS[type(item)], item.id, section_id=f"s{number}", options={"summaries": "yes"})
        for number, item in enumerate(held, 1)
        if item
    ]
    return [*sections, *([kit.saying(own, section_id="s20")] if own else [])]


def _is_about(finding: Finding, conflict: Conflict, trap: Trap) -> bool:
    """Whether a finding is about the trap: its own words, its records, or the conflict itself."""
    if trap.own:
        return finding.place.section == "s20" and finding.rule in _MINE
    if finding.rule == "R42":
        return finding.about == conflict.id
    return finding.rule in {"R12", "R38", "R40", "R43", "R49"}
