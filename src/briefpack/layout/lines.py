"""Line breaking: spans become measured words once, then lines by bisection over their running widths.

A `Text` counts in thousandths of its type size; what it emits is in points. Lines are broken greedily and set ragged.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from briefpack.layout.display import Area, Colour, Mark, Run, Word
from briefpack.layout.fonts import FontSet, Manner
from briefpack.layout.styles import GREY, Type

_NONE: frozenset[int] = frozenset()
_SLACK = 0.01  # thousandths: sums of widths are floats
# A line may end after these, if two characters stand before and two after: "n/d" and "-5" stay whole.
_BREAK_AFTER = re.compile(r"(?<=..[-‐–—/])(?=..)")
_BREAKABLE = re.compile(r"[-‐–—/]").search


class PageRun(Run):
    """A page number not known yet: `words` hold its place until `target` has a page."""

    __slots__ = ("align_right", "room", "target")
    target: str
    room: float
    align_right: bool


class Ink(NamedTuple):
    """How a stretch of words is set. `ratio`: its size against the text's; `page`: a page number to come."""

    face: str
    size: float
    colour: Colour
    mark: Mark
    gap: float = 0.0
    lift: float = 0.0
    ratio: float = 1.0
    fixed: bool = False
    note: int = 0
    target: str = ""
    words: str = ""
    page: bool = False


@cache
def face_key(family: str, bold: bool, italic: bool, style: str) -> str:
    """The face for a type and a span's style letters; italics inside an italic type stand upright."""
    bold = bold or "b" in style
    italic = italic != ("i" in style)
    suffix = ("-" if bold or italic else "") + ("bold" if bold else "") + ("italic" if italic else "")
    return ("sans" if "f" in style else family) + suffix


def manner_of(fonts: FontSet, type_: Type, style: str) -> Manner:
    """How words of a type in a style are set."""
    known = fonts.manners.get((type_, style))
    if known is None:
        key = face_key(type_.family, type_.bold, type_.italic, style)
        space = fonts[face_key(type_.family, type_.bold, type_.italic, "")].space.width
        colour = GREY if "u" in style else type_.colour
        known = fonts.manners[type_, style] = Manner(key, space, space - fonts[key].space.width, colour)
    return known


SetLine = tuple[tuple[Run, ...], tuple[int, ...], tuple[Area, ...]]
"""A line as its runs in reading order, the numbers of its notes and its places to click."""


