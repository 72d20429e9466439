"""A composed briefing as plain blocks, which every engine sets: the same words in the same order.

A block is a list whose first member is its kind: `["title", eyebrow, text]`, `["heading", level, text]`,
`["text", style, text]`, `["list", [text…]]`, `["quote", text, credit]`, `["table", [widths], [title…], [[text…]…],
[remark…]]`, `["part"]` for a new page. A text is a list of `[words, style letters]`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from briefpack.briefing.nodes import Block, Briefing, Bullets, Heading, Paragraph, Quotation, Spans, Table, Title

_WIDTH = 463.0  # points between the margins
_WORD = re.compile(r"[^\W\d_]{2,}")


def blocks_of(briefing: Briefing) -> list[list[Any]]:
    """The briefing's content; what stands at the head and foot of every page comes first."""
    furniture = briefing.furniture
    found: list[list[Any]] = [["furniture", furniture.head_left, furniture.head_right, furniture.foot_left]]
    for number, part in enumerate(briefing.parts):
        if number:
            found.append(["part"])
        found += map(_block, part.blocks)
    return found


def _block(block: Block) -> list[Any]:
    match block:
        case Title():
            return ["title", block.eyebrow, _text(block.spans)]
        case Heading():
            return ["heading", block.level, _text(block.spans)]
        case Paragraph():
            return ["text", block.style, _text(block.spans)]
        case Bullets():
            return ["list", [_text(item) for item in block.items]]
        case Quotation():
            return ["quote", _text(block.spans), _text(block.credit)]
        case Table():
            head = [_text(column.title) for column in block.columns]
            rows = [[_text(cell) for cell in row.cells] for row in block.rows]
            widths = _widths([column.weight for column in block.columns], [head, *rows])
            return ["table", widths, head, rows, [_text(remark) for remark in block.remarks]]
        case _:
            raise TypeError(f"the neutral pack has no {type(block).__name__}")


def _widths(weights: list[float], rows: list[list[list[list[str]]]]) -> list[float]:
    """Columns as shares of the whole, close to those that our tables find: what needs little gets no more."""
    whole = [row for row in rows if len(row) == len(weights)]
    needed = [
        max(sum(len(run[0]) for run in cell) for cell in column) * 4.7 + 12 for column in zip(*whole, strict=True)
    ]
    widths, free = [0.0] * len(weights), set(range(len(weights)))
    while free:
        room, share = _WIDTH - sum(widths), sum(weights[column] for column in free)
        small = {column for column in free if needed[column] < room * weights[column] / share}
        for column in small or free:
            widths[column] = needed[column] if small else room * weights[column] / share
        free -= small or free
    return [round(width, 1) for width in widths]


def _text(spans: Spans) -> list[list[str]]:
    return [[span.text, span.style] for span in spans]


def words_of(blocks: Iterable[list[Any]]) -> Counter[str]:
    """How often each word stands in the content."""
    return Counter(_WORD.findall(" ".join(_strings(list(blocks)[1:]))))


def words_in(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(text))


def _strings(value: Any) -> Iterator[str]:
    """Every text in nested lists; what belongs together stands together."""
    if isinstance(value, list):
        if value and all(isinstance(run, list) and len(run) == 2 and isinstance(run[1], str) for run in value):
            yield "".join(run[0] for run in value)
            return
        for part in value[1:] if value and isinstance(value[0], str) else value:
            yield from [part] if isinstance(part, str) and value[0] == "title" else _strings(part)
