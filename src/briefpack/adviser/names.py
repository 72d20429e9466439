"""Names of persons, States and organs in a text, as the evidence and the library know them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from briefpack.evidence.actors import Institution, Person
from briefpack.evidence.items import AnyItem

#: Institutions whose names are too general to be wrong: the Organization itself, groups, mandates, offices.
_GENERAL = frozenset(("group", "office", "un-mandate", "un-process", "un-office"))
_COUNTRIES = frozenset(("state", "regional-org"))


class Named(NamedTuple):
    """A name in a text: whose it is (the id of a record; "" where only outside knowledge has it), and how written."""

    actor: str
    words: str
    start: int


class _Bare(dict[int, str]):
    """Each character without its accents; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFD", chr(code))[:1]
        return self[code]


_BARE = _Bare()


def unaccented(text: str) -> str:
    """The text without accents, letter for letter."""
    return text if text.isascii() else text.translate(_BARE)


class Names:
    """The names of actors and the forms in which they are written."""

    def __init__(self, actors: Iterable[AnyItem], further: Iterable[str] = ()) -> None:
        self._forms: dict[str, tuple[str, ...]] = {}
        self.organs: set[str] = set()
        for actor in actors:
            if isinstance(actor, Person) and actor.protection != "sealed" and not actor.name.startswith("("):
                self._forms[actor.id] = _personal((actor.name, *actor.names))
            elif isinstance(actor, Institution) and actor.kind not in _GENERAL and actor.id != "un":
                self._forms[actor.id] = _official(actor)
                if actor.kind == "un-organ":
                    self.organs.add(actor.id)
        known = {form for forms in self._forms.values() for form in forms}
        self._forms.update({name: _personal((name,)) for name in further if unaccented(name) not in known})

    def forms(self, actor: str) -> tuple[str, ...]:
        """How an actor is written, without accents, the longest first."""
        return self._forms.get(actor, ())

    @cached_property
    def _by_form(self) -> dict[str, str]:
        return {form: actor for actor, forms in self._forms.items() for form in forms}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = sorted(self._by_form, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)" if forms else r"(?!)")

    def found_in(self, text: str) -> tuple[Named, ...]:
        """The names in a text, in order."""
        bare = unaccented(text.replace("\u00a0", " ").replace("'", "’"))
        return tuple(
            Named(self._by_form[match[0]], text[match.start() : match.end()], match.start())
            for match in self._pattern.finditer(bare)
        )


def _personal(names: Iterable[str]) -> tuple[str, ...]:
    """Whole names, and the last name alone as texts use it from the second mention on."""
    whole = [unaccented(name) for name in names]
    last = [name.split(" ", 1)[1] if name.count(" ") == 2 and "." not in name else name.split()[-1] for name in whole]
    return tuple(sorted({*whole, *last}, key=len, reverse=True))


def _official(actor: Institution) -> tuple[str, ...]:
    forms = {actor.name, actor.acronym or "", *actor.source_forms, actor.name.removesuffix(" of America")}
    if actor.kind in _COUNTRIES and len(actor.id) > 3 and actor.id.isalpha():
        forms.add(actor.id.capitalize())  # russia: the Russian Federation
    return tuple(sorted((unaccented(form) for form in forms if form), key=len, reverse=True))
