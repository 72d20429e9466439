"""What stands above the pages: page number, zoom, ways of looking; and the sentence when there are no new pages."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.language import say

_ZOOMS = (50, 75, 100, 125, 150, 200)


class Bar(QFrame):
    """Page number, zoom and tools. What has no room is left out: all of it is in the menu View as well."""

    page_wanted = Signal(int)
    zoom_wanted = Signal(float)
    fit_wanted = Signal(str)
    #: One of the tools was used: its id in TOOLS, and whether it is on (for switches).
    used = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Tools of the pages"), key="page-bar")
        self.setProperty("role", "panel")
        self.page = named(QLineEdit(self), say("Page number"), say("Type a number and press Enter."), key="page-number")
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setValidator(QIntValidator(1, 99999, self.page))
        self.page.returnPressed.connect(self._page_typed)
        self.before = named(QLabel(say("Page"), self), say("Page"), key="page-word")
        self.after = named(_Elided(self), say("Pages and how fresh they are"), key="page-state")
        self.zoom = self._zoom_button()
        self.tools = {name: self._tool(name, *words) for name, words in _tools().items()}
        self._parts: list[QWidget] = []
        self._assemble()

    def _assemble(self) -> None:
        layout = QHBoxLayout(self)
        margin = theme.em(self, 0.4)
        layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
        layout.setSpacing(margin // 3)
        self._parts = [
            self.before,
            self.page,
            self.after,
            *(self.tools[name] for name in ("zoom-out",)),
            self.zoom,
            *(self.tools[name] for name in _tools() if name != "zoom-out"),
        ]
        for part in self._parts:
            layout.addWidget(part, 1 if part is self.after else 0)
        self._size()

    def _size(self) -> None:
        self.page.setFixedWidth(self.page.fontMetrics().horizontalAdvance("0000") + theme.em(self, 0.9))
        for button in (*self.tools.values(), self.zoom):
            button.setIconSize(QSize(theme.em(self, 1), theme.em(self, 1)))

    def show_state(self, number: int, pages: int, updated: int | None, percent: int) -> None:
        """Which page of how many, how long the last edit took to show, how large."""
        if not self.page.hasFocus() or not self.page.isModified():
            self.page.setText(str(number) if pages else "")
        self.page.setEnabled(bool(pages))
        words = say("of {pages}", pages=pages) if pages else ""
        if updated is not None:
            words = say("of {pages} · updated {time} ms after edit", pages=pages, time=updated)
        self.after.setText(words)
        self.zoom.setText(say("{percent} %", percent=percent))

    def show_switches(self, states: dict[str, bool]) -> None:
        """Set which tools are on."""
        for name, on in states.items():
            blocked = self.tools[name].blockSignals(True)
            self.tools[name].setChecked(on)
            self.tools[name].blockSignals(blocked)

    def _page_typed(self) -> None:
        self.page.setModified(False)
        self.page_wanted.emit(int(self.page.text() or 1))

    def _zoom_button(self) -> QToolButton:
        button = named(QToolButton(self), say("Zoom"), key="zoom")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(say("How large the pages are shown"))
        menu = named(QMenu(button), say("Zoom"), key="zoom-menu")
        for percent in _ZOOMS:
            action = QAction(say("{percent} %", percent=percent), menu)
            action.triggered.connect(lambda _on=False, zoom=percent / 100: self.zoom_wanted.emit(zoom))
            menu.addAction(action)
        menu.addSeparator()
        for fit, words in (("width", say("Fit width")), ("page", say("Fit page"))):
            action = QAction(words, menu)
            action.triggered.connect(lambda _on=False, fit=fit: self.fit_wanted.emit(fit))
            menu.addAction(action)
        button.setMenu(menu)
        return button

    def _tool(self, name: str, words: str, picture: str, switch: bool) -> QToolButton:
        button = named(QToolButton(self), words, key=f"tool-{name}")
        button.setIcon(icons.icon(picture))
        button.setToolTip(words)
        button.setCheckable(switch)
        button.setAutoRaise(True)
        button.clicked.connect(lambda on=False, name=name: self.used.emit(name, on))
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._parts:
            self._size()

    def _make_room(self, width: int) -> None:
        """Hide what does not fit, the least needed first."""
        kept = [self.tools[name] for name in _HIDDEN_FIRST] + [self.before, self.zoom]
        room = width - 2 * theme.em(self, 1)
        spacing = theme.em(self, 0.2)
        # The state may be cut short, but a dozen letters of it stay.
        least = theme.em(self, 4)
        sizes = {part: least if part is self.after else part.sizeHint().width() + spacing for part in self._parts}
        needed = sum(sizes.values())
        for part in kept:
            part.setVisible(needed <= room)
            if needed > room:
                needed -= sizes[part]

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(self, 10), super().minimumSizeHint().height())


def _tools() -> dict[str, tuple[str, str, bool]]:
    """Each tool: its words, its icon, whether it is a switch."""
    return {
        "zoom-out": (say("Smaller"), "zoom-out", False),
        "zoom-in": (say("Larger"), "zoom-in", False),
        "fit-width": (say("Fit width"), "fit-width", True),
        "fit-page": (say("Fit page"), "fit-page", True),
        "two-pages": (say("Two pages side by side"), "two-pages", True),
        "thumbnails": (say("Small pictures of all pages"), "thumbnails", True),
        "text": (say("Text view"), "text", True),
        "find": (say("Find in the pages"), "search", True),
        "print": (say("Print…"), "print", False),
    }


_HIDDEN_FIRST = ("print", "fit-page", "two-pages", "thumbnails", "text", "zoom-out", "zoom-in", "find", "fit-width")


class _Elided(QLabel):
    """Words that end in dots where there is no room for all of them."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class TroubleBar(QFrame):
    """Why the pages below are not those of the pack as it is now, and the way there."""

    #: The id of the entry or section to go to.
    go_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Why the pages are not new"), key="banner")
        self._entry = ""
        self.words = named(QLabel(self), say("Trouble"), key="trouble-words")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.sign = named(QLabel(self), say("Warning"), key="trouble-sign")
        self.go = named(QPushButton(say("Go there"), self), say("Go to the entry"), key="trouble-go")
        self.go.clicked.connect(lambda: self.go_wanted.emit(self._entry))
        layout = QHBoxLayout(self)
        margin = theme.em(self, 0.5)
        layout.setContentsMargins(2 * margin, margin, 2 * margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.go, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_trouble(self, words: str, entry: str) -> None:
        """Say the sentence; "" when there is no trouble any more."""
        self._entry = entry
        self.words.setText(words)
        self.words.setAccessibleName(words or say("Trouble"))
        self.go.setVisible(bool(entry))
        self._paint_sign()
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_repainting(event):
            self._paint_sign()

    def _paint_sign(self) -> None:
        self.sign.setPixmap(icons.pixmap("warning", "warn", theme.em(self, 1.1), self.devicePixelRatioF()))
