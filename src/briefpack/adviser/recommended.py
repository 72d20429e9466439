"""Recommendations among own words, and whether somebody can act on them and be held to them (SMART).

Read as English; a sentence is asked for what it shows, so that a doubtful lamp is lit.
"""

import re
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import Literal, NamedTuple

from briefpack.adviser.finding import Place
from briefpack.adviser.sentences import dates, figures
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Event, Quote, Recommendation, Statistic
from briefpack.pack.ownwords import parse
from briefpack.pack.pack import Section

Lamp = Literal["addressee", "action", "measurable", "date", "link"]
USE = "recommendations"


class Recommended(NamedTuple):
    """A recommendation: where it stands, under which label, its words, whether it cites an item, and its theme: that
    of the first item it cites, "" where it cites none."""

    place: Place
    label: str
    text: str
    cites: bool
    theme: str


def recommends(section: Section) -> bool:
    """Whether a section is for recommendations."""
    return USE in (section.options.get("use"), section.key)


def recommendations(shown: Shown) -> Iterator[Recommended]:
    """Each paragraph of own words among recommendations is one."""
    entry = shown.entry
    if entry is None or entry.item or not recommends(shown.section):
        return
    topics = {
        item.id: item.topics[0]
        for item in shown.items
        if isinstance(item, Event | Quote | Statistic | Recommendation) and item.topics
    }
    for runs in parse(entry.text):
        text = " ".join("".join(run.text for run in runs).split())
        cited = [run.cite for run in runs if run.cite]
        theme = next((topics[item_id] for item_id in cited if item_id in topics), "")
        if text:
            yield Recommended(shown.place, entry.label, text, bool(cited), theme)


def lacking(each: Recommended, as_of: Day) -> tuple[Lamp, ...]:
    """The lamps that stay dark."""
    verbs = _verbs(each.text)
    lit: dict[Lamp, bool] = {
        "addressee": bool(_ADDRESSED.search(each.text) or each.label.startswith(("To ", "For "))),
        "action": any(verb not in _WEAK for verb in verbs),
        "measurable": bool(figures(each.text) or verbs & _DONE_OR_NOT or _MEASURED.search(each.text)),
        "date": _has_deadline(each.text, as_of),
        "link": each.cites or bool(_LINKED.search(each.text)),
    }
    return tuple(lamp for lamp, shines in lit.items() if not shines)


_ADDRESSED = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|(?:is|are) (?:urged|invited|asked|encouraged|requested) to)\b"
    r"|\b(?:[Uu]rg|[Cc]all|[Rr]ecommend|[Aa]sk|[Ii]nvit|[Rr]equest|[Ee]ncourag)\w*\s(?:on\s|upon\s|that\s|to\s)?(?:the\s|its\s|all\s|[A-Z])"
    r"|^(?:To|For)\s(?:the\s|all\s)?\w[^.:]{1,120}:",
)
_MODAL = re.compile(r"\b(?:should|must|shall|ought)\b")
_NO_VERBS = frozenset(
    ("the", "a", "an", "this", "that", "these", "all", "each", "its", "their", "to", "we", "it", "in")
)
_NO_VERBS |= {"on", "for", "urge", "call", "recommend", "request", "ask", "be"}
_ASKED = re.compile(r"\b(?:should|must|shall|to|and)\s(?:not\s)?(?:\w+ly\s)?([a-z]+(?:-[a-z]+)?)")
_FIRST = re.compile(r"(?:^|[:;—]\s*|[.]\s+|^\(?\d+[.)]\s*)(?:Not to\s|To\s)?([A-Za-z]+(?:-[a-z]+)?)\b")
#: Verbs after which nobody can tell whether anything was done (categories 1 to 3 of UPR Info, and the like).
_WEAK = frozenset(
    (
        *("consider", "continue", "explore", "examine", "study", "reflect", "seek", "strive", "endeavour", "attempt"),
        *("try", "work", "strengthen", "enhance", "improve", "promote", "foster", "encourage", "support", "pursue"),
        *("intensify", "maintain", "remain", "keep", "aim", "hope", "address", "raise", "take", "make", "do", "help"),
        *("think", "have", "be", "note", "recognise", "recognize", "welcome", "share", "learn", "engage", "step"),
    )
)
#: Verbs of which one can see whether they were done.
_DONE_OR_NOT = frozenset(
    (
        *("ratify", "accede", "adopt", "abolish", "repeal", "amend", "enact", "publish", "release", "invite"),
        *("appoint", "establish", "close", "sign", "withdraw", "renew", "extend", "convene", "hold", "submit"),
        *("report", "agree", "accept", "allow", "admit", "grant", "permit", "lift", "refer", "allocate", "fund"),
        *("finance", "vote", "table", "sponsor", "list", "visit", "receive", "answer", "respond", "create"),
        *("schedule", "brief", "return", "free", "disclose", "stop", "end", "open", "translate", "circulate"),
        *("name", "set", "include", "co-sponsor"),
    )
)
_MEASURED = re.compile(
    r"\b(?:indicators?|measured|benchmarks?|published?|publicly|report(?:s|ed|ing)? (?:to|on|back)|every|each|"
    r"at least)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\b(?:recommendations?\s(?:\d|of|in|by|made|from|accepted|supported)|recommended|paragraphs?\s\d|paras?\.?\s\d|"
    r"resolutions?\s(?:[A-Z]/|\d)|cycle|as\s(?:asked|called|urged|agreed))|\b[A-Z]{1,4}/[A-Z0-9]",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\bwithin\s[\w-]+\s(?:days?|weeks?|months?|years?)\b|\b(?:each|every)\s(?:year|session|month|quarter)\b|"
    r"\b(?:annually|monthly|quarterly|immediately)\b|"
    r"\b(?:by|before|at|until|during|no later than)\s(?:the|its)\s(?:next|end|[\w-]+\ssession|[\w-]+\scycle)\b",
    re.IGNORECASE,
)


def _verbs(text: str) -> set[str]:
    """What is asked for: after “should” and “to”, and, where nobody “should”, at the start of a sentence."""
    forms = (_ASKED,) if _MODAL.search(text) else (_ASKED, _FIRST)
    return {match[1].lower() for form in forms for match in form.finditer(text)} - _NO_VERBS


def _has_deadline(text: str, as_of: Day) -> bool:
    """A day to come; the date of a resolution that is spoken of is none."""
    return bool(_DEADLINE.search(text)) or any(each.moment.last_day() >= as_of for each in dates(text))
