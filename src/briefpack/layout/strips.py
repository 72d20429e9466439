"""Making strips: lines of text, rows of cells, and strips moved, merged and decorated."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefpack.briefing.nodes import Spans
from briefpack.layout.display import Area, Disc, Figure, Mark, Path, Rect, Run, Shape, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import Emitted, PageRun, Text, baseline
from briefpack.layout.measuring import measure
from briefpack.layout.styles import Type


class ContentsLine(NamedTuple):
    """A heading as the contents list it."""

    level: int
    spans: Spans
    target: str


class Frame(NamedTuple):
    """What blocks are set in: the fonts, the width and the height of a page's body in points, and the headings."""

    fonts: FontSet
    width: float
    height: float
    contents: tuple[ContentsLine, ...] = ()


def text_strips(
    frame: Frame, spans: Spans, type_: Type, mark: Mark, x: float = 0.0, width: float = 0.0, entry: str = ""
) -> list[Strip]:
    """A strip for each line, set left from `x`, `width` wide (0: to the frame's right edge); no widow, no orphan."""
    text = measure(frame.fonts, spans, type_, mark)
    height, width = type_.leading, width or frame.width - x
    lines = text.lines(width)
    if text.far:
        row = [text.set_lines([line], x + max(width - text.width(*line), 0.0), baseline(type_))[0] for line in lines]
    else:
        row = text.set_lines(lines, x, baseline(type_))
    strips = [Strip(height, runs, (), 0.0, False, notes, areas, (), (), (), entry) for runs, notes, areas in row]
    glue_ends(strips)
    return strips


def glue_ends(strips: Sequence[Strip]) -> None:
    """Keep the first two and the last two strips of a paragraph together."""
    if len(strips) > 1:
        strips[0].glue = strips[-2].glue = True


def glue_all(strips: Sequence[Strip], last: bool = False) -> None:
    """Keep strips on one page; with `last`, also with what follows."""
    for strip in strips[:-1]:
        strip.glue = True
    if strips and last:
        strips[-1].glue = True


def height_of(strips: Iterable[Strip]) -> float:
    """Points from the top of the first strip to the bottom of the last, the space above the first included."""
    return sum(strip.height + strip.space for strip in strips)


class Cell(NamedTuple):
    """A text in a row of cells: its column from `x`, `width` wide. `align`: left, right or center."""

    text: Text
    x: float
    width: float
    align: str = "left"


def row_strips(cells: Sequence[Cell], above: float, below: float, limit: float, entry: str = "") -> list[Strip]:
    """Cells side by side, `above` and `below` points around them: one strip, or one a line if higher than `limit`."""
    lines = [cell.text.lines(cell.width) for cell in cells]
    heights = [len(broken) * cell.text.type.leading for cell, broken in zip(cells, lines, strict=True)]
    height = above + max(heights, default=0.0) + below
    if height <= limit:
        into = Emitted()
        for cell, broken in zip(cells, lines, strict=True):
            text, x, _, align = cell
            y = above + baseline(text.type)
            if align == "left" and not text.far:
                into.take(text.set_lines(broken, x, y, text.type.leading))
                continue
            for line in broken:
                _emit_aligned(cell, line, y, into)
                y += text.type.leading
        return [_strip(height, into, entry)]
    return _row_by_lines(cells, lines, above, below, entry)


def _row_by_lines(
    cells: Sequence[Cell], lines: list[list[tuple[int, int]]], above: float, below: float, entry: str
) -> list[Strip]:
    strips: list[Strip] = []
    leading = max(cell.text.type.leading for cell in cells)
    count = max(map(len, lines))
    for index in range(count):
        top = above if index == 0 else 0.0
        into = Emitted()
        for cell, broken in zip(cells, lines, strict=True):
            if index < len(broken):
                _emit_aligned(cell, broken[index], top + baseline(cell.text.type), into)
        strips.append(_strip(top + leading + (below if index == count - 1 else 0.0), into, entry))
    glue_ends(strips)
    return strips


