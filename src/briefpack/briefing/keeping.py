"""Composing again after an edit: sections that come out as they did before are not composed anew.

A section depends on its own entries, on the pack's details, on the evidence, and on what stood before it in its part:
which acronyms were explained, and which number each of its citations gets. All of that is compared; only then are the
blocks of the last time taken, and what the section told its desk is told again.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from briefpack.briefing.citations import Notes, Place, merged
from briefpack.briefing.desk import Desk, holds_own
from briefpack.briefing.nodes import Block
from briefpack.briefing.terminology import Acronyms, acronyms
from briefpack.evidence.items import AnyItem
from briefpack.language import ENGLISH, Language
from briefpack.library.port import Evidence
from briefpack.pack.clearing import changed_since
from briefpack.pack.pack import Pack, Section, content_hash, hashed

Names = dict[str, None]
Cited = tuple[tuple[Place, ...], int]
_NOT_READ = frozenset(("sections", "parts", "next_id", "max_pages", "waivers", "cleared", "profile"))


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
    cited: tuple[Cited, ...]
    blocks: list[Block]


class Keeper:
    """What composing remembers from one time to the next. One for each open pack; not for two threads at once."""

    def __init__(self) -> None:
        self._details: dict[str, object] = {}
        self._evidence: Evidence | None = None
        self._stamp = ""
        self._asked: Evidence | None = None
        self.sections: dict[str, _Kept] = {}
        #: Sources in two words, by id: asked for thousands of times in a long pack.
        self.names: dict[str, str] = {}
        self.short_notes: dict[Place, str] = {}
        self._hashed: dict[str, tuple[Section, bytes]] = {}

    def hashed(self, section: Section) -> bytes:
        """What the pack's hash reads of a section, which of a long pack is a tenth of the work after an edit."""
        known = self._hashed.get(section.id)
        if known is None or known[0] is not section:
            known = self._hashed[section.id] = (section, hashed(section))
        return known[1]

    def desk(self, pack: Pack, evidence: Evidence, stamp: str = "", language: Language = ENGLISH) -> "KeepingDesk":
        """A desk for the next composing. `stamp` changes when the same evidence object would answer otherwise."""
        details: dict[str, object] = {name: value for name, value in pack if name not in _NOT_READ}
        # The signs are explained by what the whole pack holds, and not by their own section alone.
        details["own facts"] = holds_own(pack, evidence)
        details["words"] = language
        if self._asked is None or evidence is not self._evidence or (stamp, details) != (self._stamp, self._details):
            self._evidence, self._stamp, self._details = evidence, stamp, details
            self._asked = _Asked(evidence)
            self.sections.clear()
            self.names.clear()
            self.short_notes.clear()
        there = {section.id for section in pack.sections}
        self.sections = {name: kept for name, kept in self.sections.items() if name in there}
        self._hashed = {name: known for name, known in self._hashed.items() if name in there}
        return KeepingDesk(pack, self._asked, self, language)


class _Asked:
    """Evidence that remembers its answers; what was not there is asked for again."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._items: dict[tuple[str, str], AnyItem] = {}
        self._kinds: dict[str, tuple[AnyItem, ...]] = {}

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """The item, or None."""
        known = self._items.get((item_id, kind))
        if known is None:
            known = self._evidence.get(item_id, kind)
            if known is not None:
                self._items[item_id, kind] = known
        return known

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """All items of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = self._evidence.all(kind)
        return self._kinds[kind]


class _HeardNotes(Notes):
    """Notes that also write down what they are asked for."""

    def __init__(self, library: Evidence, language: Language, short_notes: dict[Place, str]) -> None:
        super().__init__(library, language)
        self.heard: list[Cited] = []
        self._short_notes = short_notes

    def number(self, places: Iterable[Place]) -> int:
        asked = merged(places)
        number = super().number(asked)
        self.heard.append((asked, number))
        return number

    def again(self, asked: tuple[Place, ...], number: int) -> bool:
        """Ask once more for what was asked for before; False where its number is now another one."""
        if not self.by_source and asked:
            known = self._numbers.get(asked)
            if known is not None:
                return known == number
        return super().number(asked) == number

    def _short(self, place: Place) -> str:
        words = self._short_notes.get(place)
        if words is None:
            words = self._short_notes[place] = super()._short(place)
        return words


class _HeardAcronyms(Acronyms):
    """Acronyms whose state can be looked at and taken up again."""

    @property
    def explained(self) -> frozenset[str]:
        """What the part has explained so far."""
        return frozenset(self._explained)

    def take_mentioned(self) -> Names:
        """What was mentioned since the last time this was called; forgotten from here on."""
        taken, self._mentioned = self._mentioned, {}
        return taken

    def told(self, explained: Iterable[str], mentioned: Names) -> None:
        """Take up what was explained and mentioned."""
        self._explained.update(explained)
        self._mentioned.update(mentioned)


class KeepingDesk(Desk):
    """A desk that takes sections from a keeper where nothing they depend on has changed."""

    notes: _HeardNotes
    acronyms: _HeardAcronyms

    def __init__(self, pack: Pack, evidence: Evidence, keeper: Keeper, language: Language = ENGLISH) -> None:
        super().__init__(pack, evidence, language)
        self.notes = _HeardNotes(evidence, language, keeper.short_notes)
        self.acronyms = _HeardAcronyms(acronyms(evidence, language), language)
        self._keeper = keeper

    @cached_property
    def digest(self) -> str:
        return content_hash(self.pack, self._keeper.hashed)

    @cached_property
    def changed_since(self) -> bool:
        return changed_since(self.pack, self._keeper.hashed)

    def short(self, source_id: str) -> str:
        name = self._keeper.names.get(source_id)
        if name is None:
            name = self._keeper.names[source_id] = super().short(source_id)
        return name

    def composed(self, section: Section, compose: Callable[[Desk, Section], list[Block]]) -> list[Block]:
        kept = self._keeper.sections.get(section.id)
        if kept is None or not self._still_true(kept, section):
            kept = self._keeper.sections[section.id] = self._anew(section, compose)
        self.acronyms.told(kept.explained, kept.mentioned)
        for item_id, block in kept.used.items():
            self.used.setdefault(item_id, block)
        self.flagged.update(kept.flagged)
        self.gaps.update(kept.gaps)
        return kept.blocks

    def _still_true(self, kept: _Kept, section: Section) -> bool:
        if kept.section is not section and kept.section != section:
            return False
        if kept.explained_before != self.acronyms.explained or kept.by_source != self.notes.by_source:
            return False
        # Where one number differs the section is composed anew and asks for the same notes, so none is made in vain.
        return all(self.notes.again(places, number) for places, number in kept.cited)

    def _anew(self, section: Section, compose: Callable[[Desk, Section], list[Block]]) -> _Kept:
        """The section composed at an empty desk; the desk is then as it was, but for notes and explanations."""
        before, explained = (self.used, self.flagged, self.gaps), self.acronyms.explained
        mentioned = self.acronyms.take_mentioned()
        self.used, self.flagged, self.gaps = {}, {}, {}
        self.notes.heard.clear()
        blocks = compose(self, section)
        kept = _Kept(
            section=section,
            explained_before=explained,
            by_source=self.notes.by_source,
            explained=self.acronyms.explained,
            mentioned=self.acronyms.take_mentioned(),
            used=self.used,
            flagged=self.flagged,
            gaps=self.gaps,
            cited=tuple(self.notes.heard),
            blocks=blocks,
        )
        self.used, self.flagged, self.gaps = before
        self.acronyms.told((), mentioned)
        return kept
