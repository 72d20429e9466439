"""Fonts inside the file: Type0 faces with Identity-H codes, subset to the glyphs shown, each code knowing its text.

A code is the glyph's number in its font. Where one glyph stands for two texts in one document (a space and a
no-break space, say), the second text gets a code of its own above the font's glyphs, led back to the glyph by
CIDToGIDMap: every reader then copies the right text, also those that know nothing of ActualText.
"""

import unicodedata
from hashlib import sha256
from struct import pack
from weakref import WeakKeyDictionary

import uharfbuzz as hb

from briefpack.language import say
from briefpack.layout.directed import COMPOSITE, Composite
from briefpack.layout.display import Word
from briefpack.layout.fonts import Face, FontSet
from briefpack.layout.pairs import PairWord, encoded, inside
from briefpack.pdf.composites import with_composites
from briefpack.pdf.objects import Document, utf16

# Only what a reader needs to draw by glyph number: codes come from the content, names and layout have done their work.
_DROPPED_TABLES = tuple(
    int.from_bytes(tag, "big")
    for tag in (
        b"BASE",
        b"DSIG",
        b"GDEF",
        b"GPOS",
        b"GSUB",
        b"MATH",
        b"OS/2",
        b"STAT",
        b"cmap",
        b"gasp",
        b"name",
        b"post",
    )
)

_SUBSET_FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
)

_SERIF, _SYMBOLIC, _ITALIC = 1 << 1, 1 << 2, 1 << 6  # flags of a font descriptor (ISO 32000-1, table 123)

_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CMAP_BLOCK = 100  # the most lines a bfchar block may have (Adobe Technical Note 5411)


class FontUnreadableError(Exception):
    """The font `ps_name` cannot be put into a file; `reason` is for the log, not for the user."""

    def __init__(self, ps_name: str, reason: str) -> None:
        super().__init__(say("the font {name} cannot be read: {why}", name=ps_name, why=reason))
        self.ps_name = ps_name
        self.reason = reason


Sign = tuple[int, str]
"""What a code stands for: the glyph it draws and the text it is copied as."""


class _PlainWords(dict[Word, bytes]):
    """Words of one face as content in which each glyph keeps its own number, made when first asked for."""

    def __missing__(self, word: Word) -> bytes:
        plain = self[word] = encoded(word)
        return plain


# Kept from document to document: a preview writes the same words again after each keystroke.
_plain_words: WeakKeyDictionary[Face, _PlainWords] = WeakKeyDictionary()


class _Strings(dict[Word, bytes]):
    """Words as the inside of a string in a TJ array, between its parentheses; made when first asked for."""

    def __init__(self, face: "UsedFace") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, word: Word) -> bytes:
        inside = self[word] = self._face.encode(word)
        return inside


