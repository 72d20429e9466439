"""The library pane, driven as a person drives it: keys, clicks, and what can then be read."""

import re
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from briefpack.app.session import Session
from briefpack.app.settings import ARTICLES_FOLDER, Settings
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import ARTICLES, LATER_FACTS
from briefpack.gui.jobs import Jobs
from briefpack.gui.library import pane as pane_module
from briefpack.gui.library.model import ITEMS
from briefpack.gui.library.pane import LibraryPane
from briefpack.gui.library.popups import DaysPopup, NamePopup
from briefpack.gui.library.values import CHOSEN, ValuesPopup
from briefpack.library.query import Query
from briefpack.pack.edits import add_item, set_details

#: What the offscreen platform says of every window and popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

W = TypeVar("W", bound=QWidget)


def search(qtbot: QtBot, pane: LibraryPane, words: str) -> None:
    """Type, and wait for the answer."""
    pane.line.edit.setFocus()
    pane.line.edit.selectAll()
    with qtbot.waitSignal(pane.finder.found):
        qtbot.keyClicks(pane.line.edit, words)


def show(qtbot: QtBot, pane: LibraryPane, query: Query) -> None:
    with qtbot.waitSignal(pane.finder.found):
        pane.show_query(query)


def look_at(qtbot: QtBot, pane: LibraryPane, item_id: str) -> str:
    """What the view of an item says."""
    pane.open_item(item_id)
    text = child(pane, QTextBrowser, "detail-text")
    qtbot.waitUntil(lambda: pane.detail.item_id == item_id and bool(text.toPlainText()) and not _busy(pane))
    return text.toPlainText().replace("\u00a0", " ")


def _busy(pane: LibraryPane) -> bool:
    return bool(pane.detail._jobs.busy)


def child(pane: QWidget, kind: type[W], key: str) -> W:
    found = pane.findChild(kind, key)
    assert isinstance(found, kind), key
    return found


def ids(pane: LibraryPane) -> list[str]:
    return pane.model.ids(range(min(pane.model.rowCount(), 50)))


def test_typing_finds_and_counts(qtbot: QtBot, pane: LibraryPane) -> None:
    before = pane.model.rowCount()
    search(qtbot, pane, "accountab")
    assert 0 < pane.model.rowCount() < before
    count = child(pane, QWidget, "found-count")
    assert count.property("text").startswith(f"{pane.model.rowCount()} found · ")
    assert child(pane, QAbstractButton, "kind-all").text() == f"All {pane.model.rowCount()}"


def test_of_what_is_typed_fast_the_last_is_shown(qtbot: QtBot, pane: LibraryPane) -> None:
    shown: list[str] = []
    pane.finder.found.connect(lambda found: shown.append(found.query.text))
    for words in ("m", "ma", "mand", "mandate"):
        pane.show_query(Query(text=words))
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(50)
    assert shown == ["mandate"]


def test_a_kind_is_filtered_by_its_chip_and_stated(qtbot: QtBot, pane: LibraryPane) -> None:
    chip = child(pane, QAbstractButton, "kind-quote")
    with qtbot.waitSignal(pane.finder.found):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.text() == f"Quotes {pane.model.rowCount()}"
    assert pane.stated.words.text() == "Only quotes."
    with qtbot.waitSignal(pane.finder.found):
        qtbot.mouseClick(child(pane, QAbstractButton, "kind-all"), Qt.MouseButton.LeftButton)
    assert not chip.isChecked()
    assert pane.stated.isHidden()


def test_a_list_of_values_promises_what_they_give(qtbot: QtBot, pane: LibraryPane) -> None:
    qtbot.mouseClick(child(pane, QAbstractButton, "filter-mechanism"), Qt.MouseButton.LeftButton)
    popup = pane.findChild(ValuesPopup)
    assert popup
    qtbot.keyClicks(popup.search, "commission of")
    row = next(item for item in popup.list.items() if not item.isHidden())
    promised = int(row.text(1))
    with qtbot.waitSignal(pane.finder.found):
        qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert pane.model.rowCount() == promised
    assert row.data(0, CHOSEN)
    assert popup.isVisible()
    popup.close()
    on = child(pane, QAbstractButton, "on-mechanism-commission-of-inquiry")
    assert on.text() == "Commission of Inquiry"
    with qtbot.waitSignal(pane.finder.found):
        qtbot.mouseClick(on, Qt.MouseButton.LeftButton)
    assert pane.query == Query()


