"""Words of procedure: how a body decided is a fact of its own, R40."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, proofs
from briefpack.adviser.rule import Rule
from briefpack.adviser.rules.style import ATTRIBUTED
from briefpack.adviser.sentences import Sentence, quoted_words
from briefpack.adviser.shown import Shown
from briefpack.adviser.wording import Change, Changes, reword, spoken
from briefpack.evidence.items import Event
from briefpack.language import say, to_say

_DECIDED = frozenset(("recorded-vote", "without-a-vote", "unanimous-vote", "acclamation", "procedural-vote"))


class _Word(NamedTuple):
    """A word of procedure: how it is found, the modes of adoption under which it is right, whether it says so much of
    a decision that without evidence it is at least to be checked by hand, and its stem in a source's own words."""

    found: re.Pattern[str]
    modes: frozenset[str]
    strong: bool
    stem: str


def _word(pattern: str, stem: str, *modes: str, strong: bool = True) -> _Word:
    return _Word(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), frozenset(modes), strong, stem)


_TEXT = r"(?:the |a |an |its )?(?:\w+ ){0,2}(?:resolution|draft|text|motion|amendment|decision)s?"
_WORDS = (
    _word("unanimous(?:ly)?|unanimity", "unanimous", "unanimous-vote"),
    _word("by consensus|consensually|consensus (?:resolution|text|decision|adoption)", "consensus", "without-a-vote"),
    _word("without a vote", "without a vote", "without-a-vote"),
    _word("by acclamation", "acclamation", "acclamation"),
    _word(
        r"vetoed|vetoes|(?<=’s )veto|(?<=’ )veto|(?<!right of )veto(?= (?:of|on|against|by)\b)"
        r"|(?:cast|used?|using) (?:a|its|his|the) veto",
        "veto",
        "vetoed",
    ),
    _word("disband(?:s|ed|ing|ment)?", "disband"),
    _word(
        rf"(?:failed|fails|was unable|could not|did not manage) to adopt|could not adopt|failed to pass|"
        rf"failure to adopt|no {_TEXT} could be adopted|{_TEXT} (?:failed|fails)",
        "could not",
        "vetoed",
        "recorded-vote",
        "procedural-vote",
        strong=False,
    ),
    _word(
        rf"(?:rejected|rejects|voted down|defeated) {_TEXT}|{_TEXT} (?:was|were) (?:rejected|defeated|voted down)",
        "reject",
        "recorded-vote",
        "procedural-vote",
        strong=False,
    ),
    _word(
        rf"(?:adopted|adopts|adopting) (?:{_TEXT})|{_TEXT} (?:was|were|has been) adopted",
        "adopt",
        *_DECIDED,
        strong=False,
    ),
)
#: How each mode is said in our own voice after “adopted”.
_SAFE = {
    "without-a-vote": to_say("without a vote"),
    "unanimous-vote": to_say("unanimously"),
    "acclamation": to_say("by acclamation"),
    "recorded-vote": to_say("by a recorded vote"),
    "procedural-vote": to_say("by a procedural vote"),
}
_AFTER_VERB = re.compile(r"\b(?:adopted|passed|approved)(?: [^.;]{0,60})? $", re.IGNORECASE)


class _Use(NamedTuple):
    """A word of procedure in our own voice."""

    word: _Word
    words: str
    cites: tuple[str, ...]


@lru_cache(maxsize=4096)
def _uses(sentences: tuple[Sentence, ...]) -> tuple[_Use, ...]:
    """The words of procedure in own text, each once, but for sentences that name who says so."""
    found: dict[str, _Use] = {}
    for sentence, voice in zip(sentences, spoken(sentences), strict=True):
        for word in _WORDS:
            match = word.found.search(voice)
            if match and not ATTRIBUTED.search(voice):
                found.setdefault(word.stem, _Use(word, match[0].strip(), sentence.cites))
    return tuple(found.values())


