"""Edits: every change is a function from pack to pack, and the list of packs is undo."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefpack.pack import edits
from briefpack.pack.pack import Entry, Pack, PackError, Section, content_hash

ITEMS = ("ev-2014-02-coi-report", "q-2017-selectively", "st-upr3-received")
Step = Callable[[Pack], Pack]

# The pack starts with s1, e2, e3, s4, e5 and e6; what edits make is numbered from 7, and 99 never is.
section_ids = st.sampled_from(["s1", "s4", "s7", "s8", "s99"])
entry_ids = st.sampled_from([f"e{number}" for number in (2, 3, 5, 6, 7, 8, 9, 10, 99)])
several = st.sets(entry_ids, max_size=3)
places = st.one_of(st.none(), st.integers(-2, 6))
words = st.text(max_size=30)

steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        lambda s, i, p: lambda pack: edits.add_item(pack, s, i, p),
        section_ids,
        st.sampled_from([*ITEMS, "No Id"]),
        places,
    ),
    st.builds(lambda s, t, p: lambda pack: edits.add_text(pack, s, t, p), section_ids, words, places),
    st.builds(lambda s, i, p: lambda pack: edits.add_items(pack, s, i, p), section_ids, st.permutations(ITEMS), places),
    st.builds(lambda e: lambda pack: edits.remove_entry(pack, e), entry_ids),
    st.builds(lambda e: lambda pack: edits.remove_entries(pack, e), several),
    st.builds(lambda e: lambda pack: edits.duplicate_entries(pack, e), several),
    st.builds(lambda e, s, p: lambda pack: edits.move_entries(pack, e, s, p), several, section_ids, st.integers(-2, 6)),
    st.builds(lambda s, t: lambda pack: edits.duplicate_section(pack, s, t), section_ids, words),
    st.builds(lambda s, t: lambda pack: edits.add_section(pack, t, s), section_ids, words),
    st.builds(lambda e, s, p: lambda pack: edits.move_entry(pack, e, s, p), entry_ids, section_ids, st.integers(-2, 6)),
    st.builds(lambda e, t: lambda pack: edits.write(pack, e, t), entry_ids, words),
    st.builds(lambda e, t: lambda pack: edits.annotate(pack, e, t), entry_ids, words),
    st.builds(lambda s, t: lambda pack: edits.retitle_section(pack, s, t), section_ids, words),
    st.builds(lambda s, p: lambda pack: edits.move_section(pack, s, p), section_ids, st.integers(-2, 4)),
    st.builds(lambda s: lambda pack: edits.remove_section(pack, s), section_ids),
    st.builds(lambda t: lambda pack: edits.set_details(pack, title=t), words),
    st.builds(lambda d: lambda pack: edits.set_details(pack, as_of=d), st.sampled_from(["2026-01-31", "2026-02-30"])),
)


def applied(start: Pack, wanted: list[Step]) -> list[Pack]:
    """The packs of a session: an edit that is refused leaves the pack as it was."""
    packs = [start]
    for step in wanted:
        try:
            packs.append(step(packs[-1]))
        except PackError:
            packs.append(packs[-1])
    return packs


def ids_of(pack: Pack) -> list[str]:
    """The ids of all sections and entries."""
    return [each.id for section in pack.sections for each in (section, *section.entries)]


@given(wanted=st.lists(steps, max_size=12))
def test_going_back_through_the_list_of_packs_gives_every_state_and_the_start(make: Any, wanted: list[Step]) -> None:
    start = make.pack()
    kept = start.model_dump_json()
    packs = applied(start, wanted)
    texts = [pack.model_dump_json() for pack in packs]
    # Doing everything again changes none of the packs made before.
    again = applied(packs[0], wanted)
    assert packs[0] == make.pack()
    assert packs[0].model_dump_json() == kept
    assert [pack.model_dump_json() for pack in packs] == texts
    assert again == packs


@given(wanted=st.lists(steps, max_size=12))
def test_an_id_is_never_used_twice_in_the_life_of_a_pack(make: Any, wanted: list[Step]) -> None:
    packs = applied(make.pack(), wanted)
    known: dict[str, tuple[str | None, str]] = {}
    gone: set[str] = set()
    for pack in packs:
        ids = ids_of(pack)
        numbers = [name[1:] for name in ids]
        assert len(numbers) == len(set(numbers))
        assert not gone & set(ids), "an id came back after its entry was removed"
        gone |= known.keys() - set(ids)
        for section in pack.sections:
            assert known.setdefault(section.id, (section.key, section.kind)) == (section.key, section.kind)
            for entry in section.entries:
                kind = (entry.item, entry.label)
                assert known.setdefault(entry.id, kind) == kind, "another entry took the id"
        assert all(int(name[1:]) < pack.next_id for name in ids)


@given(step=steps)
def test_sections_that_an_edit_does_not_touch_are_the_same_objects(make: Any, step: Step) -> None:
    before = make.pack()
    (after,) = applied(before, [step])[1:]
    old = {section.id: section for section in before.sections}
    for section in after.sections:
        # An entry moved to where it was makes its section anew; every other equal section is shared.
        if section == old.get(section.id) and after != before:
            assert section is old[section.id]


def test_adding_an_item_shares_the_other_section_and_the_other_entries(make: Any) -> None:
    before = make.pack()
    after = edits.add_item(before, "s1", ITEMS[2], 1)
    assert [entry.id for entry in after.sections[0].entries] == ["e2", "e7", "e3"]
    assert after.sections[1] is before.sections[1]
    assert after.sections[0].entries[0] is before.sections[0].entries[0]
    assert after.next_id == 8


@pytest.mark.parametrize(("place", "expected"), [(None, 2), (0, 0), (-5, 0), (1, 1), (2, 2), (99, 2)])
def test_a_place_outside_the_section_means_its_nearer_end(make: Any, place: int | None, expected: int) -> None:
    after = edits.add_text(make.pack(), "s1", "new", place)
    assert [entry.text for entry in after.sections[0].entries].index("new") == expected


def test_a_moved_entry_keeps_its_id_its_words_and_its_note(make: Any) -> None:
    before = make.pack()
    entry = before.sections[1].entries[1]
    after = edits.move_entry(before, "e6", "s1", 0)
    assert after.sections[0].entries[0] is entry
    assert [each.id for each in after.sections[1].entries] == ["e5"]
    assert after.next_id == before.next_id


@pytest.mark.parametrize("place", [0, 1, 7])
def test_an_entry_moved_inside_its_section_is_counted_without_itself(make: Any, place: int) -> None:
    before = edits.add_text(make.pack(), "s1", "third")
    after = edits.move_entry(before, "e2", "s1", place)
    others = ["e3", "e7"]
    expected = [*others[:place], "e2", *others[place:]]
    assert [entry.id for entry in after.sections[0].entries] == expected


def test_the_words_of_an_item_cannot_be_rewritten(make: Any) -> None:
    with pytest.raises(PackError, match="come from its source and cannot be rewritten"):
        edits.write(make.pack(), "e5", "other words")


def test_a_note_can_stand_beside_an_item_without_touching_it(make: Any) -> None:
    after = edits.annotate(make.pack(), "e5", "ask the desk")
    assert after.sections[1].entries[0] == Entry(id="e5", item="q-2017-selectively", note="ask the desk")


def test_an_emptied_slot_is_a_blank_with_its_label_again(make: Any) -> None:
    before = make.pack()
    after = edits.write(edits.write(before, "e3", "Please"), "e3", "")
    assert after == before
    assert after.sections[0].entries[1].label == "Ask"


@pytest.mark.parametrize(
    "edit",
    [
        lambda pack: edits.add_item(pack, "s9", ITEMS[0]),
        lambda pack: edits.remove_entry(pack, "e99"),
        lambda pack: edits.move_entry(pack, "e99", "s1", 0),
        lambda pack: edits.move_entry(pack, "e2", "s9", 0),
        lambda pack: edits.write(pack, "e99", "x"),
        lambda pack: edits.annotate(pack, "e99", "x"),
        lambda pack: edits.retitle_section(pack, "s9", "x"),
        lambda pack: edits.move_section(pack, "s9", 0),
        lambda pack: edits.remove_section(pack, "s9"),
    ],
)
def test_what_is_not_there_cannot_be_edited(make: Any, edit: Step) -> None:
    with pytest.raises(PackError, match=r"^There is no (section s9|entry e99) in this pack"):
        edit(make.pack())


@pytest.mark.parametrize(
    "edit",
    [
        lambda pack: edits.add_item(pack, "s1", "Not An Id"),
        lambda pack: edits.add_text(pack, "s1", "x" * 20_001),
        lambda pack: edits.annotate(pack, "e2", "x" * 20_001),
        lambda pack: edits.retitle_section(pack, "s1", "x" * 401),
        lambda pack: edits.set_details(pack, title=""),
        lambda pack: edits.set_details(pack, marking="x" * 41),
        lambda pack: edits.set_details(pack, paper="a3"),
        lambda pack: edits.set_details(pack, date="2026-02-30"),
        lambda pack: edits.set_details(pack, as_of="2026-11"),
        lambda pack: edits.set_details(pack, as_of="soon"),
        lambda pack: edits.set_details(pack, as_of=None),
    ],
)
def test_an_impossible_value_is_refused_with_its_place(make: Any, edit: Step) -> None:
    with pytest.raises(PackError, match=r"^The pack cannot take this value \(\w+\): .+\.$"):
        edit(make.pack())


@pytest.mark.parametrize("name", ["sections", "next_id", "schema_version", "nonsense"])
def test_only_details_can_be_set_as_details(make: Any, name: str) -> None:
    with pytest.raises(PackError, match="is not a detail of a pack"):
        edits.set_details(make.pack(), **{name: ()})


def test_a_marking_of_forty_characters_fits(make: Any) -> None:
    assert edits.set_details(make.pack(), marking="x" * 40, date="2026-12-01").marking == "x" * 40


@pytest.mark.parametrize("date", ["2026-02-29", "2026-13-01", "2026-11", "2026", "22.11.2026", "", "20261122"])
@pytest.mark.parametrize("field", ["date", "as_of"])
def test_a_pack_has_only_days_that_a_calendar_has(make: Any, field: str, date: str) -> None:
    with pytest.raises(ValidationError, match=field):
        make.pack(**{field: date})


def test_a_pack_may_have_no_date_but_a_leap_day_is_one(make: Any) -> None:
    assert make.pack(date=None).date is None
    assert make.pack(date="2028-02-29").date == "2028-02-29"


def test_nobody_can_change_a_pack_in_place(make: Any) -> None:
    pack = make.pack()
    with pytest.raises(ValidationError, match="frozen"):
        pack.title = "other"
    with pytest.raises(ValidationError, match="frozen"):
        pack.sections[0].entries[0].text = "other"


def test_sections_move_and_go_with_their_entries(make: Any) -> None:
    before = make.pack()
    moved = edits.move_section(before, "s4", 0)
    assert [section.id for section in moved.sections] == ["s4", "s1"]
    assert moved.sections[0] is before.sections[1]
    assert edits.move_section(moved, "s4", 9) == before
    gone = edits.remove_section(before, "s1")
    assert gone.sections == (before.sections[1],)
    assert gone.item_ids() == ("q-2017-selectively",)


def test_private_notes_and_the_next_number_are_no_part_of_what_readers_compare(make: Any) -> None:
    pack = make.pack()
    assert content_hash(edits.annotate(pack, "e2", "for me alone")) == content_hash(pack)
    assert content_hash(edits.remove_entry(edits.add_text(pack, "s1", "x"), "e7")) == content_hash(pack)


@given(step=steps)
def test_every_printed_change_changes_the_hash(make: Any, step: Step) -> None:
    before = make.pack()
    (after,) = applied(before, [step])[1:]

    def printed(pack: Pack) -> object:
        return (
            pack.title,
            pack.as_of,
            [
                (section.id, section.title, [entry.model_copy(update={"note": ""}) for entry in section.entries])
                for section in pack.sections
            ],
        )

    assert (content_hash(before) == content_hash(after)) == (printed(before) == printed(after))


def test_several_items_keep_their_order_where_they_are_put(make: Any) -> None:
    after = edits.add_items(make.pack(), "s1", ITEMS, 1)
    assert [entry.item for entry in after.sections[0].entries] == [ITEMS[0], *ITEMS, None]


def test_several_items_before_the_first_place_keep_their_order(make: Any) -> None:
    after = edits.add_items(make.pack(), "s1", ITEMS, -2)
    assert after == edits.add_items(make.pack(), "s1", ITEMS, 0)
    assert [entry.item for entry in after.sections[0].entries] == [*ITEMS, ITEMS[0], None]


def test_copies_have_ids_of_their_own_and_no_private_note(make: Any) -> None:
    after = edits.duplicate_section(edits.duplicate_entries(make.pack(), {"e6"}), "s4", "Two again")
    assert [section.id for section in after.sections] == ["s1", "s4", "s8"]
    assert [[entry.id for entry in section.entries] for section in after.sections[1:]] == [
        ["e5", "e6", "e7"],
        ["e9", "e10", "e11"],
    ]
    assert [entry.note for entry in after.sections[1].entries] == ["", "mine", ""]
    assert not any(entry.note for entry in after.sections[2].entries)
    assert (after.sections[2].title, after.next_id) == ("Two again", 12)


def test_a_section_id_or_entry_id_of_another_form_is_refused() -> None:
    with pytest.raises(ValidationError):
        Section(id="e1", key="k", kind="text")
    with pytest.raises(ValidationError):
        Entry(id="1")
