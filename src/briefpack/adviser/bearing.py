"""What evidence bears out: the words, figures, dates and actors of the items that a sentence cites."""

import re
from collections.abc import Iterable, Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.sentences import dates, figures
from briefpack.evidence.dates import FuzzyDate, Moment, fuzzy_date
from briefpack.evidence.items import Claim, Document, Event, Position, Quote, Recommendation, Statistic, when
from briefpack.evidence.sources import Item, Record

#: The record of which body a mechanism is the work of.
_BODY_OF = {
    "human-rights-council": ("hrc",),
    "security-council": ("unsc",),
    "general-assembly": ("unga", "third-committee"),
    "upr": ("hrc",),
    "special-rapporteur": ("hrc",),
    "commission-of-inquiry": ("hrc",),
    "panel-of-experts": ("unsc",),
}
_OWN_FIELDS = frozenset(("notes", "outside_knowledge", "id", "collection", "origin", "marking", "contested_by"))
#: Where an item says what it is about; not who reported it and when.
_CONTENT = (
    "title",
    "summary",
    "label",
    "text",
    "occasion",
    "context",
    "period",
    "outcome",
    "verdict_text",
    "rationale",
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[,\u00a0\u202f ]\d{3})*(?:\.\d+)?")


def sayings(case: Case, item: Item) -> tuple[str, ...]:
    """Words that may stand in quotation marks: what was said, passages, the source's own terms, and titles."""
    return tuple(dict.fromkeys(text for text in _sayings(case, item) if text))


def _sayings(case: Case, item: Item) -> Iterator[str]:
    match item:
        case Quote():
            yield from (item.text, item.translation or "")
        case Claim(verbatim=True) | Recommendation():
            yield item.text
        case Statistic():
            yield item.status_word or ""
        case Event():
            yield from (word.word for word in item.procedure_words)
        case Document():
            yield item.title
    for other in related(case, item):
        if isinstance(other, Quote):
            yield other.text
    yield from (citation.excerpt or "" for citation in item.citations)
    yield from (source.title or "" for source in case.sources_of(item))


def related(case: Case, item: Item) -> tuple[Item, ...]:
    """The items that an item is the sum of: the quotations of a claim or position, the whole and parts of a figure."""
    ids: tuple[str | None, ...] = ()
    match item:
        case Claim():
            ids = item.quote_ids
        case Position():
            ids = item.related
        case Statistic():
            ids = (item.population.id, *item.parts)
        case Quote():
            ids = (item.variant_of, item.document_id)
    found = (case.evidence.get(item_id) for item_id in ids if item_id)
    return tuple(other for other in found if isinstance(other, Item))


def told(case: Case, item: Item) -> str:
    """All that an item and its sources say, for people to read, in one text."""
    words = [*sayings(case, item), *_strings(item)]
    words += [f"{source.author or ''} {source.publisher}" for source in case.sources_of(item)]
    return "\n".join(words)


def _content(case: Case, item: Item) -> str:
    titles = {source.title for source in case.sources_of(item)}
    own = (getattr(item, name, None) or "" for name in _CONTENT)
    return "\n".join([*(words for words in sayings(case, item) if words not in titles), *own])


def values(case: Case, items: Iterable[Item]) -> frozenset[float]:
    """The numbers that items give, in digits or words."""
    items = tuple(items)
    found = set(counts(case, items))
    for item in items:
        text = _content(case, item)
        found.update(figure.value for figure in figures(text))
        found.update(float(re.sub(r"[,\s]", "", match[0])) for match in _NUMBER.finditer(text))
    return frozenset(found)


def counts(case: Case, items: Iterable[Item]) -> frozenset[float]:
    """The values of the figures among items, of their wholes and their parts."""
    every = [each for item in items for each in (item, *related(case, item))]
    return frozenset(float(each.value) for each in every if isinstance(each, Statistic))


def times(case: Case, items: Iterable[Item], published: bool = False) -> tuple[FuzzyDate, ...]:
    """The dates that items and their passages give; with `published` those of their sources too."""
    found: dict[FuzzyDate, None] = {}
    for item in items:
        for each in (item, *related(case, item)):
            found[when(each)] = None
        if isinstance(item, Event):
            found.update(dict.fromkeys(FuzzyDate(other) for other in item.when.others))
        if isinstance(item, Quote):
            found.update(dict.fromkeys(fuzzy_date(text) for text in (item.not_before, item.not_after) if text))
        if published or not when(item).known:
            found.update(dict.fromkeys(source.when for source in case.sources_of(item)))
        found.update({FuzzyDate(each.moment): None for each in dates(_content(case, item))})
    return tuple(date for date in found if date.known)


def bears_out(known: Iterable[FuzzyDate], moment: Moment) -> bool:
    """Whether one of the dates can be the one written: they agree as far as both are precise, or it lies within."""
    return any(date.first_day() <= moment.last_day() and moment.first_day() <= date.last_day() for date in known)


def actors(case: Case, items: Iterable[Item]) -> frozenset[str]:
    """The ids of the actors, bodies and sources that items name in any of their fields."""
    found: set[str] = set()
    for item in items:
        for each in (item, *related(case, item)):
            for text in _strings(each):
                found.add(text)
                found.update(_BODY_OF.get(text, ()))
    return frozenset(found)


def _strings(value: object) -> Iterator[str]:
    """The texts in a record's fields, editors' remarks apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name, field in value:
            if name not in _OWN_FIELDS:
                yield from _strings(field)
    elif isinstance(value, dict):
        for key, field in value.items():
            yield from _strings(key)
            yield from _strings(field)
    elif isinstance(value, tuple | list):
        for field in value:
            yield from _strings(field)
