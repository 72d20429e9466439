"""First, only, never, all, most: superlatives on a single source, R29."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.saying import Line, lines, told
from briefpack.adviser.shown import Shown
from briefpack.language import say, to_say

#: Behind these, “first” numbers things.
_NUMBERED = (
    "cycle|round|review|session|committee|half|part|paragraph|step|day|name|quarter|reading|instance|place|and|or|"
    "of all|priority|question|point|two|three|four|[0-9]+"
)
#: Nor is it one in at first, its first, first-cycle.
_NOT_AFTER = "".join(f"(?<!{word})" for word in ("at ", "its ", "his ", "her ", "our ", "their ", "whose ", "-"))
#: Best and worst are judgements: whose they are is R07's.
_GREATEST = "only|sole|largest|biggest|highest|lowest|strongest|weakest|longest|fewest"
_SUPERLATIVE = re.compile(
    rf"{_NOT_AFTER}\b(?i:the )?(?i:very )?(?i:first)(?: ever| time)?(?![-\w]|,|\s(?:[A-Z]|(?i:{_NUMBERED})\b))|"
    rf"\b(?i:the (?:{_GREATEST})|the most (?!recent)\w+|never(?! again)|unprecedented|unanimous(?:ly)?|always)(?!\w)"
)
_WORD = re.compile(rf"first|{_GREATEST}|most|never|unprecedented|unanimous|always|all", re.IGNORECASE)
#: Other words by which a source says the same.
_SAME = {
    "all": "all|every|each",
    "never": "never|from the (?:very )?beginning|not once",
    "always": "always|consistently",
}
_ALL = re.compile(
    r"\ball (?:of )?(?:the |its |their )?(?:\w+ ){0,2}?(?:recommendations|states|countries|members)\b", re.I
)
#: Somebody is named who says so.
_ATTRIBUTED = re.compile(
    r"\b(?:according to|says?|said|writes?|wrote|calls?|called|claims?|claimed|argues?|argued|describes?|described|"
    r"reports? that|reported|counts? from|in the words of|in (?:the|one) (?:source|article|op-ed)[’']s word|dates|"
    r"credits|credited|one article|the op-ed|the article)\b",
    re.IGNORECASE,
)
#: What we want, ask or ask about is no statement of fact.
_WISH = re.compile(
    r"\b(?:we|our|us|you|your|should|must|shall|will|would|please|ask|asks|urge|urges|call on|calls on|could)\b|\?",
    re.IGNORECASE,
)


def _one_source(case: Case, shown: Shown) -> Found:
    for line in (*lines(case, shown), *told(shown)):
        yield from _in_line(case, line)


def _in_line(case: Case, line: Line) -> Iterator[Finding]:
    match = _SUPERLATIVE.search(line.voice) or (_ALL.search(line.voice) if line.items else None)
    if not match or _ATTRIBUTED.search(line.voice) or _WISH.search(line.voice):
        return
    if not line.place.entry and not line.items:  # a title rests on what stands below it
        return
    groups = _groups(case, line, match[0])
    if len(groups) > 1:
        return
    message = (
        say("“{words}” rests on one source: say whose word it is.", words=match[0].strip())
        if groups
        else say(
            "No cited source says “{words}”: cite two that are independent, or say whose word it is.", words=match[0]
        )
    )
    yield Finding(message, line.place, match[0].strip(), proofs=proofs(*line.items))


def _groups(case: Case, line: Line, words: str) -> set[str]:
    """The independent groups of sources whose passages have the word themselves."""
    word = _WORD.search(words)
    said = word[0].lower() if word else words
    saying = re.compile(rf"\b(?:{_SAME.get(said, re.escape(said))})", re.IGNORECASE)
    cited = (citation for item in line.items for citation in item.citations)
    ids = {citation.source_id for citation in cited if saying.search(citation.excerpt or "")}
    return {source.independence_group for source_id in ids if (source := case.source(source_id))}


R29 = Rule(
    "R29",
    to_say("Superlative on one source"),
    "warn",
    "entry",
    to_say(
        "“First”, “only”, “never”, “most” and the like in our own voice need two independent sources whose passages "
        "say so, or must be attributed. Numbered things (the first cycle) are none."
    ),
    to_say("“The first visit ever” rests on one article."),
    _one_source,
)
