"""Everything the window can do stands in one table, and is reached from the keyboard."""

from collections import Counter

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from briefpack.gui.actions import Action, menus, tip, window_rows
from briefpack.gui.palette import Palette, answers, closeness
from briefpack.gui.window import Window


def clashes(rows: list[Action]) -> list[str]:
    keys = [(row, QKeySequence(row.keys)) for row in rows if row.keys]
    return [
        f"{row.id} and {other.id}: {row.keys}"
        for place, (row, mine) in enumerate(keys)
        for other, theirs in keys[place + 1 :]
        if mine.matches(theirs) != QKeySequence.SequenceMatch.NoMatch
        or theirs.matches(mine) != QKeySequence.SequenceMatch.NoMatch
    ]


def test_no_two_shortcuts_clash(window: Window) -> None:
    assert clashes(list(window.table.rows.values())) == []


def test_every_shortcut_is_a_key_that_exists() -> None:
    assert [row.id for row in window_rows() if row.keys and QKeySequence(row.keys).isEmpty()] == []


def test_no_two_actions_share_their_words(window: Window) -> None:
    words = Counter(row.words for row in window.table.rows.values())
    assert [text for text, count in words.items() if count > 1] == []


def test_every_action_stands_in_a_menu_that_exists(window: Window) -> None:
    assert {row.menu for row in window.table.rows.values()} <= menus().keys()
    shown = {action.objectName() for menu in window.header.fill_menu() for action in menu.actions()}
    assert window.table.rows.keys() <= shown


def test_every_action_is_found_by_its_own_words(window: Window) -> None:
    for name, row in window.table.rows.items():
        assert name in answers(row.words.rstrip("…"), window.table)[:3], row.words


def test_every_function_named_in_the_table_is_there(window: Window) -> None:
    assert all(callable(window.table._function(name)) for name in window.table.rows)


def test_a_tip_says_what_it_does_and_its_keys() -> None:
    rows = {row.id: row for row in window_rows()}
    assert tip(rows["undo"]).startswith("Take back the last step.")
    assert tip(rows["undo"]).endswith("Ctrl+Z")


def test_letters_side_by_side_at_the_start_of_a_word_come_first() -> None:
    assert closeness("xp", "Export PDF…") is not None
    assert closeness("fpd", "Export PDF…") is None
    best, worse = closeness("pdf", "Export PDF…"), closeness("pdf", "Pack details first")
    assert best is not None
    assert worse is None or best < worse


def test_the_palette_runs_what_enter_is_pressed_on(qtbot: QtBot, window: Window) -> None:
    window.showing.palette()
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    field = palette.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "change the tit")
    assert palette.shown()[0] == "title"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.findChild(QLineEdit, "pack-title"))


def test_the_palette_moves_with_the_arrows(qtbot: QtBot, window: Window) -> None:
    palette = Palette(window.table, window)
    qtbot.addWidget(palette)
    field = palette.findChild(QLineEdit)
    heard: list[str] = []
    palette.chosen.connect(heard.append)
    second = palette.shown()[1]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == [second]


def test_a_letter_in_the_palette_makes_no_widget(qtbot: QtBot, window: Window) -> None:
    palette = Palette(window.table, window)
    qtbot.addWidget(palette)
    palette.show()
    before = len(palette.findChildren(QWidget))
    qtbot.keyClicks(palette.findChild(QLineEdit), "page")
    assert 0 < len(palette.shown()) < len(window.table.rows)
    assert len(palette.findChildren(QWidget)) == before < 20


def test_a_command_that_cannot_run_is_listed_and_does_nothing(qtbot: QtBot, window: Window) -> None:
    palette = Palette(window.table, window)
    qtbot.addWidget(palette)
    heard: list[str] = []
    palette.chosen.connect(heard.append)
    field = palette.findChild(QLineEdit)
    qtbot.keyClicks(field, "redo")
    assert palette.shown()[0] == "redo"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == []


def test_undo_and_redo_say_what_they_do(window: Window) -> None:
    assert window.session is not None
    window._retitle("For the minister")
    assert window.table.action("undo").text() == "Undo “Change the title”"
    window.header.label_steps("Write in “Room”", "Write in “The ‘Room’”")
    assert window.table.action("undo").text() == "Undo “Write in ‘Room’”"
    assert window.table.action("redo").text() == "Redo “Write in ‘The “Room”’”"
    window._show_state()
    window.table.action("undo").trigger()
    assert not window.table.action("undo").isEnabled()
    assert window.table.action("redo").text() == "Redo “Change the title”"
    window.table.action("redo").trigger()
    assert window.session.pack.title == "For the minister"


def test_undo_in_the_title_field_is_the_packs(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    before = window.session.pack.title
    window.header.edit_title()
    field = window.findChild(QLineEdit, "pack-title")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "New words")
    assert window.session.pack.title == "New words"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.pack.title == field.text() == before


def test_an_empty_title_is_not_taken(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    before = window.session.pack.title
    window.header.edit_title()
    field = window.findChild(QLineEdit, "pack-title")
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.pack.title == field.text() == before


def test_f6_goes_round_the_panes(window: Window) -> None:
    assert window.panes is not None
    window.activateWindow()
    window.go_to_pages()
    visited = []
    for _ in range(4):
        window.table.action("next-pane").trigger()
        visited.append(window.panes.place_of_focus())
    assert visited == [0, 1, 3, 2]  # the adviser stands under the pack, before the pages


def test_menus_show_keys_and_lines_between_groups(window: Window) -> None:
    menu = next(menu for menu in window.header.fill_menu() if menu.objectName() == "menu-file")
    assert isinstance(menu, QMenu)
    assert sum(action.isSeparator() for action in menu.actions()) >= 3


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would say."""
    heard: list[str] = []
    event = QtGui.QAccessibleAnnouncementEvent
    monkeypatch.setattr(
        QtGui, "QAccessibleAnnouncementEvent", lambda widget, words: heard.append(words) or event(widget, words)
    )
    return heard


def test_an_added_item_is_told_once_with_its_place(window: Window, said: list[str]) -> None:
    assert window.panes is not None
    assert window.session is not None
    event = next(
        item.id
        for item in window.session.library.all("event")
        if all(entry.item != item.id for section in window.session.pack.sections for entry in section.entries)
    )
    window.panes.outline.add_item(event)
    QApplication.processEvents()
    assert len(said) == 1
    assert said[0].startswith("Added")


def test_undoing_is_told(window: Window, said: list[str]) -> None:
    window._retitle("Mine")
    QApplication.processEvents()
    assert said == ["Change the title"]
    window.undo()
    QApplication.processEvents()
    assert len(said) == 2


def test_letters_of_one_step_are_told_once(window: Window, said: list[str]) -> None:
    for words in ("M", "Mi", "Min", "Mine"):
        window._retitle(words)
        QApplication.processEvents()
    assert said == ["Change the title"]
