"""Words put together from glyphs and kernings known already: shaping a word takes several times as long.

HarfBuzz is asked for each letter and for each pair of letters once. Where a pair is two glyphs that only come nearer,
a word of such pairs is the sum of them; a pair that makes a ligature, or moves its second glyph, is no such pair, and
the word goes to HarfBuzz as a whole. A test holds the two ways against each other, over words and letters at random.
"""

import re
from collections.abc import Callable
from operator import add
from struct import pack
from typing import NamedTuple

from briefpack.layout.display import Word


class Glyph(NamedTuple):
    """A glyph as HarfBuzz set it, in font units; `own` is its advance without kerning."""

    gid: int
    own: int
    advance: int
    offset: int


Probe = Callable[[str, str], list[Glyph]]
"""The glyphs of a text under a script ("" = whatever script the text is of)."""

_LETTERS = r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017E"
_LETTER = re.compile(f"[{_LETTERS}]").search
_PLAIN = re.compile(rf"[{_LETTERS}0-9!-/:-@\[\]\u00A0\u2010-\u2014\u2018-\u201E\u2026]").fullmatch
_TOKEN = re.compile(rb"<([0-9A-Fa-f]*)>|([-+.0-9eE]+)")
_SPECIAL = re.compile(rb"[\\()\r]")  # a bare carriage return in a string is read as a line feed


def escaped(codes: bytes) -> bytes:
    """Codes of glyphs as they stand in a PDF string."""
    return _SPECIAL.sub(_escape, codes)


def _escape(special: re.Match[bytes]) -> bytes:
    """A byte that means something in a PDF string as it is written there to mean itself."""
    byte = special[0]
    return b"\\r" if byte == b"\r" else b"\\" + byte


def encoded(word: Word) -> bytes:
    """The word as the inside of a string in a TJ array, each glyph under its own number."""
    return inside(word, pack(f">{len(word.gids)}H", *word.gids))


def inside(word: Word, shown: bytes) -> bytes:
    """The word's operand, its glyphs given by `shown` (two bytes each), as the inside of a string in a TJ array.

    Binary strings are half as long as the operand's hex, and twice as fast to compress.
    """
    operand = word.operand
    if operand.find(b">") == len(operand) - 1 and operand.startswith(b"<"):  # nothing moved
        return escaped(shown)
    parts: list[bytes] = []
    at = 0
    for digits, number in _TOKEN.findall(operand):
        if number:
            # Sums of widths may carry an exponent, which numbers in a PDF cannot.
            parts.append(b")%g(" % round(float(number), 2))
        else:
            end = at + len(digits) // 2
            parts.append(escaped(shown[at:end]))
            at = end
    return b"".join(parts)


class _NotPlainError(Exception):
    """A character or a pair that has to be shaped with the whole word."""


class _Glyphs(dict[str, int]):
    """Glyph by character. `own` is its advance, `codes` and `digits` are its number as content."""

    def __init__(self, probe: Probe) -> None:
        super().__init__()
        self._probe = probe
        self.own: dict[str, int] = {}
        self.codes: dict[str, bytes] = {}
        self.digits: dict[str, str] = {}

    def __missing__(self, char: str) -> int:
        glyphs = self._probe(char, "") if _PLAIN(char) else []
        if len(glyphs) != 1 or not glyphs[0].gid or glyphs[0] != (glyphs[0].gid, glyphs[0].own, glyphs[0].own, 0):
            raise _NotPlainError
        gid, self.own[char], _, _ = glyphs[0]
        self.codes[char] = escaped(gid.to_bytes(2, "big"))
        self.digits[char] = f"{gid:04X}"
        self[char] = gid
        return gid


class _Advances(dict[str, int]):
    """From the first glyph of a pair to its second; `codes` and `digits` are the first with what moves the second."""

    def __init__(self, glyphs: _Glyphs, probe: Probe, script: str, scale: float) -> None:
        super().__init__()
        self._glyphs, self._probe, self._script, self._scale = glyphs, probe, script, scale
        self._unfit: set[str] = set()
        self.codes: dict[str, bytes] = {}
        self.digits: dict[str, str] = {}

    def __missing__(self, pair: str) -> int:
        if pair in self._unfit:
            raise _NotPlainError
        glyphs, known = self._probe(pair, self._script), self._glyphs
        first, second = pair[0], pair[1]
        wanted = [known[first], known[second]]
        advance = glyphs[0].advance
        own = known.own[first]
        if glyphs != [Glyph(wanted[0], own, advance, 0), Glyph(wanted[1], *(known.own[second],) * 2, 0)]:
            self._unfit.add(pair)
            raise _NotPlainError
        self.codes[pair], self.digits[pair] = known.codes[first], known.digits[first]
        if advance != own:
            shift = (own - advance) * self._scale
            self.codes[pair] += b")%g(" % round(shift, 2)
            self.digits[pair] += f">{shift:.10g}<"
        self[pair] = advance
        return advance


_new_number = float.__new__  # for words that are filled in where they are made, as there are so many


class PairWord(Word):
    """A word from pairs: of most words nobody asks for the single glyphs, so they are found when they are asked for."""

    __slots__ = ("known",)
    known: tuple[_Glyphs, _Advances]

    def __getattr__(self, name: str) -> object:
        if name not in {"gids", "clusters", "operand"}:
            raise AttributeError(name)
        glyphs, advances = self.known
        text = self.text
        digits = "".join([advances.digits[pair] for pair in map(add, text, text[1:])])
        self.gids = tuple([glyphs[char] for char in text])
        self.clusters = tuple(text)
        self.operand = f"<{digits}{glyphs.digits[text[-1]]}>".encode()
        return getattr(self, name)


class Pairs:
    """The plain words of a face. `scale`: a font unit in thousandths of the size; `space`: of the face, in those."""

    def __init__(self, probe: Probe, scale: float, space: float) -> None:
        self._scale = scale
        self._space = space
        # Figures and signs may be kerned in one way among themselves and in another in a word of letters.
        self._glyphs = glyphs = _Glyphs(probe)
        self._scripts = [_Advances(glyphs, probe, script, scale) for script in ("", "Latn")]

    def word(self, text: str) -> Word | None:
        """The text as a word, or None if HarfBuzz has to shape it."""
        if not text:
            return None
        glyphs, advances = self._glyphs, self._scripts[text.isalpha() or _LETTER(text) is not None]
        pairs, last = [*map(add, text, text[1:])], text[-1]
        try:
            width = sum(map(advances.__getitem__, pairs))
            if last not in glyphs.own:
                glyphs[last]
        except _NotPlainError:
            return None
        codes = b"".join(map(advances.codes.__getitem__, pairs)) + glyphs.codes[last]
        alone = (width + glyphs.own[last]) * self._scale
        word = _new_number(PairWord, alone + self._space)
        word.text, word.width, word.codes, word.known = text, alone, codes, (glyphs, advances)
        return word
