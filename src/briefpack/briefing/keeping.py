"""Composing again after an edit: sections that come out as they did before are not composed anew.

A section depends on its own entries, on the pack's details, on the evidence, and on what stood before it in its part:
which acronyms were explained, and which number each of its citations gets. All of that is compared; only then are the
blocks of the last time taken, and what the section told its desk is told again.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefpack.briefing.citations import Notes, Place
from briefpack.briefing.desk import Desk
from briefpack.briefing.nodes import Block
from briefpack.briefing.terminology import Acronyms
from briefpack.library.port import Evidence
from briefpack.pack.pack import Pack, Section

Names = dict[str, None]
_NOT_READ = frozenset(("sections", "parts", "next_id", "max_pages"))


class _Kept(NamedTuple):
    """A section as it was composed: what it depended on, what it told the desk, its blocks."""

    section: Section
    explained_before: frozenset[str]
    by_source: bool
    explained: frozenset[str]
    mentioned: Names
    used: dict[str, str]
    flagged: Names
    gaps: Names
    cited: tuple[tuple[tuple[Place, ...], int], ...]
    blocks: list[Block]


class Keeper:
    """What composing remembers from one time to the next. One for each open pack; not for two threads at once."""

    def __init__(self) -> None:
        self._details: dict[str, object] = {}
        self._evidence: Evidence | None = None
        self._stamp = ""
        self._asked = _Asked()
        self.sections: dict[str, _Kept] = {}
        self.names: dict[str, str] = {}

    def desk(self, pack: Pack, evidence: Evidence, stamp: str = "") -> "KeepingDesk":
        """A desk for the next composing. `stamp` changes when the same evidence object would answer otherwise."""
        details = {name: value for name, value in pack if name not in _NOT_READ}
        if evidence is not self._evidence or stamp != self._stamp or details != self._details:
            self._evidence, self._stamp, self._details = evidence, stamp, details
            self._asked = _Asked(evidence)
            self.sections.clear()
            self.names.clear()
        self.sections = {section.id: self.sections[section.id] for section in pack.sections if section.id in self.sections}
        return KeepingDesk(pack, self._asked, self)


class _Asked:
    """Evidence that remembers what it was asked; what was not there is asked for again."""

    def __init__(self, evidence: Evidence | None = None) -> None:
        self._evidence = evidence
        self._got: dict[tuple[str, str], object] = {}
        self._all: dict[str, tuple[object, ...]] = {}
