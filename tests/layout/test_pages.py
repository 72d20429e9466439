"""Pagination: what keeps together, notes at the foot, numbers, destinations, and the memory of blocks."""

import re
from typing import Any

import pytest

from briefpack.briefing.nodes import Contents, Heading, Note, Paragraph, Part, Span, Title
from briefpack.layout.display import Page, PageSet, Strip
from briefpack.layout.fonts import FontSet, MissingGlyph
from briefpack.layout.layouter import Layouter
from briefpack.layout.pages import Paginator
from briefpack.layout.styles import PAPERS


def lines_of(page: Page, node: str) -> int:
    """How many lines of a block stand on the page."""
    return sum(1 for placed in page.body if any(run.mark and run.mark.node == node for run in placed.strip.runs))


def signature(pages: PageSet) -> list[Any]:
    """Everything that shows, as plain values."""
    return [
        (
            page.number,
            [
                (
                    round(p.x + run.x, 4),
                    round(p.y + run.y, 4),
                    run.face,
                    run.size,
                    [w.text for w in run.words],
                    run.mark,
                )
                for p in (*page.body, *page.notes, *page.furniture)
                for run in p.strip.runs
            ],
        )
        for page in pages.pages
    ]


def test_an_empty_briefing_is_one_page(layouter: Layouter, make: Any, read: Any) -> None:
    pages = layouter.lay_out(make.briefing())
    assert len(pages.pages) == 1
    assert "page 1 of 1" in read.furniture(pages.pages[0])
    assert pages.destinations["p1"].page == 1


def test_no_parts_at_all_is_one_page(layouter: Layouter, make: Any) -> None:
    assert len(layouter.lay_out(make.briefing()._replace(parts=())).pages) == 1


@pytest.mark.parametrize("filler", range(680, 860, 9))
def test_no_line_of_a_paragraph_stands_alone(layouter: Layouter, make: Any, filler: int) -> None:
    pages = layouter.lay_out(make.briefing(make.paragraph("fill", filler), make.paragraph("test", 60)))
    for name in ("fill", "test"):
        assert 1 not in [lines_of(page, name) for page in pages.pages]


@pytest.mark.parametrize("filler", range(650, 860, 7))
def test_a_closing_line_stands_on_the_page_of_what_it_closes(layouter: Layouter, make: Any, filler: int) -> None:
    closing = make.paragraph("end", 20)._replace(style="closing")
    plain = layouter.lay_out(make.briefing(make.paragraph("fill", filler), closing._replace(style="small")))
    pages = layouter.lay_out(make.briefing(make.paragraph("fill", filler), closing))
    assert lines_of(pages.pages[-1], "fill") > 1
    again = layouter.lay_out(make.briefing(make.paragraph("fill", filler), closing._replace(style="small")))
    assert signature(again) == signature(plain), "what is kept for other layouts is not changed"


def test_a_contents_line_before_a_closing_one_keeps_its_page_number(layouter: Layouter, make: Any, read: Any) -> None:
    words = (Span("Heading"),)
    first = Part("p1", "One", (Contents("contents"), make.paragraph("end", 5)._replace(style="closing")))
    second = Part("p2", "Two", (Heading("h", 1, words), make.paragraph("text", 20)))
    body = read.body(layouter.lay_out(make.briefing(parts=(first, second))).pages[0])
    assert re.search(r"Heading\s*2", body), body


@pytest.mark.parametrize("filler", range(650, 820, 7))
def test_a_heading_stands_with_two_lines_of_what_follows(layouter: Layouter, make: Any, filler: int) -> None:
    blocks = (make.paragraph("fill", filler), Heading("h", 2, (Span("Heading"),)), make.paragraph("test", 60))
    for page in layouter.lay_out(make.briefing(*blocks)).pages:
        if lines_of(page, "h"):
            assert lines_of(page, "test") >= 2


def test_space_above_vanishes_at_the_top_of_a_page(layouter: Layouter, make: Any) -> None:
    parts = [Part(name, name, (Heading(f"h-{name}", 1, (Span(name),)),)) for name in ("a", "b")]
    pages = layouter.lay_out(make.briefing(parts=parts)).pages
    assert [page.body[0].y for page in pages] == [PAPERS["a4"].top] * 2


def test_what_fills_a_page_exactly_stays_on_it(make: Any) -> None:
    paper = PAPERS["a4"]
    height = (paper.height - paper.top - paper.bottom) / 2
    paginator = Paginator(lambda *_: (), paper)
    paginator.put([Strip(height, (), space=30.0), Strip(height, ()), Strip(10.0, (), space=30.0)])
    paginator.finish()
    assert [[placed.y for placed in draft.body] for draft in paginator.drafts] == [
        [paper.top, paper.top + height],
        [paper.top],
    ]


