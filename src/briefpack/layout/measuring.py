"""From spans to a `Text`: words shaped, spaces and note numbers joined to the words they belong to."""

import re
from collections.abc import Sequence
from itertools import accumulate

from briefpack.briefing.nodes import Span
from briefpack.layout.collecting import Collecting, NeedsCareError
from briefpack.layout.display import Mark, new
from briefpack.layout.fonts import FontSet, is_visible
from briefpack.layout.lines import Ink, Text, manner_of
from briefpack.layout.mixed import mixed_text
from briefpack.layout.styles import Type

_LATIN = re.compile("[A-Za-z]").search


def measure(fonts: FontSet, spans: Sequence[Span], type_: Type, mark: Mark) -> Text:
    """The spans as measured words; raises `MissingGlyph` (without a node) for a character no face can show."""
    if len(spans) == 1 and (plain := _plain(fonts, spans[0], type_, mark)):
        return plain
    if fonts.rtl:
        return mixed_text(fonts, spans, type_, mark)
    try:
        return Collecting(Text(fonts, type_), mark).collected(spans)
    except NeedsCareError:
        return mixed_text(fonts, spans, type_, mark)


def _plain(fonts: FontSet, span: Span, type_: Type, mark: Mark) -> Text | None:
    """A span that needs nothing but shaping, as most do, measured straight away; None for any other."""
    words, style, lang, note, target = span
    if note or target or lang or "n" in style or words.startswith("page:"):
        return None
    if not (words.isprintable() or is_visible(words)):
        return None
    if fonts.rtl and not _LATIN(words):  # figures and signs run with the document
        return None
    tokens = words.split(" ")
    if "" in tokens:
        tokens = [token for token in tokens if token]
    key, space, gap, colour = manner_of(fonts, type_, style)
    shaped = fonts.words(key, tokens) if tokens else None
    if shaped is None:
        return None
    text = Text(fonts, type_)
    text.words, text.starts = shaped, [0]
    text.inks = [new(Ink, (key, type_.size, colour, mark, gap, 0.0, 1.0, False, 0, "", "", False))]
    advances = [word.width + space for word in shaped] if gap else shaped
    text.cumulative = list(accumulate(advances, initial=0.0))
    return text
