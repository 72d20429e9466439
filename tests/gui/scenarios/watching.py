"""How long the GUI thread is away, while somebody works."""

import faulthandler
import tempfile
import threading
import time

from PySide6.QtCore import Qt, QTimer

#: Of a stall this long, in seconds, it is noted what the GUI thread did.
_WORTH_KNOWING = 0.04


class Watchdog:
    """Measures for how long the GUI thread did not come back to its queue, and what it was doing then.

    In seconds of work of this process too: on a busy computer others take their share of the time.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.work = 0.0
        self.where = ""
        self._last = (time.perf_counter(), time.process_time())
        self._over = False
        self._gui = threading.get_ident()
        self._timer = QTimer(interval=2)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def told(self) -> str:
        """The longest stall in words; from here on the next one is looked for."""
        words = f"{self.longest * 1000:.0f} ms ({self.work * 1000:.0f} ms of work)"
        if self.where:
            words += f"\n{self.where}"
        self.longest, self.work, self.where = 0.0, 0.0, ""
        return words

    def stop(self) -> None:
        """The end of watching."""
        self._over = True
        self._timer.stop()
        self._thread.join()

    def _beat(self) -> None:
        self._last = (time.perf_counter(), time.process_time())

    def _watch(self) -> None:
        while not self._over:
            time.sleep(0.003)
            since, worked = self._last
            gap, work = time.perf_counter() - since, time.process_time() - worked
            self.longest = max(self.longest, gap)
            if work > self.work:
                self.work = work
                if work > _WORTH_KNOWING:
                    self.where = self._doing()

    def _doing(self) -> str:
        """What the GUI thread is about, innermost call first. Not by its frames: reading those of a running thread
        while Qt calls back into Python crashes PySide."""
        with tempfile.TemporaryFile("w+") as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            threads = file.read().split("\n\n")
        mine = [told for told in threads if f"{self._gui:#018x}" in told]
        lines = "".join(mine).splitlines()
        return "\n".join(line for line in lines if "/briefpack/" in line or "driving" in line)
