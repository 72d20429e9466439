"""Whose view is missing, R41 and R42."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place, Severity, proofs
from briefpack.adviser.rule import Rule
from briefpack.evidence.actors import Institution
from briefpack.evidence.items import AnyItem, Claim, Conflict, Event, Position, Quote, Statistic, when
from briefpack.evidence.sources import OWN, Item
from briefpack.language import say, say_many, to_say
from briefpack.library.port import Evidence, Library
from briefpack.pack.edits import add_item
from briefpack.pack.pack import Pack

# --- R41 -----------------------------------------------------------------------------------------------------------

#: The template of a parliamentary debate, in which a State that is debated has to be heard.
PARLIAMENTARY = "parliamentary-debate"
_CONCERNED = "state-concerned"
#: Topics of how the United Nations works, on which there is no side to hear.
_PROCEDURAL = frozenset(("reporting", "resolution", "resources-and-funding", "evidence-repository", "anniversary"))
#: How often others speak on a theme in a pack before it counts as contested there.
_CONTESTED = 2


class _Voices(NamedTuple):
    """The actors that speak for the State concerned: the pack's subject, and on whose behalf such words were said."""

    actors: frozenset[str]

    def heard_in(self, item: AnyItem) -> bool:
        """Whether an item gives words or a position of the State concerned, or reports what it said."""
        match item:
            case Quote():
                return item.stance == _CONCERNED
            case Position():
                return item.actor in self.actors
            case Claim():
                return item.claimant_id in self.actors
            case Event():
                return "speaks" in self._roles(item)
            case _:
                return False

    def answers_in(self, item: AnyItem) -> bool:
        """Whether its stand on a theme shows: in words, or in what it did."""
        return self.heard_in(item) or (isinstance(item, Event) and "acts" in self._roles(item))

    def _roles(self, event: Event) -> set[str]:
        return {role for actor, role in event.roles.items() if actor in self.actors}


def _voices(case: Case) -> _Voices:
    held = [each for each in case.evidence.all("institution") if isinstance(each, Institution)]
    subject = {each.id for each in held if case.pack.subject_line in (each.name, each.acronym)}
    spoken = [each for each in case.evidence.all("quote") if isinstance(each, Quote) and each.stance == _CONCERNED]
    states = subject | {each.on_behalf_of for each in spoken if each.on_behalf_of}
    speakers = {actor for each in spoken for actor in (each.speaker_id, each.chain[0].by) if actor}
    # Its bodies bear the State's id: dprk-delegation, or are of the kind dprk-body.
    own = tuple(f"{state}-" for state in states)
    bodies = {each.id for each in held if each.id.startswith(own) or each.kind.startswith(own)}
    return _Voices(frozenset(states | speakers | bodies))


def _state_concerned(case: Case) -> Iterator[Finding]:
    statements = [item for item in case.items if isinstance(item, Quote | Position | Claim | Event)]
    if not statements:
        return
    voices = case.once(_voices)
    severity: Severity | None = "block" if case.pack.template == PARLIAMENTARY else None
    if not any(voices.heard_in(item) for item in statements):
        held = _held(case, voices)
        found = Finding(_unheard(case, held), about="pack", proofs=proofs(*held[:1]), fix=_adding(case, held))
        yield found._replace(severity=severity)
        return
    for theme, place in _one_sided(case, statements, voices).items():
        held = [item for item in _held(case, voices) if theme in _themes(item, case.library)]
        if held:
            message = say_many(
                "The State concerned is not heard on “{theme}”; the library has {count} item of it.",
                "The State concerned is not heard on “{theme}”; the library has {count} items of it.",
                len(held),
                theme=_words(theme),
            )
            yield Finding(message, place, "", theme, proofs(held[0]), _adding(case, held, place), severity)


def _unheard(case: Case, held: list[Item]) -> str:
    if case.library is None:
        return say("The State concerned is not heard in this pack: add what it says.")
    return say_many(
        "The State concerned is not heard in this pack; the library has {count} item of it.",
        "The State concerned is not heard in this pack; the library has {count} items of it.",
        len(held),
    )


def _words(theme: str) -> str:
    return theme.replace("-", " ")


def _one_sided(case: Case, statements: Iterable[Item], voices: _Voices) -> dict[str, Place]:
    """The themes on which at least two others are quoted and the State concerned has no item, with the first place."""
    others: dict[str, list[Item]] = {}
    heard: set[str] = set()
    for item in statements:
        themes = _themes(item, case.evidence)
        if voices.answers_in(item):
            heard.update(themes)
        elif isinstance(item, Quote) and item.stance != "neutral-procedural":
            for theme in themes - _PROCEDURAL:
                others.setdefault(theme, []).append(item)
    return {
        theme: case.used[found[0].id].place
        for theme, found in others.items()
        if theme not in heard and len(found) >= _CONTESTED
    }


