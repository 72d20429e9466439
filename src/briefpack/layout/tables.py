"""Tables: column widths from weights and content, a head that repeats, rows that hold together."""

from briefpack.briefing.nodes import Row, Spans, Table
from briefpack.layout import styles
from briefpack.layout.display import Mark, Rect, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import Text
from briefpack.layout.measuring import measure
from briefpack.layout.strips import Cell, Frame, glue_all, height_of, row_strips, text_strips

_LONG_WORD = 90.0
_SIDE = 5.0  # cell padding in points
_ABOVE = _BELOW = 4.0
_HEAD_ROW = -2


def table_strips(frame: Frame, table: Table) -> list[Strip]:
    """Caption, head, rows and remarks. A row with too few cells is filled up with empty ones."""
    columns = max(len(table.columns), 1)
    titles = [
        measure(frame.fonts, column.title, styles.HEAD_CELL, Mark(table.id, "TH", _HEAD_ROW, col))
        for col, column in enumerate(table.columns)
    ]
    rows = [_texts(frame.fonts, table, index, row) for index, row in enumerate(table.rows)]
    widths = _widths(frame, table, titles, [row for row in rows if len(row) == columns])
    head = _head(frame, table, titles, widths)
    # A head that leaves the rows no room is printed once.
    repeated = head if height_of(head) < frame.height / 2 else []
    body: list[Strip] = []
    group = ""
    for row, texts in zip(table.rows, rows, strict=True):
        if body and row.group and row.group == group:
            body[-1].glue = True
        group = row.group
        body += _row(frame, table, row, texts, widths, repeated)
    caption = text_strips(frame, table.caption, styles.CAPTION, Mark(table.id, "Caption"), entry=table.entry)
    remarks = _remarks(frame, table)
    return _assembled(frame, caption, head, body, remarks)


def _assembled(
    frame: Frame, caption: list[Strip], head: list[Strip], body: list[Strip], remarks: list[Strip]
) -> list[Strip]:
    if caption:
        caption[-1].height += 3
        glue_all(caption, last=True)
    glue_all(head, last=bool(body))
    if body and remarks:
        body[-1].glue = True
    whole = [*caption, *head, *body, *remarks]
    if height_of(whole) < frame.height * 0.33:
        glue_all(whole)
    if whole:
        whole[0].space = styles.BLOCK_SPACE
    return whole


def _remarks(frame: Frame, table: Table) -> list[Strip]:
    strips: list[Strip] = []
    for index, remark in enumerate(table.remarks):
        lines = text_strips(frame, remark, styles.SMALL, Mark(table.id, "P", index), entry=table.entry)
        if lines:
            lines[0].space = 4.0 if not strips else 1.0
        strips += lines
    return strips


def _is_subheading(table: Table, row: Row) -> bool:
    return len(row.cells) == 1 < len(table.columns)


def _texts(fonts: FontSet, table: Table, index: int, row: Row) -> list[Text]:
    if _is_subheading(table, row):
        return [measure(fonts, row.cells[0], styles.SUBHEAD_CELL, Mark(table.id, "TH", index, 0))]
    empty: Spans = ()
    cells = [*row.cells, *[empty] * (len(table.columns) - len(row.cells))]
    texts: list[Text] = []
    for col, cell in enumerate(cells[: len(table.columns)]):
        head = table.columns[col].head
        texts.append(measure(fonts, cell, styles.CELL, Mark(table.id, "TH" if head else "TD", index, col)))
    return texts


