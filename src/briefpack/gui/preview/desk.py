"""Where pages lie on a desk: how large, which of them are seen; scrolled and zoomed."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from briefpack.app.places import Box
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.preview.geometry import FULL, Roll, Setting, Signposts, Spot, next_zoom
from briefpack.language import say
from briefpack.layout.display import PageSet

_LINE = 3.0  # what an arrow key scrolls, in heights of the type


class Desk(QAbstractScrollArea):
    """Places pages and moves about on them; what is painted is another's matter."""

    #: The page at the middle, the zoom or the way of fitting changed.
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self.viewport(), say("Pages on the desk"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        # Always there: one that came and went with the width of the pages would change that width again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.horizontalScrollBar().setAccessibleName(say("Scroll sideways"))
        self.verticalScrollBar().setAccessibleName(say("Scroll"))
        self.fit, self.zoom, self.double = "width", 1.0, False
        self.pages = PageSet((), (), {})
        self._signposts = Signposts({})
        self._roll = Roll((), self.setting())

    def setting(self) -> Setting:
        """How pages are looked at now."""
        size = self.viewport().size()
        gap = max(theme.em(self, 0.8), 4)
        return Setting(
            size.width(), size.height(), self.fit, self.zoom, self.double, gap, self.viewport().devicePixelRatioF()
        )

    def spot(self) -> Spot:
        """What the user looks at now."""
        return self._signposts.spot(self._roll, self.top, self.viewport().height())

    @property
    def top(self) -> int:
        """The line of the desk at the top of the viewport."""
        return self.verticalScrollBar().value()

    @property
    def scale(self) -> float:
        """Device pixels a point."""
        return self._roll.scale * self.viewport().devicePixelRatioF()

    @property
    def percent(self) -> int:
        """The zoom as it is, also where it follows the width."""
        return round(self._roll.scale / FULL * 100)

    @property
    def number(self) -> int:
        """The page at the middle of the viewport; 0 without pages."""
        return self._roll.page_at(self.top + self.viewport().height() // 2)

    def visible(self) -> range:
        """The numbers of the visible pages."""
        return self._roll.visible(self.top, self.viewport().height())

    # Moving about

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom so that the point `at` of the viewport (its middle without one) stays where it is."""
        before = self._roll.scale
        size = self.viewport().size()
        at = at or QPoint(size.width() // 2, size.height() // 2)
        under = self._roll.under(at.x() + self._left(), at.y() + self.top)
        self.fit, self.zoom = "", zoom
        self._lay_out(self.spot())
        if under is None or self._roll.scale == before:
            return
        number, x, y = under
        place = self._roll.places[number - 1]
        self.horizontalScrollBar().setValue(place.x + round(x * self._roll.scale) - at.x())
        self.verticalScrollBar().setValue(place.y + round(y * self._roll.scale) - at.y())

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next_zoom(self.percent / 100, up=True))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next_zoom(self.percent / 100, up=False))

    def set_fit(self, fit: str) -> None:
        """Follow the `width` of the pane, or show a whole `page`."""
        spot = self.spot()
        self.fit = fit
        self._lay_out(spot)

    def set_double(self, on: bool) -> None:
        """Two pages side by side."""
        number = self.number
        self.double = on
        self._lay_out(self.spot())
        self.go_to_page(number)

    def go_to_page(self, number: int) -> None:
        """Scroll to the top of a page; the nearest where there is none with that number."""
        if self.pages.pages:
            number = max(1, min(number, len(self.pages.pages)))
            self.verticalScrollBar().setValue(self._roll.y_of(number) - self._roll.setting.gap)

    def rect_of(self, box: Box) -> QRectF:
        """A box of a page as a rectangle of the viewport."""
        place, scale = self._roll.places[box.page - 1], self._roll.scale
        left, top = place.x - self._left() + box.x * scale, place.y - self.top + box.y * scale
        return QRectF(left, top, box.width * scale, box.height * scale)

    def rect_of_page(self, number: int) -> QRectF:
        """A page as a rectangle of the viewport."""
        place = self._roll.places[number - 1]
        return QRectF(place.x - self._left(), place.y - self.top, place.width, place.height)

    def _lay_out(self, spot: Spot) -> None:
        """Place the pages anew and scroll to where the spot is now."""
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.fit else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(policy)
        self._roll = Roll([(page.width, page.height) for page in self.pages.pages], self.setting())
        self._fill_bars()
        self.verticalScrollBar().setValue(self._roll.top_for(spot, self.pages))
        self._look()

    def _fill_bars(self) -> None:
        size = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        blocked = vertical.blockSignals(True), horizontal.blockSignals(True)
        vertical.setRange(0, max(self._roll.height - size.height(), 0))
        horizontal.setRange(0, max(self._roll.width - size.width(), 0))
        vertical.blockSignals(blocked[0])
        horizontal.blockSignals(blocked[1])
        vertical.setPageStep(size.height())
        vertical.setSingleStep(theme.em(self, _LINE))
        horizontal.setPageStep(size.width())
        horizontal.setSingleStep(theme.em(self, _LINE))

    def _look(self) -> None:
        """Something else is to be seen than before."""
        self.viewport().update()
        self.moved.emit()

    def _reveal(self, box: Box) -> None:
        rect = self.rect_of(box)
        room = self.viewport().height()
        if rect.top() < 0 or rect.top() + min(rect.height(), room // 2) > room:
            self.verticalScrollBar().setValue(self.top + round(rect.top()) - room // 4)
        bar = self.horizontalScrollBar()
        if bar.maximum() and not 0 <= rect.left() <= self.viewport().width() * 0.9:
            bar.setValue(bar.value() + round(rect.left()) - theme.em(self, 2))

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    # What Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.spot())

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_zoom(next_zoom(self.percent / 100, turned > 0), event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)
