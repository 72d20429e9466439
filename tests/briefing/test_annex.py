"""The annex: whatever a pack prints can be traced from it, and what is missing is said."""

import re
from typing import Any

import pytest

from briefpack.briefing.nodes import Bullets, Heading, Quotation, Span, Table, Tiles, Timeline
from briefpack.briefing.terminology import acronyms
from briefpack.evidence.items import Conflict, Event, Quote, Statistic
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item, Source
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import content_hash

BOTH = (ARTICLES, LATER_FACTS)
DOCUMENTS = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")
every_document = pytest.mark.parametrize("name", DOCUMENTS)


def table(read: Any, document: Any, table_id: str) -> Any:
    (found,) = [each for each in read.nodes(document.parts[-1], Table) if each.id == table_id]
    return found


def listed(read: Any, document: Any) -> dict[str, list[tuple[str, ...]]]:
    """The rows of the facts by item: label, page, source, passage."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in table(read, document, "annex.fact").rows:
        if row.group:
            rows.setdefault(row.group, []).append(tuple(read.words(cell) for cell in row.cells))
    return rows


def bullets(read: Any, document: Any, name: str) -> list[str]:
    found = [each for each in read.nodes(document.parts[-1], Bullets) if each.id == name]
    return [read.words(line) for each in found for line in each.items]


def in_public(library: MemoryLibrary, words: str) -> str:
    """A passage without the words that may not be used in public."""
    for quote in library.all("quote"):
        if isinstance(quote, Quote) and quote.usable_publicly == "background-only":
            words = words.replace(quote.text, "[…]")
    return words


def marks_alike(words: str) -> str:
    """Without the difference between double and single quotation marks, which depends on how deep they stand."""
    return words.translate({ord("“"): "‘", ord("”"): "’"})


def test_an_insult_is_not_printed_even_as_a_passage(make: Any, read: Any) -> None:
    document = make.document("security-council")
    assert "human scum" not in read.text(document)
    assert "“went so far as to directly condemn me as ‘[…]’ only two days after" in read.text(document)


@every_document
@pytest.mark.parametrize("collections", [(ARTICLES,), BOTH])
def test_every_item_of_a_pack_has_its_passages_word_for_word(
    make: Any, read: Any, library: MemoryLibrary, name: str, collections: tuple[str, ...]
) -> None:
    pack = make.filled(name, collections)
    rows = listed(read, make.document(name, collections))
    assert set(pack.item_ids()) <= rows.keys()
    for item_id, found in rows.items():
        item = library.get(item_id)
        assert isinstance(item, Item)
        assert item.citations
        passages = [marks_alike(row[-1]) for row in found]
        for citation in dict.fromkeys(item.citations):
            if citation.excerpt:
                assert marks_alike(in_public(library, f"“{citation.excerpt}”".replace("\u00a0", " "))) in passages
            else:
                assert any(words.startswith("Page not stored: http") for words in passages)


@every_document
def test_no_quotation_has_double_marks_inside_double_ones(make: Any, read: Any, name: str) -> None:
    for words in read.texts(make.document(name)):
        assert not re.search("“[^”‘]*“", words), words


@every_document
def test_every_quotation_and_date_and_large_figure_comes_from_a_listed_item(
    make: Any, read: Any, library: MemoryLibrary, name: str
) -> None:
    document = make.document(name)
    items = [library.get(item_id) for item_id in listed(read, document)]
    words = {f"“{item.text}”" for item in items if isinstance(item, Quote)}
    titles = [item.title for item in items if isinstance(item, Event)]
    values = {f"{item.value:g}" for item in items if isinstance(item, Statistic)}
    for quotation in read.nodes(document.parts[:-1], Quotation):
        assert "".join(span.text for span in quotation.spans) in words
    for tiles in read.nodes(document.parts[:-1], Tiles):
        for tile in tiles.tiles:
            assert set(re.findall(r"[0-9.]+", read.words(tile.value))) <= values | {"262", "268", "167"}
    for timeline in read.nodes(document.parts[:-1], Timeline):
        for row in timeline.rows:
            said = read.words(row.spans)
            for short, long in acronyms(library).items():
                said = said.replace(f"{long} ({short})", short)
            assert "The sources disagree" in said or any(title in said for title in titles)


@every_document
def test_every_source_of_the_collections_is_listed_whether_cited_or_not(
    make: Any, read: Any, library: MemoryLibrary, name: str
) -> None:
    for collections, number in (((ARTICLES,), 5), (BOTH, 13)):
        rows = table(read, make.document(name, collections), "annex.source").rows
        assert len(rows) == number
        for row, source in zip(rows, library.all("source"), strict=False):
            assert isinstance(source, Source)
            assert row.id == f"annex.source.{source.id}"
            if source.sha256:
                assert source.sha256 in read.words(row.cells[1]).replace(" ", "")


def test_a_source_that_a_pack_does_not_cite_is_called_that(make: Any, read: Any) -> None:
    document = make.composed(make.section("facts", "ev-2014-upr-second"), dataset=make.filled("chronology").dataset)
    uncited = [
        row.id for row in table(read, document, "annex.source").rows if "Not cited in this pack" in read.text(row.cells)
    ]
    assert len(uncited) == 4
    assert "annex.source.kei-2019-king-upr-engagement" not in uncited


def test_what_was_inferred_about_a_source_is_said_with_the_reason(make: Any, read: Any) -> None:
    rows = {
        row.id.split(".")[2]: read.words(row.cells[2])
        for row in table(read, make.document("sources"), "annex.source").rows
    }
    assert rows["kei-2019-king-upr-engagement"] == "Nothing: title, author, publisher and date are stated."
    assert "Publisher: Section labels" in rows["diplomat-2024-ten-years-after-coi"]
    assert "Author: not in the text." in rows["diplomat-2024-ten-years-after-coi"]
    assert "Title: none in the text." in rows["hrw-2024-hrc-resolution"]
    assert not re.search(r"\b00[0-4]\b|article 00", "".join(rows.values())), "file numbers mean nothing to a reader"


@every_document
def test_a_fact_leads_to_the_block_that_shows_it(make: Any, read: Any, name: str) -> None:
    document = make.document(name)
    shown = set(read.ids(document.parts[:-1]))
    for row in table(read, document, "annex.fact").rows:
        pages = [span for cell in row.cells for span in cell if span.text.startswith("page:")]
        for span in pages:
            assert span.text == f"page:{span.target}"
            assert span.target in shown
        # Alone, the annex shows no fact elsewhere.
        assert len(pages) == (1 if row.id.endswith(".0") and name != "sources" else 0)


def test_derived_figures_show_their_formula_and_figures_as_stated_do_not(make: Any, read: Any) -> None:
    lines = bullets(read, make.document("upr-record"), "annex.derived.list")
    for words in (
        "24 %: Share of third-cycle recommendations rejected, in percent (our calculation). 100 × 63 ÷ 262",
        "76 %: Share of third-cycle recommendations the DPRK agreed to review, in percent (our calculation). 100 × 199",
        "100 × 50 ÷ 167",
        "100 × 117 ÷ 167",
    ):
        assert any(words in line for line in lines), words
    assert not any(re.search(r"\bst-", line) for line in lines)
    stated = make.composed(make.section("facts", "st-upr3-received"))
    assert bullets(read, stated, "annex.derived.list") == []


def test_the_shares_are_what_their_formulas_give(make: Any, read: Any) -> None:
    shares = [item.id for item in make.library.all("statistic") if isinstance(item, Statistic) and item.formula]
    assert len(shares) == 5
    lines = bullets(read, make.composed(make.section("facts", *shares)), "annex.derived.list")
    for line in lines:
        value, part, whole = re.search(r"^(\d+) %.* 100 × (\d+) ÷ (\d+),", line).groups()  # type: ignore[union-attr]
        assert round(100 * int(part) / int(whole)) == int(value)


def test_our_own_counts_name_what_was_counted(make: Any, read: Any) -> None:
    lines = bullets(read, make.document("security-council"), "annex.derived.list")
    assert any(line.startswith("5: Calendar years without such a Council meeting") for line in lines)
    assert all("Counted: our c" in line for line in lines)


@every_document
def test_forbidden_shares_and_sums_are_nowhere(make: Any, read: Any, name: str) -> None:
    text = read.text(make.document(name, BOTH))
    for forbidden in ("113 of 167", "113 of 435", "113 ÷ 167", "113 ÷ 435", "697", "113 + 199", "312 of"):
        assert forbidden not in text


@every_document
def test_every_known_disagreement_about_a_used_item_is_listed_with_the_sources_words(
    make: Any, read: Any, library: MemoryLibrary, name: str
) -> None:
    document = make.document(name)
    rows = table(read, document, "annex.conflict").rows
    groups = {row.group for row in rows}
    for item_id in listed(read, document):
        item = library.get(item_id)
        assert isinstance(item, Item)
        for conflict_id in item.contested_by:
            conflict = library.get(conflict_id, "conflict")
            assert isinstance(conflict, Conflict)
            assert conflict_id in groups or not conflict.citations
    for row in rows:
        assert all(read.words(cell).strip() for cell in row.cells)


def test_a_flag_in_the_text_has_its_disagreement_in_the_annex(make: Any, read: Any) -> None:
    document = make.composed(make.section("grid", options={"grid": "upr-cycles"}))
    groups = [row.group for row in table(read, document, "annex.conflict").rows]
    assert "cf-03" in groups
    assert groups == sorted(groups), "in order, each together"


def test_a_pack_without_disagreements_has_no_such_heading(make: Any, read: Any) -> None:
    document = make.composed(make.section("facts", "ev-2016-hrc-resolution"))
    titles = [read.words(each.spans) for each in read.nodes(document.parts[-1], Heading)]
    assert "What is missing" in titles
    assert not any("disagree" in title for title in titles)


@pytest.mark.parametrize(
    ("collections", "gap"), [((ARTICLES,), "not in this dataset"), (BOTH, "not in the selected sources")]
)
@every_document
def test_what_no_pack_can_say_is_said_in_every_pack(
    make: Any, read: Any, name: str, collections: tuple[str, ...], gap: str
) -> None:
    lines = bullets(read, make.document(name, collections), "annex.gaps.list")
    assert f"Votes, tallies and modes of adoption: n/d ({gap})." in lines
    assert f"Texts of single recommendations: n/d ({gap})." in lines
    assert len(lines) == len(set(lines))


def test_the_manifest_says_what_the_document_was_made_from(make: Any, read: Any) -> None:
    pack = make.filled("hrc-dialogue", BOTH)
    rows = dict(read.table(table(read, make.document("hrc-dialogue", BOTH), "annex.manifest.table")))
    assert content_hash(pack) in rows["Pack"].replace(" ", "")
    assert rows["Template"] == "hrc-dialogue, version 1"
    assert make.library.fingerprint in rows["Dataset"].replace(" ", "")
    assert "with the later public facts" in rows["Dataset"]
    assert rows["As of"] == "22 November 2026"
    assert rows["Made with"] == "briefpack test"
    alone = dict(read.table(table(read, make.document("hrc-dialogue"), "annex.manifest.table")))
    assert "without the later public facts" in alone["Dataset"]


def test_no_number_of_a_note_stands_in_the_annex(make: Any, read: Any) -> None:
    for name in DOCUMENTS:
        assert not [span for span in read.nodes(make.document(name).parts[-1], Span) if span.note]


QUOTE = "q-2014-10-darusman-welcome"


def labels_of_clipped(make: Any, read: Any, kind: str, *clips: tuple[tuple[int, int], ...]) -> list[str]:
    section = make.section(kind, *[QUOTE] * len(clips))
    entries = [entry.model_copy(update={"clip": clip}) for entry, clip in zip(section.entries, clips, strict=True)]
    return [
        row[0] for row in listed(read, make.composed(section.model_copy(update={"entries": tuple(entries)})))[QUOTE]
    ]


@pytest.mark.parametrize("kind", ["quotes", "facts", "text"])
def test_the_annex_names_a_clipped_quotation_as_it_is_printed(make: Any, read: Any, kind: str) -> None:
    # I welcome these signs of increased engagement by the DPRK with the Human Rights Council and international …
    assert labels_of_clipped(make, read, kind, ((0, 21), (58, 87))) == [
        "“I welcome these signs […] with the Human […]” Marzuki Darusman"
    ]
    assert labels_of_clipped(make, read, kind, ((10, 15), (63, 87))) == [
        "“[…] these […] the Human Rights Council […]” Marzuki Darusman"
    ]
    # Shown whole first, and clipped after that.
    assert labels_of_clipped(make, read, kind, (), ((0, 21),)) == [
        "“I welcome these signs of increased engagement by […]” Marzuki Darusman"
    ]


def test_a_long_quote_is_clipped_in_its_label_and_whole_in_its_passage(make: Any, read: Any) -> None:
    rows = listed(read, make.composed(make.section("quotes", "q-2014-10-darusman-welcome")))
    ((label, _, source, passage),) = rows["q-2014-10-darusman-welcome"]
    assert label == "“I welcome these signs of increased engagement by […]” Marzuki Darusman"
    assert source == "KEI 2019, para. 36"
    assert "I welcome these signs of increased engagement by the DPRK with the Human Rights Council" in passage
