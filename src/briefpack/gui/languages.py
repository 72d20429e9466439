"""The choice of the language that a new pack is made in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from briefpack.app.languages import caution
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.language import NAMES, say


class LanguageChoice(QWidget):
    """The languages by their own names; beside any but English, what is to be known of its words."""

    def __init__(self) -> None:
        super().__init__()
        named(self, say("Language of the pack"), key="pack-language")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self, 0.6))
        label = named(QLabel(say("Language of the pack")), say("Language of the pack"), key="label-language")
        self.box = named(QComboBox(), say("Language of the pack"), key="language")
        self.box.setToolTip(say("A pack keeps the language that it is made in. Quotations stay in theirs."))
        for tag, name in NAMES.items():
            self.box.addItem(name, tag)
        label.setBuddy(self.box)
        self._caution = named(QLabel(), say("About the translation"), key="language-caution")
        self._caution.setProperty("role", "muted")
        self._caution.setWordWrap(True)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addWidget(self._caution, 1, Qt.AlignmentFlag.AlignVCenter)
        self.box.currentIndexChanged.connect(self._tell)

    @property
    def tag(self) -> str:
        """The language chosen."""
        return str(self.box.currentData())

    def _tell(self) -> None:
        words = caution(self.tag)
        self._caution.setText(words)
        self._caution.setAccessibleName(words or say("About the translation"))
        self.box.setAccessibleDescription(words)
        if words:
            announce(self, words)
