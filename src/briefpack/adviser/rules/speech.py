"""To be said aloud, R56."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding
from briefpack.adviser.rule import Rule
from briefpack.adviser.sentences import sentences
from briefpack.adviser.shown import Shown
from briefpack.briefing.speech import spoken_count
from briefpack.evidence.items import Quote
from briefpack.language import say, to_say
from briefpack.pack.clipping import printed


def hard_to_say(case: Case, shown: Shown) -> Iterator[Finding]:
    """R56: long sentences and what no mouth can read, in a script."""
    if shown.section.options.get("use") != "script" or shown.entry is None:
        return
    spoken = _spoken(shown)
    strings = dict.fromkeys(
        match["short"] or match[0].rstrip(".,;:") for text in spoken for match in _UNSPEAKABLE.finditer(text)
    )
    if strings:
        message = say("“{words}” cannot be said aloud: say what it is.", words="”, “".join(strings))
        yield Finding(message, shown.place, "; ".join(strings), about="string")
    if case.pack.language.partition("-")[0] in _UNSPACED:
        yield Finding(say("Could not check how long the sentences are in this language."), shown.place, decided=False)
        return
    limit = case.profile.limits.spoken_sentence
    longest = max(spoken, key=spoken_count, default="")
    number = spoken_count(longest)
    if number > limit:
        message = say(
            "This sentence has {count} words to say; {limit} is what a listener follows: make two of it.",
            count=number,
            limit=limit,
        )
        yield Finding(message, shown.place, longest, about="length")


def _spoken(shown: Shown) -> list[str]:
    """The sentences that are said: of own text, of a quotation's own words, of a fact as it is printed."""
    if shown.sentences:
        return [sentence.text for sentence in shown.sentences]
    if isinstance(shown.item, Quote) and shown.entry is not None:
        return _sentences_of(printed(shown.item.text, shown.entry.clip))
    return _sentences_of(shown.printed)


def _sentences_of(text: str) -> list[str]:
    # Evidence has no markup: a star in it is a star.
    escaped = text.replace("\\", "\\\\").replace("*", "\\*").replace("[@", "\\[@").replace("\n", "\n\n")
    return [sentence.text for sentence in sentences(escaped)]


_UNSPEAKABLE = re.compile(
    r"\b[A-Z]{1,6}(?:/[A-Za-z0-9.]+)+(?:-\d+)?|(?:https?://|www\.)\S+|\S+@\S+\.\w+|§+|\b(?:and/or|he/she|his/her|n/d)\b"
    r"|\b(?P<short>e\.g\.|i\.e\.|cf\.|ibid\.?|op\. cit\.|viz\.)|\b[0-9a-f]{16,}\b"
)
#: Languages without spaces between words.
_UNSPACED = frozenset(("zh", "ja", "th", "lo", "km", "my"))

RULES: tuple[Rule, ...] = (
    Rule(
        "R56",
        to_say("Hard to say aloud"),
        "note",
        "entry",
        to_say(
            "In what is to be spoken: sentences of more words than a listener follows, counted as they are said, and "
            "what nobody can pronounce, such as document symbols and web addresses."
        ),
        to_say("“A/HRC/55/63” cannot be said aloud: say what it is."),
        hard_to_say,
    ),
)
