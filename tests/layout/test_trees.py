"""Whole random briefings: nothing lost, nothing outside the frame, notes where they belong."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    Furniture,
    Heading,
    KeyBox,
    Note,
    Paragraph,
    Part,
    Quotation,
    Row,
    Span,
    Spans,
    Table,
    Tile,
    Tiles,
    Timeline,
    TimelineRow,
    Title,
)
from briefpack.layout.display import Disc, Page, Path, Rect
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.layout.styles import PAPERS

WORDS = (
    "mandate",
    "of",
    "the",
    "Council",
    "2019",
    "n/d",
    "“words”",
    "country-specific",
    "a",
    "x" * 150,
    "✓",
    "–",
    "4\u00a0April",
)
NOTES = 6

words = st.builds(
    lambda chosen, times: " ".join(chosen * times),
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from([1, 1, 2, 9, 60]),
)
span = st.one_of(
    st.builds(lambda text, style: Span(f"{text} ", style), words, st.sampled_from(["", "b", "i", "fu", "n"])),
    st.integers(1, NOTES).map(lambda number: Span("", note=number)),
)
spans = st.lists(span, max_size=4).map(tuple)
few = st.lists(words.map(lambda text: Span(text[:40])), max_size=2).map(tuple)
number = st.floats(0, 300)
bar = st.builds(
    lambda v, label, pattern: Bar(v, label[:30], pattern),
    number,
    words,
    st.sampled_from(["solid", "light", "hatch", "dots"]),
)
bar_row = st.builds(
    lambda bars, gap: BarRow("label", tuple(bars), gap), st.lists(bar, max_size=3), st.sampled_from(["", "n/d"])
)


def table(rows: list[tuple[Spans, Spans]], remark: Spans) -> Table:
    columns = (Column((Span("One"),), "right"), Column((Span("Two"),), weight=3))
    return Table("", (Span("Caption"),), columns, tuple(Row("", cells) for cells in rows), (remark,))


paragraph = st.builds(
    lambda s, style: Paragraph("", s, style), spans, st.sampled_from(["body", "lead", "small", "label", "gap"])
)
bullets = st.builds(lambda items: Bullets("", tuple(items)), st.lists(spans, max_size=4))
quotation = st.builds(lambda s, c: Quotation("", s, c), spans, few)
simple = st.one_of(paragraph, bullets, quotation)
block = st.one_of(
    simple,
    st.builds(lambda s, level: Heading("", level, s), few, st.integers(1, 3)),
    st.builds(lambda s: Title("", "Eyebrow", s), few),
    st.builds(lambda inner: KeyBox("", "Label", tuple(inner)), st.lists(simple, max_size=3)),
    st.builds(
        lambda tiles: Tiles("", tuple(Tile(v, label) for v, label in tiles)),
        st.lists(st.tuples(few, spans), min_size=1, max_size=4),
    ),
    st.builds(
        lambda rows: Timeline("", tuple(TimelineRow("", d, t) for d, t in rows)),
        st.lists(st.tuples(few, spans), max_size=4),
    ),
    st.builds(table, st.lists(st.tuples(spans, spans), max_size=5), few),
    st.builds(
        lambda kind, rows: Chart("", kind, tuple(rows), (Span("Caption"),), "alt"),
        st.sampled_from(["stacked", "columns", "line", "timeline"]),
        st.lists(bar_row, max_size=5),
    ),
    st.builds(lambda lines: Blank("", "Objective: ", "to be written", lines), st.integers(1, 3)),
    st.builds(
        lambda a, b: Columns("", (tuple(a), tuple(b)), (1, 2)),
        st.lists(simple, max_size=2),
        st.lists(simple, max_size=2),
    ),
)


def named(blocks: list[Block], prefix: str) -> tuple[Block, ...]:
    """The blocks with ids of their own, inner ones too."""
    result: list[Block] = []
    for index, one in enumerate(blocks):
        name = f"{prefix}.{index}"
        fresh: Any = one._replace(id=name)
        if isinstance(one, KeyBox):
            fresh = fresh._replace(blocks=named(list(one.blocks), name))
        elif isinstance(one, Columns):
            fresh = fresh._replace(
                columns=tuple(named(list(column), f"{name}-{i}") for i, column in enumerate(one.columns))
            )
        result.append(fresh)
    return tuple(result)


@st.composite
def briefings(draw: Any) -> Briefing:
    parts = [
        Part(
            f"p{i}", "Part", named(draw(st.lists(block, max_size=5)), f"p{i}"), draw(st.booleans()), draw(st.booleans())
        )
        for i in range(draw(st.integers(1, 3)))
    ]
    notes = [Note(n, (Span(f"Full{n} "), Span(draw(words))), (Span(f"Short{n}"),)) for n in range(1, NOTES + 1)]
    paper = draw(st.sampled_from(["a4", "letter"]))
    return Briefing("T", "S", "en", paper, "2026-11-22", Furniture("l", "r", "f"), tuple(parts), tuple(notes))


def texts(value: object) -> Iterator[str]:
    """All words of a tree that a reader sees, but for ids and bars."""
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


def shape_edges(page: Page) -> Iterator[tuple[float, float]]:
    for placed in page.body:
        for shape in placed.strip.shapes:
            if isinstance(shape, Rect):
                yield placed.x + shape.x, placed.x + shape.x + shape.width
            elif isinstance(shape, Disc):
                yield placed.x + shape.x - shape.radius, placed.x + shape.x + shape.radius
            elif isinstance(shape, Path):
                yield min(x for x, _ in shape.points) + placed.x, max(x for x, _ in shape.points) + placed.x


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(briefing=briefings())
def test_any_briefing_is_set_whole_and_inside_its_frame(fonts: FontSet, read: Any, briefing: Briefing) -> None:
    pages = Layouter(fonts).lay_out(briefing)
    paper = PAPERS[briefing.paper]
    strips = [placed.strip for page in pages.pages for placed in page.body if not placed.artifact]
    # What is set, letter by letter, whatever the order of cells.
    runs = [
        run for strip in strips for run in strip.runs if run.mark and run.mark.role not in {"NoteRef", "Figure", "Lbl"}
    ]
    shown = sorted("".join("".join([read.run(run) for run in runs]).split()))
    furniture = ["Eyebrow" for part in briefing.parts for b in part.blocks if isinstance(b, Title)]
    furniture += ["LABEL" for part in briefing.parts for b in part.blocks if isinstance(b, KeyBox)]
    furniture += ["Objective:tobewritten" for part in briefing.parts for b in part.blocks if isinstance(b, Blank)]
    wanted = sorted("".join("".join([*texts(tuple(part.blocks for part in briefing.parts)), *furniture]).split()))
    assert shown == wanted
    for page in pages.pages:
        left, right = paper.side, page.width - paper.side
        for placed in (*page.body, *page.notes):
            assert placed.y >= paper.top - 0.01
            assert placed.y + placed.strip.height <= page.height - paper.bottom + 0.01
            for run in placed.strip.runs:
                slack = 60 if run.mark and run.mark.role == "NoteRef" else 0.1
                assert left - 0.01 <= placed.x + run.x
                assert placed.x + read.right_edge(fonts, run) <= right + slack
                assert -0.01 <= run.y <= placed.strip.height + 0.01
        assert all(left - 4 <= low and high <= right + 4 for low, high in shape_edges(page))
        referred = {note for placed in page.body for note in placed.strip.notes}
        noted = read.notes(page)
        assert all(f"Full{n}" in noted or f"Short{n}" in noted or page.number < len(pages.pages) for n in referred)
