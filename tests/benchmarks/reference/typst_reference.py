"""The same content as a Typst source in our sizes: body 10 on 14 points, ragged, the same margins and faces."""

import re
from collections.abc import Iterator
from typing import Any

_SPECIAL = re.compile(r"""([\\#\[\]*_`$<>@~=+/"'-])""")
_NUMBERED = re.compile(r"^(\d+)\.")

_HEAD = """#set page(paper: "a4", margin: (x: 66pt, top: 72pt, bottom: 72pt),
  header: text(font: "Noto Sans", size: 7.5pt, fill: rgb("5a616d"))[%s #h(1fr) %s],
  footer: context text(font: "Noto Sans", size: 7.5pt, fill: rgb("5a616d"))[%s #h(1fr)
    #counter(page).display("1 / 1", both: true)])
#set text(font: "Noto Serif", size: 10pt, fill: rgb("1c1f26"), lang: "en", top-edge: 0.7em, bottom-edge: -0.3em)
#set par(leading: 4pt, spacing: 10pt)
#show heading: set text(font: "Noto Sans", fill: rgb("16407c"), top-edge: 0.7em, bottom-edge: -0.3em)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 1): set block(above: 27pt, below: 10pt)
#show heading.where(level: 2): set block(above: 19pt, below: 10pt)
#set list(marker: [•], indent: 2pt, spacing: 6.5pt)
#set table(stroke: none, inset: (x: 5pt, y: 4pt), align: left + top)
#show table: set text(font: "Noto Sans", size: 8.5pt)
#show table: set par(leading: 3.3pt)
#let small(body) = text(font: "Noto Sans", size: 8pt, fill: rgb("5a616d"), body)
#let grey(body) = text(fill: rgb("5a616d"), body)
"""


def source(blocks: list[list[Any]]) -> str:
    """The whole document."""
    left, right, foot = (_escaped(words) for words in blocks[0][1:])
    return _HEAD % (left, right, foot) + "\n\n".join(map(_block, blocks[1:])) + "\n"


def _block(block: list[Any]) -> str:  # noqa: PLR0911 - one for each kind
    match block:
        case ["title", eyebrow, text]:
            return f'#small[{_escaped(eyebrow)}]\n\n#text(font: "Noto Sans", size: 19pt)[*{_text(text)}*]'
        case ["heading", level, text]:
            return f"{'=' * level} {_text(text)}"
        case ["text", style, text]:
            return _text(text) if style == "body" else f"#small[{_text(text)}]"
        case ["list", items]:
            return "\n".join(f"- {_text(item)}" for item in items)
        case ["quote", text, credit]:
            inner = f"#emph[{_text(text)}]\n\n#small[{_text(credit)}]"
            return f'#block(inset: (left: 11pt), stroke: (left: 1.8pt + rgb("9b6bdf")))[{inner}]'
        case ["table", widths, head, rows, remarks]:
            return "\n".join(_table(widths, head, rows)) + "".join(f"\n\n#small[{_text(words)}]" for words in remarks)
        case _:
            return "#pagebreak()"


def _table(widths: list[float], head: list[Any], rows: list[Any]) -> Iterator[str]:
    yield f"#table(columns: ({', '.join(f'{width:g}fr' for width in widths)}),"
    yield f"  table.header({', '.join(f'[*{_text(title)}*]' for title in head)}),"
    yield '  table.hline(stroke: 0.8pt + rgb("16407c")),'
    for row in rows:
        span = f"table.cell(colspan: {len(head)})" if len(row) < len(head) else ""
        yield "  " + " ".join(f"{span}[{_text(cell)}]," for cell in row)
        yield '  table.hline(stroke: 0.5pt + rgb("c3cad5")),'
    yield ")"


def _text(text: list[list[str]]) -> str:
    return "".join(_run(words, style) for words, style in text)


def _run(words: str, style: str) -> str:
    made = _escaped(words)
    if "b" in style:
        made = f"#strong[{made}]"
    if "i" in style:
        made = f"#emph[{made}]"
    return f"#grey[{made}]" if "u" in style else made


def _escaped(words: str) -> str:
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(r"\\\1", words))
