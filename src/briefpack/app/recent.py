"""The packs opened last, newest first."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from briefpack.app.settings import RECENT, Settings
from briefpack.pack.pack import Pack

#: So many are kept.
MOST = 20


class Recent(NamedTuple):
    """A pack for the start window. `when` is the moment it was opened or saved, in ISO 8601; `missing` when the file
    is not there now."""

    path: Path
    title: str
    template: str
    when: str
    missing: bool = False


def recent(settings: Settings) -> tuple[Recent, ...]:
    """The recent packs as they were noted; no disk is asked."""
    rows = (_from_row(row) for row in settings[RECENT])
    return tuple(each for each in rows if each)[:MOST]


def marked(packs: Iterable[Recent]) -> tuple[Recent, ...]:
    """The same with those marked whose file is missing. A file server that sleeps takes its time: not for the GUI
    thread."""
    return tuple(each._replace(missing=not _is_there(each.path)) for each in packs)


def note(settings: Settings, path: Path, pack: Pack, when: datetime) -> None:
    """Put a pack on top of the list. Call `settings.save` in time."""
    top = Recent(Path(os.path.abspath(path)), pack.title, pack.template, when.isoformat(timespec="seconds"))  # noqa: PTH100 - a link keeps its own name
    _put(settings, (top, *(each for each in recent(settings) if each.path != top.path)))


def forget(settings: Settings, path: Path) -> None:
    """Take a pack off the list; its file stays."""
    _put(settings, (each for each in recent(settings) if each.path != path))


def _put(settings: Settings, packs: Iterable[Recent]) -> None:
    rows = ({"path": str(each.path), **_words(each)} for each in packs)
    settings.put(RECENT, tuple(rows)[:MOST])


def _words(each: Recent) -> dict[str, str]:
    return {"title": each.title, "template": each.template, "when": each.when}


def _from_row(row: dict[str, object]) -> Recent | None:
    values = [row.get(name) for name in ("path", "title", "template", "when")]
    path, title, template, when = (value if isinstance(value, str) else "" for value in values)
    if not path or "\0" in path:
        return None
    return Recent(Path(path), title or Path(path).stem, template, when)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
