"""The window on a stage for pictures of it: a screen that nobody sees, somebody at the keyboard, a camera.

Needs the repository's root on the path (PYTHONPATH=.), as the one at the keyboard is that of the tests.
"""

import json
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QMessageLogContext, QPoint, QPointF, QRect, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QHoverEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.seeing import fronts

from briefpack.app.languages import window_language
from briefpack.gui import house, program, theme
from briefpack.gui.main import Application, direction_of
from briefpack.gui.window import Window
from briefpack.language import speak, spoken

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "hrc-dialogue.briefpack"
#: The clock of every picture.
TODAY = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
#: What Qt says of every window where there is no screen.
_EXPECTED = re.compile(r"^This plugin does not support ")
SCREEN = (1920, 1200)
_AWAY = QPointF(-1, -1)
_MOMENT = 6.0


class Variant(NamedTuple):
    """One way to show everything: the theme, the scale of the screen in percent, which way the window runs."""

    theme: str = "light"
    percent: int = 100
    direction: str = "ltr"

    def __str__(self) -> str:
        return f"{self.theme}-{self.percent}-{self.direction}"

    @classmethod
    def parse(cls, text: str) -> "Variant":
        """From `light-100-ltr`. Raises ValueError."""
        shade, percent, direction = text.split("-")
        return cls(shade, int(percent), direction)


def surroundings(variant: Variant, folder: Path) -> dict[str, str]:
    """The environment in which a process shows the program so; `folder` keeps its files."""
    screen = folder / "screen.json"
    width, height = SCREEN
    told = {"name": "stage", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"screens": [told]}))
    return {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(variant.percent / 100),
        "BRIEFPACK_LANGUAGE": "qps-rtl" if variant.direction == "rtl" else "en",
        "BRIEFPACK_DATA": str(folder / "data"),
        "HOME": str(folder / "home"),
    }


def application() -> QApplication:
    """The application, in the language and direction that the surroundings ask for."""
    made = Application(["briefpack"])
    made.setApplicationDisplayName("briefpack")
    made.setCursorFlashTime(0)
    speak(window_language())
    made.setLayoutDirection(direction_of(spoken().tag))
    return made


class Stage:
    """Plays the program for pictures. Its methods are called on the thread of a script (`Person.play`)."""

    def __init__(self, user: Person, shade: str, home: Path) -> None:
        self.user, self._shade = user, shade
        self.home = home
        #: What went wrong without anybody raising it: messages of Qt, errors in slots.
        self.faults: list[str] = []
        self.home.mkdir(parents=True, exist_ok=True)
        user.folder = home
        program.now = house.now = lambda: TODAY  # the clock stands still
        sys.excepthook = lambda _kind, error, _trace: self.faults.append(repr(error))
        qInstallMessageHandler(self._heard)

    def _heard(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not _EXPECTED.match(words):
            self.faults.append(words)

    # Begin and end

    def start(self, *paths: Path, tour: bool = False, **settings: Any) -> None:
        """Start the program anew with these settings and files."""
        self.user.act(self.user.end)
        place = Path(os.environ["BRIEFPACK_DATA"])
        place.mkdir(parents=True, exist_ok=True)
        for each in place.iterdir():
            # What the program remembers of other scenes; the compiled library and the gallery are as they will be.
            if each.is_dir() and each.name not in {"pictures", "library"}:
                shutil.rmtree(each)
        chosen = {"theme": self._shade, "tour_seen": not tour, **settings}
        (place / "settings.json").write_text(json.dumps(chosen))
        self.user.start(*paths)

    def open(self, path: Path = SAMPLE, size: tuple[int, int] = (1480, 920), **settings: Any) -> None:
        """Start the program with a copy of a pack."""
        copy = self.home / path.name
        if copy != path:
            shutil.copy(path, copy)
        self.start(copy, **settings)
        window = self.user.window()
        self.user.act(lambda: window.resize(*size))
        self.rest()

    def tidy(self) -> None:
        """Close what lies over the window."""

        def close() -> bool:
            over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if over is not None:
                over.close()
                return False
            for each in QApplication.allWidgets():
                if each.testAttribute(Qt.WidgetAttribute.WA_Hover):  # no mouse is there to go away from what it clicked
                    QApplication.sendEvent(each, QHoverEvent(QEvent.Type.HoverLeave, _AWAY, _AWAY, _AWAY))
            return True

        for _ in range(6):
            if self.user.ask(close):
                return

    # Hands

    @property
    def window(self) -> Window:
        """The window of the pack. On the GUI thread: as it is now."""
        if threading.current_thread() is threading.main_thread():
            assert self.user.program is not None  # noqa: S101 - a picture without a program is a mistake of this script
            return self.user.program.windows[-1]
        return self.user.window()

    @property
    def panes(self) -> Any:
        """Its panes."""
        return self.window.panes

    def act(self, do: Callable[[], object]) -> None:
        """Do something on the GUI thread, and wait until all is quiet."""
        self.user.act(do)
        self.rest()

    def rest(self) -> None:
        """Until nothing goes on; where something always does, such as behind a question, for a moment only."""
        end = time.monotonic() + _MOMENT
        quiet = 0
        while quiet < 4 and time.monotonic() < end:
            time.sleep(0.02)
            quiet = 0 if self.user.ask(self.user._busy) else quiet + 1

    def run(self, name: str) -> None:
        """Run an action of the front window."""
        playing = self.user.program
        assert playing is not None  # noqa: S101 - a picture without a program is a mistake of this script
        front = playing.windows[-1] if playing.windows else playing.start
        self.act(lambda: front.table.action(name).trigger())  # there is one of both

    def part(self, key: str) -> QWidget:
        """The visible widget of this object name, in front; on the thread of the script, waits for it."""

        def look() -> QWidget | None:
            for front in fronts():
                for each in (front, *front.findChildren(QWidget, key)):
                    if each.objectName() == key and each.isVisible():
                        return each
            return None

        if threading.current_thread() is threading.main_thread():
            found = look()
            assert found is not None, key  # noqa: S101 - the same
            return found
        return self.user.wait(look, f"the widget “{key}”")

    def press(self, key: str) -> None:
        """Click on the widget of this object name."""
        widget = self.part(key)
        self.user.wait(widget.isEnabled, f"“{key}” to be of use")
        self.user._show(widget)
        self.user._click(widget, widget.rect)
        self.rest()

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        self.user.type(words)
        self.rest()

    # The camera

    def picture(self) -> QImage:
        """The screen: the window in front with all that lies over it."""
        self.rest()
        return self.user.ask(_screen)


def _screen() -> QImage:
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and not each.size().isEmpty()]
    windows = [each for each in shown if each.inherits("QMainWindow")]
    active = QApplication.activeWindow()
    front = active if active in windows else windows[-1] if windows else None
    over = [each for each in shown if each not in windows]
    over.sort(key=lambda each: (_depth(each), each is QApplication.activePopupWidget()))
    layers = [*([front] if front else []), *over]
    whole = QRect()
    for each in layers:
        whole = whole.united(QRect(each.mapToGlobal(QPoint()), each.size()))
    scale = layers[0].devicePixelRatioF()
    picture = QImage(whole.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.current().colour("desk"))
    painter = QPainter(picture)
    for each in layers:
        place = each.mapToGlobal(QPoint()) - whole.topLeft()
        painter.drawPixmap(place, each.grab())
        if each is not front:
            painter.setPen(theme.current().colour("muted"))  # the frame that a window manager would draw
            painter.drawRect(QRect(place, each.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 1 + _depth(parent.window()) if parent is not None else 0
