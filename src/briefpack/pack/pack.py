"""A pack: what a person arranged. Frozen; every change goes through `edits` and gives a new pack."""

import hashlib
import json
import operator
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from briefpack.evidence.dates import DateError, parse_moment
from briefpack.evidence.sources import ARTICLES, ItemId, Record
from briefpack.language import say, to_say

#: Version of the pack file's schema; a file with a higher one is refused.
SCHEMA_VERSION = 1
Line = Annotated[str, Field(max_length=400)]
OwnText = Annotated[str, Field(max_length=20_000)]


class PackError(ValueError):
    """An edit or a value that a pack cannot take; the message is one sentence for the user."""


_DAYS = {
    "date": (
        to_say("The date cannot be used: {why}."),
        to_say("The date “{text}” must be a full day, such as 2026-11-22."),
    ),
    "as-of date": (
        to_say("The as-of date cannot be used: {why}."),
        to_say("The as-of date “{text}” must be a full day, such as 2026-11-22."),
    ),
}


def checked_day(text: str, what: str = "date") -> str:
    """`text` if it is a real day in the form 2026-11-22; else PackError. `what`: date, or as-of date."""
    unusable, vague = _DAYS["date" if what == "date" else "as-of date"]
    try:
        moment = parse_moment(text)
    except DateError as error:
        raise PackError(say(unusable, why=error)) from None
    if moment.precision != "day":
        raise PackError(say(vague, text=text))
    return text


DayText = Annotated[str, AfterValidator(checked_day)]
#: The character ranges (start, end) of a quotation that are kept, in order; () is the whole of it.
Clip = tuple[tuple[int, int], ...]


class Entry(Record):
    """One thing in a section: an item of the evidence, or own text, or a slot that waits for own text.

    `label` and `hint` belong to a slot: an empty slot prints as a ruled blank with both. In `text`, *…* is italic,
    **…** is bold and [@item-id] cites an item. `note` is private: never printed, and in no file made for others.
    `clip` shortens a quotation: see pack/clipping.py. `required`: a slot that must not stay empty (pack/template.py).
    """

    id: Annotated[str, Field(pattern=r"^e[0-9]+$")]
    item: ItemId | None = None
    label: Line = ""
    hint: Line = ""
    lines: int = Field(default=1, ge=1, le=12)
    text: OwnText = ""
    note: OwnText = ""
    # Packs that have neither keep the bytes and the content hash they had before there were any.
    clip: Clip = Field(default=(), exclude_if=operator.not_)
    required: bool = Field(default=False, exclude_if=operator.not_)


class Section(Record):
    """Entries under one title. `kind` says how they are composed; `options` are the settings of that kind.

    `part` groups neighbouring sections on a page of their own; `remark` is printed under the title (such as a widened
    window); `gap` is printed when nothing was found: what is missing is stated, never dropped.
    """

    id: Annotated[str, Field(pattern=r"^s[0-9]+$")]
    key: Line
    kind: Line
    title: Line = ""
    part: Line = ""
    column: Literal["", "left", "right"] = ""
    options: dict[str, str] = Field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    remark: Line = ""
    gap: Line = ""
    max_words: int | None = Field(default=None, ge=1)


#: The least size of the type of a part against the house style.
SMALLEST = 0.9


class PartFrame(Record):
    """A part of the document: its title, whether its pages are landscape, whether notes stand for whole
    sources, and the size of its type against the house style (body text stays at 9 points or more)."""

    id: Line
    title: Line = ""
    landscape: bool = False
    contents: bool = True
    notes: Literal["each", "by-source"] = "each"
    size: float = Field(default=1.0, ge=SMALLEST, le=2.0)


class DatasetStamp(Record):
    """The dataset a pack was filled from: its fingerprint, its newest dated event, its sources. Carried in the pack, so
    that a pack says the same on a machine whose library is different or empty.

    `revised`: facts of the user's own whose later version was taken, each with that version (snapshot.version_of).
    """

    fingerprint: Line = ""
    newest: ItemId | None = None
    sources: tuple[ItemId, ...] = ()
    # Packs in which nothing was revised keep the bytes and the content hash they had before facts could be.
    revised: dict[ItemId, Line] = Field(default_factory=dict, exclude_if=operator.not_)


class Waiver(Record):
    """A finding of the adviser that somebody answers for: its rule by number and name, its key (adviser/finding.py)
    and words, who waived it, why, and on which day. Printed in the annex."""

    rule: Annotated[str, Field(pattern=r"^R[0-9]{2}a?$")]
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    name: Line = ""
    words: Line = ""
    initials: Annotated[str, Field(min_length=1, max_length=8, pattern=r"^\S+$")]
    reason: Annotated[str, Field(min_length=10, max_length=400)]
    on: DayText


class Clearance(Record):
    """Who released the pack, when (ISO 8601, to the minute), and the content hash of what was released."""

    by: Annotated[str, Field(min_length=1, max_length=8, pattern=r"^\S+$")]
    at: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Pack(Record):
    """The whole pack. `as_of` is the day for which ages and due dates are judged; `date` the day of the occasion.

    `collections` are those whose items count when gaps are stated. `next_id` numbers entries and sections, so that no
    id is used twice in a pack's life.
    """

    schema_version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,80}$")]
    template: Line
    template_version: int = 1
    title: Annotated[str, Field(min_length=1, max_length=300)]
    eyebrow: Line = ""
    short_title: Line = ""
    subject_line: Line = "DPRK"
    language: Line = "en"
    paper: Literal["a4", "letter"] = "a4"
    marking: Annotated[str, Field(max_length=40)] = ""
    date: DayText | None = None
    as_of: DayText
    max_pages: int | None = Field(default=None, ge=1)
    collections: tuple[str, ...] = (ARTICLES,)
    dataset: DatasetStamp = Field(default_factory=DatasetStamp)
    parts: tuple[PartFrame, ...] = ()
    sections: tuple[Section, ...] = ()
    # Packs that have none of these keep the bytes and the content hash they had before there were any.
    #: The house whose words and limits the adviser goes by (resources/profiles); "" is the first.
    profile: Line = Field(default="", exclude_if=operator.not_)
    waivers: tuple[Waiver, ...] = Field(default=(), exclude_if=operator.not_)
    cleared: Clearance | None = Field(default=None, exclude_if=operator.not_)
    next_id: int = Field(default=1, ge=1)

    def item_ids(self) -> tuple[ItemId, ...]:
        """The items its entries hold, in order, each once; those cited in own text are not among them."""
        found = (entry.item for section in self.sections for entry in section.entries if entry.item)
        return tuple(dict.fromkeys(found))


def hashed(section: Section) -> bytes:
    """What the content hash reads of a section."""
    # Settings are compared in order of name: a file keeps them so.
    settings = json.dumps(section.options, sort_keys=True)
    return (settings + section.model_dump_json(exclude={"options": True, "entries": {"__all__": {"note"}}})).encode()


def content_hash(pack: Pack, of_section: Callable[[Section], bytes] = hashed) -> str:
    """SHA-256 over the pack's content without private notes and clearance: what a reader of the PDF can compare.

    `of_section` gives what `hashed` gives, from what somebody remembers.
    """
    digest = hashlib.sha256(pack.model_dump_json(exclude={"next_id", "sections", "cleared"}).encode())
    for section in pack.sections:
        digest.update(of_section(section))
    return digest.hexdigest()
