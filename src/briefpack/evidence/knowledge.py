"""Facts from outside the sources, for checks alone: when bodies were founded, who held an office. Never printed."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from briefpack.evidence.sources import ItemId, Record, Text

Count = Annotated[int, Field(ge=0)]


class OwnKnowledge(Record):
    """A fact from outside the sources, for checks alone."""

    id: ItemId
    kind: Text
    date: str | None = None
    title: Text
    mechanism: Text
    confidence: Text
    basis: Literal["own-knowledge"]
    printable: Literal[False]
    un_symbol: str | None = None
    symbol_confidence: str | None = None
    mode: str | None = None
    vote: dict[Literal["yes", "no", "abstain"], Count] | None = None
    vote_confidence: str | None = None
    person: str | None = None
    start: str | None = None
    end: str | None = None
    nationality: str | None = None
    members: tuple[str, ...] = ()
    cycle: int | None = None
    session: int | None = None
    values: dict[str, Count] = Field(default_factory=dict)
    check: str | None = None
    treaty: str | None = None
    notes: str | None = None


class Knowledge(NamedTuple):
    """The facts, in the order of their file."""

    facts: tuple[OwnKnowledge, ...] = ()

    def founded(self, body: str) -> str:
        """The date (ISO 8601, as precise as it is known) from which a body or mechanism existed; "" where unknown."""
        word = _FOUNDED.get(body, "")
        return next((fact.date or "" for fact in self.facts if fact.id == word), "")

    def tenures(self, person: str) -> tuple[OwnKnowledge, ...]:
        """The offices that somebody of this name held."""
        return tuple(fact for fact in self.facts if fact.kind == "person" and fact.person == person)


#: Which fact says when a body of the evidence came to be.
_FOUNDED = {
    "hrc": "ok-hrc-founded",
    "human-rights-council": "ok-hrc-founded",
    "panel-of-experts": "ok-poe-created",
    "ohchr-seoul": "ok-ohchr-seoul",
}


def read_knowledge(text: str) -> Knowledge:
    """From the text of own_knowledge.jsonl. Raises ValueError for a line that is no such fact."""
    return Knowledge(tuple(parsed(line) for line in text.split("\n") if line.strip()))


def parsed(line: str) -> OwnKnowledge:
    """One fact. Raises ValidationError."""
    return OwnKnowledge.model_validate_json(line)
