"""The composed briefing: a tree of parts, headings, paragraphs, quotations, tables, charts and notes.

Pure values that know no format. Every block carries `id`, its place in the tree (`"s3.e2"`), unique in the briefing,
and `entry`, the pack entry it came from ("" for furniture), so that a click on a page can find the entry.
NamedTuples: a long pack makes tens of thousands of them, and layout keeps its cache by their value.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A run of text in one style. `text` may hold spaces at either end; spans are joined without adding any.

    `style` is a set of letters: b bold, i italic, u muted (grey), f sans inside serif text, n no line break inside.
    `lang` is a BCP 47 tag where it differs from the briefing's ("" = same).
    `note` > 0: the number of a note; the text is then empty and layout sets the number raised, linked to the note.
    `target`: the id of a block or part in the briefing that a click leads to; "page:ID" as text prints its page number.
    """

    text: str
    style: str = ""
    lang: str = ""
    note: int = 0
    target: str = ""


Spans = tuple[Span, ...]

MARKING = "marking"
"""The node of the marking at the top of the first page; elsewhere the marking is an artifact."""

DITTO = "″"
"""In a cell of a table: as in the cell above."""


class Heading(NamedTuple):
    """A heading; level 1 titles a part, 2 and 3 stand inside it. In the outline always, in contents if `toc`."""

    id: str
    level: int
    spans: Spans
    toc: bool = True
    entry: str = ""


class Title(NamedTuple):
    """The title of the whole document, on its first page, with the line above it (`eyebrow`) and below it."""

    id: str
    eyebrow: str
    spans: Spans
    subtitle: Spans = ()


class Paragraph(NamedTuple):
    """`style`: body and lead (serif), small (grey sans), label (small bold sans), gap (a stated gap: sans, italic),
    closing (as small; on the page of what it follows)."""

    id: str
    spans: Spans
    style: str = "body"
    entry: str = ""


class Bullets(NamedTuple):
    """A list; numbered if `ordered`. `entries` runs parallel to `items` ("" where an item has none)."""

    id: str
    items: tuple[Spans, ...]
    ordered: bool = False
    entries: tuple[str, ...] = ()
    entry: str = ""


class Quotation(NamedTuple):
    """A quotation set as a block: the verbatim words in their quotation marks, then who said it, when, through whom."""

    id: str
    spans: Spans
    credit: Spans
    remarks: tuple[Spans, ...] = ()
    entry: str = ""


class KeyBox(NamedTuple):
    """A tinted box with a bar at its left and a small capital label, such as BOTTOM LINE."""

    id: str
    label: str
    blocks: tuple["Paragraph | Bullets | Quotation | Blank", ...]
    entry: str = ""


class Tile(NamedTuple):
    """A figure in large print over the words that say what it is."""

    value: Spans
    label: Spans
    entry: str = ""


class Tiles(NamedTuple):
    """One to four tiles side by side."""

    id: str
    tiles: tuple[Tile, ...]
    entry: str = ""


class TimelineRow(NamedTuple):
    """`weight` 2 draws the larger mark; `extent` is the words for a span of time such as a bar label ("" = a point)."""

    id: str
    date: Spans
    spans: Spans
    weight: int = 1
    extent: bool = False
    entry: str = ""


class Timeline(NamedTuple):
    """Dates at the left, right-aligned; a mark; what happened. Rows do not split over pages."""

    id: str
    rows: tuple[TimelineRow, ...]
    entry: str = ""


class Column(NamedTuple):
    """`align`: left, right or center. `weight` shares out the width; `head` marks the column of row headers."""

    title: Spans
    align: str = "left"
    weight: float = 1.0
    head: bool = False


class Row(NamedTuple):
    """One table row. Neighbouring rows with the same non-empty `group` are kept on one page where they fit.

    `cells` matches the columns. A row with one cell in a wider table is a subheading over its whole width.
    """

    id: str
    cells: tuple[Spans, ...]
    group: str = ""
    entry: str = ""


