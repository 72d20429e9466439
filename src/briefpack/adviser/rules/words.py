"""Words and names: acronyms, terminology, name authority, R36 to R38."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from briefpack.adviser.authority import Authority, authority, plain
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place
from briefpack.adviser.profile import Form, whole_words
from briefpack.adviser.rule import Rule
from briefpack.adviser.sentences import own_voice
from briefpack.adviser.shown import Shown
from briefpack.adviser.wording import Change, Changes, reword, swap, voices, words_at
from briefpack.briefing.nodes import Block, Paragraph
from briefpack.evidence.actors import Institution, Person
from briefpack.language import say, to_say
from briefpack.pack.edits import retitle_section
from briefpack.pack.pack import Pack, Section

# --- R36 -----------------------------------------------------------------------------------------------------------

#: Known to every reader in its short form; or not a short form at all.
_EVERYDAY = frozenset(
    (
        *("UN", "US", "USA", "UK", "EU", "SR", "AM", "PM", "TV", "PDF", "ID", "OK", "COVID", "TLP", "CUI"),
        *("TODO", "TBC", "TBD", "FIXME", "XX", "XXX", "XXXX"),
        *("NOT", "NO", "AND", "OR", "ALL", "ONLY", "NEVER", "MUST", "NONE", "ANY", "BUT", "NEW", "NOW", "THE"),
    )
)
_ROMAN = re.compile(r"[IVXL]+$")
_ACRONYM = re.compile(r"(?<![\w/.&@-])(?=[A-Z0-9]*[A-Z][0-9]*[A-Z])[A-Z][A-Z0-9]{1,6}(?=s?(?![\w/&-]))")
_SHOUTED = re.compile(r"(?<!\w)[A-Z]{2,}(?:[ \u00a0][A-Z]{2,}){2,}(?!\w)")
#: `Commission of Inquiry (COI)` and `COI (Commission of Inquiry)`.
_EXPLAINED = re.compile(
    r"\(([A-Z][A-Z0-9]{1,6})s?[),;]|(?<!\w)([A-Z][A-Z0-9]{1,6})s? \((?:the )?[A-Za-z][\w’-]+ [^()]+\)"
)
#: At the foot of a part: `COI: Commission of Inquiry; UPR: …`.
_AT_FOOT = re.compile(r"(?<!\w)([A-Z][A-Z0-9]{1,6})\s?[:：]")


class _Uses(NamedTuple):
    """The short forms of a text, in order, and those that it explains."""

    used: tuple[str, ...]
    explained: frozenset[str]


@lru_cache(maxsize=8192)
def _uses(text: str) -> _Uses:
    voice = own_voice(text)
    shouted = {place for match in _SHOUTED.finditer(voice) for place in range(*match.span())}
    used = dict.fromkeys(
        match[0]
        for match in _ACRONYM.finditer(voice)
        if match.start() not in shouted and not _ROMAN.match(match[0]) and match[0] not in _EVERYDAY
    )
    return _Uses(tuple(used), frozenset(first or second for first, second in _EXPLAINED.findall(text)))


def _acronyms(case: Case) -> Iterator[Finding]:
    feet = {part.id: _foot(part.blocks) for part in case.briefing.parts}
    frames = {frame.id: frame.title for frame in case.pack.parts}
    shown = {each.place: each for each in case.shown}
    known = case.once(_short_names)
    for place, (part, sections) in enumerate(groupby(case.pack.sections, key=lambda section: section.part)):
        titles = (case.pack.title,) if not place else ()
        texts = [(Place(), title) for title in (*titles, frames.get(part, ""))]
        for section in sections:
            texts.append((Place(section.id), section.title))
            places = [Place(section.id), *(Place(section.id, entry.id) for entry in section.entries)]
            texts += [(each, shown[each].printed) for each in places if each in shown]
        yield from _unexplained(texts, feet.get(f"part.{part}", known) | known, frames.get(part, "") or case.pack.title)


def _unexplained(texts: list[tuple[Place, str]], explained: Iterable[str], part: str) -> Iterator[Finding]:
    uses = [(place, _uses(text)) for place, text in texts if text]
    told = {*explained}.union(*(each.explained for _, each in uses))
    for place, each in uses:
        for short in each.used:
            if short not in told:
                told.add(short)
                message = say("“{short}” is not spelt out in “{part}”: give its full name.", short=short, part=part)
                yield Finding(message, place, short, about=part)


def _foot(blocks: Sequence[Block]) -> frozenset[str]:
    """What is explained at the foot of a part."""
    for block in reversed(blocks):
        if isinstance(block, Paragraph) and block.id.endswith(".acronyms"):
            return frozenset(_AT_FOOT.findall("".join(span.text for span in block.spans)))
    return frozenset()


def _short_names(case: Case) -> frozenset[str]:
    """Short forms by which sources are named: notes and annex explain them."""
    publishers = {case.source(source_id) for source_id in case.pack.dataset.sources}
    names = {source.publisher for source in publishers if source}
    held = (each for each in case.evidence.all("institution") if isinstance(each, Institution))
    return frozenset(each.acronym for each in held if each.acronym and each.name in names)


# --- R37 -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _wanted(form: Form) -> Changes:
    longest = sorted(form.avoid, key=len, reverse=True)
    avoid = re.compile("|".join(_scoped(each) for each in longest))
    allowed = re.compile("|".join(_scoped(each) for each in form.allowed)) if form.allowed else None
    return swap(avoid, form.prefer, allowed)


def _scoped(form: str) -> str:
    pattern = whole_words(form)
    return f"(?i:{pattern.pattern})" if pattern.flags & re.IGNORECASE else f"(?:{pattern.pattern})"


def _terminology(case: Case, shown: Shown) -> Iterator[Finding]:
    entry = shown.entry
    if not entry or entry.item or not entry.text:
        return
    for form in case.profile.forms:
        changes = _wanted(form) if form.avoid else None
        found = [words for voice in voices(entry.text) for words in words_at(voice, changes)] if changes else []
        if changes and found:
            message = say(
                "The house style {profile} writes “{prefer}”, not “{words}”, in our own voice.",
                profile=say(case.profile.name),
                prefer=form.prefer,
                words=found[0],
            )
            fix = Fix(say("Use “{words}”", words=form.prefer), reword(entry.id, changes))
            yield Finding(message, shown.place, found[0], about=form.concept, fix=fix)


# --- R38 -----------------------------------------------------------------------------------------------------------


def _authority(case: Case) -> Authority:
    shelves = (case.evidence, *((case.library,) if case.library else ()))
    people = {each.id: each for shelf in shelves for each in shelf.all("person") if isinstance(each, Person)}
    bodies = {each.id: each for shelf in shelves for each in shelf.all("institution") if isinstance(each, Institution)}
    return authority(people.values(), bodies.values())


def _house_forms(case: Case) -> frozenset[str]:
    """Wordings that the profile itself uses."""
    forms = (words for form in case.profile.forms for words in (form.prefer, *form.allowed))
    return frozenset(" ".join(words.lower().split()) for words in forms)


def _misnamed(voice: str, names: Authority, house: frozenset[str]) -> list[Change]:
    return [
        Change(each.start, each.end, each.name)
        for each in names.misnamed(voice)
        if voice[each.start : each.end].lower() not in house
    ]


def _names(case: Case) -> Iterator[Finding]:
    changes = partial(_misnamed, names=case.once(_authority), house=case.once(_house_forms))
    for each in case.shown:
        if each.entry and each.entry.text and not each.entry.item:
            for name, found in _by_name(changes, voices(each.entry.text)).items():
                edit = reword(each.entry.id, partial(_only, changes, name))
                yield _misnomer(name, found, each.place, Fix(say("Use “{words}”", words=name), edit))
    yield from _titles(case, changes)


def _titles(case: Case, changes: Changes) -> Iterator[Finding]:
    for section in case.pack.sections:
        voice = own_voice(section.title)
        for name, found in _by_name(changes, (voice,)).items():
            title = _put(section.title, _only(changes, name, voice))
            fix = Fix(say("Use “{words}”", words=name), partial(_retitle, section, title))
            yield _misnomer(name, found, Place(section.id), fix)
    for name, found in _by_name(changes, (own_voice(case.pack.title),)).items():
        yield _misnomer(name, found, Place(), None)


def _retitle(section: Section, title: str, pack: Pack) -> Pack:
    return retitle_section(pack, section.id, title)


def _by_name(changes: Changes, texts: Iterable[str]) -> dict[str, str]:
    """The names that are written wrongly, each with the first wrong form."""
    found: dict[str, str] = {}
    for voice in texts:
        for change in changes(voice):
            found.setdefault(change.words, voice[change.start : change.end])
    return found


def _only(changes: Changes, name: str, voice: str) -> list[Change]:
    return [change for change in changes(voice) if change.words == name]


def _put(text: str, changes: Iterable[Change]) -> str:
    for change in reversed([*changes]):
        text = f"{text[: change.start]}{change.words}{text[change.end :]}"
    return text


def _misnomer(name: str, found: str, place: Place, fix: Fix | None) -> Finding:
    if plain(name) == plain(found):
        message = say("The name is spelt “{name}”, not “{words}”, outside quotations.", name=name, words=found)
    else:
        message = say("The name is “{name}”, not “{words}”, outside quotations.", name=name, words=found)
    return Finding(message, place, found, about=name, fix=fix)


RULES: tuple[Rule, ...] = (
    Rule(
        "R36",
        to_say("Acronym not explained"),
        "warn",
        "pack",
        to_say(
            "Every short form in capitals is spelt out, or explained at the foot, in each part that a reader may get "
            "alone. Quotations, symbols, numerals and what everybody knows (UN, EU, US) are left alone."
        ),
        to_say("“CTBTO” in the one-page brief, whose full name stands only in the script."),
        _acronyms,
    ),
    Rule(
        "R37",
        to_say("House terminology"),
        "warn",
        "entry",
        to_say(
            "Words that the chosen house style avoids are found in our own voice. Quotations and titles keep their "
            "own words, always."
        ),
        to_say("“the regime” in a UN pack, where the house writes “the Government”."),
        _terminology,
    ),
    Rule(
        "R38",
        to_say("Name authority"),
        "warn",
        "pack",
        to_say(
            "Names of people and bodies of the evidence are written as their own record has them, accents included. "
            "Only wrong forms that the sources themselves use, and missing accents and hyphens, are known."
        ),
        to_say("“Korea Central News Agency” for the Korean Central News Agency."),
        _names,
    ),
)
