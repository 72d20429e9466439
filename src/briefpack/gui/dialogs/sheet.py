"""What all dialogs share: a heading, a sentence, a body, a row of buttons; and the two plainest of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.language import say


class Choice(NamedTuple):
    """A button: what it is called in the program, its words, whether Enter means it."""

    key: str
    words: str
    primary: bool = False


def heading(words: str) -> QLabel:
    """What stands at the top of a dialog."""
    title = named(QLabel(words), words, key="sheet-heading")
    title.setProperty("role", "title")
    title.setWordWrap(True)
    return title


class Sheet(QDialog):
    """A dialog in the window's dress. `body` is where its own widgets go."""

    def __init__(self, parent: QWidget | None, words: str, sentence: str = "", key: str = "") -> None:
        super().__init__(parent)
        named(self, words, sentence, key=key)
        self.setWindowTitle(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        #: As tall as what it holds; a sheet that scrolls has a size of its own.
        self.fits = True
        gap = theme.em(self, 0.8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        whole.setSpacing(gap)
        whole.addWidget(heading(words))
        self.sentence = named(QLabel(sentence), say("What this is about"), key="sheet-sentence")
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "muted")
        self.sentence.setVisible(bool(sentence))
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        whole.addWidget(self.sentence)
        self.body = QVBoxLayout()
        self.body.setSpacing(gap)
        whole.addLayout(self.body, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(gap)
        self._row.addStretch()
        whole.addLayout(self._row)

    def showEvent(self, event: QShowEvent) -> None:
        # Sentences that wrap tell their height only once the width is known.
        if self.fits:
            tall = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
            self.resize(self.width(), max(tall, self.minimumSizeHint().height()))
        super().showEvent(event)

    def button(self, words: str, does: Callable[[], object], primary: bool = False, left: bool = False) -> QPushButton:
        """One more button in the row; the primary one is meant by Enter."""
        made = named(QPushButton(words), words.rstrip("…"))
        made.setAutoDefault(primary)
        made.setDefault(primary)
        if primary:
            made.setProperty("role", "primary")
        made.clicked.connect(partial(_without_state, does))
        self._row.insertWidget(0, made) if left else self._row.addWidget(made)
        if primary:
            made.setFocus()  # a sheet with fields gives the focus to its first one afterwards
        return made


def _without_state(does: Callable[[], object], _checked: bool = False) -> None:
    does()


def tell(parent: QWidget | None, problem: str, heading: str = "") -> Sheet:
    """Say what is wrong, and what to do next; one button."""
    sheet = Sheet(parent, heading or say("That did not work"), problem, key="problem")
    sheet.setFixedWidth(theme.em(sheet, 30))
    sheet.button(say("OK"), sheet.accept, primary=True)
    sheet.open()
    return sheet


def ask(
    parent: QWidget | None, heading: str, sentence: str, choices: Sequence[Choice], then: Callable[[str], object]
) -> Sheet:
    """Have the user choose; `then` gets the key of the button, "" when the question was closed."""
    sheet = Sheet(parent, heading, sentence, key="question")
    sheet.setMinimumWidth(theme.em(sheet, 34))  # wider where the words on its buttons are long
    chosen: list[str] = []
    for choice in sorted(choices, key=lambda each: each.primary):  # what Enter means stands last, as everywhere
        sheet.button(choice.words, partial(_choose, sheet, chosen, choice.key), choice.primary)
    sheet.finished.connect(lambda _result: then(chosen[0] if chosen else ""))
    sheet.open()
    return sheet


def _choose(sheet: Sheet, chosen: list[str], key: str) -> None:
    chosen.append(key)
    sheet.accept()


def ask_for_file(
    parent: QWidget, heading: str, start: Path, kinds: str, suffix: str, then: Callable[[Path], object], new: bool
) -> QFileDialog:
    """Have the user choose a file to open, or, where `new`, a name to write to; nothing happens when they do not."""
    dialog = QFileDialog(parent, heading, str(start.parent if new else start), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if new:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(start.name)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog
