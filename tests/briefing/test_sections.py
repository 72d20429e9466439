"""Sections: what a reader sees of quotations, tables, claims, dates, figures and chronologies."""

import re
from typing import Any

import pytest

from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Bullets, Chart, Paragraph, Quotation, Table, Tiles, Timeline
from briefpack.evidence.grids import Grid, GridRow, TextPiece
from briefpack.evidence.items import KINDS, Event, Quote
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import Entry

BOTH = (ARTICLES, LATER_FACTS)
DOCUMENTS = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")

#: The handbook's table (6.1), with its guillemets made quotation marks and its S3:L… our short names and paragraphs.
UPR_TABLE = [
    [
        "1",
        "Dec 2009; outcome March 2010",
        "167",
        "50 “did not enjoy the support of the DPRK”",
        "117 “will be examined by DPRK”",
        "0 — March 2010 (re-examined 2014; number n/d)",
        "n/d",
        "KEI 2019, paras. 34 and 35",
    ],
    ["2", "2014", "268 ⚑", "n/d", "n/d", "113 — Oct 2014 (Darusman)", "n/d", "KEI 2019, para. 36"],
    [
        "3",
        "2019",
        "262",
        "63 “rejected”, “initially rejected”",
        "199 “agreed to review”",
        "n/d",
        "87",
        "KEI 2019, para. 38",
    ],
    ["4", "Nov [2024] (announced)", "n/d", "n/d", "n/d", "n/d", "n/d", "op-ed [2024], para. 17"],
]
#: The handbook's table (6.3), in the same way.
COUNCIL_TABLE = [
    [
        "2014",
        "yes, Dec",
        "first; China and Russia adamantly opposed; votes sufficed to place it on the agenda",
        "KEI 2019, paras. 14 and 21; HRW [2019], para. 6",
    ],
    [
        "2015, 2016, 2017",
        "yes (annual; dates n/d)",
        "DPRK did not use its right to take part",
        "KEI 2019, paras. 14 and 21",
    ],
    [
        "2018",
        "no formal debate",
        "US, lead sponsor, “appeared unwilling to press for one” (HRW)",
        "HRW [2019], para. 6",
    ],
    ["2019–2022", "none — implied by “first such meeting since 2017”", "—", "op-ed [2024], para. 9 (derived)"],
    [
        "[2023]",
        "17 Aug",
        (
            "civil-society testimony; majority “excluding China and Russia” acknowledged the situation; "
            "KCNA reaction two days later"
        ),
        "op-ed [2024], paras. 9 and 10",
    ],
    ["[2024]", "n/d", "ROK and Japan non-permanent members", "op-ed [2024], para. 17"],
]


def only(blocks: tuple[Any, ...], kind: type) -> Any:
    found = [block for block in blocks if isinstance(block, kind)]
    assert len(found) == 1
    return found[0]


def quotation(make: Any, item_id: str, **fields: Any) -> Any:
    return only(make.blocks("quotes", item_id, **fields), Quotation)


# Tables


def test_the_table_of_reviews_is_the_handbooks_cell_for_cell(make: Any, read: Any) -> None:
    table = only(make.blocks("grid", options={"grid": "upr-cycles"}), Table)
    assert [read.words(column.title) for column in table.columns] == [
        "Cycle",
        "Review",
        "Received",
        "Refused (source’s words)",
        "Left open (source’s words)",
        "Accepted — as of",
        "Recommending States",
        "Source",
    ]
    assert read.table(table) == UPR_TABLE
    remarks = "\n".join(map(read.words, table.remarks))
    assert "⚑ The source sentence refers to both first and second cycles." in remarks
    assert "n/d = not in this dataset." in remarks
    assert "All counts are as reported by one secondary source." in remarks
    assert "50 + 117 = 167" in remarks
    assert re.search(r"(63 \+ 199|199 \+ 63) = 262", remarks)


def test_the_table_of_council_meetings_is_the_handbooks_cell_for_cell(make: Any, read: Any) -> None:
    table = only(make.blocks("grid", options={"grid": "unsc-meetings"}), Table)
    assert read.table(table) == COUNCIL_TABLE
    assert "Vote tallies: not in this dataset." in read.text(table.remarks)


