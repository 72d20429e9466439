"""For how long the window does not answer: the longest stall of the GUI thread in each step of a day at work.

Run as a script; prints a table and exits 0 whatever it measures. Real input events (tests/gui/scenarios) in processes
of their own, without a screen; each scenario ROUNDS times, and of each step the median of its longest stalls. A stall
is the time in which the GUI thread did not come back to its queue, or the work of this process in that time where that
is less: on a busy computer others take their share. The first scenario loads nothing beforehand, and opens everything
there is once; the others are those of the tests. One name or more as arguments: only these scenarios.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication
from tests.gui.scenarios import driving
from tests.gui.scenarios.driving import Person, person

from briefpack.gui.main import Application

TOP = Path(__file__).resolve().parents[2]
SAMPLE = TOP / "resources" / "samples" / "hrc-dialogue.briefpack"
ROUNDS = 3
BOUND = 50
#: Besides those over the bound, so many of the longest are told.
TOLD = 12
HANDBOOK, EVERYDAY = "tests.gui.scenarios.test_handbook", "tests.gui.scenarios.test_everyday"
#: The scenarios of the tests, and what their functions take besides the person.
SCENARIOS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "dialogue": (HANDBOOK, "test_a_delegate_prepares_an_interactive_dialogue", ()),
    "council": (HANDBOOK, "test_an_expert_prepares_a_meeting_of_the_council_with_facts_of_their_own", ()),
    "first time": (EVERYDAY, "test_somebody_who_read_nothing_makes_changes_exports_and_reopens_a_pack", ("data",)),
    "changed outside": (EVERYDAY, "test_a_file_changed_outside_is_never_overwritten_in_silence", ("sample",)),
    "after a crash": (EVERYDAY, "test_after_the_power_failed_both_versions_are_offered", ("sample", "data")),
    "open elsewhere": (EVERYDAY, "test_a_second_window_on_the_same_file_is_told_so", ("sample",)),
    "dropped": (EVERYDAY, "test_a_pack_that_is_dropped_on_the_window_opens_beside_it", ("sample", "folder")),
    "no mouse": (EVERYDAY, "test_a_whole_pack_is_made_without_a_mouse", ()),
}
COLD = "everything once"


class Step(NamedTuple):
    """What was done, and the longest stall it made, in milliseconds: held, by the clock, the GUI thread's own work."""

    words: str
    held: float
    time: float
    own: float
    where: str


