"""Dates, numbers, ages and lists in words, at the precision that the evidence has, in the language given."""

from collections.abc import Iterable, Sequence
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from functools import cache, lru_cache

from briefpack.briefing.datewords import DateWords, Slot, words_for
from briefpack.briefing.theirs import CLOSES
from briefpack.evidence.dates import FuzzyDate, Moment
from briefpack.language import ENGLISH, Language

NBSP = "\u00a0"
_PARTS = {
    "all": frozenset(("day", "month", "year")),
    "day-month": frozenset(("day", "month")),
    "month": frozenset(("month",)),
    "year": frozenset(("year",)),
}


def date_words(date: FuzzyDate, short: bool = False, part: str = "all", language: Language = ENGLISH) -> str:
    """`4 April [2024]`, `[February 2014]`, `2014–2017`; "" when unknown. What was inferred stands in brackets.

    `part`: all, year, month or day-month of the start.
    """
    return _date_words(date, short, part, language) if date.start else ""


@lru_cache(maxsize=8192)
def _date_words(date: FuzzyDate, short: bool, part: str, language: Language) -> str:
    if date.start is None:
        return ""
    first = _moment(date.start, date.inferred, short, part, language)
    if date.end is None or part != "all":
        return first
    last_inferred = date.inferred - {"end"} or (date.inferred and frozenset({"year", "month", "day"}))
    last = _moment(date.end, frozenset(last_inferred), short, part, language)
    if first.startswith("[") and first.endswith("]") and last.startswith("[") and last.endswith("]"):
        return f"[{language.say_as('span of time', '{first}–{last}', first=first[1:-1], last=last[1:-1])}]"
    return language.say_as("span of time", "{first}–{last}", first=first, last=last)


def _moment(moment: Moment, inferred: frozenset[str], short: bool, part: str, language: Language) -> str:
    own = words_for(language)
    values = _values(moment, _PARTS[part], short, own)
    if not values:
        return ""
    slots = own.patterns[frozenset(values)]
    words = ""
    for place, slot in enumerate(slots):
        guessed = slot.name in inferred
        opens = guessed and (place == 0 or slots[place - 1].name not in inferred)
        closes = guessed and (place == len(slots) - 1 or slots[place + 1].name not in inferred)
        words += f"{slot.joint}{'[' if opens else ''}{_set(slot, values)}{']' if closes else ''}"
    return words


def _values(moment: Moment, parts: frozenset[str], short: bool, own: DateWords) -> dict[str, str]:
    values: dict[str, str] = {}
    if moment.day and "day" in parts:
        values["day"] = str(moment.day)
    if moment.month and "month" in parts:
        names = own.short if short else own.beside_day if "day" in values else own.alone
        values["month"] = names[moment.month - 1]
    if "year" in parts:
        values["year"] = str(moment.year)
    return values


def _set(slot: Slot, values: dict[str, str]) -> str:
    return f"{slot.before}{values[slot.name]}{slot.after}"


def day_words(text: str, language: Language = ENGLISH) -> str:
    """A full ISO day in words: `2026-11-22` → `22 November 2026`."""
    day = Day.fromisoformat(text)
    return date_words(FuzzyDate(Moment(day.year, day.month, day.day)), language=language)


def age_words(date: FuzzyDate, as_of: Day, language: Language = ENGLISH) -> str:
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
        return language.say("less than a year ago")
    return language.say_many("{count}\u00a0year ago", "{count}\u00a0years ago", years)


def number_words(value: float, language: Language = ENGLISH) -> str:
    """A figure as printed: whole numbers without decimals, a no-break space between thousands from five digits."""
    thousands, decimal = _signs(language)
    if isinstance(value, float) and not value.is_integer():
        return f"{value:g}".replace(".", decimal)
    digits = f"{int(value):,}"
    return digits.replace(",", thousands if abs(value) >= 10_000 else "")


@cache
def _signs(language: Language) -> tuple[str, str]:
    """What stands between thousands and before decimals, read off a number as the language writes it."""
    written = language.say_as("how a number is written", "12\u00a0345.6")
    return written[2:-5], written[-2]


def in_list(parts: Iterable[str], language: Language = ENGLISH) -> str:
    """`a, b, c` of what is not empty."""
    return _joints(language)[0].join(part for part in parts if part)


def clauses(parts: Iterable[str], language: Language = ENGLISH) -> str:
    """`a; b; c` of what is not empty."""
    return _joints(language)[1].join(part for part in parts if part)


def sentences(parts: Iterable[str], language: Language = ENGLISH) -> str:
    """Sentences one after the other, without the empty ones. Behind one in Latin letters there is always a space."""
    joint, said = _joints(language)[2].strip(_NOTHING), ""
    for part in filter(None, parts):
        between = joint or (" " if said.rstrip(CLOSES)[-1:].isascii() else "")
        said = f"{said}{between}{part}" if said else part
    return said


#: How a catalogue says that nothing stands there: an empty message is one that nobody translated.
_NOTHING = "\u200b"


def stopped(words: str, language: Language = ENGLISH) -> str:
    """Words with the full stop of a sentence."""
    return f"{words}{_joints(language)[3]}"


def semicolon(language: Language = ENGLISH) -> str:
    """What stands between clauses, with its space."""
    return _joints(language)[1]


def colon(language: Language = ENGLISH) -> str:
    """What stands between a label and what it names, with its space."""
    return _joints(language)[4]


@cache
def _joints(language: Language) -> tuple[str, ...]:
    return (
        language.say_as("between the parts of a list", ", "),
        language.say_as("between clauses", "; "),
        language.say_as("between sentences", " "),
        language.say_as("end of a sentence", "."),
        language.say_as("between a label and what it names", ": "),
    )


def listed(words: Sequence[str], last: str = "and", language: Language = ENGLISH) -> str:
    """`a`, `a and b`, `a, b and c`; `last` is and, or by, “and” with a no-break space after it (and_)."""
    if len(words) < 2:
        return words[0] if words else ""
    before = in_list(words[:-1], language)
    match last:
        case "or by":
            return language.say("{first} or by {last}", first=before, last=words[-1])
        case "and_":
            return language.say("{first} and\u00a0{last}", first=before, last=words[-1])
        case _:
            return language.say("{first} and {last}", first=before, last=words[-1])
