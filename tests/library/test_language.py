"""The query language: what is written, what is meant, and that nothing is an error."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.library.language import (
    LONGEST,
    MOST_WORDS,
    NOTE_CUT,
    NOTE_NOTHING,
    NOTE_PLAIN,
    And,
    Not,
    Or,
    Phrase,
    for_matching,
    for_ranking,
    fts5,
    parse,
)

A, B, C = Phrase(("a",)), Phrase(("b",)), Phrase(("c",))

# What people, cats and attackers type.
PIECES = (
    *("a", "rights", "AND", "OR", "NOT", "NEAR", "(", ")", '"', "“", "”", "*", "-", "-x", "title:", "^", "{", "+", "'"),
    *(" ", "  ", "\0", "\n", "인권", "人", "é", "--", ";", "%", "\ue000", "\ue001", "\ud800", "a/b", "x*", '"a b"'),
)
SENTENCES = ("a", "b", "AND", "OR", "NOT", "(", ")", '"b c"', "-d", "e*")
QUERIES = st.one_of(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join),
    st.lists(st.sampled_from(SENTENCES)).map(" ".join),
)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a ", A),
        ("a", Phrase(("a",), prefix=True)),
        ("a b ", And((A, B))),
        ("a AND b ", And((A, B))),
        ("a OR b c ", Or((A, And((B, C))))),
        ("(a OR b) c ", And((Or((A, B)), C))),
        ("a -b ", And((A, Not(B)))),
        ("a NOT b ", And((A, Not(B)))),
        ("a AND NOT b ", And((A, Not(B)))),
        ("-(a b) ", Not(And((A, B)))),
        ("-a", Not(Phrase(("a",), prefix=True))),
        ('"a b" c ', And((Phrase(("a", "b")), C))),
        ("“a b” ", Phrase(("a", "b"))),
        ('"a b', Phrase(("a", "b"), prefix=True)),
        ("non-cooperation ", Phrase(("non", "cooperation"))),
        ("a* b ", And((Phrase(("a",), prefix=True), B))),
        ("a and b ", And((A, Phrase(("and",)), B))),
        ("인권", Phrase(("인", "권"))),
        ("((a)) ", A),
        ("a – b ", And((A, B))),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, node: object) -> None:
    assert parse(text) == (node, "")


@pytest.mark.parametrize("text", ["a AND ", "OR a ", "(a ", "a) ", "a OR OR ", "NOT ", "() a ", "a AND OR b "])
def test_what_is_malformed_is_taken_as_plain_words(text: str) -> None:
    plain = parse(text.lower())
    assert parse(text) == (plain.node, NOTE_PLAIN)


@pytest.mark.parametrize("text", ["?", "…", '""', "-", "* "])
def test_a_text_without_words_asks_for_everything(text: str) -> None:
    assert parse(text) == (None, NOTE_NOTHING)


def test_no_text_is_no_question() -> None:
    assert parse("") == parse("  ")._replace(note="") == (None, "")


def test_very_long_queries_are_cut_with_a_note() -> None:
    assert parse("word " * LONGEST).note == NOTE_CUT
    assert parse("a " * (MOST_WORDS + 1)).note == NOTE_CUT


def test_deep_brackets_do_not_exhaust_the_stack() -> None:
    assert parse("(" * 900 + "a" + ")" * 900).note == NOTE_PLAIN
    assert parse("NOT " * 400 + "a ").node is not None


@pytest.fixture(scope="module")
def table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'ascii')")
    return connection


@given(text=QUERIES)
def test_no_query_is_an_error_for_sqlite(table: sqlite3.Connection, text: str) -> None:
    node = parse(text).node
    if node:
        for asked in (node, for_matching(node), for_ranking(node)):
            table.execute("SELECT count(*) FROM words WHERE words MATCH ?", (fts5(asked),)).fetchone()


@given(text=QUERIES)
def test_a_note_or_a_tree_always_comes_back(text: str) -> None:
    node, note = parse(text)
    assert node or note or not text.strip()
