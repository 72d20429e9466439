"""The SQLite side of searching: rows for phrases, their rank, their cards."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from briefpack.library.compiling import RANKED, unpacked_date, unpacked_rows
from briefpack.library.facets import Facets, Rows, newest, rows_of
from briefpack.library.language import Node, for_matching, for_ranking, fts5
from briefpack.library.query import Hit

# One JSON list instead of a row each: twice as fast for the many rows of frequent words.
_MATCHING = "SELECT json_group_array(rowid) FROM words WHERE words MATCH ?"
_RANKED = f"{RANKED} LIMIT ? OFFSET ?"
# What is known beforehand of words that very many items hold.
_FREQUENT_ROWS = "SELECT rows FROM frequent WHERE phrase = ?"
_FREQUENT = "SELECT 1 FROM frequent WHERE phrase = ?"
_FREQUENT_PAGE = "SELECT substr(ranked, ?, ?) FROM frequent WHERE phrase = ?"
_FREQUENT_RANKED = "SELECT ranked FROM frequent WHERE phrase = ?"
# The plus keeps SQLite from asking FTS5 for each of these rows in turn: one pass over the hits is cheaper.
_RANKED_AMONG = (
    "SELECT rowid FROM words WHERE words MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"
    " ORDER BY rank, rowid DESC LIMIT ? OFFSET ?"
)
_OVERLAPPING = "SELECT json_group_array(row) FROM item WHERE first_day <= ? AND last_day >= ?"
_CARDS = (
    "SELECT row, id, kind, title, who, source, date, collection FROM item WHERE row IN (SELECT value FROM json_each(?))"
)
# So many date filters are kept: while somebody types, the filter stays the same.
_KEPT = 16


class SqliteIndex:
    """An Index (see search.py) over a compiled library. Reads the facets on the first search, once. Not thread-safe."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._facets: Facets | None = None
        self._undated = 0
        self._overlapping: dict[tuple[int, int], Rows] = {}

    @property
    def facets(self) -> Facets:
        if self._facets is None:
            meta = dict(self._connection.execute("SELECT name, value FROM meta"))
            values: dict[str, dict[str, Rows]] = {}
            for facet, value, rows in self._connection.execute("SELECT facet, value, rows FROM facet"):
                values.setdefault(facet, {})[value] = int.from_bytes(rows, "little")
            self._undated = int(meta["undated"])
            self._facets = Facets(values, int(meta["items"]))
        return self._facets

    @property
    def undated(self) -> int:
        return self._undated if self.facets else 0

    def matching(self, node: Node) -> Rows:
        asked = fts5(for_matching(node))
        frequent = self._connection.execute(_FREQUENT_ROWS, (asked,)).fetchone()
        return int.from_bytes(frequent[0], "little") if frequent else self._rows(_MATCHING, asked)

    def is_ranked(self, node: Node) -> bool:
        return self._connection.execute(_FREQUENT, (fts5(for_ranking(node)),)).fetchone() is not None

    def ranked(self, node: Node, among: Rows | None, offset: int, limit: int) -> Sequence[int]:
        asked = fts5(for_ranking(node))
        if among is None:
            frequent = self._connection.execute(_FREQUENT_PAGE, (offset * 4 + 1, limit * 4, asked)).fetchone()
            if frequent:
                return unpacked_rows(frequent[0])
            found = self._connection.execute(_RANKED, (asked, limit, offset))
        else:
            frequent = self._connection.execute(_FREQUENT_RANKED, (asked,)).fetchone()
            if frequent:
                return self._among(unpacked_rows(frequent[0]), among, offset, limit)
            rows = json.dumps(newest(among, 0, among.bit_count()))
            found = self._connection.execute(_RANKED_AMONG, (asked, rows, limit, offset))
        return [row for (row,) in found]

    def _among(self, ranked: Iterable[int], among: Rows, offset: int, limit: int) -> list[int]:
        """A page of the rows that are in a set, in their order."""
        held = among.to_bytes(self.facets.size // 8 + 1, "little")
        return list(islice((row for row in ranked if held[row >> 3] >> (row & 7) & 1), offset, offset + limit))

    def overlapping(self, first: int, last: int) -> Rows:
        key = (first, last)
        if key not in self._overlapping:
            if len(self._overlapping) >= _KEPT:
                self._overlapping.clear()
            self._overlapping[key] = self._rows(_OVERLAPPING, last, first)
        return self._overlapping[key]

    def with_symbol(self, symbol: str) -> Rows:
        return self._rows("SELECT json_group_array(row) FROM item WHERE symbol = ?", symbol)

    def cards(self, rows: Iterable[int]) -> tuple[Hit, ...]:
        wanted = list(rows)
        found = {
            row: Hit(item_id, kind, title, who, source, unpacked_date(date), collection)
            for row, item_id, kind, title, who, source, date, collection in self._connection.execute(
                _CARDS, (json.dumps(wanted),)
            )
        }
        return tuple(found[row] for row in wanted)

    def _rows(self, statement: str, *parameters: object) -> Rows:
        (found,) = self._connection.execute(statement, parameters).fetchone()
        return rows_of(json.loads(found), self.facets.size)