def test_a_part_starts_a_page_unless_it_runs_on(layouter: Layouter, make: Any) -> None:
    one, two = Part("a", "a", (make.paragraph("x", 9),)), Part("b", "b", (make.paragraph("y", 9),))
    assert len(layouter.lay_out(make.briefing(parts=(one, two))).pages) == 2
    assert len(layouter.lay_out(make.briefing(parts=(one, two._replace(runs_on=True)))).pages) == 1


def test_a_landscape_part_turns_its_pages_only(layouter: Layouter, make: Any) -> None:
    parts = [
        Part("a", "a", (make.paragraph("x", 9),)),
        Part("b", "b", (make.paragraph("y", 90),), landscape=True, runs_on=True),
        Part("c", "c", (make.paragraph("z", 9),)),
    ]
    pages = layouter.lay_out(make.briefing(parts=parts)).pages
    assert [page.width > page.height for page in pages] == [False, True, False]
    assert lines_of(pages[1], "y") < len(layouter.lay_out(make.briefing(parts[1].blocks[0])).pages[0].body)


def test_letter_pages_are_letter(layouter: Layouter, make: Any) -> None:
    page = layouter.lay_out(make.briefing(make.paragraph("x", 9), paper="letter")).pages[0]
    assert (page.width, page.height) == (612, 792)


def test_notes_stand_on_every_page_that_refers_to_them_in_full_first(layouter: Layouter, make: Any, read: Any) -> None:
    notes = [make.note(number) for number in (1, 2)]
    blocks = [make.paragraph(f"p{i}", 120, 1) for i in range(12)] + [make.paragraph("last", 30, 2)]
    pages = layouter.lay_out(make.briefing(*blocks, notes=notes)).pages
    assert len(pages) > 2
    for page in pages:
        referred = {number for placed in page.body for number in placed.strip.notes}
        for number in (1, 2):
            shown = f"Full{number}" in read.notes(page) or f"Short{number}" in read.notes(page)
            assert shown == (number in referred)
    assert "Full1" in read.notes(pages[0])
    assert all("Full1" not in read.notes(page) for page in pages[1:])


def test_notes_of_a_page_stand_in_order(layouter: Layouter, make: Any, read: Any) -> None:
    notes = [make.note(number) for number in (1, 2, 3)]
    blocks = [make.paragraph("a", 9, 3), make.paragraph("b", 9, 1), make.paragraph("c", 9, 2)]
    text = read.notes(layouter.lay_out(make.briefing(*blocks, notes=notes)).pages[0])
    assert text.index("Full1") < text.index("Full2") < text.index("Full3")


@pytest.mark.parametrize("length", [60, 400, 1500])
def test_body_and_notes_never_meet(layouter: Layouter, make: Any, length: int) -> None:
    notes = [make.note(number, length) for number in range(1, 9)]
    blocks = [make.paragraph(f"p{i}", 50, i) for i in range(1, 9)]
    for page in layouter.lay_out(make.briefing(*blocks, notes=notes)).pages:
        floor = page.height - PAPERS["a4"].bottom
        body = max((placed.y + placed.strip.height for placed in page.body), default=0.0)
        assert body <= (page.notes[0].y if page.notes else floor) + 0.01
        assert all(placed.y + placed.strip.height <= floor + 0.01 for placed in page.notes)


def test_a_note_longer_than_a_page_goes_on_over_the_next(layouter: Layouter, make: Any, read: Any) -> None:
    note = make.note(1, 2500)
    pages = layouter.lay_out(make.briefing(make.paragraph("x", 20, 1), notes=[note])).pages
    words = " ".join(read.notes(page) for page in pages)
    assert len(pages) > 1
    assert words.split() == ["1", *note.spans[0].text.split()]


def test_a_reference_without_a_note_is_no_accident(layouter: Layouter, make: Any) -> None:
    (page,) = layouter.lay_out(make.briefing(make.paragraph("x", 20, 9))).pages
    assert page.notes == ()


def test_pages_are_numbered_and_marked_top_and_bottom_and_said_so_once(
    layouter: Layouter, make: Any, read: Any
) -> None:
    pages = layouter.lay_out(make.briefing(make.paragraph("x", 1500))).pages
    for number, page in enumerate(pages, 1):
        words = read.furniture(page)
        assert f"page {number} of {len(pages)}" in words
        assert words.count("RESTRICTED") == 2
        assert {"left words", "right words", "foot words"} <= set(words.split("\n"))
        content = [run for placed in page.furniture if not placed.artifact for run in placed.strip.runs]
        assert [run.words[0].text for run in content] == (["RESTRICTED"] if number == 1 else [])


