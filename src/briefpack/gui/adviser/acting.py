"""What is done about findings: each an edit with a label, so that it can be undone."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from briefpack.app import clearance
from briefpack.app.session import Session
from briefpack.app.settings import INITIALS, Settings
from briefpack.gui import house
from briefpack.gui.access import announce
from briefpack.gui.adviser.advised import Line
from briefpack.gui.dialogs.sheet import tell
from briefpack.language import say
from briefpack.pack.clearing import clear, unwaive, waive, withdraw
from briefpack.pack.edits import Edit
from briefpack.pack.pack import PackError, Waiver

#: Of offending words, what a waiver keeps.
_MOST = 400


class Acting(QObject):
    """Fixes, waives and clears in one session."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._settings, self._parent = session, settings, parent

    def fix(self, line: Line) -> None:
        """Do what the finding offers."""
        if line.finding.fix is not None:
            self._do(line.finding.fix.label, line.finding.fix.edit)

    def waive(self, line: Line) -> None:
        """Ask for initials and a reason; a block cannot be waived, and it says why."""
        if line.severity == "block":
            words = say(
                "{rule} {name} keeps a pack from leaving as final: mend it, or send the pack on as a draft. "
                "Warnings and notes can be waived.",
                rule=line.finding.rule,
                name=line.name,
            )
            tell(self._parent, words, say("A block cannot be waived"))
            return
        from briefpack.gui.adviser.sheets import WaiveSheet  # noqa: PLC0415 - when it is asked for

        sheet = WaiveSheet(self._parent, line, self._blank(line), self._settings[INITIALS])
        sheet.wanted.connect(self._take_waiver)
        sheet.withdrawn.connect(partial(self._do, say("Withdraw the waiver"), unwaive(line.key)))
        sheet.open()

    def _blank(self, line: Line) -> Waiver:
        """The waiver before it is signed; `checked` puts in what was typed."""
        day = house.now().date().isoformat()
        finding = line.finding
        return Waiver.model_construct(
            rule=finding.rule, key=line.key, name=line.name[:_MOST], words=finding.words[:_MOST],
            initials="", reason="", on=day,
        )  # fmt: skip

    def _take_waiver(self, waiver: Waiver) -> None:
        self._settings.put(INITIALS, waiver.initials)
        self._do(say("Waive a finding"), waive(waiver))

    def clear(self, lines: Iterable[Line]) -> None:
        """Ask for initials and release the pack; refused while something stands in the way, which is named."""
        from briefpack.gui.adviser.sheets import ClearSheet, RefusedSheet  # noqa: PLC0415 - when it is asked for

        lines = tuple(lines)
        pack = self._session.pack
        left = {finding.key for finding in clearance.in_the_way(pack, [line.finding for line in lines])}
        if left:
            RefusedSheet(self._parent, tuple(line for line in lines if line.key in left)).open()
            return
        sheet = ClearSheet(self._parent, self._settings[INITIALS], lines, clearance.history(pack))
        sheet.wanted.connect(self._clear)
        sheet.open()

    def _clear(self, initials: str) -> None:
        self._settings.put(INITIALS, initials)
        self._do(say("Clear the pack"), clear(initials, clearance.minute(house.now())))
        announce(self._parent, clearance.stamp(self._session.pack).words)

    def withdraw_clearance(self) -> None:
        """The pack is not cleared any more."""
        if self._session.pack.cleared is not None:
            self._do(say("Withdraw the clearance"), withdraw)
        else:
            announce(self._parent, say("This pack is not cleared."))

    def _do(self, label: str, edit: Edit) -> None:
        try:
            self._session.do(label, edit)
        except PackError as error:
            tell(self._parent, str(error))
