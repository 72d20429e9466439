"""Faces and shaping: text becomes `Word`s, each distinct word shaped once with kerning and ligatures.

Lengths are thousandths of the font size throughout. Font files come in as bytes: nothing here reads a disk.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from struct import pack, unpack_from
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from briefpack.layout.directed import COMPOSITE, Directed, filled
from briefpack.layout.display import Colour, Word
from briefpack.layout.fallbacks import arabic_keys, runs_left, wide_keys
from briefpack.layout.pairs import Glyph, Pairs

if TYPE_CHECKING:
    from briefpack.layout.styles import Type

KEYS = (
    "sans",
    "sans-bold",
    "sans-italic",
    "sans-bolditalic",
    "serif",
    "serif-bold",
    "serif-italic",
    "serif-bolditalic",
    "symbols",
)

FALLBACKS = ("symbols", "symbols-more", "math", "sans")
"""Where a character is looked for when its own face lacks it, in this order; a key that has no reader is skipped."""


class MissingGlyph(Exception):  # noqa: N818 - named for what it states; `app` turns it into a sentence for the user
    """No face can show `char`; `node` is the id of the block it stands in ("" while not yet known)."""

    def __init__(self, char: str, node: str = "") -> None:
        super().__init__(f"no font can show {char!a} (U+{ord(char):04X}) in {node or 'the briefing'}")
        self.char = char
        self.node = node


class _UncoveredError(Exception):
    """A word holds characters that its face lacks; the caller sets them in another face."""


class Piece(NamedTuple):
    """A part of a word in the face `key` that can show it."""

    key: str
    word: Word


class TokenPiece(NamedTuple):
    """A part of a word in one face and of one level; `opens`: a line may start with it."""

    face: str
    word: Word
    depth: int
    opens: bool


def is_invisible(char: str) -> bool:
    """Whether a character is dropped before shaping: controls, soft hyphens, direction and other format characters."""
    code = ord(char)
    return code < 32 or 0x7F <= code < 0xA0 or code in _FORMAT_CHARACTERS


# Unicode category Cf and the variation selectors: they have no ink of their own. Tabs and line ends are made
# into spaces before this is asked.
_FORMAT_CHARACTERS = frozenset(
    (0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070))
) | frozenset((*range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE01F0)))

_BREAKING = (*range(0x09, 0x0E), 0x85, 0x1680, *range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x2028, 0x2029)
SPACES = dict.fromkeys((*_BREAKING, 0x205F, 0x3000), " ")
"""Spaces that break as plain ones."""


def is_visible(text: str) -> bool:
    """Whether a text is set as it is; no-break spaces, which Python calls unprintable, are."""
    return text.isprintable() or text.replace("\u00a0", "").isprintable()


def visible(text: str) -> str:
    """The text as it is set: every breaking space a plain one, characters without ink dropped.

    U+00A0, U+202F and U+2007 stay: they never break.
    """
    if is_visible(text):
        return text
    return "".join([char for char in text.translate(SPACES) if not is_invisible(char)])


class _Words(dict[str, Word]):
    """Word by text, shaped when first asked for; raises `_UncoveredError` for what the face lacks."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, text: str) -> Word:
        face = self._face
        word = face.pairs.word(text)
        if word is None:
            if not face.covers_all(text):
                raise _UncoveredError
            word = face.shape_whole(text)
        self[text] = word
        return word


