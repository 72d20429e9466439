"""The tree itself: keys, drag and drop, the place where a drop would go."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.outline.delegate import OutlineDelegate
from briefpack.gui.outline.entry_editor import EntryEditors
from briefpack.gui.outline.model import ENTRIES, Index, OutlineModel
from briefpack.language import say


class OutlineView(QTreeView):
    """Says in its signals what was asked by key or mouse; the pane does it."""

    removal_asked = Signal()
    duplicate_asked = Signal()
    step_asked = Signal(int)
    edit_asked = Signal()
    more_asked = Signal(str)
    item_asked = Signal()
    menu_asked = Signal(QPoint)
    resized = Signal()

    def __init__(self, model: OutlineModel, editors: EntryEditors, parent: QWidget) -> None:
        super().__init__(parent)
        named(
            self,
            say("Outline of the pack"),
            say("Sections and what they hold. Alt with up and down moves, Delete removes, F2 edits."),
            key="outline",
        )
        self.setModel(model)
        self._model = model
        self.rows = OutlineDelegate(self, model, editors)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._mark: QRect | None = None
        self._pressed = ""

    def chosen(self) -> tuple[str, ...]:
        """The ids of the entries that are selected, in their order."""
        keys = {self._model.key(index) for index in self.selectedIndexes()}
        return tuple(key for key in self._in_order() if key in keys)

    def choose(self, keys: tuple[str, ...]) -> None:
        """Select these rows alone, and show the first."""
        model = self.selectionModel()
        found = [index for key in keys if (index := self._model.index_of(key)).isValid()]
        if not found:
            return
        model.setCurrentIndex(found[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for index in found[1:]:
            model.select(index, QItemSelectionModel.SelectionFlag.Select)
        self.setExpanded(found[0].parent(), True)
        self.scrollTo(found[0])

    def open_editor(self, key: str) -> None:
        """Edit a row in its place."""
        index = self._model.index_of(key)
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.setExpanded(index.parent(), True)
        self.setCurrentIndex(index)
        self.edit(index)
        # The row has just become as high as its editor.
        self.executeDelayedItemsLayout()
        self.scrollTo(index)

    def _in_order(self) -> list[str]:
        sections = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        return [
            key
            for section in sections
            for row in range(self._model.rowCount(section))
            if self._model.entry(key := self._model.key(self._model.index(row, 0, section)))
        ]

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.ShortcutOverride and self._mine(event):
            # While the outline has the focus its keys win over the window's.
            event.accept()
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if held == Qt.KeyboardModifier.AltModifier:
            return key in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if held == Qt.KeyboardModifier.ControlModifier:
            return key == Qt.Key.Key_D
        return key in {Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._mine(event):
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_D:
            self.duplicate_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        else:
            self._enter(self.currentIndex())

    def _enter(self, index: QModelIndex) -> None:
        key = self._model.key(index)
        if key.endswith(".more"):
            self.more_asked.emit(self._model.section_at(index))
        elif key.endswith(".empty"):
            self.item_asked.emit()
        elif index.isValid() and not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))
        elif self._model.entry(key):
            self.edit_asked.emit()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._model.key(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        key = self._model.key(index)
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not plain or not key or key != self._pressed:
            return
        if key.endswith(".more"):
            self.more_asked.emit(self._model.section_at(index))
        elif key.endswith(".empty"):
            self.item_asked.emit()
        elif not index.parent().isValid():
            box = self.rows.header(self.visualRect(index), self._model.row(index))
            chevron = self.rows.sizes.indent
            place = event.position().x()
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            if (box.right() - place if mirrored else place - box.left()) <= chevron:
                self.setExpanded(index, not self.isExpanded(index))
        else:
            row = self._model.row(index)
            if row.blank:
                self.edit_asked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    # Drag and drop

    def dragMoveEvent(self, event: QDropEvent) -> None:
        super().dragMoveEvent(event)  # type: ignore[arg-type]
        parent, row = self._target(event.position().toPoint())
        if self._model.canDropMimeData(event.mimeData(), event.dropAction(), row, 0, parent):
            event.acceptProposedAction()
            self._show_mark(self._mark_at(parent, row))
        else:
            event.ignore()
            self._show_mark(None)

    def dragLeaveEvent(self, event: object) -> None:
        super().dragLeaveEvent(event)  # type: ignore[arg-type]
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        parent, row = self._target(event.position().toPoint())
        self._show_mark(None)
        if self._model.dropMimeData(event.mimeData(), event.dropAction(), row, 0, parent):
            # Moved by the pack itself: the view must not take anything away.
            action = Qt.DropAction.CopyAction if not event.mimeData().hasFormat(ENTRIES) else Qt.DropAction.MoveAction
            event.setDropAction(action)
            event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)

    def _target(self, place: QPoint) -> tuple[QModelIndex, int]:
        """The section and the place in it that a point means; between two sections, the end of the upper one."""
        index = self.indexAt(place)
        if not index.isValid():
            return QModelIndex(), -1
        rect = self.visualRect(index)
        if not index.parent().isValid():
            box = self.rows.header(rect, self._model.row(index))
            if place.y() < box.top():
                return QModelIndex(), index.row()
            return index, 0
        below = place.y() >= rect.center().y()
        return index.parent(), index.row() + (1 if below else 0)

    def _mark_at(self, parent: QModelIndex, row: int) -> QRect | None:
        """Where a line shows the place of a drop."""
        if not parent.isValid():
            return None
        count = self._model.rowCount(parent)
        if count and row > 0:
            rect = self.visualRect(self._model.index(min(row, count) - 1, 0, parent))
            line = rect.bottom()
        else:
            line = self.visualRect(parent).bottom()
        thick = max(2, theme.em(self, 0.16))
        edge = round(self.rows.sizes.edge)
        return QRect(edge, line - thick // 2, self.viewport().width() - 2 * edge, thick)

    def _show_mark(self, mark: QRect | None) -> None:
        if mark != self._mark:
            self._mark = mark
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            painter.setBrush(theme.current().colour("accent"))
            painter.drawRoundedRect(self._mark, self._mark.height() / 2, self._mark.height() / 2)
            painter.end()

    def drawBranches(self, _painter: QPainter, _rect: QRect, _index: Index) -> None:
        """Nothing: the delegate draws the sign that opens a section."""

    def drawRow(self, painter: QPainter, option: object, index: Index) -> None:
        # Without the highlight that the style would draw behind the card.
        option.showDecorationSelected = False  # type: ignore[attr-defined]
        super().drawRow(painter, option, index)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        self.resized.emit()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "rows") and not self.rows.fits():
            self.rows.fit()
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.rows.is_seen:
            self.rows.is_seen = True
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Not before a click is dealt with: scrolling to the first row would put another row under the mouse.
        clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if not clicked and not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
