"""The program folder of the Windows packages: Python, the wheels that the program needs, the program, two launchers.

briefpack.exe, briefpack-gui.exe    the launchers; packaging/windows/launcher.c
runtime/                            Python, as its makers signed it
lib/                                the program and its packages, as byte code
"""

import os
import shutil
import tomllib
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from installers import bundle, pe, qt, windows_launchers, windows_python, windows_runtime
from installers.errors import BuildError
from installers.product import BUILD, TOP, epoch, product
from installers.wheels import fetched

HERE = TOP / "packaging" / "windows"
WORK = BUILD / "windows"
PYTHON = "3.13"
#: The search path of Python inside the program folder; it needs no registry, no PYTHONPATH and no site-packages.
_SEARCHED = "python313.zip\n.\n..\\lib\n"
_QT_LIBRARY = "PySide6"


class Lists(NamedTuple):
    """`image.toml`: of Python, files that go in and modules that do not; of packages, patterns."""

    runtime: list[str]
    modules_out: list[str]
    folders: list[str]
    out: list[str]
    compiled: list[str]
    read: list[str]


@cache
def listed() -> Lists:
    """What the file says."""
    said = tomllib.loads((HERE / "image.toml").read_text(encoding="utf-8"))
    runtime, packages = said["runtime"], said["packages"]
    return Lists(
        runtime["keep"],
        runtime["without"],
        *(packages[name] for name in ("folders", "without", "compiled", "read")),
    )


@cache
def folder() -> Path:
    """The program folder, built and checked once in a run. Raises BuildError."""
    image = WORK / "image"
    stage(image)
    return image


def stage(image: Path) -> None:
    """Build a program folder from nothing, and check it. Raises BuildError."""
    shutil.rmtree(image, ignore_errors=True)
    embedded = WORK / "python"
    shutil.rmtree(embedded, ignore_errors=True)
    embedded.mkdir(parents=True)
    version = windows_runtime.unpacked(embedded)
    (image / "lib").mkdir(parents=True)
    _packages(image / "lib", fetched("win_amd64", PYTHON))
    _program(image / "lib")
    windows_python.compile_all(embedded, image / "lib")
    _runtime(image / "runtime", embedded)
    for name in ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll"):
        (image / "lib" / _QT_LIBRARY / name).replace(image / "runtime" / name)
    windows_launchers.build(image, version)
    pe.check_bound(image, image / "runtime")
    check_traces(image)
    settle(image)


def settle(place: Path) -> None:
    """Give every file the time of the commit and the same rights, whoever builds."""
    for path in sorted(place.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (epoch(), epoch()))
    os.utime(place, (epoch(), epoch()))


def check_traces(image: Path) -> None:
    """Raise BuildError where a file names a folder of who built it, in any of the encodings of Windows."""
    for name in files(image):
        content = (image / name).read_bytes()
        for trace in bundle.build_folders():
            if trace in content or trace.decode().encode("utf-16-le") in content:
                raise BuildError(f"{name} names {trace.decode()}, a folder of the build machine.")


def files(image: Path) -> list[str]:
    """The files of a program folder by their paths in it, with slashes, in order."""
    return sorted(path.relative_to(image).as_posix() for path in image.rglob("*") if path.is_file())


def is_kept(path: str) -> bool:
    """Whether a file of a wheel goes in; `path` is that in the wheel."""
    top, lists = path.split("/", 1)[0], listed()
    if top in qt.FOLDERS:
        return qt.kept("windows", path)
    if top not in lists.folders or _matches(path, lists.out):
        return False
    return path.endswith(".py") or _matches(path, lists.compiled) or _matches(path, lists.read)


def without_modules(source: Path, target: Path, left_out: Sequence[str]) -> None:
    """Copy the zip of a standard library without some modules and packages, named with dots."""
    stems = tuple(name.replace(".", "/") for name in left_out)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in sorted(old.infolist(), key=lambda each: each.filename):
            if not any(entry.filename == f"{stem}.pyc" or entry.filename.startswith(f"{stem}/") for stem in stems):
                new.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), old.read(entry), zipfile.ZIP_DEFLATED)


def _matches(path: str, patterns: Sequence[str]) -> bool:
    return any(qt.matches(path, pattern) for pattern in patterns)


def _packages(library: Path, wheels: Path) -> None:
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as content:
            for name in sorted(content.namelist()):
                if is_kept(name):
                    content.extract(name, library)
    for pattern in (*listed().compiled, *listed().read):
        if not any(library.glob(pattern)):
            raise BuildError(f"No wheel has {pattern}, which packaging/windows/image.toml asks for.")


def _program(library: Path) -> None:
    """The program as it was installed for the frozen packages; its texts for translators stay out."""
    try:
        installed = next((BUILD / "program" / "lib").glob("python3.*/site-packages"))
    except StopIteration:
        raise BuildError("The program is not installed; packaging/bootstrap.sh installers does it.") from None
    leave_out = shutil.ignore_patterns("__pycache__", "*.po", "*.pot")
    shutil.copytree(installed / product().name, library / product().name, ignore=leave_out)
    shutil.copyfile(HERE / "start.py", library / f"{windows_launchers.START}.py")


def _runtime(runtime: Path, embedded: Path) -> None:
    runtime.mkdir()
    for name in listed().runtime:
        if not (embedded / name).is_file():
            raise BuildError(f"The Python for Windows has no {name}, which packaging/windows/image.toml asks for.")
        if name == "python313.zip":
            without_modules(embedded / name, runtime / name, listed().modules_out)
        else:
            shutil.copyfile(embedded / name, runtime / name)
    (runtime / "python313._pth").write_bytes(_SEARCHED.encode())
