"""Where packages are tried: a small Debian in a folder, made once, and a fresh copy of it for each test."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from installers.product import BUILD, OUT

from installers import bundle

_BASE = BUILD / "roots" / "debian"
#: Beside what the package itself depends on: what finds programs by the type of a file, and fonts for a window.
_DESKTOP = "desktop-file-utils, shared-mime-info, libglib2.0-bin, fonts-dejavu-core, man-db"


@pytest.fixture(scope="session")
def package() -> Callable[[str], Path]:
    """The built package whose name has that end."""

    def found(end: str) -> Path:
        made = sorted(OUT.glob(f"*{end}"))
        assert len(made) == 1, f"dist has {len(made)} files *{end}; make installers builds one"
        return made[0]

    return found


@pytest.fixture(scope="session")
def base() -> Path:
    """A Debian with what the program depends on, and without the program."""
    if os.geteuid() != 0:
        pytest.skip("a system of its own to install into can be made by root only")
    if not (_BASE / "complete").exists():
        site = _run("apt-get", "indextargets", "--format", "$(SITE)").split()[0]
        _run("debootstrap", "--variant=minbase", "bookworm", str(_BASE), site)
        _inside("apt-get", "-qq", "update")
        wanted = f"{bundle.needed_packages()}, {_DESKTOP}"
        _inside("apt-get", "-qq", "-y", "--no-install-recommends", "satisfy", wanted)
        (_BASE / "complete").touch()
    return _BASE


@pytest.fixture
def debian(base: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh one; whatever is done to it is forgotten."""
    root = tmp_path / "debian"
    for name in ("debian", "changes", "work"):
        (tmp_path / name).mkdir()
    layers = f"lowerdir={base},upperdir={tmp_path}/changes,workdir={tmp_path}/work"
    _run("mount", "-t", "overlay", "overlay", "-o", layers, str(root))
    (root / "tmp").chmod(0o1777)
    _run("mount", "-t", "proc", "proc", str(root / "proc"))
    _run("mount", "--bind", "/dev", str(root / "dev"))
    try:
        yield root
    finally:
        for place in (root / "dev", root / "proc", root):
            _run("umount", "--lazy", str(place))


def _inside(*command: str) -> str:
    return _run("chroot", str(_BASE), "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin", *command)


def _run(*command: str) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{command[0]} failed:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}"
    return ran.stdout
