"""Composing with a keeper gives what composing anew gives, whatever was edited before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefpack.app import build
from briefpack.briefing.compose import compose, composed_at
from briefpack.briefing.keeping import Keeper
from briefpack.pack import edits
from briefpack.pack.pack import Pack, Section, content_hash, hashed
from briefpack.pack.snapshot import Carried

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"

EDITS: dict[str, Callable[[Pack], Pack]] = {
    "own text": lambda pack: edits.write(pack, "e6", "The COI and the UPR [@ev-2014-02-coi-report] differ."),
    "another own text": lambda pack: edits.write(pack, "e11", "An objective."),
    "a fact less": lambda pack: edits.remove_entry(pack, "e13"),
    "a section less": lambda pack: edits.remove_section(pack, "s12"),
    "a section elsewhere": lambda pack: edits.move_section(pack, pack.sections[-1].id, 3),
    "another title": lambda pack: edits.set_details(pack, title="Another title"),
    "another day": lambda pack: edits.set_details(pack, as_of="2025-01-01"),
    "a section's title": lambda pack: edits.retitle_section(pack, "s41", "Contacts with the COI"),
}


def test_a_kept_briefing_is_the_same_as_one_composed_anew() -> None:
    found = build.opened(SAMPLE)
    evidence, keeper, pack = Carried(found.items), Keeper(), found.pack
    for edit in (lambda pack: pack, *EDITS.values()):
        pack = edit(pack)
        assert composed_at(keeper.desk(pack, evidence)) == compose(pack, evidence)
    # And back to the start, where what is kept is no longer true.
    assert composed_at(keeper.desk(found.pack, evidence)) == compose(found.pack, evidence)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_one_edit_after_opening(edit: Callable[[Pack], Pack]) -> None:
    found = build.opened(SAMPLE)
    evidence, keeper = Carried(found.items), Keeper()
    composed_at(keeper.desk(found.pack, evidence))
    pack = edit(found.pack)
    assert composed_at(keeper.desk(pack, evidence)) == compose(pack, evidence)


def test_sections_that_did_not_change_keep_their_blocks() -> None:
    found = build.opened(SAMPLE)
    evidence, keeper = Carried(found.items), Keeper()
    before = composed_at(keeper.desk(found.pack, evidence))
    pack = edits.write(found.pack, "e6", "A word.")
    after = composed_at(keeper.desk(pack, evidence))
    kept = [block for part in before.parts for block in part.blocks if block.id == "s41"]
    assert [block for part in after.parts for block in part.blocks if block is kept[0]] == kept


def test_other_evidence_is_not_mixed_with_what_was_kept() -> None:
    found = build.opened(SAMPLE)
    keeper = Keeper()
    composed_at(keeper.desk(found.pack, Carried(found.items)))
    other = Carried(
        [
            item.model_copy(update={"title": "Renamed"}) if item.id == "ev-2014-02-coi-report" else item
            for item in found.items
        ]
    )
    assert composed_at(keeper.desk(found.pack, other)) == compose(found.pack, other)


def test_the_hash_of_the_pack_reads_again_only_the_section_that_was_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(section: Section) -> bytes:
        read.append(section.id)
        return hashed(section)

    monkeypatch.setattr("briefpack.briefing.keeping.hashed", counted)
    found = build.opened(SAMPLE)
    evidence, keeper, pack = Carried(found.items), Keeper(), found.pack
    assert keeper.desk(pack, evidence).digest == content_hash(pack)
    assert read == [section.id for section in pack.sections]
    edited = edits.write(pack, "e11", "Other words")
    assert keeper.desk(edited, evidence).digest == content_hash(edited) != content_hash(pack)
    assert len(read) == len(pack.sections) + 1
