"""Where statements come from, R02 to R06."""

import re
from collections.abc import Iterable, Iterator

from briefpack.adviser.bearing import related
from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.sentences import own_voice
from briefpack.adviser.shown import Shown, is_credited
from briefpack.evidence.actors import Institution
from briefpack.evidence.items import Claim, Document, Event, Position, Quote, Recommendation, Statistic
from briefpack.evidence.sources import LATER_FACTS, Citation, Item, Source
from briefpack.evidence.wording import stands_in
from briefpack.language import say, to_say
from briefpack.pack.pack import Section

#: Below it a section is too short to rest on several publishers.
_FACTS = 3
#: They list or draw what stands elsewhere.
_NO_FACTS = frozenset(("listed", "review-chart"))


def named(item: Item) -> str:
    """An item in a few words."""
    words = str(getattr(item, "title", "") or getattr(item, "label", "") or getattr(item, "text", "") or item.id)
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"


def publishers(sources: tuple[Source, ...]) -> str:
    """The publishers of sources, each once."""
    return ", ".join(dict.fromkeys(source.publisher for source in sources))


def _no_locator(case: Case, shown: Shown) -> Found:
    for item in shown.items if shown.entry else ():
        if isinstance(item, Quote) and (item.inner_locator or "").startswith("ambiguous"):
            message = say(
                "“{item}” is cited without a paragraph or line: {where}? Look it up in the original.",
                item=named(item),
                where=(item.inner_locator or "").partition(": ")[2] or "…",
            )
            yield Finding(message, shown.place, named(item), item.id, proofs(item))
        elif any(_unplaced(case, citation) for citation in item.citations):
            message = say("“{item}” is cited without a paragraph or line.", item=named(item))
            yield Finding(message, shown.place, named(item), item.id, proofs(item))


def _unplaced(case: Case, citation: Citation) -> bool:
    """A page of the web has no paragraphs: its address is its place."""
    source = case.source(citation.source_id)
    page = source is not None and (source.collection == LATER_FACTS or source.url is not None)
    return citation.locator is None and citation.line is None and not page


def _one_publisher(case: Case) -> Found:
    parts = {part.id: part.title for part in case.pack.parts}
    by_part: dict[str, list[Shown]] = {}
    for each in case.shown:
        by_part.setdefault(each.section.part, []).append(each)
    for part, whole in by_part.items():
        sections: dict[str, list[Shown]] = {}
        for each in whole:
            sections.setdefault(each.section.id, []).append(each)
        for shown in sections.values():
            section = shown[0].section
            if section.kind not in _NO_FACTS:
                # Without a title of its own a section is read as one with its part.
                yield from _rests_on(case, shown if section.title else whole, section, parts.get(part, ""))


def _rests_on(case: Case, shown: Iterable[Shown], section: Section, part: str) -> Iterator[Finding]:
    facts: dict[str, Item] = {}
    found: set[str] = set()
    for fact in (fact for each in shown for item in each.items for fact in _facts_in(case, item)):
        facts[fact.id] = fact
        found.update(source.publisher for source in case.sources_of(fact))
        if len(found) > 1:
            return
    if len(facts) >= _FACTS and found:
        title = section.title or part or case.pack.title
        message = say("Everything in ‘{section}’ rests on {publisher}.", section=title, publisher=found.pop())
        yield Finding(message, Place(section.id), title, proofs=proofs(*[*facts.values()][:_FACTS]))


def _facts_in(case: Case, item: Item) -> tuple[Item, ...]:
    """The facts that an item states; a claim comes with what speaks for and against it."""
    if isinstance(item, Claim):
        found = (case.evidence.get(link.item_id) for link in item.evidence)
        return (item, *(other for other in found if isinstance(other, Item)))
    return (item,) if isinstance(item, Event | Statistic | Position | Recommendation) else ()


_SEVERAL = re.compile(
    r"\bcorroborat\w+|\bindependent(?:ly)? (?:\w+ )?(?:confirm\w*|sources?|reports?|verif\w+)\b|"
    r"\b(?:several|multiple|various|many|different|two|three|four) (?:\w+ )?sources\b|"
    r"\bsources (?:agree|concur|confirm)|\b(?:widely|also) (?:confirmed|reported)\b|\bconfirmed by\b",
    re.IGNORECASE,
)


def _not_independent(case: Case, shown: Shown) -> Found:
    for item in shown.items if shown.item else ():
        if isinstance(item, Claim) and item.verdict in {"corroborated", "partly-corroborated"}:
            links = [link for link in item.evidence if link.relation == "supports"]
            groups = {group for link in links for group in link.independence_group.split("+")}
            support = [found for link in links if isinstance(found := case.evidence.get(link.item_id), Item)]
            if len(groups) == 1:
                yield _repeated(case, shown, support, item.label)
    for sentence in shown.sentences:
        marked = _SEVERAL.search(own_voice(sentence.text))
        cited = [item for item in shown.items if item.id in sentence.cites]
        groups = {group for item in cited for group in case.groups_of(item)}
        if marked and len(groups) == 1:
            yield _repeated(case, shown, cited, marked[0])