def _themes(item: Item, evidence: Evidence | None) -> frozenset[str]:
    """The topics of an item; of a position or a claim those of the items it rests on."""
    match item:
        case Position():
            related: tuple[str, ...] = item.related
        case Claim():
            related = item.quote_ids
        case _:
            return frozenset(getattr(item, "topics", ()))
    found = (evidence.get(item_id) for item_id in related) if evidence else ()
    return frozenset(topic for each in found for topic in getattr(each, "topics", ()))


def _held(case: Case, voices: _Voices) -> list[Item]:
    """What the library has of the State concerned and a pack may use: whole quotations first, the newest of them."""
    if case.library is None:
        return []
    usable = {*case.pack.collections, OWN}
    found = [
        item
        for kind in ("quote", "position")
        for item in case.library.all(kind)
        if isinstance(item, Quote | Position) and voices.heard_in(item)
        if item.usable_publicly == "yes" and item.collection in usable
    ]
    quotes = sorted((item for item in found if isinstance(item, Quote)), key=_rank, reverse=True)
    return [*quotes, *(item for item in found if isinstance(item, Position))]


def _rank(quote: Quote) -> tuple[bool, object]:
    return not quote.fragment, when(quote).sort_key()


#: Kinds of sections that set a quotation or a position in their own form.
_HOMES = {Quote: "quotes", Position: "positions"}


def _adding(case: Case, held: list[Item], place: Place | None = None) -> Fix | None:
    """Adds the best of what there is: where it is lacking, or in the section made for it, or in the last one."""
    if not held or not case.pack.sections:
        return None
    best = held[0]
    homes = [section.id for section in case.pack.sections if section.kind == _HOMES.get(type(best))]
    section = place.section if place else (homes or [case.pack.sections[-1].id])[0]
    return Fix(say("Add “{words}”", words=_told(best)), partial(_add, section, best.id))


def _add(section: str, item: str, pack: Pack) -> Pack:
    return add_item(pack, section, item)


def _told(item: Item) -> str:
    """An item in a few words."""
    text = str(getattr(item, "title", "") or getattr(item, "text", "") or getattr(item, "label", "") or item.id)
    words = text.split()
    return text if len(words) <= 14 else f"{' '.join(words[:13])} …"


# --- R42 -----------------------------------------------------------------------------------------------------------


def _counter_evidence(case: Case) -> Iterator[Finding]:
    if not case.used:
        return
    if case.library is None:
        yield Finding(say("Could not check for evidence to the contrary: no library is open."), decided=False)
        return
    present = _present(case)
    for claim in case.library.all("claim"):
        if isinstance(claim, Claim) and claim.id not in present:
            yield from _against(case, case.library, claim, present)
    yield from _disputed(case, case.library, present)


def _present(case: Case) -> Mapping[str, Place]:
    """Every item that the pack shows, with its place; a claim's row shows the evidence for and against it."""
    found = {item_id: shown.place for item_id, shown in case.used.items()}
    for item in case.items:
        if isinstance(item, Claim):
            shown = (*item.quote_ids, *(link.item_id for link in item.evidence))
            found.update({item_id: found[item.id] for item_id in shown if item_id not in found})
        elif isinstance(item, Position):
            found.update({item_id: found[item.id] for item_id in item.related if item_id not in found})
    return found


def _against(case: Case, library: Library, claim: Claim, present: Mapping[str, Place]) -> Iterator[Finding]:
    """What the library links against the claim, or against what speaks against it, where the pack shows none of it.

    Of what only touches on a claim that nobody makes in the pack, nothing is asked.
    """
    supporting, contrary, qualifying = (
        _linked(claim, relation) for relation in ("supports", "contradicts", "qualifies")
    )
    sides = (
        (claim.quote_ids, [*contrary, *qualifying]),
        (supporting, contrary),
        ([*contrary, *_linked(claim, "qualifies", _TELLING)], supporting),
    )
    for one, other in sides:
        used = [item_id for item_id in one if item_id in present]
        if used and not any(item_id in present for item_id in other):
            message = to_say("The dataset also holds what points the other way: {item}.")
            yield from _omitted(case, present[used[0]], claim.id, _available(case, library, other), message)
            return


#: The weight of a link that tells for itself, from 1 to 3.
_TELLING = 2


def _linked(claim: Claim, relation: str, least: int = 1) -> list[str]:
    links = (link for link in claim.evidence if link.relation == relation and link.weight >= least)
    return [link.item_id for link in sorted(links, key=lambda link: -link.weight)]


