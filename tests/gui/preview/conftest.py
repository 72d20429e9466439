"""A page pane over the sample pack, with pages on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefpack.app import build
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.pane import PagePane
from briefpack.library.port import Library

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(tmp_path_factory.mktemp("data")))
        return build.bundled_library()


@pytest.fixture
def session(bundled: Library) -> Session:
    return Session(build.opened(SAMPLE), bundled)


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()


@pytest.fixture
def pane(qtbot: QtBot, session: Session, jobs: Jobs) -> PagePane:
    made = PagePane(session, jobs)
    qtbot.addWidget(made)
    made.resize(700, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.laid is not None and not jobs.busy, timeout=20_000)
    return made
