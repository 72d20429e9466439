"""A damaged file is moved out of the way under a name of its own: never overwritten, never deleted."""

import itertools
from datetime import datetime
from pathlib import Path


def set_aside(path: Path, when: datetime) -> Path:
    """Rename a file to `name.damaged-20261122-101530.ext`, with a number where that name is taken; gives the new path.

    Raises OSError when it cannot be moved.
    """
    stamp = f"{when:%Y%m%d-%H%M%S}"
    for number in itertools.count(1):
        extra = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.stem}.damaged-{stamp}{extra}{path.suffix}")
        try:
            target.touch(exist_ok=False)  # takes the name: a rename alone would overwrite on most systems
        except FileExistsError:
            continue
        try:
            return path.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    raise AssertionError("unreachable")
