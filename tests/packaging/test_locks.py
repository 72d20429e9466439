"""What pip is told to install on each system, out of uv.lock."""

import hashlib
import re
from pathlib import Path

import pytest
from installers.errors import BuildError

from installers import locks, wheels

EVERYWHERE = [(name, python) for name, platform in locks.PLATFORMS.items() for python in platform.pythons]


@pytest.mark.parametrize(("platform", "python"), EVERYWHERE)
def test_every_system_gets_a_wheel_of_everything_that_the_program_imports(platform: str, python: str) -> None:
    names = {wheel.name for wheel in locks.wheels(platform, python)}
    assert names >= {"pikepdf", "platformdirs", "pydantic", "pypdfium2", "pyside6-essentials", "reportlab", "uharfbuzz"}
    assert names >= {"lxml", "pillow", "pydantic-core", "shiboken6"}, "and of what those import"
    assert not names & {"pytest", "pyinstaller", "hatchling", "python-bidi", "briefpack"}


@pytest.mark.parametrize(("python", "version"), [("3.11", "6.11."), ("3.12", "6.12."), ("3.13", "6.12.")])
def test_the_version_of_qt_follows_the_version_of_python(python: str, version: str) -> None:
    of_qt = [
        wheel for wheel in locks.wheels("linux-x86_64", python) if wheel.name in {"pyside6-essentials", "shiboken6"}
    ]
    assert [wheel.version.startswith(version) for wheel in of_qt] == [True, True]


def test_a_wheel_is_for_its_system_and_its_python() -> None:
    assert {wheel.name: wheel for wheel in locks.wheels("win_amd64", "3.13")}["lxml"].file.endswith(
        "cp313-win_amd64.whl"
    )
    on_linux = {wheel.name: wheel for wheel in locks.wheels("linux-x86_64", "3.11")}
    assert "-cp311-cp311-manylinux" in on_linux["pydantic-core"].file


def test_a_system_without_a_wheel_is_refused_in_one_sentence() -> None:
    """When this fails because there is one at last, Intel Macs can be offered."""
    with pytest.raises(
        BuildError, match=r"^uv\.lock has no wheel of pikepdf [\d.]+ for macos-x86_64 with Python 3\.13\.$"
    ):
        locks.wheels("macos-x86_64", "3.13")


@pytest.mark.parametrize("platform", locks.PLATFORMS)
def test_every_requirement_is_pinned_and_hashed(platform: str) -> None:
    entries = re.split(r"\n(?=\S)", locks.requirements(platform).rstrip("\n"))
    marker = r"python_version == '[^']+'"
    shape = rf"[a-z0-9-]+==[0-9.]+( ; {marker}( or {marker})*)?( \\\n    --hash=sha256:[0-9a-f]{{64}})+"
    assert [entry for entry in entries if not re.fullmatch(shape, entry)] == []
    assert len(entries) >= 16


def test_the_requirements_of_several_pythons_stand_in_one_file() -> None:
    said = locks.requirements("linux-x86_64")
    assert re.search(r"^pyside6-essentials==6\.11\.\d+ ; python_version == '3\.11' ", said, re.MULTILINE)
    assert re.search(
        r"^pyside6-essentials==6\.12\.\d+ ; python_version == '3\.12' or python_version == '3\.13' ", said, re.MULTILINE
    )
    assert len(re.findall(r"--hash", re.split(r"\n(?=\S)", said.partition("\nlxml==")[2])[0])) == 3


def test_a_damaged_wheel_is_noticed(tmp_path: Path) -> None:
    content = b"a wheel"
    wheel = locks.Wheel("lxml", "1", "lxml.whl", hashlib.sha256(content).hexdigest(), len(content))
    path = tmp_path / wheel.file
    assert not wheels.intact(path, wheel)
    path.write_bytes(content)
    assert wheels.intact(path, wheel)
    path.write_bytes(content[:-1])
    assert not wheels.intact(path, wheel)