def test_several_values_are_chosen_in_one_visit(qtbot: QtBot, pane: LibraryPane) -> None:
    qtbot.mouseClick(child(pane, QAbstractButton, "filter-source"), Qt.MouseButton.LeftButton)
    popup = pane.findChild(ValuesPopup)
    assert popup
    popup.list.enter()
    for _ in range(2):
        with qtbot.waitSignal(pane.finder.found):
            qtbot.keyClick(popup.list, Qt.Key.Key_Space)
        qtbot.keyClick(popup.list, Qt.Key.Key_Down)
    assert len(pane.query.sources) == 2
    assert popup.accessibleName() == popup.list.accessibleName() == "Filter by source"


def test_days_are_typed_and_wrong_ones_refused(qtbot: QtBot, pane: LibraryPane) -> None:
    qtbot.mouseClick(child(pane, QAbstractButton, "filter-dates"), Qt.MouseButton.LeftButton)
    popup = pane.findChild(DaysPopup)
    assert popup
    first, last = child(popup, QLineEdit, "days-from"), child(popup, QLineEdit, "days-to")
    qtbot.keyClicks(first, "2019")
    qtbot.keyClicks(last, "2014")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert "lies before" in popup.wrong.text()
    assert pane.query == Query()
    last.clear()
    qtbot.keyClicks(last, "2020-02")
    with qtbot.waitSignal(pane.finder.found):
        qtbot.keyClick(last, Qt.Key.Key_Return)
    assert (pane.query.date_from, pane.query.date_to) == ("2019", "2020-02")
    assert "dated 2019 – February" in pane.stated.words.text()


def test_enter_adds_what_is_chosen(qtbot: QtBot, pane: LibraryPane) -> None:
    search(qtbot, pane, "mandate")
    qtbot.keyClick(pane.line.edit, Qt.Key.Key_Down)
    assert pane.list.hasFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    added: list[str] = []
    pane.item_wanted.connect(added.append)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert added == ids(pane)[:2]


def test_rows_not_yet_looked_at_are_added_too(qtbot: QtBot, pane: LibraryPane) -> None:
    last = pane.model.rowCount() - 1
    assert last > 150
    added: list[str] = []
    pane.item_wanted.connect(added.append)
    pane.list.rows_wanted.emit((0, last))
    qtbot.waitUntil(lambda: len(added) == 2)


def test_a_double_click_adds_and_opens_nothing(qtbot: QtBot, pane: LibraryPane) -> None:
    added: list[str] = []
    pane.item_wanted.connect(added.append)
    place = pane.list.visualRect(pane.model.index(0, 0)).center()
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert added == ids(pane)[:1]
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    assert pane.detail.isHidden()


def test_the_button_adds_until_the_pack_has_it(qtbot: QtBot, pane: LibraryPane, session: Session) -> None:
    item_id = next(each for each in ids(pane) if each not in pane.model.used)
    row = pane.model.row_of(item_id)
    assert row is not None
    pane.list.scrollTo(pane.model.index(row, 0))
    rect = pane.list.delegate.plus_rect(pane.list.visualRect(pane.model.index(row, 0)))
    button = QPoint(round(rect.center().x()), round(rect.center().y()))
    with qtbot.waitSignal(pane.item_wanted) as added:
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert added.args == [item_id]
    session.do("add", lambda pack: add_item(pack, pack.sections[0].id, item_id))
    assert item_id in pane.model.used
    with qtbot.assertNotEmitted(pane.item_wanted), qtbot.waitSignal(pane.item_opened):
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=button)


def test_a_drag_carries_ids_one_a_line(pane: LibraryPane) -> None:
    carried = pane.model.mimeData([pane.model.index(1, 0), pane.model.index(0, 0)])
    assert bytes(carried.data(ITEMS).data()).decode().split("\n") == ids(pane)[:2]


def test_escape_leads_back_step_by_step(qtbot: QtBot, pane: LibraryPane) -> None:
    qtbot.keyClick(pane.line.edit, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    text = child(pane, QTextBrowser, "detail-text")
    assert pane.detail.isVisible()
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert pane.detail.isHidden()
    assert pane.list.hasFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Escape)
    assert pane.line.edit.hasFocus()


def test_a_slash_goes_to_the_search(qtbot: QtBot, pane: LibraryPane) -> None:
    pane.list.setFocus()
    qtbot.keyClick(pane.list, "/")
    assert pane.line.edit.hasFocus()


