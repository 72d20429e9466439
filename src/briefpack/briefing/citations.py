"""Citations after the UN Editorial Manual: footnotes, a source for every quotation, paragraphs rather than pages.

What a person inferred about a source stands in square brackets and says so.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefpack.briefing.locale import clauses, date_words, in_list, listed, stopped
from briefpack.briefing.nodes import Note, Span
from briefpack.briefing.quoting import quoted
from briefpack.briefing.terms import source_kind_words
from briefpack.briefing.theirs import theirs, told_apart
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.items import Document, Event, Quote, Statistic
from briefpack.evidence.sources import LATER_FACTS, OWN, Citation, Item, Source
from briefpack.language import ENGLISH, Language, to_say
from briefpack.library.port import Evidence

#: Stands at every fact that the user typed, and at its source: nobody takes it for the dataset's.
OWN_MARK = "†"
OWN_WORDS = to_say("†: added by the maker of this pack, with a source of their own; not part of the dataset.")


class Place(NamedTuple):
    """A source and the paragraphs of it that stand behind a sentence; `inside` is the document it quotes there."""

    source_id: str
    paragraphs: tuple[int, ...] = ()
    inside: str = ""


def places_of(item: Item, inside: str = "") -> tuple[Place, ...]:
    """Where an item stands: one place a source, in the order of its citations."""
    found: dict[str, list[int]] = {}
    for citation in item.citations:
        paragraphs = found.setdefault(citation.source_id, [])
        if citation.locator and citation.locator not in paragraphs:
            paragraphs.append(citation.locator)
    return tuple(Place(source_id, tuple(sorted(numbers)), inside) for source_id, numbers in found.items())


def merged(places: Iterable[Place]) -> tuple[Place, ...]:
    """One place for each source and document inside it, with all their paragraphs, in order of first mention."""
    found: dict[tuple[str, str], set[int]] = {}
    for place in places:
        found.setdefault((place.source_id, place.inside), set()).update(place.paragraphs)
    return tuple(Place(source, tuple(sorted(numbers)), inside) for (source, inside), numbers in found.items())


def inner_document(quote: Quote, library: Evidence, language: Language = ENGLISH) -> str:
    """`citing the report of the Special Rapporteur (20 September 2019), para. 60`; "" where the source cites none."""
    document = library.get(quote.document_id, "document") if quote.document_id else None
    if not isinstance(document, Document):
        return ""
    title = document.title.split(" on the situation")[0]
    title = title[:1].lower() + title[1:]
    # The dataset's titles are English: “a letter to …” has its article already.
    whole = title.startswith("a ")
    title = theirs(title, language)
    if document.date:
        words = language.say("{title} ({date})", title=title, date=date_words_of(document, language))
    else:
        words = language.say("{title} (undated in the source)", title=title)
    message = to_say("citing {document}") if whole else to_say("citing the {document}")
    cited = language.say(message, document=words)
    locator = (quote.inner_locator or "").replace("report, paragraph", language.say("para."))
    return in_list((cited, locator), language)


def date_words_of(document: Document, language: Language = ENGLISH) -> str:
    """A document's date at its own precision, bracketed when inferred."""
    parts = ("year", "month", "day") if document.date_basis == "inferred" else ()
    date = fuzzy_date(document.date, basis=document.date_basis, inferred=parts)
    return date_words(date, language=language)


def short_name(source: Source, library: Evidence, language: Language = ENGLISH) -> str:
    """`KEI 2019`, `HRW [2019]`, `op-ed [2024]`, `dispatch [2024]`: a source in two words."""
    if source.collection == LATER_FACTS:
        return theirs(source.publisher, language)
    date = date_words(source.when, part="year", language=language)
    if source.collection == OWN:
        return f"{_dated(source.publisher, date, language)}{OWN_MARK}"
    if source.kind == "opinion" or source.publisher_basis != "stated":
        name = source_kind_words(source.kind, language) or source_kind_words("analysis", language)
    else:
        name = theirs(_acronym(source.publisher, library) or source.publisher, language)
    return _dated(name, date, language)


def _dated(name: str, date: str, language: Language) -> str:
    return language.say_as("a source and its year", "{name} {year}", name=name, year=date) if date else name


def _acronym(name: str, library: Evidence) -> str:
    for item in library.all("institution"):
        if getattr(item, "name", "") == name:
            return getattr(item, "acronym", None) or ""
    return ""


