"""R01: every figure, date, act, name and quotation in own words is borne out by what its sentence cites."""

import re
from collections.abc import Iterator
from itertools import permutations

from briefpack.adviser import bearing
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.sentences import Dated, Figure, Sentence, dates, figures, just_before, own_voice, quoted_words
from briefpack.adviser.shown import Shown
from briefpack.adviser.voice import act_in, attributed
from briefpack.briefing.datewords import words_for
from briefpack.evidence.dates import Moment
from briefpack.evidence.items import Statistic
from briefpack.evidence.sources import Item
from briefpack.language import ENGLISH, say, to_say
from briefpack.pack.clipping import units
from briefpack.pack.edits import Edit, entry_of, write
from briefpack.pack.ownwords import count, replaced
from briefpack.pack.pack import Pack

#: Fewer words in quotation marks are a term, not a quotation.
LEAST_QUOTED = 3
#: Numbers in words below it are as often no count of anything (“two points”).
_SMALL = 10
_OURS = re.compile(r"\b(?:our (?:own )?(?:calculation|count|sum|estimate)|we (?:calculate|count))", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|roughly|approximately|(?:more|less|fewer) than|at least|up to)\s$",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"[\s\u00a0-](?:minutes?|seconds?|pages?|words|slides?|[ap]\.?m\b)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:[A-Z]{2,}|Goal|Target|Phase|Pillar|Track|Option|Point|Step|Question|Day|Protocol)[\s\u00a0]$"
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|from|after|in)\s(?:the end of\s)?$", re.I
)


def _unsourced(case: Case, shown: Shown) -> Found:
    """Each sentence of own words: it cites something, and that says the same."""
    if shown.entry is None or shown.section.kind == "cover":
        return
    items = {item.id: item for item in shown.items}
    for sentence in shown.sentences:
        cited = [items[item_id] for item_id in sentence.cites if item_id in items]
        if cited:
            yield from _compared(case, shown, sentence, cited)
        elif _claims(case, sentence.text):
            words = _short(sentence.text.rstrip("."))
            yield Finding(say("No source for: ‘{text}’.", text=words), shown.place, sentence.text)
        elif not case.pack.language.startswith("en") and len(units(sentence.text)) > LEAST_QUOTED:
            message = say(
                "Could not check whether a source is needed for ‘{text}’: acts and dates are read in English alone.",
                text=_short(sentence.text),
            )
            yield Finding(message, shown.place, sentence.text, decided=False)


def _claims(case: Case, text: str) -> bool:
    """Whether a sentence says something that needs a source."""
    voice = own_voice(text)
    if _OURS.search(voice):
        return False  # R26 asks what a calculation rests on
    past = [each for each in dates(voice) if _needs_source(case, each, voice)]
    quoted = [each for each in quoted_words(text) if len(units(each.words)) >= LEAST_QUOTED]
    names = [each.start + len(each.words) for each in case.names.found_in(voice)]
    return bool(past or quoted or _counts(voice) or act_in(text, tuple(names)))


def _counts(voice: str) -> list[Figure]:
    """The figures that count something said: in digits, or in words from ten on; no times of day, lengths of a speech
    or page, and no numbers that are part of a name (SDG 16)."""
    return [
        each
        for each in figures(voice)
        if (each.words[:1].isdigit() or each.value >= _SMALL)
        and ":" not in (voice[each.start - 1 : each.start], voice[each.end : each.end + 1])
        and not _LENGTH.match(voice, each.end)
        and not _NUMBERED.search(just_before(voice, each.start))
    ]


def _needs_source(case: Case, each: Dated, voice: str) -> bool:
    """Not the days of the occasion and of the pack, and no deadline to come."""
    own = {case.pack.as_of, case.pack.date}
    deadline = each.moment.last_day() > case.as_of and _DEADLINE.search(just_before(voice, each.start))
    return str(each.moment) not in own and not deadline


def _compared(case: Case, shown: Shown, sentence: Sentence, cited: list[Item]) -> Iterator[Finding]:
    voice = own_voice(sentence.text)
    yield from _figures(case, shown, voice, cited)
    yield from _dates(case, shown, voice, cited)
    yield from _names(case, shown, voice, cited)