def test_nothing_found_says_what_to_do(qtbot: QtBot, pane: LibraryPane) -> None:
    show(qtbot, pane, Query(text="mandate", topics=("songbun",), kinds=("claim",)))
    assert pane.stack.currentWidget() is pane.empty
    assert "with these filters" in pane.empty.title.text()
    button = child(pane, QAbstractButton, "without-filters")
    promised = int(button.text().split()[1])
    with qtbot.waitSignal(pane.finder.found):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == promised > 0
    show(qtbot, pane, Query(text="zebra"))
    assert "not in this dataset" in pane.empty.advice.text()


def test_a_search_is_saved_picked_and_removed(qtbot: QtBot, pane: LibraryPane, settings: Settings) -> None:
    show(qtbot, pane, Query(text="mandate", kinds=("quote",)))
    pane.save_search()
    popup = pane.findChild(NamePopup)
    assert popup
    name = child(popup, QLineEdit, "name-text")
    name.clear()
    qtbot.keyClicks(name, "Renewal")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    show(qtbot, pane, Query())
    menu = pane.searches.menu(pane.query, "", pane)
    picked = next(action for action in menu.actions() if action.text() == "Renewal")
    with qtbot.waitSignal(pane.finder.found):
        picked.trigger()
    assert pane.query == Query(text="mandate", kinds=("quote",))
    assert pane.line.edit.text() == "mandate"
    again = Settings(settings.path)
    assert [search.name for search in pane_module.SavedSearches(again, pane).all] == ["Renewal"]
    pane.searches.remove("Renewal")
    assert pane_module.SavedSearches(Settings(settings.path), pane).all == ()


def test_later_facts_come_with_the_pack_s_switch(qtbot: QtBot, pane: LibraryPane, session: Session) -> None:
    before = pane.model.rowCount()
    with qtbot.waitSignal(pane.finder.found):
        session.do("switch", lambda pack: set_details(pack, collections=(ARTICLES, LATER_FACTS)))
    assert pane.model.rowCount() > before
    assert pane.heading.words.startswith("5 articles · facts to ")
    assert pane.heading.words.endswith("with later public facts ‡")
    with qtbot.waitSignal(pane.finder.found):
        session.undo()
    assert pane.model.rowCount() == before


def test_an_item_up_close_tells_words_chain_and_reasons(qtbot: QtBot, pane: LibraryPane) -> None:
    text = look_at(qtbot, pane, "q-2017-selectively")
    assert "“selectively”" in text
    assert "said this week that the country is “selectively” engaging" in text
    assert "From the speaker to the article" in text
    assert text.index("Tomás Ojea Quintana · address") < text.index("· article")
    assert "[Publisher inferred] Not named in the file." in text
    assert "dispatch [2017], para. 5 of the article as stored (line 9)" in text


def test_remarks_for_editors_are_never_told(qtbot: QtBot, pane: LibraryPane, session: Session) -> None:
    hidden = {"outside_knowledge", "un_symbol", "speaker_id_inferred", "expected_checker_result"}
    for item_id in ("q-2017-selectively", "ev-2003-annual-resolutions-diplomat", "st-upr1-received"):
        item = session.library.get(item_id)
        secrets = [str(value) for name, value in vars(item).items() if name in hidden and value]
        for conflict in session.library.conflicts_of(item_id):
            secrets += [str(value) for name, value in vars(conflict).items() if name in hidden and value]
        text = look_at(qtbot, pane, item_id)
        assert secrets
        assert not [secret for secret in secrets if secret in text]


def test_no_record_id_and_no_handbook_is_told(qtbot: QtBot, pane: LibraryPane) -> None:
    for item_id in ("ev-2024-04-04-hrc-resolution", "ev-2003-annual-resolutions-diplomat", "claim-c1-implemented-all"):
        text = look_at(qtbot, pane, item_id)
        assert not re.search(r"handbook|\b(?:ev|q|st|cf|pos)-[a-z0-9]+-|\b00[0-4]\b", text)


def test_conflicts_stand_with_both_passages(qtbot: QtBot, pane: LibraryPane) -> None:
    text = look_at(qtbot, pane, "ev-2003-annual-resolutions-diplomat")
    assert "Since when are there yearly resolutions?" in text
    assert "“annually since 2004”" in text
    assert "“(2005-present)”" in text


