"""The findings as a list, narrowed down to some kinds."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefpack.gui.adviser.advised import Kind, Line

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FindingModel(QAbstractListModel):
    """Holds the lines it is given. Methods named like Qt's are Qt's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.all: tuple[Line, ...] = ()
        self.shown: tuple[Line, ...] = ()
        self._kinds: frozenset[Kind] = frozenset()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show other findings. Where the same ones stand in the same order, only their words are told anew."""
        self.all = lines
        self._filter()

    def narrow(self, kinds: Collection[Kind]) -> None:
        """Show these kinds alone; all where there are none."""
        self._kinds = frozenset(kinds)
        self._filter()

    def _filter(self) -> None:
        wanted = tuple(line for line in self.all if not self._kinds or line.kind in self._kinds)
        if [line.key for line in wanted] != [line.key for line in self.shown]:
            self.beginResetModel()
            self.shown = wanted
            self.endResetModel()
            return
        before, self.shown = self.shown, wanted
        for row, (old, new) in enumerate(zip(before, wanted, strict=True)):
            if _told(old) != _told(new):
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str) -> int:
        """The row of a finding; -1 where it is not shown."""
        return next((row for row, line in enumerate(self.shown) if line.key == key), -1)

    def line(self, index: Index) -> Line | None:
        """The finding of a row."""
        return self.shown[index.row()] if index.isValid() and index.row() < len(self.shown) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.why or None
        return None


def _told(line: Line) -> tuple[object, ...]:
    """What is painted of a line. The edit of a fix is made anew each time and never the same."""
    return line.kind, line.finding.message, line.meta, line.finding.fix and line.finding.fix.label
