"""The pack pane, driven as a person drives it: keys, mouse, drops, and what then stands in the pack."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from briefpack.app.session import Session
from briefpack.briefing.speech import Measure, Measures
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import LATER_FACTS
from briefpack.gui.jobs import Jobs
from briefpack.gui.measuring import Measured
from briefpack.gui.outline import pane as pane_module
from briefpack.gui.outline import rows
from briefpack.gui.outline.clip_dialog import ClipDialog
from briefpack.gui.outline.completer import CitePopup
from briefpack.gui.outline.fact_dialog import FactDialog
from briefpack.gui.outline.model import ENTRIES, ITEMS, SECTION
from briefpack.gui.outline.pane import OutlinePane
from briefpack.gui.outline.suggestion_list import SuggestionList
from briefpack.gui.outline.text_edit import OwnTextEdit
from briefpack.gui.outline.view import OutlineView
from briefpack.pack import edits
from briefpack.pack.clipping import CUT, printed
from briefpack.pack.pack import Entry, Section

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def section(session: Session, key: str) -> Section:
    return next(each for each in session.pack.sections if each.key == key)


def held(session: Session, key: str) -> list[str]:
    return [entry.id for entry in section(session, key).entries]


def items(session: Session, key: str) -> list[str | None]:
    return [entry.item for entry in section(session, key).entries]


def drop(pane: OutlinePane, mime: str, ids: list[str], place: QPoint) -> None:
    """What the system sends when something is let go over the outline."""
    carried = QMimeData()
    carried.setData(mime, "\n".join(ids).encode())
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    rest = (carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target = pane.view.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(place, actions, *rest))
    moved = QDragMoveEvent(place, actions, *rest)
    QApplication.sendEvent(target, moved)
    if moved.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(place), actions, *rest))
    else:
        QApplication.sendEvent(target, QDragLeaveEvent())


def upper_half(pane: OutlinePane, key: str) -> QPoint:
    rect = pane.view.visualRect(pane.model.index_of(key))
    return QPoint(rect.center().x(), rect.top() + rect.height() // 4)


def editor(pane: OutlinePane) -> OwnTextEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, OwnTextEdit)
    return found


def test_alt_and_arrows_move_an_entry_into_the_next_section_too(
    qtbot: QtBot, pane: OutlinePane, session: Session
) -> None:
    first, second, *_ = held(session, "facts")
    pane.view.choose((first,))
    qtbot.keyClick(pane.view, DOWN, ALT)
    assert held(session, "facts")[:2] == [second, first]
    assert session.history.undo_label == "Move an entry to “Five facts”"
    assert pane.view.chosen() == (first,)
    assert pane.counts.text() == "Moved to place 2 of 5 in Five facts" or "sections" in pane.counts.text()
    for _ in range(4):
        qtbot.keyClick(pane.view, DOWN, ALT)
    assert held(session, "if-raised")[0] == first
    qtbot.keyClick(pane.view, UP, ALT)
    assert held(session, "facts")[-1] == first


def test_moves_are_announced(
    qtbot: QtBot, pane: OutlinePane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(pane_module, "announce", lambda _widget, words: said.append(words))
    pane.view.choose((held(session, "facts")[1],))
    qtbot.keyClick(pane.view, DOWN, ALT)
    assert said == ["Moved to place 3 of 5 in Five facts"]


def test_several_are_moved_duplicated_and_removed_as_one_step(
    qtbot: QtBot, pane: OutlinePane, session: Session
) -> None:
    whole = session.pack
    chosen = tuple(held(session, "facts")[1:4])
    pane.view.choose(chosen)
    qtbot.keyClick(pane.view, UP, ALT)
    assert held(session, "facts")[:3] == list(chosen)
    assert session.history.undo_label == "Move 3 entries to “Five facts”"
    qtbot.keyClick(pane.view, Qt.Key.Key_D, CONTROL)
    assert len(held(session, "facts")) == 8
    pane.view.choose(chosen)
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    assert session.history.undo_label == "Remove 3 entries"
    for _ in range(3):
        session.undo()
    assert session.pack == whole


def test_a_section_is_moved_renamed_duplicated_and_removed(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    own = section(session, "facts").id
    pane.choose_entry(own)
    place = [each.id for each in session.pack.sections].index(own)
    qtbot.keyClick(pane.view, UP, ALT)
    assert session.pack.sections[place - 1].id == own
    qtbot.keyClick(pane.view, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "What we know")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section(session, "facts").title == "What we know")
    pane.choose_entry(own)
    qtbot.keyClick(pane.view, Qt.Key.Key_D, CONTROL)
    assert session.pack.sections[place].title == "What we know (copy)"
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    assert own not in [each.id for each in session.pack.sections]


def test_items_from_the_library_land_where_they_are_dropped(pane: OutlinePane, session: Session) -> None:
    entries = held(session, "facts")
    drop(pane, ITEMS, ["ev-2009-12-upr-first", "ev-2018-unsc-no-debate"], upper_half(pane, entries[1]))
    assert items(session, "facts")[1:3] == ["ev-2009-12-upr-first", "ev-2018-unsc-no-debate"]
    assert session.history.undo_label == "Add 2 facts"


def test_what_a_section_holds_already_is_not_added_twice(pane: OutlinePane, session: Session) -> None:
    before = session.pack
    drop(pane, ITEMS, [str(items(session, "facts")[0])], upper_half(pane, held(session, "facts")[2]))
    assert session.pack is before
    assert pane.counts.text() == "That is in “Five facts” already."


def test_entries_are_dragged_within_and_across_sections(pane: OutlinePane, session: Session) -> None:
    entries = held(session, "facts")
    drop(pane, ENTRIES, [entries[0], entries[4]], upper_half(pane, entries[2]))
    assert held(session, "facts") == [entries[1], entries[0], entries[4], entries[2], entries[3]]
    target = held(session, "why-now")[1]
    drop(pane, ENTRIES, [entries[2]], upper_half(pane, target))
    assert held(session, "why-now")[1:3] == [entries[2], target]
    assert session.history.undo_label == "Move an entry to “Why now”"


def test_a_section_is_dragged(pane: OutlinePane, session: Session) -> None:
    order = [each.id for each in session.pack.sections]
    rect = pane.view.visualRect(pane.model.index_of(order[1]))
    drop(pane, SECTION, [order[3]], QPoint(rect.center().x(), rect.top() + 1))
    assert [each.id for each in session.pack.sections][:3] == [order[0], order[3], order[1]]


def test_what_is_no_item_of_ours_is_refused(pane: OutlinePane, session: Session) -> None:
    before = session.pack
    drop(pane, "text/plain", ["hello"], upper_half(pane, held(session, "facts")[2]))
    drop(pane, ITEMS, ["No Id At All!"], upper_half(pane, held(session, "facts")[2]))
    assert session.pack is before


def test_an_item_is_added_below_the_current_entry(pane: OutlinePane, session: Session) -> None:
    pane.view.choose((held(session, "facts")[0],))
    pane.add_item("ev-2009-12-upr-first")
    assert items(session, "facts")[1] == "ev-2009-12-upr-first"
    assert session.history.undo_label == "Add event"
    assert pane.view.chosen() == (held(session, "facts")[1],)


def test_without_a_current_row_an_item_finds_a_section_of_its_kind(pane: OutlinePane, session: Session) -> None:
    pane.view.setCurrentIndex(pane.model.index(-1, 0))
    pane.add_item("q-2017-selectively")
    assert "q-2017-selectively" in items(session, "quotation")
    assert session.history.undo_label == "Add quotation"


def test_typing_is_one_step_and_is_seen_as_it_prints(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    key = held(session, "bottom-line")[0]
    pane.view.choose((key,))
    qtbot.keyClick(pane.view, Qt.Key.Key_F2)
    field = editor(pane)
    qtbot.keyClicks(field, "It was ")
    qtbot.keyClick(field, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(field, "renewed")
    qtbot.keyClick(field, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(field, ", 2 * 3 = ")
    qtbot.keyClick(field, Qt.Key.Key_I, CONTROL)
    qtbot.keyClicks(field, "six")
    assert edits.entry_of(session.pack, key).text == r"It was **renewed**, 2 \* 3 = *six*"
    assert field.toPlainText() == "It was renewed, 2 * 3 = six"
    assert session.history.undo_label == "Write in “Bottom line”"
    session.undo()
    assert edits.entry_of(session.pack, key).text == ""
    assert field.toPlainText() == ""
    session.redo()
    assert field.toPlainText() == "It was renewed, 2 * 3 = six"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is pane.view


def test_two_paragraphs_are_two(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    key = held(session, "objective")[0]
    pane.view.open_editor(key)
    field = editor(pane)
    qtbot.keyClicks(field, "One.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "Two.")
    assert edits.entry_of(session.pack, key).text == "One.\n\nTwo."


def test_at_finds_an_item_to_cite(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    key = held(session, "bottom-line")[0]
    pane.view.open_editor(key)
    field = editor(pane)
    qtbot.keyClicks(field, "An address like me@example is none. It was found @")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, CitePopup)
    qtbot.keyClicks(popup.field, "commission of inquiry report")
    wanted = "ev-2014-02-coi-report"
    qtbot.waitUntil(lambda: popup.list.count() > 0 and popup.list.item(0).data(Qt.ItemDataRole.UserRole) == wanted)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert edits.entry_of(session.pack, key).text.endswith(f"It was found [@{wanted}]")
    assert "@example" in edits.entry_of(session.pack, key).text
    qtbot.keyClicks(field, " so")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    pane.view.open_editor(key)
    again = editor(pane)
    assert again.markup() == edits.entry_of(session.pack, key).text
    assert again.word_count() == 10


def test_a_private_note_is_kept_with_the_entry_and_said_to_be_private(
    qtbot: QtBot, pane: OutlinePane, session: Session
) -> None:
    key = held(session, "facts")[0]
    pane.view.choose((key,))
    qtbot.keyClick(pane.view, Qt.Key.Key_F2)
    field = editor(pane)
    assert "never printed" in field.accessibleDescription()
    qtbot.keyClicks(field, "ask *him*")
    assert edits.entry_of(session.pack, key).note == "ask *him*"
    assert session.history.undo_label == "Write a private note"
    assert "private note" in str(pane.model.data(pane.model.index_of(key), Qt.ItemDataRole.AccessibleTextRole))


def test_own_text_is_added_below_and_opened(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    pane.view.choose((held(session, "why-now")[0],))
    pane.add_text()
    qtbot.keyClicks(editor(pane), "Mine")
    assert section(session, "why-now").entries[1].text == "Mine"


@pytest.fixture
def quote_key(session: Session) -> str:
    return held(session, "quotation")[0]


def test_a_quotation_is_shortened_and_only_shortened(
    qtbot: QtBot, pane: OutlinePane, session: Session, quote_key: str
) -> None:
    quote = session.evidence.get(str(items(session, "quotation")[0]))
    assert isinstance(quote, Quote)
    dialog = ClipDialog(quote, (), pane)
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(3):
        qtbot.keyClick(dialog.words, Qt.Key.Key_Right, CONTROL | SHIFT)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Delete)
    assert dialog.preview.text() == f"“{printed(quote.text, dialog.clip)}”"
    assert dialog.preview.text().startswith(f"“{CUT} ")
    assert "while" in dialog.caution.text()
    qtbot.keyClicks(dialog.words, "mine")
    assert "mine" not in dialog.preview.text()
    pane.writing.clip(quote_key, quote, dialog.clip)
    assert session.history.undo_label == "Clip the quotation"
    assert CUT in str(pane.model.data(pane.model.index_of(quote_key)))
    session.undo()
    assert not edits.entry_of(session.pack, quote_key).clip


def test_nothing_left_of_a_quotation_is_told(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    quote = session.evidence.get(str(items(session, "quotation")[0]))
    assert isinstance(quote, Quote)
    dialog = ClipDialog(quote, (), pane)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.words.selectAll()
    dialog.leave_out()
    assert "Nothing of the quotation would be left" in dialog.caution.text()
    assert dialog.clip == ()


def test_suggestions_open_with_reasons_and_are_added_only_when_chosen(
    qtbot: QtBot, pane: OutlinePane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = section(session, "facts").id
    gone = held(session, "facts")[2]
    pane.view.choose((gone,))
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: own in pane.model.suggested, timeout=10_000)
    more = pane.model.index_of(f"{own}.more")
    assert "suggested by this template (importance ≥ 3)" in str(pane.model.data(more))
    assert len(held(session, "facts")) == 4
    opened: list[SuggestionList] = []

    def use(dialog: SuggestionList) -> int:
        opened.append(dialog)
        add = next(button for button in dialog.findChildren(QAbstractButton) if button.text() == "Add")
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        return 1

    monkeypatch.setattr(SuggestionList, "exec", use)
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=pane.view.visualRect(more).center())
    assert opened
    assert len(held(session, "facts")) == 5


def test_a_section_over_its_limit_says_its_words_pages_and_seconds(pane: OutlinePane, session: Session) -> None:
    own = section(session, "bottom-line").id
    lengths = Measures(Measure(), {own: Measure(50, 25.0, 0.3, 45)})
    pane.show_measures(Measured(lengths, sources=0, pace=120))
    row = pane.model.row(pane.model.index_of(own))
    assert row.over
    assert [part in row.meta for part in ("50/45 words", "0.3", "25 s")] == [True] * 3


def test_find_and_replace_touches_own_text_alone(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    slots = [held(session, key)[0] for key in ("bottom-line", "objective")]
    for key in slots:
        session.do("Write", lambda pack, key=key: edits.write(pack, key, "Human *Rights* Council and council"))
    before = items(session, "facts")
    pane.find_words()
    bar = pane.find_bar
    qtbot.keyClicks(bar.wanted, "rights council")
    assert bar.told.text() == "2 found"
    bar.case.setChecked(True)
    assert bar.told.text() == "Not in your own text."
    bar.case.setChecked(False)
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert pane.view.chosen() == (slots[0],)
    qtbot.keyClicks(bar.words, "body")
    bar.replace_all()
    assert [edits.entry_of(session.pack, key).text for key in slots] == ["Human *body* and council"] * 2
    assert session.history.undo_label == "Replace “rights council” by “body”"
    assert items(session, "facts") == before
    session.undo()
    assert "Council" in edits.entry_of(session.pack, slots[0]).text
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_fact_of_ones_own_names_what_is_missing_then_enters_with_its_mark(
    qtbot: QtBot, pane: OutlinePane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {
        "label": "States that voted in favour",
        "value": "11",
        "unit": "countries",
        "as_of": "2014-12-22",
        "source_title": "Record of the 7353rd meeting",
        "publisher": "Security Council",
        "excerpt": "There were 11 votes in favour, 2 against and 2 abstentions.",
    }

    def use(dialog: FactDialog) -> int:
        dialog.show()
        qtbot.mouseClick(dialog.buttons["statistic"], Qt.MouseButton.LeftButton)
        add = dialog.findChild(QAbstractButton, "fact-add")
        assert isinstance(add, QAbstractButton)
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        form = dialog.forms["statistic"]
        assert form.wrongs["excerpt"].text() == "“Passage” is empty: it is needed."
        for key, words in typed.items():
            qtbot.keyClicks(form.fields[key], words)
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.isVisible())
        return dialog.result()

    monkeypatch.setattr(FactDialog, "exec", use)
    pane.view.choose((held(session, "facts")[4],))
    with qtbot.waitSignal(pane.fact_added):
        pane.add_fact()
    added = items(session, "facts")[-1]
    assert str(added).startswith("own-statistic-")
    assert "a fact of your own" in str(
        pane.model.data(pane.model.index_of(held(session, "facts")[-1]), Qt.ItemDataRole.AccessibleTextRole)
    )


def test_the_second_collection_says_what_it_adds_and_adds_nothing(
    qtbot: QtBot, pane: OutlinePane, session: Session
) -> None:
    before = [section.entries for section in session.pack.sections]
    qtbot.waitUntil(lambda: "14 facts" in pane.later.toolTip(), timeout=10_000)
    assert pane.later.accessibleDescription() == pane.later.toolTip()
    pane.later.click()
    assert LATER_FACTS in session.pack.collections
    assert [section.entries for section in session.pack.sections] == before
    assert len(session.pack.dataset.sources) > 5
    session.undo()
    assert not pane.later.isChecked()


def test_an_empty_section_says_what_to_do_and_what_would_print(pane: OutlinePane, session: Session) -> None:
    own = section(session, "facts")
    session.do("Remove", lambda pack: edits.remove_entries(pack, [entry.id for entry in own.entries]))
    words = str(pane.model.data(pane.model.index_of(f"{own.id}.empty")))
    assert "press Enter on one there" in words
    assert "Facts of this weight: not in this dataset." in words


def test_an_empty_pack_offers_a_section(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    for each in session.pack.sections:
        session.do("Remove", lambda pack, each=each: edits.remove_section(pack, each.id))
    assert pane.empty.isVisible()
    first = pane.findChild(QAbstractButton, "outline-first")
    assert isinstance(first, QAbstractButton)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert len(session.pack.sections) == 1
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_choosing_tells_the_pages_and_being_told_does_not(qtbot: QtBot, pane: OutlinePane, session: Session) -> None:
    key = held(session, "facts")[2]
    with qtbot.waitSignal(pane.entry_chosen) as told:
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=upper_half(pane, key))
    assert told.args == [key]
    with qtbot.assertNotEmitted(pane.entry_chosen):
        pane.choose_entry(held(session, "facts")[0])


def test_place_selection_and_folding_stay_when_something_else_changes(pane: OutlinePane, session: Session) -> None:
    folded = pane.model.index_of(section(session, "why-now").id)
    pane.view.setExpanded(folded, False)
    kept = held(session, "facts")[3]
    pane.view.choose((kept,))
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    session.do("Write", lambda pack: edits.write(pack, held(session, "objective")[0], "short"))
    QApplication.processEvents()
    assert pane.view.chosen() == (kept,)
    assert not pane.view.isExpanded(pane.model.index_of(section(session, "why-now").id))
    assert abs(bar.value() - place) < 40


def test_with_300_entries_an_edit_makes_no_other_row_anew(
    pane: OutlinePane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = section(session, "facts").id
    events = [item.id for item in session.library.all("event")][:60]
    copies = session.pack
    for _ in range(5):
        copies = edits.add_items(copies, own, events)
    session.do("Add", lambda _: copies)
    QApplication.processEvents()
    keys = held(session, "facts")
    assert len(keys) > 300
    made: list[str] = []
    entry_row = rows.entry_row
    monkeypatch.setattr(rows, "entry_row", lambda entry, evidence: made.append(entry.id) or entry_row(entry, evidence))
    for step, most in (
        (lambda pack: edits.move_entry(pack, keys[5], own, 250), 0),
        (lambda pack: edits.remove_entries(pack, keys[20:60]), 0),
        (lambda pack: edits.duplicate_entries(pack, keys[100:120]), 20),
        (lambda pack: edits.write(pack, held(session, "objective")[0], "typed"), 1),
    ):
        made.clear()
        session.do("Step", step)
        QApplication.processEvents()
        assert len(made) <= most


def test_marks_inside_a_quotation_are_single_in_its_row_and_in_the_step(
    pane: OutlinePane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = next(each for each in session.library.all("quote") if isinstance(each, Quote))
    nesting = quote.model_copy(update={"kind": "direct-quote", "text": "He said “no” to us."})
    monkeypatch.setattr(session.evidence, "get", lambda _id, _kind="": nesting)
    assert rows.entry_row(Entry(id="e1", item=quote.id), session.evidence).words == "“He said ‘no’ to us.”"
    own = section(session, "facts").id
    pane.writing.rename(own, "The “Room” of facts")
    assert session.history.undo_label == "Rename a section to “The ‘Room’ of facts”"
    pane.arranging.duplicate_section(own)
    assert session.history.undo_label == "Duplicate the section “The ‘Room’ of facts”"
    assert "The “Room” of facts (copy)" in [each.title for each in session.pack.sections]


def test_every_widget_has_a_name(pane: OutlinePane, session: Session) -> None:
    pane.find_words()
    pane.view.open_editor(held(session, "bottom-line")[0])
    inside = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.objectName().startswith("qt_")
    ]
    assert len(inside) > 10
    assert [widget for widget in inside if not widget.accessibleName()] == []
    assert isinstance(pane.view, QAbstractItemView)


def test_an_editor_opens_with_no_layout_of_all_rows_more_than_it_needs(
    qtbot: QtBot, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []

    def counted(view: OutlineView) -> None:
        laid_out.append(view.objectName())
        QTreeView.doItemsLayout(view)

    monkeypatch.setattr(OutlineView, "doItemsLayout", counted, raising=False)
    pane: OutlinePane = request.getfixturevalue("pane")
    QApplication.processEvents()
    laid_out.clear()
    pane.add_text()
    for _ in range(5):
        QApplication.processEvents()
    # For the new row, for its editor, and for the height the editor then asks for.
    assert len(laid_out) <= 3


def test_the_fields_of_a_fact_are_made_when_the_dialog_is_there(qtbot: QtBot, pane: OutlinePane, jobs: Jobs) -> None:
    dialog = FactDialog(jobs, lambda _fact: None, pane)
    assert dialog.stack.findChildren(QLineEdit) == []
    qtbot.waitUntil(lambda: bool(dialog.stack.findChildren(QLineEdit)))
