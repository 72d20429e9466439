"""The pack pane: the outline of the pack with all that arranges, writes and shortens it."""

from functools import partial

import shiboken6
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from briefpack.app.session import Change, Session
from briefpack.app.suggestions import Suggestions
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import LATER_FACTS
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Action
from briefpack.gui.jobs import Jobs
from briefpack.gui.measuring import Measured
from briefpack.gui.outline.arranging import Arranging
from briefpack.gui.outline.entry_editor import EntryEditors
from briefpack.gui.outline.find_bar import FindBar
from briefpack.gui.outline.learning import suggested, what_is_added
from briefpack.gui.outline.model import ENTRIES, ITEMS, Drop, OutlineModel
from briefpack.gui.outline.shapes import Sizes
from briefpack.gui.outline.suggestion_list import SuggestionList
from briefpack.gui.outline.table import action_rows
from briefpack.gui.outline.view import OutlineView
from briefpack.gui.outline.writing import Writing
from briefpack.language import say, say_many
from briefpack.pack.pack import Pack

#: Measuring and suggesting wait until nothing was done for so many milliseconds.
_PAUSE = 250


class OutlinePane(QFrame):
    """One session's pack. It keeps nothing of it: what is shown is what the session says."""

    #: An entry (or section) was chosen by the user.
    entry_chosen = Signal(str)
    #: The user wants to look for a fact in the library.
    item_sought = Signal()
    #: A fact of the user's own was added to the library.
    fact_added = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, say("Pack"), key="outline-pane")
        self._session = session
        self._jobs = jobs
        self._silent = False
        self.arranging = Arranging(session, self._tell)
        self.writing = Writing(session, self._tell)
        self.model = OutlineModel(session.pack, session.evidence, self._drop, self)
        self.view = OutlineView(self.model, EntryEditors(self.writing, jobs), self)
        self.find_bar = FindBar(self.writing, self)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._learn)
        self._says_what_is_added = False
        self._build()
        self._connect()
        self.view.expandAll()
        self._show_head()
        # Not yet: the panes are still to be painted, and threads at work would hold that up.
        self._pause.start()

    # What others call

    def add_item(self, item_id: str) -> None:
        """Add an item to the current section, below the current entry."""
        section, place = self._here()
        section = section or self.arranging.home(item_id) or self.arranging.add_section("")
        self._added(self.arranging.add_items([item_id], section, place))

    def show_measures(self, measured: Measured) -> None:
        """Show how long each section is."""
        self.model.measured(measured.lengths)

    def choose_entry(self, entry_id: str) -> None:
        """Show and select an entry or section that was chosen elsewhere."""
        self._silent = True
        self.view.choose((entry_id,))
        self._silent = False

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]  # the window's table asks for rows, not QActions
        """The rows of the window's table of actions."""
        return action_rows(self)

    def refresh(self) -> None:
        """The library has changed: show its facts anew."""
        self.model.refresh()
        self._learn()

    # What the user asks for

    def add_text(self) -> None:
        """Begin to write own text below the current entry."""
        section, place = self._here()
        section = section or self._last_section()
        key = self.arranging.add_text(section, place) if section else ""
        if key:
            self.view.open_editor(key)

    def add_section(self) -> None:
        """A new section below the current one, its title ready to type."""
        section, _ = self._here()
        key = self.arranging.add_section(section or self._last_section())
        if key:
            self.view.setExpanded(self.model.index_of(key), True)
            self.view.open_editor(key)

    def add_fact(self) -> None:
        """Ask for a fact of the user's own and add it."""
        own = getattr(self._session.library, "own", None)
        if own is None:
            self._tell(say("Facts of your own cannot be kept here."))
            return
        from briefpack.gui.outline.fact_dialog import FactDialog  # noqa: PLC0415 - seldom needed, and it loads forms

        dialog = FactDialog(self._jobs, lambda fact: own.add(*fact), self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.made:
            self.fact_added.emit(dialog.made.item.id)
            self.add_item(dialog.made.item.id)
        dialog.deleteLater()

    def edit(self) -> None:
        """Open the editor of the current row."""
        key = self.model.key(self.view.currentIndex())
        if key:
            self.view.open_editor(key)

    def remove(self) -> None:
        """Remove the selected entries, or the current section."""
        keys = self.view.chosen()
        following = self._beside(keys)
        if keys:
            self.arranging.remove(keys)
        elif section := self._current_section():
            self.arranging.remove_section(section)
        if following:
            self.view.choose((following,))

    def duplicate(self) -> None:
        """Copy the selected entries, or the current section."""
        keys = self.view.chosen()
        if keys:
            self.arranging.duplicate(keys)
        elif section := self._current_section():
            self.arranging.duplicate_section(section)

    def move_up(self) -> None:
        """Move one place up."""
        self._step(-1)

    def move_down(self) -> None:
        """Move one place down."""
        self._step(1)

    def find_words(self) -> None:
        """Find and replace in own text."""
        self.find_bar.open_bar()

    def clip(self) -> None:
        """Shorten the current quotation."""
        from briefpack.gui.outline.clip_dialog import ClipDialog  # noqa: PLC0415 - seldom needed

        key = self.model.key(self.view.currentIndex())
        entry = self.model.entry(key)
        quote = self._session.evidence.get(entry.item) if entry and entry.item else None
        if isinstance(quote, Quote):
            ClipDialog.ask(key, quote, self.writing, self)
        else:
            self._tell(say("Choose a quotation first: only quotations are clipped."))

    def suggest(self, section_id: str = "") -> None:
        """Show what the template suggests for a section; the current one when none is named."""
        section_id = section_id or self._here()[0]
        found = self.model.suggested.get(section_id, Suggestions())
        if not found.items:
            self._tell(say("This template suggests nothing more here."))
            return
        dialog = SuggestionList(self.arranging.name(section_id), found, self._session.evidence, self)
        dialog.wanted.connect(lambda ids: self._added(self.arranging.add_items(ids, section_id)))
        dialog.exec()
        dialog.deleteLater()

    # Building

    def _build(self) -> None:
        self.setProperty("role", "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        edge = theme.em(self, 0.5)
        head = QHBoxLayout()
        head.setContentsMargins(theme.margins(round(Sizes(self.view.font()).edge), edge, 2 * edge, edge // 2))
        title = QLabel(say("PACK"), self)
        title.setProperty("role", "overline")
        self.counts = named(QLabel(self), say("What the pack holds"), key="outline-counts")
        self.counts.setProperty("role", "small")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.counts)
        layout.addLayout(head)
        self.empty = self._empty_state()
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)
        self.find_bar.hide()
        layout.addLayout(self._foot(edge))
        self.setFocusProxy(self.view)

    def _empty_state(self) -> QWidget:
        empty = named(QWidget(self), say("Empty pack"), key="outline-empty")
        box = QVBoxLayout(empty)
        told = QLabel(say("This pack has no sections yet."), empty)
        told.setProperty("role", "heading")
        how = QLabel(say("Add a section and drag facts into it, or start from a template with “New pack”."), empty)
        how.setWordWrap(True)
        how.setProperty("role", "muted")
        add = named(QPushButton(say("Add a section"), empty), say("Add a section"), key="outline-first")
        add.setProperty("role", "primary")
        add.clicked.connect(self.add_section)
        box.addStretch(1)
        for widget in (told, how):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(widget)
        box.addWidget(add, 0, Qt.AlignmentFlag.AlignCenter)
        box.addStretch(2)
        return empty

    def _foot(self, edge: int) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * edge, edge // 2, 2 * edge, edge)
        line = QHBoxLayout()
        for words, tip, does in (
            (say("+ Text"), say("Write own text here"), self.add_text),
            (say("+ Section"), say("Add a section below this one"), self.add_section),
            (say("+ Own fact…"), say("Add a fact of your own, with its source"), self.add_fact),
        ):
            button = named(QPushButton(words, self), tip)
            button.setToolTip(tip)
            button.setProperty("role", "link")
            button.clicked.connect(does)
            line.addWidget(button)
        line.addStretch(1)
        self.later = named(QCheckBox(say("Later public facts ‡"), self), say("Use the later public facts"), key="later")
        foot.addLayout(line)
        foot.addWidget(self.later)
        self.later.setVisible(LATER_FACTS in self._session.library.collections)
        return foot

    def _connect(self) -> None:
        view = self.view
        view.removal_asked.connect(self.remove)
        view.duplicate_asked.connect(self.duplicate)
        view.step_asked.connect(self._step)
        view.edit_asked.connect(self.edit)
        view.more_asked.connect(self.suggest)
        view.item_asked.connect(self.item_sought)
        view.menu_asked.connect(self._menu)
        view.selectionModel().currentChanged.connect(self._current_changed)
        self.later.clicked.connect(lambda on: self.writing.switch_collection(LATER_FACTS, on))
        self.find_bar.found.connect(self._show_found)
        self.find_bar.closed.connect(view.setFocus)
        self._session.listen(self._changed)

    # Following the session

    def _changed(self, change: Change) -> None:
        if not shiboken6.isValid(self) or change.before is change.after:
            return
        fresh = {section.id for section in change.after.sections} - {section.id for section in change.before.sections}
        self.model.show(change.after)
        for key in fresh:
            self.view.setExpanded(self.model.index_of(key), True)
        self._show_head()
        self._pause.start()

    def _show_head(self) -> None:
        pack = self._session.pack
        count = say_many("{count} section", "{count} sections", len(pack.sections))
        self.counts.setText(say("{sections} · drag to reorder", sections=count))
        self.empty.setVisible(not pack.sections)
        self.view.setVisible(bool(pack.sections))
        self.later.setChecked(LATER_FACTS in pack.collections)
        if not self.find_bar.isHidden():
            self.find_bar.recount()

    def _learn(self) -> None:
        if not self._says_what_is_added:
            self._says_what_is_added = True
            work = partial(what_is_added, self._session)
            self._jobs.run(self, work, self._say_what_is_added, failed=_stay_silent)
        pack, history = self._session.pack, self._session.history
        work_out = partial(suggested, self._session, pack, history)
        self._jobs.run(self, work_out, partial(self._suggested, pack), failed=_stay_silent, key="suggest")

    def _say_what_is_added(self, words: str) -> None:
        self.later.setToolTip(words)
        self.later.setAccessibleDescription(words)

    def _suggested(self, pack: Pack, found: dict[str, Suggestions]) -> None:
        if pack is self._session.pack:
            self.model.suggest(found)

    # Helpers

    def _tell(self, words: str) -> None:
        announce(self, words)
        self.counts.setText(words)

    def _current_section(self) -> str:
        index = self.view.currentIndex()
        return self.model.section_at(index) if index.isValid() and not index.parent().isValid() else ""

    def _last_section(self) -> str:
        sections = self._session.pack.sections
        return sections[-1].id if sections else ""

    def _here(self) -> tuple[str, int | None]:
        """The current section and the place below the current entry; the end where none is current."""
        index = self.view.currentIndex()
        section = self.model.section_at(index)
        place = index.row() + 1 if self.model.entry(self.model.key(index)) else None
        return section, place

    def _beside(self, keys: tuple[str, ...]) -> str:
        """The row to choose when these are gone."""
        index = self.view.currentIndex()
        while index.isValid():
            index = self.view.indexBelow(index)
            key = self.model.key(index)
            if self.model.entry(key) and key not in keys:
                return key
        return self.model.section_at(self.view.currentIndex())

    def _added(self, keys: tuple[str, ...]) -> None:
        if keys:
            self.view.choose(keys[-1:])

    def _step(self, by: int) -> None:
        keys = self.view.chosen()
        section = self._current_section()
        if keys:
            if self.arranging.step(keys, by):
                self.view.choose(keys)
        elif section and self.arranging.step_section(section, by):
            self.view.choose((section,))

    def _drop(self, drop: Drop) -> None:
        if drop.mime == ITEMS:
            place = None if drop.place < 0 else drop.place
            self._added(self.arranging.add_items(drop.ids, drop.section, place))
        elif drop.mime == ENTRIES:
            if self.arranging.move(drop.ids, drop.section, drop.place):
                self.view.choose(drop.ids)
        elif drop.ids:
            self._drop_section(drop.ids[0], drop.place)

    def _drop_section(self, key: str, place: int) -> None:
        order = [section.id for section in self._session.pack.sections]
        place = len(order) if place < 0 else place
        if key in order:
            self.arranging.move_section(key, place - (order.index(key) < place))
            self.view.choose((key,))

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        key = self.model.key(now)
        if key and not self._silent and (self.model.entry(key) or not now.parent().isValid()):
            self.entry_chosen.emit(key)

    def _show_found(self, key: str) -> None:
        self.view.choose((key,))

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        named(menu, say("What can be done here"))
        for row in action_rows(self):
            if row.gap:
                menu.addSeparator()
            does = row.does
            if callable(does):
                menu.addAction(row.words, does)
        menu.exec(place)
        menu.deleteLater()


def _stay_silent(_error: Exception) -> None:
    """The page pane says what is wrong with the pack; a meter that is not there says nothing."""
