"""What others have made that is inside the program, with its licences: `resources/licences`, which installers bring."""

import json
from pathlib import Path
from typing import NamedTuple

import briefpack
from briefpack.app import resources
from briefpack.language import say, to_say

_FOLDER = "licences"
_NOTICES = "notices.json"
#: The kind of a licence that stands for itself.
TERMS = "terms"
#: The kinds of parts, in the order in which they are listed.
KINDS = {
    "python": to_say("Libraries of Python"),
    "native": to_say("Native libraries"),
    "font": to_say("Fonts"),
    "dataset": to_say("Dataset"),
    TERMS: to_say("Licences in full"),
}
#: The texts that go with Qt, which the wheels of PySide6 lack; their titles are names, in any language.
_TERMS = {
    "LGPL-3.0": "GNU Lesser General Public License, version 3",
    "GPL-3.0": "GNU General Public License, version 3",
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
    """The parts by kind and name, then the texts that many of them refer to; none in a clone of the source.

    Raises ResourcesMissingError where the list or a text is damaged.
    """
    if not resources.place(f"{_FOLDER}/{_NOTICES}").is_file():
        return ()
    try:
        records = json.loads(resources.read(f"{_FOLDER}/{_NOTICES}"))
        parts = [Notice(**{name: str(each.get(name) or "") for name in Notice._fields}) for each in records]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise resources.ResourcesMissingError(
            say(
                "The list of licences {name} in {folder} is damaged. Install briefpack again.",
                name=_NOTICES,
                folder=resources.place(_FOLDER),
            )
        ) from error
    return (*sorted(parts, key=_order), *(_term(name, title) for name, title in _TERMS.items()))


def _order(notice: Notice) -> tuple[int, str]:
    known = [*KINDS]
    return known.index(notice.kind) if notice.kind in known else len(known), notice.name.casefold()


def _term(name: str, title: str) -> Notice:
    text = resources.read(f"{_FOLDER}/{name}.txt").decode("utf-8", "replace")
    return Notice(name, "", title, text, TERMS, "")


def is_clone() -> bool:
    """Whether this is a clone of the source, not an installation: its resources lie beside `src`."""
    return not resources.place("").is_relative_to(Path(briefpack.__file__).resolve().parent)


def duties() -> str:
    """What the LGPL has us say of Qt."""
    return say(
        "Qt and PySide6 are used under the GNU Lesser General Public License 3: they are shared libraries of their own "
        "beside the program, which you may replace by others; their source is at {place}.",
        place="https://download.qt.io/official_releases/",
    )


def absent() -> str:
    """Why there is no list of parts."""
    if is_clone():
        return say("This is a clone of the source: the list of parts by others comes with the installers.")
    return say("The list of parts by others is missing. Install briefpack again.")
