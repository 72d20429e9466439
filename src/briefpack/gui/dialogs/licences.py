"""“Licences”: what others have made that is inside the program, and the text under which each may be used."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefpack.app.licences import KINDS, Notice, duties, notices, text_of
from briefpack.app.resources import ResourcesMissingError
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say


class LicencesSheet(Sheet):
    """The parts in a list, by kind; beside it the licence of the one that is chosen."""

    def __init__(self, parent: QWidget) -> None:
        found, words = _read()
        super().__init__(parent, say("Licences"), words, key="licences")
        self.close_button = self.button(say("Close"), self.accept, primary=True)
        if not found:
            self.setFixedWidth(theme.em(self, 34))
            return
        self.parts = named(QListWidget(), say("Parts by others"), key="licence-parts")
        self.parts.setSpacing(theme.em(self, 0.15))
        self.parts.setWordWrap(True)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.setResizeMode(QListView.ResizeMode.Adjust)
        self.title = named(QLabel(), say("The part"), key="licence-title")
        self.title.setProperty("role", "heading")
        self.about = named(QLabel(), say("Its licence and source"), key="licence-about")
        self.about.setProperty("role", "muted")
        self.text = named(QPlainTextEdit(), say("The text of its licence"), key="licence-text")
        for label in (self.title, self.about):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        # As keys scroll it: what is only read is walked through without a mouse, too.
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(flags)
        # Licences are English in every language of the window, and run as English does.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._assemble()
        self.parts.currentItemChanged.connect(self._show)
        self._fill(found)
        self.fits = False
        self.resize(theme.em(self, 58), theme.em(self, 40))

    def _assemble(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.em(self, 0.8))
        self.parts.setFixedWidth(theme.em(self, 19))
        line.addWidget(self.parts)
        beside = QVBoxLayout()
        beside.setSpacing(theme.em(self, 0.4))
        for widget in (self.title, self.about):
            beside.addWidget(widget)
        beside.addWidget(self.text, 1)
        line.addLayout(beside, 1)
        self.body.addLayout(line, 1)

    def _fill(self, found: tuple[Notice, ...]) -> None:
        for kind, notices_of in groupby(found, key=lambda each: each.kind):
            heading = QListWidgetItem(say(KINDS.get(kind, kind)), self.parts)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            for each in notices_of:
                row = QListWidgetItem(each.heading, self.parts)
                row.setData(Qt.ItemDataRole.UserRole, each)
        self.parts.setCurrentRow(1)
        self.parts.setFocus()

    def _show(self, row: QListWidgetItem | None) -> None:
        chosen = row.data(Qt.ItemDataRole.UserRole) if row is not None else None
        if not isinstance(chosen, Notice):
            return
        self.title.setText(chosen.heading)
        within = say("inside {parts}", parts=chosen.within) if chosen.within else ""
        self.about.setText(" · ".join(each for each in (chosen.licence, within, chosen.source) if each))
        try:
            self.text.setPlainText(text_of(chosen))
        except ResourcesMissingError as error:
            self.text.setPlainText(str(error))


def _read() -> tuple[tuple[Notice, ...], str]:
    """The parts, and what is to be said above them."""
    try:
        found = notices()
    except ResourcesMissingError as error:
        return (), str(error)
    return found, duties()
