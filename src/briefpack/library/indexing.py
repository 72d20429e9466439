"""From items to entries: folded columns, facets, days and cards, in the order of rows."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from briefpack.evidence.actors import Mechanism
from briefpack.evidence.dates import UNKNOWN, FuzzyDate, fuzzy_date, parse_moment
from briefpack.evidence.grids import Grid
from briefpack.evidence.items import AnyItem, Document, Position, kind_of
from briefpack.evidence.sources import ARTICLES, Item, Source
from briefpack.language import say
from briefpack.library.contents import Known, Texts, contents_of, names_of
from briefpack.library.errors import LibraryError
from briefpack.library.folding import BREAK, fold, stands_alone
from briefpack.library.language import MARK, SHORT
from briefpack.library.query import FACETS, Hit

#: Columns of the text index and how much a word weighs in each.
WEIGHTS: dict[str, float] = {"title": 8.0, "quote": 5.0, "summary": 2.5, "source": 1.0, "marks": 0.5}
#: Facets with the one that cannot be counted but filtered.
ALL_FACETS = (*FACETS, "importance")


class Entry(NamedTuple):
    """An item as the index sees it. `columns` are folded, in the order of WEIGHTS; `days` None without a date."""

    item: AnyItem
    place: int
    hit: Hit
    columns: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    days: tuple[int, int] | None
    newest_key: int
    symbol: str


def arrange(items: Iterable[AnyItem]) -> list[Entry]:
    """Entries in the order of rows: the undated first, then the oldest to the newest, so that reading rows backwards
    gives the newest first; on one day the last id first. Raises LibraryError for two items of a kind with one id."""
    listed = list(each_once(items))
    known: dict[str, AnyItem] = {}
    for item in listed:
        if not isinstance(item, Mechanism) or item.id not in known:
            known[item.id] = item  # an institution explains an id better than the mechanism that shares it
    entries = [_entry(item, place, known) for place, item in enumerate(listed)]
    entries.sort(key=lambda entry: (entry.hit.id, entry.hit.kind), reverse=True)
    entries.sort(key=lambda entry: entry.newest_key)
    return entries


def each_once(items: Iterable[AnyItem]) -> Iterator[AnyItem]:
    """The items; raises LibraryError at the second of a kind with one id."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key = (kind_of(item), item.id)
        if key in seen:
            raise LibraryError(
                say(
                    "The {kind} {item} stands twice in the dataset: give one of them another id.",
                    kind=key[0],
                    item=key[1],
                )
            )
        seen.add(key)
        yield item


def collection_of(item: AnyItem) -> str:
    """The collection an item belongs to; prepared tables are drawn up from the articles."""
    return ARTICLES if isinstance(item, Grid) else item.collection


def symbol_key(text: str) -> str:
    """A UN document symbol without spaces and case; empty for a text that is not the shape of one."""
    symbol = "".join(text.split()).casefold()
    return symbol if "/" in symbol.strip("/") else ""


def when(item: AnyItem) -> FuzzyDate:
    """The date of any item; unknown for kinds without one."""
    if isinstance(item, Document):
        return fuzzy_date(item.date, basis=item.date_basis)
    found = getattr(item, "when", UNKNOWN)
    return found if isinstance(found, FuzzyDate) else UNKNOWN


def sort_day(item: AnyItem) -> int:
    """The day by which an item stands in the order of rows (an ordinal); 0 without a date."""
    return _newest_key(item, when(item))


def _entry(item: AnyItem, place: int, known: Known) -> Entry:
    dated = when(item)
    contents = contents_of(item, known)
    actors = _ids(contents.actors)
    source_ids = _source_ids(item)
    sources = [source for identity in source_ids if isinstance(source := known.get(identity), Source)]
    columns = tuple(map(_column, (*contents[:3], _context(item, actors, sources, known))))
    title = next((text for text in (*contents.title, *contents.quote, *contents.summary) if text), item.id)
    publishers = "; ".join(dict.fromkeys(map(_source_line, sources)))
    collection = collection_of(item)
    return Entry(
        item=item,
        place=place,
        hit=Hit(item.id, kind_of(item), title, contents.who, publishers, dated, collection),
        columns=(*columns, _marks(columns)),
        facets=_facets(item, actors, source_ids),
        days=(dated.first_day().toordinal(), dated.last_day().toordinal()) if dated.known else None,
        newest_key=_newest_key(item, dated),
        symbol=symbol_key(vars(item).get("un_symbol") or ""),
    )


