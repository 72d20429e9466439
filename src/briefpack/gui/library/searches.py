"""Searches kept under a name: a menu to keep, pick and remove them."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from briefpack.app.finding import SavedSearch, saved_from, saved_text
from briefpack.app.settings import SAVED_SEARCHES, Settings
from briefpack.gui.access import named
from briefpack.language import say
from briefpack.library.query import Query


class SavedSearches(QObject):
    """The saved searches of the settings."""

    picked = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self._settings = settings
        self._searches = saved_from(settings[SAVED_SEARCHES])

    @property
    def all(self) -> tuple[SavedSearch, ...]:
        """By name."""
        return self._searches

    def keep(self, query: Query, name: str) -> None:
        """Keep a search; one of the same name is replaced."""
        others = [search for search in self._searches if search.name != name]
        self._put([*others, SavedSearch(name, query)])

    def remove(self, name: str) -> None:
        """Keep it no longer."""
        self._put([search for search in self._searches if search.name != name])

    def ask_name(self, query: Query, suggestion: str, below: QWidget) -> None:
        """Ask for a name and keep the search under it."""
        from briefpack.gui.library.popups import NamePopup  # noqa: PLC0415 - the pane stands without it

        popup = NamePopup(say("Save this search"), suggestion, self._pane)
        popup.chosen.connect(partial(self.keep, query))
        popup.open_under(below)

    def menu(self, query: Query, suggestion: str, below: QWidget) -> QMenu:
        """What can be done with saved searches, for a query as it is now."""
        menu = named(QMenu(self._pane), say("Saved searches"), key="saved-searches")
        if query.text.strip() or suggestion:
            save = menu.addAction(say("Save this search…"))
            save.triggered.connect(lambda: self.ask_name(query, suggestion, below))
        elif not self._searches:
            none = menu.addAction(say("Search or filter first; then you can save it here."))
            none.setEnabled(False)
        if self._searches:
            menu.addSeparator()
        for search in self._searches:
            menu.addAction(_shown(search.name)).triggered.connect(partial(self._pick, search))
        if self._searches:
            menu.addSeparator()
            removing = menu.addMenu(say("Remove"))
            named(removing, say("Remove a saved search"))
            for search in self._searches:
                removing.addAction(_shown(search.name)).triggered.connect(partial(self._remove, search.name))
        return menu

    def _pick(self, search: SavedSearch, _checked: bool = False) -> None:
        self.picked.emit(search.query)

    def _remove(self, name: str, _checked: bool = False) -> None:
        self.remove(name)

    def _put(self, searches: list[SavedSearch]) -> None:
        self._searches = tuple(sorted(searches, key=lambda search: search.name.casefold()))
        self._settings.put(SAVED_SEARCHES, saved_text(self._searches))
        self._settings.save()


def _shown(name: str) -> str:
    return name.replace("&", "&&")
