"""Where the words of a query stand in a text as it is shown, whatever its case, accents or script."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefpack.library.folding import fold_word, stands_alone
from briefpack.library.language import And, Node, Not, Or, Phrase, parse

Range = tuple[int, int]


class _Word(NamedTuple):
    """A folded word and where it stands in the text as shown."""

    folded: str
    start: int
    end: int


def lit_ranges(text: str, query: str) -> tuple[Range, ...]:
    """The stretches of `text` that the words of `query` match, in order, none touching another. Words after NOT match
    nothing; of a word that was found by its beginning only the beginning is lit."""
    phrases = _phrases(query)
    if not phrases:
        return ()
    words = tuple(_words(text, phrases))
    found = sorted(place for phrase in phrases for place in _places(text, words, phrase))
    joined: list[Range] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=16)
def _phrases(query: str) -> tuple[Phrase, ...]:
    return tuple(_wanted(parse(query).node))


def _wanted(node: Node | None) -> Iterator[Phrase]:
    match node:
        case Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Not() | None:
            return


def _places(text: str, words: Sequence[_Word], phrase: Phrase) -> Iterator[Range]:
    *body, last = phrase.words
    for first in range(len(words) - len(body)):
        end = words[first + len(body)]
        if [word.folded for word in words[first : first + len(body)]] != body:
            continue
        if end.folded == last:
            yield words[first].start, end.end
        elif phrase.prefix and end.folded.startswith(last):
            yield words[first].start, _beginning(text, end, len(last))


def _beginning(text: str, word: _Word, length: int) -> int:
    """Where the first `length` folded characters of a word end in the text, with the marks that belong to them."""
    for end in range(word.start + 1, word.end):
        if len(fold_word(text[word.start : end])) >= length and not unicodedata.combining(text[end]):
            return end
    return word.end


def _words(text: str, phrases: Sequence[Phrase]) -> Iterator[_Word]:
    """The folded words of a text. Exactly where they stand is found out only for those that a phrase could mean."""
    exact = {word for phrase in phrases for word in phrase.words}
    begun = tuple(phrase.words[-1] for phrase in phrases if phrase.prefix)
    start = 0
    for chunk in text.split():
        start = text.index(chunk, start)
        folded = fold_word(chunk).split()
        if any(word in exact or word.startswith(begun) for word in folded):
            yield from _parts(chunk, start, folded)
        else:
            for word in folded:
                yield _Word(word, start, start + len(chunk))
        start += len(chunk)


def _parts(chunk: str, start: int, folded: list[str]) -> Iterator[_Word]:
    """The folded words of a stretch without spaces; where they cannot be told apart in it, each is the whole of it."""
    pieces = [piece for piece in _pieces(chunk, start) if piece.folded]
    if [piece.folded for piece in pieces] == folded:
        yield from pieces
    elif len(folded) == 1 and pieces:
        # U.N. is one word with full stops inside.
        yield _Word(folded[0], pieces[0].start, pieces[-1].end)
    else:
        for word in folded:
            yield _Word(word, start, start + len(chunk))


def _pieces(chunk: str, offset: int) -> Iterator[_Word]:
    """Cut where folding would cut: at whatever is no letter, mark or number, and around characters that stand alone."""
    start = 0
    for place, character in enumerate(chunk):
        category = unicodedata.category(character)
        inside = category[0] in "LMN" or (category == "Cf" and character != "\u200b")
        if not inside or stands_alone(unicodedata.normalize("NFKC", character)):
            yield _word(chunk, start, place, offset)
            start = place + 1
            if inside:
                yield _word(chunk, place, start, offset)
    yield _word(chunk, start, len(chunk), offset)


def _word(chunk: str, start: int, end: int, offset: int) -> _Word:
    return _Word(fold_word(chunk[start:end]), offset + start, offset + end)
