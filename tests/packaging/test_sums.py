"""SHA256SUMS vouches for every file that was built."""

import subprocess
from pathlib import Path

import pytest
from installers.errors import BuildError
from installers.product import product

from installers import sums


def test_every_file_of_this_version_is_in_it_by_name_but_itself_and_its_signature(tmp_path: Path) -> None:
    ours = [f"briefpack-{product().version}-linux.tar", f"briefpack_{product().version}-1_amd64.deb"]
    for name in (*reversed(ours), "SHA256SUMS.asc", "briefpack-0.0.9.msi"):
        (tmp_path / name).write_text(name)
    (tmp_path / "folder").mkdir()
    first = sums.build(tmp_path).read_text()
    assert [line.split("  ")[1] for line in first.splitlines()] == ours
    assert sums.build(tmp_path).read_text() == first


def test_a_changed_file_is_noticed_by_whoever_checks(tmp_path: Path) -> None:
    path = tmp_path / f"briefpack-{product().version}.msi"
    path.write_text("whole")
    sums.build(tmp_path)
    check = ["sha256sum", "--check", "--strict", sums.NAME]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed
    path.write_text("changed")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1  # noqa: S603 - fixed


def test_nothing_to_vouch_for_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="build some packages first"):
        sums.build(tmp_path)
