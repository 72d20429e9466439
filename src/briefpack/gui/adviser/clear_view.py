"""The view for clearing a pack: pages at the left, findings at the right; library and outline step aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from briefpack.gui.panes import Panes

#: Shares of pages, library (hidden) and findings.
_SHARES = (56, 0, 44)


class ClearView(QObject):
    """Rearranges the panes of a session, and puts them back."""

    def __init__(self, panes: "Panes") -> None:
        super().__init__(panes)
        self._panes = panes
        self.is_on = False
        #: The entry is being edited: the findings come back when its editor closes.
        self._edits = False
        panes.outline.view.itemDelegate().closeEditor.connect(self._editor_closed)

    def turn(self, on: bool) -> None:
        """Show it, or the panes as they were."""
        if on == self.is_on:
            return
        self.is_on = on
        panes = self._panes
        panes.setUpdatesEnabled(False)
        panes.library.setVisible(not on)
        panes.outline.setVisible(not on)
        panes.adviser.show_clear_view(on)
        panes.insertWidget(0 if on else 2, panes.pages)
        if on:
            panes.setSizes([panes.width() * share // 100 for share in _SHARES])
        else:
            panes.restore()
        panes.column.show_adviser()
        panes.setUpdatesEnabled(True)
        self._show_switch()
        self._focus()

    def _show_switch(self) -> None:
        """The switch in the menu says the same, also where a button or a key of another pane turned the view."""
        action = self._panes.window().findChild(QAction, "adviser-view")
        if isinstance(action, QAction):
            action.setChecked(self.is_on)

    def edit(self, key: str) -> None:
        """Open the editor of an entry, with the outline around it; when it closes, the findings have the keyboard."""
        self._edits = True
        outline = self._panes.outline
        outline.show()
        outline.choose_entry(key)
        outline.view.open_editor(key)

    def _editor_closed(self) -> None:
        if self._edits:
            self._edits = False
            # When the outline has taken the focus back from its editor.
            QTimer.singleShot(0, self, self._back)

    def _back(self) -> None:
        focused = QApplication.focusWidget()
        outline = self._panes.outline
        was_there = focused is None or focused is outline or outline.isAncestorOf(focused)
        if was_there:
            self._focus()
        if self.is_on:
            outline.hide()

    def _focus(self) -> None:
        self._panes.adviser.take_focus()
