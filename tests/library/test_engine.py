"""The SQLite of this Python can search texts; where it cannot, that is one sentence."""

import sqlite3
from collections.abc import Callable

import pytest

from briefpack.library import engine
from briefpack.library.errors import LibraryError

Connect = Callable[[str], sqlite3.Connection]


def test_it_finds_a_word_and_tells_its_version() -> None:
    assert engine.search_engine() == sqlite3.sqlite_version


def test_without_full_text_search_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    connect: Connect = sqlite3.connect

    def without(place: str) -> sqlite3.Connection:
        connection = connect(place)
        denied = {sqlite3.SQLITE_CREATE_VTABLE}
        connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action in denied else sqlite3.SQLITE_OK)
        return connection

    monkeypatch.setattr(engine.sqlite3, "connect", without)
    with pytest.raises(LibraryError, match="has no full-text search"):
        engine.search_engine()


def test_a_search_that_finds_nothing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
            return super().execute(sql.replace("'account*'", "'nothing'"), *values)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr(engine.sqlite3, "connect", lambda place: connect(place, factory=Deaf))
    with pytest.raises(LibraryError, match="does not find a word"):
        engine.search_engine()
