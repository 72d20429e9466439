"""What is printed can be traced: each item, figure, quotation and date has its passage in the annex; none is blank."""

import re
from typing import TYPE_CHECKING

import pytest

from briefpack.briefing.nodes import Blank, Chart, Row, Spans, Table, Tiles, Timeline
from briefpack.evidence.items import Claim, Event, Item, Position, Quote, Statistic
from briefpack.pack.snapshot import used_ids

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

SLOTTED = ("one-page-brief", "hrc-dialogue", "security-council")


def words(spans: Spans) -> str:
    return " ".join("".join([span.text for span in spans]).split())


def tables(document: "Document", *parts: str) -> list[Table]:
    return [block for block in document.blocks(*parts) if isinstance(block, Table)]


def annex_rows(document: "Document") -> dict[str, list[Row]]:
    """The rows of the annex's table of facts, by the item they belong to."""
    found: dict[str, list[Row]] = {}
    for table in tables(document, "annex"):
        for row in table.rows:
            if row.id.startswith("annex.fact.") and row.group:
                found.setdefault(row.group, []).append(row)
    return found


def items_in_use(document: "Document") -> set[str]:
    """The items that the pack's entries hold or its own text cites, and those of its tables, claims and charts."""
    used = set(used_ids(document.pack))
    grids = {name for name in used if (found := document.items.get(name, "grid")) is not None and found.id == name}
    for name in grids:
        used |= set(getattr(document.items.get(name, "grid"), "item_ids")())  # noqa: B009 - of the grid's kind alone
    for claim in [document.items.get(name, "claim") for name in used]:
        if isinstance(claim, Claim):
            used |= {link.item_id for link in claim.evidence}
    kinds = (Event, Quote, Statistic, Position, Claim)
    return {name for name in used - grids if isinstance(document.items.get(name), kinds)}


