"""The autosave journal as bytes: what was done to a pack since it was opened, each record added at the end.

A record is its length, a digest and packed JSON. The digest goes over the record before it too: what follows a torn or
altered record is not read, and what is read is what was written. A step is kept as its difference from the step before.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from briefpack.evidence.items import AnyItem, kind_of
from briefpack.evidence.sources import OWN
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.packfile import item_of, item_record
from briefpack.pack.safewrite import FileProblem
from briefpack.pack.snapshot import version_of

MAGIC = b"briefpack journal 1\n"
_HEAD = struct.Struct(">I16s")
#: Unpacked, a record is smaller: a pack with its items is a few megabytes.
_MOST = 200_000_000
#: The last record of a journal that was closed in peace.
_END = b"end"

Json = dict[str, Any]


class Home(NamedTuple):
    """Where the pack belongs: its file ("" for none yet), the SHA-256 of that file as last read or written, and when
    this was noted (ISO 8601)."""

    path: str = ""
    digest: str = ""
    when: str = ""


class Step(NamedTuple):
    """A step as kept: its label, and its difference from the pack before it (`difference`)."""

    label: str
    change: Json


class Recorded(NamedTuple):
    """What a journal tells: the packs with the labels of the steps that made them, the place shown, all items they
    use (of a fact of the user's own every version, the oldest first), the pack's home, whether it was closed in peace.
    `good` bytes could be read, and `link` goes before the next record. `steps` are the differences between the packs.
    """

    packs: tuple[Pack, ...]
    labels: tuple[str, ...]
    place: int
    items: tuple[AnyItem, ...]
    home: Home
    closed: bool
    good: int
    link: bytes
    steps: tuple[Step, ...]


def held_as(item: AnyItem) -> tuple[str, ...]:
    """What a journal holds each of once: an item by its kind and id, of a fact of the user's own every version."""
    own = getattr(item, "collection", "") == OWN
    return (kind_of(item), item.id, *((version_of(item),) if own else ()))


def opening(pack: Pack, items: Sequence[AnyItem], home: Home) -> Json:
    """The first record: the pack as it was opened, and the items it uses."""
    return {"pack": pack.model_dump(mode="json"), "items": [*map(item_record, items)], "home": list(home)}


def doing(keep: int, steps: Sequence[Step], place: int, items: Sequence[AnyItem], home: Home) -> Json:
    """A record: the first `keep` steps stay (the opening is the first), `steps` follow, `place` is shown."""
    kept = [[step.label, step.change] for step in steps]
    return {"keep": keep, "steps": kept, "place": place, "items": [*map(item_record, items)], "home": list(home)}


def framed(record: Json | None, link: bytes) -> tuple[bytes, bytes]:
    """The bytes of a record (None: the end) after the record with that link, and its own link."""
    text = _END if record is None else zlib.compress(_json(record), 6)
    digest = _digest(link, text)
    return _HEAD.pack(len(text), digest) + text, digest


def ends(tail: bytes) -> bool:
    """Whether the last bytes of a file are those of a journal closed in peace; a glance, no proof."""
    return tail[-len(_END) :] == _END and tail[-len(_END) - _HEAD.size :][:4] == struct.pack(">I", len(_END))


def read(untrusted: bytes) -> Recorded | None:
    """What can be read, from the start to the first record that is not whole; None when not even the first is."""
    if not untrusted.startswith(MAGIC):
        return None
    told = _Telling(len(MAGIC))
    while (frame := _next(untrusted, told.good, told.link)) is not None:
        try:
            told.take(frame[0])
        except _UNREADABLE:
            break
        told.good += _HEAD.size + len(frame[0])
        told.link = frame[1]
    return told.recorded()


_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, zlib.error, RecursionError, FileProblem)


def _next(untrusted: bytes, place: int, link: bytes) -> tuple[bytes, bytes] | None:
    if len(untrusted) < place + _HEAD.size:
        return None
    length, digest = _HEAD.unpack_from(untrusted, place)
    text = untrusted[place + _HEAD.size : place + _HEAD.size + length]
    return (text, digest) if len(text) == length and _digest(link, text) == digest else None


