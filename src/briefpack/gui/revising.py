"""Facts of the user’s own that were revised since the pack took them: said above the panes, and taken as one step."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.banner import Banner
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.gui.jobs import Job, Jobs
from briefpack.language import say, say_many

if TYPE_CHECKING:
    from briefpack.app.revisions import Revision
    from briefpack.app.session import Change, Session

Found = tuple["Revision", ...]


class Revising(QObject):
    """Looks when a pack is shown and whenever its window comes to the front; tells each revision once."""

    def __init__(self, jobs: Jobs, banner: Banner, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._banner = banner
        self._window = parent
        self._session: Session | None = None
        self._told: Found = ()

    def take(self, session: "Session") -> None:
        """Look after the facts of this session's pack from now on."""
        self._session, self._told = session, ()
        session.listen(self._changed)
        self.look()

    def look(self) -> None:
        """Ask whether a fact was revised; the answer comes later."""
        session = self._session
        if session is None:
            return

        def asked(_job: Job[Found]) -> Found:
            return session.revisions()

        self._jobs.run(self, asked, self._tell, failed=_stay_silent, key="revisions")

    def show(self, found: Found) -> Sheet:
        """What each fact said and what it says now."""
        sheet = Sheet(
            self._window,
            say("Revised facts of your own"),
            say("The pack says what these facts said when it took them, until you update it."),
            key="revisions",
        )
        sheet.setFixedWidth(theme.em(sheet, 38))
        area = named(QScrollArea(sheet), say("Revised facts of your own"), key="revisions-area")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        lines = QVBoxLayout(inside)
        for words, role in (line for revision in found for line in _lines(revision)):
            line = named(QLabel(words), words)
            line.setProperty("role", role)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(line)
        lines.addStretch(1)
        area.setWidget(inside)
        area.setMinimumHeight(theme.em(sheet, 12))
        sheet.body.addWidget(area)
        sheet.button(say("Not now"), sheet.reject)
        sheet.accepted.connect(partial(self.update, found))
        sheet.button(say("Update the pack"), sheet.accept, primary=True)
        sheet.open()
        return sheet

    def update(self, found: Found) -> None:
        """Take the later versions into the pack."""
        self._banner.hide()
        if self._session is not None:
            self._session.take_revisions(found)

    def _changed(self, change: "Change") -> None:
        if change.before.dataset.revised != change.after.dataset.revised:
            self._told = ()
            self.look()

    def _tell(self, found: Found) -> None:
        if found == self._told:
            return
        before, self._told = self._told, found
        if not found:
            self._banner.withdraw(_notice(before))
            return
        self._banner.tell(
            _notice(found),
            (say("Show…"), lambda: self.show(found)),
            (say_many("Update it", "Update them", len(found)), lambda: self.update(found)),
        )


def _notice(found: Found) -> str:
    return say_many(
        "{count} fact of your own was revised since this pack took it.",
        "{count} facts of your own were revised since this pack took them.",
        len(found),
    )


def _lines(revision: "Revision") -> Sequence[tuple[str, str]]:
    """The lines about a fact, each with its role in the window's dress."""
    return ((revision.name, "heading"), *((words, "") for words in _told(revision)))


def _told(revision: "Revision") -> Sequence[str]:
    changes = revision.changes()
    if not changes:
        return (say("Something that is not printed has changed."),)
    told = [
        say("{field}: “{before}” is now “{now}”.", field=field, before=before or "–", now=now or "–")
        for field, before, now in changes
    ]
    if revision.is_reworded:
        told.append(say("Where the pack clips this quotation, it will be shown whole."))
    return told


def _stay_silent(_error: Exception) -> None:
    """Own facts that cannot be reached are told of when somebody asks for them."""