def test_words_not_for_public_use_wait_to_be_asked_for(qtbot: QtBot, pane: LibraryPane, session: Session) -> None:
    found = session.library.get("q-2023-kcna-insult")
    assert isinstance(found, Quote)
    text = child(pane, QTextBrowser, "detail-text")
    for item_id in (found.id, "ev-2023-08-19-kcna"):
        assert found.text not in look_at(qtbot, pane, item_id)
        text.anchorClicked.emit("words:")
        qtbot.waitUntil(lambda: found.text in text.toPlainText())
    show(qtbot, pane, Query(text=f'"{found.text}"'))
    cards = [pane.model.card(row) for row in range(pane.model.rowCount())]
    assert {card.id for card in cards if card} >= {found.id, "ev-2023-08-19-kcna"}
    assert not [card for card in cards if card and found.text in f"{card.title}{card.more}{card.passage}"]


def test_a_section_that_uses_the_item_is_one_click_away(qtbot: QtBot, pane: LibraryPane, session: Session) -> None:
    section = session.pack.sections[0]
    session.do("add", lambda pack: add_item(pack, section.id, "q-2017-selectively"))
    look_at(qtbot, pane, "q-2017-selectively")
    text = child(pane, QTextBrowser, "detail-text")
    entry = session.pack.sections[0].entries[-1].id
    assert f"use:{section.id}/{entry}" in text.toHtml()
    with qtbot.waitSignal(pane.section_wanted) as wanted:
        text.anchorClicked.emit(f"use:{section.id}/{entry}")
    assert wanted.args == [section.id, entry]


def test_without_the_articles_a_quiet_line_says_how(
    qtbot: QtBot, pane: LibraryPane, settings: Settings, tmp_path: Path
) -> None:
    assert "choose the folder in which you keep the articles" in look_at(qtbot, pane, "q-2017-selectively")
    (tmp_path / "000_02f4c87fa86008f1.txt").write_text("another text", "utf-8")
    pane.set_folder(str(tmp_path))
    assert settings[ARTICLES_FOLDER] == str(tmp_path)
    text = child(pane, QTextBrowser, "detail-text")
    qtbot.waitUntil(lambda: "Choose another folder" in text.toPlainText())
    assert "another text" not in text.toPlainText()


def test_every_widget_has_a_name_for_screen_readers(qtbot: QtBot, pane: LibraryPane) -> None:
    look_at(qtbot, pane, "q-2017-selectively")
    silent = [
        each.objectName() or type(each).__name__
        for each in pane.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(pane) and not each.accessibleName()
    ]
    assert not silent


def test_a_card_is_read_out_whole(qtbot: QtBot, pane: LibraryPane) -> None:
    show(qtbot, pane, Query(text="selectively", kinds=("quote",)))
    row = pane.model.row_of("q-2017-selectively")
    assert row is not None
    spoken = pane.model.data(pane.model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken
    assert spoken.startswith("Quote · [2017]. “selectively”. How the Special Rapporteur described")
    assert "verbatim" in spoken
    interface = QAccessible.queryAccessibleInterface(pane.list)
    cells = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert spoken in cells


def test_results_are_announced_once_typing_rests(
    qtbot: QtBot, pane: LibraryPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(pane_module, "announce", lambda _widget, words: said.append(words))
    pane._speaking.setInterval(60_000)
    for words in ("acc", "account", "accountab"):
        show(qtbot, pane, Query(text=words))
    assert said == []
    pane._speaking.start(0)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"{pane.model.rowCount()} found"]


def test_what_nobody_asked_for_is_not_announced(qtbot: QtBot, pane: LibraryPane) -> None:
    with qtbot.waitSignal(pane.finder.found):
        pane.refresh()
    assert not pane._speaking.isActive()
    show(qtbot, pane, Query(text="account"))
    assert pane._speaking.isActive()


def test_actions_are_rows_of_the_shell_s_table(pane: LibraryPane) -> None:
    rows = pane.actions()
    assert {row.id for row in rows} >= {"search", "add-item"}
    assert all(callable(row.does) for row in rows)


def test_cards_are_painted_lit(qtbot: QtBot, pane: LibraryPane) -> None:
    from briefpack.gui import theme  # noqa: PLC0415

    mark = theme.current().colour("mark").rgb()

    def lit() -> bool:
        picture = pane.list.grab().toImage()
        spots = ((x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))
        return any(picture.pixel(x, y) == mark for x, y in spots)

    assert not lit()
    search(qtbot, pane, "accountab")
    assert lit()


def test_the_pane_can_be_closed_while_it_searches(
    qtbot: QtBot, session: Session, jobs: Jobs, settings: Settings
) -> None:
    pane = LibraryPane(session, jobs, None, settings)
    pane.show_query(Query(text="mandate"))
    pane.deleteLater()
    qtbot.waitUntil(lambda: not jobs.busy)
    session.do("title", lambda pack: set_details(pack, title="After the pane"))