def full_citation(source: Source, language: Language = ENGLISH) -> str:
    """The whole citation without locator, such as a first footnote needs."""
    if source.collection == LATER_FACTS:
        return language.say(
            "{publisher}, web page (later public fact: check the original; its address is in the annex)",
            publisher=theirs(source.publisher, language),
        )
    date = date_words(source.when, language=language)
    if source.collection == OWN:
        title = quoted(source.title) if source.title else ""
        return in_list((source.publisher, title, date), language) + OWN_MARK
    title = theirs(quoted(source.title), language) if source.title else ""
    author, container, form = (
        theirs(words or "", language) for words in (source.author, source.container, source.cite_form)
    )
    publisher = theirs(source.publisher, language)
    if source.publisher_basis != "stated":
        publisher = language.say("[{publisher} — publisher inferred]", publisher=publisher)
    if source.title is None:
        cited = in_list((author, publisher, form or _untitled(source, language)), language)
        return language.say("{citation} (title not in dataset)", citation=cited)
    if source.author:
        return in_list((author, title, container, publisher, date), language)
    if source.kind == "opinion":
        cited = in_list((title, publisher, date), language)
        return language.say("{citation} (author not given in the dataset copy)", citation=cited)
    return in_list((publisher, title, f"{form} {date}".strip()), language)


def _untitled(source: Source, language: Language) -> str:
    words = (source.title_supplied or "").partition("]")[2].strip()
    kind = source_kind_words(source.kind, language) or language.say("text")
    return language.say("{kind}: {title}", kind=kind, title=theirs(words, language)) if words else kind


def paragraphs_words(numbers: Sequence[int], language: Language = ENGLISH) -> str:
    """`para. 38`, `paras. 34 and 35`, `paras. 16, 25 and 43`; "" for none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return language.say("para.\u00a0{number}", number=numbers[0])
    return language.say("paras.\u00a0{numbers}", numbers=listed([str(each) for each in numbers], "and_", language))


def standing(name: str, paragraphs: Sequence[int], language: Language = ENGLISH) -> str:
    """A source with the paragraphs in which something stands: `KEI 2019, para. 38`."""
    return in_list((name, paragraphs_words(paragraphs, language)), language)


class Notes:
    """The notes of a document. Within a part, the same citation has one number however often it is used.

    In a part `by_source` a note stands for its sources and gathers the paragraphs of all its uses: fewer notes, for a
    single sheet.
    """

    def __init__(self, library: Evidence, language: Language = ENGLISH) -> None:
        self._library = library
        self._language = language
        self._places: list[tuple[Place, ...]] = []
        self._parts: list[int] = []
        self._numbers: dict[object, int] = {}
        self._part = 0
        self.by_source = False

    def start_part(self, by_source: bool = False) -> None:
        """From here on every source is cited in full again: a reader may get this part alone."""
        self._numbers.clear()
        self._part += 1
        self.by_source = by_source

    def number(self, places: Iterable[Place]) -> int:
        """The number of the note for these places; 0 when there are none."""
        found = merged(place._replace(inside="") for place in places) if self.by_source else merged(places)
        if not found:
            return 0
        key: object = tuple(place.source_id for place in found) if self.by_source else found
        number = self._numbers.get(key)
        if number is None:
            self._places.append(found)
            self._parts.append(self._part)
            number = self._numbers[key] = len(self._places)
        elif self.by_source:
            self._places[number - 1] = merged([*self._places[number - 1], *found])
        return number

    def all(self) -> tuple[Note, ...]:
        """Every note so far, from 1."""
        named: set[tuple[int, str]] = set()
        notes = []
        for number, (part, places) in enumerate(zip(self._parts, self._places, strict=True), 1):
            full = stopped(
                clauses([self._first(place, part, named) for place in places], self._language), self._language
            )
            short = stopped(clauses([self._short(place) for place in places], self._language), self._language)
            notes.append(told_apart(Note(number, (Span(full),), (Span(short),)), self._language))
        return tuple(notes)

    def _first(self, place: Place, part: int, named: set[tuple[int, str]]) -> str:
        if (part, place.source_id) in named:
            return self._short(place)
        named.add((part, place.source_id))
        language = self._language
        stored = paragraphs_words(place.paragraphs, language)
        if stored:
            stored = language.say("{paragraphs} of the article as stored", paragraphs=stored)
        return in_list((full_citation(self._source(place.source_id), language), stored, place.inside), language)

    def _short(self, place: Place) -> str:
        name = short_name(self._source(place.source_id), self._library, self._language)
        return in_list((name, paragraphs_words(place.paragraphs, self._language), place.inside), self._language)

    def _source(self, source_id: str) -> Source:
        source = self._library.get(source_id, "source")
        if not isinstance(source, Source):
            raise KeyError(source_id)
        return source


def is_marked(item: Item) -> str:
    """The mark that an item carries in print: ‡ for the second collection, † for a user's own fact, else ""."""
    if item.origin == "user" or item.collection == OWN:
        return OWN_MARK
    return "‡" if item.collection == LATER_FACTS else ""


def passages(item: Item) -> tuple[Citation, ...]:
    """The passages behind an item, each once, in source order."""
    return tuple(dict.fromkeys(item.citations))


def title_of(item: Item) -> str:
    """What an item is called in a list: its title, label or words."""
    match item:
        case Event():
            return item.title
        case Quote():
            return quoted(item.text)
        case Statistic():
            return item.label
        case _:
            return str(getattr(item, "title", None) or getattr(item, "text", None) or getattr(item, "name", item.id))
