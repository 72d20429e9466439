"""How soon the frozen program answers, and shows its first window: cold, as after the computer was started, and warm.

Run as a script on Linux, after `make installers PACKAGES=deb`; prints a table and exits 0 whatever it measures. Seconds
of the clock, medians of ROUNDS, with a fresh home each time, on a screen of Xvfb; a window counts when the screen has
it as visible. The reference in the same run is the Python of this script saying its version. Cold needs root: what is
kept of files in memory is dropped before each start.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parents[2]
BUNDLE = TOP / "build" / "installers" / "bundle" / "briefpack"
ROUNDS = 5
ANSWER, WINDOW = 0.3, 1.0
_CACHES = Path("/proc/sys/vm/drop_caches")
_SCREEN = ":87"


def _drop() -> None:
    subprocess.run(["sync"], check=True)
    _CACHES.write_text("3\n", encoding="ascii")


def _answered(command: Sequence[str | Path], home: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, env={"HOME": str(home), "PATH": os.defpath}, capture_output=True, check=True)
    return time.perf_counter() - started


def _shown(home: Path) -> float:
    surroundings = {"HOME": str(home), "PATH": os.defpath, "DISPLAY": _SCREEN, "LC_ALL": "C.UTF-8"}
    started = time.perf_counter()
    program = subprocess.Popen([BUNDLE / "briefpack-gui"], env=surroundings, stderr=subprocess.DEVNULL)
    looking = ["xdotool", "search", "--onlyvisible", "--class", "briefpack"]
    try:
        while subprocess.run(looking, env=surroundings, capture_output=True, check=False).returncode:
            assert program.poll() is None, "the program ended"
        return time.perf_counter() - started
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()


def _times(work: Callable[[Path], float], cold: bool) -> float:
    found = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as home:
            if cold:
                _drop()
            found.append(work(Path(home)))
    return median(found)


def main() -> int:
    """Measure, and print the table."""
    if not (BUNDLE / "briefpack").exists():
        print("There is no frozen program; make installers PACKAGES=deb makes it.")
        return 0
    may_drop = False
    with suppress(OSError):
        _drop()
        may_drop = True
    screen = subprocess.Popen(["Xvfb", _SCREEN, "-noreset", "-screen", "0", "1600x1000x24"], stderr=subprocess.DEVNULL)
    try:
        while subprocess.run(
            ["xdotool", "getdisplaygeometry"], env={**os.environ, "DISPLAY": _SCREEN}, capture_output=True, check=False
        ).returncode:
            time.sleep(0.1)
        print(f"{'':<32} {'cold':>7} {'warm':>7}   goal")
        for name, work, goal in (
            ("Python says its version", lambda home: _answered([sys.executable, "--version"], home), ""),
            ("briefpack --version", lambda home: _answered([BUNDLE / "briefpack", "--version"], home), f"{ANSWER} s"),
            ("first window", _shown, f"{WINDOW} s"),
        ):
            warm = _times(work, cold=False)
            cold = f"{_times(work, cold=True):>6.2f}s" if may_drop else "      ?"
            print(f"{name:<32} {cold} {warm:>6.2f}s   {goal}")
    finally:
        screen.terminate()
        screen.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
