"""Pages become content streams.

The bytes are put together here and not through a canvas: one call of ReportLab's canvas costs as much as a line of
text may cost altogether. State (face, size, colour, line width) is written only when it changes, and a word's glyphs
come ready from `UsedFace.strings`.

Everything is painted in reading order, strip by strip, shapes before runs, and each shape and run carries its `Mark`.
So a marked-content sequence can be opened and closed wherever the mark changes, and it never straddles BT or ET:
text that follows text stays in one text object, and whatever ends the text object also ends the sequence.
"""

from functools import lru_cache

from briefpack.layout.display import Colour, Disc, Mark, Page, Path, Placed, Rect, Run, Shape, Word
from briefpack.pdf.fonts import UsedFace, UsedFaces
from briefpack.pdf.objects import utf16
from briefpack.pdf.structure import Element, PageTags

# Four cubic curves come within 0.03 % of a circle when their handles are this long, in radii.
_HANDLE = 0.5522847498

_END = b")]TJ\n"
"""Ends a text that `_move` began."""


_ARTIFACT, _PAGINATION = b"/Artifact BMC\n", b"/Artifact<</Type/Pagination>>BDC\n"
_NOTHING = Mark("", "")
"""Stands for the mark of what was painted last where nothing was, or nothing is to be gone on with."""


def paint(page: Page, faces: UsedFaces, tags: PageTags | None = None) -> bytes:
    """The page's content stream, not compressed; the faces learn which words it shows, `tags` what stands in it."""
    content = _Content(page.height, faces, tags)
    for placed in (*page.body, *page.notes):
        content.strip(placed)
    content.artifact = _PAGINATION
    for placed in page.furniture:
        content.strip(placed)
    return content.finish()


class _Content:
    """One page's content under way, and the graphics state at its end. Lengths are points, y upwards."""

    __slots__ = (
        "_dash",
        "_element",
        "_face",
        "_faces",
        "_fill",
        "_height",
        "_in_text",
        "_key",
        "_line",
        "_mark",
        "_out",
        "_size",
        "_string_of",
        "_stroke",
        "_tags",
        "_x",
        "_y",
        "artifact",
    )

    def __init__(self, height: float, faces: UsedFaces, tags: PageTags | None) -> None:
        self.artifact = _ARTIFACT  # the operator that begins what is no content
        self._tags = tags
        self._mark: Mark | None = _NOTHING  # of the sequence under way
        self._element: Element | None = None  # of that sequence; None for an artifact
        self._height = height
        self._faces = faces
        self._out: list[bytes] = []
        self._in_text = False
        self._key, self._size = "", 0.0  # of the face in use
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._line = 1.0  # the width and the pattern a page starts with
        self._dash: tuple[float, ...] = ()
        self._x = self._y = 0  # where the last line of text started, in hundredths of a point

    def strip(self, placed: Placed) -> None:
        """Paint one strip."""
        strip, left, top, artifact = placed
        base = self._height - top
        if self._tags and not artifact:
            for figure in strip.figures:
                self._tags.figure(figure, left, base)
        if strip.shapes:
            self._end_text()
            for shape in strip.shapes:
                if self._tags and shape.mark is not self._mark:
                    self._turn_to(self._tags, None if artifact else shape.mark)
                self._shape(shape, left, base)
            self._end_sequence()
        if strip.runs:
            self._text(strip.runs, left, base, artifact)

    def finish(self) -> bytes:
        """The content, with its last text object closed."""
        self._end_text()
        return b"".join(self._out)

    def _text(self, runs: tuple[Run, ...], left: float, base: float, artifact: bool) -> None:
        """Show runs of text; `left` and `base` are the strip's top left corner."""
        out = self._out
        if not self._in_text:
            out.append(b"BT\n")
            self._in_text = True
            self._x = self._y = 0
        last_x, last_y = self._x, self._y
        tags = self._tags
        for run in runs:
            if tags and run.mark is not self._mark:
                self._turn_to(tags, None if artifact else run.mark)
            if run.size != self._size or run.face != self._key:
                self._set_font(run.face, run.size)
            if run.colour is not self._fill:
                self._set_fill(run.colour)
            # Rounding where a line stands, not how far it is from the last, keeps errors from adding up.
            x, y = round((left + run.x) * 100), round((base - run.y) * 100)
            face, words = self._face, run.words
            separator = b"%b)%.1f(" % (face.space, -run.gap) if run.gap else face.space
            shown = separator.join(map(self._string_of, words))
            end = face.end if run.tail else _END
            # Asked afterwards: a word is known to need spelling once it has been made into a string.
            if face.spelled and not face.spelled.isdisjoint(words):
                shown, end = _spelled(words, face, separator, face.space if run.tail else b""), _END
            if run.lead:
                # The space that stands at the left is said after the words: it is painted after them.
                after = x + round((face.face.space.width + run.gap) * run.size / 10)
                out += (_move(after - last_x, y - last_y), shown, end, _move(x - after, 0), separator, _END)
            else:
                out += (_move(x - last_x, y - last_y), shown, end)
            last_x, last_y = x, y
        self._x, self._y = last_x, last_y

    def _set_font(self, key: str, size: float) -> None:
        self._face = self._faces[key]
        self._string_of = self._face.strings.__getitem__
        self._key, self._size = key, size
        self._out.append(_font(self._face.name, size))

    def _set_fill(self, colour: Colour) -> None:
        if colour != self._fill:
            self._out.append(_colour(colour, b"rg"))
        self._fill = colour

    def _end_text(self) -> None:
        if self._in_text:
            self._end_sequence()
            self._out.append(b"ET\n")
            self._in_text = False

    def _turn_to(self, tags: PageTags, mark: Mark | None) -> None:
        """Go on under another mark: in a new sequence, if it is another element's."""
        element = tags.element(mark) if mark else None
        if element is not self._element or self._mark is _NOTHING:
            self._end_sequence()
            self._out.append(tags.begin(element) if element else self.artifact)
            self._element = element
        self._mark = mark

    def _end_sequence(self) -> None:
        if self._mark is not _NOTHING:
            self._out.append(b"EMC\n")
            self._mark = _NOTHING

    def _shape(self, shape: Shape, left: float, base: float) -> None:
        """Paint a rectangle, a path or a disc."""
        if isinstance(shape, Disc):
            self._set_fill(shape.fill)
            outline, operator = _circle(left + shape.x, base - shape.y, shape.radius), b"f"
        else:
            if shape.fill is None and shape.stroke is None:
                return
            self._set_ink(shape)
            outline = _outline(shape, left, base)
            operator = _painting(shape)
        self._out.append(b"%b%b\n" % (outline, operator))

    def _set_ink(self, shape: Rect | Path) -> None:
        """Set the colours, and where a line is drawn its width and pattern."""
        if shape.fill is not None:
            self._set_fill(shape.fill)
        if shape.stroke is None:
            return
        if shape.stroke != self._stroke:
            self._out.append(_colour(shape.stroke, b"RG"))
            self._stroke = shape.stroke
        if shape.line != self._line:
            self._out.append(b"%b w\n" % _number(shape.line))
            self._line = shape.line
        dash = shape.dash if isinstance(shape, Path) else ()
        if dash != self._dash:
            self._out.append(b"[%b]0 d\n" % b" ".join([_number(length) for length in dash]))
            self._dash = dash


