"""A pack as pages after each edit; from the page to the entry and back; words on pages."""

from pathlib import Path

import pypdfium2  # noqa: TID253 - reads what was written
import pytest

from briefpack.app import build
from briefpack.app.preview import CannotShow, Laid, Preview, looks_the_same
from briefpack.pack import edits
from briefpack.pack.packfile import PackFile
from briefpack.pack.snapshot import Carried

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture(scope="module")
def found() -> PackFile:
    return build.opened(SAMPLE)


@pytest.fixture(scope="module")
def evidence(found: PackFile) -> Carried:
    return Carried(found.items)


@pytest.fixture(scope="module")
def preview() -> Preview:
    return Preview()


@pytest.fixture(scope="module")
def laid(preview: Preview, found: PackFile, evidence: Carried) -> Laid:
    return preview.lay_out(found.pack, evidence)


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = "\n".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
    document.close()
    return words


def test_only_the_pages_asked_for_are_written(preview: Preview, laid: Laid) -> None:
    whole = pypdfium2.PdfDocument(preview.whole_pdf(laid))
    assert len(whole) == len(laid.pages.pages)
    words = text(preview.pdf(laid, [2]))
    assert "Bottom line" in words or "BOTTOM LINE" in words
    assert f"2 / {len(laid.pages.pages)}" in words


def test_the_whole_is_what_export_writes(preview: Preview, laid: Laid, found: PackFile) -> None:
    assert preview.whole_pdf(laid) == build.build_pdf(found.pack, found.items).content


def test_an_edit_shows_on_the_page(preview: Preview, found: PackFile, evidence: Carried) -> None:
    after = preview.lay_out(edits.write(found.pack, "e6", "Quite another line."), evidence)
    assert "Quite another line." in text(preview.pdf(after, [2]))


def test_pages_that_an_edit_did_not_reach_look_the_same_but_for_the_footer(
    preview: Preview, found: PackFile, evidence: Carried, laid: Laid
) -> None:
    after = preview.lay_out(edits.write(found.pack, "e11", "Quite another line."), evidence)
    same = [looks_the_same(*pair, furniture=False) for pair in zip(laid.pages.pages, after.pages.pages, strict=True)]
    assert not same[1]
    assert same.count(True) >= len(same) - 4
    # The footer carries the hash of the pack, which every edit changes.
    assert not looks_the_same(laid.pages.pages[2], after.pages.pages[2])
    again = preview.lay_out(found.pack, evidence)
    assert all(looks_the_same(*pair) for pair in zip(laid.pages.pages, again.pages.pages, strict=True))


def test_every_entry_is_found_on_a_page_and_a_click_there_finds_it_again(preview: Preview, laid: Laid) -> None:
    places = preview.places(laid)
    shown = 0
    for section in laid.pack.sections:
        for entry in section.entries:
            boxes = places.boxes(entry.id)
            if not boxes:
                # Events whose date is disputed share the row of the first.
                assert section.kind in {"timeline", "cover"}, entry
                continue
            shown += 1
            box = boxes[0]
            assert places.at(box.page, box.x + min(box.width / 2, 30), box.y + box.height / 2) == entry.id
    assert shown > 60


def test_a_click_on_a_heading_finds_its_section(preview: Preview, laid: Laid) -> None:
    places = preview.places(laid)
    for section in laid.pack.sections:
        place = laid.pages.destinations.get(f"{section.id}.title")
        if place and not section.column:
            assert places.at(place.page, place.x + 5, place.y + 6) == section.id


def test_headings_in_columns_belong_to_their_own_sections(preview: Preview, laid: Laid) -> None:
    places = preview.places(laid)
    box = next(boxes[0] for boxes in preview.find(laid, "If raised"))
    assert places.at(box.page, box.x + 2, box.y + 5) == "s18"
    box = next(boxes[0] for boxes in preview.find(laid, "Five facts"))
    assert places.at(box.page, box.x + 2, box.y + 5) == "s12"


