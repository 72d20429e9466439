"""Strips in a smaller or larger size of everything: for a sheet that must hold more, or for large type."""

from collections.abc import Iterable
from copy import copy
from typing import TypeVar

from briefpack.layout.display import Area, Disc, Figure, Path, Rect, Run, Shape, Strip


def scaled(strips: Iterable[Strip], factor: float) -> list[Strip]:
    """The strips, set in a frame 1/`factor` as wide, with all their lengths times `factor`. The strips given stay."""
    return [_strip(strip, factor) for strip in strips]


def _strip(strip: Strip, factor: float) -> Strip:
    made = copy(strip)
    made.height *= factor
    made.space *= factor
    made.runs = tuple(_run(run, factor) for run in strip.runs)
    made.shapes = tuple(_shape(shape, factor) for shape in strip.shapes)
    made.areas = tuple(_boxed(area, factor) for area in strip.areas)
    made.figures = tuple(_boxed(figure, factor) for figure in strip.figures)
    made.heads = tuple(_strip(head, factor) for head in strip.heads)
    return made


def _run(run: Run, factor: float) -> Run:
    made = copy(run)
    made.x *= factor
    made.y *= factor
    made.size *= factor
    return made


B = TypeVar("B", Area, Figure, Rect)


def _boxed(box: B, factor: float) -> B:
    return box._replace(x=box.x * factor, y=box.y * factor, width=box.width * factor, height=box.height * factor)


def _shape(shape: Shape, factor: float) -> Shape:
    match shape:
        case Rect():
            return _boxed(shape, factor)._replace(line=shape.line * factor)
        case Disc():
            return shape._replace(x=shape.x * factor, y=shape.y * factor, radius=shape.radius * factor)
        case Path():
            points = tuple((x * factor, y * factor) for x, y in shape.points)
            return shape._replace(points=points, line=shape.line * factor)
