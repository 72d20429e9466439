"""What is asked of the library and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefpack.evidence.dates import FuzzyDate, Moment, parse_moment
from briefpack.evidence.sources import ARTICLES

Order = Literal["relevance", "newest", "oldest"]

#: The facets that can be filtered and counted, by their field in Query.
FACETS: dict[str, str] = {
    "kind": "kinds",
    "mechanism": "mechanisms",
    "topic": "topics",
    "actor": "actors",
    "source": "sources",
    "usable_publicly": "usable_publicly",
    "collection": "collections",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words and filters. Filters of different fields must all hold; inside one field any value will do.

    An empty filter asks nothing; an item without the field (an undated one, an institution without importance) never
    passes a filter on it. `date_from` and `date_to` are 2014, 2014-02 or 2014-02-17, both included: an item passes
    when the days it can mean overlap them. `limit` 0 gives counts alone. Raises DateError and ValueError.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    date_from: str = ""
    date_to: str = ""
    usable_publicly: tuple[str, ...] = ()
    collections: tuple[str, ...] = (ARTICLES,)
    importance_min: int = 0
    limit: int = 50
    offset: int = 0
    order: Order = "relevance"

    def __post_init__(self) -> None:
        if self.limit < 0 or self.offset < 0:
            raise ValueError("limit and offset count from 0")
        self.days()

    def days(self) -> tuple[int, int] | None:
        """The date filter as day numbers (date.toordinal), both included; None without one."""
        if not (self.date_from or self.date_to):
            return None
        first = parse_moment(self.date_from) if self.date_from else Moment(1)
        last = parse_moment(self.date_to) if self.date_to else Moment(9999)
        return first.first_day().toordinal(), last.last_day().toordinal()


class Hit(NamedTuple):
    """A card: enough to show an item in a list. `who` speaks, holds or claims; `source` names publisher and year, in
    brackets where they are inferred. `when` is the date at the precision that may be shown."""

    id: str
    kind: str
    title: str
    who: str
    source: str
    when: FuzzyDate
    collection: str


class Result(NamedTuple):
    """A page of hits, the number of all, and for each facet how many items each value would give with every other
    filter applied (values without any are left out). `order_used` is the order of the hits; where it is not the one
    asked for, `note` says why in words. `note` also tells when a query was not taken as written."""

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    order_used: Order
    note: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the hits in order."""
        return tuple(hit.id for hit in self.hits)
