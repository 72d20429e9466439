"""The fills of charts: each a colour and, where greyscale would lose it, lines or dots."""

from briefpack.layout import styles
from briefpack.layout.display import Colour, Disc, Path, Rect, Shape

_HATCH = 4.0  # points between hatch lines, across
_DOTS = 4.0  # points between dots


def patterned(pattern: str, x: float, y: float, width: float, height: float) -> tuple[list[Shape], Colour]:
    """A filled rectangle and the colour for words on it. Patterns: solid, light, hatch, dots."""
    if pattern == "solid":
        return [Rect(x, y, width, height, styles.RED)], styles.WHITE
    if pattern == "light":
        return [Rect(x, y, width, height, styles.SLATE)], styles.INK
    outline = Rect(x, y, width, height, styles.PALE, styles.NAVY, 0.5)
    lines = _hatch(x, y, width, height) if pattern == "hatch" else _dots(x, y, width, height)
    return [outline, *lines], styles.INK


def _hatch(x: float, y: float, width: float, height: float) -> list[Shape]:
    """Rising lines at 45 degrees, cut at the rectangle."""
    lines: list[Shape] = []
    offset = _HATCH
    while offset < width + height:
        # The line u + v = offset, u to the right and v down from the top left corner.
        left, right = max(0.0, offset - height), min(width, offset)
        points = ((x + left, y + offset - left), (x + right, y + offset - right))
        lines.append(Path(points, False, None, styles.NAVY, 0.6))
        offset += _HATCH
    return lines


def _dots(x: float, y: float, width: float, height: float) -> list[Shape]:
    """Dots on a square raster, whole ones only."""
    columns, rows = int((width - 1) // _DOTS), int((height - 1) // _DOTS)
    left, top = (width - (columns - 1) * _DOTS) / 2, (height - (rows - 1) * _DOTS) / 2
    return [
        Disc(x + left + column * _DOTS, y + top + row * _DOTS, 0.75, styles.NAVY)
        for row in range(rows)
        for column in range(columns)
    ]