def _repeated(case: Case, shown: Shown, items: list[Item], words: str) -> Finding:
    sources = tuple({source.id: source for item in items for source in case.sources_of(item)}.values())
    message = say(
        "‘{words}’ needs independent sources; those cited are of one publisher ({publisher}) or one origin.",
        words=words,
        publisher=publishers(sources),
    )
    return Finding(message, shown.place, words, proofs=proofs(*items))


# What reached us through others.


def quote_printed(case: Case, shown: Shown, item: Item) -> Quote | None:
    """The quotation whose words are printed for an item: its own, or that of a position or claim."""
    if isinstance(item, Quote):
        return item
    if not isinstance(item, Position | Claim):
        return None
    quotes = [other for other in related(case, item) if isinstance(other, Quote)]
    if isinstance(item, Claim):
        quotes = [quote for quote in quotes if stands_in(item.text, quote.text)]
    return next((quote for quote in quotes if _prints(shown, item, quote)), None)


def _prints(shown: Shown, item: Item, quote: Quote) -> bool:
    return bool(shown.sentences) or stands_in(item.text if isinstance(item, Claim) else quote.text, shown.printed)


def _spoken_by_un(case: Case, quote: Quote) -> Document | None:
    """The UN document that a quotation comes from, where none of its sources is that document."""
    document = case.evidence.get(quote.document_id, "document") if quote.document_id else None
    issuer = case.evidence.get(document.issuer, "institution") if isinstance(document, Document) else None
    if not isinstance(document, Document) or not isinstance(issuer, Institution):
        return None
    own = any(source.kind.startswith("un") for source in case.sources_of(quote))
    return document if issuer.kind.startswith("un-") and not own else None


_THROUGH = re.compile(r"→|\b(?:(?:quoted|cited) (?:in|by)|as (?:quoted|cited|reported)|citing|via)\b", re.IGNORECASE)


def _second_hand(case: Case, shown: Shown) -> Found:
    for quote in _untold(case, shown):
        if _spoken_by_un(case, quote) and "quoted in" not in shown.printed:
            message = say(
                "Cite “{words}” as ‘quoted in’ {publisher}; the UN document itself is not in the dataset.",
                words=named(quote),
                publisher=publishers(case.sources_of(quote)),
            )
            yield Finding(message, shown.place, named(quote), quote.id, proofs(quote))


def _long_chain(case: Case, shown: Shown) -> Found:
    for quote in _untold(case, shown):
        if len(quote.chain) > 2:
            chain = " → ".join(case.name_of(link.by) for link in quote.chain)
            message = say("{chain} → you: name the chain.", chain=chain)
            yield Finding(message, shown.place, named(quote), quote.id, proofs(quote))


def _untold(case: Case, shown: Shown) -> Iterator[Quote]:
    """The quotations whose readers are not told through whom the words reached us: own words have to say so, and a
    table that prints the words themselves; the credit of a quotation does."""
    if shown.entry is None or not shown.printed:
        return
    for item in shown.items:
        quote = quote_printed(case, shown, item)
        saying = [own_voice(sentence.text) for sentence in shown.sentences if item.id in sentence.cites]
        told = is_credited(shown) and not saying
        if quote and not told and not (saying and all(_says_through(case, text, quote) for text in saying)):
            yield quote


def _says_through(case: Case, voice: str, quote: Quote) -> bool:
    """Whether a sentence says that the words are quoted, or names who reports them."""
    last = quote.chain[-1].by if quote.chain else quote.reported_by
    return bool(_THROUGH.search(voice)) or last in {each.actor for each in case.names.found_in(voice)}


RULES: tuple[Rule, ...] = (
    Rule(
        "R02",
        to_say("Locator missing"),
        "warn",
        "entry",
        to_say(
            "Whoever is asked where something stands has to find it: each passage needs its paragraph or line. A page "
            "of the web is found by its address."
        ),
        to_say("A statement that may stand in a report or in a press conference: the source does not say which."),
        _no_locator,
    ),
    Rule(
        "R03",
        to_say("Single-source section"),
        "warn",
        "pack",
        to_say("Three facts or more that all come from one publisher fall together if that publisher was wrong."),
        to_say("A section on the Universal Periodic Review in which every figure comes from one article."),
        _one_publisher,
    ),
    Rule(
        "R04",
        to_say("False corroboration"),
        "warn",
        "entry",
        to_say(
            "Sources of the same publisher, or that copy each other, do not corroborate one another. Checked for "
            "claims found corroborated, and for own words such as “several sources” or “independently confirmed”."
        ),
        to_say("“Several sources confirm”, with three texts of one organization."),
        _not_independent,
    ),
    Rule(
        "R05",
        to_say("Second-hand UN document"),
        "warn",
        "entry",
        to_say(
            "Words of a UN document that are known from another’s text alone are cited as quoted there. The credit of "
            "a quotation says so by itself; a table and own words may not."
        ),
        to_say("A paragraph of a Special Rapporteur’s report, known from an article about it."),
        _second_hand,
    ),
    Rule(
        "R06",
        to_say("Long attribution chain"),
        "note",
        "entry",
        to_say("Words that passed through three mouths or more are repeated with the chain, or not as certain."),
        to_say("The DPRK, as quoted by the Special Rapporteur, as reported in an article."),
        _long_chain,
    ),
)
