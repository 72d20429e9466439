"""Checks that keep people safe and outside knowledge apart: sealed persons, remarks, own_knowledge.jsonl."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from briefpack.evidence.actors import Person
from briefpack.evidence.checks.holdings import Holdings, problem
from briefpack.evidence.checks.sums import SumError, holds
from briefpack.evidence.dataset import OWN_KNOWLEDGE, Problem
from briefpack.evidence.dates import DateError, parse_moment
from briefpack.evidence.items import Quote
from briefpack.evidence.knowledge import OwnKnowledge, parsed
from briefpack.evidence.sources import Item, Source

NOT_NAMED = "(not named)"
_OUTSIDE = re.compile(r"own[ -]knowledge|outside the articles|verified outside", re.IGNORECASE)
_WITNESS = re.compile(r"briefer|witness|defector|escapee", re.IGNORECASE)
#: The sealed author spoke at a meeting of this month: the symbol of its record leads to the list of speakers.
_MEETING_OF_THE_SEALED = "2023-08"


def check_sealed(holdings: Holdings) -> Iterator[Problem]:
    """A sealed person has no name in any field that could hold one, and no quote or source gives it away."""
    sealed = {person.id for person in holdings.items(Person) if person.protection == "sealed"}
    for placed, person in holdings.of(Person):
        if person.id not in sealed:
            continue
        if person.names or person.named_in_articles or person.outside_knowledge or NOT_NAMED not in person.name:
            yield problem(placed, f"name: a sealed person is “{NOT_NAMED}”, has no other name and no outside knowledge")
    told_by = set()
    for placed, quote in holdings.of(Quote):
        if quote.speaker_id_inferred in sealed:
            yield problem(placed, "speaker_id_inferred: nobody may be taken for a sealed person")
        if quote.speaker_id in sealed:
            told_by.add(quote.reported_by)
            if NOT_NAMED not in quote.speaker or quote.outside_knowledge:
                yield problem(placed, f"speaker: a sealed person is “{NOT_NAMED}”, and nothing from outside is added")
    for placed, source in holdings.of(Source):
        if source.id in told_by and (source.author is not None or source.url is not None or source.outside_knowledge):
            yield problem(placed, "author: the author is sealed; no name, no address, no outside knowledge")


def check_remarks(holdings: Holdings) -> Iterator[Problem]:
    """What comes from outside the articles stands in outside_knowledge, not among the notes."""
    for placed in holdings.dataset.records:
        if isinstance(placed.item, Item) and _OUTSIDE.search(placed.item.notes or ""):
            yield problem(placed, "notes: knowledge from outside belongs in outside_knowledge")


def check_names(holdings: Holdings) -> Iterator[Problem]:
    """A person is named in the articles, or has no name here."""
    for placed, person in holdings.of(Person):
        if person.named_in_articles != bool(person.names):
            yield problem(placed, "names: they are the forms of the name in the articles, and only those")


def check_own_knowledge(holdings: Holdings) -> Iterator[Problem]:
    """Facts from outside are well-formed, never printable, and lead to no witness."""
    seen: dict[str, int] = {}
    lines = holdings.texts.get(OWN_KNOWLEDGE, b"").decode("utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fact = parsed(line)
        except ValidationError as error:
            name = re.search(r'"id":\s*"([^"]*)"', line)
            for detail in error.errors(include_url=False):
                place = ".".join(str(step) for step in detail["loc"])
                yield Problem(OWN_KNOWLEDGE, number, name[1] if name else "", f"{place or 'record'}: {detail['msg']}")
            continue
        first = seen.setdefault(fact.id, number)
        if first != number:
            yield Problem(OWN_KNOWLEDGE, number, fact.id, f"the id is taken by line {first}")
        for message in (*_own_terms(fact, holdings), *_own_figures(fact), *_own_protection(fact, line)):
            yield Problem(OWN_KNOWLEDGE, number, fact.id, message)


def _own_terms(fact: OwnKnowledge, holdings: Holdings) -> Iterator[str]:
    lists = holdings.dataset.terms.lists
    if fact.mechanism not in lists.get("mechanism", ()):
        yield f"mechanism: “{fact.mechanism}” is not a word of its vocabulary"
    for grade in (fact.confidence, fact.symbol_confidence, fact.vote_confidence):
        if grade is not None and grade not in lists.get("confidence", ()):
            yield f"confidence: “{grade}” is not a word of its vocabulary"


def _own_figures(fact: OwnKnowledge) -> Iterator[str]:
    for text in (fact.date, fact.start, fact.end):
        try:
            if text is not None:
                parse_moment(text)
        except DateError as error:
            yield f"date: {error}"
    try:
        if fact.check is not None and not holds(fact.check.replace(" = ", " == "), fact.values):
            yield f"check: “{fact.check}” does not hold"
    except SumError as error:
        yield f"check: {error}"


def _own_protection(fact: OwnKnowledge, line: str) -> Iterator[str]:
    if fact.kind == "person" and fact.mechanism != "special-rapporteur":
        yield "kind: only holders of the country mandate are kept as persons"
    if _WITNESS.search(line):
        yield "title: nothing about witnesses is kept"
    if fact.un_symbol and (fact.date or "").startswith(_MEETING_OF_THE_SEALED):
        yield "un_symbol: it leads to the record that lists the speakers of a meeting"
