"""The filters as chips: kinds with their counts, a menu for each facet, the days, and what is on with a cross."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefpack.app.finding import ADDABLE, Active, Names, Value, active
from briefpack.app.terms import kind_word
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.library.chips import Chip, FlowLayout
from briefpack.language import say, say_many
from briefpack.library.query import FACETS, Query

if TYPE_CHECKING:
    from briefpack.gui.library.values import ValuesPopup

Counts = Mapping[str, Mapping[str, int]]


class _Row(FlowLayout):
    """A line of chips that wraps."""

    def __init__(self, parent: QWidget, column: QVBoxLayout, gap: int) -> None:
        self.row = QWidget(parent)
        super().__init__(self.row, gap)
        policy = self.row.sizePolicy()
        policy.setHeightForWidth(True)
        self.row.setSizePolicy(policy)
        column.addWidget(self.row)


class FilterBar(QWidget):
    """Shows a query's filters and says what the user wants changed. Holds no state but what it was last shown."""

    value_toggled = Signal(str, str)
    days_wanted = Signal(str, str)
    kinds_cleared = Signal()

    def __init__(self, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Filters"), key="filters")
        self._names = names
        self._query = Query()
        self._counts: Counts = {}
        self._popup: ValuesPopup | None = None
        self._asked = ""
        gap = theme.em(self, 0.28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(gap * 1.3))
        self._kinds = _Row(self, column, gap)
        self._facets = _Row(self, column, gap)
        self._on = _Row(self, column, gap)
        self._kind_chips = {kind: self._kind_chip(kind) for kind in ("", *ADDABLE)}
        self._menus = {facet: self._facet_chip(facet, words) for facet, words in _facet_words().items()}
        self._active: dict[tuple[str, str], Chip] = {}
        days = self._chip(say("Dates"), say("Filter by date"), self._facets, "filter-dates")
        days.clicked.connect(partial(self._ask_days, days))

    def show_query(self, query: Query, counts: Counts) -> None:
        """The filters of a query, and how many items each further value would give."""
        self._query, self._counts = query, counts
        kinds = counts.get("kind", {})
        whole = sum(kinds.get(kind, 0) for kind in ADDABLE)
        for kind, chip in self._kind_chips.items():
            count = kinds.get(kind, 0) if kind else whole
            words = kind_word(kind, many=True) if kind else say("All")
            chip.tell(
                f"{words} {count:,}", say_many("{words}: {count} item", "{words}: {count} items", count, words=words)
            )
            chip.setChecked(kind in query.kinds if kind else not query.kinds)
            # A chip that was there stays: nothing jumps while somebody types.
            chip.setVisible(bool(count) or not kind or chip.isChecked() or not chip.isHidden())
            chip.setEnabled(bool(count) or chip.isChecked() or not kind)
        for facet, chip in self._menus.items():
            chip.setEnabled(bool(counts.get(facet)) or bool(getattr(query, FACETS[facet])))
        self._show_active(active(query, self._names))
        if self._popup is not None and shiboken6.isValid(self._popup):
            self._popup.refresh(self.values_of(self._asked))

    def _show_active(self, filters: tuple[Active, ...]) -> None:
        wanted = {(each.facet, f"{each.value}{each.words}"): each for each in filters}
        for key in self._active.keys() - wanted.keys():
            self._forget(self._active.pop(key))
        for key, each in wanted.items():
            if key not in self._active:
                name = say("{words}: take this filter away", words=each.words)
                chip = Chip(each.words, name, self._on.row, ends="close", key=f"on-{each.facet}-{each.value}")
                chip.setToolTip(name)
                chip.clicked.connect(partial(self._take_away, each))
                self._on.addWidget(chip)
                chip.show()
                self._active[key] = chip
        self._on.row.setVisible(bool(self._active))

    def _forget(self, chip: Chip) -> None:
        if chip.hasFocus():
            self._kind_chips[""].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _take_away(self, each: Active) -> None:
        if each.facet == "date":
            self.days_wanted.emit("", "")
        else:
            self.value_toggled.emit(each.facet, each.value)

    def _kind_chip(self, kind: str) -> Chip:
        chip = Chip(kind, kind, self._kinds.row, key=f"kind-{kind or 'all'}")
        chip.setCheckable(True)
        chip.setVisible(not kind)
        chip.clicked.connect(partial(self._pick_kind, kind))
        self._kinds.addWidget(chip)
        return chip

    def _pick_kind(self, kind: str) -> None:
        # What is checked follows from the query alone.
        self._kind_chips[kind].setChecked(kind in self._query.kinds if kind else not self._query.kinds)
        if kind:
            self.value_toggled.emit("kind", kind)
        else:
            self.kinds_cleared.emit()

    def _facet_chip(self, facet: str, words: tuple[str, str]) -> Chip:
        chip = self._chip(*words, self._facets, f"filter-{facet}")
        chip.clicked.connect(partial(self._ask_value, facet, chip))
        return chip

    def _chip(self, words: str, name: str, row: _Row, key: str) -> Chip:
        chip = Chip(words, name, row.row, ends="menu", key=key)
        row.addWidget(chip)
        return chip

    def values_of(self, facet: str) -> list[Value]:
        """The values of a facet with what each would give: those in use first, then the most first."""
        chosen: tuple[str, ...] = getattr(self._query, FACETS[facet])
        counts = self._counts.get(facet, {})
        values = sorted({*chosen, *counts}, key=lambda value: (value not in chosen, -counts.get(value, 0), value))
        return [Value(each, self._names.of(facet, each), counts.get(each, 0), each in chosen) for each in values]

    def _ask_value(self, facet: str, chip: Chip) -> None:
        from briefpack.gui.library.values import ValuesPopup  # noqa: PLC0415 - the pane stands without it

        popup = ValuesPopup(_facet_words()[facet][1], self.values_of(facet), self)
        popup.toggled.connect(partial(self.value_toggled.emit, facet))
        self._popup, self._asked = popup, facet
        popup.open_under(chip)

    def _ask_days(self, chip: Chip) -> None:
        from briefpack.gui.library.popups import DaysPopup  # noqa: PLC0415 - the pane stands without it

        popup = DaysPopup(self._query.date_from, self._query.date_to, self)
        popup.chosen.connect(self.days_wanted)
        popup.open_under(chip)


def _facet_words() -> dict[str, tuple[str, str]]:
    return {
        "mechanism": (say("Mechanism"), say("Filter by mechanism")),
        "topic": (say("Theme"), say("Filter by theme")),
        "actor": (say("Speaker or actor"), say("Filter by speaker or actor")),
        "source": (say("Source"), say("Filter by source")),
        "usable_publicly": (say("Use"), say("Filter by what may be used in public")),
    }
