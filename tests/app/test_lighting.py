"""Which stretches of a text are lit for a query: through case, accents and scripts, and never for a word left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.app.lighting import lit_ranges
from briefpack.library.folding import fold


@pytest.mark.parametrize(
    ("text", "query", "lit"),
    [
        ("international accountability", "accountab", ["accountab"]),
        ("Tomás Ojea, TOMAS", "tomas ", ["Tomás", "TOMAS"]),
        ("북한의 인권 상황", "인권", ["인권"]),
        ("the U.N. General Assembly", "UN ", ["U.N"]),
        ("non-cooperation and MANDATE", "mandate -cooperation", ["MANDATE"]),
        ("non-cooperation of others", '"non cooperation"', ["non-cooperation"]),
        ("the “Special Rapporteur”", '"special rapp', ["Special Rapp"]),
        ("Straße", "strasse ", ["Straße"]),
        ("torture or veto", "torture OR veto", ["torture", "veto"]),
        ("a mandate, the mandates", "mandate ", ["mandate"]),
        ("nothing here", "", []),
    ],
)
def test_what_was_searched_for_is_lit(text: str, query: str, lit: list[str]) -> None:
    assert [text[start:end] for start, end in lit_ranges(text, query)] == lit


@given(st.text(max_size=60), st.text(max_size=12))
def test_lit_ranges_stand_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    found = lit_ranges(text, query)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Zs", "Po"]), min_size=1, max_size=30))
def test_a_text_lights_itself(text: str) -> None:
    word = next(iter(fold(text).split()), "")
    if word:
        assert lit_ranges(text, f"{word} ")
