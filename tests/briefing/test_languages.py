"""Packs in another language: nothing that the program adds stays English; what others wrote stays as they wrote it."""

import gettext
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from briefpack.briefing.compose import compose, composed_at
from briefpack.briefing.keeping import Keeper
from briefpack.briefing.locale import age_words, date_words, day_words, number_words
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.sources import ARTICLES, LATER_FACTS
from briefpack.language import ENGLISH, Language
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import retitle_section, set_details
from briefpack.pack.filling import fill
from briefpack.pack.pack import Pack
from briefpack.pack.template import Template, in_language
from briefpack.pseudo import accented, pseudo

QPS = pseudo("qps")
TEMPLATES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "sources", "upr-record")
#: Fields in which people write freely; the others hold ids, dates and terms.
_FREE = {
    "title", "summary", "text", "label", "speaker", "speaker_role", "occasion", "excerpt", "publisher",
    "author", "name", "acronym", "status_word", "qualifier", "not_to_be_read_as", "context", "claimant",
    "verdict_text", "note", "title_supplied", "cite_form", "container", "grade", "independence_group",
    "attributed_to", "translation", "usable_note", "publisher_reasoning", "date_reasoning", "clip", "years",
    "inner_locator", "url", "retrieved",
}  # fmt: skip
#: The dataset's own words, set in another alphabet: what stays in Latin letters is the program's.
_MASK = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "АБЦДЕФГХИЙКЛМНОПЯРСТУВШЪЫЗабцдефгхийклмнопярстувшъыз"
)


def masked(value: Any, free: bool = False) -> Any:
    """The record with all free texts in another alphabet."""
    if isinstance(value, str):
        return value.translate(_MASK) if free else value
    if isinstance(value, BaseModel):
        fields = {name: masked(each, name in _FREE) for name, each in value if each is not None}
        return value.model_copy(update=fields)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(masked(each, free) for each in value)
    return value


@pytest.fixture(scope="module")
def foreign(library: MemoryLibrary) -> MemoryLibrary:
    """The dataset with its words in another alphabet."""
    kinds = ("event", "quote", "statistic", "position", "claim", "document", "grid", "conflict", "source")
    others = ("person", "institution", "mechanism", "recommendation")
    return MemoryLibrary([masked(item) for kind in (*kinds, *others) for item in library.all(kind)], "0" * 64)


def texts(node: Any) -> Iterator[str]:
    """Every text that a reader of the tree may meet: spans, labels and alternative texts, but no ids and styles."""
    if isinstance(node, tuple):
        names = getattr(node, "_fields", None)
        if names is None:
            for each in node:
                yield from texts(each)
            return
        for name, value in zip(names, node, strict=True):
            if isinstance(value, str) and name in _READ:
                yield value
            elif isinstance(value, tuple):
                yield from (text for _, text in value) if name == "legend" else texts(value)


_READ = {
    "text", "label", "alt", "unit", "gap", "hint", "title", "eyebrow", "subject", "head_left", "foot_left",
    "page_of", "note_link", "back_link", "page_link",
}  # fmt: skip
#: Of the program and the formats of its files, in any language; and what is filled in later.
_OWN = re.compile(r"page:[a-z0-9.-]+|[0-9a-f]{8}|\{[a-z]+\}|briefpack test|SHA-256|DPRK|OHCHR|A4|qps")


def english_in(document: Any, pack: Pack) -> list[str]:
    """Words in plain Latin letters that nobody but the program can have put there."""
    found = []
    for text in texts(document):
        bare = _OWN.sub("", text.replace(pack.id, "").replace(pack.template, ""))
        if re.search(r"[A-Za-z]{2,}", bare):
            found.append(text)
    return found


def test_a_word_that_stays_english_is_found(templates: dict[str, Template], foreign: MemoryLibrary) -> None:
    pack = fill(templates["hrc-dialogue"], foreign, "2026-11-22", language=QPS)
    found = english_in(compose(pack, foreign, "briefpack test", ENGLISH), pack)
    assert {"Sources and verification", "Claim (verbatim)", "Finding", "n/d = not in this dataset."} <= set(found)


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_that_the_program_adds_stays_english(
    templates: dict[str, Template], foreign: MemoryLibrary, name: str, later: bool
) -> None:
    collections = (ARTICLES, LATER_FACTS) if later else (ARTICLES,)
    date = "2026-12-01" if later else None
    pack = fill(templates[name], foreign, "2026-11-22", date, collections=collections, language=QPS)
    document = compose(pack, foreign, "briefpack test", QPS)
    assert document.language == pack.language == "qps"
    assert english_in(document, pack) == []


