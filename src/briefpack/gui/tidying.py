"""Garbage is collected between two turns of the event loop, on the GUI thread alone.

Python would do it at any moment on whatever thread has just made an object: the window would stand still, and Qt's
objects would end on a thread that must not end them.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


class Tidying(QObject):
    """For as long as it lives Python collects nothing by itself, and nothing at all before `leave_alone`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if gc.isenabled():
            gc.disable()
            self.destroyed.connect(gc.enable)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.tidy)

    def tidy(self) -> None:
        """Collect what Python would have collected by now."""
        for generation, most in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= most:
                break
            gc.collect(generation)

    def leave_alone(self) -> None:
        """What is there now, such as the program's own modules, stays to the end: nobody need look at it again."""
        gc.freeze()
        # While the program is loaded there is no garbage worth the look at all that came.
        self._timer.start()
