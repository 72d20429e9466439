"""R11: what stands in quotation marks is what was said."""

from collections.abc import Iterable, Iterator

from briefpack.adviser.bearing import sayings
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.rules.unsourced import LEAST_QUOTED, put
from briefpack.adviser.sentences import Sentence, quoted_words
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Quote
from briefpack.evidence.sources import Item
from briefpack.evidence.wording import difference, nearest, same_words, stands_in
from briefpack.language import say, to_say
from briefpack.pack.clipping import printed, units
from briefpack.pack.ownwords import count
from briefpack.pack.pack import PackError


def _altered(case: Case, shown: Shown) -> Found:
    yield from _rendered(case, shown)
    for item in shown.items:
        if isinstance(item, Quote) and (shown.item is item or not shown.sentences):
            yield from _against_passage(shown, item)
    for sentence in shown.sentences:
        yield from _in_own_words(case, shown, sentence)


def _rendered(case: Case, shown: Shown) -> Iterator[Finding]:
    """The quotation as it is printed, against the item's words and the clip; and what a table quotes of others."""
    item, entry = shown.item, shown.entry
    if not shown.printed or shown.sentences:
        return
    line, _, rest = shown.printed.partition("\n")
    if isinstance(item, Quote) and entry:
        start, end = line.find("“"), line.rfind("”")
        words = line[start + 1 : end] if 0 <= start < end else ""
        try:
            right = printed(item.text, entry.clip)
        except PackError as error:
            yield Finding(str(error), shown.place, item.text, item.id, proofs(item))
            return
        if not same_words(words, right):
            yield _differs(shown, words or line, right, [item])
    else:
        rest = shown.printed
    known = [words for each in shown.items for words in sayings(case, each)]
    for quoted in quoted_words(rest):
        if len(units(quoted.words)) >= LEAST_QUOTED and not _known(quoted.words, known):
            near = next((found for text in known if (found := nearest(quoted.words, text))), "")
            if near:
                yield _differs(shown, quoted.words, near, shown.items)


def _against_passage(shown: Shown, item: Quote) -> Iterator[Finding]:
    """The item's words against its own passage: a pack file may have been altered elsewhere."""
    passages = [citation.excerpt for citation in item.citations if citation.excerpt]
    if not passages:
        message = say("Could not check “{words}”: no passage of its source is here.", words=_short(item.text))
        yield Finding(message, shown.place, item.text, item.id, decided=False)
    elif not _known(item.text, passages):
        near = next((found for passage in passages if (found := nearest(item.text, passage))), "")
        if near:
            yield _differs(shown, item.text, near, [item])
        else:
            message = say("“{words}” does not stand in the passage cited for it.", words=_short(item.text))
            yield Finding(message, shown.place, item.text, item.id, proofs(item))


def _in_own_words(case: Case, shown: Shown, sentence: Sentence) -> Iterator[Finding]:
    """Words that the user put in quotation marks, against all that the sentence cites."""
    cited = [item for item in shown.items if item.id in sentence.cites]
    if not cited:
        return  # R01's
    known = [words for item in cited for words in sayings(case, item)]
    for quoted in quoted_words(sentence.text):
        if len(units(quoted.words)) < LEAST_QUOTED or _known(quoted.words, known):
            continue
        near = next((found for text in known if (found := nearest(quoted.words, text))), "")
        if near:
            yield _differs(shown, quoted.words, near, cited, _fix(shown, quoted.words, near))
        else:
            message = say("“{words}” stands in no passage cited here.", words=_short(quoted.words))
            yield Finding(message, shown.place, quoted.words, proofs=proofs(*cited))


def _known(words: str, texts: Iterable[str]) -> bool:
    return any(stands_in(words, text) for text in texts)


def _differs(shown: Shown, words: str, right: str, items: Iterable[Item], fix: Fix | None = None) -> Finding:
    wrong = difference(words, right)
    match bool(wrong.shown), bool(wrong.source):
        case True, True:
            message = say(
                "Quote differs from source at: ‘{words}’; the source has ‘{right}’.",
                words=_short(wrong.shown),
                right=_short(wrong.source),
            )
        case True, False:
            message = say("Quote differs from source at: ‘{words}’; the source lacks it.", words=_short(wrong.shown))
        case False, True:
            message = say("Quote differs from source: ‘{right}’ is left out unmarked.", right=_short(wrong.source))
        case _:
            message = say("Quote differs from source at: ‘{words}’.", words=_short(words))
    return Finding(message, shown.place, words, proofs=proofs(*items), fix=fix)


def _fix(shown: Shown, wrong: str, right: str) -> Fix | None:
    """The source's words in place of those that were typed, if these stand there once."""
    right = right.strip(" ,;:")
    if shown.entry is None or count(shown.entry.text, wrong) != 1 or any(mark in right for mark in "“”"):
        return None
    return Fix(say("Use the words of the source: “{words}”", words=_short(right)), put(shown.entry.id, wrong, right))


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]} …"


RULES: tuple[Rule, ...] = (
    Rule(
        "R11",
        to_say("Quote altered"),
        "block",
        "entry",
        to_say(
            "Words in quotation marks are compared with the words of the source. Only the case of the first letter, "
            "the final punctuation, double and single marks, and what is marked as […] or [inserted] may differ. In "
            "own words three words or more in quotation marks are compared with what the sentence cites."
        ),
        to_say("“an important step” where the speaker said “an important first step”."),
        _altered,
    ),
)
