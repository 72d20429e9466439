"""The way into the window. Before the first paint nothing is loaded but Qt and what the start window shows."""

from briefpack.gui import pyside  # noqa: F401 - before Qt is loaded: see there

# isort: split
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, Qt, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from briefpack import PROGRAM_ID, __version__
from briefpack.app.languages import window_language
from briefpack.gui import icons
from briefpack.gui.early import FirstLook, first_look
from briefpack.gui.program import Program
from briefpack.language import speak, spoken

#: The exit code of what the surroundings fail, as a full disk; that of the commands too.
_NOT_KEPT = 3


class Application(QApplication):
    """Hears of a double click on a pack where the system tells it by an event (macOS)."""

    file_wanted = Signal(object)
    #: Named to Qt at the beginning: to set a style later costs a tenth of the time to the first paint.
    has_style = True

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__([*arguments, "-style", "Fusion"])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


def run(arguments: Sequence[str], look: FirstLook | None = None) -> int:
    """Open the files named, or the start window; returns when the last window is closed."""
    look = look or first_look()
    application = dressed(look)
    program = Program(application, look)
    application.file_wanted.connect(program.open)
    program.crashes.install()
    program.begin([Path(argument).absolute() for argument in arguments])
    code = application.exec()
    problem = _ended(program)
    program.crashes.remove()
    if problem:
        print(f"briefpack: {problem}", file=sys.stderr)
        return _NOT_KEPT
    return code


def _ended(program: Program) -> str:
    """What could not be kept at the end, "" if all was; no window is left to say it."""
    from briefpack.pack.safewrite import FileProblem  # noqa: PLC0415 - after the first paint

    try:
        program.house.end()
    except FileProblem as problem:
        return str(problem)
    return ""


def dressed(look: FirstLook) -> Application:
    """Qt, with the program's name, sign and language."""
    application = Application(["briefpack"])
    application.setApplicationName("briefpack")
    application.setApplicationDisplayName("briefpack")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(PROGRAM_ID)
    application.setWindowIcon(icons.icon("briefpack"))
    speak(window_language(look.language))
    application.setLayoutDirection(direction_of(spoken().tag))
    _translate_qt(application)
    return application


def direction_of(tag: str) -> Qt.LayoutDirection:
    """Which way the window runs in a language; the trial language `qps-rtl` runs as Arabic does."""
    return QLocale("ar" if tag.endswith("-rtl") else tag).textDirection()


def _translate_qt(application: QApplication) -> None:
    """Qt's own words (Cancel, Copy) in the language of the window."""
    translator = QTranslator(application)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(spoken().tag), "qtbase", "_", place):
        application.installTranslator(translator)
