"""What stands in place of the cards when there are none: why, and what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefpack.app.finding import filtered
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.language import say, say_many
from briefpack.library.query import Query


class EmptyState(QWidget):
    """Nothing was found."""

    filters_cleared = Signal()
    words_cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Nothing found"), key="nothing-found")
        self.title = _label(self, "heading")
        self.advice = _label(self, "muted")
        self.without_filters = _button(self, "without-filters")
        self.without_filters.clicked.connect(self.filters_cleared)
        self.without_words = _button(self, "without-words")
        self.without_words.setText(say("Clear the search"))
        self.without_words.setAccessibleName(self.without_words.text())
        self.without_words.clicked.connect(self.words_cleared)
        column = QVBoxLayout(self)
        gap = theme.em(self)
        column.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        for part in (self.title, self.advice):
            column.addWidget(part)
        for button in (self.without_filters, self.without_words):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def tell(self, query: Query, without: int, has_items: bool) -> None:
        """Why nothing was found for this query; `without` filters there would be so many."""
        words = query.text.strip()
        self.without_filters.setVisible(without > 0)
        self.without_words.setVisible(bool(words) and has_items)
        if not has_items:
            self._say(
                say("The library is empty"),
                say("Its dataset holds no items. Install briefpack again, or add facts of your own."),
            )
        elif filtered(query) and without:
            self.without_filters.setText(
                say_many("Show {count} without filters", "Show {count} without filters", without)
            )
            self.without_filters.setAccessibleName(self.without_filters.text())
            title = (
                say("Nothing on “{words}” with these filters", words=words)
                if words
                else say("Nothing with these filters")
            )
            self._say(title, say("Take one away with its ✕, or all of them:"))
        else:
            advice = say(
                "Try fewer words, or only the beginning of a word. Nothing here does not mean that nothing happened:"
                " it is not in this dataset. You can add a fact of your own with its source."
            )
            self._say(say("Nothing on “{words}”", words=words), advice)

    def _say(self, title: str, advice: str) -> None:
        self.title.setText(title)
        self.advice.setText(advice)


def _label(parent: QWidget, role: str) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label


def _button(parent: QWidget, key: str) -> QPushButton:
    return named(QPushButton(parent), key, key=key)
