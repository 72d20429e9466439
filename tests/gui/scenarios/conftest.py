"""Somebody in front of the program, at home on this computer, with the library compiled."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.gui.scenarios.driving import Person, person
from tests.gui.scenarios.scenes import TODAY

from briefpack.gui import program as program_module
from briefpack.library.port import Library


@pytest.fixture
def data_folder(tmp_path: Path, library_of_gui: Library, library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who has seen the tour; the library is compiled."""
    folder = tmp_path / "data"
    shutil.copytree(library_folder, folder)
    (folder / "settings.json").write_text('{"tour_seen": true}')
    monkeypatch.setenv("BRIEFPACK_DATA", str(folder))
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(program_module, "now", lambda: TODAY)
    return folder


@pytest.fixture
def user(qapp: QApplication, tmp_path: Path, data_folder: Path) -> Iterator[Person]:
    """Somebody in front of the program."""
    with person(qapp, tmp_path / "home") as made:
        yield made
