"""Words shaped in a given direction, for text of scripts that run from right to left.

Arabic fonts build a letter of a body and dots, and set vowel marks above and below. What HarfBuzz makes of a cluster is
kept as one `Composite`, which the file holds as one glyph: so each cluster has one code, and that one text.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz as hb

from briefpack.layout.display import Word

COMPOSITE = 0x10000
"""Glyph numbers from here on are composites: `Face.composites[gid - COMPOSITE]`."""

RIGHT_MARK, LEFT_MARK = "\u200f", "\u200e"


class Composite(NamedTuple):
    """Glyphs of one cluster as (glyph, x, y) in font units from where the cluster starts, and the cluster's advance."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def filled(buffer: "hb.Buffer", text: str) -> None:
    """Have a buffer hold this text and nothing else, with the script and direction that its letters tell."""
    buffer.clear_contents()
    try:
        buffer.add_str(text)
    except UnicodeEncodeError:  # a lone surrogate has no encoding: it goes in as a code point
        buffer.clear_contents()
        buffer.add_codepoints([ord(char) for char in text])
    buffer.guess_segment_properties()


class Directed(dict[tuple[str, bool], Word]):
    """The words of a face by text and whether they run to the left, shaped when first asked for."""

    def __init__(self, font: "hb.Font", scale: float, space: float) -> None:
        super().__init__()
        self._font = font
        self._scale = scale
        self._space = space
        self._ids: dict[Composite, int] = {}
        self.composites: list[Composite] = []

    def __missing__(self, wanted: tuple[str, bool]) -> Word:
        text, left = wanted
        buffer = hb.Buffer()
        filled(buffer, text)
        buffer.direction = "rtl" if left else "ltr"
        # Joiners have done their work once the letters have their forms; their text goes to the letter before them.
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer)
        gids: list[int] = []
        clusters: list[str] = []
        width = 0
        for cluster, composite in _clusters(text, buffer):
            gids.append(self._gid(composite))
            clusters.append(copied(cluster) if left else cluster)
            width += composite.advance
        # A composite's code is known to the document alone; here it stands for two bytes.
        operand = "".join([f"{min(gid, 0xFFFF):04X}" for gid in gids])
        word = Word(text, width * self._scale, tuple(gids), tuple(clusters), f"<{operand}>".encode(), space=self._space)
        self[wanted] = word
        return word

    def _gid(self, composite: Composite) -> int:
        """The glyph itself where it stands alone, as wide as it is; else the composite's number."""
        gid, x, y = composite.parts[0]
        if len(composite.parts) == 1 and not (x or y) and composite.advance == self._font.get_glyph_h_advance(gid):
            return gid
        known = self._ids.get(composite)
        if known is None:
            known = self._ids[composite] = COMPOSITE + len(self.composites)
            self.composites.append(composite)
        return known


def copied(cluster: str) -> str:
    """What a cluster that runs to the left is copied as.

    Readers bring the characters into reading order. pdfium also mirrors brackets, which poppler does not: with these
    marks about them both take them as they are. (Tried with poppler 22.12 and the pdfium of pypdfium2 5.)
    """
    if len(cluster) == 1 and unicodedata.mirrored(cluster):
        return f"{RIGHT_MARK}{cluster}{LEFT_MARK}{RIGHT_MARK}"
    return cluster


def _clusters(text: str, buffer: "hb.Buffer") -> Iterator[tuple[str, Composite]]:
    """The clusters of a shaped text from left to right: the text and the glyphs of each."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    place = 0
    while place < len(infos):
        start = infos[place].cluster
        parts: list[tuple[int, int, int]] = []
        advance = 0
        while place < len(infos) and infos[place].cluster == start:
            position = positions[place]
            parts.append((infos[place].codepoint, advance + position.x_offset, position.y_offset))
            advance += position.x_advance
            place += 1
        # A joiner before the first letter has no glyph either: it is copied with that letter.
        yield text[start if start > starts[0] else 0 : ends[start]], Composite(tuple(parts), advance)
