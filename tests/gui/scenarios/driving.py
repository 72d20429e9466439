"""A person at the window: finds things by the names a screen reader says, presses, types, waits for what should come.

The person is a thread of their own, and the GUI thread runs its event loop as it does for a user: dialogs that wait
for an answer, shortcuts, popups and modal windows behave as they do in life. Every press goes to the window under it,
through Qt's own queue of input, and lands on whatever stands there.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
    QThread,
    QTimer,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QScrollArea,
    QWidget,
)
from tests.gui.scenarios.seeing import find, fronts, give_focus, keyboard, modal, screen, target, type_letter
from tests.gui.scenarios.watching import Watchdog

from briefpack.gui.early import first_look
from briefpack.gui.program import Program

if TYPE_CHECKING:
    # The program loads it when it needs it, and the benchmark measures that.
    from briefpack.gui.window import Window

T = TypeVar("T")
#: How long a person looks at the screen for something to come, in seconds. Nothing comes near it.
PATIENCE = 20.0
_NO_KEYS = Qt.KeyboardModifier.NoModifier


P = TypeVar("P", bound="Person")


class NotSeenError(AssertionError):
    """What a person waited for did not come."""


class Person(QObject):
    """Runs scripts beside the event loop and counts what they press and type."""

    _asked = Signal(object)

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__()
        self.application = application
        #: Where files go that are named without a folder.
        self.folder = folder
        self.program: Program | None = None
        self.watchdog: Watchdog | None = None
        #: One for each mouse press or key chord; one for each letter.
        self.clicks = 0
        self.letters = 0
        self.mouse_allowed = True
        #: Whether the longest stalls are told with what held them.
        self.tells_places = False
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    # The two threads

    def play(self, script: Callable[[], object]) -> None:
        """Run a script to its end, the event loop going on meanwhile. Raises what the script raises."""
        failures: list[BaseException] = []
        over = threading.Event()

        def run() -> None:
            try:
                script()
            except BaseException as error:  # noqa: BLE001 - raised again by `play`
                failures.append(error)
            finally:
                over.set()
                self._asked.emit((self._leave_loop, None))

        self.watchdog = Watchdog(self.tells_places)
        thread = threading.Thread(target=run)
        thread.start()
        while not over.is_set():
            self.application.exec()  # comes back also when the last window is closed
        thread.join()
        self.tell("to the end")
        self.watchdog.stop()
        self.watchdog = None
        if failures:
            raise failures[0]

    def tell(self, phase: str) -> None:
        """Print what was counted, and the longest stall since the last time."""
        if self.watchdog is not None:
            stall = self.watchdog.told()
            print(f"\n{phase}: {self.clicks} clicks, {self.letters} letters; longest stall {stall}")

    def ask(self, look: Callable[[], T]) -> T:
        """What `look` answers on the GUI thread. It must only look, and quickly."""
        answer: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._asked.emit((look, answer))
        value, error = answer.get(timeout=PATIENCE)
        if error is not None:
            raise error
        found: T = value
        return found

    def act(self, do: Callable[[], object]) -> None:
        """Have the GUI thread do something, and come back when that is done, or when a dialog inside it waits."""
        error: list[BaseException] = []
        begun: list[int] = []
        over = threading.Event()

        def guarded() -> None:
            begun.append(QThread.currentThread().loopLevel())
            try:
                do()
            except BaseException as problem:  # noqa: BLE001 - raised again below
                error.append(problem)
            finally:
                over.set()

        # A key goes through the events that wait: one that came back only because they were looked at would be
        # overtaken by the next.
        self._asked.emit((guarded, None))
        self.wait(lambda: over.is_set() or QThread.currentThread().loopLevel() > begun[0], "the end of a press")
        if error:
            raise error[0]

    @Slot(object)
    def _do(self, asked: tuple[Callable[[], object], "SimpleQueue[Any] | None"]) -> None:
        do, answer = asked
        give_focus()
        if answer is None:
            do()
            return
        try:
            with self.watchdog.not_counting() if self.watchdog is not None else nullcontext():
                answer.put((do(), None))
        except BaseException as error:  # noqa: BLE001 - raised again by `ask`
            answer.put((None, error))

    def _leave_loop(self) -> None:
        for _ in range(3):
            if (dialog := QApplication.activeModalWidget()) is not None:
                dialog.close()
        self.application.exit()

    # Seeing

    def wait(self, seen: Callable[[], T], what: str = "") -> T:
        """Look again and again until `seen` answers with something true; gives that."""
        end = time.perf_counter() + PATIENCE
        while True:
            found = self.ask(seen)
            if found:
                return found
            if time.perf_counter() > end:
                raise NotSeenError(f"{what or seen} did not come. On the screen: {self.ask(screen)}")
            time.sleep(0.005)

    def rest(self) -> None:
        """Until nothing is going on: no job runs, no timer is about to start one."""
        quiet = 0
        end = time.perf_counter() + PATIENCE
        while quiet < 4:
            time.sleep(0.02)
            quiet = 0 if self.ask(self._busy) else quiet + 1
            if time.perf_counter() > end:
                raise NotSeenError("it never came to rest")

    def _busy(self) -> bool:
        timers = [
            timer
            for owner in (*QApplication.topLevelWidgets(), *filter(None, [self.program]))
            for timer in owner.findChildren(QTimer)
            if timer.isActive() and timer.isSingleShot() and timer.interval() < 450
        ]
        return bool(timers) or (self.program is not None and self.program.house.jobs.busy)

    def see(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The visible widget of this accessible name, in front of all others; waits for it to come."""
        return self.wait(lambda: find(name, kind), f"“{name}”")

    def first(self, beginning: str) -> str:
        """The first accessible name in front that begins so."""

        def look() -> str:
            front = next(fronts())
            names = [each.accessibleName() for each in front.findChildren(QWidget) if each.isVisible()]
            return next((name for name in names if name.startswith(beginning)), "")

        return self.wait(look, f"something named “{beginning}…”")

    def sees(self, name: str) -> bool:
        """Whether something of this accessible name is there now."""
        return self.ask(lambda: find(name, QWidget)) is not None

    def reads(self, words: str) -> None:
        """Wait until these words stand somewhere in the window in front."""
        self.wait(lambda: words in screen(), f"the words “{words}”")

    # Hands

    def press(self, name: str, kind: type[QWidget] = QWidget) -> None:
        """Click on the widget of this name."""
        widget = self.see(name, kind)
        self.wait(widget.isEnabled, f"“{name}” to be of use")
        self._show(widget)
        self._click(widget, lambda: target(widget))

    def press_row(
        self, view: QAbstractItemView, index: Callable[[], QModelIndex], keys: Qt.KeyboardModifier = _NO_KEYS
    ) -> None:
        """Click on a row of a list or an outline, which is scrolled there first."""
        self.wait(lambda: index().isValid(), "the row")
        self._wheel(view, index)
        self._click(view.viewport(), lambda: view.visualRect(index()), keys)

    def keys(self, chord: str, times: int = 1) -> None:
        """Press keys together, such as Ctrl+S."""
        combination = QKeySequence(chord)[0]
        for _ in range(times):
            self.clicks += 1
            self.act(lambda: QTest.keyClick(keyboard(), combination.key(), combination.keyboardModifiers()))

    def type(self, words: str) -> None:
        """Type, letter by letter, wherever the focus is."""
        self.letters += len(words)
        for letter in words:
            self.act(partial(type_letter, letter))

    def focused(self) -> str:
        """The name of what has the keyboard."""

        def look() -> str:
            widget = QApplication.focusWidget()
            return widget.accessibleName() if widget is not None else ""

        return self.ask(look)

    def drop(self, widget: QWidget, path: Path) -> None:
        """Let a file from the desktop go over a widget: what the system sends then."""

        def let_go() -> None:
            carried = QMimeData()
            carried.setUrls([QUrl.fromLocalFile(str(path))])
            place = widget.rect().center()
            rest = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, _NO_KEYS)
            entered = QDragEnterEvent(place, *rest)
            QApplication.sendEvent(widget, entered)
            assert entered.isAccepted(), "it may not be dropped here"
            QApplication.sendEvent(widget, QDropEvent(place.toPointF(), *rest))

        self.act(let_go)

    def give_name(self, name: str) -> Path:
        """Answer the question for a file: a name in the folder where the question begins, then Enter."""
        path = self.folder / name
        self.wait(lambda: isinstance(modal(), QWidget) and modal().inherits("QFileDialog"), "the question for a file")  # type: ignore[union-attr]
        self.keys("Ctrl+A")
        self.type(name)
        self.keys("Return")
        return path

    def _show(self, widget: QWidget) -> None:
        """Turn the wheel until a widget inside a scrolled area is seen."""

        def scroll() -> None:
            area: QWidget | None = widget.parentWidget()
            while area is not None:
                if isinstance(area, QScrollArea):
                    area.ensureWidgetVisible(widget)
                area = area.parentWidget()

        self.act(scroll)

    def _wheel(self, view: QAbstractItemView, index: Callable[[], QModelIndex]) -> None:
        """Turn the wheel over a list until a row is seen whole."""
        for _ in range(200):
            rect, room = self.ask(lambda: (view.visualRect(index()), view.viewport().rect()))
            middle = rect.center().y()
            if room.top() <= middle - 4 and middle + 4 <= room.bottom():
                return
            turn = QPoint(0, 120 if middle < room.center().y() else -120)
            place = self.ask(lambda: view.viewport().mapTo(view.window(), view.viewport().rect().center()))
            window = self.ask(lambda: view.window().windowHandle())
            self.act(lambda: QTest.wheelEvent(window, place.toPointF(), turn, QPoint(), _NO_KEYS))  # noqa: B023 - used at once
        raise NotSeenError("the row could not be scrolled to")

    def _click(self, widget: QWidget, rect: Callable[[], QRect], keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
        assert self.mouse_allowed, "this person has no mouse"
        self.clicks += 1

        def click() -> None:
            window = widget.window()
            place = widget.mapTo(window, rect().center())
            under = window.childAt(place) or window
            assert under is widget or widget.isAncestorOf(under), f"{under} lies over {widget}"
            QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, keys, place)

        self.act(click)

    # The program

    def start(self, *paths: Path) -> None:
        """Start the program, with these files, and wait until all is there."""
        self.launch(*paths)
        self.rest()

    def launch(self, *paths: Path) -> None:
        """Start the program; comes back with its first window."""

        def begin() -> None:
            self.program = Program(self.application, first_look())
            self.program.begin(paths)
            if self.watchdog is not None:
                self.watchdog.begin()  # before that no window was there that could stand still

        self.act(begin)
        self.wait(lambda: any(each.isVisible() for each in QApplication.topLevelWidgets()), "a window")

    def end(self) -> None:
        """The process is gone: windows, jobs and all."""
        program, self.program = self.program, None
        if program is None:
            return
        for window in list(program.windows):
            window.filing._leave()
        if program.start is not None:
            program.start.close()
        program.house.end()
        self.application.removeEventFilter(program)
        for object_ in (program.house, program):
            object_.deleteLater()
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def restart(self, *paths: Path) -> None:
        """End the program in peace and start it again."""
        self.act(self.end)
        self.start(*paths)

    def window(self) -> "Window":
        """The window of the pack, once its pages are there."""

        def shown() -> "Window | None":
            windows = self.program.windows if self.program is not None else []
            window = windows[-1] if windows else None
            there = window is not None and window.panes is not None and window.panes.pages.laid is not None
            return window if there else None

        return self.wait(shown, "the pages of the pack")


@contextmanager
def person(application: QApplication, folder: Path, kind: type[P] = Person) -> Iterator[P]:  # type: ignore[assignment]
    """A person, and the end of whatever they leave open."""
    made = kind(application, folder)
    quits = application.quitOnLastWindowClosed()
    try:
        yield made
    finally:
        made.end()
        application.setQuitOnLastWindowClosed(quits)
        for widget in QApplication.topLevelWidgets():
            if shiboken6.isValid(widget) and not isinstance(widget, QMenu):
                widget.close()
        QApplication.processEvents()
