"""The house style: sizes, leadings, colours and spaces, all in points, in one place.

Contrast: every text colour keeps at least 4.5:1 on white and on the tints (a test computes it).
"""

from typing import NamedTuple

from briefpack.layout.display import Colour


def _rgb(code: int) -> Colour:
    return Colour((code >> 16) / 255, (code >> 8 & 255) / 255, (code & 255) / 255)


NAVY = _rgb(0x16407C)
INK = _rgb(0x1C1F26)
GREY = _rgb(0x5A616D)
WHITE = _rgb(0xFFFFFF)
HAIRLINE = _rgb(0xC3CAD5)
HEADRULE = _rgb(0xB9C6DA)
TINT = _rgb(0xECF1FA)
BAND = _rgb(0xF5F7FB)
PURPLE = _rgb(0x9B6BDF)
RED = _rgb(0x9B2C2C)
SLATE = _rgb(0xC9D4E4)
PALE = _rgb(0xE9EEF6)


class Type(NamedTuple):
    """How words are set: face family, size and leading in points, colour, whether bold or italic throughout."""

    family: str
    size: float
    leading: float
    colour: Colour = INK
    bold: bool = False
    italic: bool = False


BODY = Type("serif", 10, 14)
LEAD = Type("serif", 12, 17)
SMALL = Type("sans", 8, 11.2, GREY)
LABEL = Type("sans", 8, 11.5, NAVY, bold=True)
GAP = Type("sans", 9, 13, GREY, italic=True)
EYEBROW = Type("sans", 8.5, 12, GREY)
TITLE = Type("sans", 19, 25, NAVY, bold=True)
SUBTITLE = Type("sans", 10.5, 15, GREY)
HEADINGS = (
    Type("sans", 17, 22.5, NAVY, bold=True),
    Type("sans", 11.5, 15.5, NAVY, bold=True),
    Type("sans", 9.5, 13.5, INK, bold=True),
)
QUOTE = Type("serif", 10, 14, italic=True)
CREDIT = Type("sans", 8, 11.2, GREY)
NUMBER = Type("sans", 9.5, 14, NAVY, bold=True)
TILE_VALUE = Type("sans", 18, 23, NAVY, bold=True)
TILE_LABEL = Type("sans", 8, 11.2, GREY)
DATE = Type("sans", 8.5, 14, NAVY, bold=True)
CELL = Type("sans", 8.5, 11.8)
HEAD_CELL = Type("sans", 8.5, 11.8, bold=True)
SUBHEAD_CELL = Type("sans", 8.5, 11.8, NAVY, bold=True)
CAPTION = Type("sans", 8.5, 12, INK, bold=True)
NOTE = Type("sans", 7.5, 10, GREY)
CONTENTS = (Type("sans", 10, 16, INK, bold=True), Type("sans", 9.5, 14.5), Type("sans", 9, 13.5, GREY))
FURNITURE = Type("sans", 7.5, 10, GREY)
MARKING = Type("sans", 9, 11, RED, bold=True)
CHART_LABEL = Type("sans", 8, 10.5)

PARAGRAPHS = {"body": BODY, "lead": LEAD, "small": SMALL, "label": LABEL, "gap": GAP, "closing": SMALL}
PARAGRAPH_SPACE = {"body": 6.0, "lead": 7.0, "small": 3.5, "label": 9.0, "gap": 6.0, "closing": 3.5}

HEADING_SPACE = (26.0, 14.0, 10.0)
"""Above a heading of level 1, 2, 3; what follows keeps `HEADING_AFTER` below it, always less."""
HEADING_AFTER = (5.0, 4.0, 0.0)

BLOCK_SPACE = 10.0
"""Above a quotation, a box, a table, a chart."""

RAISED_SIZE = 0.66
"""Size of a note number against the words it stands at, and how far it is lifted, in sizes of those words."""
RAISED_LIFT = 0.36


class Paper(NamedTuple):
    """Page sizes and frame in points. `top`/`bottom`: from the paper edge to the body; `side`: left and right."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    def turned(self) -> "Paper":
        """The same sheet in landscape."""
        return Paper(self.height, self.width, self.side, self.top, self.bottom)


PAPERS = {
    "a4": Paper(595.28, 841.89, 64, 67, 66),
    "letter": Paper(612, 792, 64, 62, 60),
}

HEAD_BASELINE = 46.0
"""Header words: from the top edge; the hairline `FURNITURE_RULE` below them. Footers mirror it from the bottom."""
FURNITURE_RULE = 6.0
MARKING_BASELINE = 27.0
"""Marking: from the top edge and from the bottom edge."""
