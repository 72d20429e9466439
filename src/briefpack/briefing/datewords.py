"""How a language writes dates: the order of day, month and year and the names of the months, from the catalogue."""

import re
from functools import cache
from string import Formatter
from typing import NamedTuple

from briefpack.language import Language, to_say_as


class Slot(NamedTuple):
    """One part of a date in a pattern: what joins it to the part before, and what belongs to it, such as 年."""

    name: str
    joint: str
    before: str
    after: str


class DateWords(NamedTuple):
    """A language's own way with dates. `beside_day`, `alone` and `short` are the names of the months: many languages
    bend them beside a day. `patterns` has one for each choice of parts."""

    beside_day: tuple[str, ...]
    alone: tuple[str, ...]
    short: tuple[str, ...]
    patterns: dict[frozenset[str], tuple[Slot, ...]]


_BESIDE_DAY = (
    to_say_as("month beside a day", "January"),
    to_say_as("month beside a day", "February"),
    to_say_as("month beside a day", "March"),
    to_say_as("month beside a day", "April"),
    to_say_as("month beside a day", "May"),
    to_say_as("month beside a day", "June"),
    to_say_as("month beside a day", "July"),
    to_say_as("month beside a day", "August"),
    to_say_as("month beside a day", "September"),
    to_say_as("month beside a day", "October"),
    to_say_as("month beside a day", "November"),
    to_say_as("month beside a day", "December"),
)
_ALONE = (
    to_say_as("month without a day", "January"),
    to_say_as("month without a day", "February"),
    to_say_as("month without a day", "March"),
    to_say_as("month without a day", "April"),
    to_say_as("month without a day", "May"),
    to_say_as("month without a day", "June"),
    to_say_as("month without a day", "July"),
    to_say_as("month without a day", "August"),
    to_say_as("month without a day", "September"),
    to_say_as("month without a day", "October"),
    to_say_as("month without a day", "November"),
    to_say_as("month without a day", "December"),
)
#: For narrow table cells.
_SHORT = (
    to_say_as("month in a narrow table", "Jan"),
    to_say_as("month in a narrow table", "Feb"),
    to_say_as("month in a narrow table", "March"),
    to_say_as("month in a narrow table", "April"),
    to_say_as("month in a narrow table", "May"),
    to_say_as("month in a narrow table", "June"),
    to_say_as("month in a narrow table", "July"),
    to_say_as("month in a narrow table", "Aug"),
    to_say_as("month in a narrow table", "Sept"),
    to_say_as("month in a narrow table", "Oct"),
    to_say_as("month in a narrow table", "Nov"),
    to_say_as("month in a narrow table", "Dec"),
)
_PATTERNS = (
    to_say_as("date", "{day}\u00a0{month}\u00a0{year}"),
    to_say_as("date", "{month}\u00a0{year}"),
    to_say_as("date", "{day}\u00a0{month}"),
    to_say_as("date", "{month}"),
    to_say_as("date", "{year}"),
)


@cache
def words_for(language: Language) -> DateWords:
    """The date words of a language, read once."""
    beside, alone, short = ([language.say_as(*month) for month in months] for months in (_BESIDE_DAY, _ALONE, _SHORT))
    patterns = [_slots(language.say_as(*pattern)) for pattern in _PATTERNS]
    by_parts = {frozenset(slot.name for slot in slots): slots for slots in patterns}
    return DateWords(tuple(beside), tuple(alone), tuple(short), by_parts)


#: What stands right behind a part and belongs to it: 年 of a year, the stop of an ordinal.
_OWN = re.compile(r"[^\W\d_]*\.?")


def _slots(pattern: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for literal, name, _, _ in Formatter().parse(pattern):
        joint, before = "", literal
        if slots:
            own = _OWN.match(literal)
            after = own[0] if own else ""
            slots[-1] = slots[-1]._replace(after=after)
            joint, before = literal[len(after) :], ""
        if name:
            slots.append(Slot(name, joint, before, ""))
    return tuple(slots)
