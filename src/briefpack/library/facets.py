"""Filters and counts over sets of rows. A set is a Python int: bit n stands for row n, rows count from 1."""

from collections.abc import Iterable, Iterator, Mapping

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
    return _slice(_descending(rows), offset, limit)


def oldest(rows: Rows, undated: int, offset: int, limit: int) -> list[int]:
    """Rows from the lowest up, but the first `undated` rows of the library last."""
    dated, rest = rows >> (undated + 1) << (undated + 1), rows & ((1 << (undated + 1)) - 1)
    return _slice(_ascending((dated, rest)), offset, limit)


def _slice(numbers: Iterator[int], offset: int, limit: int) -> list[int]:
    found: list[int] = []
    for count, number in enumerate(numbers):
        if count >= offset + limit:
            break
        if count >= offset:
            found.append(number)
    return found


def _descending(rows: Rows) -> Iterator[int]:
    digits = f"{rows:b}"
    highest = len(digits) - 1
    place = digits.find("1")
    while place >= 0:
        yield highest - place
        place = digits.find("1", place + 1)


def _ascending(sets: tuple[Rows, ...]) -> Iterator[int]:
    for rows in sets:
        digits = f"{rows:b}"[::-1]
        place = digits.find("1")
        while place >= 0:
            yield place
            place = digits.find("1", place + 1)


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
