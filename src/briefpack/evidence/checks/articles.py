"""Checks against the articles themselves: checksums, places of excerpts, quotations, names, copied words."""

import hashlib
import re
from collections.abc import Iterator

from briefpack.evidence.actors import Institution, Mechanism, Person
from briefpack.evidence.checks.holdings import Article, Holdings, citations_of, problem, shortened, values_at
from briefpack.evidence.dataset import Problem
from briefpack.evidence.items import Claim, Event, Position, Quote
from briefpack.evidence.sources import ARTICLES, Citation, Item, Source

#: A run of this many words that also stands in an article is copied, not our own.
COPIED_RUN = 9
#: Words in quotation marks that are no quotation, each with the reason.
NO_QUOTATIONS = {"human rights": "a term that is mentioned, not used (the op-ed, paragraph 14)"}
#: Fields with sentences of our own.
OWN_WORDS: dict[type[Item], tuple[str, ...]] = {
    Event: ("title", "summary"),
    Quote: ("context",),
    Position: ("text",),
    Mechanism: ("description", "dprk_engagement"),
    Institution: ("description",),
    Claim: ("verdict_text", "evidence.note"),
}
_WORD = re.compile(r"[\w’']+")
_SPAN = re.compile("“([^”]*)”")
#: What may differ at the ends of a quotation: the full stop that American usage draws inside, and spaces.
_EDGES = " .\u00a0"


def check_files(holdings: Holdings) -> Iterator[Problem]:
    """Each article is the file that was read, and belongs to one source."""
    described = set()
    for placed, source in holdings.of(Source):
        if source.collection != ARTICLES or source.file is None:
            continue
        described.add(source.file)
        article = holdings.articles.get(source.file)
        if article is None:
            yield problem(placed, f"file: there is no article {source.file}")
            continue
        if hashlib.sha256(article.content).hexdigest() != source.sha256:
            yield problem(placed, f"sha256: {source.file} is not the file that was read")
        if len(article.text.split()) != source.word_count:
            yield problem(placed, f"word_count: {source.file} has {len(article.text.split())} words")
        if source.paragraph_count is not None and len(article.paragraphs) != source.paragraph_count:
            yield problem(placed, f"paragraph_count: {source.file} has {len(article.paragraphs)} paragraphs")
    for file in sorted(set(holdings.articles) - described):
        yield Problem(file, 0, "", "no source describes this article")


def check_places(holdings: Holdings) -> Iterator[Problem]:
    """Every excerpt stands in its article, in the line and the paragraph given."""
    articles = holdings.article_of_source()
    for placed in holdings.dataset.records:
        for citation in citations_of(placed.item):
            article = articles.get(citation.source_id)
            if article and citation.excerpt is not None:
                for message in _place_faults(citation, citation.excerpt, article):
                    yield problem(placed, message)


def _place_faults(citation: Citation, excerpt: str, article: Article) -> Iterator[str]:
    if excerpt not in article.text:
        yield f"citations: “{shortened(excerpt)}” does not stand in {article.file}"
        return
    for name, number, texts in (
        ("line", citation.line, article.lines),
        ("locator", citation.locator, article.paragraphs),
    ):
        if number is None or number > len(texts) or excerpt not in texts[number - 1]:
            yield f"citations: “{shortened(excerpt)}” does not stand at {name} {number} of {article.file}"


def check_marks(holdings: Holdings) -> Iterator[Problem]:
    """A direct quote opens with a quotation mark in its article."""
    articles = holdings.article_of_source()
    for placed, quote in holdings.of(Quote):
        article = articles.get(quote.reported_by)
        if article and quote.kind == "direct-quote":
            text = quote.text.rstrip(".")
            if not any(mark + text in article.text for mark in "“‘"):
                yield problem(placed, f"kind: “{shortened(text)}” is not in quotation marks in {article.file}")


def check_coverage(holdings: Holdings) -> Iterator[Problem]:
    """Everything in double quotation marks in an article is a quote of the dataset, or an exception with a reason."""
    quoted = {(quote.reported_by, quote.text.strip(_EDGES)) for quote in holdings.items(Quote)}
    for source, article in holdings.article_of_source().items():
        for span in _SPAN.finditer(article.text):
            words = span[1].strip(_EDGES)
            if words not in NO_QUOTATIONS and (source, words) not in quoted:
                line = article.text.count("\n", 0, span.start()) + 1
                yield Problem(article.file, line, source, f"no quote record has “{shortened(words)}”")


def check_names_occur(holdings: Holdings) -> Iterator[Problem]:
    """Every form of a name is one that an article uses."""
    texts = [article.text for article in holdings.articles.values()]
    for placed, person in holdings.of(Person):
        for name in person.names:
            if not any(name in text for text in texts):
                yield problem(placed, f"names: “{name}” occurs in no article")


def check_own_words(holdings: Holdings) -> Iterator[Problem]:
    """No sentence of our own copies a run of words from an article."""
    runs = {run for article in holdings.articles.values() for run in _runs(article.text)}
    for placed in holdings.dataset.records:
        for path in OWN_WORDS.get(type(placed.item), ()) if isinstance(placed.item, Item) else ():
            for text in values_at(placed.item, path):
                copied = next((run for run in _runs(text) if run in runs), None)
                if copied:
                    yield problem(placed, f"{path}: “{' '.join(copied)}” is copied from an article")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return (tuple(words[start : start + COPIED_RUN]) for start in range(len(words) - COPIED_RUN + 1))
