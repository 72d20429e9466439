"""Sets the words of a card in a few lines: the figure bold, the title, the rest muted, what was searched for lit."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from briefpack.app.lighting import Range, lit_ranges
from briefpack.gui import theme
from briefpack.gui.library.cards import Card

_BEFORE = 36  # characters kept before the first match where a text is shown from its middle
_TITLE = 90  # characters kept of a title where the passage is shown beside it
_DOTS = "…"


class _Piece(NamedTuple):
    """The words of a card as one text. `bold` characters at its start; from `muted` on they are muted."""

    text: str
    lit: tuple[Range, ...]
    bold: int
    muted: int


def set_text(
    card: Card, query: str, room: tuple[float, int], type_: tuple[QFont, QTextOption], colours: theme.Theme
) -> QTextLayout:
    """The words of a card laid out in at most so many lines of a width (`room`). Where the first match lies beyond the
    room, the text begins near it."""
    width, lines = room
    piece = _piece(card, query)
    layout = _layout(piece, width, type_, colours)
    room_ends = _end(layout, lines)
    if piece.lit and piece.lit[0][0] >= room_ends:
        piece = _moved(card, query, piece)
        layout = _layout(piece, width, type_, colours)
    if layout.lineCount() <= lines:
        return layout
    last = layout.lineAt(lines - 1)
    start = last.textStart()
    rest = QFontMetricsF(type_[0]).elidedText(piece.text[start:], Qt.TextElideMode.ElideRight, width)
    for spare in range(1, 8):
        cut = _cut(piece, start + len(rest) - spare)
        layout = _layout(cut, width, type_, colours)
        if layout.lineCount() <= lines:
            break
    return layout


def _piece(card: Card, query: str) -> _Piece:
    lead = f"{card.lead}\u2002" if card.lead else ""
    title = f"{lead}{card.title}"
    text = f"{title}  {card.more}" if card.more else title
    lit = lit_ranges(text, query)
    if not lit and (inside := lit_ranges(card.passage, query)):
        return _with_passage(title, len(card.lead), card.passage, inside)
    return _Piece(text, lit, len(card.lead), len(title))


def _with_passage(title: str, bold: int, passage: str, inside: tuple[Range, ...]) -> _Piece:
    """The beginning of the title, and the place in the passage that was found."""
    short = title if len(title) <= _TITLE else title[: title.rfind(" ", 0, _TITLE)] + _DOTS
    start = max(0, inside[0][0] - _BEFORE)
    start = passage.find(" ", start, inside[0][0]) + 1 if start else 0
    before = f"{short}  {_DOTS if start else ''}"
    moved = len(before) - start
    lit = tuple((first + moved, last + moved) for first, last in inside)
    return _Piece(f"{before}{passage[start:]}", lit, bold, len(short))


def _moved(card: Card, query: str, piece: _Piece) -> _Piece:
    """The same with its first match within the room."""
    title = len(piece.text) - len(card.more) - 2
    if card.more and piece.lit[0][0] >= title:
        return _with_passage(piece.text[:title], piece.bold, card.more, lit_ranges(card.more, query))
    start = max(0, piece.lit[0][0] - _BEFORE)
    start = piece.text.find(" ", start, piece.lit[0][0]) + 1 or start
    moved = start - len(_DOTS) - 1
    lit = tuple((first - moved, last - moved) for first, last in piece.lit)
    return _Piece(f"{_DOTS} {piece.text[start:]}", lit, 0, max(piece.muted - moved, 0))


def _cut(piece: _Piece, end: int) -> _Piece:
    lit = tuple((first, min(last, end)) for first, last in piece.lit if first < end)
    return piece._replace(text=piece.text[:end].rstrip() + _DOTS, lit=lit)


def _end(layout: QTextLayout, lines: int) -> int:
    last = layout.lineAt(min(lines, layout.lineCount()) - 1)
    return last.textStart() + last.textLength()


def _layout(piece: _Piece, width: float, type_: tuple[QFont, QTextOption], colours: theme.Theme) -> QTextLayout:
    font, option = type_
    layout = QTextLayout(piece.text, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.setFormats(_formats(piece, colours))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += QFontMetricsF(font).lineSpacing()
    layout.endLayout()
    return layout


def _formats(piece: _Piece, colours: theme.Theme) -> list[QTextLayout.FormatRange]:
    found = []
    if piece.bold:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        found.append(_range(0, piece.bold, bold))
    if piece.muted < len(piece.text):
        muted = QTextCharFormat()
        muted.setForeground(colours.colour("muted"))
        found.append(_range(piece.muted, len(piece.text), muted))
    for start, end in piece.lit:
        lit = QTextCharFormat()
        lit.setBackground(colours.colour("mark"))
        lit.setForeground(colours.colour("text"))
        found.append(_range(start, end, lit))
    return found


def _range(start: int, end: int, how: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, how
    return found
