"""Quotations as they are cut, varied and put in brackets, R12, R13, R17 and R18."""

import re
from collections.abc import Iterator

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place, proofs
from briefpack.adviser.rule import Found, Rule, every
from briefpack.adviser.rules.sourcing import quote_printed
from briefpack.adviser.rules.unsourced import LEAST_QUOTED
from briefpack.adviser.sentences import quoted_words
from briefpack.adviser.shown import Shown, is_credited
from briefpack.briefing.desk import FLAG
from briefpack.briefing.locale import listed
from briefpack.evidence.items import Conflict, Insertion, Quote
from briefpack.evidence.wording import difference, kept_of, stands_in
from briefpack.language import say, to_say
from briefpack.pack.clipping import kept, turning_words, unclip, units
from briefpack.pack.edits import Edit
from briefpack.pack.pack import Pack, PackError

#: Fewer words, without a mark of omission, are a phrase that nobody takes for the sentence.
_SENTENCE = 6
_CUT = re.compile(r"…|\.\s?\.\s?\.")
#: A conflict of this kind is no disagreement: the source erred.
_SLIP = "error-in-article"
#: A section with fewer words is too short to speak of a share.
_SECTION = 100


def shown_quotes(case: Case, shown: Shown) -> tuple[Quote, ...]:
    """The quotations whose words are printed for an entry, whether it holds them or a position or claim with them."""
    if not shown.printed or shown.sentences or not shown.item:
        return ()
    quote = quote_printed(case, shown, shown.item)
    return (quote,) if quote else ()


def own_quotations(shown: Shown) -> Iterator[tuple[str, Quote, str]]:
    """What own words quote of the quotations that they cite: the sentence, the quotation, the words shown of it."""
    for sentence in shown.sentences:
        for item in shown.items:
            if isinstance(item, Quote) and item.id in sentence.cites:
                for quoted in quoted_words(sentence.text):
                    if len(units(quoted.words)) >= LEAST_QUOTED and stands_in(quoted.words, item.text):
                        yield sentence.text, item, quoted.words


def _variants(case: Case, shown: Shown) -> Found:
    quotes = {quote.id: quote for quote in shown_quotes(case, shown)}
    quotes |= {quote.id: quote for _, quote, _ in own_quotations(shown)}
    for quote in quotes.values():
        other = case.evidence.get(quote.variant_of, "quote") if quote.variant_of else None
        if isinstance(other, Quote):
            differs = difference(quote.text, other.text)
            message = say(
                "The same words appear as ‘{one}’ and ‘{other}’; look them up in the original before you repeat them.",
                one=differs.shown or quote.text,
                other=differs.source or other.text,
            )
            # Where both are printed, or the flag is, the reader knows; whoever speaks still has to choose.
            said = FLAG in shown.printed or stands_in(other.text, shown.printed)
            yield Finding(
                message, shown.place, quote.text, quote.id, proofs(quote, other), severity="note" if said else None
            )


def _slips(case: Case, shown: Shown) -> Found:
    """Words quoted in own text that the source itself got wrong, so that they say what nobody meant."""
    for sentence in shown.sentences:
        for item in shown.items:
            for conflict in (case.evidence.get(name, "conflict") for name in item.contested_by):
                if not isinstance(conflict, Conflict) or conflict.kind != _SLIP or item.id not in sentence.cites:
                    continue
                for quoted in quoted_words(sentence.text):
                    wrong = any(stands_in(quoted.words, each.excerpt or "") for each in conflict.citations)
                    if wrong and conflict.expected_checker_result.startswith("warn"):
                        message = say(
                            "The source itself has a slip in these words ({title}): say what is meant, or mark them.",
                            title=conflict.title,
                        )
                        yield Finding(message, shown.place, quoted.words, conflict.id, proofs(conflict))


def _cuts(_case: Case, shown: Shown) -> Found:
    item, entry = shown.item, shown.entry
    if isinstance(item, Quote) and entry and entry.clip:
        lost = turning_words(item.text, entry.clip)
        if lost:
            fix = Fix(say("Show the quotation whole"), _whole(entry.id))
            yield _lost(shown, lost, item, fix)
    for _text, quote, words in own_quotations(shown):
        if len(units(words)) < _SENTENCE and not _CUT.search(words):
            continue
        try:
            clip = kept(quote.text, kept_of(words, quote.text))
        except PackError:
            continue
        lost = turning_words(quote.text, clip) if clip else ()
        if lost:
            yield _lost(shown, lost, quote, None)


