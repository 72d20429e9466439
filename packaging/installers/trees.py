"""The program with all that a Linux system is told of it, in the folders where the system looks: the tree from which
each package is made."""

import gzip
import os
import shutil
from functools import cache
from pathlib import Path

from installers import bundle, icons, texts
from installers.product import BUILD, TOP, epoch, product

#: Below a prefix such as /usr.
PROGRAM = Path("lib") / product().name
COMMANDS = (product().name, product().window)


def fresh(name: str) -> Path:
    """An empty folder to build in."""
    place = BUILD / "trees" / name
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True)
    return place


def fill(root: Path) -> None:
    """Put everything below a prefix: the program, links to its two commands, and what the system is told."""
    bundle.copy(root / PROGRAM)
    for name in COMMANDS:
        link(root / "bin" / name, Path("..") / PROGRAM / name)
    share(root / "share")


def share(place: Path) -> None:
    """Fill a folder share: desktop entry, AppStream, MIME type, icons, manual pages, copyright."""
    write(place / "applications" / f"{product().id}.desktop", texts.desktop_entry())
    write(place / "metainfo" / f"{product().id}.metainfo.xml", texts.metainfo())
    write(place / "mime" / "packages" / f"{product().id}.xml", texts.mime_xml())
    shutil.copytree(_icons(), place / "icons")
    manual = place / "man" / "man1"
    packed(manual / f"{product().name}.1.gz", texts.man_page())
    link(manual / f"{product().window}.1.gz", Path(f"{product().name}.1.gz"))
    about = place / "doc" / product().name
    write(about / "copyright", (bundle.HERE / "copyright").read_text(encoding="utf-8"))
    packed(about / "changelog.gz", (TOP / "CHANGELOG.md").read_text(encoding="utf-8"))


@cache
def _icons() -> Path:
    place = fresh("icons")
    icons.pngs(place)
    return place


def write(path: Path, text: str) -> None:
    """A text file, with the folders that lead to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def packed(path: Path, text: str) -> None:
    """A text packed with gzip, without a name or time of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def link(path: Path, target: Path) -> None:
    """A link to a path beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def finish(root: Path) -> Path:
    """The same rights and times for everything, whoever builds: 755 for folders and what is run, else 644."""
    for path in sorted(root.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path.name == "install.sh" or (path.parent.name, path.name) in _PROGRAMS
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
    root.chmod(0o755)
    os.utime(root, (epoch(), epoch()))
    return root


_PROGRAMS = {(PROGRAM.name, name) for name in COMMANDS}
