"""The words of the outline's rows in lines: how high they will be, which the view asks of every row, and the lines
themselves, which are laid when a row is painted."""

import re
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from briefpack.gui import theme
from briefpack.gui.outline.rows import Row
from briefpack.gui.outline.shapes import Sizes

#: Lines of an entry, and of the words in an empty section.
_MOST, _MOST_EMPTY = 2, 4
_KEPT = 2000
#: Other letters may come from another font, with lines of another height.
_LATIN = re.compile(r"[\x20-\u024f\u2010-\u203a]*")
#: A longer word, by its share of a line, may leave a last line empty when it is cut.
_LONG = 0.4
#: Widths are added up without kerning across the lead's end; so near to the edge nobody knows what fits.
_DOUBT = 0.03


class Laid(NamedTuple):
    """Lines of a row, and how high they are."""

    text: QTextLayout
    height: float


class Lines:
    """For one type and one direction of reading; keeps what it has laid."""

    def __init__(self, sizes: Sizes, mirrored: bool) -> None:
        self._sizes, self._mirrored = sizes, mirrored
        self._laid: dict[tuple[object, ...], Laid] = {}
        self._plain, self._bold = QFontMetricsF(sizes.font), QFontMetricsF(sizes.bold)
        self._one = self._lay(Row("", "entry", "x", "x"), 100.0, 1, theme.current()).height

    def height(self, row: Row, width: float) -> float:
        """How high the words of a row are in this width; nothing is laid where their length alone tells it."""
        letters = width / self._plain.averageCharWidth()
        words = row.words[: round(4 * letters)]
        plain = row.what != "empty" and _LATIN.fullmatch(row.lead + words)
        if plain and max(map(len, words.split()), default=0) < _LONG * letters:
            lead = self._bold.horizontalAdvance(row.lead) if row.lead else 0.0
            long = lead + self._plain.horizontalAdvance(f" {words}" if row.lead else words)
            if long < width * (1 - _DOUBT):
                return self._one
            # Two lines hold less than two widths; what does not fit into one begins another.
            if lead < width and long > width * (1 + _DOUBT):
                return _MOST * self._one
        return self.text(row, width).height

    def text(self, row: Row, width: float) -> Laid:
        """The lines of a row."""
        colours = theme.current()
        key = (row.lead, row.words, row.what, row.blank, round(width), colours.dark)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            lines = _MOST_EMPTY if row.what == "empty" else _MOST
            laid = self._laid[key] = self._lay(row, width, lines, colours)
        return laid

    def _lay(self, row: Row, width: float, lines: int, colours: theme.Theme) -> Laid:
        words = f"{row.lead} {row.words}".strip() if row.lead else row.words
        text = QTextLayout(words, self._sizes.small if row.what == "empty" else self._sizes.font)
        text.setTextOption(_option(self._mirrored))
        text.setFormats(_formats(row, colours))
        text.setCacheEnabled(True)
        text.beginLayout()
        height = 0.0
        for number in range(lines):
            line = text.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, self._sizes.line))
            line.setPosition(QPointF(0, height))
            height += line.height()
            if number == lines - 1 and line.textStart() + line.textLength() < len(words):
                text.endLayout()
                # Cut a little before the end of the last line, so that the sign of the cut stands on it.
                kept = words[: max(line.textStart() + line.textLength() - 3, 1)]
                rest = kept[len(row.lead) :].strip().rpartition(" ")[0] or kept[len(row.lead) :].strip()
                return self._lay(row._replace(words=f"{rest} …"), width, lines + 1, colours)
        text.endLayout()
        return Laid(text, height)


def _option(mirrored: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if mirrored:
        # At the side where rows begin; the words themselves run as their own letters do.
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _formats(row: Row, colours: theme.Theme) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    lead = len(row.lead)
    if lead:
        found.append(_format(0, lead, _style("text", True, colours)))
    role = "accent" if row.what == "more" else "muted" if row.blank or row.what == "empty" else "text"
    found.append(_format(lead, len(row.words) + 1, _style(role, False, colours)))
    return found


def _format(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    form = QTextLayout.FormatRange()
    form.start, form.length, form.format = start, length, style
    return form


@lru_cache(32)
def _style(role: str, bold: bool, colours: theme.Theme) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setForeground(colours.colour(role))
    if bold:
        style.setFontWeight(QFont.Weight.Bold)
    return style
