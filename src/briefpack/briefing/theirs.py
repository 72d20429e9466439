"""Words of the evidence in a pack of another language: they stay as they are, and a screen reader is told so.

Where they are put into a sentence of the program they are marked, and when a section is composed the marks become
spans of their own, in their own language.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from briefpack.briefing.nodes import Span
from briefpack.language import Language

#: The language of the dataset: of its titles and summaries as of its quotations.
DATASET = "en"
#: Unicode's own marks around words that run their own way (UAX #9): they stand in no text that people write.
_OPENS, CLOSES = "\u2066", "\u2069"
_NONE = dict.fromkeys(map(ord, (_OPENS, CLOSES)))

T = TypeVar("T")


def theirs(text: str, language: Language) -> str:
    """The dataset's words, to be put into a sentence in this language."""
    return text if language.tag == DATASET or not text else f"{_OPENS}{text}{CLOSES}"


def told_apart(composed: T, language: Language) -> T:
    """What was composed, with the marked words in spans of their own; as it is in the dataset's own language."""
    return composed if language.tag == DATASET else _apart(composed)


def _apart(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_NONE)
    if isinstance(value, list):
        return [_apart(each) for each in value]
    if not isinstance(value, tuple):
        return value
    if hasattr(value, "_fields"):
        return type(value)(*map(_apart, value))
    made: list[Any] = []
    for each in value:
        made += _pieces(each) if isinstance(each, Span) else [_apart(each)]
    return tuple(made)


def _pieces(span: Span) -> Iterator[Span]:
    if _OPENS not in span.text:
        yield span
        return
    depth, words = 0, ""
    for char in span.text:
        if char not in {_OPENS, CLOSES}:
            words += char
            continue
        changed = depth + (1 if char == _OPENS else -1)
        if bool(changed) != bool(depth):
            yield from _run(span, words, depth)
            words = ""
        depth = max(changed, 0)
    yield from _run(span, words, depth)


def _run(span: Span, words: str, depth: int) -> Iterator[Span]:
    if words:
        yield span._replace(text=words, lang=DATASET) if depth and not span.lang else span._replace(text=words)
