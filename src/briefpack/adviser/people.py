"""Persons who have to be protected: whose items they are, what in them leads to a person, and names in own words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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
    """Every word of the names that evidence and library themselves use, folded; ask through Case.once. A typed name
    made of such words alone tells nobody anything new."""
    texts: list[str] = []
    shelves = (case.evidence, *((case.library,) if case.library else ()))
    for kind in ("person", "institution", "mechanism"):
        for each in (each for shelf in shelves for each in shelf.all(kind)):
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
    academy agency agreement amnesty annex arab army article assembly association bank board bureau cabinet
    central centre center chamber chapter charter civil coalition college commission committee conference congress
    convention council court covenant declaration defence defense delegation democratic department development
    district division eastern embassy european federation force foreign forum foundation fund geneva global
    government group high house human inquiry institute institution international island justice kingdom korea
    korean league library mandate media meeting member ministry mission movement museum nation national nations
    network northern office organisation organization pacific palais panel parliament part party peninsula people
    periodic permanent plan platform police policy press prime program programme project protocol province region
    report republic resolution review right rights room rule section security service session society southern
    special state states statement street summit supreme treaty tribunal trust union united universal university
    war watch western workers world cross
    """
)
#: Before a name: whose office this is needs no guess.
_TITLES = _words(
    """
    ambassador minister secretary commissioner rapporteur representative general director chair chairman chairperson
    president premier leader envoy judge justice professor foreign prime special deputy vice permanent former high
    """
)
_CALENDAR = _words(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
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
#: Two to six words with capitals, or one after Mr or Ms; or two to four characters of a script without capitals.
_NAME = rf"(?:{_HONOUR})?{_WORD}(?:[ \u00a0](?:[A-Z]\.|{_WORD})){{1,5}}|{_HONOUR}{_WORD}|[가-힣一-鿿]{{2,4}}"
_ANY_NAME = re.compile(rf"(?<!\w)(?:{_NAME})")
_ROLES = ("author", "writer", "witness", "escapee", "defector", "survivor", "victim", "interviewee", "informant")
_ROLE = rf"(?:co-)?(?:{'|'.join(_ROLES)})"
_SAID = (
    r"(?:says?|said|tells|told|writes|wrote|argues|argued|testifie[sd]|calls|called|asks|asked|claims|claimed|warns|"
    r"warned|holds|held|states|stated|recalls|recalled|thinks|thought|notes|noted|adds|added|believes|spoke|speaks|briefed|reports|reported|describes|described|fled|escaped)"
)
#: A name in apposition to who has none in the sources, or in the place of its owner.
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:{_ROLE})(?:,? who [^,.;]{{1,60}})?(?:,|:| \(| is| was|,? namely| –)? ?(?P<name>{_NAME})",
        rf"(?P<name>{_NAME})(?:,| \(| is| was| –) ?(?:the |an? |its )?(?:[\w-]+ ){{0,3}}?{_ROLE}\b",
        rf"(?:written|authored|signed|penned|op-ed|article|testimony|account)(?: is| was)? by (?P<name>{_NAME})",
        rf"(?P<name>{_NAME}),? who (?:had |has )?{_SAID}\b",
    )
)
#: Said to be a name: then a single word is enough.
_NAMED = re.compile(
    rf"\b(?i:{_ROLE})"
    r"(?:,? (?:is |was |who is )?(?:named|called)|(?:[’']s)? (?:real |full )?name (?:is|was)|, whose name is) "
    rf"(?P<name>{_NAME}|{_WORD})"
)
_SPEAKS = re.compile(rf"(?P<name>{_NAME})(?:, [^,.;]{{1,60}},|’s| who)? (?:\w+ly |had |has )?{_SAID}\b")


class Candidate(NamedTuple):
    """What may be a name. `speaks`: it speaks or acts in the sentence, under no title of an office."""

    name: str
    speaks: bool


def beside_role(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """New names that stand beside author, witness, escapee and the like."""
    beside, named = _beside(text)
    found = [name for name in beside if is_new_name(name, known)]
    return tuple(dict.fromkeys([*found, *(name for name in named if _is_new(fold(name).split(), known))]))


#: Without one of these nothing of `_BESIDE` and `_NAMED` is there: a quick look before the slow ones.
_HINTS = (*_ROLES, "by ", "who ")


@lru_cache(maxsize=4096)
def _beside(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return (), ()
    beside = tuple(_trimmed(match["name"])[0] for pattern in _BESIDE for match in pattern.finditer(text))
    return beside, tuple(_trimmed(match["name"])[0] for match in _NAMED.finditer(text))


@lru_cache(maxsize=4096)
def may_name(text: str) -> bool:
    """Whether a text can hold a new name at all; one in a script without capitals can."""
    return not has_capitals(text) or bool(names_in(text)) or any(_beside(text))


def has_capitals(text: str) -> bool:
    """Whether most of its letters are of a script with capitals."""
    if text.isascii():
        return text.lower() != text.upper()
    letters = {char: number for char, number in Counter(text).items() if char.isalpha()}
    with_capitals = sum(number for char, number in letters.items() if char.lower() != char.upper())
    return with_capitals * 2 > sum(letters.values())


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Candidate, ...]:
    """What may be names of persons."""
    written = [*_ANY_NAME.finditer(text)]
    speaking = {match.start("name") for match in _SPEAKS.finditer(text)} if written else set()
    found: dict[str, Candidate] = {}
    for match in written:
        name, titled = _trimmed(match[0])
        found.setdefault(name, Candidate(name, match.start() in speaking and not titled))
    return tuple(found.values())


def _trimmed(name: str) -> tuple[str, bool]:
    """Without a possessive, and without what is no part of it: `In Jane Doe`, `Minister Jane Doe`; whether there was a
    title."""
    words = re.sub(r"[’']s$", "", name).split()
    titled = False
    while words and words[0].lower() in _OPENERS | _TITLES:
        titled = titled or words[0].lower() in _TITLES
        words = words[1:]
    return " ".join(words), titled


def is_new_name(name: str, known: frozenset[str]) -> bool:
    """Whether it may name a person, and the evidence does not use it."""
    words = fold(re.sub(_HONOUR, "", name)).split()
    alone = len(words) == 1 and name.isascii() and not re.match(_HONOUR, name)
    return not alone and _is_new(words, known)


def _is_new(words: Sequence[str], known: frozenset[str]) -> bool:
    return bool(words) and not _BODIES.intersection(words) and not all(w in known or w in _CALENDAR for w in words)


def names_found(text: str, names: Iterable[str]) -> Iterator[str]:
    """Those of the names that stand in a text, whatever their case and accents."""
    words = plain(text)
    for name in names:
        wanted = plain(name)
        if wanted in words and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", words):
            yield name
