"""Chips: small round buttons that wrap onto as many lines as they need."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named


class Chip(QPushButton):
    """A round button. `ends` says what stands behind its words: "" nothing, "menu" an arrow, "close" a cross."""

    def __init__(self, words: str, name: str, parent: QWidget, ends: str = "", key: str = "") -> None:
        super().__init__(words, parent)
        self._ends = ends
        self._hovered = False
        named(self, name, key=key)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        self.setFont(font)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def tell(self, words: str, name: str) -> None:
        """Other words, and other words for screen readers."""
        if (words, name) != (self.text(), self.accessibleName()):
            self.setText(words)
            self.setAccessibleName(name)
            self.updateGeometry()

    @property
    def strong(self) -> bool:
        """True when it stands for something that is on."""
        return self.isChecked() or self._ends == "close"

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        unit = metrics.height() / 4
        tail = 3.2 * unit if self._ends else 0
        return QSize(
            round(metrics.horizontalAdvance(self.text()) + 5 * unit + tail), round(metrics.height() + 2 * unit)
        )

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().height() * 4), hint.height())

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self._hovered = event.type() is QEvent.Type.HoverEnter
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        fill, ink = ("accent", "accent-text") if self.strong else ("tint" if self.isEnabled() else "window", "accent")
        hair = max(1.0, self.fontMetrics().height() / 18)
        inside = QRectF(self.rect()).adjusted(hair, hair, -hair, -hair)
        radius = inside.height() / 2
        painter.setPen(QPen(colours.colour("line"), hair) if self._hovered and not self.strong else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("selection" if self._hovered and not self.strong else fill))
        painter.drawRoundedRect(inside, radius, radius)
        if self.hasFocus():
            # A ring inside a strong chip needs the colour of its words to be seen.
            painter.setPen(QPen(colours.colour("focus" if not self.strong else "accent-text"), 1.6 * hair))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = inside.adjusted(2 * hair, 2 * hair, -2 * hair, -2 * hair) if self.strong else inside
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        self._say(painter, inside, colours.colour(ink if self.isEnabled() else "muted"))
        painter.end()

    def _say(self, painter: QPainter, inside: QRectF, ink: QColor) -> None:
        unit = self.fontMetrics().height() / 4
        tail = 3.2 * unit if self._ends else 0
        words = inside.adjusted(2 * unit, 0, -2 * unit - tail, 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if mirrored:
            words.translate(tail, 0)
        painter.setPen(ink)
        painter.setFont(self.font())
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(words.width()) + 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        if not self._ends:
            return
        middle = QPointF(inside.left() + 3 * unit if mirrored else inside.right() - 3 * unit, inside.center().y())
        arm = unit * 0.75
        painter.setPen(QPen(ink, max(1.2, unit / 3), c=Qt.PenCapStyle.RoundCap))
        if self._ends == "menu":
            tip = middle + QPointF(0, arm * 0.6)
            painter.drawPolyline([middle + QPointF(-arm, -arm * 0.5), tip, middle + QPointF(arm, -arm * 0.5)])
        else:
            painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


class FlowLayout(QLayout):
    """Puts its widgets beside one another and begins a new line when one is full. Hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, move: bool) -> int:
        """The height that the widgets need in this width."""
        left, top, line = rect.left(), rect.top(), 0
        owner = self.parentWidget()
        mirrored = owner is not None and owner.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if left > rect.left() and left + width > rect.right() + 1:
                left, top, line = rect.left(), top + line + self._gap, 0
            if move:
                start = rect.left() + rect.right() + 1 - left - width if mirrored else left
                item.setGeometry(QRect(start, top, width, size.height()))
            left += width + self._gap
            line = max(line, size.height())
        return top + line - rect.top()
