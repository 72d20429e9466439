"""Facts of the user's own: corrected in their form, deleted after a question, and every window follows at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import own_fact

from briefpack.app import build, kept
from briefpack.app.session import Session
from briefpack.briefing.reading import plain_text
from briefpack.evidence.items import Statistic
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.house import House
from briefpack.gui.library.pane import LibraryPane
from briefpack.gui.outline.fact_dialog import FactDialog
from briefpack.gui.window import Window
from briefpack.library.errors import LibraryError
from briefpack.library.own import OwnLibrary
from briefpack.library.query import Query

ID = "own-statistic-1"
PATIENCE = 20_000


@pytest.fixture
def other(qtbot: QtBot, house: House, own: OwnLibrary) -> Iterator[Window]:
    """A second window, with a pack that uses no fact of the user's own."""
    made = Window(house)
    with qtbot.waitExposed(made):
        made.show()
    made.show_pack(
        kept.fresh(build.new_pack("one-page-brief", today="2026-11-22", library=house.library), house.library)
    )
    settle(qtbot, house)
    yield made
    made.filing._leave()
    QApplication.processEvents()


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(lambda: not house.jobs.busy, timeout=PATIENCE)


def library_of(window: Window) -> LibraryPane:
    assert window.panes is not None
    pane = window.panes.library
    assert isinstance(pane, LibraryPane)
    return pane


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def up_close(qtbot: QtBot, window: Window, house: House) -> LibraryPane:
    """The fact, found in the library and shown up close."""
    pane = library_of(window)
    pane.show_query(Query(text="votes in favour", collections=()))
    settle(qtbot, house)
    pane.open_item(ID)
    settle(qtbot, house)
    return pane


def told(pane: LibraryPane) -> str:
    return pane.detail._text.toPlainText()


def titles(pane: LibraryPane) -> list[str]:
    cards = [pane.model.card(row) for row in range(pane.model.rowCount())]
    return [f"{card.lead} {card.title}" for card in cards if card and card.id == ID]


def press(where: object, key: str) -> None:
    assert isinstance(where, LibraryPane | FactDialog)
    button = where.findChild(QPushButton, key)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()


def open_forms(window: Window) -> list[FactDialog]:
    return [each for each in window.findChildren(FactDialog) if each.isVisible()]


def form_in(qtbot: QtBot, window: Window) -> FactDialog:
    qtbot.waitUntil(lambda: bool(open_forms(window)), timeout=PATIENCE)
    return open_forms(window)[0]


def question_in(qtbot: QtBot, window: Window) -> Sheet:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Sheet)), timeout=PATIENCE)
    return next(each for each in window.findChildren(Sheet) if each.isVisible())


def answer(sheet: Sheet, words: str) -> None:
    next(each for each in sheet.findChildren(QPushButton) if each.text() == words).click()


def put(dialog: FactDialog, key: str, words: str) -> None:
    field = dialog.forms[dialog.kind].fields[key]
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(words)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(words)


def notice(window: Window) -> str:
    label = window._banner.findChild(QLabel, "banner-words")
    return label.text() if isinstance(label, QLabel) and window._banner.isVisible() else ""


def value(session: Session) -> object:
    item = session.evidence.get(ID)
    return item.value if isinstance(item, Statistic) else None


def test_a_corrected_fact_is_seen_everywhere_and_offered_to_the_pack(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary, other: Window
) -> None:
    pane, beside = up_close(qtbot, window, house), up_close(qtbot, other, house)
    assert titles(pane) == ["88 Votes in favour"]
    press(pane, "detail-correct")
    dialog = form_in(qtbot, window)
    assert dialog.forms["statistic"].values() == {
        "label": "Votes in favour",
        "value": "88",
        "unit": "votes",
        "status_word": "",
        "as_of": "2025-12-18",
        "not_to_be_read_as": "",
        "source_title": "Record",
        "publisher": "Archive",
        "source_date": "2025",
        "url": "",
        "excerpt": "88 votes, later corrected to 89 votes.",
    }
    assert not any(button.isVisible() for button in dialog.buttons.values())
    assert dialog.focusWidget() is dialog.forms["statistic"].fields["label"]
    put(dialog, "value", "89")
    put(dialog, "source_title", "Corrected record")
    press(dialog, "fact-save")
    qtbot.waitUntil(lambda: bool(notice(window)), timeout=PATIENCE)
    settle(qtbot, house)
    for each in (pane, beside):
        assert titles(each) == ["89 Votes in favour"]
        assert "Corrected record" in told(each)
    assert notice(window) == "1 fact of your own was revised since this pack took it."
    assert notice(other) == ""
    session = session_of(window)
    assert value(session) == 88
    assert "Corrected record" not in plain_text(session.compose())
    assert [item.id for item in own.facts()] == [ID]


