"""Words that very many items hold are weighed when the library is compiled: the same hits in the same order."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from briefpack.evidence.items import AnyItem, Event
from briefpack.library import compiling
from briefpack.library import search as searching
from briefpack.library.folding import BREAK
from briefpack.library.indexing import WEIGHTS
from briefpack.library.language import MARK
from briefpack.library.library import SqliteLibrary, memory_database
from briefpack.library.query import Query

WORDS = ("mandate", "report", "torture", "veto", "of", "the", "council", "rights", "2019", "état", "인권")
TOPICS = ("engagement", "veto")


def corpus(seed: int, count: int = 120) -> list[AnyItem]:
    """Events of few words, so that many are as relevant as others, and every word is frequent or rare by chance."""
    chance = random.Random(seed)
    weights = [chance.random() ** 2 for _ in WORDS]

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, weights, k=chance.randint(1, most)))

    def event(number: int) -> Event:
        date = chance.choice((None, "2014", "2014-03", f"20{chance.randint(10, 24)}-05-06"))
        fields: dict[str, Any] = {"date": date, "date_basis": "stated" if date else "unknown"}
        return Event.model_construct(
            **fields,
            id=f"ev-{number}",
            title=text(3),
            summary=text(12),
            mechanism=chance.choice(("upr", "icc")),
            topics=(chance.choice(TOPICS),),
            importance=chance.randint(1, 5),
        )

    return [event(number) for number in range(count)]


@pytest.fixture(params=range(4))
def both(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[SqliteLibrary, SqliteLibrary]]:
    """The same items, with some words weighed beforehand and with none."""
    items = corpus(request.param)
    monkeypatch.setattr(compiling, "FREQUENT", 10 + request.param * 5)
    ready = memory_database(items)
    monkeypatch.setattr(compiling, "FREQUENT", 10**9)
    plain = memory_database(items)
    yield ready, plain
    ready.close()
    plain.close()


def frequent(library: SqliteLibrary) -> list[str]:
    return [row[0] for row in library._connection.execute("SELECT phrase FROM frequent ORDER BY phrase")]


QUERIES: Sequence[dict[str, Any]] = (
    {},
    {"limit": 7, "offset": 5},
    {"limit": 0},
    {"offset": 10_000},
    {"topics": ("veto",)},
    {"topics": ("veto",), "limit": 5, "offset": 3},
    {"mechanisms": ("upr",), "date_from": "2014", "importance_min": 3},
    {"mechanisms": ("upr",), "order": "newest"},
    {"order": "oldest", "limit": 9},
    {"actors": ("nobody",)},
)


def test_hits_counts_and_order_are_those_of_the_text_index(both: tuple[SqliteLibrary, SqliteLibrary]) -> None:
    ready, plain = both
    assert frequent(ready)
    assert not frequent(plain)
    for word in WORDS:
        for text in (f"{word} ", f'"{word}"', word, f"{word[:2]}", f"{word} report ", f"-{word} ", f"{word} OR veto "):
            for fields in QUERIES:
                query = Query(text=text, **fields)
                assert ready.search(query) == plain.search(query), query


def test_the_order_is_that_of_bm25_with_the_newest_first_among_equals(
    both: tuple[SqliteLibrary, SqliteLibrary],
) -> None:
    ready, plain = both
    bm25 = f"bm25(words, {', '.join(map(str, WEIGHTS.values()))})"
    for phrase in frequent(ready):
        told = plain._connection.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY {bm25}, rowid DESC",  # noqa: S608 - our own words
            (phrase,),
        )
        (packed,) = ready._connection.execute("SELECT ranked FROM frequent WHERE phrase = ?", (phrase,)).fetchone()
        assert list(compiling.unpacked_rows(packed)) == [row for (row,) in told]


def test_a_frequent_word_is_not_asked_of_the_text_index(both: tuple[SqliteLibrary, SqliteLibrary]) -> None:
    ready, _ = both
    asked: list[str] = []
    ready.search(Query(text="x "))  # reads the facets
    ready._connection.set_trace_callback(asked.append)
    phrase = next(phrase for phrase in frequent(ready) if phrase.strip('"') in WORDS)
    word = phrase.strip('"')
    assert ready.search(Query(text=f"{word} ")).total
    assert ready.search(Query(text=f"{word} ", topics=("veto",))).total
    ready._connection.set_trace_callback(None)
    assert not [statement for statement in asked if "MATCH" in statement]


def test_marks_and_rare_words_are_not_weighed_beforehand(both: tuple[SqliteLibrary, SqliteLibrary]) -> None:
    ready, plain = both
    for phrase in frequent(ready):
        assert not phrase.strip('"').startswith((MARK, BREAK))
        assert plain.search(Query(text=f"{phrase} ")).total >= 10
    rare = [word for word in WORDS if f'"{word}"' not in frequent(ready) and word.isascii()]
    assert all(ready.search(Query(text=f"{word} ")).total < 35 for word in rare)


def test_a_frequent_word_is_in_order_of_relevance_however_many_items_hold_it(
    both: tuple[SqliteLibrary, SqliteLibrary], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, plain = both
    word = next(phrase.strip('"') for phrase in frequent(ready) if phrase.strip('"') in WORDS)
    for fields in ({}, {"limit": 7, "offset": 5}, {"topics": ("veto",)}):
        query = Query(text=f"{word} ", **fields)
        expected = plain.search(query)
        with monkeypatch.context() as patch:
            patch.setattr(searching, "RANKED", 3)
            found = ready.search(query)
            assert found == expected
            assert (found.order_used, found.note) == ("relevance", "")
            # What is weighed while somebody waits is not, and the result says so.
            assert plain.search(query).note.startswith("newest first")
            assert ready.search(Query(text=word)).order_used == "newest"
