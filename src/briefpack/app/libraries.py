"""The libraries and the templates of this computer. Nothing that composes or prints is loaded with them: the first
window waits for them."""

import contextlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefpack.app import resources
from briefpack.app.errors import UserError
from briefpack.language import say
from briefpack.library.errors import LibraryError
from briefpack.library.port import Library

if TYPE_CHECKING:
    from briefpack.library.library import SqliteLibrary
    from briefpack.library.own import OwnLibrary
    from briefpack.pack.template import Template


def bundled_library() -> Library:
    """The library of the bundled dataset, compiled on first use in the user's data folder."""
    from briefpack.app.paths import data_folder, private_folder  # noqa: PLC0415 - a pack file needs no library
    from briefpack.library.library import open_library  # noqa: PLC0415 - a pack file needs no library

    folder = data_folder()
    # Once a process: where it cannot be kept on disk, each opening would compile it anew.
    if folder not in _LIBRARIES:
        with contextlib.suppress(OSError):  # then it is built in memory, and says so
            private_folder()
        _LIBRARIES[folder] = open_library(folder, partial(resources.folder, "dataset"), _identity())
    return _LIBRARIES[folder]


_LIBRARIES: "dict[Path, SqliteLibrary]" = {}


def own_facts() -> "OwnLibrary":
    """The user's own facts. Raises LibraryError when they cannot be reached."""
    from briefpack.app.paths import data_folder  # noqa: PLC0415 - a pack file needs no library
    from briefpack.library.own import FILE, OwnLibrary  # noqa: PLC0415 - a pack file needs no library

    folder = data_folder()
    if folder not in _OWN:
        _OWN[folder] = OwnLibrary(folder / FILE)
    return _OWN[folder]


_OWN: "dict[Path, OwnLibrary]" = {}
_OWN_TROUBLE: dict[Path, str] = {}


def library() -> Library:
    """The bundled library and the user's own facts side by side: what the window searches. Own facts that cannot be
    reached keep nobody from the others; `library_note` says so."""
    from briefpack.app.paths import data_folder  # noqa: PLC0415 - a pack file needs no library
    from briefpack.library.together import Together  # noqa: PLC0415 - a pack file needs no library

    bundled = bundled_library()
    try:
        own = own_facts()
    except LibraryError as error:
        _OWN_TROUBLE[data_folder()] = str(error)
        return bundled
    _OWN_TROUBLE.pop(data_folder(), None)
    return Together(bundled, own)


def let_go(folder: Path) -> None:
    """Close what is open in a data folder that will be removed: some systems keep files that are open."""
    for kept in (_LIBRARIES.pop(folder, None), _OWN.pop(folder, None)):
        if kept is not None:
            kept.close()
    _OWN_TROUBLE.pop(folder, None)


def library_note() -> str:
    """What the user must know about the libraries that were opened, such as that one could not be kept; else ""."""
    if not (_LIBRARIES or _OWN or _OWN_TROUBLE):
        return ""
    from briefpack.app.paths import data_folder  # noqa: PLC0415 - a pack file needs no library

    folder = data_folder()
    bundled, own = _LIBRARIES.get(folder), _OWN.get(folder)
    notes = (bundled.note if bundled else "", own.note if own else "", _OWN_TROUBLE.get(folder, ""))
    return " ".join(note for note in notes if note)


@cache
def _identity() -> str:
    # The program's version does not change while a dataset is edited in a clone; sizes and times of its files do.
    return resources.identity("dataset")


@cache
def templates() -> "dict[str, Template]":
    """All templates by id, in the order of the catalogue."""
    from briefpack.pack.template import read_templates  # noqa: PLC0415 - a pack file needs no template

    return read_templates(resources.folder("templates"))


def template_named(name: str) -> "Template":
    """The template with that id or catalogue code. Raises UserError that lists what there is."""
    for template in templates().values():
        if name.lower() in {template.id, template.code.lower()}:
            return template
    raise UserError(
        say("There is no template “{name}”. Choose one of: {names}.", name=name, names=", ".join(templates()))
    )
