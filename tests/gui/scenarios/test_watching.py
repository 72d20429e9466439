"""The watchdog itself: it finds a stall, and in a test it asks no thread what it does."""

import faulthandler
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.watching import Watchdog


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Each time Python is asked to tell of its threads: where one of them just begins, it crashes."""
    found: list[object] = []
    monkeypatch.setattr(faulthandler, "dump_traceback", lambda *file, **_: found.append(file))
    return found


@pytest.fixture
def watchdog(qtbot: QtBot) -> Iterator[Watchdog]:
    made = Watchdog()
    yield made
    made.stop()


def _work(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_stall_is_found_and_told_once(qtbot: QtBot, watchdog: Watchdog) -> None:
    qtbot.wait(5)
    _work(0.1)
    qtbot.wait(5)
    assert watchdog.told().own >= 0.1
    assert watchdog.told().own < 0.1


def test_what_was_done_before_a_beginning_does_not_count(qtbot: QtBot, watchdog: Watchdog) -> None:
    qtbot.wait(5)
    watchdog.told()
    _work(0.1)
    watchdog.begin()
    qtbot.wait(5)
    assert watchdog.told().own < 0.1


def test_in_a_test_nobody_asks_what_a_thread_does(
    qtbot: QtBot, watchdog: Watchdog, asked: list[object], user: Person
) -> None:
    assert not user.tells_places
    qtbot.wait(5)
    _work(0.1)
    qtbot.wait(30)
    assert watchdog.told().where == ""
    assert asked == []
