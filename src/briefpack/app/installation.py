"""How this program was installed."""

import sys
from pathlib import Path

import briefpack

_SYSTEMS = {"win32": "windows", "darwin": "macos"}


def program_folder() -> Path | None:
    """The folder of a program that brings its own Python; None where it runs with that of the computer."""
    package = Path(briefpack.__file__).resolve().parent
    top = package.parents[1]
    # As the packages for Windows are laid out: `runtime` is Python, `lib` the program with its libraries.
    if package.parent.name == "lib" and (top / "runtime").is_dir():
        return top
    unpacked = str(getattr(sys, "_MEIPASS", ""))
    if not unpacked:
        return None
    # As PyInstaller has it: all but the commands lies in a folder below, on macOS beside.
    started, inner = Path(sys.executable).resolve().parent, Path(unpacked).resolve()
    return started if inner.is_relative_to(started) else inner


def package_kind() -> str:
    """Which of the packages this is, as the notices of parts by others name them: `linux`, `windows`, `macos` for one
    with its own Python, else `wheelhouse`."""
    return _SYSTEMS.get(sys.platform, "linux") if program_folder() else "wheelhouse"
