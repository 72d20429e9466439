"""Garbage goes on the GUI thread, between two turns of the event loop, and nowhere else."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from briefpack.gui.tidying import Tidying


class _Knot:
    """Refers to itself: only the collector can let go of it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))  # a program of before ends now, not later
    yield
    gc.enable()


def test_python_collects_nothing_by_itself_while_the_program_runs(qtbot: QtBot) -> None:
    gc.enable()
    owner = QObject()
    Tidying(owner)
    assert not gc.isenabled()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert gc.isenabled()


def test_a_program_that_began_without_a_collector_ends_without_one(qtbot: QtBot) -> None:
    gc.disable()
    owner = QObject()
    Tidying(owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert not gc.isenabled()


def test_what_nobody_refers_to_goes_when_there_is_enough_of_it(qtbot: QtBot) -> None:
    owner = QObject()
    tidying = Tidying(owner)
    gc.collect()
    knot = weakref.ref(_Knot())
    tidying.tidy()
    assert knot() is not None
    many = [[] for _ in range(2 * gc.get_threshold()[0])]
    tidying.tidy()
    assert knot() is None
    assert many


def test_what_is_left_alone_is_not_looked_at_again(qtbot: QtBot) -> None:
    owner = QObject()
    tidying = Tidying(owner)
    assert not tidying._timer.isActive()  # nor before: then the program is still being loaded
    try:
        tidying.leave_alone()
        assert gc.get_freeze_count() > 1000
        assert tidying._timer.isActive()
    finally:
        gc.unfreeze()
