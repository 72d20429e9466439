"""Find a command by a few of its letters (Ctrl+K)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefpack.gui import icons, theme
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Table, keys_of, menus
from briefpack.language import say, say_many

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
    for order, (name, row) in enumerate(table.rows.items()):
        costs = [closeness(sought, text) for text in (row.words, f"{menus()[row.menu]} {row.words}")]
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
        self._list = named(QListWidget(), say("Commands found"), key="palette-list")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.setFixedWidth(theme.em(self, 32))
        self.setFixedHeight(theme.em(self, 24))
        self._field.textEdited.connect(self._show)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        self._field.setFocus()  # a popup gives its keys to whoever asked first
        self._show("")

    def shown(self) -> Sequence[str]:
        """The ids of the commands listed now."""
        return [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _show(self, sought: str) -> None:
        self._list.clear()
        names = answers(sought, self._table)
        for name in names:
            self._list.addItem(self._item(name))
        self._list.setCurrentRow(0)
        for row, name in enumerate(names):
            self._list.setItemWidget(self._list.item(row), _Line(self._table, name))
        announce(self, say_many("{count} command found", "{count} commands found", len(names)))

    def _item(self, name: str) -> QListWidgetItem:
        action = self._table.action(name)
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, action.text())
        item.setSizeHint(item.sizeHint().expandedTo(_Line(self._table, name).sizeHint()))
        if not action.isEnabled():
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        return item

    def _move(self, steps: int) -> None:
        if self._list.count():
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + steps)))
            announce(self._list, self._list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole))

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        if self._table.action(name).isEnabled():
            self.close()
            self.chosen.emit(name)


class _Line(QFrame):
    """One command: its picture, its words, where it stands, its keys."""

    def __init__(self, table: Table, name: str) -> None:
        super().__init__()
        row, action = table.rows[name], table.action(name)
        named(self, action.text(), key=f"palette-line-{name}")
        layout = QHBoxLayout(self)
        edge = theme.em(self, 0.35)
        layout.setContentsMargins(2 * edge, edge, 2 * edge, edge)
        picture = named(QLabel(), row.words, key=f"palette-icon-{name}")
        picture.setFixedWidth(theme.em(self, 1.2))
        if row.icon:
            picture.setPixmap(icons.icon(row.icon, "muted").pixmap(theme.em(self), theme.em(self)))
        layout.addWidget(picture)
        words = named(QLabel(action.text()), action.text(), key=f"palette-words-{name}")
        words.setEnabled(action.isEnabled())
        layout.addWidget(words)
        layout.addStretch()
        beside = " · ".join(part for part in (menus()[row.menu], keys_of(row)) if part)
        keys = named(QLabel(beside), beside, key=f"palette-keys-{name}")
        keys.setProperty("role", "muted")
        layout.addWidget(keys)
