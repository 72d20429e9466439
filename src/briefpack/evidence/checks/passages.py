"""Checks of citations and of everything that rests on their wording: quotes, procedure words, claims, positions."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefpack.evidence.actors import Institution
from briefpack.evidence.checks.holdings import Holdings, citations_of, problem, shortened
from briefpack.evidence.dataset import Placed, Problem
from briefpack.evidence.items import Claim, Document, Event, Position, Quote
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item, Source

#: Characters of an excerpt that holds no longer quotation: the articles are copyrighted.
LONGEST_EXCERPT = 240
#: Words of a sentence that is not in quotation marks in the article, for the same reason.
LONGEST_STATEMENT = 45
#: How many sentences of one article may be taken over outside its quotation marks, by kind.
MOST_OF_ONE_SOURCE = {"author-statement": 6, "paraphrase": 2}
#: Words of procedure that have a meaning of their own at the United Nations: never in our own voice.
_PROCEDURE_WORD = re.compile(r"\b(?:unanimous\w*|consensus|disband\w*)", re.IGNORECASE)
_QUOTED = re.compile("“[^”]*”")
_TEST_HOST = frozenset({"test", "testing", "staging", "stage", "dev", "demo", "preview", "localhost", "example"})
#: Sites that repost documents of others: the text is a copy, and who altered it nobody knows.
_REPOSTING = ("reliefweb.int",)


def check_citations(holdings: Holdings) -> Iterator[Problem]:
    """An article is cited by line and words. A page that is not stored has neither, and a kept address instead."""
    collections = holdings.collection_of_source()
    for placed in holdings.dataset.records:
        item = placed.item
        citations = citations_of(item)
        if not citations and isinstance(item, Item) and not isinstance(item, Institution):
            yield problem(placed, "citations: there is none")
        for citation in citations:
            given = (citation.locator, citation.line, citation.excerpt)
            if collections.get(citation.source_id, ARTICLES) == LATER_FACTS:
                if any(part is not None for part in given):
                    yield problem(placed, "citations: a page that is not stored has no locator, line or excerpt")
            elif any(part is None for part in given):
                yield problem(placed, "citations: an article is cited by locator, line and excerpt")
            longest = max(LONGEST_EXCERPT, len(item.text) + 4) if isinstance(item, Quote) else LONGEST_EXCERPT
            if len(citation.excerpt or "") > longest:
                yield problem(placed, f"citations: an excerpt of {len(citation.excerpt or '')} characters is too long")


def check_sources(holdings: Holdings) -> Iterator[Problem]:
    """An article has a file and its checksum; a page has an address, and is the original and not a copy."""
    for placed, source in holdings.of(Source):
        if source.collection == LATER_FACTS:
            yield from _address(placed, source)
        elif not (source.file and source.sha256 and source.word_count):
            yield problem(placed, "file: an article needs file, sha256 and word_count")
        if source.title is None and source.title_supplied is None:
            yield problem(placed, "title: without a title of its own a source needs a supplied one")
        if (source.author is None) == (source.author_basis == "stated"):
            yield problem(placed, "author_basis: it must say whether the source names its author")


def _address(placed: Placed, source: Source) -> Iterator[Problem]:
    address = urlsplit(source.url or "")
    host = address.hostname or ""
    if address.scheme not in {"http", "https"} or "." not in host:
        yield problem(placed, "url: a page that is not stored needs its address")
    elif _TEST_HOST.intersection(re.split(r"[.-]", host)) or re.fullmatch(r"[\d.]+", host):
        yield problem(placed, f"url: {host} is a test host; cite the official page")
    elif address.path.lower().endswith(".pdf") or any(host == site or host.endswith(f".{site}") for site in _REPOSTING):
        yield problem(placed, f"url: {host} has a copy of a document; cite the original")


def check_quotes(holdings: Holdings) -> Iterator[Problem]:
    """Every quote is verbatim, says who put words into it, and its chain ends in the article that prints it."""
    for placed, quote in holdings.of(Quote):
        for message in (*_wording(quote), *_insertions(quote), *_use(quote)):
            yield problem(placed, message)
    for kind, most in MOST_OF_ONE_SOURCE.items():
        taken: Counter[str] = Counter()
        for placed, quote in holdings.of(Quote):
            taken[quote.reported_by] += quote.kind == kind
            if quote.kind == kind and taken[quote.reported_by] == most + 1:
                yield problem(placed, f"kind: more than {most} of the kind {kind} come from {quote.reported_by}")


def _wording(quote: Quote) -> Iterator[str]:
    first = quote.citations[0] if quote.citations else None
    if first and quote.text not in (first.excerpt or ""):
        yield f"text: “{shortened(quote.text)}” does not stand in its first excerpt"
    if first and first.source_id != quote.reported_by:
        yield "citations: the first one must be of the source that reports the quote"
    if quote.kind != "direct-quote" and len(quote.text.split()) > LONGEST_STATEMENT:
        yield f"text: {len(quote.text.split())} words are too many for the kind {quote.kind}"
    if quote.kind == "paraphrase" and "“" in quote.text:
        yield "text: a paraphrase holds no quotation"
    if not quote.chain or quote.chain[-1].source_id != quote.reported_by:
        yield "chain: it must end in the source that reports the quote"


def _insertions(quote: Quote) -> Iterator[str]:
    bracketed = tuple(re.findall(r"\[[^\]]*\]", quote.text))
    if bracketed != quote.editorial_insertions:
        yield "editorial_insertions: they must be the words in square brackets, in their order"
    if tuple(insertion.text for insertion in quote.inserted_by) != quote.editorial_insertions:
        yield "inserted_by: there must be one entry for each insertion"
    if any(insertion.by is None and not insertion.candidates for insertion in quote.inserted_by):
        yield "inserted_by: name who inserted the words, or the candidates"


def _use(quote: Quote) -> Iterator[str]:
    if quote.usable_publicly != "yes" and not quote.usable_note:
        yield "usable_note: a quote that is not freely usable needs a reason"
    if "insult" in quote.tone and quote.usable_publicly == "yes":
        yield "usable_publicly: an insult is not spread"


def check_variants(holdings: Holdings) -> Iterator[Problem]:
    """Two versions of one quotation name each other."""
    variants = {quote.id: quote.variant_of for quote in holdings.items(Quote)}
    for placed, quote in holdings.of(Quote):
        if quote.variant_of in variants and variants[quote.variant_of] != quote.id:
            yield problem(placed, f"variant_of: {quote.variant_of} does not name this quote")


def check_events(holdings: Holdings) -> Iterator[Problem]:
    """Actors and roles, the outcome of what was only announced, and words of procedure."""
    for placed, event in holdings.of(Event):
        for message in (*_completeness(event), *_procedure(event)):
            yield problem(placed, message)


def _completeness(event: Event) -> Iterator[str]:
    if not event.topics or not event.actors:
        yield "topics: an event needs at least one topic and one actor"
    if tuple(event.roles) != event.actors:
        yield "roles: they must name the actors, in their order"
    if event.status in {"announced", "proposed"} and not event.outcome:
        yield "outcome: write what is known of it, or “Not in the articles”"
    decided = event.type in {"resolution", "veto"} and event.status == "occurred"
    if decided and event.adoption_mode is None and "part of a resolution" not in event.importance_reason:
        yield "adoption_mode: a text that was acted upon needs one (n/d if the source does not give it)"


def _procedure(event: Event) -> Iterator[str]:
    for word in event.procedure_words:
        own = [citation for citation in event.citations if citation.source_id == word.source_id]
        stored = [citation.excerpt for citation in own if citation.excerpt is not None]
        # Of a page that is not stored, the words we print in quotation marks are all there is.
        passages = stored or ([text for text in (event.title, event.summary) if f"“{word.word}" in text] if own else [])
        if not any(word.word in passage for passage in passages):
            yield f"procedure_words: “{word.word}” does not stand in an excerpt of {word.source_id}"
    for field, text in (("title", event.title), ("summary", event.summary)):
        for word in _PROCEDURE_WORD.findall(_QUOTED.sub("", text)):
            yield f"{field}: the procedure word “{word}” must be quoted and attributed"


def check_claims(holdings: Holdings) -> Iterator[Problem]:
    """A claim stands in its quotes, and what bears on it is not the claim itself."""
    texts = {quote.id: quote.text for quote in holdings.items(Quote)}
    for placed, claim in holdings.of(Claim):
        if not claim.quote_ids:
            yield problem(placed, "quote_ids: a claim needs the quote in which it was made")
        elif claim.verbatim and claim.text not in texts.get(claim.quote_ids[0], claim.text):
            yield problem(placed, "text: a verbatim claim must stand in its first quote")
        for link in claim.evidence:
            if link.item_id in claim.quote_ids:
                yield problem(placed, f"evidence: {link.item_id} is the claim itself")


def check_positions(holdings: Holdings) -> Iterator[Problem]:
    """A position rests on the source it names."""
    for placed, position in holdings.of(Position):
        if position.source_id not in {citation.source_id for citation in position.citations}:
            yield problem(placed, f"source_id: {position.source_id} is not cited")


def check_documents(holdings: Holdings) -> Iterator[Problem]:
    """No article gives a symbol: all come from outside, with a grade, and are not printed."""
    for placed, document in holdings.of(Document):
        basis = (document.symbol_basis, document.symbol_confidence is not None)
        if document.un_symbol is None and basis != (None, False):
            yield problem(placed, "symbol_basis: there is no symbol")
        if document.un_symbol is not None and basis != ("own-knowledge", True):
            yield problem(placed, "symbol_basis: a symbol is own knowledge and needs a confidence")
        if document.symbol_printable:
            yield problem(placed, "symbol_printable: no symbol is printed before it was checked against the original")