class _Telling:
    """Reads records one by one. A record that fails changes nothing."""

    def __init__(self, good: int) -> None:
        self.good, self.link = good, b""
        self._packs: list[Pack] = []
        self._steps: list[Step] = []
        self._place = 0
        self._items: dict[tuple[str, ...], AnyItem] = {}
        self._home = Home()
        self._closed = False

    def take(self, text: bytes) -> None:
        if text == _END:
            self._closed = True
            return
        record = json.loads(_unpacked(text))
        items = {held_as(item): item for item in map(item_of, record["items"])}
        home = Home(*map(str, record["home"]))
        if self._packs:
            self._do(record)
        else:
            self._packs = [Pack.model_validate(record["pack"])]
        self._items.update(items)
        self._home, self._closed = home, False

    def _do(self, record: Json) -> None:
        keep, place = int(record["keep"]), int(record["place"])
        packs = self._packs[:keep]
        steps = [Step(str(label), change) for label, change in record["steps"]]
        for step in steps:
            packs.append(changed(packs[-1], step.change))
        if not 0 <= place < len(packs):
            raise ValueError(place)
        self._packs, self._steps, self._place = packs, self._steps[: keep - 1] + steps, place

    def recorded(self) -> Recorded | None:
        if not self._packs:
            return None
        labels = ("", *(step.label for step in self._steps))
        return Recorded(
            tuple(self._packs),
            labels,
            self._place,
            tuple(self._items.values()),
            self._home,
            self._closed,
            self.good,
            self.link,
            tuple(self._steps),
        )


def difference(before: Pack, after: Pack) -> Json:
    """What makes `after` of `before`: other fields, and for sections and their entries the stretch that differs.

    What stands unchanged elsewhere in `before` is named by its id: moving a section costs a few bytes.
    """
    change: Json = {}
    fields = _fields(before, after, "sections")
    if fields:
        change["f"] = after.model_dump(mode="json", include=fields)
    if before.sections is not after.sections:
        sections = {section.id: section for section in before.sections}
        entries = _entries(before)
        start, stop, new = _stretch(before.sections, after.sections)
        if new or start != stop:
            change["s"] = [start, stop, [_section(each, sections, entries) for each in new]]
    return change


def changed(before: Pack, change: Mapping[str, Any]) -> Pack:
    """The pack that `difference` was made from. Raises ValueError, TypeError or LookupError for what is none."""
    update: dict[str, Any] = dict(change.get("f", {}))
    if "s" in change:
        known = {section.id: section for section in before.sections}
        entries = _entries(before)
        start, stop, new = change["s"]
        made = [_section_of(each, known, entries) for each in new]
        update["sections"] = (*before.sections[:start], *made, *before.sections[stop:])
    try:
        return Pack.model_validate({**dict(before), **update}) if update else before
    except ValidationError as error:
        raise ValueError("no pack") from error


R = TypeVar("R", Section, Entry)


def _fields(before: Pack | Section, after: Pack | Section, apart: str) -> set[str]:
    old, new = vars(before), vars(after)
    return {name for name in new if name != apart and old[name] is not new[name] and old[name] != new[name]}


def _stretch(before: Sequence[R], after: Sequence[R]) -> tuple[int, int, Sequence[R]]:
    """Where the two differ: from, to (in `before`), and what stands there now."""
    start, most = 0, min(len(before), len(after))
    while start < most and (before[start] is after[start] or before[start] == after[start]):
        start += 1
    left, most = 0, most - start
    while left < most and (before[-1 - left] is after[-1 - left] or before[-1 - left] == after[-1 - left]):
        left += 1
    return start, len(before) - left, after[start : len(after) - left]


def _entries(pack: Pack) -> dict[str, Entry]:
    return {entry.id: entry for section in pack.sections for entry in section.entries}


def _section(section: Section, sections: Mapping[str, Section], entries: Mapping[str, Entry]) -> str | Json:
    old = sections.get(section.id)
    if old is None:
        return {"new": section.model_dump(mode="json")}
    if old is section or old == section:
        return section.id
    change: Json = {"of": section.id}
    if fields := _fields(old, section, "entries"):
        change["f"] = section.model_dump(mode="json", include=fields)
    start, stop, new = _stretch(old.entries, section.entries)
    if new or start != stop:
        change["e"] = [start, stop, [_entry(each, entries) for each in new]]
    return change


def _entry(entry: Entry, entries: Mapping[str, Entry]) -> str | Json:
    return entry.id if entries.get(entry.id) == entry else entry.model_dump(mode="json", exclude_defaults=True)


def _section_of(change: str | Json, sections: Mapping[str, Section], entries: Mapping[str, Entry]) -> Section:
    if isinstance(change, str):
        return sections[change]
    if "new" in change:
        return Section.model_validate(change["new"])
    old = sections[change["of"]]
    update: dict[str, Any] = dict(change.get("f", {}))
    if "e" in change:
        start, stop, new = change["e"]
        made = [entries[each] if isinstance(each, str) else Entry.model_validate(each) for each in new]
        update["entries"] = (*old.entries[:start], *made, *old.entries[stop:])
    return Section.model_validate({**dict(old), **update})


def _digest(link: bytes, text: bytes) -> bytes:
    return hashlib.blake2b(link + text, digest_size=16).digest()


def _unpacked(text: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(text, _MOST)
    if not unpacking.eof:
        raise ValueError("too long")
    return content


def _json(record: Json) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
