"""A pack pane over the bundled library, with facts of one's own in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app.build import bundled_library, new_pack
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.outline.pane import OutlinePane
from briefpack.library.own import OwnLibrary
from briefpack.library.port import Library
from briefpack.library.together import Together


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(tmp_path_factory.mktemp("data")))
        return bundled_library()


@pytest.fixture
def session(bundled: Library, tmp_path: Path) -> Session:
    library = Together(bundled, OwnLibrary(tmp_path / "own.sqlite"))
    return Session(new_pack("one-page-brief", today="2026-11-22", library=bundled), library)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()


@pytest.fixture
def pane(qtbot: QtBot, session: Session, jobs: Jobs) -> OutlinePane:
    made = OutlinePane(session, jobs)
    qtbot.addWidget(made)
    made.resize(440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    return made
