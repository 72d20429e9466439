"""What differs between two packs, in the order of the later one. Private notes are not compared: no PDF carries them.

Entries and sections are the same where they have the same id and the same item (or both hold own words under the same
label); in packs that were filled apart, where they have the same item or the same words.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from briefpack.evidence.items import AnyItem
from briefpack.evidence.sources import ItemId, Source
from briefpack.library.port import Evidence
from briefpack.pack.pack import Entry, Pack, PartFrame, Section, Waiver, content_hash
from briefpack.pack.snapshot import says_the_same, used_ids

What = Literal[
    "detail",
    "part",
    "section-added",
    "section-removed",
    "section-moved",
    "retitled",
    "settings",
    "added",
    "removed",
    "moved",
    "reworded",
    "clipped",
    "blank",
    "revised",
    "waived",
    "unwaived",
    "cleared",
    "withdrawn",
    "other",
]


class Change(NamedTuple):
    """One difference. `section`: where, as the later pack has it; of what is gone, as the earlier one had it.

    `before` and `after` hold what differs, "" where there is nothing: words, titles, values; `name` says which detail
    or setting. What moved has in `before` the id of the section that it came from, a section in `after` that of the
    section it stands behind. Of entries `was` and `now` are these themselves, of a fact that was revised its records.
    """

    what: What
    section: Section | None = None
    name: str = ""
    before: str = ""
    after: str = ""
    was: Entry | AnyItem | Waiver | None = None
    now: Entry | AnyItem | Waiver | None = None


def differences(old: Pack, new: Pack, before: Evidence, after: Evidence) -> tuple[Change, ...]:
    """All that a reader of both packs could tell apart. `before`, `after`: what each of them is composed from."""
    sections = _paired(old.sections, new.sections, _SECTION_KEYS)
    found = [*_details(old, new), *_parts(old.parts, new.parts)]
    found += _sections(old, new, sections)
    found += _revised(old, new, before, after)
    rank = {section.id: place for place, section in enumerate(new.sections)}
    # What is said of the whole comes first; what is gone after all that is left.
    found.sort(key=lambda change: rank.get(change.section.id, len(rank)) if change.section else -1)
    found += _answers(old, new)
    if not found and content_hash(old) != content_hash(new):
        found.append(Change("other"))
    return tuple(found)


#: What is said of the whole pack, in the order of telling.
_DETAILS = (
    *("title", "eyebrow", "short_title", "subject_line", "date", "as_of", "marking", "paper", "language", "profile"),
    *("template", "max_pages"),
)


def _details(old: Pack, new: Pack) -> Iterator[Change]:
    values = [(name, _text(getattr(old, name)), _text(getattr(new, name))) for name in _DETAILS]
    values.append(("collections", ", ".join(old.collections), ", ".join(new.collections)))
    values.append(("dataset", old.dataset.fingerprint[:16], new.dataset.fingerprint[:16]))
    yield from (Change("detail", None, name, was, now) for name, was, now in values if was != now)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _parts(old: Sequence[PartFrame], new: Sequence[PartFrame]) -> Iterator[Change]:
    known = {part.id: part for part in old}
    for part in new:
        before = known.pop(part.id, None)
        if before is None:
            yield Change("part", name="", after=part.title or part.id)
        elif before.title != part.title:
            yield Change("part", name="title", before=before.title, after=part.title)
        elif before != part:
            yield Change("part", name="layout", before=part.title or part.id, after=part.title or part.id)
    yield from (Change("part", name="", before=part.title or part.id) for part in known.values())


T = TypeVar("T")
Pairs = list[tuple[T | None, T | None]]
Key = Callable[[T], Hashable]


def _paired(old: Sequence[T], new: Sequence[T], keys: Sequence[Key[T]]) -> Pairs[T]:
    """Each of the new with the old that it continues, in the order of the new; then the old that are gone. A pair is
    found by the first key that finds one; a key that is None finds nothing."""
    partner: dict[int, int] = {}
    for key in keys:
        taken = set(partner.values())
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, each in enumerate(old):
            if place not in taken:
                waiting[key(each)].append(place)
        for place, each in enumerate(new):
            name = key(each)
            if place not in partner and name is not None and waiting.get(name):
                partner[place] = waiting[name].popleft()
    pairs: Pairs[T] = [(old[partner[place]] if place in partner else None, each) for place, each in enumerate(new)]
    taken = set(partner.values())
    return [*pairs, *((each, None) for place, each in enumerate(old) if place not in taken)]


#: Sections that a person added have no key of their own.
_SECTION_KEYS: tuple[Key[Section], ...] = (
    lambda each: (each.id, each.key),
    lambda each: (each.key, each.title),
    lambda each: None if each.key == "own" else each.key,
)


class _Held(NamedTuple):
    """An entry with the section that holds it."""

    entry: Entry
    section: Section


def _same_record(held: _Held) -> Hashable:
    entry = held.entry
    return (entry.id, entry.item, "" if entry.item else (entry.label, entry.text))


def _same_fact(held: _Held) -> Hashable:
    entry = held.entry
    if entry.item:
        return (held.section.key, entry.item)
    return (entry.label, entry.text) if entry.text else None


def _same_item(held: _Held) -> Hashable:
    return held.entry.item or None


def _same_slot(held: _Held) -> Hashable:
    entry = held.entry
    return None if entry.item else (entry.id, entry.label)


def _same_label(held: _Held) -> Hashable:
    entry = held.entry
    return None if entry.item or not entry.label else (held.section.key, entry.label)


def _same_id(held: _Held) -> Hashable:
    return None if held.entry.item else (held.section.key, held.entry.id)


_ENTRY_KEYS: tuple[Key[_Held], ...] = (_same_record, _same_fact, _same_item, _same_slot, _same_label, _same_id)


def _held(pack: Pack) -> list[_Held]:
    return [_Held(entry, section) for section in pack.sections for entry in section.entries]


def _sections(old: Pack, new: Pack, pairs: Pairs[Section]) -> Iterator[Change]:
    """Section by section of the new pack: what became of it and of its entries; then the sections that are gone."""
    was_of = {now.id: was for was, now in pairs if now is not None and was is not None}
    entries = _paired(_held(old), _held(new), _ENTRY_KEYS)
    continued = [(was, now) for was, now in entries if was is not None and now is not None]
    came_from = {now.entry.id: was for was, now in continued}
    gone: dict[str, list[Entry]] = defaultdict(list)
    for was, now in entries:
        if was is not None and now is None:
            gone[was.section.id].append(was.entry)
    stayed = [(was_of[section.id].id, section) for section in new.sections if section.id in was_of]
    moved = _moved([section.id for section in old.sections], stayed)
    ids = ["", *(section.id for section in new.sections)]
    for after, section in zip(ids, new.sections, strict=False):
        before = was_of.get(section.id)
        if before is None:
            yield Change("section-added", section)
        else:
            yield from _section(before, section)
            if section.id in moved:
                yield Change("section-moved", section, after=after)
        yield from _entries(before, section, came_from)
        yield from (Change("removed", section, was=entry) for entry in (gone[before.id] if before else ()))
    for was_section, now_section in pairs:
        if was_section is not None and now_section is None:
            yield Change("section-removed", was_section)
            yield from (Change("removed", was_section, was=entry) for entry in gone[was_section.id])


def _section(before: Section, section: Section) -> Iterator[Change]:
    if before.title != section.title:
        yield Change("retitled", section, before=before.title, after=section.title)
    same = {"title", "entries", "id"}
    names = [name for name, value in section if name not in same and getattr(before, name) != value]
    if names:
        yield Change("settings", section, ", ".join(names))


def _entries(before: Section | None, section: Section, came_from: dict[str, _Held]) -> Iterator[Change]:
    here = [
        (came_from[entry.id].entry.id, entry)
        for entry in section.entries
        if entry.id in came_from and before is not None and came_from[entry.id].section.id == before.id
    ]
    moved = _moved([entry.id for entry in before.entries] if before else [], here)
    for entry in section.entries:
        was = came_from.get(entry.id)
        if was is None:
            yield Change("added", section, now=entry)
            continue
        if before is None or was.section.id != before.id:
            yield Change("moved", section, "section", was.section.id, was=was.entry, now=entry)
        elif entry.id in moved:
            yield Change("moved", section, "place", was=was.entry, now=entry)
        yield from _entry(was.entry, section, entry)


def _entry(was: Entry, section: Section, now: Entry) -> Iterator[Change]:
    if was.text != now.text:
        yield Change("reworded", section, before=was.text, after=now.text, was=was, now=now)
    if was.clip != now.clip:
        yield Change("clipped", section, was=was, now=now)
    if (was.label, was.hint, was.lines, was.required) != (now.label, now.hint, now.lines, now.required):
        yield Change("blank", section, before=was.label, after=now.label, was=was, now=now)


N = TypeVar("N", Entry, Section)


def _moved(before: Sequence[str], after: Sequence[tuple[str, N]]) -> set[str]:
    """Those that stand in another order than the rest: all but the longest run that kept its order. `after`: the id
    that each had before, and itself."""
    rank = {name: place for place, name in enumerate(before)}
    ends: list[int] = []  # of the runs that keep their order, by length: the lowest place in which one ends
    chain: list[int] = []  # the number of the thing that stands there
    back: list[int] = []  # for each thing the one before it in its run
    for number, (name, _) in enumerate(after):
        at = bisect_left(ends, rank[name])
        back.append(chain[at - 1] if at else -1)
        ends[at : at + 1] = [rank[name]]
        chain[at : at + 1] = [number]
    kept: set[int] = set()
    number = chain[-1] if chain else -1
    while number >= 0:
        kept.add(number)
        number = back[number]
    return {each.id for number, (_, each) in enumerate(after) if number not in kept}


def _revised(old: Pack, new: Pack, before: Evidence, after: Evidence) -> Iterator[Change]:
    """The facts and sources that both packs use and whose records say something else now."""
    where = _first_places(new)
    known = set(used_ids(old))
    ids = [item_id for item_id in used_ids(new) if item_id in known]
    for item_id in ids:
        was, now = before.get(item_id), after.get(item_id)
        if was is not None and now is not None and not _same(was, now):
            yield Change("revised", where.get(item_id), item_id, was=was, now=now)
    for source_id in _sources(ids, after):
        was, now = before.get(source_id, "source"), after.get(source_id, "source")
        if isinstance(was, Source) and isinstance(now, Source) and not _same(was, now):
            yield Change("revised", None, source_id, was=was, now=now)


def _same(was: AnyItem, now: AnyItem) -> bool:
    return was is now or says_the_same(was, now)


def _sources(ids: Iterable[ItemId], evidence: Evidence) -> Iterable[ItemId]:
    items = (evidence.get(item_id) for item_id in ids)
    return dict.fromkeys(
        citation.source_id for item in items if item is not None for citation in getattr(item, "citations", ())
    )


def _first_places(pack: Pack) -> dict[ItemId, Section]:
    found: dict[ItemId, Section] = {}
    for section in pack.sections:
        alone = pack.model_copy(update={"sections": (section,)})
        for item_id in used_ids(alone):
            found.setdefault(item_id, section)
    return found


def _answers(old: Pack, new: Pack) -> Iterator[Change]:
    before = {waiver.key: waiver for waiver in old.waivers}
    for waiver in new.waivers:
        was = before.pop(waiver.key, None)
        if was != waiver:
            yield Change("waived", name=waiver.rule, before=was.reason if was else "", after=waiver.reason, now=waiver)
    yield from (Change("unwaived", name=waiver.rule, before=waiver.reason, was=waiver) for waiver in before.values())
    if old.cleared != new.cleared:
        by = old.cleared.by if old.cleared else ""
        if new.cleared is None:
            yield Change("withdrawn", before=by)
        else:
            yield Change("cleared", name=new.cleared.at, before=by, after=new.cleared.by)
