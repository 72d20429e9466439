"""Citations after the UN Editorial Manual: footnotes, a source for every quotation, paragraphs rather than pages.

What a person inferred about a source stands in square brackets and says so.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefpack.briefing.locale import date_words
from briefpack.briefing.nodes import Note, Span
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.items import Document, Event, Quote, Statistic
from briefpack.evidence.sources import LATER_FACTS, OWN, Citation, Item, Source
from briefpack.library.port import Evidence

_KIND_WORDS = {
    "opinion": "op-ed",
    "news-commentary": "dispatch",
    "oral-statement": "oral statement",
    "analysis": "article",
    "web-page": "page",
}


#: Stands at every fact that the user typed, and at its source: nobody takes it for the dataset's.
OWN_MARK = "†"
OWN_WORDS = f"{OWN_MARK}: added by the maker of this pack, with a source of their own; not part of the dataset."


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


def inner_document(quote: Quote, library: Evidence) -> str:
    """`citing the report of the Special Rapporteur (20 September 2019), para. 60`; "" where the source cites none."""
    document = library.get(quote.document_id, "document") if quote.document_id else None
    if not isinstance(document, Document):
        return ""
    locator = (quote.inner_locator or "").replace("report, paragraph", "para.")
    dated = f" ({date_words_of(document)})" if document.date else " (undated in the source)"
    title = document.title.split(" on the situation")[0]
    title = title[:1].lower() + title[1:]
    article = "" if title.startswith("a ") else "the "
    return f"citing {article}{title}{dated}" + (f", {locator}" if locator else "")


def date_words_of(document: Document) -> str:
    """A document's date at its own precision, bracketed when inferred."""
    parts = ("year", "month", "day") if document.date_basis == "inferred" else ()
    return date_words(fuzzy_date(document.date, basis=document.date_basis, inferred=parts))


def short_name(source: Source, library: Evidence) -> str:
    """`KEI 2019`, `HRW [2019]`, `op-ed [2024]`, `dispatch [2024]`: a source in two words."""
    if source.collection == LATER_FACTS:
        return source.publisher
    date = date_words(source.when, part="year")
    if source.collection == OWN:
        return f"{source.publisher}{' ' if date else ''}{date}{OWN_MARK}"
    if source.kind == "opinion" or source.publisher_basis != "stated":
        name = _KIND_WORDS.get(source.kind, "article")
    else:
        name = _acronym(source.publisher, library) or source.publisher
    return f"{name} {date}" if date else name


def _acronym(name: str, library: Evidence) -> str:
    for item in library.all("institution"):
        if getattr(item, "name", "") == name:
            return getattr(item, "acronym", None) or ""
    return ""


def full_citation(source: Source) -> str:
    """The whole citation without locator, such as a first footnote needs."""
    if source.collection == LATER_FACTS:
        return f"{source.publisher}, web page (later public fact: check the original; its address is in the annex)"
    if source.collection == OWN:
        title = f"“{source.title}”" if source.title else ""
        return ", ".join(part for part in (source.publisher, title, date_words(source.when)) if part) + OWN_MARK
    author = f"{source.author}, " if source.author else ""
    publisher = source.publisher if source.publisher_basis == "stated" else f"[{source.publisher} — publisher inferred]"
    date = date_words(source.when)
    form = source.cite_form or ""
    if source.title is None:
        return f"{author}{publisher}, {form or _untitled(source)} (title not in dataset)"
    title = f"“{source.title}”"
    if source.author:
        home = ", ".join(part for part in (source.container, publisher, date) if part)
        return f"{author}{title}, {home}"
    if source.kind == "opinion":
        return f"{title}, {publisher}, {date} (author not given in the dataset copy)"
    tail = f"{form} {date}".strip() if form else date
    return f"{publisher}, {title}, {tail}"


def _untitled(source: Source) -> str:
    words = (source.title_supplied or "").partition("]")[2].strip()
    kind = _KIND_WORDS.get(source.kind, "text")
    return f"{kind}: {words}" if words else kind


def paragraphs_words(numbers: Sequence[int]) -> str:
    """`para. 38`, `paras. 34 and 35`, `paras. 16, 25 and 43`; "" for none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"para.\u00a0{numbers[0]}"
    return f"paras.\u00a0{', '.join(str(number) for number in numbers[:-1])} and\u00a0{numbers[-1]}"


class Notes:
    """The notes of a document. Within a part, the same citation has one number however often it is used.

    In a part `by_source` a note stands for its sources and gathers the paragraphs of all its uses: fewer notes, for a
    single sheet.
    """

    def __init__(self, library: Evidence) -> None:
        self._library = library
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
            full = "; ".join(self._first(place, part, named) for place in places) + "."
            short = "; ".join(self._short(place) for place in places) + "."
            notes.append(Note(number, (Span(full),), (Span(short),)))
        return tuple(notes)

    def _first(self, place: Place, part: int, named: set[tuple[int, str]]) -> str:
        if (part, place.source_id) in named:
            return self._short(place)
        named.add((part, place.source_id))
        source = self._source(place.source_id)
        paragraphs = paragraphs_words(place.paragraphs)
        stored = f", {paragraphs} of the article as stored" if paragraphs else ""
        return f"{full_citation(source)}{stored}{', ' + place.inside if place.inside else ''}"

    def _short(self, place: Place) -> str:
        name = short_name(self._source(place.source_id), self._library)
        paragraphs = paragraphs_words(place.paragraphs)
        return f"{name}{', ' + paragraphs if paragraphs else ''}{', ' + place.inside if place.inside else ''}"

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
            return f"“{item.text}”"
        case Statistic():
            return item.label
        case _:
            return str(getattr(item, "title", None) or getattr(item, "text", None) or getattr(item, "name", item.id))
