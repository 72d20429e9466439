"""Tables: widths, heads on every page, rows that hold together or split by lines."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.nodes import Column, Row, Span, Table
from briefpack.layout.display import Page
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.layout.tables import share_out

COLUMNS = (Column((Span("No."),), "right", 0.3, True), Column((Span("Text"),), weight=4), Column((Span("State"),)))


def table(rows: list[Row], **kwargs: Any) -> Table:
    return Table("t", (Span("Caption"),), COLUMNS, tuple(rows), **kwargs)


def row(number: int, words: str = "some words", group: str = "") -> Row:
    return Row(f"r{number}", ((Span(str(number)),), (Span(words),), (Span("Chile"),)), group)


def rows_on(page: Page) -> list[str]:
    return [anchor for placed in page.body for anchor in placed.strip.anchors if anchor.startswith("r")]


def heads_on(page: Page) -> list[bool]:
    """Whether each head on the page is an artifact."""
    return [
        placed.artifact for placed in page.body if any(run.mark and run.mark.row == -2 for run in placed.strip.runs)
    ]


def test_the_head_repeats_on_every_page_as_an_artifact(layouter: Layouter, make: Any) -> None:
    pages = layouter.lay_out(make.briefing(table([row(n) for n in range(150)]))).pages
    assert len(pages) >= 3
    assert heads_on(pages[0]) == [False]
    assert all(heads_on(page) == [True] for page in pages[1:])
    assert [name for page in pages for name in rows_on(page)] == [f"r{n}" for n in range(150)]


@pytest.mark.parametrize("filler", range(500, 740, 19))
def test_the_head_never_stands_without_a_row(layouter: Layouter, make: Any, filler: int) -> None:
    blocks = (make.paragraph("fill", filler), table([row(n) for n in range(60)]))
    for page in layouter.lay_out(make.briefing(*blocks)).pages:
        assert not heads_on(page) or rows_on(page)


@pytest.mark.parametrize("filler", range(500, 740, 19))
def test_rows_of_a_group_stay_on_one_page(layouter: Layouter, make: Any, filler: int) -> None:
    rows = [row(n, group=f"g{n // 4}") for n in range(80)]
    for page in layouter.lay_out(make.briefing(make.paragraph("fill", filler), table(rows))).pages:
        groups = [int(name[1:]) // 4 for name in rows_on(page)]
        assert all(groups.count(group) == 4 for group in groups)


def test_a_group_longer_than_a_page_is_not_lost(layouter: Layouter, make: Any) -> None:
    pages = layouter.lay_out(make.briefing(table([row(n, group="g") for n in range(150)]))).pages
    assert [name for page in pages for name in rows_on(page)] == [f"r{n}" for n in range(150)]
    assert all(heads_on(page) for page in pages)


def test_a_row_higher_than_a_page_is_split_by_lines(layouter: Layouter, make: Any, read: Any) -> None:
    words = make.text(2500)
    pages = layouter.lay_out(make.briefing(table([row(1), row(2, words), row(3)]))).pages
    assert len(pages) > 1
    runs = [run for page in pages for placed in page.body for run in placed.strip.runs]
    text = "".join(read.run(run) for run in runs if (run.mark.row, run.mark.col) == (1, 1))
    assert text.split() == words.split()
    assert all(heads_on(page) for page in pages)


def test_a_subheading_spans_the_table_and_stays_with_the_next_row(layouter: Layouter, make: Any) -> None:
    rows = [row(1), Row("rs", ((Span("A subheading that is much wider than the first column"),),)), row(2)]
    (page,) = layouter.lay_out(make.briefing(table(rows))).pages
    strip = next(placed.strip for placed in page.body if "rs" in placed.strip.anchors)
    assert len({run.y for run in strip.runs}) == 1
    assert strip.glue


def test_numbers_are_set_right(fonts: FontSet, layouter: Layouter, make: Any, read: Any) -> None:
    (page,) = layouter.lay_out(make.briefing(table([row(7), row(1234)]))).pages
    runs = [r for p in page.body for r in p.strip.runs if r.mark and r.mark.col == 0 and r.mark.row >= 0]
    assert read.right_edge(fonts, runs[0]) == pytest.approx(read.right_edge(fonts, runs[1]))


def test_cells_carry_their_place_and_row_headers_their_role(layouter: Layouter, make: Any) -> None:
    (page,) = layouter.lay_out(make.briefing(table([row(7)], remarks=((Span("Remark"),),)))).pages
    marks = [run.mark for placed in page.body for run in placed.strip.runs]
    assert [(mark.role, mark.row, mark.col) for mark in marks if mark] == [
        ("Caption", -1, -1), ("TH", -2, 0), ("TH", -2, 1), ("TH", -2, 2),
        ("TH", 0, 0), ("TD", 0, 1), ("TD", 0, 2), ("P", 0, -1),
    ]  # fmt: skip


def test_a_row_with_too_few_or_too_many_cells_is_still_set(layouter: Layouter, make: Any, read: Any) -> None:
    few, many = Row("ra", ((Span("x"),), (Span("y"),))), Row("rb", ((Span("z"),),) * 5)
    (page,) = layouter.lay_out(make.briefing(table([few, many]))).pages
    assert rows_on(page) == ["ra", "rb"]
    assert "xy" in read.body(page)


def test_a_table_without_rows_or_columns_does_no_harm(layouter: Layouter, make: Any, read: Any) -> None:
    (page,) = layouter.lay_out(make.briefing(table([]), Table("u", (), (), ()))).pages
    assert "Caption" in read.body(page)


LISTS = st.integers(1, 8).flatmap(
    lambda count: st.tuples(
        st.lists(st.floats(0.01, 9), min_size=count, max_size=count),
        st.lists(st.tuples(st.floats(5, 200), st.floats(1, 10)), min_size=count, max_size=count),
    )
)


@given(lists=LISTS, total=st.floats(100, 900))
def test_widths_fill_the_table_and_give_each_column_its_longest_word(lists: Any, total: float) -> None:
    weights, sizes = lists
    narrowest = [low for low, _ in sizes]
    natural = [low * factor for low, factor in sizes]
    widths = share_out(total, weights, natural, narrowest)
    assert sum(widths) == pytest.approx(total, rel=1e-3)
    if sum(narrowest) <= total:
        assert all(width >= low - 0.01 for width, low in zip(widths, narrowest, strict=True))


def test_a_column_gets_no_more_than_it_needs_while_another_wants_room() -> None:
    widths = share_out(400, [1, 1, 1], [50, 900, 60], [20, 40, 20])
    assert widths == pytest.approx([50, 290, 60])
