"""Byte code for Windows: made by the very Python that will read it, under wine where this is not Windows."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from installers.errors import BuildError, run
from installers.product import BUILD

#: Wine without its 32-bit half, as Debian has it; `wine` itself says on every start that the half is missing.
_WINES = ("/usr/lib/wine/wine64", "wine64", "wine")
PREFIX = BUILD / "windows" / "wine"
#: Mono, Gecko, and what puts programs into the menu of the build machine.
OFF = "mscoree,mshtml,winemenubuilder.exe="

# In one process, file by file in order: the same byte code whenever it is made. Each file is told the name that it will
# have in a report of an error, without a folder of the build machine. No compiled file is compared with its source at
# run time: the folder may be read-only, and the sources are not there.
_COMPILING = """
import pathlib, py_compile, sys
top = pathlib.Path(sys.argv[1])
for path in sorted(top.rglob("*.py")):
    shown = path.relative_to(top).as_posix()
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(path, path.with_suffix(".pyc"), f"lib/{shown}", True, 1, unchecked)
print("compiled")
"""


def wine() -> str:
    """The command. Raises BuildError where it is not installed."""
    for command in _WINES:
        if shutil.which(command):
            return command
    raise BuildError("wine is not installed; packaging/bootstrap.sh installers brings it.")


def environment(prefix: Path) -> dict[str, str]:
    """What wine needs to be told: its folder; no messages of its own, and what it must not load."""
    return {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": OFF}


def compile_all(python: Path, library: Path) -> None:
    """Replace every source below `library` by byte code, with the Python in the folder `python`. Raises BuildError."""
    PREFIX.mkdir(parents=True, exist_ok=True)
    program = [str(python / "python.exe")] if os.name == "nt" else [wine(), str(python / "python.exe")]
    told = _run([*program, "-I", "-B", "-c", _COMPILING, str(library)])
    if "compiled" not in told:
        raise BuildError(f"The Python for Windows did not compile the program:\n{told[-2000:]}")
    for path in sorted(library.rglob("*.py")):
        if not path.with_suffix(".pyc").is_file():
            raise BuildError(f"{path.relative_to(library)} has no byte code.")
        path.unlink()


def _run(command: Sequence[str]) -> str:
    return run(command, extra={**environment(PREFIX), "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"})
