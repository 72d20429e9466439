"""Lengths and outlines of the cards of the pack pane."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath


class Sizes:
    """Lengths, from the type of the outline."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self.overline = QFont(self.small)
        self.overline.setBold(True)
        self.overline.setCapitalization(QFont.Capitalization.AllUppercase)
        self.overline.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        self.line = QFontMetricsF(font).lineSpacing()
        self.small_line = QFontMetricsF(self.small).lineSpacing()
        self.unit = self.line / 4
        self.edge, self.gap, self.pad = self.unit * 1.6, self.unit * 2, self.unit * 1.5
        self.radius = self.unit * 1.4
        #: Where words start: after the chevron of a section, the grip of an entry.
        self.indent = self.unit * 5.2
        self.hair = max(1.0, self.line / 18)
        self.header = self.line + 2 * self.pad
        self.part = self.small_line + self.unit * 2.4
        #: The side of a sign of the adviser.
        self.mark = self.unit * 3.2
        #: How large a row is taken to be before the outline is seen.
        self.guess = QSize(round(self.line * 10), round(3 * self.line))


def rounded(box: QRectF, radius: float, whole: bool) -> QPainterPath:
    """Rounded above, and below too if `whole`."""
    path = QPainterPath()
    if whole:
        path.addRoundedRect(box, radius, radius)
        return path
    path.moveTo(box.left(), box.bottom())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.left(), box.top(), box.left() + radius, box.top())
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.right(), box.top(), box.right(), box.top() + radius)
    path.lineTo(box.right(), box.bottom())
    path.closeSubpath()
    return path


def below(box: QRectF, radius: float) -> QPainterPath:
    """Rounded below alone."""
    path = QPainterPath()
    path.moveTo(box.left(), box.top())
    path.lineTo(box.left(), box.bottom() - radius)
    path.quadTo(box.left(), box.bottom(), box.left() + radius, box.bottom())
    path.lineTo(box.right() - radius, box.bottom())
    path.quadTo(box.right(), box.bottom(), box.right(), box.bottom() - radius)
    path.lineTo(box.right(), box.top())
    path.closeSubpath()
    return path
