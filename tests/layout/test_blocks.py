"""Each kind of block: what it shows, what it draws, and that all of it is marked."""

from typing import Any

import pytest

from briefpack.briefing.nodes import (
    Bar,
    BarRow,
    Blank,
    Block,
    Bullets,
    Chart,
    Column,
    Columns,
    Contents,
    Heading,
    KeyBox,
    Paragraph,
    Quotation,
    Row,
    Span,
    Table,
    Tile,
    Tiles,
    Timeline,
    TimelineRow,
    Title,
)
from briefpack.layout import styles
from briefpack.layout.display import Disc, Rect, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.layout.strips import Frame


def s(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def chart(kind: str, **kwargs: Any) -> Chart:
    rows = (
        BarRow("First", (Bar(50, "fifty"), Bar(117, "rest of it", "light"))),
        BarRow("Second", (), "n/d"),
        BarRow("Third", (Bar(63, "sixty", "hatch"), Bar(199, "other", "dots"))),
    )
    return Chart("chart", kind, rows, s("Caption"), "alternative", **kwargs)


ALL: tuple[Block, ...] = (
    Title("title", "Eyebrow", s("The title"), s("Subtitle")),
    Heading("heading", 1, s("Heading")),
    Contents("contents", 2),
    Paragraph("paragraph", s("Body")),
    *[Paragraph(style, s(style), style) for style in styles.PARAGRAPHS],
    Bullets("bullets", (s("one"), s("two"), ())),
    Bullets("numbers", (s("one"), s("two")), ordered=True),
    Quotation("quotation", s("“Words.”"), s("Speaker, 2019"), (s("Remark"),)),
    KeyBox("box", "Bottom line", (Paragraph("inbox", s("Boxed")), Bullets("inlist", (s("listed"),)))),
    Tiles("tiles", (Tile(s("262"), s("received")), Tile(s("87"), s("States")))),
    Timeline(
        "timeline",
        (TimelineRow("tr1", s("2014"), s("Report"), 2), TimelineRow("tr2", s("2019–2020"), s("Review"), 1, True)),
    ),
    Table("table", s("Table"), (Column(s("A")), Column(s("B"))), (Row("row1", (s("x"), s("y"))),), (s("Remark"),)),
    *[
        chart(kind, legend=(("solid", "refused"),))._replace(id=kind)
        for kind in ("stacked", "columns", "line", "timeline")
    ],
    Blank("blank", "Objective: ", "to be written", 2),
    Columns("cols", ((Paragraph("left", s("Left")),), (Paragraph("right", s("Right")),)), (1, 2)),
)


def strips_of(layouter: Layouter, make: Any, *blocks: Block) -> list[Strip]:
    return [placed.strip for page in layouter.lay_out(make.briefing(*blocks)).pages for placed in page.body]


def test_everything_that_is_read_has_a_mark(layouter: Layouter, make: Any) -> None:
    for strip in strips_of(layouter, make, *ALL):
        assert all(run.mark is not None and run.mark.node and run.mark.role for run in strip.runs)


@pytest.mark.parametrize("block", ALL, ids=lambda block: block.id)
def test_every_block_is_a_destination_with_its_words(layouter: Layouter, make: Any, read: Any, block: Block) -> None:
    if isinstance(block, Contents):
        pages = layouter.lay_out(make.briefing(block, Heading("h", 1, s("Heading"))))
    else:
        pages = layouter.lay_out(make.briefing(block))
    assert pages.destinations[block.id].page == 1
    assert read.body(pages.pages[0])


def test_decoration_has_no_mark(layouter: Layouter, make: Any) -> None:
    for strip in strips_of(layouter, make, *ALL):
        if not strip.figures:
            assert all(shape.mark is None for shape in strip.shapes)


def test_a_figure_carries_its_words_and_marks_its_shapes(layouter: Layouter, make: Any) -> None:
    strip = strips_of(layouter, make, chart("stacked"))[0]
    (figure,) = strip.figures
    assert (figure.node, figure.alt) == ("chart", "alternative")
    assert all(shape.mark and shape.mark.role == "Figure" for shape in strip.shapes)
    assert all(run.mark and run.mark.role == "Figure" for run in strip.runs)


@pytest.mark.parametrize("kind", ["stacked", "columns", "line", "timeline"])
def test_a_gap_is_printed_in_words_and_every_figure_is_there(
    layouter: Layouter, make: Any, read: Any, kind: str
) -> None:
    text = read.strips(strips_of(layouter, make, chart(kind)))
    shown = ["First", "Second", "Third", "n/d", "fifty", "sixty"] + ([] if kind == "line" else ["rest of it", "other"])
    assert all(words in text for words in shown)


def test_a_gap_draws_no_bar(layouter: Layouter, make: Any) -> None:
    gap = Chart("c", "stacked", (BarRow("x", (), "n/d"), BarRow("y", (Bar(0, "none"),))), (), "alt")
    assert strips_of(layouter, make, gap)[0].shapes == ()


def test_parts_of_a_bar_are_as_long_as_their_values(layouter: Layouter, make: Any) -> None:
    rows = (BarRow("x", (Bar(100, "a"), Bar(300, "b", "light"))),)
    first, second = strips_of(layouter, make, Chart("c", "stacked", rows, (), "alt"))[0].shapes
    assert isinstance(first, Rect)
    assert isinstance(second, Rect)
    assert second.width == pytest.approx(3 * first.width)
    assert second.x == pytest.approx(first.x + first.width)


def test_patterns_differ_in_more_than_colour(layouter: Layouter, make: Any) -> None:
    kinds = {}
    for pattern in ("solid", "hatch", "dots"):
        rows = (BarRow("x", (Bar(1, "", pattern),)),)
        shapes = strips_of(layouter, make, Chart("c", "stacked", rows, (), "alt"))[0].shapes
        kinds[pattern] = sorted({type(shape).__name__ for shape in shapes})
    assert kinds == {"solid": ["Rect"], "hatch": ["Path", "Rect"], "dots": ["Disc", "Rect"]}


def test_a_chart_of_many_rows_goes_over_pages(layouter: Layouter, make: Any, read: Any) -> None:
    rows = tuple([BarRow(f"Row{n}", (Bar(n, f"value{n}"),)) for n in range(120)])
    briefing = make.briefing(Chart("c", "stacked", rows, s("Caption"), "alt"))
    pages = layouter.lay_out(briefing).pages
    assert len(pages) > 1
    text = " ".join(read.body(page) for page in pages)
    assert all(f"Row{n}" in text and f"value{n}" in text for n in range(120))


def test_a_quotation_keeps_its_bar_and_its_speaker(layouter: Layouter, make: Any) -> None:
    long = Quotation("q", s(make.text(900)), s("Speaker"), (s("Remark"),))
    pages = layouter.lay_out(make.briefing(make.paragraph("x", 350), long)).pages
    strips = [p.strip for page in pages for p in page.body if "x" not in {r.mark.node for r in p.strip.runs if r.mark}]
    assert all(isinstance(strip.shapes[0], Rect) and strip.shapes[0].fill == styles.PURPLE for strip in strips)
    last = pages[-1].body
    roles = [placed.strip.runs[0].mark.role for placed in last if placed.strip.runs[0].mark]
    assert roles[-3:] == ["BlockQuote", "Credit", "P"]


def test_a_short_key_box_stays_on_one_page(layouter: Layouter, make: Any) -> None:
    for filler in range(600, 780, 13):
        box = KeyBox("box", "Bottom line", (Paragraph("in", s(make.text(60))),))
        pages = layouter.lay_out(make.briefing(make.paragraph("x", filler), box)).pages
        tinted = [
            page.number
            for page in pages
            for placed in page.body
            if any(isinstance(shape, Rect) and shape.fill == styles.TINT for shape in placed.strip.shapes)
        ]
        assert len(set(tinted)) == 1


def test_bullets_have_labels_and_entries(layouter: Layouter, make: Any, read: Any) -> None:
    bullets = Bullets("b", (s("one"), s("two")), ordered=True, entries=("e1", "e2"))
    strips = strips_of(layouter, make, bullets)
    assert read.lines(strips) == ["1one", "2two"]
    assert [strip.entry for strip in strips] == ["e1", "e2"]
    assert [run.mark.role for run in strips[1].runs if run.mark] == ["Lbl", "LBody"]


def test_a_timeline_draws_larger_marks_for_weightier_rows(layouter: Layouter, make: Any) -> None:
    rows = (TimelineRow("a", s("2014"), s("x"), 2), TimelineRow("b", s("2015"), s("y"), 1))
    radii = [
        max(shape.radius for shape in strip.shapes if isinstance(shape, Disc) and shape.fill == styles.NAVY)
        for strip in strips_of(layouter, make, Timeline("t", rows))
    ]
    assert radii[0] > radii[1]


def test_dates_of_a_timeline_are_set_right(fonts: FontSet, layouter: Layouter, make: Any, read: Any) -> None:
    rows = (TimelineRow("a", s("4 April 2014"), s("x")), TimelineRow("b", s("2015"), s("y")))
    strips = strips_of(layouter, make, Timeline("t", rows))
    edges = [read.right_edge(fonts, strip.runs[0]) for strip in strips]
    assert edges[0] == pytest.approx(edges[1])


def test_columns_stand_side_by_side_or_below_one_another_if_too_high(layouter: Layouter, make: Any) -> None:
    def columns(count: int) -> Columns:
        return Columns("c", ((make.paragraph("l", count),), (make.paragraph("r", count),)), (1, 1))

    assert len(strips_of(layouter, make, columns(40))) == 1
    high = strips_of(layouter, make, columns(900))
    assert len(high) > 40


def test_an_empty_block_gives_nothing(fonts: FontSet, layouter: Layouter, make: Any) -> None:
    empty: list[Block] = [
        Title("a", "", ()), Heading("b", 1, ()), Paragraph("c", ()), Bullets("d", ()), Quotation("e", (), ()),
        KeyBox("f", "", ()), Tiles("g", ()), Timeline("h", ()), Contents("i"), Columns("j", (), ()),
    ]  # fmt: skip
    for block in empty:
        assert strips_of(layouter, make, block) == []
    assert Frame(fonts, 1, 1).contents == ()


def luminance(colour: styles.Colour) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("ink", ["NAVY", "INK", "GREY", "RED"])
@pytest.mark.parametrize("ground", ["WHITE", "TINT", "BAND"])
def test_every_text_colour_has_contrast(ink: str, ground: str) -> None:
    light, dark = luminance(getattr(styles, ground)), luminance(getattr(styles, ink))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_type_is_too_small() -> None:
    types = {name: value for name, value in vars(styles).items() if isinstance(value, styles.Type)}
    assert all(type_.size >= 7 for type_ in types.values())
    assert styles.BODY.size >= 9
    assert all(above > after for above, after in zip(styles.HEADING_SPACE, styles.HEADING_AFTER, strict=True))
