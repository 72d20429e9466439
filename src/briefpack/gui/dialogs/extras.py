"""What goes with an exported PDF: the pack inside it, and a copy that asks for a password."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.language import say


class Extras(QWidget):
    """Two switches with what they mean. A public PDF never carries its pack."""

    #: The file is to be made anew.
    carrying_changed = Signal()
    #: Whether it may be written (`problem`) is to be asked again.
    password_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("What goes with it"), key="export-extras")
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, theme.em(self, 0.5), 0, 0)
        self._body.setSpacing(theme.em(self, 0.3))
        self.pack_switch = self._switch(say("The PDF carries its pack"), "export-carry")
        self.pack_switch.setChecked(True)
        self._pack_note = self._note("export-carry-note")
        self.copy_switch = self._switch(say("Also a copy that asks for a password"), "export-copy")
        self._copy_note = self._note("export-copy-note")
        words = say(
            "A second file beside the first (AES-256). It is no PDF/A and not for archives: keep the first one."
        )
        self._copy_note.setText(words)
        self._copy_note.setAccessibleName(words)
        self.password_field = self._field(say("Password"), "export-password")
        self.again_field = self._field(say("The password once more"), "export-password-again")
        self.show_copy(False)
        self.show_audience("principal")
        self.pack_switch.toggled.connect(self._tell_carrying)
        self.copy_switch.toggled.connect(self.show_copy)
        for field in (self.password_field, self.again_field):
            field.textEdited.connect(self._tell_password)

    @property
    def with_pack(self) -> bool:
        """Whether the PDF carries its pack; for the public it never does."""
        return self.pack_switch.isEnabled() and self.pack_switch.isChecked()

    @property
    def password(self) -> str:
        """The password of the copy; "" when there is to be none."""
        return self.password_field.text() if self.copy_switch.isChecked() else ""

    @property
    def problem(self) -> str:
        """Why nothing can be written yet, in words; "" when it can."""
        if not self.copy_switch.isChecked():
            return ""
        if not (self.password_field.text() and self.again_field.text()):
            return say("Type the password of the copy, twice.")
        if self.password_field.text() != self.again_field.text():
            return say("The two passwords differ.")
        return ""

    def show_audience(self, audience: str) -> None:
        """The public gets a manifest and no pack."""
        public = audience == "public"
        self.pack_switch.setEnabled(not public)
        if public:
            words = say("A public PDF carries a list of what it shows instead, with digests of the words; no pack.")
        else:
            words = say("Its reader can verify every quotation and open the pack; your private notes are not in it.")
        self._pack_note.setText(words)
        self._pack_note.setAccessibleName(words)

    def show_copy(self, wanted: bool) -> None:
        """The fields of the password, where there is to be a copy."""
        for widget in (self.password_field, self.again_field):
            widget.setVisible(wanted)
            if not wanted:
                widget.clear()
        if wanted:
            self.password_field.setFocus()
        self.password_changed.emit()

    def _tell_carrying(self, _checked: bool) -> None:
        self.carrying_changed.emit()

    def _tell_password(self, _text: str) -> None:
        self.password_changed.emit()

    def _switch(self, words: str, key: str) -> QCheckBox:
        made = named(QCheckBox(words), words, key=key)
        self._body.addWidget(made)
        return made

    def _note(self, key: str) -> QLabel:
        note = named(QLabel(), "", key=key)
        note.setWordWrap(True)
        note.setProperty("role", "small")
        note.setContentsMargins(theme.margins(theme.em(self, 1.6), 0, 0, theme.em(self, 0.4)))
        self._body.addWidget(note)
        return note

    def _field(self, words: str, key: str) -> QLineEdit:
        field = named(QLineEdit(), words, key=key)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setPlaceholderText(words)
        self._body.addWidget(field)
        return field


def copy_beside(path: Path) -> Path:
    """A name for the copy beside the PDF that no file has yet."""
    made = path.with_name(say("{name} (with a password)", name=path.stem) + path.suffix)
    number = 2
    while made.exists():
        made = path.with_name(say("{name} (with a password {number})", name=path.stem, number=number) + path.suffix)
        number += 1
    return made
