"""PySide as the window needs it: to be imported before anything of Qt.

It reads the whole source of every module that is imported after it, its own or not, and looks for the word PySide6: a
module that has it may ask for other names (`from __feature__ import snake_case`). Nothing here asks, and so many files
were a sixth of the way to the window of a pack. And it tells Qt its folder in a setting that commas divide: from a
folder such as “Doe, John” no window would open. Where PySide does none of that any more, nothing is changed.
"""

import os
import sys
from pathlib import Path

import PySide6  # nothing of Qt yet

_TELL_NO_FOLDER = "PYSIDE_DISABLE_INTERNAL_QT_CONF"


def _leave_sources_unread() -> None:
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010 - no name that mypy could know


def _find_plugins() -> None:
    folder = Path(PySide6.__file__).parent
    if "," not in str(folder):
        return
    os.environ[_TELL_NO_FOLDER] = "1"
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - not before it is told

    del os.environ[_TELL_NO_FOLDER]
    # In a wheel for Windows they lie beside PySide's own files, elsewhere in a folder of Qt's.
    places = [folder / "Qt" / "plugins", folder / "plugins"]
    for place in filter(Path.is_dir, places):
        QCoreApplication.addLibraryPath(str(place))


_leave_sources_unread()
_find_plugins()
