"""Who could be hurt: names, details that lead to a person, consent, R43 to R45."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefpack.adviser.authority import plain
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, Severity, proofs
from briefpack.adviser.people import (
    DIRECT,
    PUBLIC,
    beside_role,
    has_capitals,
    is_new_name,
    is_unnamed,
    known_words,
    may_name,
    names_found,
    names_in,
    people_of,
    persons,
)
from briefpack.adviser.rule import Rule
from briefpack.adviser.shown import Shown
from briefpack.evidence.actors import Consent, Person
from briefpack.evidence.sources import Identifier, Item
from briefpack.language import say, to_say

# --- R43 -----------------------------------------------------------------------------------------------------------

#: Consents that allow a person to be named, for each audience.
_NAMED: dict[str, frozenset[str]] = {
    "principal": frozenset(("internal", "partners", "named-public")),
    "public": frozenset(("named-public",)),
}
_PUBLIC_SCOPES = frozenset(("anonymous-public", "named-public"))


def _identity(case: Case) -> Iterator[Finding]:
    held = case.once(persons)
    for shown in case.shown:
        for item in shown.items:
            yield from _beyond_consent(case, shown, item, held)
    yield from _private_names(case, held)
    yield from _typed_names(case, held)


def _beyond_consent(case: Case, shown: Shown, item: Item, held: dict[str, Person]) -> Iterator[Finding]:
    """What an item itself says of somebody who did not agree to as much."""
    text = _printed(shown, item) if item.identifiers else ""
    for person_id in dict.fromkeys(each.person for each in item.identifiers):
        person = held.get(person_id)
        if person is not None and person.protection in PUBLIC:
            continue
        direct = [each for each in item.identifiers if each.person == person_id and each.kind in DIRECT]
        told = next((each for each in direct if _stands(each, text)), None)
        if told and not _may_name(case, person):
            yield _identifies(shown.place, told.words, person_id, item)
        elif case.audience == "public" and _not_for_public(_valid(case, person)):
            message = say("The consent of the person in this item does not reach as far as the public: take it out.")
            yield Finding(message, shown.place, "", f"{person_id} {item.id}", proofs(item))


def _not_for_public(consents: tuple[Consent, ...]) -> bool:
    # Without any consent it is for R45 to say so.
    return bool(consents) and not any(consent.scope in _PUBLIC_SCOPES for consent in consents)


def _printed(shown: Shown, item: Item) -> str:
    """Where an item's words are printed: in its place, and as passages in the annex."""
    return plain("\n".join((shown.printed, *(citation.excerpt or "" for citation in item.citations))))


def _stands(detail: Identifier, text: str) -> bool:
    return plain(detail.words) in text


def _may_name(case: Case, person: Person | None) -> bool:
    if person is None or person.protection == "sealed":
        return False
    return any(consent.scope in _NAMED[case.audience] for consent in _valid(case, person))


def _identifies(place: Place, words: str, about: str, *items: Item) -> Finding:
    message = say("“{words}” could identify a protected person: take it out.", words=words)
    return Finding(message, place, words, about, proofs(*items))


class _Own(NamedTuple):
    """A text of the user's own: where it stands, what it says, what it cites."""

    place: Place
    text: str
    cites: tuple[str, ...] = ()


def _own_texts(case: Case) -> Iterator[_Own]:
    yield from (_Own(Place(), text) for text in (case.pack.title, case.pack.short_title, case.pack.eyebrow) if text)
    for section in case.pack.sections:
        if section.title:
            yield _Own(Place(section.id), section.title)
    for shown in case.shown:
        for sentence in shown.sentences:
            yield _Own(shown.place, sentence.text, sentence.cites)


def _private_names(case: Case, held: dict[str, Person]) -> Iterator[Finding]:
    """A name that the evidence knows and keeps, written anywhere."""
    private = [each for each in held.values() if each.protection not in PUBLIC and not _may_name(case, each)]
    names = {name: each.id for each in private for name in (each.name, *each.names) if not name.startswith("(")}
    if not names:
        return
    texts = [(each.place, each.text) for each in _own_texts(case)]
    texts += [(shown.place, shown.printed) for shown in case.shown if shown.items]
    for place, text in texts:
        for name in names_found(text, names):
            yield _identifies(place, name, names[name])


def _typed_names(case: Case, held: dict[str, Person]) -> Iterator[Finding]:
    """A name for somebody whom the sources leave without one. The name itself is known to nobody here: what tells is
    that an unknown name stands beside author or witness, or in a sentence that cites what that person said."""
    unnamed = {each.id: each for each in held.values() if is_unnamed(each)}
    hidden = {each for each, person in unnamed.items() if person.protection not in PUBLIC}
    for own in _own_texts(case):
        if not may_name(own.text):
            continue
        cited = [item for item_id in own.cites if (item := _item(case, item_id))]
        theirs = [item for item in cited if not unnamed.keys().isdisjoint(people_of(item))]
        if theirs and not has_capitals(own.text):
            message = say("Could not check for names: this text is in a script without capitals.")
            yield Finding(message, own.place, about="script", decided=False)
            continue
        told = beside_role(own.text, case.once(known_words))
        if told and _is_near(case, cited, hidden):
            yield from (_unnamed(own, name, cited) for name in told)
        kept = not all(hidden.isdisjoint(people_of(item)) for item in theirs)
        for name, speaks in names_in(own.text) if theirs else ():
            if name not in told and is_new_name(name, case.once(known_words)) and not (kept and _is_public(case, name)):
                yield _unnamed(own, name, theirs, None if speaks and kept else "warn")


