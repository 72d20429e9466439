"""Searching: one procedure over any index that can tell which rows hold a phrase and how relevant they are.

The order is that of BM25, weighted by column: for up to RANKED hits, and for a word whose order is known beforehand
however many items hold it. Above that ranking takes so long that a reader would notice, so hits come newest first and
the result says so; the counts are exact in every case.
"""

from collections.abc import Sequence
from typing import Protocol

from briefpack.language import say
from briefpack.library.facets import Facets, Rows, filtered, newest, oldest
from briefpack.library.indexing import symbol_key
from briefpack.library.language import Node, parse
from briefpack.library.query import Hit, Order, Query, Result

__all__ = ["RANKED", "Hit", "Index", "Query", "Result", "search"]

#: Most hits that are put in order of relevance while somebody waits.
RANKED = 10_000


class Index(Protocol):
    """What a library gives to be searched. Rows are numbered from 1 in order of date, the undated first."""

    @property
    def facets(self) -> Facets:
        """The rows of each facet's values."""

    @property
    def undated(self) -> int:
        """How many rows have no date."""

    def matching(self, node: Node) -> Rows:
        """The rows for which the tree holds."""

    def is_ranked(self, node: Node) -> bool:
        """Whether the order of relevance is known beforehand: then `ranked` takes no longer for many rows."""

    def ranked(self, node: Node, among: Rows | None, offset: int, limit: int) -> Sequence[int]:
        """Matching rows, of `among` if given, the most relevant first; ties newest first, then by id."""

    def overlapping(self, first: int, last: int) -> Rows:
        """The dated rows that can mean a day from `first` to `last` (ordinals)."""

    def with_symbol(self, symbol: str) -> Rows:
        """The documents with this folded UN symbol."""

    def cards(self, rows: Sequence[int]) -> tuple[Hit, ...]:
        """The cards of the rows in this order."""


def search(index: Index, query: Query) -> Result:
    """Answers the query; no text is an error."""
    facets = index.facets
    parsed = parse(query.text)
    node, note = parsed.node, parsed.note
    matched = facets.everything
    symbol = symbol_key(query.text)
    if symbol and (documents := index.with_symbol(symbol)):
        matched, node, note = documents, None, ""
    elif node:
        matched = index.matching(node)
    masks = facets.masks(query)
    if days := query.days():
        masks["date"] = index.overlapping(*days)
    hits = filtered(matched, masks)
    rows, order, why = _page(index, query, node, hits, narrowed=hits != matched)
    counts = facets.counts(matched, masks)
    return Result(index.cards(rows), hits.bit_count(), counts, order, "; ".join(filter(None, (note, why))))


def _page(
    index: Index, query: Query, node: Node | None, hits: Rows, narrowed: bool
) -> tuple[Sequence[int], Order, str]:
    """The rows of the page, their order, and why it is not the order asked for."""
    if query.order == "oldest":
        return oldest(hits, index.undated, query.offset, query.limit), "oldest", ""
    if query.order == "newest" or node is None:
        return newest(hits, query.offset, query.limit), "newest", ""
    if hits.bit_count() > RANKED and not index.is_ranked(node):
        return (
            newest(hits, query.offset, query.limit),
            "newest",
            say("newest first: more than {count} items match", count=f"{RANKED:,}"),
        )
    if not hits or not query.limit:
        return (), "relevance", ""
    return index.ranked(node, hits if narrowed else None, query.offset, query.limit), "relevance", ""
