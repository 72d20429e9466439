"""Small pictures of pages: of templates in the start window, of what will leave in the export sheet."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named

if TYPE_CHECKING:
    from briefpack.pdf.raster import Pixels

#: Height of a page for its width: A4.
TALL = 2**0.5
#: Of a page to come: how far down, how wide, whether it is a heading.
_LINES = tuple(
    (top / 100, wide / 100, heading)
    for top, wide, heading in (
        (12, 50, True),
        (20, 76, False),
        (25, 70, False),
        (34, 35, True),
        (41, 76, False),
        (46, 72, False),
        (51, 76, False),
        (60, 30, True),
        (67, 76, False),
        (72, 66, False),
    )
)


def pages_of(pdf: bytes, width: int, most: int, wanted: Callable[[], bool]) -> Iterator["Pixels"]:
    """The first pages, `width` device pixels wide, one after the other; for a job."""
    from briefpack.pdf.raster import page_sizes, rasterise  # noqa: PLC0415 - after the first paint

    scales = [width / across for across, _ in page_sizes(pdf)[:most]]
    for _, pixels in rasterise(pdf, scales, wanted):
        yield pixels


def picture(pixels: "Pixels") -> QImage:
    """A picture over the bytes of a page, which are not copied and must live as long; for the GUI thread."""
    return QImage(pixels.content, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)


class PagePicture(QWidget):
    """A sheet of paper with its shadow; without a picture, the grey lines of a page to come."""

    def __init__(self, name: str, width: int, key: str = "") -> None:
        super().__init__()
        named(self, name, key=key)
        self._picture: QPixmap | None = None
        self._width = width
        self._tall = TALL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_page(self, page: "Pixels") -> None:
        """Show this page from now on."""
        image = picture(page).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = QPixmap.fromImage(image)
        self._tall = image.height() / max(1, image.width())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = self._edge()
        return QSize(self._width + 2 * edge, round(self._width * self._tall) + 2 * edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours, edge = theme.current(), self._edge()
        paper = QRectF(edge, edge, self._width, self._width * self._tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 40 if colours.dark else 10))
        for step in range(edge, 0, -1):
            painter.drawRoundedRect(paper.adjusted(-step / 2, 0, step / 2, step), step, step)
        painter.fillRect(paper, colours.colour("paper"))
        if self._picture is None:
            self._paint_lines(painter, paper)
        else:
            painter.drawPixmap(paper.toRect(), self._picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(colours.colour("line"))
        painter.drawRect(paper)

    def _paint_lines(self, painter: QPainter, paper: QRectF) -> None:
        strong, faint = QColor("#c9d3e0"), QColor("#e6ebf2")  # paper is light in both themes
        thick = paper.width() * 0.028
        for top, share, heading in _LINES:
            place = QRectF(
                paper.left() + paper.width() * 0.12, paper.top() + paper.height() * top, paper.width() * share, thick
            )
            painter.fillRect(place, strong if heading else faint)

    def _edge(self) -> int:
        return max(2, theme.em(self, 0.25))
