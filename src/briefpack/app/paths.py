"""Where the program keeps what is the user's own."""

import os
import sys
from functools import cache
from pathlib import Path

#: Overrides the user's data folder; for tests and for those who keep several.
DATA_FOLDER = "BRIEFPACK_DATA"
#: The folder beside the program that makes an installation portable.
PORTABLE = "data"
#: A file in that folder; without it a folder called data beside a mere script belongs to somebody else.
MARKER = "briefpack-portable"


def data_folder() -> Path:
    """The folder for settings, journals, backups, the library and the user's own facts. It may not exist yet."""
    chosen = os.environ.get(DATA_FOLDER)
    if chosen:
        return Path(chosen)
    frozen = bool(getattr(sys, "frozen", False))
    program = sys.executable if frozen else sys.argv[0]
    return portable_folder(Path(program), frozen) or users_folder()


def users_folder() -> Path:
    """The folder for the program among the user's own, where the system wants it."""
    system: str = sys.platform
    if system.startswith("linux"):
        # What platformdirs would say, which takes a good part of the time to the first paint to load.
        shared = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")  # noqa: PTH111
        return Path(shared) / "briefpack"
    from platformdirs import user_data_path  # noqa: PLC0415 - where it must be asked: see above

    return user_data_path("briefpack", appauthor=False)


@cache
def portable_folder(program: Path, frozen: bool) -> Path | None:
    """The folder `data` beside the program, or None. Beside a script, and not an installed program, it needs the
    marker."""
    if not program.name:
        return None
    place = Path(os.path.realpath(program)).parent
    if place.parts[-2:] == ("Contents", "MacOS"):
        place = place.parents[2]  # a Mac program is itself a folder: what lies beside it counts
    folder = place / PORTABLE
    return folder if folder.is_dir() and (frozen or (folder / MARKER).is_file()) else None


def private_folder(*names: str) -> Path:
    """A folder inside the data folder, made where it is missing, for the user's eyes alone. Raises OSError."""
    folder = data_folder()
    # One by one: a mode given to mkdir holds for the last folder of a path only.
    for place in (*reversed(folder.parents), folder):
        if not place.exists():
            place.mkdir(mode=0o700, exist_ok=True)
    for name in names:
        folder = folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
