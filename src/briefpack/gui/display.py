"""Whether a window can be shown here. Nothing of Qt is loaded to find out: Qt ends the process where it cannot."""

import os
import sys


def has_display() -> bool:
    """True on Windows and macOS; elsewhere where the surroundings name a display, or a platform for Qt."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def qt_version() -> str:
    """The version of Qt; "" where it cannot be loaded."""
    try:
        from PySide6.QtCore import qVersion  # noqa: PLC0415 - whoever asks for a display loads nothing
    except ImportError:
        return ""
    return qVersion()
