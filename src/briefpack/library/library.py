"""The bundled library: the dataset compiled into SQLite on first use, in a folder that the caller names."""

import gc
import hashlib
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefpack.evidence.dataset import fingerprint, read_dataset
from briefpack.evidence.items import KINDS, AnyItem, Conflict
from briefpack.language import say, say_many
from briefpack.library import stored
from briefpack.library.compiling import SCHEMA_VERSION, schema
from briefpack.library.errors import LibraryError
from briefpack.library.index import SqliteIndex
from briefpack.library.memory import rank_of_kind
from briefpack.library.query import Query, Result
from briefpack.library.quiet import quiet_collector
from briefpack.library.search import search

Texts = Mapping[str, bytes]
# From so many items on, the collector is told to leave them alone for good (gc.freeze).
_MANY = 10_000


class SqliteLibrary:
    """A Library over a read-only connection; items are validated when first asked for and then kept. Thread-safe.

    `in_memory` is True when its folder could not be written; `note` then says so in a sentence.
    """

    def __init__(self, connection: sqlite3.Connection, note: str = "") -> None:
        self._connection = connection
        self._index = SqliteIndex(connection)
        self._items: dict[int, AnyItem] = {}
        self._lock = threading.RLock()
        self.note = note
        self.in_memory = bool(note)

    @property
    def fingerprint(self) -> str:
        with self._reading():
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'fingerprint'").fetchone()
        return str(row[0])

    @property
    def collections(self) -> tuple[str, ...]:
        with self._reading():
            return tuple(sorted(self._index.facets.values("collection")))

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        with self._reading():
            found = self._connection.execute("SELECT row, kind FROM item WHERE id = ?", (item_id,)).fetchall()
            wanted = [(rank_of_kind(own), row) for row, own in found if kind in ("", own)]
            return self._validated([min(wanted)[1]])[0] if wanted else None

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        with self._reading():
            rows = [
                row
                for (row,) in self._connection.execute("SELECT row FROM item WHERE kind = ? ORDER BY place", (kind,))
            ]
            return tuple(self._validated(rows))

    def search(self, query: Query) -> Result:
        with self._reading():
            return search(self._index, query)

    def conflicts_of(self, item_id: str) -> tuple[Conflict, ...]:
        with self._reading():
            found = self._connection.execute(
                "SELECT row FROM conflict_record JOIN item USING (row) WHERE item_id = ? ORDER BY place", (item_id,)
            )
            items = self._validated([row for (row,) in found])
        return tuple(item for item in items if isinstance(item, Conflict))

    def close(self) -> None:
        """Let go of the file. The library cannot be used any more."""
        with self._lock:
            self._connection.close()

    def _validated(self, rows: list[int]) -> list[AnyItem]:
        """The items of these rows in this order."""
        missing = [row for row in rows if row not in self._items]
        with quiet_collector():
            for row in missing:
                kind, record = self._connection.execute("SELECT kind, json FROM item WHERE row = ?", (row,)).fetchone()
                self._items[row] = KINDS[kind].model_validate_json(record)
        if len(missing) > _MANY:
            gc.freeze()
        return [self._items[row] for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One reader at a time; a file that fails under our hands becomes an error its user can act on."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise LibraryError(
                    say(
                        "The library on this computer cannot be read ({why}): close briefpack and start it again,"
                        " and it will be built anew.",
                        why=error,
                    )
                ) from error


def open_library(folder: Path, load: Callable[[], Texts], identity: str = "") -> SqliteLibrary:
    """The library of the dataset that `load` reads, compiled in `folder` when it is not there yet or not whole.

    `identity` tells one dataset from another without reading it (its fingerprint, or anything that changes with it);
    without one, `load` is called to take the fingerprint. Two processes may start at once. Where the folder cannot be
    written the library is kept in memory. Raises LibraryError when the dataset itself cannot be read.
    """
    texts = None if identity else _loaded(load)
    key = _key(identity or fingerprint(texts or {}))
    path = stored.path_in(folder, key)
    connection = stored.open_stored(path, key)
    if connection:
        return SqliteLibrary(connection)
    texts = _loaded(load) if texts is None else texts
    items = _items(texts)
    meta = {"key": key, "fingerprint": fingerprint(texts)}
    reason = ""
    try:
        stored.store(path, items, meta)
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    # Where another process holds the file, what it wrote in the meantime is as good as ours.
    connection = stored.open_stored(path, key)
    if connection:
        return SqliteLibrary(connection)
    note = say(
        "The library cannot be kept in {folder} ({why}): it was built in memory and will be again at the next start."
        " Make the folder writable, or free space there.",
        folder=folder,
        why=reason or say("what was written there does not last"),
    )
    return SqliteLibrary(stored.in_memory(items, meta), note)


def memory_database(items: Iterable[AnyItem], identity: str = "") -> SqliteLibrary:
    """A library of these items in SQLite's memory, for measuring and comparing."""
    return SqliteLibrary(stored.in_memory(items, {"key": identity, "fingerprint": identity}))


def _key(identity: str) -> str:
    """Changes with the dataset and with all that decides how it is compiled."""
    parts = (identity, str(SCHEMA_VERSION), schema(), unicodedata.unidata_version)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _loaded(load: Callable[[], Texts]) -> Texts:
    try:
        return load()
    except OSError as error:
        raise LibraryError(
            say("The dataset of briefpack cannot be read ({why}): install the program again.", why=error)
        ) from error


def _items(texts: Texts) -> list[AnyItem]:
    with quiet_collector():
        dataset = read_dataset(texts)
    if dataset.problems:
        first, more = dataset.problems[0], len(dataset.problems) - 1
        words = say_many("{problem} and {count} more", "{problem} and {count} more", more, problem=first)
        raise LibraryError(
            say(
                "The dataset of briefpack is damaged ({problem}): install the program again.",
                problem=words if more else first,
            )
        )
    return list(dataset.items())
