"""The files that come with the program: dataset, fonts, templates. One folder, wherever the program was installed."""

from functools import cache
from pathlib import Path
from struct import iter_unpack

import briefpack
from briefpack.language import say


class ResourcesMissingError(RuntimeError):
    """The installation is incomplete, or a file of it is damaged."""


def read(name: str) -> bytes:
    """The content of one file; `name` is its path inside the folder, such as `fonts/NotoSans-Regular.ttf`."""
    try:
        return (_top() / name).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise ResourcesMissingError(
            say("The file {name} is missing in {folder}. Install briefpack again.", name=name, folder=_top())
        ) from None
    except OSError as error:
        raise _unreadable(name, error) from error


def font(name: str) -> bytes:
    """A font file. Raises ResourcesMissingError, also for one that is cut short or no TrueType font at all."""
    content = read(f"fonts/{name}.ttf")
    if not is_whole_font(content):
        raise ResourcesMissingError(
            say(
                "The font {name} in {folder} is damaged. Install briefpack again.",
                name=f"{name}.ttf",
                folder=_top() / "fonts",
            )
        )
    return content


#: The tables that setting and embedding need, with the bytes they have at least (OpenType 1.9).
_FONT_TABLES = {b"cmap": 4, b"glyf": 1, b"head": 54, b"hhea": 36, b"hmtx": 4, b"loca": 2, b"maxp": 6}
_FONT_TABLES |= {b"OS/2": 78, b"post": 32}


def is_whole_font(content: bytes) -> bool:
    """Whether every table that the font's directory names lies inside the file."""
    if content[:4] != b"\0\1\0\0" or len(content) < 12 + 16 * int.from_bytes(content[4:6]):
        return False
    rows = iter_unpack(">4s4xII", content[12 : 12 + 16 * int.from_bytes(content[4:6])])
    found = {tag: (start, length) for tag, start, length in rows}
    whole = all(start + length <= len(content) for start, length in found.values())
    return whole and all(found.get(tag, (0, 0))[1] >= least for tag, least in _FONT_TABLES.items())


def folder(name: str) -> dict[str, bytes]:
    """The contents of the files of one folder by file name, in order of name; folders inside it are left out."""
    place = _top() / name
    if not place.is_dir():
        raise ResourcesMissingError(
            say("The folder {name} is missing in {folder}. Install briefpack again.", name=name, folder=_top())
        )
    try:
        return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}
    except OSError as error:
        raise _unreadable(name, error) from error


def place(name: str) -> Path:
    """Where a file or folder lies, for what reads it by itself; it need not be there."""
    return _top() / name


def identity(name: str) -> str:
    """What changes when a file of the folder changes: names, sizes and times, without reading any file."""
    place = _top() / name
    try:
        stats = [(path.name, path.stat()) for path in sorted(place.iterdir()) if path.is_file()]
    except OSError as error:
        raise _unreadable(name, error) from error
    return ";".join(f"{file}:{stat.st_size}:{stat.st_mtime_ns}" for file, stat in stats)


def _unreadable(name: str, error: OSError) -> ResourcesMissingError:
    cause = error.strerror or str(error)
    return ResourcesMissingError(
        say("{name} in {folder} cannot be read ({why}). Install briefpack again.", name=name, folder=_top(), why=cause)
    )


def find_top(package: Path) -> Path:
    """The folder `resources` that belongs to a package folder: inside it in a wheel, two levels above it in a clone.

    An editable install is a clone. Raises ResourcesMissingError.
    """
    for place in (package / "resources", package.parents[1] / "resources"):
        # The vocabulary tells our folder from one of the same name that stands beside by chance.
        if (place / "dataset" / "vocab.json").is_file():
            return place
    raise ResourcesMissingError(
        say("The folder “resources” is missing beside {folder}. Install briefpack again.", folder=package)
    )


@cache
def _top() -> Path:
    return find_top(Path(briefpack.__file__).resolve().parent)