class Face:
    """One font file: metrics in thousandths of the size (`descent` is negative), glyph cover, and shaped words."""

    def __init__(self, key: str, data: bytes) -> None:
        self.key = key
        self.data = data
        face = hb.Face(data)
        self._font = hb.Font(face)
        self._buffer = hb.Buffer()
        self._covered: dict[str, bool] = _Cover(self._font)
        self._units: dict[int, int] = _Units(self._font)
        self.upem: int = face.upem
        self._scale: float = 1000 / self.upem
        self.ps_name: str = face.get_name(6) or key
        self._read_metrics(face)
        self._space = 0.0
        self.space: Word = self.shape_whole(" ")
        self._space = self.space.width
        self.pairs = Pairs(self._probe, self._scale, self._space)
        self.words: dict[str, Word] = _Words(self)
        self.directed = Directed(self._font, self._scale, self._space)

    def _read_metrics(self, face: "hb.Face") -> None:
        """Take what a font descriptor needs from the tables head, hhea, OS/2 and post."""
        scale = self._scale
        box = unpack_from(">4h", face.reference_table("head").data, 36)
        ascent, descent = unpack_from(">2h", face.reference_table("hhea").data, 4)
        os2 = face.reference_table("OS/2").data
        # Version 1 and older of OS/2 states no height of capitals: seven tenths of the ascent is near every Latin face.
        cap = unpack_from(">h", os2, 88)[0] if unpack_from(">H", os2)[0] >= 2 else 0.7 * ascent
        angle = unpack_from(">i", face.reference_table("post").data, 4)[0] / 65536
        self.bbox = (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)
        self.ascent: float = ascent * scale
        self.descent: float = descent * scale
        self.cap_height: float = cap * scale
        self.italic_angle: float = angle

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for the character."""
        return self._covered[char]

    def covers_all(self, text: str) -> bool:
        """Whether the face has a glyph for every character of the text."""
        return all(map(self._covered.__getitem__, text))

    def advance(self, gid: int) -> float:
        """The glyph's own advance, without kerning; of a composite its whole one."""
        composite = gid >= COMPOSITE
        units: int = self.directed.composites[gid - COMPOSITE].advance if composite else self._units[gid]
        return units * self._scale

    def shape(self, text: str) -> Word:
        """The text as one word, from the cache; what the face lacks shows as the face's empty box."""
        try:
            return self.words[text]
        except _UncoveredError:
            return self.shape_anew(text)

    def shape_towards(self, text: str, left: bool) -> Word:
        """The text as one word in a given direction. Figures of Arabic run to the right; HarfBuzz would guess
        otherwise."""
        return self.directed[text, left] if left or self.key.startswith("arabic") else self.shape(text)

    def shape_anew(self, text: str) -> Word:
        """The text as one word with the face's kerning and ligatures, not kept."""
        word = self.pairs.word(text)
        return self.shape_whole(text) if word is None else word

    def _probe(self, text: str, script: str) -> list[Glyph]:
        """What HarfBuzz makes of a character or two."""
        buffer = self._buffer
        filled(buffer, text)
        if script:
            buffer.script = script
        hb.shape(self._font, buffer)
        return [
            Glyph(info.codepoint, self._units[info.codepoint], place.x_advance, place.x_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def shape_whole(self, text: str) -> Word:
        """The text as one word, shaped by HarfBuzz as a whole."""
        buffer = self._buffer
        filled(buffer, text)
        hb.shape(self._font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        gids = tuple([info.codepoint for info in infos])
        advances = [position.x_advance for position in positions]
        starts = [info.cluster for info in infos]
        clusters = tuple(text) if starts == _COUNT[: len(text)] else _cluster_texts(text, starts)
        offsets = [position.x_offset for position in positions]
        if advances == [*map(self._units.__getitem__, gids)] and not any(offsets):
            operand = b"<%b>" % pack(f">{len(gids)}H", *gids).hex().upper().encode() if gids else b""
        else:
            operand = self._operand(gids, advances, offsets)
        return Word(text, sum(advances) * self._scale, gids, clusters, operand, space=self._space)

    def _operand(self, gids: Sequence[int], advances: list[int], offsets: list[int]) -> bytes:
        """The content of a TJ array: hex codes, broken by a number where a glyph moves from where it would stand."""
        parts: list[str] = []
        pending = ""
        shift = 0  # font units still to be moved to the right before the next glyph
        for gid, advance, offset in zip(gids, advances, offsets, strict=True):
            shift += offset
            if shift:
                if pending:
                    parts.append(f"<{pending}>")
                    pending = ""
                parts.append(f"{-shift * self._scale:.10g}")
            pending += _HEX[gid]
            shift = advance - self._units[gid] - offset
        parts.append(f"<{pending}>")
        if shift:
            parts.append(f"{-shift * self._scale:.10g}")
        return "".join(parts).encode("ascii")


#: Where the clusters of a word start that has a glyph for each of its characters.
_COUNT = list(range(1000))


class _Hex(dict[int, str]):
    """A glyph id as the four hex digits of its code."""

    def __missing__(self, gid: int) -> str:
        code = self[gid] = f"{gid:04X}"
        return code


_HEX = _Hex()


class _Units(dict[int, int]):
    """A glyph's own advance in font units."""

    def __init__(self, font: "hb.Font") -> None:
        super().__init__()
        self._font = font

    def __missing__(self, gid: int) -> int:
        advance: int = self._font.get_glyph_h_advance(gid)
        self[gid] = advance
        return advance


class _Cover(dict[str, bool]):
    """Whether a font has a glyph for a character."""

    def __init__(self, font: "hb.Font") -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> bool:
        known = self[char] = self._font.get_nominal_glyph(ord(char)) is not None
        return known


def _cluster_texts(text: str, starts: list[int]) -> tuple[str, ...]:
    """The characters each glyph stands for: a cluster's text at its first glyph, "" at its others."""
    ordered = sorted(set(starts))
    ends = dict(zip(ordered, [*ordered[1:], len(text)], strict=False))
    seen: set[int] = set()
    texts: list[str] = []
    for start in starts:
        texts.append("" if start in seen else text[start : ends[start]])
        seen.add(start)
    return tuple(texts)


class Manner(NamedTuple):
    """How words of a type in one style are set: the key of their face, the type's space and what it is more than the
    face's own, in thousandths, and the colour."""

    face: str
    space: float
    gap: float
    colour: Colour


class FontSet(dict[str, Face]):
    """The faces by key. A font is read when its face is first used; `readers` gives the bytes of each.

    `language` is that of the document, `rtl` whether it runs from right to left: then layout counts from the right edge
    (see `mirroring`). `in_language` gives the same faces for another.
    """

    def __init__(self, readers: Mapping[str, Callable[[], bytes]], language: str = "en") -> None:
        super().__init__()
        self.language = language
        self.rtl = runs_left(language)
        self._readers = dict(readers)
        self._fallbacks = tuple([key for key in FALLBACKS if key in self._readers])
        self.manners: dict[tuple[Type, str], Manner] = {}  # by type and style, as `lines.manner_of` finds them
        self._of_script: dict[tuple[str, str, str, str], str] = {}
        self.tokens: dict[object, tuple[TokenPiece, ...]] = {}  # of words that `mixed` has set
        self._root = self
        self._others: dict[str, FontSet] = {language: self}

    def __bool__(self) -> bool:
        """Whether there are fonts, read or not."""
        return bool(self._readers)

    def __missing__(self, key: str) -> Face:
        root = self._root
        face = self[key] = Face(key, self._readers[key]()) if root is self else root[key]
        return face

    def in_language(self, language: str) -> "FontSet":
        """These faces, for a document in that language."""
        others = self._others
        if language not in others:
            other = others[language] = FontSet(self._readers, language)
            other._root, other._others = self._root, others
        return others[language]

    def words(self, key: str, tokens: list[str]) -> list[Word] | None:
        """The tokens shaped in one face, or None when it lacks a character of theirs (see `pieces`)."""
        try:
            return list(map(self[key].words.__getitem__, tokens))
        except _UncoveredError:
            return None

    def pieces(self, key: str, token: str) -> list[Piece]:
        """The token in the face, what it lacks in the fallbacks; raises `MissingGlyph` if none can show it."""
        if self[key].covers_all(token):
            return [Piece(key, self[key].shape(token))]
        pieces: list[Piece] = []
        for face_key, text in self._split(key, token):
            pieces.append(Piece(face_key, self[face_key].shape(text)))
        return pieces

    def _split(self, key: str, token: str) -> Iterator[tuple[str, str]]:
        """Stretches of the token with the face for each."""
        start, current = 0, self.face_for(key, token[0])
        for place, char in enumerate(token):
            wanted = self.face_for(key, char)
            if wanted != current:
                yield current, token[start:place]
                start, current = place, wanted
        yield current, token[start:]

    def face_for(self, key: str, char: str) -> str:
        """The first of the face and its fallbacks that can show the character; raises `MissingGlyph`."""
        return self.first_of((key, *self._fallbacks), char)

    def face_of_script(self, key: str, char: str, language: str, before: str = "") -> str:
        """`face_for` with the faces of other scripts behind: before it those of Arabic ("arabic") or of East Asia
        ("wide"). `language`: the one of East Asia (fallbacks.east_asian)."""
        known = self._of_script.get((key, char, language, before))
        if known is None:
            own, bold = (key, *self._fallbacks), "bold" in key
            arabic, wide = arabic_keys(bold), wide_keys(language, bold)
            orders = {"": (*own, *arabic, *wide), "arabic": (*arabic, *own, *wide), "wide": (*wide, *own, *arabic)}
            known = self.first_of([each for each in orders[before] if each in self._readers], char)
            self._of_script[key, char, language, before] = known
        return known

    def first_of(self, keys: Sequence[str], char: str) -> str:
        """The first of the faces that can show the character; raises `MissingGlyph`."""
        for candidate in keys:
            if self[candidate].covers(char):
                return candidate
        raise MissingGlyph(char)

    def shows(self, key: str, char: str) -> bool:
        """Whether the face or a fallback can show the character, or it needs no ink."""
        scripts = [each for each in (*arabic_keys(False), *wide_keys("", False)) if each in self._readers]
        return all(any(self[k].covers(c) for k in (key, *self._fallbacks, *scripts)) for c in visible(char))