@pytest.mark.parametrize("name", ["hrc-dialogue", "upr-record"])
def test_the_packs_print_the_table_of_reviews_as_it_is(make: Any, read: Any, name: str) -> None:
    tables = [table for table in read.nodes(make.document(name), Table) if len(table.columns) == 8]
    assert [read.table(table) for table in tables] == [UPR_TABLE]


def test_the_council_pack_prints_the_table_of_meetings_and_states_the_missing_tallies(make: Any, read: Any) -> None:
    document = make.document("security-council")
    assert COUNCIL_TABLE in [read.table(table) for table in read.nodes(document, Table)]
    gaps = [read.words(each.spans) for each in read.nodes(document, Paragraph) if each.style == "gap"]
    assert "Vote tallies of all meetings: n/d (not in this dataset)." in gaps


def test_every_cell_has_words_and_every_row_fits_its_columns(make: Any, read: Any) -> None:
    for name in DOCUMENTS:
        for table in read.nodes(make.document(name, BOTH), Table):
            for row in table.rows:
                assert len(row.cells) in {1, len(table.columns)}
                assert all(read.words(cell).strip() for cell in row.cells), row.id


# Figures that are easily misread


def near_acceptance(text: str, figure: str) -> list[str]:
    """Where `accept` stands in the clause of a figure, other than as a denial."""
    clauses = re.split(r"[.;|\n]|, (?=\d)|\) ", text)
    denied = re.compile(r"\b(NOT|not|no|No|None|none)\b[^.;]*accept", re.IGNORECASE)
    return [
        clause
        for clause in clauses
        if re.search(rf"\b{figure}\b", clause) and "accept" in clause.lower() and not denied.search(clause)
    ]


def test_the_search_for_misreadings_finds_one() -> None:
    assert near_acceptance("In 2019, 199 of 262 were accepted.", "199")
    assert not near_acceptance("199 “agreed to review”. NOT accepted.", "199")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("figure", ["199", "117"])
def test_what_was_left_open_is_never_called_accepted(make: Any, read: Any, name: str, figure: str) -> None:
    document = make.document(name, BOTH)
    texts = [text for text in read.texts(document) if re.search(rf"\b{figure}\b", text)]
    assert texts or name in {"chronology", "security-council"} or (figure == "117" and name == "one-page-brief")
    assert [found for text in texts for found in near_acceptance(text, figure)] == []


@pytest.mark.parametrize(
    ("item", "caution"),
    [("st-upr3-to-be-reviewed", "NOT accepted"), ("st-upr1-to-be-examined", "Not accepted")],
)
@pytest.mark.parametrize("kind", ["tiles", "facts"])
def test_the_caution_of_a_figure_stands_beside_it(make: Any, read: Any, kind: str, item: str, caution: str) -> None:
    assert caution in read.text(make.blocks(kind, item))


def test_a_review_without_figures_is_shown_as_not_known_and_never_as_zero(make: Any, read: Any) -> None:
    series = "upr-recommendations-not-supported-or-rejected,upr-recommendations-to-be-examined"
    chart = only(make.blocks("review-chart", options={"grid": "upr-cycles", "chart": series}), Chart)
    shown = {row.label.replace("\u00a0", " "): ([bar.value for bar in row.bars], row.gap) for row in chart.rows}
    assert shown == {
        "1st · 2009": ([50, 117], ""),
        "2nd · 2014": ([], "n/d"),
        "3rd · 2019": ([63, 199], ""),
        "4th · [2024]": ([], "n/d"),
    }
    for words in ("50", "117", "63", "199", "2nd · 2014: not in the dataset", "4th · [2024]: not in the dataset"):
        assert words in chart.alt.replace("\u00a0", " ")
    assert not re.search(r"\b0\b", chart.alt)


SERIES = "upr-recommendations-not-supported-or-rejected,upr-recommendations-to-be-examined"


