"""A bug showed: what was saved, what one can do, and the report word for word."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say


class CrashSheet(Sheet):
    """The report can be read before it is copied; nothing is sent."""

    def __init__(self, parent: QWidget | None, report: str, kept: bool) -> None:
        saved = (
            say("What you wrote is kept: should the program stop, it is offered at the next start.")
            if kept
            else say("The latest changes could not be kept. Save the pack under another name now.")
        )
        super().__init__(
            parent,
            say("briefpack made a mistake"),
            say(
                "{saved} The report below says where in the program it happened. It has nothing of your pack.",
                saved=saved,
            ),
            key="crash",
        )
        self._report = report
        page = named(QPlainTextEdit(report), say("The report"), key="crash-report")
        page.setReadOnly(True)
        page.setMinimumHeight(theme.em(self, 12))
        self.body.addWidget(page, 1)
        self.button(say("End the program"), QApplication.quit, left=True)
        self.button(say("Copy the report"), self._copy)
        self.button(say("Go on working"), self.accept, primary=True)
        self.fits = False
        self.resize(theme.em(self, 44), theme.em(self, 30))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        announce(self, say("The report is in the clipboard."))
