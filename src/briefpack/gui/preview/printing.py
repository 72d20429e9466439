"""Printing: the PDF itself goes to the system's print queue; where there is none, pages as pictures, one at a time."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefpack.app.errors import UserError
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import heading
from briefpack.gui.jobs import Job
from briefpack.gui.pictures import picture
from briefpack.language import say
from briefpack.pdf.raster import page_sizes, rasterise

_DPI = 300
_WAIT = 120  # seconds for the queue to take the file
#: How sheets are printed: the name for CUPS, and for Qt.
SIDES = {
    "one-sided": QPrinter.DuplexMode.DuplexNone,
    "two-sided-long-edge": QPrinter.DuplexMode.DuplexLongSide,
    "two-sided-short-edge": QPrinter.DuplexMode.DuplexShortSide,
}


class Order(NamedTuple):
    """What to print: on which printer ("" = the system's own choice), how often, which pages ((0, 0) = all)."""

    printer: str = ""
    copies: int = 1
    sides: str = "two-sided-long-edge"
    first: int = 0
    last: int = 0


def queue_command(order: Order, title: str, path: Path) -> list[str]:
    """The command that gives a file to CUPS, or nothing where the system has none (Windows)."""
    if sys.platform == "win32":
        return []
    pages = f"{order.first}-{order.last}" if order.first else ""
    # A line break in a title would end the name of the job.
    name = " ".join(title.split())[:120]
    lp, lpr = shutil.which("lp"), shutil.which("lpr")
    if lp:
        ranges = ["-P", pages] if pages else []
        target = ["-d", order.printer] if order.printer else []
        options = ["-n", str(order.copies), "-o", f"sides={order.sides}", "-t", name]
        return [lp, *target, *options, *ranges, "--", str(path)]
    if lpr:
        ranges = ["-o", f"page-ranges={pages}"] if pages else []
        target = ["-P", order.printer] if order.printer else []
        return [
            lpr,
            *target,
            "-#",
            str(order.copies),
            "-o",
            f"sides={order.sides}",
            "-T",
            name,
            *ranges,
            "--",
            str(path),
        ]
    return []


def print_pdf(pdf: bytes, title: str, order: Order, job: Job[str]) -> str:
    """Print, in a job; says in a sentence what was done. Raises UserError."""
    job.say(say("Handing the pages to the printer"))
    if _queued(pdf, title, order):
        return say("The pages are in the printer’s queue.")
    printer = _printer(order)
    # Without a printer Qt would write a file.
    if not printer.isValid() or printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        raise UserError(say("No printer could be reached. Export the PDF and print it from another program."))
    printer.setDocName(title)
    print_pictures(pdf, printer, order, job)
    return say("The pages were sent to the printer.")


def _queued(pdf: bytes, title: str, order: Order) -> bool:
    handle, name = tempfile.mkstemp(prefix="briefpack-", suffix=".pdf")  # for its owner's eyes only
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
        command = queue_command(order, title, path)
        if not command:
            return False
        done = subprocess.run(  # noqa: S603 - a program found by its full path, arguments made above
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_WAIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    finally:
        # The queue has its own copy by then.
        path.unlink(missing_ok=True)
    return done.returncode == 0


def _printer(order: Order) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if order.printer:
        printer.setPrinterName(order.printer)
    printer.setCopyCount(order.copies)
    printer.setDuplex(SIDES[order.sides])
    return printer


def print_pictures(pdf: bytes, printer: QPrinter, order: Order, job: Job[str]) -> None:
    """Pages as pictures at 300 dpi; never more than one in memory. Raises UserError when the printer refuses."""
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    sizes = page_sizes(pdf)
    chosen = range(max(order.first, 1) - 1, min(order.last or len(sizes), len(sizes)))
    scales = [_DPI / 72 if index in chosen else 0.01 for index in range(chosen.stop)]
    painter = QPainter()
    try:
        for index, pixels in rasterise(pdf, scales, lambda: not job.cancelled):
            if index not in chosen:
                continue
            job.say(say("Printing page {number} of {pages}", number=index + 1, pages=len(sizes)))
            _set_paper(printer, sizes[index])
            if not painter.isActive() and not painter.begin(printer):
                raise UserError(say("The printer does not answer. Look whether it is switched on, then print again."))
            if index > chosen.start:
                printer.newPage()
            painter.drawImage(painter.viewport(), picture(pixels))
    finally:
        if job.cancelled:
            printer.abort()
        if painter.isActive():
            painter.end()


def _set_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """The paper of one page; must be set before the page begins."""
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0)))