def chart_of_reviews(make: Any, library: MemoryLibrary, rows: Any, kind: str = "review-chart") -> tuple[Any, ...]:
    """The blocks of a chart over the table of the reviews with other rows, such as a foreign pack may carry."""
    table = library.get("upr-cycles", "grid")
    assert isinstance(table, Grid)
    altered = table.model_copy(update={"rows": tuple(rows(table.rows))})
    items = [item for each in KINDS if each != "grid" for item in library.all(each)]
    pack = make.pack(make.section(kind, options={"grid": "upr-cycles", "chart": SERIES}))
    return compose(pack, MemoryLibrary([*items, altered])).parts[0].blocks[1:]


def undated(row: GridRow) -> GridRow:
    return row.model_copy(update={"cells": ((TextPiece(text="x"),),) * len(row.cells)})


@pytest.mark.parametrize(
    "rows",
    [
        lambda rows: map(undated, rows),
        lambda rows: (row.model_copy(update={"cells": row.cells[:1]}) for row in rows),
        lambda rows: (row.model_copy(update={"cells": ()}) for row in rows),
        lambda _: (),
    ],
    ids=["other words", "one cell", "no cell", "no row"],
)
def test_a_table_of_reviews_without_any_date_has_no_chart_and_says_so(
    make: Any, read: Any, library: MemoryLibrary, rows: Any
) -> None:
    (said, *_) = chart_of_reviews(make, library, rows)
    assert read.words(said.spans) == "Chart of the reviews: not in this dataset."
    blocks = chart_of_reviews(make, library, rows, "grid")
    assert isinstance(blocks[0], Table)
    assert not any(isinstance(block, Chart) for block in blocks)


def test_a_review_without_a_date_and_a_tenth_one_stand_in_the_chart_as_not_known(
    make: Any, library: MemoryLibrary
) -> None:
    chart = only(chart_of_reviews(make, library, lambda rows: (undated(rows[0]), *rows[1:], *rows, *rows)), Chart)
    labels = [row.label.replace("\u00a0", " ") for row in chart.rows]
    assert (labels[0], labels[2], labels[9], labels[11]) == ("1st", "3rd · 2019", "10 · 2014", "12 · [2024]")
    assert (chart.rows[0].bars, chart.rows[0].gap) == ((), "n/d")


def test_a_chart_of_an_unknown_form_has_columns(make: Any) -> None:
    options = {"form": "pie"}
    chart = only(make.blocks("series", "st-upr1-received", "st-upr3-received", options=options), Chart)
    assert chart.kind == "columns"


def test_bars_and_figures_are_marked_by_pattern_as_well_as_words(make: Any) -> None:
    series = "upr-recommendations-not-supported-or-rejected,upr-recommendations-to-be-examined"
    chart = only(make.blocks("review-chart", options={"grid": "upr-cycles", "chart": series}), Chart)
    assert {bar.pattern for row in chart.rows for bar in row.bars} == {pattern for pattern, _ in chart.legend}


def test_a_zero_is_printed_only_where_a_source_says_none(make: Any, read: Any) -> None:
    cells = [
        read.words(cell)
        for name in DOCUMENTS
        for table in read.nodes(make.document(name), Table)
        if not table.id.startswith("annex")
        for row in table.rows
        for cell in row.cells
    ]
    assert {cell for cell in cells if re.match(r"0\b", cell)} == {UPR_TABLE[0][5]}


def test_a_figure_says_what_it_is_a_part_of_and_as_of_when(make: Any, read: Any) -> None:
    tiles = only(make.blocks("tiles", "st-upr3-rejected", "st-upr2-accepted"), Tiles)
    assert [read.words(tile.value) for tile in tiles.tiles] == ["63 of 262", "113 of 268"]
    labels = [read.words(tile.label) for tile in tiles.tiles]
    assert "(as of 2019)" in labels[0]
    assert "(elsewhere “initially rejected”)" in labels[0]
    assert "(as of October 2014) ⚑" in labels[1]


def test_more_than_three_figures_go_into_rows(make: Any) -> None:
    wanted = ["st-upr1-received", "st-upr2-considered", "st-upr3-received", "st-un-members"]
    rows = [block for block in make.blocks("tiles", *wanted) if isinstance(block, Tiles)]
    assert [len(row.tiles) for row in rows] == [3, 1]
    assert len({row.id for row in rows}) == 2


