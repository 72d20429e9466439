"""The library pane: a search, its filters, the cards, and an item up close."""

from collections.abc import Callable
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefpack.app.finding import Names, dated, stated, toggled, used
from briefpack.app.session import Change, Session
from briefpack.app.settings import ARTICLES_FOLDER, Settings
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Action
from briefpack.gui.jobs import Jobs
from briefpack.gui.library.detail import Detail
from briefpack.gui.library.empty import EmptyState
from briefpack.gui.library.filters import FilterBar
from briefpack.gui.library.finder import Finder, Found
from briefpack.gui.library.model import CardModel
from briefpack.gui.library.search import Heading, SearchLine, StatedFilters
from briefpack.gui.library.searches import SavedSearches
from briefpack.gui.library.view import CardList
from briefpack.language import say, say_many
from briefpack.library.query import Query

#: Milliseconds after the last letter until the search starts.
DEBOUNCE = 40
#: Milliseconds after the last result until it is read out: a screen reader need not say what is gone at once.
_SPOKEN_AFTER = 400
#: From this width on, in ems, an item up close stands beside the list.
_WIDE = 45


class LibraryPane(QWidget):
    """Finds evidence and says what the user wants with it; changes nothing itself."""

    #: Add this item to the current section; this item is shown up close; show this entry of the pack.
    item_wanted = Signal(str)
    item_opened = Signal(str)
    section_wanted = Signal(str, str)
    #: Correct, or delete, this fact of the user's own; "" where none is chosen.
    correction_wanted = Signal(str)
    deletion_wanted = Signal(str)

    def __init__(
        self, session: Session, jobs: Jobs, parent: QWidget | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(parent)
        named(self, say("Library"), key="library-pane")
        self._session = session
        self._settings = settings or Settings()
        self._names = Names(session.library)
        self.query = Query()
        self._answered = self.query
        self.model = CardModel(self)
        self.finder = Finder(session, jobs, self.model, self)
        self.heading = Heading(session, self)
        self.line = SearchLine(self)
        self.filters = FilterBar(self._names, self)
        self.stated = StatedFilters(self)
        self.searches = SavedSearches(self._settings, self)
        self.list = CardList(self.model, self)
        self.empty = EmptyState(self)
        self.detail = Detail(session, jobs, self)
        self.detail.folder = self._settings[ARTICLES_FOLDER]
        self._timers()
        self._lay_out()
        self._connect()
        self.model.used = used(session.pack)
        session.listen(self._pack_changed)
        self._search()

    # What the window calls.

    def focus_search(self) -> None:
        """Put the keyboard into the search, all of it selected."""
        self.line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.edit.selectAll()

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """The pane's rows for the table of actions."""
        return (
            Action(
                "search",
                say("Search the library"),
                self.focus_search,
                "view",
                "Ctrl+F",
                icon="search",
                help=say("Find evidence by its words."),
                gap=True,
            ),
            Action("search-clear", say("Clear all filters"), self.clear_filters, "view", "Ctrl+Shift+F"),
            Action("search-save", say("Save this search…"), self.save_search, "view", "Ctrl+Shift+D"),
            Action("open-item", say("Look at the chosen item"), self.open_chosen, "view", "Ctrl+Return"),
            Action("add-item", say("Add the chosen items"), self.add_chosen, "insert", "Ctrl+Shift+Return"),
            Action(
                "correct-fact",
                say("Correct the fact of your own…"),
                lambda: self.correction_wanted.emit(self.chosen()),
                "edit",
                "Ctrl+Shift+E",
                help=say("The one chosen in the library, marked †; packs keep the old wording until they are updated."),
                gap=True,
            ),
            Action(
                "delete-fact",
                say("Delete the fact of your own…"),
                lambda: self.deletion_wanted.emit(self.chosen()),
                "edit",
                "Ctrl+Shift+Delete",
                help=say("The one chosen in the library, marked †; packs that carry it keep their copy."),
            ),
        )

    def clear_filters(self) -> None:
        """The words stay, the filters go."""
        self.show_query(Query(text=self.query.text))

    def save_search(self) -> None:
        """Ask for a name and keep the search under it."""
        self.searches.ask_name(self.query, self._suggestion(), self.line)

    def open_chosen(self) -> None:
        """Show the current item up close."""
        self._open_row(self.list.currentIndex().row())

    def add_chosen(self) -> None:
        """Ask for all chosen items to be added."""
        self._add_rows(self.list.chosen())

    def chosen(self) -> str:
        """The item that is shown up close, else the current one of the list; "" for none."""
        if not self.detail.isHidden():
            return self.detail.item_id
        card = self.model.card(self.list.currentIndex().row()) if self.list.currentIndex().isValid() else None
        return card.id if card else ""

    def show_query(self, query: Query) -> None:
        """Search for this, words and filters."""
        self.query = query
        self.line.tell(query.text)
        self._search()

    def refresh(self) -> None:
        """Search again: the library has other items, such as a fact the user added, corrected or deleted."""
        self._search()
        if not self.detail.isHidden():
            self.detail.open(self.detail.item_id)

    def open_item(self, item_id: str, follow: bool = True) -> None:
        """Show an item up close. With `follow` the keyboard goes into it."""
        self.detail.open(item_id)
        if self.detail.isHidden():
            self.detail.show()
            self._share_room()
            row = self.model.row_of(item_id)
            if row is not None:
                self.list.scrollTo(self.model.index(row, 0))
        if follow:
            self.detail.focus_text()
        self.item_opened.emit(item_id)

    def close_item(self) -> None:
        """Back from an item to the list."""
        self.detail.hide()
        self.list.setFocus()

    # How it is put together.

    def _timers(self) -> None:
        self._typing = _timer(self, DEBOUNCE, self._typed)
        self._fetching = _timer(self, 0, self.finder.fetch)
        self._speaking = _timer(self, _SPOKEN_AFTER, self._speak)
        # A click may be the first half of a double click, which adds: nothing may move until that is known.
        self._clicked = _timer(self, QApplication.doubleClickInterval(), self._open_clicked)

    def _lay_out(self) -> None:
        gap = theme.em(self, 0.5)
        top = QVBoxLayout()
        top.setContentsMargins(gap * 2, gap, gap * 2, 0)
        top.setSpacing(gap)
        for part in (self.heading, self.line, self.filters, self.stated):
            top.addWidget(part)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        # The edges of the cards stand below those of the search.
        beside = gap * 2 - round(self.list.delegate.measures.gap)
        self.stack.setContentsMargins(theme.margins(beside, 0, 0, 0))
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.detail)
        self.detail.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.line.edited.connect(self._typing.start)
        self.line.down.connect(self._into_list)
        self.line.saved_wanted.connect(self._show_saved)
        self.filters.value_toggled.connect(lambda facet, value: self.show_query(toggled(self.query, facet, value)))
        self.filters.days_wanted.connect(lambda first, last: self.show_query(dated(self.query, first, last)))
        self.filters.kinds_cleared.connect(self._clear_kinds)
        self.stated.cleared.connect(self.clear_filters)
        self.empty.filters_cleared.connect(self.clear_filters)
        self.empty.words_cleared.connect(self._clear_words)
        self.searches.picked.connect(self.show_query)
        self.finder.found.connect(self._show)
        self.model.wanted.connect(self._fetching.start)
        self.list.rows_wanted.connect(self._add_rows)
        self.list.row_opened.connect(self._open_row)
        self.list.row_clicked.connect(self._click)
        self.list.deletion_wanted.connect(lambda row: self.finder.with_rows((row,), self._ask_deletion))
        self.list.left.connect(self._leave_list)
        self.list.selectionModel().currentRowChanged.connect(self._follow_row)
        self.detail.item_wanted.connect(self.item_wanted)
        self.detail.item_opened.connect(self.open_item)
        self.detail.correction_wanted.connect(self.correction_wanted)
        self.detail.deletion_wanted.connect(self.deletion_wanted)
        self.detail.section_wanted.connect(self.section_wanted)
        self.detail.folder_wanted.connect(self._ask_folder)
        self.detail.closed.connect(self.close_item)

    # Searching.

    def _typed(self) -> None:
        text = self.line.edit.text()
        if text != self.query.text:
            self.show_query(replace(self.query, text=text))

    def _search(self) -> None:
        self._typing.stop()
        self.finder.search(self.query)

    def _show(self, found: Found) -> None:
        chosen = self.model.card(self.list.currentIndex().row()) if self.list.currentIndex().isValid() else None
        self.list.delegate.query = found.query.text
        self.model.show(found.result.total, found.cards)
        self.list.scrollToTop()
        self.filters.show_query(found.query, found.result.counts)
        self.stated.tell(stated(found.query, self._names))
        self.line.tell_found(found.result.total, found.milliseconds, found.result.note)
        self.stack.setCurrentWidget(self.list if found.result.total else self.empty)
        if not found.result.total:
            self.empty.tell(found.query, found.without, bool(self._session.library.collections))
        row = self.model.row_of(chosen.id) if chosen else None
        if row is not None:
            self.list.go_to(row)
        if found.query != self._answered:  # nobody asked again when a pane opens, or a fact joins the library
            self._answered = found.query
            self._speaking.start()

    def _speak(self) -> None:
        count = self.model.rowCount()
        announce(self.list, say_many("{count} found", "{count} found", count) if count else say("Nothing found"))

    def _clear_kinds(self) -> None:
        for kind in self.query.kinds:
            self.query = toggled(self.query, "kind", kind)
        self.show_query(self.query)

    def _clear_words(self) -> None:
        self.show_query(replace(self.query, text=""))
        self.focus_search()

    def _suggestion(self) -> str:
        return self.query.text.strip() or stated(self.query, self._names).rstrip(".")

    def _show_saved(self) -> None:
        button = self.line.saved
        menu = self.searches.menu(self.query, self._suggestion(), button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # The list and the item up close.

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus()
            self.list.go_to(max(self.list.currentIndex().row(), 0))

    def _leave_list(self) -> None:
        if self.detail.isHidden():
            self.focus_search()
        else:
            self.close_item()

    def _add_rows(self, rows: tuple[int, ...]) -> None:
        self._clicked.stop()
        self.finder.with_rows(rows, self._add)

    def _add(self, ids: list[str]) -> None:
        for item_id in ids:
            self.item_wanted.emit(item_id)

    def _open_row(self, row: int) -> None:
        if row >= 0:
            self.finder.with_rows((row,), self._open)

    def _open(self, ids: list[str]) -> None:
        for item_id in ids:
            self.open_item(item_id)

    def _ask_deletion(self, ids: list[str]) -> None:
        for item_id in ids:
            self.deletion_wanted.emit(item_id)

    def _click(self, row: int) -> None:
        self._row_clicked = row
        if self.detail.isHidden():
            self._clicked.start()

    def _open_clicked(self) -> None:
        card = self.model.card(self._row_clicked)
        if card:
            self.open_item(card.id, follow=False)

    def _follow_row(self) -> None:
        card = self.model.card(self.list.currentIndex().row()) if self.list.currentIndex().isValid() else None
        if card and not self.detail.isHidden() and card.id != self.detail.item_id:
            self.open_item(card.id, follow=False)

    def _share_room(self) -> None:
        wide = self.width() > theme.em(self, _WIDE)
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self.splitter.setSizes([45, 55] if wide else [50, 50])

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, say("The folder with the articles"), self.detail.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    def set_folder(self, folder: str) -> None:
        """The folder in which the user keeps the articles."""
        self.detail.folder = folder
        self._settings.put(ARTICLES_FOLDER, folder)
        self._settings.save()
        if not self.detail.isHidden():
            self.detail.open(self.detail.item_id)

    def _pack_changed(self, change: Change) -> None:
        if not shiboken6.isValid(self):
            return  # a session may outlive its panes
        self.model.used = used(change.after)
        self.list.viewport().update()
        self.heading.tell(self._session)
        before = (change.before.collections, change.before.as_of)
        if before != (change.after.collections, change.after.as_of):
            self._search()
        if not self.detail.isHidden():
            self.detail.open(self.detail.item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/" and not event.modifiers():
            self.focus_search()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > theme.em(self, _WIDE)
        if wide != (self.splitter.orientation() is Qt.Orientation.Horizontal) and not self.detail.isHidden():
            self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_repainting(event) and hasattr(self, "list"):
            self.list.viewport().update()


def _timer(parent: QWidget, milliseconds: int, act: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
