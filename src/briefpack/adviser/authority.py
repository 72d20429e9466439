"""Name authority: which wordings of a name are another name, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.names import unaccented
from briefpack.evidence.actors import Institution, Person


class Misnomer(NamedTuple):
    """A wording to look for, folded; the name that it stands for; `exact`: right when it is written as the name."""

    form: str
    name: str
    exact: bool = False


class Misnamed(NamedTuple):
    """A wrong form of a name in a text."""

    start: int
    end: int
    name: str


class Body(NamedTuple):
    """What the authority goes by of an institution."""

    id: str
    name: str
    acronym: str
    kind: str
    forms: tuple[str, ...]


class Authority:
    """The names of persons and bodies, and their wrong forms in texts; a text is read once."""

    def __init__(self, people: Iterable[str], bodies: Iterable[Body]) -> None:
        self._wanted = _misnomers(people, tuple(bodies))
        self.misnamed = lru_cache(maxsize=4096)(self._misnamed)

    def _misnamed(self, voice: str) -> tuple[Misnamed, ...]:
        """The wrong forms in a text, the longest first where they overlap."""
        text = plain(voice)
        found: list[Misnamed] = []
        for each in self._wanted:
            if each.form not in text:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(each.form)}(?!\w)", text):
                written = voice[match.start() : match.end()].replace("\u00a0", " ")
                if not each.exact or written.lower() != each.name.lower():
                    found.append(Misnamed(match.start(), match.end(), each.name))
        found.sort(key=lambda each: (each.start, -each.end))
        return tuple(each for place, each in enumerate(found) if not place or each.start >= found[place - 1].end)


@lru_cache(maxsize=8)
def _authority(people: tuple[str, ...], bodies: tuple[Body, ...]) -> Authority:
    return Authority(people, bodies)


def authority(people: Iterable[Person], institutions: Iterable[Institution]) -> Authority:
    """The authority on these names; the same one for the same names."""
    bodies = tuple(Body(each.id, each.name, each.acronym or "", each.kind, each.source_forms) for each in institutions)
    return _authority(tuple(person.name for person in people), bodies)


_SMALL = frozenset(("the", "of", "on", "in", "for", "to", "and", "a", "un", "united", "nations", "u", "n"))


def _misnomers(people: Iterable[str], bodies: tuple[Body, ...]) -> tuple[Misnomer, ...]:
    """What to look for. A wording of a source is another name when it has a word that neither the name nor the acronym
    has; shorter and longer forms, and other orders of the words, are not. How a State is called is for the profile."""
    states = tuple(_states(bodies))
    found = [Misnomer(plain(name), name, True) for name in people if _is_name(name)]
    for each in bodies:
        if each.kind == "state":
            continue
        known = _words(each.name, states) | _words(each.acronym, states)
        found += [Misnomer(plain(form), each.name) for form in each.forms if _words(form, states) - known]
    return tuple(found)


def _is_name(name: str) -> bool:
    return not name.startswith("(") and " " in name


def _states(bodies: Iterable[Body]) -> Iterator[tuple[str, str]]:
    """Each way to write a State, folded, with one word for it; the longest first."""
    forms = [
        (plain(form), f"state-{each.id}")
        for each in bodies
        if each.kind == "state"
        for form in (each.name, each.acronym or each.name, *each.forms)
    ]
    yield from sorted(forms, key=lambda pair: -len(pair[0]))


def _words(form: str, states: tuple[tuple[str, str], ...]) -> frozenset[str]:
    text = plain(form)
    for state, word in states:
        text = re.sub(rf"\b{re.escape(state)}\b", word, text)
    return frozenset(re.findall(r"[\w-]+", text)) - _SMALL


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in small letters without accents, with spaces for hyphens, place for place."""
    return unaccented(text).lower().translate(_HYPHENS)


_HYPHENS = {ord(hyphen): " " for hyphen in "-‐‑\u00a0\u202f"} | {ord("’"): "'"}
