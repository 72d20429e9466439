"""Above the findings: how many there are, how the pack stands, and which kinds are shown."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefpack.app.clearance import Stamp
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.adviser.advised import KINDS, Kind, Line, count, counts_words
from briefpack.gui.library.chips import Chip, FlowLayout
from briefpack.language import say


class Head(QWidget):
    """Shows what it is told; says which kinds are wanted."""

    #: The kinds that are shown; empty for all.
    narrowed = Signal(object)
    view_wanted = Signal()
    clearance_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Adviser"), key="adviser-head")
        gap = theme.em(self, 0.35)
        self._counts = named(QLabel(say("ADVISER"), self), say("What the adviser found"), key="adviser-counts")
        self._counts.setProperty("role", "overline")
        self._counts.setWordWrap(True)
        self.view_button = self._link(say("Clear view"), say("Pages and findings side by side, to clear the pack (F9)"))
        self.view_button.clicked.connect(self.view_wanted)
        self.clear_button = self._link(say("Clear the pack…"), say("Release the pack with your initials"), "primary")
        self.clear_button.clicked.connect(self.clearance_wanted)
        self.clear_button.hide()
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self._counts, 1)
        top.addWidget(self.view_button)
        top.addWidget(self.clear_button)
        self.chips: dict[Kind, Chip] = {}
        chips = named(QWidget(self), say("Which findings are shown"), key="adviser-chips")
        flow = FlowLayout(chips, gap)
        for kind in KINDS:
            chip = Chip(_kind_words(kind), _kind_words(kind), chips, key=f"adviser-{kind}")
            chip.setCheckable(True)
            chip.toggled.connect(self._narrow)
            self.chips[kind] = chip
            flow.addWidget(chip)
        self.stamp = named(QLabel(chips), say("Whether the pack is cleared"), key="adviser-stamp")
        flow.addWidget(self.stamp)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margins(2 * gap, gap, 2 * gap, gap))
        column.setSpacing(gap)
        column.addLayout(top)
        column.addWidget(chips)

    def _link(self, words: str, tip: str, role: str = "link") -> QPushButton:
        button = named(QPushButton(words, self), words.rstrip("…"), tip)
        button.setToolTip(tip)
        button.setProperty("role", role)
        return button

    def show_lines(self, lines: Iterable[Line], examined: bool) -> None:
        """Other findings; before anything was examined there is nothing to count."""
        lines = tuple(lines)
        words = say("ADVISER · {counts}", counts=counts_words(lines)) if examined else say("ADVISER")
        if words != self._counts.text():
            self._counts.setText(words)
            self._counts.setAccessibleName(words)
        for kind, chip in self.chips.items():
            many = count(lines, kind)
            chip.tell(f"{_kind_words(kind)} {many}", say("{kind}: {count}", kind=_kind_words(kind), count=many))
            chip.setVisible(many > 0 or chip.isChecked())

    def show_stamp(self, stamp: Stamp) -> None:
        """How the pack stands."""
        if stamp.words == self.stamp.text():
            return
        self.stamp.setText(stamp.words)
        self.stamp.setAccessibleName(stamp.words)
        self.stamp.setProperty(
            "role", {"open": "stamp-open", "cleared": "stamp-ok", "changed": "stamp-block"}[stamp.state]
        )
        self.stamp.style().polish(self.stamp)
        self.stamp.updateGeometry()

    def show_clear_view(self, on: bool) -> None:
        """Whether the window shows the view for clearing."""
        words = say("Leave this view") if on else say("Clear view")
        self.view_button.setText(words)
        self.view_button.setAccessibleName(words)
        self.clear_button.setVisible(on)

    def _narrow(self, _on: bool) -> None:
        self.narrowed.emit(tuple(kind for kind, chip in self.chips.items() if chip.isChecked()))


def _kind_words(kind: Kind) -> str:
    words = {
        "block": say("Blocks"),
        "warn": say("Warnings"),
        "note": say("Notes"),
        "waived": say("Waived"),
    }
    return words[kind]
