"""Bodies that did not exist yet, ends before starts, effects before causes: R34."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, proofs
from briefpack.adviser.rule import Found, Rule, every
from briefpack.adviser.rules.disagreements import conflicts_of
from briefpack.adviser.saying import Line, dated_lines, day, held
from briefpack.adviser.sentences import Dated
from briefpack.evidence.actors import Institution, Person
from briefpack.evidence.dates import DateError, FuzzyDate, Moment, parse_moment
from briefpack.evidence.items import Event, Quote
from briefpack.language import say, to_say

#: What can only follow what it is related to.
_EFFECTS = frozenset(("reaction", "anniversary"))
#: Words that speak of the time before a body, and so are no anachronism.
_BEFORE = re.compile(
    r"\b(?:before|predecessor|preceded|succeeded|replac\w+|founded|was created|was established|was set up|"
    r"Commission on Human Rights)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)\s?[–-]\s?((?:19|20)\d\d)(?![\d-])|"
    r"\b(?:from|between)\s((?:19|20)\d\d)\s(?:to|until|and)\s((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _records(case: Case) -> Found:
    for item, shown in held(case).values():
        if isinstance(item, Event):
            yield from _too_early(case, item, shown.place)
            yield from _before_its_cause(case, item, shown.place)
        if isinstance(item, Quote) and item.speaker_id:
            yield from _tenures(case, item, shown.place)


def _too_early(case: Case, item: Event, place: Place) -> Iterator[Finding]:
    if item.when.known:
        for body in dict.fromkeys((item.body or "", *item.actors)):
            founded = _founded(case, body)
            if founded and _acts(item, body) and item.when.first_day() < founded.first_day():
                yield _anachronism(case, place, item, body, founded)
                return
    for conflict in conflicts_of(case, item):
        if conflict.kind == "anachronism":
            message = say("{title}: {explanation}", title=conflict.title, explanation=conflict.explanation)
            yield Finding(message, place, day(item.when), conflict.id, proofs(item))
            return


def _acts(item: Event, body: str) -> bool:
    return body == item.body or item.roles.get(body, "acts") == "acts"


def _founded(case: Case, body: str) -> Moment | None:
    date = case.knowledge.founded(body) if case.knowledge and body else ""
    return parse_moment(date) if date else None


def _anachronism(case: Case, place: Place, item: Event, body: str, founded: Moment) -> Finding:
    return Finding(
        say(
            "{body} acting in {date}: it was created in {year}; say which body is meant.",
            body=_name(case, body),
            date=day(FuzzyDate(item.when.start)),
            year=founded.year,
        ),
        place,
        day(item.when),
        item.id,
        proofs(item),
    )


def _name(case: Case, body: str) -> str:
    found = case.evidence.get(body, "institution")
    return found.name if isinstance(found, Institution) else body


def _before_its_cause(case: Case, item: Event, place: Place) -> Iterator[Finding]:
    if item.type not in _EFFECTS or not item.when.known:
        return
    for name in item.related:
        cause = case.evidence.get(name, "event")
        if not isinstance(cause, Event) or cause.type in _EFFECTS or not cause.when.known:
            continue
        if item.when.last_day() < cause.when.first_day():
            yield Finding(
                say("{date} is before what it answers, “{title}”.", date=day(item.when), title=cause.title),
                place,
                day(item.when),
                item.id,
                proofs(item, cause),
            )
            return


def _tenures(case: Case, item: Quote, place: Place) -> Iterator[Finding]:
    person = case.evidence.get(item.speaker_id or "", "person")
    for tenure in person.tenures if isinstance(person, Person) else ():
        try:
            start, end = (parse_moment(text) if text else None for text in (tenure.start, tenure.end))
        except DateError:
            continue
        if start and end and end.last_day() < start.first_day():
            yield Finding(
                say(
                    "{name}’s time in office ends before it starts: {start} to {end}.",
                    name=item.speaker,
                    start=start,
                    end=end,
                ),
                place,
                item.speaker,
                item.id,
                proofs(item),
            )
            return


#: The names of a body, what it is called, and when it was founded.
_Body = tuple[re.Pattern[str], str, Moment]


def _own_words(case: Case) -> Found:
    bodies = _bodies(case)
    for line, said in case.once(dated_lines):
        yield from _in_line(line, said, bodies)


def _bodies(case: Case) -> list[_Body]:
    """The bodies whose founding is known, by name and acronym."""
    found = []
    for body in case.evidence.all("institution"):
        if isinstance(body, Institution) and (founded := _founded(case, body.id)):
            names = "|".join(re.escape(name) for name in (body.name, body.acronym) if name)
            found.append((re.compile(rf"\b(?:{names})\b"), body.name, founded))
    return found


def _in_line(
    line: Line, said: tuple[Dated, ...], bodies: list[tuple[re.Pattern[str], str, Moment]]
) -> Iterator[Finding]:
    for match in _SPAN.finditer(line.voice):
        start, end = [int(year) for year in match.groups() if year]
        if end < start:
            yield Finding(say("“{words}” ends before it starts.", words=match[0]), line.place, match[0])
    if _BEFORE.search(line.voice):
        return
    for pattern, name, founded in bodies:
        early = next((dated for dated in said if dated.moment.last_day() < founded.first_day()), None)
        if early and pattern.search(line.voice):
            yield Finding(
                say(
                    "{body} acting in {date}: it was created in {year}; say which body is meant.",
                    body=name,
                    date=early.words,
                    year=founded.year,
                ),
                line.place,
                early.words,
                name,
                proofs(*line.items),
            )


R34 = Rule(
    "R34",
    to_say("Anachronism or impossible order"),
    "warn",
    "pack",
    to_say(
        "Nobody acts before it was founded, nothing ends before it starts, and no reaction comes before what it "
        "answers. When bodies were founded is known for a few of the United Nations; this is never printed."
    ),
    to_say("The Human Rights Council acting in 2004: it was created in 2006."),
    every(_records, _own_words),
)
