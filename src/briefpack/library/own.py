"""The user's own facts: events, quotes and statistics that somebody typed, each with its source and passage.

One small SQLite file that is written in whole transactions. It is indexed in memory when it is first searched: nobody
types a million facts.
The file is made when the first fact is added. A damaged one is set aside and what can still be read is taken over.
"""

import contextlib
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from briefpack.aside import set_aside
from briefpack.evidence.items import KINDS, AnyItem, Conflict, Event, Quote, Statistic, kind_of
from briefpack.evidence.sources import OWN, Item, Source
from briefpack.language import say, say_many
from briefpack.library.errors import LibraryError
from briefpack.library.library import SqliteLibrary, memory_database
from briefpack.library.memory import MemoryLibrary
from briefpack.library.query import Query, Result

FILE = "own.sqlite"
PREFIX = "own-"
#: Marks a SQLite file as the user's own facts ("bpOw").
APPLICATION_ID = 0x62704F77
SCHEMA_VERSION = 1
# In one transaction: a start that is cut short leaves an empty file, and never half of ours.
_SCHEMA = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
    """CREATE TABLE IF NOT EXISTS item (
      place INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of adding
      kind  TEXT NOT NULL,                      -- a key of evidence.items.KINDS
      id    TEXT NOT NULL UNIQUE,
      json  TEXT NOT NULL
    )""",
)
_ADD = "INSERT INTO item (kind, id, json) VALUES (?, ?, ?)"
_ADD_ONCE = "INSERT OR IGNORE INTO item (kind, id, json) VALUES (?, ?, ?)"
_CHANGE = "UPDATE item SET json = ? WHERE id = ? AND kind = ?"
# A source that no fact cites any more. What a newer program wrote may be no JSON to us.
_DROP_ORPHANS = """
DELETE FROM item WHERE kind = 'source' AND id NOT IN (
  SELECT json_extract(citation.value, '$.source_id')
  FROM item AS fact, json_each(iif(json_valid(fact.json), fact.json, '{}'), '$.citations') AS citation
  WHERE fact.kind != 'source'
)
"""
_FACTS = (Event, Quote, Statistic)


def new_id(kind: str) -> str:
    """An id for a new fact of the kind; random, so that the facts of two colleagues never share one."""
    return f"{PREFIX}{kind}-{secrets.token_hex(6)}"