def _spelled(words: tuple[Word, ...], face: UsedFace, separator: bytes, end: bytes) -> bytes:
    """Words as `UsedFace.strings` gives them, some with an ActualText that says what they and the space after them are.

    `separator` stands between words, `end` after the last.

    The space belongs inside: pdfium loses one that stands alone between two such texts.
    """
    parts: list[bytes] = []
    for place, word in enumerate(words):
        after = separator if place < len(words) - 1 else end
        shown = face.strings[word] + after
        if word in face.spelled:
            text = utf16(word.text + " " if after else word.text)
            shown = b")]TJ/Span<</ActualText<%b>>>BDC[(%b)]TJ EMC[(" % (text, shown)
        parts.append(shown)
    return b"".join(parts)


def _outline(shape: Rect | Path, left: float, base: float) -> bytes:
    """The path of a rectangle or a line, as operators."""
    if isinstance(shape, Rect):
        bottom = base - shape.y - shape.height
        return b"%.2f %.2f %.2f %.2f re " % (left + shape.x, bottom, shape.width, shape.height)
    steps = [b"%b %b l " % (_number(left + x), _number(base - y)) for x, y in shape.points]
    if steps:
        steps[0] = steps[0].replace(b" l ", b" m ")
    return b"".join(steps)


def _painting(shape: Rect | Path) -> bytes:
    """The operator that fills and strokes a shape's outline."""
    closed = isinstance(shape, Path) and shape.closed
    if shape.stroke is None:
        return b"f"
    if shape.fill is None:
        return b"s" if closed else b"S"
    return b"b" if closed else b"B"


def _circle(x: float, y: float, radius: float) -> bytes:
    """A circle as four curves, anticlockwise from its right."""
    handle = radius * _HANDLE
    parts = [b"%b %b m " % (_number(x + radius), _number(y))]
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        # Turned a quarter to the left, (dx, dy) is (-dy, dx): the curve's end.
        corners = (
            (x + dx * radius - dy * handle, y + dy * radius + dx * handle),
            (x - dy * radius + dx * handle, y + dx * radius + dy * handle),
            (x - dy * radius, y + dx * radius),
        )
        parts.append(b"%b c " % b" ".join([b"%b %b" % (_number(px), _number(py)) for px, py in corners]))
    return b"".join(parts)


def _number(value: float) -> bytes:
    """A length to a thousandth of a point. Rounded first: %g writes exponents below 0.0001, and PDF has none."""
    return b"%g" % (round(value, 3) + 0.0)


@lru_cache(maxsize=4096)  # lines of text follow one another at few distances
def _move(dx: int, dy: int) -> bytes:
    """The operator that moves to the start of the next text, in hundredths of a point, and the start of that text."""
    return b"%g %g Td[(" % (dx / 100, dy / 100)


@lru_cache(maxsize=256)
def _font(name: bytes, size: float) -> bytes:
    """The operator that sets a face and its size."""
    return b"/%b %b Tf\n" % (name, _number(size))


@lru_cache(maxsize=256)  # a house style has a dozen colours
def _colour(colour: Colour, operator: bytes) -> bytes:
    """The operator that sets a colour."""
    return b"%g %g %g %b\n" % (round(colour.r, 4), round(colour.g, 4), round(colour.b, 4), operator)
