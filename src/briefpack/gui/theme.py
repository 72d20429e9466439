"""Colours of the window by what they are for, light and dark. Paper stays light: a page looks as it prints."""

from string import Template
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from briefpack.app import resources

#: Each role: what it colours, in light and in dark.
COLOURS: dict[str, tuple[str, str]] = {
    "window": ("#f3f5f9", "#151a21"),
    "panel": ("#fafbfd", "#1a2029"),
    "card": ("#ffffff", "#222a35"),
    "text": ("#131c29", "#e8edf4"),
    "muted": ("#566173", "#a9b4c3"),
    "accent": ("#14427a", "#8fbcf7"),
    "accent-strong": ("#0e3260", "#b3d2fb"),
    "accent-text": ("#ffffff", "#0c1828"),
    "line": ("#dbe1ea", "#36404d"),
    "selection": ("#dfe9f7", "#2a4262"),
    "focus": ("#1d62bd", "#8fbcf7"),
    "tint": ("#e8eff9", "#243347"),
    "mark": ("#ffecab", "#5f4d14"),
    "quote": ("#7a2fd0", "#cbaaff"),
    "event": ("#0c675c", "#66d6c5"),
    "statistic": ("#a83d0c", "#ffac8a"),
    "position": ("#1c5cad", "#93c1f9"),
    "claim": ("#7d5200", "#e9c46f"),
    "block": ("#a01220", "#ffa5ac"),
    "warn": ("#754900", "#f2c766"),
    "note": ("#14427a", "#aacdf8"),
    "ok": ("#18643a", "#84daa6"),
    "block-tint": ("#fde3e5", "#47222a"),
    "warn-tint": ("#fdf0d2", "#42351a"),
    "note-tint": ("#e3edfa", "#22344b"),
    "ok-tint": ("#e0f3e7", "#1c3a2a"),
    "desk": ("#5d6670", "#0d1014"),
    "desk-text": ("#ffffff", "#dce3ec"),
    "paper": ("#ffffff", "#ffffff"),
}
#: Sizes of type against the system's.
_TYPE = {"small": 0.88, "large": 1.1, "title": 1.35, "display": 1.9}
_SHEET = "window/window.qss"
_FONTS = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic")
#: What a user can choose, and the scheme it asks Qt for.
CHOICES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(NamedTuple):
    """One set of colours."""

    dark: bool = False

    def colour(self, role: str) -> QColor:
        """The colour of a role in COLOURS."""
        return QColor(COLOURS[role][self.dark])

    def palette(self) -> QPalette:
        """What Qt's own drawing uses."""
        palette = QPalette()
        for place, role in _PALETTE.items():
            palette.setColor(place, self.colour(role))
        for place in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, self.colour("muted"))
        return palette

    def sheet(self, font: QFont) -> str:
        """The style sheet with this theme's colours; `hair` is the thinnest line that shows at this size of type."""
        words = {role.replace("-", "_"): pair[self.dark] for role, pair in COLOURS.items()}
        words |= {name: f"{font.pointSizeF() * times:.2f}pt" for name, times in _TYPE.items()}
        hair = max(1, round(QFontMetricsF(font).height() / 18))
        text = resources.read(_SHEET).decode()
        words["drawings"] = resources.place("window").as_posix()
        words["shade"] = "dark" if self.dark else "light"
        return Template(text).substitute(words, hair=f"{hair}px", ring=f"{2 * hair}px")


_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "block",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "card",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Accent: "accent",
}


class _Chosen:
    """What the user chose, as not every system takes orders about its colours."""

    scheme = Qt.ColorScheme.Unknown


def current() -> Theme:
    """The theme shown now. Ask again whenever something is painted: it follows the system."""
    scheme = _Chosen.scheme
    if scheme is Qt.ColorScheme.Unknown:
        scheme = QGuiApplication.styleHints().colorScheme()
    return Theme(scheme is Qt.ColorScheme.Dark)


def em(widget: QWidget, times: float = 1.0) -> int:
    """A length in units of the widget's type: its height times `times`, in logical pixels."""
    return round(widget.fontMetrics().height() * times)


def margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins of a layout: Qt turns round what stands in it, but not the room about it."""
    left, right = (end, start) if QGuiApplication.isRightToLeft() else (start, end)
    return QMargins(left, top, right, bottom)


def placed(rect: QRectF, inside: QRect | QRectF, widget: QWidget) -> QRectF:
    """The rectangle, mirrored inside its cell where the widget reads from right to left."""
    if not widget.isRightToLeft():
        return rect
    return QRectF(inside.left() + inside.right() - rect.right(), rect.top(), rect.width(), rect.height())


def at_the_start(label: QLabel) -> None:
    """Have its words begin where the window begins, also words of another direction, such as an English title."""
    if label.isRightToLeft():
        across = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        label.setAlignment(across | (label.alignment() & Qt.AlignmentFlag.AlignVertical_Mask))


class Appearance(QObject):
    """Dresses the application: type, colours, style; again whenever the system turns dark or light."""

    def __init__(self, application: QApplication, choice: str = "system", percent: int = 100) -> None:
        super().__init__(application)
        self._application = application
        if not getattr(application, "has_style", False):
            application.setStyle("Fusion")
        self._font = _font(application)
        application.styleHints().colorSchemeChanged.connect(self._dress)
        self.choose(choice, percent)

    def choose(self, choice: str, percent: int = 100) -> None:
        """`system`, `light` or `dark`; type at `percent` of the size the system asks for."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * percent / 100)
        self._application.setFont(font)
        _Chosen.scheme = CHOICES.get(choice, Qt.ColorScheme.Unknown)
        self._application.styleHints().setColorScheme(_Chosen.scheme)
        self._dress()

    def _dress(self) -> None:
        theme = current()
        self._application.setPalette(theme.palette())
        sheet = theme.sheet(self._application.font())
        if sheet != self._application.styleSheet():
            self._application.setStyleSheet(sheet)


#: Smaller than this nobody reads a whole day, whatever the system says.
_SMALLEST = 9.0


def _font(application: QApplication) -> QFont:
    """The window is set in the family of its pages, at the size the system asks for."""
    families: list[str] = []
    for name in _FONTS:
        number = QFontDatabase.addApplicationFontFromData(resources.font(name))
        families += QFontDatabase.applicationFontFamilies(number)
    font = QFont(application.font())
    font.setFamilies([*dict.fromkeys([*families, *font.families()])])
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST))
    return font


def is_repainting(event: QEvent) -> bool:
    """True for the event that tells a widget to fetch its colours anew."""
    return event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange}
