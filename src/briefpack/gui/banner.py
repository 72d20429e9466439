"""One sentence above the panes that the user should see, and can put away."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

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
        layout.setContentsMargins(3 * gap, gap, gap, gap)
        sign = named(QLabel(), say("Notice"), key="banner-sign")
        sign.setPixmap(icons.icon("warning", "warn").pixmap(theme.em(self), theme.em(self)))
        layout.addWidget(sign)
        self._words = named(QLabel(), say("Notice"), key="banner-words")
        self._words.setWordWrap(True)
        layout.addWidget(self._words, 1)
        away = named(QToolButton(), say("Put the notice away"), key="banner-close")
        away.setIcon(icons.icon("close", "warn"))
        away.setToolTip(say("Put the notice away"))
        away.clicked.connect(self.hide)
        layout.addWidget(away)
        self.hide()

    def tell(self, words: str) -> None:
        """Show a sentence; it takes the place of the one before."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.show()
        announce(self, words)
