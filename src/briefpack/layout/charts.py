"""Charts as own shapes: stacked bars, columns, a line, bars in time. In greyscale the words and patterns still tell.

What is missing is printed in words where its bar would stand, never drawn as zero.
"""

from collections.abc import Callable
from math import ceil, floor, isfinite

from briefpack.briefing.nodes import Bar, BarRow, Chart, Span
from briefpack.layout import styles
from briefpack.layout.display import Colour, Disc, Figure, Mark, Path, Rect, Shape, Strip
from briefpack.layout.lines import Emitted, Text, baseline
from briefpack.layout.measuring import measure
from briefpack.layout.patterns import patterned
from briefpack.layout.strips import Frame, text_strips
from briefpack.layout.styles import CHART_LABEL, Type

_BAR = 15.0
_PITCH = 24.0
_PLOT = 130.0
_LABEL_GAP = 10.0


class Drawing:
    """A chart under way: shapes, runs and the depth reached, in points from the top left corner of the figure."""

    def __init__(self, frame: Frame, chart: Chart, rows: tuple[BarRow, ...]) -> None:
        self.frame = frame
        self.chart = chart
        self.rows = rows  # all of the chart's, or those of one page
        self.mark = Mark(chart.id, "Figure")
        self.shapes: list[Shape] = []
        self.emitted = Emitted()
        self.depth = 4.0

    def text(self, words: str, colour: Colour = CHART_LABEL.colour, bold: bool = False) -> Text:
        """Measured words in the type of chart labels."""
        type_ = Type(CHART_LABEL.family, CHART_LABEL.size, CHART_LABEL.leading, colour, bold)
        return measure(self.frame.fonts, (Span(words),), type_, Mark(self.chart.id, "Figure"))

    def write(self, text: Text, x: float, y: float, width: float, align: float = 0.0) -> float:
        """Set words in lines from the top `y`, `align` 0 left, 0.5 centred, 1 right; returns the bottom."""
        for line in text.lines(width):
            text.emit(line, x + max(width - text.width(*line), 0.0) * align, y + baseline(text.type), self.emitted)
            y += text.type.leading
        return y

    def draw(self, *shapes: Shape) -> None:
        """Add shapes under the figure's mark."""
        self.shapes += [shape._replace(mark=self.mark) for shape in shapes]

    def bar(self, pattern: str, x: float, y: float, width: float, height: float) -> Colour:
        """Draw a filled bar; returns the colour for words on it."""
        shapes, ink = patterned(pattern, x, y, width, height)
        self.draw(*shapes)
        return ink

    def words_on(self, text: Text, pattern: str, x: float, y: float, width: float) -> None:
        """One line of words on a bar, on a patch where its pattern would disturb them."""
        natural = text.natural()
        if pattern in {"hatch", "dots"}:
            self.draw(Rect(x + 2, y + 2.2, natural + 4, _BAR - 4.4, styles.WHITE))
        self.write(text, x + 4, y + (_BAR - CHART_LABEL.leading) / 2, max(width, natural + 1))


def chart_strips(frame: Frame, chart: Chart) -> list[Strip]:
    """The figure as one strip, its caption below it. A figure higher than a page is set as several."""
    strips = _figures(frame, chart, chart.rows)
    caption = text_strips(frame, chart.caption, styles.SMALL, Mark(chart.id, "Caption"), entry=chart.entry)
    if caption:
        caption[0].space = 3.0
    if strips and caption:
        strips[-1].glue = True
    return [*strips, *caption]


def _figures(frame: Frame, chart: Chart, rows: tuple[BarRow, ...]) -> list[Strip]:
    drawing = Drawing(frame, chart, rows)
    _KINDS[chart.kind](drawing)
    _legend(drawing)
    height = drawing.depth + 2
    if height > frame.height and len(rows) > 1:
        half = len(rows) // 2
        return [*_figures(frame, chart, rows[:half]), *_figures(frame, chart, rows[half:])]
    if height > frame.height:
        # No page can hold it: its words must do.
        return text_strips(frame, (Span(chart.alt),), styles.SMALL, Mark(chart.id, "P"), entry=chart.entry)
    figure = Figure(0, 0, frame.width, height, chart.id, chart.alt)
    return [
        Strip(
            height,
            tuple(drawing.emitted.runs),
            tuple(drawing.shapes),
            styles.BLOCK_SPACE,
            figures=(figure,),
            entry=chart.entry,
        )
    ]


def _size(bar: Bar) -> float:
    """A bar's value as a length: nothing below zero can be drawn, its words still say it."""
    return max(bar.value, 0.0) if isfinite(bar.value) else 0.0


def _labels(drawing: Drawing) -> tuple[list[Text], float]:
    """The labels of the rows and the width of their column, at most 28 % of the figure."""
    texts = [drawing.text(row.label) for row in drawing.chart.rows]
    width = min(max((text.natural() for text in texts), default=0.0) + 1, drawing.frame.width * 0.28)
    return [drawing.text(row.label) for row in drawing.rows], width


