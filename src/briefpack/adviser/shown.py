"""What stands in a pack, thing by thing: each entry with its evidence, its printed words and its own words."""

from collections.abc import Sequence
from typing import NamedTuple

from briefpack.adviser.finding import Place
from briefpack.adviser.sentences import Sentence, sentences
from briefpack.briefing.nodes import Block, Bullets, Span
from briefpack.evidence.grids import Grid
from briefpack.evidence.sources import Item
from briefpack.library.port import Evidence
from briefpack.pack.pack import Entry, Section
from briefpack.pack.snapshot import cited_in


class Shown(NamedTuple):
    """An entry in its section; or a prepared table, with `entry` None.

    `items`: the item that the entry holds, those that its own text cites, or those of the table. `printed`: every word
    that is printed for it, with remarks and credit, without notes; several texts of it are joined by line ends.
    `sentences`: its own text.
    """

    section: Section
    entry: Entry | None
    items: tuple[Item, ...]
    printed: str
    sentences: tuple[Sentence, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.section.id, self.entry.id if self.entry else "")

    @property
    def item(self) -> Item | None:
        """The item that the entry holds."""
        return self.items[0] if self.items and self.entry and self.entry.item else None


def is_credited(shown: Shown) -> bool:
    """Whether it is a quotation with its credit: a block of its own, whose speaker, date and chain are set apart by
    dots in every language."""
    return " · " in shown.printed


def shown_in(section: Section, blocks: Sequence[Block], evidence: Evidence) -> tuple[Shown, ...]:
    """What stands in a section, in order; a prepared table first."""
    printed: dict[str, list[str]] = {}
    for block in blocks:
        _gather(block, "", printed)
    found: list[Shown] = []
    grid = evidence.get(section.options.get("grid", ""), "grid") if "grid" in section.options else None
    if isinstance(grid, Grid):
        words = "\n".join(printed.get("", ()))
        found.append(Shown(section, None, _items(grid.item_ids(), evidence), words))
    for entry in section.entries:
        ids = (entry.item,) if entry.item else cited_in(entry.text)
        words = "\n".join(printed.get(entry.id, ()))
        own = sentences(entry.text) if entry.text and not entry.item else ()
        found.append(Shown(section, entry, _items(ids, evidence), words, own))
    return tuple(found)


def _items(ids: Sequence[str], evidence: Evidence) -> tuple[Item, ...]:
    found = (evidence.get(item_id) for item_id in ids)
    return tuple(item for item in found if isinstance(item, Item))


def _gather(node: object, entry: str, found: dict[str, list[str]]) -> None:
    """The texts below a node, each with the entry that it belongs to ("" for none)."""
    if not isinstance(node, tuple) or not node:
        return
    if isinstance(node[0], Span):
        found.setdefault(entry, []).append("".join([span.text for span in node]))
        return
    entry = getattr(node, "entry", "") or entry
    if isinstance(node, Bullets) and node.entries:
        for item, own in zip(node.items, node.entries, strict=True):
            _gather(item, own or entry, found)
        return
    for each in node:
        _gather(each, entry, found)
