"""What the adviser finds: which rule, how bad, where, which words, the evidence beside them, and what to do."""

import hashlib
from typing import Literal, NamedTuple

from briefpack.evidence.sources import Item
from briefpack.library.folding import fold
from briefpack.pack.edits import Edit

Severity = Literal["block", "warn", "note"]
#: Worst first. block: no final export; warn: mend or waive; note: advice.
SEVERITIES: tuple[Severity, ...] = ("block", "warn", "note")


class Place(NamedTuple):
    """Where in the pack: an entry, a section, or ("", "") for the pack as a whole."""

    section: str = ""
    entry: str = ""


class Proof(NamedTuple):
    """The evidence beside a finding: an item, and the passage of a source that tells (`locator`: its paragraph)."""

    item: str
    source: str = ""
    locator: int | None = None
    excerpt: str = ""


class Fix(NamedTuple):
    """A safe remedy: what the button says, and the edit."""

    label: str
    edit: Edit


class Finding(NamedTuple):
    """One sentence for the user about one place. A rule leaves `rule` to the engine, and `severity` unless it differs
    from the rule's own.

    `words`: the offending words as they stand. `about`: what tells it from another finding of the same rule at the same
    place with the same words, such as the id of an item. `decided` is False where the rule could not check.
    """

    message: str
    place: Place = Place()
    words: str = ""
    about: str = ""
    proofs: tuple[Proof, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    decided: bool = True
    rule: str = ""

    @property
    def key(self) -> str:
        """Its identity: the same while the rule, the place and the words are, whatever else is edited or moved."""
        where = self.place.entry or self.place.section
        told = "\0".join((self.rule, where, self.about, fold(self.words), "" if self.decided else "?"))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def rank(finding: Finding) -> int:
    """0 for the worst."""
    return SEVERITIES.index(finding.severity or "note")


def proofs(*items: Item) -> tuple[Proof, ...]:
    """The passages behind items."""
    return tuple(
        Proof(item.id, citation.source_id, citation.locator, citation.excerpt or "")
        for item in items
        for citation in item.citations
    )
