"""How soon an edit is on the page, and whether the window ever stands still meanwhile.

Run as a script; prints a table and exits 0 whatever it measures. Times are wall milliseconds, and in brackets CPU
milliseconds, which a busy machine does not swell as much; in one process with a
real page pane on the offscreen platform: a word is typed every 150 ms into a text on the page that is looked at;
measured is from the edit to the end of the paint event that shows it. Then the same without a pause between words,
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

from briefpack.app import build, libraries
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.pane import PagePane
from briefpack.gui.theme import Appearance
from briefpack.pack import edits
from briefpack.pack.pack import Pack
from briefpack.pdf.raster import rasterise

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"
EDITS = 40
BOUNDS = {1: (60, 100), 35: (150, 150)}  # median and p95 by how often the sample's parts are repeated
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
        self.longest = self.work = 0.0
        self._last = self._worked = 0.0
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Forget what was."""
        self.longest = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.work = max(self.work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked


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
        self.session = Session(found._replace(pack=enlarged(found.pack, times)), libraries.bundled_library())
        self.jobs = Jobs()
        self.pane = PagePane(self.session, self.jobs)
        self.pane.resize(640, 820)
        self.repaints: list[float] = []
        self.cpu: list[float] = []
        self._began = 0.0
        self.pane.repainted.connect(self._repainted)
        self.watchdog = Watchdog(self.pane)
        self.pane.show()
        self.until(lambda: self.pane.laid is not None and not self.jobs.busy)
        self.pane.view.go_to_page(2)
        self.pause(300)

    def _repainted(self, passed: float) -> None:
        self.repaints.append(passed)
        self.cpu.append((time.process_time() - self._began) * 1000)

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

    def type(self, words: int, pause: float) -> None:
        """Type into the objective of the one-page brief."""
        text, source = "", random.Random(7)
        for _ in range(words):
            text += source.choice(WORDS) + " "
            text = text[-160:]
            shown = len(self.repaints)
            self._began = time.process_time()
            self.session.do("Write", lambda pack, text=text: edits.write(pack, "e11", text), "e11")  # type: ignore[misc]
            if pause:
                self.pause(pause)
                self.until(lambda shown=shown: len(self.repaints) > shown, 2)  # type: ignore[misc]
            else:
                self.application.processEvents()

    def pixel_reference(self) -> tuple[float, float]:
        """PDFium alone on the visible pages, from bytes that are there: wall and CPU."""
        laid = self.pane.laid
        assert laid
        numbers = list(self.pane.view.visible())
        pdf = self.pane.press.preview.pdf(laid, numbers)
        times, cpu = [], []
        for _ in range(15):
            start, worked = time.perf_counter(), time.process_time()
            list(rasterise(pdf, [self.pane.view.scale] * len(numbers)))
            times.append((time.perf_counter() - start) * 1000)
            cpu.append((time.process_time() - worked) * 1000)
        return median(times), median(cpu)

    def close(self) -> None:
        """Let go of everything."""
        self.jobs.cancel_all()
        self.pane.deleteLater()
        self.application.processEvents()


def percentile(times: list[float], share: int) -> float:
    """The value that `share` per cent of the times do not exceed."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def stalls(run: Run) -> list[tuple[str, float, float]]:
    """The longest stall in each scenario, and the most the GUI thread worked without a break."""
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
        found.append((name, run.watchdog.longest, run.watchdog.work))
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
    print(f"{'edit → repainted page, ms':34}{'p50':>14}{'p95':>14}{'bound':>12}{'PDFium alone':>16}{'ratio':>7}")
    for times, (bound, bound95) in BOUNDS.items():
        run = Run(application, times)
        run.type(8, 150)
        run.repaints.clear()
        run.cpu.clear()
        run.type(EDITS, 150)
        pages = len(run.pane.view.pages.pages)
        half, most, (alone, alone_cpu) = median(run.repaints), percentile(run.repaints, 95), run.pixel_reference()
        half_cpu, most_cpu = median(run.cpu), percentile(run.cpu, 95)
        mark = "" if half <= bound and most <= bound95 else "  missed"
        print(
            f"{f'{pages} pages':34}{f'{half:.0f} ({half_cpu:.0f})':>14}{f'{most:.0f} ({most_cpu:.0f})':>14}"
            f"{f'{bound} / {bound95}':>12}{f'{alone:.0f} ({alone_cpu:.0f})':>16}{half_cpu / alone_cpu:7.1f}{mark}",
            flush=True,
        )
        for name, longest, work in stalls(run):
            mark = "" if longest <= 50 else "  missed"
            print(f"  longest stall, {name:26}{f'{longest:.0f} ({work:.0f})':>20}{'50':>19}{mark}", flush=True)
        run.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
