"""The found items as a table of one column: as many rows as were found, cards only for those looked at."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from briefpack.gui.library.cards import Card, spoken_words

#: What is dragged from the library: ids, one a line.
ITEMS = "application/x-briefpack-item"
#: Rows fetched together, and how many such blocks are kept.
BLOCK = 50
_KEPT = 40
Index = QModelIndex | QPersistentModelIndex
_OUTSIDE = QModelIndex()


class CardModel(QAbstractTableModel):
    """Rows without cards until somebody looks: `card` notes what is missing, `wanted` says once that something is."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._blocks: OrderedDict[int, Sequence[Card]] = OrderedDict()
        self._missing: dict[int, None] = {}
        #: Counts the results shown; cards fetched for an older one are not taken.
        self.generation = 0
        self.used: frozenset[str] = frozenset()

    def show(self, total: int, first: Sequence[Card] = ()) -> None:
        """A new result: how many there are, and the cards of the first block if they are at hand."""
        self.beginResetModel()
        self._total = total
        self._blocks.clear()
        self._missing.clear()
        if first:
            self._blocks[0] = first
        self.generation += 1
        self.endResetModel()

    def put(self, generation: int, block: int, cards: Sequence[Card]) -> None:
        """The cards of a block that was missing."""
        if generation != self.generation:
            return
        self._blocks[block] = cards
        self._blocks.move_to_end(block)
        while len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        last = min((block + 1) * BLOCK, self._total) - 1
        self.dataChanged.emit(self.index(block * BLOCK, 0), self.index(last, 0))

    def card(self, row: int) -> Card | None:
        """The card of a row, or None until its block has come."""
        block, place = divmod(row, BLOCK)
        cards = self._blocks.get(block)
        if cards is not None:
            return cards[place] if place < len(cards) else None
        if not self._missing:
            self.wanted.emit()
        self._missing[block] = None
        return None

    def take_missing(self) -> tuple[int, ...]:
        """The blocks somebody looked at in vain since the last call."""
        missing = tuple(self._missing)
        self._missing.clear()
        return missing

    def blocks_without(self, rows: Iterable[int]) -> tuple[int, ...]:
        """The blocks of these rows whose cards are not at hand."""
        return tuple(dict.fromkeys(row // BLOCK for row in rows if row // BLOCK not in self._blocks))

    def ids(self, rows: Iterable[int]) -> list[str]:
        """The ids of those rows whose cards are at hand."""
        return [card.id for row in rows if (card := self.card(row))]

    def row_of(self, item_id: str) -> int | None:
        """The row that shows an item, among those at hand."""
        for block, cards in self._blocks.items():
            for place, card in enumerate(cards):
                if card.id == item_id:
                    return block * BLOCK + place
        return None

    def rowCount(self, parent: Index = _OUTSIDE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _OUTSIDE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Words for screen readers; the delegate paints from the cards."""
        tell = _TOLD.get(role)
        card = self.card(index.row()) if tell else None
        return tell(card, card.id in self.used) if tell and card else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ITEMS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = QMimeData()
        found.setData(ITEMS, "\n".join(self.ids(sorted({index.row() for index in indexes}))).encode())
        return found


_TOLD: dict[int, Callable[[Card, bool], str]] = {
    Qt.ItemDataRole.DisplayRole: spoken_words,
    Qt.ItemDataRole.AccessibleTextRole: spoken_words,
}