def _figures(case: Case, shown: Shown, voice: str, cited: list[Item]) -> Iterator[Finding]:
    if _OURS.search(voice):
        return
    known, counted = bearing.values(case, cited), bearing.counts(case, cited)
    statistics = [item for item in cited if isinstance(item, Statistic)]
    small = any(item.value < _SMALL for item in statistics)
    written = list(figures(voice)) if small else _counts(voice)
    own = {float(item.value) for item in statistics}
    if len(statistics) == len(cited) and own.isdisjoint(each.value for each in written):
        known = frozenset(own)  # 262 received is no 262 rejected, although the figure rejected is one of 262
    wrong = [each for each in written if not _borne_out(each, voice, known, counted)]
    for each in wrong:
        given = [item for item in statistics if _could_be(item, each) and item.value not in {f.value for f in written}]
        if not known:
            message = say("The evidence cited gives no figure; ‘{figure}’ needs a source.", figure=each.words)
        elif given:
            best = min(given, key=lambda item: abs(item.value - each.value))
            message = say("The evidence cited gives {right}, not {wrong}.", right=f"{best.value:g}", wrong=each.words)
        else:
            message = say("The evidence cited does not give {wrong}.", wrong=each.words)
        sure = len(given) == 1 and len(wrong) == 1 and each.words.isdigit()
        fix = _fix(shown, each.words, f"{given[0].value:g}") if sure else None
        yield Finding(message, shown.place, each.words, proofs=proofs(*cited), fix=fix)


def _could_be(item: Statistic, figure: Figure) -> bool:
    return (item.unit == "percent") == figure.percent


def _borne_out(figure: Figure, voice: str, known: frozenset[float], counted: frozenset[float]) -> bool:
    """Whether a figure is given, is near one where the sentence says so, or follows from two (then it is R26's)."""
    if figure.value in known:
        return True
    if _ABOUT.search(just_before(voice, figure.start)) and any(abs(figure.value - each) <= each / 8 for each in known):
        return True
    for one, other in permutations(counted, 2):
        if figure.percent and one < other and abs(100 * one / other - figure.value) < 1:
            return True
        if not figure.percent and figure.value >= _SMALL and figure.value in {one + other, one - other}:
            return True
    return False


def _dates(case: Case, shown: Shown, voice: str, cited: list[Item]) -> Iterator[Finding]:
    found = [each for each in dates(voice) if _needs_source(case, each, voice)]
    if not found:
        return
    known = bearing.times(case, cited, published=attributed(voice) or "published" in voice)
    wrong = [each for each in found if not bearing.bears_out(known, each.moment)]
    for each in wrong:
        own = bearing.times(case, cited[:1])
        if len(own) == 1 and not own[0].end and own[0].start:
            right = _as_precise(own[0].start, each.moment)
            message = say("The evidence cited gives {right}, not {wrong}.", right=right, wrong=each.words)
            fix = _fix(shown, each.words, right) if len(wrong) == 1 and not own[0].inferred else None
        else:
            message = say("The evidence cited does not give the date {wrong}.", wrong=each.words)
            fix = None
        yield Finding(message, shown.place, each.words, proofs=proofs(*cited), fix=fix)


def _as_precise(right: Moment, written: Moment) -> str:
    """A date in words, no more precise than it was written."""
    words = words_for(ENGLISH)
    day = str(right.day) if right.day and written.day else ""
    month = words.alone[right.month - 1] if right.month and written.month else ""
    return " ".join(part for part in (day, month, str(right.year)) if part)


def _names(case: Case, shown: Shown, voice: str, cited: list[Item]) -> Iterator[Finding]:
    found = case.names.found_in(voice)
    if not found:
        return
    known = bearing.actors(case, cited)
    said = "\n".join(bearing.told(case, item) for item in cited)
    there = {each.actor for each in case.names.found_in(said)} | known
    general = {each.actor for each in case.names.found_in(case.pack.subject_line)}
    organs = case.names.organs
    for each in {each.actor: each for each in found}.values():
        # Of an organ the evidence often says nothing: only another one speaks against it.
        doubted = each.actor not in organs or not there.isdisjoint(organs)
        if each.actor not in there and each.actor not in general and doubted:
            message = say("The evidence cited does not name {name}.", name=each.words)
            yield Finding(message, shown.place, each.words, about=each.actor, proofs=proofs(*cited))


def _fix(shown: Shown, wrong: str, right: str) -> Fix | None:
    """Put the right words where the wrong ones stand, if these stand there once."""
    if shown.entry is None or count(shown.entry.text, wrong) != 1:
        return None
    return Fix(say("Use “{words}”", words=right), put(shown.entry.id, wrong, right))


def put(entry_id: str, wrong: str, right: str) -> Edit:
    """An edit: other words in an entry's own text."""

    def mended(pack: Pack) -> Pack:
        return write(pack, entry_id, replaced(entry_of(pack, entry_id).text, wrong, right, case=True)[0])

    return mended


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:160].rsplit(' ', 1)[0]} …"


RULES: tuple[Rule, ...] = (
    Rule(
        "R01",
        to_say("Unsourced claim"),
        "block",
        "entry",
        to_say(
            "Each sentence of own words with a figure, a date, an act told as done or a quotation has to cite an item, "
            "and the item has to give that figure, date and name. Acts, dates and names are read in English, names "
            "only where the evidence knows them; numbers below ten in words count only beside a figure below ten."
        ),
        to_say("“The State rejected 64 recommendations”, where the item cited gives 63."),
        _unsourced,
    ),
)
