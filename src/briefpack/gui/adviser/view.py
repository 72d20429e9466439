"""The list of findings, with its keys."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from briefpack.gui.access import named
from briefpack.gui.adviser.delegate import FindingDelegate
from briefpack.gui.adviser.model import FindingModel, Index
from briefpack.language import say

#: Keys that mean something here without Ctrl, and what: a step, or what is asked.
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_ASKS = {
    Qt.Key.Key_O: "source",
    Qt.Key.Key_Space: "source",
    Qt.Key.Key_A: "waive",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_Return: "edit",
    Qt.Key.Key_Enter: "edit",
    Qt.Key.Key_F: "fix",
    Qt.Key.Key_N: "on",
    Qt.Key.Key_P: "back",
}


class FindingView(QListView):
    """Says in its signals what was asked by key or mouse; the pane does it."""

    #: source, waive, edit or fix, of the current finding; on or back, from entry to entry.
    asked = Signal(str)
    #: Another finding is the current one.
    moved = Signal()

    def __init__(self, model: FindingModel, parent: QWidget) -> None:
        super().__init__(parent)
        named(
            self,
            say("Findings of the adviser"),
            say(
                "J and K: on and back. O shows the source, F fixes, A waives, E edits. N and P go from entry to entry."
            ),
            key="findings",
        )
        self._model = model
        self.setModel(model)
        self.rows = FindingDelegate(model, self)
        self.setItemDelegate(self.rows)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def go(self, by: int) -> None:
        """To the next finding, or the one before."""
        here = self.currentIndex().row() if self.currentIndex().isValid() else -1 if by > 0 else self._model.rowCount()
        self.choose(max(0, min(here + by, self._model.rowCount() - 1)))

    def choose(self, row: int) -> None:
        """Make a row the current one, and show it."""
        if 0 <= row < self._model.rowCount():
            index = self._model.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # What Qt calls

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        # While the list has the focus its letters win over the window's keys.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not _mine(event):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.go(_STEPS[key])
        else:
            self.asked.emit(_ASKS[key])

    def keyboardSearch(self, _words: str) -> None:
        """Nothing: letters are keys here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self._fix_under(event.position().toPoint())
        if row != self.rows.hovered_fix:
            self.rows.hovered_fix = row
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._fix_under(event.position().toPoint()) >= 0:
            self.asked.emit("fix")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.asked.emit("edit")

    def _fix_under(self, place: QPoint) -> int:
        """The row whose fix is under the mouse; -1 for none."""
        index = self.indexAt(place)
        line = self._model.line(index)
        if line is None or not self.rows.fix_rect(self.visualRect(index), line).contains(place):
            return -1
        return index.row()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if not clicked and not self.currentIndex().isValid():
            self.choose(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            # When all is laid out anew the current finding is still to be seen.
            QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "rows") and not self.rows.fits():
            self.rows.fit()
            self.scheduleDelayedItemsLayout()


def _mine(event: QKeyEvent) -> bool:
    plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
    return plain and (event.key() in _STEPS or event.key() in _ASKS)
