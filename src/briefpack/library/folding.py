"""Search folding: what a text and a query become before they are compared.

A folded text is words separated by single spaces. Case, accents (Latin, Greek, Cyrillic), Arabic and Hebrew points,
width and ligature forms do not count; quotes, apostrophes, dashes and symbols separate words. Scripts written without
spaces, and Hangul, become one word per character, so that a phrase finds any part of a sentence. Folding is idempotent.
"""

import re
import unicodedata
from functools import lru_cache

#: Parts of one column are kept apart by this word, so that no phrase reaches from one into the next. A private-use
#: character: folding removes it from every text and query, so nobody can search for it.
BREAK = "\ue000"

# Characters that stand for a word of their own: kana, bopomofo, Han, Hangul syllables; Thai, Lao, Myanmar and Khmer,
# which put no spaces between words either.
_ALONE = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3040, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Marks that readers leave out when they type: accents, Arabic vowel signs, Hebrew points.
_LIGHT_MARKS = (
    (0x0300, 0x036F),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
)
_SAME = {
    "ٱ": "ا",  # alef wasla
    "ى": "ي",  # alef maksura
    "ی": "ي",  # Persian yeh
    "ک": "ك",  # Persian kaf
    "ة": "ه",  # teh marbuta, often typed as heh
    "ـ": "",  # tatweel only stretches the line
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    # Letters of their own alphabets, no accented forms; ё is written е as often as not.
    "й": "й",
    "ї": "ї",
    "ў": "ў",
}
_ZERO_WIDTH_SPACE = "\u200b"
_ASCII = {number: chr(number) if chr(number).isalnum() else " " for number in range(128)}
# U.N., D.P.R.K.: written with and without full stops.
_DOTTED = re.compile(r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)")


def fold(text: str) -> str:
    """The words of a text in their search form, one space between them; empty when it has none."""
    if text.isascii():
        return _fold_ascii(text)
    return " ".join(folded for word in text.split() if (folded := fold_word(word)))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text in order."""
    return tuple(fold(text).split())


def stands_alone(word: str) -> bool:
    """True for a word made of one character of a script that is indexed by characters."""
    return len(word) == 1 and _within(ord(word), _ALONE)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One stretch without spaces, folded; it may become several words, or none."""
    if word.isascii():
        return _fold_ascii(word)
    # What one round takes away can let its neighbours combine: repeat until nothing changes (mostly twice).
    while (folded := _once(word)) != word:
        word = folded
    return word


def _fold_ascii(text: str) -> str:
    """The same for ASCII, five times as fast."""
    text = text.lower()
    if "." in text:
        text = _DOTTED.sub(_undotted, text)
    return " ".join(text.translate(_ASCII).split())


def _undotted(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


def _once(text: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _DOTTED.sub(_undotted, text)
    return " ".join("".join(map(_fold_character, text)).split())


@lru_cache(maxsize=1 << 14)
def _fold_character(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    number = ord(character)
    category = unicodedata.category(character)
    if _within(number, _ALONE) and category[0] in "LMN":
        return f" {character} "
    if category == "Cf" and character != _ZERO_WIDTH_SPACE:
        return ""  # soft hyphens, joiners and direction marks stand inside words
    if category[0] not in "LMN":
        return " "
    parts = unicodedata.normalize("NFD", character)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not _within(ord(part), _LIGHT_MARKS)))


def _within(number: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= number <= last for first, last in ranges)