def test_our_own_calculation_is_called_that_wherever_it_stands(make: Any, read: Any) -> None:
    line = read.text(make.blocks("facts", "st-upr3-rejected-share"))
    assert "24 % of third-cycle recommendations rejected (our calculation) (as of 2019)" in line


def test_a_figure_that_belongs_to_no_series_is_left_out_of_a_chart_in_words(make: Any) -> None:
    chart = only(make.blocks("series", "st-upr1-received", "st-upr3-received", "st-upr2-considered"), Chart)
    assert [(row.label, row.bars[0].value) for row in chart.rows] == [("2009", 167), ("2019", 262)]
    assert "Left out, as not fit for comparison: 1." in chart.alt
    assert "268" not in chart.alt


# Quotations


@pytest.mark.parametrize(
    ("item", "credit"),
    [
        (
            "q-2014-10-darusman-welcome",
            (
                "Marzuki Darusman, then Special Rapporteur on the situation of human rights in the DPRK · Presentation "
                "to the Third Committee of the General Assembly, October 2014 · 12 years ago · "
                "quoted in KEI 2019"
            ),
        ),
        (
            "q-2019-sr-peace-agenda",
            (
                "Special Rapporteur on the DPRK (not named in the source) · undated in the source, not after 2019 · "
                "quoted in HRW [2019]"
            ),
        ),
        (
            "q-2019-05-political-tool",
            (
                "DPRK delegation · Geneva, May 2019; occasion not named · 7 years ago · "
                "through Tomás Ojea Quintana → KEI 2019"
            ),
        ),
        (
            "q-2019-dprk-highly-values",
            (
                "DPRK delegation, as quoted by the Special Rapporteur · [2019] · 7 years ago · "
                "through Tomás Ojea Quintana → KEI 2019"
            ),
        ),
        ("q-2009-upr-not-support", "Human Rights Council (report on the UPR) · First UPR of the DPRK · undated"),
        ("q-2019-dprk-national-report-vow", "Government of the DPRK · National report for the UPR; cycle not given · "),
        ("q-2019-hrw-prerequisite", "Human Rights Watch, non-governmental organisation, oral statement · Interactive"),
        ("q-2017-hrw-zero", "Unnamed author (publisher inferred: Human Rights Watch) · published [2017] · "),
    ],
)
def test_a_quotation_says_who_when_how_long_ago_and_through_whom(make: Any, read: Any, item: str, credit: str) -> None:
    found = quotation(make, item)
    assert read.words(found.credit).startswith(credit)
    assert found.credit[-1].note == 1


def test_the_words_of_every_quote_are_printed_letter_by_letter(make: Any, library: MemoryLibrary) -> None:
    quotes = [item for item in library.all("quote") if isinstance(item, Quote)]
    blocks = make.blocks("quotes", *(quote.id for quote in quotes))
    found = [block for block in blocks if isinstance(block, Quotation)]
    assert ["".join(span.text for span in block.spans) for block in found] == [f"“{quote.text}”" for quote in quotes]


def test_two_wordings_of_one_sentence_are_both_shown_with_the_place_of_the_other(make: Any, read: Any) -> None:
    first = read.text(quotation(make, "q-2019-dprk-highly-values").remarks)
    second = read.text(quotation(make, "q-2019-dprk-highly-value-b").remarks)
    assert "Two wordings in the sources. The other (KEI 2019, para. 41): “highly value the dialogue" in first
    assert "Two wordings in the sources. The other (KEI 2019, para. 25): “highly values the dialogue" in second


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("q-2019-sr-repository", "“[by OHCHR]” was inserted by Human Rights Watch (inferred), not by the speaker."),
        (
            "q-2019-dprk-highly-values",
            (
                "“[Universal Periodic Review]” was inserted by Tomás Ojea Quintana or by Robert R. King; which of them "
                "is unclear. Not by the speaker."
            ),
        ),
        ("q-2019-dprk-highly-value-b", "Report or press conference: the source does not say clearly which."),
    ],
)
def test_other_peoples_brackets_and_unclear_places_are_said(make: Any, read: Any, item: str, words: str) -> None:
    assert words in [read.words(remark) for remark in quotation(make, item).remarks]


