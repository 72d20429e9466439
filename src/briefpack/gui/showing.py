"""The dialogs a window can show, opened here and nowhere else."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from briefpack.gui.actions import Table
from briefpack.gui.house import House
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.session import Session


class Showing(QObject):
    """Each function opens one; its module is loaded then."""

    def __init__(self, window: QWidget, house: House, table: Table) -> None:
        super().__init__(window)
        self._window, self._house, self._table = window, house, table
        self.session: Session | None = None

    def palette(self) -> None:
        """Find a command."""
        from briefpack.gui.palette import Palette  # noqa: PLC0415 - when it is asked for

        palette = Palette(self._table, self._window)
        palette.chosen.connect(lambda name: self._table.action(name).trigger())
        middle = self._window.mapToGlobal(QPoint(self._window.width() // 2, self._window.height() // 8))
        palette.move(middle.x() - palette.width() // 2, middle.y())
        palette.show()

    def help(self) -> None:
        """Keys, templates, first steps."""
        from briefpack.gui.help import HelpSheet  # noqa: PLC0415 - when it is asked for

        HelpSheet(self._window, self._table.rows.values(), self._house.templates.values()).open()

    def tour(self) -> None:
        """The three steps."""
        from briefpack.gui.tour import Tour  # noqa: PLC0415 - when it is asked for

        Tour(self._window).open()

    def about(self) -> None:
        """What is this?"""
        from briefpack.gui.dialogs.about import AboutSheet  # noqa: PLC0415 - when it is asked for

        AboutSheet(self._window, self._house).open()

    def settings(self) -> None:
        """What is remembered for all packs."""
        if self._house.is_ready:
            from briefpack.gui.dialogs.settings import SettingsSheet  # noqa: PLC0415 - when it is asked for

            SettingsSheet(self._window, self._house).open()

    def details(self) -> None:
        """Title, dates, paper, marking and collections of the pack."""
        if self.session is not None:
            from briefpack.gui.dialogs.details import DetailsSheet  # noqa: PLC0415 - when it is asked for

            sheet = DetailsSheet(self._window, self.session.pack, self.session.library)
            sheet.wanted.connect(partial(self._change, self.session))
            sheet.open()

    def export(self) -> None:
        """What will leave, and where to."""
        if self.session is not None:
            from briefpack.gui.dialogs.export import ExportSheet  # noqa: PLC0415 - when it is asked for

            ExportSheet(self._window, self._house, self.session).open()

    def changes(self) -> None:
        """What changed since the last export, or beside another pack."""
        if self.session is not None and self._house.is_ready:
            from briefpack.gui.dialogs.changes import ChangesSheet  # noqa: PLC0415 - when it is asked for

            ChangesSheet(self._window, self._house, self.session).open()

    def _change(self, session: "Session", details: dict[str, Any]) -> None:
        from briefpack.pack.edits import set_details  # noqa: PLC0415 - when it is asked for

        session.do(say("Change the details"), lambda pack: set_details(pack, **details))
