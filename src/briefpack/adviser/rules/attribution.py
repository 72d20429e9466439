"""Whose view it is and how good the source, R07 to R10."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.names import unaccented
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.rules.sourcing import named
from briefpack.adviser.sentences import dates, own_voice, quoted_words
from briefpack.adviser.shown import Shown
from briefpack.adviser.voice import attributed
from briefpack.evidence.items import Claim, Event, Position, Quote, Statistic
from briefpack.evidence.sources import LATER_FACTS, OWN, Item, Source
from briefpack.language import say, to_say

#: Whose words are views: they plead for something.
_PARTIAL = frozenset(("ngo", "state-concerned", "supports-state-concerned", "survivor", "op-ed", "critical-state"))
_OWN_WORDS = 4


def _is_view(case: Case, item: Quote) -> bool:
    opinion = item.kind == "author-statement" and any(each.kind == "opinion" for each in case.sources_of(item))
    return item.stance in _PARTIAL or opinion


def _own_voice_opinion(case: Case, shown: Shown) -> Found:
    items = {item.id: item for item in shown.items}
    for sentence in shown.sentences:
        cited = [items[item_id] for item_id in sentence.cites if item_id in items]
        views = [item for item in cited if isinstance(item, Quote) and _is_view(case, item)]
        only_views = views and len(views) == len(cited)
        if only_views and len(own_voice(sentence.text).split()) > _OWN_WORDS and not attributed(sentence.text):
            yield _opinion(shown, sentence.text, views[0])


def _opinion(shown: Shown, words: str, quote: Quote) -> Finding:
    author = quote.speaker.partition(" (")[0]
    message = say("‘{text}’ is a view of {author}; attribute it.", text=words, author=author)
    return Finding(message, shown.place, words, quote.id, proofs(quote))


# Grades.

_WEAK_LETTERS = "DEF"
_WEAK_DIGITS = "456"
_GRADE = re.compile(r"\b(?P<letter>[A-F])(?P<digit>[1-6])\b")
_LABEL = re.compile(r"\b(?:graded?|[A-F][1-6]|unverified|unconfirmed|not (?:confirmed|verified))\b", re.IGNORECASE)
#: What happens in these is on the public record of the United Nations; the rest happens on the ground.
_RECORDED = frozenset(
    (
        *("upr", "special-rapporteur", "commission-of-inquiry", "security-council", "human-rights-council"),
        *("general-assembly", "ohchr-accountability", "treaty-bodies", "thematic-procedures", "panel-of-experts"),
    )
)


def _kind_of_claim(item: Item) -> str:
    """For which kind of claim an item needs its source: a field of Reliability; "" for none."""
    match item:
        case Quote() | Position() | Claim():
            return "own_position"
        case Event() | Statistic():
            return "un_procedure" if item.mechanism in _RECORDED else "facts_on_ground"
        case _:
            return ""


def _weak(source: Source, kind: str) -> str:
    """The grade that makes a source weak for a kind of claim; "" where it is none."""
    letter = getattr(source.reliability_for, kind, "") if source.reliability_for else ""
    graded = _GRADE.search(source.grade or "")
    if letter and letter in _WEAK_LETTERS:
        return letter
    return graded[0] if graded and graded["digit"] in _WEAK_DIGITS else ""


def _weak_grade(case: Case) -> Found:
    ungraded: dict[str, tuple[Source, Item]] = {}
    for item in case.items:
        kind, sources = _kind_of_claim(item), case.sources_of(item)
        shown = case.used[item.id]
        if not kind or not sources or not shown.printed:
            continue
        graded = [source for source in sources if source.reliability_for or source.grade]
        if not graded:
            ungraded.setdefault(sources[0].id, (sources[0], item))
            continue
        weak = [_weak(source, kind) for source in graded]
        if all(weak) and not _LABEL.search(shown.printed):
            message = say(
                "The grade of {source} for this kind of claim, {grade}, is not shown beside “{item}”.",
                source=graded[0].publisher,
                grade=weak[0],
                item=named(item),
            )
            yield Finding(message, shown.place, named(item), item.id, proofs(item))
    if ungraded:
        names = ", ".join(dict.fromkeys(source.publisher for source, _ in ungraded.values()))
        message = say("Could not check how reliable these sources are, which have no grade: {names}.", names=names)
        yield Finding(message, words=names, proofs=proofs(*(item for _, item in ungraded.values())), decided=False)


# What is inferred about a source, and who is not named in it.


def _inferred_unmarked(case: Case, shown: Shown) -> Found:
    if shown.sentences:
        for sentence in shown.sentences:
            cited = [item for item in shown.items if item.id in sentence.cites]
            yield from _inferred_in(case, shown, own_voice(sentence.text), cited)
    elif shown.item:
        yield from _inferred_in(case, shown, shown.printed, [shown.item])


def _inferred_in(case: Case, shown: Shown, voice: str, items: list[Item]) -> Iterator[Finding]:
    # A user's own source and a page of the web carry a mark of their own in print.
    marked = {OWN, LATER_FACTS}
    sources = {each.id: each for item in items for each in case.sources_of(item) if each.collection not in marked}
    stated = {source.publisher for source in sources.values() if source.publisher_basis == "stated"}
    for source in sources.values():
        if source.publisher_basis != "stated" and source.publisher not in stated:
            found = _unmarked(voice, _forms(case, source.publisher))
            if found:
                message = say("The publisher of the source, {publisher}, is inferred: say so.", publisher=found)
                yield Finding(message, shown.place, found, source.id, proofs(*items))
        if source.date_basis == "inferred" and source.published and shown.sentences:
            year = source.when.start.year if source.when.start else 0
            told = [each for each in dates(voice) if each.moment.year == year and not each.bracketed]
            if told and re.search(r"\b(?:published|article|op-ed|dispatch|wrote|writing|reported)\b", voice):
                message = say("The publication date of the source, {date}, is inferred: write [{date}].", date=year)
                yield Finding(message, shown.place, told[0].words, f"{source.id} date", proofs(*items))


def _forms(case: Case, publisher: str) -> tuple[str, ...]:
    """How a publisher is written."""
    named_so = next((each.actor for each in case.names.found_in(publisher)), "")
    return case.names.forms(named_so) or (unaccented(publisher),)


def _unmarked(text: str, forms: tuple[str, ...]) -> str:
    """The first of the forms that stands in a text which does not say that something is inferred."""
    if "inferred" in text or not text:
        return ""
    bare = unaccented(text)
    for form in forms:
        match = re.search(rf"(?<![\w\[]){re.escape(form)}(?![\w\]])", bare)
        if match:
            return text[match.start() : match.end()]
    return ""


_NAMELESS = re.compile(
    r"\b(?:(?:an?|one|another|some|several|many|recent|new|detailed|the)\s(?:\w+\s){0,2})?"
    r"(?P<who>study|studies|analysis|analyses|survey|researchers|academics|scholars|experts|analysts|observers)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:shows?|showed|finds?|found|says?|said|suggests?|suggested|concludes?|concluded|believes?|believe|argues?|agree|"
    r"estimates?|notes?|according to|reports?|reported)\b",
    re.IGNORECASE,
)
_OPENLY = re.compile(r"\b(?:unnamed|not named|without naming|unidentified|whose author\w* \w+ not)\b", re.IGNORECASE)


def _nameless(_: Case, shown: Shown) -> Found:
    for sentence in shown.sentences:
        voice = own_voice(sentence.text)
        match = _NAMELESS.search(voice)
        cited = [item for item in shown.items if item.id in sentence.cites]
        if not match or not _SAYS.search(voice) or _OPENLY.search(voice):
            continue
        if not cited or any(_has_no_author(item) for item in cited):
            message = say("‘{words}’ is not named in the source; it cannot be cited as such.", words=match[0].strip())
            yield Finding(message, shown.place, match[0].strip(), proofs=proofs(*cited))
    item = shown.item
    if item and _has_no_author(item) and shown.printed and not _OPENLY.search(shown.printed):
        match = _NAMELESS.search(own_voice(shown.printed))
        if match and not quoted_words(match[0]):
            message = say("‘{words}’ is not named in the source; it cannot be cited as such.", words=match[0].strip())
            yield Finding(message, shown.place, match[0].strip(), item.id, proofs(item))


def _has_no_author(item: Item) -> bool:
    """Whether what an item reports is by somebody whom the source does not name."""
    if isinstance(item, Quote):
        return item.speaker_kind == "unnamed"
    if isinstance(item, Event):
        return item.type == "study" and "unnamed" in item.title.lower()
    return isinstance(item, Position) and item.form == "study"


RULES: tuple[Rule, ...] = (
    Rule(
        "R07",
        to_say("Opinion in our own voice"),
        "block",
        "entry",
        to_say(
            "A view of an organization, an op-ed or the State concerned, said in own words without whose view it is, "
            "becomes the view of whoever holds this pack. Attribution is read in English."
        ),
        to_say("“The biggest obstacle lies in the actions of two States”, without saying that an op-ed says so."),
        _own_voice_opinion,
    ),
    Rule(
        "R08",
        to_say("Weak grade unlabelled"),
        "warn",
        "pack",
        to_say(
            "A source may be good for what it says of itself and poor for facts on the ground. Where every source of "
            "an item is graded D or lower for its kind of claim, or its information 4 or lower, the grade has to stand "
            "beside it."
        ),
        to_say("A State’s news agency as the only source of what happened in its prisons."),
        _weak_grade,
    ),
    Rule(
        "R09",
        to_say("Source metadata inferred"),
        "warn",
        "entry",
        to_say("A publisher or a year that the text itself does not give is printed in brackets or called inferred."),
        to_say("“Human Rights Watch wrote in 2017” of a text that names neither."),
        _inferred_unmarked,
    ),
    Rule(
        "R10",
        to_say("Unnamed author or study"),
        "warn",
        "entry",
        to_say(
            "A study or experts whom nobody names cannot be looked up: say that they are unnamed, or leave them out."
        ),
        to_say("“A detailed analysis found”, where the article does not say whose."),
        _nameless,
    ),
)
