"""One function for each kind of block: from a node of the briefing to strips as wide as the frame."""

from collections.abc import Callable, Sequence
from typing import Any

from briefpack.briefing.nodes import (
    Blank,
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyBox,
    Paragraph,
    Quotation,
    Span,
    Table,
    Tiles,
    Timeline,
    Title,
)
from briefpack.layout import styles
from briefpack.layout.charts import chart_strips
from briefpack.layout.contents import contents_strips
from briefpack.layout.display import Mark, Rect, Strip
from briefpack.layout.measuring import measure
from briefpack.layout.strips import (
    Cell,
    Frame,
    backed,
    glue_all,
    height_of,
    merged,
    moved,
    row_strips,
    stacked,
    text_strips,
)
from briefpack.layout.tables import table_strips
from briefpack.layout.timelines import timeline_strips

_BAR = 11.0  # from the left edge to the words beside a bar
_GUTTER = 16.0


def set_block(frame: Frame, block: Block) -> list[Strip]:
    """The strips of a block; the first is anchored by the block's id. An empty block gives none."""
    strips = _KINDS[type(block)](frame, block)
    if strips:
        strips[0].anchors = (block.id, *strips[0].anchors)
    return strips


def _title(frame: Frame, title: Title) -> list[Strip]:
    eyebrow = text_strips(frame, (Span(title.eyebrow),), styles.EYEBROW, Mark(f"{title.id}.eyebrow", "P"))
    words = text_strips(frame, title.spans, styles.TITLE, Mark(title.id, "Title"))
    subtitle = text_strips(frame, title.subtitle, styles.SUBTITLE, Mark(f"{title.id}.subtitle", "P"))
    for strips, space in ((words, 8.0), (subtitle, 4.0)):
        if strips:
            strips[0].space = space
    whole = [*eyebrow, *words, *subtitle]
    glue_all(whole, last=True)
    if whole:
        whole[-1].height += 4
    return whole


def _heading(frame: Frame, heading: Heading) -> list[Strip]:
    index = min(max(heading.level, 1), 3) - 1
    type_ = styles.HEADINGS[index]
    strips = text_strips(frame, heading.spans, type_, Mark(heading.id, f"H{index + 1}"), entry=heading.entry)
    if not strips:
        return []
    strips[0].space = styles.HEADING_SPACE[index]
    last = strips[-1]
    if index == 1:
        last.shapes = (Rect(0, last.height + 1.6, frame.width, 0.6, styles.HEADRULE),)
    last.height += styles.HEADING_AFTER[index]
    glue_all(strips, last=True)
    return strips


def _paragraph(frame: Frame, paragraph: Paragraph) -> list[Strip]:
    style = paragraph.style
    mark = Mark(paragraph.id, "P")
    strips = text_strips(frame, paragraph.spans, styles.PARAGRAPHS[style], mark, entry=paragraph.entry)
    if strips:
        strips[0].space = styles.PARAGRAPH_SPACE[style]
        if style == "label":
            glue_all(strips, last=True)
    return strips


def _bullets(frame: Frame, bullets: Bullets) -> list[Strip]:
    fonts, strips = frame.fonts, list[Strip]()
    labels = [f"{number}" if bullets.ordered else "•" for number in range(1, len(bullets.items) + 1)]
    texts = [
        measure(fonts, (Span(label),), styles.NUMBER, Mark(bullets.id, "Lbl", row)) for row, label in enumerate(labels)
    ]
    indent = max((text.natural() for text in texts), default=0.0) + 9
    entries = bullets.entries or (bullets.entry,) * len(bullets.items)
    for row, (item, label, entry) in enumerate(zip(bullets.items, texts, entries, strict=True)):
        body = text_strips(frame, item, styles.BODY, Mark(bullets.id, "LBody", row), indent, entry=entry)
        first = row_strips([Cell(label, 2.0, indent)], 0, 0, frame.height)[0]
        if body:
            body[0].runs = (*first.runs, *body[0].runs)
        else:
            body = [first]
        body[0].space = styles.PARAGRAPH_SPACE["body"] if row == 0 else 2.5
        strips += body
    return strips


def _quotation(frame: Frame, quotation: Quotation) -> list[Strip]:
    mark, entry = Mark(quotation.id, "BlockQuote"), quotation.entry
    words = text_strips(frame, quotation.spans, styles.QUOTE, mark, _BAR, entry=entry)
    credit = text_strips(frame, quotation.credit, styles.CREDIT, Mark(quotation.id, "Credit"), _BAR, entry=entry)
    if credit:
        credit[0].space = 1.5
    strips = [*words, *credit]
    for row, remark in enumerate(quotation.remarks):
        strips += text_strips(frame, remark, styles.SMALL, Mark(quotation.id, "P", row), _BAR, entry=entry)
    if not strips:
        return []
    # The words never part from who said them.
    if len(strips) <= 9:
        glue_all(strips)
    elif words:
        glue_all([words[-1], *strips[len(words) :]])
    strips = stacked(strips)
    strips[0].space = styles.BLOCK_SPACE
    backed(strips, [Rect(0, 0, 1.8, 0, styles.PURPLE)])
    return strips


