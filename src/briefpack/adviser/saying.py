"""What a pack says in its own words, line by line: own text sentence by sentence, and the titles above it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Fix, Place
from briefpack.adviser.sentences import Dated, dates, own_voice, sentences
from briefpack.adviser.shown import Shown
from briefpack.briefing.locale import date_words
from briefpack.evidence.dates import FuzzyDate
from briefpack.evidence.items import Event
from briefpack.evidence.sources import Item
from briefpack.language import say, spoken
from briefpack.pack.edits import Edit, entry_of, write
from briefpack.pack.ownwords import count, replaced
from briefpack.pack.pack import Pack, Section


class Line(NamedTuple):
    """A sentence in our own voice: where it stands, its words, the same with what is quoted blanked out, the items it
    cites, and all own words around it."""

    place: Place
    text: str
    voice: str
    items: tuple[Item, ...] = ()
    around: str = ""


def lines(case: Case, shown: Shown) -> tuple[Line, ...]:
    """The sentences of an entry's own text; then the titles of its section and of the pack, which are told once however
    many entries ask. Many rules ask: what is found is kept with the case, and the entry with it."""
    kept = case.once(_kept)
    if id(shown) not in kept:
        kept[id(shown)] = (shown, (*_own(shown), *_titles(shown.section, case.pack.title)))
    return kept[id(shown)][1]


def _kept(_: Case) -> dict[int, tuple[Shown, tuple[Line, ...]]]:
    return {}


def dated_lines(case: Case) -> tuple[tuple[Line, tuple[Dated, ...]], ...]:
    """The sentences of the whole pack that give a date, with their dates, each title once; for `case.once`."""
    found: list[tuple[Line, tuple[Dated, ...]]] = []
    titled: set[str] = set()
    for shown in case.shown:
        if not shown.sentences and shown.section.id in titled:
            continue
        for line in lines(case, shown):
            where = line.place.entry or line.place.section
            if where not in titled and (given := dates(line.voice)):
                found.append((line, given))
        titled |= {shown.section.id, ""}
    return tuple(found)


def _own(shown: Shown) -> Iterator[Line]:
    if not shown.sentences:
        return
    known = {item.id: item for item in shown.items}
    around = " ".join(sentence.text for sentence in shown.sentences)
    place = shown.place
    for sentence in shown.sentences:
        cited = tuple(known[item_id] for item_id in dict.fromkeys(sentence.cites) if item_id in known)
        yield Line(place, sentence.text, own_voice(sentence.text), cited, around)


def _titles(section: Section, title: str) -> tuple[Line, ...]:
    return (*_titled(Place(section.id), section.title), *_titled(Place(), title))


@lru_cache(maxsize=1024)
def _titled(place: Place, title: str) -> tuple[Line, ...]:
    return tuple(Line(place, each.text, own_voice(each.text), (), title) for each in sentences(title))


def told(shown: Shown) -> Iterator[Line]:
    """The title of the event that an entry holds, and each sentence of its summary: an editor's words, not a source's.
    Only what is printed."""
    item = shown.item
    if not isinstance(item, Event):
        return
    printed = " ".join(shown.printed.split())
    for text in (item.title, item.summary):
        for sentence in sentences(text):
            if sentence.text[-24:] in printed:
                yield Line(shown.place, sentence.text, own_voice(sentence.text), (item,), text)


def held(case: Case) -> dict[str, tuple[Item, Shown]]:
    """The items that entries and tables print, not those that own words cite, each with its first place."""
    found: dict[str, tuple[Item, Shown]] = {}
    for shown in case.shown:
        for item in held_by(shown):
            found.setdefault(item.id, (item, shown))
    return found


def held_by(shown: Shown) -> tuple[Item, ...]:
    """The items that an entry or a table prints; () for own words, which only cite them."""
    return shown.items if shown.entry is None or shown.entry.item else ()


def passages_hold(items: tuple[Item, ...], pattern: str) -> bool:
    """Whether a passage behind one of the items has these words."""
    found = (citation.excerpt or "" for item in items for citation in item.citations)
    return any(re.search(pattern, excerpt.replace("\u00a0", " "), re.IGNORECASE) for excerpt in found)


def day(date: FuzzyDate) -> str:
    """A date in the window's language, what was inferred in brackets."""
    return date_words(date, language=spoken())


def reworded(case: Case, line: Line, wanted: str, words: str, label: str = "") -> Fix | None:
    """A remedy that puts `words` in the place of `wanted`; None unless it stands once in one entry's own text."""
    entry_id = line.place.entry
    if not entry_id or not wanted.strip():
        return None
    if count(entry_of(case.pack, entry_id).text, wanted, case=True) != 1:
        return None
    return Fix(label or say("Write “{words}”", words=words), _rewording(entry_id, wanted, words))


def _rewording(entry_id: str, wanted: str, words: str) -> Edit:
    def edited(pack: Pack) -> Pack:
        return write(pack, entry_id, replaced(entry_of(pack, entry_id).text, wanted, words, case=True)[0])

    return edited
