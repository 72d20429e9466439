"""Small packs on the bundled dataset: own words that cite it, and its items in a section."""

from briefpack.adviser.finding import Finding
from briefpack.app import advising
from briefpack.app.advising import Setting
from briefpack.briefing.compose import compose
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import Entry, Pack, PartFrame, Section


def pack_of(*sections: Section) -> Pack:
    """A pack on 22 November 2026 with these sections."""
    return Pack(
        id="some",
        template="none",
        title="Some facts",
        as_of="2026-11-22",
        date="2026-12-01",
        parts=(PartFrame(id="p"),),
        sections=sections,
        next_id=9999,
    )


def about(library: MemoryLibrary, pack: Pack, *rules: str) -> list[Finding]:
    """The findings of some rules about a pack that is composed from the dataset."""
    found = advising.examined(pack, compose(pack, library), library, Setting(library=library))
    return [finding for finding in found if finding.rule in rules]


def own(library: MemoryLibrary, text: str, *rules: str) -> list[Finding]:
    """The findings of some rules about own words that cite the dataset."""
    return about(library, pack_of(section("text", text=text)), *rules)


def section(kind: str, *item_ids: str, text: str = "", **fields: object) -> Section:
    """A section of items, with own words behind them."""
    entries = [Entry(id=f"e{number}", item=item_id) for number, item_id in enumerate(item_ids, 1)]
    entries += [Entry(id="e99", text=text)] if text else []
    given: dict[str, object] = {"id": "s1", "key": kind, "kind": kind, "title": "A section", "part": "p"}
    return Section.model_validate({**given, **fields, "entries": tuple(entries)})


def held(library: MemoryLibrary, kind: str, item_id: str, *rules: str, **fields: object) -> list[Finding]:
    """The findings of some rules about one item of the dataset in a section of its own."""
    return about(library, pack_of(section(kind, item_id, **fields)), *rules)
