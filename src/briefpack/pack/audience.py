"""For whom a pack leaves the program. Principal: all of it. Public: only what may be used in public.

What the public version leaves out is not hidden in it: it was never composed into it. Private notes leave in neither.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefpack.evidence.grids import Grid
from briefpack.evidence.items import AnyItem, Claim, Conflict, Quote
from briefpack.evidence.sources import Citation, Item
from briefpack.library.port import Evidence
from briefpack.pack.clearing import changed_since, hash_to_clear
from briefpack.pack.clipping import CUT
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.snapshot import cited_in, snapshot

Audience = Literal["principal", "public"]
#: Why something was left out: it may not be used in public, it comes from private talks, or it rests on what does.
Reason = Literal["use", "private", "rests"]
#: Of a quotation shorter than this, the words may stand in any other passage by chance.
_TELLING = 4


class LeftOut(NamedTuple):
    """Something the public version does without: the entry ("" for a whole section), and the item it turns on."""

    section: str
    entry: str
    item: str
    why: Reason


class ForAudience(NamedTuple):
    """What is composed: the pack, the items it needs and no others; and what was left out, to be told before export."""

    pack: Pack
    items: tuple[AnyItem, ...]
    left_out: tuple[LeftOut, ...] = ()


def for_audience(pack: Pack, evidence: Evidence, audience: Audience) -> ForAudience:
    """The pack as it leaves for an audience."""
    bare = _without_notes(pack)
    if audience == "principal":
        return ForAudience(bare, snapshot(bare, evidence))
    public = PublicEvidence(evidence)
    kept: list[Section] = []
    left_out: list[LeftOut] = []
    for section in bare.sections:
        grid = section.options.get("grid", "")
        if grid and (why := public.refused(grid)):
            left_out.append(LeftOut(section.id, "", grid, why))
            continue
        refused = [found for entry in section.entries if (found := _refused(section, entry, public))]
        left_out += refused
        gone = {each.entry for each in refused}
        kept.append(_public_section(section, gone, public))
    newest = bare.dataset.newest
    stamp = bare.dataset.model_copy(update={"newest": None}) if newest and public.refused(newest) else bare.dataset
    sections = tuple(kept)
    # Reasons for waivers are for those who work on the pack.
    clean = bare.model_copy(update={"sections": sections, "dataset": stamp, "waivers": ()})
    if pack.cleared and not changed_since(pack):  # what is cleared is cleared without what may not be shown
        cleared = pack.cleared.model_copy(update={"hash": hash_to_clear(clean)})
        clean = clean.model_copy(update={"cleared": cleared})
    return ForAudience(clean, snapshot(clean, public), tuple(left_out))


def _without_notes(pack: Pack) -> Pack:
    # A copy takes longer than all that is said of an entry, and few have a note.
    sections = tuple(
        section.model_copy(
            update={"entries": tuple(e.model_copy(update={"note": ""}) if e.note else e for e in section.entries)}
        )
        if any(entry.note for entry in section.entries)
        else section
        for section in pack.sections
    )
    return pack.model_copy(update={"sections": sections})


def _refused(section: Section, entry: Entry, public: "PublicEvidence") -> LeftOut | None:
    if entry.item:
        why = public.refused(entry.item)
        return LeftOut(section.id, entry.id, entry.item, why) if why else None
    # Own words that rest on what may not be shown would say it without its source.
    for item_id in cited_in(entry.text):
        if public.refused(item_id):
            return LeftOut(section.id, entry.id, item_id, "rests")
    return None


def _public_section(section: Section, gone: set[str], public: "PublicEvidence") -> Section:
    options = section.options
    if options.get("newest") and public.refused(options["newest"]):
        # The remark about a widened window names that item's date.
        options = {name: value for name, value in options.items() if name != "newest"}
    entries = tuple(entry for entry in section.entries if entry.id not in gone)
    return section.model_copy(update={"entries": entries, "options": options})


class PublicEvidence:
    """Evidence in which nothing exists but what may be used in public."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._judged: dict[str, Reason | Literal[""]] = {}
        quotes = (item for item in evidence.all("quote") if isinstance(item, Quote))
        self._unsaid = [
            quote.text.strip(" .")
            for quote in quotes
            if _own_reason(quote) and not quote.is_term and len(quote.text.split()) >= _TELLING
        ]

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """The item, if it may be used in public."""
        found = self._evidence.get(item_id, kind)
        return self._shown(found) if found is not None and not self._reason(found) else None

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """The items of a kind that may be used in public."""
        return tuple(self._shown(item) for item in self._evidence.all(kind) if not self._reason(item))

    def refused(self, item_id: str) -> Reason | Literal[""]:
        """Why an item may not be used in public; "" when it may, or is not there at all."""
        found = self._evidence.get(item_id)
        return self._reason(found) if found is not None else ""

    def _reason(self, item: AnyItem) -> Reason | Literal[""]:
        own = _own_reason(item)
        if own or not isinstance(item, Claim | Grid | Conflict):
            return own
        if item.id not in self._judged:
            # Records that refer to one another must not send us round in a ring.
            self._judged[item.id] = ""
            self._judged[item.id] = "rests" if any(map(self._forbidden, _rests_on(item))) else ""
        return self._judged[item.id]

    def _forbidden(self, item_id: str) -> bool:
        # A table's mark that sources disagree says nothing of what they disagree about.
        return bool(self.refused(item_id)) and not isinstance(self._evidence.get(item_id), Conflict)

    def _shown(self, item: AnyItem) -> AnyItem:
        """The item; where its passages hold words that may not be quoted, with […] in their place."""
        if not isinstance(item, Item) or not self._unsaid:
            return item
        cleaned = tuple(self._without_unsaid(citation) for citation in item.citations)
        return item if cleaned == item.citations else item.model_copy(update={"citations": cleaned})

    def _without_unsaid(self, citation: Citation) -> Citation:
        words = citation.excerpt
        for unsaid in self._unsaid if words else ():
            words = (words or "").replace(unsaid, CUT)
        return citation if words == citation.excerpt else citation.model_copy(update={"excerpt": words})


def _own_reason(item: AnyItem) -> Reason | Literal[""]:
    """What the item's own record says of it."""
    if getattr(item, "usable_publicly", "yes") != "yes":
        return "use"
    return "private" if getattr(item, "channel", "published") != "published" else ""


def _rests_on(item: Claim | Grid | Conflict) -> Iterator[str]:
    if isinstance(item, Claim):
        yield from item.quote_ids
        yield from (link.item_id for link in item.evidence)
    elif isinstance(item, Grid):
        yield from item.item_ids()
    else:
        yield from item.records
