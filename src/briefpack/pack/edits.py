"""The only way to change a pack: functions that take a pack and give a new one. Sections not touched are shared."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from briefpack.evidence.sources import ItemId, Record
from briefpack.language import say
from briefpack.pack.pack import DatasetStamp, Entry, Pack, PackError, Section

Edit = Callable[[Pack], Pack]


def section_of(pack: Pack, section_id: str) -> Section:
    """The section with that id. Raises PackError if there is none."""
    for section in pack.sections:
        if section.id == section_id:
            return section
    raise PackError(say("There is no section {section} in this pack.", section=section_id))


def place_of(pack: Pack, entry_id: str) -> tuple[Section, int]:
    """The section that holds the entry and the entry's place in it. Raises PackError if there is none."""
    for section in pack.sections:
        for place, entry in enumerate(section.entries):
            if entry.id == entry_id:
                return section, place
    raise PackError(say("There is no entry {entry} in this pack.", entry=entry_id))


def entry_of(pack: Pack, entry_id: str) -> Entry:
    """The entry with that id. Raises PackError if there is none."""
    section, place = place_of(pack, entry_id)
    return section.entries[place]


def add_item(pack: Pack, section_id: str, item_id: ItemId, place: int | None = None) -> Pack:
    """Put an item into a section, at the end or before `place` (0 = first; beyond the end = last)."""
    return _insert(pack, section_id, place, item=item_id)


def add_text(pack: Pack, section_id: str, text: str, place: int | None = None) -> Pack:
    """Put own text into a section."""
    return _insert(pack, section_id, place, text=text)


def remove_entry(pack: Pack, entry_id: str) -> Pack:
    """Take an entry out of its section."""
    section, place = place_of(pack, entry_id)
    return _with_entries(pack, section, section.entries[:place] + section.entries[place + 1 :])


def remove_entries(pack: Pack, entry_ids: Collection[str]) -> Pack:
    """Take entries out of their sections, whichever these are."""
    _known(pack, entry_ids)
    for section in pack.sections:
        left = tuple(entry for entry in section.entries if entry.id not in entry_ids)
        if len(left) != len(section.entries):
            pack = _with_entries(pack, section, left)
    return pack


def add_items(pack: Pack, section_id: str, item_ids: Sequence[ItemId], place: int | None = None) -> Pack:
    """Put items into a section in their order, at the end or before `place` (0 = first; beyond the end = last)."""
    place = len(section_of(pack, section_id).entries) if place is None else max(0, place)
    for number, item_id in enumerate(item_ids):
        pack = add_item(pack, section_id, item_id, place + number)
    return pack


def move_entries(pack: Pack, entry_ids: Collection[str], section_id: str, place: int) -> Pack:
    """Move entries, in the order in which they stand, before `place` of a section, counted without them."""
    _known(pack, entry_ids)
    moved = tuple(entry for section in pack.sections for entry in section.entries if entry.id in entry_ids)
    without = remove_entries(pack, entry_ids)
    target = section_of(without, section_id)
    place = max(0, min(place, len(target.entries)))
    return _with_entries(without, target, (*target.entries[:place], *moved, *target.entries[place:]))


def duplicate_entries(pack: Pack, entry_ids: Collection[str]) -> Pack:
    """A copy of each entry right below it, without its private note."""
    _known(pack, entry_ids)
    for section in pack.sections:
        entries: list[Entry] = []
        number = pack.next_id
        for entry in section.entries:
            entries.append(entry)
            if entry.id in entry_ids:
                entries.append(entry.model_copy(update={"id": f"e{number}", "note": ""}))
                number += 1
        if number != pack.next_id:
            pack = with_fields(_with_entries(pack, section, tuple(entries)), next_id=number)
    return pack


def duplicate_section(pack: Pack, section_id: str, title: str) -> Pack:
    """A copy of a section right below it, under another title, without private notes."""
    section = section_of(pack, section_id)
    numbers = iter(range(pack.next_id, pack.next_id + 1 + len(section.entries)))
    new_id = f"s{next(numbers)}"
    entries = tuple(entry.model_copy(update={"id": f"e{next(numbers)}", "note": ""}) for entry in section.entries)
    copied = section.model_copy(update={"id": new_id, "entries": entries})
    copied = copied.model_copy(update={"title": _checked(Section, copied, title=title).title})
    place = pack.sections.index(section) + 1
    sections = (*pack.sections[:place], copied, *pack.sections[place:])
    return with_fields(pack, sections=sections, next_id=pack.next_id + 1 + len(entries))


def add_section(pack: Pack, title: str, after: str = "") -> Pack:
    """A new section for own text and facts, below the section `after` and in its part; else at the end."""
    place, part, column = len(pack.sections), "", ""
    if pack.sections:
        beside = section_of(pack, after) if after else pack.sections[-1]
        place, part, column = pack.sections.index(beside) + 1, beside.part, beside.column
    made = _checked(Section, None, id=f"s{pack.next_id}", key="own", kind="text", title=title, part=part, column=column)
    sections = (*pack.sections[:place], made, *pack.sections[place:])
    return with_fields(pack, sections=sections, next_id=pack.next_id + 1)


def switch_collections(pack: Pack, collections: Sequence[str], dataset: DatasetStamp) -> Pack:
    """Count other collections among the pack's sources, with their stamp. No entry comes or goes."""
    dataset = dataset.model_copy(update={"revised": pack.dataset.revised})
    return with_fields(pack, collections=tuple(collections), dataset=dataset)