def test_what_the_occasion_says_of_an_unclear_place_is_not_said_again(make: Any, read: Any) -> None:
    said = read.text(quotation(make, "q-2019-10-sr-63-first-step"))
    assert said.count("not clear which") + said.count("does not say clearly which") == 1
    options = {"compact": "yes"}
    (compact, *_) = make.blocks("quotes", "q-2019-10-sr-63-first-step", options=options)
    assert "Report or press conference: the source does not say clearly which." in read.text(compact)


def test_a_paraphrase_is_never_the_persons_own_words(make: Any, read: Any, library: MemoryLibrary) -> None:
    found = [item for item in library.all("quote") if isinstance(item, Quote) and item.kind == "paraphrase"]
    assert [quote.id for quote in found] == ["q-2019-king-sr-no-mechanism"]
    credit = read.words(quotation(make, found[0].id).credit)
    assert credit.startswith(
        "Robert R. King, reporting the Special Rapporteur (paraphrase, not the speaker’s own words)"
    )
    assert "quoted in" not in credit
    assert "Ojea Quintana" not in credit


def test_only_who_held_a_mandate_is_called_then(make: Any, read: Any, library: MemoryLibrary) -> None:
    then = set()
    for quote in library.all("quote"):
        credit = read.words(quotation(make, quote.id).credit)
        if ", then " in credit:
            then.add(credit.split(",")[0])
    assert then == {"Tomás Ojea Quintana", "Marzuki Darusman"}


def test_a_sentence_of_the_article_itself_carries_its_date_of_publication(make: Any, read: Any) -> None:
    credit = read.words(quotation(make, "q-2019-king-not-magic").credit)
    assert "published 21 November 2019 · 7 years ago · KEI 2019" in credit
    assert "quoted in" not in credit


def test_a_short_credit_leaves_out_the_occasion_alone(make: Any, read: Any) -> None:
    credit = read.words(quotation(make, "q-2014-10-darusman-welcome", options={"compact": "yes"}).credit)
    assert credit.startswith("Marzuki Darusman, then Special Rapporteur · October 2014 · 12 years ago · quoted in KEI")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_author_of_the_op_ed_is_nowhere(make: Any, read: Any, library: MemoryLibrary, name: str) -> None:
    document = make.document(name, BOTH)
    text = read.text(document)
    assert "byline" not in text.lower()
    named = re.compile(r"(?:op-ed|article) (?:by|of) [A-Z]|[A-Z][a-z]+ [A-Z][a-z]+, “10 Years After")
    assert not named.search(text)
    ours = [
        item for item in library.all("quote") if isinstance(item, Quote) and item.reported_by.startswith("diplomat")
    ]
    for quotation in read.nodes(document, Quotation):
        words = read.words(quotation.spans)
        mine = [item for item in ours if item.text in words and item.kind == "author-statement"]
        for item in mine:
            assert item.speaker in read.words(quotation.credit)
    for item in ours:
        if item.kind == "author-statement":
            assert item.speaker == "Author of the op-ed (not named)"


def test_a_sentence_of_the_op_ed_is_credited_to_nobody_by_name(make: Any, read: Any) -> None:
    credit = read.words(quotation(make, "q-2024-author-obstacle").credit)
    assert credit.startswith("Author of the op-ed (not named) · ")
    assert "representative" not in credit
    assert "civil society" not in credit


# Chronologies and dates


def rows_of(make: Any, read: Any, *items: str, **fields: Any) -> list[tuple[str, str]]:
    timeline = only(make.blocks("timeline", *items, **fields), Timeline)
    return [(read.words(row.date), read.words(row.spans)) for row in timeline.rows]


