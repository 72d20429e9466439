"""Clearing a pack: how it stands in words, and what is still in the way of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from briefpack.adviser.finding import Finding
from briefpack.adviser.standing import open_findings
from briefpack.briefing.locale import day_words
from briefpack.language import say, spoken
from briefpack.pack.clearing import changed_since
from briefpack.pack.pack import Pack

#: The rule that a cleared pack was changed: to clear the pack again is its remedy, so it never stands in the way.
CHANGED = "R60"


class Stamp(NamedTuple):
    """How a pack stands: in words, and as what."""

    words: str
    state: Literal["open", "cleared", "changed"]


def stamp(pack: Pack) -> Stamp:
    """`Not cleared`, `Cleared by AB, 22 November 2026, 17:58 UTC`, or that it was changed since."""
    cleared = pack.cleared
    if cleared is None:
        return Stamp(say("Not cleared"), "open")
    if changed_since(pack):
        return Stamp(say("CHANGED SINCE CLEARANCE"), "changed")
    return Stamp(_by_whom(pack), "cleared")


def history(pack: Pack) -> str:
    """Who cleared it and when, whatever became of it; "" where nobody did."""
    return _by_whom(pack) if pack.cleared else ""


def _by_whom(pack: Pack) -> str:
    cleared = pack.cleared
    assert cleared is not None  # noqa: S101 - for mypy; both callers have looked
    day, _, time = cleared.at.partition("T")
    return say("Cleared by {initials}, {day}, {time} UTC", initials=cleared.by, day=day_words(day, spoken()), time=time)


def minute(moment: datetime) -> str:
    """The moment as a clearance has it: in UTC, to the minute."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def in_the_way(pack: Pack, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What must be mended or waived before the pack can be cleared."""
    return tuple(finding for finding in open_findings(pack, findings) if finding.rule != CHANGED)
