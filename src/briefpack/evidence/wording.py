"""Is this the speaker's wording? Exact comparison with the few changes that the UN Editorial Manual permits.

Permitted inside a quotation: the case of its first letter, its final punctuation, double and single marks in turn,
spaces that do not break; and what is marked: words left out as […], words put in as [these].
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

#: Sign for sign, so that places stay.
_SIGNS = str.maketrans(dict.fromkeys('“”„‟«»"‘’‚‛', "'") | dict.fromkeys("\u00a0\u202f\u2009", " ") | {"\u2011": "-"})
_DASHES = str.maketrans(dict.fromkeys("–—", "-"))
_FINAL = " .,;:!?…'"
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_MARKED = re.compile(r"\s*(?:\[[^\[\]]*\]|…|\.\s?\.\s?\.)\s*")
#: Two wordings are one, misquoted, when they share so much.
_ALIKE = 0.6


class Difference(NamedTuple):
    """Where words depart from their source: `shown` stands where the source has `source`; either may be empty."""

    shown: str
    source: str


def loosely(text: str) -> str:
    """The words without regard to capitals, spaces, quotation marks and dashes."""
    return _plain(text).translate(_DASHES).casefold()


def same_words(shown: str, source: str) -> bool:
    """Whether `shown` is the whole of `source` with the permitted changes alone."""
    return _ends(shown) == _ends(source)


def stands_in(words: str, source: str) -> bool:
    """Whether `words` are part of `source`, from whole word to whole word, with the permitted changes alone."""
    return bool(kept_of(words, source))


@lru_cache(maxsize=4096)
def kept_of(words: str, source: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `source` that `words` show, which stand in it; () where they do not."""
    pattern = _pattern(words)
    match = pattern.search(source.translate(_SIGNS)) if pattern else None
    return tuple(match.span(number) for number in range(1, len(match.groups()) + 1)) if match else ()


@lru_cache(maxsize=4096)
def nearest(words: str, source: str) -> str:
    """The part of `source` that `words` most likely mean, as it stands there; "" where nothing is alike."""
    wanted, there = words.split(), source.split()
    bare = [loosely(word).strip(_FINAL) for word in wanted]
    other = [loosely(word).strip(_FINAL) for word in there]
    matcher = SequenceMatcher(None, bare, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return ""
    longest = max(blocks, key=lambda block: block.size)
    near = [block for block in blocks if abs((block.b - block.a) - (longest.b - longest.a)) <= len(bare) // 2 + 1]
    first, last = near[0], near[-1]
    # What comes before the first and after the last word in common is taken over as far as the words go.
    start = max(0, first.b - first.a)
    end = min(len(there), last.b + last.size + len(bare) - last.a - last.size)
    shared = sum(block.size for block in near)
    if 2 * shared / (len(bare) + end - start) < _ALIKE:
        return ""
    return " ".join(there[start:end])


def difference(shown: str, source: str) -> Difference:
    """The first place where two wordings differ, in whole words; what is marked is no difference."""
    one, other = _LETTER.sub(r"\1", shown).split(), source.split()
    plain = [_plain(word).strip(_FINAL) for word in one], [_plain(word).strip(_FINAL) for word in other]
    if plain[0] and plain[1]:
        plain[0][0], plain[1][0] = _lowered(plain[0][0]), _lowered(plain[1][0])
    for kind, a, b, c, d in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if kind != "equal" and not _MARKED.fullmatch(" ".join(one[a:b])):
            return Difference(" ".join(one[a:b]), " ".join(other[c:d]))
    return Difference("", "")


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ends(text: str) -> str:
    return _lowered(_plain(text).strip()).rstrip(_FINAL)


def _pattern(words: str) -> re.Pattern[str] | None:
    """Finds the words, each stretch between marked places as a group; None for words of marks alone."""
    words = _LETTER.sub("\ue000\\1", _plain(words)).rstrip(_FINAL)
    stretches = [stretch for stretch in _MARKED.split(words) if stretch.strip(_FINAL)]
    if not stretches:
        return None
    return re.compile(r".*?".join(f"({_stretch(stretch)})" for stretch in stretches), re.DOTALL)


def _stretch(words: str) -> str:
    before = r"(?<!\w)" if re.match(r"[\w\ue000]", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    pieces = [f"(?i:{re.escape(piece[:1])}){re.escape(piece[1:])}" for piece in words.split("\ue000") if piece]
    return before + "".join(pieces).replace(r"\ ", r"\s+") + after
