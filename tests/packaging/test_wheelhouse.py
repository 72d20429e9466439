"""The instructions and scripts of the wheelhouses."""

import re

import pytest

from installers import locks, wheelhouse


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


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_no_placeholder_is_left(platform: str) -> None:
    for name in wheelhouse.scripts(platform):
        assert not re.search("@[A-Z]+@", told(platform, name))