class Table(NamedTuple):
    """A table. Its head repeats on every page; `caption` stands above, `remarks` (legend, sums checked) below.

    `plain` sets it without a tinted head, for lists of facts in an annex.
    """

    id: str
    caption: Spans
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Spans, ...] = ()
    entry: str = ""
    plain: bool = False


class Bar(NamedTuple):
    """One segment of a bar: `pattern` (solid, light, hatch, dots) doubles its colour in greyscale."""

    value: float
    label: str
    pattern: str = "solid"


class BarRow(NamedTuple):
    """One bar of a chart. `gap` (such as "n/d") is printed in place of a bar: what is missing is never a zero."""

    label: str
    bars: tuple[Bar, ...]
    gap: str = ""


class Chart(NamedTuple):
    """`kind`: stacked (horizontal bars), columns, line (one point a row) or timeline (bars from `value` to `value`).

    `alt` states every figure in words. `legend` explains the patterns as (pattern, words).
    """

    id: str
    kind: str
    rows: tuple[BarRow, ...]
    caption: Spans
    alt: str
    unit: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    entry: str = ""


class Blank(NamedTuple):
    """A ruled, labelled blank that only a person can fill, such as "Objective: to be written". The label ends with the
    colon of its language, as it is printed and heard."""

    id: str
    label: str
    hint: str
    lines: int = 1
    entry: str = ""


class Columns(NamedTuple):
    """Blocks side by side, kept on one page."""

    id: str
    columns: tuple[tuple["Block", ...], ...]
    weights: tuple[float, ...]
    entry: str = ""


class Contents(NamedTuple):
    """The table of contents: layout fills in the headings with `toc` up to `depth`, their page numbers and links."""

    id: str
    depth: int = 1


Block = (
    Title
    | Heading
    | Paragraph
    | Bullets
    | Quotation
    | KeyBox
    | Tiles
    | Timeline
    | Table
    | Chart
    | Blank
    | Columns
    | Contents
)


#: The id of the part behind all others, which holds the evidence. No limit counts its pages.
ANNEX = "annex"


class Part(NamedTuple):
    """A part a reader may get alone: it starts on a new page (unless `runs_on`), with its own acronyms and notes.

    `size` scales its type and spaces: 0.92 for a sheet that must hold more.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    runs_on: bool = False
    size: float = 1.0


class Note(NamedTuple):
    """A numbered note. Printed at the foot of every page that refers to it: `spans` first, `short` on later pages."""

    number: int
    spans: Spans
    short: Spans


class Furniture(NamedTuple):
    """What stands on every page. `marking` is printed in capitals top and bottom ("" = none). `page_of` is the pattern
    for the page number, with {page} and {pages}.

    The three links are what a screen reader says of a note's number, of the way back, and of a page's number.
    """

    head_left: str
    head_right: str
    foot_left: str
    marking: str = ""
    page_of: str = "{page} / {pages}"
    note_link: str = "Note {number}"
    back_link: str = "Back to {number}"
    page_link: str = "Page {number}"


class Briefing(NamedTuple):
    """The whole document. `notes` in order of number, from 1. `subject` is one sentence for the file's metadata.

    `created` is the pack's own date, ISO 8601 (no clock is read below `app`); `paper` is a4 or letter. `max_pages`:
    how many what stands before the annex should keep to; 0 where it may be as long as it likes.
    """

    title: str
    subject: str
    language: str
    paper: str
    created: str
    furniture: Furniture
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    max_pages: int = 0


def by_section(briefing: Briefing) -> dict[str, list[Block]]:
    """The blocks by the id of the section that they show; those that stand side by side one by one."""
    found: dict[str, list[Block]] = {}
    for part in briefing.parts:
        for block in part.blocks:
            for single in _single(block):
                found.setdefault(single.id.partition(".")[0], []).append(single)
    return found


def _single(block: Block) -> Iterator[Block]:
    if not isinstance(block, Columns):
        yield block
        return
    for column in block.columns:
        for inner in column:
            yield from _single(inner)
