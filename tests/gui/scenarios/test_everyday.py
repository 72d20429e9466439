"""What happens to everybody: the first time, another program, the end of the power, no mouse."""

import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.scenes import (
    SAMPLE,
    TODAY,
    choose,
    entries,
    export,
    go_to,
    outline,
    pack,
    retitle,
    row,
    save,
    text_of,
    write,
)

from briefpack.app.locks import acquire
from briefpack.pack.pack import Entry, Pack
from briefpack.pack.packfile import read_pack


def test_somebody_who_read_nothing_makes_changes_exports_and_reopens_a_pack(user: Person, data_folder: Path) -> None:
    def script() -> None:
        (data_folder / "settings.json").unlink()
        user.start()
        for _ in range(2):
            user.press("Next")
        user.press("Begin")
        user.press("One-page brief")
        user.window()
        first = pack(user)
        user.press("Search the library")
        user.type("icc referral")
        user.rest()
        found = user.window().panes.library.list  # type: ignore[union-attr]
        user.press_row(outline(user), row(user, "Five facts"))
        user.press_row(found, lambda: found.model().index(0, 0))
        user.keys("Return")
        assert len(entries(user, "facts")) == 6
        write(user, "Bottom line", "Bottom line", "Two words «referral».")
        user.press_row(outline(user), row(user, "Five facts"))
        user.keys("Alt+Down")
        user.press("Export PDF…")
        printed = export(user, "brief.pdf")
        user.press("Done")
        save(user, "brief.briefpack")
        made = pack(user)
        assert "Two words" in text_of(printed)[0]
        user.keys("Ctrl+W")
        user.restart()
        user.press(f"Open {made.title}")
        user.window()
        assert pack(user) == made
        # Everything can be taken back, across the restart, to the opening.
        user.keys("Ctrl+Z", 12)
        assert not user.ask(user.window().table.action("undo").isEnabled)
        assert pack(user) == first

    user.play(script)


def first_entries(first: Pack) -> list[Entry]:
    return [entry for section in first.sections for entry in section.entries]


def test_a_file_changed_outside_is_never_overwritten_in_silence(user: Person, sample: Path) -> None:
    def script() -> None:
        user.start(sample)
        user.window()
        retitle(user, "Mine")
        user.keys("Ctrl+S")
        user.reads("Saved ")
        mine = sample.read_bytes()
        sample.write_bytes(SAMPLE.read_bytes())
        retitle(user, "Mine again")
        user.keys("Ctrl+S")
        user.reads("Another program changed")
        assert sample.read_bytes() == SAMPLE.read_bytes()
        user.press("Keep mine under another name")
        user.give_name("mine.briefpack")
        user.reads("Saved ")
        other = sample.with_name("mine.briefpack")
        assert sample.read_bytes() == SAMPLE.read_bytes() != mine
        assert read_pack(other).pack.title == "Mine again"

    user.play(script)


def test_after_the_power_failed_both_versions_are_offered(user: Person, sample: Path, data_folder: Path) -> None:
    command = [sys.executable, "-c", _TYPING, str(sample)]
    top = Path(__file__).parents[3]
    killed = subprocess.run(command, capture_output=True, text=True, cwd=top, check=False, timeout=60)  # noqa: S603 - Python itself
    assert (killed.stdout, killed.returncode) == ("typed\n", -signal.SIGKILL), killed.stderr

    def script() -> None:
        user.start()
        user.reads("briefpack did not end in peace last time")
        user.reads("Use the saved file")
        user.reads("another title")
        user.press(user.first("As it was when the program stopped"), QPushButton)
        user.window()
        assert pack(user).title.startswith("Typed before")
        assert user.ask(user.window().isWindowModified)
        user.keys("Ctrl+Z")
        assert pack(user) == read_pack(sample).pack

    user.play(script)


#: Another program, which types a title and is killed as soon as its journal can have it.
_TYPING = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.gui.scenarios.driving import Person
person = Person(QApplication([]), Path("."))

