"""Packs in each of the eight languages: whole files, heard as composed, nothing English left but the evidence."""

import re
import unicodedata
from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from tests.pdf.gate import CHECKERS, QUICK, faults
from tests.samples.conftest import TEMPLATES
from tests.samples.test_copied_text import differences
from tests.samples.test_read_aloud import composed, needs_poppler, poppler, spoken

from briefpack.app.build import blocks_in
from briefpack.app.languages import language_of
from briefpack.briefing.locale import age_words, day_words, number_words
from briefpack.briefing.nodes import Span
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.items import Quote
from briefpack.language import NAMES
from briefpack.layout.fonts import FontSet

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

TRANSLATED = tuple(tag for tag in NAMES if tag != "en")
#: The shortest template in each language, and each template in one: the others in the long run.
FEW = [
    *[("one-page-brief", tag) for tag in TRANSLATED],
    *zip(TEMPLATES[1:], ("ar", "ja", "fr", "ru", "ko"), strict=True),
]
ALL = [(name, tag) for name in TEMPLATES for tag in NAMES]
every = pytest.mark.parametrize(
    ("name", "tag"), [*FEW, *[pytest.param(*each, marks=pytest.mark.long) for each in ALL if each not in FEW]]
)


@pytest.fixture(params=["a4", pytest.param("letter", marks=pytest.mark.long)])
def document(request: pytest.FixtureRequest, press: "Press", all_fonts: FontSet, name: str, tag: str) -> "Document":
    return press.document(name, language=tag, fonts=all_fonts, paper=request.param)


def plain(text: str) -> str:
    """Text without white space, vowel marks and controls of direction, in its usual letters."""
    text = unicodedata.normalize("NFKC", text)
    return "".join([char for char in text if unicodedata.category(char) not in {"Mn", "Cf"} and not char.isspace()])


@every
def test_the_file_passes_the_gate(document: "Document", request: pytest.FixtureRequest) -> None:
    long = request.node.get_closest_marker("long") is not None
    assert faults(document.content, tuple(CHECKERS) if long else QUICK) == []
    assert str(document.pdf.Root.Lang) == document.pack.language


@every
def test_it_is_heard_as_it_was_composed(document: "Document") -> None:
    assert plain(" ".join(spoken(document))) == plain(" ".join(composed(document)))


@needs_poppler
@every
def test_it_is_copied_in_order(document: "Document", tag: str) -> None:
    if tag == "ar":
        pytest.skip("poppler and pdfium order words of two directions in a line each in their own way")
    copied = copy(document)
    copied.__dict__["raw_pages"] = tuple(poppler(document.content, "pdftotext", "-raw").split("\f")[:-1])
    # Lines of Chinese and Japanese end inside words, so that spaces tell nothing there.
    assert [each for each in differences(copied) if " space " not in each] == []


@every
def test_everything_stands_on_its_page(document: "Document", all_fonts: FontSet) -> None:
    fonts = all_fonts.in_language(document.pack.language)
    for page in document.pages.pages:
        for placed in (*page.body, *page.notes, *page.furniture):
            for run in placed.strip.runs:
                words = sum(word.width for word in run.words) + fonts[run.face].space.width * (len(run.words) - 1)
                right = placed.x + run.x + words * run.size / 1000
                assert placed.x + run.x > 20, (page.number, [word.text for word in run.words])
                assert right < page.width - 20, (page.number, [word.text for word in run.words])
            assert placed.y + placed.strip.height <= page.height


@every
def test_it_keeps_to_its_pages_or_the_adviser_says_so(document: "Document") -> None:
    limit = document.pack.max_pages
    if limit is None:
        return
    found = blocks_in(document.made, document.briefing, document.pages)
    assert (document.before_annex > limit) == ("R50" in {each.rule for each in found})
    assert document.before_annex <= limit


def spans(node: Any) -> Iterator[Span]:
    """Every span of a tree."""
    if isinstance(node, Span):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from spans(each)


def own_words(document: "Document") -> str:
    """What is said in the pack's own language, a line a span."""
    return "\n".join([span.text for span in spans(document.briefing) if not span.lang])