def marks_alike(text: str) -> str:
    """Without the difference between double and single quotation marks, which depends on how deep they stand."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


@pytest.fixture(scope="session")
def insults(press: "Press") -> tuple[str, ...]:
    """Words against persons, which are left out of passages unless somebody chose to quote them."""
    quotes = press.library.all("quote")
    return tuple(quote.text for quote in quotes if isinstance(quote, Quote) and "insult" in quote.tone)


def test_every_item_in_use_has_its_passage_in_the_annex(document: "Document", insults: tuple[str, ...]) -> None:
    rows, used = annex_rows(document), items_in_use(document)
    assert used
    assert used - rows.keys() == set()
    for name in used:
        item = document.items.get(name)
        assert isinstance(item, Item)
        passages = marks_alike(" ".join(words(row.cells[-1]) for row in rows[name]))
        for excerpt in [citation.excerpt or "" for citation in item.citations]:
            shown = " ".join(excerpt.split())
            for insult in insults:
                shown = shown.replace(insult, "[…]")
            assert marks_alike(shown) in passages, name


def test_the_annex_has_every_source_in_full(document: "Document") -> None:
    (table,) = [table for table in tables(document, "annex") if table.id == "annex.source"]
    sources = [document.items.get(name, "source") for name in document.pack.dataset.sources]
    assert len(table.rows) >= len(sources) == 5
    printed = " ".join(words(cell) for row in table.rows for cell in row.cells)
    for source in sources:
        digest = str(getattr(source, "sha256", ""))
        assert digest
        assert " ".join(digest[start : start + 8] for start in range(0, 64, 8)) in printed


def test_every_quotation_printed_stands_in_the_annex(document: "Document") -> None:
    passages = marks_alike(" ".join(words(row.cells[-1]) for rows in annex_rows(document).values() for row in rows))
    used = [document.items.get(name) for name in items_in_use(document)]
    for quote in [item for item in used if isinstance(item, Quote) and "paraphrase" not in item.kind]:
        # A passage keeps the source's own quotation marks, and may hold the words among others.
        assert any(" ".join(quote.text.split()) in " ".join(each.excerpt.split()) for each in quote.citations), quote.id
    printed = [words(block.spans) for block in document.blocks() if type(block).__name__ == "Quotation"]
    for text in printed:
        inside = re.sub(r"\s*(?:⚑)?$", "", text).strip("“”")
        assert marks_alike(inside) in passages, inside


def whole_of(document: "Document", item: Statistic) -> Statistic | None:
    """The figure that another is a share of."""
    found = document.items.get(item.population.id, "statistic") if item.population.id else None
    return found if isinstance(found, Statistic) else None


def test_every_figure_printed_is_one_of_the_evidence(document: "Document") -> None:
    used = [document.items.get(name) for name in items_in_use(document)]
    figures_used = [item for item in used if isinstance(item, Statistic)]
    values = {f"{item.value:g}" for item in figures_used}
    wholes = {number for item in figures_used for number in re.findall(r"\d+", item.population.text)}
    wholes |= {f"{found.value:g}" for item in figures_used if (found := whole_of(document, item)) is not None}
    for block in document.blocks():
        if isinstance(block, Tiles):
            for tile in block.tiles:
                figures = re.findall(r"\d+", words(tile.value))
                assert figures, tile
                assert figures[0] in values
                assert set(figures[1:]) <= wholes
        if isinstance(block, Chart) and block.kind == "stacked":
            assert {f"{bar.value:g}" for row in block.rows for bar in row.bars} <= values


def test_every_date_of_a_timeline_is_its_events_own(document: "Document") -> None:
    rows = annex_rows(document)
    dates = {words(row[0].cells[0][:1]) for row in rows.values()}
    for block in document.blocks():
        if isinstance(block, Timeline):
            for row in block.rows:
                parts = [each.strip() for each in words(row.date).split("⚑")]
                # A row for one disputed date gives the years in which the readings start.
                unknown = [part for part in parts if part and not any(date.startswith(part) for date in dates)]
                assert unknown == []


def test_no_cell_of_a_table_is_empty(document: "Document") -> None:
    assert len(tables(document)) >= 3
    for table in tables(document):
        for row in table.rows:
            assert len(row.cells) in {1, len(table.columns)}, row.id
            assert all(words(cell) for cell in row.cells), (table.id, row)


def test_what_is_missing_is_never_a_zero(document: "Document") -> None:
    """A nought is printed for a figure that its source gives as none, and beside the words that say what it counts."""
    used = [document.items.get(name) for name in items_in_use(document)]
    noughts = [item.label for item in used if isinstance(item, Statistic) and item.value == 0]
    known = ("0 — March 2010", "0 of 167 ", *[f"0{sign} {label[:30]}" for label in noughts for sign in ("", ":")])
    zero = r"(?<![\d.,:\u2013-])\b0\b(?![\d.,]*\d)"
    places = [document.text[match.start() : match.start() + 40] for match in re.finditer(zero, document.text)]
    assert [place for place in places if not place.startswith(known)] == []
    charts = [block for block in document.blocks() if isinstance(block, Chart)]
    assert all(row.gap for chart in charts for row in chart.rows if not row.bars)
    assert all(bar.value for chart in charts for row in chart.rows for bar in row.bars)


def test_no_derived_figure_goes_without_its_label(press: "Press") -> None:
    document = press.document("upr-record")
    for share in ("24", "76", "30", "70"):
        places = [match.end() for match in re.finditer(rf"{share} %", document.text)]
        assert places
        # Straight away or, in the annex, after the label: before the next percentage.
        assert all("our calculation" in document.text[place : place + 160] for place in places)


@pytest.mark.parametrize("template", SLOTTED)
def test_a_template_leaves_its_slots_as_ruled_blanks(press: "Press", template: str) -> None:
    document = press.document(template)
    slots = [entry for section in document.pack.sections for entry in section.entries if not entry.item]
    assert slots
    blanks = [block for block in document.blocks() if isinstance(block, Blank)]
    # The cover has a blank of its own for the date, which is a detail of the pack.
    assert {blank.entry for blank in blanks if blank.entry} == {entry.id for entry in slots}
    assert all(blank.hint in document.text for blank in blanks)


def test_the_sample_leaves_no_slot_open(press: "Press") -> None:
    document = press.document("sample-hrc-dialogue")
    assert [block for block in document.blocks() if isinstance(block, Blank)] == []
    assert "to be written" not in document.text
    assert "to be set" not in document.text


def test_later_facts_are_marked_and_the_gaps_say_so(press: "Press") -> None:
    document = press.document("chronology", later_facts=True)
    assert "not in the selected sources" in document.text
    assert "not in this dataset" not in document.text
    later = [
        item
        for name in items_in_use(document)
        if isinstance(item := document.items.get(name), Event) and item.collection == "later-facts"
    ]
    assert later
    rows = annex_rows(document)
    assert all("‡" in words(rows[event.id][0].cells[0]) for event in later)


def test_the_annex_lists_nothing_that_is_not_used(document: "Document") -> None:
    used = items_in_use(document)
    claims = [item for name in used if isinstance(item := document.items.get(name), Claim)]
    assert annex_rows(document).keys() - used - {name for claim in claims for name in claim.quote_ids} == set()
