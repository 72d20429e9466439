"""Filters and counts over sets of rows. A set is a Python int: bit n stands for row n, rows count from 1."""

import re
from collections.abc import Iterable, Mapping

from briefpack.library.query import FACETS, Query

Rows = int


def rows_of(numbers: Iterable[int], size: int) -> Rows:
    """The set of these rows; `size` is the highest row there may be."""
    digits = bytearray(b"0") * (size + 1)
    for number in numbers:
        digits[size - number] = 49  # the digit 1; int() reads the highest row first
    return int(bytes(digits), 2)


def newest(rows: Rows, offset: int, limit: int) -> list[int]:
    """Rows from the highest down, without the first `offset`."""
    stretches = ((base, stretch, True) for base, stretch in reversed(_stretches(rows)))
    return _page(stretches, offset, limit)


def oldest(rows: Rows, undated: int, offset: int, limit: int) -> list[int]:
    """Rows from the lowest up, but the first `undated` rows of the library last."""
    dated, rest = rows >> (undated + 1) << (undated + 1), rows & ((1 << (undated + 1)) - 1)
    stretches = ((base, stretch, False) for half in (dated, rest) for base, stretch in _stretches(half))
    return _page(stretches, offset, limit)


def _stretches(rows: Rows) -> list[tuple[int, bytes]]:
    """The set in stretches from the lowest row up, each with its first row: stretches are counted, not their rows."""
    packed = rows.to_bytes(rows.bit_length() // 8 + 1, "little")
    return [(start * 8, packed[start : start + _STRETCH]) for start in range(0, len(packed), _STRETCH)]


_STRETCH = 1024  # bytes
_ONES = re.compile("1")


def _page(stretches: Iterable[tuple[int, bytes, bool]], offset: int, limit: int) -> list[int]:
    """Some rows out of stretches in the order of reading; True for those that are read from their end."""
    found: list[int] = []
    for base, packed, from_end in stretches:
        if len(found) >= limit:
            break
        stretch = int.from_bytes(packed, "little")
        count = stretch.bit_count()
        if count <= offset:
            offset -= count
            continue
        rows = [base + match.start() for match in _ONES.finditer(f"{stretch:b}"[::-1])]
        if from_end:
            rows.reverse()
        found += rows[offset : offset + limit - len(found)]
        offset = 0
    return found


class Facets:
    """For each facet the rows of each value, and from them filters and counts."""

    def __init__(self, values: Mapping[str, Mapping[str, Rows]], size: int) -> None:
        self._values = values
        self.size = size
        self.everything: Rows = (1 << (size + 1)) - 2

    def rows(self, facet: str, values: Iterable[str]) -> Rows:
        """Rows with any of these values."""
        known = self._values.get(facet, {})
        found = 0
        for value in values:
            found |= known.get(value, 0)
        return found

    def values(self, facet: str) -> tuple[str, ...]:
        """All values of a facet."""
        return tuple(self._values.get(facet, ()))

    def masks(self, query: Query) -> dict[str, Rows]:
        """What each used filter of the query lets through."""
        masks = {
            facet: self.rows(facet, wanted) for facet, field in FACETS.items() if (wanted := getattr(query, field))
        }
        if query.importance_min:
            enough = (value for value in self.values("importance") if int(value) >= query.importance_min)
            masks["importance"] = self.rows("importance", enough)
        return masks

    def counts(self, matched: Rows, masks: Mapping[str, Rows]) -> dict[str, dict[str, int]]:
        """For each facet the matched rows per value, with all other filters applied; most first, then by name."""
        return {facet: self._count(facet, _all_but(facet, matched, masks)) for facet in FACETS}

    def _count(self, facet: str, rows: Rows) -> dict[str, int]:
        counted = {
            value: count for value, own in self._values.get(facet, {}).items() if (count := (own & rows).bit_count())
        }
        return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def filtered(matched: Rows, masks: Mapping[str, Rows]) -> Rows:
    """The matched rows that pass every filter."""
    return _all_but("", matched, masks)


def _all_but(facet: str, rows: Rows, masks: Mapping[str, Rows]) -> Rows:
    for name, mask in masks.items():
        if name != facet:
            rows &= mask
    return rows
