"""What the adviser changes elsewhere: the export says that a draft will leave, the details have the house style, the
help tells of the rules, and a pack without pages is examined all the same."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTextBrowser
from pytestqt.qtbot import QtBot
from tests.gui.adviser.conftest import PATIENCE

from briefpack.adviser.table import RULES
from briefpack.app.advising import profiles
from briefpack.app.session import Session
from briefpack.gui.dialogs.details import DetailsSheet
from briefpack.gui.dialogs.export import ExportSheet
from briefpack.gui.help import HelpSheet, page
from briefpack.gui.window import Window
from briefpack.language import say
from briefpack.pack.edits import set_details, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def exporting(qtbot: QtBot, window: Window) -> ExportSheet:
    window.showing.export()
    sheet = next(each for each in window.findChildren(ExportSheet) if each.isVisible())
    qtbot.waitUntil(sheet.export_button.isEnabled, timeout=PATIENCE)
    return sheet


def test_an_export_of_a_pack_with_blocks_says_that_it_is_a_draft(
    qtbot: QtBot, window: Window, session: Session, bottom_line: str
) -> None:
    sheet = exporting(qtbot, window)
    assert sheet.export_button.text() == "Export…"
    assert not sheet.draft_note.isVisible()
    sheet.reject()
    text = "In 2019 the DPRK accepted 199 of 262 recommendations."
    session.do("Write", lambda pack: write(pack, bottom_line, text))
    qtbot.waitUntil(lambda: not window.house.jobs.busy, timeout=PATIENCE)
    sheet = exporting(qtbot, window)
    assert sheet.export_button.text() == "Export a draft…"
    told = sheet.findChild(QLabel, "export-draft")
    assert told is not None
    assert "R01: No source for" in told.text()
    assert sheet._leaving is not None
    assert sheet._leaving.briefing.furniture.marking.casefold().startswith("draft")
    sheet.reject()


def test_the_house_style_is_chosen_in_the_details(window: Window, session: Session) -> None:
    window.showing.details()
    sheet = next(each for each in window.findChildren(DetailsSheet) if each.isVisible())
    box = sheet.findChild(QComboBox, "profile")
    assert box is not None
    assert box.count() == len(profiles())
    before = session.pack
    sheet._use()
    assert session.pack is before  # looked at, not changed
    window.showing.details()
    sheet = next(each for each in window.findChildren(DetailsSheet) if each.isVisible())
    second = list(profiles())[1]
    sheet.profile_field.setCurrentIndex(sheet.profile_field.findData(second))
    sheet._use()
    assert session.pack.profile == second


def test_a_house_style_that_is_not_here_is_named_and_kept(window: Window, session: Session) -> None:
    session.do("Change the details", lambda pack: set_details(pack, profile="elsewhere"))
    window.showing.details()
    sheet = next(each for each in window.findChildren(DetailsSheet) if each.isVisible())
    assert sheet.profile_field.currentText() == "elsewhere (not on this computer)"
    sheet._use()
    assert session.pack.profile == "elsewhere"


def test_a_house_style_that_is_not_here_is_told_where_findings_would_be(
    qtbot: QtBot, window: Window, session: Session
) -> None:
    session.do("Change the details", lambda pack: set_details(pack, profile="elsewhere"))
    assert window.panes is not None
    message = window.panes.adviser.message
    qtbot.waitUntil(lambda: "There is no profile “elsewhere”" in message.text(), timeout=PATIENCE)


def test_a_pack_without_pages_is_examined_all_the_same(
    qtbot: QtBot, window: Window, session: Session, bottom_line: str
) -> None:
    assert window.panes is not None
    adviser = window.panes.adviser
    session.do("Write", lambda pack: write(pack, bottom_line, "199 accepted \ue123"))
    # The letter is in no font: there are no pages, and so none is named; the wrong word is found even so.
    qtbot.waitUntil(
        lambda: any(line.finding.rule == "R22" and not line.page for line in adviser.model.all), timeout=PATIENCE
    )


def test_the_help_tells_of_every_rule() -> None:
    told = page((), ())
    assert "What the adviser asks" in told
    assert all(f"{rule.id} " in told for rule in RULES)
    narrowed = page((), (), RULES[0].id)
    assert say(RULES[0].name).split()[0] in narrowed
    assert RULES[1].id not in narrowed


def test_the_rules_come_into_the_help_once_the_rest_is_there(qtbot: QtBot, window: Window) -> None:
    window.showing.help()
    sheet = next(each for each in window.findChildren(HelpSheet) if each.isVisible())
    shown = sheet.findChild(QTextBrowser, "help-page")
    field = sheet.findChild(QLineEdit, "help-field")
    assert shown is not None
    assert field is not None
    assert "First steps" in shown.toPlainText()
    qtbot.waitUntil(lambda: RULES[-1].id in shown.toPlainText(), timeout=PATIENCE)
    whole = shown.toPlainText()
    for words in ("quotation", "", "x", ""):  # quicker than the rules come
        field.setText(words)
    qtbot.waitUntil(lambda: shown.toPlainText() == whole, timeout=PATIENCE)
    assert whole.count("What the adviser asks") == 1
