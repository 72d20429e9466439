"""How soon an edit is on the page, and whether the window ever stands still meanwhile.

Run as a script; prints a table and exits 0 whatever it measures. Times are wall milliseconds, in one process with a
real page pane on the offscreen platform: a letter is typed every 150 ms into a text on the page that is looked at;
measured is from the edit to the end of the paint event that shows it. Then the same without a pause between letters,
scrolling and zooming. A watchdog ticks on the GUI thread: the longest time between two ticks is the longest stall.
The reference, in the same run, is PDFium drawing the page alone: nothing can be quicker than that.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from briefpack.app import build
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.pane import PagePane
from briefpack.gui.theme import Appearance
from briefpack.pack import edits
from briefpack.pack.pack import Pack
from briefpack.pdf.raster import rasterise

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"
EDITS = 60
BOUNDS = {1: (60, 100), 40: (150, 150)}  # median and p95 by how often the sample's parts are repeated
WORDS = [
    "the",
    "Council",
    "renewed",
    "the",
    "mandate",
    "and",
    "asked",
    "for",
    "a",
    "report",
    "on",
    "accountability",
    "in",
    "the",
    "country",
]


class Watchdog(QObject):
    """Ticks as often as the GUI thread lets it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def enlarged(pack: Pack, times: int) -> Pack:
    """The pack with its parts repeated, each time with ids of their own."""
    parts, sections, number = list(pack.parts), list(pack.sections), pack.next_id
    for copy in range(1, times):
        parts += [frame.model_copy(update={"id": f"{frame.id}-{copy}"}) for frame in pack.parts]
        for section in pack.sections:
            if section.kind == "cover":
                continue
            entries = []
            for entry in section.entries:
                entries.append(entry.model_copy(update={"id": f"e{number}"}))
                number += 1
            own = {"id": f"s{number}", "part": f"{section.part}-{copy}", "entries": tuple(entries)}
            sections.append(section.model_copy(update=own))
            number += 1
    return pack.model_copy(update={"parts": tuple(parts), "sections": tuple(sections), "next_id": number})


class Run:
    """One pane with one pack, driven like by a user."""

    def __init__(self, application: QApplication, times: int) -> None:
        self.application = application
        found = build.opened(SAMPLE)
        self.session = Session(found._replace(pack=enlarged(found.pack, times)), build.bundled_library())
        self.jobs = Jobs()
        self.pane = PagePane(self.session, self.jobs)
        self.pane.resize(640, 820)
        self.repaints: list[float] = []
        self.pane.repainted.connect(self.repaints.append)
        self.watchdog = Watchdog(self.pane)
        self.pane.show()
        self.until(lambda: self.pane.laid is not None and not self.jobs.busy)
        self.pane.view.go_to_page(2)
        self.pause(300)

    def until(self, ready: Callable[[], bool], most: float = 60) -> None:
        """Let the window live until something is so."""
        end = time.perf_counter() + most
        while not ready() and time.perf_counter() < end:
            self.application.processEvents()
            time.sleep(0.0005)

    def pause(self, milliseconds: float) -> None:
        """Let the window live for a while, and until nothing is under way."""
        end = time.perf_counter() + milliseconds / 1000
        self.until(lambda: time.perf_counter() > end and not self.jobs.busy)

    def type(self, letters: int, pause: float) -> None:
        """Type into the objective of the one-page brief."""
        text, source = "", random.Random(7)
        for _ in range(letters):
            text += source.choice(WORDS) + " "
            text = text[-160:]
            self.session.do("Write", lambda pack, text=text: edits.write(pack, "e11", text), "e11")  # type: ignore[misc]
            self.pause(pause) if pause else self.application.processEvents()

    def pixel_reference(self) -> float:
        """PDFium alone on the visible pages, from bytes that are there."""
        laid = self.pane.laid
        assert laid
        numbers = list(self.pane.view.visible())
        pdf = self.pane.press.preview.pdf(laid, numbers)
        times = []
        for _ in range(15):
            start = time.perf_counter()
            list(rasterise(pdf, [self.pane.view.scale] * len(numbers)))
            times.append((time.perf_counter() - start) * 1000)
        return median(times)

    def close(self) -> None:
        """Let go of everything."""
        self.jobs.cancel_all()
        self.pane.deleteLater()
        self.application.processEvents()


def percentile(times: list[float], share: int) -> float:
    """The value that `share` per cent of the times do not exceed."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def stalls(run: Run) -> list[tuple[str, float]]:
    """The longest stall in each scenario."""
    found = []
    scenarios: tuple[tuple[str, Callable[[], None]], ...] = (
        ("typing with pauses", lambda: run.type(10, 150)),
        ("typing as fast as it goes", lambda: run.type(40, 0)),
        ("scrolling to the end", lambda: scroll(run)),
        ("zooming", lambda: zoom(run)),
        ("finding a word", lambda: find(run)),
        ("text view", lambda: text(run)),
        ("small pages", lambda: run.pane.show_thumbnails(True)),
    )
    for name, act in scenarios:
        run.pause(100)
        run.watchdog.start()
        act()
        run.pause(500)
        found.append((name, run.watchdog.longest))
    return found


def scroll(run: Run) -> None:
    """In fifty steps."""
    bar = run.pane.view.verticalScrollBar()
    for step in range(51):
        bar.setValue(bar.maximum() * step // 50)
        run.application.processEvents()


def zoom(run: Run) -> None:
    """In and out."""
    for act in (run.pane.view.zoom_in,) * 4 + (run.pane.view.zoom_out,) * 4:
        act()
        run.pause(60)
    run.pane.fit_width()


def find(run: Run) -> None:
    """A word that is on every page, then close."""
    run.pane.find_words()
    run.pane.find_bar.words.setText("the")
    run.pause(300)
    run.pane.find_bar.leave()


def text(run: Run) -> None:
    """Into the text view, an edit there, and back."""
    run.pane.show_text_view(True)
    run.until(lambda: not run.jobs.busy and not run.pane.text.busy)
    run.type(2, 100)
    run.until(lambda: not run.jobs.busy and not run.pane.text.busy)
    run.pane.show_text_view(False)


def main() -> int:
    """Measure and print."""
    application = QApplication(sys.argv)
    Appearance(application)
    print(
        f"{'edit → repainted page, wall ms':34}{'n':>5}{'p50':>8}{'p95':>8}{'bound':>16}{'PDFium alone':>14}{'ratio':>8}"
    )
    for times, (bound, bound95) in BOUNDS.items():
        run = Run(application, times)
        run.type(8, 150)
        run.repaints.clear()
        run.type(EDITS, 150)
        pages = len(run.pane.view.pages.pages)
        half, most, alone = median(run.repaints), percentile(run.repaints, 95), run.pixel_reference()
        mark = "" if half <= bound and most <= bound95 else "  missed"
        print(
            f"{f'{pages} pages':34}{len(run.repaints):5}{half:8.1f}{most:8.1f}"
            f"{f'<= {bound} / {bound95}':>16}{alone:14.1f}{half / alone:8.1f}{mark}",
            flush=True,
        )
        for name, longest in stalls(run):
            print(
                f"  longest stall, {name:28}{longest:8.1f}{'<= 50':>26}{'' if longest <= 50 else '  missed'}",
                flush=True,
            )
        run.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
