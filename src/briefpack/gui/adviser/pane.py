"""The adviser's pane: findings in a list, the current one up close, and what is done about it."""

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefpack.app import clearance
from briefpack.app.session import Change, Session
from briefpack.app.settings import Settings
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Action
from briefpack.gui.adviser.acting import Acting
from briefpack.gui.adviser.advised import Advised, Kind, Line, lines_of, marks_of
from briefpack.gui.adviser.detail import FindingDetail
from briefpack.gui.adviser.head import Head
from briefpack.gui.adviser.model import FindingModel
from briefpack.gui.adviser.table import rows
from briefpack.gui.adviser.telling import resting
from briefpack.gui.adviser.view import FindingView
from briefpack.gui.jobs import Jobs
from briefpack.language import say, say_many

#: Shares of list and detail as they are at first.
_SHARES = (42, 58)


class AdviserPane(QFrame):
    """One session's findings. It is told each examination, and follows the session's waivers at once."""

    #: The current finding is about this entry or section.
    place_chosen = Signal(str)
    edit_wanted = Signal(str)
    #: The view for clearing is wanted, or not any more.
    clear_view_wanted = Signal(bool)
    #: Marks of entries and sections (dict of Mark); the boxes they stand beside are those of the examination.
    marked = Signal(object, object)

    def __init__(
        self, session: Session, jobs: Jobs, parent: QWidget | None = None, settings: Settings | None = None
    ) -> None:
        super().__init__(parent)
        named(self, say("Adviser"), key="adviser-pane")
        self.setProperty("role", "panel")
        self._session = session
        self._advised: Advised | None = None
        self._silent = False
        self.in_clear_view = False
        #: The pack shall be cleared as soon as what stands there now was examined.
        self._clears_soon = False
        self.settings = settings or Settings()
        self.acting = Acting(session, self.settings, self)
        self.model = FindingModel(self)
        self.head = Head(self)
        self.view = FindingView(self.model, self)
        self.detail = FindingDetail(session, jobs, self)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.split = named(
            QSplitter(Qt.Orientation.Vertical, self), say("Findings and the current one"), key="adviser-split"
        )
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(max(1, theme.em(self, 0.12)))
        self.split.addWidget(self.view)
        self.split.addWidget(self.detail)
        self.split.handle(1).setAccessibleName(say("Border between the findings and the current one"))
        self.split.setSizes(list(_SHARES))
        self.view.setMinimumHeight(theme.em(self, 4))
        self.message = named(QLabel(self), say("What the adviser says"), key="adviser-message")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setProperty("role", "muted")
        self.message.setMargin(theme.em(self, 1))
        self.stack = named(QStackedWidget(self), say("Adviser"), key="adviser-stack")
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.head.narrowed.connect(self._narrow)
        self.head.view_wanted.connect(self._turn_view)
        self.head.clearance_wanted.connect(self.clear_pack)
        self.view.asked.connect(self._ask)
        self.view.moved.connect(self._moved)
        self.detail.asked.connect(self._ask)
        self.detail.left.connect(self.view.setFocus)
        self._session.listen(self._changed)

    # What others call

    def take_focus(self) -> None:
        """Put the keyboard into the findings; where there are none, on what can be done all the same."""
        target = self.view if self.model.shown else self.head.view_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]  # the window's table asks for rows, not QActions
        """The rows of the window's table of actions."""
        return rows(self)

    def show_advised(self, advised: Advised) -> None:
        """There is a new examination."""
        self._advised = advised
        self._show()
        if self._clears_soon and advised.is_about(self._session.pack):
            self._clears_soon = False
            self.clear_pack()

    def show_entry(self, entry_id: str) -> None:
        """An entry was chosen elsewhere: its worst finding, or, while clearing, the passages behind it."""
        if self.line is not None and entry_id == self.line.finding.place.entry:
            return
        for row, line in enumerate(self.model.shown):
            if entry_id and entry_id in {line.finding.place.entry, line.finding.place.section}:
                self._silent = True
                self.view.choose(row)
                self._silent = False
                self._show_detail(moved=True)
                return
        if self.in_clear_view and self.detail.show_entry(entry_id, say("Nothing found here. What it rests on:")):
            self.stack.setCurrentWidget(self.split)

    def show_clear_view(self, on: bool) -> None:
        """Whether the window shows the view for clearing."""
        self.in_clear_view = on
        self.head.show_clear_view(on)
        self._show_detail()

    # What the user asks for

    def next(self) -> None:
        """To the next finding."""
        self._go(1)

    def previous(self) -> None:
        """To the finding before."""
        self._go(-1)

    def next_entry(self) -> None:
        """To the next entry that rests on evidence, found fault with or not: its passages are shown at once."""
        self._walk(1)

    def previous_entry(self) -> None:
        """To the one before."""
        self._walk(-1)

    def fix(self) -> None:
        """Do what the current finding offers."""
        line = self.line
        if line is None or line.finding.fix is None or line.waiver:
            self._tell(say("There is no fix for this: edit it, or waive it."))
        else:
            self.acting.fix(line)

    def waive(self) -> None:
        """Answer for the current finding."""
        if (line := self._chosen()) is not None:
            self.acting.waive(line)

    def edit(self) -> None:
        """Edit the entry that the current finding is about."""
        line = self.line if self.detail.entry else self._chosen()
        place = line.finding.place if line else None
        wanted = self.detail.entry or (place.entry or place.section if place else "")
        if wanted:
            self.edit_wanted.emit(wanted)
        elif line:
            self._tell(say("This is about the whole pack: there is no one entry to edit."))

    def clear_pack(self) -> None:
        """Ask for initials, and release the pack."""
        if self._advised is not None and self._advised.trouble:
            self._tell(self._empty_words())
        elif self._advised is None or not self._advised.is_about(self._session.pack):
            # Nobody releases what was not examined: the question comes when it was.
            self._clears_soon = True
            self._tell(say("The pack is being examined …"))
        else:
            self.acting.clear(self.model.all)

    def want_clear_view(self, on: bool) -> None:
        """Show the view for clearing, or leave it."""
        if on != self.in_clear_view:
            self.clear_view_wanted.emit(on)

    @property
    def line(self) -> Line | None:
        """The current finding."""
        return self.model.line(self.view.currentIndex())

    def _turn_view(self) -> None:
        self.want_clear_view(not self.in_clear_view)

    def _chosen(self) -> Line | None:
        if self.line is None:
            self._tell(say("Choose a finding first."))
        return self.line

    def _ask(self, what: str) -> None:
        does = {"source": self.detail.toggle_source, "waive": self.waive, "edit": self.edit, "fix": self.fix}
        (does | {"on": self.next_entry, "back": self.previous_entry})[what]()

    def _go(self, by: int) -> None:
        self.view.go(by)
        if self.model.shown:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._tell(self.message.text())

    def _walk(self, by: int) -> None:
        keys = resting(self._session)
        place = self.line.finding.place if self.line else None
        here = self.detail.entry or (place.entry or place.section if place else "")
        if not keys:
            self._tell(say("Nothing in this pack rests on evidence."))
            return
        wanted = keys[(keys.index(here) + by) % len(keys) if here in keys else 0 if by > 0 else -1]
        self.detail.show()
        self.detail.show_entry(wanted, say("What it rests on. O has all that is known of it."))
        self.stack.setCurrentWidget(self.split)
        self.place_chosen.emit(wanted)

    def _tell(self, words: str) -> None:
        announce(self, words)
        self.detail.show()
        self.detail.say(words)

    # Following

    def _changed(self, change: Change) -> None:
        if not shiboken6.isValid(self) or change.after is change.before:
            return
        if change.after.waivers != change.before.waivers:
            # A waiver stands in the pack: it shows before the pack is examined again.
            self._show()
        else:
            self.head.show_stamp(clearance.stamp(change.after))

    def _show(self) -> None:
        pack = self._session.pack
        lines = lines_of(self._advised, pack) if self._advised else ()
        current, row = self.line, self.view.currentIndex().row()
        self._silent = True
        place = self.view.verticalScrollBar().value()
        self.model.show(lines)
        self._keep_current(current, row, place)
        self._silent = False
        self.head.show_lines(lines, examined=self._advised is not None and not self._advised.trouble)
        self.head.show_stamp(clearance.stamp(pack))
        self._show_stack()
        self._show_detail()
        marks = marks_of(lines, pack)
        boxes = self._advised.boxes if self._advised else {}
        self.marked.emit(marks, boxes)

    def _keep_current(self, current: Line | None, row: int, place: int) -> None:
        """The same finding stays the current one; where it is gone, the one that has its place now."""
        if current is None:
            return
        here = self.model.row_of(current.key)
        here = here if here >= 0 else min(row, self.model.rowCount() - 1)
        if here != self.view.currentIndex().row():
            self.view.executeDelayedItemsLayout()
            self.view.verticalScrollBar().setValue(place)
            self.view.choose(here)

    def _narrow(self, kinds: tuple[Kind, ...]) -> None:
        current, row = self.line, self.view.currentIndex().row()
        self._silent = True
        self.model.narrow(kinds)
        self._keep_current(current, row, 0)
        self._silent = False
        self._show_stack()
        self._show_detail()

    def _show_stack(self) -> None:
        if self.model.shown:
            self.stack.setCurrentWidget(self.split)
            return
        self.message.setText(self._empty_words())
        self.message.setAccessibleName(self.message.text())
        self.stack.setCurrentWidget(self.message)

    def _empty_words(self) -> str:
        advised = self._advised
        if advised is None:
            return say("The pack is being examined …")
        if advised.trouble:
            return say("The pack could not be examined: {why}", why=advised.trouble)
        if self.model.all:
            return say("Nothing of this kind. Choose other kinds above.")
        if not advised.rules:
            return say("Nothing was checked: there are no rules.")
        return say_many(
            "Nothing found. What was checked: {count} rule on sources, quotations, figures, time, words, balance, "
            "protection and fitness.",
            "Nothing found. What was checked: {count} rules on sources, quotations, figures, time, words, balance, "
            "protection and fitness.",
            len(advised.rules),
        )

    def _moved(self) -> None:
        if self._silent:
            return
        self._show_detail(moved=True)
        line = self.line
        if line is not None and (key := line.finding.place.entry or line.finding.place.section):
            self.place_chosen.emit(key)

    def _show_detail(self, moved: bool = False) -> None:
        line, advised = self.line, self._advised
        if self.detail.entry and not moved:
            return  # an entry's passages stay until another finding is chosen
        if line is None or advised is None:
            self.detail.show_line(None, "", {})
        else:
            self.detail.show_line(line, advised.contexts.get(line.key, ""), advised.sources)
        # Until a finding is chosen the list has all the room.
        self.detail.setVisible(line is not None or self.in_clear_view)
