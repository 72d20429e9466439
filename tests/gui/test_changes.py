"""“What changed”: the sheet that compares the pack with an earlier state of it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app import build
from briefpack.app.exported import last_export, remember
from briefpack.gui.dialogs.changes import ChangesSheet
from briefpack.gui.window import Window
from briefpack.pack.edits import set_details
from briefpack.pack.packfile import write_pack


def opened(qtbot: QtBot, window: Window) -> ChangesSheet:
    window.table.action("changes").trigger()
    sheet = window.findChild(ChangesSheet)
    assert isinstance(sheet, ChangesSheet)
    return sheet


def retitle(window: Window) -> None:
    assert window.session is not None
    window.session.do("Change", lambda pack: set_details(pack, title="Another title"))


@pytest.fixture
def exported(window: Window, tmp_path: Path) -> Path:
    """The pack as it was, in a PDF that is remembered."""
    assert window.session is not None
    path = tmp_path / "sent.pdf"
    build.export(path, window.session.pack_file())
    remember(window.house.settings, window.session.pack.id, path)
    return path


def test_what_changed_since_the_last_export_is_told_in_sentences(qtbot: QtBot, window: Window, exported: Path) -> None:
    retitle(window)
    sheet = opened(qtbot, window)
    qtbot.waitUntil(lambda: sheet.shown is not None, timeout=20_000)
    assert sheet.state.text() == "1 change since sent.pdf."
    assert "is “Another title”" in sheet.page.toPlainText()


def test_nothing_differs_from_what_was_just_exported(qtbot: QtBot, window: Window, exported: Path) -> None:
    sheet = opened(qtbot, window)
    qtbot.waitUntil(lambda: sheet.shown is not None, timeout=20_000)
    assert sheet.state.text() == "Nothing differs from sent.pdf."
    assert not sheet.pdf_button.isEnabled()


def test_the_changes_leave_as_a_document(qtbot: QtBot, window: Window, exported: Path, tmp_path: Path) -> None:
    retitle(window)
    sheet = opened(qtbot, window)
    qtbot.waitUntil(lambda: sheet.shown is not None, timeout=20_000)
    out = tmp_path / "changes.pdf"
    sheet.write(out)
    qtbot.waitUntil(lambda: sheet.written == out, timeout=20_000)
    assert out.read_bytes().startswith(b"%PDF-")


def test_another_pack_is_compared_and_a_file_that_is_none_is_refused_in_a_sentence(
    qtbot: QtBot, window: Window, exported: Path, tmp_path: Path
) -> None:
    assert window.session is not None
    now = window.session.pack_file()
    other = tmp_path / "other.briefpack"
    write_pack(other, set_details(now.pack, marking="TLP:GREEN"), now.items)
    sheet = opened(qtbot, window)
    qtbot.waitUntil(lambda: sheet.shown is not None, timeout=20_000)
    sheet.compare_with(other)
    qtbot.waitUntil(lambda: sheet.state.text() == "1 change since other.briefpack.", timeout=20_000)
    other.write_bytes(b"no pack")
    sheet.compare_with(other)
    qtbot.waitUntil(lambda: "other.briefpack is damaged or not a briefpack file" in sheet.state.text(), timeout=20_000)


def test_a_pdf_that_is_gone_is_no_last_export(window: Window, exported: Path) -> None:
    assert window.session is not None
    settings, name = window.house.settings, window.session.pack.id
    assert last_export(settings, name) == exported
    exported.unlink()
    assert last_export(settings, name) is None