def _procedure(case: Case) -> Iterator[Finding]:
    told: set[str] = set()
    for shown in case.shown:
        if isinstance(shown.item, Event) and shown.item.id not in told:
            findings = [*_as_printed(shown, shown.item)]
            told.update(finding.about for finding in findings)
            yield from findings
        for use in _uses(shown.sentences):
            events = [item for item in shown.items if isinstance(item, Event) and item.id in use.cites]
            decided = [event for event in events if event.adoption_mode or event.procedure_words]
            yield from _judged(shown, use.word, use.words, decided)


def _judged(shown: Shown, word: _Word, words: str, events: list[Event]) -> Iterator[Finding]:
    if not events:
        if word.strong:
            message = say(
                "Could not check “{words}”: the sentence cites no decision of a body.",
                words=words,
            )
            yield Finding(message, shown.place, words, about=word.stem, decided=False)
        return
    if any(event.adoption_mode in word.modes for event in events):
        return
    event = next((each for each in events if _said(each, word)), events[0])
    if event.adoption_mode not in (None, "n/d"):
        mode = say(_SAFE.get(str(event.adoption_mode), to_say("otherwise")))
        message = say("“{words}” is not how it was decided: the evidence has “{mode}”.", words=words, mode=mode)
    elif _said(event, word):
        message = say(
            "“{words}” is a source’s word and the mode of adoption is not documented: quote the word and attribute it.",
            words=words,
        )
    else:
        message = say("“{words}” says how it was decided, and the mode of adoption is not documented.", words=words)
    yield Finding(message, shown.place, words, about=word.stem, proofs=proofs(event), fix=_fix(shown, word, event))


def _said(event: Event, word: _Word) -> str:
    """The source's own wording for it; "" if there is none."""
    return next((said.word for said in event.procedure_words if _is(said.word, word)), "")


def _is(said: str, word: _Word) -> bool:
    return said.lower().startswith(word.stem) or bool(word.found.search(said))


def _fix(shown: Shown, word: _Word, event: Event) -> Fix | None:
    entry = shown.entry
    if entry is None:
        return None
    safe = _SAFE.get(str(event.adoption_mode), "")
    if safe:
        put = say(safe)
        return Fix(say("Use “{words}”", words=put), reword(entry.id, _after_verb(word, put)))
    said = _said(event, word)
    if said and word.found.fullmatch(said):
        put = say("“{word}” (the source’s word)", word=said)
        return Fix(say("Quote it as the source’s word"), reword(entry.id, _in_quotes(word, said, put)))
    return None


def _after_verb(word: _Word, put: str) -> Changes:
    """Only right behind the verb is a mode of adoption put in without turning the sentence."""

    def changes(voice: str) -> Iterator[Change]:
        for match in word.found.finditer(voice):
            if _AFTER_VERB.search(voice[: match.start()]):
                yield Change(*match.span(), put)

    return changes


def _in_quotes(word: _Word, said: str, put: str) -> Changes:
    def changes(voice: str) -> Iterator[Change]:
        for match in word.found.finditer(voice):
            if match[0].lower() == said.lower():
                yield Change(*match.span(), put)

    return changes


def _as_printed(shown: Shown, event: Event) -> Iterator[Finding]:
    """What the sources say of a decision whose mode is not known: printed in their words, and told as advice."""
    if event.adoption_mode != "n/d":
        return
    quoted = {each.words.lower() for each in quoted_words(shown.printed)}
    for said in event.procedure_words:
        word = next((word for word in _WORDS if _is(said.word, word) and not word.modes >= _DECIDED), None)
        if word and (said.word.lower() in quoted or word.found.search(shown.printed)):
            message = say(
                "The source says “{word}”; the mode of adoption is not documented: keep the word quoted.",
                word=said.word,
            )
            yield Finding(message, shown.place, said.word, event.id, proofs(event), severity="note")


RULES: tuple[Rule, ...] = (
    Rule(
        "R40",
        to_say("Words of procedure"),
        "warn",
        "pack",
        to_say(
            "Unanimous, consensus, veto, adopted, rejected, failed and disbanded are compared with the mode of "
            "adoption of the decision that the sentence cites. Quoted and attributed they are right. Only English is "
            "known."
        ),
        to_say("“unanimously” for a resolution whose mode of adoption no source documents."),
        _procedure,
    ),
)
