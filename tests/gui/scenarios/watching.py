"""How long the GUI thread is away, while somebody works."""

import faulthandler
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer

#: Of a stall this long, in seconds, it is noted what the GUI thread did.
_WORTH_KNOWING = 0.04
#: So many of the calls it was in are told, innermost first.
_DEPTH = 6


class Stall(NamedTuple):
    """How long the GUI thread did not come back to its queue, in seconds, and what it was doing then.

    `work` is what this process did meanwhile, on all threads; `held` is the lesser of the two: on a busy computer
    others take their share of the time, and on an idle one a second thread may work beside a GUI thread that answers.
    `own` is the share of the GUI thread itself in the work.
    """

    time: float = 0.0
    work: float = 0.0
    own: float = 0.0
    where: str = ""

    @property
    def held(self) -> float:
        """What a user would have waited on a computer of their own."""
        return min(self.time, self.work)

    def __str__(self) -> str:
        words = f"{self.held * 1000:.0f} ms ({self.time * 1000:.0f} ms of time, {self.work * 1000:.0f} ms of work)"
        return f"{words}\n{self.where}" if self.where else words


class Watchdog:
    """Finds the longest stall since it was last asked.

    Only a benchmark should ask for `places` too: Python may crash where it tells of a thread that just begins.
    """

    def __init__(self, places: bool = False) -> None:
        self._places = places
        self._longest = Stall()
        self._last = _clocks()
        self._seen: list[str] = []
        self._over = threading.Event()
        self._gui = threading.get_ident()
        self._timer = QTimer(interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def told(self) -> Stall:
        """The longest stall; from here on the next one is looked for. For any thread."""
        found, self._longest = self._longest, Stall()
        return found

    def begin(self) -> None:
        """What was done in this turn until now holds nobody up. For the GUI thread."""
        self._last = _clocks()

    @contextmanager
    def not_counting(self) -> Iterator[None]:
        """What the person does to see the screen is no work of the program."""
        began = _clocks()
        try:
            yield
        finally:
            spent = [now - then for now, then in zip(_clocks(), began, strict=True)]
            self._last = (self._last[0] + spent[0], self._last[1] + spent[1], self._last[2] + spent[2])

    def stop(self) -> None:
        """The end of watching."""
        self._over.set()
        self._timer.stop()
        self._thread.join()

    def _beat(self) -> None:
        now = _clocks()
        stall = Stall(now[0] - self._last[0], now[1] - self._last[1], now[2] - self._last[2])
        if stall.held > self._longest.held:
            where = Counter(list(self._seen)).most_common(1)
            self._longest = stall._replace(where=where[0][0] if where else "")
        self._seen = []
        self._last = _clocks()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            if self._places and time.perf_counter() - self._last[0] > _WORTH_KNOWING:
                self._seen.append(self._doing())

    def _doing(self) -> str:
        """What the GUI thread is about, innermost call first. Not by its frames: reading those of a running thread
        while Qt calls back into Python crashes PySide."""
        with tempfile.TemporaryFile("w+") as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            threads = file.read().split("\n\n")
        mine = [told for told in threads if f"{self._gui:#018x}" in told]
        # Where the GUI thread is in nothing of ours, it waits for the interpreter that another thread has.
        return _ours(mine) or _ours([told for told in threads if told not in mine])


def _clocks() -> tuple[float, float, float]:
    """This moment, the work of this process and that of this thread, in seconds."""
    return time.perf_counter(), time.process_time(), time.thread_time()


def _ours(threads: list[str]) -> str:
    lines = "\n".join(threads).splitlines()
    return "\n".join([line for line in lines if "/briefpack/" in line][:_DEPTH])
