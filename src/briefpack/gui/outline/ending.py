"""How a dialog of the pack pane ends: with its own words for yes, or with Cancel."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from briefpack.gui.access import named
from briefpack.language import say


def ending(dialog: QDialog, words: str, key: str, yes: str, accept: Callable[[], object]) -> QDialogButtonBox:
    """The buttons at the foot: `words` calls `accept`, Cancel leaves. `key` begins their names, `yes` ends one."""
    box = named(QDialogButtonBox(dialog), say("Finish"), key=f"{key}-ending")
    take = named(QPushButton(words, dialog), words, key=f"{key}-{yes}")
    take.setProperty("role", "primary")
    leave = named(QPushButton(say("Cancel"), dialog), say("Cancel"), key=f"{key}-cancel")
    box.addButton(take, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(accept)
    box.rejected.connect(dialog.reject)
    return box