def _is_public(case: Case, name: str) -> bool:
    """Whether it is known from outside who held an office under this name."""
    facts = case.knowledge.facts if case.knowledge else ()
    return any(fact.person and plain(name) in plain(fact.person) for fact in facts)


def _is_near(case: Case, cited: Sequence[Item], hidden: set[str]) -> bool:
    """Whether a sentence may be about somebody without a name: by what it cites, or, without that, by what there is."""
    return any(_concerns(case, item, hidden) for item in cited) if cited else bool(case.once(_keeps_names))


def _keeps_names(case: Case) -> bool:
    """Whether the evidence or the library holds somebody who has no name and must get none."""
    people = [*case.evidence.all("person"), *(case.library.all("person") if case.library else ())]
    return any(isinstance(each, Person) and is_unnamed(each) and each.protection not in PUBLIC for each in people)


def _item(case: Case, item_id: str) -> Item | None:
    found = case.evidence.get(item_id)
    return found if isinstance(found, Item) else None


def _concerns(case: Case, item: Item, hidden: set[str]) -> bool:
    """Whether an item is of somebody without a name, or from a source whose author has none."""
    if not hidden.isdisjoint(people_of(item)):
        return True
    return any(source.author is None and source.author_basis != "stated" for source in case.sources_of(item))


def _unnamed(own: _Own, name: str, items: Iterable[Item], severity: Severity | None = None) -> Finding:
    message = say("“{name}” may name somebody whom the sources leave unnamed: take the name out.", name=name)
    return Finding(message, own.place, name, "unnamed", proofs(*items), severity=severity)


# --- R44 -----------------------------------------------------------------------------------------------------------

#: So many details together lead to one person.
_TOGETHER = 3


def _mosaic(case: Case) -> Iterator[Finding]:
    held = case.once(persons)
    details: dict[str, dict[str, tuple[str, Shown, Item]]] = {}
    for shown in case.shown:
        for item in shown.items:
            text = _printed(shown, item) if item.identifiers else ""
            for each in item.identifiers:
                if each.kind not in DIRECT and _stands(each, text):
                    details.setdefault(each.person, {}).setdefault(each.kind, (each.words, shown, item))
    for person_id, found in details.items():
        person = held.get(person_id)
        if len(found) < _TOGETHER or (person is not None and person.protection in PUBLIC):
            continue
        words = "; ".join(words for words, _, _ in found.values())
        items = {item.id: item for _, _, item in found.values()}
        *_, (_, last, _) = found.values()
        message = say(
            "{count} details together identify one person ({words}): take out at least {spare}.",
            count=len(found),
            words=words,
            spare=len(found) - _TOGETHER + 1,
        )
        severity: Severity | None = "block" if case.audience == "public" else None
        yield Finding(message, last.place, words, person_id, proofs(*items.values()), severity=severity)


# --- R45 -----------------------------------------------------------------------------------------------------------

#: Whose items are used with a record of consent alone. Of a sealed person published words may be used without a name.
_ASKED = frozenset(("private", "pseudonym"))


def _consent(case: Case) -> Iterator[Finding]:
    held = case.once(persons)
    for shown in case.shown:
        for item in shown.items:
            described = {each.person for each in item.identifiers}
            for person_id in people_of(item):
                person = held.get(person_id)
                if person is None and person_id not in described:
                    continue  # a State or body
                if person is not None and not _is_asked(person):
                    continue
                if not _valid(case, person):
                    yield Finding(_lacking(person), shown.place, "", f"{person_id} {item.id}", proofs(item))


def _is_asked(person: Person) -> bool:
    return person.protection in _ASKED or (person.origin == "user" and person.protection not in PUBLIC)


def _lacking(person: Person | None) -> str:
    if person is None or not person.consents:
        return say("There is no record that the person in this item agreed to its use: leave it out or ask.")
    if all(consent.withdrawn for consent in person.consents):
        return say("The person in this item has withdrawn the consent to its use: leave it out.")
    return say("The consent of the person in this item has expired: leave it out or ask again.")


def _valid(case: Case, person: Person | None) -> tuple[Consent, ...]:
    """The consents that hold on the day of the pack's occasion, or on its as-of date where that is later."""
    day = max(case.pack.date or "", case.pack.as_of)
    consents = person.consents if person else ()
    return tuple(
        consent for consent in consents if not consent.withdrawn and (consent.expiry is None or consent.expiry >= day)
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "R43",
        to_say("Identity beyond consent"),
        "block",
        "pack",
        to_say(
            "Nobody who is protected is named, and nothing leads to them at once, beyond what they agreed to. A name "
            "typed for somebody whom the sources leave unnamed is found where it stands beside words such as author "
            "or witness, or in a sentence that cites what that person said; a single word, a name made of words that "
            "the evidence uses, and names in scripts without capitals can escape it."
        ),
        to_say("A name in brackets after “the author”, whom the article does not name."),
        _identity,
    ),
    Rule(
        "R44",
        to_say("Mosaic"),
        "warn",
        "pack",
        to_say(
            "Age, sex, place, date, unit, job and relatives of a protected person are counted over the whole pack, "
            "passages in the annex included: three kinds of them together lead to one person. For the public this "
            "blocks. Only details that were marked in the item are known."
        ),
        to_say("A sex on page 2, a district on page 4 and a former job in the annex."),
        _mosaic,
    ),
    Rule(
        "R45",
        to_say("Consent absent or expired"),
        "block",
        "pack",
        to_say(
            "What a private person told is used with a record of consent that holds on the day of the occasion: "
            "neither expired nor withdrawn."
        ),
        to_say("An interview whose consent ran until last June."),
        _consent,
    ),
)
