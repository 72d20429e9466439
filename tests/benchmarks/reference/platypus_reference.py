"""The same content through ReportLab's Platypus as its manual shows it: a template, a list of flowables, one build."""

from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Table

_NAVY, _GREY, _INK, _LINE = HexColor("#16407c"), HexColor("#5a616d"), HexColor("#1c1f26"), HexColor("#c3cad5")
_WIDTH = A4[0] - 132

_BODY = ParagraphStyle("body", fontName="Serif", fontSize=10, leading=14, spaceBefore=6, textColor=_INK)
_SMALL = ParagraphStyle("small", fontName="Sans", fontSize=8, leading=11.2, spaceBefore=3.5, textColor=_GREY)
_CELL = ParagraphStyle("cell", fontName="Sans", fontSize=8.5, leading=11.8, textColor=_INK)
_QUOTE = ParagraphStyle("quote", _BODY, fontName="Serif-Italic", leftIndent=11, spaceBefore=10)
_CREDIT = ParagraphStyle("credit", _SMALL, leftIndent=11, spaceBefore=1.5)
_TITLE = ParagraphStyle("title", fontName="Sans-Bold", fontSize=19, leading=25, textColor=_NAVY)
_HEADINGS = (
    ParagraphStyle("h1", _TITLE, fontSize=17, leading=22.5, spaceBefore=26, spaceAfter=5, keepWithNext=1),
    ParagraphStyle("h2", _TITLE, fontSize=11.5, leading=15.5, spaceBefore=15, spaceAfter=4, keepWithNext=1),
)


def write(blocks: list[list[Any]], fonts: Path, output: Path) -> None:
    """Set the blocks into a PDF file."""
    for name in ("Sans", "Serif"):
        faces = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic", "-BoldItalic": "BoldItalic"}
        for suffix, face in faces.items():
            pdfmetrics.registerFont(TTFont(f"{name}{suffix}", str(fonts / f"Noto{name}-{face}.ttf")))
        pdfmetrics.registerFontFamily(name, name, f"{name}-Bold", f"{name}-Italic", f"{name}-BoldItalic")
    flowables = [flowable for block in blocks[1:] for flowable in _flowables(block)]
    margins = {"leftMargin": 60, "rightMargin": 60, "topMargin": 66, "bottomMargin": 66}  # frames pad by 6
    on_page = partial(_furniture, blocks[0][1:])
    SimpleDocTemplate(str(output), pagesize=A4, **margins).build(flowables, onFirstPage=on_page, onLaterPages=on_page)


def _furniture(words: list[str], canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Sans", 7.5)
    canvas.setFillColor(_GREY)
    canvas.drawString(66, A4[1] - 46, words[0])
    canvas.drawRightString(A4[0] - 66, A4[1] - 46, words[1])
    canvas.drawString(66, 46, words[2])
    canvas.drawRightString(A4[0] - 66, 46, str(document.page))


def _flowables(block: list[Any]) -> list[Flowable]:  # noqa: PLR0911 - one for each kind
    match block:
        case ["title", eyebrow, text]:
            return [Paragraph(escape(eyebrow), _SMALL), Paragraph(_text(text), _TITLE)]
        case ["heading", level, text]:
            return [Paragraph(_text(text), _HEADINGS[level - 1])]
        case ["text", style, text]:
            return [Paragraph(_text(text), _BODY if style == "body" else _SMALL)]
        case ["list", items]:
            return [ListFlowable([Paragraph(_text(item), _BODY) for item in items], bulletType="bullet", leftIndent=16)]
        case ["quote", text, credit]:
            return [Paragraph(_text(text), _QUOTE), Paragraph(_text(credit), _CREDIT)]
        case ["table", widths, head, rows, remarks]:
            return [_table(widths, head, rows), *(Paragraph(_text(words), _SMALL) for words in remarks)]
        case _:
            return [PageBreak()]


def _table(widths: list[float], head: list[Any], rows: list[Any]) -> Table:
    cells = [[Paragraph(f"<b>{_text(title)}</b>", _CELL) for title in head]]
    cells += [[Paragraph(_text(cell), _CELL) for cell in row] + [""] * (len(head) - len(row)) for row in rows]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _NAVY),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, _LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    for number, row in enumerate(rows, 1):
        if len(row) < len(head):
            style.append(("SPAN", (0, number), (-1, number)))
    return Table(
        cells, colWidths=[_WIDTH * width / sum(widths) for width in widths], repeatRows=1, style=style, spaceBefore=10
    )


def _text(text: list[list[str]]) -> str:
    return "".join(_run(words, style) for words, style in text)


def _run(words: str, style: str) -> str:
    made = escape(words)
    if "b" in style:
        made = f"<b>{made}</b>"
    if "i" in style:
        made = f"<i>{made}</i>"
    return f'<font color="#5a616d">{made}</font>' if "u" in style else made
