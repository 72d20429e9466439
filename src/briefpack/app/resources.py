"""The files that come with the program: dataset, fonts, templates. One folder, wherever the program was installed."""

from functools import cache
from pathlib import Path

import briefpack


class ResourcesMissingError(RuntimeError):
    """The installation is incomplete."""


def read(name: str) -> bytes:
    """The content of one file; `name` is its path inside the folder, such as `fonts/NotoSans-Regular.ttf`."""
    try:
        return (_top() / name).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise ResourcesMissingError(f"The file {name} is missing in {_top()}. Install briefpack again.") from None


def folder(name: str) -> dict[str, bytes]:
    """The contents of the files of one folder by file name, in order of name; folders inside it are left out."""
    place = _top() / name
    if not place.is_dir():
        raise ResourcesMissingError(f"The folder {name} is missing in {_top()}. Install briefpack again.")
    return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}


def identity(name: str) -> str:
    """What changes when a file of the folder changes: names, sizes and times, without reading any file."""
    place = _top() / name
    stats = [(path.name, path.stat()) for path in sorted(place.iterdir()) if path.is_file()]
    return ";".join(f"{file}:{stat.st_size}:{stat.st_mtime_ns}" for file, stat in stats)


def find_top(package: Path) -> Path:
    """The folder `resources` that belongs to a package folder: inside it in a wheel, two levels above it in a clone.

    An editable install is a clone. Raises ResourcesMissingError.
    """
    for place in (package / "resources", package.parents[1] / "resources"):
        # The vocabulary tells our folder from one of the same name that stands beside by chance.
        if (place / "dataset" / "vocab.json").is_file():
            return place
    raise ResourcesMissingError(f"The folder “resources” is missing beside {package}. Install briefpack again.")


@cache
def _top() -> Path:
    return find_top(Path(briefpack.__file__).resolve().parent)
