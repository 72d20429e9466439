"""One sentence above the panes that the user should see, and can put away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import announce, named
from briefpack.language import say


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Notice"), key="banner")
        layout = QHBoxLayout(self)
        gap = theme.em(self, 0.4)
        layout.setContentsMargins(theme.margins(3 * gap, gap, gap, gap))
        sign = named(QLabel(), say("Notice"), key="banner-sign")
        sign.setPixmap(icons.icon("warning", "warn").pixmap(theme.em(self), theme.em(self)))
        layout.addWidget(sign)
        self._words = named(QLabel(), say("Notice"), key="banner-words")
        self._words.setWordWrap(True)
        layout.addWidget(self._words, 1)
        self._shown: list[QPushButton] = []
        self._doors = QHBoxLayout()
        self._doors.setSpacing(2 * gap)
        layout.addLayout(self._doors)
        away = named(QToolButton(), say("Put the notice away"), key="banner-close")
        away.setIcon(icons.icon("close", "warn"))
        away.setToolTip(say("Put the notice away"))
        away.clicked.connect(self.hide)
        layout.addWidget(away)
        self.hide()

    def tell(self, words: str, *doors: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence, with a button for each thing to do about it; it takes the place of the one before."""
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [named(QPushButton(name), name.rstrip("…")) for name, _ in doors]
        for door, (_, does) in zip(self._shown, doors, strict=True):
            door.clicked.connect(partial(_without_state, does))
            self._doors.addWidget(door)
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
        announce(self, words)

    def withdraw(self, words: str) -> None:
        """Put this sentence away, if it is still the one that is shown."""
        if self._words.text() == words:
            self.hide()


def _without_state(does: Callable[[], object], _checked: bool = False) -> None:
    does()
