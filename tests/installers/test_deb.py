"""The package for Debian: installed into a system of its own, tried by a user without rights, and removed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from installers.product import product
from tests.installers.trying import (
    STRANGE,
    check_opens_by_type,
    check_works,
    differences,
    home_in,
    listing,
)

pytestmark = pytest.mark.installers

_LARGEST = 55_000_000
Package = Callable[[str], Path]


@pytest.fixture(scope="module")
def deb(package: Package) -> Path:
    return package("_amd64.deb")


def test_it_is_small_enough(deb: Path) -> None:
    assert deb.stat().st_size <= _LARGEST


def test_lintian_finds_nothing_to_complain_of(deb: Path) -> None:
    told = subprocess.run(["lintian", "--fail-on", "error,warning", deb], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_installs_works_and_goes_without_a_trace(deb: Path, debian: Path) -> None:
    before = listing(debian)
    (debian / "tmp" / "package.deb").write_bytes(deb.read_bytes())
    _as_root(debian, "dpkg", "-i", "/tmp/package.deb")
    user = home_in(debian, Path("/tmp") / STRANGE)
    check_works(user, product().name)
    assert user.run("test", "-w", f"/usr/lib/{product().name}").returncode == 1  # its folder is not the user's
    check_opens_by_type(user)
    assert user.run("man", "-w", product().window).stdout.endswith(".1.gz")
    _as_root(debian, "dpkg", "--purge", product().name)
    assert differences(before, listing(debian)) == []


def _as_root(root: Path, *command: str) -> None:
    surroundings = ["env", "-i", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
    ran = subprocess.run(["chroot", root, *surroundings, *command], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
