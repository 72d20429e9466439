"""The settings, made from their one table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefpack.app.settings import SETTINGS, Setting
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.house import House
from briefpack.language import say


class SettingsSheet(Sheet):
    """Colours and sizes are seen at once; Cancel takes them back."""

    def __init__(self, parent: QWidget, house: House) -> None:
        super().__init__(parent, say("Settings"), say("They hold for all packs on this computer."), key="settings")
        self._house = house
        self._readers: dict[str, Callable[[], Any]] = {}
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(self, 0.9))
        form.setHorizontalSpacing(theme.em(self, 1.5))
        self.body.addLayout(form)
        for setting in SETTINGS:
            if setting.label and setting.kind in _FIELDS:
                self._add(form, setting)
        where = say("Kept in {path}", path=house.settings.path)
        note = named(QLabel(where), where, key="settings-where")
        note.setProperty("role", "small")
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.button(say("Cancel"), self.reject)
        self.button(say("Keep these settings"), self._keep, primary=True)
        self.setMinimumWidth(theme.em(self, 36))
        first = form.itemAt(0, QFormLayout.ItemRole.LabelRole)
        label = first.widget() if first is not None else None
        if isinstance(label, QLabel) and (field := label.buddy()) is not None:
            field.setFocus()

    def _add(self, form: QFormLayout, setting: Setting[Any]) -> None:
        field, read = _FIELDS[setting.kind](setting, self._house.settings[setting])
        self._readers[setting.key] = read
        words = say(setting.label)
        label = named(QLabel(words), words, key=f"label-{setting.key}")
        label.setBuddy(field)
        column = QVBoxLayout()
        column.setSpacing(theme.em(self, 0.2))
        column.addWidget(field)
        if setting.hint:
            hint = named(QLabel(say(setting.hint)), say(setting.hint), key=f"hint-{setting.key}")
            hint.setProperty("role", "small")
            hint.setWordWrap(True)
            column.addWidget(hint)
        form.addRow(label, column)

    def _keep(self) -> None:
        for setting in SETTINGS:
            if setting.key in self._readers:
                value = self._readers[setting.key]()
                if value != self._house.settings[setting]:
                    self._house.settings.put(setting, value)
        self.accept()
        self._house.dress()
        self._house.keep_settings()


Field = tuple[QWidget, Callable[[], Any]]


def _choice(setting: Setting[Any], value: Any) -> Field:
    box = named(QComboBox(), say(setting.label), key=f"setting-{setting.key}")
    for allowed, words in setting.allowed:
        box.addItem(say(words), allowed)
    box.setCurrentIndex(max(0, box.findData(value)))
    return box, box.currentData


def _flag(setting: Setting[Any], value: Any) -> Field:
    switch = named(QCheckBox(), say(setting.label), key=f"setting-{setting.key}")
    switch.setChecked(bool(value))
    return switch, switch.isChecked


def _folder(setting: Setting[Any], value: Any) -> Field:
    whole = named(QWidget(), say(setting.label), key=f"setting-{setting.key}-row")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    field = named(QLineEdit(str(value)), say(setting.label), key=f"setting-{setting.key}")
    field.setPlaceholderText(say("none"))
    choose = named(QPushButton(say("Choose…")), say("Choose a folder"), key=f"setting-{setting.key}-choose")
    choose.setAutoDefault(False)
    choose.clicked.connect(partial(_choose_folder, field))
    row.addWidget(field, 1)
    row.addWidget(choose)
    whole.setFocusProxy(field)
    return whole, field.text


def _choose_folder(field: QLineEdit) -> None:
    dialog = QFileDialog(field, say("Choose a folder"), field.text())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(field.setText)
    dialog.open()


_FIELDS: dict[str, Callable[[Setting[Any], Any], Field]] = {"choice": _choice, "flag": _flag, "folder": _folder}
