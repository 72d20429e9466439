"""The language of a new pack: chosen beside the templates, shown in the details, said to be unreviewed there."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefpack.gui.dialogs.details import DetailsSheet
from briefpack.gui.house import House
from briefpack.gui.start import StartWindow
from briefpack.language import NAMES
from briefpack.pack.edits import set_details
from briefpack.pack.pack import Pack

NOT_REVIEWED = "translation not reviewed by a native speaker"


@pytest.fixture
def start(qtbot: QtBot, house: House) -> StartWindow:
    start = StartWindow(house)
    qtbot.addWidget(start)
    return start


def test_the_languages_go_by_their_own_names(start: StartWindow) -> None:
    box = start.choosing.language.box
    assert [box.itemText(place) for place in range(box.count())] == list(NAMES.values())
    assert box.currentData() == start.choosing.language.tag == "en"


def test_all_but_english_say_that_nobody_has_reviewed_them(start: StartWindow) -> None:
    choice = start.choosing.language
    for place, tag in enumerate(NAMES):
        choice.box.setCurrentIndex(place)
        wanted = "" if tag == "en" else NOT_REVIEWED
        assert (choice.tag, choice._caution.text()) == (tag, wanted)
        assert choice.box.accessibleDescription() == wanted


def test_a_template_is_wanted_with_the_language(start: StartWindow, qtbot: QtBot) -> None:
    choosing = start.choosing
    choosing.language.box.setCurrentIndex(choosing.language.box.findData("ko"))
    choosing._add_places()
    choosing.cards[0].show_template("one-page-brief", "One-page brief", "For the principal")
    with qtbot.waitSignal(start.template_wanted) as wanted:
        choosing.cards[0].click()
    assert wanted.args == ["one-page-brief", "ko"]


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en", "English"), ("ar", f"العربية – {NOT_REVIEWED}"), ("fa", "fa")],
)
def test_the_details_show_the_language_and_why_it_stays(start: StartWindow, house: House, tag: str, words: str) -> None:
    pack = set_details(Pack(id="p", template="t", title="T", as_of="2026-11-22"), language=tag)
    sheet = DetailsSheet(start, pack, house.library)
    line = sheet.findChild(QLabel, "details-language")
    assert isinstance(line, QLabel)
    assert line.text() == line.accessibleName() == words
    assert "make a new pack" in line.toolTip()
    sheet.reject()