def test_dates_that_the_sources_dispute_share_a_row(make: Any, read: Any) -> None:
    series = (
        "ev-2003-annual-resolutions-diplomat",
        "ev-2004-annual-resolutions-king",
        "ev-2004-sr-mandate",
        "ev-2005-ga-resolutions",
    )
    first, second = rows_of(make, read, *series)
    assert first[0] == "2003 ⚑ 2004 ⚑ 2005"
    assert first[1] == (
        "Since when are there yearly resolutions? The sources disagree: 2003 (op-ed [2024], para. 11); "
        "2004 (KEI 2019, para. 20); 2005 (KEI 2019, para. 14)."
    )
    assert second[0] == "2004"
    assert second[1].startswith("First Special Rapporteur on the DPRK appointed. ⚑")


def test_one_of_the_disputed_dates_alone_is_flagged(make: Any, read: Any) -> None:
    ((date, words),) = rows_of(make, read, "ev-2003-annual-resolutions-diplomat")
    assert date == "2003–[2024]"
    assert "⚑" in words


def test_the_chronology_prints_the_precision_of_each_date(make: Any, read: Any) -> None:
    chronology = read.nodes(make.document("hrc-dialogue").parts, Timeline)[-1]
    assert [read.words(row.date) for row in chronology.rows] == [
        "2004",
        "December 2009",
        "March 2010",
        "March 2013",
        "2014",
        "2014–2017",
        "February 2014",
        "December 2014",
        "May 2017",
        "2018",
        "2019",
        "17 August [2023]",
        "28 March [2024]",
        "4 April [2024]",
        "November [2024]",
        "September 2025",
    ]
    assert [row.weight for row in chronology.rows].count(2) == 5
    assert [read.words(row.date) for row in chronology.rows if row.extent] == ["2014–2017"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-11-22", "(was due; outcome not in this dataset)"),
        ("2025-10-01", "(was due; outcome not in this dataset)"),
        ("2025-09-30", "(announced)"),
        ("2024-12-01", "(announced)"),
    ],
)
@pytest.mark.parametrize("kind", ["timeline", "dates", "facts"])
def test_what_was_announced_was_due_once_its_time_has_passed(
    make: Any, read: Any, kind: str, as_of: str, said: str
) -> None:
    text = read.text(make.blocks(kind, "ev-2025-09-ohchr-report", as_of=as_of))
    assert said in text
    assert ("was due" in text) == ("was due" in said)


@pytest.mark.parametrize("summaries", ["no", "yes"])
def test_a_proposal_has_no_outcome_here_and_was_not_due(make: Any, read: Any, summaries: str) -> None:
    ((_, words),) = rows_of(make, read, "ev-2019-03-accountability-call", options={"summaries": summaries})
    assert "(outcome not in this dataset)" in words
    assert "was due" not in words


def test_every_overdue_event_of_every_pack_says_so(make: Any, read: Any, library: MemoryLibrary) -> None:
    overdue = [item for item in library.all("event") if isinstance(item, Event) and item.status == "announced"]
    assert len(overdue) == 3
    seen = set()
    for name in DOCUMENTS:
        for node in read.nodes(make.document(name).parts[:-1], (Timeline, Bullets)):
            for text in read.texts(node):
                for event in overdue:
                    if event.title[-40:] in text:
                        seen.add(event.id)
                        assert "was due; outcome not in this dataset" in text
    assert seen == {event.id for event in overdue}


def test_an_undated_event_is_not_dated(make: Any, read: Any) -> None:
    ((date, _),) = rows_of(make, read, "ev-2024-china-repatriation")
    assert date == "n/d"


def test_a_bar_of_time_starts_and_ends_at_the_years_stated(make: Any) -> None:
    chart = only(make.blocks("spans", "ev-2013-coi-mandate", "ev-2003-annual-resolutions-diplomat"), Chart)
    assert [[bar.value for bar in row.bars] for row in chart.rows] == [[2013, 2014], [2003, 2024]]
    assert [row.bars[0].label for row in chart.rows] == ["2013–2014", "2003–[2024] ⚑"]
    assert "2003–[2024]" in chart.alt


# Gaps and later facts


