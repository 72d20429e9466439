"""Dates, numbers and ages in words, at the precision that the evidence has."""

from datetime import date as Day  # noqa: N812 - the field called date needs its name

from briefpack.evidence.dates import FuzzyDate, Moment

NBSP = "\u00a0"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: For narrow table cells.
_SHORT = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def date_words(date: FuzzyDate, short: bool = False, part: str = "all") -> str:
    """`4 April [2024]`, `[February 2014]`, `2014–2017`; "" when unknown. What was inferred stands in brackets.

    `part`: all, year, month or day-month of the start.
    """
    if date.start is None:
        return ""
    first = _moment(date.start, date.inferred, short, part)
    if date.end is None or part != "all":
        return first
    last_inferred = date.inferred - {"end"} or (date.inferred and frozenset({"year", "month", "day"}))
    last = _moment(date.end, frozenset(last_inferred), short, part)
    if first.startswith("[") and first.endswith("]") and last.startswith("[") and last.endswith("]"):
        return f"[{first[1:-1]}–{last[1:-1]}]"
    return f"{first}–{last}"


def _moment(moment: Moment, inferred: frozenset[str], short: bool, part: str) -> str:
    names = _SHORT if short else _MONTHS
    pieces = []
    if moment.day and part in {"all", "day-month"}:
        pieces.append((str(moment.day), "day" in inferred))
    if moment.month and part in {"all", "day-month", "month"}:
        pieces.append((names[moment.month - 1], "month" in inferred))
    if part in {"all", "year"}:
        pieces.append((str(moment.year), "year" in inferred))
    words = ""
    for place, (text, guessed) in enumerate(pieces):
        opens = guessed and (place == 0 or not pieces[place - 1][1])
        closes = guessed and (place == len(pieces) - 1 or not pieces[place + 1][1])
        words += (NBSP if place else "") + ("[" if opens else "") + text + ("]" if closes else "")
    return words


def day_words(text: str) -> str:
    """A full ISO day in words: `2026-11-22` → `22 November 2026`."""
    day = Day.fromisoformat(text)
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def age_words(date: FuzzyDate, as_of: Day) -> str:
    """How long ago, in full years (`7 years ago`), from the latest day it can mean; "" when unknown or not past.

    Where only the year is known the years are counted by the calendar, as a reader would.
    """
    moment = date.end or date.start
    if moment is None or date.last_day() > as_of:
        return ""
    if moment.precision == "year":
        years = as_of.year - moment.year
    else:
        last = date.last_day()
        years = as_of.year - last.year - ((as_of.month, as_of.day) < (last.month, last.day))
    if years < 1:
        return "less than a year ago"
    return f"{years}{NBSP}year{'s' if years != 1 else ''} ago"


def number_words(value: float) -> str:
    """A figure as printed: whole numbers without decimals, a no-break space between thousands from five digits."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:g}"
    digits = f"{int(value):,}"
    return digits.replace(",", NBSP if abs(value) >= 10_000 else "")


def listed(words: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""