def test_a_header_too_long_is_cut_with_an_ellipsis(fonts: FontSet, layouter: Layouter, make: Any, read: Any) -> None:
    briefing = make.briefing()
    furniture = briefing.furniture._replace(head_left=make.text(80), head_right=make.text(90))
    (page,) = layouter.lay_out(briefing._replace(furniture=furniture)).pages
    runs = page.furniture[0].strip.runs
    assert read.furniture(page).count("…") == 2
    side = PAPERS["a4"].side
    assert all(side <= run.x <= read.right_edge(fonts, run) <= page.width - side + 0.01 for run in runs)
    left, right = runs[0], runs[1]
    assert read.right_edge(fonts, left) < right.x


def test_contents_state_the_pages_of_headings(layouter: Layouter, make: Any, read: Any) -> None:
    parts = [Part("p0", "", (Contents("c", 2),))]
    for number in range(12):
        heading = Heading(f"h{number}", 1 + number % 2, (Span(f"Chapter{number}"), Span("", note=1)))
        parts.append(Part(f"p{number + 1}", "", (heading, make.paragraph(f"x{number}", 700))))
    pages = layouter.lay_out(make.briefing(parts=parts))
    lines = read.body(pages.pages[0]).split("\n")
    for number, line in enumerate(lines):
        page = pages.destinations[f"h{number}"].page
        assert line == f"Chapter{number} {page}"
        assert f"Chapter{number}" in read.body(pages.pages[page - 1])
    assert {area.target for placed in pages.pages[0].body for area in placed.strip.areas} == {
        f"h{n}" for n in range(12)
    }


def test_headings_below_the_depth_or_without_toc_stay_out_of_contents(layouter: Layouter, make: Any, read: Any) -> None:
    blocks = (
        Contents("c", 1),
        Heading("a", 1, (Span("In"),)),
        Heading("b", 2, (Span("Deep"),)),
        Heading("d", 1, (Span("Hidden"),), toc=False),
    )
    pages = layouter.lay_out(make.briefing(*blocks))
    assert read.lines(placed.strip for placed in pages.pages[0].body)[0] == "In 1"
    assert read.body(pages.pages[0]).count("Deep") == read.body(pages.pages[0]).count("Hidden") == 1


def test_a_page_number_in_the_text_leaves_no_hole(fonts: FontSet, layouter: Layouter, make: Any, read: Any) -> None:
    spans = (Span("See page "), Span("page:t", target="t"), Span(", or "), Span("page:gone"), Span("."))
    parts = (Part("a", "", (Paragraph("x", spans),)), Part("t", "", (make.paragraph("y", 5),)))
    pages = layouter.lay_out(make.briefing(parts=parts))
    runs = pages.pages[0].body[0].strip.runs
    assert "".join(read.run(run) for run in runs) == "See page 2, or –."
    assert runs[2].x == pytest.approx(read.right_edge(fonts, runs[1]))


def test_the_same_block_shows_new_page_numbers_after_an_edit(layouter: Layouter, make: Any, read: Any) -> None:
    link = Paragraph("x", (Span("page:t", target="t"),))
    near = make.briefing(link, make.paragraph("t", 5))
    far = make.briefing(link, make.paragraph("fill", 1500), make.paragraph("t", 5))
    first = layouter.lay_out(near)
    last = layouter.lay_out(far)
    assert read.lines([first.pages[0].body[0].strip]) == ["1"]
    assert int(read.lines([last.pages[0].body[0].strip])[0]) == last.destinations["t"].page > 1


def test_every_block_note_and_reference_is_a_destination(layouter: Layouter, make: Any) -> None:
    blocks = [make.paragraph(f"p{i}", 200, 1 + i % 3) for i in range(9)]
    pages = layouter.lay_out(make.briefing(*blocks, notes=[make.note(n) for n in (1, 2, 3)]))
    for name in [f"p{i}" for i in range(9)] + ["p1", "note-1", "note-3", "ref-1", "ref-3"]:
        place = pages.destinations[name]
        assert 1 <= place.page <= len(pages.pages)
        assert 0 < place.y < pages.pages[0].height


def test_a_part_lies_where_its_first_block_does(layouter: Layouter, make: Any) -> None:
    empty = Part("e", "", ())
    parts = (Part("a", "", (make.paragraph("x", 5),)), empty, Part("b", "", (make.paragraph("y", 5),)))
    destinations = layouter.lay_out(make.briefing(parts=parts)).destinations
    assert destinations["b"] == destinations["y"] == destinations["e"]
    assert destinations["b"].page == 2


