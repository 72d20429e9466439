"""After a bug: what was typed is kept, and the report says nothing of the pack."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefpack.app.errors import UserError
from briefpack.gui.crash import CrashHandler
from briefpack.gui.dialogs.crash import CrashSheet
from briefpack.gui.house import House
from briefpack.gui.window import Window


@pytest.fixture
def kept() -> list[str]:
    return []


@pytest.fixture
def handler(house: House, kept: list[str]) -> Iterator[CrashHandler]:
    def keep() -> bool:
        kept.append("kept")
        return True

    made = CrashHandler(house, keep, lambda: ["Rename “A secret title”"])
    yield made
    made.remove()


def raised(words: str) -> Exception:
    try:
        raise KeyError(words)
    except KeyError as error:
        return error


def test_a_bug_is_reported_without_the_packs_content(
    qtbot: QtBot, handler: CrashHandler, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    error = raised("the delegation will vote against")
    with qtbot.waitSignal(handler.crashed) as heard:
        handler._caught(type(error), error, error.__traceback__)
    report, was_kept = heard.args
    assert was_kept
    assert kept == ["kept"]
    assert "KeyError" in report
    assert "vote" not in report + capsys.readouterr().err
    assert "secret" not in report


def test_an_error_the_user_can_mend_is_no_crash(qtbot: QtBot, handler: CrashHandler, kept: list[str]) -> None:
    error = UserError("The disk is full.")
    with qtbot.waitSignal(handler.known) as heard:
        handler._caught(type(error), error, None)
    assert (str(heard.args[0]), kept) == ("The disk is full.", [])


def test_crashes_without_end_show_three_dialogs(qtbot: QtBot, handler: CrashHandler, kept: list[str]) -> None:
    shown: list[str] = []
    handler.crashed.connect(lambda report, _kept: shown.append(report))
    error = raised("x")
    for _ in range(5):
        handler._caught(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(kept) == 5)
    assert len(shown) == 3


def test_the_hooks_are_given_back(handler: CrashHandler) -> None:
    handler.install()
    assert sys.excepthook == handler._caught
    handler.remove()
    assert sys.excepthook is sys.__excepthook__


def test_the_report_can_be_read_and_copied(qtbot: QtBot, house: House) -> None:
    sheet = CrashSheet(None, "briefpack 0.1.0\nKeyError", kept=True)
    qtbot.addWidget(sheet)
    button = next(each for each in sheet.findChildren(QPushButton) if each.text() == "Copy the report")
    button.click()
    assert QGuiApplication.clipboard().text() == "briefpack 0.1.0\nKeyError"


def test_what_was_typed_before_the_crash_stands_in_the_journal(window: Window) -> None:
    window._retitle("Typed just before")
    window.filing.keep_journal()
    guarded = window.filing._kept
    assert guarded is not None
    assert guarded.journal.path is not None
    assert not guarded.journal.behind
