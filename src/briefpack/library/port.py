"""What composing, filling and the window ask of a library, whatever keeps it."""

from typing import Protocol

from briefpack.evidence.items import AnyItem, Conflict
from briefpack.library.query import Hit, Order, Query, Result

__all__ = ["Evidence", "Hit", "Library", "Order", "Query", "Result"]


class Evidence(Protocol):
    """Items by id and by kind: all that composing needs, from a library or from what a pack carries. Items are frozen
    and may be shared. Every method may raise LibraryError."""

    def get(self, item_id: str, kind: str = "") -> AnyItem | None:
        """The item, or None. Some mechanisms share their id with an institution: without a kind the order of
        evidence.items.KINDS decides, mechanisms last."""

    def all(self, kind: str) -> tuple[AnyItem, ...]:
        """All items of a kind, in the order of the dataset's files; empty for an unknown kind."""


class Library(Evidence, Protocol):
    """Where evidence is kept and found."""

    @property
    def fingerprint(self) -> str:
        """Identity of the dataset it was made from (evidence.dataset.fingerprint); empty when it has none."""

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections that have items, by name."""

    def search(self, query: Query) -> Result:
        """A page of hits with counts. No text of a query is an error."""

    def conflicts_of(self, item_id: str) -> tuple[Conflict, ...]:
        """The conflicts in which an item takes part, in the order of the dataset's file."""
