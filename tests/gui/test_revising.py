"""The notice of revised facts: above the panes, with what changed, taken as one step and undone."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import own_fact

from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.house import House
from briefpack.gui.window import Window
from briefpack.library.own import OwnLibrary


def notice(window: Window) -> str:
    label = window._banner.findChild(QLabel, "banner-words")
    return label.text() if isinstance(label, QLabel) and window._banner.isVisible() else ""


def press(where: object, words: str) -> None:
    assert isinstance(where, Window | Sheet)
    next(each for each in where.findChildren(QPushButton) if each.text() == words and each.isVisible()).click()


def test_a_revised_fact_is_told_shown_taken_and_undone(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary
) -> None:
    session = window.session
    assert session is not None
    window._revising.look()
    qtbot.waitUntil(lambda: not house.jobs.busy, timeout=20_000)
    assert notice(window) == ""
    own.change(*own_fact("89"))
    window._revising.look()
    qtbot.waitUntil(lambda: bool(notice(window)), timeout=20_000)
    assert notice(window) == "1 fact of your own was revised since this pack took it."
    press(window, "Show…")
    sheet = next(each for each in window.findChildren(Sheet) if each.isVisible())
    told = [label.text() for label in sheet.findChildren(QLabel)]
    assert told[-2:] == ["Votes in favour", "Value: “88” is now “89”."]
    press(sheet, "Update the pack")
    assert session.history.undo_label == "Update 1 fact of your own"
    assert notice(window) == ""
    item = session.evidence.get("own-statistic-1")
    assert getattr(item, "value", None) == 89
    window.undo()
    assert getattr(session.evidence.get("own-statistic-1"), "value", None) == 88
    qtbot.waitUntil(lambda: bool(notice(window)), timeout=20_000)
    press(window, "Update it")
    assert getattr(session.evidence.get("own-statistic-1"), "value", None) == 89


def test_a_notice_that_was_put_away_does_not_come_back_by_itself(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary
) -> None:
    own.change(*own_fact("89"))
    window._revising.look()
    qtbot.waitUntil(lambda: bool(notice(window)), timeout=20_000)
    window._banner.hide()
    window._revising.look()
    qtbot.waitUntil(lambda: not house.jobs.busy, timeout=20_000)
    assert notice(window) == ""
