"""Checks of dates against their precision and basis, and of years that stand bare where they were inferred."""

import re
from collections.abc import Iterator

from briefpack.evidence.checks.holdings import Holdings, problem
from briefpack.evidence.dataset import Problem
from briefpack.evidence.dates import DateError, Moment, fuzzy_date, parse_moment
from briefpack.evidence.items import Document, Event, Position, Quote
from briefpack.evidence.sources import ARTICLES, Source

#: The parts of a date that may have been inferred, by its precision.
_PARTS = {
    "day": {"year", "month", "day"},
    "month": {"year", "month"},
    "year": {"year"},
    "range": {"year", "month"},
    "unknown": set[str](),
}
#: What the date of a document may look like where its precision is not simply that of the date.
_POSSIBLE: dict[str, tuple[str | None, ...]] = {"unknown": (None,), "range": ("year", "month", "day")}


def check_sources_dated(holdings: Holdings) -> Iterator[Problem]:
    """An article has a date of publication, stated or inferred; a page that is not stored may have none."""
    for placed, source in holdings.of(Source):
        if source.collection == ARTICLES and (
            source.published is None or source.date_basis not in {"stated", "inferred"}
        ):
            yield problem(placed, "published: an article needs a date that is stated or inferred")
        if (source.published is None) != (source.date_basis == "unknown"):
            yield problem(placed, "date_basis: “unknown” and no date go together")


def check_events_dated(holdings: Holdings) -> Iterator[Problem]:
    """The fields of an event's date fit its precision."""
    for placed, event in holdings.of(Event):
        for message in (*_precision(event), *_basis(event)):
            yield problem(placed, message)


def check_documents_dated(holdings: Holdings) -> Iterator[Problem]:
    """A document is dated as precisely as it says; of a series the start is given."""
    for placed, document in holdings.of(Document):
        precision = _precision_of(document.date)
        expected = _POSSIBLE.get(document.precision, (document.precision,))
        if precision not in expected:
            yield problem(placed, f"precision: “{document.precision}” does not fit the date {document.date}")
        if (document.precision == "unknown") != (document.date_basis == "unknown"):
            yield problem(placed, "date_basis: “unknown” and the precision “unknown” go together")


def check_quotes_dated(holdings: Holdings) -> Iterator[Problem]:
    """A quote without a date was at least said before some day."""
    for placed, quote in holdings.of(Quote):
        if (quote.date is None) != (quote.date_basis == "unknown"):
            yield problem(placed, "date_basis: “unknown” and no date go together")
        if quote.date is None and quote.not_after is None:
            yield problem(placed, "not_after: a quote without a date needs the day by which it was said")
        if quote.date_basis == "utterance-stated" and quote.inferred_parts:
            yield problem(placed, "inferred_parts: a stated date has none")
        parts = _PARTS[_precision_of(quote.date) or "unknown"]
        if not parts.issuperset(quote.inferred_parts):
            yield problem(placed, f"inferred_parts: the date {quote.date} has no such part")


def check_positions_dated(holdings: Holdings) -> Iterator[Problem]:
    """A position without a date says so, and none ends before it starts."""
    for placed, position in holdings.of(Position):
        if (position.date is None) != (position.date_basis == "unknown"):
            yield problem(placed, "date_basis: “unknown” and no date go together")
        if fault := _order_fault(position.date, position.date_end):
            yield problem(placed, f"date_end: {fault}")


def check_bare_years(holdings: Holdings) -> Iterator[Problem]:
    """An inferred year is printed in brackets, so it may not stand in a title or summary without them.

    A year that an excerpt of the same event states is not inferred.
    """
    published = {
        source.published[:4] for source in holdings.items(Source) if _year_inferred(source) and source.published
    }
    for placed, event in holdings.of(Event):
        excerpts = " ".join(citation.excerpt or "" for citation in event.citations)
        start = event.date or event.date_start
        for field, text in (("title", event.title), ("summary", event.summary)):
            if start and "year" in event.inferred_parts and _stands_bare(start[:4], text) and start[:4] not in excerpts:
                yield problem(placed, f"{field}: the year {start[:4]} is inferred and stands without brackets")
            for year in sorted(published):
                if _stands_bare(year, text, r"\s+(?:article|op-ed|statement)"):
                    yield problem(placed, f"{field}: {year} is the inferred year of a source; put it in brackets")


def _year_inferred(source: Source) -> bool:
    return source.date_basis == "inferred" and source.collection == ARTICLES


def _stands_bare(year: str, text: str, before: str = "") -> bool:
    return re.search(rf"(?<![\[\w-]){re.escape(year)}(?!\]){before}\b", text) is not None


def _moment(text: str | None) -> Moment | None:
    """None also for what is no date: that is reported once, by check_dates."""
    try:
        return parse_moment(text) if text else None
    except DateError:
        return None


def _precision_of(text: str | None) -> str | None:
    moment = _moment(text)
    return moment.precision if moment else None


def _order_fault(start: str | None, end: str | None) -> str:
    if not (end and _moment(end) and (start is None or _moment(start))):
        return ""
    if start is None:
        return "an end needs a start"
    try:
        fuzzy_date(start, end)
    except DateError as error:
        return str(error)
    return ""


def _precision(event: Event) -> Iterator[str]:
    if event.precision in {"day", "month", "year"}:
        if event.date is None or (_moment(event.date) and _precision_of(event.date) != event.precision):
            yield f"precision: “{event.precision}” does not fit the date {event.date}"
        if event.date_start or event.date_end:
            yield f"precision: “{event.precision}” has no start and end"
    elif event.precision == "range":
        if event.date or not event.date_start or not event.date_end:
            yield "precision: a range has a start and an end and no single date"
        elif fault := _order_fault(event.date_start, event.date_end):
            yield f"date_end: {fault}"
    elif event.date or event.date_start or event.date_end:
        yield f"precision: “{event.precision}” stands beside a date"


def _basis(event: Event) -> Iterator[str]:
    if event.date_basis == "stated" and event.inferred_parts:
        yield "inferred_parts: a stated date has none"
    if event.date_basis != "stated" and not event.date_reasoning:
        yield "date_reasoning: a date that is not stated needs its reasons"
    if not _PARTS.get(event.precision, set()).issuperset(event.inferred_parts):
        yield f"inferred_parts: a date of the precision “{event.precision}” has no such part"
    if (event.precision == "range") != bool(event.date_end_basis):
        yield "date_end_basis: it belongs to a range, and a range needs it"
    if (event.precision == "unknown") != (event.date_basis == "unknown"):
        yield "date_basis: “unknown” and the precision “unknown” go together"