class UsedFace:
    """What one document uses of a face. `name` is its key in the resources. `space` is the inside of a shown space;
    `end` ends a string in a TJ array with one.

    `strings` gives a word as content, ready to stand between `[(` and `)]TJ`. `signs` holds every code used so far.
    `spelled` holds the words that need their text beside them: marks set over letters one by one, which readers
    part from their letter, and glyphs that stand for nothing of their own.
    """

    def __init__(self, face: Face, name: bytes) -> None:
        self.face = face
        self.name = name
        self.signs: dict[int, Sign] = {}
        self.spelled: set[Word] = set()
        self._plain = _plain_words.setdefault(face, _PlainWords())
        self._ordinary: dict[int, str] = {}  # glyphs whose code is their number, with their texts
        self._letters: set[str] = set()  # of words from pairs, with such glyphs
        self._aliases: dict[Sign, int] = {}
        self._font = hb.Face(face.data)
        self._next_code: int = self._font.glyph_count
        self.strings = _Strings(self)
        self.space = self.strings[face.space]
        self.end = self.space + b")]TJ\n"

    def encode(self, word: Word) -> bytes:
        """The word as content; its glyphs and what they are copied as become part of the document's face."""
        # Of most words each letter was shown before, under the number of its own glyph.
        if isinstance(word, PairWord) and self._letters.issuperset(word.text):
            return word.codes
        clusters = word.clusters
        # Of nearly all words every glyph is known to stand for just this text.
        if tuple(map(self._ordinary.get, word.gids)) == clusters:
            return word.codes or self._plain[word]
        signs = _signs(word)
        # Readers turn an ActualText over letters from right to left about: there the codes must do.
        if "" in clusters and not _runs_left(word.text):
            self.spelled.add(word)
        codes = [self._code(sign) for sign in signs]
        if any(map(int.__ne__, codes, word.gids)):
            return inside(word, pack(f">{len(codes)}H", *codes))
        if isinstance(word, PairWord):
            self._letters.update(word.text)
        return word.codes or self._plain[word]

    def _code(self, sign: Sign) -> int:
        """The code that draws the sign's glyph and is copied as its text: the first text of a glyph has its number."""
        gid = sign[0]
        if gid < COMPOSITE and self.signs.setdefault(gid, sign) == sign:
            self._ordinary[gid] = sign[1]
            return gid
        code = self._aliases.get(sign)
        if code is None:
            code = self._aliases[sign] = self._next_code
            self._next_code += 1
            if code > 0xFFFF:
                raise FontUnreadableError(self.face.ps_name, say("more glyphs and texts than there are codes"))
            self.signs[code] = sign
        return code

    def embed(self, document: Document, compress: bool) -> bytes:
        """Write the face's objects into the document; the reference to its Type0 font."""
        face = self.face
        data, composites = self._subset()
        file = document.add_stream(b"/Length1 %d" % len(data), data, compress)
        # The tag tells two subsets of a face apart: it comes from what the subset holds, so it is the same every time.
        name = b"%b+%b" % (_tag(data), face.ps_name.encode("ascii", "replace"))
        descriptor = document.add(_descriptor(face, self._font, name, file))
        gids = self._cid_to_gid(composites)
        glyph_map = b"/Identity" if gids is None else document.add_stream(b"", gids, compress)
        descendant = document.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %b/CIDToGIDMap %b/DW 1000/W[%b]>>"
            % (name, descriptor, glyph_map, self._widths())
        )
        texts = document.add_stream(b"", self._to_unicode(), compress)
        return document.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%b]/ToUnicode %b>>"
            % (name, descendant, texts)
        )

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """The font file with the outlines of the glyphs shown only, each under its old number; and the number in it
        of each composite shown."""
        if "glyf" not in self._font.table_tags:
            raise FontUnreadableError(self.face.ps_name, say("it has no TrueType outlines"))
        wanted = hb.SubsetInput()
        # The empty box of a missing glyph keeps its outline: what a face lacks shall be seen, not vanish.
        wanted.flags = _SUBSET_FLAGS
        shown = {gid for gid, _ in self.signs.values()}
        built = dict.fromkeys(gid for _, (gid, _) in sorted(self.signs.items()) if gid >= COMPOSITE)
        composites = [self.face.directed.composites[gid - COMPOSITE] for gid in built]
        wanted.glyph_set.update((shown - set(built)) | _parts(composites))
        wanted.drop_table_tag_set.update(_DROPPED_TABLES)
        try:
            data = bytes(wanted.subset(self._font).blob.data)
        except RuntimeError as error:
            raise FontUnreadableError(self.face.ps_name, str(error)) from error
        if not composites:
            return data, {}
        data, first = with_composites(data, composites)
        return data, dict(zip(built, range(first, first + len(built)), strict=True))

    def _cid_to_gid(self, composites: dict[int, int]) -> bytes | None:
        """The glyph of every code, two bytes each, or None if each code is its glyph's number."""
        if all(code == gid for code, (gid, _) in self.signs.items()):
            return None
        glyphs = bytearray(2 * max(self.signs) + 2)
        for code, (gid, _) in self.signs.items():
            glyphs[2 * code : 2 * code + 2] = composites.get(gid, gid).to_bytes(2, "big")
        return bytes(glyphs)

    def _widths(self) -> bytes:
        """The /W array's content: for each stretch of neighbouring codes the first and its glyphs' widths."""
        parts: list[bytes] = []
        last = -2
        for code, (gid, _) in sorted(self.signs.items()):
            if code != last + 1:
                parts.append(b"%b%d[" % (b"]" if parts else b"", code))
            parts.append(b"%g " % round(self.face.advance(gid), 3))
            last = code
        return b"".join(parts) + b"]"

    def _to_unicode(self) -> bytes:
        """The CMap from codes to the texts they are copied as."""
        lines = [b"<%04X> <%b>\n" % (code, utf16(text)[4:]) for code, (_, text) in sorted(self.signs.items())]
        parts = [_CMAP_HEAD]
        for start in range(0, len(lines), _CMAP_BLOCK):
            block = lines[start : start + _CMAP_BLOCK]
            parts.append(b"%d beginbfchar\n%bendbfchar\n" % (len(block), b"".join(block)))
        return b"".join(parts) + _CMAP_TAIL


