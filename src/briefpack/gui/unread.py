"""Leaves the sources of modules unread: to be imported before Qt.

PySide reads the whole source of every module that is imported after it, its own or not, and looks for the word PySide6:
a module that has it may ask for other names (`from __feature__ import snake_case`). Nothing here asks, and so many
files were a sixth of the way to the window of a pack. Where PySide has no such question any more, nothing is changed.
"""

import sys

import PySide6  # noqa: F401 - brings the module that is changed here, and nothing of Qt


def _asks_for_nothing(_module: object) -> bool:
    return False


_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", _asks_for_nothing)  # noqa: B010 - no name that mypy could know
