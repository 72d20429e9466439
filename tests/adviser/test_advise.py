"""The engine: what is examined again after an edit, what a finding is, who may answer for it."""

import random
from collections.abc import Iterable

import pytest
from tests.adviser import kit

from briefpack.adviser.advise import Adviser, severity_in
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, rank
from briefpack.adviser.profile import Profile
from briefpack.adviser.rule import Rule
from briefpack.adviser.standing import blocks, open_findings, waived
from briefpack.adviser.table import RULES, rule_named
from briefpack.app import advising, build
from briefpack.app.advising import Setting
from briefpack.app.languages import language_of
from briefpack.briefing.compose import composed_at
from briefpack.briefing.keeping import Keeper
from briefpack.evidence.items import KINDS, Event, Quote, Statistic
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.clearing import waive
from briefpack.pack.pack import Pack, Waiver

OWN = "The State accepted 50 recommendations. [@st-received]"


def test_nothing_is_found_in_a_clean_pack() -> None:
    assert [(finding.rule, finding.message) for finding in kit.examine()] == []


def test_the_worst_is_told_first() -> None:
    findings = kit.examine(kit.write(f"{OWN} TODO: ask. It was unanimous."))
    ranks = [rank(finding) for finding in findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_a_finding_stays_the_same_wherever_its_entry_goes() -> None:
    before = kit.examine(kit.write(OWN))
    pack = edits.move_section(kit.write(OWN), "s4", 0)
    pack = edits.add_text(pack, "s2", "The dialogue went on.")
    after = kit.examine(edits.move_entry(pack, "e5", "s1", 0))
    assert before
    assert {finding.key for finding in before} <= {finding.key for finding in after}


def test_other_words_make_another_finding() -> None:
    before, after = (kit.examine(kit.write(words)) for words in (OWN, OWN.replace("50", "51")))
    assert {finding.key for finding in before}.isdisjoint(finding.key for finding in after)


def _waiver(finding: Finding) -> Waiver:
    given = {"rule": finding.rule, "key": finding.key, "initials": "AB", "reason": "Known to the desk", "on": kit.AS_OF}
    return Waiver.model_validate(given)


def test_a_waiver_sticks_until_its_words_change() -> None:
    text = "It soon received 40 recommendations. [@st-received]"
    (finding,) = kit.examine(kit.write(text))
    pack = waive(_waiver(finding))(kit.write(text))
    assert open_findings(pack, kit.examine(pack)) == ()
    moved = edits.move_section(pack, "s4", 0)
    assert open_findings(moved, kit.examine(moved)) == ()
    changed = edits.write(moved, "e5", text.replace("soon", "recently"))
    assert [each.rule for each in open_findings(changed, kit.examine(changed))] == [finding.rule]


def test_a_block_cannot_be_waived() -> None:
    findings = blocks(kit.examine(kit.write(OWN)))
    assert findings
    pack = kit.write(OWN).model_copy(update={"waivers": tuple(map(_waiver, findings))})
    assert [waived(pack, finding) for finding in findings] == [None] * len(findings)


@pytest.mark.parametrize(("raised", "meant"), [({}, "warn"), ({"R32": "block"}, "block"), ({"R32": "note"}, "warn")])
def test_a_house_makes_a_rule_stricter_and_never_milder(raised: dict[str, str], meant: str) -> None:
    profile = Profile.model_validate({"id": "a", "name": "A", "raise_to": raised})
    assert severity_in(rule_named("R32"), profile) == meant


def test_what_could_not_be_checked_is_a_note_and_says_so() -> None:
    def unsure(_: Case) -> Iterable[Finding]:
        yield Finding("Could not check.", decided=False)

    rule = Rule("R99", "Unsure", "block", "pack", "", "", unsure)
    held = MemoryLibrary(kit.evidence())
    briefing = composed_at(Keeper().desk(kit.pack(), held), build.PROGRAM)
    case = advising.case_of(kit.pack(), briefing, held, Setting())
    (finding,) = Adviser((rule,)).examine(case)
    assert (finding.rule, finding.severity, finding.decided) == ("R99", "note", False)


def test_rules_are_the_handbooks_61() -> None:
    wanted = {f"R{number:02d}" for number in range(1, 61)} | {"R41a"}
    assert {rule.id for rule in RULES} == wanted
    assert len(RULES) == 61


# After an edit.

_TEXTS = (
    OWN,
    "The State received 40 recommendations. [@st-received]",
    "TODO",
    "It “agreed to review” 199 of them. [@st-upr3-to-be-reviewed]",
    "In 2019 it accepted 199. [@st-upr3-to-be-reviewed]",
    "The regime rejected them unanimously.",
    "",
)


def _edit(pack: Pack, chance: random.Random, items: list[str]) -> Pack:
    """One edit of any kind."""
    section, place = chance.choice(pack.sections), chance.randrange(len(pack.sections))
    entries = [entry.id for each in pack.sections for entry in each.entries]
    title = chance.choice(("Position", "Facts", "Why 3 of 4"))
    marking = chance.choice(("", "TLP:GREEN"))
    choices: list[edits.Edit] = [
        lambda pack: edits.add_item(pack, section.id, chance.choice(items), 0),
        lambda pack: edits.add_text(pack, section.id, chance.choice(_TEXTS), 0),
        lambda pack: edits.remove_entries(pack, [chance.choice(entries)]),
        lambda pack: edits.move_entry(pack, chance.choice(entries), section.id, place),
        lambda pack: edits.move_section(pack, section.id, place),
        lambda pack: edits.retitle_section(pack, section.id, title),
        lambda pack: edits.set_details(pack, marking=marking),
    ]
    return chance.choice(choices if len(entries) > 3 else choices[:2])(pack)


def _told(findings: Iterable[Finding]) -> set[tuple[object, ...]]:
    return {(each.key, each.severity, each.message, each.decided) for each in findings}


@pytest.mark.parametrize("seed", range(6))
def test_examining_after_an_edit_finds_what_examining_anew_does(seed: int, library: MemoryLibrary) -> None:
    bundled = [item for kind in KINDS for item in library.all(kind)]
    known = {item.id for item in bundled}
    held = MemoryLibrary([*bundled, *(item for item in kit.evidence() if item.id not in known)])
    items = [item.id for item in bundled if isinstance(item, Event | Quote | Statistic)]
    chance, keeper, adviser, pack = random.Random(seed), Keeper(), Adviser(), kit.write(OWN)
    for turn in range(25):
        pack = _edit(pack, chance, items)
        briefing = composed_at(keeper.desk(pack, held, "", language_of("en")), build.PROGRAM)
        again = adviser.examine(advising.case_of(pack, briefing, held, Setting(library=held)))
        anew = Adviser().examine(advising.case_of(pack, briefing, held, Setting(library=held)))
        assert _told(again) == _told(anew), turn
