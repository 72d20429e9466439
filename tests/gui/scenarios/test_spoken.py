"""What a person hears who does not see the window: the program on a real display, a screen reader's ear beside it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[3]
_EAR = Path(__file__).with_name("listening.py")
_TOOLS = ("Xvfb", "xvfb-run", "dbus-run-session")
_SYSTEM_PYTHON = Path("/usr/bin/python3")

#: Both at once, each in its own process; the ear says when the hands may begin.
_SESSION = '"$1" "$2" "$5" "$6" >"$7" & "$3" -c "$HANDS" "$4" "$5" "$6"; wait'
_HANDS = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.gui.scenarios.driving import Person

application = QApplication(["briefpack"])
application.setApplicationName("briefpack")
person = Person(application, Path("."))
started, over = Path(sys.argv[2]), Path(sys.argv[3])

def script():
    person.start(Path(sys.argv[1]))
    person.window()
    while not started.exists():
        time.sleep(0.05)
    person.keys("Ctrl+F")
    person.type("icc referral")
    person.rest()
    person.keys("Down")
    person.keys("Return")
    person.rest()
    time.sleep(0.5)

try:
    person.play(script)
finally:
    over.touch()
"""


def missing() -> str:
    """What is not installed here and keeps anybody from listening; "" for nothing."""
    lacking = [tool for tool in _TOOLS if shutil.which(tool) is None]
    hears = (
        _SYSTEM_PYTHON.exists()
        and not subprocess.run(  # noqa: S603 - the system's Python
            [_SYSTEM_PYTHON, "-c", "import pyatspi"], check=False, capture_output=True
        ).returncode
    )
    return ", ".join([*lacking, *(() if hears else ("python3-pyatspi",))])


@pytest.mark.long
def test_a_screen_reader_hears_the_panes_the_focus_and_what_was_added(sample: Path, tmp_path: Path) -> None:
    if missing():
        pytest.skip(f"not installed here: {missing()}; packaging/bootstrap.sh installs it on Debian")
    heard = tmp_path / "heard"
    paths = (_SYSTEM_PYTHON, _EAR, sys.executable, sample, tmp_path / "started", tmp_path / "over", heard)
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "BRIEFPACK_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(_TOP),
        "HANDS": _HANDS,
    }
    command = ["dbus-run-session", "--", "xvfb-run", "-a", "bash", "-c", _SESSION, "session", *map(str, paths)]
    ran = subprocess.run(  # noqa: S603 - fixed programs
        command, env=surroundings, cwd=_TOP, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in heard.read_text("utf-8").splitlines()]
    names = next(words for kind, words in told if kind == "names")
    for name in ("Library", "Search the library", "Found items", "Outline of the pack", "Pages", "State of the pack"):
        assert name in names
    announced = [words for kind, words in told if kind == "announced"]
    assert any(words.endswith(" found") for words in announced)
    assert any(words.startswith("Added to place ") for words in announced)
    focused = [words for kind, words in told if kind == "focus"]
    assert any("ICC referral" in words for words in focused), focused
