"""What a screen reader is told: the name of every widget, and what has just happened."""

import re
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def named(widget: W, name: str, description: str = "", key: str = "") -> W:
    """The widget with its name for screen readers, and a stable object name for tests and style sheets.

    `key` is that object name where it must not change with the words.
    """
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    if key or not widget.objectName():
        widget.setObjectName(key or key_of(name))
    return widget


def key_of(name: str) -> str:
    """`Export PDF…` → `export-pdf`."""
    return _NOT_IN_KEYS.sub("-", name.casefold()).strip("-")


class _Said:
    times = 0


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` now, on behalf of a widget; nothing is shown."""
    # All roles and states of Qt come with it: not before the first paint.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - see above

    _Said.times += 1
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def announce_if_silent(widget: QWidget, words: str) -> None:
    """Have `words` said at the end of this turn, unless something was said by then: that is more exact."""
    QTimer.singleShot(0, widget, partial(_say_if, widget, words, _Said.times))


def _say_if(widget: QWidget, words: str, times: int) -> None:
    if times == _Said.times:
        announce(widget, words)
