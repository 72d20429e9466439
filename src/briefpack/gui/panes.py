"""The three panes side by side: library, pack, pages. Each is told one hop away what the others did."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from briefpack.app.session import Session
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.actions import Action
from briefpack.gui.jobs import Jobs
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.settings import Settings
    from briefpack.gui.adviser.column import Column
    from briefpack.gui.adviser.joining import Joining

Pane = Any
Maker = Callable[[Session, Jobs, QWidget], Pane]
#: Shares of the width as they are at first, in per mille.
SHARES = (245, 305, 450)
#: The way of F6, by places of `all`: down the middle column before the pages.
_ROUND = (0, 1, 3, 2)


class Makers(NamedTuple):
    """What makes each pane; tests give others."""

    library: Maker
    outline: Maker
    pages: Maker
    adviser: Maker


def makers(settings: "Settings") -> Makers:
    """The real panes, loaded on first use where nobody loaded them before."""
    from briefpack.gui.adviser.pane import AdviserPane  # noqa: PLC0415 - after the first paint
    from briefpack.gui.library.pane import LibraryPane  # noqa: PLC0415 - after the first paint
    from briefpack.gui.outline.pane import OutlinePane  # noqa: PLC0415 - after the first paint
    from briefpack.gui.preview.pane import PagePane  # noqa: PLC0415 - after the first paint

    library, adviser = partial(LibraryPane, settings=settings), partial(AdviserPane, settings=settings)
    return Makers(library, OutlinePane, PagePane, adviser)


class Panes(QSplitter):
    """The panes of one session. Another session gets other panes."""

    #: The user shared the width anew: per mille of each pane.
    shared = Signal(tuple)
    #: A fact of the user's own was added; the user wants to correct, or to delete, the one with this id ("" for none).
    fact_added = Signal()
    correction_wanted = Signal(str)
    deletion_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        named(self, say("Library, pack and pages"), key="panes")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(max(1, theme.em(self, 0.12)))
        self.library: Pane
        self.outline: Pane
        self.pages: Pane
        self.adviser: Pane
        self.column: Column
        self.joining: Joining
        self._shares: tuple[int, ...] = SHARES

    def made(self, session: Session, jobs: Jobs, makers: Makers) -> Iterator[None]:
        """Make the panes, and dress them, one at each step; between two steps the window may answer."""
        self.library = makers.library(session, jobs, self)
        yield
        self._add(self.library, 17)
        yield
        from briefpack.gui.adviser.column import Column  # noqa: PLC0415 - after the first paint
        from briefpack.gui.adviser.joining import Joining  # noqa: PLC0415 - after the first paint

        self.column = Column(self)
        self._add(self.column, 18)
        self.outline = makers.outline(session, jobs, self.column)
        yield
        self.column.addWidget(self.outline)
        yield
        self.pages = makers.pages(session, jobs, self)
        yield
        self._add(self.pages, 14)
        for place in range(1, 3):
            self.handle(place).setAccessibleName(say("Border between two panes"))
        self._connect()
        self.splitterMoved.connect(self._moved)
        yield
        self.adviser = makers.adviser(session, jobs, self.column)
        yield
        self.column.addWidget(self.adviser)
        self.column.take(self.adviser.settings)
        self.joining = Joining(self, session, jobs)
        yield

    def _add(self, pane: QWidget, least: float) -> None:
        self.addWidget(pane)
        pane.setMinimumWidth(theme.em(self, least))

    def _connect(self) -> None:
        library, outline, pages = self.library, self.outline, self.pages
        library.item_wanted.connect(outline.add_item)
        library.section_wanted.connect(self._show_use)
        outline.entry_chosen.connect(pages.show_entry)
        outline.item_sought.connect(library.focus_search)
        library.correction_wanted.connect(self.correction_wanted)
        library.deletion_wanted.connect(self.deletion_wanted)
        outline.fact_added.connect(self.fact_added)
        pages.entry_chosen.connect(outline.choose_entry)

    def show_facts(self) -> None:
        """The library has other facts of the user's own."""
        self.library.refresh()

    def _show_use(self, section: str, entry: str) -> None:
        self.outline.choose_entry(entry or section)
        self.pages.show_entry(entry or section)

    def all(self) -> tuple[QWidget, ...]:
        """The panes from left to right, and the adviser."""
        return (self.library, self.outline, self.pages, self.adviser)

    def rows(self) -> Sequence[Action]:
        """The actions the panes bring."""
        return (*(row for pane in self.all() for row in _rows_of(pane)), *self.joining.rows())

    def share(self, shares: Sequence[int]) -> None:
        """Share the width in these proportions; others than three positive numbers mean the first ones."""
        sound = len(shares) == len(SHARES) and all(share > 0 for share in shares)
        self._shares = tuple(shares) if sound else SHARES
        self.restore()

    def restore(self) -> None:
        """Share the width as it was shared last."""
        self.setSizes(list(self._shares))

    def go_on(self) -> None:
        """Put the focus into the next pane that is shown."""
        panes, here = self.all(), self.place_of_focus()
        start = _ROUND.index(here) + 1 if here in _ROUND else 0
        order = (*_ROUND[start:], *_ROUND[:start])
        self.go_to(next(place for place in order if panes[place].isVisible()))

    def go_to(self, place: int) -> None:
        """Put the focus into a pane: 0 library, 1 pack, 2 pages, 3 adviser."""
        pane = self.all()[place]
        if pane.isHidden():  # it stepped aside for the view for clearing
            self.joining.clear_view.turn(on=False)
        if pane is self.adviser:
            self.joining.go()
            return
        target = pane.focusProxy() or _first_in(pane)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place_of_focus(self) -> int:
        """The pane that has the focus; -1 for none."""
        focused = QApplication.focusWidget()
        for place, pane in enumerate(self.all()):
            if focused is not None and (pane is focused or pane.isAncestorOf(focused)):
                return place
        return -1

    def sizeHint(self) -> QSize:
        return QSize(theme.em(self, 90), theme.em(self, 50))

    def _moved(self) -> None:
        if self.joining.clear_view.is_on:
            return
        whole = sum(self.sizes()) or 1
        self._shares = tuple(max(1, round(1000 * size / whole)) for size in self.sizes())
        self.shared.emit(self._shares)


def _rows_of(pane: Pane) -> Sequence[Action]:
    # A widget that brings no rows still has Qt's own `actions`.
    return [row for row in pane.actions() if isinstance(row, Action)]


def _first_in(pane: QWidget) -> QWidget:
    """The first widget inside that takes the focus by Tab; the pane itself when none does."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if takes and pane.isAncestorOf(widget) and widget.isVisibleTo(pane):
            return widget
        widget = widget.nextInFocusChain()
    return pane
