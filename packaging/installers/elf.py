"""What the compiled files of a bundle need: other libraries, and a C library of some age."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from installers.errors import run

_GLIBC = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)")


class Compiled(NamedTuple):
    """A program or library: the names of the libraries that it needs, the paths where it looks for them first, and the
    newest version of glibc that it asks for, as numbers; () for none."""

    path: Path
    needs: frozenset[str]
    looks_in: tuple[str, ...]
    glibc: tuple[int, ...]


def compiled_in(folder: Path) -> list[Compiled]:
    """All programs and libraries below a folder, in order of their paths; links are not followed."""
    return [read(path) for path in sorted(folder.rglob("*")) if is_compiled(path)]


def is_compiled(path: Path) -> bool:
    """Whether a file is a program or library of Linux."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def read(path: Path) -> Compiled:
    """What one file needs. Raises BuildError when objdump cannot read it."""
    told = run(["objdump", "-p", path])
    paths = ":".join((*_fields(told, "RPATH"), *_fields(told, "RUNPATH")))
    return Compiled(
        path,
        frozenset(_fields(told, "NEEDED")),
        tuple(each for each in paths.split(":") if each),
        max(map(version, _GLIBC.findall(told)), default=()),
    )


def version(text: str) -> tuple[int, ...]:
    """`2.36` as numbers that compare."""
    return tuple(map(int, text.split(".")))


def missing(files: Iterable[Compiled]) -> dict[str, list[Path]]:
    """The libraries that none of the files is, each with the files that need it."""
    files = list(files)
    inside = {each.path.name for each in files}
    found: dict[str, list[Path]] = {}
    for each in files:
        for name in sorted(each.needs - inside):
            found.setdefault(name, []).append(each.path)
    return dict(sorted(found.items()))


def _fields(told: str, name: str) -> Iterator[str]:
    for line in told.splitlines():
        field, _, value = line.strip().partition(" ")
        if field == name:
            yield value.strip()
