"""What a laid-out page is made of: the contract between layout, which makes it, and pdf, which paints it.

Lengths are points (1/72 inch). Inside a strip, x runs right from the strip's left edge and y runs *down* from its top.
On a page, x runs right from the left paper edge and y *down* from the top; pdf turns y round.
"""

from typing import NamedTuple, Self

new = tuple.__new__
"""Makes a NamedTuple from a tuple of all its values, in a quarter of the time that calling its class takes: for what is
made tens of thousands of times a document."""


class Mark(NamedTuple):
    """Which element of the structure a run or shape belongs to. None in its place means artifact.

    `node`: the id of the block, note or row. `role`: P, H1…H6, Title, LI, Lbl, LBody, BlockQuote, Credit, TH, TD,
    Caption, Note, NoteRef, Link, Figure, TOCI, Date. `row`, `col`: place inside a table, list or timeline (-1 = none),
    rows from 0 with the head at row -2. `lang`: BCP 47 ("" = the document's).
    """

    node: str
    role: str
    row: int = -1
    col: int = -1
    lang: str = ""

    def within(self, role: str, lang: str) -> "Mark":
        """The mark of a part of this element, such as a link or words in another language."""
        return Mark(self.node, role or self.role, self.row, self.col, lang) if role or lang else self


class Colour(NamedTuple):
    """sRGB, each 0..1."""

    r: float
    g: float
    b: float


class Word(float):
    """One shaped word: glyphs of one face in visual order, kerned. Shared by every run that shows it; never changed.

    As a number it is the room it takes with the face's space after it, so that words in a row are summed as they are;
    `width` is the word's alone. Both are thousandths of the font size. `gids` and `clusters` run parallel: the text
    each glyph stands for ("" for the later glyphs of a cluster). `operand` is the word as operands of a PDF TJ array,
    with its kerning; `codes` is the same as the inside of a string there, b"" where nobody made it yet.
    """

    __slots__ = ("clusters", "codes", "gids", "operand", "text", "width")
    text: str
    width: float
    gids: tuple[int, ...]
    clusters: tuple[str, ...]
    operand: bytes
    codes: bytes

    @property
    def space(self) -> float:
        """The width of the face's space."""
        return self - self.width

    # Two words are the same if they are one object: wide as another is not to be another.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __new__(
        cls,
        text: str,
        width: float,
        gids: tuple[int, ...],
        clusters: tuple[str, ...],
        operand: bytes,
        codes: bytes = b"",
        space: float = 0.0,
    ) -> Self:
        """A word of those glyphs; `space` is the width of the face's space."""
        word = super().__new__(cls, width + space)
        word.text = text
        word.width = width
        word.gids = gids
        word.clusters = clusters
        word.operand = operand
        word.codes = codes
        return word


class Run:
    """Words on one baseline, in one face, size and colour, with one space of the face between them.

    `face` is the key of the face in the font set ("sans", "sans-bold", "serif-italic", …, "symbols").
    A right-to-left word is a run of its own, its glyphs as they are seen: the runs of a strip stay in reading order,
    and x tells where each is seen. There the space that leads follows the words in reading order; a run without words
    shows a space alone.
    `gap` is added to each space, in thousandths of the size (justified lines). `lead`/`tail`: a space glyph is shown
    before the first or after the last word, so that text copied out keeps its spaces; x is where the first glyph
    (the leading space if any) starts.
    """

    __slots__ = ("colour", "face", "gap", "lead", "mark", "size", "tail", "words", "x", "y")

    def __init__(  # noqa: PLR0913, PLR0917 - a plain record, made once per line: positional for speed
        self,
        x: float,
        y: float,
        face: str,
        size: float,
        colour: Colour,
        words: tuple[Word, ...],
        mark: Mark | None,
        tail: bool = False,
        lead: bool = False,
        gap: float = 0.0,
    ) -> None:
        self.x = x
        self.y = y
        self.face = face
        self.size = size
        self.colour = colour
        self.words = words
        self.mark = mark
        self.tail = tail
        self.lead = lead
        self.gap = gap


class Rect(NamedTuple):
    """A filled and/or stroked rectangle; y is its top. `dash` as in PDF ("" = solid)."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None
    stroke: Colour | None = None
    line: float = 0.5
    mark: Mark | None = None


class Path(NamedTuple):
    """A polyline, or a polygon if `closed`. `points` are (x, y); `dash` is the on/off pattern (() = solid)."""

    points: tuple[tuple[float, float], ...]
    closed: bool
    fill: Colour | None
    stroke: Colour | None
    line: float = 0.5
    dash: tuple[float, ...] = ()
    mark: Mark | None = None


class Disc(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: Colour
    mark: Mark | None = None


class Area(NamedTuple):
    """A place to click. `target` names a destination; `words` say where it leads (for /Contents): "" for notes, the way
    back from them, and pages, which are named in the briefing's own words (nodes.Furniture)."""

    x: float
    y: float
    width: float
    height: float
    target: str
    words: str
    mark: Mark | None = None


Shape = Rect | Path | Disc


class Figure(NamedTuple):
    """A chart inside a strip: its box and the text that states its figures. Its shapes and runs carry its mark."""

    x: float
    y: float
    width: float
    height: float
    node: str
    alt: str


class Strip:
    """A horizontal band of one block that never splits: a line of text, a table row, a chart.

    `space` is kept above it except at the top of a page. `glue`: never the last on its page (headings, the line before
    an orphan, rows of a group). `notes`: the numbers of the notes it refers to. `anchors`: destinations at its top.
    `heads`: strips to repeat above it when it comes first on a page (a table's head). `entry`: the pack entry.
    """

    __slots__ = ("anchors", "areas", "entry", "figures", "glue", "heads", "height", "notes", "runs", "shapes", "space")

    def __init__(  # noqa: PLR0913, PLR0917 - a plain record, made once per line: positional for speed
        self,
        height: float,
        runs: tuple[Run, ...],
        shapes: tuple[Shape, ...] = (),
        space: float = 0.0,
        glue: bool = False,
        notes: tuple[int, ...] = (),
        areas: tuple[Area, ...] = (),
        anchors: tuple[str, ...] = (),
        figures: tuple[Figure, ...] = (),
        heads: "tuple[Strip, ...]" = (),
        entry: str = "",
    ) -> None:
        self.height = height
        self.runs = runs
        self.shapes = shapes
        self.space = space
        self.glue = glue
        self.notes = notes
        self.areas = areas
        self.anchors = anchors
        self.figures = figures
        self.heads = heads
        self.entry = entry


class Placed(NamedTuple):
    """A strip on a page; (x, y) is its top left corner. `artifact`: a repeated head, a header, a footer, a rule."""

    strip: Strip
    x: float
    y: float
    artifact: bool = False


class Page(NamedTuple):
    """`number` counts from 1. `body` in reading order, then `notes`, then `furniture` (header and footer).

    All furniture is artifact but for the marking at the top of the first page.
    """

    number: int
    width: float
    height: float
    body: tuple[Placed, ...]
    notes: tuple[Placed, ...]
    furniture: tuple[Placed, ...]


class OutlineItem(NamedTuple):
    """A bookmark: nesting level from 1, its words, and the destination it leads to."""

    level: int
    title: str
    target: str


class Destination(NamedTuple):
    """Where a target lies: page number from 1 and the point (x, y) from the top left."""

    page: int
    x: float
    y: float


class PageSet(NamedTuple):
    """The whole laid-out document."""

    pages: tuple[Page, ...]
    outline: tuple[OutlineItem, ...]
    destinations: dict[str, Destination]
