"""One window for each file: a second one is told that the file is open already.

The lock is the operating system's own, held on a small file in the data folder: it ends with the process, however that
ends. Where the system has none (some file servers), the process number and the moment it started decide.
"""

import contextlib
import hashlib
import json
import os
import sys
from datetime import datetime
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from briefpack.app.errors import UserError
from briefpack.app.paths import private_folder
from briefpack.language import say

#: Windows locks bytes, not files, and nobody can read them then: the locked one lies far behind the words.
_FAR = 1 << 30


class Holder(NamedTuple):
    """Who has a file open: the number of the process, since when (ISO 8601), and what tells the process from another
    that got the same number later."""

    pid: int = 0
    since: str = ""
    started: str = ""


class OpenElsewhereError(UserError):
    """Another window has the file open."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self.path, self.holder = path, holder
        since = holder.since[11:16]
        super().__init__(
            say("{path} is open in another window since {time}. Go on there, or close it first.", path=path, time=since)
            if since
            else say("{path} is open in another window. Go on there, or close it first.", path=path)
        )


class Lock:
    """A file that this window alone has open. Let go with `release`, or as a context."""

    def __init__(self, place: Path, file: FileIO) -> None:
        self._place, self._file = place, file

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._file.closed:
            return
        # Where an open file cannot be removed (Windows), another window that took it meanwhile keeps it.
        with contextlib.suppress(OSError):
            self._place.unlink()
        self._file.close()
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._place.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def key_of(path: Path) -> str:
    """A name for a file, the same for every spelling of its path; it tells nothing about it."""
    return hashlib.sha256(os.path.normcase(os.path.realpath(path)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def acquire(path: Path, when: datetime) -> Lock:
    """The lock on a pack. Raises OpenElsewhereError when another window has it, OSError when none can be kept."""
    place = private_folder("locks") / f"{key_of(path)}.lock"
    while True:
        file = _opened(place)
        try:
            if not _taken(file, place, path):
                file.close()
                continue
            mine = Holder(os.getpid(), when.isoformat(timespec="seconds"), _started(os.getpid()))
            file.seek(0)
            file.truncate()
            file.write(json.dumps(mine._asdict()).encode())
        except BaseException:
            file.close()
            raise
        return Lock(place, file)


def _opened(place: Path) -> FileIO:
    return FileIO(os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+")


def _taken(file: FileIO, place: Path, path: Path) -> bool:
    """True with the lock in hand; False when the file was removed under our hands: then try again."""
    held = _hold(file)
    holder = _holder(file)
    if held is False or (held is None and holder.pid != os.getpid() and _lives(holder)):
        raise OpenElsewhereError(path, holder)
    try:
        there, mine = place.stat(), os.fstat(file.fileno())
    except FileNotFoundError:
        return False
    return (there.st_ino, there.st_dev) == (mine.st_ino, mine.st_dev)


def _holder(file: FileIO) -> Holder:
    try:
        file.seek(0)
        row: Any = json.loads(file.read(1000) or b"{}")
        return Holder(int(row.get("pid", 0)), str(row.get("since", "")), str(row.get("started", "")))
    except (OSError, ValueError, TypeError, AttributeError):
        return Holder()


if sys.platform == "win32":
    import msvcrt

    def _hold(file: FileIO) -> bool | None:
        """True: locked for us. False: locked by another. None: no locks here."""
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _lives(holder: Holder) -> bool:  # noqa: ARG001 - locks are always there
        return False

else:
    import fcntl

    def _hold(file: FileIO) -> bool | None:
        """True: locked for us. False: locked by another. None: no locks here."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True

    def _lives(holder: Holder) -> bool:
        """Whether the process that wrote this still runs."""
        if holder.pid <= 0:
            return False
        try:
            os.kill(holder.pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            pass  # it runs, and belongs to somebody else
        return _started(holder.pid) == holder.started


def _started(pid: int) -> str:
    """The moment a process started, where the system tells it by a file (Linux); else ""."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    # The name of the program, in brackets, may hold spaces and brackets.
    fields = stat.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""
