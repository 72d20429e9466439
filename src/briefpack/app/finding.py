"""Finding evidence for a pack: what is asked, said in words; what a reader must know of each item found."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import Any, NamedTuple

from briefpack.app.terms import kind_word, term_words
from briefpack.briefing.citations import is_marked, short_name
from briefpack.briefing.desk import FLAGGED_KINDS
from briefpack.briefing.locale import date_words
from briefpack.evidence.dates import DateError, FuzzyDate, parse_moment
from briefpack.evidence.items import AnyItem, Claim, Conflict, Position, Quote, Statistic
from briefpack.evidence.sources import OWN, Item, Source
from briefpack.language import say, spoken
from briefpack.library.contents import names_of
from briefpack.library.port import Evidence, Library
from briefpack.library.query import FACETS, Query
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import cited_in

#: The kinds that a section of a pack can show, in the order in which they are offered. Persons, organs and sources are
#: filters; disagreements stand beside what they concern.
ADDABLE = ("event", "quote", "statistic", "recommendation", "claim", "position")
#: From so many years on an item that says how things are is called old.
OLD_YEARS = 5
_FILTERS = ("kinds", "mechanisms", "topics", "actors", "sources", "usable_publicly", "date_from", "date_to")


class Names:
    """The values of filters in words."""

    def __init__(self, library: Evidence) -> None:
        self._library = library
        self._known: dict[tuple[str, str], str] = {}

    def of(self, facet: str, value: str) -> str:
        """The words for one value of a facet; an unknown id stands for itself."""
        if facet == "kind":
            return kind_word(value, many=True)
        if facet == "actor":
            return self.actor(value)
        if facet == "source":
            return self.source(value)
        return term_words(facet, value)

    def actor(self, actor_id: str) -> str:
        """The name of a person or organ; a sealed person has a role for a name."""
        return self._kept("actor", actor_id, self._name)

    def source(self, source_id: str) -> str:
        """A source in two words."""
        return self._kept("source", source_id, self._short)

    def _kept(self, kind: str, item_id: str, find: Callable[[str], str]) -> str:
        # Asked again with every letter typed, while the library may be busy searching.
        key = (kind, item_id)
        if key not in self._known:
            self._known[key] = find(item_id)
        return self._known[key]

    def _name(self, actor_id: str) -> str:
        found = self._library.get(actor_id)
        names = names_of(found) if found else ()
        return names[0] if names else actor_id

    def _short(self, source_id: str) -> str:
        found = self._library.get(source_id, "source")
        return short_name(found, self._library, language=spoken()) if isinstance(found, Source) else source_id


def asked(query: Query, pack: Pack) -> Query:
    """What the library is asked: only what a pack can hold, from the collections it has on and from one's own facts."""
    kinds = query.kinds or ADDABLE
    return replace(query, kinds=kinds, collections=tuple(dict.fromkeys((*pack.collections, OWN))))


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with one value of a facet taken in, or out if it was in."""
    field = FACETS[facet]
    chosen: tuple[str, ...] = getattr(query, field)
    others = tuple(other for other in chosen if other != value)
    return _with(query, {field: others if value in chosen else (*chosen, value)})


def dated(query: Query, first: str, last: str) -> Query:
    """The query limited to these days; each 2014, 2014-02, 2014-02-17 or "". Raises DateError, also for an end before
    the start."""
    first, last = first.strip(), last.strip()
    if first and last and parse_moment(last).last_day() < parse_moment(first).first_day():
        raise DateError(say("{last} lies before {first}", first=first, last=last))
    return replace(query, date_from=first, date_to=last)


def cleared(query: Query) -> Query:
    """The same words without any filter."""
    return Query(text=query.text)


class Value(NamedTuple):
    """A value of a facet with its words, how many items it would give, and whether it is chosen."""

    value: str
    words: str
    gives: int
    chosen: bool


class Active(NamedTuple):
    """A filter in use: its facet ("date" for the days), its value and its words."""

    facet: str
    value: str
    words: str


def active(query: Query, names: Names) -> tuple[Active, ...]:
    """The filters in use, those of kind left out: their chips show it themselves."""
    found = [
        Active(facet, value, names.of(facet, value))
        for facet, field in FACETS.items()
        if facet not in ("kind", "collection")
        for value in getattr(query, field)
    ]
    if words := period(query):
        found.append(Active("date", "", words))
    return tuple(found)


def filtered(query: Query) -> bool:
    """True when anything but words limits what is found."""
    return any(getattr(query, field) for field in _FILTERS)


def period(query: Query) -> str:
    """`2014 – 2025`, `from 2014`, `to 2025`; "" without a limit."""
    first, last = (_day(text) for text in (query.date_from, query.date_to))
    if first and last:
        return first if first == last else say("{first} – {last}", first=first, last=last)
    if first:
        return say("from {first}", first=first)
    return say("to {last}", last=last) if last else ""


def stated(query: Query, names: Names) -> str:
    """The filters in one sentence; "" when there are none."""
    clauses = [_clause(facet, [names.of(facet, value) for value in getattr(query, FACETS[facet])]) for facet in _SAID]
    if words := period(query):
        clauses.append(say("dated {period}", period=words))
    said = [clause for clause in clauses if clause]
    return say("Only {clauses}.", clauses="; ".join(said)) if said else ""


_SAID = ("kind", "mechanism", "topic", "actor", "source", "usable_publicly")


def _clause(facet: str, words: list[str]) -> str:
    if not words:
        return ""
    listed = say("{first} or {last}", first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else words[0]
    plain = listed[:1].lower() + listed[1:]
    said = {
        "mechanism": say("on the mechanism {names}", names=listed),
        "topic": say("on the theme {names}", names=listed),
        "actor": say("said or done by, or about, {names}", names=listed),
        "source": say("from {names}", names=listed),
    }
    return said.get(facet, listed.casefold() if facet == "kind" else plain)


def _day(text: str) -> str:
    return date_words(FuzzyDate(parse_moment(text)), language=spoken()) if text else ""


def _with(query: Query, changes: dict[str, Any]) -> Query:
    return replace(query, **changes)


class SavedSearch(NamedTuple):
    """Words and filters under a name of the user's."""

    name: str
    query: Query


