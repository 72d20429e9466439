"""Everything a pack needs to be printed and verified on a machine whose library is different or empty."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from briefpack.evidence.grids import Grid
from briefpack.evidence.items import KINDS, AnyItem, Claim, Event, Position, Quote, Statistic, kind_of
from briefpack.evidence.sources import Item
from briefpack.library.port import Evidence
from briefpack.pack.ownwords import parse
from briefpack.pack.pack import Pack

_STATISTIC = re.compile(r"st-[a-z0-9-]+")
_RANK = {kind: place for place, kind in enumerate(KINDS)}


def cited_in(text: str) -> tuple[str, ...]:
    """The ids that own text cites, in order, each once."""
    if "[@" not in text:
        return ()
    return tuple(dict.fromkeys(run.cite for runs in parse(text) for run in runs if run.cite))


def used_ids(pack: Pack) -> tuple[str, ...]:
    """The ids that entries hold, own text cites or settings name, in order of first use."""
    found: dict[str, None] = {}
    for section in pack.sections:
        if section.options:
            named = (section.options.get(name) for name in ("grid", "newest"))
            found.update(dict.fromkeys(name for name in named if name))
        for entry in section.entries:
            if entry.item:
                found[entry.item] = None
            if "[@" in entry.text:
                found.update(dict.fromkeys(cited_in(entry.text)))
    return tuple(found)


def missing_ids(pack: Pack, library: Evidence) -> tuple[str, ...]:
    """The ids a pack uses that the library does not know (any more)."""
    return tuple(item_id for item_id in used_ids(pack) if library.get(item_id) is None)


def snapshot(pack: Pack, library: Evidence) -> tuple[AnyItem, ...]:
    """Every item the pack uses with all that its print refers to, by kind and id; editors' remarks are left out.

    Items the library does not know are left out too: see `missing_ids`.
    """
    found: dict[tuple[str, str], AnyItem] = {}
    waiting: list[str] = [*used_ids(pack), *pack.dataset.sources]
    if pack.dataset.newest:
        waiting.append(pack.dataset.newest)
    for kind in ("institution", "mechanism"):  # the acronyms of any text come from these few
        found.update({(kind, item.id): item for item in library.all(kind)})
    _follow(waiting, library, found)
    # An insult inside a passage is left out in print, wherever the pack is opened: its record comes along.
    _follow([item.id for item in _insults(library) if _is_cited(item.text, found.values())], library, found)
    ordered = sorted(found, key=lambda key: (_RANK[key[0]], key[1]))
    return tuple(_for_readers(found[key]) for key in ordered)


def closure(ids: Iterable[str], library: Evidence) -> tuple[AnyItem, ...]:
    """These items with all that their print refers to, by kind and id; what the library does not know is left out."""
    found: dict[tuple[str, str], AnyItem] = {}
    _follow([*ids], library, found)
    return tuple(found[key] for key in sorted(found, key=lambda key: (_RANK[key[0]], key[1])))


def _follow(waiting: list[str], library: Evidence, found: dict[tuple[str, str], AnyItem]) -> None:
    seen = {item_id for kind, item_id in found if kind not in {"institution", "mechanism"}}
    while waiting:
        item_id = waiting.pop()
        if item_id in seen:
            continue
        seen.add(item_id)
        item = library.get(item_id)
        if item is not None:
            found[kind_of(item), item_id] = item
            waiting.extend(_references(item))


def _insults(library: Evidence) -> list[Quote]:
    return [item for item in library.all("quote") if isinstance(item, Quote) and "insult" in item.tone]


def _is_cited(words: str, items: Iterable[AnyItem]) -> bool:
    passages = (passage.excerpt or "" for item in items if isinstance(item, Item) for passage in item.citations)
    return any(words in excerpt for excerpt in passages)


def _references(item: AnyItem) -> Iterator[str]:
    if isinstance(item, Grid):
        yield from item.item_ids()
        return
    if isinstance(item, Item):
        yield from (citation.source_id for citation in item.citations)
        yield from item.contested_by
    match item:
        case Quote():
            yield from _some(item.variant_of, item.nested_in, item.document_id, item.speaker_id, item.on_behalf_of)
            yield from (link.by for link in item.chain)
            yield from (
                candidate for each in item.inserted_by for candidate in (each.by, *each.candidates) if candidate
            )
        case Event():
            yield from _some(item.body)
        case Statistic():
            yield from _some(item.population.id, *item.parts)
            yield from _STATISTIC.findall(item.formula or "")
        case Position():
            yield from _some(item.actor, item.reported_by, item.source_id)
            yield from item.related
        case Claim():
            yield from _some(item.claimant_id, *item.quote_ids)
            yield from (link.item_id for link in item.evidence)
        case _:
            return


def _some(*ids: str | None) -> Iterator[str]:
    return (item_id for item_id in ids if item_id)


def version_of(item: AnyItem) -> str:
    """A short digest of all that a pack carries of an item: another version of it has another."""
    return hashlib.sha256(_for_readers(item).model_dump_json(by_alias=True).encode()).hexdigest()[:16]


def says_the_same(one: AnyItem, other: AnyItem) -> bool:
    """Whether a pack would carry the same of two items; files do not keep the order of names inside a record."""
    return _for_readers(one) == _for_readers(other)


def _for_readers(item: AnyItem) -> AnyItem:
    hidden: dict[str, None] = {name: None for name in _HIDDEN if getattr(item, name, None) is not None}
    return item.model_copy(update=hidden) if hidden else item


#: Remarks for people who edit the dataset; they leave with no file. (A conflict's expected result is no remark for
#: readers either, but the model requires it.)
_HIDDEN = {"notes", "outside_knowledge", "speaker_id_inferred", "un_symbol", "verified_at"}


class Carried:
    """The items that a pack carries, as evidence to compose from."""

    def __init__(self, items: Iterable[AnyItem]) -> None:
        self._kinds: dict[str, dict[str, AnyItem]] = {}
        for item in items:
            self._kinds.setdefault(kind_of(item), {})[item.id] = item
        # Mechanisms that share an id with an institution are found by their kind alone.
        order = [kind for kind in KINDS if kind != "mechanism"] + ["mechanism"]
        self._any: dict[str, AnyItem] = {}
        for kind in reversed(order):
            self._any.update(self._kinds.get(kind, {}))

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """The item, or None."""
        return self._kinds.get(kind, {}).get(item_id) if kind else self._any.get(item_id)

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """All items of a kind in the order of the snapshot."""
        return tuple(self._kinds.get(kind, {}).values())