def test_the_outline_never_skips_a_level(layouter: Layouter, make: Any) -> None:
    blocks = (
        Title("t", "eyebrow", (Span("The "), Span("title"))),
        Heading("a", 3, (Span("Deep"), Span("", note=1))),
        Heading("b", 3, (Span("Deeper"),)),
        Heading("c", 1, (Span("Top"),)),
    )
    outline = layouter.lay_out(make.briefing(*blocks)).outline
    assert [(item.level, item.title) for item in outline] == [(1, "The title"), (2, "Deep"), (3, "Deeper"), (1, "Top")]


def test_the_same_briefing_gives_the_same_pages(fonts: FontSet, layouter: Layouter, make: Any) -> None:
    def fresh() -> Any:
        notes = [make.note(n) for n in (1, 2)]
        return make.briefing(*[make.paragraph(f"p{i}", 90 + i, 1 + i % 2) for i in range(30)], notes=notes)

    first = layouter.lay_out(fresh())
    again = layouter.lay_out(fresh())
    other = Layouter(fonts).lay_out(fresh())
    assert signature(first) == signature(again) == signature(other)
    assert first.destinations == again.destinations == other.destinations


def test_an_edit_sets_only_the_block_that_changed(layouter: Layouter, make: Any) -> None:
    blocks = [make.paragraph(f"p{i}", 60) for i in range(20)]
    before = {id(placed.strip) for page in layouter.lay_out(make.briefing(*blocks)).pages for placed in page.body}
    blocks[7] = make.paragraph("p7", 61)
    after = [placed.strip for page in layouter.lay_out(make.briefing(*blocks)).pages for placed in page.body]
    new = [strip for strip in after if id(strip) not in before]
    assert new
    assert all(run.mark and run.mark.node == "p7" for strip in new for run in strip.runs)


def test_the_memory_of_blocks_is_bounded(fonts: FontSet, make: Any) -> None:
    layouter = Layouter(fonts, keep=40)
    for round_ in range(20):
        layouter.lay_out(make.briefing(*[make.paragraph(f"p{round_}-{i}", 3) for i in range(15)]))
    assert layouter.kept <= 80


def test_a_missing_glyph_is_named_with_its_block(layouter: Layouter, make: Any) -> None:
    bad = Paragraph("bad", (Span("here: 한"),))
    note = Note(1, (Span("글"),), (Span("x"),))
    briefing = make.briefing(make.paragraph("x", 5), bad, notes=[note])
    found = layouter.missing(briefing)
    assert [(missing.char, missing.node) for missing in found] == [("한", "bad"), ("글", "note-1")]
    with pytest.raises(MissingGlyph) as caught:
        layouter.lay_out(briefing)
    assert caught.value.node == "bad"
    assert layouter.missing(make.briefing(make.paragraph("x", 5))) == ()


def _with_annex(make: Any, paragraphs: int, most: int) -> Any:
    texts = [make.paragraph(f"p{number}", 8) for number in range(paragraphs)]
    annex = Part("annex", "Annex", (make.paragraph("a1", 20),))
    made = make.briefing(*texts)
    return made._replace(parts=(*made.parts, annex), max_pages=most)


def _sizes(pages: PageSet) -> set[float]:
    return {run.size for page in pages.pages for placed in page.body for run in placed.strip.runs}


def _pages_of(layouter: Layouter, make: Any, paragraphs: int, most: int = 0) -> PageSet:
    return layouter.lay_out(_with_annex(make, paragraphs, most))


def test_a_limit_missed_by_little_is_kept_by_a_slightly_smaller_size(layouter: Layouter, make: Any) -> None:
    free = {count: _pages_of(layouter, make, count).destinations["annex"].page - 1 for count in range(20, 60)}
    over = min(count for count, pages in free.items() if pages == 2)
    kept = _pages_of(layouter, make, over, most=1)
    assert kept.destinations["annex"].page - 1 == 1
    smaller, usual = sorted(_sizes(kept))
    assert 0.96 * usual - 0.01 <= smaller < usual  # the annex keeps its size
    assert signature(_pages_of(layouter, make, over - 1, most=1)) == signature(_pages_of(layouter, make, over - 1))


def test_a_limit_missed_by_much_changes_nothing(layouter: Layouter, make: Any) -> None:
    for count in (150, 300):
        assert signature(_pages_of(layouter, make, count, most=1)) == signature(_pages_of(layouter, make, count))
