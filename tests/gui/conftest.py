"""The window without a screen, in a data folder of its own, over the bundled library."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from briefpack.app import kept, libraries
from briefpack.app.facts import Made
from briefpack.app.facts import made as made_fact
from briefpack.app.settings import Settings
from briefpack.gui.early import FirstLook
from briefpack.gui.house import House, now
from briefpack.gui.jobs import Jobs
from briefpack.gui.main import Application
from briefpack.gui.program import Program
from briefpack.gui.window import Window
from briefpack.library.own import OwnLibrary
from briefpack.library.port import Library
from briefpack.library.together import Together
from briefpack.pack.edits import add_item

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the library is compiled."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    return Application


@pytest.fixture(scope="session")
def library_of_gui(library_folder: Path) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFPACK_DATA", str(library_folder))
        return libraries.bundled_library()


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("BRIEFPACK_DATA", str(folder))
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> Iterator[OwnLibrary]:
    """The user's own facts; none yet."""
    library = OwnLibrary(tmp_path / "own.sqlite")
    yield library
    library.close()


@pytest.fixture
def house(qapp: QApplication, data_folder: Path, library_of_gui: Library, facts: OwnLibrary) -> Iterator[House]:
    made = House(qapp, "light")
    made._take((Settings(), Together(library_of_gui, facts)))
    made._take_templates(libraries.templates())
    yield made
    made.jobs.cancel_all()
    made.deleteLater()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample pack, which a test may change."""
    path = tmp_path / "dialogue.briefpack"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def window(qtbot: QtBot, house: House, sample: Path) -> Iterator[Window]:
    """The whole window with its real panes, showing a copy of the sample."""
    made = Window(house)
    made.resize(1480, 920)
    with qtbot.waitExposed(made):
        made.show()
    made.show_pack(kept.opened(sample, house.library))
    qtbot.waitUntil(lambda: not house.jobs.busy, timeout=20_000)
    yield made
    if shiboken6.isValid(made):
        made.filing._leave()
    QApplication.processEvents()


@pytest.fixture
def program(
    qapp: QApplication, data_folder: Path, library_of_gui: Library, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program, not yet begun: `begin` opens its first window."""
    monkeypatch.setattr("briefpack.app.libraries.bundled_library", lambda: library_of_gui)
    made = Program(qapp, FirstLook("light", tour_seen=True))
    yield made
    for window in list(made.windows):
        window.filing._leave()
    if made.start is not None:
        made.start.close()
    made.house.end()
    QCoreApplication.processEvents()
    made.deleteLater()


def own_fact(value: str) -> Made:
    """A figure of the user's own, with this value."""
    fields = {
        "label": "Votes in favour",
        "value": value,
        "unit": "votes",
        "as_of": "2025-12-18",
        "source_title": "Record",
        "publisher": "Archive",
        "source_date": "2025",
        "excerpt": "88 votes, later corrected to 89 votes.",
    }
    return made_fact("statistic", fields, "own-statistic-1", now().date())


@pytest.fixture
def own(qtbot: QtBot, window: Window, house: House, facts: OwnLibrary) -> OwnLibrary:
    """The user's own facts, one of which the open pack uses."""
    facts.add(*own_fact("88"))
    assert window.session is not None
    section = next(each for each in window.session.pack.sections if each.kind == "text")
    window.session.do("Add", lambda pack: add_item(pack, section.id, "own-statistic-1"))
    qtbot.waitUntil(lambda: not house.jobs.busy, timeout=20_000)
    return facts


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()
