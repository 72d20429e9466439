"""The whole window over the sample, with rules that find what was planted, and nothing else."""

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.adviser import planted

from briefpack.app.session import Session
from briefpack.gui.adviser import examiner
from briefpack.gui.adviser.pane import AdviserPane
from briefpack.gui.window import Window
from briefpack.pack.edits import write

PATIENCE = 20_000


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examiner, "all_rules", lambda: planted.RULES)


@pytest.fixture
def session(window: Window) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def bottom_line(session: Session) -> str:
    """The entry into which tests write."""
    entries = (entry for section in session.pack.sections for entry in section.entries)
    return next(entry.id for entry in entries if entry.label == "Bottom line")


@pytest.fixture
def pane(qtbot: QtBot, window: Window, session: Session, bottom_line: str) -> AdviserPane:
    """The adviser's pane when it has found the wrong status word, which stands in the bottom line."""
    assert window.panes is not None
    made = window.panes.adviser
    assert isinstance(made, AdviserPane)
    text = f"Of 262 recommendations {planted.WRONG}. [@st-upr3-to-be-reviewed]"
    session.do("Write", lambda pack: write(pack, bottom_line, text))
    found(qtbot, made, "R22")
    return made


def found(qtbot: QtBot, pane: AdviserPane, rule: str, many: int = 1) -> None:
    """Wait until this rule has found so much."""
    qtbot.waitUntil(lambda: sum(line.finding.rule == rule for line in pane.model.all) == many, timeout=PATIENCE)


def choose(pane: AdviserPane, rule: str) -> None:
    """Make the first finding of a rule the current one."""
    pane.view.setFocus()
    pane.view.choose(next(row for row, line in enumerate(pane.model.shown) if line.finding.rule == rule))
