"""Compiling and opening: once, whole, by anybody, and never trusting what is not as it was written."""

import multiprocessing
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefpack.evidence.actors import Institution, Mechanism
from briefpack.evidence.dataset import fingerprint
from briefpack.evidence.items import AnyItem
from briefpack.library import library as opening
from briefpack.library.errors import LibraryError
from briefpack.library.library import SqliteLibrary, open_library
from briefpack.library.port import Query, Result

Texts = Mapping[str, bytes]


class Loads:
    """Gives the texts and counts how often it was asked: a library that is compiled needs them."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.count = 0

    def __call__(self) -> Texts:
        self.count += 1
        return self.texts


@pytest.fixture
def load(dataset_texts: Texts) -> Loads:
    return Loads(dataset_texts)


@pytest.fixture(scope="session")
def compiled(dataset_texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    open_library(folder, lambda: dataset_texts, "first").close()
    return folder


@pytest.fixture
def folder(compiled: Path, tmp_path: Path) -> Path:
    """A folder with a compiled library in it."""
    shutil.copytree(compiled, tmp_path / "library")
    return tmp_path / "library"


def database(folder: Path) -> Path:
    (path,) = folder.glob("library-*.sqlite")
    return path


def works(library: SqliteLibrary) -> bool:
    with_words = library.search(Query(text="accountability ", limit=5))
    ok = len(with_words.hits) == 5 and library.get("q-2017-selectively") is not None and len(library.all("quote")) == 51
    library.close()
    return ok


def test_the_dataset_is_compiled_once(tmp_path: Path, load: Loads) -> None:
    assert works(open_library(tmp_path / "not" / "there", load, "one"))
    assert works(open_library(tmp_path / "not" / "there", load, "one"))
    assert load.count == 1


def test_another_dataset_is_compiled_anew_and_the_old_one_goes(folder: Path, load: Loads) -> None:
    old = database(folder)
    library = open_library(folder, load, "second")
    assert load.count == 1
    assert library.fingerprint == fingerprint(load.texts)
    assert works(library)
    assert database(folder) != old
    assert len(list(folder.iterdir())) == 2, "nothing is left aside"


def test_without_an_identity_the_fingerprint_decides(tmp_path: Path, dataset_texts: Texts) -> None:
    open_library(tmp_path, lambda: dataset_texts).close()
    changed = {**dataset_texts, "claims.jsonl": b""}
    library = open_library(tmp_path, lambda: changed)
    assert library.all("claim") == ()
    library.close()


def test_another_schema_version_is_compiled_anew(folder: Path, load: Loads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", 999)
    open_library(folder, load, "first").close()
    assert load.count == 1


def garbage(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40_000])


def cut_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = bytes(4096)
    path.write_bytes(content)


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def changed(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return change


DAMAGE = {
    "garbage": garbage,
    "empty": empty,
    "truncated": truncated,
    "a page of zeros": cut_in_the_middle,
    "another program's": foreign,
    "a table missing": changed("DROP TABLE facet"),
    "the index missing": changed("DROP TABLE words"),
    "a row tampered": changed("UPDATE item SET title = 'Everything is fine' WHERE id = 'q-2017-selectively'"),
    "a row deleted": changed("DELETE FROM item WHERE id = 'q-2017-selectively'"),
    "another application": changed("PRAGMA application_id = 1"),
    "another version": changed("PRAGMA user_version = 77"),
    "missing": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_not_as_it_was_written_is_compiled_anew(
    folder: Path, load: Loads, damage: Callable[[Path], None]
) -> None:
    damage(database(folder))
    library = open_library(folder, load, "first")
    assert load.count == 1
    assert not library.in_memory
    assert library.search(Query(text="Everything is fine ")).total == 0
    assert works(library)
    open_library(folder, load, "first").close()
    assert load.count == 1, "what was compiled anew is kept"


@pytest.mark.parametrize(
    "damage",
    ["a table missing", "another program's", "a row deleted", "another application", "another version", "garbage"],
)
def test_a_glance_notices_damage_even_when_the_stamp_fits(
    folder: Path, load: Loads, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database(folder)
    DAMAGE[damage](path)
    monkeypatch.setattr(opening.stored, "_as_compiled", lambda *_: True)
    library = opening.stored.open_stored(path, opening._key("first"))
    if damage == "a table missing":
        # Only the stamp tells: the error of the first search then says what to do.
        assert library
        with pytest.raises(LibraryError, match="start it again"):
            SqliteLibrary(library).search(Query())
        library.close()
    else:
        assert library is None


@pytest.mark.parametrize("stamp", [b"", b"[]", b"{}", b'{"key": 1}', b"\xff\xfe", None])
def test_without_its_stamp_a_library_is_compiled_anew(folder: Path, load: Loads, stamp: bytes | None) -> None:
    path = database(folder).with_suffix(".stamp")
    if stamp is None:
        path.unlink()
    else:
        path.write_bytes(stamp)
    assert works(open_library(folder, load, "first"))
    assert load.count == 1


def test_a_copied_or_restored_library_is_still_good(folder: Path, load: Loads) -> None:
    os.utime(database(folder), (1, 1))
    assert works(open_library(folder, load, "first"))
    assert load.count == 0


def test_an_interrupted_build_leaves_the_old_library_and_no_litter(
    folder: Path, load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr(opening.stored, "_flush", interrupt)
    with pytest.raises(KeyboardInterrupt):
        open_library(folder, load, "second")
    assert sorted(path.name for path in folder.iterdir()) == before


def test_litter_of_a_crash_goes_once_it_is_old(folder: Path, load: Loads) -> None:
    old, new = folder / ".library-x-1.tmp", folder / ".library-x-2.tmp"
    old.touch()
    new.touch()
    os.utime(old, (1, 1))
    open_library(folder, load, "second").close()
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("blocked", ["a file where the folder should be", "no right to write", "a full disk"])
def test_where_nothing_can_be_written_the_library_is_kept_in_memory(
    tmp_path: Path, load: Loads, monkeypatch: pytest.MonkeyPatch, blocked: str
) -> None:
    folder = tmp_path / "library"
    if blocked == "a file where the folder should be":
        folder.write_text("in the way")
    elif blocked == "no right to write":

        def refuse(**_: object) -> tuple[int, str]:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(opening.stored.tempfile, "mkstemp", refuse)
    else:

        def fail(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(opening.stored, "store", fail)
    library = open_library(folder, load, "first")
    assert library.in_memory
    assert str(folder) in library.note
    assert "Make the folder writable" in library.note
    assert works(library)


@pytest.mark.parametrize("content", [b"{", b'{"id": "x"}', b"\xff"])
def test_a_damaged_dataset_is_said_in_a_sentence(tmp_path: Path, dataset_texts: Texts, content: bytes) -> None:
    with pytest.raises(LibraryError, match=r"damaged \(claims.jsonl.*install the program again"):
        open_library(tmp_path, lambda: {**dataset_texts, "claims.jsonl": content})
    assert not list(tmp_path.iterdir())


def test_a_dataset_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    def fail() -> Texts:
        raise PermissionError(13, "Permission denied", "claims.jsonl")

    with pytest.raises(LibraryError, match=r"claims.jsonl.*install the program again"):
        open_library(tmp_path, fail, "first")


def _open_and_search(folder: str, dataset: str, barrier: object, answers: object) -> None:
    """What a second briefpack does. Runs in a process of its own."""
    texts = {path.name: path.read_bytes() for path in Path(dataset).iterdir()}
    barrier.wait(20)  # type: ignore[attr-defined]
    library = open_library(Path(folder), lambda: texts, "first")
    answers.put((works(library), library.in_memory))  # type: ignore[attr-defined]


def test_two_processes_may_start_at_once(tmp_path: Path, dataset_folder: Path, load: Loads) -> None:
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
    barrier, answers = context.Barrier(2), context.Queue()
    arguments = (str(tmp_path), str(dataset_folder), barrier, answers)
    started = [context.Process(target=_open_and_search, args=arguments) for _ in range(2)]
    for process in started:
        process.start()
    assert [answers.get(timeout=40) for _ in started] == [(True, False)] * 2
    for process in started:
        process.join(20)
        assert process.exitcode == 0
    open_library(tmp_path, load, "first").close()
    assert load.count == 0, "what they left is whole"
    assert len(list(tmp_path.iterdir())) == 2


def test_the_same_dataset_gives_the_same_file(tmp_path: Path, load: Loads, compiled: Path) -> None:
    open_library(tmp_path, load, "first").close()
    assert database(tmp_path).read_bytes() == database(compiled).read_bytes()


def test_the_file_is_never_written_to(folder: Path, load: Loads) -> None:
    library = open_library(folder, load, "first")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        library._connection.execute("DELETE FROM item")
    library.close()


def test_an_id_that_two_kinds_share_means_the_institution(library: SqliteLibrary) -> None:
    assert isinstance(library.get("icc"), Institution)
    assert isinstance(library.get("icc", "mechanism"), Mechanism)
    assert library.get("icc", "quote") is None


def test_items_come_back_as_they_were_in_file_order(library: SqliteLibrary, items: tuple[AnyItem, ...]) -> None:
    assert library.all("event") == tuple(item for item in items if type(item).__name__ == "Event")
    assert library.all("event")[0] is library.all("event")[0], "validated once"


def test_conflicts_are_known_by_the_items_they_are_about(library: SqliteLibrary) -> None:
    assert [conflict.id for conflict in library.conflicts_of("ev-2004-annual-resolutions-king")] == [
        "cf-01",
        "cf-02",
        "cf-24",
    ]
    assert library.conflicts_of("unknown") == ()


def test_many_threads_may_ask_at_once(library: SqliteLibrary) -> None:
    answers: list[Result] = []

    def ask() -> None:
        answers.extend(library.search(Query(text="upr ", limit=3)) for _ in range(30))

    expected = library.search(Query(text="upr ", limit=3))
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 120


def test_a_library_that_fails_under_our_hands_says_what_to_do(folder: Path, load: Loads) -> None:
    library = open_library(folder, load, "first")
    library.close()
    with pytest.raises(LibraryError, match="close briefpack and start it again"):
        library.search(Query(text="word"))