def saved_text(searches: Iterable[SavedSearch]) -> str:
    """Saved searches as text for the settings."""
    rows = [{"name": name, **_fields(query)} for name, query in searches]
    return json.dumps(rows, ensure_ascii=False)


def saved_from(text: str) -> tuple[SavedSearch, ...]:
    """Saved searches from the settings; what cannot be read any more is left out."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return ()
    found = (_saved(row) for row in rows) if isinstance(rows, list) else ()
    return tuple(search for search in found if search)


def _fields(query: Query) -> dict[str, Any]:
    fields = {name: getattr(query, name) for name in ("text", *_FILTERS)}
    return {name: value for name, value in fields.items() if value}


def _saved(row: Any) -> SavedSearch | None:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        return None
    fields = {name: _field(row[name]) for name in ("text", *_FILTERS) if name in row}
    if any(type(value) is not type(getattr(_EMPTY, name)) for name, value in fields.items()):
        return None
    try:
        return SavedSearch(row["name"], _with(_EMPTY, fields))
    except ValueError:
        return None


def _field(value: Any) -> Any:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else value


_EMPTY = Query()


class Badges(NamedTuple):
    """What a reader must know of an item at a glance. `years`: how old, where that matters, else 0; `mark`: † or ‡."""

    verbatim: bool = False
    sum_holds: bool = False
    disputed: bool = False
    years: int = 0
    mark: str = ""


def badges(item: AnyItem, library: Evidence, as_of: Day) -> Badges:
    """The badges of an item; none for what is no item of evidence."""
    if not isinstance(item, Item):
        return Badges()
    return Badges(
        is_verbatim(item), sum_holds(item, library), is_disputed(item, library), years_old(item, as_of), is_marked(item)
    )


def is_verbatim(item: AnyItem) -> bool:
    """True when the words stand, character for character, in a passage that is stored with the item."""
    if not isinstance(item, Quote | Claim) or (isinstance(item, Claim) and not item.verbatim):
        return False
    return any(item.text in (citation.excerpt or "") for citation in item.citations)


def sum_holds(item: AnyItem, library: Evidence) -> bool:
    """True for a figure whose parts are all known and add up to it."""
    if not isinstance(item, Statistic) or not item.parts:
        return False
    parts = [library.get(part, "statistic") for part in item.parts]
    values = [part.value for part in parts if isinstance(part, Statistic) and part.unit == item.unit]
    return len(values) == len(item.parts) and sum(values) == item.value


def is_disputed(item: Item, library: Evidence) -> bool:
    """True where print would show ⚑."""
    found = (library.get(conflict_id, "conflict") for conflict_id in item.contested_by)
    return any(isinstance(conflict, Conflict) and conflict.kind in FLAGGED_KINDS for conflict in found)


def years_old(item: Item, as_of: Day) -> int:
    """Full years since the latest day it can mean, from OLD_YEARS on, for what may have changed since: figures, words,
    positions and claims. An event stays what it was: 0."""
    if not isinstance(item, Quote | Statistic | Position | Claim) or not item.when.known:
        return 0
    moment = item.when.end or item.when.start
    last = item.when.last_day()
    if moment is None or last > as_of:
        return 0
    years = as_of.year - last.year
    if moment.precision != "year":
        years -= (as_of.month, as_of.day) < (last.month, last.day)
    return years if years >= OLD_YEARS else 0


def unshowable_words(library: Library) -> tuple[str, ...]:
    """Words that are shown only to those who ask for them: passages that hold them are not shown in passing."""
    kept = Query(kinds=("quote",), usable_publicly=_UNSHOWABLE, collections=(), limit=_MOST_UNSHOWABLE)
    found = (library.get(item_id, "quote") for item_id in library.search(kept).ids)
    return tuple(quote.text for quote in found if isinstance(quote, Quote))


_UNSHOWABLE = ("background-only", "no")
_MOST_UNSHOWABLE = 1_000


class Use(NamedTuple):
    """Where a pack shows or cites an item."""

    section_id: str
    entry_id: str
    title: str
    cited: bool = False


def uses(pack: Pack, item_id: str) -> tuple[Use, ...]:
    """Every entry that shows the item or cites it in own text, in the pack's order."""
    return tuple(use for used_id, use in _all_uses(pack) if used_id == item_id)


def used(pack: Pack) -> frozenset[str]:
    """The ids of all items that a pack shows or cites."""
    return frozenset(item_id for item_id, _ in _all_uses(pack))


def _all_uses(pack: Pack) -> Sequence[tuple[str, Use]]:
    found: list[tuple[str, Use]] = []
    for section in pack.sections:
        title = section.title or term_words("", section.key)
        for entry in section.entries:
            if entry.item:
                found.append((entry.item, Use(section.id, entry.id, title)))
            found.extend((item_id, Use(section.id, entry.id, title, cited=True)) for item_id in cited_in(entry.text))
    return found
