"""The self-test of the window notices a page that is not painted, an error on the way, a window that does not close."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from briefpack.gui import trial
from briefpack.gui.filing import Filing
from briefpack.gui.preview.view import PageView
from briefpack.gui.program import Program
from briefpack.gui.trial import BlankError, inked, show

pytestmark = pytest.mark.usefixtures("qapp", "data_folder")


def never(words: str) -> None:
    pytest.fail(f"Qt did not end: {words}")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No window of a trial stays."""
    before = {*QApplication.topLevelWidgets()}
    yield
    assert [each for each in QApplication.topLevelWidgets() if each not in before and each.isVisible()] == []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PATIENCE", 3.0)


def test_a_page_is_seen_and_the_window_closed(sample: Path) -> None:
    assert show(sample, never).startswith("opened on the platform ")


def test_a_blank_page_is_noticed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def white(self: PageView, painter: QPainter, number: int) -> None:
        painter.fillRect(self.rect_of_page(number).toRect(), Qt.GlobalColor.white)

    monkeypatch.setattr(PageView, "_paint_page", white)
    with pytest.raises(BlankError, match="blank page: ink on 0 %"):
        show(sample, never)


@pytest.mark.usefixtures("impatient")
def test_pages_that_never_come_are_noticed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageView, "lacks", lambda _: ([1], []))
    with pytest.raises(BlankError, match="does not show the page: it took too long"):
        show(sample, never)


def test_a_window_that_does_not_close_is_noticed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quit_ = Program.quit

    def impatient(self: Program) -> None:
        quit_(self)
        monkeypatch.setattr(trial, "PATIENCE", 0.1)

    monkeypatch.setattr(Program, "quit", impatient)
    monkeypatch.setattr(Filing, "may_close", lambda _: False)
    with pytest.raises(BlankError, match="does not close"):
        show(sample, never)


def test_a_file_that_cannot_be_opened_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "damaged.briefpack"
    path.write_bytes(b"nothing")
    with pytest.raises(BlankError, match=r"does not show the page: .*damaged\.briefpack"):
        show(path, never)


def test_an_error_in_the_window_is_noticed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Program.begin

    def troubled(self: Program, paths: Any) -> None:
        begin(self, paths)
        self.house.jobs.run(self, _fail, lambda _: None)

    monkeypatch.setattr(Program, "begin", troubled)
    with pytest.raises(BlankError, match="ZeroDivisionError"):
        show(sample, never)


def _fail(_job: object) -> None:
    raise ZeroDivisionError("division by zero")


def _page(paint: bool, ground: Qt.GlobalColor) -> QImage:
    page = QImage(400, 560, QImage.Format.Format_RGB32)
    page.fill(ground)
    if paint:
        painter = QPainter(page)
        for line in range(40, 520, 14):
            painter.fillRect(60, line, 280, 6, Qt.GlobalColor.black)
        painter.end()
    return page


def test_ink_is_counted_in_lines() -> None:
    assert inked(_page(True, Qt.GlobalColor.white)) > 0.3
    assert inked(_page(False, Qt.GlobalColor.white)) == 0
    assert inked(_page(False, Qt.GlobalColor.black)) == 0
    assert inked(QImage()) == 0
