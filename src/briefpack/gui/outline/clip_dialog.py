"""Shorten a quotation: mark words, keep them or leave them out, see what will be printed. Words cannot be changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefpack.briefing.quoting import quoted
from briefpack.evidence.items import Quote
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.sheet import heading
from briefpack.gui.outline.ending import ending
from briefpack.gui.outline.writing import Writing
from briefpack.language import say
from briefpack.pack import edits
from briefpack.pack.clipping import kept, kept_units, printed, turning_words, units, without
from briefpack.pack.pack import Clip, PackError


class ClipDialog(QDialog):
    """Works on a clip of its own; the pack changes once, when it is accepted."""

    def __init__(self, quote: Quote, clip: Clip, parent: QWidget) -> None:
        super().__init__(parent)
        self._quote = quote
        self.clip = clip
        self.setWindowTitle(say("Clip the quotation"))
        named(self, say("Clip the quotation"), key="clip-dialog")
        box = QVBoxLayout(self)
        gap = theme.em(self, 0.8)
        box.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        box.setSpacing(gap)
        self.words = _Words(quote.text, self)
        self.preview = named(QLabel(self), say("What will be printed"), key="clip-preview")
        self.preview.setWordWrap(True)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setProperty("role", "note")
        self.caution = named(QLabel(self), say("Caution"), key="clip-caution")
        self.caution.setWordWrap(True)
        self.caution.setProperty("role", "warn")
        box.addWidget(heading(self.windowTitle()))
        box.addWidget(self._told(say("Mark words with the mouse, or with Shift and the arrow keys.")))
        box.addWidget(self.words, 1)
        box.addLayout(self._buttons())
        box.addWidget(self._told(say("What will be printed")))
        box.addWidget(self.preview)
        box.addWidget(self.caution)
        box.addWidget(ending(self, say("Use this"), "clip", "take", self.accept))
        self.resize(theme.em(self, 34), theme.em(self, 26))
        self._show()
        self.words.setFocus()

    @classmethod
    def ask(cls, key: str, quote: Quote, writing: Writing, parent: QWidget) -> bool:
        """Let the user clip the quotation of an entry; True when the pack changed."""
        dialog = cls(quote, edits.entry_of(writing.pack, key).clip, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted and writing.clip(key, quote, dialog.clip)

    def keep_marked(self) -> None:
        """Keep the marked words and no others."""
        start, end = self.words.marked()
        self._try(lambda: kept(self._quote.text, [(start, end)]))

    def keep_too(self) -> None:
        """Keep the marked words as well."""
        start, end = self.words.marked()
        self._try(lambda: kept(self._quote.text, [*kept_units(self._quote.text, self.clip), (start, end)]))

    def leave_out(self) -> None:
        """Leave the marked words out."""
        start, end = self.words.marked()
        self._try(lambda: without(self._quote.text, self.clip, start, end))

    def show_whole(self) -> None:
        """Keep every word."""
        self._try(lambda: ())

    def _try(self, make: Callable[[], Clip]) -> None:
        try:
            self.clip = make()
        except PackError as error:
            self.caution.setText(str(error))
            self.caution.show()
            announce(self.caution, str(error))
            return
        self._show()
        announce(self.preview, self.preview.text())

    def _show(self) -> None:
        text = self._quote.text
        self.words.strike([unit for unit in units(text) if unit not in set(kept_units(text, self.clip))])
        self.preview.setText(quoted(printed(text, self.clip)))
        lost = ", ".join(quoted(word) for word in turning_words(text, self.clip))
        self.caution.setText(
            say("The cut drops {words}: is the meaning still the speaker’s?", words=lost) if lost else ""
        )
        self.caution.setVisible(bool(lost))

    def _told(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("role", "small")
        return label

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words, does in (
            (say("Keep only these"), self.keep_marked),
            (say("Keep these too"), self.keep_too),
            (say("Leave these out"), self.leave_out),
            (say("Whole again"), self.show_whole),
        ):
            button = named(QPushButton(words, self), words)
            button.setAutoDefault(False)
            button.clicked.connect(does)
            line.addWidget(button)
        line.addStretch(1)
        return line


class _Words(QTextEdit):
    """The quotation to mark words in. Nothing can be typed; the cursor is shown."""

    def __init__(self, text: str, parent: ClipDialog) -> None:
        super().__init__(parent)
        named(self, say("Words of the quotation"), say("Mark words with Shift and the arrow keys."), key="clip-words")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlainText(text)
        self._text = text
        self._dialog = parent

    def marked(self) -> tuple[int, int]:
        """The characters that are marked; the word at the cursor when none is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return _index(self._text, cursor.selectionStart()), _index(self._text, cursor.selectionEnd())

    def strike(self, left_out: list[tuple[int, int]]) -> None:
        """Show words as left out."""
        found = []
        text = self._text
        for start, end in left_out:
            extra = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units_before(text, start))
            cursor.setPosition(_units_before(text, end), QTextCursor.MoveMode.KeepAnchor)
            style = QTextCharFormat()
            style.setForeground(theme.current().colour("muted"))
            style.setFontStrikeOut(True)
            extra.cursor, extra.format = cursor, style
            found.append(extra)
        self.setExtraSelections(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._dialog.leave_out()
        else:
            super().keyPressEvent(event)


def _units_before(text: str, place: int) -> int:
    """Qt counts UTF-16 units, Python characters."""
    return len(text[:place].encode("utf-16-le")) // 2


def _index(text: str, units_before: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * units_before].decode("utf-16-le", "ignore"))
