"""A pack pane over the bundled library, with facts of one's own in a folder of the test."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app.build import new_pack
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.outline.pane import OutlinePane
from briefpack.library.own import OwnLibrary
from briefpack.library.port import Library
from briefpack.library.together import Together


@pytest.fixture
def session(library_of_gui: Library, tmp_path: Path) -> Session:
    library = Together(library_of_gui, OwnLibrary(tmp_path / "own.sqlite"))
    return Session(new_pack("one-page-brief", today="2026-11-22", library=library_of_gui), library)


@pytest.fixture
def pane(qtbot: QtBot, session: Session, jobs: Jobs) -> OutlinePane:
    made = OutlinePane(session, jobs)
    qtbot.addWidget(made)
    made.resize(440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    return made
