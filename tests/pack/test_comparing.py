"""What differs between two packs: every edit is told, what stayed is not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from briefpack.evidence.items import Statistic
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Evidence
from briefpack.pack import edits
from briefpack.pack.clearing import clear, unwaive, waive, withdraw
from briefpack.pack.clipping import clip_quote
from briefpack.pack.comparing import Change, differences
from briefpack.pack.pack import Entry, Pack, PartFrame, Section, Waiver, content_hash
from briefpack.pack.snapshot import Carried

if TYPE_CHECKING:
    from tests.pack.conftest import Maker

WAIVER = Waiver(rule="R59", key="0" * 16, initials="AB", reason="They agreed by letter.", on="2026-11-22")
NOTHING = Carried(())


def told(old: Pack, new: Pack, before: Evidence = NOTHING, after: Evidence = NOTHING) -> list[tuple[str, str]]:
    """What changed, each with its section or name."""
    return [
        (each.what, each.section.title if each.section else each.name) for each in differences(old, new, before, after)
    ]


def test_a_pack_does_not_differ_from_itself(make: "Maker") -> None:
    assert not told(make.pack(), make.pack())


def test_private_notes_are_not_compared(make: "Maker") -> None:
    assert not told(make.pack(), edits.annotate(make.pack(), "e6", "another note"))


Edit = Callable[[Pack], Pack]


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (lambda pack: edits.set_details(pack, title="Another"), [("detail", "title")]),
        (lambda pack: edits.set_details(pack, date="2026-12-01", paper="letter"),
         [("detail", "date"), ("detail", "paper")]),
        (lambda pack: edits.set_details(pack, as_of="2026-11-23", marking="TLP:RED"),
         [("detail", "as_of"), ("detail", "marking")]),
        (lambda pack: edits.set_details(pack, collections=("articles", "later-facts")), [("detail", "collections")]),
        (lambda pack: edits.add_item(pack, "s1", "ev-x"), [("added", "One")]),
        (lambda pack: edits.add_text(pack, "s4", "More."), [("added", "Two")]),
        (lambda pack: edits.remove_entry(pack, "e2"), [("removed", "One")]),
        (lambda pack: edits.move_entry(pack, "e2", "s4", 0), [("moved", "Two")]),
        (lambda pack: edits.move_entry(pack, "e6", "s4", 0), [("moved", "Two")]),
        (lambda pack: edits.write(pack, "e6", "Other words."), [("reworded", "Two")]),
        (lambda pack: edits.write(pack, "e3", "Agree."), [("reworded", "One")]),
        (lambda pack: edits.retitle_section(pack, "s4", "Three"), [("retitled", "Three")]),
        (lambda pack: edits.move_section(pack, "s4", 0), [("section-moved", "Two")]),
        (lambda pack: edits.add_section(pack, "New"), [("section-added", "New")]),
        (lambda pack: edits.remove_section(pack, "s4"),
         [("section-removed", "Two"), ("removed", "Two"), ("removed", "Two")]),
        (lambda pack: edits.change_entry(pack, "e3", label="Wish"), [("blank", "One")]),
        (waive(WAIVER), [("waived", "R59")]),
        (clear("AB", "2026-11-22T10:00"), [("cleared", "2026-11-22T10:00")]),
    ],
)  # fmt: skip
def test_each_edit_is_one_change(make: "Maker", edit: Edit, changes: list[tuple[str, str]]) -> None:
    old = make.pack()
    new = edit(old)
    assert told(old, new) == changes
    assert told(new, old), "the way back is a change too"


def test_what_is_taken_back_is_told(make: "Maker") -> None:
    waived = waive(WAIVER)(make.pack())
    assert told(waived, unwaive(WAIVER.key)(waived)) == [("unwaived", "R59")]
    cleared = clear("AB", "2026-11-22T10:00")(make.pack())
    assert told(cleared, withdraw(cleared)) == [("withdrawn", "")]


def test_a_clip_is_told(make: "Maker") -> None:
    old = make.pack()
    new = clip_quote("e5", make.quote("q-2017-selectively"), [(0, 5)])(old)
    assert told(old, new) == [("clipped", "Two")]


def test_settings_and_parts_are_told(make: "Maker") -> None:
    old = make.pack()
    first = old.sections[0].model_copy(update={"options": {"box": "Wish"}, "column": "left"})
    new = old.model_copy(
        update={"sections": (first, old.sections[1]), "parts": (PartFrame(id="p", size=0.9), PartFrame(id="q"))}
    )
    assert [(each.what, each.name) for each in differences(old, new, NOTHING, NOTHING)] == [
        ("part", "layout"),
        ("part", ""),
        ("settings", "column, options"),
    ]


def test_what_no_table_names_is_still_a_difference(make: "Maker") -> None:
    old = make.pack()
    assert told(old, old.model_copy(update={"template_version": 2})) == [("other", "")]


def statistic(library: MemoryLibrary, **fields: Any) -> Statistic:
    found = library.get("st-upr3-to-be-reviewed")
    assert isinstance(found, Statistic)
    return found.model_copy(update=fields)


def test_a_figure_that_another_version_of_its_record_gives_is_revised(make: "Maker", library: MemoryLibrary) -> None:
    for own in ({"item": "st-upr3-to-be-reviewed"}, {"text": "So many. [@st-upr3-to-be-reviewed]"}):
        section = make.pack().sections[0].model_copy(update={"entries": (Entry(id="e2", **own),)})
        pack = make.pack(sections=(section,))
        old, new = Carried([statistic(library)]), Carried([statistic(library, value=198)])
        assert not differences(pack, pack, old, old)
        (change,) = differences(pack, pack, old, new)
        assert (change.what, change.name) == ("revised", "st-upr3-to-be-reviewed")
        assert (change.was, change.now) == (old.get(change.name), new.get(change.name))


def test_packs_that_were_filled_apart_are_matched_by_what_they_hold(make: "Maker") -> None:
    old = make.pack()
    sections = tuple(
        section.model_copy(
            update={
                "id": f"s{40 + number}",
                "entries": tuple(
                    entry.model_copy(update={"id": f"e{50 + 10 * number + place}"})
                    for place, entry in enumerate(section.entries)
                ),
            }
        )
        for number, section in enumerate(old.sections)
    )
    assert told(old, old.model_copy(update={"sections": sections})) == [("other", "")], "ids, which no reader sees"


def test_an_id_that_came_to_hold_another_fact_is_no_revision(make: "Maker") -> None:
    old = make.pack()
    new = edits.change_entry(old, "e2", item="ev-2014-unsc-annual")
    assert told(old, new) == [("added", "One"), ("removed", "One")]


def many(number: int, swap: bool = False) -> Pack:
    entries = [Entry(id=f"e{n}", item=f"ev-{n}") for n in range(1, number)]
    if swap:
        entries = [*entries[number // 2 :], *entries[: number // 2]]
    section = Section(id="s1", key="one", kind="facts", title="One", entries=tuple(entries))
    return Pack(id="many", template="none", title="Many", as_of="2026-11-22", sections=(section,), next_id=number)


def test_of_what_changed_places_the_fewest_are_told() -> None:
    old = many(20)
    new = edits.move_entry(old, "e15", "s1", 2)
    changes = differences(old, new, NOTHING, NOTHING)
    assert [(each.what, each.now) for each in changes] == [("moved", old.sections[0].entries[14])]


def test_changes_come_in_the_order_of_the_later_pack(make: "Maker") -> None:
    old = make.pack()
    new = edits.write(edits.add_item(edits.set_details(old, title="B"), "s1", "ev-x"), "e6", "Other.")
    new = clear("AB", "2026-11-22T10:00")(edits.move_section(new, "s4", 0))
    whats = [each[0] for each in told(old, new)]
    assert whats[0] == "detail"
    assert whats[-1] == "cleared"
    assert whats.index("reworded") < whats.index("added")


def test_any_two_packs_with_other_content_differ(make: "Maker") -> None:
    packs = [make.pack(), edits.write(make.pack(), "e6", "x"), edits.remove_entry(make.pack(), "e5"), many(4)]
    for one in packs:
        for other in packs:
            found: tuple[Change, ...] = differences(one, other, NOTHING, NOTHING)
            assert bool(found) == (content_hash(one) != content_hash(other))
