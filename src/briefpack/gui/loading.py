"""What is loaded after the first paint, in steps, so that no click waits: first the ground, in a job, then what stands
on it.

PySide makes a class when somebody first asks for it, partly in Python, where another thread may come in between; two
threads at it end the program. So all that knows Qt is loaded on the GUI thread, and jobs make no object of Qt.
"""

import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from PySide6 import QtCore, QtGui, QtWidgets

#: So many seconds are spent on classes before the window may answer.
_TURN = 0.004


class Parts(NamedTuple):
    """What is loaded together: `ground` are modules of briefpack without Qt, `modules` those of its window on them."""

    ground: tuple[str, ...]
    modules: tuple[str, ...]


#: What the window of a pack is made of.
WINDOW = Parts(
    ground=(
        "adviser.rule",
        "adviser.standing",
        "app.articles",
        "app.clearance",
        "app.finding",
        "app.kept",
        "app.libraries",
        "app.lighting",
        "app.measures",
        "app.places",
        "app.preview",
        "app.settings",
        "app.suggestions",
        "app.terms",
        "briefing.reading",
        "layout.styles",
        "pack.replacing",
        "pdf.raster",
    ),
    modules=(
        "window",
        "measuring",
        "panes",
        "library.view",
        "library.pane",
        "outline.view",
        "outline.pane",
        "preview.pane",
        "adviser.pane",
        "adviser.joining",
    ),
)
#: What it may open besides, the likeliest first.
BESIDE = Parts(
    ground=("app.advising", "app.build", "app.exported", "app.opening", "app.protection"),
    modules=(
        "library.values",
        "palette",
        "dialogs.export",
        "dialogs.details",
        "outline.clip_dialog",
        "outline.fact_dialog",
        "help",
        "dialogs.settings",
        "dialogs.about",
        "tour",
        "preview.printing",
        "adviser.sheets",
    ),
)


def lay_ground(parts: Parts) -> None:
    """Load what these stand on; for a job."""
    for name in parts.ground:
        import_module(f"briefpack.{name}")


def load(parts: Parts) -> Iterator[None]:
    """Load one module at each step. Raises RuntimeError away from the GUI thread."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("what knows Qt is loaded on the GUI thread")
    for name in parts.modules:
        import_module(f"briefpack.gui.{name}")
        yield


def _widgets() -> None:
    QtWidgets.QScrollArea().viewport()  # what it returns could be any kind of widget


def _styles() -> None:
    QtWidgets.QApplication.style()


def _accessibility() -> None:
    _ = QtGui.QAccessible


_left: list[Callable[[], None]] = [_widgets, _styles, _accessibility]


def families() -> Iterator[None]:
    """Makes a whole family of classes at each step, before a window needs them all at once; nothing a second time."""
    while _left:
        _left.pop(0)()
        yield


def classes() -> Iterator[None]:
    """Makes all other classes, a few at each step: what is there already nobody makes on two threads."""
    begun = time.perf_counter()
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            if time.perf_counter() - begun > _TURN:
                yield
                begun = time.perf_counter()