class Watched(Person):
    """Notes the longest stall between one step and the next."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__(application, folder)
        self.tells_places = True
        self.steps: list[Step] = []
        self._doing = ""

    def begin(self, words: str) -> None:
        """The next step begins; what happened before belongs to the one before."""
        if self.watchdog is not None:
            stall = self.watchdog.told()
            if self._doing:
                told = (1000 * each for each in (stall.held, stall.time, stall.own))
                self.steps.append(Step(self._doing, *told, stall.where))
        self._doing = words

    def tell(self, phase: str) -> None:
        self.begin(f"after “{phase}”")

    def press(self, name: str, *rest: Any) -> None:
        self.begin(f"press “{name}”")
        super().press(name, *rest)

    def press_row(self, *rest: Any) -> None:
        self.begin("press a row")
        super().press_row(*rest)

    def keys(self, chord: str, times: int = 1) -> None:
        self.begin(f"keys {chord}")
        super().keys(chord, times)

    def type(self, words: str) -> None:
        self.begin(f"type “{words}”")
        super().type(words)

    def drop(self, widget: Any, path: Path) -> None:
        self.begin("drop a file")
        super().drop(widget, path)

    def launch(self, *paths: Path) -> None:
        # No window is there yet that could stand still: see start.py.
        self.begin("")
        super().launch(*paths)
        self.begin("started" + " with a file" * bool(paths))

    def end(self) -> None:
        self._doing = ""
        super().end()


def everything(user: Watched, home: Path) -> Callable[[], None]:
    """One after the other whatever the window can show, each for the first time in this process."""
    sample = home / "sample.briefpack"
    shutil.copy(SAMPLE, sample)

    def script() -> None:
        user.start()
        user.rest()
        for chord in ("F1", "Shift+F1", "Ctrl+F1", "Ctrl+,", "Ctrl+K"):
            user.keys(chord)
            user.rest()
            user.keys("Escape")
            user.rest()
        user.press("HRC interactive-dialogue pack")
        user.window()
        user.rest()
        for scene in (_look_around, _write_and_search, _sheets, _pages):
            scene(user)
        user.keys("Ctrl+S")
        user.give_name("day.briefpack")
        user.reads("Saved ")
        user.rest()
        user.keys("Ctrl+T")
        user.type("Once more")
        user.keys("Escape")
        user.rest()
        user.keys("Ctrl+S")
        user.reads("Saved ")
        user.rest()
        user.keys("Ctrl+W")
        user.restart(sample)
        user.window()
        user.rest()

    return script


def _step(user: Watched, *chords: str) -> None:
    for chord in chords:
        user.keys(chord)
        user.rest()


def _look_around(user: Watched) -> None:
    for chord in ("F1", "Shift+F1", "Ctrl+F1", "Ctrl+,"):
        _step(user, chord, "Escape")
    user.keys("Ctrl+K")
    user.rest()
    for letter in "clip a quotation":
        user.type(letter)
    for _ in range(8):
        user.keys("Backspace")
    _step(user, "Escape")


def _write_and_search(user: Watched) -> None:
    user.keys("Ctrl+F")
    for letter in "icc referral":
        user.type(letter)
    user.rest()
    _step(user, "Down", "Space", "Escape", "Ctrl+F")
    for name in ("Filters", "Order of the items found", "Saved searches"):
        if user.sees(name):
            user.press(name)
            _step(user, "Escape")
    _step(user, "Ctrl+2", "Down", "Down", "Ctrl+1", "Return", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+2")
    _step(user, "Alt+Down", "Ctrl+D", "Delete", "Ctrl+T")
    for letter in "Access is what counts, and @":
        user.type(letter)
    user.rest()
    user.type("icc")
    _step(user, "Return", "Escape", "F2", "Escape", "Ctrl+H", "Escape", "Ctrl+Shift+T", "Escape")
    user.press("Add a fact of your own, with its source")
    _step(user, "Escape")
    _step(user, "Ctrl+Z", "Ctrl+Z", "Home", "PgDown", "PgDown", "End")


def _sheets(user: Watched) -> None:
    _step(user, "Ctrl+I")
    _step(user, "Escape", "Ctrl+E")
    user.press("Paper")
    _step(user, "Down", "Return", "Escape")


def _pages(user: Watched) -> None:
    _step(user, "Ctrl+3", "PgDown", "PgDown", "End", "Home", "Ctrl++", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Alt+9")
    _step(user, "Ctrl+Alt+2", "Ctrl+Alt+2", "Ctrl+Alt+T", "Ctrl+Alt+R", "Ctrl+Alt+R", "Ctrl+Alt+F")
    for letter in "accountability":
        user.type(letter)
    _step(user, "Return", "Escape")


def child(name: str, data: Path) -> None:
    """Play one scenario in this process and print its steps."""
    driving.PATIENCE = 120.0  # suggestions take their time on a busy computer, and nobody waits for them but `rest`
    with tempfile.TemporaryDirectory() as kept:
        home = Path(kept)
        os.environ["HOME"] = kept
        folder = home / "data"
        shutil.copytree(data, folder)
        (folder / "settings.json").write_text('{"tour_seen": true}')
        os.environ["BRIEFPACK_DATA"] = str(folder)
        application = Application(["briefpack"])
        with person(application, home, Watched) as user:
            if name == COLD:
                user.play(everything(user, home))
            else:
                _play_test(name, user, home, folder)
        print("\n" + json.dumps([*user.steps]))
        sys.stdout.flush()
    os._exit(0)


def _play_test(name: str, user: Watched, home: Path, folder: Path) -> None:
    from importlib import import_module  # noqa: PLC0415 - the first scenario loads nothing

    from tests.gui.scenarios.scenes import TODAY  # noqa: PLC0415

    from briefpack.gui import program  # noqa: PLC0415

    program.now = lambda: TODAY
    sample = home / "dialogue.briefpack"
    values = {"data": folder, "sample": sample, "folder": home}
    module, function, needs = SCENARIOS[name]
    if "sample" in needs:  # others save under its name
        shutil.copy(SAMPLE, sample)
    if name == "no mouse":
        user.mouse_allowed = False
    getattr(import_module(module), function)(user, *(values[each] for each in needs))


def measured(name: str, surroundings: dict[str, str]) -> list[list[Step]]:
    """The steps of each round."""
    rounds = []
    command = [sys.executable, __file__, "--child", name, surroundings["BRIEFPACK_DATA"]]
    for _ in range(ROUNDS):
        ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=TOP, env=surroundings)
        if ran.returncode:
            print(f"{name} was not played to its end:\n{ran.stderr[-1500:]}")
            continue
        rounds.append([Step(*step) for step in json.loads(ran.stdout.strip().splitlines()[-1])])
    return rounds


def medians(rounds: list[list[Step]]) -> list[Step]:
    """For each step that all rounds have, the middle one; what differs between rounds is matched by words and order."""
    found: list[dict[tuple[str, int], Step]] = []
    for steps in rounds:
        numbered: dict[tuple[str, int], Step] = {}
        for step in steps:
            number = sum(key[0] == step.words for key in numbered)
            numbered[step.words, number] = step
        found.append(numbered)
    shared = [key for key in found[0] if all(key in each for each in found)] if found else []
    return [sorted((each[key] for each in found), key=lambda step: step.held)[len(found) // 2] for key in shared]


def show(name: str, steps: Iterable[Step]) -> int:
    """Print the longest; how many are over the bound."""
    ordered = sorted(steps, key=lambda step: -step.held)
    over = [step for step in ordered if step.held > BOUND]
    middle = median([step.held for step in ordered])
    print(f"\n{name}: {len(ordered)} steps, median {middle:.0f} ms, {len(over)} over {BOUND} ms")
    for step in ordered[: max(TOLD, len(over))]:
        print(f"{step.held:7.0f} ms ({step.time:.0f} by the clock, own {step.own:.0f})  {step.words}")
        if step.held > BOUND:
            for line in step.where.splitlines():
                place = re.search(r"src/(briefpack/\S+)\", line (\d+) in (\S+)", line)
                print(f"{'':20}{place[1]}:{place[2]} {place[3]}" if place else f"{'':20}{line.strip()}")
    return len(over)


def main() -> None:
    """Compile library and byte code once, play everything, tell."""
    wanted = sys.argv[1:] or [COLD, *SCENARIOS]
    with tempfile.TemporaryDirectory() as kept:
        surroundings = {**os.environ, "BRIEFPACK_DATA": f"{kept}/data", "PYTHONPYCACHEPREFIX": f"{kept}/code"}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        command = "from briefpack.app.libraries import bundled_library; bundled_library()"
        subprocess.run([sys.executable, "-c", command], check=True, env=surroundings)
        # Byte code is there, as it is for a user from the second start.
        played = [sys.executable, __file__, "--child", COLD, f"{kept}/data"]
        subprocess.run(played, env=surroundings, check=True, capture_output=True)
        over = sum(show(name, medians(rounds)) for name in wanted if (rounds := measured(name, surroundings)))
    print(f"\nGoal: no stall over {BOUND} ms. Over it: {over}.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
