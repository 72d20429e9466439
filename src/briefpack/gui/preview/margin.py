"""Marks in the margin of the pages, beside what the adviser found something about."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter

from briefpack.adviser.finding import Severity
from briefpack.app.places import Box
from briefpack.gui import theme
from briefpack.gui.adviser.signs import paint_sign
from briefpack.gui.preview.desk import Desk

#: Paper stays light in the dark theme, and so does what is drawn on it.
_ON_PAPER = theme.Theme(dark=False)
#: Points of a line of a page.
_LINE = 12.0


class PageMark(NamedTuple):
    """A sign beside a box, and what it says under the mouse."""

    box: Box
    severity: Severity
    words: str


class Margin:
    """The marks of one desk of pages. Until others come they stay where they were: nothing flickers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._marks: tuple[PageMark, ...] = ()

    def show(self, marks: Iterable[PageMark]) -> None:
        """Show these from now on."""
        shown = tuple(marks)
        if shown != self._marks:
            self._marks = shown
            self._desk.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Draw those of the visible pages."""
        visible = self._desk.visible()
        for mark in self._marks:
            if mark.box.page in visible:
                paint_sign(painter, self.place(mark), mark.severity, _ON_PAPER)

    def words_at(self, place: QPoint) -> str:
        """What the mark at a point of the viewport says; "" for none."""
        visible, reach = self._desk.visible(), theme.em(self._desk, 0.3)
        here = (mark for mark in self._marks if mark.box.page in visible)
        near = (mark for mark in here if self.place(mark).adjusted(-reach, -reach, reach, reach).contains(place))
        return next((mark.words for mark in near), "")

    def place(self, mark: PageMark) -> QRectF:
        """Where the sign stands: before the first line of its box, inside the paper."""
        box = self._desk.rect_of(mark.box)
        # As high as a line of the page, so that those of two lines stand apart, but never too small to be seen.
        line = _LINE * box.width() / max(mark.box.width, 1.0)
        side = min(max(line, theme.em(self._desk, 0.6)), theme.em(self._desk, 0.95))
        paper = self._desk.rect_of_page(mark.box.page)
        left = max(paper.left() + side * 0.2, box.left() - 1.6 * side)
        return QRectF(left, box.top(), side, side)