def _stacked(drawing: Drawing) -> None:
    """Horizontal bars, their parts end to end; words that do not fit into a part stand beside or below the bar."""
    labels, left = _labels(drawing)
    left += _LABEL_GAP
    room = drawing.frame.width - left
    most = max((sum(map(_size, row.bars)) for row in drawing.chart.rows), default=0.0) or 1.0
    for row, label in zip(drawing.rows, labels, strict=True):
        y = drawing.depth
        bottom = drawing.write(label, 0, y + (_BAR - CHART_LABEL.leading) / 2, left - _LABEL_GAP)
        x = left
        inside: list[tuple[Text, Bar, float, float]] = []
        outside: list[Bar] = []
        for bar in row.bars:
            width = room * _size(bar) / most
            ink = drawing.bar(bar.pattern, x, y, width, _BAR) if width > 0 else CHART_LABEL.colour
            text = drawing.text(bar.label, ink)
            if text.natural() + 8 <= width:
                inside.append((text, bar, x, width))
            elif bar.label:
                outside.append(bar)
            x += width
        # Words of a part that is not the last cannot stand after the bar; those of the first are read first.
        after = drawing.frame.width if outside and outside[0] is not row.bars[-1] else x
        words = " · ".join([bar.label for bar in outside] + ([row.gap] if row.gap else []))
        first = bool(outside) and outside[0] is row.bars[0]
        below = _beside(drawing, words, after, left, y) if first else y
        for text, bar, start, width in inside:
            drawing.words_on(text, bar.pattern, start, y, width)
        below = below if first else _beside(drawing, words, after, left, y)
        bottom = max(bottom, y + _BAR, below)
        drawing.depth = max(y + _PITCH, bottom + 5)


def _beside(drawing: Drawing, words: str, x: float, left: float, y: float) -> float:
    """Words that found no room on a bar that ends at `x`: after it, or below it from `left`. Returns their bottom."""
    if not words:
        return y
    text = drawing.text(words)
    after = x + (5 if x > left else 0)
    if after + text.natural() <= drawing.frame.width:
        return drawing.write(text, after, y + (_BAR - CHART_LABEL.leading) / 2, drawing.frame.width - after)
    return drawing.write(text, left, y + _BAR + 1.5, drawing.frame.width - left)


def _columns(drawing: Drawing) -> None:
    """Upright columns, the bars of a row side by side, each with its words above it."""
    most = max((_size(bar) for row in drawing.chart.rows for bar in row.bars), default=0.0) or 1.0
    slot = drawing.frame.width / max(len(drawing.rows), 1)
    steps = [max(min((slot - 12) / max(len(row.bars), 1), 46.0), 4.0) for row in drawing.rows]
    labels = [
        [_Label(drawing, bar.label, step + 6) for bar in row.bars]
        for row, step in zip(drawing.rows, steps, strict=True)
    ]
    base = drawing.depth + max((label.height for row in labels for label in row), default=0.0) + 4 + _PLOT
    bottoms = [base]
    for index, (row, step, words) in enumerate(zip(drawing.rows, steps, labels, strict=True)):
        x = index * slot
        left = x + (slot - step * len(row.bars)) / 2
        for bar, label in zip(row.bars, words, strict=True):
            height = _PLOT * _size(bar) / most
            if height > 0:
                drawing.bar(bar.pattern, left + 2, base - height, max(step - 4, 1.0), height)
            label.write(left - 3, base - height - 2)
            left += step
        if row.gap:
            _Label(drawing, row.gap, slot - 6).write(x + 3, base - 2)
        bottoms.append(drawing.write(drawing.text(row.label), x + 3, base + 3, slot - 6, 0.5))
    drawing.draw(Rect(0, base, drawing.frame.width, 0.8, styles.GREY))
    drawing.depth = max(bottoms)


class _Label:
    """Words centred in `width`, written upwards from a bottom."""

    def __init__(self, drawing: Drawing, words: str, width: float) -> None:
        self._drawing = drawing
        self._text = drawing.text(words)
        self._width = max(width, 4.0)
        self.height = len(self._text.lines(self._width)) * CHART_LABEL.leading

    def write(self, x: float, bottom: float) -> None:
        """Set the words from `x` so that they end at `bottom`."""
        x = min(max(x, 0.0), self._drawing.frame.width - self._width)
        self._drawing.write(self._text, x, bottom - self.height, self._width, 0.5)