def _emit_aligned(cell: Cell, line: tuple[int, int], y: float, into: Emitted) -> None:
    x = cell.x
    align = "right" if cell.text.far and cell.align == "left" else cell.align
    if align != "left":
        room = max(cell.width - cell.text.width(*line), 0.0)
        x += room if align == "right" else room / 2
    cell.text.emit(line, x, y, into)


def _strip(height: float, into: Emitted, entry: str) -> Strip:
    return Strip(height, tuple(into.runs), notes=tuple(into.notes), areas=tuple(into.areas), entry=entry)


def moved_run(run: Run, dx: float, dy: float) -> Run:
    """A copy of a run at another place."""
    kind = type(run)
    copy = kind(
        run.x + dx, run.y + dy, run.face, run.size, run.colour, run.words, run.mark, run.tail, run.lead, run.gap
    )
    if isinstance(copy, PageRun) and isinstance(run, PageRun):
        copy.target, copy.room, copy.align_right = run.target, run.room, run.align_right
    return copy


def moved_shape(shape: Shape, dx: float, dy: float) -> Shape:
    """A copy of a shape at another place."""
    if isinstance(shape, Path):
        return shape._replace(points=tuple([(x + dx, y + dy) for x, y in shape.points]))
    if isinstance(shape, Disc):
        return shape._replace(x=shape.x + dx, y=shape.y + dy)
    return shape._replace(x=shape.x + dx, y=shape.y + dy)


def _moved_box(box: Area, dx: float, dy: float) -> Area:
    return box._replace(x=box.x + dx, y=box.y + dy)


def _moved_figure(figure: Figure, dx: float, dy: float) -> Figure:
    return figure._replace(x=figure.x + dx, y=figure.y + dy)


def moved(strip: Strip, dx: float, above: float = 0.0, below: float = 0.0) -> Strip:
    """A copy of a strip moved right by `dx`, with `above` and `below` added to its height; its space becomes 0."""
    return Strip(
        above + strip.height + below,
        tuple([moved_run(run, dx, above) for run in strip.runs]),
        tuple([moved_shape(shape, dx, above) for shape in strip.shapes]),
        0.0,
        strip.glue,
        strip.notes,
        tuple([_moved_box(area, dx, above) for area in strip.areas]),
        strip.anchors,
        tuple([_moved_figure(figure, dx, above) for figure in strip.figures]),
        (),
        strip.entry,
    )


def glued(strip: Strip) -> Strip:
    """A copy of a strip that is never the last on its page."""
    return Strip(
        strip.height,
        strip.runs,
        strip.shapes,
        strip.space,
        True,
        strip.notes,
        strip.areas,
        strip.anchors,
        strip.figures,
        strip.heads,
        strip.entry,
    )


def stacked(strips: Sequence[Strip]) -> list[Strip]:
    """Copies of strips whose spaces (but the first's) are part of their heights: nothing shows between them."""
    return [moved(strip, 0.0, strip.space if index else 0.0) for index, strip in enumerate(strips)]


def merged(strips: Sequence[tuple[Strip, float, float]], height: float) -> Strip:
    """One strip of `height` from strips at (dx, dy) inside it, in reading order."""
    parts = [moved(strip, dx, dy) for strip, dx, dy in strips]
    return Strip(
        height,
        tuple([run for part in parts for run in part.runs]),
        tuple([shape for part in parts for shape in part.shapes]),
        notes=tuple([note for part in parts for note in part.notes]),
        areas=tuple([area for part in parts for area in part.areas]),
        anchors=tuple([anchor for part in parts for anchor in part.anchors]),
        figures=tuple([figure for part in parts for figure in part.figures]),
    )


_OVERLAP = 0.35
"""Neighbouring fills of one colour overlap by so many points, or viewers show a seam between them."""


def backed(strips: Sequence[Strip], fills: Sequence[Rect]) -> None:
    """Put fills under every strip from its top to its bottom; x, width and colour are taken from `fills`."""
    for strip in strips:
        height = strip.height + (0.0 if strip is strips[-1] else _OVERLAP)
        strip.shapes = (*[fill._replace(y=0.0, height=height) for fill in fills], *strip.shapes)
