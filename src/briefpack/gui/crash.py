"""Where every error ends that nobody foresaw: what was typed is saved first, then one dialog explains."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication

#: After so many crashes in one run only the first dialogs are shown: a crash in painting would never end.
_MOST = 3


class CrashHandler(QObject):
    """Catches what reaches the top, on any thread. `keep` saves what was typed and says whether that worked."""

    #: An error a user can do something about; a report and whether what was typed is kept.
    known = Signal(object)
    crashed = Signal(str, bool)
    _arrived = Signal(object)

    def __init__(self, parent: QObject, keep: Callable[[], bool], actions: Callable[[], list[str]]) -> None:
        super().__init__(parent)
        self._keep, self._actions = keep, actions
        self._seen = 0
        self._arrived.connect(self._judge)

    def install(self) -> None:
        """From now on this process's."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(self._heard)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._arrived.emit(error.with_traceback(trace))

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _heard(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        """Qt's own messages: shown to whoever started the program in a terminal; before the worst, all is saved."""
        if kind is QtMsgType.QtFatalMsg:
            self._keep()
        if kind is not QtMsgType.QtDebugMsg and sys.stderr is not None:
            print(f"Qt ({context.category}): {words}", file=sys.stderr)

    def _judge(self, error: BaseException) -> None:
        from briefpack.app.errors import KNOWN_ERRORS  # noqa: PLC0415 - after the first paint

        if isinstance(error, KNOWN_ERRORS):
            self.known.emit(error)
            return
        from briefpack.app.crash import report  # noqa: PLC0415 - when it is needed

        kept = self._keep()
        self._seen += 1
        text = report(error, qt_version=qVersion(), actions=self._actions())
        if sys.stderr is not None:
            print(text, file=sys.stderr)
        if self._seen <= _MOST:
            self.crashed.emit(text, kept)
