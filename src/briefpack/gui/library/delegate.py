"""Paints the cards. Everything a card needs is laid out once for a width and a query, then only drawn."""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefpack.gui import theme
from briefpack.gui.library.cards import Card, badge_words
from briefpack.gui.library.model import CardModel
from briefpack.gui.library.setting import set_text

Index = QModelIndex | QPersistentModelIndex
LINES = 3
_KEPT = 256


class Measures:
    """Lengths of a card, from the type of the list."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self.line = QFontMetricsF(font).lineSpacing()
        self.small_line = QFontMetricsF(self.small).lineSpacing()
        self.unit = self.line / 4
        #: From card to card, from the edge of the card to its words, and the button.
        self.gap, self.pad, self.button = self.unit * 1.1, self.unit * 2.2, self.line * 1.35
        self.height = round(
            self.gap + 2 * self.pad + LINES * self.line + 3 * self.small_line + 2 * self.unit + self.unit * 0.5
        )

    def card(self, cell: QRect) -> QRectF:
        """The card inside its cell."""
        return QRectF(cell).adjusted(self.gap, self.gap / 2, -self.gap, -self.gap / 2)

    def plus(self, cell: QRect) -> QRectF:
        """The button of a card."""
        card = self.card(cell)
        return QRectF(
            card.right() - self.pad * 0.8 - self.button, card.top() + self.pad * 0.7, self.button, self.button
        )


class _Laid(NamedTuple):
    """A card ready to draw."""

    body: QTextLayout
    head: str
    foot: str


class CardDelegate(QStyledItemDelegate):
    """Draws from the model's cards, never through its roles: that alone would cost more than the drawing."""

    def __init__(self, model: CardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._laid: OrderedDict[str, _Laid] = OrderedDict()
        self._laid_for: tuple[object, ...] = ()
        #: The words to light.
        self.query = ""
        #: The row under the pointer, and whether the pointer is on its button.
        self.hover: tuple[int, bool] = (-1, False)
        self.measures = Measures(parent.font())

    def fit(self) -> None:
        """The type of the list has changed."""
        self.measures = Measures(self._view.font())
        self._laid.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(round(self.measures.line * 12), self.measures.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = index.row()
        card = self._model.card(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        self._frame(painter, cell, state, colours)
        if card is None:
            self._waiting(painter, cell, colours)
        else:
            self._words(painter, cell, card, self._ready(card, cell), colours)
            self._button(painter, cell, card.id in self._model.used, self.hover == (row, True), colours)
        painter.restore()

    def _frame(self, painter: QPainter, cell: QRect, state: QStyle.StateFlag, colours: theme.Theme) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) or (
            chosen and bool(state & QStyle.StateFlag.State_Active) and self._view.hasFocus()
        )
        hair = max(1.0, self.measures.line / 18)
        edge = "focus" if focused else "accent" if chosen else "line"
        painter.setPen(QPen(colours.colour(edge), 2 * hair if chosen or focused else hair))
        painter.setBrush(colours.colour("tint" if chosen else "card"))
        radius = self.measures.unit * 1.4
        painter.drawRoundedRect(self.measures.card(cell).adjusted(hair, hair, -hair, -hair), radius, radius)

    def _waiting(self, painter: QPainter, cell: QRect, colours: theme.Theme) -> None:
        """Grey bars where words will stand, for the moment until the block has come."""
        measures = self.measures
        inside = measures.card(cell).adjusted(measures.pad, measures.pad, -measures.pad, -measures.pad)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("tint"))
        for line, share in enumerate((0.4, 0.9, 0.7)):
            top = inside.top() + line * measures.line * 1.3
            painter.drawRoundedRect(QRectF(inside.left(), top, inside.width() * share, measures.unit * 2), 2, 2)

    def _words(self, painter: QPainter, cell: QRect, card: Card, laid: _Laid, colours: theme.Theme) -> None:
        measures = self.measures
        inside = measures.card(cell).adjusted(measures.pad, measures.pad, -measures.pad, -measures.pad)
        painter.setFont(measures.small)
        dot = measures.unit * 1.6
        middle = inside.top() + measures.small_line / 2
        start = inside.left() + dot + measures.unit
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_kind_colour(card.kind, colours))
        left = inside.right() - dot if self._mirrored else inside.left()
        painter.drawEllipse(QRectF(left, middle - dot / 2, dot, dot))
        painter.setPen(colours.colour("muted"))
        head = QRectF(start, inside.top(), inside.right() - start, measures.small_line)
        painter.drawText(
            theme.placed(head, inside, self._view), int(Qt.AlignmentFlag.AlignVCenter) | self._side, laid.head
        )
        painter.setPen(colours.colour("text"))
        top = inside.top() + measures.small_line + measures.unit
        laid.body.draw(painter, QPointF(inside.left(), top))
        painter.setFont(measures.small)
        painter.setPen(colours.colour("muted"))
        foot = QRectF(inside.left(), inside.bottom() - 2 * measures.small_line - measures.unit / 2, inside.width(), 0)
        foot.setHeight(measures.small_line)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignVCenter) | self._side, laid.foot)
        self._badges(painter, inside, card, colours)

    def _badges(self, painter: QPainter, inside: QRectF, card: Card, colours: theme.Theme) -> None:
        measures = self.measures
        metrics = QFontMetricsF(measures.small)
        left, top = inside.left(), inside.bottom() - measures.small_line
        for role, words in badge_words(card.badges, card.id in self._model.used):
            width = metrics.horizontalAdvance(words) + 2 * measures.unit
            if left + width > inside.right() + 1:
                break
            pill = theme.placed(QRectF(left, top, width, measures.small_line + 1), inside, self._view)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour(_TINTS.get(role, "tint")))
            painter.drawRoundedRect(pill, measures.unit, measures.unit)
            painter.setPen(colours.colour(role))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
            left += width + measures.unit

    def _button(self, painter: QPainter, cell: QRect, is_used: bool, hovered: bool, colours: theme.Theme) -> None:
        rect = self.plus_rect(cell)
        hair = max(1.0, self.measures.line / 18)
        painter.setPen(QPen(colours.colour("focus" if hovered else "line"), hair))
        painter.setBrush(colours.colour("selection" if hovered else "card"))
        painter.drawRoundedRect(rect, self.measures.unit, self.measures.unit)
        painter.setPen(QPen(colours.colour("ok" if is_used else "accent"), 1.8 * hair, c=Qt.PenCapStyle.RoundCap))
        middle, arm = rect.center(), rect.width() * 0.2
        if is_used:
            low = QPointF(middle.x() - arm * 0.25, middle.y() + arm * 0.8)
            painter.drawPolyline([middle + QPointF(-arm, arm * 0.1), low, middle + QPointF(arm, -arm * 0.8)])
        else:
            painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))

    def plus_rect(self, cell: QRect) -> QRectF:
        """Where the button of a card is."""
        return theme.placed(self.measures.plus(cell), self.measures.card(cell), self._view)

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft

    @property
    def _side(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignAbsolute)

    def _ready(self, card: Card, cell: QRect) -> _Laid:
        made_for = (cell.width(), self.query, theme.current().dark, self._model.generation, self._mirrored)
        if made_for != self._laid_for:
            self._laid.clear()
            self._laid_for = made_for
        laid = self._laid.get(card.id)
        if laid is None:
            laid = self._laid[card.id] = self._lay(card, cell)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid

    def _lay(self, card: Card, cell: QRect) -> _Laid:
        measures = self.measures
        colours = theme.current()
        width = measures.card(cell).width() - 2 * measures.pad
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._mirrored:
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        body = set_text(card, self.query, (width, LINES), (measures.font, option), colours)
        metrics = QFontMetricsF(measures.small)
        beside = width - measures.unit * 2.6 - measures.button
        head = metrics.elidedText(card.head, Qt.TextElideMode.ElideRight, beside)
        return _Laid(body, head, metrics.elidedText(card.foot, Qt.TextElideMode.ElideMiddle, width))


_TINTS = {"warn": "warn-tint", "note": "note-tint", "ok": "ok-tint"}
_LIKE = {"recommendation": "position", "document": "note", "conflict": "warn"}


def _kind_colour(kind: str, colours: theme.Theme) -> QColor:
    role = _LIKE.get(kind, kind)
    return colours.colour(role if role in theme.COLOURS else "muted")
