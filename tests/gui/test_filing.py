"""Saving, leaving, and what others did to the file: nothing is lost, nothing is overwritten in silence."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefpack.app import kept
from briefpack.app import session as session_module
from briefpack.app.build import opened
from briefpack.app.locks import OpenElsewhereError
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.filing import file_name
from briefpack.gui.house import House
from briefpack.gui.window import Window
from briefpack.pack.packfile import write_pack
from briefpack.pack.safewrite import FileProblem


def question(window: Window) -> Sheet:
    return next(each for each in window.findChildren(Sheet) if each.isVisible())


def press(sheet: Sheet, words: str) -> None:
    next(each for each in sheet.findChildren(QPushButton) if each.text() == words).click()


def changed_elsewhere(path: Path) -> None:
    found = opened(path)
    write_pack(path, found.pack.model_copy(update={"title": "Theirs"}), found.items)


def test_a_change_shows_in_title_and_status_until_it_is_saved(qtbot: QtBot, window: Window, sample: Path) -> None:
    assert window.session is not None
    window._retitle("Mine")
    assert window.windowTitle().startswith("• Mine")
    assert window.filing.saved_words() == "• Changed, not saved"
    with qtbot.waitSignal(window.filing.saved):
        window.table.action("save").trigger()
    assert window.windowTitle().startswith("Mine")
    assert window.filing.saved_words().startswith("Saved ")
    assert opened(sample).pack.title == "Mine"


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Writing a pack waits until this is set."""
    free = threading.Event()
    write_whole = session_module.write_whole

    def write(path: Path, content: bytes) -> None:
        assert threading.current_thread() is not threading.main_thread()
        assert free.wait(20)
        write_whole(path, content)

    monkeypatch.setattr(session_module, "write_whole", write)
    return free


def test_while_the_file_is_written_one_can_go_on_typing(
    qtbot: QtBot, window: Window, sample: Path, slow_disk: threading.Event
) -> None:
    window._retitle("Mine")
    window.table.action("save").trigger()
    window._retitle("Mine, and more")
    with qtbot.waitSignal(window.filing.saved):
        slow_disk.set()
    assert opened(sample).pack.title == "Mine"
    assert window.filing.saved_words() == "• Changed, not saved"
    with qtbot.waitSignal(window.filing.saved):
        window.table.action("save").trigger()
    assert opened(sample).pack.title == "Mine, and more"


def test_closing_right_after_saving_waits_for_the_file(
    qtbot: QtBot, window: Window, sample: Path, slow_disk: threading.Event
) -> None:
    window._retitle("Mine")
    window.table.action("save").trigger()
    assert not window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        slow_disk.set()
    assert opened(sample).pack.title == "Mine"


def test_saving_twice_while_the_file_is_written_saves_what_was_typed_last(
    qtbot: QtBot, window: Window, sample: Path, slow_disk: threading.Event
) -> None:
    window._retitle("Mine")
    window.table.action("save").trigger()
    window._retitle("Mine, and more")
    window.table.action("save").trigger()
    slow_disk.set()
    qtbot.waitUntil(lambda: opened(sample).pack.title == "Mine, and more")
    qtbot.waitUntil(lambda: window.filing.saved_words().startswith("Saved "))


def test_the_windows_own_write_is_no_change_elsewhere(qtbot: QtBot, window: Window, slow_disk: threading.Event) -> None:
    window._retitle("Mine")
    window.filing.look_at_disk()
    window.table.action("save").trigger()
    slow_disk.set()
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: not window.house.jobs.busy)
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: not window.house.jobs.busy)
    assert not any(each.isVisible() for each in window.findChildren(Sheet))


def test_what_cannot_be_saved_is_said_and_stays_unsaved(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise FileProblem("the disk is full")

    window._retitle("Mine")
    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_whole", full)
        with qtbot.captureExceptions() as told:
            window.table.action("save").trigger()
            qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0][1], FileProblem)
    assert window.filing.saved_words() == "• Changed, not saved"
    with qtbot.waitSignal(window.filing.saved):
        window.table.action("save").trigger()


def test_closing_with_changes_asks_and_stays(window: Window) -> None:
    window._retitle("Mine")
    assert not window.close()
    press(question(window), "Go on working")
    assert window.isVisible()
    assert window.filing.session is not None


def test_closing_can_save_first(qtbot: QtBot, window: Window, sample: Path) -> None:
    window._retitle("Mine")
    window.close()
    with qtbot.waitSignal(window.closed):
        press(question(window), "Save")
    assert opened(sample).pack.title == "Mine"


def test_closing_can_leave_the_file_as_it_was(qtbot: QtBot, window: Window, sample: Path) -> None:
    before = sample.read_bytes()
    window._retitle("Mine")
    window.close()
    with qtbot.waitSignal(window.closed):
        press(question(window), "Do not save")
    assert sample.read_bytes() == before


def test_a_file_changed_elsewhere_is_never_overwritten_in_silence(qtbot: QtBot, window: Window, sample: Path) -> None:
    window._retitle("Mine")
    changed_elsewhere(sample)
    window.table.action("save").trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Sheet)))
    assert opened(sample).pack.title == "Theirs"
    with qtbot.waitSignal(window.filing.saved):
        press(question(window), "Replace it by mine")
    assert opened(sample).pack.title == "Mine"


def test_the_other_version_can_be_opened(qtbot: QtBot, window: Window, sample: Path) -> None:
    changed_elsewhere(sample)
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Sheet)))
    with qtbot.waitSignal(window.filing.replaced):
        press(question(window), "Open the other version")
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    assert window.session.pack.title == "Theirs"
    assert window.filing.session is window.session


def test_one_change_elsewhere_is_told_once(qtbot: QtBot, window: Window, sample: Path) -> None:
    changed_elsewhere(sample)
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Sheet)))
    question(window).reject()
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: not window.house.jobs.busy)
    assert not any(each.isVisible() for each in window.findChildren(Sheet))


def test_when_the_other_version_cannot_be_opened_mine_stays_guarded(qtbot: QtBot, window: Window, sample: Path) -> None:
    window._retitle("Mine")
    sample.write_bytes(b"not a pack")
    window.filing.look_at_disk()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Sheet)))
    with qtbot.waitSignal(window.house.jobs.went_wrong):
        press(question(window), "Open the other version")
    assert window.filing.session is window.session
    assert window.session is not None
    assert window.session.pack.title == "Mine"


def test_a_second_window_is_told_that_the_file_is_open(window: Window, house: House, sample: Path) -> None:
    with pytest.raises(OpenElsewhereError, match="open in another window"):
        kept.opened(sample, house.library)


def test_a_new_pack_without_a_change_closes_without_a_question(qtbot: QtBot, house: House, sample: Path) -> None:
    window = Window(house)
    window.show_pack(kept.fresh(opened(sample), house.library))
    with qtbot.waitSignal(window.closed):
        assert window.close()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A: B/C?", "A B C"),
        ("…", "…"),
        ("", "briefing"),
        ("ends with dots...", "ends with dots"),
        ("a" * 200, "a" * 80),
    ],
)
def test_a_title_becomes_a_name_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name
