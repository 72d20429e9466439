"""Figures and dates on which sources, or the pack's own sentences, contradict one another: R21."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.meant import statistics
from briefpack.adviser.rule import Found, Rule, every
from briefpack.adviser.saying import day
from briefpack.adviser.sentences import dates, figures, own_voice
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Conflict, Event, Statistic
from briefpack.evidence.sources import Item
from briefpack.language import say, to_say
from briefpack.library.folding import fold


def conflicts_of(case: Case, item: Item) -> tuple[Conflict, ...]:
    """The known conflicts about an item: those that it names, and those of this computer that name it."""
    named = [case.evidence.get(conflict_id, "conflict") for conflict_id in item.contested_by]
    known = case.library.conflicts_of(item.id) if case.library else ()
    found = {conflict.id: conflict for conflict in (*named, *known) if isinstance(conflict, Conflict)}
    return tuple(found.values())


#: What a record of a disagreement says is to be looked at here; claims against claims are R42's, and
#: whose word something is R07's.
_OURS = re.compile(r"\b(?:dates?|figures?|values?)\b(?!.*\battribute)", re.IGNORECASE)


def _contested(case: Case) -> Found:
    """Each disagreement of the sources once, where one of its records is used and the others are not."""
    seen: set[str] = set()
    for item in case.items:
        for conflict in conflicts_of(case, item):
            if (
                conflict.kind != "disagreement"
                or conflict.id in seen
                or not _OURS.search(conflict.expected_checker_result)
            ):
                continue
            seen.add(conflict.id)
            shown = case.used[item.id]
            rivals = _rivals(case, item, conflict)
            if not rivals:
                yield _noted(shown, item, conflict)
            elif lacking := [other for other in rivals if other.id not in case.used]:
                values = "; ".join(_value(other) for other in lacking)
                yield Finding(
                    say("Other sources say {values}: show both.", values=values),
                    shown.place,
                    _value(item),
                    conflict.id,
                    proofs(item, *rivals),
                )


def _rivals(case: Case, item: Item, conflict: Conflict) -> list[Item]:
    """The records of a conflict that give another date or value for the same thing."""
    held = (case.evidence.get(name) or (case.library.get(name) if case.library else None) for name in conflict.records)
    others = [other for other in held if isinstance(other, Item) and other.id != item.id]
    if isinstance(item, Statistic):
        return [other for other in others if isinstance(other, Statistic) and _differs(item, other)]
    if not isinstance(item, Event):
        return []
    return [
        other
        for other in others
        if isinstance(other, Event) and other.type == item.type and other.when.start != item.when.start
    ]


def _differs(one: Statistic, other: Statistic) -> bool:
    return one.unit == other.unit and one.value != other.value


def _noted(shown: Shown, item: Item, conflict: Conflict) -> Finding:
    """Where only wording or extent differs, a reader is helped by a remark, no more."""
    return Finding(
        say("The sources differ here, so show both sides: {title}", title=conflict.title),
        shown.place,
        about=conflict.id,
        proofs=proofs(item),
        severity="note",
    )


def _value(item: Item) -> str:
    if isinstance(item, Statistic):
        return f"{item.value:g}"
    return day(item.when._replace(end=None)) if isinstance(item, Event) else item.id


def _same_measure(case: Case) -> Found:
    """Statistics that count the same thing on the same day and differ, one of them used."""
    used = [item for item in case.items if isinstance(item, Statistic) and item.status_class != "duration"]
    if not used:
        return
    by_measure: dict[tuple[object, ...], list[Statistic]] = {}
    for items in case.once(statistics).values():
        for item in items:
            by_measure.setdefault(_measure(item), []).append(item)
    told: set[tuple[object, ...]] = set()
    for item in used:
        rivals = [other for other in by_measure.get(_measure(item), ()) if other.value != item.value]
        if not rivals or _measure(item) in told or all(other.id in case.used for other in rivals):
            continue
        told.add(_measure(item))
        values = "; ".join(_value(other) for other in rivals)
        yield Finding(
            say("Other sources say {values}: show both.", values=values),
            case.used[item.id].place,
            f"{item.value:g}",
            item.id,
            proofs(item, *rivals),
        )


def _measure(item: Statistic) -> tuple[object, ...]:
    population = item.population.id or fold(item.population.text)
    return item.mechanism, item.unit, item.status_class, population, fold(item.label), item.as_of, item.period


class _Told(NamedTuple):
    """What a sentence says of a number: what is counted, in which words, of whom and when; and the number."""

    thing: str
    about: frozenset[str]
    value: float
    words: str


_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’-]+|\b(?:first|second|third|fourth)\b")
_VERB = re.compile(
    r"\b(?:received|accepted|rejected|supported|noted|implemented|held|adopted|visited|met)\b", re.IGNORECASE
)


@lru_cache(maxsize=16_384)
def _told(text: str) -> tuple[_Told, ...]:
    """The only figure of a sentence with what it counts; a sentence with several is not compared."""
    voice = own_voice(text)
    found = [figure for figure in figures(voice) if not figure.percent]
    verbs = _VERB.findall(voice)
    if len(found) != 1 or len(verbs) != 1:
        return ()
    thing = re.match(r"[\s\u00a0](\w{4,})", voice[found[0].end :])
    if not thing:
        return ()
    named = {word.lower() for word in _NAME.findall(voice)}
    named |= {str(dated.moment) for dated in dates(voice)} | {verbs[0].lower()}
    return (_Told(thing[1].lower(), frozenset(named), found[0].value, found[0].words),)


def _two_sentences(case: Case) -> Found:
    said: dict[tuple[str, frozenset[str]], tuple[_Told, str]] = {}
    for shown in case.shown:
        for sentence in shown.sentences:
            for each in _told(sentence.text):
                first, text = said.setdefault((each.thing, each.about), (each, sentence.text))
                if first.value != each.value:
                    yield Finding(
                        say("Another sentence of this pack says {value}: “{text}”", value=first.words, text=text),
                        shown.place,
                        each.words,
                    )


def _all(case: Case) -> Iterator[Finding]:
    yield from every(_contested, _same_measure, _two_sentences)(case)


R21 = Rule(
    "R21",
    to_say("Contradictory figures"),
    "warn",
    "pack",
    to_say(
        "Where sources disagree on a date or figure, a pack that uses one of them shows the others too; where only "
        "their wording differs this is a note. Two own sentences that count the same thing must give the same number."
    ),
    to_say("Yearly resolutions since 2003: other sources say 2004 and 2005."),
    _all,
)
