"""What a pack carries: enough to be printed anywhere, and nothing that was not meant for readers."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.briefing.compose import compose
from briefpack.evidence.items import kind_of
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.filling import fill
from briefpack.pack.packfile import pack_bytes
from briefpack.pack.snapshot import Carried, cited_in, missing_ids, snapshot, used_ids
from briefpack.pack.template import Template

NAMES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")
KINDS = {"event": "timeline", "quote": "quotes", "statistic": "facts", "claim": "claims", "position": "positions"}


@pytest.mark.parametrize("collections", [(ARTICLES,), (ARTICLES, LATER_FACTS)])
@pytest.mark.parametrize("name", NAMES)
def test_a_pack_prints_the_same_from_what_it_carries_as_from_the_whole_library(
    templates: dict[str, Template], library: MemoryLibrary, name: str, collections: tuple[str, ...]
) -> None:
    pack = fill(templates[name], library, "2026-11-22", collections=collections)
    carried = snapshot(pack, library)
    assert compose(pack, Carried(carried)) == compose(pack, library)
    assert missing_ids(pack, Carried(carried)) == ()


@settings(max_examples=80)
@given(chosen=st.data())
def test_any_choice_of_items_prints_the_same_from_what_it_carries(
    make: Any, library: MemoryLibrary, chosen: st.DataObject
) -> None:
    kind = chosen.draw(st.sampled_from(sorted(KINDS)))
    items = [item.id for item in library.all(kind)]
    wanted = chosen.draw(st.lists(st.sampled_from(items), min_size=1, max_size=4, unique=True))
    cited = chosen.draw(st.sampled_from([item.id for item in library.all("quote")]))
    empty = make.pack().sections[0].model_copy(update={"kind": KINDS[kind], "entries": ()})
    own = make.pack().sections[1].model_copy(update={"entries": ()})
    pack = make.pack(sections=(empty, own))
    for item_id in wanted:
        pack = edits.add_item(pack, "s1", item_id)
    pack = edits.add_text(pack, "s4", f"As was said.[@{cited}]")
    carried = list(snapshot(pack, library))
    random.Random(len(wanted)).shuffle(carried)
    assert compose(pack, Carried(carried)) == compose(pack, library)


def test_remarks_for_editors_leave_with_no_file(templates: dict[str, Template], library: MemoryLibrary) -> None:
    pack = fill(templates["sources"], library, "2026-11-22", collections=(ARTICLES, LATER_FACTS))
    before = [item for kind in ("source", *KINDS, "person", "document") for item in library.all(kind)]
    assert any(getattr(item, "notes", None) for item in before)
    assert any(getattr(item, "outside_knowledge", None) for item in before)
    carried = snapshot(pack, library)
    for item in carried:
        for field in ("notes", "outside_knowledge", "speaker_id_inferred", "un_symbol", "verified_at"):
            assert getattr(item, field, None) is None, f"{item.id} carries {field}"
    content = pack_bytes(pack, carried)
    assert content == pack_bytes(pack, snapshot(pack, Carried(carried)))


def test_a_snapshot_is_in_order_of_kind_and_id_and_has_nothing_twice(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    carried = snapshot(fill(templates["hrc-dialogue"], library, "2026-11-22"), library)
    keys = [(kind_of(item), item.id) for item in carried]
    assert len(set(keys)) == len(keys)
    assert keys[0][0] == "source"
    for kind in {kind for kind, _ in keys}:
        mine = [item_id for other, item_id in keys if other == kind]
        assert mine == sorted(mine)


def test_a_snapshot_holds_every_reference_of_what_it_holds(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    carried = snapshot(fill(templates["hrc-dialogue"], library, "2026-11-22"), library)
    known = {item.id for item in carried}
    for item in carried:
        if isinstance(item, Item):
            assert {citation.source_id for citation in item.citations} <= known
            assert set(item.contested_by) <= known


def test_a_small_pack_carries_little(make: Any, library: MemoryLibrary) -> None:
    carried = snapshot(make.pack(), library)
    assert {item.id for item in carried if kind_of(item) in KINDS} == {"ev-2014-02-coi-report", "q-2017-selectively"}


def test_items_in_entries_text_and_settings_are_all_used(make: Any) -> None:
    pack = make.pack()
    pack = edits.add_text(pack, "s4", "So it was.[@st-upr3-received][@ev-2014-02-coi-report] And [@q-2017-hrw-zero].")
    first = pack.sections[0].model_copy(update={"options": {"grid": "upr-cycles", "newest": "ev-2018-summits"}})
    pack = pack.model_copy(update={"sections": (first, *pack.sections[1:])})
    assert used_ids(pack) == (
        "upr-cycles",
        "ev-2018-summits",
        "ev-2014-02-coi-report",
        "q-2017-selectively",
        "st-upr3-received",
        "q-2017-hrw-zero",
    )


def test_what_the_library_no_longer_knows_is_missing_and_not_carried(make: Any, library: MemoryLibrary) -> None:
    pack = edits.add_text(edits.add_item(make.pack(), "s1", "ev-gone"), "s1", "See [@q-gone].")
    assert missing_ids(pack, library) == ("ev-gone", "q-gone")
    assert missing_ids(pack, MemoryLibrary([])) == (
        "ev-2014-02-coi-report",
        "ev-gone",
        "q-gone",
        "q-2017-selectively",
    )
    assert not {"ev-gone", "q-gone"} & {item.id for item in snapshot(pack, library)}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ()),
        ("no [brackets] or [@Ids here]", ()),
        ("[@a-1][@b][@a-1]", ("a-1", "b")),
        ("[@a--b] [@-a] [@a-]", ()),
    ],
)
def test_citations_in_own_text_are_found_once_each(text: str, ids: tuple[str, ...]) -> None:
    assert cited_in(text) == ids


def test_an_institution_comes_before_the_mechanism_of_the_same_id(library: MemoryLibrary) -> None:
    shared = {item.id for item in library.all("institution")} & {item.id for item in library.all("mechanism")}
    assert shared
    items = [item for kind in ("mechanism", "institution") for item in library.all(kind)]
    for order in (items, items[::-1]):
        carried = Carried(order)
        for item_id in shared:
            assert carried.get(item_id) == library.get(item_id) == library.get(item_id, "institution")
            assert carried.get(item_id, "mechanism") == library.get(item_id, "mechanism")
    assert Carried([]).get("x") is None
    assert Carried([]).all("event") == ()
