"""What a listener is told: each kind of block in the structure tree, in order, with its attributes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from tests.pdf.crosscheck import File, marked
from tests.pdf.gate import QUICK, faults
from tests.pdf.hearing import tree

from briefpack.app.build import font_set
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
    Spans,
    Table,
    Tile,
    Tiles,
    Timeline,
    TimelineRow,
    Title,
)
from briefpack.layout.layouter import Layouter
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

    from briefpack.layout.fonts import FontSet

TEXT = "the Council renewed the mandate in April and asked for a comprehensive report "


@pytest.fixture(scope="module")
def fonts() -> "FontSet":
    return font_set()


def text(words: str) -> Spans:
    return (Span(words),)


class Teller:
    """Writes briefings and says what is in their tree; each must pass the gate as well."""

    def __init__(self, fonts: "FontSet") -> None:
        self.fonts = fonts

    def written(self, *blocks: Block, notes: Sequence[Note] = (), marking: str = "", language: str = "en") -> bytes:
        furniture = Furniture("left", "right", "foot", marking)
        part = Part("p", "Part", blocks)
        briefing = Briefing("Title", "", language, "a4", "2026-11-22", furniture, (part,), tuple(notes))
        content = write_pdf(Layouter(self.fonts).lay_out(briefing), briefing, self.fonts)
        assert faults(content, QUICK) == []
        return content

    def told(self, *blocks: Block, notes: Sequence[Note] = (), marking: str = "") -> list[str]:
        """The lines of the tree, without the two outermost elements where there are no others beside."""
        lines = tree(self.written(*blocks, notes=notes, marking=marking)).splitlines()
        return [line[4:] for line in lines[2:]] if lines[1] == "  Sect" and not notes else lines


@pytest.fixture
def teller(fonts: "FontSet") -> Teller:
    return Teller(fonts)


def test_the_title_stands_between_the_lines_above_and_below_it(teller: Teller) -> None:
    told = teller.told(Title("t", "Above", text("The title"), text("below")))
    assert told == ["P: Above", "H1: The title", "P: below"]


def test_the_marking_is_said_once_and_first(teller: Teller) -> None:
    told = teller.told(*[Paragraph(f"p{n}", text(TEXT * 30)) for n in range(9)], marking="restricted")
    assert told[:3] == ["Document", "  P: RESTRICTED", "  Sect"]
    assert " ".join(told).count("RESTRICTED") == 1


@pytest.mark.parametrize(
    ("levels", "told"),
    [("1231", "1231"), ("121323", "121223"), ("332", "111"), ("1332", "1222"), ("2139", "1122"), ("123321", "123321")],
)
def test_no_level_of_headings_is_left_out_and_equals_stay_equal(teller: Teller, levels: str, told: str) -> None:
    lines = teller.told(*[Heading(f"h{place}", int(level), text("Words")) for place, level in enumerate(levels)])
    assert "".join([line[1] for line in lines]) == told


def test_a_heading_without_words_leaves_no_gap_in_the_levels(teller: Teller) -> None:
    told = teller.told(Heading("a", 1, text("One")), Heading("b", 2, ()), Heading("c", 3, text("Three")))
    assert told == ["H1: One", "H2: Three"]


def test_a_list_has_labels_and_bodies(teller: Teller) -> None:
    told = teller.told(Bullets("b", (text("first"), text("second")), ordered=True), Bullets("c", (text("point"),)))
    assert told == [
        "L ListNumbering=/Decimal",
        "  LI",
        "    Lbl: 1",
        "    LBody: first",
        "  LI",
        "    Lbl: 2",
        "    LBody: second",
        "L ListNumbering=/Disc",
        "  LI",
        "    Lbl: •",
        "    LBody: point",
    ]


def test_a_quotation_holds_its_credit_and_remarks_follow(teller: Teller) -> None:
    told = teller.told(Quotation("q", text("“Words.”"), text("Who, when"), (text("A remark."),)))
    assert told == ["BlockQuote", "  P: “Words.”", "  P: Who, when", "P: A remark."]


def test_a_box_says_its_label_before_what_it_holds(teller: Teller) -> None:
    told = teller.told(KeyBox("k", "Bottom line", (Paragraph("p", text("Words.")),)))
    assert told == ["Div", "  P: BOTTOM LINE", "  P: Words."]


def test_tiles_are_a_list_of_figures_with_what_they_are(teller: Teller) -> None:
    tiles = Tiles("t", (Tile(text("262"), text("received")), Tile(text("63 of 262"), text("rejected"))))
    assert teller.told(tiles) == [
        "L ListNumbering=/None",
        "  LI",
        "    Lbl: 262",
        "    LBody: received",
        "  LI",
        "    Lbl: 63 of 262",
        "    LBody: rejected",
    ]


def test_a_timeline_is_a_list_of_dates_with_what_happened(teller: Teller) -> None:
    told = teller.told(Timeline("t", (TimelineRow("r", text("2014"), text("A report.")),)))
    assert told == ["L ListNumbering=/None", "  LI", "    Lbl: 2014", "    LBody: A report."]


COLUMNS = (Column(text("Year"), head=True), Column(text("Meeting")), Column(text("Source")))


def test_a_table_names_its_heads_and_spans_what_stands_over_all(teller: Teller) -> None:
    rows = (Row("a", (text("Events"),)), Row("b", (text("2014"), text("yes"), ())))
    told = teller.told(Table("t", text("Meetings"), COLUMNS, rows, (text("A remark."),)))
    assert told == [
        "Table",
        "  Caption: Meetings",
        "  THead",
        "    TR",
        "      TH Scope=/Column: Year",
        "      TH Scope=/Column: Meeting",
        "      TH Scope=/Column: Source",
        "  TBody",
        "    TR",
        "      TH Scope=/Column ColSpan=3: Events",
        "    TR",
        "      TH Scope=/Row: 2014",
        "      TD: yes",
        "      TD",
        "P: A remark.",
    ]


def test_a_ditto_at_the_head_of_a_row_is_said_in_full(teller: Teller) -> None:
    rows = [
        Row(str(number), (text(word), text(word), ())) for number, word in enumerate(["2014", "″", "″", "2015", "″"])
    ]
    told = teller.told(Table("t", (), COLUMNS, tuple(rows)))
    said = [line.strip().removeprefix("TH Scope=/Row") for line in told if "Scope=/Row" in line]
    assert said == [": 2014", " ActualText=2014: ″", " ActualText=2014: ″", ": 2015", " ActualText=2015: ″"]
    assert "      TD: ″" in told


def test_a_table_of_a_head_alone_and_one_of_a_caption_alone(teller: Teller) -> None:
    assert teller.told(Table("t", (), COLUMNS[:2], ())) == [
        "Table",
        "  TR",
        "    TH Scope=/Column: Year",
        "    TH Scope=/Column: Meeting",
    ]
    assert teller.told(Table("t", text("Nothing"), (Column(()),), ())) == ["P: Nothing"]


def test_the_head_of_a_table_is_said_once_however_many_pages(teller: Teller) -> None:
    rows = tuple([Row(str(number), (text(f"row {number}"), text("yes"), ())) for number in range(150)])
    told = teller.told(Table("t", (), COLUMNS, rows))
    assert sum(line.endswith("Column: Year") for line in told) == 1
    assert sum("TH Scope=/Row" in line for line in told) == 150


def test_a_chart_is_a_figure_with_words_and_a_place(teller: Teller, press: "Press") -> None:
    chart = Chart("c", "stacked", (BarRow("2014", (Bar(113, "113"),)),), text("A caption"), "Bar chart. 2014: 113.")
    content = teller.written(chart)
    assert tree(content, texts=False).splitlines()[2:] == [
        "    Div",
        "      Figure Alt=Bar chart. 2014: 113.",
        "      Caption",
    ]
    (figure,) = [each.object for each in File(press.opened(content)).elements if each.kind == "Figure"]
    left, low, right, high = map(float, figure.A.BBox)
    assert 0 < left < right < 596
    assert 0 < low < high < 842


def test_columns_are_read_one_after_the_other(teller: Teller) -> None:
    left = (Paragraph("a", text("first")), Paragraph("b", text("second")))
    told = teller.told(Columns("c", (left, (Paragraph("d", text("third")),)), (1.0, 1.0)))
    assert told == ["Div", "  P: first", "  P: second", "Div", "  P: third"]


def test_a_blank_says_what_is_missing(teller: Teller) -> None:
    assert teller.told(Blank("b", "Objective: ", "to be written", 2)) == ["P: Objective: to be written"]


def test_contents_link_each_heading_with_its_page(teller: Teller) -> None:
    told = teller.told(Contents("c"), Heading("h", 1, text("The mandate")))
    assert told == ["TOC", "  TOCI", "    Reference", "      Link: The mandate 1", "H1: The mandate"]


def test_words_in_another_language_say_so(teller: Teller) -> None:
    told = teller.told(Paragraph("p", (Span("in French "), Span("où ça", "", "fr"), Span(" it is"))))
    assert told == ["P: in French it is", "  Span Lang=fr: où ça"]


def test_a_link_that_leads_nowhere_is_no_link(teller: Teller) -> None:
    there = teller.told(Paragraph("p", (Span("see "), Span("there", target="q"))), Paragraph("q", text("Words.")))
    assert there == ["P: see", "  Link: there", "P: Words."]
    assert teller.told(Paragraph("p", (Span("see "), Span("there", target="gone")))) == ["P: see", "  Span: there"]


def note(number: int, words: str = "A source.") -> Note:
    return Note(number, text(words), text(f"Short {number}."))


def test_a_note_is_found_by_its_number_and_leads_back(teller: Teller) -> None:
    told = teller.told(Paragraph("p", (Span("So they say."), Span("", note=1))), notes=[note(1)])
    assert told == [
        "Document",
        "  Sect",
        "    P: So they say.",
        "      Reference",
        "        Link: 1",
        "  Sect",
        "    Note: A source.",
        "      Lbl",
        "        Reference",
        "          Link: 1",
    ]


def test_a_note_printed_again_is_heard_once(teller: Teller) -> None:
    pages = [Paragraph(f"p{n}", (*text(TEXT * 40), Span("", note=1))) for n in range(4)]
    told = teller.told(*pages, notes=[note(1)])
    assert sum("Note" in line for line in told) == 1
    assert not any("Short 1" in line for line in told)


def test_a_paragraph_over_two_pages_is_one_element(teller: Teller, press: "Press") -> None:
    content = teller.written(Paragraph("a", text(TEXT * 45)), Paragraph("b", text(f"{TEXT * 45}to the end")))
    lines = tree(content).splitlines()[2:]
    assert len(lines) == len(press.opened(content).pages) == 2
    assert lines[1].endswith("to the end")


def test_what_is_painted_is_marked_on_every_page(teller: Teller, press: "Press") -> None:
    content = teller.written(Heading("h", 2, text("Ruled")), Paragraph("a", text(TEXT * 90)), marking="restricted")
    for page in press.opened(content).pages:
        assert marked(page).wrong == []
        assert b"/Artifact<</Type/Pagination>>BDC" in page.Contents.read_bytes()
