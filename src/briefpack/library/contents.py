"""The texts of each kind of item that can be searched, by weight, and who the item is about.

Left out on purpose: `notes`, `outside_knowledge`, `speaker_id_inferred`, `expected_checker_result`, `un_symbol` (looked
up, never searched), the editors' reasons and remarks, descriptions that rest on general knowledge, and every name of a
sealed person.
"""

from collections.abc import Mapping
from functools import singledispatch
from typing import NamedTuple, TypeAlias

from briefpack.evidence.actors import Institution, Mechanism, Person
from briefpack.evidence.grids import Grid
from briefpack.evidence.items import (
    AnyItem,
    Claim,
    Conflict,
    Document,
    Event,
    Position,
    Quote,
    Recommendation,
    Statistic,
)
from briefpack.evidence.sources import Source

Texts: TypeAlias = tuple[str | None, ...]
Known: TypeAlias = Mapping[str, AnyItem]


class Contents(NamedTuple):
    """Texts by weight, the ids of the actors, and the name on the card. The first text is the title of the card."""

    title: Texts = ()
    quote: Texts = ()
    summary: Texts = ()
    actors: Texts = ()
    who: str = ""


def name_of(item_id: str, known: Known) -> str:
    """The first name of an item, or its id when it has none."""
    names = names_of(known[item_id]) if item_id in known else ()
    return names[0] if names else item_id


@singledispatch
def contents_of(item: AnyItem, known: Known) -> Contents:  # noqa: ARG001 - for the kinds registered below
    """What can be searched of this item. `known` resolves ids. A kind without an entry below is a bug: TypeError."""
    raise TypeError(f"no contents for {type(item).__name__}")


@contents_of.register
def _event(item: Event, _known: Known) -> Contents:
    procedure = tuple(word.word for word in item.procedure_words)
    return Contents((item.title,), (), (item.summary, item.outcome, *procedure), (*item.actors, item.body))


@contents_of.register
def _quote(item: Quote, _known: Known) -> Contents:
    # A quote that is not for public use shows what it is about; its words are found all the same.
    title = () if item.usable_publicly in ("yes", "attributable-not-quotable") else (item.context,)
    told = (item.speaker, item.speaker_role, item.occasion, item.context)
    return Contents(title, (item.text,), told, (item.speaker_id, item.on_behalf_of), item.speaker)


@contents_of.register
def _statistic(item: Statistic, _known: Known) -> Contents:
    told = (item.status_word, item.population.text, item.qualifier, item.unit, item.attributed_to, item.period)
    return Contents((item.label,), (), told, (), item.attributed_to)


@contents_of.register
def _claim(item: Claim, _known: Known) -> Contents:
    told = (item.claimant, item.about, item.indicator, item.verdict_text, item.rationale)
    return Contents((), (item.text,), told, (item.claimant_id,), item.claimant)


@contents_of.register
def _position(item: Position, known: Known) -> Contents:
    return Contents((), (), (item.text,), (item.actor,), name_of(item.actor, known))


@contents_of.register
def _recommendation(item: Recommendation, known: Known) -> Contents:
    actors = (*item.recommending, item.state_under_review)
    return Contents((), (item.text,), (item.number, item.session), actors, name_of(item.state_under_review, known))


@contents_of.register
def _document(item: Document, known: Known) -> Contents:
    return Contents((item.title,), (), (item.kind, item.status), (item.issuer,), name_of(item.issuer, known))


@contents_of.register
def _conflict(item: Conflict, _known: Known) -> Contents:
    return Contents((item.title,), (), (item.explanation,))


@contents_of.register
def _grid(item: Grid, _known: Known) -> Contents:
    return Contents((item.title,), (), tuple(column.title for column in item.columns))


@contents_of.register
def _person(item: Person, _known: Known) -> Contents:
    return Contents(names_of(item), (), (item.role,), (item.id, *item.affiliation))


@contents_of.register
def _institution(item: Institution, _known: Known) -> Contents:
    told = (item.description,) if item.description_basis == "articles" else ()
    return Contents(names_of(item), (), told, (item.id,))


@contents_of.register
def _mechanism(item: Mechanism, _known: Known) -> Contents:
    return Contents(names_of(item), (), (item.description, item.dprk_engagement))


@contents_of.register
def _source(item: Source, _known: Known) -> Contents:
    return Contents(names_of(item), (), (item.subtitle, item.author))


def names_of(item: AnyItem) -> tuple[str, ...]:
    """The names of a person, institution, mechanism or source, the one to be shown first; a sealed person has its role
    for a name."""
    match item:
        case Person(protection="sealed"):
            return (item.role,)
        case Person():
            return (item.name, *item.names)
        case Institution():
            return (item.name, *((item.acronym,) if item.acronym else ()), *item.source_forms)
        case Mechanism():
            return (item.name, *((item.acronym,) if item.acronym else ()))
        case Source():
            title = item.title or (f"[{item.title_supplied}]" if item.title_supplied else item.publisher)
            return (title, item.publisher)
        case _:
            return ()
