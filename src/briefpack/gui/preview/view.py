"""The pages on the desk, clicked and found on. Paints what it has at once and never waits for more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from briefpack.app.places import Box
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.preview.desk import Desk
from briefpack.gui.preview.geometry import Spot
from briefpack.gui.preview.margin import Margin
from briefpack.gui.preview.press import Shot, Update
from briefpack.language import say
from briefpack.layout.display import Page, PageSet
from briefpack.layout.styles import PAPERS

_KEPT = 12  # pictures of pages, at most
#: Paper stays light in the dark theme, and so does what is drawn on it.
_ON_PAPER = theme.Theme(dark=False)


class PageView(Desk):
    """A desk of pages that are seen, and can be clicked."""

    #: A point on a page was clicked (number, x, y in points); Enter was pressed on a page.
    clicked = Signal(int, float, float)
    #: Pages that are visible, or soon, have no sharp picture.
    lacking = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, say("Pages"), say("The pages as they print. The text view has the same words for a screen reader."))
        self.shots: dict[int, Shot] = {}
        self._outlined: Sequence[Box] = ()
        self._hits: Sequence[tuple[Box, ...]] = ()
        self._hit = -1
        self._words = ""
        self.margin = Margin(self)
        self.viewport().setMouseTracking(True)

    # What is shown

    def wait_for(self, paper: str, words: str) -> None:
        """Until there are pages: an empty sheet of the right size that says what goes on."""
        sheet = PAPERS[paper]
        self.pages, self._words = PageSet((Page(1, sheet.width, sheet.height, (), (), ()),), (), {}), words
        self._lay_out(Spot())

    def take(self, update: Update) -> None:
        """Show new pages; what stood at the top of the viewport stays there."""
        spot = self.spot()
        self.pages, self._signposts, self._words = update.laid.pages, update.signposts, ""
        self.shots |= update.shots
        self.shots = {number: shot for number, shot in self.shots.items() if number <= len(self.pages.pages)}
        self._outlined, self._hits, self._hit = (), (), -1
        self._lay_out(spot)

    def take_shots(self, shots: Mapping[int, Shot]) -> None:
        """Show pictures of pages."""
        self.shots |= shots
        self._forget()
        self.viewport().update()

    def lacks(self) -> tuple[list[int], list[int]]:
        """The visible pages without a sharp picture of what they are now, and their neighbours without one."""
        shown = self.visible()
        near = [number for number in (shown.stop, shown.start - 1) if 1 <= number <= len(self.pages.pages)]
        return [number for number in shown if not self._sharp(number)], [
            number for number in near if not self._sharp(number)
        ]

    def _sharp(self, number: int) -> bool:
        shot = self.shots.get(number)
        return shot is not None and shot.scale == self.scale and shot.page is self.pages.pages[number - 1]

    def _forget(self) -> None:
        shown = self.visible()
        middle = (shown.start + shown.stop) / 2
        nearest = sorted(self.shots, key=lambda number: abs(number - middle))
        self.shots = {number: self.shots[number] for number in nearest[: max(_KEPT, len(shown) + 2)]}

    def _look(self) -> None:
        super()._look()
        if any(self.lacks()):
            self.lacking.emit()

    # Moving about

    def go_to(self, target: str) -> None:
        """Scroll to a destination, with a little room above it."""
        place = self.pages.destinations.get(target)
        if place is not None:
            self.verticalScrollBar().setValue(self._roll.y_of(place.page, place.y) - theme.em(self, 2))

    def outline(self, boxes: Sequence[Box]) -> None:
        """Draw a soft outline round boxes, and scroll to the first unless it can be seen."""
        self._outlined = boxes
        if boxes:
            self._reveal(boxes[0])
        self.viewport().update()

    def show_hits(self, hits: Sequence[tuple[Box, ...]], current: int = -1) -> None:
        """Light up what was found, the current hit most; and scroll to that."""
        self._hits, self._hit = hits, current
        if 0 <= current < len(hits):
            self._reveal(hits[current][0])
        self.viewport().update()

    # What Qt calls

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_repainting(event):
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.margin.words_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._click(event.position().toPoint())

    def _click(self, at: QPoint) -> None:
        under = self._roll.under(at.x() + self._left(), at.y() + self.top)
        if under is not None:
            self.clicked.emit(*under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, sideways = self.verticalScrollBar(), self.horizontalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Left if not sideways.maximum():
                self.go_to_page(self.number - (2 if self.double else 1))
            case Qt.Key.Key_Right if not sideways.maximum():
                self.go_to_page(self.number + (2 if self.double else 1))
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                size = self.viewport().size()
                self._click(QPoint(size.width() // 2, size.height() // 3))
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().colour("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self.visible():
            self._paint_page(painter, number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hits(painter)
        self._paint_outline(painter)
        self.margin.paint(painter)
        if self.hasFocus():
            pen = QPen(theme.current().colour("focus"), max(2, theme.em(self, 0.12)))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, number: int) -> None:
        rect = self.rect_of_page(number).toRect()
        shadow = theme.current().colour("desk").darker(135)
        for spread in (3, 2, 1):
            shadow.setAlpha(60)
            painter.fillRect(rect.adjusted(1 - spread, 1, spread - 1, spread), shadow)
        shot = self.shots.get(number)
        if shot is None:
            painter.fillRect(rect, _ON_PAPER.colour("paper"))
            painter.setPen(_ON_PAPER.colour("muted"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words or say("Page {number}", number=number))
        else:
            painter.drawImage(rect, shot.image)

    def _paint_hits(self, painter: QPainter) -> None:
        shown = self.visible()
        for index, hit in enumerate(self._hits):
            for box in hit:
                if box.page in shown:
                    self._paint_hit(painter, self.rect_of(box), index == self._hit)

    def _paint_hit(self, painter: QPainter, rect: QRectF, current: bool) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, _ON_PAPER.colour("mark").darker(118 if current else 100))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if current:  # not by its colour alone
            painter.setPen(QPen(_ON_PAPER.colour("warn"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)

    def _paint_outline(self, painter: QPainter) -> None:
        shown = self.visible()
        pad = theme.em(self, 0.3)
        for box in self._outlined:
            if box.page in shown:
                rect = self.rect_of(box).adjusted(-pad, -pad, pad, pad)
                soft = _ON_PAPER.colour("focus")
                soft.setAlpha(16)
                painter.setBrush(soft)
                soft.setAlpha(190)
                painter.setPen(QPen(soft, 1.6))
                painter.drawRoundedRect(rect, pad, pad)
