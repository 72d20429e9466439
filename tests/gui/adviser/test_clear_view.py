"""The view for clearing: what steps aside, what E brings, and that all comes back as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.adviser.conftest import choose

from briefpack.gui.adviser.pane import AdviserPane
from briefpack.gui.outline.text_edit import OwnTextEdit
from briefpack.gui.panes import Panes
from briefpack.gui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def panes(window: Window, pane: AdviserPane) -> Panes:
    assert window.panes is not None
    return window.panes


def order(panes: Panes) -> list[str]:
    found = [panes.widget(place) for place in range(panes.count())]
    return [each.objectName() for each in found if each is not None and each.isVisible()]


def test_pages_stand_at_the_left_and_findings_at_the_right(window: Window, panes: Panes) -> None:
    before, sizes = order(panes), panes.sizes()
    window.table.action("adviser-view").trigger()
    assert order(panes) == ["page-pane", "column"]
    assert not panes.outline.isVisible()
    assert QApplication.focusWidget() is panes.adviser.view
    assert panes.adviser.head.clear_button.isVisible()
    window.table.action("adviser-view").trigger()
    assert order(panes) == before
    assert panes.sizes() == sizes
    assert panes.outline.isVisible()


def test_e_brings_the_editor_and_esc_the_findings(qtbot: QtBot, window: Window, panes: Panes) -> None:
    window.table.action("adviser-view").trigger()
    choose(panes.adviser, "R22")
    qtbot.keyClick(panes.adviser.view, Qt.Key.Key_E)
    editor = QApplication.focusWidget()
    assert isinstance(editor, OwnTextEdit)
    assert panes.outline.isVisible()
    assert "199 accepted" in editor.toPlainText()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is panes.adviser.view)
    assert not panes.outline.isVisible()


def test_a_key_for_another_pane_leaves_it(window: Window, panes: Panes) -> None:
    window.table.action("adviser-view").trigger()
    window.go_to_library()
    assert panes.library.isVisible()
    assert not window.table.action("adviser-view").isChecked()


def test_f6_goes_through_what_is_shown(window: Window, panes: Panes) -> None:
    window.table.action("adviser-view").trigger()
    visited = []
    for _ in range(3):
        window.table.action("next-pane").trigger()
        visited.append(panes.place_of_focus())
    assert visited == [2, 3, 2]


def test_an_entry_without_findings_shows_what_it_rests_on(window: Window, panes: Panes) -> None:
    window.table.action("adviser-view").trigger()
    entry = next(
        entry.id
        for section in window.session.pack.sections  # type: ignore[union-attr]
        for entry in section.entries
        if entry.item == "st-upr3-received" or (entry.item and entry.item.startswith("st-"))
    )
    panes.pages.entry_chosen.emit(entry)
    assert panes.adviser.detail.entry == entry
    assert "paragraph" in panes.adviser.detail.text.toPlainText()