def _key_box(frame: Frame, box: KeyBox) -> list[Strip]:
    pad = 12.0
    inner = frame._replace(width=frame.width - pad - 3 - pad)
    label = text_strips(inner, (Span(box.label.upper()),), styles.LABEL, Mark(box.id, "P"), entry=box.entry)
    strips = list(label)
    for block in box.blocks:
        strips += set_block(inner, block)
    if not strips:
        return []
    glue_all(label, last=len(strips) > len(label))
    if label and len(strips) > len(label):
        strips[len(label)].space = 2.5
    if height_of(strips) <= frame.height * 0.6:
        glue_all(strips)
    last = len(strips) - 1
    boxed = [
        moved(strip, 3 + pad, strip.space if row else 8.0, 9.0 if row == last else 0.0)
        for row, strip in enumerate(strips)
    ]
    for strip in boxed:
        strip.entry = strip.entry or box.entry
    boxed[0].space = styles.BLOCK_SPACE
    backed(boxed, [Rect(0, 0, frame.width, 0, styles.TINT), Rect(0, 0, 3, 0, styles.NAVY)])
    return boxed


def _tiles(frame: Frame, tiles: Tiles) -> list[Strip]:
    count = max(len(tiles.tiles), 1)
    width = (frame.width - _GUTTER * (count - 1)) / count
    parts: list[tuple[Strip, float, float]] = []
    height = 0.0
    for row, tile in enumerate(tiles.tiles):
        x = row * (width + _GUTTER)
        inner = frame._replace(width=width)
        words = text_strips(inner, tile.value, styles.TILE_VALUE, Mark(tiles.id, "P", row, 0))
        words += text_strips(inner, tile.label, styles.TILE_LABEL, Mark(tiles.id, "P", row, 1))
        rule = Strip(0, (), (Rect(0, 0, width, 2, styles.NAVY),))
        parts.append((rule, x, 0.0))
        y = 6.0
        for strip in words:
            parts.append((strip, x, y))
            y += strip.height
        height = max(height, y)
    if not tiles.tiles:
        return []
    if height + 3 > frame.height:
        # Texts that long are no tiles: one under the other they can go over the page's end.
        return [strip for strip, _, _ in parts if strip.height]
    strip = merged(parts, height + 3)
    strip.space, strip.entry = styles.BLOCK_SPACE + 3, tiles.entry
    return [strip]


def _blank(frame: Frame, blank: Blank) -> list[Strip]:
    spans = (Span(blank.label, "b"), Span(blank.hint, "u"))
    strips = text_strips(frame, spans, styles.CELL, Mark(blank.id, "P"), entry=blank.entry)
    # The first line leaves room beside the hint, further lines a whole line each.
    for drop in (8.0, *[17.0] * (blank.lines - 1)):
        strips.append(Strip(drop, (), (Rect(0, drop - 0.7, frame.width, 0.7, styles.GREY),), entry=blank.entry))
    glue_all(strips)
    strips[0].space = styles.PARAGRAPH_SPACE["body"]
    return strips


def _columns(frame: Frame, columns: Columns) -> list[Strip]:
    room = frame.width - _GUTTER * (len(columns.columns) - 1)
    weights = columns.weights or (1.0,) * len(columns.columns)
    total = sum(weights) or 1.0
    parts: list[tuple[Strip, float, float]] = []
    x = height = 0.0
    space = styles.BLOCK_SPACE
    for blocks, weight in zip(columns.columns, weights, strict=True):
        width = room * weight / total
        strips = _column(frame._replace(width=width), blocks)
        y = 0.0
        for index, strip in enumerate(strips):
            if index:
                y += strip.space
            else:
                space = max(space, strip.space)
            parts.append((strip, x, y))
            y += strip.height
        height = max(height, y)
        x += width + _GUTTER
    if not parts:
        return []
    if height > frame.height:
        # Side by side they would leave the page: one under the other at full width.
        return [strip for blocks in columns.columns for strip in _column(frame, blocks)]
    strip = merged(parts, height)
    strip.space, strip.entry = space, columns.entry
    return [strip]


def _column(frame: Frame, blocks: Sequence[Block]) -> list[Strip]:
    return [strip for block in blocks for strip in set_block(frame, block)]


# Each function takes the one kind of block that stands beside it, which a table cannot say.
_KINDS: dict[type, Callable[[Frame, Any], list[Strip]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Quotation: _quotation,
    KeyBox: _key_box,
    Tiles: _tiles,
    Timeline: timeline_strips,
    Table: table_strips,
    Chart: chart_strips,
    Blank: _blank,
    Columns: _columns,
    Contents: contents_strips,
}
