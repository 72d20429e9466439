"""The program frozen for Linux: a folder with two commands and all that they need, from which the packages are made."""

import os
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from installers import elf, qt
from installers.errors import BuildError, run
from installers.product import BUILD, TOP, epoch, product

HERE = TOP / "packaging" / "linux"
LISTS = HERE / "bundle.toml"
TOOLS = BUILD / "tools"
PROGRAM = BUILD / "program"

#: (path in the bundle, path on this machine, kind), as PyInstaller has it.
Entry = tuple[str, str, str]


class Lists(NamedTuple):
    """`bundle.toml`: modules left out, patterns of what may go in, and who brings the system's libraries."""

    without: list[str]
    extensions: tuple[str, ...]
    libraries: tuple[str, ...]
    system: dict[str, str]


@cache
def lists() -> Lists:
    """What the file says."""
    said = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    inside = said["inside"]
    return Lists(said["modules"]["without"], tuple(inside["extensions"]), tuple(inside["libraries"]), said["system"])


@cache
def folder() -> Path:
    """The frozen program, built and checked once in a run. Raises BuildError."""
    if not (TOOLS / "bin" / "python").exists():
        raise BuildError("What freezes the program is not there; packaging/bootstrap.sh installers brings it.")
    place = BUILD / "bundle"
    folders: list[str | Path] = ["--distpath", place, "--workpath", BUILD / "freezing"]
    run(
        [TOOLS / "bin" / "python", "-m", "PyInstaller", "--noconfirm", "--clean", *folders, HERE / "briefpack.spec"],
        # What the program is installed with comes before what the tools brought.
        extra={"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "PYTHONPATH": str(packages())},
    )
    made = place / product().name
    strip(made)
    settle(made)
    check(made)
    return made


def chosen(binaries: Iterable[Entry]) -> list[Entry]:
    """The compiled files that go in: what the lists allow, and of the libraries those that something in it needs."""
    listed = [each for each in map(_as_in_wheel, binaries) if each[2] != "SYMLINK" and _is_allowed(each[0])]
    by_name = {PurePosixPath(each[0]).name: each for each in listed}
    reached = [each for each in listed if not _matches(each[0], lists().libraries) or "libpython" in each[0]]
    seen = {each[0] for each in reached}
    for each in reached:  # which grows
        wanted = (by_name[name] for name in sorted(elf.read(Path(each[1])).needs) if name in by_name)
        for found in wanted:
            if found[0] not in seen:
                seen.add(found[0])
                reached.append(found)
    return sorted(reached)


def _as_in_wheel(entry: Entry) -> Entry:
    """Where a library of a wheel lay in it, there it stays: it is found by paths of its own."""
    _, source, kind = entry
    if not Path(source).is_relative_to(packages()):
        return entry
    return str(Path(source).relative_to(packages())), source, kind


@cache
def packages() -> Path:
    """The folder where the program and its dependencies are installed, apart from the tools."""
    return next((PROGRAM / "lib").glob("python3.*/site-packages"))


def is_ours(path: str, source: str, _kind: str) -> bool:
    """Whether a file that is not compiled goes in: of Qt what its list allows, and of the tools nothing."""
    if path.startswith(tuple(f"{name}/" for name in qt.FOLDERS)) and not path.endswith(".pyc"):
        return qt.kept("linux", path)
    return ".dist-info/" not in path and not Path(source).is_relative_to(TOOLS)


def _is_allowed(path: str) -> bool:
    if path.startswith(tuple(f"{name}/" for name in qt.FOLDERS)):
        return qt.kept("linux", path)
    return _matches(path, (*lists().extensions, *lists().libraries))


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(qt.matches(path, pattern) for pattern in patterns)


def strip(place: Path) -> None:
    """Take symbols out of compiled files that nobody links with; Qt's stay as their makers released them."""
    files = [each.path for each in elf.compiled_in(place) if not {*each.path.parts} & {*qt.FOLDERS}]
    run(["strip", "--strip-unneeded", *(path for path in files if path.parent != place)])


def settle(place: Path) -> None:
    """Give every file the same rights and the time of the commit, whoever builds."""
    for path in sorted(place.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent == place else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
    place.chmod(0o755)
    os.utime(place, (epoch(), epoch()))


def check(place: Path) -> None:
    """Whatever is wrong with a bundle before it is tried. Raises BuildError that names the file."""
    for complaint in complaints(place):
        raise BuildError(complaint)


def complaints(place: Path) -> Iterator[str]:
    """What keeps a bundle from being shipped, in sentences."""
    files = elf.compiled_in(place)
    floor = product().floor.glibc
    for each in files:
        if each.glibc > elf.version(floor):
            asked = ".".join(map(str, each.glibc))
            yield f"{each.path} asks for glibc {asked}; the oldest system that the packages are for has {floor}."
        for path in each.looks_in:
            if not path.startswith("$ORIGIN"):
                yield f"{each.path} looks for libraries in {path}, a folder of the build machine."
    for name, users in elf.missing(files).items():
        if name not in lists().system:
            yield f"{users[0]} needs {name}, which is neither in the bundle nor in packaging/linux/bundle.toml."
    yield from _traces(place)


def _traces(place: Path) -> Iterator[str]:
    """Files that name a folder of who built them."""
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            for trace in build_folders():
                if trace in content:
                    yield f"{path} names {trace.decode()}, a folder of the build machine."


@cache
def build_folders() -> tuple[bytes, ...]:
    """Paths that must stand in no package: the clone, the home folder, the Python of the tools and temporary files."""
    # The home of root names nobody, and stands in what others released.
    paths = {TOP, Path.home(), Path(sys.prefix), Path(sys.base_prefix)} - {Path("/"), Path("/usr"), Path("/root")}
    return tuple(os.fsencode(path) + b"/" for path in sorted(paths))


def needed_packages() -> str:
    """What a Debian package of the bundle depends on, as its control file says it."""
    packages = {lists().system[name] for name in system_libraries()}
    floor = product().floor.glibc
    return ", ".join(sorted(f"libc6 (>= {floor})" if each == "libc6" else each for each in packages))


def system_libraries() -> list[str]:
    """The names of the libraries that the bundle leaves to the system."""
    return list(elf.missing(elf.compiled_in(folder())))


def needed_libraries() -> list[str]:
    """What an RPM of the bundle requires: the libraries by their names, which hold on every distribution."""
    floor = f"libc.so.6(GLIBC_{product().floor.glibc})(64bit)"
    return [floor, *(f"{name}()(64bit)" for name in system_libraries())]


def copy(place: Path) -> Path:
    """A copy of the bundle in a folder that does not exist yet, with rights and times."""
    return Path(shutil.copytree(folder(), place, symlinks=True))
