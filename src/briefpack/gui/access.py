"""What a screen reader is told: the name of every widget, and what has just happened."""

import re
from typing import TypeVar

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
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


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` now, on behalf of a widget; nothing is shown."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
