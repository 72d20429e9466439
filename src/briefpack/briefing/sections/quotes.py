"""Quotations: the verbatim words, who said them in what capacity and when, through whom they reached us."""

import re

from briefpack.briefing.citations import standing
from briefpack.briefing.desk import Desk, block_id, gap_paragraph
from briefpack.briefing.locale import NBSP, age_words, in_list, listed
from briefpack.briefing.nodes import Block, Quotation, Span, Spans
from briefpack.briefing.quoting import nested, quoted
from briefpack.evidence.actors import Person
from briefpack.evidence.dates import fuzzy_date
from briefpack.evidence.items import Quote
from briefpack.language import to_say
from briefpack.pack.pack import Section


def quotes(desk: Desk, section: Section) -> list[Block]:
    """Each quote as a block quotation."""
    entries = [(entry, item) for entry, item in desk.entries(section) if isinstance(item, Quote)]
    if not entries:
        return [gap_paragraph(desk, section)]
    return [
        Quotation(
            block_id(section, entry),
            (Span(quoted(quote.text), lang=_language(desk, quote)),),
            credit(desk, quote, section.options.get("compact") == "yes"),
            remarks(desk, quote, section.options.get("compact") == "yes"),
            entry.id,
        )
        for entry, quote in entries
    ]


def _language(desk: Desk, quote: Quote) -> str:
    """The language of the words where it is not the pack's; nobody has said it of what a user typed."""
    return "" if quote.origin == "user" or quote.lang == desk.pack.language else quote.lang


def credit(desk: Desk, quote: Quote, compact: bool = False) -> Spans:
    """Speaker, capacity at the time, occasion, date, age, chain: each only as far as the source gives it.

    `compact`, for the one-page brief: without the occasion and with the short name of the office.
    """
    occasion = "" if compact else quote.occasion or ""
    date = said_when(desk, quote)
    parts = [
        speaker_words(desk, quote, occasion, compact),
        desk.theirs(occasion, quote),
        # `Geneva, May 2019; occasion not named` has said it.
        date if date.replace(NBSP, " ") not in re.split("[,;] ", occasion) else "",
        age(desk, quote),
        chain_words(desk, quote),
    ]
    words = " · ".join(part for part in parts if part)
    words = desk.acronyms.mention(words)
    # The name of a source of the user's own ends in the same mark.
    mark = desk.mark(quote)
    return (Span(f"{words.removesuffix(mark)}{desk.flag(quote)}{mark}"), desk.note([quote]))


_ROLE_TAIL = re.compile(r" on the situation of human rights in the DPRK$|: occasion not named$")


def speaker_words(desk: Desk, quote: Quote, occasion: str = "", compact: bool = False) -> str:
    """`Marzuki Darusman, then Special Rapporteur …`; an office without a name where the source gives none.

    Of what is no person, the role says only what its name and the `occasion` beside it do not say. `compact`: the
    short name of the office.
    """
    if quote.kind == "paraphrase":
        speaker = desk.theirs(quote.speaker, quote)
        return desk.say("{speaker} (paraphrase, not the speaker’s own words)", speaker=speaker)
    speaker, role = _speaker_and_role(desk, quote, occasion)
    if compact:
        speaker, role = (speaker, _ROLE_TAIL.sub("", role)) if role else (_ROLE_TAIL.sub("", speaker), "")
    if role and _left_office(desk, quote) and not role.startswith(("then ", "former ")):
        held = desk.say("then {role}", role=desk.theirs(role, quote))
    else:
        held = desk.theirs(role, quote)
    return in_list((desk.theirs(speaker, quote), held), desk.language)


def _speaker_and_role(desk: Desk, quote: Quote, occasion: str) -> tuple[str, str]:
    """As the source has them; no role where the name of the speaker says it."""
    if quote.speaker_kind == "person" and quote.speaker_id is None and quote.origin != "user":
        return quote.speaker.replace("this article", "the source"), ""
    if quote.speaker_kind == "unnamed" and "not named" in quote.speaker:
        return quote.speaker, ""
    if quote.speaker_kind == "person" or quote.origin == "user":
        return quote.speaker, quote.speaker_role
    role = _not_said_yet(quote.speaker_role, desk.acronyms.in_full(quote.speaker), occasion)
    last = quote.speaker.rpartition(" ")[2]
    if role.startswith((f"{last} ", f"{last},")):  # `DPRK delegation, delegation in Geneva`
        return f"{quote.speaker}{role.removeprefix(last)}", ""
    return quote.speaker, role