def _widths(frame: Frame, table: Table, titles: list[Text], rows: list[list[Text]]) -> list[float]:
    """Column widths that fill the frame: at least the widest word, at most what is needed, the rest by weight."""
    natural: list[float] = []
    narrowest: list[float] = []
    # A few hundred rows tell how wide a column needs to be; a long table's later rows wrap if they must.
    for col, title in enumerate(titles):
        texts = [title, *[row[col] for row in rows[:300]]]
        natural.append(max(text.natural() for text in texts) + 2 * _SIDE + 0.5)
        narrowest.append(max(text.narrowest() for text in texts) + 2 * _SIDE + 0.5)
    weights = [max(column.weight, 0.01) for column in table.columns]
    # A very long word, such as an address, is broken rather than starving the other columns.
    fair = [max(frame.width * weight / sum(weights), _LONG_WORD) for weight in weights]
    narrowest = [min(*pair) for pair in zip(narrowest, fair, strict=True)]
    return share_out(frame.width, weights, natural, narrowest)


def share_out(total: float, weights: list[float], natural: list[float], narrowest: list[float]) -> list[float]:
    """Split `total` by weight, no column under its narrowest width (if all can have it) or over its natural one.

    When every column has its natural width, what is left is shared by weight too, so that the table fills the frame.
    """
    if sum(narrowest) > total:
        # Too many long words: each column gets its part and words are broken.
        return [total * width / sum(narrowest) for width in narrowest]
    natural = [max(*pair) for pair in zip(natural, narrowest, strict=True)]
    spare = total - sum(natural)
    if spare >= 0:
        return [width + spare * weight / sum(weights) for width, weight in zip(natural, weights, strict=True)]

    def widths(unit: float) -> list[float]:
        return [
            min(max(unit * weight, low), high) for weight, low, high in zip(weights, narrowest, natural, strict=True)
        ]

    # The sum grows with the width of one unit of weight, in straight lines between the units at which a column comes
    # off its narrowest or reaches its natural width: found the two around `total`, the unit lies between them.
    low, under = 0.0, sum(narrowest)
    turns = [width / weight for width, weight in zip([*narrowest, *natural], weights * 2, strict=True)]
    for high in sorted(turns):
        over = sum(widths(high))
        if over >= total:
            return widths(low + (high - low) * (total - under) / (over - under) if over > under else high)
        low, under = high, over
    return natural


def _cells(table: Table, texts: list[Text], widths: list[float], total: float) -> list[Cell]:
    if len(texts) == 1 < len(widths):
        return [Cell(texts[0], _SIDE, total - 2 * _SIDE)]
    cells: list[Cell] = []
    x = 0.0
    for text, width, column in zip(texts, widths, table.columns, strict=True):
        # Figures stand under one another by their last digit, also where columns run from right to left.
        align = "left" if column.align == "right" and text.fonts.rtl else column.align
        cells.append(Cell(text, x + _SIDE, max(width - 2 * _SIDE, 1.0), align))
        x += width
    return cells


def _head(frame: Frame, table: Table, titles: list[Text], widths: list[float]) -> list[Strip]:
    if not any(text.words for text in titles):
        return []
    strips = row_strips(_cells(table, titles, widths, frame.width), _ABOVE, _BELOW, frame.height / 2)
    for strip in strips:
        if not table.plain:
            strip.shapes = (Rect(0, 0, frame.width, strip.height, styles.TINT),)
    last = strips[-1]
    last.shapes = (*last.shapes, Rect(0, last.height - 0.8, frame.width, 0.8, styles.NAVY))
    return strips


def _row(
    frame: Frame, table: Table, row: Row, texts: list[Text], widths: list[float], head: list[Strip]
) -> list[Strip]:
    limit = frame.height - height_of(head)
    strips = row_strips(_cells(table, texts, widths, frame.width), _ABOVE, _BELOW, limit, row.entry or table.entry)
    strips[0].anchors = (row.id,) if row.id else ()
    for strip in strips:
        strip.heads = tuple(head)
        if _is_subheading(table, row):
            strip.shapes = (Rect(0, 0, frame.width, strip.height, styles.BAND),)
            strip.glue = True
    last = strips[-1]
    last.shapes = (*last.shapes, Rect(0, last.height - 0.5, frame.width, 0.5, styles.HAIRLINE))
    return strips
