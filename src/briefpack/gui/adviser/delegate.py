"""Paints a finding: its badge, the sentence over up to three lines, the rule in small, the fix at the end."""

import re
from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefpack.adviser.finding import Severity
from briefpack.gui import theme
from briefpack.gui.adviser.advised import BADGES, Line
from briefpack.gui.adviser.model import FindingModel, Index
from briefpack.language import say

#: Lines of a sentence; the detail has all of it.
_LINES = 3
_KEPT = 600
#: Of the width, the most that the words of a fix may take.
_FIX = 0.3
#: Of a line, how much is sure to fit.
_SURE = 0.97
#: Other letters may come from another font, with lines of another height.
_LATIN = re.compile(r"[\x20-\u024f\u2010-\u203a]*")


class _Sizes:
    """Lengths, from the type of the list."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self.bold = QFont(self.small)
        self.bold.setBold(True)
        self.line = QFontMetricsF(font).lineSpacing()
        self.small_line = QFontMetricsF(self.small).lineSpacing()
        self.unit = self.line / 4
        self.pad, self.hair = self.unit * 1.6, max(1.0, self.line / 18)
        metrics = QFontMetricsF(self.bold)
        #: All badges are as wide as the widest: the sentences begin on one line.
        self.badge = max(metrics.horizontalAdvance(say(words)) for words in BADGES.values()) + 3 * self.unit
        self.edge = self.unit * 2.4


class _Laid(NamedTuple):
    """A finding ready to draw."""

    text: QTextLayout
    height: float
    fix: str
    fix_width: float


class FindingDelegate(QStyledItemDelegate):
    """Draws from the model's lines, and knows where the fix of one stands."""

    def __init__(self, model: FindingModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._laid: OrderedDict[tuple[object, ...], _Laid] = OrderedDict()
        #: How long sentences are on one line: in any width that mostly tells how high they will be.
        self._lengths: dict[str, float] = {}
        self.hovered_fix = -1
        self.fit()

    def fit(self) -> None:
        """The type of the list has changed."""
        self.sizes = _Sizes(self._view.font())
        self._one = _set("x", self.sizes.font, self.sizes.line, mirrored=False)[1]
        self._laid.clear()
        self._lengths.clear()

    def fits(self) -> bool:
        """Whether the list still has the type that rows were laid for."""
        return self.sizes.font == self._view.font()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._model.line(index)
        sizes = self.sizes
        if line is None:
            return QSize()
        tall = self._height(line) + sizes.small_line + sizes.unit * 0.6 + 2 * sizes.pad
        return QSize(round(sizes.line * 10), round(tall))

    def fix_rect(self, cell: QRect, line: Line) -> QRectF:
        """Where the words of the fix stand; empty where there is none."""
        laid, sizes = self._ready(line), self.sizes
        if not laid.fix:
            return QRectF()
        right = cell.right() - sizes.edge
        rect = QRectF(right - laid.fix_width, cell.top() + sizes.pad - sizes.unit / 2, laid.fix_width, sizes.line)
        return theme.placed(rect.adjusted(-sizes.unit, 0, sizes.unit, sizes.unit), cell, self._view)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.line(index)
        if line is None:
            return
        cell: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, sizes = theme.current(), self.sizes
        self._ground(painter, option, index, colours)
        laid = self._ready(line)
        top = cell.top() + sizes.pad
        lower = (sizes.line - sizes.small_line) / 2
        badge = QRectF(cell.left() + sizes.edge, top + lower, sizes.badge, sizes.small_line)
        self._badge(painter, theme.placed(badge, cell, self._view), line, colours)
        left = badge.right() + 2 * sizes.unit
        words = QRectF(left, top, self._width(laid), laid.height)
        at = theme.placed(words, cell, self._view)
        painter.setPen(colours.colour("muted" if line.waiver else "text"))
        laid.text.draw(painter, at.topLeft())
        self._meta(painter, QRectF(left, words.bottom() + sizes.unit * 0.6, 0, sizes.small_line), line, cell)
        if laid.fix:
            self._fix(painter, cell, index.row(), line, laid)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: theme.Theme) -> None:
        sizes, state = self.sizes, option.state
        cell = QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(cell, colours.colour("selection" if chosen else "tint" if hovered else "card"))
        painter.fillRect(
            QRectF(cell.left(), cell.bottom() - sizes.hair, cell.width(), sizes.hair), colours.colour("line")
        )
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(colours.colour("focus"), 2 * sizes.hair))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(sizes.hair, sizes.hair, -sizes.hair, -2 * sizes.hair))

    def _badge(self, painter: QPainter, rect: QRectF, line: Line, colours: theme.Theme) -> None:
        sizes, severity = self.sizes, line.severity
        if line.waiver or not line.finding.decided:
            # Answered for, or not decided: a frame alone, dashed where nobody knows.
            style = Qt.PenStyle.SolidLine if line.waiver else Qt.PenStyle.DashLine
            painter.setPen(QPen(colours.colour(severity if not line.waiver else "muted"), sizes.hair, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour(_TINTS[severity]))
        painter.drawRoundedRect(rect, sizes.unit, sizes.unit)
        painter.setPen(colours.colour("muted" if line.waiver else severity))
        painter.setFont(sizes.bold)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line.badge)

    def _meta(self, painter: QPainter, rect: QRectF, line: Line, cell: QRect) -> None:
        sizes = self.sizes
        rect.setRight(cell.right() - sizes.edge)
        painter.setFont(sizes.small)
        painter.setPen(theme.current().colour("muted"))
        metrics = QFontMetricsF(sizes.small)
        words = metrics.elidedText(line.meta, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(theme.placed(rect, cell, self._view), self._flags(), words)

    def _fix(self, painter: QPainter, cell: QRect, row: int, line: Line, laid: _Laid) -> None:
        rect, sizes, colours = self.fix_rect(cell, line), self.sizes, theme.current()
        if self.hovered_fix == row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("card"))
            painter.drawRoundedRect(rect, sizes.unit, sizes.unit)
        painter.setPen(colours.colour("accent"))
        painter.setFont(sizes.bold)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, laid.fix)

    # Laying

    def _room(self) -> float:
        """How wide a sentence may be beside its badge, without a fix."""
        sizes = self.sizes
        return self._view.viewport().width() - 2 * sizes.edge - sizes.badge - 2 * sizes.unit

    def _height(self, line: Line) -> float:
        """How high a sentence is; nothing is laid where its length alone tells it."""
        words, width = line.finding.message, self._room()
        if line.finding.fix is None and _LATIN.fullmatch(words):
            if words not in self._lengths:
                self._lengths[words] = QFontMetricsF(self.sizes.font).horizontalAdvance(words)
            lines = self._lengths[words] / width
            if lines < _SURE:
                return self._one
            if lines > _LINES:
                return _LINES * self._one
        return self._ready(line).height

    def _width(self, laid: _Laid) -> float:
        return self._room() - (laid.fix_width + 3 * self.sizes.unit if laid.fix else 0)

    def _ready(self, line: Line) -> _Laid:
        fix = line.finding.fix.label if line.finding.fix and not line.waiver else ""
        key = (line.finding.message, fix, round(self._room()), self._mirrored)
        laid = self._laid.get(key)
        if laid is None:
            laid = self._laid[key] = self._lay(line, fix)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid

    def _lay(self, line: Line, fix: str) -> _Laid:
        sizes, room = self.sizes, self._room()
        metrics = QFontMetricsF(sizes.bold)
        shown = metrics.elidedText(fix, Qt.TextElideMode.ElideRight, self._view.viewport().width() * _FIX)
        fix_width = metrics.horizontalAdvance(shown) if shown else 0.0
        width = max(room - (fix_width + 3 * sizes.unit if shown else 0), 4 * sizes.line)
        text, height = _set(line.finding.message, sizes.font, width, self._mirrored)
        return _Laid(text, height, shown, fix_width)

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        return int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine)


_TINTS: dict[Severity, str] = {"block": "block-tint", "warn": "warn-tint", "note": "note-tint"}


def _set(words: str, font: QFont, width: float, mirrored: bool, cut: bool = False) -> tuple[QTextLayout, float]:
    """Up to so many lines of a sentence, with an ellipsis where there is more. `cut`: it was cut once already."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if mirrored:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    text = QTextLayout(words, font)
    text.setTextOption(option)
    text.setCacheEnabled(True)
    text.beginLayout()
    height, end, starts = 0.0, 0, []
    for _ in range(_LINES):
        line = text.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        end = line.textStart() + line.textLength()
        starts.append(line.textStart())
    text.endLayout()
    if end < len(words) and not cut:
        # A little before the end: letters beside one another may be broader than each by itself.
        last = QFontMetricsF(font).elidedText(words[starts[-1] :], Qt.TextElideMode.ElideRight, width * _SURE)
        return _set(f"{words[: starts[-1]]}{last}", font, width, mirrored, cut=True)
    return text, height
