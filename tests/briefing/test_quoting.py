"""Quotation marks: double outside, single inside, in turn; nothing else of verbatim words changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.quoting import quoted


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("", "“”"),
        ("the Government’s report", "“the Government’s report”"),
        ("they said “no” to it", "“they said ‘no’ to it”"),
        ("“No.”", "“‘No.’”"),
        ("he ‘rejects’ it", "“he ‘rejects’ it”"),
        (
            "it “holds that it ‘rejects’ and ‘will not recognize’ the Council’s text.”",
            "“it ‘holds that it “rejects” and “will not recognize” the Council’s text.’”",
        ),
        ("the “Rapporteur’s” and the States’ “own” words", "“the ‘Rapporteur’s’ and the States’ ‘own’ words”"),
        ("said it “values the dialogue", "“said it ‘values the dialogue”"),
        ("the dialogue” and “no” more", "“the dialogue’ and ‘no’ more”"),
        ('they said "no" to a 5" pipe ("yes")', '“they said ‘no’ to a 5" pipe (‘yes’)”'),
        ('"a “b” c"', "“‘a “b” c’”"),
    ],
)
def test_marks_inside_a_quotation_take_turns(words: str, printed: str) -> None:
    assert quoted(words) == printed


@given(st.text(alphabet='ab “”‘’"5’.', max_size=30))
def test_nothing_but_the_kind_of_mark_changes(words: str) -> None:
    printed = quoted(words)
    alike = str.maketrans(dict.fromkeys('“”‘’"', "'"))
    assert printed[1:-1].translate(alike) == words.translate(alike)
