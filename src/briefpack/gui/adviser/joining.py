"""Joins the adviser to the panes of a session: pages are examined, findings lead to entries, marks stand there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from briefpack.app.session import Session
from briefpack.gui.actions import Action
from briefpack.gui.adviser import examiner as examining
from briefpack.gui.adviser.advised import Mark, page_marks
from briefpack.gui.adviser.clear_view import ClearView
from briefpack.gui.adviser.examiner import Examiner
from briefpack.gui.jobs import Jobs
from briefpack.gui.preview.margin import PageMark
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.places import Box
    from briefpack.gui.panes import Panes


class Joining(QObject):
    """One for the panes of a session."""

    def __init__(self, panes: "Panes", session: Session, jobs: Jobs) -> None:
        super().__init__(panes)
        self._panes = panes
        pages, outline, adviser = panes.pages, panes.outline, panes.adviser
        self.examiner = Examiner(session, jobs, pages.places_of, self, examining.all_rules)
        self.clear_view = ClearView(panes)
        pages.laid_out.connect(self.examiner.take)
        pages.unlaid.connect(self.examiner.take_unlaid)
        self.examiner.examined.connect(adviser.show_advised)
        # In a turn of its own: between the findings and their marks the window answers.
        adviser.marked.connect(self._mark, Qt.ConnectionType.QueuedConnection)
        adviser.place_chosen.connect(outline.choose_entry)
        adviser.place_chosen.connect(pages.show_entry)
        adviser.edit_wanted.connect(self.clear_view.edit)
        adviser.clear_view_wanted.connect(self.clear_view.turn)
        outline.entry_chosen.connect(adviser.show_entry)
        pages.entry_chosen.connect(adviser.show_entry)

    def rows(self) -> tuple[Action, ...]:
        """The rows of the window's table of actions that concern the column."""
        return (
            Action("go-adviser", say("Go to the adviser"), self.go, "view", "Ctrl+4"),
            Action(
                "adviser-shown",
                say("Show or hide the adviser"),
                self.turn_adviser,
                "view",
                "Ctrl+Alt+V",
                help=say("The findings under the pack; they are kept up to date in any case."),
            ),
        )

    def go(self) -> None:
        """Put the focus into the findings."""
        self._panes.column.show_adviser()
        self._panes.adviser.take_focus()

    def turn_adviser(self) -> None:
        """Open the adviser's part of the column, or push it together."""
        if not self.clear_view.is_on:
            self._panes.column.show_adviser(not self._panes.column.is_open)

    def _mark(self, marks: Mapping[str, Mark], boxes: "Mapping[str, tuple[Box, ...]]") -> None:
        self._panes.outline.model.show_marks(marks)
        found = page_marks(self._panes.adviser.model.all, marks, boxes)
        self._panes.pages.view.margin.show(PageMark(*each) for each in found)
