"""What the adviser examines: a pack, how it was composed and how long it is, and what it is judged by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from briefpack.adviser.names import Names
from briefpack.adviser.profile import Profile
from briefpack.adviser.shown import Shown
from briefpack.briefing.nodes import Briefing
from briefpack.briefing.speech import Measures
from briefpack.evidence.items import Quote
from briefpack.evidence.knowledge import Knowledge
from briefpack.evidence.sources import Item, Source
from briefpack.evidence.terms import Terms
from briefpack.library.port import Evidence, Library
from briefpack.pack.audience import Audience
from briefpack.pack.pack import Pack

#: Tones of words that must not be spread without need.
HURTING = frozenset(("insult", "slur", "threat"))
T = TypeVar("T")


class Written(NamedTuple):
    """What a written PDF says of itself. `faults`: what is wrong with its tags, titles, alternative texts, heads of
    tables and contrast, one sentence each; `traces`: what it tells of who made it and where."""

    faults: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


@dataclass
class Case:
    """One examination. `evidence` is what the pack composes from; `library` what else there is on this computer, None
    where that is not known: a rule that needs it then says that it could not check.

    `measured`: measures the pack, which takes a while; None where that cannot be done. `missing`: characters that no
    font can show, each with the entry or section where it stands. `written`: None until a PDF was written. `shown` is
    filled in by the engine.
    """

    pack: Pack
    briefing: Briefing
    evidence: Evidence
    profile: Profile
    terms: Terms
    measured: Callable[[], Measures] | None = None
    library: Library | None = None
    knowledge: Knowledge | None = None
    audience: Audience = "principal"
    missing: tuple[tuple[str, str], ...] = ()
    written: Written | None = None
    #: Changes when the same evidence and library may answer otherwise.
    stamp: str = ""
    shown: tuple[Shown, ...] = ()
    _known: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, work: Callable[["Case"], T]) -> T:
        """What a rule works out from the case's frame and evidence, once an examination. `work`: a function of a
        module, as it is its own name here."""
        if work not in self._known:
            self._known[work] = work(self)
        found: T = self._known[work]
        return found

    @cached_property
    def measures(self) -> Measures | None:
        """How long the pack is, worked out for the first rule that asks."""
        return self.measured() if self.measured else None

    @cached_property
    def as_of(self) -> Day:
        """The day for which ages and due dates are judged."""
        return Day.fromisoformat(self.pack.as_of)

    @cached_property
    def used(self) -> dict[str, Shown]:
        """Every item that entries hold, own text cites or tables show, with the first place where it stands."""
        found: dict[str, Shown] = {}
        for each in self.shown:
            for item in each.items:
                found.setdefault(item.id, each)
        return found

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of `used`, in that order."""
        return tuple(item for item_id in self.used for item in self.used[item_id].items if item.id == item_id)

    @cached_property
    def names(self) -> Names:
        """The actors that the evidence, the library and outside knowledge know by name."""
        kinds = ("person", "institution")
        held = {each.id: each for kind in kinds for each in self.library.all(kind)} if self.library else {}
        held |= {each.id: each for kind in kinds for each in self.evidence.all(kind)}
        outside = {fact.person for fact in self.knowledge.facts if fact.person} if self.knowledge else set()
        return Names(held.values(), sorted(outside))

    @cached_property
    def hurting(self) -> tuple[Quote, ...]:
        """The quotations that the evidence or the library marks as an insult, a slur or a threat."""
        every = [*self.evidence.all("quote"), *(self.library.all("quote") if self.library else ())]
        held = {each.id: each for each in every if isinstance(each, Quote)}
        return tuple(each for each in held.values() if HURTING.intersection(each.tone))

    def source(self, source_id: str) -> Source | None:
        """A source, if it is there."""
        found = self.evidence.get(source_id, "source")
        return found if isinstance(found, Source) else None

    def sources_of(self, item: Item) -> tuple[Source, ...]:
        """The sources that an item cites, each once."""
        ids = dict.fromkeys(citation.source_id for citation in item.citations)
        return tuple(source for source_id in ids if (source := self.source(source_id)))

    def groups_of(self, item: Item) -> set[str]:
        """The independence groups of an item's sources."""
        return {source.independence_group for source in self.sources_of(item)}

    def name_of(self, actor: str) -> str:
        """The name of a person or an institution; the id where there is no record of it."""
        return str(getattr(self.evidence.get(actor), "name", actor))