#: Conflicts that turn on who is right or whose words these are; the others are for rules of their own.
_TURNING = frozenset(("disagreement", "attribution"))


def _disputed(case: Case, library: Library, present: Mapping[str, Place]) -> Iterator[Finding]:
    """Disagreements of which the pack shows one side: the other is offered. What is for information is told."""
    told: dict[str, Item] = {}
    for item in case.items:
        for conflict_id in item.contested_by:
            told.setdefault(conflict_id, item)
    for conflict_id, item in told.items():
        conflict = case.evidence.get(conflict_id, "conflict")
        if not isinstance(conflict, Conflict) or conflict.kind not in _TURNING or _is_of_dates(conflict, library):
            continue
        advice = conflict.expected_checker_result.startswith("inform")
        other = _available(case, library, _other_side(conflict, present, library))
        if other and conflict.kind == "disagreement":
            # Another's words tell more of a disagreement than the same speaker's once more.
            heard = case.once(_voices).heard_in
            own = heard(item)
            other = [*(each for each in other if heard(each) != own), *(each for each in other if heard(each) == own)]
            message = to_say("Sources disagree ({title}) and the pack shows one side; the dataset also holds: {item}.")
            for finding in _omitted(case, present[item.id], conflict_id, other, message, conflict.title):
                yield finding._replace(severity="note" if advice else None)
        elif advice or (len(conflict.records) == 1 and conflict.kind == "disagreement"):
            message = say(
                "The sources leave a question open: {title} The annex gives their words.", title=_title(conflict)
            )
            yield Finding(message, present[item.id], "", conflict_id, proofs(conflict), severity="note")


def _is_of_dates(conflict: Conflict, library: Library) -> bool:
    """Whether it is over the date of one thing: that is for the rule on contradictory figures."""
    records = [library.get(record) for record in conflict.records]
    events = [record for record in records if isinstance(record, Event)]
    starts = {event.when.start for event in events}
    return 1 < len(starts) == len(events) == len(records) and len({event.type for event in events}) == 1


def _title(conflict: Conflict) -> str:
    return conflict.title if conflict.title.endswith(("?", ".")) else f"{conflict.title}."


def _other_side(conflict: Conflict, present: Mapping[str, Place], library: Library) -> list[str]:
    """The records that rest on a source which those in the pack do not rest on. Where a source disagrees with itself,
    all records but the only one in the pack."""
    sources = {record: _sources(library.get(record)) for record in conflict.records}
    shown = [record for record in conflict.records if record in present]
    absent = [record for record in conflict.records if record not in present]
    covered = {source for record in shown for source in sources[record]}
    if len({source for each in sources.values() for source in each}) == 1:
        return absent if len(shown) == 1 else []
    return [record for record in absent if sources[record] - covered]


def _sources(item: AnyItem | None) -> set[str]:
    return {citation.source_id for citation in item.citations} if isinstance(item, Item) else set()


def _available(case: Case, library: Library, ids: Iterable[str]) -> list[Item]:
    """Those that the pack may show; a document is nothing to show."""
    usable = {*case.pack.collections, OWN}
    found = (item for item_id in ids if isinstance(item := library.get(item_id), Item))
    return [
        item
        for item in found
        if item.collection in usable and getattr(item, "usable_publicly", "yes") == "yes"
        if isinstance(item, Event | Quote | Statistic | Position | Claim)
    ]


def _omitted(
    case: Case, place: Place, about: str, found: list[Item], message: str, title: str = ""
) -> Iterator[Finding]:
    """One finding for what is omitted; the first of it is told and offered."""
    if found:
        told = _told(found[0])
        section = place.section or case.pack.sections[-1].id
        fix = Fix(say("Add “{words}”", words=told), partial(_add, section, found[0].id))
        yield Finding(say(message, item=told.rstrip("."), title=title), place, "", about, proofs(found[0]), fix)


RULES: tuple[Rule, ...] = (
    Rule(
        "R41",
        to_say("State concerned not heard"),
        "warn",
        "pack",
        to_say(
            "A pack gives at least one statement of the State concerned, and one on each theme on which others are "
            "quoted twice, where the library has any. In a parliamentary pack a final export waits for it."
        ),
        to_say("A page of criticism in which the delegation of the State is never quoted."),
        _state_concerned,
    ),
    Rule(
        "R42",
        to_say("Known counter-evidence omitted"),
        "warn",
        "pack",
        to_say(
            "Where the dataset links evidence for and against a claim, or knows that sources disagree, a pack that "
            "shows one side alone is told of the other. What nobody has linked is not found."
        ),
        to_say("“Refuses all dealings”, without the delegation that was sent to the review."),
        _counter_evidence,
    ),
)
