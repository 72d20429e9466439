"""How soon the first window is painted and of use, against a bare window of Qt in the same run.

Run as a script; prints a table and exits 0 whatever it measures. CPU of whole processes (user and system), medians of
RUNS of each in turn, the library compiled and the byte code written beforehand as from the second start; without a
screen. The bare window is a QMainWindow with a label, through PySide6. Of use means: the library is open, and the
templates and recent packs are shown; or, with a file, the three panes of the pack stand there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"
RUNS = 15
RATIO, LATER = 1.5, 500

_BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True

application = QApplication([])
window = Window()
window.setCentralWidget(QLabel("briefpack"))
window.resize(900, 600)
window.show()
while not window.painted:
    application.processEvents()
print(time.process_time(), flush=True)
os._exit(0)
"""
#: As the command starts the program.
_OURS = """
import gc, os, sys, time
from briefpack import cli
gc.disable()  # as cli.run does
from briefpack.gui.early import first_look
look = first_look()
from briefpack.gui import main, program

bring = program._bring

def watched(window):
    window.installEventFilter(application())
    bring(window)

def application():
    return main.QApplication.instance()

class Watched(main.Application):
    painted = 0.0

    def exec(self):
        self.looking = self.startTimer(5)  # the event loop waits as it does for a user
        return super().exec()

    def timerEvent(self, event):
        if event.timerId() == self.looking and self.painted and self.is_of_use(self.findChild(program.Program)):
            print(self.painted, time.process_time(), flush=True)
            os._exit(0)

    def is_of_use(self, made):
        if made.start is None:
            return made.windows[0].panes is not None
        cards = made.start.choosing.cards
        return made.house.is_ready and bool(cards) and bool(cards[0].template)

    def eventFilter(self, window, event):
        if event.type() is event.Type.Paint and not self.painted:
            window.removeEventFilter(self)
            window.event(event)
            self.painted = time.process_time()
            return True
        return False

program._bring = watched
main.Application = Watched
main.run(sys.argv[1:], look)
"""


def _times(code: str, surroundings: dict[str, str], *arguments: str) -> list[float]:
    """The seconds of CPU that a process prints."""
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    return [float(line) for line in ran.stdout.split()]


def main() -> None:
    """Measure in turn, then tell."""
    with tempfile.TemporaryDirectory() as kept:
        home = Path(kept)
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": kept}
        surroundings |= {"XDG_DATA_HOME": f"{kept}/data", "PYTHONPYCACHEPREFIX": f"{kept}/code"}
        for name in ("PYTHONDONTWRITEBYTECODE", "BRIEFPACK_DATA"):
            surroundings.pop(name, None)
        (home / "data" / "briefpack").mkdir(parents=True)
        (home / "data" / "briefpack" / "settings.json").write_text('{"tour_seen": true}')
        sample = str(shutil.copy(SAMPLE, home))
        for arguments in ((), (sample,)):
            _times(_OURS, surroundings, *arguments)
        bare, ours, with_pack = [], [], []
        for _ in range(RUNS):
            bare += _times(_BARE, surroundings)
            ours.append(_times(_OURS, surroundings))
            with_pack.append(_times(_OURS, surroundings, sample))
    floor = median(bare)
    print(f"bare window of Qt painted: {floor * 1000:.0f} ms of CPU")
    for name, times in (("start window", ours), ("a pack's window", with_pack)):
        painted, later = [first for first, _ in times], [last - first for first, last in times]
        ratio, least = median(painted) / floor, min(painted) / min(bare)
        print(f"{name}: painted {median(painted) * 1000:.0f} ms, {ratio:.2f} times the bare one ", end="")
        print(f"(the least of each {least:.2f}; goal {RATIO}); ", end="")
        print(f"of use {median(later) * 1000:.0f} ms of CPU later (least {min(later) * 1000:.0f}; goal {LATER})")


if __name__ == "__main__":
    main()
