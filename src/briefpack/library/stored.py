"""The compiled library as a file: written aside and put in place whole, opened only if it is what was written.

Beside `library-<key>.sqlite` lies `library-<key>.stamp`: size, time, first 100 bytes and SHA-256 of the file as it was
compiled. While size, time and head are the same, opening costs a few reads; when any of them changed, or the program
ended in the middle of anything, the whole file must have the same SHA-256. Else it is not opened but compiled again.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefpack.evidence.items import AnyItem
from briefpack.library.compiling import APPLICATION_ID, SCHEMA_VERSION, fill

_HEAD = 100  # SQLite's header, with a counter that grows with every change
_STALE = 3600.0  # seconds after which a file left aside belongs to nobody any more
_PRAGMAS = (
    "PRAGMA query_only = 1",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = memory",
)


def path_in(folder: Path, key: str) -> Path:
    """Where the library with this key lies. A new dataset gets a new name, so that no open file is replaced."""
    return folder / f"library-{key[:16]}.sqlite"


def open_stored(path: Path, key: str) -> sqlite3.Connection | None:
    """A read-only connection, or None when there is no such library or it is not as it was compiled."""
    try:
        if not _as_compiled(path, key):
            return None
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except (OSError, ValueError, sqlite3.Error):
        return None
    try:
        if _is_library(connection, key):
            _tune(connection)
            return connection
    except sqlite3.Error:
        pass  # damaged or another program's: the same as none
    connection.close()
    return None


def store(path: Path, items: Iterable[AnyItem], meta: Mapping[str, str]) -> None:
    """Compile aside in the folder, then put it in place at once. Raises OSError, sqlite3.Error, LibraryError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(aside, isolation_level=None)) as connection:
            fill(connection, items, meta)
        _flush(aside)
        stamp = _stamp(aside, meta["key"])
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _write_stamp(path, stamp)
    _clear_up(path)


def in_memory(items: Iterable[AnyItem], meta: Mapping[str, str]) -> sqlite3.Connection:
    """The same library in memory. Raises LibraryError."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    fill(connection, items, meta)
    _tune(connection)
    return connection


def _tune(connection: sqlite3.Connection) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _is_library(connection: sqlite3.Connection, key: str) -> bool:
    """Ours, of this version, of this dataset, and complete as far as a glance can tell."""
    pragmas = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if pragmas != (APPLICATION_ID, SCHEMA_VERSION):
        return False
    meta = dict(connection.execute("SELECT name, value FROM meta WHERE name IN ('key', 'items')"))
    counts = {connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("item", "words_docsize")}  # noqa: S608 - fixed names
    return meta.get("key") == key and counts == {int(meta.get("items", -1))}


def _as_compiled(path: Path, key: str) -> bool:
    stamp = json.loads(_stamp_of(path).read_text("utf-8"))
    if not isinstance(stamp, dict) or stamp.get("key") != key:
        return False
    if stamp == {**_glance(path), "key": key, "sha256": stamp.get("sha256")}:
        return True
    now = _stamp(path, key)
    if now["sha256"] != stamp.get("sha256"):
        return False
    _write_stamp(path, now)  # copied or restored: the same bytes at another time
    return True


def _glance(path: Path) -> dict[str, object]:
    status = path.stat()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return {"size": status.st_size, "time": status.st_mtime_ns, "head": head.hex()}


def _stamp(path: Path, key: str) -> dict[str, object]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {**_glance(path), "key": key, "sha256": digest}


def _stamp_of(path: Path) -> Path:
    return path.with_suffix(".stamp")


def _write_stamp(path: Path, stamp: Mapping[str, object]) -> None:
    """Without a stamp the library is compiled again at the next start, which costs time but nothing else."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(stamp, file)
        Path(name).replace(_stamp_of(path))


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _clear_up(path: Path) -> None:
    """Libraries of older datasets, and what crashed builds left; a file in use elsewhere may refuse and stays."""
    yesterday = time.time() - _STALE
    for other in (*path.parent.glob("library-*.sqlite"), *path.parent.glob("library-*.stamp")):
        if other.stem != path.stem:
            _remove(other)
    for aside in path.parent.glob(".library-*.tmp*"):
        with contextlib.suppress(OSError):
            if aside.stat().st_mtime < yesterday:
                _remove(aside)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
