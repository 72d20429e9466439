"""Own texts that say nearly the same, found in linear time: by sampled pairs of words, then by all of them."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from briefpack.library.folding import words

#: Texts with fewer words are alike by nature: “Room: XX”.
LEAST_WORDS = 8
ALIKE = 0.85
#: How many pairs of words stand for a text, and how many texts with the same pair are compared.
_SAMPLE, _COMPARED = 12, 4


def repeated(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each text that is alike to an earlier one, and that one, by their places."""
    seen: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_COMPARED))
    for place, text in enumerate(texts):
        sample = _sample(text)
        rivals = dict.fromkeys(other for pair in sample for other in seen[pair])
        earlier = next((other for other in rivals if likeness(text, texts[other]) > ALIKE), None)
        if earlier is not None:
            yield place, earlier
            continue
        for pair in sample:
            seen[pair].append(place)


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1, whatever their order."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


@lru_cache(maxsize=4096)
def _sample(text: str) -> tuple[int, ...]:
    """The same few of a text's pairs of words wherever they stand in it: those of the lowest digest."""
    found = words(text)
    if len(found) < LEAST_WORDS:
        return ()
    pairs = {crc32(f"{one} {two}".encode()) for one, two in pairwise(found)}
    return tuple(sorted(pairs)[:_SAMPLE])
