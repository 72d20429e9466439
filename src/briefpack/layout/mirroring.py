"""Strips for documents that run from right to left: what was set from the left edge is put as far from the right one.

Blocks know nothing of it: to them x counts from where lines start. Letters are not mirrored: each run keeps its words,
and texts (`ordering`) have set their runs so that they come to stand as they are to be read.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import TypeVar

from briefpack.layout.display import Area, Disc, Figure, Path, Rect, Run, Shape, Strip
from briefpack.layout.fonts import FontSet


def mirrored(strips: Iterable[Strip], fonts: FontSet, width: float) -> list[Strip]:
    """Copies of the strips, mirrored about the middle of `width`."""
    known: dict[int, Strip] = {}  # a table's head is the same strip above each row
    return [_strip(strip, fonts, width, known) for strip in strips]


def run_width(fonts: FontSet, run: Run) -> float:
    """Points from where a run starts to the end of its last word; a space before the first counts."""
    spaces = max(len(run.words) - 1, 0) + run.lead
    room = spaces * (fonts[run.face].space.width + run.gap)
    return (sum([word.width for word in run.words]) + room) * run.size / 1000


def _strip(strip: Strip, fonts: FontSet, width: float, known: dict[int, Strip]) -> Strip:
    made = copy(strip)
    made.runs = tuple([_run(run, fonts, width) for run in strip.runs])
    made.shapes = tuple([_shape(shape, width) for shape in strip.shapes])
    made.areas = tuple([_boxed(area, width) for area in strip.areas])
    made.figures = tuple([_boxed(figure, width) for figure in strip.figures])
    made.heads = _heads(strip.heads, fonts, width, known)
    return made


def _heads(heads: Sequence[Strip], fonts: FontSet, width: float, known: dict[int, Strip]) -> tuple[Strip, ...]:
    for head in heads:
        if id(head) not in known:
            known[id(head)] = _strip(head, fonts, width, known)
    return tuple([known[id(head)] for head in heads])


def _run(run: Run, fonts: FontSet, width: float) -> Run:
    made = copy(run)
    made.x = width - run.x - run_width(fonts, run)
    return made


B = TypeVar("B", Area, Figure, Rect)


def _boxed(box: B, width: float) -> B:
    return box._replace(x=width - box.x - box.width)


def _shape(shape: Shape, width: float) -> Shape:
    match shape:
        case Rect():
            return _boxed(shape, width)
        case Disc():
            return shape._replace(x=width - shape.x)
        case Path():
            return shape._replace(points=tuple([(width - x, y) for x, y in shape.points]))
