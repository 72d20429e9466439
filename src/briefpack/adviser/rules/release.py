"""Ready to leave, R57 to R60: links, leftovers of drafting, rights, and nothing changed since it was cleared."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, proofs
from briefpack.adviser.rule import Rule
from briefpack.adviser.sentences import plain_words
from briefpack.adviser.shown import Shown
from briefpack.briefing.citations import short_name
from briefpack.briefing.locale import day_words
from briefpack.evidence.items import Conflict, Quote
from briefpack.language import say, to_say
from briefpack.pack.clearing import changed_since
from briefpack.pack.pack import Pack

if TYPE_CHECKING:
    from briefpack.evidence.sources import Item


class Own(NamedTuple):
    """Words that somebody typed, and where."""

    place: Place
    text: str


def own_words(pack: Pack, shown: Iterable[Shown]) -> Iterator[Own]:
    """All that a person typed and the pack prints: titles and labels, own text, facts of their own, reasons."""
    head = (pack.title, pack.eyebrow, pack.short_title, pack.subject_line, pack.marking)
    reasons = (waiver.reason for waiver in pack.waivers)
    yield from (Own(Place(), text) for text in (*head, *(part.title for part in pack.parts), *reasons) if text)
    for section in pack.sections:
        said = (section.title, section.remark, section.gap, section.options.get("box", ""))
        yield from (Own(Place(section.id), text) for text in said if text)
    for each in shown:
        entry = each.entry
        if entry is not None and not entry.item:
            yield from (Own(each.place, text) for text in (entry.label, plain_words(entry.text)) if text)
        elif each.item is not None and each.item.origin == "user" and not isinstance(each.item, Quote):
            yield Own(each.place, each.printed)


def unverified_links(case: Case) -> Iterator[Finding]:
    """R57: addresses that nobody is known to have looked at."""
    first: dict[str, Item] = {}
    for item in case.items:
        for citation in item.citations:
            first.setdefault(citation.source_id, item)
    for source_id, item in first.items():
        source = case.source(source_id)
        if source and source.url and not source.retrieved:
            message = say(
                "Offline: the page of {publisher} was not checked, and nothing says when it was last seen.",
                publisher=source.publisher,
            )
            yield Finding(message, case.used[item.id].place, source.url, source.id, proofs(item))
    for own in own_words(case.pack, case.shown):
        for url in _addresses(own.text):
            yield Finding(say("Offline: “{url}” was not checked.", url=url), own.place, url)


@lru_cache(maxsize=4096)
def _addresses(text: str) -> tuple[str, ...]:
    if "://" not in text and "www." not in text.lower():
        return ()
    return tuple(dict.fromkeys(match[0].rstrip(".,;:!?)]”’\"'") for match in _ADDRESS.finditer(text)))


_ADDRESS = re.compile(r"\b(?:https?|ftp)://\S+|\bwww\.[\w-]+\.\S+", re.IGNORECASE)


def leftovers(case: Case) -> Iterator[Finding]:
    """R58: what was to be filled in or taken out before anybody saw it; what the file tells of its maker."""
    for own in own_words(case.pack, case.shown):
        found = _left_in(own.text)
        if found:
            message = say("“{words}” is left over from drafting: finish it or take it out.", words="”, “".join(found))
            yield Finding(message, own.place, "; ".join(found))
    for trace in case.written.traces if case.written else ():
        yield Finding(say("The PDF tells who made it or where: {trace}.", trace=trace.rstrip(".")), Place(), trace)


@lru_cache(maxsize=4096)
def _left_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[0] for match in _LEFT.finditer(text) if not _is_roman(text, match)))


_LEFT = re.compile(
    r"\bTODO\b|\bFIXME\b|\b(?:XX+|xx+)\b|\b(?:TBC|TBD|TBA|tbc|tbd|tba|Tbc|Tbd)\b|\?{3,}|\b[Ll]orem\s+ipsum\b"
    r"|\[\s*(?:[Ii]nsert|INSERT|[Cc]heck|CHECK|[Cc]onfirm|[Ff]ill\sin|[Cc]omment|[Nn]ote\sto|[Cc]itation\sneeded|[Dd]ate)"
    r"\b[^\]]*\]|\[\s*\?+\s*\]|\[[A-Z]{2,3}:\s[^\]]*\]|<!--|-->|/\*|\*/|\{\{|\}\}|<<|>>"
)


def _is_roman(text: str, match: re.Match[str]) -> bool:
    """The number twenty or thirty: article XX, resolution 2106 (XX), the XXth session."""
    if match[0] not in {"XX", "XXX"}:
        return False
    before, after = text[: match.start()], text[match.end() :]
    return bool(_NUMBERED.search(before) or _COUNTED.match(after) or (before[-1:] + after[:1]) == "()")


_NUMBERED = re.compile(r"\b(?:article|chapter|part|title|volume|vol\.|annex|section|session)s?\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?:century|session|congress)\b", re.IGNORECASE)


def rights(case: Case) -> Iterator[Finding]:
    """R59: more of a source than may be reprinted, and credits of pictures."""
    limit = case.profile.limits.source_words
    for source_id, passages in _reprinted(case).items():
        number = _reprinted_words(tuple(passages))
        source = case.source(source_id)
        if number > limit and source is not None:
            message = say(
                "{count} words of {source} are reprinted, more than {limit}: ask its publisher, or use less.",
                count=number,
                source=short_name(source, case.evidence),
                limit=limit,
            )
            yield Finding(message, about=source_id)
    for each in case.shown:
        found = _credits(each.printed)
        if found:
            message = say("“{words}” credits a picture: its rights are not yours.", words=found)
            yield Finding(message, each.place, found)


def _reprinted(case: Case) -> dict[str, dict[str, None]]:
    """The passages of each source that the annex prints: behind the items, and where sources disagree on them."""
    conflicts = dict.fromkeys(conflict_id for item in case.items for conflict_id in item.contested_by)
    told = [found for name in conflicts if isinstance(found := case.evidence.get(name), Conflict)]
    items: Iterable[Item] = (*case.items, *told)
    passages: dict[str, dict[str, None]] = {}
    for item in items:
        for citation in item.citations:
            if citation.excerpt:
                passages.setdefault(citation.source_id, {})[citation.excerpt] = None
    return passages


@lru_cache(maxsize=64)
def _reprinted_words(passages: tuple[str, ...]) -> int:
    """The words of passages, each once where they overlap: three in a row that were counted are the same words."""
    total, seen = 0, set[tuple[str, ...]]()
    for text in sorted(passages, key=lambda text: (-len(text), text)):
        words = text.split()
        runs = [tuple(words[place : place + 3]) for place in range(max(len(words) - 2, 1))]
        known = {place + step for place, run in enumerate(runs) if run in seen for step in range(len(run))}
        total += len(words) - len(known)
        seen.update(runs)
    return total


@lru_cache(maxsize=4096)
def _credits(text: str) -> str:
    found = _CREDIT.search(text)
    return found[0].strip() if found else ""


_CREDIT = re.compile(
    r"(?:\b(?:Photo|Image|Picture|Foto)s?\b[^\n]{0,20})?©[^\n.]{0,60}"
    r"|\b(?:Photo|Image|Picture)(?:graph)?\s?(?:credit|:|by\s[A-Z]|courtesy)[^\n.]{0,60}"
    r"|\b(?:AP|AFP|Reuters|Getty|Depositphotos)\s?/?\s?(?:Images?|Photos?)\b"
)


def changed(case: Case) -> Iterator[Finding]:
    """R60: the pack is no longer what was cleared."""
    if case.pack.cleared is not None and changed_since(case.pack):
        message = say(
            "Edited after clearance by {initials} on {day}: have it cleared again.",
            initials=case.pack.cleared.by,
            day=day_words(case.pack.cleared.at[:10]),
        )
        yield Finding(message, words=case.pack.cleared.hash[:8])


RULES: tuple[Rule, ...] = (
    Rule(
        "R57",
        to_say("Link unverified"),
        "note",
        "pack",
        to_say(
            "The address of a source without the day on which it was seen, and addresses in own words. This program "
            "works offline: whether a page is still there, or still says so, only a person can look up."
        ),
        to_say("Offline: “https://www.ohchr.org” was not checked."),
        unverified_links,
    ),
    Rule(
        "R58",
        to_say("Draft leftovers and traces"),
        "block",
        "pack",
        to_say(
            "TODO, XX, tbc, ???, [insert …] and marks of comments in own words, titles and labels; and, once the PDF "
            "is written, what it tells of who made it and where. XX is no leftover where it is a number: article XX."
        ),
        to_say("“tbc” is left over from drafting: finish it or take it out."),
        leftovers,
    ),
    Rule(
        "R59",
        to_say("Rights"),
        "warn",
        "pack",
        to_say(
            "How many words of one source the annex reprints, each passage once, against the limit of the profile; and "
            "credits of pictures in what is printed. What the law of a country permits is not known here."
        ),
        to_say("“Photo © Reuters” credits a picture: its rights are not yours."),
        rights,
    ),
    Rule(
        "R60",
        to_say("Changed since clearance"),
        "block",
        "pack",
        to_say("The pack was cleared and then edited, so that nobody has released what it says now."),
        to_say("Edited after clearance by AB on 22 November 2026: have it cleared again."),
        changed,
    ),
)
