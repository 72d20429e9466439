"""SC5 of the handbook, 18:05: a senior adviser has twelve minutes. Everything by keyboard, from opening to cleared."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListView
from tests.gui.adviser import planted
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.scenes import SAMPLE, TODAY, pack, retitle

from briefpack.gui import house
from briefpack.gui.adviser import examiner
from briefpack.gui.adviser.advised import Line
from briefpack.gui.adviser.pane import AdviserPane
from briefpack.pack import edits
from briefpack.pack.clearing import changed_since
from briefpack.pack.packfile import read_pack, write_pack

CLEARED = "Cleared by AB, 22\u00a0November\u00a02026, 17:00 UTC"
CHANGED = "CHANGED SINCE CLEARANCE"
FINDINGS = "Findings of the adviser"


@pytest.fixture
def sent_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with a wrong status word, old quotations, and an objective that nobody wrote."""
    monkeypatch.setattr(examiner, "all_rules", lambda: planted.RULES)
    monkeypatch.setattr(house, "now", lambda: TODAY)
    found = read_pack(SAMPLE)
    entries = {entry.label: entry.id for section in found.pack.sections for entry in section.entries if entry.label}
    text = f"Of 262 recommendations {planted.WRONG}. [@st-upr3-to-be-reviewed]"
    wrong = edits.write(found.pack, entries["Bottom line"], text)
    path = tmp_path / "home" / "dialogue.briefpack"
    write_pack(path, edits.write(wrong, entries["Objective"], ""), found.items)
    return path


def adviser(user: Person) -> AdviserPane:
    pane: AdviserPane = user.window().panes.adviser  # type: ignore[union-attr]
    return pane


def line(user: Person) -> Line:
    """The current finding."""
    found = user.wait(lambda: adviser_line(user), "a finding")
    assert found is not None
    return found


def adviser_line(user: Person) -> Line | None:
    window = user.program.windows[-1] if user.program else None
    return window.panes.adviser.line if window and window.panes else None


def stamp(user: Person) -> str:
    found = user.window().status.findChild(QLabel, "status-stamp")
    assert found is not None
    return user.ask(found.text)


def test_a_senior_adviser_clears_a_pack_by_keyboard_alone(user: Person, sent_up: Path) -> None:
    def script() -> None:
        user.mouse_allowed = False
        user.start(sent_up)
        pane = adviser(user)
        user.wait(lambda: pane.model.all, "the findings")
        user.keys("F9")
        assert user.focused() == FINDINGS
        kinds = user.ask(lambda: [each.kind for each in pane.model.shown])
        assert kinds[:1] == ["block"]
        assert kinds.count("warn") >= 3
        look_at_the_source(user, pane)
        refuse(user)
        fix_the_block(user, pane)
        write_the_objective(user, pane)
        waive_the_rest(user, pane)
        user.tell("nothing is open")
        clear(user)
        user.keys("Ctrl+S")
        user.reads("Saved ")
        saved = read_pack(sent_up).pack
        assert saved == pack(user)
        assert saved.cleared is not None
        assert (saved.cleared.by, saved.cleared.at) == ("AB", "2026-11-22T17:00")
        assert not changed_since(saved)
        assert {waiver.reason for waiver in saved.waivers} == {REASON}
        any_later_edit_shows(user)
        assert user.clicks <= 70

    user.play(script)


REASON = "The mission has seen the original."


def look_at_the_source(user: Person, pane: AdviserPane) -> None:
    """J goes on, K back; O has the sentence of the source, and all that is known of it."""
    user.keys("J")
    user.keys("K")
    assert line(user).finding.rule == "R22"
    shown = partial(pane.detail.text.toPlainText)
    assert "agreed to review 199 of these" in user.ask(shown)
    user.keys("O")
    user.wait(lambda: "Passage, as stored" in shown(), "the source")
    user.keys("O")
    # Every figure is as near, found fault with or not: N has the next with its sentence.
    user.keys("N")
    assert user.ask(lambda: pane.detail.entry)
    user.keys("Home")
    user.keys("J")
    user.keys("K")


def refuse(user: Person) -> None:
    user.keys("Ctrl+Shift+C")
    user.reads("neither fixed nor waived")
    user.reads("BLOCK · “199 accepted”")
    user.keys("Return")


def fix_the_block(user: Person, pane: AdviserPane) -> None:
    user.keys("A")  # a block cannot be waived, and it says why
    user.reads("keeps a pack from leaving as final")
    user.keys("Return")
    user.keys("F")
    user.wait(lambda: all(each.kind != "block" for each in pane.model.all), "the block to go")
    bottom_line = next(
        entry.text for section in pack(user).sections for entry in section.entries if entry.label == "Bottom line"
    )
    assert planted.RIGHT in bottom_line


def write_the_objective(user: Person, pane: AdviserPane) -> None:
    user.keys("Home")
    for _ in range(30):
        if line(user).finding.rule == "R51":
            break
        user.keys("J")
    user.keys("E")
    user.see("Objective")
    user.type("Renew the mandate.")
    user.keys("Escape")
    user.wait(lambda: all(each.finding.rule != "R51" for each in pane.model.all), "the warning to go")
    assert user.focused() == FINDINGS


def waive_the_rest(user: Person, pane: AdviserPane) -> None:
    first = True
    while user.ask(lambda: any(each.kind == "warn" for each in pane.model.shown)):
        user.keys("Home")
        assert line(user).kind == "warn"
        user.keys("A")
        user.see("Reason")
        if first:
            user.type("AB")
            user.keys("Tab")
        user.type("Seen")
        user.reads("At least 10 characters: 6 more.")
        user.keys("Ctrl+A")
        user.type(REASON)
        user.keys("Return")
        first = False
        user.rest()


def clear(user: Person) -> None:
    user.keys("Ctrl+Shift+C")
    user.see("Your initials")  # remembered
    user.keys("Return")
    user.reads(CLEARED)
    assert stamp(user) == CLEARED


def any_later_edit_shows(user: Person) -> None:
    user.keys("F9")
    assert user.ask(user.window().panes.library.isVisible)  # type: ignore[union-attr]
    retitle(user, "Dialogue")
    user.reads(CHANGED)
    assert stamp(user) == CHANGED
    user.keys("Ctrl+Z")
    user.reads(CLEARED)
    assert isinstance(user.see(FINDINGS), QListView)
