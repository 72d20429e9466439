"""A strip of small pictures of all pages; drawn when they come into sight, again when their words changed."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefpack.app.preview import looks_the_same
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.preview.press import Shot
from briefpack.language import say
from briefpack.layout.display import Page

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 5.5  # of a small page, in heights of the type
_AROUND = 0.6
_PAPER = theme.Theme(dark=False)


class _Pages(QAbstractListModel):
    """The pages by number; what a screen reader says of each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: tuple[Page, ...] = ()

    def show(self, pages: tuple[Page, ...]) -> None:
        """Show other pages: rows come and go at the end, the selection stays."""
        before, now = len(self.pages), len(pages)
        if now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self.pages = pages
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self.pages = pages
            self.endRemoveRows()
        else:
            self.pages = pages

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} and index.isValid():
            return say("Page {number}", number=index.row() + 1)
        return None


class _Painter(QStyledItemDelegate):
    """Paints one small page with its number below."""

    def __init__(self, strip: "Thumbnails") -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width, height = self._strip.size_of(index.row())
        around = theme.em(self._strip, _AROUND)
        return QSize(width + 2 * around, height + 2 * around + self._strip.fontMetrics().height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        strip, colours = self._strip, theme.current()
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        width, height = strip.size_of(index.row())
        around = theme.em(strip, _AROUND)
        page = QRect(whole.x() + (whole.width() - width) // 2, whole.y() + around, width, height)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        shot = strip.shots.get(index.row() + 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if shot is None:
            painter.fillRect(page, _PAPER.colour("paper"))
        else:
            painter.drawImage(page, shot.image)
        ring = max(2, theme.em(strip, 0.16)) if chosen else 1
        painter.setPen(QPen(colours.colour("accent" if chosen else "line"), ring))
        painter.drawRect(page.adjusted(-ring, -ring, ring - 1, ring - 1))
        painter.setPen(colours.colour("text" if chosen else "muted"))
        below = QRect(whole.x(), page.bottom() + ring, whole.width(), whole.bottom() - page.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """Small pages; a click or an arrow key goes to one."""

    #: The number of a page.
    chosen = Signal(int)
    #: Small pages in sight have no picture of what they are now.
    lacking = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Small pictures of all pages"), key="thumbnails-list")
        named(self.viewport(), say("Small pictures"))
        self.horizontalScrollBar().setAccessibleName(say("Scroll sideways"))
        self.verticalScrollBar().setAccessibleName(say("Scroll"))
        self.shots: dict[int, Shot] = {}
        self._model = _Pages(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.selectionModel().currentChanged.connect(self._chosen)
        self.setFixedWidth(theme.em(self, _WIDTH + 2 * _AROUND) + self.verticalScrollBar().sizeHint().width())
        self._following = False

    @property
    def scale(self) -> float:
        """Device pixels a point: the same for all, so that sheets on their side are broader."""
        widest = max((page.width for page in self._model.pages), default=595.0)
        return theme.em(self, _WIDTH) * self.devicePixelRatioF() / widest

    def size_of(self, row: int) -> tuple[int, int]:
        """Width and height of a small page in logical pixels."""
        page, scale = self._model.pages[row], self.scale / self.devicePixelRatioF()
        return round(page.width * scale), round(page.height * scale)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show the pages of another layout."""
        self._following = True
        self._model.show(pages)
        self.shots = {number: shot for number, shot in self.shots.items() if number <= len(pages)}
        self._following = False
        self.viewport().update()
        self._look()

    def follow(self, number: int) -> None:
        """Mark the page that is looked at."""
        index = self._model.index(number - 1)
        if index.isValid() and index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False

    def take_shots(self, shots: Mapping[int, Shot]) -> None:
        """Show pictures."""
        self.shots |= shots
        self.viewport().update()
        self._look()

    def lacks(self) -> list[int]:
        """A few of the pages in sight whose picture is missing or out of date. The footer is too small to count."""
        if not self.isVisible() or not self._model.pages:
            return []
        first = max(self.indexAt(self.viewport().rect().topLeft()).row(), 0)
        found: list[int] = []
        for row in range(first, len(self._model.pages)):
            if self.visualRect(self._model.index(row)).top() > self.viewport().height():
                break
            shot, page = self.shots.get(row + 1), self._model.pages[row]
            if shot is None or shot.scale != self.scale or not looks_the_same(shot.page, page, furniture=False):
                found.append(row + 1)
            elif shot.page is not page:
                self.shots[row + 1] = shot._replace(page=page)
        return found[:_AT_ONCE]

    def _look(self) -> None:
        if self.isVisible():
            self.lacking.emit()

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._following and index.isValid():
            self.chosen.emit(index.row() + 1)


_AT_ONCE = 6
