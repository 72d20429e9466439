"""Where packages are tried: a small Debian in a folder, made once, and a fresh copy of it for each test."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from installers.product import BUILD, OUT

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
def base(package: Callable[[str], Path]) -> Path:
    """A Debian with what the program depends on, and without the program."""
    if os.geteuid() != 0:
        pytest.fail("A system of its own to install into can be made by root only; run this as root.")
    if not (_BASE / "made").exists():
        site = _run("apt-get", "indextargets", "--format", "$(SITE)").split()[0]
        _run("debootstrap", "--variant=minbase", "bookworm", str(_BASE), site)
        (_BASE / "made").touch()
    wanted = f"{_run('dpkg-deb', '-f', str(package('_amd64.deb')), 'Depends').strip()}, {_DESKTOP}"
    if (_BASE / "made").read_text(encoding="utf-8") != wanted:
        _inside("apt-get", "-qq", "update")
        _inside("apt-get", "-qq", "-y", "--no-install-recommends", "satisfy", wanted)
        (_BASE / "made").write_text(wanted, encoding="utf-8")
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
