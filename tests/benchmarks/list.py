"""How fast a million items are shown: the real model and delegate against a bare QTableView of as many rows.

Run as a script; prints a table and exits 0 whatever it measures. Times are CPU milliseconds, medians of ROUNDS, both
views in turn in the same run; the cards come at once, as they would from the library in another thread.
"""

import os
import random
import time
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from briefpack.app.finding import Badges
from briefpack.gui.library.cards import Card
from briefpack.gui.library.model import BLOCK, CardModel
from briefpack.gui.library.view import CardList
from briefpack.gui.theme import Appearance

ROWS = 1_000_000
ROUNDS = 15
SIZE = (360, 900)
WORDS = [
    "the",
    "mandate",
    "of",
    "the",
    "Special",
    "Rapporteur",
    "on",
    "accountability",
    "for",
    "the",
    "people",
    "of",
    "the",
    "country",
    "was",
    "renewed",
]
_OUTSIDE = QModelIndex()


class Bare(QAbstractTableModel):
    """A title for each row, and nothing else."""

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__()
        self.ids = ids

    def show(self, ids: Sequence[int]) -> None:
        """Other ids."""
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _OUTSIDE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _OUTSIDE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
        return card(self.ids[index.row()]).title if role == Qt.ItemDataRole.DisplayRole else None


class Ours:
    """The list with its model, fed from an array of ids."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = ids
        self.model = CardModel()
        self.view = CardList(self.model)
        self.view.delegate.query = "accountab"
        self.view.resize(*SIZE)
        self.model.wanted.connect(lambda: None)
        self.show(ids)

    def show(self, ids: Sequence[int]) -> None:
        """Other ids, with the first block at hand as a search gives it."""
        self.ids = ids
        self.model.show(len(ids), [card(number) for number in ids[:BLOCK]])

    def paint(self) -> None:
        """Paint; what was missed is fetched and painted again."""
        self.view.grab()
        if missing := self.model.take_missing():
            for block in missing:
                self.model.put(self.model.generation, block, [card(n) for n in self.ids[block * BLOCK :][:BLOCK]])
            self.view.grab()


def card(number: int) -> Card:
    """A card like a real one, always the same for a number."""
    rng = random.Random(number)
    title = " ".join(rng.choices(WORDS, k=24))
    badges = Badges(verbatim=number % 2 == 0, disputed=number % 7 == 0, years=number % 20)
    return Card(f"q-{number}", "quote", f"“{title}”", "March 2019", "", "context", "Somebody", "KEI 2019", "", badges)


def bare(ids: Sequence[int]) -> tuple[QTableView, Bare]:
    """Qt's own view of as many rows, of the same height."""
    model, view = Bare(ids), QTableView()
    view.setModel(model)
    view.horizontalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.resize(*SIZE)
    return view, model


def clocked(act: Callable[[], object]) -> float:
    """CPU milliseconds."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1e3


def resident() -> float:
    """Memory of the process, MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    Appearance(application, "light")
    whole = array("I", range(ROWS))
    half = array("I", range(0, ROWS, 2))
    warm = Ours(whole[:100])
    warm.paint()
    bare(whole[:100])[0].grab()

    before = resident()
    kept: list[Ours] = []

    def first() -> None:
        kept[:] = [Ours(whole)]
        kept[0].paint()

    firsts = [clocked(first) for _ in range(ROUNDS)]
    bare_firsts = [clocked(partial(_bare_first, whole)) for _ in range(ROUNDS)]
    ours, (view, model) = kept[0], bare(whole)
    view.grab()
    swaps, bare_swaps, pages, bare_pages = [], [], [], []
    for round_ in range(ROUNDS):
        ids = half if round_ % 2 else whole
        swaps.append(clocked(lambda ids=ids: (ours.show(ids), ours.paint())))  # type: ignore[misc]
        bare_swaps.append(clocked(lambda ids=ids: (model.show(ids), view.grab())))  # type: ignore[misc]
    rng = random.Random(7)
    for _ in range(ROUNDS * 4):
        share = rng.random()
        pages.append(clocked(lambda share=share: (_scroll(ours.view, share), ours.paint())))  # type: ignore[misc]
        bare_pages.append(clocked(lambda share=share: (_scroll(view, share), view.grab())))  # type: ignore[misc]
    print(f"{ROWS:,} rows, CPU ms, medians{'ours':>22}{'bare':>9}{'ratio':>8}{'bound':>9}")
    for name, mine, other, bound in (
        ("first paint", firsts, bare_firsts, "100"),
        ("other filter, ids given", swaps, bare_swaps, "50"),
        ("jump anywhere, cards fetched", pages, bare_pages, ""),
    ):
        print(f"{name:40}{median(mine):16.1f}{median(other):9.1f}{median(mine) / median(other):8.1f}{bound:>9}")
    print(f"memory, MB{resident() - before:46.1f}{'':17}{'50':>9}")


def _bare_first(ids: Sequence[int]) -> None:
    view, _model = bare(ids)
    view.grab()


def _scroll(view: QTableView, share: float) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


if __name__ == "__main__":
    main()
