"""Find and replace in own text. Facts and quotations are never touched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.outline.writing import Writing
from briefpack.language import say, say_many
from briefpack.pack import replacing
from briefpack.pack.replacing import Found


class FindBar(QFrame):
    """A bar of two lines below the outline; `found` names the entry to show."""

    found = Signal(str)
    closed = Signal()

    def __init__(self, writing: Writing, parent: QWidget) -> None:
        super().__init__(parent)
        self._writing = writing
        self._place = -1
        self.setProperty("role", "panel")
        named(self, say("Find and replace in own text"), key="find-bar")
        grid = QGridLayout(self)
        gap = theme.em(self, 0.4)
        grid.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        grid.setSpacing(gap)
        self.wanted = named(QLineEdit(self), say("Find in own text"), key="find-wanted")
        self.wanted.setPlaceholderText(say("Find in own text"))
        self.words = named(QLineEdit(self), say("Replace by"), key="find-words")
        self.words.setPlaceholderText(say("Replace by"))
        self.case = named(QCheckBox(say("Match case"), self), say("Match case"))
        self.told = named(QLabel(self), say("Number found"), key="find-told")
        self.told.setProperty("role", "small")
        following = self._button(say("Next"), self.go_on)
        close = self._button(say("Close"), self.close_bar)
        one = self._button(say("Replace here"), self.replace_one)
        every = self._button(say("Replace all"), self.replace_all)
        for row, line in enumerate(((self.wanted, following, close), (self.words, one, every))):
            for column, widget in enumerate(line):
                grid.addWidget(widget, row, column)
        grid.addWidget(self.case, 2, 0)
        grid.addWidget(self.told, 2, 1, 1, 2)
        grid.setColumnStretch(0, 1)
        self.wanted.textChanged.connect(self.recount)
        self.case.toggled.connect(self.recount)
        self.wanted.returnPressed.connect(self.go_on)
        self.words.returnPressed.connect(self.replace_one)
        self.setFocusProxy(self.wanted)

    def open_bar(self) -> None:
        """Show it and begin to type."""
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self.recount()

    def close_bar(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def recount(self) -> None:
        """Say how often the words stand in own text now."""
        hits = self._hits()
        self._place = min(self._place, len(hits) - 1)
        if not self.wanted.text():
            self.told.setText(say("Facts and quotations are never changed."))
            return
        times = sum(hit.times for hit in hits)
        self.told.setText(say_many("{count} found", "{count} found", times) if times else say("Not in your own text."))

    def go_on(self) -> None:
        """Show the next entry that holds the words."""
        hits = self._hits()
        if hits:
            self._place = (self._place + 1) % len(hits)
            self.found.emit(hits[self._place].entry)
        self.recount()
        announce(self, self.told.text())

    def replace_one(self) -> None:
        """Replace in the entry shown, and go to the next."""
        hits = self._hits()
        if not hits:
            self.recount()
            return
        key = hits[max(self._place, 0)].entry
        self._said(self._writing.replace(self.wanted.text(), self.words.text(), self.case.isChecked(), key))
        self._place = max(self._place, 0) - 1
        left = self._hits()
        if left:
            self._place = (self._place + 1) % len(left)
            self.found.emit(left[self._place].entry)

    def replace_all(self) -> None:
        """Replace everywhere in own text, as one step."""
        self._said(self._writing.replace(self.wanted.text(), self.words.text(), self.case.isChecked()))

    def _said(self, count: int) -> None:
        words = say_many("{count} replaced.", "{count} replaced.", count) if count else say("Not in your own text.")
        self.told.setText(words)
        announce(self, words)

    def _hits(self) -> tuple[Found, ...]:
        return replacing.find(self._writing.pack, self.wanted.text(), self.case.isChecked())

    def _button(self, words: str, does: object) -> QPushButton:
        button = named(QPushButton(words, self), words)
        button.clicked.connect(does)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
