"""Documents from right to left: blocks are mirrored, words are not."""

from typing import Any

import pytest

from briefpack.briefing.nodes import (
    Bar,
    BarRow,
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Column,
    Columns,
    Contents,
    Furniture,
    Heading,
    KeyBox,
    Note,
    Paragraph,
    Part,
    Quotation,
    Row,
    Span,
    Table,
    Tile,
    Tiles,
    Timeline,
    TimelineRow,
)
from briefpack.layout.display import Disc, Page, Rect, Run
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.layout.mirroring import run_width
from briefpack.layout.styles import PAPERS

PAPER = PAPERS["a4"]
LEFT, RIGHT = PAPER.side, PAPER.width - PAPER.side
WORDS = "قال المقرر الخاص إن الحالة لم تتحسن منذ عام 2014"


def briefing(*blocks: Block, language: str = "ar", notes: tuple[Note, ...] = ()) -> Briefing:
    furniture = Furniture("يسار", "يمين", "أسفل", "سري", "{page} من {pages}")
    parts = (Part("p1", "جزء", blocks),)
    return Briefing("عنوان", "موضوع", language, "a4", "2026-11-22", furniture, parts, notes)


class Seen:
    """Where things stand on a page, in points from the left paper edge."""

    def __init__(self, fonts: FontSet, page: Page) -> None:
        placed = [*page.body, *page.notes, *page.furniture]
        self._fonts = fonts
        self.runs = [(run, each.x + run.x) for each in placed for run in each.strip.runs]
        self.shapes = [(shape, each.x) for each in placed for shape in each.strip.shapes]

    def words(self, text: str) -> tuple[float, float]:
        """The left and the right end of the run that holds the words, a space before them left out."""
        run, x = next((run, x) for run, x in self.runs if text in self._text(run))
        lead = (self._fonts[run.face].space.width + run.gap) * run.size / 1000 if run.lead else 0.0
        return x + lead, x + run_width(self._fonts, run)

    @staticmethod
    def _text(run: Run) -> str:
        return " ".join([word.text for word in run.words])

    def rects(self) -> list[tuple[float, float]]:
        return [(x + shape.x, x + shape.x + shape.width) for shape, x in self.shapes if isinstance(shape, Rect)]


@pytest.fixture
def look(fonts: FontSet) -> Any:
    """Lays out blocks in a language and gives the first page."""

    def laid(*blocks: Block, language: str = "ar", notes: tuple[Note, ...] = ()) -> Seen:
        pages = Layouter(fonts).lay_out(briefing(*blocks, language=language, notes=notes)).pages
        return Seen(fonts, pages[0])

    return laid


def test_a_paragraph_begins_at_the_right_edge(look: Any) -> None:
    assert look(Paragraph("p", (Span(WORDS),))).words("قال")[1] == pytest.approx(RIGHT)


def test_columns_of_a_table_run_from_right_to_left_and_figures_keep_their_last_digits_together(look: Any) -> None:
    rows = (Row("r1", ((Span("الأولى"),), (Span("167"),))), Row("r2", ((Span("الثانية"),), (Span("1,268"),))))
    seen = look(Table("t", (), (Column((Span("الجولة"),), head=True), Column((Span("العدد"),), "right")), rows))
    assert seen.words("الأولى")[0] > seen.words("167")[1]
    assert seen.words("الأولى")[1] == pytest.approx(seen.words("الجولة")[1])
    assert seen.words("167")[1] == pytest.approx(seen.words("1,268")[1])


@pytest.mark.parametrize(("ordered", "label"), [(True, "1"), (False, "•")])
def test_the_labels_of_a_list_stand_at_the_right(look: Any, ordered: bool, label: str) -> None:
    seen = look(Bullets("b", ((Span(WORDS),),), ordered))
    assert seen.words(label)[0] > seen.words("قال")[1]
    assert seen.words(label)[1] == pytest.approx(RIGHT, abs=3)


@pytest.mark.parametrize(
    ("block", "thick"),
    [
        (Quotation("q", (Span(f"«{WORDS}»"),), (Span("المقرر"),)), 1.8),
        (KeyBox("k", "خلاصة", (Paragraph("kp", (Span(WORDS),)),)), 3.0),
    ],
)
def test_the_bar_beside_words_stands_at_the_right(look: Any, block: Block, thick: float) -> None:
    seen = look(block)
    assert (RIGHT - thick, RIGHT) in [(pytest.approx(left), pytest.approx(right)) for left, right in seen.rects()]
    assert seen.words("الحالة")[1] < RIGHT - thick


