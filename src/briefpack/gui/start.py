"""The first window: recent packs, templates, a file of one's own, and what this program is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.actions import Table, window_rows
from briefpack.gui.banner import Banner
from briefpack.gui.doors import Doors, packs_in
from briefpack.gui.house import House
from briefpack.gui.showing import Showing
from briefpack.gui.status import Status
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.gui.choosing import Choosing

_HERE = ("open", "settings", "close", "quit", "palette", "help", "tour", "about")


class StartWindow(QMainWindow):
    """Painted before anything slow is loaded; the templates come when they are read."""

    template_wanted = Signal(str, str)
    recent_wanted = Signal(object)
    closed = Signal(object)
    #: Once, after the first paint.
    painted = Signal()

    def __init__(self, house: House) -> None:
        super().__init__()
        named(self, say("briefpack"), key="start")
        self.setWindowTitle(say("briefpack"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._was_painted = False
        self._choosing: Choosing | None = None
        self.table = Table(self)
        self.table.add(row for row in window_rows() if row.id in _HERE)
        self.doors = Doors(self, house)
        self.showing = Showing(self, house, self.table)
        self._banner = Banner(self)
        whole = named(QWidget(), say("Begin"), key="start-whole")
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._band())
        layout.addWidget(self._banner)
        self._room = QVBoxLayout()
        layout.addLayout(self._room, 1)
        layout.addWidget(Status(house.jobs, self))
        self.setCentralWidget(whole)
        self.resize(theme.em(self, 76), theme.em(self, 49))

    @property
    def choosing(self) -> "Choosing":
        """The templates and recent packs; made when they are first asked for, at the latest after the first paint."""
        if self._choosing is None:
            from briefpack.gui.choosing import Choosing  # noqa: PLC0415 - after the first paint

            self._choosing = Choosing(self)
            self._choosing.template_wanted.connect(self.template_wanted)
            self._choosing.recent_wanted.connect(self.recent_wanted)
            self._room.addWidget(self._choosing)
        return self._choosing

    def tell(self, words: str) -> None:
        """A sentence above the templates."""
        self._banner.tell(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if packs_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in packs_in(event.mimeData()):
            self.doors.file_wanted.emit(path)
        event.acceptProposedAction()

    def _band(self) -> QFrame:
        band = named(QFrame(self), say("briefpack"), key="header")
        row = QHBoxLayout(band)
        gap = theme.em(self, 0.8)
        row.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        sign = named(QLabel(), say("briefpack"), key="start-sign")
        size = theme.em(self, 2.4)
        sign.setPixmap(icons.icon("briefpack").pixmap(size, size))
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        for text, role in (
            (say("briefpack"), "title"),
            (say("Evidence into a briefing pack, every sentence traceable, offline."), "muted"),
        ):
            label = named(QLabel(text), text)
            label.setProperty("role", role)
            words.addWidget(label)
        row.addLayout(words, 1)
        for name, role in (("about", "link"), ("open", "primary")):
            row.addWidget(self._button(name, role))
        return band

    def _button(self, name: str, role: str) -> QPushButton:
        row, action = self.table.rows[name], self.table.action(name)
        button = named(QPushButton(row.words), row.words.rstrip("…"), key=f"start-{name}")
        button.setProperty("role", role)
        if role == "primary":
            button.setIcon(icons.icon(row.icon, "accent-text"))
            button.setIconSize(QSize(theme.em(self), theme.em(self)))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button
