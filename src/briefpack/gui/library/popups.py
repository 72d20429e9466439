"""Small windows that ask for one or two lines and go away."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefpack.app.finding import dated
from briefpack.evidence.dates import DateError
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.language import say
from briefpack.library.query import Query


class Popup(QDialog):
    """Fields, a line for what is wrong, a button. Esc or a click elsewhere closes it and changes nothing."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        named(self, title)
        self.column = QVBoxLayout(self)
        heading = QLabel(title, self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.column.addWidget(heading)
        self.form = QFormLayout()
        self.column.addLayout(self.form)
        self.wrong = named(QLabel(self), say("What is wrong"), key="wrong")
        self.wrong.setWordWrap(True)
        self.wrong.setProperty("role", "error")
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.column.addLayout(self.buttons)

    def field(self, label: str, text: str, hint: str, key: str) -> QLineEdit:
        """A line to fill in."""
        edit = named(QLineEdit(text, self), label, hint, key)
        edit.setPlaceholderText(hint)
        edit.setMinimumWidth(theme.em(self, 14))
        self.form.addRow(label, edit)
        return edit

    def button(self, words: str, key: str, main: bool = False) -> QPushButton:
        """A button at the end; Enter presses the main one."""
        button = named(QPushButton(words, self), words, key=key)
        button.setAutoDefault(False)
        button.setDefault(main)
        if main:
            button.setProperty("role", "primary")
        self.buttons.addWidget(button)
        return button

    def complain(self, words: str) -> None:
        """Say what is wrong with what was typed."""
        self.wrong.setText(words)
        self.wrong.show()
        announce(self.wrong, words)
        self.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.current().colour("muted"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def open_under(self, widget: QWidget) -> None:
        """Show it below a widget, on its screen."""
        self.adjustSize()
        place = widget.mapToGlobal(widget.rect().bottomLeft())
        if self.isRightToLeft():
            place = widget.mapToGlobal(widget.rect().bottomRight()) - QPoint(self.width() - 1, 0)
        screen = widget.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()


class DaysPopup(Popup):
    """From when to when."""

    chosen = Signal(str, str)

    def __init__(self, first: str, last: str, parent: QWidget) -> None:
        super().__init__(say("Dated from – to"), parent)
        self.setObjectName("days")
        hint = say("2014, 2014-02 or 2014-02-17")
        self._first = self.field(say("From"), first, hint, "days-from")
        self._last = self.field(say("To"), last, hint, "days-to")
        self.button(say("Any date"), "days-any").clicked.connect(self._any)
        self.button(say("Show these"), "days-show", main=True).clicked.connect(self._show_these)
        self._first.setFocus()

    def _any(self) -> None:
        self.chosen.emit("", "")
        self.close()

    def _show_these(self) -> None:
        first, last = self._first.text().strip(), self._last.text().strip()
        try:
            dated(Query(), first, last)
        except DateError as error:
            self.complain(say("These dates cannot be used: {why}.", why=error))
            return
        self.chosen.emit(first, last)
        self.close()


class NamePopup(Popup):
    """A name for what is being kept."""

    chosen = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setObjectName("name")
        self._name = self.field(say("Name"), name, "", "name-text")
        self.button(say("Save"), "name-save", main=True).clicked.connect(self._save)
        self._name.selectAll()
        self._name.setFocus()

    def _save(self) -> None:
        name = self._name.text().strip()
        if not name:
            self.complain(say("Give it a name first."))
            return
        self.chosen.emit(name)
        self.close()
