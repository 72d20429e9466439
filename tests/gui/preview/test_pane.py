"""The page pane as its user meets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefpack.app.places import Box
from briefpack.app.session import Session
from briefpack.briefing import reading
from briefpack.gui import theme
from briefpack.gui.actions import Action
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.pane import PagePane
from briefpack.layout.display import Destination
from briefpack.pack import edits

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
SIGN = "\U00013080"


def write(session: Session, entry: str, text: str) -> None:
    session.do("Write", lambda pack: edits.write(pack, entry, text))


def settle(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    """Until nothing is under way and all that is visible is sharp."""
    QApplication.processEvents()  # pages are asked for after the turn of the edit
    qtbot.waitUntil(lambda: not jobs.busy and not pane.view.lacks()[0], timeout=10_000)


def words_on(pane: PagePane, number: int) -> str:
    """The words of a page as the pane has them."""
    page = pane.view.pages.pages[number - 1]
    return " ".join(word.text for placed in page.body for run in placed.strip.runs for word in run.words)


def middle(pane: PagePane, entry: str) -> QPoint:
    """A point of the viewport on an entry."""
    assert pane.laid
    box = pane.press.preview.places(pane.laid).boxes(entry)[0]
    rect = pane.view.rect_of(box)
    return QPoint(round(rect.left() + min(rect.width() / 2, 60)), round(rect.center().y()))


def test_the_real_pages_are_shown(pane: PagePane) -> None:
    assert pane.view.number == 1
    shot = pane.view.shots[1]
    assert abs(shot.image.width() - 595.28 * pane.view.scale) <= 1.5
    # Paper is white and has ink on it.
    down = range(shot.image.height() // 3)
    tones = {shot.image.pixelColor(x, y).lightness() for y in down for x in range(0, shot.image.width(), 3)}
    assert 255 in tones
    assert min(tones) < 120


def test_an_edit_is_repainted(qtbot: QtBot, pane: PagePane, session: Session) -> None:
    pane.view.go_to_page(2)
    with qtbot.waitSignal(pane.repainted, timeout=10_000):
        write(session, "e11", "Quite another objective.")
    assert "Quite another objective." in words_on(pane, 2)
    assert pane.view.shots[2].page is pane.view.pages.pages[1]
    assert "after edit" in pane.bar.after.text()


def test_opening_is_not_called_an_edit(pane: PagePane) -> None:
    assert pane.bar.after.text() == "of 22"


def test_the_newest_edit_wins(qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs) -> None:
    pane.view.go_to_page(2)
    texts = [f"Objective number {number}." for number in range(30)]
    for text in texts:
        write(session, "e11", text)
    settle(qtbot, pane, jobs)
    assert texts[-1] in words_on(pane, 2)
    assert pane.laid
    assert pane.laid.pack is session.pack


def _line_of(pane: PagePane, place: Destination) -> float:
    """The line of the viewport at which a place of a page lies."""
    return pane.view.rect_of(Box(place.page, 0, place.y, 0, 0)).top()


def test_the_place_is_kept_when_pages_come_before_it(
    qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs
) -> None:
    pane.view.go_to("s32")
    settle(qtbot, pane, jobs)
    before = pane.view.pages.destinations["s32"]
    line = _line_of(pane, before)
    write(session, "e2", "A long paragraph. " * 400)
    settle(qtbot, pane, jobs)
    after = pane.view.pages.destinations["s32"]
    assert after.page > before.page
    assert abs(_line_of(pane, after) - line) <= 1


def test_at_the_top_one_stays_at_the_top(qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs) -> None:
    write(session, "e2", "A long paragraph. " * 40)
    settle(qtbot, pane, jobs)
    assert pane.view.top == 0


@pytest.mark.parametrize("entry", ["e6", "e13", "e23", "e25"])
def test_a_click_selects_the_entry(qtbot: QtBot, pane: PagePane, jobs: Jobs, entry: str) -> None:
    pane.show_entry(entry)
    settle(qtbot, pane, jobs)
    with qtbot.waitSignal(pane.entry_chosen) as chosen:
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(pane, entry))
    assert chosen.args == [entry]


def test_a_click_on_a_heading_selects_the_section(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    place = pane.view.pages.destinations["s38.title"]
    pane.view.go_to("s38.title")
    settle(qtbot, pane, jobs)
    with qtbot.waitSignal(pane.entry_chosen) as chosen:
        pane.view.clicked.emit(place.page, place.x + 10, place.y + 8)
    assert chosen.args == ["s38"]


def test_showing_an_entry_scrolls_to_it(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    pane.show_entry("e82")
    settle(qtbot, pane, jobs)
    assert pane.laid
    box = pane.press.preview.places(pane.laid).boxes("e82")[0]
    assert box.page in pane.view.visible()
    assert 0 <= pane.view.rect_of(box).top() < pane.view.viewport().height()


def test_a_line_of_the_contents_leads_to_its_page(pane: PagePane) -> None:
    place = pane.view.pages.destinations["s1.contents"]
    pane.view.clicked.emit(place.page, place.x + 20, place.y + 8)
    assert pane.view.number > 1 or pane.view.top > 0


def test_words_are_found_and_stepped_through(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not pane.find_bar.isHidden()
    qtbot.keyClicks(pane.find_bar.words, "accountability")
    qtbot.waitUntil(lambda: pane.find_bar.count.text().startswith("1 of"), timeout=5000)
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Return)
    assert pane.find_bar.count.text().startswith("2 of")
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    count = pane.find_bar.count.text().split(" of ")
    assert count[0] == count[1]
    qtbot.keyClick(pane.find_bar.words, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()


def test_what_is_not_there_is_not_found(qtbot: QtBot, pane: PagePane) -> None:
    pane.find_words()
    qtbot.keyClicks(pane.find_bar.words, "xyzzy")
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "not found", timeout=5000)


def test_the_text_view_has_the_words_of_the_pages(qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs) -> None:
    def shown() -> None:
        assert pane.laid
        lines = reading.lines(pane.laid.briefing, pane.laid.page_numbers())
        assert pane.text.words() == [line.words for line in lines]

    pane.show_text_view(True)
    qtbot.waitUntil(shown, timeout=10_000)
    for entry, text in (("e11", "First words."), ("e2", "At the top."), ("e11", "One.\n\nTwo."), ("e11", "")):
        write(session, entry, text)
        settle(qtbot, pane, jobs)
        qtbot.waitUntil(shown, timeout=10_000)
    session.do("Remove", lambda pack: edits.remove_section(pack, pack.sections[-1].id))
    settle(qtbot, pane, jobs)
    qtbot.waitUntil(shown, timeout=10_000)


def test_enter_in_the_text_selects_the_entry(qtbot: QtBot, pane: PagePane) -> None:
    pane.show_text_view(True)
    qtbot.waitUntil(lambda: bool(pane.text.words()[0]) and not pane.text.busy, timeout=10_000)
    pane.show_entry("e44")
    with qtbot.waitSignal(pane.entry_chosen) as chosen:
        qtbot.keyClick(pane.text, Qt.Key.Key_Return)
    assert chosen.args == ["e44"]


def test_a_character_no_font_has_keeps_the_pages_and_says_so(
    qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs
) -> None:
    before = pane.laid
    write(session, "e11", f"A sign: {SIGN}")
    qtbot.waitUntil(lambda: not pane.trouble.isHidden(), timeout=10_000)
    assert pane.laid is before
    assert "No font of briefpack can print" in pane.trouble.words.text()
    with qtbot.waitSignal(pane.entry_chosen) as chosen:
        qtbot.mouseClick(pane.trouble.go, Qt.MouseButton.LeftButton)
    assert chosen.args == ["e11"]
    session.undo()
    qtbot.waitUntil(pane.trouble.isHidden, timeout=10_000)


def test_zoom_by_keys_and_wheel(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    before = pane.view.percent
    pane.view.zoom_in()
    assert pane.view.percent > before
    pane.full_size()
    assert pane.view.percent == 100
    at = QPointF(200, 200)
    wheel = QWheelEvent(
        at,
        pane.view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.view.viewport(), wheel)
    assert pane.view.percent == 110
    pane.fit_page()
    assert pane.view.rect_of_page(1).height() <= pane.view.viewport().height()
    settle(qtbot, pane, jobs)


def test_two_pages_stand_side_by_side(pane: PagePane) -> None:
    pane.show_two_pages(True)
    assert pane.view.rect_of_page(1).top() == pane.view.rect_of_page(2).top()
    assert pane.view.rect_of_page(2).right() <= pane.view.viewport().width()


def test_the_page_number_is_a_field(qtbot: QtBot, pane: PagePane) -> None:
    pane.bar.page.setFocus()
    pane.bar.page.selectAll()
    qtbot.keyClicks(pane.bar.page, "7")
    qtbot.keyClick(pane.bar.page, Qt.Key.Key_Return)
    assert pane.view.number == 7
    assert pane.bar.page.text() == "7"


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_End, 22), (Qt.Key.Key_Home, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_PageDown, 2)]
)
def test_keys_move_through_the_pages(qtbot: QtBot, pane: PagePane, key: Qt.Key, page: int) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, key)
    qtbot.keyClick(pane.view, key if key is Qt.Key.Key_PageDown else Qt.Key.Key_Shift)
    assert abs(pane.view.number - page) <= (1 if key is Qt.Key.Key_PageDown else 0)


def test_small_pages_lead_to_pages(qtbot: QtBot, pane: PagePane, jobs: Jobs) -> None:
    pane.show_thumbnails(True)
    qtbot.waitUntil(lambda: len(pane.thumbnails.shots) >= 3 and not jobs.busy, timeout=10_000)
    pane.thumbnails.setCurrentIndex(pane.thumbnails.model().index(4, 0))
    assert pane.view.number == 5


def test_paper_stays_light_when_the_window_is_dark(pane: PagePane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "current", lambda: theme.Theme(dark=True))
    picture: QImage = pane.view.grab().toImage()
    rect = pane.view.rect_of_page(1)
    assert picture.pixelColor(round(rect.left()) + 10, round(rect.top()) + 10).name() == "#ffffff"
    assert picture.pixelColor(3, 400).lightness() < 60


def test_every_widget_has_a_name(pane: PagePane) -> None:
    pane.show_thumbnails(True)
    pane.find_words()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in pane.findChildren(QWidget)
        if not widget.accessibleName()
        and widget.objectName() not in {"qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer"}
    ]
    assert nameless == []
    assert QAccessible.queryAccessibleInterface(pane.view).text(QAccessible.Text.Name)


def test_every_action_has_words_and_something_to_do(pane: PagePane) -> None:
    rows = pane.actions()
    assert all(isinstance(row, Action) and row.words and callable(row.does) for row in rows)
    keys = [row.keys for row in rows if row.keys]
    assert len(keys) == len(set(keys)) == len(rows)


def test_a_pane_that_is_gone_hears_nothing(qtbot: QtBot, session: Session, jobs: Jobs) -> None:
    made = PagePane(session, jobs)
    made.show()
    qtbot.waitUntil(lambda: made.laid is not None, timeout=20_000)
    made.close()
    made.deleteLater()
    qtbot.wait(20)
    write(session, "e11", "Nobody sees this.")
    qtbot.wait(50)


def test_nothing_is_laid_out_before_the_pane_is_seen(qtbot: QtBot, session: Session, jobs: Jobs) -> None:
    made = PagePane(session, jobs)
    qtbot.addWidget(made)
    write(session, "e11", "Nobody sees this.")
    qtbot.wait(30)
    assert not jobs.busy
    assert made.laid is None


def test_several_edits_in_one_turn_ask_for_pages_once_and_after_it(
    qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot, pane, jobs)
    asked: list[str] = []
    renew = pane.press.renew
    monkeypatch.setattr(pane.press, "renew", lambda: asked.append("renew") or renew())
    for words in ("one", "one two", "one two three"):
        write(session, "e11", words)
    assert asked == []
    QApplication.processEvents()
    assert asked == ["renew"]
    settle(qtbot, pane, jobs)
    assert pane.laid is not None
    assert any("one two three" in words_on(pane, number + 1) for number in range(len(pane.laid.pages.pages)))


def test_the_picture_shows_the_edit(qtbot: QtBot, pane: PagePane, session: Session, jobs: Jobs, tmp_path: Path) -> None:
    pane.view.go_to_page(2)
    settle(qtbot, pane, jobs)
    before = pane.view.grab().toImage()
    write(session, "e11", "Quite another objective.")
    settle(qtbot, pane, jobs)
    assert pane.view.grab().toImage() != before
