"""“Licences”: reached from “What is this?”, walked through by keys, each part beside its text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.test_names import unnamed

from briefpack.app.licences import Notice
from briefpack.app.resources import ResourcesMissingError
from briefpack.gui.dialogs import licences
from briefpack.gui.dialogs.about import AboutSheet
from briefpack.gui.dialogs.licences import LicencesSheet
from briefpack.gui.house import House

PARTS = (
    Notice("pikepdf", "10.17", "MPL-2.0", "pikepdf.txt", "python", "https://pypi.org/project/pikepdf"),
    Notice("Qt", "6.11.3", "LGPL-3.0-only", "LGPL-3.0.txt", "native", within="pyside6-essentials 6.11.3"),
    Notice("Another", "1", "MIT", "none.txt", "native"),
)


@pytest.fixture
def about(qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch) -> AboutSheet:
    monkeypatch.setattr(licences, "notices", lambda: PARTS)
    made = AboutSheet(None, house)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def opened(about: AboutSheet) -> LicencesSheet:
    button = about.findChild(QPushButton, "show-licences")
    assert isinstance(button, QPushButton)
    button.click()
    sheet = about.findChild(LicencesSheet)
    assert isinstance(sheet, LicencesSheet)
    return sheet


def test_it_begins_with_the_first_part_and_its_text(about: AboutSheet) -> None:
    sheet = opened(about)
    assert sheet.parts.currentItem().text() == "pikepdf 10.17"
    assert sheet.about.text() == "MPL-2.0 · https://pypi.org/project/pikepdf"
    assert "Mozilla Public License" in sheet.text.toPlainText()
    assert "GNU Lesser General Public License" in sheet.sentence.text()


def test_keys_lead_from_part_to_part_over_the_headings(qtbot: QtBot, about: AboutSheet) -> None:
    sheet = opened(about)
    qtbot.keyClick(sheet.parts, Qt.Key.Key_Down)
    assert sheet.title.text() == "Qt 6.11.3"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in sheet.text.toPlainText()
    assert sheet.about.text() == "LGPL-3.0-only · inside pyside6-essentials 6.11.3"
    qtbot.keyClick(sheet.parts, Qt.Key.Key_Down)
    assert sheet.text.toPlainText().startswith("The file licences/none.txt is missing")


def test_everything_in_it_has_a_name(about: AboutSheet) -> None:
    assert unnamed(opened(about)) == []


def test_licences_run_from_left_to_right_in_every_language(qapp: QApplication, about: AboutSheet) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        sheet = opened(about)
        assert sheet.text.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert sheet.parts.layoutDirection() is Qt.LayoutDirection.RightToLeft
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_damaged_list_is_told(about: AboutSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> tuple[Notice, ...]:
        raise ResourcesMissingError("The list of licences is damaged.")

    monkeypatch.setattr(licences, "notices", damaged)
    sheet = opened(about)
    assert sheet.sentence.text() == "The list of licences is damaged."
    assert unnamed(sheet) == []