class UsedFaces(dict[str, UsedFace]):
    """The faces a document uses, by their key in the font set, in the order of their first use."""

    def __init__(self, fonts: FontSet) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, key: str) -> UsedFace:
        used = self[key] = UsedFace(self._fonts[key], b"F%d" % (len(self) + 1))
        return used


def _parts(composites: list[Composite]) -> set[int]:
    """The glyphs that the composites are made of."""
    return {gid for composite in composites for gid, _, _ in composite.parts}


def _signs(word: Word) -> list[Sign]:
    """What each glyph of the word stands for. One with no text of its own is given the whole word's."""
    if "" in word.clusters:
        texts = [text or word.text for text in _share_out(word.clusters)]
        return list(zip(word.gids, texts, strict=True))
    return list(zip(word.gids, word.clusters, strict=True))


def _share_out(clusters: tuple[str, ...]) -> tuple[str, ...]:
    """The text of each glyph: where several make up a cluster, its characters are shared out among them in order.

    "" is left only where a cluster has more glyphs than characters, or runs from right to left.
    """
    texts: list[str] = []
    starts = [place for place, text in enumerate(clusters) if text]
    for start, end in zip(starts, [*starts[1:], len(clusters)], strict=True):
        text, count = clusters[start], end - start
        # Glyphs that run right to left stand in the opposite order to their characters: the first keeps them all.
        last = 0 if _runs_left(text) else count - 1
        shared = [*text[:last], text[last:]]
        texts += shared + [""] * (count - len(shared))
    return tuple(texts)


def _runs_left(text: str) -> bool:
    """Whether the text holds letters of a script written from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def _tag(data: bytes) -> bytes:
    """Six capital letters that stand for the subset."""
    number = int.from_bytes(sha256(data).digest()[:8], "big")
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(65 + letter)
    return bytes(letters)


def _descriptor(face: Face, font: "hb.Face", name: bytes, file: bytes) -> bytes:
    """The FontDescriptor: how a reader would imitate the face, and where its outlines are."""
    flags = _SYMBOLIC  # its glyphs go beyond Adobe's standard Latin set
    if face.key.startswith("serif"):
        flags |= _SERIF
    if face.italic_angle:
        flags |= _ITALIC
    box = b" ".join([b"%d" % round(edge) for edge in face.bbox])
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %g/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV %d/FontFile2 %b>>"
    ) % (
        name,
        flags,
        box,
        round(face.italic_angle, 2),
        round(face.ascent),
        round(face.descent),
        round(face.cap_height),
        _stem(font),
        file,
    )


def _stem(font: "hb.Face") -> int:
    """Width of the upright stems in thousandths, estimated from the weight class as no font states it."""
    weight = int.from_bytes(font.reference_table("OS/2").data[4:6], "big")
    return round(10 + 220 * (weight - 50) / 900)
