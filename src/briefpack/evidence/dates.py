"""Dates as precise as the evidence, and no more (after EDTF, ISO 8601-2)."""

import calendar
import re
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from functools import lru_cache
from typing import NamedTuple

from briefpack.language import say

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class DateError(ValueError):
    """A date that does not parse or that no calendar has."""


class Moment(NamedTuple):
    """One end of a date: year, and month and day where they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    def first_day(self) -> Day:
        """The earliest day it can mean."""
        # Not “or 1”: a month or day 00 is to be refused, not read as unknown.
        return Day(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def last_day(self) -> Day:
        """The latest day it can mean."""
        month = self.month or 12
        return Day(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text


@lru_cache(maxsize=4096)  # the same dates come again and again
def parse_moment(text: str) -> Moment:
    """`2014`, `2014-02` or `2014-02-17`. Raises DateError for anything else and for days that do not exist."""
    match = _FORM.fullmatch(text)
    if not match:
        raise DateError(say("“{text}” is not a date: write 2014, 2014-02 or 2014-02-17", text=text))
    moment = Moment(int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None)
    try:
        moment.first_day()
    except ValueError:
        raise DateError(say("“{text}” is a day that does not exist", text=text)) from None
    return moment


class FuzzyDate(NamedTuple):
    """A point or a range in time with the basis of each part.

    `end` is None for a point. `basis`: stated, inferred, computed or unknown. `inferred` names the parts to be printed
    in brackets (year, month, day; end = the end of a range alone). `start` is None when the date is unknown. `others`
    are other possible readings.
    """

    start: Moment | None
    end: Moment | None = None
    basis: str = "stated"
    inferred: frozenset[str] = frozenset()
    others: tuple[Moment, ...] = ()

    @property
    def known(self) -> bool:
        """False when the evidence gives no date at all."""
        return self.start is not None

    def first_day(self) -> Day:
        """The earliest day it can mean; Day.max when unknown, so that the undated sort last."""
        return self.start.first_day() if self.start else Day.max

    def last_day(self) -> Day:
        """The latest day it can mean; Day.min when unknown."""
        last = self.end or self.start
        return last.last_day() if last else Day.min

    def sort_key(self) -> tuple[Day, bool, int]:
        """Order by first possible day; a year before the days inside it, a range after the point it starts with."""
        span = (self.end is not None, -self.last_day().toordinal())
        return self.first_day(), *span


UNKNOWN = FuzzyDate(None, basis="unknown")


def fuzzy_date(
    start: str | None,
    end: str | None = None,
    basis: str = "stated",
    inferred: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> FuzzyDate:
    """A FuzzyDate from the fields of a record. Raises DateError, also when the end lies before the start."""
    if start is None:
        return UNKNOWN
    first = parse_moment(start)
    last = parse_moment(end) if end else None
    if last and last.last_day() < first.first_day():
        raise DateError(say("the range {start} to {end} ends before it starts", start=start, end=end))
    return FuzzyDate(first, last, basis, frozenset(inferred), tuple(parse_moment(text) for text in others))
