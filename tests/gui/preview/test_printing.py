"""Printing: what the queue is told, and pages as pictures where there is no queue."""

import sys
from pathlib import Path

import pypdfium2  # noqa: TID253 - reads what was printed
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from briefpack.app.errors import UserError
from briefpack.gui.jobs import CancelledError, Job, Jobs
from briefpack.gui.preview import printing
from briefpack.gui.preview.pane import PagePane
from briefpack.gui.preview.printing import Order, PrintDialog

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lp"),
]


def tool(folder: Path, name: str, code: int = 0) -> Path:
    """A print command that keeps its arguments and what it was given."""
    path = folder / name
    script = (
        "#!/bin/sh",
        f'printf "%s\\n" "$@" > "{folder}/said"',
        "for last; do :; done",
        f'cp "$last" "{folder}/got"',
    )
    path.write_text("\n".join([*script, f"exit {code}", ""]))
    path.chmod(0o755)
    return path


def job(owner: object) -> Job[str]:
    """A job whose words are kept."""
    said: list[str] = []
    made: Job[str] = Job(owner, "", "", lambda _job, words: said.append(words))  # type: ignore[arg-type]
    made.said_words = said  # type: ignore[attr-defined]
    return made


@pytest.fixture
def only_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing of the system's own printing; sh and cp stay reachable."""
    monkeypatch.setattr(
        printing.shutil, "which", lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None
    )
    return tmp_path


@pytest.fixture
def pdf(pane: PagePane) -> bytes:
    assert pane.laid
    return pane.press.preview.whole_pdf(pane.laid)


def test_the_queue_gets_the_pdf_itself(pane: PagePane, pdf: bytes, only_here: Path) -> None:
    tool(only_here, "lp")
    order = Order("Office", 2, "two-sided-long-edge", 2, 5)
    assert "queue" in printing.print_pdf(pdf, "A title\nwith two lines", order, job(pane))
    said = (only_here / "said").read_text().split("\n")
    assert said[:8] == ["-d", "Office", "-n", "2", "-o", "sides=two-sided-long-edge", "-t", "A title with two lines"]
    assert said[8:11] == ["-P", "2-5", "--"]
    assert (only_here / "got").read_bytes() == pdf
    assert not Path(said[11]).exists()


def test_lpr_is_used_where_there_is_no_lp(pane: PagePane, pdf: bytes, only_here: Path) -> None:
    tool(only_here, "lpr")
    printing.print_pdf(pdf, "Title", Order("Office", 1, "one-sided"), job(pane))
    assert (only_here / "said").read_text().startswith("-P\nOffice\n-#\n1\n-o\nsides=one-sided\n")


def test_without_queue_and_printer_a_sentence_says_what_to_do(pane: PagePane, pdf: bytes, only_here: Path) -> None:
    with pytest.raises(UserError, match="Export the PDF"):
        printing.print_pdf(pdf, "Title", Order("No such printer"), job(pane))


def test_a_queue_that_refuses_is_not_taken_for_success(pane: PagePane, pdf: bytes, only_here: Path) -> None:
    tool(only_here, "lp", code=1)
    with pytest.raises(UserError):
        printing.print_pdf(pdf, "Title", Order("No such printer"), job(pane))


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_pictures_are_printed_page_by_page(pane: PagePane, pdf: bytes, tmp_path: Path) -> None:
    work = job(pane)
    printing.print_pictures(pdf, to_file(tmp_path / "out.pdf"), Order(first=2, last=4), work)
    printed = pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())
    assert [tuple(map(round, printed.get_page_size(page))) for page in range(len(printed))] == [(595, 842)] * 3
    assert work.said_words == [f"Printing page {page} of 22" for page in (2, 3, 4)]  # type: ignore[attr-defined]


def test_printing_can_be_cancelled(pane: PagePane, pdf: bytes, tmp_path: Path) -> None:
    work = job(pane)
    work.cancel()
    with pytest.raises(CancelledError):
        printing.print_pdf(pdf, "Title", Order(), work)
    printing.print_pictures(pdf, to_file(tmp_path / "out.pdf"), Order(), work)
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("", (0, 0)), ("3", (3, 3)), ("2-5", (2, 5)), ("2 – 5", (2, 5)), ("5-2", None), ("99", None), ("x", None)],
)
def test_pages_are_typed_as_people_write_them(
    qtbot: QtBot, pane: PagePane, typed: str, pages: tuple[int, int] | None
) -> None:
    dialog = PrintDialog(22, pane)
    qtbot.addWidget(dialog)
    dialog.printer.addItem("Office", "Office")
    dialog.pages.setText("1")
    dialog.pages.setText(typed)
    assert dialog.go.isEnabled() == (pages is not None)
    if pages is not None:
        assert (dialog.order().first, dialog.order().last) == pages
        assert dialog.order().printer == "Office"


def test_a_print_job_goes_through_the_pane(qtbot: QtBot, pane: PagePane, jobs: Jobs, only_here: Path) -> None:
    tool(only_here, "lp")
    pane.print_as(Order("Office"))
    qtbot.waitUntil(lambda: (only_here / "got").exists() and not jobs.busy, timeout=10_000)