def _lost(shown: Shown, lost: tuple[str, ...], quote: Quote, fix: Fix | None) -> Finding:
    words = ", ".join(lost)
    message = say("The cut drops ‘{token}’; the sentence may say something else without it.", token=words)
    return Finding(message, shown.place, words, quote.id, proofs(quote), fix)


def _whole(entry_id: str) -> Edit:
    def edit(pack: Pack) -> Pack:
        return unclip(pack, entry_id)

    return edit


# Brackets.

_EXPLAINED = re.compile(r"\b(?:insert\w*|brackets?|added by|square)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\[(?!…|sic\b|\.)[^\[\]]+\]")


def _brackets(case: Case, shown: Shown) -> Found:
    for quote in shown_quotes(case, shown):
        for insertion in _insertions(quote):
            # A remark on it repeats the words: then they stand there twice.
            if shown.printed.count(insertion.text) == 1:
                yield _inserted(case, shown, quote, insertion)
    for text, quote, words in own_quotations(shown):
        for insertion in _insertions(quote):
            if insertion.text in words and not _EXPLAINED.search(text):
                yield _inserted(case, shown, quote, insertion)


def _insertions(quote: Quote) -> list[Insertion]:
    recorded = {each.text: each for each in quote.inserted_by}
    return [recorded.get(words) or Insertion(text=words, basis="unclear") for words in _BRACKETS.findall(quote.text)]


def _inserted(case: Case, shown: Shown, quote: Quote, insertion: Insertion) -> Finding:
    names = [case.name_of(each) for each in ([insertion.by] if insertion.by else insertion.candidates)]
    if not names:
        template = to_say("‘{words}’ was not said by the speaker; say who inserted it.")
    elif not insertion.by:
        template = to_say("‘{words}’ was inserted by {names}, it is unclear which, not by the speaker; say so.")
    elif insertion.basis == "stated":
        template = to_say("‘{words}’ was inserted by {names}, not by the speaker; say so.")
    else:
        template = to_say("‘{words}’ was inserted by {names} (inferred), not by the speaker; say so.")
    message = say(template, words=insertion.text, names=listed(names, "or by"))
    return Finding(message, shown.place, insertion.text, quote.id, proofs(quote))


# Load.


def _load(case: Case, shown: tuple[Shown, ...]) -> Found:
    longest = case.profile.limits.quote_words
    for each in shown:
        inline = [quoted.words for quoted in quoted_words(each.printed)] if not is_credited(each) else []
        for words in inline:
            if len(words.split()) > longest:
                message = say(
                    "A quotation of {count} words stands inside a text; more than {most} are set as a block.",
                    count=len(words.split()),
                    most=longest,
                )
                yield Finding(message, each.place, words)
    own = [each for each in shown if each.sentences]
    text = " ".join(sentence.text for each in own for sentence in each.sentences)
    total = len(text.split())
    quoted = sum(len(found.words.split()) for found in quoted_words(text) if len(units(found.words)) >= LEAST_QUOTED)
    if total >= _SECTION and quoted > total * case.profile.limits.quote_share:
        share = round(100 * quoted / total)
        message = say("{share} % of the words of this section are quoted; say it yourself.", share=share)
        yield Finding(message, Place(own[0].section.id), own[0].section.title)


RULES: tuple[Rule, ...] = (
    Rule(
        "R12",
        to_say("Variant wordings"),
        "warn",
        "entry",
        to_say(
            "Words that the sources give in two wordings are one utterance: only the original can say which is right. "
            "Words that a source is known to have got wrong are not repeated without a remark."
        ),
        to_say("“highly values” in one paragraph and “highly value” in another of the same article."),
        every(_variants, _slips),
    ),
    Rule(
        "R13",
        to_say("Cut changes meaning"),
        "warn",
        "entry",
        to_say(
            "A cut that takes away a negation, a doubt or a contrast near the words that are kept can turn them round. "
            "Checked for English words such as not, but, likely, initially. Of quotations in own words those of six "
            "words or more are checked, and shorter ones with […]."
        ),
        to_say("“… were rejected by the Government”, where the speaker said “initially rejected”."),
        _cuts,
    ),
    Rule(
        "R17",
        to_say("Whose brackets?"),
        "warn",
        "entry",
        to_say("Words in square brackets are not the speaker’s. Whoever repeats them has to know whose they are."),
        to_say("“the establishment [by OHCHR] of the repository”, where an organization inserted the brackets."),
        _brackets,
    ),
    Rule(
        "R18",
        to_say("Quote load"),
        "note",
        "section",
        to_say(
            "Long quotations inside a text are hard to read, and own words that mostly quote say little. Sections of "
            "quotations are not meant, nor those with less than a hundred own words."
        ),
        to_say("A paragraph of which half is a quotation."),
        _load,
    ),
)
