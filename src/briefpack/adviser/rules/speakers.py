"""Who said it, in what office, how long ago and of whom, R14, R15, R16 and R19."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefpack.adviser.case import HURTING, Case
from briefpack.adviser.finding import Finding, Fix, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.rules.quotes import shown_quotes
from briefpack.adviser.rules.sourcing import named
from briefpack.adviser.rules.unsourced import put
from briefpack.adviser.sentences import own_voice
from briefpack.adviser.shown import Shown, is_credited
from briefpack.adviser.voice import attributed
from briefpack.evidence.actors import Person
from briefpack.evidence.dates import FuzzyDate, fuzzy_date, parse_moment
from briefpack.evidence.items import Quote
from briefpack.evidence.wording import loosely
from briefpack.language import say, to_say
from briefpack.pack.ownwords import count

_NOBODY = frozenset(("", "?", "–", "—", "-", "n/d", "n/a", "tbc", "tbd", "unknown", "none", "somebody", "someone"))
_YEAR_MONTHS = 12


def _nobody(_: Case, shown: Shown) -> Found:
    quote = shown.item
    if not isinstance(quote, Quote) or quote.is_term:
        return
    words = named(quote)
    if quote.speaker.strip().lower() in _NOBODY:
        message = say(
            "Who said “{words}”, in what capacity? A quotation without a speaker cannot be used.", words=words
        )
        yield Finding(message, shown.place, words, quote.id, proofs(quote), severity="block")
    elif quote.speaker_role.strip().lower() in _NOBODY:
        message = say("In what capacity did {speaker} say “{words}”?", speaker=quote.speaker, words=words)
        yield Finding(message, shown.place, words, quote.id, proofs(quote))
    elif quote.speaker_kind == "agency":
        message = say(
            "Who said “{words}”, in what capacity? {speaker} is an agency, not a person.",
            words=words,
            speaker=quote.speaker,
        )
        yield Finding(message, shown.place, words, quote.id, proofs(quote))
    elif shown.printed and not is_credited(shown):
        message = say("“{words}” is printed without its speaker: put it into a section of quotations.", words=words)
        yield Finding(message, shown.place, words, quote.id, proofs(quote))


# Offices.


class Office(NamedTuple):
    """Time in an office, as far as it is known: the words of the office, first and last year."""

    title: str
    start: str | None
    end: str | None


_SPECIAL_RAPPORTEUR = "Special Rapporteur"
_PAST = re.compile(r"\b(?:then|former|formerly|previous|at the time|ex)\b", re.IGNORECASE)


def _offices(case: Case, name: str, person: Person | None) -> tuple[Office, ...]:
    """What is known of somebody's offices: from the evidence, and for what it leaves open from outside knowledge."""
    outside = case.knowledge.tenures(name) if case.knowledge else ()
    known = [Office(_SPECIAL_RAPPORTEUR, fact.start, fact.end) for fact in outside if "Rapporteur" in fact.title]
    for tenure in person.tenures if person else ():
        title = case.name_of(tenure.office).split(" on the ")[0]
        if tenure.end or not any(office.title == title for office in known):
            known.append(Office(title, tenure.start, tenure.end))
    return tuple(known)


def _out_of_date(case: Case, shown: Shown) -> Found:
    quote = shown.item
    if isinstance(quote, Quote) and quote.speaker_kind == "person" and _names_office(shown, quote):
        person = case.evidence.get(quote.speaker_id, "person") if quote.speaker_id else None
        known = person if isinstance(person, Person) else None
        credit = shown.printed.partition("\n")[2].split(" · ")[0]
        if quote.speaker_id or quote.origin == "user":
            yield from _credited(case, shown, quote, _offices(case, quote.speaker, known), credit)
    for sentence in shown.sentences:
        yield from _titled(case, shown, own_voice(sentence.text))


def _names_office(shown: Shown, quote: Quote) -> bool:
    """Whether the speaker is printed with an office: in a credit, and not as somebody who tells what another said."""
    return is_credited(shown) and quote.kind != "paraphrase"


def _credited(case: Case, shown: Shown, quote: Quote, offices: tuple[Office, ...], credit: str) -> Iterator[Finding]:
    held = [office for office in offices if office.title and office.title.lower() in credit.lower()]
    for office in held:
        if not _within(office, quote.when):
            message = say("{name} was not {title} when this was said.", name=quote.speaker, title=office.title)
            yield Finding(message, shown.place, credit, quote.id, proofs(quote))
            return
    if _PAST.search(credit) or quote.speaker not in credit or credit == quote.speaker:
        return
    if any(_ended(case, office) for office in held):
        message = say("Say ‘then {title}’ {name}.", title=held[0].title, name=quote.speaker)
        yield Finding(message, shown.place, credit, quote.id, proofs(quote))
    elif not any(office.start for office in held) and (_months(case, quote.when) or 0) > _YEAR_MONTHS:
        message = say("Could not check whether {name} still is {role}.", name=quote.speaker, role=quote.speaker_role)
        yield Finding(message, shown.place, credit, quote.id, proofs(quote), decided=False)


def _titled(case: Case, shown: Shown, voice: str) -> Iterator[Finding]:
    """A name in own words with an office beside it that its bearer has left."""
    for each in case.names.found_in(voice):
        person = case.evidence.get(each.actor, "person")
        name = person.name if isinstance(person, Person) else each.actor
        if case.evidence.get(each.actor) is not None and not isinstance(person, Person):
            continue
        around = voice[max(0, each.start - 60) : each.start + len(each.words) + 60]
        for office in _offices(case, name, person if isinstance(person, Person) else None):
            place = re.search(rf"\b{re.escape(office.title)}\b", around) if office.title else None
            if place and _ended(case, office) and not _PAST.search(around):
                message = say("Say ‘then {title}’ {name}.", title=office.title, name=each.words)
                yield Finding(message, shown.place, each.words, office.title, fix=_then(shown, office.title))
                break


