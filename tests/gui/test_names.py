"""A screen reader finds a name at everything it can stop at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefpack.app import libraries
from briefpack.gui.house import House
from briefpack.gui.start import StartWindow
from briefpack.gui.window import Window

#: Parts Qt makes inside its own widgets; a reader is told the widget around them.
_INNER = (QScrollBar, QSizeGrip, QHeaderView)


def unnamed(top: QWidget) -> list[str]:
    """Paths of widgets without an accessible name."""
    return [_path(each) for each in [top, *top.findChildren(QWidget)] if not (_excused(each) or each.accessibleName())]


def _excused(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if isinstance(widget, _INNER) or widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    if isinstance(widget, QLabel) and (widget.text() or not widget.isVisible()):
        return True
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and (type(widget) is QWidget or widget.findChildren(QWidget)):
        return True  # it only holds others
    if isinstance(parent, QLineEdit):  # the pictures inside a field
        return True
    return parent is not None and parent.metaObject().className() in _BUILT_BY_QT


_BUILT_BY_QT = {"QComboBoxPrivateContainer", "QComboBox", "QDateEdit", "QCalendarWidget", "QCalendarView", "QSpinBox"}
_BUILT_BY_QT |= {"QComboBoxListView", "QScrollBar", "QAbstractScrollAreaScrollBarContainer", "QTabWidget"}


def _path(widget: QWidget) -> str:
    steps = []
    step: QWidget | None = widget
    while step is not None:
        steps.append(f"{type(step).__name__}#{step.objectName()}")
        step = step.parentWidget()
    return " < ".join(steps)


def test_everything_in_the_window_has_a_name(window: Window) -> None:
    assert unnamed(window) == []


def test_everything_in_the_start_window_has_a_name(qtbot: QtBot, house: House) -> None:
    start = StartWindow(house)
    qtbot.addWidget(start)
    start.choosing.show_templates(libraries.templates().values())
    assert unnamed(start) == []


@pytest.mark.parametrize("name", ["palette", "help", "tour", "about", "settings", "details", "export"])
def test_everything_in_a_dialog_has_a_name(qtbot: QtBot, window: Window, name: str) -> None:
    getattr(window.showing, name)()
    dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert len(dialogs) == 1
    found = unnamed(dialogs[0])
    dialogs[0].close()
    assert found == []


def test_the_focus_goes_through_the_whole_window_and_comes_back(window: Window) -> None:
    window.activateWindow()
    window.go_to_library()
    first = QApplication.focusWidget()
    seen: list[QWidget | None] = []
    for _ in range(200):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is first:
            break
        seen.append(focused)
    else:
        pytest.fail("the focus never came back to where it began")
    assert len(seen) > 8
    assert all(each is not None and each.isVisible() for each in seen)
    assert not any(isinstance(each, QStackedWidget | QSplitterHandle) or type(each) is QFrame for each in seen)
    assert not any(isinstance(each, QMenu) for each in seen)
