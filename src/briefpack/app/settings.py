"""What the user has set: one table, from which validation, the settings dialog and the help are made.

The file is JSON in the data folder. A key this program does not know, or a value it does not allow, may come from a
newer one: it is kept. A file that cannot be read is set aside, and `notice` tells the user once.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from briefpack.app.errors import UserError
from briefpack.app.paths import data_folder, private_folder
from briefpack.aside import set_aside
from briefpack.language import say, to_say
from briefpack.pack.safewrite import FileProblem, read_some, why, write_whole

FILE = "settings.json"
_LARGEST = 4_000_000
T = TypeVar("T")
Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Setting(Generic[T]):
    """A row of the table. `kind`: choice, flag, text, folder, language, rows or numbers; `allowed` with its words goes
    with a choice. Without a label it is not shown in the dialog: the program keeps it for itself."""

    key: str
    kind: str
    default: T
    label: str = ""
    hint: str = ""
    allowed: tuple[tuple[T, str], ...] = ()

    def allows(self, value: object) -> bool:
        """Whether the setting can have this value."""
        if self.kind == "choice":
            return any(type(value) is type(each) and value == each for each, _ in self.allowed)
        return _KINDS[self.kind](value)

    def read(self, stored: object) -> T:
        """The value for what the file holds; the default for what it cannot be."""
        value: Any = tuple(stored) if isinstance(stored, list) else stored
        return value if self.allows(value) else self.default


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200_000 and "\0" not in value


def _is_numbers(value: object) -> bool:
    return isinstance(value, tuple) and len(value) <= 100 and all(type(each) is int for each in value)


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple) and len(value) <= 1000 and all(isinstance(each, dict) for each in value)


_TAG = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")
_KINDS: dict[str, Callable[[object], bool]] = {
    "flag": lambda value: isinstance(value, bool),
    "text": _is_text,
    "folder": _is_text,
    "language": lambda value: isinstance(value, str) and bool(_TAG.fullmatch(value)),
    "numbers": _is_numbers,
    "rows": _is_rows,
}

THEME = Setting(
    "theme",
    "choice",
    "system",
    to_say("Colours"),
    to_say("Light or dark windows. Paper stays light."),
    (
        ("system", to_say("As the system has them")),
        ("light", to_say("Light")),
        ("dark", to_say("Dark")),
    ),
)
SCALE = Setting(
    "scale",
    "choice",
    100,
    to_say("Size of the window’s text"),
    to_say("The pages keep their own size."),
    tuple((percent, f"{percent} %") for percent in (100, 125, 150, 175, 200)),
)
WPM = Setting(
    "wpm",
    "choice",
    130,
    to_say("Speaking pace"),
    to_say("Words a minute, for speaking times. Interpreters ask for a slow pace."),
    ((110, to_say("Slow: 110 words a minute")), (130, to_say("Usual: 130")), (150, to_say("Fast: 150"))),
)
PAPER = Setting(
    "paper",
    "choice",
    "a4",
    to_say("Paper of new packs"),
    to_say("A pack keeps its own paper once it is made."),
    (("a4", to_say("A4")), ("letter", to_say("US Letter"))),
)
LANGUAGE = Setting(
    "language",
    "language",
    "",
    to_say("Language of the window"),
    to_say("The language of a pack is set in the pack. Takes effect at the next start."),
)
ARTICLES_FOLDER = Setting(
    "articles_folder",
    "folder",
    "",
    to_say("Folder with the articles"),
    to_say("Where you keep the articles themselves: then a passage is shown with the article around it."),
)
SAVED_SEARCHES = Setting("saved_searches", "text", "")
RECENT = Setting[Rows]("recent", "rows", ())
TOUR_SEEN = Setting("tour_seen", "flag", default=False)
GEOMETRY = Setting("window_geometry", "text", "")
PANES = Setting[tuple[int, ...]]("pane_proportions", "numbers", ())
#: Of the middle column, per mille: the outline and the adviser.
COLUMN = Setting[tuple[int, ...]]("column_proportions", "numbers", ())
#: Who waives and clears on this computer.
INITIALS = Setting("initials", "text", "")
#: Packs and the PDFs they were exported to, the latest first.
EXPORTS = Setting[Rows]("exports", "rows", ())

#: All settings, in the order of the dialog; those without a label come last.
SETTINGS: tuple[Setting[Any], ...] = (
    THEME,
    SCALE,
    LANGUAGE,
    PAPER,
    WPM,
    ARTICLES_FOLDER,
    SAVED_SEARCHES,
    RECENT,
    TOUR_SEEN,
    GEOMETRY,
    PANES,
    COLUMN,
    INITIALS,
    EXPORTS,
)


class Settings:
    """The settings of this run. `notice` is a sentence the user must see once, or ""."""

    def __init__(self, path: Path | None = None, now: Callable[[], datetime] | None = None) -> None:
        self.path = path or data_folder() / FILE
        self.notice = ""
        self._now = now or (lambda: datetime.now().astimezone())
        self._locked = False
        self._stored = self._read()
        self._changed: dict[str, Any] = {}
        # What one thread sets while another saves is kept by the next save.
        self._setting, self._saving = Lock(), Lock()

    def __getitem__(self, setting: Setting[T]) -> T:
        return setting.read(self._stored.get(setting.key, setting.default))

    def put(self, setting: Setting[T], value: T) -> None:
        """Set a value for this run; `save` keeps it. Raises UserError for one the setting cannot have."""
        if not setting.allows(value):
            raise UserError(say("The setting “{name}” cannot be “{value}”.", name=_named(setting), value=value))
        with self._setting:
            self._changed[setting.key] = self._stored[setting.key] = list(value) if isinstance(value, tuple) else value

    def save(self) -> None:
        """Write what was changed in this run into the file as it is now: another window may have written meanwhile.

        Raises FileProblem. Where a damaged file could not be set aside nothing is written.
        """
        with self._saving:
            with self._setting:
                changed = dict(self._changed)
            if not changed:
                return
            stored = {**self._read(), **changed}
            if self._locked:
                return
            if self.path.parent == data_folder():
                _make_private()
            write_whole(self.path, json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True).encode())
            with self._setting:
                later = {key: value for key, value in self._changed.items() if value is not changed.get(key)}
                self._stored, self._changed = {**stored, **later}, later

    def _read(self) -> dict[str, Any]:
        if not self.path.exists():
            return {}
        try:
            stored = json.loads(read_some(self.path, _LARGEST))
        except (FileProblem, ValueError, RecursionError):
            stored = None
        if isinstance(stored, dict):
            return stored
        self._set_aside()
        return {}

    def _set_aside(self) -> None:
        try:
            kept = set_aside(self.path, self._now())
        except OSError as error:
            self._locked = True
            self.notice = say(
                "The settings in {path} cannot be read, nor moved aside: {why} Changes are not kept until then.",
                path=self.path,
                why=why(error),
            )
            return
        self.notice = say(
            "The settings could not be read. They were set aside as {name}, and the program starts with its own.",
            name=kept,
        )


def _make_private() -> None:
    try:
        private_folder()
    except OSError as error:
        raise FileProblem(
            say("The settings cannot be kept in {path}: {why}", path=data_folder(), why=why(error))
        ) from error


def _named(setting: Setting[Any]) -> str:
    return say(setting.label) if setting.label else setting.key
