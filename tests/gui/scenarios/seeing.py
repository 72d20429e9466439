"""What stands on the screen, and where one would click or type. For the GUI thread."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QMainWindow,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)


def target(widget: QWidget) -> QRect:
    """Where one clicks on it: on a switch, its sign and not the empty room behind its words."""
    if isinstance(widget, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        check = isinstance(widget, QCheckBox)
        element = QStyle.SubElement.SE_CheckBoxIndicator if check else QStyle.SubElement.SE_RadioButtonIndicator
        return widget.style().subElementRect(element, option, widget)
    return widget.rect()


def give_focus() -> None:
    """What a window manager does when a dialog has closed; there is none without a screen."""
    if QGuiApplication.focusWindow() is None:
        windows = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible()
        ]
        front = modal() or next(reversed(windows), None)
        if front is not None and front.windowHandle() is not None:
            front.activateWindow()


def keyboard() -> QWindow:
    """The window that keys go to."""
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the focus"
    return window


def type_letter(letter: str) -> None:
    """One letter, to whatever has the keyboard."""
    # Only a key event with its own text types what is not on the test's keyboard, such as “.
    popup = QApplication.activePopupWidget()
    widget = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    if letter.isascii():
        QTest.keyClick(keyboard(), letter)
    else:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier)


def modal() -> QWidget | None:
    """The dialog that wants an answer before anything else."""
    return QApplication.activeModalWidget()


def fronts() -> Iterator[QWidget]:
    """What can be reached now, from the front."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        yield popup
    if (dialog := modal()) is not None:
        yield dialog
        return
    active = QApplication.activeWindow()
    if active is not None:
        yield active
    yield from (each for each in QApplication.topLevelWidgets() if each is not active and each.isVisible())


def find(name: str, kind: type[QWidget]) -> QWidget | None:
    """The visible widget of an accessible name that a user could reach now."""
    for front in fronts():
        told = [each for each in (front, *front.findChildren(kind)) if each.accessibleName() == name]
        seen = [each for each in told if isinstance(each, kind) and each.isVisible()]
        # A field before the label that has its name.
        seen.sort(key=lambda each: isinstance(each, QLabel))
        if seen:
            return seen[0]
    return None


def screen() -> str:
    """All words that stand in the window in front, or in the dialog."""
    front = next(fronts(), None)
    if front is None:
        return "nothing"
    said = [front.windowTitle()]
    for widget in front.findChildren(QWidget):
        if widget.isVisible():
            words = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
            said.append(str(words()) if callable(words) else widget.accessibleName())
    return " | ".join(dict.fromkeys(each for each in said if each))
