"""What PySide makes at its first use and keeps: the numbers of whole families of classes. In steps, so that none holds
up a click, and before a window needs them all at once."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QScrollArea


def _widgets() -> None:
    QScrollArea().viewport()  # what it returns could be any kind of widget


def _styles() -> None:
    QApplication.style()


def _accessibility() -> None:
    from PySide6.QtGui import QAccessible  # noqa: F401, PLC0415 - to load it is all


_left: list[Callable[[], None]] = [_widgets, _styles, _accessibility]


def steps() -> Iterator[None]:
    """Makes something at each step; nothing where all was made."""
    while _left:
        _left.pop(0)()
        yield
