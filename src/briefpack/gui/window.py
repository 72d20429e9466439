"""The window of one pack: header, panes, status. It connects its parts; most of what it does stands in `filing`."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from briefpack.gui import theme
from briefpack.gui.access import announce_if_silent, named
from briefpack.gui.actions import Table, window_rows
from briefpack.gui.banner import Banner
from briefpack.gui.doors import Doors, packs_in
from briefpack.gui.filing import Filing
from briefpack.gui.header import Header
from briefpack.gui.house import House
from briefpack.gui.loading import WINDOW, families, load
from briefpack.gui.owning import Owning
from briefpack.gui.revising import Revising
from briefpack.gui.showing import Showing
from briefpack.gui.status import Status
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.kept import Kept
    from briefpack.app.session import Change, Session
    from briefpack.gui.panes import Makers, Panes


class Window(QMainWindow):
    """Empty until `show_pack`; then of that session until it is given another."""

    #: This window has closed.
    closed = Signal(object)

    def __init__(self, house: House, makers: "Makers | None" = None) -> None:
        super().__init__()
        self.house = house
        self.session: Session | None = None
        self.panes: Panes | None = None
        self._makers = makers
        self._steps: Iterator[None] = iter(())
        #: Of the history, how long it was and where, when it was last told.
        self._step = (0, 0)
        named(self, say("briefpack"), key="window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.table = Table(self)
        self.table.add(window_rows())
        self.doors = Doors(self, house)
        self.filing = Filing(self, house)
        self.showing = Showing(self, house, self.table)
        self._banner = Banner(self)
        self._revising = Revising(house.jobs, self._banner, self)
        self._owning = Owning(house, self._banner, self)
        self.header = Header(self.table, self)
        self.status = Status(house.jobs, self)
        self._stack = named(QStackedWidget(), say("Pack"), key="stack")
        self._waiting = named(QLabel(), say("What goes on"), key="waiting")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setProperty("role", "muted")
        self._stack.addWidget(self._waiting)
        self._assemble()
        self.filing.saved.connect(self._show_state)
        house.facts_changed.connect(self._show_facts)
        house.templates_read.connect(self._show_state)
        self.filing.replaced.connect(self._show_session)
        self.filing.notice.connect(self._banner.tell)
        self.header.title_typed.connect(self._retitle)
        self.header.title_left.connect(self._show_state)
        self._show_state()

    def _assemble(self) -> None:
        whole = named(QWidget(), say("Window"), key="whole")
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._banner)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)
        self.header.fill_menu()
        self._take_place()

    def wait(self, words: str) -> None:
        """Say what goes on until there is a pack to show."""
        self._waiting.setText(words)
        self.setWindowTitle(words)

    def show_pack(self, kept: "Kept") -> None:
        """Show this pack from now on, and guard it. For a user, see `show_soon`."""
        self.filing.take(kept)
        for _ in self._showing(kept.session):
            pass

    def show_soon(self, kept: "Kept") -> None:
        """The same, pane by pane: between two of them the window answers. `panes` is there when all is."""
        self.filing.take(kept)
        self._show_session(kept.session)

    def _show_session(self, session: "Session") -> None:
        self._steps = self._showing(session)
        self._go_on_showing(self._steps)

    def _go_on_showing(self, steps: Iterator[None]) -> None:
        # Another pack may be shown instead meanwhile.
        if steps is self._steps and next(steps, self) is not self:
            QTimer.singleShot(0, self, partial(self._go_on_showing, steps))

    def _showing(self, session: "Session") -> Iterator[None]:
        from briefpack.app.settings import PANES  # noqa: PLC0415 - after the first paint

        self._put_away()
        yield from families()
        yield from load(WINDOW)
        from briefpack.gui.measuring import Measuring  # noqa: PLC0415 - it was loaded just now
        from briefpack.gui.panes import Panes, makers  # noqa: PLC0415 - it was loaded just now

        panes = Panes(self)
        # In its place before anything is in it: what moves later is dressed anew, with all that it holds.
        self._stack.addWidget(panes)
        yield
        yield from panes.made(session, self.house.jobs, self._makers or makers(self.house.settings))
        panes.resize(self._stack.size())
        shares = self.house.settings[PANES]
        panes.share(shares)
        yield
        self.session, self.panes = session, panes
        self.showing.session = session
        self.table.add(panes.rows())
        self.header.fill_menu()
        for pane in panes.all():
            pane.setUpdatesEnabled(False)
        self._stack.setCurrentWidget(panes)
        panes.shared.connect(self._keep_shares)
        panes.fact_added.connect(self.house.facts_changed)
        panes.correction_wanted.connect(self._owning.correct)
        panes.deletion_wanted.connect(self._owning.delete)
        measuring = Measuring(session, self.house.jobs, self.house.settings, panes)
        panes.pages.laid_out.connect(measuring.take)
        self.house.settings_changed.connect(measuring.again)
        measuring.measured.connect(panes.outline.show_measures)
        measuring.measured.connect(self.status.show_measures)
        session.listen(partial(self._changed, session))
        self._revising.take(session)
        self._owning.take(session)
        self._show_state()
        panes.go_to(0)
        for pane in panes.all():  # painted one after the other
            yield
            pane.setUpdatesEnabled(True)

    def _put_away(self) -> None:
        """Nothing of the pack before can be changed any more."""
        old, self.panes, self.session, self.showing.session = self.panes, None, None, None
        if old is not None:
            self.table.remove(old.rows())
            self._stack.removeWidget(old)
            old.deleteLater()
            self._show_state()

    def undo(self) -> None:
        """Take back the last step."""
        if self.session is not None:
            self.session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.session is not None:
            self.session.redo()

    def go_to_library(self) -> None:
        """Put the focus into the library."""
        self._go_to(0)

    def go_to_outline(self) -> None:
        """Put the focus into the pack."""
        self._go_to(1)

    def go_to_pages(self) -> None:
        """Put the focus into the pages."""
        self._go_to(2)

    def go_on(self) -> None:
        """Put the focus into the next pane."""
        if self.panes is not None:
            self.panes.go_on()

    def share_width(self) -> None:
        """Give the panes their first widths."""
        if self.panes is not None:
            self.panes.share(())
            self._keep_shares(())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_close():
            event.ignore()
            return
        self._keep_place()
        super().closeEvent(event)
        self.closed.emit(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.filing.look_at_disk()
            self._revising.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if packs_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in packs_in(event.mimeData()):
            self.doors.file_wanted.emit(path)
        event.acceptProposedAction()

    def _go_to(self, place: int) -> None:
        if self.panes is not None:
            self.panes.go_to(place)

    def _retitle(self, title: str) -> None:
        if self.session is not None and title.strip():
            from briefpack.pack.edits import set_details  # noqa: PLC0415 - after the first paint

            self.session.do(say("Change the title"), partial(set_details, title=title), merge="title")

    def _changed(self, session: "Session", change: "Change") -> None:
        if session is not self.session:
            return
        self._show_state()
        if change.label:
            step = (len(session.history.steps), session.history.place)
            if step != self._step:  # a letter more is no new step: what is typed is said by itself
                announce_if_silent(self, change.label)
            self._step = step

    def _show_state(self) -> None:
        session = self.session
        undo = session.history.undo_label if session else ""
        redo = session.history.redo_label if session else ""
        self.header.label_steps(undo, redo)
        self.table.enable({"": True, "pack": session is not None, "undo": bool(undo), "redo": bool(redo)})
        if session is None:
            return
        pack = session.pack
        template = self.house.templates.get(pack.template)
        self.header.show_title(pack.title, say(template.name) if template else "")
        self.setWindowTitle(say("{title}[*] — briefpack", title=pack.title))
        self.setWindowModified(session.unsaved)
        self.setWindowFilePath(str(session.path) if session.path else "")
        if session.unsaved:
            # The point shows also where the system has no sign of its own.
            self.setWindowTitle(say("• {title}[*] — briefpack", title=pack.title))
        self.status.show_saved(self.filing.saved_words())
        self.status.show_stamp(pack)

    def _show_facts(self) -> None:
        if self.panes is not None:
            self.panes.show_facts()
            self._revising.look()

    def _keep_shares(self, shares: tuple[int, ...]) -> None:
        from briefpack.app.settings import PANES  # noqa: PLC0415 - after the first paint

        self.house.settings.put(PANES, shares)

    def _take_place(self) -> None:
        """As large as it was last time; else most of the screen, no larger than is comfortable."""
        room = QGuiApplication.primaryScreen().availableGeometry().size() * 0.92
        self.resize(min(room.width(), theme.em(self, 92)), min(room.height(), theme.em(self, 57)))

    def restore_place(self, geometry: str) -> None:
        """Where the last window stood, from the settings."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def _keep_place(self) -> None:
        if self.house.is_ready:
            from briefpack.app.settings import GEOMETRY  # noqa: PLC0415 - after the first paint

            self.house.settings.put(GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
