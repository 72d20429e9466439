"""Lines of mixed text put into their visible order."""

import unicodedata
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, repeat
from struct import pack
from typing import NamedTuple

from briefpack.layout.bidi import visual
from briefpack.layout.directed import COMPOSITE, LEFT_MARK, RIGHT_MARK
from briefpack.layout.display import Area, Run, Word
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import Ink, PageRun, SetLine, Text
from briefpack.layout.pairs import encoded, escaped
from briefpack.layout.styles import Type

_NEAR = 0.001  # points: sums of widths are floats


class MixedText(Text):
    """A text whose words have levels. `base`: the paragraph's; `deep`: each word's; `after`: of the space after it."""

    __slots__ = ("_far", "after", "base", "deep")

    def __init__(self, fonts: FontSet, type_: Type, base: int, far: bool) -> None:
        super().__init__(fonts, type_)
        self.base = base
        self._far = far
        self.deep: list[int] = []
        self.after: list[int] = []

    @property
    def far(self) -> bool:
        """Whether the text runs against the document, and stands at its other edge."""
        return self._far

    def shaped(self, index: int, text: str) -> Word:
        """A part of a word, set as the whole is."""
        return self.fonts[self.ink(index).face].shape_towards(text, self.deep[index] % 2 == 1)

    def _split(self, index: int, count: int) -> int:
        second = super()._split(index, count)
        self.deep.insert(index, self.deep[index])
        self.after.insert(index, self.deep[index])
        return second

    def set_lines(self, lines: Sequence[tuple[int, int]], x: float, y: float, leading: float = 0.0) -> list[SetLine]:
        """The lines as runs, each from `x`, one below the other from the baseline `y` (points)."""
        baselines = accumulate(repeat(leading, len(lines) - 1), initial=y)
        return [self._set(line, x, baseline) for line, baseline in zip(lines, baselines, strict=True)] if lines else []

    def _set(self, line: tuple[int, int], x: float, y: float) -> SetLine:
        order = _Order(self, *line)
        runs: list[Run] = []
        notes: list[int] = []
        areas: list[Area] = []
        start, end = line
        while start < end:
            stop = self._run_end(start, end)
            ink = self.ink(start)
            left, right = order.extent(start, stop)
            lead, tail, alone = order.space_after(stop, left, right)
            at = order.from_start(left - order.space * lead, right) + x
            runs.append(_run(ink, at, y - ink.lift, self._shown(start, stop, line), lead, tail))
            last = runs[-1]
            if isinstance(last, PageRun):
                last.target, last.room, last.align_right = ink.target, right - left, False
            if alone is not None:
                at_space = order.from_start(alone.left, alone.left + order.space) + x
                words = self._space_of(ink, alone.mark)
                runs.append(Run(at_space, y, ink.face, self.type.size, ink.colour, words, ink.mark, False, not words))
            if ink.note:
                notes.append(ink.note)
            if ink.target:
                at = order.from_start(left, right) + x
                box = (at, y - ink.lift - ink.size, right - left, ink.size * 1.3)
                areas.append(Area(*box, ink.target, ink.words, ink.mark))
            start = stop
        return tuple(runs), tuple(notes), tuple(areas)

    def _run_end(self, start: int, end: int) -> int:
        """Where the run ends that starts at a word. Words that run to the left have a run each: only so is the order
        of runs the reading order."""
        ink, level, stop = self.ink(start), self.deep[start], start + 1
        if level % 2 or ink.note or ink.page:
            return stop
        while stop < end and self.deep[stop] == level and (stop - 1 in self.tight or self.after[stop - 1] == level):
            if self.ink(stop) is not ink:
                break
            stop += 1
        return stop

    def _shown(self, start: int, stop: int, line: tuple[int, int]) -> tuple[Word, ...]:
        """The words of a run, those without a space between them made one.

        A sign where the direction turns gets a mark of its own direction for copying: poppler takes a sign for a part
        of what stands before it, pdfium for a part of figures on both its sides.
        """
        words = self.words[start:stop]
        left = self.deep[start] % 2 == 1
        turned = start > line[0] and self.deep[start - 1] % 2 != left
        turns = stop < line[1] and self.deep[stop] % 2 != left
        first, last = _is_sign(words[0].text[:1]), _is_sign(words[0].text[-1:])
        if left and turned and first:
            words[0] = with_mark(words[0], RIGHT_MARK, -1)
        if left and last and (turns or (turned and all(map(_is_sign, words[0].text)))):
            words[0] = with_mark(words[0], RIGHT_MARK, 0)
        if turned and first and not left:
            words[0] = with_mark(words[0], LEFT_MARK, 0)
        return _joined(words, start, self.tight)

    def _space_of(self, ink: Ink, mark: str) -> tuple[Word, ...]:
        if not mark:
            return ()
        space = self.fonts[ink.face].space
        text = f" {mark}" if mark == RIGHT_MARK else f"{mark} "
        return (Word(" ", space.width, space.gids, (text,), space.operand, encoded(space), space.width),)


