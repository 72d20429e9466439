"""Our own voice in own text, and changes that never reach into quotations and titles."""

import re

import pytest
from tests.adviser import kit

from briefpack.adviser.sentences import sentences
from briefpack.adviser.wording import reworded, spoken, swap, voices

REGIME = swap(re.compile("(?i:the regime)"), "the Government", re.compile("(?i:the regime of)"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The regime said so. [@ev-x]", "The Government said so. [@ev-x]"),
        ("*The regime* said **the regime** did.", "*The Government* said **the Government** did."),
        ("He said “the regime” of the regime.", "He said “the regime” of the Government."),
        ("He wrote «the regime», and 'the regime'.", "He wrote «the regime», and 'the regime'."),
        ("Read *Inside the Regime That Hides*.", "Read *Inside the Regime That Hides*."),
        ("Read *inside the regime that hides*.", "Read *inside the Government that hides*."),
        ("It broke the regime of sanctions.", "It broke the regime of sanctions."),
        (
            "“One. The regime two.\n\n“The regime three.” The regime.",
            "“One. The regime two.\n\n“The regime three.” The Government.",
        ),
        ("the **reg**ime", "the Government"),
    ],
)
def test_words_change_in_our_own_voice_alone(text: str, left: str) -> None:
    assert reworded(text, REGIME) == left


def test_what_is_quoted_over_several_sentences_is_nobodys_own_voice() -> None:
    found = sentences("He said: “It was unanimous. All were for it. Nobody left.” It was not unanimous.")
    assert " ".join(" ".join(spoken(found)).split()) == "He said: It was not unanimous."


def test_a_stray_quotation_mark_silences_its_sentence_alone() -> None:
    assert spoken(sentences("He said “yes. The regime fell."))[1] == "The regime fell."


def test_places_are_kept() -> None:
    (voice,) = voices("A “b” c")
    assert voice == "A     c"


def test_an_article_is_not_doubled_and_a_sentence_begins_with_a_capital() -> None:
    state = swap(re.compile("North Korea"), "the Democratic People’s Republic of Korea")
    assert reworded("North Korea. The North Korea. In North Korea", state) == (
        "The Democratic People’s Republic of Korea. The Democratic People’s Republic of Korea. "
        "In the Democratic People’s Republic of Korea"
    )


def test_a_fix_leaves_quotations_of_a_pack_alone() -> None:
    pack = kit.write("North Korea is “North Korea” to most. [@ev-dialogue]")
    (finding,) = kit.of(kit.examine(pack), "R37")
    assert finding.fix
    assert finding.fix.edit(pack).sections[-1].entries[0].text == (
        "The Democratic People’s Republic of Korea is “North Korea” to most. [@ev-dialogue]"
    )
