"""The adviser's pane over the sample: what it lists, where it leads, what its keys do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.adviser import planted
from tests.gui.adviser.conftest import PATIENCE, choose, found
from tests.gui.test_names import unnamed

from briefpack.app.session import Session
from briefpack.app.settings import COLUMN, INITIALS
from briefpack.evidence.sources import Item
from briefpack.gui.adviser.advised import Advised
from briefpack.gui.adviser.pane import AdviserPane
from briefpack.gui.adviser.telling import items_of, resting
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.library.detail import Browser
from briefpack.gui.window import Window
from briefpack.pack.edits import write

REASON = "The mission has the original and agrees."
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def sheet(window: Window, key: str) -> Sheet:
    found = [each for each in window.findChildren(Sheet, key) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def words_of(sheet: Sheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def press(sheet: Sheet, words: str) -> None:
    next(each for each in sheet.findChildren(QPushButton) if each.text() == words).click()


def waive(pane: AdviserPane, window: Window, initials: str = "AB", reason: str = REASON) -> None:
    pane.waive()
    asked = sheet(window, "waive")
    field, text = asked.findChild(QLineEdit, "waive-initials"), asked.findChild(QPlainTextEdit, "waive-reason")
    assert field is not None
    assert text is not None
    field.setText(initials)
    text.setPlainText(reason)
    press(asked, "Waive")


def waive_all(qtbot: QtBot, pane: AdviserPane, window: Window) -> None:
    while any(line.kind == "warn" for line in pane.model.shown):
        pane.view.choose(next(row for row, line in enumerate(pane.model.shown) if line.kind == "warn"))
        waive(pane, window)
    qtbot.waitUntil(lambda: not window.house.jobs.busy, timeout=PATIENCE)


def test_the_worst_comes_first_with_its_page_and_its_rule(pane: AdviserPane) -> None:
    kinds = [line.kind for line in pane.model.shown]
    assert kinds == sorted(kinds, key=["block", "warn", "note", "waived"].index)
    first = pane.model.shown[0]
    assert first.meta == "R22 Status word changed · page 2"
    assert first.spoken.startswith("BLOCK. “199 accepted”: the source says “agreed to review”. R22")
    assert first.spoken.endswith("Fix: Use its words")
    counts = pane.head.findChild(QLabel, "adviser-counts")
    assert counts is not None
    assert counts.text().startswith("ADVISER · 1 block · ")


def test_what_could_not_be_checked_says_so(pane: AdviserPane) -> None:
    undecided = next(line for line in pane.model.shown if not line.finding.decided)
    assert undecided.meta.startswith("Could not check · R35")
    pane.view.choose(pane.model.shown.index(undecided))
    assert "could not check this" in pane.detail.text.toPlainText()


def test_a_finding_shows_its_words_its_reason_and_the_passage_beside_it(pane: AdviserPane) -> None:
    choose(pane, "R22")
    shown = pane.detail.text.toPlainText()
    assert "Of 262 recommendations 199 accepted." in shown
    assert "agreed to review 199 of these" in shown
    assert "KEI 2019 · paragraph" in shown
    assert "Status word changed is what a senior adviser asks about first" in shown


def test_choosing_a_finding_chooses_its_entry_and_shows_it_on_the_page(
    window: Window, pane: AdviserPane, bottom_line: str
) -> None:
    assert window.panes is not None
    choose(pane, "R22")
    outline, pages = window.panes.outline, window.panes.pages
    assert outline.model.key(outline.view.currentIndex()) == bottom_line
    assert pages.view._outlined == pages._places_now().boxes(bottom_line)


def test_letters_go_through_the_list(qtbot: QtBot, pane: AdviserPane) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Home)
    for key, row in ((Qt.Key.Key_J, 1), (Qt.Key.Key_J, 2), (Qt.Key.Key_K, 1), (Qt.Key.Key_K, 0), (Qt.Key.Key_K, 0)):
        qtbot.keyClick(pane.view, key)
        assert pane.view.currentIndex().row() == row
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.view.currentIndex().row() == pane.model.rowCount() - 1


def test_a_fix_is_one_key_and_one_step_back(qtbot: QtBot, pane: AdviserPane, session: Session) -> None:
    choose(pane, "R22")
    before = session.pack
    qtbot.keyClick(pane.view, Qt.Key.Key_F)
    assert session.history.undo_label == "Use its words"
    found(qtbot, pane, "R22", 0)
    # The next one has its place.
    assert pane.view.currentIndex().row() == 0
    session.undo()
    assert session.pack == before
    found(qtbot, pane, "R22")


def test_the_source_is_shown_in_full_and_goes_again(qtbot: QtBot, pane: AdviserPane) -> None:
    choose(pane, "R22")
    qtbot.keyClick(pane.view, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: "Given by:" in pane.detail.text.toPlainText(), timeout=PATIENCE)
    qtbot.keyClick(pane.view, Qt.Key.Key_O)
    assert "Given by:" not in pane.detail.text.toPlainText()


def test_a_waiver_asks_for_initials_and_a_reason(pane: AdviserPane, window: Window, session: Session) -> None:
    choose(pane, "R16")
    pane.waive()
    asked = sheet(window, "waive")
    assert unnamed(asked) == []
    hint, text = asked.findChild(QLabel, "waive-hint"), asked.findChild(QPlainTextEdit, "waive-reason")
    assert hint is not None
    assert text is not None
    assert hint.text() == "At least 10 characters: 10 more."
    text.setPlainText("Seen it")
    assert hint.text() == "At least 10 characters: 3 more."
    press(asked, "Waive")
    assert "Give initials: one to eight characters without a space." in words_of(asked)
    asked.findChild(QLineEdit, "waive-initials").setText("AB")  # type: ignore[union-attr]
    press(asked, "Waive")
    assert "Give the reason in at least 10 characters." in words_of(asked)
    assert session.pack.waivers == ()
    asked.reject()


def test_a_waived_finding_goes_to_the_end_and_comes_back(pane: AdviserPane, window: Window, session: Session) -> None:
    choose(pane, "R16")
    key = pane.model.shown[pane.view.currentIndex().row()].finding.key
    waive(pane, window)
    line = pane.model.shown[pane.model.row_of(key)]
    assert line.kind == "waived"
    assert line.meta.endswith("waived by AB")
    assert pane.model.shown[-1].kind == "waived"
    assert window.house.settings[INITIALS] == "AB"
    waiver = session.pack.waivers[0]
    assert (waiver.rule, waiver.name, waiver.reason) == ("R16", "Old quote used as current", REASON)
    pane.view.choose(pane.model.row_of(key))
    pane.waive()
    press(sheet(window, "waive"), "Withdraw the waiver")
    assert session.pack.waivers == ()
    assert session.history.undo_label == "Withdraw the waiver"


def test_a_block_cannot_be_waived_and_it_says_why(pane: AdviserPane, window: Window, session: Session) -> None:
    choose(pane, "R22")
    pane.waive()
    told = sheet(window, "problem")
    assert "R22 Status word changed keeps a pack from leaving as final" in words_of(told)
    told.accept()
    assert session.pack.waivers == ()


def test_kinds_narrow_the_list(pane: AdviserPane) -> None:
    whole = pane.model.rowCount()
    pane.head.chips["note"].setChecked(True)
    assert {line.kind for line in pane.model.shown} == {"note"}
    pane.head.chips["block"].setChecked(True)
    assert {line.kind for line in pane.model.shown} == {"block", "note"}
    for kind in ("note", "block"):
        pane.head.chips[kind].setChecked(False)  # type: ignore[index]
    assert pane.model.rowCount() == whole


def test_what_was_checked_is_told_only_when_it_was(pane: AdviserPane) -> None:
    pane.show_advised(Advised(rules={rule.id: rule for rule in planted.RULES}))
    assert pane.message.text().startswith("Nothing found. What was checked: 4 rules on sources")
    pane.show_advised(Advised())
    assert pane.message.text() == "Nothing was checked: there are no rules."
    pane.show_advised(Advised(trouble="There is no profile “x”."))
    assert pane.message.text() == "The pack could not be examined: There is no profile “x”."
    pane.clear_pack()
    assert QApplication.activeModalWidget() is None


def test_marks_follow_what_is_found(
    qtbot: QtBot, window: Window, pane: AdviserPane, session: Session, bottom_line: str
) -> None:
    assert window.panes is not None
    model, margin = window.panes.outline.model, window.panes.pages.view.margin
    index = model.index_of(bottom_line)
    assert model.marks[bottom_line].severity == "block"
    assert model.marks[model.section_at(index)].severity == "block"
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.endswith("BLOCK: “199 accepted”: the source says “agreed to review”.")
    assert [mark.words for mark in margin._marks if mark.severity == "block"] == [model.marks[bottom_line].words]
    mark = next(mark for mark in margin._marks if mark.severity == "block")
    window.panes.pages.show_entry(bottom_line)
    assert margin.words_at(margin.place(mark).center().toPoint()) == mark.words
    session.do("Write", lambda pack: write(pack, bottom_line, "Nothing."))
    found(qtbot, pane, "R22", 0)
    qtbot.waitUntil(lambda: bottom_line not in model.marks)
    assert all(mark.severity != "block" for mark in margin._marks)


def test_a_waived_finding_leaves_no_mark(qtbot: QtBot, pane: AdviserPane, window: Window) -> None:
    assert window.panes is not None
    choose(pane, "R16")
    entry = pane.model.shown[pane.view.currentIndex().row()].finding.place.entry
    marks = window.panes.outline.model
    assert entry in marks.marks
    waive(pane, window)
    qtbot.waitUntil(lambda: entry not in marks.marks)


def test_a_pack_is_cleared_only_when_nothing_is_open(
    qtbot: QtBot, pane: AdviserPane, window: Window, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.clear_pack()
    refused = sheet(window, "refused")
    assert "neither fixed nor waived" in words_of(refused)
    assert "BLOCK · “199 accepted”" in words_of(refused)
    assert unnamed(refused) == []
    refused.accept()
    choose(pane, "R22")
    pane.fix()
    found(qtbot, pane, "R22", 0)
    waive_all(qtbot, pane, window)
    pane.clear_pack()
    asked = sheet(window, "clear")
    assert unnamed(asked) == []
    press(asked, "Clear the pack")
    assert session.pack.cleared is not None
    assert pane.head.stamp.text().startswith("Cleared by AB, ")
    assert pane.head.stamp.text().endswith(" UTC")
    status = window.status.findChild(QLabel, "status-stamp")
    assert status is not None
    assert status.text() == pane.head.stamp.text()
    window._retitle("Another title")
    assert status.text() == pane.head.stamp.text() == "CHANGED SINCE CLEARANCE"
    window.undo()
    assert status.text().startswith("Cleared by AB")
    pane.acting.withdraw_clearance()
    assert status.text() == "Not cleared"


def test_what_was_not_examined_is_not_cleared(
    qtbot: QtBot, pane: AdviserPane, window: Window, session: Session, bottom_line: str
) -> None:
    choose(pane, "R22")
    pane.fix()
    found(qtbot, pane, "R22", 0)
    waive_all(qtbot, pane, window)
    session.do("Write", lambda pack: write(pack, bottom_line, f"Of 262 {planted.WRONG}. [@st-upr3-to-be-reviewed]"))
    pane.clear_pack()  # at once: the list says still that nothing is open
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=PATIENCE)
    assert "BLOCK · “199 accepted”" in words_of(sheet(window, "refused"))
    sheet(window, "refused").accept()


def test_every_figure_is_one_key_from_the_sentence_of_its_source(
    qtbot: QtBot, pane: AdviserPane, session: Session
) -> None:
    pane.view.setFocus()
    pane.view.clearSelection()
    missing = []
    keys = resting(session)
    assert len(keys) > 40
    start = keys[0]
    pane.detail.show_entry(keys[-1], "")
    for key in keys:
        qtbot.keyClick(pane.view, Qt.Key.Key_N)
        shown = pane.detail.text.toPlainText()
        assert pane.detail.entry == key
        for item_id in items_of(session, key)[:3]:
            item = session.evidence.get(item_id)
            assert isinstance(item, Item)
            excerpts = [" ".join(each.excerpt.split()) for each in item.citations[:6] if each.excerpt]
            missing += [words for words in excerpts if words[:40] not in " ".join(shown.split())]
    assert missing == []
    qtbot.keyClick(pane.view, Qt.Key.Key_N)
    assert pane.detail.entry == start


def test_the_share_of_the_adviser_is_remembered(pane: AdviserPane, window: Window) -> None:
    assert window.panes is not None
    column = window.panes.column
    window.table.action("adviser-shown").trigger()
    assert not column.is_open
    assert window.house.settings[COLUMN] == (1000, 0)
    window.table.action("go-adviser").trigger()
    assert column.is_open
    assert QApplication.focusWidget() is pane.view


def test_a_text_in_the_detail_loads_nothing_and_esc_goes_back(qtbot: QtBot, pane: AdviserPane) -> None:
    choose(pane, "R22")
    assert isinstance(pane.detail.text, Browser)
    pane.detail.text.setFocus()
    qtbot.keyClick(pane.detail.text, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is pane.view
