"""Whatever somebody types, the adviser answers: no rule fails on it, however odd or long it is."""

import random

import pytest
from tests.adviser import kit

_PIECES = (
    *("“", "”", "‘", "’", "«", "»", '"', "'", "(", ")", "[", "]", "[2024]", "[@st-received]", "**", "*"),
    *("٣", "漢字。", "한국", "é\u0301", "\u200f", "\u00a0", "\n\n", "…", "...", "/", "–", "-", "%", " % ", "per cent"),
    *(
        "63 of 262",
        "1,234.5",
        "0",
        "007",
        "99999999999999999999",
        "50 + 117 = 167",
        "24 % of 262",
        "1/3",
        "half of the",
    ),
    *("4 April", "31 February 2019", "2014–2017", "2019-13-45", "in May 2031", "last week", "[17 August] 2023"),
    *(
        "The State",
        "DPRK",
        "Ada Example",
        "said that",
        "accepted",
        "was not",
        "agreed to review",
        "unanimously",
        "TODO",
    ),
    *("first ever", "A/HRC/25/63", "https://example.org/a?b=c", "Mr.", "para. 60", "item 4", "e.g.", "our calculation"),
)


def typed(seed: int, most: int = 60) -> str:
    """Pieces that rules look for, in any order."""
    chance = random.Random(seed)
    pieces = (chance.choice(_PIECES) + chance.choice((" ", "", ". ", ", ")) for _ in range(chance.randrange(most)))
    return "".join(pieces)[:19_000]


@pytest.mark.parametrize("seed", range(60))
def test_no_rule_fails_on_odd_words(seed: int) -> None:
    findings = kit.examine(kit.write(typed(seed)))
    assert all(finding.message and finding.rule for finding in findings)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1600))
def test_no_rule_fails_on_many_odd_words(seed: int) -> None:
    findings = kit.examine(kit.write(typed(seed, 600)))
    assert all(finding.message and finding.rule for finding in findings)


@pytest.mark.parametrize("piece", ["9", "٣", "1,", "of ", "“", "... ", "12 of 13 "])
def test_no_rule_fails_on_the_same_again_and_again(piece: str) -> None:
    findings = kit.examine(kit.write((piece * 3000)[:6000]))
    assert all(finding.message for finding in findings)
