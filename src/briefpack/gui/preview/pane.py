"""The page pane: pages, small pages, find, text and printing, and what connects them with the entries of the pack."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefpack.app.places import Places
from briefpack.app.preview import Laid
from briefpack.app.session import Session
from briefpack.briefing import reading
from briefpack.gui.access import announce, named
from briefpack.gui.actions import Action
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.preview.bar import Bar, TroubleBar
from briefpack.gui.preview.find import FindBar
from briefpack.gui.preview.press import Press, Shot, Update, View
from briefpack.gui.preview.searching import Search
from briefpack.gui.preview.table import rows
from briefpack.gui.preview.textview import TextView
from briefpack.gui.preview.thumbnails import Thumbnails
from briefpack.gui.preview.view import PageView
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.preview.printing import Order

_REST = 250  # milliseconds after which pages beside the visible ones are drawn
_FINDING = (QKeySequence.StandardKey.Find, QKeySequence.StandardKey.FindNext, QKeySequence.StandardKey.FindPrevious)


class PagePane(QFrame):
    """The pages of one session, updated after each edit."""

    #: A click on a page, or Enter, means this entry, or this section where its heading was hit.
    entry_chosen = Signal(str)
    #: New pages were painted: milliseconds since the edit.
    repainted = Signal(float)
    #: There are new pages (Laid); the pack has no pages as it is.
    laid_out = Signal(object)
    unlaid = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, say("Pages"), key="page-pane")
        self._session = session
        self._jobs = jobs
        self.laid: Laid | None = None
        self._places: tuple[Laid, Places] | None = None
        self._shown_entry = ""
        self._awaited = False
        self._edited = 0.0
        self._updated: int | None = None
        self._fresh = True
        self._requested: tuple[object, ...] = ()
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self._draw_near)
        self.bar = Bar(self)
        self.trouble = TroubleBar(self)
        self.find_bar = FindBar(self)
        self.thumbnails = Thumbnails(self)
        self.view = PageView(self)
        self.text = TextView(self)
        self.view.wait_for(session.pack.paper, say("The pages are being made…"))
        self.stack = named(QStackedWidget(self), say("Pages or text"), key="page-stack")
        self.press = Press(session, jobs, self._looking, self)
        self.search = Search(self.find_bar, self.view, self.press, jobs, self)
        self._assemble()
        self._connect()
        self._show_state()

    def _assemble(self) -> None:
        for part in (self.view, self.text):
            self.stack.addWidget(part)
        self.thumbnails.hide()
        side = QHBoxLayout()
        side.setSpacing(0)
        side.addWidget(self.thumbnails)
        side.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for above in (self.bar, self.find_bar, self.trouble):
            layout.addWidget(above)
        layout.addLayout(side, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.press.renewed.connect(self._take)
        self.press.drawn.connect(self._take_shots)
        self.press.stuck.connect(self._stuck)
        self.view.moved.connect(self._show_state)
        self.view.lacking.connect(self._draw)
        self.view.clicked.connect(self._click)
        self.view.viewport().installEventFilter(self)
        self.text.chosen.connect(self._choose_node)
        self.thumbnails.chosen.connect(self.view.go_to_page)
        self.thumbnails.lacking.connect(self._draw_small)
        self.trouble.go_wanted.connect(self.entry_chosen)
        self.bar.page_wanted.connect(self._go_to_page)
        self.bar.zoom_wanted.connect(self.view.set_zoom)
        self.bar.fit_wanted.connect(self.view.set_fit)
        self.bar.used.connect(self._use_tool)
        self.find_bar.closed.connect(self._show_state)

    # What the window calls

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]  # the window's table asks for rows, not QActions
        """The rows of the window's table of actions."""
        return rows(self)

    def show_entry(self, entry_id: str) -> None:
        """Scroll to an entry or a section, and draw a soft outline round it."""
        self._shown_entry = entry_id
        if self.laid is None:
            return
        boxes = self._places_now().boxes(entry_id) if entry_id else []
        # What was added just now is on no page yet: it is shown with the next ones.
        self._awaited = not boxes
        self.view.outline(boxes)
        if self.stack.currentWidget() is self.text:
            self.text.show_node(self._nodes_of(entry_id))

    def places_of(self, laid: Laid) -> Places:
        """Where everything stands on pages; any thread."""
        return self.press.preview.places(laid)

    def show_text_view(self, on: bool) -> None:
        """The words of the pages as text, in place of the pages."""
        if on == (self.stack.currentWidget() is self.text):
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        shown: QWidget = self.text if on else self.view
        self.stack.setCurrentWidget(shown)
        self.setFocusProxy(self.text if on else self.view)
        if on:
            self._renew_text()
        if had_focus:
            shown.setFocus()
        self._show_state()

    def show_thumbnails(self, on: bool) -> None:
        """Small pictures of all pages beside the pages."""
        self.thumbnails.setVisible(on)
        if on:
            self.thumbnails.follow(self.view.number)
            self._draw_small()
        self._show_state()

    def show_two_pages(self, on: bool) -> None:
        """Two pages side by side."""
        if on != self.view.double:
            self.view.set_double(on)

    def find_words(self) -> None:
        """Look for words on the pages."""
        self.show_text_view(False)
        self.find_bar.enter()
        self._show_state()

    def print_pages(self) -> None:
        """Ask how, then print in a job."""
        if self.laid is None:
            return
        from briefpack.gui.preview.printing import PrintDialog  # noqa: PLC0415 - seldom needed, and slow to load

        dialog = PrintDialog(len(self.laid.pages.pages), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_as(dialog.order()))
        dialog.open()

    def print_as(self, order: "Order") -> None:
        """Print the pages as they are now."""
        if self.laid is not None:
            from briefpack.gui.preview.printing import work_of  # noqa: PLC0415 - seldom needed, and slow to load

            make = partial(self.press.preview.whole_pdf, self.laid)
            work = work_of(make, self.laid.briefing.title, order)
            self._jobs.run(self, work, partial(announce, self), words=say("Printing"))

    def fit_width(self) -> None:
        """Pages as broad as the pane."""
        self.view.set_fit("width")

    def fit_page(self) -> None:
        """A whole page at once."""
        self.view.set_fit("page")

    def full_size(self) -> None:
        """Pages as large as on paper."""
        self.view.set_zoom(1.0)

    # What Qt calls

    def event(self, event: QEvent) -> bool:
        # Ctrl+F looks for words in the pages when the focus is here, elsewhere in the library.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _finds(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_words()
        elif event.matches(QKeySequence.StandardKey.FindNext):
            self.search.step(1)
        elif event.matches(QKeySequence.StandardKey.FindPrevious):
            self.search.step(-1)
        else:
            super().keyPressEvent(event)

    # Pages

    def _looking(self) -> View:
        return View(self.view.setting(), self.view.spot(), dict(self.view.shots))

    def _take(self, update: Update) -> None:
        if self.laid is not None:  # opening is no edit
            self._edited, self._fresh = update.edited, False
        self.laid = update.laid
        self.view.take(update)
        self.thumbnails.show_pages(update.laid.pages.pages)
        self.trouble.show_trouble("", "")
        self._show_entry_again()
        self.search.take(update.laid)
        if self.stack.currentWidget() is self.text:
            self._renew_text()
        self._show_state()
        self.laid_out.emit(update.laid)

    def _show_entry_again(self) -> None:
        """The outline follows its entry; the pages stay where they are, unless it was waited for."""
        boxes = self._places_now().boxes(self._shown_entry) if self._shown_entry else []
        top = self.view.top
        self.view.outline(boxes)
        if not (boxes and self._awaited):
            self.view.verticalScrollBar().setValue(top)
        self._awaited = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self.laid is None:
            # It is seen, and has its size: until now pages would only have held up the panes beside.
            QTimer.singleShot(0, self.press, self.press.begin)
        if event.type() is QEvent.Type.Paint and not self._fresh:
            self._fresh = True
            # Measured when this event has been dealt with: the pages are painted then.
            QTimer.singleShot(0, self, partial(self._painted, self._edited))
        return super().eventFilter(watched, event)

    def _painted(self, edited: float) -> None:
        passed = (time.perf_counter() - edited) * 1000
        self._updated = round(passed)
        self._show_state()
        self.repainted.emit(passed)

    def _take_shots(self, laid: Laid, shots: dict[int, Shot]) -> None:
        if laid is not self.laid:
            return
        if shots and next(iter(shots.values())).scale == self.thumbnails.scale:
            self.thumbnails.take_shots(shots)
        else:
            self._requested = ()
            self.view.take_shots(shots)
            self._draw()

    def _draw(self) -> None:
        """Ask for what is not sharp: first what is visible, then its neighbours."""
        if self.laid is None:
            return
        visible, near = self.view.lacks()
        if visible:
            self._request(visible)
        elif near:
            # Not between two letters: what is not seen can wait until the hands rest.
            self._rest.start()

    def _draw_near(self) -> None:
        near = self.view.lacks()[1]
        if near:
            self._request(near)

    def _request(self, numbers: list[int]) -> None:
        """Have pages drawn, unless just these are under way."""
        if self.laid is None:
            return
        wanted = (id(self.laid), tuple(numbers), self.view.scale)
        if wanted != self._requested:
            self._requested = wanted
            self.press.draw(self.laid, numbers, self.view.scale)

    def _draw_small(self) -> None:
        numbers = self.thumbnails.lacks()
        if numbers and self.laid is not None:
            self.press.draw(self.laid, numbers, self.thumbnails.scale, key="draw small")

    def _stuck(self, words: str, entry: str) -> None:
        self.trouble.show_trouble(words, entry)
        announce(self.trouble, words)
        if self.laid is None:
            self.view.wait_for(self._session.pack.paper, say("There are no pages yet."))
        self.unlaid.emit()

    def _show_state(self) -> None:
        pages = len(self.view.pages.pages) if self.laid is not None else 0
        self.bar.show_state(self.view.number, pages, self._updated, self.view.percent)
        self.thumbnails.follow(self.view.number)
        states = {
            "fit-width": self.view.fit == "width",
            "fit-page": self.view.fit == "page",
            "two-pages": self.view.double,
            "thumbnails": not self.thumbnails.isHidden(),
            "text": self.stack.currentWidget() is self.text,
            "find": not self.find_bar.isHidden(),
        }
        self.bar.show_switches(states)
        for name in ("two-pages", "thumbnails", "text"):
            # The switch in the menu says the same as the tool, where there is a menu.
            action = self.window().findChild(QAction, f"pages-{name}")
            if isinstance(action, QAction) and action.isChecked() != states[name]:
                action.setChecked(states[name])

    # Entries

    def _places_now(self) -> Places:
        if self.laid is None:
            raise RuntimeError("there are no pages")
        if self._places is None or self._places[0] is not self.laid:
            self._places = (self.laid, self.places_of(self.laid))
        return self._places[1]

    def _click(self, number: int, x: float, y: float) -> None:
        if self.laid is None:
            return
        places = self._places_now()
        target = places.link_at(number, x, y)
        if target:
            self.view.go_to(target)
            return
        entry = places.at(number, x, y)
        if entry:
            self._shown_entry = entry
            self.view.outline(places.boxes(entry))
            self.entry_chosen.emit(entry)

    def _choose_node(self, node: str) -> None:
        if self.laid is not None and (entry := self._places_now().owner(node)):
            self._shown_entry = entry
            self.entry_chosen.emit(entry)

    def _nodes_of(self, entry_id: str) -> list[str]:
        """The ids of the blocks that may show an entry, nearest first."""
        pack = self._session.pack
        holders = [section.id for section in pack.sections for entry in section.entries if entry.id == entry_id]
        return [f"{holders[0]}.{entry_id}", holders[0]] if holders else [entry_id]

    def _renew_text(self) -> None:
        if self.laid is not None:
            laid = self.laid
            self._jobs.run(self, partial(_lines, laid), self.text.show_lines, key="text")

    # Tools

    def _use_tool(self, name: str, on: bool) -> None:
        match name:
            case "zoom-in":
                self.view.zoom_in()
            case "zoom-out":
                self.view.zoom_out()
            case "fit-width" | "fit-page":
                self.view.set_fit(name.removeprefix("fit-"))
            case "two-pages":
                self.show_two_pages(on)
            case "thumbnails":
                self.show_thumbnails(on)
            case "text":
                self.show_text_view(on)
            case "find":
                self.find_words() if on else self.find_bar.leave()
            case "print":
                self.print_pages()

    def _go_to_page(self, number: int) -> None:
        self.view.go_to_page(number)
        self.view.setFocus()
        announce(self.view, say("Page {number} of {pages}", number=self.view.number, pages=len(self.view.pages.pages)))


def _finds(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _FINDING)


def _lines(laid: Laid, _job: Job[list[reading.Line]]) -> list[reading.Line]:
    return reading.lines(laid.briefing, laid.page_numbers())
