"""Figures, R20 to R29; here what else is said of the same thing (R21), how old it is (R23) and on which day (R24), and
what it is a share of (R25)."""

import re
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - the type is called as in evidence/dates.py

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, proofs
from briefpack.adviser.meant import spoken_of, whole_of
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.rules import disagreements, gaps, statuses, sums, superlatives
from briefpack.adviser.saying import Line, day, held_by, lines, told
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Event, Statistic
from briefpack.language import say, say_many, to_say

#: Answers that stand only until the next review.
_OPEN = frozenset(("under-examination", "rejected-initially"))
#: Answers that may have changed since the day they were counted.
_CHANGING = _OPEN | {"not-supported", "accepted", "denominator"}
_COUNTED_ANEW = frozenset(("mandates", "persons", "visits"))


def months_between(first: Day, last: Day) -> int:
    """Full months from one day to a later one."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _stale(case: Case, shown: Shown) -> Found:
    item = shown.item
    if not isinstance(item, Statistic) or not item.when.known or not shown.printed:
        return
    limits = case.profile.limits
    limit = {"mandates": limits.mandate_age, "persons": limits.population_age, "member-states": limits.population_age}
    age = months_between(item.when.last_day(), case.as_of)
    if item.unit in limit and item.status_class == "count" and age > limit[item.unit]:
        old = say_many("{count} month", "{count} months", age)
        yield Finding(
            say("{label}: the figure is {age} old; look for a newer one.", label=item.label, age=old),
            shown.place,
            f"{item.value:g}",
            item.id,
            proofs(item),
        )
    elif item.mechanism == "upr" and item.status_class in _OPEN and (review := _next_review(case, item)):
        yield Finding(
            say(
                "{label}: this was the answer of {then}, and a review of {later} came after; say what became of it.",
                label=item.label,
                then=day(item.when),
                later=day(review.when),
            ),
            shown.place,
            f"{item.value:g}",
            item.id,
            proofs(item, review),
        )


def _next_review(case: Case, item: Statistic) -> Event | None:
    """The review after a figure, held or to be held before the pack's day, as far as the pack knows."""
    return next((event for event in case.once(_reviews) if item.when.last_day() < event.when.first_day()), None)


def _reviews(case: Case) -> list[Event]:
    """The reviews before the pack's day, the oldest first."""
    events = [event for event in case.evidence.all("event") if isinstance(event, Event)]
    reviews = [event for event in events if event.type == "review" and event.mechanism == "upr" and event.when.known]
    return sorted(
        (event for event in reviews if event.when.last_day() < case.as_of), key=lambda event: event.when.sort_key()
    )


def _undated(case: Case, shown: Shown) -> Found:
    item = shown.item
    if isinstance(item, Statistic) and shown.printed:
        if item.when.start is None:
            message = say("{figure} has no as-of date: add the day for which it was counted.", figure=f"{item.value:g}")
            yield Finding(message, shown.place, item.label, item.id, proofs(item))
        elif str(item.when.start.year) not in shown.printed:
            yield _without_day(shown.place, item, f"{item.value:g}")
    for line in lines(case, shown):
        if line.place.entry:
            yield from _undated_in(case, line)


_NONE = re.compile(r"\b(?:no|none|not|never|zero)\b", re.IGNORECASE)


def _undated_in(case: Case, line: Line) -> Iterator[Finding]:
    nothing = [item for item in line.items if isinstance(item, Statistic) and not item.value]
    added = [line.voice.find(each.words) + place for each in sums.sums(line.voice) for place in range(len(each.words))]
    said = [(figure.words, item) for figure, item in spoken_of(case, line) if figure.start not in added]
    if none := _NONE.search(line.voice):
        said += [(none[0], item) for item in nothing]
    for words, item in said:
        ages = item.status_class in _CHANGING or item.unit in _COUNTED_ANEW
        if not ages or item.when.start is None or _is_dated(case, line, item) or _settled(line, item):
            continue
        yield _without_day(line.place, item, words)
        return


def _is_dated(case: Case, line: Line, item: Statistic) -> bool:
    """Whether the text gives the year for which a figure held; that of its whole will do where its own was inferred."""
    whole = whole_of(case, item) if item.when.inferred else None
    dates = (each.when.start for each in (item, whole) if each)
    return any(str(start.year) in line.around for start in dates if start)


def _settled(line: Line, item: Statistic) -> bool:
    """Whether the words say themselves that the answer was a first one."""
    return item.status_class == "rejected-initially" and bool(
        re.search(r"\b(?:initial(?:ly)?|at first|first)\b", line.voice, re.IGNORECASE)
    )


def _without_day(place: Place, item: Statistic, words: str) -> Finding:
    return Finding(
        say("{figure} may have changed since: add “as of {date}”.", figure=words, date=day(item.when)),
        place,
        words,
        item.id,
        proofs(item),
    )


_BOTH = re.compile(
    r"ambiguous|unclear|not clear|both (?:\w+ )?cycles|first and second|one or both|second alone|two cycles",
    re.IGNORECASE,
)


def _ambiguous(case: Case, shown: Shown) -> Found:
    """A reader must be told in words, not by a mark alone, that it is not clear what a figure is a share of."""
    if _BOTH.search(shown.printed):
        return
    items = [item for item in held_by(shown) if isinstance(item, Statistic) and _is_unclear(shown, item)]
    for line in (*lines(case, shown), *told(shown)):
        found = [item for _, item in spoken_of(case, line) if item.population.ambiguous] if line.place.entry else []
        if found and not _BOTH.search(line.around):
            items += found
    if not items or not shown.printed:
        return
    item = items[0]
    whole = whole_of(case, item)
    yield Finding(
        say(
            "It is not clear what {figure} counts: say beside it “{population}”.",
            figure=f"{(whole or item).value:g}",
            population=(whole or item).population.text,
        ),
        shown.place,
        f"{item.value:g}",
        proofs=proofs(*dict.fromkeys([item, *([whole] if whole else [])])),
    )


def _is_unclear(shown: Shown, item: Statistic) -> bool:
    """Whether what a figure counts is unclear, and the entry or the table prints it."""
    return item.population.ambiguous and bool(re.search(rf"(?<!\d){item.value:g}(?!\d)", shown.printed))


R23 = Rule(
    "R23",
    to_say("Stale figure"),
    "warn",
    "entry",
    to_say(
        "Counts of mandates, persons and members age; what a State answered at a review holds until the next. Months "
        "are counted to the pack’s as-of day; reviews are those that the pack knows of."
    ),
    to_say("56 mandates: the figure is of August 2017."),
    _stale,
)
R24 = Rule(
    "R24",
    to_say("As-of date missing"),
    "warn",
    "entry",
    to_say(
        "A figure that may change is printed with the day for which it held. In own words a year anywhere in the same "
        "text will do, and “initially” for what was rejected at first."
    ),
    to_say("113 of 268 were accepted: add “as of October 2014”."),
    _undated,
)
R25 = Rule(
    "R25",
    to_say("Ambiguous denominator"),
    "warn",
    "entry",
    to_say(
        "Where the source does not say clearly what a figure is a share of, the words beside it must tell the reader."
    ),
    to_say("268: the second cycle only, or both?"),
    _ambiguous,
)
RULES: tuple[Rule, ...] = (
    sums.R20,
    disagreements.R21,
    statuses.R22,
    R23,
    R24,
    R25,
    sums.R26,
    sums.R27,
    gaps.R28,
    superlatives.R29,
)
