"""A field for own text: bold and italic are seen as they are, a citation is a chip; underneath is the pack's markup."""

from PySide6.QtCore import QEvent, QMimeData, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from briefpack.gui import theme
from briefpack.pack.ownwords import Run, parse, written

_CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
_CITED = int(QTextFormat.Property.UserProperty) + 1
_NAMED = int(QTextFormat.Property.UserProperty) + 2
_OBJECT = "\ufffc"


class _Chip(QPyTextObject):
    """Draws a citation as a rounded label that is one character to the cursor."""

    def intrinsicSize(self, document: QTextDocument, _place: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(document.defaultFont())
        words = str(form.property(_NAMED))
        return QSizeF(metrics.horizontalAdvance(words) + metrics.height() * 0.7, metrics.height())

    def drawObject(
        self, painter: QPainter, rect: object, document: QTextDocument, _place: int, form: QTextFormat
    ) -> None:
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("tint"))
        inside = rect.adjusted(1, 1, -1, -1)  # type: ignore[attr-defined]
        painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
        painter.setPen(colours.colour("accent"))
        painter.setFont(document.defaultFont())
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(inside, flags, str(form.property(_NAMED)))
        painter.restore()


class OwnTextEdit(QTextEdit):
    """`written` after each change; `cite_asked` when @ was typed at the start of a word; `left` when the focus goes."""

    changed = Signal(str)
    cite_asked = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        # The pack's own history is the one undo there is.
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().registerHandler(_CHIP, _Chip(self))
        self._names: dict[str, str] = {}
        self._loading = False
        self.textChanged.connect(self._tell)

    def name_citations(self, names: dict[str, str]) -> None:
        """What the chips of these items say."""
        self._names.update(names)

    def load(self, text: str) -> None:
        """Show other own text; nothing happens when it is what stands here."""
        if text == self.markup():
            return
        place = self.textCursor().position()
        self._loading = True
        self.clear()
        cursor = QTextCursor(self.document())
        for number, runs in enumerate(parse(text)):
            if number:
                cursor.insertBlock()
            for run in runs:
                if run.cite:
                    self._insert_chip(cursor, run.cite)
                else:
                    cursor.insertText(" ".join(run.text.split("\n")), _style(run.bold, run.italic))
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self._loading = False

    def markup(self) -> str:
        """What stands here, as own text of a pack."""
        paragraphs: list[list[Run]] = []
        block = self.document().begin()
        while block.isValid():
            runs: list[Run] = []
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                place += 1
                form = fragment.charFormat()
                cited = form.property(_CITED)
                if cited:
                    runs += [Run("", cite=str(cited))] * len(fragment.text())
                else:
                    text = fragment.text().replace("\u2028", " ").replace(_OBJECT, "")
                    runs.append(Run(text, form.fontWeight() > QFont.Weight.Medium, form.fontItalic()))
            paragraphs.append(runs)
            block = block.next()
        return written(paragraphs)

    def cite(self, item_id: str, name: str, typed: int = 0) -> None:
        """Put a citation at the cursor, in place of the last `typed` characters."""
        self._names[item_id] = name
        cursor = self.textCursor()
        for _ in range(typed):
            cursor.deletePreviousChar()
        self._insert_chip(cursor, item_id)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(_style(False, False))

    def embolden(self) -> None:
        """Switch bold for the selection or for what is typed next."""
        bold = self.fontWeight() > QFont.Weight.Medium
        self._merge(_weight(not bold))

    def italicise(self) -> None:
        """Switch italics for the selection or for what is typed next."""
        form = QTextCharFormat()
        form.setFontItalic(not self.fontItalic())
        self._merge(form)

    def fit(self, least: int) -> None:
        """Be as high as the text, and at least so many lines."""
        line = QFontMetricsF(self.font()).lineSpacing()
        around = self.height() - self.viewport().height() if self.isVisible() else round(line * 0.9)
        self.document().setTextWidth(self.viewport().width())
        wanted = max(self.document().size().height(), least * line + 2 * self.document().documentMargin())
        self.setFixedHeight(round(wanted) + max(around, 2))

    def word_count(self) -> int:
        """The words that stand here, citations not counted."""
        return len(self.toPlainText().replace(_OBJECT, " ").split())

    def _merge(self, form: QTextCharFormat) -> None:
        self.textCursor().mergeCharFormat(form)
        self.mergeCurrentCharFormat(form)

    def _insert_chip(self, cursor: QTextCursor, item_id: str) -> None:
        form = QTextCharFormat()
        form.setObjectType(_CHIP)
        form.setProperty(_CITED, item_id)
        form.setProperty(_NAMED, self._names.get(item_id, item_id))
        form.setToolTip(self._names.get(item_id, item_id))
        cursor.insertText(_OBJECT, form)

    def _tell(self) -> None:
        if not self._loading:
            self.changed.emit(self.markup())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_B:
            self.embolden()
        elif control and event.key() == Qt.Key.Key_I:
            self.italicise()
        elif event.key() == Qt.Key.Key_Escape or (control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            self.finished.emit()
        else:
            starts = self._at_start_of_word()
            super().keyPressEvent(event)
            if event.text() == "@" and starts:
                self.cite_asked.emit()

    def event(self, event: QEvent) -> bool:
        # The keys of this field win over the shortcuts of the window while it has the focus.
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                # Undo belongs to the pack, whose history holds what is typed here.
                event.ignore()
                return True
            if self._own_key(event):
                event.accept()
                return True
        return super().event(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return (control and event.key() in {Qt.Key.Key_B, Qt.Key.Key_I}) or event.key() == Qt.Key.Key_Escape

    def _at_start_of_word(self) -> bool:
        cursor = self.textCursor()
        if cursor.atBlockStart():
            return True
        before = self.document().characterAt(cursor.selectionStart() - 1)
        return not before.isalnum()

    def insertFromMimeData(self, carried: QMimeData) -> None:
        if carried.hasText():
            self.textCursor().insertText(carried.text(), _style(False, False))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()


def _weight(bold: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return form


def _style(bold: bool, italic: bool) -> QTextCharFormat:
    form = _weight(bold)
    form.setFontItalic(italic)
    return form
