"""The same commit makes the same bytes: the packages for Linux are frozen and packed once more, and compared."""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from installers.product import BUILD, TOP

pytestmark = pytest.mark.installers

_PACKAGES = {"deb": ".deb", "rpm": ".rpm", "tarball": ".tar.xz", "appdir": ".squashfs"}


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each of them, built once more by a process of its own."""
    out = tmp_path_factory.mktemp("again")
    command = [BUILD / "tools" / "bin" / "python", "-m", "installers", *_PACKAGES, "-o", out]
    subprocess.run(
        command, cwd=TOP, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": "packaging", "TZ": "Asia/Seoul"}, check=True
    )
    return out


@pytest.mark.parametrize("name", _PACKAGES)
def test_a_package_is_the_same_twice(name: str, package: Callable[[str], Path], again: Path) -> None:
    (other,) = again.glob(f"*{_PACKAGES[name]}")
    assert _sum(other) == _sum(package(_PACKAGES[name]))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
