"""The SQLite that this Python brings: without full-text search the library cannot be compiled."""

import sqlite3
from contextlib import closing

from briefpack.language import say
from briefpack.library.errors import LibraryError


def search_engine() -> str:
    """The version of SQLite, once a word was found by full-text search in memory. Raises LibraryError where it is
    not."""
    version = sqlite3.sqlite_version
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE tried USING fts5 (words, tokenize = 'ascii')")
            connection.execute("INSERT INTO tried VALUES ('accountability matters')")
            found = connection.execute("SELECT count(*) FROM tried WHERE tried MATCH 'account*'").fetchone()[0]
    except sqlite3.Error as error:
        raise LibraryError(
            say("SQLite {version} has no full-text search (FTS5): {why}.", version=version, why=error)
        ) from error
    if found != 1:
        raise LibraryError(say("The full-text search of SQLite {version} does not find a word.", version=version))
    return version