def _not_said_yet(role: str, *said: str) -> str:
    """The clauses of a role that hold a word which nobody said."""
    known = {word for words in said for word in _WORD.findall(words.lower())} | _FILLERS
    known |= {"not", "named"} if "unnamed" in known else set()
    kept = [clause for clause in re.split(r"(?<=[,;]) ", role) if not known.issuperset(_WORD.findall(clause.lower()))]
    return " ".join(kept).rstrip(",;")


_WORD = re.compile(r"\w+")
#: The article is what the chain names.
_FILLERS = frozenset(("a", "an", "the", "of", "in", "on", "for", "to", "at", "article"))


def _left_office(desk: Desk, quote: Quote) -> bool:
    """True when the speaker held a UN mandate whose end lies before the pack's day or is not known: say "then"."""
    person = desk.library.get(quote.speaker_id, "person") if quote.speaker_id else None
    if not isinstance(person, Person) or quote.on_behalf_of is None:
        return False
    return any(tenure.office == quote.on_behalf_of for tenure in person.tenures)


def said_when(desk: Desk, quote: Quote) -> str:
    """The date with its basis in words; a date of publication is called that."""
    if quote.date is None:
        bound = desk.day(fuzzy_date(quote.not_after)) if quote.not_after else ""
        if bound:
            return desk.say("undated in the source, not after {date}", date=bound)
        return desk.say("undated in the source")
    words = desk.day(quote.when)
    return desk.say("published {date}", date=words) if quote.date_basis == "publication" else words


def age(desk: Desk, quote: Quote) -> str:
    """`7 years ago`, from the pack's as-of day."""
    return age_words(quote.when, desk.as_of, desk.language)


def chain_words(desk: Desk, quote: Quote) -> str:
    """`quoted in KEI 2019`, or the whole chain when the words passed through more than one mouth."""
    short = desk.short(quote.reported_by)
    if len(quote.chain) < 2:
        return short
    if len(quote.chain) == 2:
        return desk.say("quoted in {source}", source=short) if quote.kind == "direct-quote" else short
    names = [desk.name(link.by) for link in quote.chain[:-1]]
    if names[0] == desk.theirs(quote.speaker):
        return desk.say("through {chain}", chain=" → ".join([*names[1:], short]))
    return " → ".join([*names, short])


def remarks(desk: Desk, quote: Quote, compact: bool = False) -> tuple[Spans, ...]:
    """Variants, other people's brackets, unclear places: what a reader must know before repeating the words."""
    lines = [variant_line(desk, quote), *_bracket_lines(desk, quote)]
    said = not compact and "not clear which" in (quote.occasion or "")
    if quote.inner_locator and quote.inner_locator.startswith("ambiguous") and not said:
        lines.append(desk.say("Report or press conference: the source does not say clearly which."))
    lines += [
        desk.theirs(quote.translation or "", quote),
        "" if compact else desk.theirs(quote.usable_note or "", quote),
    ]
    return tuple((Span(line),) for line in lines if line)


def variant_line(desk: Desk, quote: Quote) -> str:
    """The other wording of the same utterance, with its place; "" when there is none."""
    other = desk.library.get(quote.variant_of, "quote") if quote.variant_of else None
    if not isinstance(other, Quote):
        return ""
    paragraphs = [citation.locator for citation in other.citations if citation.locator]
    where = standing(desk.short(other.reported_by), paragraphs, desk.language)
    return desk.say(
        "Two wordings in the sources. The other ({source}): “{words}”",
        source=where,
        words=desk.theirs(nested(other.text)),
    )


def _bracket_lines(desk: Desk, quote: Quote) -> list[str]:
    lines = []
    for insertion in quote.inserted_by:
        if insertion.text not in quote.text:  # left out by a clip
            continue
        names = [desk.name(name) for name in ([insertion.by] if insertion.by else insertion.candidates)]
        if not names:
            message = to_say("“{words}” stands in brackets in the source; who inserted it is not recorded.")
        elif not insertion.by:
            message = to_say("“{words}” was inserted by {names}; which of them is unclear. Not by the speaker.")
        elif insertion.basis == "stated":
            message = to_say("“{words}” was inserted by {names}, not by the speaker.")
        else:
            message = to_say("“{words}” was inserted by {names} (inferred), not by the speaker.")
        lines.append(
            desk.say(message, words=desk.theirs(insertion.text, quote), names=listed(names, "or by", desk.language))
        )
    return lines
