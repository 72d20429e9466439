"""Which way characters run, held against python-bidi, which wraps the Rust crate unicode-bidi."""

import unicodedata

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefpack.layout.bidi import direction, levels, visual

LETTERS = "abאבجد١٢12 ()[]«».,%-+/:$\u0651\u0300"
ISOLATES = "\u200e\u200f\u2066\u2067\u2068\u2069"
_ENDS = {"WS", "S", "B", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"}


def shown(text: str, base: int) -> str:
    """The text as it stands from left to right, its format characters left out."""
    deep = levels(text, base)
    for place in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[place]) not in _ENDS:
            break
        deep[place] = base  # rule L1, which is a line's and not the paragraph's
    return without_format("".join([text[place] for place in visual(deep)]))


def without_format(text: str) -> str:
    return "".join([char for char in text if unicodedata.category(char) != "Cf"])


@settings(max_examples=1500)
@given(st.text(LETTERS, min_size=1, max_size=16), st.sampled_from((0, 1)))
@example("(ab) אב (c) ג", 1)
@example("a[2«%b", 1)
def test_letters_signs_and_brackets_stand_as_the_reference_has_them(text: str, base: int) -> None:
    assert shown(text, base) == without_format(get_display(text, base_dir="LR"[base]))


@settings(max_examples=1500)
@given(st.text(LETTERS + ISOLATES, min_size=1, max_size=16).map(lambda text: f"{text}a"), st.sampled_from((0, 1)))
def test_isolates_are_as_the_reference_has_them(text: str, base: int) -> None:
    assert shown(text, base) == without_format(get_display(text, base_dir="LR"[base]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("קוד ABC-12 (א)", ")א( ABC-12 דוק"),
        ("עד 12-15 ביום", "םויב 12-15 דע"),
        ("\u202eab", "ba"),  # an override that ends with the paragraph
    ],
)
def test_a_paragraph_from_right_to_left(text: str, expected: str) -> None:
    assert shown(text, 1) == expected


def test_the_first_letter_tells_the_direction() -> None:
    assert direction("12 (abc) אבג") == 0
    assert direction("12 – جد ab") == 1
    assert direction("\u2067אבג\u2069 abc") == 0
    assert direction("12 – 15") is None


def test_more_embeddings_than_there_are_levels_are_counted() -> None:
    assert max(levels("\u202b\u202a" * 100 + "a" + "\u202c" * 200 + "b", 0)) <= 126


def test_a_line_of_one_direction_keeps_its_order() -> None:
    assert visual([0, 0, 0]) == [0, 1, 2]
    assert visual([1, 1, 1]) == [2, 1, 0]
    assert visual([1, 2, 2, 1]) == [3, 1, 2, 0]
    assert visual([]) == []
