"""The bundled library and the user's own facts side by side, as one Library."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace

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
        asked = replace(query, offset=max(0, query.offset - most), limit=query.limit + most if query.limit else 0)
        theirs = self.bundled.search(asked)
        order = theirs.order_used if theirs.total else self.own.search(replace(query, limit=0)).order_used
        mine = self.own.search(replace(query, limit=most, offset=0, order=order)) if most and query.limit else counted
        hits = self._merged(mine.hits, theirs.hits, order)
        start = query.offset - asked.offset
        notes = dict.fromkeys(note for note in (theirs.note, mine.note) if note)
        return Result(
            tuple(hits[start : start + query.limit]),
            most + theirs.total,
            _added(theirs.counts, counted.counts),
            order,
            "; ".join(notes),
        )

    def _merged(self, mine: Iterable[Hit], theirs: Iterable[Hit], order: Order) -> list[Hit]:
        match order:
            case "relevance":
                return [*mine, *theirs]
            case "newest":
                # The undated have day 0 and come last; on one day the first id comes first.
                return list(heapq.merge(mine, theirs, key=lambda hit: (-self._day(hit), hit.id, hit.kind)))
            case "oldest":
                keyed = ((self._day(hit), hit) for hit in (*mine, *theirs))
                ranked = sorted(keyed, key=lambda pair: (pair[1].id, pair[1].kind), reverse=True)
                return [hit for day, hit in sorted(ranked, key=lambda pair: (not pair[0], pair[0]))]

    def _day(self, hit: Hit) -> int:
        item = self.get(hit.id, hit.kind)
        return sort_day(item) if item else 0


def _added(theirs: Mapping[str, Mapping[str, int]], mine: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Counts of both; most first, then by name."""
    found: dict[str, dict[str, int]] = {}
    for facet in theirs:
        summed = dict(theirs[facet])
        for value, count in mine.get(facet, {}).items():
            summed[value] = summed.get(value, 0) + count
        found[facet] = dict(sorted(summed.items(), key=lambda pair: (-pair[1], pair[0])))
    return found
