"""Checks by table: which field uses which vocabulary, refers to which kinds, holds a date. One row, one rule."""

from collections.abc import Iterator

from briefpack.evidence.actors import Institution, Mechanism, Person
from briefpack.evidence.checks.holdings import Holdings, citations_of, problem, values_at
from briefpack.evidence.dataset import FILES, VOCABULARY, Placed, Problem
from briefpack.evidence.dates import DateError, parse_moment
from briefpack.evidence.grids import Grid
from briefpack.evidence.items import Claim, Conflict, Document, Event, Position, Quote, Statistic
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item, Source

Kind = type[Item] | type[Source] | type[Grid]

#: Vocabularies of vocab.json, by field.
VOCABULARY_OF: dict[Kind, dict[str, str]] = {
    Source: {"date_basis": "date_basis", "stance": "stance"},
    Event: {
        "type": "event_type",
        "status": "status",
        "precision": "precision",
        "date_basis": "date_basis",
        "date_end_basis": "date_basis",
        "mechanism": "mechanism",
        "topics": "topic",
        "roles": "role",
        "places": "place",
        "adoption_mode": "adoption_mode",
        "channel": "channel",
    },
    Quote: {
        "kind": "quote_kind",
        "speaker_kind": "speaker_kind",
        "speaker_basis": "speaker_basis",
        "stance": "stance",
        "date_basis": "quote_date_basis",
        "inserted_by.basis": "insertion_basis",
        "mechanism": "mechanism",
        "topics": "topic",
        "tone": "tone",
        "usable_publicly": "usable_publicly",
        "channel": "channel",
    },
    Statistic: {
        "unit": "unit",
        "status_class": "status_class",
        "as_of_basis": "as_of_basis",
        "mechanism": "mechanism",
        "topics": "topic",
    },
    Position: {
        "topic": "position_topic",
        "form": "position_form",
        "date_basis": "date_basis",
        "status": "position_status",
        "usable_publicly": "usable_publicly",
    },
    Claim: {
        "date_basis": "date_basis",
        "evidence.relation": "claim_relation",
        "verdict": "verdict",
        "confidence": "claim_confidence",
    },
    Person: {"protection": "protection"},
    Mechanism: {"vocab": "mechanism"},
    Document: {
        "precision": "precision",
        "date_basis": "date_basis",
        "mechanism": "mechanism",
        "symbol_confidence": "confidence",
    },
}
_BASES = ("stated", "inferred")
#: Short closed lists that belong to one field alone.
WORDS_OF: dict[Kind, dict[str, tuple[str, ...]]] = {
    Source: {
        "title_basis": ("stated", "supplied"),
        "author_basis": ("stated", "not-in-article", "not-recorded"),
        "publisher_basis": _BASES,
        **{
            f"reliability_for.{claim}": tuple("ABCDEF")
            for claim in ("own_position", "own_actions", "facts_on_ground", "un_procedure", "law")
        },
    },
    Event: {"inferred_parts": ("year", "month", "day")},
    Quote: {"inferred_parts": ("year", "month", "day"), "chain.basis": _BASES},
    Position: {"actor_basis": _BASES},
    Person: {"kind": ("person",)},
    Institution: {"description_basis": ("articles", "general")},
    Mechanism: {"level": ("mechanism", "body", "actor-group")},
    Document: {"status": ("in-existence", "announced")},
    Claim: {"standard": ("author’s assessment",)},
}
_ACTORS = ("person", "institution")
_EVIDENCE = ("event", "quote", "statistic")
#: The kinds of record that a field may refer to.
KINDS_OF: dict[Kind, dict[str, tuple[str, ...]]] = {
    Event: {"actors": _ACTORS, "body": _ACTORS, "related": ("event",), "procedure_words.source_id": ("source",)},
    Quote: {
        "speaker_id": ("person",),
        "speaker_id_inferred": ("person",),
        "on_behalf_of": _ACTORS,
        "chain.by": _ACTORS,
        "chain.source_id": ("source",),
        "chain.document_id": ("document",),
        "reported_by": ("source",),
        "document_id": ("document",),
        "inserted_by.by": _ACTORS,
        "inserted_by.candidates": _ACTORS,
        "nested_in": ("quote",),
        "variant_of": ("quote",),
    },
    Statistic: {"population.id": ("statistic",), "parts": ("statistic",), "never_combine_with": ("statistic",)},
    Position: {
        "actor": _ACTORS,
        "reported_by": _ACTORS,
        "source_id": ("source",),
        "related": (*_EVIDENCE, "claim"),
    },
    Claim: {"claimant_id": _ACTORS, "quote_ids": ("quote",), "evidence.item_id": _EVIDENCE},
    Person: {"affiliation": ("institution",)},
    Mechanism: {"parent": ("mechanism",)},
    Document: {"issuer": _ACTORS},
    Conflict: {"records": tuple(dict.fromkeys(FILES.values()))},
}
#: Fields that hold a date in the form of evidence.dates.
DATES_OF: dict[Kind, tuple[str, ...]] = {
    Source: ("published", "not_before", "sort_date", "retrieved"),
    Event: ("date", "date_start", "date_end", "date_alternatives", "sort_date"),
    Quote: ("date", "not_before", "not_after", "sort_date"),
    Statistic: ("as_of",),
    Position: ("date", "date_end"),
    Claim: ("date", "on", "next_check"),
    Person: ("tenures.start", "tenures.end", "tenures.seen_in_office"),
    Mechanism: ("established", "first_date_in_articles", "last_date_in_articles"),
    Document: ("date",),
}
#: Institutions and mechanisms may share an id: one body, described in both files.
_MAY_SHARE = frozenset({"institution", "mechanism"})