class Emitted:
    """What lines give to a strip; runs in reading order."""

    __slots__ = ("areas", "notes", "runs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.notes: list[int] = []
        self.areas: list[Area] = []

    def take(self, lines: Iterable[SetLine]) -> None:
        """Add lines."""
        for runs, notes, areas in lines:
            self.runs += runs
            self.notes += notes
            self.areas += areas


class Text:
    """Measured words of one text. `joined`: words that may not start a line; `tight`: words with no space after them.

    `cumulative[i]` is where word i starts on an endless line; every word that is not tight counts its space.
    `starts` and `inks` run parallel: the first word of each stretch and how it is set.
    """

    __slots__ = ("cumulative", "fonts", "inks", "joined", "space", "starts", "tight", "type", "words")

    def __init__(self, fonts: FontSet, type_: Type) -> None:
        self.fonts = fonts
        self.type = type_
        self.space = manner_of(fonts, type_, "").space
        self.words: list[Word] = []
        self.starts: list[int] = []
        self.inks: list[Ink] = []
        self.joined: AbstractSet[int] = _NONE
        self.tight: AbstractSet[int] = _NONE
        self.cumulative: list[float] = [0.0]

    @property
    def far(self) -> bool:
        """Whether the lines stand at the edge where lines of the document end, as the text runs the other way."""
        return False

    def lines(self, width: float) -> list[tuple[int, int]]:
        """Word ranges of the lines, at most `width` points wide. Words wider than that are split, which adds words."""
        limit = width * 1000 / self.type.size
        reach = limit + self.space + _SLACK
        start, count, cumulative = 0, len(self.words), self.cumulative
        if cumulative[-1] <= reach and not self.tight:
            return [(0, count)] if count else []
        lines: list[tuple[int, int]] = []
        words = self.words
        while start < count:
            end = bisect_right(cumulative, cumulative[start] + reach, start + 1) - 1
            if end - 1 in self.tight and self._width(start, end) > limit + _SLACK:
                end -= 1  # what has no space after it was given the room of one
            # Most lines end before a word of letters alone, and that is all there is to say.
            if end < count and (end == start or end in self.joined or not words[end].text.isalpha()):
                end = self._legal_end(start, end, limit)
                count = len(words)
            lines.append((start, end))
            start = end
        return lines

    def _width(self, start: int, end: int) -> float:
        """Of the words from `start` to `end` without the space after the last, in thousandths."""
        return self.cumulative[end] - self.cumulative[start] - (0.0 if end - 1 in self.tight else self.space)

    def width(self, start: int, end: int) -> float:
        """Of the words from `start` to `end` without the space after the last, in points."""
        return self._width(start, end) * self.type.size / 1000

    def natural(self) -> float:
        """Width in points on one endless line."""
        return self.width(0, len(self.words)) if self.words else 0.0

    def narrowest(self) -> float:
        """Width in points of the widest stretch that keeps together."""
        if not (self.joined or self.tight):
            widest = max(map(sub, self.cumulative[1:], self.cumulative), default=0.0)
            return (widest - self.space) * self.type.size / 1000 if self.words else 0.0
        breaks = [i for i in range(len(self.words) + 1) if i not in self.joined]
        return max((self.width(a, b) for a, b in pairwise(breaks)), default=0.0)

    def _legal_end(self, start: int, crossing: int, limit: float) -> int:
        """Where the line from `start` ends when word `crossing` is the first that does not fit."""
        end = crossing
        if end in self.joined:
            while end > start and end in self.joined:
                end -= 1
        elif end > start and not _BREAKABLE(self.words[end].text):
            return end
        cut = self._cut_after_hyphen(start, end, crossing, limit)
        if cut or end > start:
            return cut or end
        return self._forced_end(start, crossing, limit)

    def _cut_after_hyphen(self, start: int, first: int, crossing: int, limit: float) -> int:
        """Split a word from `crossing` back to `first` after a hyphen, dash or slash that fits; 0 if none does."""
        for index in range(crossing, first - 1, -1):
            text = self.words[index].text
            ink = self.ink(index)
            if ink.fixed or ink.note:
                continue
            room = (limit - self.cumulative[index] + self.cumulative[start]) / ink.ratio
            for match in reversed(list(_BREAK_AFTER.finditer(text))):
                if self.fonts[ink.face].shape_anew(text[: match.start()]).width <= room:
                    return self._split(index, match.start())
        return 0

    def _forced_end(self, start: int, crossing: int, limit: float) -> int:
        """The end of a line inside a stretch wider than the line: at a word of it, else inside its first word."""
        end = crossing
        while end > start and (self.ink(end).note or self._width(start, end) > limit + _SLACK):
            end -= 1
        if end > start:
            return end
        ink, text = self.ink(start), self.words[start].text
        count = self._fitting(ink.face, text, limit / ink.ratio)
        if 0 < count < len(text):
            return self._split(start, count)
        # Not even one character fits, or one with its note number: it stands over the edge rather than looping.
        end = start + 1
        while end < len(self.words) and self.ink(end).note:
            end += 1
        return end

    def _fitting(self, key: str, text: str, room: float) -> int:
        """How many leading characters fit `room` (thousandths): at least 1, not all, no mark cut from its letter."""
        shape = self.fonts[key].shape_anew
        count = bisect_right(range(1, len(text)), room, key=lambda size: shape(text[:size]).width)
        count = max(count, 1)
        while count > 1 and unicodedata.combining(text[count]):
            count -= 1
        return count

    def shaped(self, index: int, text: str) -> Word:
        """A part of a word, set as the whole is."""
        return self.fonts[self.ink(index).face].shape(text)

    def _split(self, index: int, count: int) -> int:
        """Cut a word after `count` characters; returns the index of its second half."""
        ink, text = self.ink(index), self.words[index].text
        head, tail = self.shaped(index, text[:count]), self.shaped(index, text[count:])
        trailing = self.cumulative[index + 1] - self.cumulative[index] - self.words[index].width * ink.ratio
        self.words[index : index + 1] = [head, tail]
        middle = self.cumulative[index] + head.width * ink.ratio
        move = middle + tail.width * ink.ratio + trailing - self.cumulative[index + 1]
        rest = [place + move for place in self.cumulative[index + 1 :]]
        self.cumulative[index + 1 :] = [middle, *rest]
        self.starts = [first + (first > index) for first in self.starts]
        self.joined = {i + (i > index) for i in self.joined}
        self.tight = {i + (i >= index) for i in self.tight} | {index}
        return index + 1

    def ink(self, index: int) -> Ink:
        """How a word is set."""
        return self.inks[bisect_right(self.starts, index) - 1]

    def set_lines(self, lines: Sequence[tuple[int, int]], x: float, y: float, leading: float = 0.0) -> list[SetLine]:
        """The lines as runs, each with its first glyph at `x`; the first on the baseline `y` (points), each `leading`
        below the one before it."""
        words, tight, count = self.words, self.tight, len(self.words)
        if len(self.inks) == 1:
            face, size, colour, mark, gap, _, _, _, note, target, _, page = self.inks[0]
            if not (note or target or page):
                set_: list[SetLine] = []
                for start, end in lines:
                    tail = end < count and end - 1 not in tight
                    run = Run(x, y, face, size, colour, tuple(words[start:end]), mark, tail, False, gap)
                    set_.append(((run,), (), ()))
                    y += leading
                return set_
        return self._set_mixed(lines, x, y, leading)

    def _set_mixed(self, lines: Sequence[tuple[int, int]], x: float, y: float, leading: float) -> list[SetLine]:
        """`set_lines` for a text of several stretches."""
        words, tight, inks, cumulative = self.words, self.tight, self.inks, self.cumulative
        count = len(words)
        bounds = [*self.starts, count]
        scale = self.type.size / 1000
        stretch = 0
        result: list[SetLine] = []
        for start, end in lines:
            runs: list[Run] = []
            notes: list[int] = []
            areas: list[Area] = []
            left = x - cumulative[start] * scale
            while start < end:
                while bounds[stretch + 1] <= start:
                    stretch += 1
                stop = min(bounds[stretch + 1], end)
                face, size, colour, mark, gap, lift, _, _, note, target, label, page = inks[stretch]
                tail = stop < count and stop - 1 not in tight
                at = left + cumulative[start] * scale
                run_class = PageRun if page else Run
                run = run_class(at, y - lift, face, size, colour, tuple(words[start:stop]), mark, tail, False, gap)
                runs.append(run)
                if isinstance(run, PageRun):
                    run.target, run.room, run.align_right = target, self.width(start, stop), False
                if note:
                    notes.append(note)
                if target:
                    width = self.width(start, stop)
                    areas.append(Area(at, y - lift - size, width, size * 1.3, target, label, mark))
                start = stop  # noqa: PLW2901 - the rest of the line
            result.append((tuple(runs), tuple(notes), tuple(areas)))
            y += leading
        return result

    def emit(self, line: tuple[int, int], x: float, y: float, into: Emitted) -> None:
        """Add the runs of one line to others."""
        into.take(self.set_lines((line,), x, y))


def baseline(type_: Type) -> float:
    """From the top of a line to its baseline: capitals stand in the middle of the leading."""
    return type_.leading / 2 + 0.36 * type_.size
