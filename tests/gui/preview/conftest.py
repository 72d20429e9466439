"""A page pane over the sample pack, with pages on it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app import build
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.pane import PagePane
from briefpack.library.port import Library

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture
def session(library_of_gui: Library) -> Session:
    return Session(build.opened(SAMPLE), library_of_gui)


@pytest.fixture
def pane(qtbot: QtBot, session: Session, jobs: Jobs) -> PagePane:
    made = PagePane(session, jobs)
    qtbot.addWidget(made)
    made.resize(700, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.laid is not None and not jobs.busy, timeout=20_000)
    return made
