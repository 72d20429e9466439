"""A data folder for tests that open the bundled library."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests of a file, as the library in it is made once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def own_folder(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program keeps its data there."""
    monkeypatch.setenv("BRIEFPACK_DATA", str(own_data))