def with_mark(word: Word, mark: str, place: int) -> Word:
    """The word with a mark of direction copied before its leftmost glyph (0) or after its rightmost (-1)."""
    clusters = list(word.clusters)
    if clusters:
        clusters[place] = f"{clusters[place]}{mark}" if place else f"{mark}{clusters[place]}"
    return Word(word.text, word.width, word.gids, tuple(clusters), word.operand, _codes((word,)), word.space)


def _is_sign(char: str) -> bool:
    """Whether a character is neither a letter nor a figure to the rules of direction."""
    return unicodedata.bidirectional(char) not in {"L", "R", "AL", "EN", "AN"}


class _Space(NamedTuple):
    """A space that stands at no end of the run it follows, and the mark of direction it is copied with."""

    left: float
    mark: str


class _Order:
    """Where the words and spaces of one line stand, in points from its left end."""

    def __init__(self, text: MixedText, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self.space = text.space * text.type.size / 1000
        self._places: list[int] = []  # of each word among words and spaces
        depths: list[int] = []
        widths: list[float] = []
        for index in range(start, end):
            self._places.append(len(depths))
            depths.append(text.deep[index])
            widths.append(text.words[index].width * text.ink(index).size / 1000)
            if index + 1 < end and index not in text.tight:
                depths.append(text.after[index])
                widths.append(self.space)
        self._depths, self._widths = depths, widths
        self._lefts = [0.0] * len(depths)
        self._total = 0.0
        for place in visual(depths):
            self._lefts[place] = self._total
            self._total += widths[place]

    def extent(self, start: int, stop: int) -> tuple[float, float]:
        """The left and the right end of words that stand side by side from left to right."""
        first, last = self._places[start - self._start], self._places[stop - 1 - self._start]
        return self._lefts[first], self._lefts[last] + self._widths[last]

    def from_start(self, left: float, right: float) -> float:
        """How far from the line's start something begins: at the right where the document runs from right to left."""
        return self._total - right if self._text.fonts.rtl else left

    def space_after(self, stop: int, left: float, right: float) -> tuple[bool, bool, _Space | None]:
        """Whether the space after word `stop` - 1 stands left of its run, right of it, or by itself."""
        text = self._text
        if stop - 1 in text.tight or stop >= len(text.words):
            return False, False, None
        if stop == self._end:
            level, at = text.base, -self.space if text.base else self._total
        else:
            level = text.after[stop - 1]
            at = self._lefts[self._places[stop - 1 - self._start] + 1]
        if level % 2 != text.deep[stop - 1] % 2 and stop < self._end:
            return False, False, _Space(at, RIGHT_MARK if level % 2 else LEFT_MARK)
        if abs(at + self.space - left) < _NEAR and level % 2:
            return True, False, None
        # At the line's end, after a word from right to left, it is shown by itself: said after the word, not before it.
        if abs(at - right) < _NEAR and not level % 2 and not text.deep[stop - 1] % 2:
            return False, True, None
        return False, False, _Space(at, "")


def _run(ink: Ink, x: float, y: float, words: tuple[Word, ...], lead: bool, tail: bool) -> Run:
    kind = PageRun if ink.page else Run
    return kind(x, y, ink.face, ink.size, ink.colour, words, ink.mark, tail, lead, ink.gap)


def _joined(words: Sequence[Word], start: int, tight: AbstractSet[int]) -> tuple[Word, ...]:
    """The words of a run, those without a space between them made one."""
    groups: list[list[Word]] = []
    for index, word in enumerate(words, start):
        if groups and index - 1 in tight:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple([group[0] if len(group) == 1 else _one(group) for group in groups])


def _one(words: Sequence[Word]) -> Word:
    gids = tuple([gid for word in words for gid in word.gids])
    text, width = "".join([word.text for word in words]), sum([word.width for word in words])
    clusters = tuple([cluster for word in words for cluster in word.clusters])
    # One string of codes where nothing is moved, as of East Asia nothing is.
    operand = b"".join([word.operand for word in words]).replace(b"><", b"")
    return Word(text, width, gids, clusters, operand, _codes(words), words[-1].space)


def _codes(words: Sequence[Word]) -> bytes:
    """Words as content, made here, as nobody keeps a word that stands on one line alone; b"" with composites, whose
    codes are the document's."""
    if any(gid >= COMPOSITE for word in words for gid in word.gids):
        return b""
    operand = b"".join([word.operand for word in words]).replace(b"><", b"")
    if operand.startswith(b"<") and operand.find(b">") == len(operand) - 1:  # nothing moved
        gids = [gid for word in words for gid in word.gids]
        return escaped(pack(f">{len(gids)}H", *gids))
    return b"".join([word.codes or encoded(word) for word in words])
