"""Persons who have to be protected: whose items they are, what in them leads to a person, and names in own words."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefpack.adviser.authority import plain
from briefpack.adviser.case import Case
from briefpack.evidence.actors import Institution, Person
from briefpack.evidence.items import Claim, Event, Position, Quote
from briefpack.evidence.sources import Item
from briefpack.library.folding import fold

#: Who may be named without having been asked: they act in public, or spoke in public under their name.
PUBLIC = frozenset(("public", "public-survivor"))
#: Kinds of details that lead to a person at once; the others do so together.
DIRECT = frozenset(("name", "contact", "image"))


def people_of(item: Item) -> tuple[str, ...]:
    """The ids of those who speak, act or are described in an item; other actors are among them."""
    found: list[str | None] = [each.person for each in item.identifiers]
    match item:
        case Quote():
            found.append(item.speaker_id)
        case Event():
            found += item.actors
        case Position():
            found.append(item.actor)
        case Claim():
            found.append(item.claimant_id)
    return tuple(dict.fromkeys(each for each in found if each))


def persons(case: Case) -> dict[str, Person]:
    """The persons of the evidence by id; ask through Case.once."""
    return {each.id: each for each in case.evidence.all("person") if isinstance(each, Person)}


def is_unnamed(person: Person) -> bool:
    """Whether the sources give no name for this person."""
    return person.protection == "sealed" or not person.names


def known_words(case: Case) -> frozenset[str]:
    """Every word of the names that the evidence itself uses, folded; ask through Case.once. A typed name made of such
    words alone tells nobody anything new."""
    texts: list[str] = []
    for kind in ("person", "institution", "mechanism"):
        for each in case.evidence.all(kind):
            texts.append(getattr(each, "name", ""))
            texts += getattr(each, "names", ()) if isinstance(each, Person) and not is_unnamed(each) else ()
            texts += each.source_forms if isinstance(each, Institution) else ()
            texts.append(getattr(each, "acronym", None) or "")
    for source_id in case.pack.dataset.sources:
        source = case.source(source_id)
        texts += [source.title or "", source.author or "", source.publisher, source.container or ""] if source else []
    texts += case.terms.lists.get("place", ())
    return frozenset(word for text in texts for word in fold(text).split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words with a capital that stand in names of bodies, places, texts and days, not of persons.
_BODIES = _words(
    """
    academy agency agreement ambassador amnesty annex april arab army article assembly association august bank
    board bureau cabinet central centre center chair chamber chapter charter civil coalition college commission
    commissioner committee conference congress convention council court covenant december declaration defence
    defense delegation democratic department development director district division eastern embassy european
    february federation force foreign forum foundation friday fund general geneva global government group high
    house human inquiry institute institution international island january july june justice kingdom korea korean
    league library march mandate media meeting member minister ministry mission monday movement museum nation
    national nations network northern november october office organisation organization pacific palais panel
    parliament part party peninsula people periodic permanent plan platform police policy press prime program
    programme project protocol province rapporteur region report representative republic resolution review right
    rights room rule saturday secretary section security september service session society southern special state
    states statement street summit sunday supreme thursday treaty tribunal trust tuesday union united universal
    university war watch wednesday western workers world
    """
)
_OPENERS = _words(
    """
    a after all although an and as at because before both but by despite during each even few finally first for
    four from further he her here his how however i if in indeed it its many more most no none nor not now of on
    once one only or other our second several she since so some such that the their then there these they third
    this those three though through to today two under until we what when where whereas while who why with yet you
    """
)
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]+"
_HONOUR = r"(?:Mr|Mrs|Ms|Dr|Prof)\.?[ \u00a0]"
#: Two to four words with capitals, or one after Mr or Ms; or two to four characters of a script without capitals.
_NAME = rf"(?:{_HONOUR})?{_WORD}(?:[ \u00a0](?:[A-Z]\.|{_WORD})){{1,3}}|{_HONOUR}{_WORD}|[가-힣一-鿿]{{2,4}}"
_ANY_NAME = re.compile(rf"(?<!\w)(?:{_NAME})")
_ROLE = r"(?:co-)?(?:author|writer|witness|escapee|defector|survivor|victim|interviewee|informant)"
_SAID = (
    r"(?:says?|said|tells|told|writes|wrote|argues|argued|testifie[sd]|calls|called|asks|asked|claims|claimed|warns|"
    r"warned|notes|noted|adds|added|believes|spoke|speaks|briefed|reports|reported|describes|described|fled|escaped)"
)
#: A name in apposition to who has none in the sources, or in the place of its owner.
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ROLE}(?:,? who [^,.;]{{1,60}})?(?:,|:| \(| is| was|,? namely| –)? ?(?P<name>{_NAME})",
        rf"\b{_ROLE}(?:,? (?:is |was )?(?:named|called)|[’'s]* name is|, whose name is) (?P<name>{_NAME}|{_WORD})",
        rf"(?P<name>{_NAME})(?:,| \(| is| was| –) ?(?:the |an? |its )?(?:[\w-]+ ){{0,3}}?{_ROLE}\b",
        rf"(?:written|authored|signed|penned|op-ed|article|testimony|account)(?: is| was)? by (?P<name>{_NAME})",
        rf"(?P<name>{_NAME}),? who (?:had |has )?{_SAID}\b",
    )
)
_SPEAKS = re.compile(rf"(?P<name>{_NAME})(?:, [^,.;]{{1,60}},|’s| who)? (?:\w+ly |had |has )?{_SAID}\b")


@lru_cache(maxsize=4096)
def beside_role(text: str) -> tuple[str, ...]:
    """What may be names and stands beside author, witness, escapee and the like."""
    return tuple(_trimmed(match["name"]) for pattern in _BESIDE for match in pattern.finditer(text))


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[tuple[str, bool], ...]:
    """What may be names of persons, and whether it speaks or acts in the text."""
    speaking = {_trimmed(match["name"]) for match in _SPEAKS.finditer(text)}
    found = dict.fromkeys(_trimmed(match[0]) for match in _ANY_NAME.finditer(text))
    return tuple((name, name in speaking) for name in found)


def _trimmed(name: str) -> str:
    """Without the small word that opened the sentence: `In Jane Doe`; and without a possessive."""
    words = re.sub(r"[’']s$", "", name).split()
    while words and words[0].lower() in _OPENERS:
        words = words[1:]
    return " ".join(words)


def is_new_name(name: str, known: frozenset[str]) -> bool:
    """Whether it may name a person, and the evidence does not use it."""
    words = fold(re.sub(_HONOUR, "", name)).split()
    if not words or (len(words) == 1 and not re.match(_HONOUR, name) and name.isascii()):
        return False
    return not _BODIES.intersection(words) and not known.issuperset(words)


def names_found(text: str, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that stand in a text, whatever their case and accents."""
    words = plain(text)
    for name in names:
        wanted = plain(name)
        if wanted in words and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", words):
            yield name
