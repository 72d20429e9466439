"""Where evidence comes from: sources, the passages that stand behind every item, and what every item has."""

import operator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from briefpack.evidence.dates import FuzzyDate, fuzzy_date

Text = Annotated[str, Field(min_length=1)]
ItemId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Ids = tuple[ItemId, ...]

#: The two bundled collections. What is "not in this dataset" is judged by the articles alone.
ARTICLES = "articles"
LATER_FACTS = "later-facts"
OWN = "own"


class Record(BaseModel):
    """Base of all records: frozen, with no field beyond those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Citation(Record):
    """A passage: where in a source, and its verbatim words.

    `locator` counts non-empty lines from 1 ("para. 38 of the article as stored"), `line` every line. `excerpt` is
    verbatim, curly quotes and no-break spaces included. All three are None only for later public facts, whose pages are
    not stored.
    """

    source_id: ItemId
    locator: int | None = Field(default=None, ge=1)
    line: int | None = Field(default=None, ge=1)
    excerpt: Text | None = None


class Reliability(Record):
    """Admiralty letters A to F, one for each kind of claim: a source is not equally good for everything."""

    own_position: Text
    own_actions: Text
    facts_on_ground: Text
    un_procedure: Text
    law: Text


class Source(Record):
    """An article or a page. `*_basis` says whether the text itself states the datum or a person inferred it."""

    id: ItemId
    file: Text | None = None
    title: str | None = None
    title_supplied: str | None = None
    title_basis: Text
    subtitle: str | None = None
    author: str | None = None
    author_basis: Text
    author_note: str | None = None
    publisher: Text
    publisher_basis: Text
    publisher_reasoning: Text
    publisher_site: str | None = None
    kind: Text
    published: str | None = None
    date_basis: Text
    date_reasoning: Text
    not_before: str | None = None
    sort_date: str | None = None
    stale: tuple[str, ...] = ()
    language: Text = "en"
    word_count: int | None = None
    paragraph_count: int | None = None
    sha256: str | None = None
    grade: str | None = None
    reliability_for: Reliability | None = None
    grade_basis: str | None = None
    independence_group: Text
    stance: str | None = None
    rights_note: str | None = None
    retrieved: str | None = None
    outside_knowledge: str | None = None
    collection: Text = ARTICLES
    url: str | None = None
    #: The journal, series or blog it stands in, where the text names it.
    container: str | None = None
    #: What it is, in the words of a citation, where `kind` alone would not do.
    cite_form: str | None = None

    @property
    def when(self) -> FuzzyDate:
        """Date of publication; its year is in brackets when inferred."""
        parts = ("year", "month", "day") if self.date_basis == "inferred" else ()
        return fuzzy_date(self.published, basis=self.date_basis, inferred=parts)


class Identifier(Record):
    """A detail that helps to identify a person: what sort it is, and its words in the item."""

    person: ItemId
    kind: Literal["name", "contact", "image", "age", "sex", "place", "date", "unit", "job", "relative"]
    words: Text


class Item(Record):
    """What every item has: an id, its passages, the collection it belongs to and who brought it in."""

    id: ItemId
    citations: tuple[Citation, ...] = ()
    contested_by: Ids = ()
    notes: str | None = None
    outside_knowledge: str | None = None
    collection: Text = ARTICLES
    origin: Literal["dataset", "user"] = "dataset"
    #: How it is marked (pack/markings.py), and what in it leads to a person. The dataset has neither.
    marking: str = Field(default="", exclude_if=operator.not_)
    identifiers: tuple[Identifier, ...] = Field(default=(), exclude_if=operator.not_)