def test_what_keeps_a_correction_from_being_a_fact_is_said_beside_its_field(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary
) -> None:
    press(up_close(qtbot, window, house), "detail-correct")
    dialog = form_in(qtbot, window)
    put(dialog, "value", "90")
    press(dialog, "fact-save")
    wrong = dialog.forms["statistic"].wrongs["value"]
    assert wrong.text() == "“Value” does not stand in the passage: 90 must be in the words of the source."
    assert dialog.isVisible()
    put(dialog, "value", "88")
    press(dialog, "fact-save")
    qtbot.waitUntil(lambda: not open_forms(window), timeout=PATIENCE)
    settle(qtbot, house)
    assert own.fact(ID) == own_fact("88").item
    assert notice(window) == ""


def test_a_correction_that_cannot_be_kept_is_one_sentence_and_stays_in_its_form(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(up_close(qtbot, window, house), "detail-correct")
    dialog = form_in(qtbot, window)
    put(dialog, "value", "89")

    def refuse(*_: object) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(own, "change", refuse)
        press(dialog, "fact-save")
        qtbot.waitUntil(dialog.problem.isVisible, timeout=PATIENCE)
    assert dialog.problem.text() == "The disk is full."
    press(dialog, "fact-save")
    qtbot.waitUntil(lambda: not open_forms(window), timeout=PATIENCE)
    assert getattr(own.fact(ID), "value", None) == 89


def test_a_correction_taken_back_by_another_takes_its_notice_with_it(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary
) -> None:
    for typed, said in (("89", True), ("88", False)):
        window._owning.correct(ID)
        dialog = form_in(qtbot, window)
        put(dialog, "value", typed)
        press(dialog, "fact-save")
        qtbot.waitUntil(lambda said=said: bool(notice(window)) is said, timeout=PATIENCE)  # type: ignore[misc]
        settle(qtbot, house)


def test_deleting_names_the_open_packs_and_they_keep_their_copy(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary, other: Window
) -> None:
    pane, beside = up_close(qtbot, window, house), up_close(qtbot, other, house)
    house.open_packs = lambda: [session_of(window), session_of(other)]
    press(beside, "detail-delete")
    sheet = question_in(qtbot, other)
    title = session_of(window).pack.title
    assert sheet.windowTitle() == "Delete this fact from your library?"
    assert sheet.sentence.text() == (
        f"Votes in favour\n\nAn open pack uses it, and keeps its copy, as all packs do that carry it: “{title}”."
        " It cannot be had back: deleting a fact is not undone."
    )
    before = plain_text(session_of(window).compose())
    answer(sheet, "Delete the fact")
    qtbot.waitUntil(lambda: own.fact(ID) is None, timeout=PATIENCE)
    settle(qtbot, house)
    assert titles(pane) == titles(beside) == []
    assert beside.detail.isHidden()
    assert told(pane).startswith("It was deleted from your library: this pack keeps its copy.")
    assert not pane.detail._own.isVisible()
    session = session_of(window)
    assert plain_text(session.compose()) == before
    assert ID in {item.id for item in session.pack_file().items}


def test_a_fact_is_kept_unless_deleting_is_meant(qtbot: QtBot, window: Window, house: House, own: OwnLibrary) -> None:
    pane = up_close(qtbot, window, house)
    pane.list.go_to(pane.model.row_of(ID) or 0)
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    answer(question_in(qtbot, window), "Keep it")
    settle(qtbot, house)
    assert own.fact(ID) is not None


def test_only_facts_of_ones_own_are_corrected_and_deleted(
    qtbot: QtBot, window: Window, house: House, own: OwnLibrary
) -> None:
    pane = library_of(window)
    pane.open_item("ev-2009-12-upr-first")
    settle(qtbot, house)
    assert not pane.detail._own.isVisible()
    for name in ("correct-fact", "delete-fact"):
        window._banner.hide()
        window.table.action(name).trigger()
        settle(qtbot, house)
        assert notice(window).startswith("Choose a fact of your own")
    assert not open_forms(window)
    assert not any(each.isVisible() for each in window.findChildren(Sheet))


def test_the_keyboard_reaches_both(qtbot: QtBot, window: Window, house: House, own: OwnLibrary) -> None:
    up_close(qtbot, window, house)
    rows = window.table.rows
    assert all(not QKeySequence(rows[name].keys).isEmpty() for name in ("correct-fact", "delete-fact"))
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form_in(qtbot, window).reject()
    window.table.action("delete-fact").trigger()
    question_in(qtbot, window).reject()
    settle(qtbot, house)
    assert own.fact(ID) is not None
