"""A pane over the bundled library, in a data folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app.build import new_pack
from briefpack.app.libraries import bundled_library
from briefpack.app.session import Session
from briefpack.app.settings import Settings
from briefpack.gui.jobs import Jobs
from briefpack.gui.library.pane import LibraryPane
from briefpack.library.port import Library


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(tmp_path_factory.mktemp("data")))
        return bundled_library()


@pytest.fixture
def session(bundled: Library) -> Session:
    return Session(new_pack("hrc-dialogue", today="2026-11-22", library=bundled), bundled)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def pane(qtbot: QtBot, session: Session, jobs: Jobs, settings: Settings) -> LibraryPane:
    made = LibraryPane(session, jobs, None, settings)
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made