def _context(item: AnyItem, actors: tuple[str, ...], sources: list[Source], known: Known) -> Texts:
    """What stands around an item: passages, names of actors and sources, terms of the vocabularies as words."""
    excerpts = tuple(citation.excerpt for citation in item.citations) if isinstance(item, Item) else ()
    about = tuple(name for actor in actors if actor in known for name in names_of(known[actor]))
    return (*excerpts, *about, *_vocabulary(item), *(name for source in sources for name in names_of(source)))


def _vocabulary(item: AnyItem) -> tuple[str, ...]:
    """Terms of the closed vocabularies, as words: an item on country-visit is found by country visit."""
    return (*_mechanisms(item), *_topics(item), *vars(item).get("places", ()))


def _mechanisms(item: AnyItem) -> tuple[str, ...]:
    term: Any = item.vocab if isinstance(item, Mechanism) else vars(item).get("mechanism")
    return (term,) if term else ()


def _topics(item: AnyItem) -> tuple[str, ...]:
    if isinstance(item, Position):
        return (item.topic,)
    topics: tuple[str, ...] = vars(item).get("topics", ())
    return topics


def _source_ids(item: AnyItem) -> tuple[str, ...]:
    if isinstance(item, Source):
        return (item.id,)
    if not isinstance(item, Item):
        return ()
    own = (item.source_id,) if isinstance(item, Position) else ()
    return _ids((*own, *(citation.source_id for citation in item.citations)))


def _facets(item: AnyItem, actors: tuple[str, ...], source_ids: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    usable = vars(item).get("usable_publicly")
    importance = vars(item).get("importance")
    return {
        "kind": (kind_of(item),),
        "mechanism": _mechanisms(item),
        "topic": _topics(item),
        "actor": actors,
        "source": source_ids,
        "usable_publicly": (usable,) if usable else (),
        "collection": (collection_of(item),),
        "importance": (str(importance),) if importance else (),
    }


def _ids(found: Texts) -> tuple[str, ...]:
    """Without gaps and repetitions, in order."""
    return tuple(dict.fromkeys(identity for identity in found if identity))


def _column(texts: Texts) -> str:
    return f" {BREAK} ".join(folded for text in dict.fromkeys(texts) if text and (folded := fold(text)))


def _marks(columns: tuple[str, ...]) -> str:
    """The mark that stands in every item, and one for each beginning of a word (see language.MARK)."""
    found = dict.fromkeys(" ".join(columns).split())
    return " ".join((MARK, *dict.fromkeys(chain.from_iterable(map(_beginnings, found)))))


@lru_cache(maxsize=1 << 16)
def _beginnings(word: str) -> tuple[str, ...]:
    if word == BREAK or stands_alone(word):
        return ()
    return tuple(MARK + word[:length] for length in range(1, min(len(word), SHORT) + 1))


def _source_line(source: Source) -> str:
    publisher = source.publisher if source.publisher_basis == "stated" else f"[{source.publisher}]"
    year = source.published[:4] if source.published else ""
    year = f"[{year}]" if year and source.date_basis == "inferred" else year
    return f"{publisher}, {year}" if year else publisher


def _newest_key(item: AnyItem, dated: FuzzyDate) -> int:
    """The day to sort by: the editors' `sort_date` if there is one, else the first possible day; 0 without a date."""
    chosen: str | None = vars(item).get("sort_date")
    if chosen:
        return parse_moment(chosen).first_day().toordinal()
    return dated.first_day().toordinal() if dated.known else 0
