"""R56: what is hard to say aloud."""

import pytest
from tests.adviser import kit
from tests.adviser.planted.fitness import script

from briefpack.adviser.finding import Finding
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import add_item

LONG = "The State " + "takes part in the review and " * 5 + "answers."


def found(text: str) -> list[Finding]:
    return kit.of(kit.examine(script(text)), "R56")


def test_a_long_sentence_is_told_with_its_length_the_longest_of_an_entry_alone() -> None:
    (finding,) = found(f"It takes part. {LONG} {LONG}")
    assert finding.message.startswith("This sentence has 33 words to say; 25 is")
    assert finding.words == LONG


def test_numbers_count_as_they_are_said() -> None:
    said = "It took part in 2014, and in 2019 it received 262 of them, of which 199 were to be reviewed at home."
    (finding,) = found(said)
    assert int(finding.message.split()[3]) > 25 > len(said.split())


@pytest.mark.parametrize(
    "words", ["A/HRC/55/63", "S/PV.7353", "https://example.org/a", "www.example.org", "and/or", "e.g.", "a@example.org"]
)
def test_what_nobody_can_pronounce_is_told(words: str) -> None:
    (finding,) = found(f"It took part, {words} the report says.")
    assert words in finding.message


@pytest.mark.parametrize("text", ["It took part in the Council’s 58th session.", "It took part: 24 % of them.", ""])
def test_what_can_be_said_is_left_alone(text: str) -> None:
    assert not found(text)


def test_only_a_script_is_spoken() -> None:
    assert not kit.of(kit.examine(kit.write(f"{LONG} See A/HRC/55/63.")), "R56")


def test_a_quotation_of_the_articles_in_a_script_is_measured_by_its_own_words(library: MemoryLibrary) -> None:
    kinds = ("quote", "source", "person", "institution", "document", "conflict")
    items = kit.with_items(*(item for kind in kinds for item in library.all(kind)))
    which = add_item(script("It took part."), "s4", "q-2019-10-sr-63-first-step")
    (finding,) = kit.of(kit.examine(which, items), "R56")
    assert finding.words.startswith("While those 63 recommendations")


def test_sentences_of_a_language_without_spaces_could_not_be_measured() -> None:
    which = script("委员会通过了决议。").model_copy(update={"language": "zh"})
    (finding,) = kit.of(kit.examine(which), "R56")
    assert not finding.decided
