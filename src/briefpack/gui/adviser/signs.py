"""The sign of each severity: told by its shape and its letter, not by its colour alone."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from briefpack.adviser.finding import Severity
from briefpack.gui import theme

#: What stands in the sign.
_LETTERS: dict[Severity, str] = {"block": "!", "warn": "!", "note": "i"}


def paint_sign(painter: QPainter, box: QRectF, severity: Severity, colours: theme.Theme) -> None:
    """An octagon for what blocks, a triangle for a warning, a circle for a note."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A note speaks softly: a ring.
    thin = box.height() / 12
    painter.setPen(QPen(colours.colour(severity), thin) if severity == "note" else Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("note-tint" if severity == "note" else severity))
    match severity:
        case "block":
            painter.drawPolygon(_corners(box, 8, pi / 8))
        case "warn":
            painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        case "note":
            painter.drawEllipse(box.adjusted(thin, thin, -thin, -thin))
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(6, round(box.height() * (0.62 if severity == "warn" else 0.72))))
    painter.setFont(font)
    painter.setPen(colours.colour("note" if severity == "note" else "card"))
    # The middle of a triangle lies lower than that of its box.
    inside = box.translated(0, box.height() * 0.12) if severity == "warn" else box
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, _LETTERS[severity])
    painter.restore()


def _corners(box: QRectF, many: int, turn: float) -> QPolygonF:
    middle, half = box.center(), box.width() / 2
    angles = [turn + 2 * pi * number / many for number in range(many)]
    return QPolygonF([middle + QPointF(half * cos(angle), half * sin(angle)) for angle in angles])
