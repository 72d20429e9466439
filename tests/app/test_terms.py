"""The terms of the closed vocabularies as words for people."""

from collections.abc import Iterator

import pytest

from briefpack.app.languages import language_of
from briefpack.app.terms import kind_word
from briefpack.language import ENGLISH, speak


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


def test_kinds_are_said_in_the_language_that_is_spoken_now() -> None:
    assert (kind_word("quote"), kind_word("quote", many=True)) == ("Quote", "Quotes")
    speak(language_of("qps"))
    assert kind_word("quote") == language_of("qps").say("Quote") != "Quote"


def test_a_kind_without_words_is_shown_as_it_is() -> None:
    assert kind_word("side-note") == "Side note"
