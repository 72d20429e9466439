"""What is loaded after the first paint is loaded in steps, and what knows Qt on the GUI thread alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_PROBE_OF_FAMILIES = """
import json, sys
from enum import Enum
from PySide6.QtWidgets import QApplication
from briefpack.gui import loading
application = QApplication([])
def families():
    def below(kind):
        for each in kind.__subclasses__():
            yield each
            yield from below(each)
    return {each.__qualname__.split(".")[0] for each in below(Enum) if each.__module__.startswith("PySide6")}
before, made = families(), []
for _ in loading.families():
    made.append(sorted(families() - before))
    before = families()
print(json.dumps([made, len(list(loading.families()))]))
"""


def test_each_step_makes_a_family_and_the_second_time_there_is_nothing_left() -> None:
    made, left = told(_PROBE_OF_FAMILIES)
    assert left == 0
    assert [family in step for family, step in zip(("QWizard", "QStyle", "QAccessible"), made, strict=True)] == [
        True,
        True,
        True,
    ]


_PROBE_OF_GROUND = """
import json, sys
from PySide6.QtWidgets import QApplication
from briefpack.gui import loading, program
application = QApplication([])
missing = []
for parts in (loading.WINDOW, loading.BESIDE):
    loading.lay_ground(parts)
    before = set(sys.modules)
    for _ in loading.load(parts):
        pass
    missing += sorted(name for name in set(sys.modules) - before if not name.startswith(("briefpack.gui", "PySide6")))
print(json.dumps([missing, None]))
"""


def test_the_ground_is_laid_whole_before_what_knows_qt_stands_on_it() -> None:
    missing, _ = told(_PROBE_OF_GROUND)
    assert missing == []


_PROBE_OF_CLASSES = """
import json, sys
from PySide6 import QtCore, QtGui, QtWidgets
from briefpack.gui import loading
names = [(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module)]
steps = sum(1 for _ in loading.classes())
print(json.dumps([steps, [name for module, name in names if name not in vars(module)]]))
"""


def test_all_classes_are_made_a_few_at_a_time() -> None:
    steps, left = told(_PROBE_OF_CLASSES)
    assert steps > 5
    assert left == []


_PROBE_OF_THREADS = """
import json, sys, threading
from importlib.abc import MetaPathFinder
from pathlib import Path
from PySide6.QtWidgets import QApplication
from briefpack.gui.early import FirstLook
from briefpack.gui.program import Program

elsewhere = []

class Watching(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith(("briefpack.gui", "PySide6")) and threading.current_thread() is not threading.main_thread():
            elsewhere.append(name)

sys.meta_path.insert(0, Watching())
application = QApplication([])
program = Program(application, FirstLook("light", tour_seen=True))
program.begin([Path(each) for each in sys.argv[1:]])

def there():
    if program.house.jobs.busy or program._tidying._timer.isActive() is False:
        return False
    return bool(sys.argv[1:]) or all(card.picture._picture for card in program.start.choosing.cards)

while not there():
    application.processEvents()
if not sys.argv[1:]:
    program.new("one-page-brief")
    while not (program.windows and program.windows[0].panes and program.windows[0].panes.pages.laid):
        application.processEvents()
program.house.jobs.cancel_all()
print(json.dumps([elsewhere, len(sys.modules)]))
import os
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("with_a_file", [False, True])
def test_no_job_loads_what_knows_qt(with_a_file: bool, sample: Path, tmp_path: Path) -> None:
    elsewhere, _ = told(_PROBE_OF_THREADS, *[str(sample)] * with_a_file, BRIEFPACK_DATA=str(tmp_path))
    assert elsewhere == []


def told(probe: str, *arguments: str, **more: str) -> tuple[list[Any], Any]:
    """What a process prints in JSON."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    command = [sys.executable, "-c", probe, *arguments]
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 - Python itself
    assert ran.returncode == 0, ran.stderr
    first, second = json.loads(ran.stdout)
    return first, second
