"""Paints sections as cards: a header with its meter, entries below, a line of suggestions."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from briefpack.gui import theme
from briefpack.gui.adviser.signs import paint_sign
from briefpack.gui.outline.entry_editor import EntryEditor, EntryEditors, TitleEditor
from briefpack.gui.outline.lines import Lines
from briefpack.gui.outline.model import OutlineModel
from briefpack.gui.outline.rows import Row
from briefpack.gui.outline.shapes import Sizes, below, rounded

Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Draws rows, and opens the editor of a row in its place."""

    def __init__(self, view: QTreeView, model: OutlineModel, editors: EntryEditors) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._editors = editors
        #: Heights of rows for as long as they and the width are the same: the view asks for all of them.
        self._heights: dict[str, tuple[Row, int, QSize]] = {}
        self.fit()
        #: False until the outline is seen: its width is not yet known, and all rows are asked at each step to it.
        self.is_seen = False
        #: The sections that are closed. The view knows them too, but asking it costs as much as laying a row.
        self._closed: set[str] = set()
        view.collapsed.connect(lambda index: self._closed.add(model.key(index)))
        view.expanded.connect(lambda index: self._closed.discard(model.key(index)))
        #: The row whose editor is open, and how high that is.
        self.editing: tuple[str, int] = ("", 0)

    def fits(self) -> bool:
        """Whether the outline still has the type and the direction that rows were laid for."""
        return self.sizes.font == self._view.font() and self._fitted == self._mirrored

    def fit(self) -> None:
        """The type or the direction of the outline has changed."""
        self.sizes, self._fitted = Sizes(self._view.font()), self._mirrored
        self._lines = Lines(self.sizes, self._fitted)
        self._heights.clear()

    # Sizes

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        sizes = self.sizes
        if not self.is_seen:
            return sizes.guess
        row = self._model.row(index)
        width = self._view.viewport().width()
        known = self._heights.get(row.key)
        lasting = row.what != "section" and row.key != self.editing[0]
        if lasting and known is not None and known[0] == row and known[1] == width:
            return known[2]
        size = QSize(sizes.guess.width(), round(self._height(index, row, width)))
        if lasting:
            self._heights[row.key] = (row, width, size)
        return size

    def _height(self, index: Index, row: Row, width: int) -> float:
        sizes = self.sizes
        if row.key == self.editing[0] and row.what != "section":
            height = self.editing[1] + sizes.unit
        elif row.what == "section":
            height = sizes.header + sizes.gap + (sizes.part if row.part else 0)
            height += 0 if self._opened(index) else sizes.hair
        else:
            height = self._lines.height(row, self._room(width)) + 2 * sizes.pad
            height += sizes.small_line if row.what == "entry" and row.meta else 0
        if row.blank and row.key != self.editing[0]:
            height += sizes.unit * 1.6
        return height

    def _room(self, width: int) -> float:
        """How wide the words of a row may be in the outline's width."""
        return width - 2 * self.sizes.edge - self.sizes.indent - 2 * self.sizes.pad

    def _opened(self, index: Index) -> bool:
        return self._model.key(index) not in self._closed and self._model.rowCount(index) > 0

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row(index)
        if row.key == self.editing[0] and row.what != "section":
            self._card(painter, option.rect, index, "card")
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._view.hasFocus() and self._view.currentIndex() == index
        if row.what == "section":
            self._section(painter, option.rect, index, row, chosen, current)
        else:
            self._entry(painter, option, index, row, chosen, current)
        painter.restore()

    def header(self, cell: QRect, row: Row) -> QRectF:
        """The header of a section inside its cell."""
        sizes = self.sizes
        top = sizes.gap + (sizes.part if row.part else 0)
        return QRectF(cell).adjusted(sizes.edge, top, -sizes.edge, 0)

    def _section(self, painter: QPainter, cell: QRect, index: Index, row: Row, chosen: bool, current: bool) -> None:
        sizes, colours = self.sizes, theme.current()
        box = self.header(cell, row)
        if row.part:
            painter.setFont(sizes.overline)
            painter.setPen(colours.colour("muted"))
            above = QRectF(box.left(), box.top() - sizes.part, box.width(), sizes.part - sizes.unit)
            painter.drawText(theme.placed(above, cell, self._view), self._flags(Qt.AlignmentFlag.AlignBottom), row.part)
        is_open = self._opened(index)
        path = rounded(box.adjusted(0.5, 0.5, -0.5, 0 if is_open else -0.5), sizes.radius, not is_open)
        painter.setPen(QPen(colours.colour("line"), sizes.hair))
        painter.setBrush(colours.colour("selection" if chosen else "tint"))
        painter.drawPath(path)
        if current:
            self._ring(painter, box)
        self._chevron(painter, box, is_open)
        painter.setFont(sizes.small)
        meter_width = QFontMetricsF(sizes.small).horizontalAdvance(row.meta)
        words = f"⚠ {row.meta}" if row.over else row.meta
        painter.setPen(colours.colour("block" if row.over else "muted"))
        inner = box.adjusted(sizes.indent * 0.72, 0, -sizes.pad * 1.4, 0)
        mark = self._model.marks.get(row.key)
        if mark:  # before the meter
            right = inner.right() - QFontMetricsF(sizes.small).horizontalAdvance(words) - sizes.unit * 1.5
            side = sizes.mark
            sign = QRectF(right - side, box.center().y() - side / 2, side, side)
            paint_sign(painter, theme.placed(sign, cell, self._view), mark.severity, colours)
            meter_width += side + sizes.unit * 2
        painter.drawText(
            theme.placed(inner, cell, self._view), self._flags(Qt.AlignmentFlag.AlignVCenter, end=True), words
        )
        painter.setFont(sizes.bold)
        painter.setPen(colours.colour("text"))
        room = inner.width() - meter_width - 3 * sizes.pad
        title = QFontMetricsF(sizes.bold).elidedText(row.words, Qt.TextElideMode.ElideRight, max(room, sizes.line * 3))
        painter.drawText(theme.placed(inner, cell, self._view), self._flags(Qt.AlignmentFlag.AlignVCenter), title)

    def _entry(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row, chosen: bool, current: bool
    ) -> None:
        sizes, colours, cell = self.sizes, theme.current(), option.rect
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        fill = "selection" if chosen else "tint" if hover and row.what != "empty" else "card"
        box = self._card(painter, cell, index, fill)
        mark = self._model.marks.get(row.key)
        if mark:
            side, top = sizes.mark, box.top() + sizes.pad + (sizes.line - sizes.mark) / 2
            sign = QRectF(box.left() + (sizes.indent - side) * 0.5, top, side, side)
            paint_sign(painter, theme.placed(sign, cell, self._view), mark.severity, colours)
        elif row.what == "entry":
            self._grip(painter, box)
        laid = self._lines.text(row, self._room(cell.width()))
        left = box.left() + sizes.indent
        top = box.top() + sizes.pad + (sizes.unit * 0.8 if row.blank else 0)
        at = theme.placed(QRectF(left, top, box.right() - sizes.pad - left, laid.height), cell, self._view)
        if row.blank:
            painter.setPen(QPen(colours.colour("muted"), sizes.hair, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            above, before = sizes.unit * 1.1, sizes.pad * 0.8
            around = at.adjusted(0 if self._mirrored else -before, -above, before if self._mirrored else 0, above)
            painter.drawRoundedRect(around, sizes.radius * 0.7, sizes.radius * 0.7)
        painter.setPen(colours.colour("text"))
        laid.text.draw(painter, at.topLeft())
        if row.meta:
            self._meta(painter, QRectF(left, at.bottom(), box.right() - sizes.pad - left, sizes.small_line), row, cell)
        if current:
            self._ring(painter, box)

    def _meta(self, painter: QPainter, line: QRectF, row: Row, cell: QRect) -> None:
        sizes, colours = self.sizes, theme.current()
        painter.setFont(sizes.small)
        dot = sizes.unit * 1.3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(_ROLES.get(row.kind, "muted")))
        painter.drawEllipse(theme.placed(QRectF(line.left(), line.center().y() - dot / 2, dot, dot), cell, self._view))
        metrics = QFontMetricsF(sizes.small)
        start = line.left() + dot + sizes.unit
        for words, role in ((row.meta, "muted"), *((sign, role) for sign, role, _ in row.badges)):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.right() - start)
            width = metrics.horizontalAdvance(shown)
            painter.setPen(colours.colour(role))
            at = QRectF(start, line.top(), width + 1, line.height())
            painter.drawText(theme.placed(at, cell, self._view), self._flags(Qt.AlignmentFlag.AlignVCenter), shown)
            start += width + sizes.unit * 2

    def _card(self, painter: QPainter, cell: QRect, index: Index, fill: str) -> QRectF:
        """The part of the section's card that lies behind a row below its header."""
        sizes, colours = self.sizes, theme.current()
        last = index.row() == self._model.rowCount(index.parent()) - 1
        box = QRectF(cell).adjusted(sizes.edge, 0, -sizes.edge, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = below(box.adjusted(0.5, 0, -0.5, -0.5 if last else 0), sizes.radius if last else 0)
        painter.fillPath(path, colours.colour(fill))
        painter.setPen(QPen(colours.colour("line"), sizes.hair))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        return box

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        sizes = self.sizes
        painter.setPen(QPen(theme.current().colour("focus"), 2 * sizes.hair))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = box.adjusted(sizes.hair, sizes.hair, -sizes.hair, -sizes.hair)
        painter.drawRoundedRect(inner, sizes.radius * 0.7, sizes.radius * 0.7)

    def _grip(self, painter: QPainter, box: QRectF) -> None:
        sizes = self.sizes
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("muted"))
        side = sizes.unit * 0.42
        for number in range(3):
            top = box.top() + sizes.pad + sizes.line * 0.28 + number * sizes.unit * 1.2
            at = QRectF(box.left() + sizes.indent * 0.42, top, side, side)
            painter.drawEllipse(theme.placed(at, box.toRect(), self._view))

    def _chevron(self, painter: QPainter, box: QRectF, is_open: bool) -> None:
        sizes = self.sizes
        side = sizes.unit * 1.5
        middle = theme.placed(
            QRectF(box.left() + sizes.pad, box.center().y() - side / 2, side, side), box.toRect(), self._view
        ).center()
        half = side / 2
        turn = -1 if self._mirrored else 1
        points = (
            [QPointF(-half, -half / 2), QPointF(half, -half / 2), QPointF(0, half / 1.6)]
            if is_open
            else [QPointF(-half / 2 * turn, -half), QPointF(-half / 2 * turn, half), QPointF(half / 1.6 * turn, 0)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("muted"))
        painter.drawPolygon([middle + point for point in points])

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _flags(self, vertical: Qt.AlignmentFlag, end: bool = False) -> int:
        right = end != self._mirrored
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(vertical | side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine)

    # Editing in place. That a height has changed is told to the view's own timer: Qt answers each `sizeHintChanged`
    # with a layout of its own, of all rows.

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._model.row(index)
        if row.what == "section":
            return self._editors.title_editor(parent, row.key)
        editor = self._editors.entry_editor(parent, row.key)
        self.editing = (row.key, editor.sizeHint().height())
        editor.grown.connect(self._grown)
        editor.finished.connect(partial(self._close, editor))
        self._view.scheduleDelayedItemsLayout()
        return editor

    def _close(self, editor: EntryEditor) -> None:
        if self.editing[0] != editor.key:
            return  # closed already: the focus leaves an editor while it is being closed
        self.editing = ("", 0)
        focused = QApplication.focusWidget()
        had_focus = focused is not None and editor.isAncestorOf(focused)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if had_focus:
            self._view.setFocus()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.editing = ("", 0)
        super().destroyEditor(editor, index)
        self._view.scheduleDelayedItemsLayout()

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        if isinstance(editor, EntryEditor):
            editor.load(self._model.entry(editor.key))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        # What is typed into an entry is in the pack already; a title is taken over when it is finished.
        if isinstance(editor, TitleEditor):
            editor.finish()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        sizes, row = self.sizes, self._model.row(index)
        if row.what == "section":
            box = self.header(option.rect, row).adjusted(sizes.indent * 0.5, 1, -sizes.pad, -1)
        else:
            box = QRectF(option.rect).adjusted(sizes.edge + sizes.pad, 0, -sizes.edge - sizes.pad, 0)
        editor.setGeometry(box.toRect())

    def _grown(self, key: str, height: int) -> None:
        if self.editing[0] == key and self.editing[1] != height:
            self.editing = (key, height)
            self._view.scheduleDelayedItemsLayout()
            QTimer.singleShot(0, self._view, partial(self._show_whole, key))

    def _show_whole(self, key: str) -> None:
        if self.editing[0] == key:
            self._view.scrollTo(self._model.index_of(key))


_ROLES = {name: name for name in ("quote", "event", "statistic", "position", "claim", "warn")}
_ROLES |= {"own": "accent", "recommendation": "position", "document": "note"}
