"""The lines above the cards: what the library holds, the search, the sentence that states the filters."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from briefpack.app.session import Session
from briefpack.briefing.locale import date_words
from briefpack.evidence.items import Event
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Source
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.language import say, say_many, spoken


class Heading(QWidget):
    """`LIBRARY` and what it holds: how many articles, facts to which day, and whether later facts are on."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        title = QLabel(say("LIBRARY"), self)
        title.setProperty("role", "overline")
        self._holds = QLabel(self)
        self._holds.setProperty("role", "small")
        self._holds.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._holds.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(title)
        row.addWidget(self._holds, 1)
        #: All of what it says, also where the pane is too narrow for it.
        self.words = ""
        self.tell(session)

    def tell(self, session: Session) -> None:
        """Say it for the pack as it is now."""
        pack = session.pack
        newest = session.evidence.get(pack.dataset.newest, "event") if pack.dataset.newest else None
        sources = [session.evidence.get(source_id, "source") for source_id in pack.dataset.sources]
        articles = sum(isinstance(source, Source) and source.collection == ARTICLES for source in sources)
        told = [say_many("{count} article", "{count} articles", articles)] if articles else []
        if isinstance(newest, Event):
            told.append(say("facts to {date}", date=date_words(newest.when, language=spoken())))
        if LATER_FACTS in pack.collections:
            told.append(say("with later public facts ‡"))
        self.words = " · ".join(told)
        self._holds.setToolTip(self.words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self._holds.fontMetrics()
        self._holds.setText(metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, self._holds.width()))


class SearchLine(QWidget):
    """The search with its count and time, the saved searches beside it, the hint of the query language below."""

    edited = Signal()
    down = Signal()
    saved_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = _Edit(self)
        self.edit.textEdited.connect(self.edited)
        self.edit.down.connect(self.down)
        self.edit.emptied.connect(self.edited)
        self.saved = QPushButton(icons.icon("bookmark", "accent"), "", self)
        self.saved.setProperty("role", "link")
        self.saved.setToolTip(say("Saved searches"))
        named(self.saved, say("Saved searches"), key="saved")
        self.saved.clicked.connect(self.saved_wanted)
        self._hint = named(QLabel(self), say("How to search"), key="search-hint")
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._note = ""
        row = QHBoxLayout()
        row.setSpacing(theme.em(self, 0.2))
        row.addWidget(self.edit, 1)
        row.addWidget(self.saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.2))
        column.addLayout(row)
        column.addWidget(self._hint)
        self.edit.installEventFilter(self)
        self._show_hint()

    def tell(self, text: str) -> None:
        """Show the words of a search that was not typed here."""
        if text != self.edit.text():
            self.edit.setText(text)
        self._show_hint()

    def tell_found(self, total: int, milliseconds: float, note: str) -> None:
        """How many were found and how fast; `note` where the query was not taken as written."""
        took = f"{milliseconds:.0f}" if milliseconds >= 1 else "< 1"
        count = say_many("{found} found · {took} ms", "{found} found · {took} ms", total, found=f"{total:,}", took=took)
        self.edit.tell_count(count)
        self._note = note
        self._show_hint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.KeyRelease}:
            self._show_hint()
        return super().eventFilter(watched, event)

    def _show_hint(self) -> None:
        asked = self.edit.hasFocus() and not self.edit.text()
        hint = say("All words must be found.  “exact words”  begin*  this OR that  -without")
        self._hint.setText(self._note[:1].upper() + self._note[1:] + "." if self._note else hint if asked else "")
        self._hint.setVisible(bool(self._hint.text()))


class _Edit(QLineEdit):
    """The search. Its count stands inside, at the end of the line."""

    down = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(say("Search the evidence"))
        hint = say(
            "Quotation marks keep words together, * ends an unfinished word, OR and - as usual. Down: to the list."
        )
        named(self, say("Search the library"), hint, "search")
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        named(self._count, say("How many were found"), key="found-count")

    def tell_count(self, words: str) -> None:
        """Show how many were found."""
        self._count.setText(words)
        self._place()

    def event(self, event: QEvent) -> bool:
        # With no words of its own to take back, Ctrl+Z is the pack's: the focus is here when a pack opens.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.down.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self.emptied.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._count.sizeHint()
        edge = theme.em(self, 0.5)
        room = self.width() - 2 * edge
        # In a narrow pane the words that are typed matter more.
        shown = size.width() < room * 0.55
        self._count.setVisible(shown)
        left = edge if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - size.width() - edge
        self._count.setGeometry(left, 0, size.width(), self.height())
        taken = size.width() + edge if shown else 0
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(taken if mirrored else 0, 0, 0 if mirrored else taken, 0)


class StatedFilters(QWidget):
    """The filters in a sentence, and a way out of all of them."""

    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = named(QLabel(self), say("The filters in words"), key="stated")
        self.words.setWordWrap(True)
        self.words.setProperty("role", "small")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        clear = QPushButton(say("Clear all"), self)
        clear.setProperty("role", "link")
        named(clear, say("Clear all filters"), key="clear-filters")
        clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(clear, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say it; without filters there is nothing to say."""
        self.words.setText(sentence)
        self.setVisible(bool(sentence))
