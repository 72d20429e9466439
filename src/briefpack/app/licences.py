"""What others have made that is inside the program, with its licences: see `resources/licences/README.md`."""

import json
from typing import Any, NamedTuple

from briefpack.app import resources
from briefpack.app.installation import package_kind
from briefpack.language import say, to_say

_FOLDER = "licences"
_NOTICES = "notices.json"
#: The kind of a licence that stands for itself.
TERMS = "terms"
#: The kinds of parts.
KINDS = {
    "python": to_say("Libraries of Python"),
    "native": to_say("Native libraries"),
    "font": to_say("Fonts"),
    "dataset": to_say("Dataset"),
    "icons": to_say("Icons"),
    TERMS: to_say("Licences in full"),
}
#: What notices refer to without repeating it; the titles are names, in any language.
_TERMS = {
    "LGPL-3.0": "GNU Lesser General Public License, version 3",
    "GPL-3.0": "GNU General Public License, version 3",
}

_FIELDS = ("name", "version", "licence", "text", "kind", "source")


class Notice(NamedTuple):
    """One part by others. `file` holds its licence; `source` is where its source can be had; `within`: the parts that
    carry it, "" where it stands for itself."""

    name: str
    version: str
    licence: str
    file: str
    kind: str
    source: str = ""
    within: str = ""

    @property
    def heading(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}".strip()


def notices() -> tuple[Notice, ...]:
    """The parts that are in this kind of package, in the order of the list; then the texts that they refer to.

    Raises ResourcesMissingError where the list is missing or damaged.
    """
    here = package_kind()
    try:
        records = json.loads(resources.read(f"{_FOLDER}/{_NOTICES}"))
        parts = [_notice(each) for each in records if here in each.get("systems", [here])]
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise resources.ResourcesMissingError(
            say(
                "The list of licences {name} in {folder} is damaged. Install briefpack again.",
                name=_NOTICES,
                folder=resources.place(_FOLDER),
            )
        ) from error
    return (*parts, *(Notice(name, "", title, f"{name}.txt", TERMS) for name, title in _TERMS.items()))


def _notice(record: dict[str, Any]) -> Notice:
    name, version, licence, file, kind, source = (str(record[field]) for field in _FIELDS)
    return Notice(name, version, licence, file, kind, source, ", ".join(map(str, record.get("within", []))))


def text_of(notice: Notice) -> str:
    """The text of its licence. Raises ResourcesMissingError."""
    return resources.read(f"{_FOLDER}/{notice.file}").decode("utf-8", "replace")


def duties() -> str:
    """What the LGPL has us say of Qt."""
    return say(
        "Qt and PySide6 are used under the GNU Lesser General Public License 3: they are shared libraries of their own "
        "beside the program, which you may replace by others; their source is at {place}.",
        place="https://download.qt.io/official_releases/",
    )
