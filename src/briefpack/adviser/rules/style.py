"""How the house writes dates, numbers and words, R39; and words that take sides, R41a."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix
from briefpack.adviser.rule import Rule
from briefpack.adviser.shown import Shown
from briefpack.adviser.wording import Change, Changes, reword, spoken, voices
from briefpack.language import say, to_say

# --- R39 -----------------------------------------------------------------------------------------------------------

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = _MONTH.split("|")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ \u00a0](?P<year>\[?(?:19|20)\d\d\]?))?"
_MONTH_FIRST = re.compile(rf"(?<!\d )\b(?P<month>{_MONTH})[ \u00a0]{_DAY}{_YEAR}(?![\d:])")
_DAY_FIRST = re.compile(rf"\b{_DAY}[ \u00a0](?:of )?(?P<month>{_MONTH}){_YEAR}(?!\d)")
_ORDINAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")
_ISO = re.compile(
    r"(?<![\w/-])(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-])"
)
_SLASHED = re.compile(r"(?<![\w/])\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?![\w/])")
_LONG_NUMBER = re.compile(r"(?<![\w./,:-])\d{5,}(?![\w/,.:-]*\w)")

_DAY_SHAPE = {"day-first": "{day} {month} {year}", "month-first": "{month} {day}, {year}"}


def _dated(wrong: re.Pattern[str], shape: str) -> Changes:
    def changes(voice: str) -> Iterator[Change]:
        for match in wrong.finditer(voice):
            parts = match.groupdict()
            month = parts.get("month") or _MONTHS[int(parts["number"]) - 1]
            words = shape.format(day=int(parts["day"]), month=month, year=parts["year"] or "")
            yield Change(*match.span(), words.rstrip(" ,"))

    return changes


def _ordinals(shape: str) -> Changes:
    """Days with st, nd, rd, th, in the order of the house."""
    both = [_dated(pattern, shape) for pattern in (_DAY_FIRST, _MONTH_FIRST)]
    return lambda voice: [
        change for one in both for change in one(voice) if _ORDINAL.search(voice, change.start, change.end)
    ]


def _together(*several: Changes) -> Changes:
    """All changes in order; of two that overlap the first."""

    def changes(voice: str) -> Iterator[Change]:
        end = 0
        for change in sorted(change for one in several for change in one(voice)):
            if change.start >= end:
                yield change
                end = change.end

    return changes


#: Verbs in -ise that the UN spells with z, by their stem; other words in -ise (advise, exercise) have no z anywhere.
_STEMS = (
    "apolog|author|capital|categor|central|character|civil|colon|critic|democrat|demilitar|denuclear|emphas|equal|"
    "final|formal|general|harmon|human|hospital|institutional|legal|legitim|maxim|militar|minim|mobil|modern|national|"
    "neutral|normal|operational|organ|penal|politic|polar|prior|priorit|real|recogn|regular|scrutin|sensit|social|"
    "special|stabil|standard|stigmat|summar|symbol|sympath|universal|util|victim|visual|weapon"
)
_ISE = re.compile(rf"(?<!\w)(?:re|dis|de|un)?(?:{_STEMS})i(?P<s>s)(?:e[sdr]?|ing|ation(?:s|al)?|able)(?!\w)")
_AMERICAN = {
    "behavior": "behaviour",
    "center": "centre",
    "centers": "centres",
    "color": "colour",
    "defense": "defence",
    "favor": "favour",
    "favorable": "favourable",
    "honor": "honour",
    "labor": "labour",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "neighboring": "neighbouring",
    "offense": "offence",
    "program": "programme",
    "programs": "programmes",
    "percent": "per cent",
    "fulfill": "fulfil",
}
_BRITISH = {british: american for american, british in _AMERICAN.items()} | {"programme’s": "program’s"}


def _spelled(words: dict[str, str]) -> Changes:
    # Words with a capital are mostly names: National Defense Commission, Center for …
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])")
    return lambda voice: [Change(*match.span(), words[match[0]]) for match in pattern.finditer(voice)]


def _with_z(voice: str) -> Iterator[Change]:
    for match in _ISE.finditer(voice):
        place = match.start("s") - match.start()
        yield Change(*match.span(), f"{match[0][:place]}z{match[0][place + 1 :]}")


class _Habit(NamedTuple):
    """A habit of a house: what breaks it, and how it is told of."""

    changes: Changes
    message: str


_DATE = to_say("This house writes dates as in “{words}”.")
_SPELLING = to_say("This house spells “{words}”.")
_UNCLEAR = to_say("Write the date with its month in letters: a day and a month in figures can be read in two ways.")
_THOUSANDS = to_say("Set the thousands of “{words}” apart so that the figure can be read.")


@lru_cache(maxsize=64)
def _habits(dates: str, spelling: str) -> tuple[_Habit, ...]:
    spellings: dict[str, tuple[Changes, ...]] = {
        "un": (_with_z, _spelled(_AMERICAN)),
        "british": (_spelled(_AMERICAN),),
        "american": (_with_z, _spelled(_BRITISH)),
    }
    found: list[_Habit] = []
    if dates in _DAY_SHAPE:
        shape = _DAY_SHAPE[dates]
        wrong = _dated(_MONTH_FIRST if dates == "day-first" else _DAY_FIRST, shape)
        found.append(_Habit(_together(wrong, _dated(_ISO, shape), _ordinals(shape)), _DATE))
    if spelling in spellings:
        found.append(_Habit(_together(*spellings[spelling]), _SPELLING))
    return tuple(found)


def _style(case: Case, shown: Shown) -> Iterator[Finding]:
    entry = shown.entry
    if not entry or entry.item or not entry.text:
        return
    paragraphs = voices(entry.text)
    for habit in _habits(case.profile.dates, case.profile.spelling):
        found = [(change, voice) for voice in paragraphs for change in habit.changes(voice)]
        if found:
            change, voice = found[0]
            words = voice[change.start : change.end]
            fix = Fix(say("Use “{words}”", words=change.words), reword(entry.id, habit.changes))
            yield Finding(say(habit.message, words=change.words), shown.place, words, about=habit.message, fix=fix)
    for pattern, message in ((_SLASHED, _UNCLEAR), (_LONG_NUMBER, _THOUSANDS)):
        match = next((match for voice in paragraphs if (match := pattern.search(voice))), None)
        if match:
            yield Finding(say(message, words=match[0]), shown.place, match[0], about=message)


# --- R41a ----------------------------------------------------------------------------------------------------------

#: Words that take sides. “shield” as a verb alone: human shields are a term of law.
_LOADED = re.compile(
    r"(?<![\w-])(?:"
    r"shield(?:s|ed|ing)?(?= (?:the |its |their )?(?-i:[A-Z]))|shielding|brutal(?:ly|ity)?|charm offensives?|"
    r"baby steps?|hermit (?:kingdom|state)|rogue (?:state|regime|nation)|pariah(?: state)?|heinous|"
    r"ruthless(?:ly)?|notorious(?:ly)?|so-called|puppets?|cron(?:y|ies)|thugs?|henchm[ae]n|"
    r"lip service|window[- ]dressing|charade|farc(?:e|ical)|sham|"
    r"shameless(?:ly)?|barbar(?:ic|ous)|evil|tyrann(?:y|ical)|tyrants?|dictator(?:s|ial)?|despot(?:s|ic)?|draconian|"
    r"orwellian|gulags?|slam(?:s|med)?|lash(?:es|ed) out|brazen(?:ly)?|outrageous(?:ly)?|hypocri(?:sy|tical(?:ly)?)"
    r")(?!\w)",
    re.IGNORECASE,
)
#: Somebody else is named as the one who says so.
ATTRIBUTED = re.compile(
    r"(?<![\w-])(?:(?i:according to|in the words? of|in (?:its|his|her|their|the \w+[’']s) words?|as \w+ puts? it|"
    r"said|says|told|tells|wrote|writes|argue[sd]|alleges?|alleged|accuse[sd]|describe[sd]|claimed|called|denounced)|"
    # Nouns too, unless somebody stands before them.
    r"(?:op-ed|article|author|source|speaker|delegation|he|she|it|which|who|[A-Z][\w’]+) "
    r"(?:calls|claims|reports|notes|denounces|quotes|reported|noted))(?![\w-])"
)


def _loaded(case: Case, shown: Shown) -> Iterator[Finding]:
    if not case.profile.neutral or not shown.sentences:
        return
    found = [
        match[0].strip()
        for voice in spoken(shown.sentences)
        if not ATTRIBUTED.search(voice)
        for match in _LOADED.finditer(voice)
    ]
    if found:
        message = say("“{words}” takes sides in our own voice: say who says so, or cut it.", words=found[0])
        yield Finding(message, shown.place, "; ".join(dict.fromkeys(found)))


RULES: tuple[Rule, ...] = (
    Rule(
        "R39",
        to_say("House style of dates, numbers and spelling"),
        "note",
        "entry",
        to_say(
            "Dates, long numbers and spellings in our own voice follow the chosen house style. English alone is "
            "known; words with a capital are taken for names and left alone."
        ),
        to_say("“April 4, 2024” in a UN pack, which writes 4 April 2024."),
        _style,
    ),
    Rule(
        "R41a",
        to_say("Loaded language"),
        "note",
        "entry",
        to_say(
            "Words that judge are found in our own voice unless the sentence names who says so. The list is English "
            "and short; a house style may switch this off for its own statements."
        ),
        to_say("“the charm offensive of May 2017” as the pack’s own words."),
        _loaded,
    ),
)