def _line(drawing: Drawing) -> None:
    """One point a row over a common zero line; a gap breaks the line."""
    most = max((_size(row.bars[0]) for row in drawing.chart.rows if row.bars), default=0.0) or 1.0
    slot = drawing.frame.width / max(len(drawing.rows), 1)
    gaps = [bool(row.gap) or not row.bars for row in drawing.rows]
    labels = [
        _Label(drawing, row.gap if gap else row.bars[0].label, slot - 4)
        for row, gap in zip(drawing.rows, gaps, strict=True)
    ]
    base = drawing.depth + max((label.height for label in labels), default=0.0) + 8 + _PLOT
    bottoms = [base]
    stretch: list[tuple[float, float]] = []
    for index, (row, gap, label) in enumerate(zip(drawing.rows, gaps, labels, strict=True)):
        x = (index + 0.5) * slot
        y = base
        if gap:
            _polyline(drawing, stretch)
            stretch = []
        else:
            y = base - _PLOT * _size(row.bars[0]) / most
            stretch.append((x, y))
        label.write(x - slot / 2 + 2, y - (2 if gap else 6))
        bottoms.append(drawing.write(drawing.text(row.label), x - slot / 2 + 2, base + 3, slot - 4, 0.5))
    _polyline(drawing, stretch)
    drawing.draw(Rect(0, base, drawing.frame.width, 0.8, styles.GREY))
    drawing.depth = max(bottoms)


def _polyline(drawing: Drawing, points: list[tuple[float, float]]) -> None:
    if len(points) > 1:
        drawing.draw(Path(tuple(points), False, None, styles.NAVY, 1.4))
    drawing.draw(*[Disc(x, y, 2.6, styles.NAVY) for x, y in points])


def _timeline(drawing: Drawing) -> None:
    """Bars from one value to another on a common axis; one value alone is a point. The words say the dates."""
    values = [bar.value for row in drawing.chart.rows for bar in row.bars if isfinite(bar.value)]
    low, high = (floor(min(values)), ceil(max(values))) if values else (0, 1)
    high = max(high, low + 1)
    labels, left = _labels(drawing)
    left += _LABEL_GAP
    scale = (drawing.frame.width - left) / (high - low)
    first = drawing.depth
    for row, label in zip(drawing.rows, labels, strict=True):
        y = drawing.depth
        bottom = drawing.write(label, 0, y + (_BAR - CHART_LABEL.leading) / 2, left - _LABEL_GAP)
        ends = [left + (bar.value - low) * scale for bar in row.bars if isfinite(bar.value)]
        stop = _extent(drawing, row, ends, y) if ends else left
        words = " · ".join([bar.label for bar in row.bars if bar.label] + ([row.gap] if row.gap else []))
        bottom = max(bottom, y + _BAR, _beside_extent(drawing, words, (min(ends, default=left), stop), left, y))
        drawing.depth = max(y + _PITCH, bottom + 5)
    _axis(drawing, low, high, left, scale, first)


def _extent(drawing: Drawing, row: BarRow, ends: list[float], y: float) -> float:
    """Draw the bar or point of a row; returns its right end."""
    start, stop = min(ends), max(ends)
    if stop - start < 2:
        drawing.draw(Disc(start, y + _BAR / 2, 3.4, styles.NAVY))
        return start + 3.4
    drawing.bar(row.bars[0].pattern, start, y + 2, stop - start, _BAR - 4)
    return stop


def _beside_extent(drawing: Drawing, words: str, ends: tuple[float, float], left: float, y: float) -> float:
    """Words for a bar in time: after it, or before it where the axis ends, or below it. Returns their bottom."""
    width = drawing.text(words).natural()
    if ends[1] + 5 + width > drawing.frame.width and ends[0] - 8 - width >= left:
        x = ends[0] - 8 - width
        return drawing.write(drawing.text(words), x, y + (_BAR - CHART_LABEL.leading) / 2, width + 1)
    return _beside(drawing, words, ends[1], left, y)


def _axis(drawing: Drawing, low: int, high: int, left: float, scale: float, first: float) -> None:
    """Ticks at whole values, at most eight, behind the bars."""
    step = max(1, ceil((high - low) / 8))
    base = drawing.depth
    lines: list[Shape] = []
    for value in range(low, high + 1, step):
        x = left + (value - low) * scale
        lines.append(Rect(min(x, drawing.frame.width - 0.4), first - 3, 0.4, base - first + 3, styles.HAIRLINE))
        text = drawing.text(str(value), styles.GREY)
        half = text.natural() / 2
        x = min(max(x, left + half), drawing.frame.width - half)
        drawing.write(text, x - half, base + 1, 2 * half + 1)
    drawing.shapes[:0] = [line._replace(mark=drawing.mark) for line in lines]
    drawing.depth = base + 1 + CHART_LABEL.leading


def _legend(drawing: Drawing) -> None:
    """The patterns in words, in lines below the figure."""
    x, y = 0.0, drawing.depth + 4
    for pattern, words in drawing.chart.legend:
        text = drawing.text(words)
        width = min(text.natural() + 1, drawing.frame.width - 19)
        if x and x + 19 + width > drawing.frame.width:
            x, y = 0.0, y + 13
        drawing.bar(pattern, x, y + 0.5, 14, 9)
        bottom = drawing.write(text, x + 19, y, width)
        x += 19 + width + 16
        drawing.depth = bottom + 2
        y = max(y, bottom - CHART_LABEL.leading)


_KINDS: dict[str, Callable[[Drawing], None]] = {
    "stacked": _stacked,
    "columns": _columns,
    "line": _line,
    "timeline": _timeline,
}
