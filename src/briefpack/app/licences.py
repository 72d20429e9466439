"""What others have made that is inside the program, with its licences: `resources/licences`."""

import json
from pathlib import Path
from typing import NamedTuple

import briefpack
from briefpack.app import resources
from briefpack.language import say, to_say

_FOLDER = "licences"
_NOTICES = "notices.json"
#: The texts that go with Qt, which the wheels of PySide6 lack.
STANDARD = {"LGPL-3.0.txt": "GNU Lesser General Public License 3.0", "GPL-3.0.txt": "GNU General Public License 3.0"}
#: The kinds of parts, in the order in which they are listed.
KINDS = {
    "python": to_say("Libraries of Python"),
    "native": to_say("Native libraries"),
    "font": to_say("Fonts"),
    "dataset": to_say("Dataset"),
}


class Notice(NamedTuple):
    """One part by others. `text`: its licence, with the notices that belong to it; `source`: where its source is."""

    name: str
    version: str
    licence: str
    text: str
    kind: str
    source: str

    @property
    def heading(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}".strip()


def notices() -> tuple[Notice, ...]:
    """The parts by kind and name; none in a clone of the source, which has nothing of others but fonts and dataset.

    Raises ResourcesMissingError where the list is damaged.
    """
    if not resources.place(f"{_FOLDER}/{_NOTICES}").is_file():
        return ()
    try:
        records = json.loads(resources.read(f"{_FOLDER}/{_NOTICES}"))
        found = [Notice(**{name: str(each.get(name) or "") for name in Notice._fields}) for each in records]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise resources.ResourcesMissingError(
            say(
                "The list of licences {name} in {folder} is damaged. Install briefpack again.",
                name=_NOTICES,
                folder=resources.place(_FOLDER),
            )
        ) from error
    return tuple(sorted(found, key=_place))


def _place(notice: Notice) -> tuple[int, str]:
    known = [*KINDS]
    return known.index(notice.kind) if notice.kind in known else len(known), notice.name.casefold()


def standard_texts() -> dict[str, str]:
    """The texts of STANDARD by the names of their files; "" for one that is missing."""
    return {name: _text(name) for name in STANDARD}


def _text(name: str) -> str:
    place = resources.place(f"{_FOLDER}/{name}")
    return resources.read(f"{_FOLDER}/{name}").decode("utf-8", "replace") if place.is_file() else ""


def is_clone() -> bool:
    """Whether this is a clone of the source, not an installation: its resources lie beside `src`."""
    return not resources.place("").is_relative_to(Path(briefpack.__file__).resolve().parent)


def duties() -> str:
    """What the LGPL asks us to say of Qt."""
    return say(
        "Qt and PySide6 are used under the GNU Lesser General Public License 3: they are libraries of their own beside "
        "the program, may be replaced by your own builds, and their source is at https://download.qt.io."
    )


def absent() -> str:
    """Why there is no list of parts."""
    if is_clone():
        return say("This is a clone of the source: the list of the parts by others comes with the installers.")
    return say("The list of the parts by others is missing. Install briefpack again.")
