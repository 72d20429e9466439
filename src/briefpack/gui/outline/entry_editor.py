"""The editors that open in place of a row: own text with citations, the private note of any entry, a title."""

from itertools import count

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefpack.evidence.items import Quote
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.jobs import Jobs
from briefpack.gui.outline import rows
from briefpack.gui.outline.clip_dialog import ClipDialog
from briefpack.gui.outline.completer import CitePopup, chip_name
from briefpack.gui.outline.text_edit import OwnTextEdit
from briefpack.gui.outline.writing import Writing
from briefpack.language import say, say_many
from briefpack.pack import edits
from briefpack.pack.pack import Entry
from briefpack.pack.snapshot import cited_in

_NUMBERS = count(1)


class EntryEditors:
    """Makes editors; the delegate asks for them."""

    def __init__(self, writing: Writing, jobs: Jobs) -> None:
        self.writing = writing
        self.jobs = jobs

    def entry_editor(self, parent: QWidget, key: str) -> "EntryEditor":
        """The editor of an entry."""
        return EntryEditor(key, self.writing, self.jobs, parent)

    def title_editor(self, parent: QWidget, key: str) -> "TitleEditor":
        """The field for the title of a section."""
        return TitleEditor(key, self.writing, parent)


class TitleEditor(QLineEdit):
    """The title of a section, taken over by Enter or when the focus goes."""

    def __init__(self, key: str, writing: Writing, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._writing = writing
        named(self, say("Title of the section"), key="section-title")
        self.setText(edits.section_of(writing.pack, key).title)
        self.setPlaceholderText(say("A title is printed above the section"))
        self.setMaxLength(400)
        self.selectAll()

    def finish(self) -> None:
        """Rename the section."""
        self._writing.rename(self._key, self.text().strip())


class EntryEditor(QFrame):
    """Own text or a slot: its words. Any entry: its private note. A quotation: the way to clip it."""

    grown = Signal(str, int)
    finished = Signal()

    def __init__(self, key: str, writing: Writing, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._writing = writing
        self._jobs = jobs
        # All that is typed while this editor is open is one step of undo.
        self._merge = f"{key}-{next(_NUMBERS)}"
        self._entry = edits.entry_of(writing.pack, key)
        named(self, say("Edit the entry"), key="entry-editor")
        self.setAutoFillBackground(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, theme.em(self, 0.3), 0, theme.em(self, 0.3))
        self._box.setSpacing(theme.em(self, 0.3))
        self.text: OwnTextEdit | None = None
        if self._entry.item:
            self._build_item()
        else:
            self._build_text()
        self._build_note()
        self.load(self._entry)
        self.setFocusProxy(self.text or self.note)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def sizeHint(self) -> QSize:
        fits = self._box.hasHeightForWidth() and self.width() > theme.em(self, 6)
        height = self._box.totalHeightForWidth(self.width()) if fits else self._box.totalSizeHint().height()
        return QSize(theme.em(self, 12), height)

    def load(self, entry: Entry | None) -> None:
        """Show the entry as it is in the pack now."""
        if entry is None:
            return
        self._entry = entry
        if self.text is not None:
            evidence = self._writing.session.evidence
            self.text.name_citations({name: chip_name(name, evidence) for name in cited_in(entry.text)})
            self.text.load(entry.text)
            self._count()
        self.note.load(entry.note)
        self._fit()

    def _build_text(self) -> None:
        label = self._entry.label or say("Own text")
        if self._entry.label:
            head = QLabel(label, self)
            head.setProperty("role", "heading")
            self._box.addWidget(head)
        text = self.text = named(OwnTextEdit(self), label, self._entry.hint, key="own-text")
        self.text.setPlaceholderText(self._entry.hint or say("Write here. Type @ to cite a fact."))
        self.text.changed.connect(self._write)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.text.cite_asked.connect(lambda: self._ask_citation(text, 1))
        self.text.finished.connect(self.finished)
        self._box.addWidget(self.text)
        self._box.addLayout(self._tools(self.text))

    def _tools(self, text: OwnTextEdit) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.em(self, 0.2))
        bold = self._button(say("B"), say("Bold (Ctrl+B)"), text.embolden)
        font = bold.font()
        font.setBold(True)
        bold.setFont(font)
        italic = self._button(say("I"), say("Italic (Ctrl+I)"), text.italicise)
        font = italic.font()
        font.setItalic(True)
        italic.setFont(font)
        cite = self._button(say("@ Cite"), say("Cite a fact (type @)"), lambda: self._ask_citation(text, 0))
        self.words = QLabel(self)
        self.words.setProperty("role", "small")
        done = self._button(say("Done"), say("Close the editor (Esc)"), self.finished.emit)
        for button in (bold, italic, cite):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.words)
        line.addWidget(done)
        return line

    def _build_item(self) -> None:
        row = rows.entry_row(self._entry, self._writing.session.evidence)
        words = QLabel(" ".join(part for part in (row.lead, row.words) if part), self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        said = QLabel(say("These words come from the source and stay as they are."), self)
        said.setProperty("role", "small")
        said.setWordWrap(True)
        line = QHBoxLayout()
        line.addStretch(1)
        if isinstance(self._quote(), Quote):
            line.addWidget(self._button(say("Clip…"), say("Leave out words of the quotation"), self._clip))
        line.addWidget(self._button(say("Done"), say("Close the editor (Esc)"), self.finished.emit))
        self._box.addWidget(words)
        self._box.addWidget(said)
        self._box.addLayout(line)

    def _build_note(self) -> None:
        told = QLabel(say("Private note: never printed, and in no file made for others."), self)
        told.setProperty("role", "small")
        told.setWordWrap(True)
        self.note = _NoteEdit(self)
        named(self.note, say("Private note"), told.text(), key="private-note")
        self.note.setPlaceholderText(say("Only for you"))
        self.note.changed.connect(self._annotate)
        self.note.finished.connect(self.finished)
        self._box.addWidget(told)
        self._box.addWidget(self.note)

    def _button(self, words: str, tip: str, does: object) -> QToolButton:
        button = named(QToolButton(self), tip)
        button.setText(words)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(does)
        return button

    def _write(self, text: str) -> None:
        self._writing.write(self.key, text, f"write-{self._merge}")
        self._count()
        self._fit()

    def _annotate(self, note: str) -> None:
        self._writing.annotate(self.key, note, f"note-{self._merge}")
        self._fit()

    def _count(self) -> None:
        if self.text is not None:
            number = self.text.word_count()
            self.words.setText(say_many("{count} word", "{count} words", number))

    def _fit(self) -> None:
        for field, least in ((self.text, 2), (self.note, 1)):
            if field is not None:
                field.fit(least)
        self._box.activate()
        self.grown.emit(self.key, self.sizeHint().height())

    def resizeEvent(self, _event: object) -> None:
        self._fit()

    def _ask_citation(self, text: OwnTextEdit, typed: int) -> None:
        popup = CitePopup(self._writing.session, self._jobs, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def cite(item_id: str) -> None:
            text.cite(item_id, chip_name(item_id, self._writing.session.evidence), typed)
            text.setFocus()

        popup.chosen.connect(cite)
        below = text.cursorRect().bottomLeft() + QPoint(0, theme.em(self, 0.3))
        popup.open_at(text.viewport().mapToGlobal(below))

    def _quote(self) -> Quote | None:
        item = self._writing.session.evidence.get(self._entry.item or "")
        return item if isinstance(item, Quote) else None

    def _clip(self) -> None:
        quote = self._quote()
        if quote is not None:
            ClipDialog.ask(self.key, quote, self._writing, self.window())
            self.finished.emit()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self or self.isAncestorOf(now) or now.window() is not self.window():
            return
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class _NoteEdit(OwnTextEdit):
    """A note is plain: stars and brackets are what they are."""

    def load(self, text: str) -> None:
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def markup(self) -> str:
        return self.toPlainText()

    def embolden(self) -> None:
        """Nothing: a note has no styles."""

    italicise = embolden
