"""What `product.toml` says of the program."""

import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

#: The clone, and where everything is built.
TOP = Path(__file__).resolve().parents[2]
BUILD = TOP / "build" / "installers"
OUT = TOP / "dist"


class FileType(NamedTuple):
    """A kind of file that the program opens; its own, or somebody else's."""

    mime: str
    extension: str
    title: str
    uti: str
    own: bool


class Floor(NamedTuple):
    """The oldest systems on which the packages run."""

    glibc: str
    windows: str
    macos: str


class Product(NamedTuple):
    """The program as its installers know it; names as in `product.toml`."""

    name: str
    window: str
    title: str
    version: str
    summary: str
    description: str
    licence: str
    publisher: str
    maintainer: str
    id: str
    homepage: str
    categories: tuple[str, ...]
    keywords: tuple[str, ...]
    upgrade_code: str
    windows_key: str
    types: tuple[FileType, ...]
    floor: Floor
    languages: tuple[str, ...]


@cache
def product() -> Product:
    """What the file says. Raises TypeError where a key lacks or is unknown."""
    said = tomllib.loads((TOP / "packaging" / "product.toml").read_text(encoding="utf-8"))
    said["types"] = tuple(FileType(**each) for each in said["types"])
    said["floor"] = Floor(**said["floor"])
    said["languages"] = tuple(said.pop("fonts")["languages"])
    for name in ("categories", "keywords"):
        said[name] = tuple(said[name])
    return Product(**said)


@cache
def epoch() -> int:
    """The time that stands in every package, in seconds since 1970: that of the commit, or SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    told = subprocess.run(  # noqa: S603 - a fixed command
        ["git", "-C", str(TOP), "log", "-1", "--format=%ct"],  # noqa: S607 - git of the build machine
        capture_output=True,
        text=True,
        check=True,
    )
    return int(told.stdout)


def releasing() -> bool:
    """Whether what is built is for people and not for trying: BRIEFPACK_RELEASE is 1."""
    return os.environ.get("BRIEFPACK_RELEASE") == "1"
