"""Folding makes a query and a text comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.library.folding import BREAK, fold, fold_word, words
from briefpack.library.language import MARK

# Every script the house cares for, marks, joiners, private use and symbols; lone surrogates too.
ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("éßﬁﷺΆςЁйїأإآٱىةـُ’‘“”–—\u00a0\u00ad\u200b\u200d가각힣人権ァｱ々ไทย\u0344\u1e9b\ue000\ue001.. "),
    )
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Tomás Ojea Quintana", "tomas ojea quintana"),
        ("“People’s”\u00a0Republic", "people's republic"),
        ("non‑cooperation", "non cooperation"),
        ("Ärger, straße", "arger strasse"),
        ("ΆΝΘΡΩΠΟΣ", "ανθρωπος"),
        ("Ёлка", "елка"),
        ("ﬁrst", "first"),
        ("U.N. and D.P.R.K", "un and dprk"),
        ("حُقُوق الإِنســان", "حقوق الانسان"),
        ("هيئة", "هيئه"),
        ("Ｋｏｒｅａ", "korea"),
        ("com\u00admission", "commission"),
        ("北韓人権", "北 韓 人 権"),
        ("인권 상황", "인 권 상 황"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("їжа", "іжа"), ("accept", "except"), ("人", "入")])
def test_letters_that_differ_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_hangul_typed_as_single_letters_is_the_same() -> None:
    assert fold("\u110b\u1175\u11ab\u1100\u116f\u11ab") == fold("인권")


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_folded_text_is_clean(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not set(folded) & {BREAK, MARK, '"', "*", "(", ")", "\0"}
    folded.encode("utf-8")  # no lone surrogate is left


@given(ANY)
def test_folded_text_does_not_explode(text: str) -> None:
    # The longest expansion of NFKC is 18 characters; a space may follow each.
    assert len(fold(text)) <= 2 * 18 * len(text)


@given(st.lists(ANY, min_size=1), st.data())
def test_any_word_of_a_text_is_in_its_folded_words(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    chosen = data.draw(st.sampled_from(text.split() or [""]))
    assert f" {fold(chosen)} " in f" {fold(text)} " or not fold(chosen)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_is_the_long_way(text: str) -> None:
    slow = fold(text + " é").split()[:-1]
    assert list(words(text)) == slow
    assert [part for word in text.split() for part in fold_word(word).split()] == slow
