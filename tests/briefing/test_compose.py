"""The whole document: the same from the same, every note and place there, and a clear word when something is not."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.briefing.compose import SECTION_KINDS, compose
from briefpack.briefing.errors import ComposeError
from briefpack.briefing.nodes import Heading, Paragraph, Quotation, Span, Title
from briefpack.evidence.sources import ARTICLES, LATER_FACTS
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import edits
from briefpack.pack.pack import PartFrame, content_hash
from briefpack.pack.snapshot import Carried, snapshot

BOTH = (ARTICLES, LATER_FACTS)
DOCUMENTS = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")
every_document = pytest.mark.parametrize("name", DOCUMENTS)
either_collection = pytest.mark.parametrize("collections", [(ARTICLES,), BOTH])


@every_document
@either_collection
def test_the_order_of_what_a_pack_carries_changes_nothing(make: Any, name: str, collections: tuple[str, ...]) -> None:
    pack = make.filled(name, collections)
    carried = list(snapshot(pack, make.library))
    for seed in range(3):
        random.Random(seed).shuffle(carried)
        assert compose(pack, Carried(carried), "briefpack test") == make.document(name, collections)


@every_document
@either_collection
def test_notes_are_numbered_from_one_and_each_is_used(
    make: Any, read: Any, name: str, collections: tuple[str, ...]
) -> None:
    document = make.document(name, collections)
    assert [note.number for note in document.notes] == list(range(1, len(document.notes) + 1))
    used = {span.note for span in read.nodes(document.parts, Span) if span.note}
    assert used == {note.number for note in document.notes}
    for note in document.notes:
        assert read.words(note.spans).endswith(".")
        assert read.words(note.short).endswith(".")


@every_document
def test_a_note_belongs_to_one_part_and_names_its_source_in_full_the_first_time(
    make: Any, read: Any, name: str
) -> None:
    document = make.document(name)
    seen: set[int] = set()
    for part in document.parts:
        numbers = {span.note for span in read.nodes(part, Span) if span.note}
        assert not numbers & seen
        seen |= numbers
        if numbers:
            first = document.notes[min(numbers) - 1]
            assert "of the article as stored" in read.words(first.spans)


@every_document
@either_collection
def test_every_block_and_row_has_an_id_of_its_own(
    make: Any, read: Any, name: str, collections: tuple[str, ...]
) -> None:
    document = make.document(name, collections)
    ids = [name for part in document.parts for name in read.ids(part.blocks)]
    assert len(ids) > 10
    assert len({part.id for part in document.parts}) == len(document.parts)
    assert sorted(ids) == sorted(set(ids))


@every_document
@either_collection
def test_every_link_and_every_page_number_leads_somewhere(
    make: Any, read: Any, name: str, collections: tuple[str, ...]
) -> None:
    document = make.document(name, collections)
    ids = set(read.ids(document.parts))
    targets = {span.target for span in read.nodes(document.parts, Span) if span.target}
    assert targets or name == "sources", "the annex gives pages"
    assert targets <= ids


@every_document
def test_every_entry_of_a_block_is_an_entry_of_the_pack(make: Any, read: Any, name: str) -> None:
    pack = make.filled(name)
    entries = {entry.id for section in pack.sections for entry in section.entries}
    shown = {node.entry for node in read.nodes(make.document(name), tuple) if getattr(node, "entry", "")}
    assert shown <= entries
    assert shown or name in {"sources"}


@every_document
def test_every_acronym_of_a_part_is_explained_in_it(make: Any, read: Any, name: str) -> None:
    for part in make.document(name).parts[:-1]:
        text = read.text(part.blocks)
        for short, long in (("UPR", "Universal Periodic Review"), ("COI", "Commission of Inquiry")):
            outside = read.text([block for block in part.blocks if not isinstance(block, Quotation | Title)])
            if f" {short} " in outside:
                assert long in text, f"{part.id}: {short}"


@every_document
def test_parts_are_titled_once(make: Any, read: Any, name: str) -> None:
    document = make.document(name)
    assert sum(len(read.nodes(part, Title)) for part in document.parts) == 1
    assert isinstance(document.parts[0].blocks[0], Title)
    for part in document.parts:
        assert len([block for block in part.blocks if isinstance(block, Heading) and block.level == 1]) <= 1
    assert document.parts[-1].title == "Sources and verification"


def test_the_foot_of_every_page_says_how_new_and_which_pack_it_is(make: Any) -> None:
    pack = make.filled("hrc-dialogue")
    furniture = make.document("hrc-dialogue").furniture
    assert furniture.foot_left.replace("\u00a0", " ") == f"Facts to 4 April [2024] · pack {content_hash(pack)[:8]}"
    assert (furniture.head_left, furniture.head_right, furniture.marking) == (
        "HRC interactive dialogue, item 4",
        "DPRK",
        "",
    )


def test_a_marking_and_paper_reach_the_document(make: Any, read: Any) -> None:
    document = make.composed(make.section("signs"), marking="Restricted", paper="letter")
    assert document.furniture.marking == "Restricted"
    assert document.paper == "letter"
    assert document.created == "2026-11-22"


@every_document
def test_a_widened_window_is_always_said(make: Any, read: Any, name: str) -> None:
    pack = make.filled(name)
    widened = [section for section in pack.sections if section.options.get("widened", "12") != "12"]
    remarks = [
        read.words(each.spans)
        for each in read.nodes(make.document(name), Paragraph)
        if read.words(each.spans).startswith("Window widened from ")
    ]
    assert len(remarks) == len(widened)
    for words in remarks:
        assert words.endswith((": newest item 4 April [2024].", ": newest item 28 March [2024]."))
    assert remarks or name not in {"one-page-brief", "hrc-dialogue", "security-council"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"window": "12", "widened": "24", "newest": "ev-2018-summits"},
            "Window widened from 12 months to 24 months: newest item [2018–2019].",
        ),
        ({"window": "12", "widened": "0"}, "Window widened from 12 months to all dates."),
        ({"window": "12", "widened": "12", "newest": "ev-2018-summits"}, ""),
        ({"widened": "24"}, ""),
    ],
)
def test_a_window_is_described_only_as_far_as_it_is_known(
    make: Any, read: Any, options: dict[str, str], words: str
) -> None:
    text = read.text(make.blocks("facts", "ev-2014-upr-second", options=options))
    assert ("Window" in text) == bool(words)
    assert words in text


@pytest.mark.parametrize(
    "kind", ["facts", "tiles", "dates", "quotes", "timeline", "claims", "positions", "text", "listed"]
)
def test_an_item_that_is_nowhere_is_an_error_that_says_what_to_do(make: Any, kind: str) -> None:
    with pytest.raises(ComposeError) as caught:
        make.blocks(kind, "ev-gone")
    assert str(caught.value) == (
        "The item ev-gone no longer exists in the library or the pack. Remove its entry, or open the pack with the "
        "library it was made with."
    )


@pytest.mark.parametrize("kind", ["grid", "review-chart"])
@pytest.mark.parametrize("options", [{}, {"grid": "no-such-table"}, {"grid": "ev-2014-upr-second"}])
def test_a_table_that_is_nowhere_is_an_error_too(make: Any, kind: str, options: dict[str, str]) -> None:
    with pytest.raises(ComposeError, match="is missing from the pack and the library"):
        make.blocks(kind, options=options)


def test_a_chart_without_series_shows_no_figure(make: Any) -> None:
    (chart,) = make.blocks("review-chart", options={"grid": "upr-cycles"})
    assert [row.gap for row in chart.rows] == ["n/d"] * 4


def test_a_section_of_an_unknown_kind_asks_for_a_newer_program(make: Any) -> None:
    assert "hologram" not in SECTION_KINDS
    with pytest.raises(ComposeError) as caught:
        make.composed(make.section("hologram", title="Future"))
    assert str(caught.value) == (
        "The section “Future” is of a kind this program does not know (hologram). Update the program to open this pack."
    )


def test_a_pack_whose_source_is_missing_says_that_it_is_not_whole(make: Any) -> None:
    pack = make.pack(make.section("facts", "ev-2014-upr-second"))
    carried = [item for item in snapshot(pack, make.library) if not item.id.startswith("kei-")]
    with pytest.raises(ComposeError, match="The source kei-2019-king-upr-engagement is missing"):
        compose(pack, Carried(carried))


def test_a_pack_without_sections_is_an_annex_alone(make: Any) -> None:
    document = make.composed()
    assert [part.id for part in document.parts] == ["annex"]
    assert document.notes == ()


def test_composing_changes_neither_pack_nor_items(make: Any) -> None:
    pack = make.filled("hrc-dialogue")
    carried = snapshot(pack, make.library)
    before = (pack.model_dump_json(), [item.model_dump_json() for item in carried])
    first = compose(pack, Carried(carried))
    assert compose(pack, Carried(carried)) == first
    assert (pack.model_dump_json(), [item.model_dump_json() for item in carried]) == before


def test_sections_in_columns_stand_side_by_side_in_their_part(make: Any, read: Any) -> None:
    left = make.section("facts", "ev-2014-upr-second", column="left")
    right = make.section("quotes", "q-2017-selectively", number=2, column="right")
    below = make.section("signs", number=3)
    _, columns, signs, *_ = make.composed(left, right, below).parts[0].blocks
    assert [read.ids(side)[0] for side in columns.columns] == ["s1", "s2.e201"]
    assert signs.id == "s3"


def test_the_same_fact_in_two_parts_has_two_notes(make: Any, read: Any) -> None:
    one = make.section("facts", "ev-2014-upr-second")
    two = make.section("facts", "ev-2014-upr-second", number=2, part="q")
    document = make.composed(one, two, parts=(PartFrame(id="p"), PartFrame(id="q", title="Second")))
    assert len(document.notes) == 2
    assert read.words(document.notes[0].spans) == read.words(document.notes[1].spans)
    together = make.composed(one, make.section("facts", "ev-2014-upr-second", number=2))
    assert len(together.notes) == 1


ITEMS = {
    "facts": ("event", "statistic"),
    "quotes": ("quote",),
    "timeline": ("event",),
    "tiles": ("statistic",),
    "claims": ("claim",),
    "positions": ("position",),
    "dates": ("event",),
    "text": ("event", "quote", "statistic", "claim", "position"),
}


@settings(max_examples=60)
@given(chosen=st.data())
def test_any_arrangement_composes_whole(make: Any, read: Any, library: MemoryLibrary, chosen: st.DataObject) -> None:
    sections = []
    for number in range(1, chosen.draw(st.integers(1, 3)) + 1):
        kind = chosen.draw(st.sampled_from(sorted(ITEMS)))
        known = [item.id for each in ITEMS[kind] for item in library.all(each)]
        wanted = chosen.draw(st.lists(st.sampled_from(known), max_size=5, unique=True))
        sections.append(make.section(kind, *wanted, number=number, part=chosen.draw(st.sampled_from(["p", "q"]))))
    sections.sort(key=lambda section: section.part)
    pack = make.pack(*sections, parts=(PartFrame(id="p", notes="by-source"), PartFrame(id="q")))
    pack = edits.add_text(pack, sections[0].id, "Own *words*.") if sections[0].kind == "text" else pack
    document = compose(pack, library)
    assert document == compose(pack, Carried(snapshot(pack, library)))
    ids = [name for part in document.parts for name in read.ids(part.blocks)]
    assert len(ids) == len(set(ids))
    assert {span.target for span in read.nodes(document, Span) if span.target} <= set(ids)
    annexed = {row.split(".")[2] for row in ids if row.startswith("annex.fact.")}
    assert set(pack.item_ids()) <= annexed
    used = {span.note for span in read.nodes(document.parts, Span) if span.note}
    assert used == set(range(1, len(document.notes) + 1))
