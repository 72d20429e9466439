"""Opens the window of a pack as a double click does, sees that a page is painted, and closes it: for
`briefpack selftest`."""

from briefpack.gui import pyside  # noqa: F401 - before Qt is loaded: see there

# isort: split
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QRect, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.display import has_display
from briefpack.gui.early import FirstLook
from briefpack.gui.main import dressed
from briefpack.gui.program import Program
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.preview.view import PageView

#: So many seconds the window may take to show the page, or to close: a slow disk with a virus scanner included.
PATIENCE = 90.0
_TURN = 0.005
#: A page has ink on paper in so many of its lines, at the least; one with a word in its middle, or none, has fewer.
_INKED = 0.2
#: Of the greys from 0 to 255: small letters are nowhere black.
_INK, _PAPER = 200, 240
_PLATFORM = "QT_QPA_PLATFORM"


class BlankError(Exception):
    """The window does not do what it should; the message says what."""


def show(path: Path, stuck: Callable[[str], None]) -> str:
    """Open the pack, look, close; gives one line of what was seen. Raises BlankError.

    `stuck` gets Qt's own words where Qt is about to end the process.
    """
    before = os.environ.get(_PLATFORM)
    if not has_display():
        os.environ[_PLATFORM] = "offscreen"
    troubles: list[str] = []
    try:
        with _hearing(troubles, stuck):
            seen = _shown(path, troubles)
    finally:
        if before is None:
            os.environ.pop(_PLATFORM, None)
    if troubles:
        raise BlankError(say("something went wrong in the window: {trouble}", trouble=troubles[0]))
    return seen


def _shown(path: Path, troubles: list[str]) -> str:
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else dressed(FirstLook(tour_seen=True))
    program = Program(application, FirstLook(tour_seen=True))
    program.crashes.known.connect(lambda error: troubles.append(str(error)))
    program.house.jobs.went_wrong.connect(lambda error: troubles.append(str(error)))
    try:
        program.begin([path])
        page = _painted(program, troubles)
        program.quit()
        if not troubles and not _until(lambda: not program.windows, troubles):
            raise BlankError(say("the window does not close"))
    finally:
        program.house.end()
        for left in (*program.windows, program.start):
            if left is not None:
                left.deleteLater()
        program.house.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return say(
        "opened on the platform {platform}, painted a page of {width} × {height} pixels, closed",
        platform=QGuiApplication.platformName(),
        width=page.width(),
        height=page.height(),
    )


def _painted(program: Program, troubles: list[str]) -> QImage:
    """The picture of the first page as the window paints it. Raises BlankError for one that is blank."""
    _until(lambda: not program.windows or _shown_pages(program) is not None, troubles)
    if _shown_pages(program) is None:
        what = troubles[0] if troubles else _told() or say("it took too long")
        raise BlankError(say("the window does not show the page: {why}", why=what))
    view = _shown_pages(program)
    page = QImage() if view is None else page_of(view)
    share = inked(page)
    if share < _INKED:
        raise BlankError(say("the window shows a blank page: ink on {share} % of it", share=round(share * 100)))
    return page


def _told() -> str:
    """What the program says in a dialog, "" where there is none."""
    sheet = QApplication.activeModalWidget()
    return sheet.sentence.text() if isinstance(sheet, Sheet) else ""


def _shown_pages(program: Program) -> "PageView | None":
    """The pages, once a window stands there with sharp ones in it, and the system says that it can be seen."""
    window = program.windows[0] if program.windows else None
    if window is None or window.panes is None or not window.panes.pages.updatesEnabled():
        return None
    pane, handle = window.panes.pages, window.windowHandle()
    view: PageView = pane.view
    return view if pane.laid is not None and not view.lacks()[0] and handle is not None and handle.isExposed() else None


def page_of(view: "PageView") -> QImage:
    """What can be seen of the first page."""
    whole = view.viewport().grab().toImage()
    ratio = whole.devicePixelRatio()
    seen = view.rect_of_page(1).intersected(view.viewport().rect().toRectF())
    corner, size = seen.topLeft() * ratio, seen.size() * ratio
    return whole.copy(QRect(corner.toPoint(), size.toSize()))


def inked(page: QImage) -> float:
    """The share of the lines of pixels that have something dark on something light, 0 to 1."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    if grey.isNull():
        return 0.0
    stride, width = grey.bytesPerLine(), grey.width()
    content = bytes(grey.constBits())
    edge = width // 20 + 1  # where the desk and its shadow may be seen
    lines = [content[start + edge : start + width - edge] for start in range(0, stride * grey.height(), stride)]
    return sum(min(line, default=255) < _INK and max(line, default=0) > _PAPER for line in lines) / len(lines)


def _until(is_so: Callable[[], bool], troubles: list[str]) -> bool:
    """Let the window work until it is so. False where that takes too long, or anything goes wrong."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if troubles or time.monotonic() > end:
            return False
        QApplication.processEvents()
        time.sleep(_TURN)
    return True


@contextmanager
def _hearing(troubles: list[str], stuck: Callable[[str], None]) -> Iterator[None]:
    """What goes wrong on the way is a trouble, not a dialog; what Qt says before it ends the process is told."""
    said: list[str] = []

    def heard(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        said.append(words)
        if kind is QtMsgType.QtFatalMsg:
            stuck(say("Qt cannot start: {why}", why=" ".join(said[-3:])))

    def caught(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        troubles.append(f"{kind.__name__}: {error}")

    def caught_in_thread(caught_there: threading.ExceptHookArgs) -> None:
        troubles.append(f"{caught_there.exc_type.__name__}: {caught_there.exc_value}")

    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = caught, caught_in_thread
    handler = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        qInstallMessageHandler(handler)
        sys.excepthook, threading.excepthook = hooks
