"""What was reworded, word by word: “[removed: 40] [added: 44]”, named in words, so that ears and grey prints tell them
apart."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import dropwhile
from typing import NamedTuple

from briefpack.briefing.nodes import Span, Spans
from briefpack.language import Language, to_say

#: Of words that stayed, so many are shown beside a change; of words that changed, so many at once.
_BESIDE, _AT_ONCE = 9, 120
#: More pairs of words than this are not compared one by one.
_MOST = 4_000_000
#: What stands between these is one word, such as the name of a source.
OPENS, CLOSES = "\ue000", "\ue001"
#: A word or a mark with the space before it: 1.5, A/HRC/55 and well-known are one word.
_WORD = re.compile(rf"\s*(?:{OPENS}[^{CLOSES}]*{CLOSES}|\w+(?:[.,’'/-]\w+)*|[^\w\s]+?)")


class Reworded(NamedTuple):
    """The earlier words with what was removed, the later with what was added, and both in one line."""

    before: Spans
    after: Spans
    together: str


class _Step(NamedTuple):
    kind: str
    old: Sequence[str]
    new: Sequence[str]


def reworded(before: str, after: str, language: Language) -> Reworded:
    """The difference between two texts, word by word. Words far from any change are left out, which … shows."""
    steps = list(_steps(_words(before), _words(after)))
    old: list[Span] = []
    new: list[Span] = []
    together: list[str] = []
    for place, step in enumerate(steps):
        if step.kind == "equal":
            words = _shortened(step.old, first=place == 0, last=place == len(steps) - 1)
            old.append(Span(words))
            new.append(Span(words))
            together.append(words)
            continue
        if step.old:
            words = _named(to_say("[removed: {words}]"), step.old, language)
            old.append(Span(words, "b"))
            together.append(words)
        if step.new:
            words = _named(to_say("[added: {words}]"), step.new, language)
            new.append(Span(words, "b"))
            together.append(words)
    return Reworded(_trimmed(old), _trimmed(new), "".join(together).strip())


def _words(text: str) -> list[str]:
    # The first word has a space before it like the others, so that it is the same wherever it moves.
    found = _WORD.findall(f" {text}")
    return [unmarked(f" {word.strip()}" if word[:1].isspace() else word) for word in found]


def unmarked(text: str) -> str:
    """A text without the signs around its long words."""
    return text.replace(OPENS, "").replace(CLOSES, "")


def _named(message: str, words: Sequence[str], language: Language) -> str:
    """What was changed, after its space."""
    space = " " if words[0].startswith(" ") else ""
    return space + language.say(message, words=_at_most(words, language))


def _steps(old: list[str], new: list[str]) -> Iterator[_Step]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield _Step("equal", old[:start], new[:start])
    one, other = old[start : len(old) - end], new[start : len(new) - end]
    if len(one) * len(other) > _MOST:
        yield _Step("replace", one, other)
    else:
        for kind, left, right, low, high in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            yield _Step(kind, one[left:right], other[low:high])
    if end:
        yield _Step("equal", old[len(old) - end :], new[len(new) - end :])


def _shortened(words: Sequence[str], first: bool, last: bool) -> str:
    """Words that stayed: those beside a change, and … for the rest."""
    head, tail = 0 if first else _BESIDE, 0 if last else _BESIDE
    if len(words) <= head + tail + 2:
        return "".join(words)
    # A mark without its word would stand at the …
    kept = dropwhile(lambda word: not word.startswith(" "), words[len(words) - tail :])
    return "".join([*words[:head], " …", *kept])


def _at_most(words: Sequence[str], language: Language) -> str:
    shown = "".join(words[:_AT_ONCE]).strip()
    if len(words) <= _AT_ONCE:
        return shown
    more = len(words) - _AT_ONCE
    return language.say_many("{words} … and {count} more word", "{words} … and {count} more words", more, words=shown)


def _trimmed(spans: Sequence[Span]) -> Spans:
    """The spans without the space before the first word."""
    return tuple(span if place else span._replace(text=span.text.lstrip()) for place, span in enumerate(spans))
