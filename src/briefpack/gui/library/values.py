"""The values of a facet: a list to look through by typing, in which several can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from briefpack.app.finding import Value
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.library.popups import Popup
from briefpack.language import say, say_many
from briefpack.library.folding import fold

_ROWS = 12  # shown at once
_SEARCHED_FROM = 9  # values from which on a line to type in is worth its room


class ValuesPopup(Popup):
    """Enter, Space or a click takes a value in or out; the list stays open for more. Esc closes it."""

    toggled = Signal(str)

    def __init__(self, title: str, values: Sequence[Value], parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName("values")
        self.search = named(QLineEdit(self), say("Find in this list"), key="values-search")
        self.search.setPlaceholderText(say("Find in this list"))
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(len(values) >= _SEARCHED_FROM)
        self.list = _Values(title, self)
        self.list.picked.connect(self._pick)
        self.column.insertWidget(1, self.search)
        self.column.insertWidget(2, self.list)
        self.refresh(values)
        self.setMinimumWidth(theme.em(self, 17))
        self.setFocusProxy(self.list if self.search.isHidden() else self.search)
        (self.list if self.search.isHidden() else self.search).setFocus()

    def refresh(self, values: Sequence[Value]) -> None:
        """The same values with other counts; those known keep their places, so that nothing moves under the pointer."""
        known = {item.data(0, _VALUE): item for item in self.list.items()}
        for each in values:
            item = known.pop(each.value, None) or QTreeWidgetItem(self.list)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setData(0, _VALUE, each.value)
            item.setText(0, each.words)
            item.setText(1, f"{each.gives:,}")
            item.setSizeHint(0, QSize(0, theme.em(self, 1.6)))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            _tick(item, each.chosen)
            spoken = say_many("{words}, {count} item", "{words}, {count} items", each.gives, words=each.words)
            spoken = say("{words}, chosen", words=spoken) if each.chosen else spoken
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        for item in known.values():
            item.setText(1, "0")
            _tick(item, chosen=False)
        self.list.fit(min(len(values), _ROWS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down if self.search.hasFocus():
                self.list.enter()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.search.hasFocus():
                shown = [item for item in self.list.items() if not item.isHidden()]
                if shown:
                    self._pick(shown[0])
            case _:
                super().keyPressEvent(event)

    def _pick(self, item: QTreeWidgetItem) -> None:
        self.toggled.emit(item.data(0, _VALUE))

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        for item in self.list.items():
            item.setHidden(wanted not in fold(item.text(0)))


class _Values(QTreeWidget):
    """Two columns: words with a tick, and the count."""

    picked = Signal(object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, title, key="values-list")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemClicked.connect(lambda item, _column: self.picked.emit(item))

    def items(self) -> list[QTreeWidgetItem]:
        """All rows."""
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def enter(self) -> None:
        """Put the keyboard on the first row that is shown."""
        self.setFocus()
        shown = [item for item in self.items() if not item.isHidden()]
        if shown:
            self.setCurrentItem(shown[0])

    def fit(self, rows: int) -> None:
        """Room for so many rows."""
        height = max(self.sizeHintForRow(0), theme.em(self, 1.6))
        self.setFixedHeight(height * max(rows, 1) + 2 * self.frameWidth() + theme.em(self, 0.4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self.picked.emit(item)
        else:
            super().keyPressEvent(event)


def _tick(item: QTreeWidgetItem, chosen: bool) -> None:
    item.setData(0, CHOSEN, chosen)
    blank = QPixmap(64, 64)
    blank.fill(Qt.GlobalColor.transparent)
    item.setIcon(0, icons.icon("check", "accent") if chosen else QIcon(blank))


_VALUE = Qt.ItemDataRole.UserRole
#: Whether a row's value is chosen.
CHOSEN = Qt.ItemDataRole.UserRole + 1
