"""The bundled library and the user's own facts side by side, as one Library."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from briefpack.evidence.items import AnyItem, Conflict
from briefpack.library.indexing import sort_day
from briefpack.library.own import PREFIX
from briefpack.library.port import Library
from briefpack.library.query import Hit, Order, Query, Result


class Together:
    """Both libraries. The fingerprint is that of the bundled dataset; ids never clash, as own ones begin with own-."""

    def __init__(self, bundled: Library, own: Library) -> None:
        self.bundled = bundled
        self.own = own
        self._days: dict[tuple[str, str], int] = {}

    @property
    def fingerprint(self) -> str:
        return self.bundled.fingerprint

    @property
    def collections(self) -> tuple[str, ...]:
        return tuple(sorted({*self.bundled.collections, *self.own.collections}))

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        return (self.own if item_id.startswith(PREFIX) else self.bundled).get(item_id, kind)

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        return (*self.bundled.all(kind), *self.own.all(kind))

    def conflicts_of(self, item_id: str) -> tuple[Conflict, ...]:
        return (*self.bundled.conflicts_of(item_id), *self.own.conflicts_of(item_id))

    def search(self, query: Query) -> Result:
        """Hits of both in one order. Relevance cannot be compared between two libraries: there the user's own, which
        are few, come first; newest and oldest are one order by date."""
        counted = self.own.search(replace(query, limit=0, offset=0))
        if not counted.total and not any(counted.counts.values()):
            return self.bundled.search(query)
        most = counted.total
        # However the own ones fall among them, nothing before `first` and behind `end` is on the page.
        first, end = max(0, query.offset - most), query.offset + query.limit if query.limit else 0
        asked = replace(query, offset=first, limit=max(0, end - first))
        theirs = self.bundled.search(asked)
        order = theirs.order_used if theirs.total else self.own.search(replace(query, limit=0)).order_used
        mine = (
            self.own.search(replace(query, limit=min(most, end), offset=0, order=order))
            if most and query.limit
            else counted
        )
        start = query.offset - first
        hits = islice(self._merged(mine.hits, theirs.hits, order), start, start + query.limit)
        notes = dict.fromkeys(note for note in (theirs.note, mine.note) if note)
        return Result(
            tuple(hits),
            most + theirs.total,
            _added(theirs.counts, counted.counts),
            order,
            "; ".join(notes),
        )

    def _merged(self, mine: Iterable[Hit], theirs: Iterable[Hit], order: Order) -> Iterator[Hit]:
        match order:
            case "relevance":
                return chain(mine, theirs)
            case "newest":
                # The undated have day 0 and come last; on one day the first id comes first.
                return heapq.merge(mine, theirs, key=lambda hit: (-self._day(hit), hit.id, hit.kind))
            case "oldest":
                # Read as the greatest first: the undated last, on one day the last id first.
                return heapq.merge(mine, theirs, key=self._oldest_first, reverse=True)

    def _oldest_first(self, hit: Hit) -> tuple[bool, int, str, str]:
        day = self._day(hit)
        return bool(day), -day, hit.id, hit.kind

    def _day(self, hit: Hit) -> int:
        """The day an item stands at; that of a bundled one is asked for once."""
        day = self._days.get((hit.id, hit.kind))
        if day is None:
            item = self.get(hit.id, hit.kind)
            day = sort_day(item) if item else 0
            if not hit.id.startswith(PREFIX):
                self._days[hit.id, hit.kind] = day
        return day


def _added(theirs: Mapping[str, Mapping[str, int]], mine: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Counts of both; most first, then by name."""
    found: dict[str, dict[str, int]] = {}
    for facet in theirs:
        summed = dict(theirs[facet])
        for value, count in mine.get(facet, {}).items():
            summed[value] = summed.get(value, 0) + count
        found[facet] = dict(sorted(summed.items(), key=lambda pair: (-pair[1], pair[0])))
    return found
