"""The gates of the frozen folder close: each is tried on a file that must not pass."""

import sys
from pathlib import Path

import pytest
from installers.errors import BuildError

from installers import bundle, elf


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "dict[str, elf.Compiled]":
    """A folder of libraries, as far as the checks look at them: what is put into the dictionary lies in it."""
    lie: dict[str, elf.Compiled] = {}
    monkeypatch.setattr(elf, "compiled_in", lambda _: list(lie.values()))
    return lie


def _library(name: str, *needs: str, looks_in: tuple[str, ...] = (), glibc: tuple[int, ...] = (2, 17)) -> elf.Compiled:
    return elf.Compiled(Path("bundle") / name, frozenset(needs), looks_in, glibc)


def test_a_library_of_the_system_or_of_the_bundle_is_no_reason_to_stop(
    compiled: dict[str, elf.Compiled], tmp_path: Path
) -> None:
    compiled["a"] = _library("a.so", "libc.so.6", "b.so", looks_in=("$ORIGIN/../lib",))
    compiled["b"] = _library("b.so")
    assert list(bundle.complaints(tmp_path)) == []


def test_a_library_that_nobody_brings_is_named(compiled: dict[str, elf.Compiled], tmp_path: Path) -> None:
    compiled["a"] = _library("a.so", "libgtk-3.so.0")
    with pytest.raises(BuildError, match=r"a\.so needs libgtk-3\.so\.0"):
        bundle.check(tmp_path)


def test_a_newer_glibc_than_that_of_the_oldest_system_is_named(
    compiled: dict[str, elf.Compiled], tmp_path: Path
) -> None:
    compiled["a"] = _library("a.so", glibc=(2, 99))
    with pytest.raises(BuildError, match=r"a\.so asks for glibc 2\.99"):
        bundle.check(tmp_path)


def test_a_path_of_the_builder_is_named(compiled: dict[str, elf.Compiled], tmp_path: Path) -> None:
    compiled["a"] = _library("a.so", looks_in=("/opt/somebody/lib",))
    (tmp_path / "b.pyc").write_bytes(b"..." + bundle.build_folders()[0] + b"src/briefpack/cli.py")
    said = list(bundle.complaints(tmp_path))
    assert len(said) == 2
    assert "looks for libraries in /opt/somebody/lib" in said[0]
    assert "b.pyc names" in said[1]


def test_versions_compare_as_numbers() -> None:
    assert elf.version("2.9") < elf.version("2.35") < elf.version("2.35.1")


@pytest.mark.skipif(sys.platform != "linux", reason="reads a program of Linux")
def test_what_a_program_needs_is_read_from_it() -> None:
    shell = elf.read(Path("/bin/sh").resolve())
    assert "libc.so.6" in shell.needs
    assert shell.glibc >= (2, 2)
    assert elf.is_compiled(shell.path)
    assert not elf.is_compiled(bundle.LISTS)


def test_the_lists_let_no_network_in() -> None:
    without = set(bundle.lists().without)
    assert {"ssl", "_ssl", "http", "urllib.request", "_hashlib"} <= without
    assert not [name for name in bundle.lists().libraries if "ssl" in name or "crypto" in name]


def test_what_the_bundle_leaves_to_the_system_is_asked_for_by_name(
    compiled: dict[str, elf.Compiled], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle, "folder", lambda: tmp_path)
    compiled["a"] = _library("a.so", "libX11.so.6", "b.so", "libEGL.so.1")
    compiled["b"] = _library("b.so", "libEGL.so.1")
    assert bundle.system_libraries() == ["libEGL.so.1", "libX11.so.6"]
    assert bundle.needed_libraries()[1:] == ["libEGL.so.1()(64bit)", "libX11.so.6()(64bit)"]
