"""How long a pack is: measured once for the outline and the line below, on the pages that are shown."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefpack.app.preview import Preview
from briefpack.app.session import Session
from briefpack.app.settings import WPM
from briefpack.evidence.sources import Item
from briefpack.gui.house import House
from briefpack.gui.measuring import Measured, Measuring
from briefpack.gui.window import Window
from briefpack.pack.edits import write
from briefpack.pack.snapshot import used_ids

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _entry_with_text(session: Session) -> str:
    return next(entry.id for section in session.pack.sections for entry in section.entries if entry.text)


def _label(window: Window, key: str) -> QLabel:
    label = window.status.findChild(QLabel, key)
    assert label is not None
    return label


def _words_of(window: Window, key: str) -> str:
    return _label(window, key).text()


def test_a_pack_is_measured_when_the_hands_rest(qtbot: QtBot, window: Window, house: House) -> None:
    assert window.session is not None
    session, preview = window.session, Preview()
    measuring = Measuring(session, house.jobs, house.settings, window)
    told: list[Measured] = []
    measuring.measured.connect(told.append)
    for letters in ("M", "Mo", "More words than there were."):
        session.do("Write", lambda pack, letters=letters: write(pack, _entry_with_text(session), letters))
        measuring.take(preview.lay_out(session.pack, session.evidence, session.stamp))
    qtbot.waitUntil(lambda: bool(told) and not house.jobs.busy)
    assert len(told) == 1
    sources = {
        citation.source_id
        for item_id in used_ids(session.pack)
        if isinstance(item := session.evidence.get(item_id), Item)
        for citation in item.citations
    }
    assert told[0].sources == len(sources) > 1
    assert told[0].lengths.pack.words == sum(each.words for each in told[0].lengths.sections.values()) > 100


def test_the_outline_and_the_line_below_follow_what_is_typed(qtbot: QtBot, window: Window) -> None:
    assert window.session is not None
    session, panes = window.session, window.panes
    assert panes is not None
    entry = _entry_with_text(session)
    section = next(each.id for each in session.pack.sections if any(held.id == entry for held in each.entries))
    model = panes.outline.model

    def words_of_section() -> int:
        return int(model.row(model.index_of(section)).meta.partition(" words")[0].partition("/")[0].replace(",", ""))

    qtbot.waitUntil(lambda: "words" in model.row(model.index_of(section)).meta)
    before = int(_words_of(window, "status-words").split()[0].replace(",", ""))
    session.do("Write", lambda pack: write(pack, entry, "word " * 2345))
    qtbot.waitUntil(lambda: words_of_section() >= 2345)
    assert int(_words_of(window, "status-words").split()[0].replace(",", "")) > before + 2000


def test_another_pace_is_another_time_and_the_same_words(qtbot: QtBot, window: Window, house: House) -> None:
    qtbot.waitUntil(lambda: "Speaking" in _words_of(window, "status-spoken"))
    before, words = _words_of(window, "status-spoken"), _words_of(window, "status-words")
    house.settings.put(WPM, 110)
    house.settings_changed.emit()
    qtbot.waitUntil(lambda: _words_of(window, "status-spoken") != before)
    assert "110" in _label(window, "status-spoken").toolTip()
    assert _words_of(window, "status-words") == words
