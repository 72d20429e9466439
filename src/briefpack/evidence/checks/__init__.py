"""Everything `briefpack dataset check` looks at. Pure: texts come in, problems with their places go out.

Each check is a function from the holdings to problems; CHECKS lists them all.
"""

from collections.abc import Callable, Iterator, Mapping

from briefpack.evidence.checks import articles as against_articles
from briefpack.evidence.checks import fields, figures, grids, passages, protection, times
from briefpack.evidence.checks.holdings import Holdings, take_stock
from briefpack.evidence.dataset import Problem

Check = Callable[[Holdings], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    fields.check_ids,
    fields.check_collections,
    fields.check_vocabularies,
    fields.check_references,
    fields.check_dates,
    fields.check_contested,
    passages.check_citations,
    passages.check_sources,
    passages.check_quotes,
    passages.check_variants,
    passages.check_events,
    passages.check_claims,
    passages.check_positions,
    passages.check_documents,
    figures.check_figures,
    figures.check_series,
    times.check_sources_dated,
    times.check_events_dated,
    times.check_documents_dated,
    times.check_quotes_dated,
    times.check_positions_dated,
    times.check_bare_years,
    protection.check_sealed,
    protection.check_remarks,
    protection.check_names,
    protection.check_own_knowledge,
    grids.check_grids,
)
#: These need the articles, which are copyrighted and not part of the project; without them they find nothing.
ARTICLE_CHECKS: tuple[Check, ...] = (
    against_articles.check_files,
    against_articles.check_places,
    against_articles.check_marks,
    against_articles.check_coverage,
    against_articles.check_names_occur,
    against_articles.check_own_words,
)


def check_dataset(texts: Mapping[str, bytes], articles: Mapping[str, bytes] | None = None) -> tuple[Problem, ...]:
    """All problems of a dataset, by file and line. `articles`: the contents of the articles by file name, or None."""
    holdings = take_stock(texts, articles)
    found = set(holdings.dataset.problems)
    for check in CHECKS + (ARTICLE_CHECKS if articles is not None else ()):
        found.update(check(holdings))
    return tuple(sorted(found))