def _then(shown: Shown, title: str) -> Fix | None:
    if shown.entry is None or count(shown.entry.text, title) != 1:
        return None
    right = f"then {title}"
    return Fix(say("Use “{words}”", words=right), put(shown.entry.id, title, right))


def _within(office: Office, said: FuzzyDate) -> bool:
    first, last = office.start, office.end
    early = first is not None and said.known and said.last_day() < parse_moment(first).first_day()
    late = last is not None and said.known and said.first_day() > parse_moment(last).last_day()
    return not (early or late)


def _ended(case: Case, office: Office) -> bool:
    return office.end is not None and parse_moment(office.end).last_day() < case.as_of


# Age.

_NOW = re.compile(
    r"\b(?:current(?:ly)?|positions?|stands?|today|now|says?|latest)\b",
    re.IGNORECASE,
)


def _is_current(case: Case, shown: Shown) -> bool:
    """Whether a section shows what somebody holds today: its use says so, or the title over its quotations."""
    section = shown.section
    if "use" in section.options:
        return section.options["use"] == "current-position"
    part = next((part.title for part in case.pack.parts if part.id == section.part), "")
    return section.kind == "quotes" and bool(_NOW.search(f"{section.title} · {part}"))


def _months(case: Case, date: FuzzyDate) -> int | None:
    """Full months from the latest day that a date can mean; None where it is unknown or not past."""
    if not date.known or date.last_day() > case.as_of:
        return None
    last, day = date.last_day(), case.as_of
    return (day.year - last.year) * 12 + day.month - last.month - (day.day < last.day)


def _old(case: Case, shown: Shown) -> Found:
    if not shown.items or not _is_current(case, shown):
        return
    for quote in shown_quotes(case, shown):
        said = quote.when if quote.when.known else fuzzy_date(quote.not_after)
        months = _months(case, said)
        if months is None:
            message = say("Could not check how old “{words}” is: its date is not known.", words=named(quote))
            yield Finding(message, shown.place, named(quote), quote.id, proofs(quote), decided=False)
        elif months > case.profile.limits.quote_age:
            if quote.when.known:
                template = to_say("{speaker} said this {years} years ago; shown as current position.")
            else:
                template = to_say("{speaker} said this at least {years} years ago; shown as current position.")
            message = say(template, speaker=quote.speaker.partition(" (")[0], years=months // 12)
            yield Finding(message, shown.place, named(quote), quote.id, proofs(quote))


# Slurs and threats.

_TELLING = 4


def _hurts(case: Case, shown: tuple[Shown, ...]) -> Found:
    framed = {item_id for each in shown for sentence in each.sentences for item_id in _framed(sentence.text, each)}
    for each in shown:
        quote = each.item
        if isinstance(quote, Quote) and HURTING.intersection(quote.tone) and quote.id not in framed:
            yield _hurt(each, quote, quote.text)
        for sentence in each.sentences:
            words = loosely(sentence.text)
            for known in case.hurting:
                run = _run_of(loosely(known.text), words)
                if run:
                    yield _hurt(each, known, run)


def _framed(text: str, shown: Shown) -> Iterator[str]:
    """The items that a sentence of own words puts in their place: it cites them and says whose words they are."""
    if attributed(text):
        yield from (item.id for item in shown.items)


def _run_of(hurting: str, words: str) -> str:
    """The first words of a slur or threat, or four of its words in a row, where they stand in a text; else ""."""
    every = hurting.split()
    runs = [every[:2], *(every[place : place + _TELLING] for place in range(len(every) - _TELLING + 1))]
    return next((run for each in runs if len(each) > 1 and (run := " ".join(each)) in words), "")


def _hurt(shown: Shown, quote: Quote, words: str) -> Finding:
    message = say(
        "Hurtful words about somebody (“{words}”): are they needed, are they put in context, is the person protected?",
        words=words if len(words) <= 60 else f"{words[:60]} …",
    )
    return Finding(message, shown.place, words, quote.id, proofs(quote))


RULES: tuple[Rule, ...] = (
    Rule(
        "R14",
        to_say("Speaker or title missing"),
        "warn",
        "entry",
        to_say(
            "A quotation is worth as much as its speaker: a person in an office. Without any speaker it is a block; "
            "without the office, or where an agency speaks, a warning."
        ),
        to_say("Words of a news agency, without the official whom it quotes."),
        _nobody,
    ),
    Rule(
        "R15",
        to_say("Title out of date"),
        "warn",
        "entry",
        to_say(
            "Who has left an office is called ‘then’ or ‘former’. Terms of office come from the evidence and, where it "
            "leaves their end open, from what the program knows besides; of others it cannot tell."
        ),
        to_say("“Special Rapporteur Marzuki Darusman”, years after he left that office."),
        _out_of_date,
    ),
    Rule(
        "R16",
        to_say("Old quote used as current"),
        "warn",
        "entry",
        to_say(
            "What was said years ago may not be held today. Checked in sections that show a current position: by their "
            "use, or by an English title such as “Position of the State” or “What the mandate says”."
        ),
        to_say("A statement of 2019 under the title “Position of the State concerned” in 2026."),
        _old,
    ),
    Rule(
        "R19",
        to_say("Slur or threat repeated"),
        "warn",
        "section",
        to_say(
            "To repeat an insult or a threat spreads it. Known are the quotations marked as such; a sentence beside it "
            "that cites it and says whose words they are puts it in context."
        ),
        to_say("Dehumanising words about a witness, quoted without need."),
        _hurts,
    ),
)
