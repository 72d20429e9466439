"""Facts of one's own in a composed pack (SC3): marked wherever they stand, with passage and source in the annex."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from briefpack.app import build
from briefpack.app.facts import Made, made
from briefpack.briefing.compose import compose, composed_at
from briefpack.briefing.keeping import Keeper
from briefpack.briefing.nodes import Briefing, Span
from briefpack.briefing.quoting import quoted
from briefpack.evidence.items import AnyItem, Statistic
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import add_item, add_text, remove_entry
from briefpack.pack.pack import Pack, PartFrame, Section
from briefpack.pack.snapshot import Carried, snapshot

TODAY = date(2026, 11, 22)
PASSAGE = "The draft was adopted by 88 votes to 21, and the chair said that it was “noted”."
SOURCE = {"source_title": "Record", "publisher": "Archive of the mission", "source_date": "2025", "excerpt": PASSAGE}


@pytest.fixture(scope="module")
def facts() -> dict[str, Made]:
    forms = {
        "event": {"title": "The draft was adopted", "date": "2025-12-18", "summary": "Eighty-eight for."},
        "quote": {"text": "it was “noted”", "speaker": "Jane Roe", "speaker_role": "Chair of the meeting"},
        "statistic": {"label": "Votes in favour", "value": "88", "unit": "votes", "as_of": "2025-12-18"},
    }
    return {kind: made(kind, {**form, **SOURCE}, f"own-{kind}-1", TODAY) for kind, form in forms.items()}


@pytest.fixture(scope="module")
def library(facts: dict[str, Made]) -> MemoryLibrary:
    sources = {each.source.id: each.source for each in facts.values()}
    return MemoryLibrary([*sources.values(), *(each.item for each in facts.values())])


KINDS = ("timeline", "facts", "quotes", "tiles", "text", "dates", "series")


@pytest.fixture(scope="module")
def pack(facts: dict[str, Made]) -> Pack:
    """Each fact in each kind of section that may show it."""
    pack = Pack(
        id="own", template="none", title="Own facts", as_of="2026-11-22", parts=(PartFrame(id="p"),), next_id=90
    )
    sections = [Section(id=f"s{number}", key=kind, kind=kind, part="p") for number, kind in enumerate(KINDS, 1)]
    long = Section(id="s20", key="long", kind="timeline", part="p", options={"summaries": "yes"})
    signs = Section(id="s21", key="signs", kind="signs", part="p")
    pack = pack.model_copy(update={"sections": (*sections, long, signs)})
    for section in (*sections, long):
        for fact in facts.values():
            pack = add_item(pack, section.id, fact.item.id)
    return add_text(pack, "s5", "My own sentence [@own-event-1].")


def texts(node: Any) -> Iterator[str]:
    """The words of every block, one string a cell, item or paragraph."""
    if isinstance(node, str):
        return
    if isinstance(node, tuple | list) and node and all(isinstance(each, Span) for each in node):
        yield "".join(each.text for each in node)
        return
    children = node if isinstance(node, tuple | list) else vars(node).values() if hasattr(node, "__dict__") else ()
    if hasattr(node, "_fields"):
        children = [getattr(node, name) for name in node._fields]
    for child in children:
        yield from texts(child)


SHOWN = ("The draft was adopted", "it was ‘noted’", "otes in favour")


def test_every_fact_of_ones_own_is_marked_wherever_it_stands(pack: Pack, library: MemoryLibrary) -> None:
    briefing = compose(pack, library)
    told = [text for part in briefing.parts[:-1] for text in texts(part.blocks)]
    for words in SHOWN:
        found = [text for text in told if words in text and text != "“it was ‘noted’”"]
        assert found, words
        # In the block quotation the mark stands in the line of the speaker, as for every quotation.
        assert all("†" in text for text in found), found
    said = [text for text in told if "Jane Roe" in text]
    assert said
    assert all("Chair of the meeting" in text and text.count("†") == 1 for text in said)


def test_the_notes_and_the_annex_mark_them_too(pack: Pack, library: MemoryLibrary, facts: dict[str, Made]) -> None:
    briefing = compose(pack, library)
    assert briefing.notes
    assert all("†" in "".join(span.text for span in note.spans) for note in briefing.notes)
    annex = list(texts(briefing.parts[-1].blocks))
    source = next(text for text in annex if "Archive of the mission, “Record”, 2025†" in text)
    assert "Short: Archive of the mission 2025†" in source
    assert "not graded. Group: Archive of the mission." in annex
    assert annex.count(quoted(PASSAGE)) == len(facts)
    for words in SHOWN:
        assert any(words in text and "†" in text for text in annex), words
    assert any("not checked against the dataset" in text for text in annex)


def test_the_mark_is_explained_when_it_is_used_and_only_then(pack: Pack, library: MemoryLibrary) -> None:
    def explained(shown: Pack, keeper: Keeper) -> int:
        briefing = compose_with(keeper, shown, library)
        return sum(
            "†: added by the maker of this pack" in text for part in briefing.parts for text in texts(part.blocks)
        )

    keeper = Keeper()
    bare = pack
    for section in pack.sections:
        for entry in section.entries:
            bare = remove_entry(bare, entry.id)
    assert explained(pack, keeper) == 2
    # The section of the signs is the same: what is remembered of it must not be taken.
    assert explained(bare, keeper) == 0
    assert explained(pack, keeper) == 2


def compose_with(keeper: Keeper, pack: Pack, library: MemoryLibrary) -> Briefing:
    return composed_at(keeper.desk(pack, library), "briefpack")


def test_a_pack_with_own_facts_stands_alone_and_prints(pack: Pack, library: MemoryLibrary) -> None:
    carried = snapshot(pack, library)
    assert compose(pack, Carried(carried)) == compose(pack, library)
    assert build.build_pdf(pack, carried).pages > 1


def test_no_figure_of_ones_own_is_drawn_in_a_chart_of_the_dataset(facts: dict[str, Made]) -> None:
    figure = facts["statistic"].item
    assert isinstance(figure, Statistic)
    assert not figure.chartable


def test_brackets_inside_the_words_are_no_riddle() -> None:
    passage = "She said that “the [Council] must act”."
    form = {"text": "the [Council] must act", "speaker": "Jane Roe", "speaker_role": "Chair", **SOURCE}
    fact = made("quote", {**form, "excerpt": passage}, "own-quote-2", TODAY)
    items: list[AnyItem] = [fact.source, fact.item]
    pack = Pack(id="own", template="none", title="Own facts", as_of="2026-11-22", parts=(PartFrame(id="p"),), next_id=9)
    pack = pack.model_copy(update={"sections": (Section(id="s1", key="q", kind="quotes", part="p"),)})
    briefing = compose(add_item(pack, "s1", "own-quote-2"), MemoryLibrary(items))
    told = list(texts(briefing.parts[0].blocks))
    assert "“[Council]” stands in brackets in the source; who inserted it is not recorded." in told