def test_the_words_of_others_stay_as_they_are(make: Any, templates: dict[str, Template]) -> None:
    pack = fill(templates["hrc-dialogue"], make.library, "2026-11-22", language=QPS)
    said = " ".join(texts(compose(pack, make.library, "briefpack test", QPS)))
    for item_id in pack.item_ids():
        quote = make.library.get(item_id, "quote")
        assert quote is None or f"“{quote.text}”" in said


def test_what_a_person_wrote_is_never_translated(make: Any, templates: dict[str, Template]) -> None:
    pack = fill(templates["chronology"], make.library, "2026-11-22")
    section = pack.sections[0]
    pack = retitle_section(set_details(pack, title="Sources and verification"), section.id, "Events")
    said = list(texts(compose(pack, make.library, "briefpack test", QPS)))
    assert {"Sources and verification", "Events"} <= set(said)
    assert accented("Sources and verification") in said, "the annex, which is the program's, is"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_in_english_is_the_template(templates: dict[str, Template], name: str) -> None:
    assert in_language(templates[name], ENGLISH) == templates[name]


def test_sections_are_composed_anew_when_the_words_change(make: Any, templates: dict[str, Template]) -> None:
    pack = fill(templates["one-page-brief"], make.library, "2026-11-22")
    keeper = Keeper()
    for language in (ENGLISH, QPS, ENGLISH):
        kept = composed_at(keeper.desk(pack, make.library, language=language))
        assert kept == compose(pack, make.library, language=language)


class Catalogue(gettext.NullTranslations):
    """A few messages, for languages that order dates in other ways."""

    def __init__(self, **messages: str) -> None:
        super().__init__()
        self._messages = messages

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's own form
        key = re.sub(r"[{}]", "", message).replace("\u00a0", "_").replace(".", "_")
        return self._messages.get(key, message)


_JAPANESE = Language("ja", Catalogue(
    day_month_year="{year}年{month}{day}日", month_year="{year}年{month}", day_month="{month}{day}日", year="{year}年",
    April="4月", February="2月",
))  # fmt: skip
_SPANISH = Language("es", Catalogue(
    day_month_year="{day} de {month} de {year}", month_year="{month} de {year}", April="abril", February="febrero",
    **{"12_345_6": "12.345,6"},
))  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "inferred", "japanese", "spanish"),
    [
        ("2024-04-04", None, (), "2024年4月4日", "4 de abril de 2024"),
        ("2024-04-04", None, ("year",), "[2024年]4月4日", "4 de abril de [2024]"),
        ("2024-04-04", None, ("day", "month"), "2024年[4月4日]", "[4 de abril] de 2024"),
        ("2014-02", None, ("month", "year"), "[2014年2月]", "[febrero de 2014]"),
        ("2014", "2017", (), "2014年–2017年", "2014–2017"),
    ],
)
def test_a_language_orders_its_dates_itself(
    start: str, end: str | None, inferred: tuple[str, ...], japanese: str, spanish: str
) -> None:
    date = fuzzy_date(start, end, inferred=inferred)
    assert date_words(date, language=_JAPANESE) == japanese
    assert date_words(date, language=_SPANISH) == spanish


def test_a_language_has_its_own_signs_in_numbers() -> None:
    assert [number_words(value, _SPANISH) for value in (12345.0, 2.5, 1234)] == ["12.345", "2,5", "1234"]


def test_every_word_for_a_time_is_said() -> None:
    assert not re.search("[A-Za-z]", day_words("2026-11-22", QPS))
    as_of = fuzzy_date("2026-11-22").first_day()
    assert not re.search("[A-Za-z]", age_words(fuzzy_date("2014"), as_of, QPS))


def test_the_pseudo_language_is_longer_and_keeps_values() -> None:
    words = accented("{count} found in <b>{place}</b>.")
    assert "{count}" in words
    assert "<b>{place}</b>" in words
    assert words.endswith(".")
    assert len(words) >= len("{count} found in <b>{place}</b>.") + 3
    assert accented("{first}–{last}") == "{first}–{last}"
    assert pseudo("qps-rtl").say("Open…")[:2] == "\u200f\u2067"