@cache
def catalogue(root: Path, tag: str) -> Catalog:
    with (root / "resources" / "i18n" / tag / "LC_MESSAGES" / "pack.po").open("rb") as file:
        return read_po(file, locale=tag)


#: Names of files, formats and places in an article, in any language; acronyms; the pack's own hash.
_NAMES = re.compile(r"page:[a-z0-9.-]+|briefpack [\d.]+|[0-9a-f]{6,}|\b[A-Z]{2,5}\b|\bPoE\b")


@every
def test_no_word_of_the_program_stays_english(document: "Document", root: Path, tag: str) -> None:
    said = own_words(document)
    if tag == "en":
        return
    fixed = [message.id for message in catalogue(root, tag) if isinstance(message.id, str) and message.id]
    long = [piece.strip() for each in fixed for piece in re.split(r"\{\w+\}", each) if len(piece.strip()) > 11]
    same = {str(message.string) for message in catalogue(root, tag)}
    left = [piece for piece in long if piece in said and not any(piece in each for each in same)]
    assert left == []


@every
def test_where_letters_tell_no_english_word_is_taken_for_another_language(
    document: "Document", root: Path, tag: str
) -> None:
    if tag in {"en", "fr", "es"}:
        return
    said = own_words(document)
    for known in (document.pack.id, document.pack.template, document.pack.language):
        said = said.replace(known, "")
    # Some terms are given in English too, as United Nations documents do.
    meant = set(re.findall(r"[A-Za-z]{2,}", " ".join(str(message.string) for message in catalogue(root, tag))))
    assert set(re.findall(r"[A-Za-z]{2,}", _NAMES.sub("", said))) - meant == set()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_words_of_the_evidence_say_that_they_are_english(press: "Press", all_fonts: FontSet, tag: str) -> None:
    document = press.document("hrc-dialogue", language=tag, fonts=all_fonts)
    english = "".join([f"\n{span.text}" for span in spans(document.briefing) if span.lang == "en"])
    for item_id in document.pack.item_ids():
        item = document.items.get(item_id)
        if isinstance(item, Quote):
            assert f"“{item.text}”" in english
    assert "Human Rights Council adopts resolution on North Korea." in english


DATES = {
    "en": ("22 November 2026", "12 345", "2.5", "7 years ago"),
    "fr": ("22 novembre 2026", "12 345", "2,5", "il y a 7 ans"),
    "es": ("22 de noviembre de 2026", "12 345", "2,5", "hace 7 años"),
    "ru": ("22 ноября 2026", "12 345", "2,5", "7 лет назад"),
    "ar": ("22 تشرين الثاني/نوفمبر 2026", "12 345", "2,5", "قبل 7 سنوات"),
    "zh": ("2026年11月22日", "12 345", "2.5", "7年前"),
    "ko": ("2026년 11월 22일", "12,345", "2.5", "7년 전"),
    "ja": ("2026年11月22日", "12,345", "2.5", "7年前"),
}


@pytest.mark.parametrize("tag", NAMES)
def test_dates_numbers_and_ages_are_those_of_the_language(tag: str) -> None:
    language = language_of(tag)
    day = day_words("2026-11-22", language)
    age = age_words(fuzzy_date("2019"), fuzzy_date("2026-11-22").first_day(), language)
    said = (day, number_words(12345, language), number_words(2.5, language), age)
    # Whatever space it is: none of them breaks a line.
    assert all(" " not in each.replace("il y a ", "").replace("hace ", "") for each in said[1:3])
    assert tuple(unicodedata.normalize("NFKC", each) for each in said) == DATES[tag]


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("fr", 2), ("es", 2), ("ru", 3), ("ar", 6), ("zh", 1), ("ko", 1), ("ja", 1)],
)
def test_plurals_have_the_forms_of_the_language(tag: str, forms: int) -> None:
    language = language_of(tag)
    said = [language.say_many("{count} quote", "{count} quotes", count) for count in (0, 1, 2, 3, 11, 100, 5, 21)]
    bare = {re.sub(r"\d+|\s", "", each) for each in said}
    assert 1 <= len(bare) <= forms
    assert len(bare) > 1 or forms == 1
