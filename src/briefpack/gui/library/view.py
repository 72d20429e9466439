"""The list of cards: rows of one height, so that a million of them cost what a screenful costs."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from briefpack.gui.access import named
from briefpack.gui.library.delegate import CardDelegate
from briefpack.gui.library.model import CardModel
from briefpack.language import say


class CardList(QTableView):
    """Enter adds, Space looks closer, Esc and Up from the first row go back to the search; Delete is for facts of one's
    own."""

    #: Rows to add to the pack (tuple of int); a row to look at; back to the search.
    rows_wanted = Signal(object)
    row_opened = Signal(int)
    #: The user wants this row's item deleted.
    deletion_wanted = Signal(int)
    left = Signal()
    #: A row was clicked once, not on its button.
    row_clicked = Signal(int)

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, say("Found items"), say("Enter adds to the pack, Space shows more, Escape goes back."), "found")
        self._model = model
        self.delegate = CardDelegate(model, self)
        self._pressed = -1
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._fit()

    def chosen(self) -> tuple[int, ...]:
        """The selected rows from the top; the current one when none is."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        rows = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        current = self.currentIndex()
        return tuple(rows) or ((current.row(),) if current.isValid() else ())

    def go_to(self, row: int) -> None:
        """Make a row the current one and show it."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "delegate"):
            self._fit()

    def _fit(self) -> None:
        self.delegate.fit()
        self.verticalHeader().setDefaultSectionSize(self.delegate.measures.height)
        self.verticalScrollBar().setSingleStep(max(1, self.delegate.measures.height // 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.modifiers() in _PLAIN and row >= 0:
                self.rows_wanted.emit(self.chosen())
            case Qt.Key.Key_Space if row >= 0:
                self.row_opened.emit(row)
            case Qt.Key.Key_Delete if row >= 0:
                self.deletion_wanted.emit(row)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up if row <= 0 and event.modifiers() in _PLAIN:
                self.left.emit()
            case Qt.Key.Key_Slash:
                event.ignore()  # the pane's
            case _:
                super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters in the list does nothing: looking for them would read every row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._button_at(event.position().toPoint())
        if self._pressed < 0 or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and event.button() is Qt.MouseButton.LeftButton:
            if self._button_at(place) == pressed:
                self._push(pressed)
            return
        super().mouseReleaseEvent(event)
        row = self.rowAt(place.y())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0 and event.modifiers() in _PLAIN:
            self.row_clicked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0 and self._button_at(event.position().toPoint()) < 0:
            self.rows_wanted.emit((row,))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        self._hover((self.rowAt(place.y()), self._button_at(place) >= 0))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover((-1, False))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._button_at(event.pos())
            QToolTip.showText(event.globalPos(), self._hint(row) if row >= 0 else "", self)
            return True
        return super().viewportEvent(event)

    def _push(self, row: int) -> None:
        """The + adds; the ✓ of what the pack has already shows where."""
        card = self._model.card(row)
        if card and card.id in self._model.used:
            self.row_opened.emit(row)
        else:
            self.rows_wanted.emit((row,))

    def _hint(self, row: int) -> str:
        card = self._model.card(row)
        if card and card.id in self._model.used:
            return say("In this pack already: show where. Enter adds it once more.")
        return say("Add to the current section (Enter)")

    def _hover(self, place: tuple[int, bool]) -> None:
        before, self.delegate.hover = self.delegate.hover, place
        if before != place:
            for row in {before[0], place[0]} - {-1}:
                self.update(self._model.index(row, 0))

    def _button_at(self, place: QPoint) -> int:
        row = self.rowAt(place.y())
        if row < 0:
            return -1
        index: QModelIndex = self._model.index(row, 0)
        return row if self.delegate.plus_rect(self.visualRect(index)).contains(place.toPointF()) else -1


_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
