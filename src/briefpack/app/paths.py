"""Where the program keeps what is the user's own."""

import os
from pathlib import Path

from platformdirs import user_data_path

#: Overrides the user's data folder; for portable installations and tests.
DATA_FOLDER = "BRIEFPACK_DATA"


def data_folder() -> Path:
    """The folder for the library and, later, the user's own facts. It may not exist yet."""
    chosen = os.environ.get(DATA_FOLDER)
    return Path(chosen) if chosen else user_data_path("briefpack", appauthor=False)
