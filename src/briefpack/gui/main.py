"""The way into the window. Before the first paint nothing is loaded but Qt and what the start window shows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from briefpack import __version__
from briefpack.app.languages import window_language
from briefpack.gui import icons
from briefpack.gui.early import first_look
from briefpack.gui.program import Program
from briefpack.language import speak, spoken


def run(arguments: Sequence[str]) -> int:
    """Open the files named, or the start window; returns when the last window is closed."""
    application = QApplication(["briefpack"])
    application.setApplicationName("briefpack")
    application.setApplicationDisplayName("briefpack")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("briefpack")
    application.setWindowIcon(icons.icon("briefpack"))
    look = first_look()
    speak(window_language(look.language))
    application.setLayoutDirection(direction_of(spoken().tag))
    _translate_qt(application)
    program = Program(application, look)
    program.crashes.install()
    program.begin([Path(argument).absolute() for argument in arguments])
    code = application.exec()
    program.house.jobs.cancel_all()
    program.crashes.remove()
    return code


def direction_of(tag: str) -> Qt.LayoutDirection:
    """Which way the window runs in a language; the trial language `qps-rtl` runs as Arabic does."""
    return QLocale("ar" if tag.endswith("-rtl") else tag).textDirection()


def _translate_qt(application: QApplication) -> None:
    """Qt's own words (Cancel, Copy) in the language of the window."""
    translator = QTranslator(application)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(spoken().tag), "qtbase", "_", place):
        application.installTranslator(translator)
