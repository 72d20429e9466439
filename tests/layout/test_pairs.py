"""Words put together from pairs are what HarfBuzz makes of the whole word, to the byte."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefpack.layout.display import Word
from briefpack.layout.fonts import KEYS, Face, FontSet
from briefpack.pdf.fonts import encoded

SMALL = "abcdefghijklmnopqrstuvwxyz"
ASCII = "".join(map(chr, range(0x21, 0x7F)))
MARKS = "‐–—‘’“”„…\u00a0"
ACCENTED = "".join(map(chr, range(0xC0, 0x180)))
NUMERIC = "0123456789./-–:,’”“)(A1l"
DATASET = Path(__file__).parents[2] / "resources" / "dataset"


def _words() -> Iterable[str]:
    dice = random.Random(20261122)
    for alphabet, times in ((SMALL, 4000), (ASCII, 4000), (ASCII + MARKS + ACCENTED, 4000), (NUMERIC, 2000)):
        for _ in range(times):
            yield "".join(dice.choices(alphabet, k=dice.randint(1, 9)))
    for first in ASCII + MARKS:
        yield from (first + second for second in ASCII + MARKS)
    for path in DATASET.glob("*.jsonl"):
        yield from path.read_text("utf-8").split()


@pytest.fixture(scope="module")
def words() -> list[str]:
    return sorted(set(_words()))


def _facts(word: Word) -> tuple[object, ...]:
    return word.text, word.width, word.gids, word.clusters, word.operand, encoded(word)


@pytest.mark.parametrize("key", KEYS[:8])
def test_a_word_from_pairs_is_the_word_shaped_whole(fonts: FontSet, words: list[str], key: str) -> None:
    face: Face = fonts[key]
    made = [word for text in words if (word := face.pairs.word(text))]
    assert len(made) > 0.7 * len(words)
    wrong = [word.text for word in made if _facts(word) != _facts(face.shape_whole(word.text))]
    assert not wrong
    assert all(word.codes == encoded(face.shape_whole(word.text)) for word in made)


@pytest.mark.parametrize("text", ["office", "fjord\u0301", "한글", "\ud800", "A\u0323", "سلام", ""])
def test_what_pairs_cannot_tell_is_shaped_whole(fonts: FontSet, text: str) -> None:
    face = fonts["serif"]
    assert face.pairs.word(text) is None
    assert _facts(face.shape_anew(text)) == _facts(face.shape_whole(text))
