"""The instructions and scripts of the wheelhouses."""

import re
import shutil
import subprocess

import pytest
from installers.product import product

from installers import icons, locks, tarball, wheelhouse


def told(platform: str, name: str) -> str:
    """A script or text as it is in the archive of a system."""
    return wheelhouse.filled((wheelhouse.SCRIPTS / name).read_text(encoding="utf-8"), platform)


@pytest.mark.parametrize(
    ("platform", "begins"),
    [
        ("win_amd64", "py -3.13 -m venv venv && venv\\Scripts\\python -m pip "),
        ("macos-arm64", "python3.13 -m venv venv && venv/bin/python -m pip "),
        ("linux-x86_64", "python3 -m venv venv && venv/bin/python -m pip "),
    ],
)
def test_the_line_for_pip_asks_for_a_python_that_has_wheels(platform: str, begins: str) -> None:
    assert f"\n    {begins}" in told(platform, "README.txt").replace("\r\n", "\n")


def test_the_wheelhouse_for_linux_brings_what_opens_packs() -> None:
    brought = wheelhouse.share()
    assert {f"share/applications/{product().id}.desktop", f"share/mime/packages/{product().id}.xml"} <= brought.keys()
    assert len([name for name in brought if name.endswith(".png")]) == 2 * len(icons.LINUX)


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_every_wheelhouse_says_whether_packs_open_with_it(platform: str) -> None:
    said = told(platform, "README.txt")
    assert ("has it open packs" in said) == (platform == "linux-x86_64")
    assert ("--remove" in said) == (platform != "win_amd64")


def test_the_scripts_are_sound() -> None:
    """POSIX shell, and nothing that shellcheck would warn of where it is there."""
    for text in (told("linux-x86_64", "install.sh"), tarball.script()):
        subprocess.run(["/bin/sh", "-n"], input=text, text=True, check=True)
        if checker := shutil.which("shellcheck"):
            # But for SC1111: the curly quotes of sentences are meant.
            subprocess.run([checker, "-e", "SC1111", "-"], input=text, text=True, check=True)  # noqa: S603 - as above


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_no_placeholder_is_left(platform: str) -> None:
    for name in wheelhouse.scripts(platform):
        assert not re.search("@[A-Z]+@", told(platform, name))