def script():
    person.start(Path(sys.argv[1]))
    person.window()
    person.keys("F2")
    person.keys("Ctrl+A")
    person.type("Typed before the power failed")
    time.sleep(1.2)
    print("typed", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

person.play(script)
"""


def test_the_pages_go_to_what_was_added_where_it_cannot_be_seen(user: Person, sample: Path) -> None:
    def script() -> None:
        user.start(sample)
        panes = user.window().panes
        assert panes is not None
        user.press_row(outline(user), row(user, "Positions"))
        user.press("Search the library")
        user.type("icc referral")
        user.rest()
        user.keys("Ctrl+3")
        user.keys("Ctrl+Home")
        before = {entry.id for entry in entries(user, "positions")}
        assert user.ask(panes.pages.view.visible)[0] == 1
        user.press_row(panes.library.list, lambda: panes.library.list.model().index(0, 0))
        user.keys("Return")
        added = next(entry.id for entry in entries(user, "positions") if entry.id not in before)

        def seen() -> bool:
            view = panes.pages.view
            places = [view.rect_of(box).toRect() for box in panes.pages._places_now().boxes(added)]
            return any(view.viewport().rect().intersects(place) for place in places)

        user.wait(seen, "the page with what was added")
        assert user.ask(panes.pages.view.visible)[0] > 1

    user.play(script)


def test_a_second_window_on_the_same_file_is_told_so(user: Person, sample: Path) -> None:
    def script() -> None:
        user.start(sample)
        user.reads("This pack is open already")
        user.press("Open a copy without a file")
        session = user.window().session
        assert session is not None
        assert session.path is None

    with acquire(sample, TODAY):  # as another program has it
        user.play(script)


def test_a_pack_that_is_dropped_on_the_window_opens_beside_it(user: Person, sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.briefpack"
    other.write_bytes(sample.read_bytes())

    def script() -> None:
        user.start(sample)
        first = user.window()
        user.drop(first, other)
        user.wait(lambda: len(user.program.windows) == 2, "a second window")  # type: ignore[union-attr]
        session = user.window().session
        assert session is not None
        assert session.path == other

    user.play(script)


def test_a_whole_pack_is_made_without_a_mouse(user: Person) -> None:
    user.mouse_allowed = False

    def script() -> None:
        user.start()
        go_to(user, "One-page brief")
        user.keys("Space")
        user.window()
        arrange_by_keys(user)
        user.keys("Ctrl+3")
        user.keys("PgDown")
        user.keys("Ctrl+Alt+R")
        user.reads("Ask for access.")
        user.keys("Ctrl+E")
        user.rest()
        go_to(user, "Export")
        user.keys("Space")
        printed = user.give_name("brief.pdf")
        user.reads("brief.pdf is written.")
        user.keys("Escape")
        user.keys("Ctrl+S")
        user.give_name("brief.briefpack")
        user.reads("Saved ")
        made = pack(user)
        user.keys("Ctrl+W")
        user.restart()
        go_to(user, f"Open {made.title}")
        user.keys("Space")
        user.window()
        assert pack(user) == made
        assert "Ask for access." in text_of(printed)[0]

    user.play(script)


def arrange_by_keys(user: Person) -> None:
    """Add a fact, write in a slot, move an entry, take it out."""
    user.keys("Ctrl+F")
    user.type("icc referral")
    user.rest()
    user.keys("Ctrl+2")
    choose(user, "Five facts")
    user.keys("Ctrl+1")
    user.keys("Down")
    user.keys("Return")
    assert len(entries(user, "facts")) == 6
    user.keys("F6")
    choose(user, "Objective", "Objective")
    user.keys("Return")
    user.type("Ask for access.")
    user.keys("Escape")
    assert entries(user, "objective")[0].text == "Ask for access."
    choose(user, "Five facts")
    user.keys("Down", 2)
    second = entries(user, "facts")[1]
    user.keys("Alt+Up")
    assert entries(user, "facts")[0] == second
    user.keys("Delete")
    assert len(entries(user, "facts")) == 5
