"""The library in memory answers as the one in SQLite does."""

from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.conftest import answer, quote
from tests.library.test_language import QUERIES

from briefpack.evidence.items import KINDS, AnyItem
from briefpack.library.errors import LibraryError
from briefpack.library.library import SqliteLibrary, memory_database
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Library, Query

TEXTS = (
    *(
        "accountability ",
        "accountab",
        "a",
        "un",
        "upr",
        "icc ",
        "human rights ",
        '"human rights" ',
        '"security council',
    ),
    *(
        "rights -human ",
        "-rights ",
        "NOT (upr OR icc)",
        "upr OR icc ",
        "(council OR assembly) 2014 ",
        "A/74/275",
        "2014",
    ),
    *("special rapporteur rec", "non-cooperation ", "U.N. ", "zzz", "the ", "AND", ""),
)
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kinds": ("quote", "event")},
    {"topics": ("accountability",), "collections": ()},
    {"date_from": "2014", "date_to": "2014-10"},
    {"importance_min": 4, "order": "oldest"},
    {"actors": ("dprk",), "sources": ("kei-2019-king-upr-engagement",), "order": "newest"},
    {"usable_publicly": ("yes",), "mechanisms": ("upr",)},
)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: " ".join(filters) or "none")
@pytest.mark.parametrize("text", TEXTS)
def test_both_give_the_same_ids_counts_and_cards(
    library: SqliteLibrary, memory: MemoryLibrary, text: str, filters: dict[str, Any]
) -> None:
    query = Query(text=text, limit=500, **filters)
    ours, theirs = memory.search(query), library.search(query)
    assert sorted(ours.hits[: ours.total], key=repr) == sorted(theirs.hits, key=repr)
    assert ours._replace(hits=()) == theirs._replace(hits=())


@pytest.mark.parametrize(
    "text", ["accountability ", "accountab", "a", "upr", "human rights ", '"human rights" ', "icc OR upr "]
)
def test_both_rank_alike(library: SqliteLibrary, memory: MemoryLibrary, text: str) -> None:
    query = Query(text=text, limit=20)
    assert memory.search(query).ids == library.search(query).ids


@given(text=QUERIES)
def test_both_understand_any_text_alike(library: SqliteLibrary, memory: MemoryLibrary, text: str) -> None:
    query = Query(text=text, limit=0)
    assert memory.search(query) == library.search(query)


@given(st.lists(st.text("ab 인é-.", max_size=12), max_size=5), st.text('ab 인é-."*', max_size=8))
def test_both_agree_on_made_up_texts(texts: list[str], asked: str) -> None:
    items: list[AnyItem] = [quote(f"q{number}", text or "—") for number, text in enumerate(texts)]
    query = Query(text=asked)
    assert set(MemoryLibrary(items).search(query).ids) == set(answer(items, query).ids)


def test_both_hold_the_same_items(library: SqliteLibrary, memory: MemoryLibrary, items: tuple[AnyItem, ...]) -> None:
    for kind in KINDS:
        assert library.all(kind) == memory.all(kind)
    for item in items:
        assert library.get(item.id) == memory.get(item.id)
        assert library.conflicts_of(item.id) == memory.conflicts_of(item.id)
    assert library.collections == memory.collections == ("articles", "later-facts")
    assert library.all("unknown") == memory.all("unknown") == ()
    assert library.get("unknown") is memory.get("unknown") is None


def test_both_are_libraries(library: SqliteLibrary, memory: MemoryLibrary) -> None:
    both: tuple[Library, ...] = (library, memory)  # for mypy
    assert len({type(one) for one in both}) == 2


@pytest.mark.parametrize("make", [MemoryLibrary, memory_database])
def test_two_items_of_a_kind_with_one_id_are_refused(make: Any) -> None:
    with pytest.raises(LibraryError, match="The quote q stands twice"):
        make([quote("q", "one"), quote("q", "two")])


def test_an_empty_library_answers() -> None:
    with closing(memory_database([])) as database:
        for empty in (MemoryLibrary(), database):
            assert empty.search(Query(text="word")).total == empty.search(Query()).total == 0
            assert empty.collections == ()
