"""The evidence of an open pack, and facts of the user's own that were revised since the pack took them.

A pack says what it said until its user takes the later version; that is a step like any other and can be undone.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from briefpack.app.facts import fields_of
from briefpack.app.forms import FORMS
from briefpack.briefing.citations import title_of
from briefpack.evidence.items import AnyItem, Quote, kind_of
from briefpack.evidence.sources import Item, Source
from briefpack.language import say
from briefpack.library.own import PREFIX
from briefpack.library.port import Library
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import Carried, used_ids, version_of


class Evidence:
    """What composing reads: the items a pack carries first, then the library. The pack's version of an item wins.

    Of the user's own facts it gives the version that the pack has taken, else the one it gave first.
    """

    def __init__(self, carried: Carried, library: Library) -> None:
        self._carried = carried
        self._library = library
        self._revised: Mapping[str, str] = {}
        self._versions: dict[tuple[str, str], AnyItem] = {}
        self._first: dict[str, AnyItem] = {}
        #: What an earlier run of the program kept: the rest, and what a pack had before it took what it now carries.
        self._earlier: dict[str, AnyItem] = {}
        self._before: dict[str, AnyItem] = {}
        #: By id: the user's own facts, and their sources, as they were when a later version was first taken.
        self.replaced: dict[str, AnyItem] = {}
        #: Grows whenever an answer may have changed.
        self.turn = 0

    def take(self, revised: Mapping[str, str]) -> None:
        """Give these versions from now on."""
        if revised != self._revised:
            self._revised = revised
            self.turn += 1

    def keep(self, items: Iterable[AnyItem]) -> None:
        """Remember versions that may be asked for."""
        self._versions.update({(item.id, version_of(item)): item for item in items})

    def remember(self, items: Iterable[AnyItem], taken: Collection[tuple[str, str]]) -> None:
        """Items of an earlier run of the program, older versions first, and the versions (id and version) that steps of
        its history took. Where the pack carries one of these, undo leads back to the one before it."""
        own = [item for item in items if item.id.startswith(PREFIX)]
        self.keep(own)
        for item in own:
            self._earlier.setdefault(item.id, item)
            carried = self._carried.get(item.id)
            if carried is not None and (item.id, version_of(carried)) in taken:
                self._before.setdefault(item.id, item)
        self.turn += 1

    def version(self, item_id: str, version: str) -> AnyItem | None:
        """A version of a fact of the user's own that was given or taken; None where it is not known."""
        return self._versions.get((item_id, version))

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """The item, or None."""
        if item_id.startswith(PREFIX):
            return self._own(item_id, kind)
        return self._carried.get(item_id, kind) or self._library.get(item_id, kind)

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """All items of a kind: the library's in their order, the pack's version in place of each it carries."""
        carried = {item.id: item for item in self._carried.all(kind)}
        held = [carried.pop(item.id, item) for item in self._library.all(kind)]
        whole = (*held, *carried.values())
        return tuple((self._own(item.id, kind) or item) if item.id.startswith(PREFIX) else item for item in whole)

    def _own(self, item_id: str, kind: str) -> AnyItem | None:
        carried, now = self._carried.get(item_id, kind), self._library.get(item_id, kind)
        wanted = self._revised.get(item_id)
        if wanted:
            if (item_id, wanted) not in self._versions:
                self.keep(item for item in (carried, now) if item is not None)
            known = self._versions.get((item_id, wanted))
            if known is not None:
                return known if kind in {"", kind_of(known)} else None
        elif item_id in self._before:
            carried = self._before[item_id]
        if carried is not None:
            return carried if kind in {"", kind_of(carried)} else None
        first = self._first.get(item_id) if now is None else self._first.setdefault(item_id, now)
        first = first or self._earlier.get(item_id)
        return first if first is not None and kind in {"", kind_of(first)} else None


class Revision(NamedTuple):
    """A fact as the pack has it, and as it is now, each with its source."""

    before: Item
    now: Item
    source_before: Source | None
    source_now: Source | None

    @property
    def name(self) -> str:
        """What the pack calls the fact."""
        return title_of(self.before)

    @property
    def is_reworded(self) -> bool:
        """Whether it is a quotation in other words."""
        return isinstance(self.before, Quote) and isinstance(self.now, Quote) and self.before.text != self.now.text

    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """The fields of the form that differ: name, what stood there, what stands there now."""
        if self.source_before is None or self.source_now is None:
            return ()
        old, new = fields_of(self.before, self.source_before), fields_of(self.now, self.source_now)
        form = FORMS[kind_of(self.now)]
        return tuple((say(each.label), old[each.key], new[each.key]) for each in form if old[each.key] != new[each.key])


def revisions(pack: Pack, evidence: Evidence, library: Library) -> tuple[Revision, ...]:
    """The facts of the user's own that the pack uses and that say something else now, in order of first use."""
    used = [item_id for item_id in used_ids(pack) if item_id.startswith(PREFIX)]
    own = getattr(library, "own", None)
    if not used or own is None:
        return ()
    facts = {item.id: item for item in own.facts()}
    found: list[Revision] = []
    for item_id in used:
        before, now = evidence.get(item_id), facts.get(item_id)
        if not isinstance(before, Item) or not isinstance(now, Item) or kind_of(before) != kind_of(now):
            continue
        if version_of(before) != version_of(now):
            found.append(Revision(before, now, _source(before, evidence), _source(now, library)))
    return tuple(found)


def _source(item: Item, evidence: Evidence | Library) -> Source | None:
    found = evidence.get(item.citations[0].source_id, "source") if item.citations else None
    return found if isinstance(found, Source) else None
