"""Verbatim, with the changes that the UN Editorial Manual permits and no others."""

import pytest

from briefpack.evidence.wording import Difference, difference, kept_of, loosely, nearest, same_words, stands_in

SENTENCE = (
    "While those 63\u00a0recommendations were initially rejected by the Government, talking openly about these "
    "‘controversial issues’ is an important first step."
)
PERMITTED = (
    "while those 63 recommendations were initially rejected",
    "Talking openly about these “controversial issues” is an important first step",
    "[T]alking openly […] is an important first step!",
    "talking openly ... is an important first step",
    "those 63 recommendations were [then] initially rejected by the Government.",
)
ALTERED = (
    "While those 62 recommendations were initially rejected",
    "talking openly is an important first step",
    "recommendations were rejected by the Government",
    "ecommendations were initially rejected",
    "an important first steps",
    "is an important first step […] talking openly",
)


@pytest.mark.parametrize("words", PERMITTED)
def test_what_the_manual_permits_is_the_same(words: str) -> None:
    assert stands_in(words, SENTENCE)


@pytest.mark.parametrize("words", ALTERED)
def test_another_word_order_or_part_of_a_word_is_not(words: str) -> None:
    assert not stands_in(words, SENTENCE)


def test_a_whole_quotation_may_lose_nothing() -> None:
    assert same_words("While those 63 recommendations were kept", "while those 63\u00a0recommendations were kept.")
    assert not same_words("those 63 recommendations were kept", "While those 63 recommendations were kept.")
    assert not same_words("It was […] kept", "It was always kept")
    assert not same_words("the [other] mechanism", "the [same] mechanism")


def test_words_of_marks_alone_stand_nowhere() -> None:
    assert not stands_in("[…]", SENTENCE)


def test_the_ranges_that_are_shown_are_those_of_the_source() -> None:
    [first, last] = kept_of("Talking openly […] an important first step", SENTENCE)
    assert (SENTENCE[slice(*first)], SENTENCE[slice(*last)]) == ("talking openly", "an important first step")


def test_the_words_that_are_meant_are_found_and_the_first_difference() -> None:
    wrong = "talking openly about those ‘controversial issues’ is an important step"
    near = nearest(wrong, SENTENCE)
    assert near == "talking openly about these ‘controversial issues’ is an important first step."
    assert difference(wrong, near) == Difference("those", "these")
    assert difference("an [open] first step", "an important first step") == Difference("", "")  # marked
    assert difference("an first [big] step", "an important first step") == Difference("", "important")
    assert difference("the same", "The same.") == Difference("", "")
    assert nearest("nothing of this was ever said by anybody", SENTENCE) == ""
    assert nearest("wholly other words", "no such thing") == ""


def test_loosely_the_same_are_other_capitals_spaces_marks_and_dashes() -> None:
    assert loosely("A “B” –\u00a0c") == loosely("a 'b'  - C")
