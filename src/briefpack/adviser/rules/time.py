"""Dates and ages, R30 to R35; here the future told as past (R30), promises whose day has passed (R31), relative words
(R32) and evidence older than the occasion (R35)."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.rules import order, precision
from briefpack.adviser.rules.figures import months_between
from briefpack.adviser.saying import Line, dated_lines, day, held, lines, told
from briefpack.adviser.sentences import Dated, dates
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Event, Position, Quote, Statistic, when
from briefpack.evidence.sources import Item
from briefpack.language import say, say_many, to_say

_HAPPENED = frozenset(("occurred", "ongoing", "did-not-occur"))
_PROMISED = frozenset(("announced", "proposed"))
_CLAUSE = re.compile(r"[;:()–—]|,(?!\s\d{4})|\s(?:and|but|while|whereas|although|though)\s", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|could|can|due|planned|expected|scheduled|announced|proposed|upcoming|"
    r"forthcoming|next|until|before|by|if|to (?!date\b)[a-z]+|plans?|expects?|agreed|set for|ahead|ask|asks|urge)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|[a-z]{2,}ed|met|held|took|gave|began|came|went|said|spoke|sent|made)\b"
)
_PROMISE = re.compile(
    r"\b(?:will|shall|is to|are to|is due|are due|is expected|are expected|is scheduled|are scheduled|is planned|"
    r"are planned|upcoming|forthcoming|to be (?:published|held|submitted|presented|issued|released))\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:in|on|by|for|due|until|from)\s(?:early\s|late\s|mid-|the end of\s)?\[?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:was (?:due|to)|were (?:due|to)|had been|would|outcome|announced|expected|requested|asked|called for|"
    r"not (?:yet )?known|not in (?:the|this) dataset|n/d)\b",
    re.IGNORECASE,
)


def _future_as_past(case: Case, shown: Shown) -> Found:
    item = shown.item
    if isinstance(item, Event) and item.status in _HAPPENED and item.when.known and item.when.first_day() > case.as_of:
        yield Finding(
            say("{date} is after the pack’s day: this cannot have happened yet.", date=day(item.when)),
            shown.place,
            item.title,
            item.id,
            proofs(item),
        )
    for line in (*lines(case, shown), *told(shown)):
        for dated in dates(line.voice):
            if dated.moment.first_day() <= case.as_of:
                continue
            clause = _clause(line.voice, dated)
            if _PAST.search(clause) and not _TO_COME.search(clause):
                yield Finding(
                    say("{date} is after the pack’s day: do not tell it as past.", date=dated.words),
                    line.place,
                    clause.strip(),
                    proofs=proofs(*line.items),
                )


def _clause(voice: str, dated: Dated) -> str:
    """The words around a date between marks and conjunctions; of a date that stands alone before a comma, those after
    it too (In January 2027, …)."""
    marks = [*_CLAUSE.finditer(voice)]
    start = max((mark.end() for mark in marks if mark.end() <= dated.start), default=0)
    ends = [*(mark.start() for mark in marks if mark.start() >= dated.end), len(voice)]
    alone = not _PAST.search(voice[start : ends[0]]) and not _TO_COME.search(voice[start : ends[0]])
    return voice[start : ends[min(alone, len(ends) - 1)]]


def _overdue(case: Case) -> Found:
    """Each promise once, at its first place."""
    outcomes = [item for item in case.items if isinstance(item, Event) and item.status in _HAPPENED]
    for item, shown in held(case).values():
        if not isinstance(item, Event | Position) or item.status not in _PROMISED or not item.when.known:
            continue
        if item.when.last_day() >= case.as_of or any(_answers(item, event) for event in outcomes):
            continue
        if isinstance(item, Position) and re.search(r"outcome|was to|were to", shown.printed, re.IGNORECASE):
            continue
        due = r"\bwas due\b|\boutcome\b" if shown.entry else r"\bwas due\b"
        printed = re.search(due, shown.printed, re.IGNORECASE) or not shown.printed
        if item.status == "proposed":
            message = say("Proposed in {date}, and nothing here says what came of it: find out.", date=day(item.when))
        elif printed or case.pack.language.partition("-")[0] != "en":
            message = say("Due {date}, and nothing here says whether it happened: find out.", date=day(item.when))
        else:
            message = say("Due {date}; the outcome is not in the dataset: write “was due”.", date=day(item.when))
        words = item.title if isinstance(item, Event) else item.text
        yield Finding(message, shown.place, words, item.id, proofs(item))
    for line, said in case.once(dated_lines):
        yield from _promised_in(case, line, said)


def _answers(promise: Event | Position, event: Event) -> bool:
    """Whether an event tells what became of a promise: named with it, or the same sort of act of the same body, and not
    before it was due."""
    if not event.when.known or event.when.last_day() < promise.when.first_day():
        return False
    if event.id in promise.related or promise.id in event.related:
        return True
    if isinstance(promise, Position):
        return False
    return (
        event.type == promise.type and event.body is not None and event.body == promise.body and event.origin == "user"
    )


def _promised_in(case: Case, line: Line, said: tuple[Dated, ...]) -> Iterator[Finding]:
    for dated in said if not line.text.endswith("?") else ():
        if dated.moment.last_day() >= case.as_of:
            continue
        clause = _clause(line.voice, dated)
        if _is_promised(clause, dated) and not _TOLD.search(clause):
            yield Finding(
                say("{date} has passed: write “was due”, or what became of it.", date=dated.words),
                line.place,
                clause.strip(),
                proofs=proofs(*line.items),
            )
            return
    for item in line.items:
        if isinstance(item, Event) and item.status in _PROMISED and _is_told_as_done(case, item, line):
            yield Finding(
                say("Due {date}; the outcome is not in the dataset: write “was due”.", date=day(item.when)),
                line.place,
                line.text,
                item.id,
                proofs(item),
            )


def _is_promised(clause: str, dated: Dated) -> bool:
    """Whether the words before a date promise something for it (will … in September 2025), or a clause starts with it.
    Another thing is a date told before the promise (renewed in April, it will expire) or of something else (will accept
    the recommendations of 2019)."""
    before = clause[: clause.find(dated.words)]
    if len(before.strip()) <= len("In early"):
        return bool(_PROMISE.search(clause))
    promised = _PROMISE.search(before)
    return bool(promised and (_FOR.search(before) or promised[0].lower() in {"upcoming", "forthcoming"}))


def _is_told_as_done(case: Case, item: Event, line: Line) -> bool:
    """Whether a sentence gives the date of a promise without a word that it was one."""
    if item.when.start is None or item.when.last_day() >= case.as_of or _TOLD.search(line.voice):
        return False
    return not _PROMISE.search(line.voice) and any(
        each.moment.year == item.when.start.year for each in dates(line.voice)
    )


_PERIOD = r"week|month|year|summer|autumn|fall|winter|spring|decade|night|quarter"
_RELATIVE = re.compile(
    rf"\b(?:(?:this|last|next|coming|past|previous) (?:{_PERIOD})|recently|lately|(?<!as )soon(?! as)|upcoming|"
    rf"forthcoming|yesterday|tomorrow|today|nowadays|currently|the other day|in recent (?:{_PERIOD})s|"
    rf"(?:\w+|\d+) (?:{_PERIOD}|day)s? ago|shortly(?! (?:after|before)))\b",
    re.IGNORECASE,
)
#: In words that are spoken, the day is the day of the meeting.
_SPOKEN = frozenset(("script", "points"))


def _relative(case: Case, shown: Shown) -> Found:
    spoken = shown.section.options.get("use") in _SPOKEN
    own = told(shown) if shown.item and shown.item.origin == "user" else ()
    for line in (*lines(case, shown), *own):
        for match in _RELATIVE.finditer(line.voice):
            if spoken and match[0].lower() in {"today", "tomorrow", "this week", "this year"}:
                continue
            if _is_dated(line.voice, match.end()):
                continue
            yield Finding(
                say("“{words}” moves with the day it is read: give a date.", words=match[0]),
                line.place,
                match[0],
                proofs=proofs(*line.items),
            )
            break


def _is_dated(voice: str, end: int) -> bool:
    """Whether a date follows at once: last year (2025); next month, in January 2027."""
    return any(
        re.fullmatch(r"[,\s]*\(?(?:in|on|of)?\s*", voice[end : each.start])
        for each in dates(voice)
        if each.start >= end
    )


def _old(case: Case) -> Found:
    occasion = case.as_of if case.pack.date is None else type(case.as_of).fromisoformat(case.pack.date)
    newest = _newest(case)
    if newest is None:
        return
    age = months_between(when(newest).last_day(), occasion)
    if age > case.profile.limits.dataset_age:
        months = say_many("{count} month", "{count} months", age)
        yield Finding(
            say(
                "The newest dated item is of {date}, {months} before the meeting.",
                date=day(when(newest)),
                months=months,
            ),
            words=day(when(newest)),
            proofs=proofs(newest),
        )


def _newest(case: Case) -> Item | None:
    """The newest event, quotation or figure of the pack; what is dated to a year or a span counts from its start."""
    stamped = case.evidence.get(case.pack.dataset.newest) if case.pack.dataset.newest else None
    items = (*case.items, *((stamped,) if isinstance(stamped, Item) else ()))
    dated = [
        item
        for item in items
        if isinstance(item, Event | Quote | Statistic)
        and item.when.known
        and item.when.first_day() <= case.as_of
        and not _promised(item)
    ]
    return max(dated, key=lambda item: item.when.first_day(), default=None)


def _promised(item: Item) -> bool:
    return getattr(item, "status", "") in _PROMISED


RULES: tuple[Rule, ...] = (
    Rule(
        "R30",
        to_say("Future date told as past"),
        "block",
        "entry",
        to_say(
            "What lies after the pack’s as-of day cannot be told as done. Own words are read in English, "
            "clause by clause."
        ),
        to_say("“The Council adopted it on 3 March 2027”, in a pack of 2026."),
        _future_as_past,
    ),
    Rule(
        "R31",
        to_say("Overdue promise"),
        "warn",
        "pack",
        to_say(
            "What was announced for a day that has passed needs an outcome: find it, add it, or write “was due”. An "
            "outcome is an item that names the promise, or your own fact on the same act of the same body."
        ),
        to_say("A report due in September 2025 of which nothing more is known."),
        _overdue,
    ),
    Rule(
        "R32",
        to_say("Relative time"),
        "warn",
        "entry",
        to_say(
            "“Last year”, “recently” and “soon” mean another day to each reader. A date right behind them is enough."
        ),
        to_say("“Last year” → “in 2025”."),
        _relative,
    ),
    precision.R33,
    order.R34,
    Rule(
        "R35",
        to_say("Evidence older than the occasion"),
        "warn",
        "pack",
        to_say(
            "Between the newest dated item of the pack and the meeting lie more months than the profile allows; "
            "without a date of the meeting, the as-of day counts."
        ),
        to_say("The newest dated item is of 4 April [2024], 31 months before the meeting."),
        _old,
    ),
)
