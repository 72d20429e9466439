"""The way into the window. Before the first paint nothing is loaded but Qt and what the start window shows."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from briefpack import __version__
from briefpack.gui import icons
from briefpack.gui.early import first_look
from briefpack.gui.program import Program
from briefpack.language import spoken


def has_display() -> bool:
    """Whether a window can be shown here at all: Qt would end the process where it cannot."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(arguments: Sequence[str]) -> int:
    """Open the files named, or the start window; returns when the last window is closed."""
    application = QApplication(["briefpack"])
    application.setApplicationName("briefpack")
    application.setApplicationDisplayName("briefpack")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("briefpack")
    application.setWindowIcon(icons.icon("briefpack"))
    _translate_qt(application)
    program = Program(application, first_look())
    program.crashes.install()
    program.begin([Path(argument).absolute() for argument in arguments])
    code = application.exec()
    program.house.jobs.cancel_all()
    program.crashes.remove()
    return code


def _translate_qt(application: QApplication) -> None:
    """Qt's own words (Cancel, Copy) in the language of the window."""
    translator = QTranslator(application)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(spoken().tag), "qtbase", "_", place):
        application.installTranslator(translator)
