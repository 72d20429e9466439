"""How long a pack is: words, pages and seconds of speech, a section and the whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from briefpack.briefing.nodes import (
    ANNEX,
    Block,
    Briefing,
    Chart,
    Columns,
    Heading,
    Paragraph,
    Quotation,
    Span,
    Title,
    by_section,
)
from briefpack.briefing.speech import SALUTATION, WORDS_A_MINUTE, Measure, Measures, count, seconds
from briefpack.layout.display import PageSet, Placed, Rect, Strip
from briefpack.pack.pack import Pack


def measures(
    pack: Pack,
    briefing: Briefing,
    pages: PageSet | None = None,
    max_words: int | None = None,
    pace: int = WORDS_A_MINUTE,
) -> Measures:
    """What the composed (and laid out) pack measures. `max_words` is the template's limit for the whole."""
    texts = by_section(briefing)
    shares = _shares(pages, _sides(briefing)) if pages else {}
    found: dict[str, Measure] = {}
    for section in pack.sections:
        blocks = texts.get(section.id, ())
        printed = sum(count(_text(block)) for block in blocks)
        spoken = " ".join(text for block in blocks if (text := _text(block, spoken=True)))
        share = shares.get(section.id, 0.0) if pages else None
        found[section.id] = Measure(printed, seconds(spoken, pace), share, section.max_words)
    whole = Measure(
        sum(each.words for each in found.values()),
        sum(each.seconds for each in found.values()) + (SALUTATION if found else 0),
        _body_pages(pages) if pages else None,
        max_words,
        pack.max_pages,
    )
    return Measures(whole, found)


def _text(block: Block, spoken: bool = False) -> str:
    """The words of a block under its section's title; `spoken`: without credits, sources and small print."""
    if isinstance(block, Heading | Title) or (isinstance(block, Paragraph) and block.style == "gap"):
        return ""
    if spoken and (isinstance(block, Chart) or (isinstance(block, Paragraph) and block.style == "small")):
        return ""
    read: object = block.spans if spoken and isinstance(block, Quotation) else block
    pieces: list[str] = []
    _gather(read, spoken, pieces)
    return " ".join(pieces)


def _gather(value: object, spoken: bool, pieces: list[str]) -> None:
    """The texts of all runs of spans inside a node; spans of one run are joined without adding spaces."""
    if not isinstance(value, tuple):
        return
    if value and isinstance(value[0], Span):
        shown = (span for span in value if not (span.note or span.target or (spoken and "u" in span.style)))
        pieces.append("".join(span.text for span in shown))
        return
    for each in value:
        _gather(each, spoken, pieces)


class _Side(NamedTuple):
    """The column in which a section stands, from 0, and the column's part of the width."""

    column: int
    width: float


def _sides(briefing: Briefing) -> dict[str, _Side]:
    """The sections that stand side by side with others, each with its column."""
    found: dict[str, _Side] = {}
    for part in briefing.parts:
        for block in part.blocks:
            if isinstance(block, Columns):
                weights = block.weights or (1.0,) * len(block.columns)
                for number, column in enumerate(block.columns):
                    side = _Side(number, weights[number] / (sum(weights) or 1.0))
                    found.update({inner.id.partition(".")[0]: side for inner in column})
    return found


def _shares(pages: PageSet, sides: Mapping[str, _Side]) -> dict[str, float]:
    """How much of a page each section fills: the height of its strips as a share of a page's body; of sections that
    stand side by side, the area."""
    heights: dict[str, float] = defaultdict(float)
    for page in pages.pages:
        # The margins are those of the paper; what lies between them counts as one page.
        room = page.height * _BODY
        for placed in page.body:
            section = _section_of(placed)
            if not section or placed.artifact:
                continue
            if section in sides:
                for name, height in _side_by_side(placed.strip, sides):
                    heights[name] += height / room
            else:
                heights[section] += (placed.strip.height + placed.strip.space) / room
    return dict(heights)


_BODY = 0.84


def _section_of(placed: Placed) -> str:
    """The section of a strip, from the nodes of what it shows; "" for furniture. Of several the first."""
    for run in placed.strip.runs:
        if run.mark is not None:
            return run.mark.node.partition(".")[0]
    return ""


def _side_by_side(strip: Strip, sides: Mapping[str, _Side]) -> Iterator[tuple[str, float]]:
    """The sections in a strip and the height that each would have at full width. What a short column leaves empty is
    nobody's."""
    tops: dict[str, float] = {}
    lefts: dict[int, float] = {}
    for run in strip.runs:
        name = run.mark.node.partition(".")[0] if run.mark else ""
        if name in sides:
            tops[name] = min(tops.get(name, strip.height), run.y - run.size)
            column = sides[name].column
            lefts[column] = min(lefts.get(column, run.x), run.x)
    if len(lefts) < 2:  # set one under the other, as they were too long
        yield from ((name, strip.height + strip.space) for name in [*tops][:1])
        return
    for column, left in lefts.items():
        right = min((other for other in lefts.values() if other > left), default=inf)
        names = sorted((name for name in tops if sides[name].column == column), key=lambda name: tops[name])
        ends = [*[tops[name] for name in names[1:]], _bottom(strip, left, right)]
        start = -strip.space
        for name, end in zip(names, ends, strict=True):
            yield name, max(end - start, 0.0) * sides[name].width
            start = end


def _bottom(strip: Strip, left: float, right: float) -> float:
    """Where the words and shapes between two places of a strip end. A ruled blank ends in a line."""
    lowest = [run.y for run in strip.runs if left <= run.x < right]
    # A box begins a little before its words.
    boxes = (shape for shape in strip.shapes if isinstance(shape, Rect) and left - _PAD <= shape.x < right - _PAD)
    return max([*lowest, *(box.y + box.height for box in boxes)], default=0.0)


_PAD = 16.0


def _body_pages(pages: PageSet) -> int:
    """The pages before the annex, which no limit counts."""
    annex = pages.destinations.get(ANNEX)
    return annex.page - 1 if annex and annex.page > 1 else len(pages.pages)
