"""A library without a database: for tests, and for the few items that a pack carries with it."""

import math
from collections.abc import Iterable, Iterator, Sequence

from briefpack.evidence.items import KINDS, AnyItem, Conflict, kind_of
from briefpack.library.facets import Facets, Rows, newest, rows_of
from briefpack.library.indexing import ALL_FACETS, WEIGHTS, Entry, arrange, collection_of, each_once
from briefpack.library.language import And, Node, Not, Or, Phrase, for_matching, for_ranking
from briefpack.library.query import Hit, Query, Result
from briefpack.library.search import search

# The constants of Okapi BM25 as FTS5 sets them, and its floor for the weight of very frequent words.
_K1, _B, _FLOOR = 1.2, 0.75, 1e-6


class MemoryLibrary:
    """Holds the items given, in the order given. Raises LibraryError for two items of a kind with one id.

    Searching is prepared on the first search: composing a pack from its own items never needs it.
    """

    def __init__(self, items: Iterable[AnyItem] = (), fingerprint: str = "") -> None:
        self._items = tuple(items)
        self._kept = fingerprint
        self._by_id: dict[str, dict[str, AnyItem]] = {}
        self._about: dict[str, list[Conflict]] = {}
        self._index: _MemoryIndex | None = None
        for item in each_once(self._items):
            self._by_id.setdefault(item.id, {})[kind_of(item)] = item
            if isinstance(item, Conflict):
                for item_id in dict.fromkeys(item.records):
                    self._about.setdefault(item_id, []).append(item)

    @property
    def fingerprint(self) -> str:
        """As given; empty when none was."""
        return self._kept

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections that have items, by name."""
        return tuple(sorted(set(map(collection_of, self._items))))

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """See Evidence.get."""
        found = self._by_id.get(item_id, {})
        if kind:
            return found.get(kind)
        return found[min(found, key=rank_of_kind)] if found else None

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """See Evidence.all."""
        return tuple(item for item in self._items if kind_of(item) == kind)

    def conflicts_of(self, item_id: str) -> tuple[Conflict, ...]:
        """See Library.conflicts_of."""
        return tuple(self._about.get(item_id, ()))

    def search(self, query: Query) -> Result:
        """See Library.search."""
        if self._index is None:
            self._index = _MemoryIndex(arrange(self._items))
        return search(self._index, query)


def rank_of_kind(kind: str) -> int:
    """Which of two items with one id is meant without a kind: the lowest."""
    return _RANKS[kind]


_RANKS = {kind: len(KINDS) if kind == "mechanism" else place for place, kind in enumerate(KINDS)}


class _MemoryIndex:
    """An Index (see search.py) that reads every word of every item for each search."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._columns = [[column.split() for column in entry.columns] for entry in entries]
        self.undated = sum(not entry.newest_key for entry in entries)
        sets: dict[str, dict[str, list[int]]] = {facet: {} for facet in ALL_FACETS}
        for number, entry in enumerate(entries, 1):
            for facet, values in entry.facets.items():
                for value in values:
                    sets[facet].setdefault(value, []).append(number)
        size = len(entries)
        self.facets = Facets(
            {facet: {value: rows_of(rows, size) for value, rows in values.items()} for facet, values in sets.items()},
            size,
        )

    def matching(self, node: Node) -> Rows:
        asked = for_matching(node)
        return self._rows(number for number in range(1, len(self._entries) + 1) if self._holds(asked, number))

    def is_ranked(self, node: Node) -> bool:  # noqa: ARG002 - nothing is known beforehand
        return False

    def ranked(self, node: Node, among: Rows | None, offset: int, limit: int) -> Sequence[int]:
        asked = for_ranking(node)
        phrases = list(_phrases(asked))
        average = sum(len(words) for columns in self._columns for words in columns) / max(len(self._columns), 1)
        weights = [self._rarity(phrase) for phrase in phrases]
        candidates = self.matching(node) if among is None else among
        scores = {
            number: sum(
                weight * self._frequency(phrase, number, average)
                for phrase, weight in zip(phrases, weights, strict=True)
            )
            for number in newest(candidates, 0, len(self._entries))
        }
        return sorted(scores, key=lambda number: (-scores[number], -number))[offset : offset + limit]

    def overlapping(self, first: int, last: int) -> Rows:
        dated = ((number, entry.days) for number, entry in enumerate(self._entries, 1))
        return self._rows(number for number, days in dated if days and days[0] <= last and days[1] >= first)

    def with_symbol(self, symbol: str) -> Rows:
        return self._rows(number for number, entry in enumerate(self._entries, 1) if entry.symbol == symbol)

    def cards(self, rows: Iterable[int]) -> tuple[Hit, ...]:
        return tuple(self._entries[row - 1].hit for row in rows)

    def _rows(self, numbers: Iterable[int]) -> Rows:
        return rows_of(numbers, len(self._entries))

    def _holds(self, node: Node, number: int) -> bool:
        match node:
            case Phrase():
                return any(_occurrences(node, words) for words in self._columns[number - 1])
            case And(parts):
                return all(self._holds(part, number) for part in parts)
            case Or(parts):
                return any(self._holds(part, number) for part in parts)
            case Not(part):
                return not self._holds(part, number)

    def _rarity(self, phrase: Phrase) -> float:
        total = len(self._columns)
        with_it = sum(any(_occurrences(phrase, words) for words in columns) for columns in self._columns)
        return max(math.log((total - with_it + 0.5) / (with_it + 0.5)), _FLOOR)

    def _frequency(self, phrase: Phrase, number: int, average: float) -> float:
        columns = self._columns[number - 1]
        found = sum(
            weight * _occurrences(phrase, words) for weight, words in zip(WEIGHTS.values(), columns, strict=True)
        )
        length = sum(map(len, columns))
        return found * (_K1 + 1) / (found + _K1 * (1 - _B + _B * length / average))


def _phrases(node: Node) -> Iterator[Phrase]:
    match node:
        case Phrase():
            yield node
        case Not(part):
            yield from _phrases(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _phrases(part)


def _occurrences(phrase: Phrase, words: list[str]) -> int:
    *body, last = phrase.words
    count = 0
    for start in range(len(words) - len(body)):
        end = words[start + len(body)]
        if (end == last or (phrase.prefix and end.startswith(last))) and words[start : start + len(body)] == body:
            count += 1
    return count
