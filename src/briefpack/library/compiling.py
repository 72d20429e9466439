"""From items to database: fills an empty connection with the tables of schema.sql."""

import json
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from briefpack.evidence.dates import FuzzyDate, fuzzy_date
from briefpack.evidence.items import AnyItem, Conflict
from briefpack.library.facets import rows_of
from briefpack.library.folding import BREAK
from briefpack.library.indexing import WEIGHTS, Entry, arrange
from briefpack.library.language import MARK, Phrase, fts5
from briefpack.library.quiet import quiet_collector

#: Marks a SQLite file as a library of briefpack ("bpLi").
APPLICATION_ID = 0x62704C69
#: Changes when the tables change or mean something else.
SCHEMA_VERSION = 2
#: Words in so many items are weighed beforehand. Of fewer, FTS5 weighs all within a millisecond or so.
FREQUENT = 1000
# FTS5 gathers this many bytes in memory before it writes a part of the index: one part needs no merging.
_HASH_BYTES = 64 << 20
#: All rows that match, the most relevant first; ties newest first, then by id.
RANKED = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid DESC"
_ITEM = "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS = f"INSERT INTO words (rowid, {', '.join(WEIGHTS)}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names


def schema() -> str:
    """The text of schema.sql."""
    return files("briefpack.library").joinpath("schema.sql").read_text("utf-8")


def fill(connection: sqlite3.Connection, items: Iterable[AnyItem], meta: Mapping[str, str]) -> None:
    """Compile items into an empty database. Raises LibraryError for two items of a kind with one id."""
    with quiet_collector():
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
        connection.executescript(schema())
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        entries = arrange(items)
        connection.execute("BEGIN")
        _fill_tables(connection, entries)
        _fill_words(connection, entries)
        _fill_frequent(connection, len(entries))
        undated = sum(not entry.newest_key for entry in entries)
        about = {**meta, "items": str(len(entries)), "undated": str(undated)}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(about.items()))
        connection.execute("COMMIT")


def _fill_tables(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    connection.executemany(_ITEM, (_row(number, entry) for number, entry in enumerate(entries, 1)))
    connection.executemany("INSERT OR IGNORE INTO conflict_record VALUES (?, ?)", _conflicts(entries))
    sets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries, 1):
        for facet, values in entry.facets.items():
            for value in values:
                sets[facet, value].append(number)
    size = len(entries)
    blobs = ((*key, rows_of(rows, size).to_bytes(size // 8 + 1, "little")) for key, rows in sorted(sets.items()))
    connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", blobs)


def _fill_words(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
    weights = ", ".join(map(str, WEIGHTS.values()))
    connection.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    connection.executemany(_WORDS, ((number, *entry.columns) for number, entry in enumerate(entries, 1)))
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _fill_frequent(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
    found = connection.execute("SELECT term FROM temp.vocabulary WHERE doc >= ? ORDER BY term", (FREQUENT,)).fetchall()
    connection.execute("DROP TABLE temp.vocabulary")
    # Marks are asked for as parts of other questions, and breaks never.
    for word in (word for (word,) in found if not word.startswith((MARK, BREAK))):
        phrase = fts5(Phrase((word,)))
        ranked = [row for (row,) in connection.execute(RANKED, (phrase,))]
        rows = rows_of(ranked, size).to_bytes(size // 8 + 1, "little")
        connection.execute("INSERT INTO frequent VALUES (?, ?, ?)", (phrase, rows, packed_rows(ranked)))


def packed_rows(rows: Sequence[int]) -> bytes:
    """Rows in an order of their own, four little-endian bytes each."""
    return struct.pack(f"<{len(rows)}I", *rows)


def unpacked_rows(packed: bytes) -> tuple[int, ...]:
    """The rows that `packed_rows` packed."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def _row(number: int, entry: Entry) -> tuple[object, ...]:
    hit = entry.hit
    days = entry.days or (None, None)
    card = (hit.title, hit.who, hit.source, packed_date(hit.when))
    record = entry.item.model_dump_json(by_alias=True, exclude_unset=True)
    return number, entry.place, hit.kind, hit.id, hit.collection, *card, *days, entry.symbol or None, record


def _conflicts(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    for number, entry in enumerate(entries, 1):
        if isinstance(entry.item, Conflict):
            for item_id in entry.item.records:
                yield item_id, number


def packed_date(when: FuzzyDate) -> str:
    """A date as the JSON list of the arguments that make it."""
    start, end = (str(moment) if moment else None for moment in (when.start, when.end))
    return json.dumps([start, end, when.basis, sorted(when.inferred), [str(other) for other in when.others]])


def unpacked_date(text: str) -> FuzzyDate:
    """The date that `packed_date` packed."""
    start, end, basis, inferred, others = json.loads(text)
    return fuzzy_date(start, end, basis, tuple(inferred), tuple(others))
