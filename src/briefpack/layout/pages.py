"""Pagination: strips are put on pages in order, with the notes they refer to at the foot.

Heights are points. A chunk is a strip with those it is glued to; a chunk moves to the next page as a whole, unless a
whole page is too small for it. Notes that find no room go on at the foot of the next page.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefpack.layout.display import Destination, Placed, Strip, new
from briefpack.layout.notes import RULE_WIDTH, rule
from briefpack.layout.styles import Paper

_NOTES_AT_MOST = 0.6
"""The share of a page that notes carried over from the page before may fill."""
_SLACK = 1e-6

NoteLines = Callable[[int, bool, Paper], Sequence[Strip]]
"""The strips of a note by number, whether its short form is wanted, and the paper."""


_BATCH = 12


def _chunk_end(strips: Sequence[Strip], index: int) -> int:
    """The index after the last strip that is glued to strip `index`."""
    last = len(strips) - 1
    while index < last and strips[index].glue:
        index += 1
    return index + 1


class NoteLine(NamedTuple):
    """A line of note `number`; `again`: the note was printed in full on an earlier page."""

    number: int
    strip: Strip
    again: bool


class Draft(NamedTuple):
    """A page before its number is known."""

    paper: Paper
    body: list[Placed]
    notes: tuple[Placed, ...]


class Paginator:
    """Pages under way. `destinations` gets every anchor, and `ref-N` where note N is first referred to.

    `awaited`: destinations that lie where the next strip is put.
    """

    def __init__(self, note_lines: NoteLines, paper: Paper, rtl: bool = False) -> None:
        self.drafts: list[Draft] = []
        self.destinations: dict[str, Destination] = {}
        self.awaited: list[str] = []
        self._note_lines = note_lines
        self._rtl = rtl
        self._rule = rule()
        self._shown: set[int] = set()  # notes printed in full on an earlier page
        self._owed: list[NoteLine] = []
        self._start(paper)

    def _start(self, paper: Paper) -> None:
        self._paper = paper
        self._body: list[Placed] = []
        self._y = paper.top
        self._numbers: list[int] = []
        self._notes: list[NoteLine] = []
        self._notes_height = 0.0
        self._floor = paper.height - paper.bottom
        self._carry_in()

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self._body and not self._notes

    def begin(self, paper: Paper, runs_on: bool) -> None:
        """Start a part: on a new page, unless it runs on and the paper stays as it is."""
        if runs_on and paper == self._paper:
            return
        if not self.blank:
            self._finish_page(paper)
        elif paper != self._paper:
            self._start(paper)

    def put(self, strips: Sequence[Strip]) -> None:
        """Put strips on pages."""
        start, count = 0, len(strips)
        while start < count:
            # Several chunks at once, for speed: where they fit together, each fits after the one before it.
            end = _chunk_end(strips, min(start + _BATCH, count) - 1)
            if self._try(strips, start, end):
                start = end
                continue
            stop = end
            while start < stop:
                drafts = len(self.drafts)
                start = self._put_chunk(strips, start, _chunk_end(strips, start))
                if len(self.drafts) > drafts:
                    break

    def finish(self) -> None:
        """Close the last page; notes still owed get pages of their own."""
        while self._owed:
            self._finish_page(self._paper)
        while self.awaited:
            self._mark(self.awaited.pop(), self._paper.side, self._y)
        if not self.blank or not self.drafts:
            self._finish_page(self._paper)

    def _put_chunk(self, strips: Sequence[Strip], start: int, end: int) -> int:
        """Put strips start..end, on a new page if they do not fit; returns the index after the last one put."""
        if self._try(strips, start, end):
            return end
        if self._body:
            self._finish_page(self._paper)
            if self._try(strips, start, end):
                return end
        return self._put_what_fits(strips, start, end)

    def _try(self, strips: Sequence[Strip], start: int, end: int) -> bool:
        """Place strips start..end if they fit on the page with their notes."""
        body = self._body
        first = strips[start]
        heads = first.heads if not body else ()
        height = 0.0 if body else -first.space
        refers = False
        for strip in strips[start:end]:
            height += strip.space + strip.height
            if strip.notes:
                refers = True
        for strip in heads:
            height += strip.height
        added = self._new_notes(strips, start, end) if refers else None
        room = self._floor - self._notes_height - self._y + _SLACK
        if height + (added[1] if added else 0.0) > room:
            return False
        self._place(heads, strips, start, end)
        if added:
            self._add_notes(*added)
        return True

    def _new_notes(self, strips: Sequence[Strip], start: int, end: int) -> tuple[list[int], float]:
        """The notes that strips start..end bring to this page, and the height they take."""
        numbers: list[int] = []
        for strip in strips[start:end]:
            for number in strip.notes:
                if number not in self._numbers and number not in numbers:
                    numbers.append(number)
        height = sum(strip.height for number in numbers for strip in self._lines_of(number))
        if numbers and not self._notes:
            height += self._rule.height
        return numbers, height

    def _lines_of(self, number: int) -> Sequence[Strip]:
        return self._note_lines(number, number in self._shown, self._paper)

    def _note(self, number: int) -> list[NoteLine]:
        again = number in self._shown
        return [NoteLine(number, strip, again) for strip in self._lines_of(number)]

    def _add_notes(self, numbers: list[int], height: float) -> None:
        for number in numbers:
            self._notes += self._note(number)
        self._numbers += numbers
        self._notes_height += height

    def _place(self, heads: Sequence[Strip], strips: Sequence[Strip], start: int, end: int) -> None:
        body, x, y = self._body, self._paper.side, self._y
        while self.awaited:
            self._mark(self.awaited.pop(), x, y)
        for head in heads:
            body.append(Placed(head, x, y, artifact=True))
            y += head.height
        for index in range(start, end):
            strip = strips[index]
            if body and not (heads and index == start):
                y += strip.space
            body.append(new(Placed, (strip, x, y, False)))
            if strip.anchors:
                for anchor in strip.anchors:
                    self._mark(anchor, x, y)
            if strip.notes:
                for number in strip.notes:
                    self._mark(f"ref-{number}", x, y)
            y += strip.height
        self._y = y

    def _mark(self, anchor: str, x: float, y: float) -> None:
        self.destinations.setdefault(anchor, Destination(len(self.drafts) + 1, x, y))

    def _put_what_fits(self, strips: Sequence[Strip], start: int, end: int) -> int:
        """On an empty page: place as many strips as fit, though glued; at least one, its notes owed if need be."""
        index = start
        while index < end and self._try(strips, index, index + 1):
            index += 1
        if index > start:
            return index
        strip = strips[start]
        heads = strip.heads
        if sum(head.height for head in heads) + strip.height > self._floor - self._notes_height - self._y:
            heads = ()
        self._place(heads, strips, start, start + 1)
        self._owe_notes(strips, start)
        return start + 1

    def _owe_notes(self, strips: Sequence[Strip], start: int) -> None:
        """Give the note lines of one strip what room is left, and keep the rest for the next page."""
        numbers, _ = self._new_notes(strips, start, start + 1)
        lines = [line for number in sorted(numbers) for line in self._note(number)]
        self._numbers += numbers
        self._owed += self._take_lines(lines, self._floor - self._y - self._notes_height)

    def _take_lines(self, lines: list[NoteLine], room: float) -> list[NoteLine]:
        """Add note lines to the page while they fit into `room`; returns the others."""
        if lines and not self._notes:
            room -= self._rule.height
        taken = 0
        used = 0.0
        while taken < len(lines) and used + lines[taken].strip.height <= room + _SLACK:
            used += lines[taken].strip.height
            taken += 1
        if taken:
            self._notes_height += used + (0.0 if self._notes else self._rule.height)
            self._notes += lines[:taken]
        return lines[taken:]

    def _carry_in(self) -> None:
        """Take over notes owed by the page before, leaving room for the body."""
        if self._owed:
            carried = [line._replace(number=0) for line in self._owed]
            self._owed = self._take_lines(carried, (self._floor - self._y) * _NOTES_AT_MOST)

    def _finish_page(self, paper: Paper) -> None:
        """Close this page and begin one on `paper`."""
        x, y = self._paper.side, self._floor - self._notes_height
        notes: list[Placed] = []
        if self._notes:
            at = self._paper.width - x - RULE_WIDTH if self._rtl else x
            notes.append(Placed(self._rule, at, y, artifact=True))
            y += self._rule.height
        # By number, however the page refers to them; what is carried over has number 0 and comes first.
        for _, strip, again in sorted(self._notes, key=lambda line: line.number):
            # Read out once, where it stands in full: what is printed again is there for the eye.
            notes.append(Placed(strip, x, y, artifact=again))
            for anchor in strip.anchors:
                self._mark(anchor, x, y)
            y += strip.height
        self._shown.update(self._numbers)
        self.drafts.append(Draft(self._paper, self._body, tuple(notes)))
        self._start(paper)
