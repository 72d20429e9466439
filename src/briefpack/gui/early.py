"""A first look at the settings file, for the first paint: the settings themselves load too much for that.

Only what can be seen at once; anything unexpected means the program's own values. `Settings` judges properly later.
"""

import json
from typing import Any, NamedTuple

from briefpack.app.paths import data_folder

_FILE = "settings.json"
_LARGEST = 4_000_000


class RecentPack(NamedTuple):
    """A pack that was open lately, as the file has it."""

    path: str
    title: str
    when: str


class FirstLook(NamedTuple):
    """What the first window shows."""

    theme: str = "system"
    percent: int = 100
    tour_seen: bool = False
    geometry: str = ""
    language: str = ""
    recent: tuple[RecentPack, ...] = ()


def first_look() -> FirstLook:
    """Never fails: a damaged file gives the program's own values."""
    try:
        with (data_folder() / _FILE).open("rb") as file:
            stored: Any = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return FirstLook()
    if not isinstance(stored, dict):
        return FirstLook()
    percent = stored.get("scale")
    rows = stored.get("recent")
    return FirstLook(
        _text(stored.get("theme")) or "system",
        percent if isinstance(percent, int) and 50 <= percent <= 400 else 100,
        stored.get("tour_seen") is True,
        _text(stored.get("window_geometry")),
        _text(stored.get("language")),
        tuple(found for row in rows if (found := _recent(row))) if isinstance(rows, list) else (),
    )


def _recent(row: object) -> RecentPack | None:
    if not isinstance(row, dict):
        return None
    found = RecentPack(_text(row.get("path")), _text(row.get("title")), _text(row.get("when")))
    return found if found.path and "\0" not in found.path else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
