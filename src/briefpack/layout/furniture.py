"""Header, footer and marking: the same on every page but for the page number.

All of it is artifact, save for the marking at the top of the first page: who listens is told it once, before all else.
"""

from briefpack.briefing.nodes import MARKING, Furniture, Span
from briefpack.layout import styles
from briefpack.layout.display import Mark, Placed, Rect, Run, Shape, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import Emitted, Text
from briefpack.layout.measuring import measure
from briefpack.layout.mirroring import mirrored
from briefpack.layout.styles import Paper, Type

_MARKING = Mark(MARKING, "P")
_NOWHERE = Mark("", "")  # replaced by none: artifacts belong to no element
_APART = 24.0  # between the words at the left and those at the right


class PageFurniture:
    """What stands on the pages of one paper; `words` come from the briefing."""

    def __init__(self, fonts: FontSet, paper: Paper, words: Furniture) -> None:
        self._fonts = fonts
        self._paper = paper
        self._words = words
        self._fixed = self._placed(self._fixed_strip())
        self._marking = self._placed(self._marking_strip())
        self._marking_below = self._marking_runs(paper.height - styles.MARKING_BASELINE + 0.72 * styles.MARKING.size)

    def on_page(self, number: int, pages: int) -> tuple[Placed, ...]:
        """Everything for page `number` of `pages`."""
        words = self._words.page_of.replace("{page}", str(number)).replace("{pages}", str(pages))
        width = self._paper.width - 2 * self._paper.side
        runs, _ = self._line(words, styles.FURNITURE, self._foot_baseline(), width * 0.3, 1.0)
        strip = Strip(self._paper.height, (*self._marking_below, *runs))
        return (self._fixed, self._marking._replace(artifact=number > 1), self._placed(strip))

    def _marking_strip(self) -> Strip:
        runs = self._marking_runs(styles.MARKING_BASELINE)
        for run in runs:
            run.mark = _MARKING
        return Strip(self._paper.height, runs)

    def _marking_runs(self, y: float) -> tuple[Run, ...]:
        room = self._paper.width - 2 * self._paper.side
        return tuple(self._line(self._words.marking.upper(), styles.MARKING, y, room, 0.5)[0])

    def _placed(self, strip: Strip) -> Placed:
        if self._fonts.rtl:
            (strip,) = mirrored([strip], self._fonts, self._paper.width)
        return Placed(strip, 0.0, 0.0, artifact=True)

    def _foot_baseline(self) -> float:
        return self._paper.height - styles.HEAD_BASELINE + 0.72 * styles.FURNITURE.size

    def _fixed_strip(self) -> Strip:
        paper, words = self._paper, self._words
        room = paper.width - 2 * paper.side
        right, taken = self._line(words.head_right, styles.FURNITURE, styles.HEAD_BASELINE, room * 0.6, 1.0)
        left, _ = self._line(words.head_left, styles.FURNITURE, styles.HEAD_BASELINE, room - taken - _APART, 0.0)
        foot, _ = self._line(words.foot_left, styles.FURNITURE, self._foot_baseline(), room * 0.7 - _APART, 0.0)
        runs = [*left, *right, *foot]
        return Strip(paper.height, tuple(runs), self._rules(bool(left or right)))

    def _rules(self, head: bool) -> tuple[Shape, ...]:
        paper = self._paper
        top = styles.HEAD_BASELINE + styles.FURNITURE_RULE
        room = paper.width - 2 * paper.side
        foot = Rect(paper.side, paper.height - top - 0.5, room, 0.5, styles.HAIRLINE)
        return (Rect(paper.side, top, room, 0.5, styles.HAIRLINE), foot) if head else (foot,)

    def _line(self, words: str, type_: Type, y: float, room: float, align: float) -> tuple[list[Run], float]:
        """Words on one line, cut short with an ellipsis if wider than `room`; and their width."""
        text = self._fitting(words, type_, room)
        width = text.natural()
        into = Emitted()
        paper = self._paper
        x = paper.side + (paper.width - 2 * paper.side - width) * align
        if text.words:
            text.emit((0, len(text.words)), x, y, into)
        for run in into.runs:
            run.mark = None
        return into.runs, width

    def _fitting(self, words: str, type_: Type, room: float) -> Text:
        text = measure(self._fonts, (Span(words),), type_, _NOWHERE)
        kept = words
        while text.natural() > room and kept:
            kept = kept[: min(int(len(kept) * room / text.natural()), len(kept) - 1)].rstrip()
            text = measure(self._fonts, (Span(f"{kept}…"),), type_, _NOWHERE)
        return text