def test_a_passage_in_the_annex_belongs_to_the_entry_that_shows_its_fact(preview: Preview, laid: Laid) -> None:
    place = laid.pages.destinations["annex.fact.ev-2004-sr-mandate.0"]
    entry = preview.places(laid).at(place.page, place.x + 20, place.y + 8)
    held = {entry.id: entry.item for section in laid.pack.sections for entry in section.entries}
    assert held.get(entry) == "ev-2004-sr-mandate"


def test_empty_paper_belongs_to_nobody(preview: Preview, laid: Laid) -> None:
    assert preview.places(laid).at(1, 300, 838) == ""


def test_the_contents_lead_to_their_pages(preview: Preview, laid: Laid) -> None:
    place = laid.pages.destinations["s1.contents"]
    assert preview.places(laid).link_at(place.page, place.x + 20, place.y + 8) in laid.pages.destinations


@pytest.mark.parametrize("query", ["comprehensive", "COMPREHENSIVE", "compréhensive"])
def test_words_are_found_whatever_their_case_and_accents(preview: Preview, laid: Laid, query: str) -> None:
    assert len(preview.find(laid, query)) == len(preview.find(laid, "comprehensive")) > 0


def test_words_are_found_where_pdfium_finds_them(preview: Preview, laid: Laid) -> None:
    """The boxes lie on the words: PDFium reads the same word inside each of them."""
    document = pypdfium2.PdfDocument(preview.whole_pdf(laid))
    hits = preview.find(laid, "mandate")
    assert len(hits) > 10
    for hit in hits:
        (box,) = hit
        page = document[box.page - 1]
        top = page.get_height() - box.y
        words = page.get_textpage().get_text_bounded(box.x - 1, top - box.height - 1, box.x + box.width + 1, top + 1)
        assert "mandate" in words.casefold()


def test_a_part_of_a_word_is_marked_by_the_widths_of_its_letters(preview: Preview, laid: Laid) -> None:
    document = pypdfium2.PdfDocument(preview.whole_pdf(laid))
    for query in ("illi", "ommi", "mandat"):  # narrow, wide, and what stands before narrow marks
        hits = preview.find(laid, query)
        assert hits
        for (box,) in hits:
            page = document[box.page - 1]
            top = page.get_height() - box.y
            words = page.get_textpage().get_text_bounded(box.x - 1, top - box.height, box.x + box.width + 1, top)
            assert query in words.casefold()
            assert len(words.strip()) <= len(query) + 2


def test_words_that_go_over_a_line_have_a_box_on_each(preview: Preview, laid: Laid) -> None:
    hits = preview.find(
        laid, "Tomás Ojea Quintana appointed Special Rapporteur. King dates the first appointment of Tomás"
    )
    assert any(len({round(box.y) for box in hit}) > 1 for hit in hits)


def test_straight_quotes_find_curly_ones(preview: Preview, laid: Laid) -> None:
    assert preview.find(laid, '"While those 63')


def test_nothing_is_found_for_nothing(preview: Preview, laid: Laid) -> None:
    assert preview.find(laid, "  ") == []
    assert preview.find(laid, "xyzzy") == []


def test_a_character_without_a_glyph_names_the_entry(preview: Preview, found: PackFile, evidence: Carried) -> None:
    with pytest.raises(CannotShow, match="No font of briefpack can print") as caught:
        preview.lay_out(edits.write(found.pack, "e11", "A sign: \U00013080"), evidence)
    assert caught.value.entry == "e11"


def test_a_missing_item_names_the_entry(preview: Preview, found: PackFile) -> None:
    gone = Carried([item for item in found.items if item.id != found.pack.sections[4].entries[0].item])
    with pytest.raises(CannotShow, match="no longer exists") as caught:
        preview.lay_out(found.pack, gone)
    assert caught.value.entry == "e13"


def test_after_a_trouble_the_next_good_pack_is_laid_out(preview: Preview, found: PackFile, evidence: Carried) -> None:
    with pytest.raises(CannotShow):
        preview.lay_out(edits.write(found.pack, "e6", "\U00013080"), evidence)
    assert preview.lay_out(found.pack, evidence).pages.pages
