"""The user's own facts: kept whole or not at all, beside the bundled library, found together with it."""

import sqlite3
import stat
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.evidence.items import AnyItem, Event, Quote
from briefpack.evidence.sources import ARTICLES, OWN, Citation, Source
from briefpack.library.errors import LibraryError
from briefpack.library.library import SqliteLibrary
from briefpack.library.memory import MemoryLibrary
from briefpack.library.own import PREFIX, OwnLibrary, new_id
from briefpack.library.query import FACETS, Order, Query
from briefpack.library.together import Together

NOW = datetime(2026, 11, 22, 10, 15, 30, tzinfo=UTC)
BOTH = (ARTICLES, OWN)


def source(name: str = "one", **fields: Any) -> Source:
    given: dict[str, Any] = {
        "id": f"own-source-{name}",
        "title": "Record",
        "title_basis": "stated",
        "author_basis": "not-recorded",
        "publisher": f"Archive {name}",
        "publisher_basis": "stated",
        "publisher_reasoning": "—",
        "kind": "own",
        "date_basis": "unknown",
        "date_reasoning": "—",
        "independence_group": "archive",
        "collection": OWN,
    }
    return Source(**given | fields)


def own_event(item_id: str, title: str, date: str | None = "2025", source_name: str = "one", **fields: Any) -> Event:
    given: dict[str, Any] = {
        "id": item_id,
        "title": title,
        "summary": "—",
        "type": "context",
        "status": "occurred",
        "date": date,
        "precision": "year",
        "date_basis": "stated",
        "mechanism": "own",
        "importance": 3,
        "importance_reason": "—",
        "citations": (Citation(source_id=f"own-source-{source_name}", excerpt=title),),
        "collection": OWN,
        "origin": "user",
    }
    return Event(**given | fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "own.sqlite"


def test_nothing_is_made_before_something_is_kept(path: Path) -> None:
    library = OwnLibrary(path, NOW)
    assert library.facts() == ()
    assert library.search(Query(collections=(OWN,))).total == 0
    assert not path.parent.exists()


def test_a_fact_is_there_at_the_next_start(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "The tally"), source())
        assert [item.id for item in library.facts()] == ["own-a"]
    with closing(OwnLibrary(path, NOW)) as again:
        assert again.get("own-a") == own_event("own-a", "The tally")
        assert again.get("own-source-one", "source") == source()
        assert again.search(Query(text="tally", collections=(OWN,))).ids == ("own-a",)
        assert (again.collections, again.fingerprint, again.note) == ((OWN,), "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_folder_is_for_the_users_eyes_alone(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "The tally"), source())
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_changed_fact_keeps_its_place_and_leaves_no_source_behind(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
        library.add(own_event("own-b", "Second"), source())
        library.change(own_event("own-a", "First, mended", source_name="two"), source("two"))
        assert [item.id for item in library.facts()] == ["own-a", "own-b"]
        assert {item.id for item in library.all("source")} == {"own-source-one", "own-source-two"}
        library.change(own_event("own-b", "Second", source_name="two"), source("two"))
        assert {item.id for item in library.all("source")} == {"own-source-two"}


def test_a_removed_fact_is_gone_but_an_open_pack_still_has_it(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
        library.remove("own-a")
        library.remove("own-nothing")
        assert library.facts() == ()
        assert library.all("source") == ()
        assert library.search(Query(text="first", collections=(OWN,))).total == 0
        assert library.get("own-a") == own_event("own-a", "First")
        assert library.get("own-source-one", "source") == source()
    with closing(OwnLibrary(path, NOW)) as again:
        assert again.get("own-a") is None


def test_what_another_window_adds_is_seen(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as one, closing(OwnLibrary(path, NOW)) as other:
        one.add(own_event("own-a", "First"), source())
        assert [item.id for item in other.facts()] == ["own-a"]
        other.add(own_event("own-b", "Second"), source())
        assert [item.id for item in one.facts()] == ["own-a", "own-b"]
        one.remove("own-a")
        other.change(own_event("own-a", "First, mended"), source())
        assert [item.id for item in one.facts()] == ["own-b", "own-a"]


def test_a_fact_is_kept_with_its_source_or_not_at_all(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
        with pytest.raises(LibraryError, match="Nothing was changed"):
            library.add(own_event("own-a", "Again", source_name="two"), source("two"))
        assert library.get("own-a") == own_event("own-a", "First")
        assert library.get("own-source-two") is None


@pytest.mark.parametrize(
    "fields",
    [{"collection": ARTICLES}, {"origin": "dataset"}, {"id": "ev-2014-02-coi-report"}, {"citations": ()}],
)
def test_what_is_not_marked_as_the_users_own_does_not_come_in(path: Path, fields: dict[str, Any]) -> None:
    fact = own_event("own-a", "First").model_copy(update=fields)
    with closing(OwnLibrary(path, NOW)) as library, pytest.raises(ValueError, match=r"own|rests on no source"):
        library.add(fact, source())
    assert not path.exists()


def test_a_damaged_file_is_set_aside_and_what_can_be_read_taken_over(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        for number in range(300):
            library.add(own_event(f"own-{number:03}", "Words " * 12), source())
    content = bytearray(path.read_bytes())
    content[-6000:-5000] = bytes(1000)
    path.write_bytes(content)
    with closing(OwnLibrary(path, NOW)) as again:
        aside = path.with_name("own.damaged-20261122-101530.sqlite")
        assert aside.read_bytes() == bytes(content)
        assert "was damaged" in again.note
        assert str(aside) in again.note
        saved = len(again.facts())
        assert 200 < saved < 300
        assert {"own-000", "own-299"} <= {item.id for item in again.facts()}
        assert f"{saved} facts" in again.note
        again.add(own_event("own-new", "New"), source())
    with closing(OwnLibrary(path, NOW)) as last:
        assert (len(last.facts()), last.note) == (saved + 1, "")


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_another_file_under_our_name_is_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with closing(OwnLibrary(path, NOW)) as library:
        assert library.facts() == ()
        assert "set aside" in library.note
    assert next(path.parent.glob("own.damaged-*")).read_bytes() == content


def test_another_programs_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE item (a)")
    with closing(OwnLibrary(path, NOW)) as library:
        assert "set aside" in library.note


def test_a_newer_programs_facts_are_left_alone(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=r"newer briefpack\. Update the program"):
        OwnLibrary(path, NOW)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_start_that_was_cut_short(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
        assert library.note == ""


def test_an_empty_database_is_one_too(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 1")
    with closing(OwnLibrary(path, NOW)) as library:
        assert library.facts() == ()
        library.add(own_event("own-a", "First"), source())
        assert library.note == ""
    with closing(OwnLibrary(path, NOW)) as again:
        assert [item.id for item in again.facts()] == ["own-a"]


def test_a_fact_of_a_later_version_is_kept_and_told(path: Path) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO item (kind, id, json) VALUES ('hologram', 'own-h', '{}')")
        other.commit()
    with closing(OwnLibrary(path, NOW)) as library:
        assert [item.id for item in library.facts()] == ["own-a"]
        assert library.note.startswith("1 of your own facts cannot be read")
        library.add(own_event("own-b", "Second"), source())
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM item WHERE id = 'own-h'").fetchone() == (1,)


def test_a_locked_or_missing_file_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(own_event("own-a", "First"), source())
        library._connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[union-attr]
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(LibraryError, match=r"cannot be reached .*locked"):
                library.add(own_event("own-b", "Second"), source())


def test_ids_begin_alike_and_never_clash(items: tuple[AnyItem, ...]) -> None:
    made = {new_id("event") for _ in range(1000)}
    assert len(made) == 1000
    assert all(each.startswith(PREFIX) for each in made)
    assert not [item.id for item in items if item.id.startswith(PREFIX)]


@pytest.fixture
def together(library: SqliteLibrary) -> Together:
    own = [
        source(),
        own_event("own-new", "Veto in the Council tomorrow", "2030-01-01"),
        own_event("own-old", "Veto long ago", "1950"),
        own_event("own-none", "Veto without a date", None, date_basis="unknown"),
    ]
    return Together(library, MemoryLibrary(own))


def test_both_answer_as_one(together: Together, library: SqliteLibrary) -> None:
    assert together.fingerprint == library.fingerprint
    assert together.collections == tuple(sorted((*library.collections, OWN)))
    assert together.get("own-new", "event")
    assert together.get("ev-2014-02-coi-report") == library.get("ev-2014-02-coi-report")
    assert together.get("own-nothing") is None
    assert together.all("event")[-3:] == together.own.all("event")
    assert len(together.all("event")) == len(library.all("event")) + 3
    contested = next(item for item in library.all("event") if isinstance(item, Event) and item.contested_by)
    assert together.conflicts_of(contested.id) == library.conflicts_of(contested.id)


def test_in_relevance_the_users_own_come_first(together: Together, library: SqliteLibrary) -> None:
    query = Query(text="veto", collections=BOTH)
    found, theirs = together.search(query), library.search(query)
    assert {hit.id for hit in found.hits[:3]} == {"own-new", "own-old", "own-none"}
    assert found.hits[3:] == theirs.hits
    assert found.total == theirs.total + 3
    assert found.counts["collection"][OWN] == 3
    assert found.order_used == "relevance"


def test_newest_and_oldest_are_one_order(together: Together) -> None:
    newest = together.search(Query(collections=BOTH, order="newest", limit=1000)).ids
    oldest = together.search(Query(collections=BOTH, order="oldest", limit=1000)).ids
    assert newest[0] == "own-new"
    assert oldest[0] == "own-old"
    assert newest.index("own-none") > newest.index("own-old")
    assert oldest.index("own-none") > oldest.index("own-new")
    assert set(newest) == set(oldest)


def test_without_the_own_collection_the_hits_are_the_librarys(together: Together, library: SqliteLibrary) -> None:
    query = Query(text="veto")
    found, theirs = together.search(query), library.search(query)
    assert (found.hits, found.total, found.order_used) == (theirs.hits, theirs.total, theirs.order_used)
    assert found.counts["collection"] == {**theirs.counts["collection"], OWN: 3}


def everything(library: Together) -> MemoryLibrary:
    """The same items in one library."""
    kinds = ("source", "institution", "person", "mechanism", "document", "event", "quote", "statistic", "position")
    return MemoryLibrary(item for kind in (*kinds, "claim", "conflict", "grid") for item in library.all(kind))


words = st.sampled_from(["", "veto", "human rights", "council", "nothing-like-this", "veto OR council"])


@given(
    words,
    st.sampled_from(["newest", "oldest"]),
    st.integers(0, 40),
    st.integers(0, 30),
    st.sampled_from([(), ("event",), ("event", "quote")]),
    st.sampled_from([BOTH, (OWN,), (ARTICLES,), ()]),
    st.sampled_from(["", "2014", "2026"]),
)
def test_two_libraries_find_what_one_would(  # noqa: PLR0917 - one argument a drawn value
    both: tuple[Together, MemoryLibrary],
    text: str,
    order: Any,
    offset: int,
    limit: int,
    kinds: Sequence[str],
    collections: tuple[str, ...],
    date_from: str,
) -> None:
    together, one = both
    query = Query(
        text=text,
        order=order,
        offset=offset,
        limit=limit,
        kinds=tuple(kinds),
        collections=collections,
        date_from=date_from,
    )
    found, expected = together.search(query), one.search(query)
    assert found.ids == expected.ids
    assert found.total == expected.total
    assert found.order_used == expected.order_used
    for facet in FACETS:
        assert list(found.counts[facet].items()) == list(expected.counts[facet].items())


@pytest.fixture(scope="module")
def both(library: SqliteLibrary) -> tuple[Together, MemoryLibrary]:
    dates = ("1950", "2014-02-17", "2014", "2017-12", None, "2024-04-04", "2024-04-04", "2030")
    own: list[AnyItem] = [source()]
    own += [
        own_event(
            f"own-{number}", f"The veto of the council {number}", date, date_basis="stated" if date else "unknown"
        )
        for number, date in enumerate(dates)
    ]
    together = Together(library, MemoryLibrary(own))
    return together, everything(together)


def test_the_pages_of_a_long_list_hold_every_hit_once(both: tuple[Together, MemoryLibrary]) -> None:
    together, _ = both
    orders: tuple[Order, ...] = ("newest", "oldest", "relevance")
    for order in orders:
        query = Query(text="council", collections=BOTH, limit=7, order=order)
        total = together.search(query).total
        pages = [together.search(replace(query, offset=start)).ids for start in range(0, total, 7)]
        ids = [item_id for page in pages for item_id in page]
        assert len(ids) == total
        assert sum(item_id.startswith(PREFIX) for item_id in set(ids)) == 8


def test_a_quote_of_ones_own_is_found_by_its_words(path: Path) -> None:
    quote = Quote(
        id="own-q",
        kind="direct-quote",
        text="the words that were said",
        speaker="Jane Roe",
        speaker_kind="person",
        speaker_basis="stated",
        speaker_role="Chair",
        stance="other",
        date_basis="unknown",
        chain=(),
        reported_by="own-source-one",
        context="—",
        mechanism="own",
        usable_publicly="yes",
        citations=(Citation(source_id="own-source-one", excerpt="the words that were said"),),
        collection=OWN,
        origin="user",
    )
    with closing(OwnLibrary(path, NOW)) as library:
        library.add(quote, source())
        (hit,) = library.search(Query(text='"words that were"', collections=(OWN,))).hits
        assert (hit.title, hit.who, hit.source) == ("the words that were said", "Jane Roe", "Archive one")
