"""The composed briefing as text: every word of it, in order, for ears and for e-mail."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefpack.app import build
from briefpack.briefing import reading
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import (
    Bar,
    BarRow,
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Column,
    Furniture,
    Note,
    Paragraph,
    Part,
    Quotation,
    Row,
    Span,
    Table,
    Tile,
    Tiles,
)
from briefpack.pack.snapshot import Carried

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"


def say(*texts: str) -> tuple[Span, ...]:
    return tuple([Span(text) for text in texts])


def briefing(*blocks: Block, notes: tuple[Note, ...] = ()) -> Briefing:
    return Briefing("T", "S", "en", "a4", "2026-11-22", Furniture("", "", ""), (Part("p", "P", blocks),), notes)


@pytest.fixture(scope="module")
def sample() -> Briefing:
    found = build.opened(SAMPLE)
    return compose(found.pack, Carried(found.items))


class Reader(HTMLParser):
    """Reads the words of HTML and checks that its tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as HTMLParser calls it
        if tag != "hr":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_the_words_of_a_table_stand_after_the_head_of_their_column() -> None:
    table = Table(
        "t", (), (Column(say("Claim")), Column(say("Finding"))), (Row("t.1", (say("“so”"), say("unverified"))),)
    )
    assert reading.words(briefing(table)) == [("t.1", "Claim: “so”; Finding: unverified")]


def test_a_quotation_is_followed_by_who_said_it() -> None:
    quotation = Quotation("q", say("“So.”"), (*say("A speaker"), Span("", note=3)), (say("Remark."),))
    assert [line.words for line in reading.lines(briefing(quotation))] == ["“So.”", "— A speaker [3]", "Remark."]


def test_a_chart_is_read_as_the_words_that_state_its_figures() -> None:
    chart = Chart("c", "columns", (BarRow("2014", (Bar(3, "3"),)),), say("Caption"), "2014: 3.")
    assert reading.words(briefing(chart)) == [("c", "Caption"), ("c", "2014: 3.")]


def test_a_blank_says_what_is_to_be_written() -> None:
    assert (
        reading.plain_text(briefing(Blank("b", "Objective: ", "to be written"))) == "Objective: to be written ______\n"
    )


def test_the_marking_is_said_first() -> None:
    marked = briefing(Paragraph("x", say("Words.")))._replace(furniture=Furniture("", "", "", marking="restricted"))
    assert reading.lines(marked)[0].words == "RESTRICTED"
    assert reading.plain_text(marked) == "RESTRICTED\nWords.\n"
    assert Reader(reading.html(marked)).words == ["RESTRICTED", "Words."]


def test_lists_are_numbered_where_the_page_numbers_them() -> None:
    text = reading.plain_text(briefing(Bullets("a", (say("one"), say("two")), True), Bullets("b", (say("dot"),))))
    assert text.split("\n")[:3] == ["  1. one", "  2. two", "  • dot"]


def test_a_page_number_is_filled_in_when_the_pages_are_known() -> None:
    block = Paragraph("x", (Span("see page "), Span("page:y", target="y")))
    assert reading.words(briefing(block), {"y": 7}) == [("x", "see page 7")]
    assert reading.words(briefing(block)) == [("x", "see page –")]


def test_notes_come_last_with_their_numbers() -> None:
    notes = (Note(1, say("A source."), say("Short.")),)
    assert reading.words(briefing(Paragraph("x", say("Words.")), notes=notes))[-1] == ("note-1", "[1] A source.")


def test_html_escapes_what_was_typed_and_keeps_bold() -> None:
    text = reading.html(briefing(Paragraph("x", (Span("a < b & "), Span("c", "b")))))
    assert "<p>a &lt; b &amp; <b>c</b></p>" in text


def test_html_of_the_sample_is_well_formed_and_has_all_its_words(sample: Briefing) -> None:
    reader = Reader(reading.html(sample))
    assert reader.open == []
    kept = bare("".join(reader.words))
    for line in reading.lines(sample):
        if line.kind in {"text", "small", "quote", "h1", "h2", "note"}:
            assert bare(line.words) in kept, line


def bare(text: str) -> str:
    """Without spaces and numbers of notes, which stand elsewhere in HTML."""
    return re.sub(r"\s|\[\d{1,3}\]", "", text)


def test_every_span_of_the_sample_is_read(sample: Briefing) -> None:
    """All texts in the tree, found without knowing its kinds."""
    read = " ".join(words for _, words in reading.words(sample))

    def texts(value: object) -> list[str]:
        if isinstance(value, Span):
            return [value.text] if not value.target else []
        return [text for each in value for text in texts(each)] if isinstance(value, tuple) else []

    for part in sample.parts:
        for block in part.blocks:
            for text in texts(block):
                assert text.strip() in read


def test_tiles_are_read_as_figure_and_label() -> None:
    tiles = Tiles("t", (Tile(say("262"), say("recommendations")),))
    assert reading.words(briefing(tiles)) == [("t", "262: recommendations")]
