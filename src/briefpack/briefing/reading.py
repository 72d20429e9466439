"""The composed briefing for those who do not read pages: line by line for screen readers, as plain text, as HTML.

Note numbers stand in brackets. A page number is known only to layout, so it comes in as `pages` (target → page).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from briefpack.briefing.nodes import (
    MARKING,
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyBox,
    Paragraph,
    Quotation,
    Row,
    Spans,
    Table,
    Tiles,
    Timeline,
    Title,
)

Pages = Mapping[str, int]
_NOWHERE = "–"
_RULE = " ______"


class Line(NamedTuple):
    """One thing to read out. `kind`: title, h1, h2, h3, text, small, label, item,
    numbered, quote, credit, row, note."""

    node: str
    words: str
    kind: str = "text"


def words_of(spans: Spans, pages: Pages | None = None) -> str:
    """The words of a text, note numbers in brackets."""
    parts: list[str] = []
    for span in spans:
        if span.note:
            parts.append(f" [{span.note}]")
        elif span.target and span.text.startswith("page:"):
            parts.append(str((pages or {}).get(span.target, _NOWHERE)))
        else:
            parts.append(span.text)
    return "".join(parts).strip()


def lines(briefing: Briefing, pages: Pages | None = None) -> list[Line]:
    """The whole briefing in reading order, the marking first, notes last; nothing is left out but empty texts and the
    list of contents."""
    found = [Line(MARKING, briefing.furniture.marking.upper(), "label")]
    for part in briefing.parts:
        for block in part.blocks:
            found += _LINES[type(block)](block, pages)
    found += [Line(f"note-{note.number}", f"[{note.number}] {words_of(note.spans)}", "note") for note in briefing.notes]
    return [line for line in found if line.words]


def words(briefing: Briefing, pages: Pages | None = None) -> list[tuple[str, str]]:
    """Every line as the id of its node and its words."""
    return [(line.node, line.words) for line in lines(briefing, pages)]


def plain_text(briefing: Briefing, pages: Pages | None = None) -> str:
    """For the body of a plain e-mail: headings stand free, lists have marks."""
    return "".join(f"{_BEFORE.get(line.kind, '')}{line.words}\n" for line in lines(briefing, pages)).lstrip("\n")


_BEFORE = {"title": "\n", "h1": "\n\n", "h2": "\n", "h3": "\n", "quote": "\n", "label": "\n"}
_BEFORE |= {"item": "  • ", "row": "  • ", "numbered": "  "}


def _block_lines(blocks: Iterable[Block], pages: Pages | None) -> list[Line]:
    return [line for block in blocks for line in _LINES[type(block)](block, pages)]


def _title(title: Title, pages: Pages | None) -> list[Line]:
    return [
        Line(f"{title.id}.eyebrow", title.eyebrow, "small"),
        Line(title.id, words_of(title.spans, pages), "title"),
        Line(f"{title.id}.subtitle", words_of(title.subtitle, pages), "small"),
    ]


def _heading(heading: Heading, pages: Pages | None) -> list[Line]:
    return [Line(heading.id, words_of(heading.spans, pages), f"h{min(max(heading.level, 1), 3)}")]


def _paragraph(paragraph: Paragraph, pages: Pages | None) -> list[Line]:
    kind = _KINDS_OF_PARAGRAPH.get(paragraph.style, "text")
    return [Line(paragraph.id, words_of(paragraph.spans, pages), kind)]


_KINDS_OF_PARAGRAPH = {"small": "small", "closing": "small", "label": "label"}


def _bullets(bullets: Bullets, pages: Pages | None) -> list[Line]:
    said = [words_of(item, pages) for item in bullets.items]
    if bullets.ordered:
        return [Line(bullets.id, f"{number}. {text}", "numbered") for number, text in enumerate(said, 1)]
    return [Line(bullets.id, text, "item") for text in said]


def _quotation(quotation: Quotation, pages: Pages | None) -> list[Line]:
    return [
        Line(quotation.id, words_of(quotation.spans, pages), "quote"),
        Line(quotation.id, f"— {words_of(quotation.credit, pages)}", "credit"),
        *(Line(quotation.id, words_of(remark, pages), "small") for remark in quotation.remarks),
    ]


def _key_box(box: KeyBox, pages: Pages | None) -> list[Line]:
    return [Line(box.id, box.label, "label"), *_block_lines(box.blocks, pages)]


def _tiles(tiles: Tiles, pages: Pages | None) -> list[Line]:
    return [
        Line(tiles.id, f"{words_of(tile.value, pages)}: {words_of(tile.label, pages)}", "item") for tile in tiles.tiles
    ]


def _timeline(timeline: Timeline, pages: Pages | None) -> list[Line]:
    return [Line(row.id, f"{words_of(row.date, pages)}: {words_of(row.spans, pages)}", "item") for row in timeline.rows]


def _table(table: Table, pages: Pages | None) -> list[Line]:
    heads = [words_of(column.title, pages) for column in table.columns]
    rows = [
        Line(row.id or table.id, _row_words(heads, row, pages), "label" if _over_all(table, row) else "row")
        for row in table.rows
    ]
    remarks = [Line(table.id, words_of(remark, pages), "small") for remark in table.remarks]
    return [Line(table.id, words_of(table.caption, pages), "label"), *rows, *remarks]


def _over_all(table: Table, row: Row) -> bool:
    return len(row.cells) == 1 < len(table.columns)


def _row_words(heads: list[str], row: Row, pages: Pages | None) -> str:
    """`Claim: “…”; Finding: unverified`: each cell after the words at the head of its column."""
    cells = [words_of(cell, pages) for cell in row.cells]
    if len(cells) == 1 < len(heads):
        return cells[0]
    named = [f"{head}: {cell}" if head else cell for head, cell in zip(heads, cells, strict=False) if cell]
    return "; ".join(named)


def _chart(chart: Chart, pages: Pages | None) -> list[Line]:
    return [Line(chart.id, words_of(chart.caption, pages), "label"), Line(chart.id, chart.alt)]


def _blank(blank: Blank, _pages: Pages | None) -> list[Line]:
    return [Line(blank.id, f"{blank.label}{blank.hint}{_RULE}")]


def _columns(columns: Columns, pages: Pages | None) -> list[Line]:
    return [line for column in columns.columns for line in _block_lines(column, pages)]


def _contents(_contents: Contents, _pages: Pages | None) -> list[Line]:
    return []  # headings can be jumped to by themselves


_LINES: dict[type, Callable[[Any, Pages | None], list[Line]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Quotation: _quotation,
    KeyBox: _key_box,
    Tiles: _tiles,
    Timeline: _timeline,
    Table: _table,
    Chart: _chart,
    Blank: _blank,
    Columns: _columns,
    Contents: _contents,
}


def html(briefing: Briefing, pages: Pages | None = None) -> str:
    """For the body of an e-mail: headings, lists and tables that every mail program knows; no style, no picture."""
    parts = [f'<html lang="{escape(briefing.language)}"><body>']
    if briefing.furniture.marking:
        parts.append(f"<p><b>{escape(briefing.furniture.marking.upper(), quote=False)}</b></p>")
    for part in briefing.parts:
        for block in part.blocks:
            parts += _html(block, pages)
    if briefing.notes:
        parts.append("<hr>")
    parts += [f"<p>[{note.number}] {_marked(note.spans, pages)}</p>" for note in briefing.notes]
    return "\n".join([*parts, "</body></html>"])


def _marked(spans: Spans, pages: Pages | None) -> str:
    """A text with its bold, italics and raised numbers."""
    parts: list[str] = []
    for span in spans:
        if span.note:
            parts.append(f"<sup>[{span.note}]</sup>")
            continue
        text = escape(words_of((span,), pages) if span.target else span.text, quote=False)
        for letter, tag in (("b", "b"), ("i", "i")):
            text = f"<{tag}>{text}</{tag}>" if letter in span.style and text else text
        parts.append(text)
    return "".join(parts)


def _html(block: Block, pages: Pages | None) -> list[str]:
    """A block as HTML; what has no form of its own there is set as its lines."""
    make = _FORMS.get(type(block))
    if make is not None:
        return make(block, pages)
    found = []
    for line in _LINES[type(block)](block, pages):
        if line.words:
            tag = _TAGS.get(line.kind, "p")
            found.append(f"<{tag}>{escape(line.words, quote=False)}</{tag}>")
    return found


def _html_box(box: KeyBox, pages: Pages | None) -> list[str]:
    inside = [text for block in box.blocks for text in _html(block, pages)]
    return [f"<p><b>{escape(box.label, quote=False)}</b></p>", *inside]


def _html_quotation(quotation: Quotation, pages: Pages | None) -> list[str]:
    said, credit = _marked(quotation.spans, pages), _marked(quotation.credit, pages)
    remarks = [f"<p><small>{_marked(remark, pages)}</small></p>" for remark in quotation.remarks]
    return [f"<blockquote><p>{said}</p><p>— {credit}</p></blockquote>", *remarks]


def _html_tiles(tiles: Tiles, pages: Pages | None) -> list[str]:
    return [_list(f"<b>{_marked(one.value, pages)}</b> {_marked(one.label, pages)}" for one in tiles.tiles)]


def _html_timeline(timeline: Timeline, pages: Pages | None) -> list[str]:
    return [_list(f"<b>{_marked(row.date, pages)}</b>: {_marked(row.spans, pages)}" for row in timeline.rows)]


_TAGS = {"title": "h1", "h1": "h2", "h2": "h3", "h3": "h4"}


def _list(items: Iterable[str], ordered: bool = False) -> str:
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _html_table(table: Table, pages: Pages | None) -> list[str]:
    return list(_table_html(table, pages))


def _table_html(table: Table, pages: Pages | None) -> Iterator[str]:
    caption = f"<caption>{_marked(table.caption, pages)}</caption>" if table.caption else ""
    yield f'<table border="1" cellspacing="0" cellpadding="4">{caption}'
    heads = "".join(f'<th scope="col">{_marked(column.title, pages)}</th>' for column in table.columns)
    if any(column.title for column in table.columns):
        yield f"<tr>{heads}</tr>"
    for row in table.rows:
        if _over_all(table, row):
            yield f'<tr><th colspan="{len(table.columns)}">{_marked(row.cells[0], pages)}</th></tr>'
        else:
            yield f"<tr>{''.join(f'<td>{_marked(cell, pages)}</td>' for cell in row.cells)}</tr>"
    yield "</table>"
    yield from (f"<p><small>{_marked(remark, pages)}</small></p>" for remark in table.remarks)


_FORMS: dict[type, Callable[[Any, Pages | None], list[str]]] = {
    Columns: lambda columns, pages: [
        text for column in columns.columns for block in column for text in _html(block, pages)
    ],
    KeyBox: _html_box,
    Paragraph: lambda paragraph, pages: [f"<p>{_marked(paragraph.spans, pages)}</p>"],
    Bullets: lambda bullets, pages: [_list((_marked(item, pages) for item in bullets.items), bullets.ordered)],
    Tiles: _html_tiles,
    Timeline: _html_timeline,
    Quotation: _html_quotation,
    Table: _html_table,
}