@pytest.mark.parametrize(
    "kind", ["facts", "tiles", "dates", "quotes", "timeline", "claims", "positions", "spans", "series"]
)
@pytest.mark.parametrize(
    ("collections", "words"), [((ARTICLES,), "not in this dataset"), (BOTH, "not in the selected sources")]
)
def test_an_empty_section_states_its_gap(
    make: Any, read: Any, kind: str, collections: tuple[str, ...], words: str
) -> None:
    section = make.section(kind, gap="Of this kind: {gap}.")
    composed = make.composed(section, collections=collections)
    (gap,) = [each for each in read.nodes(composed, Paragraph) if each.style == "gap"]
    assert read.words(gap.spans) == f"Of this kind: {words}."
    assert f"Of this kind: {words}." in read.text(composed.parts[-1]), "the annex lists it too"


def test_with_the_second_collection_no_gap_is_blamed_on_the_dataset(make: Any, read: Any) -> None:
    for name in DOCUMENTS:
        assert "not in the selected sources" not in read.text(make.document(name))
        both = read.text(make.document(name, BOTH).parts)
        # A slot of the dialogue pack has these words in its own hint.
        both = both.replace("to be checked: not in this dataset", "")
        assert "not in this dataset" not in re.sub(r"Vote tallies: not in this dataset", "", both)


def test_a_later_fact_is_marked_wherever_it_stands(make: Any, read: Any) -> None:
    for kind in ("timeline", "facts", "dates", "text"):
        composed = make.composed(make.section(kind, "lf-2005-ga-vote"), collections=BOTH)
        assert "88-21-60.‡" in read.text(composed.parts[0])
        assert "88-21-60‡" in read.text(composed.parts[-1])
    signs = read.text(make.blocks("signs", collections=BOTH))
    assert "‡: later public fact from outside the articles; check the original." in signs
    assert "‡" not in read.text(make.blocks("signs"))


def test_no_later_fact_and_no_mark_stand_in_a_pack_of_the_articles(make: Any, read: Any) -> None:
    for name in DOCUMENTS:
        assert "‡" not in read.text(make.document(name))


# Claims and positions


def test_each_claim_has_its_words_the_evidence_on_both_sides_and_a_finding(make: Any, read: Any) -> None:
    ids = [item.id for item in make.library.all("claim")]
    table = only(make.blocks("claims", *ids), Table)
    rows = read.table(table)
    assert [row[0][:3] for row in rows] == ["C1.", "C2.", "C3."]
    assert "“implemented all the recommendations provided in the previous cycles.”" in rows[0][0]
    assert rows[0][1] == "None: not in this dataset."
    assert "Unnamed study" in rows[0][2]
    assert [row[3].split(";")[0].split(".")[0].split(" for ")[0].strip() for row in rows] == [
        "Unverified",
        "Partly corroborated",
        "Unverified here",
    ]
    assert "⚑ two wordings in one source" in rows[1][0]
    assert "contradicted for the country mandate" in rows[1][3]
    remarks = read.text(table.remarks)
    assert "Findings are the pack author’s, not the United Nations’. Acceptance is not implementation." in remarks


def test_the_reverse_of_a_claim_stands_under_against_and_not_under_for(make: Any, read: Any) -> None:
    claim = next(item for item in make.library.all("claim") if item.label == "C2")
    ((_, supporting, against, _),) = read.table(only(make.blocks("claims", claim.id), Table))
    assert "takes positively" in supporting
    assert "categorically rejected" in against
    assert "categorically" not in supporting


def test_positions_of_all_others_are_stated_as_missing(make: Any, read: Any) -> None:
    ids = [item.id for item in make.library.all("position")][:3]
    table = only(make.blocks("positions", *ids), Table)
    assert len(table.rows) == 3
    assert "Positions of all others: n/d (not in this dataset)." in read.text(table.remarks)


def test_no_record_id_of_the_dataset_is_printed(make: Any, read: Any, library: MemoryLibrary) -> None:
    ids = {item.id for kind in ("event", "quote", "statistic", "position", "conflict") for item in library.all(kind)}
    for name in DOCUMENTS:
        for node in read.nodes(make.document(name, BOTH), (Paragraph, Bullets, Table, Timeline, Quotation, Tiles)):
            spans = [text for text in read.texts(node) if not text.startswith(("page:", "annex."))]
            said = " ".join(text for text in spans if " " in text)
            assert not {word.strip("().,;") for word in said.split()} & ids


# Own text and blanks


