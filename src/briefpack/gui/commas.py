"""Has Qt find its plugins in a folder with a comma in its name, such as “Doe, John”: to be imported before QtCore.

PySide tells Qt its folder in a setting that commas divide, and then no window can open. There it is told not to, and Qt
is given the folder of its plugins itself.
"""

import os
from pathlib import Path

import PySide6


def _see_to_it() -> None:
    folder = Path(PySide6.__file__).parent
    if "," not in str(folder):
        return
    os.environ[_NOT] = "1"
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - not before it is told

    del os.environ[_NOT]
    # In a wheel for Windows they lie beside PySide's own files, elsewhere in a folder of Qt's.
    places = [folder / "Qt" / "plugins", folder / "plugins"]
    for place in filter(Path.is_dir, places):
        QCoreApplication.addLibraryPath(str(place))


_NOT = "PYSIDE_DISABLE_INTERNAL_QT_CONF"
_see_to_it()
