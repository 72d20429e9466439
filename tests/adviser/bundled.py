"""Own words and facts of the bundled dataset in small packs: what the rules on figures and dates say of them."""

from tests.adviser import kit

from briefpack.adviser.finding import Finding
from briefpack.app.advising import Setting
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import DatasetStamp, Entry, Pack
from briefpack.pack.snapshot import snapshot

#: The dataset is older than any occasion, so that R35 is left out here.
_MINE = frozenset(f"R{number}" for number in range(20, 35))


def pack_of(*entries: Entry, kind: str = "facts", **options: str) -> Pack:
    """A pack with these entries in its only section."""
    sections = (kit.section("s1", kind, entries, title="", options=options),)
    return kit.pack(sections=sections, title="A pack", dataset=DatasetStamp(), next_id=90)


def items_used(*items: str, kind: str = "facts") -> Pack:
    """A pack of these items."""
    return pack_of(*(Entry(id=f"e{number}", item=item) for number, item in enumerate(items, 1)), kind=kind)


def own_words(text: str, **options: str) -> Pack:
    """A pack of these own words."""
    return pack_of(Entry(id="e1", text=text), kind="text", **options)


def found(pack: Pack, library: MemoryLibrary) -> list[Finding]:
    """The findings of R20 to R34 about a pack that carries its own items."""
    findings = kit.examine(pack, snapshot(pack, library), Setting(library=library))
    return [finding for finding in findings if finding.rule in _MINE]


def rules(pack: Pack, library: MemoryLibrary) -> list[str]:
    """The rules of these findings, notes apart."""
    return kit.rules_of(finding for finding in found(pack, library) if finding.severity != "note")