class PrintDialog(QDialog):
    """Which printer, how many copies, both sides or one, which pages."""

    def __init__(self, pages: int, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Print"), key="print-dialog")
        self.setWindowTitle(say("Print"))
        self.printer = named(QComboBox(self), say("Printer"), key="print-printer")
        self.copies = named(QSpinBox(self), say("Copies"), key="print-copies")
        self.copies.setRange(1, 999)
        for inner in self.copies.findChildren(QLineEdit):
            named(inner, say("Copies"), key="print-copies-field")
            inner.setTextMargins(theme.em(self, 0.5), 0, theme.em(self, 0.5), 0)  # a style sheet gives it none
        self.sides = named(QComboBox(self), say("Sides"), key="print-sides")
        for key, words in _sides_words().items():
            self.sides.addItem(words, key)
        self.pages = named(QLineEdit(self), say("Pages"), say("Such as 2-5; empty for all."), key="print-pages")
        self.pages.setPlaceholderText(say("All {pages}", pages=pages))
        self._count = pages
        self.hint = named(QLabel(self), say("About printing"), key="print-hint")
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "muted")
        self.buttons = named(QDialogButtonBox(self), say("Print or leave"), key="print-buttons")
        self.go = self.buttons.addButton(say("Print"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("role", "primary")
        named(self.go, say("Print"), key="print-go")
        named(self.buttons.addButton(say("Cancel"), QDialogButtonBox.ButtonRole.RejectRole), say("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.pages.textChanged.connect(lambda _text: self._check())
        self._assemble()
        self._fill_printers()
        self._check()

    def _assemble(self) -> None:
        form = QFormLayout()
        rows = ((say("Printer"), self.printer), (say("Copies"), self.copies), (say("Sides"), self.sides))
        for words, field in (*rows, (say("Pages"), self.pages)):
            label = named(QLabel(words, self), words)
            label.setBuddy(field)
            form.addRow(label, field)
        layout = QVBoxLayout(self)
        gap = theme.em(self, 0.8)
        layout.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        layout.setSpacing(gap)
        form.setHorizontalSpacing(2 * gap)
        form.setVerticalSpacing(gap)
        layout.addWidget(heading(self.windowTitle()))
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(theme.em(self, 28))

    def _fill_printers(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        first = QPrinterInfo.defaultPrinterName()
        for name in sorted(names, key=lambda name: (name != first, name.casefold())):
            self.printer.addItem(name, name)
        self.printer.setEnabled(bool(names))

    def _check(self) -> None:
        words = ""
        if not self.printer.count():
            words = say("This computer has no printer. Export the PDF and print it elsewhere.")
        elif self._range() is None:
            words = say("Write pages as 3 or 2-5; there are {pages}.", pages=self._count)
        self.hint.setText(words)
        self.hint.setAccessibleName(words or say("About printing"))
        self.hint.setVisible(bool(words))
        self.go.setEnabled(not words)

    def _range(self) -> tuple[int, int] | None:
        """The first and the last page; (0, 0) for all, None for what is no range of pages."""
        text = self.pages.text().replace("–", "-").replace(" ", "")
        if not text:
            return 0, 0
        first, _, last = text.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            return None
        start, end = int(first), int(last or first)
        return (start, end) if 1 <= start <= end <= self._count else None

    def order(self) -> Order:
        """What was chosen."""
        first, last = self._range() or (0, 0)
        return Order(
            self.printer.currentData(Qt.ItemDataRole.UserRole) or "",
            self.copies.value(),
            self.sides.currentData(Qt.ItemDataRole.UserRole),
            first,
            last,
        )


def _sides_words() -> dict[str, str]:
    return {
        "two-sided-long-edge": say("Both sides, turned like a book"),
        "two-sided-short-edge": say("Both sides, turned like a calendar"),
        "one-sided": say("One side"),
    }


def work_of(make: "partial[bytes]", title: str, order: Order) -> "partial[str]":
    """The work of a print job: make the file, then print it."""
    return partial(_made_and_printed, make, title, order)


def _made_and_printed(make: "partial[bytes]", title: str, order: Order, job: Job[str]) -> str:
    return print_pdf(make(), title, order, job)
