"""A long neutral pack: made-up words under headings, in paragraphs, quotations, lists and tables, from a seed.

Its items carry no passages: notes and the annex's table of facts, which Typst and Platypus would have to imitate, stay
out of the comparison. Everything else goes the way of every pack.
"""

import random
from collections.abc import Iterator
from itertools import accumulate, count
from typing import NamedTuple

from briefpack.evidence.actors import Institution
from briefpack.evidence.items import AnyItem, Position, Quote
from briefpack.evidence.sources import Source
from briefpack.pack.pack import DatasetStamp, Entry, Pack, PartFrame, Section

VOCABULARY = 4_000
WORDS_A_PAGE = 400
SECTIONS_A_PART = 12  # about ten pages
ACTORS = 20

Made = tuple[Pack, tuple[AnyItem, ...]]


class Author:
    """Writes sentences of a few thousand made-up words with Zipf's frequencies, the same words for any seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.written = 0
        self._vocabulary = _vocabulary(random.Random(VOCABULARY))  # texts differ, their language does not
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def words(self, least: int, most: int) -> list[str]:
        """Between `least` and `most` words."""
        number = self.rng.randint(least, most)
        self.written += number
        return self.rng.choices(self._vocabulary, cum_weights=self._weights, k=number)

    def phrase(self, least: int, most: int) -> str:
        """Words without a full stop, the first with a capital."""
        words = " ".join(self.words(least, most))
        return words[0].upper() + words[1:]

    def sentence(self) -> str:
        """Fifteen words or so, some with a comma, a year, a name in short."""
        words = self.words(8, 22)
        if self.rng.random() < 0.4:
            words[len(words) // 2] += ","
        if self.rng.random() < 0.15:
            words[-2] = str(self.rng.randint(1990, 2026))
        if self.rng.random() < 0.2:
            words[1] = _short(self.rng.randrange(ACTORS))
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def text(self, sentences: int) -> str:
        """Sentences in a row."""
        return " ".join(self.sentence() for _ in range(sentences))


class _Numbers(NamedTuple):
    entry: Iterator[int]
    section: Iterator[int]
    item: Iterator[int]


def long_pack(pages: int, seed: int = 20261122) -> Made:
    """A pack of about that many pages, and its items."""
    author = Author(seed)
    items: list[AnyItem] = [_source(), *_institutions(author)]
    numbers = _Numbers(count(1), count(1), count(1))
    sections: list[Section] = []
    part = 0
    while author.written < pages * WORDS_A_PAGE:
        part = len(sections) // SECTIONS_A_PART + 1
        sections += _sections(author, numbers, f"p{part}", items)
    parts = tuple(PartFrame(id=f"p{number}", title=author.phrase(3, 7)) for number in range(1, part + 1))
    pack = Pack(
        id=f"neutral-{pages}",
        template="neutral",
        title="A neutral pack",
        eyebrow="Benchmark",
        as_of="2026-11-22",
        dataset=DatasetStamp(sources=("source",)),
        parts=parts,
        sections=tuple(sections),
        next_id=next(numbers.entry),
    )
    return pack, tuple(items)


def _sections(author: Author, numbers: _Numbers, part: str, items: list[AnyItem]) -> Iterator[Section]:
    """A stretch of about three pages: text, quotations, a list, more text, a table."""
    for kind in ("text", "quotes", "text", "facts", "text", "positions"):
        made: list[Quote | Position]
        if kind == "text":
            texts = [author.text(author.rng.randint(3, 8)) for _ in range(author.rng.randint(2, 4))]
            entries = [Entry(id=f"e{next(numbers.entry)}", text=text) for text in texts]
        else:
            if kind == "quotes":
                made = [_quote(author, next(numbers.item)) for _ in range(2)]
            else:
                made = [_position(author, next(numbers.item), kind == "positions") for _ in range(6)]
            items += made
            entries = [Entry(id=f"e{next(numbers.entry)}", item=item.id) for item in made]
        yield Section(
            id=f"s{next(numbers.section)}",
            key=kind,
            kind=kind,
            title=author.phrase(2, 6),
            part=part,
            options={"numbered": "no"} if kind == "facts" else {},
            entries=tuple(entries),
        )


def _quote(author: Author, number: int) -> Quote:
    return Quote(
        id=f"q-{number}",
        kind="direct-quote",
        text=author.text(3),
        speaker=author.phrase(2, 2),
        speaker_kind="office",
        speaker_basis="stated",
        speaker_role=" ".join(author.words(3, 6)),
        stance="neutral",
        date=f"{author.rng.randint(2003, 2026)}-0{author.rng.randint(1, 9)}",
        date_basis="stated",
        chain=(),
        reported_by="source",
        context="neutral",
        mechanism="neutral",
        usable_publicly="yes",
    )


def _position(author: Author, number: int, long: bool) -> Position:
    return Position(
        id=f"pos-{number}",
        actor=f"actor-{author.rng.randrange(ACTORS)}",
        actor_basis="stated",
        topic="neutral",
        form="statement",
        text=author.sentence() if not long else author.text(2),
        date=f"{author.rng.randint(2003, 2026)}-0{author.rng.randint(1, 9)}",
        date_basis="stated",
        status="held",
        reported_by="source",
        source_id="source",
        usable_publicly="yes",
    )


def _source() -> Source:
    return Source(
        id="source",
        title="Neutral",
        title_basis="stated",
        author_basis="stated",
        publisher="Nobody",
        publisher_basis="stated",
        publisher_reasoning="neutral",
        kind="analysis",
        date_basis="stated",
        date_reasoning="neutral",
        independence_group="neutral",
    )


def _institutions(author: Author) -> Iterator[Institution]:
    """So many names in short that looking for them costs what it does with the bundled dataset."""
    for number in range(ACTORS):
        yield Institution(
            id=f"actor-{number}",
            name=author.phrase(2, 4),
            acronym=_short(number),
            kind="organ",
            description="neutral",
            description_basis="stated",
        )


def _short(number: int) -> str:
    return "".join(chr(65 + number // 5**place % 5 * 5 + place) for place in range(3))


def _vocabulary(rng: random.Random) -> list[str]:
    """Made-up words of one to five syllables, the most frequent first, those short."""
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = rng.choice((1, 1, 2, 2, 3) if len(found) < 200 else (2, 3, 3, 4, 5))
        stem = "".join(rng.choice("bcdfghjklmnprstvwz") + rng.choice("aeiou") for _ in range(syllables))
        found[stem + rng.choice(("", "n", "s", "r", "t", "ing", "ed"))] = None
    return list(found)