def test_an_empty_slot_is_a_blank_and_a_filled_one_is_text(make: Any, read: Any) -> None:
    section = make.section("text")
    slots = (
        Entry(id="e1", label="Ask", hint="to be written", lines=2),
        Entry(id="e2", label="Answer", hint="to be written", text="Yes."),
    )
    blank, paragraph = make.composed(section.model_copy(update={"entries": slots})).parts[0].blocks[1:]
    assert (blank.label, blank.hint, blank.lines, blank.entry) == ("Ask: ", "to be written", 2, "e1")
    assert read.words(paragraph.spans) == "Answer: Yes."


def test_a_private_note_is_never_printed(make: Any, read: Any) -> None:
    section = make.section("text")
    entries = (
        Entry(id="e1", text="Open words.", note="secret words"),
        Entry(id="e2", item="ev-2014-upr-second", note="secret words"),
    )
    text = read.text(make.composed(section.model_copy(update={"entries": entries})))
    assert "Open words." in text
    assert "secret" not in text


def test_the_cover_says_what_the_facts_rest_on(make: Any, read: Any) -> None:
    text = read.text(make.document("hrc-dialogue").parts[0])
    assert "Human Rights Council · item 4 · Geneva" in text
    assert "Facts to 4 April [2024] (newest dated event). 5 sources; publisher stated in 2, inferred in 3." in text
    assert "Marking: Unmarked." in text
    assert "Ages are counted from 22 November 2026." in text


def test_every_kind_of_item_can_stand_in_a_text_section(make: Any, read: Any, library: MemoryLibrary) -> None:
    for kind in ("event", "quote", "statistic", "claim", "position"):
        for item in library.all(kind):
            assert isinstance(item, Item)
            (fact, *_) = make.blocks("text", item.id)
            assert isinstance(fact, Paragraph)
            assert fact.entry == "e101"
            assert read.words(fact.spans).strip()


def test_a_quote_set_as_a_fact_is_printed_letter_by_letter_too(make: Any, library: MemoryLibrary) -> None:
    for quote in library.all("quote"):
        assert isinstance(quote, Quote)
        (fact, *_) = make.blocks("text", quote.id)
        assert fact.spans[0].text == f"“{quote.text}”"


def test_a_quotation_inside_a_quotation_is_not_spelt_out_behind_it(make: Any, library: MemoryLibrary) -> None:
    quote = library.get("q-2017-hrw-zero", "quote")
    assert isinstance(quote, Quote)
    nested = quote.model_copy(update={"text": "they said “no” to the COI"})
    others = [item for kind in ("source", "institution", "mechanism") for item in library.all(kind)]
    pack = make.pack(make.section("text", nested.id))
    (_, fact, *_) = compose(pack, MemoryLibrary([*others, nested])).parts[0].blocks
    assert isinstance(fact, Paragraph)
    assert fact.spans[0].text == "“they said ‘no’ to the COI”"


@pytest.mark.parametrize(
    "kind", ["tiles", "dates", "quotes", "timeline", "claims", "positions", "spans", "series", "gap", "signs", "caveat"]
)
def test_what_a_section_cannot_set_in_its_form_is_printed_as_text(make: Any, read: Any, kind: str) -> None:
    stranger = "q-2017-selectively" if kind != "quotes" else "ev-2014-upr-second"
    words = "“selectively”" if kind != "quotes" else "2014: Second Universal Periodic Review (UPR) of the"
    section = make.section(kind, stranger)
    own = Entry(id="e9", text="Own words.")
    document = make.composed(section.model_copy(update={"entries": (*section.entries, own)}))
    text = read.text(document.parts[0])
    assert words in text
    assert "Own words." in text
    assert "Nothing on this" not in text or kind == "gap"
    assert {"s1.e101", "s1.e9"} <= set(read.ids(document.parts[0]))


def test_a_table_keeps_its_place_above_what_was_put_into_its_section(make: Any, read: Any) -> None:
    table, fact = make.blocks("grid", "q-2017-selectively", options={"grid": "upr-cycles"})[:2]
    assert read.table(table) == UPR_TABLE
    assert read.words(fact.spans) == "“selectively”"
