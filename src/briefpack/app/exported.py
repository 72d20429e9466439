"""Where packs were exported to last, so that what changed since can be told."""

from pathlib import Path

from briefpack.app.settings import EXPORTS, Settings

_MOST = 50


def remember(settings: Settings, pack_id: str, path: Path) -> None:
    """A pack was exported to this PDF."""
    rows = [row for row in settings[EXPORTS] if row.get("pack") != pack_id]
    settings.put(EXPORTS, ({"pack": pack_id, "path": str(path)}, *rows)[:_MOST])


def last_export(settings: Settings, pack_id: str) -> Path | None:
    """The PDF that the pack was exported to last, if it is still there."""
    for row in settings[EXPORTS]:
        path = row.get("path")
        if row.get("pack") == pack_id and isinstance(path, str) and Path(path).is_file():
            return Path(path)
    return None
