"""How long a pack is: its pages, its words, the time its own text takes to be spoken, its sources."""

from briefpack.app.build import PROGRAM, font_set
from briefpack.app.session import Session
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Briefing
from briefpack.briefing.reading import lines
from briefpack.evidence.sources import Item
from briefpack.gui.jobs import Job
from briefpack.gui.status import Measures
from briefpack.layout.layouter import Layouter
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import used_ids

_ANNEX = "annex"


class Measurer:
    """Measures one session's pack; keeps what was laid out for the next time. For one thread at a time."""

    def __init__(self, session: Session) -> None:
        self._evidence = session.evidence
        self._layouter = Layouter(font_set())

    def measure(self, pack: Pack, pace: int, job: Job[Measures]) -> Measures:
        """The measures of `pack`; `pace` in words a minute. Raises ComposeError."""
        briefing = compose(pack, self._evidence, PROGRAM)
        job.check()
        pages = len(self._layouter.lay_out(briefing).pages)
        spoken = round(60 * _own_words(pack) / pace)
        return Measures(pages, _words(briefing), spoken, self._sources(pack))

    def _sources(self, pack: Pack) -> int:
        found: set[str] = set()
        for item_id in used_ids(pack):
            item = self._evidence.get(item_id)
            if isinstance(item, Item):
                found.update(citation.source_id for citation in item.citations)
        return len(found)


def _words(briefing: Briefing) -> int:
    """The words of the pages before the annex, without notes."""
    body = briefing._replace(parts=tuple(part for part in briefing.parts if part.id != _ANNEX), notes=())
    return sum(len(line.words.split()) for line in lines(body))


def _own_words(pack: Pack) -> int:
    texts = (entry.text for section in pack.sections for entry in section.entries)
    return sum(len(text.split()) for text in texts)
