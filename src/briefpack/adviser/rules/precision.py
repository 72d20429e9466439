"""Dates more precise than what is known, and years that were inferred: R33."""

from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.rule import Found, Rule, every
from briefpack.adviser.saying import Line, dated_lines, day, passages_hold, reworded, told
from briefpack.adviser.sentences import Dated, dates
from briefpack.evidence.dates import FuzzyDate, Moment
from briefpack.evidence.items import Event, Position, when
from briefpack.evidence.sources import Item
from briefpack.language import say, to_say

#: How many inferred dates the note names.
_NAMED = 8
_FINENESS = {"year": 1, "month": 2, "day": 3, "range": 3, "unknown": 0}


def _in_words(case: Case) -> Found:
    for line, said in case.once(dated_lines):
        for dated in said if line.items else ():
            yield from _in_line(case, line, dated)
    for shown in case.shown:
        for line in told(shown):
            for dated in dates(line.voice):
                yield from _bare_year(case, line, dated, fixable=False)


def _in_line(case: Case, line: Line, dated: Dated) -> Iterator[Finding]:
    known = [item for item in line.items if when(item).known]
    meant = [item for item in known if _may_mean(when(item), dated.moment)]
    if not meant:
        return
    if all(_finer(dated.moment, when(item)) for item in meant) and not _stated(line.items, dated):
        item = meant[0]
        yield Finding(
            say("{words} is more precise than what is known: write {date}.", words=dated.words, date=day(when(item))),
            line.place,
            dated.words,
            item.id,
            proofs(item),
        )
        return
    yield from _bare_year(case, line, dated)


def _bare_year(case: Case, line: Line, dated: Dated, *, fixable: bool = True) -> Iterator[Finding]:
    meant = [item for item in line.items if when(item).known and _may_mean(when(item), dated.moment)]
    inferred = [item for item in meant if "year" in when(item).inferred]
    if dated.bracketed or not inferred or len(inferred) < len(meant):
        return
    year = str(dated.moment.year)
    if passages_hold(line.items, rf"\b{year}\b"):
        return
    whole = dated.moment.month is not None and "month" in when(inferred[0]).inferred
    bracketed = f"[{dated.words}]" if whole else dated.words.replace(year, f"[{year}]")
    yield Finding(
        say("The date was inferred: print {date}.", date=bracketed),
        line.place,
        dated.words,
        inferred[0].id,
        proofs(inferred[0]),
        reworded(case, line, dated.words, bracketed) if fixable else None,
    )


def _may_mean(date: FuzzyDate, moment: Moment) -> bool:
    """Whether a date in words can be that of an item: the same as far as both go, or inside its range."""
    start = date.start
    if start is None:
        return False
    if date.end:
        return moment in (start, date.end)
    if moment.year != start.year:
        return False
    return moment.month is None or start.month is None or moment.month == start.month


def _finer(moment: Moment, date: FuzzyDate) -> bool:
    return date.start is not None and _FINENESS[moment.precision] > _FINENESS[date.start.precision]


def _stated(items: tuple[Item, ...], dated: Dated) -> bool:
    """Whether a passage has the month, or the day and the month."""
    moment = dated.moment
    month = _MONTHS[moment.month - 1] if moment.month else ""
    if moment.day:
        return passages_hold(items, rf"\b(?:0?{moment.day}(?:st|nd|rd|th)? {month}|{month} 0?{moment.day})\b")
    return passages_hold(items, rf"\b{month}\b(?! \d{{1,2}}\b)")


_MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
)
_MONTHS += ("November", "December")


def _in_records(case: Case) -> Found:
    """What items print of themselves: a date finer than its record says, a day that may be another, years inferred."""
    inferred: list[Item] = []
    for item in case.items:
        date, shown = when(item), case.used[item.id]
        if date.start is None:
            continue
        if isinstance(item, Event) and not date.end and _FINENESS[date.start.precision] > _FINENESS[item.precision]:
            yield Finding(
                say("{date} is printed, but only the {part} is known.", date=day(date), part=item.precision),
                shown.place,
                day(date),
                item.id,
                proofs(item),
            )
        elif date.others and shown.item is item:
            others = ", ".join(day(FuzzyDate(other)) for other in date.others)
            yield Finding(
                say("{date} is one reading, and the source may mean {others}: say so.", date=day(date), others=others),
                shown.place,
                day(date),
                item.id,
                proofs(item),
            )
        elif (date.inferred or date.basis == "computed") and not isinstance(item, Position):
            inferred.append(item)  # a position is dated in print as the event that shows it
    if inferred:
        found = [*dict.fromkeys(day(when(item)) for item in inferred)]
        words = ", ".join([*found[:_NAMED], *(["…"] if len(found) > _NAMED else [])])
        yield Finding(
            say("Inferred or worked out, so check them before they are said aloud: {dates}", dates=words),
            case.used[inferred[0].id].place,
            proofs=proofs(*inferred),
            severity="note",
        )


R33 = Rule(
    "R33",
    to_say("False precision"),
    "warn",
    "pack",
    to_say(
        "A date is printed as precisely as it is known and no more, and an inferred year in brackets. Own words are "
        "held against the items that they cite; the inferred dates of the pack are listed in a note."
    ),
    to_say("4 April 2024: the year was inferred, print 4 April [2024]."),
    every(_in_words, _in_records),
)
