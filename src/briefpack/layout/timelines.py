"""A timeline: dates at the left, a line with marks, what happened at the right."""

from briefpack.briefing.nodes import Timeline, TimelineRow
from briefpack.layout import styles
from briefpack.layout.display import Disc, Mark, Rect, Shape, Strip
from briefpack.layout.lines import baseline
from briefpack.layout.measuring import measure
from briefpack.layout.strips import Cell, Frame, row_strips

_AXIS = 14.0  # from the dates to the line, and from the line to the words
_ABOVE = _BELOW = 3.0


def timeline_strips(frame: Frame, timeline: Timeline) -> list[Strip]:
    """A strip a row; a row higher than a page is split by lines."""
    dates = [
        measure(frame.fonts, row.date, styles.DATE, Mark(timeline.id, "Date", index, 0))
        for index, row in enumerate(timeline.rows)
    ]
    width = min(max((date.natural() for date in dates), default=0.0), frame.width * 0.27) + 0.5
    axis = width + _AXIS
    strips: list[Strip] = []
    for index, (row, date) in enumerate(zip(timeline.rows, dates, strict=True)):
        words = measure(frame.fonts, row.spans, styles.BODY, Mark(timeline.id, "LBody", index, 1))
        cells = [Cell(date, 0, width, "right"), Cell(words, axis + _AXIS, frame.width - axis - _AXIS)]
        parts = row_strips(cells, _ABOVE, _BELOW, frame.height, row.entry or timeline.entry)
        parts[0].anchors = (row.id,)
        _draw_axis(parts, axis, row, index == 0, index == len(timeline.rows) - 1)
        strips += parts
    if strips:
        strips[0].space = styles.PARAGRAPH_SPACE["body"]
    return strips


def _draw_axis(parts: list[Strip], x: float, row: TimelineRow, first: bool, last: bool) -> None:
    """The line through the row, from its mark in the first row and to its mark in the last."""
    middle = _ABOVE + baseline(styles.BODY) - 0.36 * styles.BODY.size
    for strip in parts:
        top = middle if first and strip is parts[0] else 0.0
        bottom = middle if last else strip.height
        if bottom > top:
            strip.shapes = (Rect(x - 0.4, top, 0.8, bottom - top + (0.0 if last else 0.35), styles.HAIRLINE),)
    parts[0].shapes = (*parts[0].shapes, *_mark(row, x, middle, parts[0].height))


def _mark(row: TimelineRow, x: float, middle: float, height: float) -> tuple[Shape, ...]:
    radius = 3.5 if row.weight > 1 else 2.2
    if row.extent:
        top = middle - radius
        return (Rect(x - radius, top, 2 * radius, max(height - _BELOW - 3 - top, 3 * radius), styles.NAVY),)
    # The white ring parts the mark from the line.
    return (Disc(x, middle, radius + 1.4, styles.WHITE), Disc(x, middle, radius, styles.NAVY))
