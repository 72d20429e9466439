"""Chronologies: dates at their true precision, contested dates side by side, what was due and has no outcome."""

from collections.abc import Sequence

from briefpack.briefing.desk import FLAG, Desk, block_id, gap_paragraph, places_words
from briefpack.briefing.locale import semicolon, stopped
from briefpack.briefing.nodes import Block, Paragraph, Span, Spans, Timeline, TimelineRow
from briefpack.briefing.sections.facts import event_words
from briefpack.evidence.items import Conflict, Event
from briefpack.pack.pack import Entry, Section

Dated = tuple[Entry, Event]


def timeline(desk: Desk, section: Section) -> list[Block]:
    """One row an event, with its summary if `summaries` = yes. Events whose date the sources dispute share a row."""
    entries = [(entry, item) for entry, item in desk.entries(section) if isinstance(item, Event)]
    if not entries:
        return [gap_paragraph(desk, section)]
    rows: list[TimelineRow] = []
    done: set[str] = set()
    for entry, event in entries:
        if event.id in done:
            continue
        conflict, rivals = _rivals(desk, event, entries)
        if conflict:
            done.update(rival.id for _, rival in rivals)
            rows.append(_contested_row(desk, section, conflict, rivals))
        else:
            rows.append(_row(desk, section, entry, event))
    line = desk.source_key([event for _, event in entries])
    key = [] if section.options.get("summaries") == "yes" else [Paragraph(f"{section.id}.key", line, "small")]
    return [Timeline(section.id, tuple(rows)), *key]


def _row(desk: Desk, section: Section, entry: Entry, event: Event) -> TimelineRow:
    summaries = section.options.get("summaries") == "yes"
    date = desk.date(event)
    weight = 2 if event.importance >= 5 else 1
    spans = _with_summary(desk, event) if summaries else _headline(desk, event)
    return TimelineRow(
        block_id(section, entry), (Span(date),), spans, weight, extent=event.when.end is not None, entry=entry.id
    )


def _headline(desk: Desk, event: Event) -> Spans:
    words = event_words(desk, event, desk.mentioned)
    text = f"{words}{desk.flag(event)}{desk.mark(event)}"
    return (Span(text), Span(f" {places_words(desk, [event])}", "uf"))


def _with_summary(desk: Desk, event: Event) -> Spans:
    return (
        Span(event_words(desk, event, desk.expanded), "b"),
        Span(f" {desk.expanded(event.summary, event)}{desk.flag(event)}{desk.mark(event)}"),
        desk.note([event]),
    )


def _rivals(desk: Desk, event: Event, entries: Sequence[Dated]) -> tuple[Conflict | None, list[Dated]]:
    """The disagreement over the date of an event and the rows of the section that belong to it."""
    for conflict in desk.conflicts(event):
        rivals = [
            (entry, other) for entry, other in entries if other.id in conflict.records and other.type == event.type
        ]
        starts = {other.when.start for _, other in rivals}
        if conflict.kind == "disagreement" and len(rivals) > 1 and len(starts) == len(rivals):
            return conflict, rivals
    return None, []


def _contested_row(desk: Desk, section: Section, conflict: Conflict, rivals: Sequence[Dated]) -> TimelineRow:
    desk.flagged[conflict.id] = None
    dates = f" {FLAG} ".join(desk.day(event.when._replace(end=None)) for _, event in rivals)
    title = desk.theirs(desk.acronyms.mention(desk.readable(conflict.title)))
    spans: list[Span] = [Span(f"{title} {desk.say('The sources disagree')}{desk.colon}")]
    for place, (_, event) in enumerate(rivals):
        start = desk.day(event.when._replace(end=None))
        joint = semicolon(desk.language) if place else ""
        spans += [Span(f"{joint}{start} "), Span(f"({places_words(desk, [event])})", "uf")]
    spans.append(Span(stopped("", desk.language)))
    first = rivals[0][0]
    desk.used.update(
        {event.id: block_id(section, first) for _, event in rivals if desk.used[event.id].startswith(f"{section.id}.")}
    )
    return TimelineRow(block_id(section, first), (Span(dates),), tuple(spans), 1, entry=first.id)
