"""The package for Fedora and its relatives, in a root of its own. There is no Fedora here: that the names of its
dependencies are met is tried on the libraries of a Debian, which have the same."""

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

Package = Callable[[str], Path]


@pytest.fixture(scope="module")
def rpm(package: Package) -> Path:
    return package(".x86_64.rpm")


def test_it_is_whole_and_names_no_machine(rpm: Path) -> None:
    assert "digests OK" in _run("rpm", "-K", "--nosignature", str(rpm))
    assert _run("rpm", "-qp", "--queryformat", "%{BUILDHOST}", str(rpm)) == "localhost"


def test_every_library_that_it_requires_has_that_name(rpm: Path, debian: Path) -> None:
    required = _run("rpm", "-qp", "--requires", str(rpm)).split("\n")
    wanted = {each.partition("(")[0] for each in required if ".so" in each}
    there = _run("chroot", str(debian), "/sbin/ldconfig", "-p")
    assert {name for name in wanted if f"\t{name} (" not in there} == set()
    assert "libc.so.6" in wanted


def test_installs_works_and_goes_without_a_trace(rpm: Path, debian: Path) -> None:
    before = listing(debian)
    # Debian's own packages are not known to rpm.
    _run("rpm", "--root", str(debian), "-i", "--nodeps", str(rpm))
    _triggers(debian)
    user = home_in(debian, Path("/tmp") / STRANGE)
    check_works(user, product().name)
    assert user.run("test", "-w", f"/usr/lib/{product().name}").returncode == 1  # its folder is not the user's
    check_opens_by_type(user)
    _run("rpm", "--root", str(debian), "-e", product().name)
    _triggers(debian)
    assert differences(before, listing(debian)) == []


def _triggers(root: Path) -> None:
    """What the distributions of RPM do by themselves after each installation and removal."""
    _run("chroot", str(root), "/usr/bin/update-mime-database", "/usr/share/mime")
    _run("chroot", str(root), "/usr/bin/update-desktop-database", "/usr/share/applications")


def _run(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.strip()