def test_a_timeline_is_mirrored(look: Any) -> None:
    rows = (TimelineRow("r1", (Span("2014"),), (Span(WORDS),)), TimelineRow("r2", (Span("2015"),), (Span(WORDS),)))
    seen = look(Timeline("t", rows))
    axis = next(x + shape.x for shape, x in seen.shapes if isinstance(shape, Disc))
    assert seen.words("قال")[1] < axis < seen.words("2014")[0]


def test_numbers_of_the_contents_stand_at_the_left(look: Any) -> None:
    seen = look(Contents("c"), Heading("h", 1, (Span("الخلاصة"),)))
    assert seen.words("الخلاصة")[1] == pytest.approx(RIGHT)
    number = min(x for run, x in seen.runs if run.mark and run.mark.role == "TOCI")
    assert number == pytest.approx(LEFT)


def test_the_head_of_a_table_is_mirrored_on_every_page(fonts: FontSet) -> None:
    rows = tuple([Row(f"r{n}", ((Span("الجولة"),), (Span(str(n)),))) for n in range(120)])
    table = Table("t", (), (Column((Span("الاسم"),), head=True), Column((Span("عدد"),))), rows)
    pages = Layouter(fonts).lay_out(briefing(table)).pages
    assert len(pages) > 2
    for page in pages:
        seen = Seen(fonts, page)
        assert seen.words("الاسم")[1] == pytest.approx(seen.words("الجولة")[1])
        assert seen.words("عدد")[1] < seen.words("الاسم")[0]


def test_notes_have_their_numbers_and_their_rule_at_the_right(look: Any) -> None:
    note = Note(1, (Span("الوثيقة A/HRC/55/63"),), (Span("المرجع"),))
    seen = look(Paragraph("p", (Span(WORDS), Span("", note=1))), notes=(note,))
    label = next(x for run, x in seen.runs if run.mark and run.mark.role == "Lbl")
    assert label > seen.words("الوثيقة")[1]
    assert any(right == pytest.approx(RIGHT) and left == pytest.approx(RIGHT - 110) for left, right in seen.rects())


def test_header_and_footer_change_sides(look: Any) -> None:
    seen = look(Paragraph("p", (Span(WORDS),)))
    assert seen.words("يسار")[1] == pytest.approx(RIGHT)
    assert seen.words("يمين")[0] == pytest.approx(LEFT)
    assert seen.words("أسفل")[1] == pytest.approx(RIGHT)


def test_tiles_and_columns_begin_at_the_right(look: Any) -> None:
    tiles = Tiles("t", (Tile((Span("12"),), (Span("أول"),)), Tile((Span("45"),), (Span("ثان"),))))
    two = Columns("c", ((Paragraph("a", (Span("ألف"),)),), (Paragraph("b", (Span("باء"),)),)), (1.0, 1.0))
    seen = look(tiles, two)
    assert seen.words("12")[0] > seen.words("45")[1]
    assert seen.words("ألف")[0] > seen.words("باء")[1]


def test_bars_of_a_chart_begin_beside_their_labels_at_the_right(look: Any) -> None:
    rows = (BarRow("الأولى", (Bar(3, "3"),)), BarRow("الثانية", (Bar(1, "1"),)))
    seen = look(Chart("c", "stacked", rows, (), "نص"))
    bars = [edges for edges in seen.rects() if edges[1] - edges[0] > 50 and edges[1] < RIGHT - 5]
    assert len({round(right, 3) for _, right in bars}) == 1
    assert bars[0][1] < seen.words("الأولى")[0]


def test_page_numbers_in_words_close_up(look: Any) -> None:
    spans = (Span("انظر الصفحة "), Span("page:h", target="h"), Span(" من الوثيقة"))
    seen = look(Heading("h", 1, (Span("عنوان"),)), Paragraph("p", spans))
    page, before, after = seen.words("1"), seen.words("الصفحة"), seen.words("من")
    assert before[0] - page[1] == pytest.approx(page[0] - after[1], abs=0.01)


@pytest.mark.parametrize("language", ["fa", "ar-EG", "ur"])
def test_other_languages_from_right_to_left_are_mirrored_too(look: Any, language: str) -> None:
    assert look(Blank("b", "هدف: ", "بعد"), language=language).words("هدف")[1] == pytest.approx(RIGHT)


def test_what_a_layouter_keeps_is_kept_for_each_language(fonts: FontSet) -> None:
    layouter = Layouter(fonts)
    block = Paragraph("p", (Span("words"),))
    edges = []
    for language in ("en", "ar", "en"):
        page = layouter.lay_out(briefing(block, language=language)).pages[0]
        edges.append(Seen(fonts, page).words("words")[0])
    assert edges[0] == edges[2] == pytest.approx(LEFT)
    assert edges[1] > LEFT + 100
