"""Name authority: which wordings of a name are another name, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

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


_SMALL = frozenset(("the", "of", "on", "in", "for", "to", "and", "a", "un", "united", "nations", "u", "n"))


def misnomers(people: Iterable[Person], institutions: Iterable[Institution]) -> tuple[Misnomer, ...]:
    """What to look for. A wording of a source is another name when it has a word that neither the name nor the acronym
    has; shorter and longer forms, and other orders of the words, are not. How a State is called is for the profile."""
    held = tuple(institutions)
    states = tuple(_states(held))
    found = [Misnomer(plain(person.name), person.name, True) for person in people if _is_name(person.name)]
    for each in held:
        if each.kind == "state":
            continue
        known = _words(each.name, states) | _words(each.acronym or "", states)
        found += [Misnomer(plain(form), each.name) for form in each.source_forms if _words(form, states) - known]
    return tuple(found)


def _is_name(name: str) -> bool:
    return not name.startswith("(") and " " in name


def _states(institutions: Iterable[Institution]) -> Iterator[tuple[str, str]]:
    """Each way to write a State, folded, with one word for it; the longest first."""
    forms = [
        (plain(form), f"state-{each.id}")
        for each in institutions
        if each.kind == "state"
        for form in (each.name, each.acronym or each.name, *each.source_forms)
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
    return text.lower().translate(_HYPHENS) if text.isascii() else "".join(map(_plain_character, text))


_HYPHENS = {ord(hyphen): " " for hyphen in "-‐‑\u00a0\u202f"} | {ord("’"): "'"}


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return (bare if len(bare) == 1 else character).translate(_HYPHENS)


def misnamed(voice: str, wanted: tuple[Misnomer, ...]) -> tuple[Misnamed, ...]:
    """The wrong forms in a text, the longest first where they overlap."""
    text = plain(voice)
    found: list[Misnamed] = []
    for each in wanted:
        if each.form not in text:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(each.form)}(?!\w)", text):
            written = voice[match.start() : match.end()].replace("\u00a0", " ")
            if not each.exact or written.lower() != each.name.lower():
                found.append(Misnamed(match.start(), match.end(), each.name))
    found.sort(key=lambda each: (each.start, -each.end))
    return tuple(each for place, each in enumerate(found) if not place or each.start >= found[place - 1].end)
