"""Checks of the prepared tables: every figure, word, date and year in a cell leads to an item that bears it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date as Day  # noqa: N812 - as in evidence.dates

from briefpack.evidence.checks.holdings import Holdings, citations_of, problem
from briefpack.evidence.dataset import Problem
from briefpack.evidence.dates import DateError, fuzzy_date
from briefpack.evidence.grids import CitePiece, DatePiece, FlagPiece, Grid, Piece, ValuePiece, WordsPiece, YearsPiece
from briefpack.evidence.items import AnyItem, Conflict, Event, Position, Quote, Statistic

Items = Mapping[str, AnyItem]
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"\d{4}(?:(?:, |–)\d{4})*")


def check_grids(holdings: Holdings) -> Iterator[Problem]:
    """Every row is full and has an id of its own, and every piece of a cell is borne out."""
    items = {item.id: item for item in holdings.dataset.items()}
    for placed, grid in holdings.of(Grid):
        for message in (*_shape(grid), *_sums(grid, items)):
            yield problem(placed, message)
        cells = [(row.id, cell) for row in grid.rows for cell in row.cells]
        for place, cell in cells + [("remarks", remark) for remark in grid.remarks]:
            for piece in cell:
                for message in _faults(piece, items, holdings.unreadable):
                    yield problem(placed, f"{place}: {message}")


def _shape(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        if len(row.cells) != len(grid.columns):
            yield f"{row.id}: {len(row.cells)} cells stand under {len(grid.columns)} columns"
    names = [row.id for row in grid.rows]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name}: the id of a row stands twice"


def _sums(grid: Grid, items: Items) -> Iterator[str]:
    for name in grid.sums:
        statistic = items.get(name)
        if not isinstance(statistic, Statistic) or not statistic.parts:
            yield f"sums: {name} is not a statistic with parts"


def _faults(piece: Piece, items: Items, unreadable: frozenset[str]) -> Iterator[str]:
    for name, bears, otherwise in _demands(piece):
        item = items.get(name)
        if name not in unreadable and (item is None or not bears(item)):
            yield f"“{name}” {otherwise}"


def _demands(piece: Piece) -> Iterator[tuple[str, Callable[[AnyItem], bool], str]]:
    """The items a piece names, what each of them must bear, and what to say if it does not."""
    match piece:
        case ValuePiece(value=name):
            yield name, lambda item: isinstance(item, Statistic), "is not a statistic"
        case WordsPiece(words=name, clip=clip):
            yield name, lambda item: any(clip in text for text in _verbatim(item)), "does not hold these words"
        case DatePiece(date=name):
            yield name, _is_dated, "has no date"
        case YearsPiece(within=name, years=years):
            yield name, lambda item: _spans(item, years), "does not span these years"
        case FlagPiece(flag=name):
            yield name, lambda item: isinstance(item, Conflict), "is not a conflict"
        case CitePiece(cite=names):
            yield from ((name, lambda item: bool(citations_of(item)), "cites nothing") for name in names)


def _verbatim(item: AnyItem) -> Iterator[str]:
    if isinstance(item, Quote):
        yield item.text
    yield from (citation.excerpt or "" for citation in citations_of(item))


def _spans(item: AnyItem, written: str) -> bool:
    """Whether the years are written as years, in their order, and lie inside the time of the item."""
    span = _span(item)
    years = [int(year) for year in _YEAR.findall(written)]
    if span is None or not _YEARS.fullmatch(written) or years != sorted(years):
        return False
    return span[0].year <= years[0] and years[-1] <= span[1].year


def _span(item: AnyItem) -> tuple[Day, Day] | None:
    """First and last day of an item; for a figure those of its period."""
    try:
        if isinstance(item, Statistic):
            start, _, end = (item.period or "").partition("/")
            when = fuzzy_date(start or None, end or None)
        elif isinstance(item, Event | Quote | Position):
            when = item.when
        else:
            return None
    except DateError:
        return None
    return (when.first_day(), when.last_day()) if when.known else None


def _is_dated(item: AnyItem) -> bool:
    return item.as_of is not None if isinstance(item, Statistic) else _span(item) is not None
