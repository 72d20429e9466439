"""Our own voice in own text, and how words of it are put right: quotations and titles are never looked into.

A title is known by its form: a run in italics, of three words or more, in which no longer word begins with a small
letter.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.sentences import Sentence, own_voice
from briefpack.pack.edits import Edit, entry_of, write
from briefpack.pack.ownwords import Run, Runs, parse, written


class Change(NamedTuple):
    """Words to put in the place of others in a paragraph."""

    start: int
    end: int
    words: str


#: The changes that a paragraph of our own voice asks for, in order; no two overlap.
Changes = Callable[[str], Iterable[Change]]


@lru_cache(maxsize=4096)
def voices(text: str) -> tuple[str, ...]:
    """The paragraphs of own text as they are read, with quotations and titles blanked out place for place."""
    return tuple(map(_voice, parse(text)))


def _voice(runs: Runs) -> str:
    voice = _without_open_end(own_voice("".join(run.text for run in runs)))
    place = 0
    for run in runs:
        end = place + len(run.text)
        if run.italic and _is_title(run.text):
            voice = _blanked(voice, place, end)
        place = end
    return voice


def _without_open_end(voice: str) -> str:
    # A quotation of several paragraphs closes in the last one alone.
    opened = re.search("[“«]", voice)
    return _blanked(voice, opened.start(), len(voice)) if opened else voice


def _blanked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _is_title(text: str) -> bool:
    longer = re.findall(r"[^\W\d_]{4,}", text)
    return len(text.split()) > 2 and bool(longer) and not any(word[0].islower() for word in longer)


@lru_cache(maxsize=4096)
def spoken(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Each sentence in our own voice alone; a quotation of several sentences is left out of all of them."""
    told: list[str] = []
    inside = False
    for place, sentence in enumerate(sentences):
        words = sentence.text
        if inside:
            end = words.find("”") + 1
            inside = not end
            words = _blanked(words, 0, end or len(words))
        voice = own_voice(words)
        opened = voice.find("“")
        if opened >= 0:
            voice = _blanked(voice, opened, len(voice))
            inside = _closes_later(sentences[place + 1 :])
        told.append(voice)
    return tuple(told)


def _closes_later(sentences: Iterable[Sentence]) -> bool:
    for sentence in sentences:
        mark = re.search("[“”]", sentence.text)
        if mark:
            return mark[0] == "”"
    return False


def words_at(voice: str, changes: Changes) -> tuple[str, ...]:
    """The words of a paragraph that are to be changed, as they stand."""
    return tuple(voice[change.start : change.end] for change in changes(voice))


def reword(entry_id: str, changes: Changes) -> Edit:
    """An edit: change an entry's own text in our own voice alone."""
    return lambda pack: write(pack, entry_id, reworded(entry_of(pack, entry_id).text, changes))


def reworded(text: str, changes: Changes) -> str:
    """Own text with the changes that each of its paragraphs asks for; styles and citations stay."""
    made = [_changed(runs, [*changes(voice)]) for runs, voice in zip(parse(text), voices(text), strict=True)]
    return written(made)


def _changed(runs: Runs, changes: Sequence[Change]) -> list[Run]:
    made: list[Run] = []
    place = 0
    starts = {change.start: change.words for change in changes}
    gone = {place for change in changes for place in range(change.start, change.end)}
    for run in runs:
        kept = "".join(
            starts.get(number, "") + ("" if number in gone else char) for number, char in enumerate(run.text, place)
        )
        made.append(run if run.cite else run._replace(text=kept))
        place += len(run.text)
    return made


def swap(pattern: re.Pattern[str], put: str, allowed: re.Pattern[str] | None = None) -> Changes:
    """Put other words in the place of each match. The case of a first letter is kept, and an article is not doubled.

    A match inside one of `allowed` stays.
    """

    def changes(voice: str) -> Iterable[Change]:
        spared = {place for match in allowed.finditer(voice) for place in range(*match.span())} if allowed else set()
        for match in pattern.finditer(voice):
            if match.start() not in spared:
                yield Change(*match.span(), _fitted(put, match[0], voice[: match.start()]))

    return changes


def _fitted(put: str, found: str, before: str) -> str:
    if put.startswith("the ") and before.lower().endswith("the "):
        put = put.removeprefix("the ")
    # A name is written with a capital anywhere: the place tells whether a sentence begins here.
    starts = not before.strip() or before.rstrip().endswith((".", "!", "?", "…", ":"))
    return put[:1].upper() + put[1:] if starts and found[:1].isupper() else put
