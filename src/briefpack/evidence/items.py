"""What the library holds: events, quotes, statistics, claims, positions, and the records they refer to.

Field names and meanings follow the dataset's own files (resources/dataset/README.md). `notes` and `outside_knowledge`
are for people who edit the dataset: they are never searched, shown or printed.
"""

from typing import Annotated, Literal

from pydantic import Field

from briefpack.evidence.actors import Institution, Mechanism, Person
from briefpack.evidence.dates import UNKNOWN, FuzzyDate, fuzzy_date
from briefpack.evidence.grids import Grid
from briefpack.evidence.sources import Ids, Item, ItemId, Record, Source, Text


class ProcedureWord(Record):
    """A word of procedure (unanimously, veto, disbanded) and the source that uses it: quote and attribute it."""

    word: Text
    source_id: ItemId


class Event(Item):
    """What happened, was announced or proposed, or did not happen. `date*` carry the precision to print."""

    title: Annotated[str, Field(min_length=1, max_length=90)]
    summary: Text
    type: Text
    status: Text
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    precision: Text
    date_basis: Text
    inferred_parts: tuple[str, ...] = ()
    date_end_basis: str | None = None
    date_reasoning: str | None = None
    date_alternatives: tuple[str, ...] = ()
    sort_date: str | None = None
    mechanism: Text
    body: ItemId | None = None
    topics: tuple[str, ...] = ()
    actors: Ids = ()
    roles: dict[str, str] = Field(default_factory=dict)
    places: tuple[str, ...] = ()
    importance: int = Field(ge=1, le=5)
    importance_reason: Text
    adoption_mode: str | None = None
    procedure_words: tuple[ProcedureWord, ...] = ()
    outcome: str | None = None
    channel: Text = "published"
    related: Ids = ()

    @property
    def when(self) -> FuzzyDate:
        """Its date at the precision that may be printed."""
        start = self.date or self.date_start
        # An inferred end of a range that was stated to start is bracketed by itself.
        end_inferred = self.date_end_basis == "inferred" and not self.inferred_parts
        parts = (*self.inferred_parts, "end") if end_inferred else self.inferred_parts
        return fuzzy_date(start, self.date_end, self.date_basis, parts, self.date_alternatives)


class Link(Record):
    """One link of the chain from the first speaker to the article."""

    by: ItemId
    form: Text
    basis: Text
    source_id: ItemId | None = None
    document_id: ItemId | None = None


class Insertion(Record):
    """Words in square brackets inside a quotation, and who put them there as far as the source shows."""

    text: Text
    by: ItemId | None = None
    basis: Text
    note: str | None = None
    candidates: Ids = ()


class Quote(Item):
    """Verbatim words. `kind`: direct-quote (in quotation marks in the source), author-statement (the source's own
    words) or paraphrase (the source reporting another; never to be printed as that person's words)."""

    kind: Literal["direct-quote", "author-statement", "paraphrase"]
    text: Text
    lang: Text = "en"
    translation: str | None = None
    speaker: Text
    speaker_id: ItemId | None = None
    speaker_id_inferred: ItemId | None = None
    speaker_kind: Text
    speaker_basis: Text
    speaker_role: Text
    on_behalf_of: ItemId | None = None
    stance: Text
    occasion: str | None = None
    date: str | None = None
    date_basis: Text
    inferred_parts: tuple[str, ...] = ()
    not_before: str | None = None
    not_after: str | None = None
    sort_date: str | None = None
    chain: tuple[Link, ...]
    reported_by: ItemId
    document_id: ItemId | None = None
    inner_locator: str | None = None
    context: Text
    editorial_insertions: tuple[str, ...] = ()
    inserted_by: tuple[Insertion, ...] = ()
    fragment: bool = False
    is_term: bool = False
    nested_in: ItemId | None = None
    variant_of: ItemId | None = None
    mechanism: Text
    topics: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    usable_publicly: Text
    usable_note: str | None = None
    channel: Text = "published"

    @property
    def when(self) -> FuzzyDate:
        """When it was said; the date of publication stands in only where `date_basis` says so."""
        return fuzzy_date(self.date, basis=self.date_basis, inferred=self.inferred_parts)


class Population(Record):
    """What a figure is a share of. `ambiguous`: the source does not say clearly."""

    id: ItemId | None = None
    text: Text
    ambiguous: bool = False


class Check(Record):
    """An arithmetic statement over statistic ids that must hold (or must not)."""

    expr: Text
    holds: bool
    note: str | None = None


