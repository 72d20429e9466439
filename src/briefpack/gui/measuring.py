"""How long a pack is, measured off the GUI thread on the pages that are shown."""

from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from briefpack.app.libraries import templates
from briefpack.app.measures import measures
from briefpack.app.preview import Laid
from briefpack.app.session import Session
from briefpack.app.settings import WPM, Settings
from briefpack.briefing.speech import Measures
from briefpack.evidence.sources import Item
from briefpack.gui.jobs import Jobs
from briefpack.pack.snapshot import used_ids

#: Measuring waits until no pages came for so many milliseconds: letters being typed come first.
_PAUSE = 200


class Measured(NamedTuple):
    """The lengths of a pack and of its sections, spoken at `pace` words a minute, and the number of its sources."""

    lengths: Measures
    sources: int
    pace: int


class Measuring(QObject):
    """One for the panes of a session. A pack that has no pages as it is keeps its last measures."""

    #: The newest pages were measured (Measured).
    measured = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._settings = session, jobs, settings
        self._laid: Laid | None = None
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._begin)

    def take(self, laid: Laid) -> None:
        """There are new pages: measure them when the hands rest."""
        self._laid = laid
        self._pause.start()

    def again(self) -> None:
        """Measure the same pages at another pace."""
        self._pause.start()

    def _begin(self) -> None:
        if self._laid is not None:
            work = partial(self._measure, self._laid, self._settings[WPM])
            self._jobs.run(self, work, self.measured.emit, key="measure")

    def _measure(self, laid: Laid, pace: int, _job: Any) -> Measured:
        pack, briefing, pages = laid
        template = templates().get(pack.template)
        lengths = measures(pack, briefing, pages, template.max_words if template else None, pace)
        items = (self._session.evidence.get(item_id) for item_id in used_ids(pack))
        cited = {citation.source_id for item in items if isinstance(item, Item) for citation in item.citations}
        return Measured(lengths, len(cited), pace)