def take_versions(pack: Pack, versions: Mapping[ItemId, str], reworded: Collection[ItemId] = ()) -> Pack:
    """Take other versions of facts (snapshot.version_of). The entries are new ones, as what they show is; a quotation
    among the `reworded` is shown whole, as a clip keeps places of the words it was made of."""

    def taken(entry: Entry) -> Entry:
        if entry.item not in versions:
            return entry
        return entry.model_copy(update={"clip": ()} if entry.item in reworded else {})

    for section in pack.sections:
        if any(entry.item in versions for entry in section.entries):
            pack = _with_entries(pack, section, tuple(map(taken, section.entries)))
    revised = dict(sorted({**pack.dataset.revised, **versions}.items()))
    return with_fields(pack, dataset=pack.dataset.model_copy(update={"revised": revised}))


def change_entry(pack: Pack, entry_id: str, **fields: Any) -> Pack:
    """An entry with other values of its fields; for the modules that know what they mean."""
    section, place = place_of(pack, entry_id)
    return _with_entry(pack, section, place, **fields)


def move_entry(pack: Pack, entry_id: str, section_id: str, place: int) -> Pack:
    """Move an entry before `place` of a section, counted without the entry itself. It keeps its id."""
    section, old = place_of(pack, entry_id)
    entry = section.entries[old]
    without = _with_entries(pack, section, section.entries[:old] + section.entries[old + 1 :])
    target = section_of(without, section_id)
    place = max(0, min(place, len(target.entries)))
    return _with_entries(without, target, (*target.entries[:place], entry, *target.entries[place:]))


def write(pack: Pack, entry_id: str, text: str) -> Pack:
    """Set the own text of an entry; an empty text makes a slot a blank again. An item's words cannot be rewritten."""
    section, place = place_of(pack, entry_id)
    if section.entries[place].item:
        raise PackError(
            say("The words of an item come from its source and cannot be rewritten; write beside it instead.")
        )
    return _with_entry(pack, section, place, text=text)


def annotate(pack: Pack, entry_id: str, note: str) -> Pack:
    """Set the private note of an entry; it is never printed."""
    section, place = place_of(pack, entry_id)
    return _with_entry(pack, section, place, note=note)


def retitle_section(pack: Pack, section_id: str, title: str) -> Pack:
    """Give a section another title."""
    section = section_of(pack, section_id)
    return _with_section(pack, section, title=_checked(Section, section, title=title).title)


def move_section(pack: Pack, section_id: str, place: int) -> Pack:
    """Move a section before `place`, counted without itself."""
    section = section_of(pack, section_id)
    others = tuple(other for other in pack.sections if other.id != section_id)
    place = max(0, min(place, len(others)))
    return with_fields(pack, sections=(*others[:place], section, *others[place:]))


def remove_section(pack: Pack, section_id: str) -> Pack:
    """Take out a section with its entries."""
    section_of(pack, section_id)
    return with_fields(pack, sections=tuple(other for other in pack.sections if other.id != section_id))


def set_details(pack: Pack, **details: Any) -> Pack:
    """Change title, eyebrow, marking, paper, date, as_of or collections. Raises PackError for an impossible value."""
    for name in details.keys() - _DETAILS:
        raise PackError(say("“{name}” is not a detail of a pack.", name=name))
    return with_fields(pack, **details)


def _known(pack: Pack, entry_ids: Collection[str]) -> None:
    here = {entry.id for section in pack.sections for entry in section.entries}
    for entry_id in entry_ids:
        if entry_id not in here:
            raise PackError(say("There is no entry {entry} in this pack.", entry=entry_id))


def _insert(pack: Pack, section_id: str, place: int | None, **fields: Any) -> Pack:
    section = section_of(pack, section_id)
    entry = _checked(Entry, None, id=f"e{pack.next_id}", **fields)
    place = len(section.entries) if place is None else max(0, min(place, len(section.entries)))
    entries = (*section.entries[:place], entry, *section.entries[place:])
    return with_fields(_with_entries(pack, section, entries), next_id=pack.next_id + 1)


def _with_entry(pack: Pack, section: Section, place: int, **fields: Any) -> Pack:
    entry = section.entries[place]
    changed = _checked(Entry, entry, **fields)
    return _with_entries(pack, section, (*section.entries[:place], changed, *section.entries[place + 1 :]))


def _with_entries(pack: Pack, section: Section, entries: tuple[Entry, ...]) -> Pack:
    return _with_section(pack, section, entries=entries)


def _with_section(pack: Pack, section: Section, **fields: Any) -> Pack:
    changed = section.model_copy(update=fields)
    return with_fields(pack, sections=tuple(changed if other.id == section.id else other for other in pack.sections))


_DETAILS = {
    "title",
    "eyebrow",
    "short_title",
    "marking",
    "paper",
    "date",
    "as_of",
    "collections",
    "language",
    "profile",
}


def with_fields(pack: Pack, **fields: Any) -> Pack:
    """The pack with other values of its fields; for the modules that know what they mean. Raises PackError."""
    if fields.keys() & _DETAILS:
        # What a person typed is checked by the model; structure made here is right by construction.
        return _checked(Pack, pack, **fields)
    return pack.model_copy(update=fields)


R = TypeVar("R", bound=Record)


def _checked(model: type[R], before: R | None, **fields: Any) -> R:
    try:
        return model.model_validate({**(dict(before) if before else {}), **fields})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise PackError(
            say("The pack cannot take this value ({place}): {why}.", place=place, why=first["msg"])
        ) from None