class Statistic(Item):
    """A figure with the source's own status word, its as-of date, its population and what it must not be read as."""

    label: Text
    value: int | float
    unit: Text
    status_word: str | None = None
    status_class: Text
    population: Population
    parts: Ids = ()
    as_of: str | None = None
    as_of_basis: Text
    as_of_inferred_parts: tuple[str, ...] = ()
    period: str | None = None
    qualifier: str | None = None
    attributed_to: Text
    not_to_be_read_as: str | None = None
    never_combine_with: Ids = ()
    derived: bool = False
    formula: str | None = None
    checks: tuple[Check, ...] = ()
    series: str | None = None
    x: int | None = None
    mechanism: Text
    topics: tuple[str, ...] = ()

    @property
    def when(self) -> FuzzyDate:
        """Its as-of date; the whole is in brackets when it was inferred, unless the record names the parts."""
        whole = ("year", "month", "day") if self.as_of_basis == "inferred" else ()
        return fuzzy_date(self.as_of, basis=self.as_of_basis, inferred=self.as_of_inferred_parts or whole)

    @property
    def chartable(self) -> bool:
        """Only a member of a series may stand in a chart or a sum; an ambiguous population may stand in tables only."""
        return self.series is not None and not self.population.ambiguous


class EvidenceLink(Record):
    """How an item bears on a claim. Links with the same `independence_group` do not corroborate one another."""

    item_id: ItemId
    relation: Literal["supports", "contradicts", "qualifies", "context"]
    weight: int = Field(ge=1, le=3)
    independence_group: Text
    note: Text


class Claim(Item):
    """A checkable statement by somebody, the evidence for and against, and the verdict of the pack's author."""

    label: Text
    claimant: Text
    claimant_id: ItemId
    text: Text
    verbatim: bool
    quote_ids: Ids
    about: Text
    venue: str | None = None
    date: str | None = None
    date_basis: Text
    checkable: bool
    indicator: Text
    evidence: tuple[EvidenceLink, ...]
    verdict: Text
    verdict_text: Text
    standard: Text
    confidence: Text
    rationale: Text
    by: Text
    on: Text
    next_check: str | None = None

    @property
    def when(self) -> FuzzyDate:
        """When the claim was made; its year is in brackets when inferred."""
        return fuzzy_date(self.date, basis=self.date_basis, inferred=("year",) if self.date_basis == "inferred" else ())


class Position(Item):
    """Where an actor stands on a topic: `stance` −2..+2 is our reading, None where no side is taken."""

    actor: ItemId
    actor_basis: Text
    topic: Text
    stance: int | None = Field(default=None, ge=-2, le=2)
    form: Text
    text: Text
    date: str | None = None
    date_end: str | None = None
    date_basis: Text
    status: Text
    reported_by: ItemId
    source_id: ItemId
    related: Ids = ()
    usable_publicly: Text

    @property
    def when(self) -> FuzzyDate:
        """When it was held; a range where it lasted. The whole is in brackets when it was inferred."""
        parts = ("year", "month", "day") if self.date_basis == "inferred" else ()
        return fuzzy_date(self.date, self.date_end, self.date_basis, parts)


class Document(Item):
    """A document that the sources mention. Its UN symbol serves the search only until it is checked against the
    original (`symbol_printable`)."""

    title: Text
    kind: Text
    date: str | None = None
    precision: Text
    date_basis: Text
    status: Text
    issuer: ItemId
    mechanism: Text
    un_symbol: str | None = None
    symbol_basis: str | None = None
    symbol_confidence: str | None = None
    symbol_printable: bool = False
    cited_paragraphs: tuple[str, ...] = ()
    verified_at: str | None = None


class Conflict(Item):
    """Where sources disagree with one another or with themselves. `explanation` is printed, the rest of the dataset's
    editorial remarks are not."""

    kind: Text
    title: Text
    explanation: Text
    expected_checker_result: Text
    records: Ids


class Response(Record):
    """What the State under review answered to a recommendation, when, and by which source."""

    date: str | None = None
    response: Text
    source_id: ItemId


class Recommendation(Item):
    """A single recommendation of a review, treaty body or inquiry. The bundled articles hold none; users add them."""

    mechanism: Text
    cycle: int | None = None
    session: str | None = None
    number: str | None = None
    text: Text
    recommending: Ids = ()
    state_under_review: ItemId
    responses: tuple[Response, ...] = ()
    topics: tuple[str, ...] = ()
    action_category: int | None = Field(default=None, ge=1, le=5)

    @property
    def when(self) -> FuzzyDate:
        """The date of the latest answer, unknown where there is none."""
        dated = [fuzzy_date(answer.date) for answer in self.responses if answer.date]
        return max(dated, key=FuzzyDate.sort_key, default=UNKNOWN)


#: One table of all kinds: the name used by search and files, and the model. Order is the order of loading.
KINDS: dict[str, type[Item] | type[Source] | type[Grid]] = {
    "source": Source,
    "institution": Institution,
    "person": Person,
    "mechanism": Mechanism,
    "document": Document,
    "event": Event,
    "quote": Quote,
    "statistic": Statistic,
    "position": Position,
    "claim": Claim,
    "conflict": Conflict,
    "recommendation": Recommendation,
    "grid": Grid,
}
AnyItem = Item | Source | Grid


def kind_of(item: AnyItem) -> str:
    """The name of an item's kind, a key of KINDS."""
    return _KIND_NAMES[type(item)]


_KIND_NAMES = {model: name for name, model in KINDS.items()}


def when(item: Item) -> FuzzyDate:
    """The date of an item of any kind; unknown for kinds that have none."""
    found: FuzzyDate = getattr(item, "when", UNKNOWN)
    return found
