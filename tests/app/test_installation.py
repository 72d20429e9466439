"""Which kind of package the program was started from."""

import sys
from pathlib import Path

import pytest

from briefpack.app import installation


def test_a_clone_runs_with_the_python_of_the_computer() -> None:
    assert installation.program_folder() is None
    assert installation.package_kind() == "wheelhouse"


def test_a_frozen_program_has_the_folder_of_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "briefpack"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    assert installation.program_folder() == tmp_path.resolve()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path.parent / "Frameworks"), raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert installation.program_folder() == tmp_path.parent.resolve() / "Frameworks"
    assert installation.package_kind() == "macos"


def test_a_program_with_its_own_python_lies_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "runtime").mkdir()
    monkeypatch.setattr(installation.briefpack, "__file__", str(tmp_path / "lib" / "briefpack" / "__init__.py"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert installation.program_folder() == tmp_path.resolve()