def check_ids(holdings: Holdings) -> Iterator[Problem]:
    """No id stands twice (their form is checked on reading), and every term for a mechanism has its record."""
    seen: dict[str, Placed] = {}
    for placed in holdings.dataset.records:
        first = seen.setdefault(placed.item.id, placed)
        if first is not placed and {FILES[first.file], FILES[placed.file]} != _MAY_SHARE:
            yield problem(placed, f"the id is taken by {first.file}:{first.line}")
    for term in holdings.dataset.terms.lists.get("mechanism", ()):
        if not holdings.is_any(term, ("mechanism",)):
            yield Problem(VOCABULARY, 0, term, "the mechanism has no record in mechanisms.jsonl")


def check_collections(holdings: Holdings) -> Iterator[Problem]:
    """Later facts stand in their own files, and no record cites a source of the other collection."""
    collections = holdings.collection_of_source()
    for placed in holdings.dataset.records:
        expected = LATER_FACTS if placed.file.startswith("later_") else ARTICLES
        if isinstance(placed.item, Item | Source) and placed.item.collection != expected:
            yield problem(placed, f"collection: this file holds the collection “{expected}” only")
        for citation in citations_of(placed.item):
            if collections.get(citation.source_id, expected) != expected:
                yield problem(placed, f"citations: {citation.source_id} belongs to another collection")


def check_vocabularies(holdings: Holdings) -> Iterator[Problem]:
    """Every word of a closed vocabulary belongs to it."""
    lists = holdings.dataset.terms.lists
    for placed in holdings.dataset.records:
        fields = {path: lists.get(name, ()) for path, name in VOCABULARY_OF.get(type(placed.item), {}).items()}
        for path, words in (fields | WORDS_OF.get(type(placed.item), {})).items():
            for word in values_at(placed.item, path):
                if word not in words:
                    yield problem(placed, f"{path}: “{word}” is not a word of its vocabulary")


def check_references(holdings: Holdings) -> Iterator[Problem]:
    """Every reference leads to a record of a kind that makes sense there."""
    for placed in holdings.dataset.records:
        fields = KINDS_OF.get(type(placed.item), {})
        if isinstance(placed.item, Item):
            fields = fields | {"citations.source_id": ("source",), "contested_by": ("conflict",)}
        for path, kinds in fields.items():
            for name in values_at(placed.item, path):
                if not holdings.is_any(name, kinds):
                    yield problem(placed, f"{path}: there is no {' or '.join(kinds)} “{name}”")


def check_dates(holdings: Holdings) -> Iterator[Problem]:
    """Every date is one."""
    for placed in holdings.dataset.records:
        for path in DATES_OF.get(type(placed.item), ()):
            for text in values_at(placed.item, path):
                try:
                    parse_moment(text)
                except DateError as error:
                    yield problem(placed, f"{path}: {error}")


def check_contested(holdings: Holdings) -> Iterator[Problem]:
    """An item names the conflicts that name it, in their order."""
    conflicts = tuple(holdings.items(Conflict))
    for placed in holdings.dataset.records:
        item = placed.item
        if not isinstance(item, Item) or not (isinstance(item, Event | Quote | Statistic) or item.contested_by):
            continue
        naming = tuple(conflict.id for conflict in conflicts if item.id in conflict.records)
        if item.contested_by != naming:
            yield problem(placed, f"contested_by: the conflicts that name it are {', '.join(naming) or 'none'}")
