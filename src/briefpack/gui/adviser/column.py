"""The middle column: the outline, and the adviser under it. How they share it is remembered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from briefpack.app.settings import COLUMN, Settings
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.language import say

#: Shares of the height as they are at first, in per mille.
_SHARES = (580, 420)
#: Lines of the outline that are always seen.
_LEAST = 13


class Column(QSplitter):
    """The adviser can be pushed together until nothing of it is left; the outline cannot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        named(self, say("Pack and adviser"), key="column")
        self.setHandleWidth(max(1, theme.em(self, 0.12)))
        self._settings: Settings | None = None
        self.splitterMoved.connect(self._moved)

    def take(self, settings: Settings) -> None:
        """Both are there: share the height as it was shared last."""
        self._settings = settings
        self.setCollapsible(0, False)
        self.setCollapsible(1, True)
        self.handle(1).setAccessibleName(say("Border between the pack and the adviser"))
        self.setStretchFactor(0, 1)
        outline = self.widget(0)
        if outline is not None:
            outline.setMinimumHeight(theme.em(self, _LEAST))
        self._share(settings[COLUMN])

    @property
    def is_open(self) -> bool:
        """Whether something of the adviser is to be seen."""
        return self.sizes()[-1] > 0

    def show_adviser(self, on: bool = True) -> None:
        """Open the adviser's part, or push it together."""
        if on != self.is_open:
            self._share(_SHARES if on else (1000, 0))
            self._moved()

    def _share(self, shares: tuple[int, ...]) -> None:
        sound = len(shares) == len(_SHARES) and shares[0] > 0 and shares[1] >= 0
        whole = max(self.height(), 1000)
        self.setSizes([whole * share // 1000 for share in (shares if sound else _SHARES)])

    def _moved(self) -> None:
        sizes = self.sizes()
        whole = sum(sizes)
        # While the outline is hidden, as in the view for clearing, there is nothing to share.
        outline = self.widget(0)
        if self._settings is not None and whole and outline is not None and outline.isVisible():
            self._settings.put(COLUMN, tuple(round(1000 * size / whole) for size in sizes))
