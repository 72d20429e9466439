"""The line in which one looks for words on the pages."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import announce, named
from briefpack.language import say

_PAUSE = 60  # milliseconds without a key before the pages are searched


class FindBar(QFrame):
    """Words, how many there are, the next and the one before."""

    #: Look for these words; step to the next hit (1) or the one before (-1); closed.
    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Find in the pages"), key="find-bar")
        self.setProperty("role", "panel")
        self.words = named(QLineEdit(self), say("Words to find in the pages"), key="find-words")
        self.words.setPlaceholderText(say("Find in the pages"))
        self.words.setClearButtonEnabled(True)
        for button in self.words.findChildren(QToolButton):
            named(button, say("Clear"), key="find-clear")
        self.count = named(QLabel(self), say("How many were found"), key="find-count")
        self.back = self._button(say("Found before this"), "up", -1)
        self.on = self._button(say("Next found"), "down", 1)
        self.close_button = named(QToolButton(self), say("Close the search"), key="find-close")
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.clicked.connect(self.leave)
        layout = QHBoxLayout(self)
        margin = theme.em(self, 0.4)
        layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
        layout.setSpacing(margin // 2)
        layout.addWidget(self.words, 1)
        for part in (self.count, self.back, self.on, self.close_button):
            layout.addWidget(part)
        for button in (self.back, self.on, self.close_button):
            button.setIconSize(QSize(theme.em(self, 1), theme.em(self, 1)))
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.words.text()))
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.hide()

    def _button(self, words: str, picture: str, step: int) -> QToolButton:
        button = named(QToolButton(self), words)
        button.setIcon(icons.icon(picture))
        button.setToolTip(words)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def enter(self) -> None:
        """Show the line and type into it."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        if self.words.text():
            self.wanted.emit(self.words.text())

    def leave(self) -> None:
        """Close it: nothing is lit up any more."""
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def show_count(self, hit: int, hits: int) -> None:
        """Which of how many; hits count from 0."""
        words = ""
        if self.words.text().strip():
            words = say("{hit} of {hits}", hit=hit + 1, hits=hits) if hits else say("not found")
        self.count.setText(words)
        self.count.setAccessibleName(words or say("How many were found"))
        for button in (self.back, self.on):
            button.setEnabled(hits > 0)
        if words:
            announce(self.count, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
