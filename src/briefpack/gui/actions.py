"""The one table of actions. Menus, header, palette, help and tests are made from it; panes add rows of their own."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from briefpack.gui import icons
from briefpack.gui.access import named
from briefpack.language import say


class Action(NamedTuple):
    """One thing the user can do.

    `words` as in a menu, with … where a question follows. `does` is what runs: a function of a pane, or a dotted name
    such as `filing.save` that the window looks up on itself. `menu`: see `menus`. `needs`: when it
    is enabled ("" always; pack, undo, redo). `help` says in a sentence what the words cannot. `gap` draws a line above
    it in its menu, `tool` shows it in the header. `checked` makes it a switch: what runs is then given True or False.
    """

    id: str
    words: str
    does: str | Callable[..., object]
    menu: str
    keys: str = ""
    icon: str = ""
    needs: str = "pack"
    help: str = ""
    gap: bool = False
    tool: bool = False
    checked: bool | None = None


def menus() -> dict[str, str]:
    """The menus in their order, with their words."""
    return {
        "file": say("File"),
        "edit": say("Edit"),
        "insert": say("Insert"),
        "view": say("View"),
        "adviser": say("Adviser"),
        "help": say("Help"),
    }


def window_rows() -> tuple[Action, ...]:
    """The actions of the window itself; those of its panes stand with the panes."""
    return (*_file_rows(), *_edit_rows(), *_view_rows(), *_help_rows())


def _file_rows() -> tuple[Action, ...]:
    return (
        Action("new", say("New pack…"), "doors.new", "file", "Ctrl+N", "new", "", say("Choose a template to begin.")),
        Action(
            "open",
            say("Open…"),
            "doors.open",
            "file",
            "Ctrl+O",
            "open",
            "",
            say("Open a pack from its file, or out of a PDF that carries it."),
        ),
        Action("save", say("Save"), "filing.save", "file", "Ctrl+S", "save", gap=True),
        Action(
            "save-as",
            say("Save as…"),
            "filing.save_as",
            "file",
            "Ctrl+Shift+S",
            help=say("Keep the pack in another file and go on there."),
        ),
        Action(
            "details",
            say("Details…"),
            "showing.details",
            "file",
            "Ctrl+I",
            "edit",
            help=say("Title, dates, paper, marking and collections of this pack."),
            gap=True,
            tool=True,
        ),
        Action(
            "export",
            say("Export PDF…"),
            "showing.export",
            "file",
            "Ctrl+E",
            "export",
            help=say("See the pages that will leave, and what the file says about itself; then write it."),
            tool=True,
        ),
        Action(
            "changes",
            say("What changed…"),
            "showing.changes",
            "file",
            "Ctrl+Alt+D",
            "history",
            help=say("Since the last export, since it was saved, or beside another pack; in sentences and as a PDF."),
        ),
        Action(
            "settings",
            say("Settings…"),
            "showing.settings",
            "file",
            "Ctrl+,",
            "settings",
            "",
            say("What the program remembers for all packs."),
            gap=True,
        ),
        Action("close", say("Close this window"), "close", "file", "Ctrl+W", "close", "", gap=True),
        Action("quit", say("Quit briefpack"), "doors.quit", "file", "Ctrl+Q", needs=""),
    )


def _edit_rows() -> tuple[Action, ...]:
    return (
        Action(
            "undo", say("Undo"), "undo", "edit", "Ctrl+Z", "undo", "undo", say("Take back the last step."), tool=True
        ),
        Action("redo", say("Redo"), "redo", "edit", "Ctrl+Shift+Z", "redo", "redo", say("Do it again."), tool=True),
        Action("title", say("Change the title"), "header.edit_title", "edit", "F2", "rename", gap=True),
    )


def _view_rows() -> tuple[Action, ...]:
    return (
        Action("go-library", say("Go to the library"), "go_to_library", "view", "Ctrl+1"),
        Action("go-pack", say("Go to the pack"), "go_to_outline", "view", "Ctrl+2"),
        Action("go-pages", say("Go to the pages"), "go_to_pages", "view", "Ctrl+3"),
        Action(
            "next-pane",
            say("Next pane"),
            "go_on",
            "view",
            "F6",
            help=say("From library to pack to adviser to pages and round."),
        ),
        Action(
            "proportions",
            say("Panes as they were at first"),
            "share_width",
            "view",
            "Ctrl+Alt+W",
            help=say("Give library, pack and pages their first widths."),
            gap=True,
        ),
    )


def _help_rows() -> tuple[Action, ...]:
    return (
        Action(
            "palette",
            say("Find a command…"),
            "showing.palette",
            "help",
            "Ctrl+K",
            "command",
            "",
            say("Type a few letters of what you want to do."),
        ),
        Action("help", say("Help"), "showing.help", "help", "F1", "help", "", say("Keys, templates, first steps.")),
        Action("tour", say("Three-step tour"), "showing.tour", "help", "Shift+F1", "play", ""),
        Action("about", say("What is this?"), "showing.about", "help", "Ctrl+F1", "info", "", gap=True),
    )


class Table(QObject):
    """The QActions of one window, made from rows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.rows: dict[str, Action] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, rows: Iterable[Action]) -> None:
        """Make an action of each row and give its keys to the whole window."""
        for row in rows:
            action = QAction(row.words, self)
            action.setObjectName(row.id)
            if row.icon:
                action.setIcon(icons.icon(row.icon))
            if row.keys:
                action.setShortcut(QKeySequence(row.keys))
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setToolTip(tip(row))
            if row.checked is None:
                action.triggered.connect(partial(self._run, row.id))
            else:
                action.setCheckable(True)
                action.setChecked(row.checked)
                action.toggled.connect(partial(self._switch, row.id))
            self.rows[row.id] = row
            self._actions[row.id] = action
            self._window.addAction(action)

    def remove(self, rows: Iterable[Action]) -> None:
        """Forget rows of a pane that is no more."""
        for row in rows:
            if self.rows.pop(row.id, None) is not None:
                action = self._actions.pop(row.id)
                self._window.removeAction(action)
                action.deleteLater()

    def action(self, name: str) -> QAction:
        """The action of a row."""
        return self._actions[name]

    def enable(self, states: Mapping[str, bool]) -> None:
        """Enable what has what it needs; `states` has every name that rows need."""
        for name, action in self._actions.items():
            action.setEnabled(states.get(self.rows[name].needs, True))

    def menu(self, name: str, words: str, parent: QWidget) -> QMenu:
        """A menu of the rows that belong there, in their order."""
        menu = named(QMenu(words, parent), words, key=f"menu-{name}")
        menu.setToolTipsVisible(True)
        for row in self.rows.values():
            if row.menu == name:
                if row.gap and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self._actions[row.id])
        return menu

    def _run(self, name: str, _checked: bool = False) -> None:
        self._function(name)()

    def _switch(self, name: str, on: bool) -> None:
        self._function(name)(on)

    def _function(self, name: str) -> Callable[..., object]:
        does = self.rows[name].does
        if not isinstance(does, str):
            return does
        found: Callable[..., object] = attrgetter(does)(self._window)
        return found


def keys_of(row: Action) -> str:
    """Its keys as the system writes them, such as ⌘S."""
    return QKeySequence(row.keys).toString(QKeySequence.SequenceFormat.NativeText)


def tip(row: Action) -> str:
    """What is shown under the mouse: what it does, and its keys."""
    words = row.help or row.words.rstrip("…")
    return f"{words}  {keys_of(row)}" if row.keys else words
