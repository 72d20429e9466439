"""The list that @ opens: type a few letters, choose an item to cite."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefpack.app.session import Session
from briefpack.app.terms import kind_word
from briefpack.briefing.citations import title_of
from briefpack.briefing.locale import date_words
from briefpack.evidence.sources import OWN, Item
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.jobs import Jobs
from briefpack.language import say, say_many, spoken
from briefpack.library.port import Evidence, Query, Result

_SHOWN = 8
_KINDS = ("event", "quote", "statistic", "position", "claim", "recommendation")


def chip_name(item_id: str, evidence: Evidence) -> str:
    """What the chip of a cited item says: its kind and first words."""
    item = evidence.get(item_id)
    if not isinstance(item, Item):
        return item_id
    words = title_of(item)
    return f"{words[:26].rstrip()}…" if len(words) > 28 else words


class CitePopup(QFrame):
    """Searches the collections of the pack, and one's own facts."""

    chosen = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._session = session
        self._jobs = jobs
        self._found_for: str | None = None
        self._wanted = False
        self.setProperty("role", "card")
        named(self, say("Cite a fact"), key="cite-popup")
        box = QVBoxLayout(self)
        unit = theme.em(self, 0.4)
        box.setContentsMargins(unit, unit, unit, unit)
        box.setSpacing(unit)
        self.field = named(QLineEdit(self), say("Find a fact to cite"), key="cite-field")
        self.field.setPlaceholderText(say("Find a fact to cite…"))
        self.list = named(QListWidget(self), say("Facts found"), key="cite-list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        hint = QLabel(say("↑ ↓ to choose, Enter to cite, Esc to go on writing"), self)
        hint.setProperty("role", "small")
        for widget in (self.field, self.list, hint):
            box.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.resize(theme.em(self, 24), theme.em(self, 16))

    def open_at(self, place: QPoint) -> None:
        """Show the list below a point of the screen, inside the screen."""
        self.field.clear()
        self._search("")
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = (
            place.y() if place.y() + self.height() <= screen.bottom() else place.y() - self.height() - theme.em(self, 2)
        )
        self.move(max(left, screen.left()), max(top, screen.top()))
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        collections = tuple(dict.fromkeys((*self._session.pack.collections, OWN)))
        query = Query(text=text, kinds=_KINDS, collections=collections, limit=_SHOWN)
        library = self._session.library
        self._wanted = False
        self._jobs.run(self, lambda _: library.search(query), partial(self._show, text), key="cite")

    def _enter(self) -> None:
        """Cite what is chosen; where its letters are still being looked for, what is found then."""
        if self._found_for == self.field.text():
            self._take(self.list.currentItem())
        else:
            self._wanted = True

    def _show(self, text: str, result: Result) -> None:
        self._found_for = text
        self.list.clear()
        for hit in result.hits:
            date = date_words(hit.when, language=spoken())
            words = " · ".join(part for part in (kind_word(hit.kind), date, hit.title) if part)
            row = QListWidgetItem(words, self.list)
            row.setData(Qt.ItemDataRole.UserRole, hit.id)
            row.setToolTip(hit.title)
        self.list.setCurrentRow(0)
        if self.isVisible():
            announce(self.list, say_many("{count} fact found", "{count} facts found", result.total))
        if self._wanted and text == self.field.text():
            self._wanted = False
            self._take(self.list.currentItem())

    def _take(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.close()
            self.chosen.emit(str(row.data(Qt.ItemDataRole.UserRole)))
