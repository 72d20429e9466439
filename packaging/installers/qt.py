"""Which files of the PySide6 wheels go into frozen packages: those that `qt_keep.toml` allows, and no other."""

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from itertools import product as pairs

from installers.product import TOP

LIST = TOP / "packaging" / "qt_keep.toml"
#: The folders of the wheels that the list is about.
FOLDERS = ("PySide6", "shiboken6")


def kept(system: str, path: str) -> bool:
    """Whether a file of the PySide6 wheels goes in; `system` is linux, windows or macos, `path` that in the wheel, with
    slashes. Raises KeyError for another system."""
    return any(matches(path, pattern) for pattern in patterns(system))


@cache
def patterns(system: str) -> tuple[str, ...]:
    """All patterns for one system, in no particular order."""
    said = tomllib.loads(LIST.read_text(encoding="utf-8"))
    every, own = said["every"], said[system]
    forms = [
        *pairs([own["module"]], every["modules"]),
        *pairs([own["library"]], [*every["modules"], *own["libraries"]]),
        *pairs([own["translation"]], every["translations"]),
    ]
    return (*every["keep"], *own["keep"], *(form.format(name) for form, name in forms))


def matches(path: str, pattern: str) -> bool:
    """Whether a path has the form of a pattern; see `qt_keep.toml`."""
    if pattern.endswith("/**"):
        return path.startswith(pattern.removesuffix("**"))
    parts, wanted = path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