class OwnLibrary:
    """A Library that the user writes to. Thread-safe; a change made by another window is seen at the next reading.

    `note` says in a sentence what the user must know, such as that a damaged file was set aside; else "". A fact that
    was removed in this run, and a source that no fact cites any more, can still be had by their ids: an open pack may
    hold them.
    """

    def __init__(self, path: Path, now: datetime | None = None) -> None:
        self.path = path
        self.note = ""
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._seen = -1
        self._turn = 0
        self._held = MemoryLibrary()
        self._index: SqliteLibrary | None = None
        self._gone: dict[str, AnyItem] = {}
        if path.exists():
            self._open(now or datetime.now().astimezone())

    @property
    def fingerprint(self) -> str:
        """Empty: own facts are no dataset."""
        return ""

    @property
    def turn(self) -> int:
        """Grows when a fact was added, changed or removed, here or by another window."""
        self._library()
        return self._turn

    @property
    def collections(self) -> tuple[str, ...]:
        return self._library().collections

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        found = self._library().get(item_id, kind)
        gone = self._gone.get(item_id)
        return found or (gone if gone and kind in ("", kind_of(gone)) else None)

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        return self._library().all(kind)

    def search(self, query: Query) -> Result:
        with self._lock:
            library = self._library()
            if self._index is None and library.collections:
                self._index = memory_database([item for kind in KINDS for item in library.all(kind)])
            return (self._index or library).search(query)

    def conflicts_of(self, item_id: str) -> tuple[Conflict, ...]:
        return self._library().conflicts_of(item_id)

    def facts(self) -> tuple[Item, ...]:
        """All facts without their sources, in the order of adding."""
        library = self._library()
        return tuple(item for kind in KINDS for item in library.all(kind) if isinstance(item, Item))

    def fact(self, item_id: str) -> Item | None:
        """A fact as it is kept now; None for one that was removed, whatever open packs hold."""
        found = self._library().get(item_id)
        return found if isinstance(found, Item) else None

    def add(self, item: Item, *sources: Source) -> None:
        """Keep a new fact and its sources, all or nothing; a source that is there already is not kept twice."""
        self._put(item, sources, new=True)

    def change(self, item: Item, *sources: Source) -> None:
        """Put a fact in the place of the one with its id. A source that no fact cites any more goes."""
        self._put(item, sources, new=False)

    def remove(self, item_id: str) -> None:
        """Take out a fact, and its sources if no other fact cites them."""
        self._remember(self.fact(item_id), *self._sources_of(item_id))
        with self._writing() as connection:
            connection.execute("DELETE FROM item WHERE id = ?", (item_id,))
            connection.execute(_DROP_ORPHANS)

    def close(self) -> None:
        """Let go of the file. The library cannot be used any more."""
        with self._lock:
            self._hold(())
            if self._connection:
                self._connection.close()
                self._connection = None

    def _put(self, item: Item, sources: Iterable[Source], *, new: bool) -> None:
        everything: list[AnyItem] = [item, *sources]
        for each in everything:
            _check(each)
        if not new:
            self._library()
            self._remember(*self._sources_of(item.id))
        with self._writing() as connection:
            for source in sources:
                connection.execute(_ADD_ONCE, _row(source))
            kind, item_id, record = _row(item)
            changed = 0
            if not new:
                changed = connection.execute(_CHANGE, (record, item_id, kind)).rowcount
            if not changed:  # also when another window removed it meanwhile: what was typed counts
                connection.execute(_ADD, (kind, item_id, record))
            connection.execute(_DROP_ORPHANS)

    def _remember(self, *items: AnyItem | None) -> None:
        self._gone.update({item.id: item for item in items if item})

    def _sources_of(self, item_id: str) -> list[AnyItem]:
        item = self._held.get(item_id)
        ids = [citation.source_id for citation in item.citations] if isinstance(item, Item) else []
        return [source for source_id in ids if (source := self._held.get(source_id, "source"))]

    def _library(self) -> MemoryLibrary:
        """The facts as they are now."""
        with self._lock, _told(self.path):
            if self._connection is None and self.path.exists():
                self._open(datetime.now().astimezone())
            if self._connection:
                (seen,) = self._connection.execute("PRAGMA data_version").fetchone()
                if seen != self._seen:
                    bad: list[str] = []
                    items, self._seen = _items(self._connection, bad), seen
                    self._hold(items)
                    self._tell_unreadable(len(bad))
            return self._held

    def _hold(self, items: Iterable[AnyItem]) -> None:
        """Answer from these items from now on; the next search indexes them."""
        self._held = MemoryLibrary(items)
        self._turn += 1
        if self._index:
            self._index.close()
            self._index = None

    def _tell_unreadable(self, count: int) -> None:
        if count and not self.note:
            self.note = say_many(
                "{count} of your own facts cannot be read by this version of the program; it is kept as it is.",
                "{count} of your own facts cannot be read by this version of the program; they are kept as they are.",
                count,
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._lock, _told(self.path):
            if self._connection is None and self.path.exists():
                self._open(datetime.now().astimezone())
            if self._connection is None:
                self._make()
            assert self._connection is not None  # noqa: S101 - for the reader and mypy
            with _transaction(self._connection):
                yield self._connection
            self._seen = -1

    def _make(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = _connected(self.path)
        try:
            with _transaction(connection):
                for statement in _SCHEMA:
                    connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection

    def _open(self, now: datetime) -> None:
        with _told(self.path):
            connection = _connected(self.path)
            try:
                state = _state_of(connection, self.path)
            except BaseException:
                connection.close()
                raise
        if state == "whole":
            self._connection = connection
            return
        saved = _salvaged(connection) if state == "damaged" else []
        connection.close()
        if state == "damaged":
            self._start_anew(saved, now)

    def _start_anew(self, saved: list[AnyItem], now: datetime) -> None:
        try:
            kept = set_aside(self.path, now)
            rollback = self.path.with_name(f"{self.path.name}-journal")
            if rollback.exists():  # it belongs to the old file; SQLite would apply it to the new one
                set_aside(rollback, now)
        except OSError as error:
            raise LibraryError(
                say(
                    "Your own facts in {path} are damaged and could not be set aside ({why}). Move that file away.",
                    path=self.path,
                    why=error.strerror or error,
                )
            ) from error
        if saved:
            with _told(self.path):
                self._make()
                assert self._connection is not None  # noqa: S101 - for the reader and mypy
                with _transaction(self._connection):
                    rows = map(_row, saved)
                    self._connection.executemany(_ADD_ONCE, rows)
        facts = sum(isinstance(item, _FACTS) for item in saved)
        self.note = say_many(
            "The file of your own facts was damaged. It was set aside as {path}; {count} fact could be taken over.",
            "The file of your own facts was damaged. It was set aside as {path}; {count} facts could be taken over.",
            facts,
            path=kept,
        )


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    with contextlib.suppress(sqlite3.Error):  # of a damaged file
        # TRUNCATE and not WAL: the folder may lie on a file server.
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite and the disk say, as an error its user can act on."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LibraryError(
            say(
                "Your own facts in {path} cannot be reached ({why}). Nothing was changed; try again.",
                path=path,
                why=error,
            )
        ) from error


def _state_of(connection: sqlite3.Connection, path: Path) -> Literal["whole", "empty", "damaged"]:
    """Whether the file is ours and sound, or nothing was written yet. Raises LibraryError for one that a newer program
    made, sqlite3.Error when it cannot be reached at all."""
    try:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if (ours, tables) == (0, 0):
            return "empty"
        if ours == APPLICATION_ID and version > SCHEMA_VERSION:
            raise LibraryError(
                say("Your own facts in {path} were kept by a newer briefpack. Update the program.", path=path)
            )
        if (ours, version, sound) != (APPLICATION_ID, SCHEMA_VERSION, "ok"):
            return "damaged"
        connection.execute("SELECT place, kind, id, json FROM item LIMIT 1").fetchall()
    except sqlite3.OperationalError as error:
        if "no such" in str(error):  # a table or column is missing
            return "damaged"
        raise
    except sqlite3.DatabaseError:
        return "damaged"
    return "whole"


def _items(connection: sqlite3.Connection, bad: list[str]) -> list[AnyItem]:
    """The items in the order of adding; the ids of those that cannot be read go into `bad`."""
    found: list[AnyItem] = []
    for kind, item_id, record in connection.execute("SELECT kind, id, json FROM item ORDER BY place"):
        try:
            found.append(KINDS[kind].model_validate_json(record))
        except (ValidationError, KeyError, TypeError):
            bad.append(item_id)
    return found


def _salvaged(connection: sqlite3.Connection) -> list[AnyItem]:
    """What can still be read, in the order of adding: from the start to the damage, and back from the end."""
    found: dict[int, AnyItem] = {}
    for order in ("place", "place DESC"):
        with contextlib.suppress(sqlite3.Error):
            for place, kind, record in connection.execute(f"SELECT place, kind, json FROM item ORDER BY {order}"):  # noqa: S608 - our own words
                with contextlib.suppress(ValidationError, KeyError, TypeError, ValueError):
                    item = KINDS[kind].model_validate_json(record)
                    _check(item)
                    found[place] = item
    return [found[place] for place in sorted(found)]


def _row(item: AnyItem) -> tuple[str, str, str]:
    return kind_of(item), item.id, item.model_dump_json(by_alias=True, exclude_unset=True)


_OWN_ID = re.compile(rf"{PREFIX}[a-z0-9-]+")


def _check(item: AnyItem) -> None:
    """Only what is marked as the user's own may come in: what is printed with † must never pass for the dataset's."""
    if not isinstance(item, (*_FACTS, Source)) or item.collection != OWN or not _OWN_ID.fullmatch(item.id):
        raise ValueError(f"{item.id} is no fact of the user's own")
    if isinstance(item, Item) and (item.origin != "user" or not item.citations):
        raise ValueError(f"{item.id} does not say whose it is, or rests on no source")
