"""Find a command by a few of its letters (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefpack.gui import icons, theme
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Table, keys_of, menus
from briefpack.language import say, say_many

Index = QModelIndex | QPersistentModelIndex
_OUTSIDE = QModelIndex()
#: The role of a command's id.
NAME = int(Qt.ItemDataRole.UserRole)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}

#: What it costs an action that it cannot run now.
_CANNOT = 6


def closeness(sought: str, words: str) -> int | None:
    """How well `words` answer the letters sought, less is better; None when a letter is missing or out of order.

    The start of a word is worth most, letters side by side more than letters apart.
    """
    sought, words = sought.casefold().replace(" ", ""), words.casefold()
    if not sought:
        return 0
    starts = [place for place, letter in enumerate(words) if letter == sought[0]]
    found = [cost for start in starts if (cost := _cost_from(sought, words, start)) is not None]
    return min(found, default=None)


def _cost_from(sought: str, words: str, start: int) -> int | None:
    cost = 0 if start == 0 else 1 if not words[start - 1].isalnum() else 8
    place = start
    for letter in sought[1:]:
        following = words.find(letter, place + 1)
        if following < 0:
            return None
        apart = following - place - 1
        cost += 0 if apart == 0 else 2 if not words[following - 1].isalnum() else 3 + apart
        place = following
    return cost


def answers(sought: str, table: Table) -> list[str]:
    """The ids of the actions that answer, best first; those that cannot run now come after their like."""
    found: list[tuple[int, int, str]] = []
    titles = menus()
    for order, (name, row) in enumerate(table.rows.items()):
        costs = [closeness(sought, text) for text in (row.words, f"{titles[row.menu]} {row.words}")]
        cost = min((each for each in costs if each is not None), default=None)
        if cost is None and row.help and (far := closeness(sought, row.help)) is not None:
            cost = far + 50
        if cost is not None:
            found.append((cost + (0 if table.action(name).isEnabled() else _CANNOT), order, name))
    return [name for *_, name in sorted(found)]


class Palette(QDialog):
    """A field and the commands that answer it. Enter runs the chosen one."""

    chosen = Signal(str)

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        named(self, say("Find a command"), key="palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self._field = named(QLineEdit(), say("What do you want to do?"), key="palette-field")
        self._field.setPlaceholderText(say("What do you want to do?"))
        self._field.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._commands = _Commands(table, self)
        self._list = named(QListView(), say("Commands found"), key="palette-list")
        self._list.setModel(self._commands)
        self._list.setItemDelegate(_Lines(table, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.setFixedWidth(theme.em(self, 32))
        self.setFixedHeight(theme.em(self, 24))
        self._field.textEdited.connect(self._show)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._run)
        self._field.setFocus()  # a popup gives its keys to whoever asked first
        self._show("")

    def shown(self) -> Sequence[str]:
        """The ids of the commands listed now."""
        return self._commands.names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _show(self, sought: str) -> None:
        names = answers(sought, self._table)
        self._commands.show(names)
        self._list.setCurrentIndex(self._commands.index(0))
        announce(self, say_many("{count} command found", "{count} commands found", len(names)))

    def _move(self, steps: int) -> None:
        names = self._commands.names
        if names:
            row = max(0, min(len(names) - 1, self._list.currentIndex().row() + steps))
            self._list.setCurrentIndex(self._commands.index(row))
            announce(self._list, self._table.action(names[row]).text())

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        name = self._commands.names[index.row()]
        if self._table.action(name).isEnabled():
            self.close()
            self.chosen.emit(name)


class _Commands(QAbstractListModel):
    """The commands found. Methods named like Qt's are Qt's."""

    def __init__(self, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self.names: Sequence[str] = ()

    def show(self, names: Sequence[str]) -> None:
        """Other commands."""
        self.beginResetModel()
        self.names = names
        self.endResetModel()

    def rowCount(self, parent: Index = _OUTSIDE) -> int:
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._table.action(self.names[index.row()]).text()
        return self.names[index.row()] if role == NAME else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        can = index.isValid() and self._table.action(self.names[index.row()]).isEnabled()
        return Qt.ItemFlag.ItemIsSelectable | (Qt.ItemFlag.ItemIsEnabled if can else Qt.ItemFlag.NoItemFlags)


class _Lines(QStyledItemDelegate):
    """One command a line: its picture, its words, where it stands, its keys. Painted: widgets would take too long."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._view, self._menus = table, parent, menus()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.em(self._view, 10), theme.em(self._view, 1.7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name = index.data(NAME)
        row, action = self._table.rows[name], self._table.action(name)
        colours, cell = theme.current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, colours.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, colours.colour("tint"))
        edge, size = theme.em(self._view, 0.7), theme.em(self._view)
        inside = cell.adjusted(edge, 0, -edge, 0)
        if row.icon:
            place = QRect(inside.left(), inside.center().y() - size // 2, size, size)
            scale = self._view.devicePixelRatioF()
            picture = icons.pixmap(row.icon, "muted", size, scale)
            painter.drawPixmap(QStyle.visualRect(option.direction, inside, place), picture)
        beside = " · ".join(part for part in (self._menus[row.menu], keys_of(row)) if part)
        _write(painter, option, inside, beside, "muted", Qt.AlignmentFlag.AlignRight)
        room = inside.adjusted(round(1.9 * size), 0, -option.fontMetrics.horizontalAdvance(beside) - size, 0)
        words = option.fontMetrics.elidedText(action.text(), Qt.TextElideMode.ElideRight, room.width())
        room = QStyle.visualRect(option.direction, inside, room)
        _write(painter, option, room, words, "text" if action.isEnabled() else "muted", Qt.AlignmentFlag.AlignLeft)


def _write(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, words: str, role: str, side: Qt.AlignmentFlag
) -> None:
    """Words at one side of a room; at the other where one reads from the right."""
    painter.setPen(theme.current().colour(role))
    flags = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine), words)
