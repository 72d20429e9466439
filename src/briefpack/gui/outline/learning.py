"""What the outline is told about its pack off the GUI thread: how long it is, and what its template suggests."""

from typing import Any

from briefpack.app.history import History
from briefpack.app.libraries import templates
from briefpack.app.measures import measures
from briefpack.app.preview import Preview
from briefpack.app.session import Session
from briefpack.app.suggestions import Suggestions, removed_by_hand, suggestions, what_it_adds
from briefpack.briefing.speech import Measures
from briefpack.evidence.sources import LATER_FACTS
from briefpack.pack.pack import Pack


class Learner:
    """Measures and suggests for one session; keeps what was laid out for the next time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._preview = Preview()

    def what_is_added(self, _job: Any) -> str:
        """What the later public facts would bring."""
        return what_it_adds(self._session.library, LATER_FACTS)

    def measure(self, pack: Pack, job: Any) -> Measures:
        """The length of each section. Raises CannotShow."""
        laid = self._preview.lay_out(pack, self._session.evidence, self._session.stamp)
        job.check()
        template = templates().get(pack.template)
        return measures(pack, laid.briefing, laid.pages, template.max_words if template else None)

    def suggest(self, pack: Pack, history: History, job: Any) -> dict[str, Suggestions]:
        """What the template would add to each section; those it adds nothing to are left out."""
        template = templates().get(pack.template)
        found: dict[str, Suggestions] = {}
        for section in pack.sections:
            job.check()
            gone = removed_by_hand(history, section.id)
            told = suggestions(pack, section, template, self._session.library, gone)
            if told.items:
                found[section.id] = told
        return found
