"""A clipped quotation prints the item's own words in order and nothing else; every cut is shown; undo restores it."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefpack.app.history import opened
from briefpack.briefing.compose import compose
from briefpack.briefing.errors import ComposeError
from briefpack.briefing.nodes import Quotation
from briefpack.evidence.items import Quote
from briefpack.library.memory import MemoryLibrary
from briefpack.pack import clipping, edits
from briefpack.pack.clipping import CUT, clip_quote, kept, printed, turning_words, unclip, units, without
from briefpack.pack.pack import Entry, Pack, PackError, Section, content_hash
from briefpack.pack.packfile import pack_bytes, parse_pack
from briefpack.pack.snapshot import snapshot

LONG = (
    "While those 63 recommendations concerning the fundamental rights of citizens were initially rejected by the "
    "Government, talking openly about these human rights concerns is an important first step."
)
BRACKETS = "the establishment [by OHCHR] of the repository and database will be useful"

texts = st.text(st.sampled_from("ab Z’.,[]\u00a0\n조人é-"), min_size=1, max_size=60).filter(
    lambda text: bool(text.split())
)
ranges = st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), min_size=1, max_size=5)


def _pack(make: Any, item_id: str = "q-one", kind: str = "quotes") -> Pack:
    section = Section(id="s1", key="one", kind=kind, part="p", entries=(Entry(id="e2", item=item_id),))
    pack: Pack = make.pack(sections=(section,), next_id=7)
    return pack


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(texts, ranges)
def test_any_clip_prints_only_the_items_own_characters_in_order(text: str, wanted: list[tuple[int, int]]) -> None:
    try:
        clip = kept(text, wanted)
    except PackError:
        assume(False)
    shown = printed(text, clip)
    place = 0
    for start, end in clip or ((0, len(text)),):
        assert start >= place, "kept in order"
        place = end
    pieces = [text[start:end] for start, end in clip] or [text]
    # What is printed is the pieces and marks, nothing between them but spaces.
    assert _squeezed(shown.replace(f" {CUT}", "").replace(f"{CUT} ", "")) == _squeezed("".join(pieces)) or CUT in text
    assert len(_squeezed("".join(pieces))) <= len(_squeezed(text))


@given(texts, ranges)
def test_no_clip_ends_inside_a_word(text: str, wanted: list[tuple[int, int]]) -> None:
    try:
        clip = kept(text, wanted)
    except PackError:
        assume(False)
    starts, ends = {start for start, _ in units(text)}, {end for _, end in units(text)}
    assert all(start in starts and end in ends for start, end in clip)
    clipping.check(text, clip)


@given(texts, ranges, ranges)
def test_leaving_out_more_only_shortens(text: str, wanted: list[tuple[int, int]], more: list[tuple[int, int]]) -> None:
    try:
        clip = kept(text, wanted)
        shorter = without(text, clip, *more[0])
    except PackError:
        assume(False)
    held = set(clipping.kept_units(text, clip))
    assert set(clipping.kept_units(text, shorter)) <= held


@given(first=st.integers(0, len(LONG)), second=st.integers(0, len(LONG)))
def test_undo_gives_the_whole_back(make: Any, first: int, second: int) -> None:
    quote = make.quote("q-one", LONG)
    assume(first != second)
    history = opened(_pack(make))
    clipped = clip_quote("e2", quote, [(min(first, second), max(first, second))])
    try:
        history = history.done(clipped(history.pack), "Clip the quotation")
    except PackError:
        assume(False)
    assert history.undone().pack == _pack(make)


def test_the_cut_is_shown_where_words_are_left_out() -> None:
    clip = kept(LONG, [(0, 5), (LONG.index("talking"), len(LONG))])
    assert (
        printed(LONG, clip)
        == f"While {CUT} talking openly about these human rights concerns is an important first step."
    )
    assert printed(LONG, kept(LONG, [(6, 24)])) == f"{CUT} those 63 recommendations {CUT}"


def test_a_selection_that_starts_inside_a_word_takes_the_word() -> None:
    assert printed(LONG, kept(LONG, [(8, 9)])) == f"{CUT} those {CUT}"


def test_what_somebody_inserted_in_brackets_is_kept_or_left_out_whole() -> None:
    place = BRACKETS.index("OHCHR")
    assert printed(BRACKETS, kept(BRACKETS, [(place, place + 1)])) == f"{CUT} [by OHCHR] {CUT}"


def test_keeping_everything_is_no_clip() -> None:
    assert kept(LONG, [(0, len(LONG))]) == ()
    assert printed(LONG, ()) == LONG


def test_nothing_cannot_be_kept() -> None:
    with pytest.raises(PackError, match="Nothing of the quotation would be left"):
        without(LONG, (), 0, len(LONG))


def test_a_clipped_quotation_keeps_its_source_and_shows_the_cut(make: Any, library: MemoryLibrary) -> None:
    quote = library.get("q-2019-king-sr-no-mechanism")
    assert isinstance(quote, Quote)
    pack = _pack(make, quote.id)
    clipped = clip_quote("e2", quote, [units(quote.text)[0]])(pack)
    whole, short = (
        next(block for block in compose(each, library).parts[0].blocks if isinstance(block, Quotation))
        for each in (pack, clipped)
    )
    assert short.spans[0].text == f"“{quote.text.split()[0]} {CUT}”"
    assert short.credit == whole.credit
    assert quote.text in str(compose(clipped, library).parts[-1]), "the annex gives the passage whole"


def test_a_bracket_that_was_left_out_is_not_explained(make: Any, library: MemoryLibrary) -> None:
    quote = next(item for item in library.all("quote") if isinstance(item, Quote) and "[by OHCHR]" in item.text)
    clipped = clip_quote("e2", quote, [units(quote.text)[0]])(_pack(make, quote.id))
    assert "was inserted by" in str(compose(_pack(make, quote.id), library).parts[0])
    assert "was inserted by" not in str(compose(clipped, library).parts[0])


@pytest.mark.parametrize(
    "clip", [((1, 5),), ((0, 3),), ((6, 11), (0, 5)), ((0, 5), (6, 11)), ((0, 5), (0, 5)), ((0, 9999),), ((5, 5),)]
)
def test_a_clip_made_elsewhere_that_is_not_the_items_words_is_refused(
    make: Any, library: MemoryLibrary, clip: tuple[tuple[int, int], ...]
) -> None:
    held = MemoryLibrary([make.quote("q-one", LONG), *library.all("source")])
    pack = edits.change_entry(_pack(make), "e2", clip=clip)
    with pytest.raises(ComposeError, match="no longer fits the words of its source"):
        compose(pack, held)


def test_only_a_quotation_is_clipped(make: Any, library: MemoryLibrary) -> None:
    pack = edits.change_entry(_pack(make, "ev-2014-02-coi-report", "text"), "e2", clip=((0, 5),))
    with pytest.raises(ComposeError, match="no quotation"):
        compose(pack, library)
    with pytest.raises(PackError):
        clip_quote("e2", make.quote("q-other"), [(0, 1)])(pack)


def test_a_clip_is_kept_in_the_file_and_changes_the_hash(make: Any, library: MemoryLibrary) -> None:
    quote = library.get("q-2019-king-sr-no-mechanism")
    assert isinstance(quote, Quote)
    pack = _pack(make, quote.id)
    clipped = clip_quote("e2", quote, [units(quote.text)[0]])(pack)
    assert parse_pack(pack_bytes(clipped, snapshot(clipped, library))).pack == clipped
    assert content_hash(clipped) != content_hash(pack)
    assert unclip(clipped, "e2") == pack
    assert b"clip" not in pack.model_dump_json().encode(), "a pack without clips is the file it was before"


@pytest.mark.parametrize(
    ("keep", "lost"),
    [
        (LONG[LONG.index("talking") :], ("initially",)),
        (LONG[: LONG.index(" is an")], ("an important first step",)),
        (LONG, ()),
    ],
)
def test_words_that_turn_the_meaning_are_named_when_they_are_cut(keep: str, lost: tuple[str, ...]) -> None:
    start = LONG.index(keep)
    assert turning_words(LONG, kept(LONG, [(start, start + len(keep))])) == lost
