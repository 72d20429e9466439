"""How long a pack is, measured off the GUI thread."""

from briefpack.app.libraries import templates
from briefpack.app.measures import measures
from briefpack.app.preview import Preview
from briefpack.app.session import Session
from briefpack.briefing.speech import Measure
from briefpack.evidence.sources import Item
from briefpack.gui.jobs import Job
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import used_ids


class Measurer:
    """Measures one session's pack; keeps what was laid out for the next time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._preview = Preview()

    def measure(self, pack: Pack, pace: int, job: Job[tuple[Measure, int]]) -> tuple[Measure, int]:
        """The length of `pack` and the number of its sources; `pace` in words a minute. Raises CannotShow."""
        laid = self._preview.lay_out(pack, self._session.evidence, self._session.stamp)
        job.check()
        template = templates().get(pack.template)
        limit = template.max_words if template else None
        return measures(pack, laid.briefing, laid.pages, limit, pace).pack, self._sources(pack)

    def _sources(self, pack: Pack) -> int:
        found: set[str] = set()
        for item_id in used_ids(pack):
            item = self._session.evidence.get(item_id)
            if isinstance(item, Item):
                found.update(citation.source_id for citation in item.citations)
        return len(found)
