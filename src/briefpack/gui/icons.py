"""Icons: own drawings in resources/icons, painted in the colour the theme has at the moment of painting."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from briefpack.app import resources
from briefpack.gui import theme

_INK = b"currentColor"
#: Drawings that point somewhere, or show where lines begin: turned round where the window reads from right to left.
TURNED = {"undo", "redo", "left", "right", "chevron-left", "chevron-right", "text", "list", "menu", "open", "play"}


def icon(name: str, role: str = "text") -> QIcon:
    """The icon resources/icons/NAME.svg in the colour of a theme role; grey where it is disabled.

    Raises ResourcesMissingError when there is none.
    """
    _drawing(name)
    return QIcon(_Drawn(name, role))


def pixmap(name: str, role: str, size: int, scale: float = 1.0) -> QPixmap:
    """The drawing as a picture of `size` logical pixels, for delegates that paint by themselves."""
    return _painted(name, theme.current().colour(role).name(), QSize(round(size * scale), round(size * scale)), scale)


class _Drawn(QIconEngine):
    """Paints one drawing. The methods' names are Qt's."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio() if painter.device() else 1.0
        size = QSize(round(rect.width() * scale), round(rect.height() * scale))
        painter.drawPixmap(rect, _painted(self._name, self._colour(mode), size, 1.0))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _painted(self._name, self._colour(mode), size, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        return _painted(self._name, self._colour(mode), size * scale, scale)

    def clone(self) -> QIconEngine:
        return _Drawn(self._name, self._role)

    def key(self) -> str:
        return "briefpack"

    def _colour(self, mode: QIcon.Mode) -> str:
        dimmed = mode is QIcon.Mode.Disabled
        return theme.current().colour("line" if dimmed else self._role).name()


@cache
def _drawing(name: str) -> bytes:
    return resources.read(f"icons/{name}.svg")


def _painted(name: str, colour: str, size: QSize, scale: float) -> QPixmap:
    """`size` in device pixels."""
    return _turned(name, colour, size, scale, name in TURNED and QGuiApplication.isRightToLeft())


@cache
def _turned(name: str, colour: str, size: QSize, scale: float, mirrored: bool) -> QPixmap:
    """Kept: there are few icons, sizes and colours."""
    picture = QPixmap(size)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    if mirrored:
        painter.translate(size.width(), 0)
        painter.scale(-1, 1)
    svg = QSvgRenderer(QByteArray(_drawing(name).replace(_INK, colour.encode())))
    svg.render(painter, QRectF(QPoint(0, 0), size))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
