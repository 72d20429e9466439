"""What PySide makes at first use is made in steps, once."""

import json
import os
import subprocess
import sys

_PROBE = """
import json, sys
from enum import Enum
from PySide6.QtWidgets import QApplication
from briefpack.gui import warming
application = QApplication([])
def families():
    def below(kind):
        for each in kind.__subclasses__():
            yield each
            yield from below(each)
    return {each.__qualname__.split(".")[0] for each in below(Enum) if each.__module__.startswith("PySide6")}
before, made = families(), []
for _ in warming.steps():
    made.append(sorted(families() - before))
    before = families()
print(json.dumps([made, len(list(warming.steps()))]))
"""


def test_each_step_makes_a_family_and_the_second_time_there_is_nothing_left() -> None:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", _PROBE], env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    made, left = json.loads(ran.stdout)
    assert left == 0
    assert [family in step for family, step in zip(("QWizard", "QStyle", "QAccessible"), made, strict=True)] == [
        True,
        True,
        True,
    ]
