"""Charts from the evidence: spans of time, and series of figures. What may not be compared is never drawn."""

from briefpack.briefing.desk import Desk, gap_paragraph
from briefpack.briefing.locale import date_words, number_words
from briefpack.briefing.nodes import Bar, BarRow, Block, Chart, Span
from briefpack.evidence.dates import Moment
from briefpack.evidence.items import Event, Statistic
from briefpack.pack.pack import Section


def spans(desk: Desk, section: Section) -> list[Block]:
    """What lasted, as bars on an axis of years."""
    events = [item for _, item in desk.entries(section, together=True) if isinstance(item, Event) and item.when.end]
    if not events:
        return [gap_paragraph(desk, section)]
    rows = tuple(_span_row(desk, event) for event in events)
    said = "; ".join(f"{row.label}: {row.bars[0].label}" for row in rows)
    caption = (
        Span("Spans as the sources give them. A bar starts and ends at the years stated, not at days."),
        desk.note(events),
    )
    return [Chart(section.id, "timeline", rows, caption, f"Spans of time. {said}.")]


def _span_row(desk: Desk, event: Event) -> BarRow:
    start, end = event.when.start, event.when.end
    words = f"{date_words(event.when)}{desk.flag(event)}{desk.mark(event)}"
    bars = tuple(
        Bar(_year(moment), words if not place else "", "light" if event.date_basis == "stated" else "hatch")
        for place, moment in enumerate((start, end))
        if moment
    )
    return BarRow(desk.acronyms.mention(event.title), bars)


def _year(moment: Moment) -> float:
    # A month is placed inside its year; a year alone stands at its start, so that no month is made up.
    return moment.year + ((moment.month - 1) / 12 if moment.month else 0)


def series(desk: Desk, section: Section) -> list[Block]:
    """Figures of one series as columns or a line (`form`). Figures that belong to no series are left out, in words."""
    figures = [item for _, item in desk.entries(section, together=True) if isinstance(item, Statistic)]
    fit = sorted((item for item in figures if item.chartable), key=lambda item: item.x or 0)
    if not fit:
        return [gap_paragraph(desk, section)]
    rows = tuple(
        BarRow(str(item.x), (Bar(item.value, f"{number_words(item.value)}{desk.flag(item)}{desk.mark(item)}"),))
        for item in fit
    )
    unit = fit[0].unit.replace("-", " ")
    said = "; ".join(f"{row.label}: {number_words(item.value)} {unit}" for row, item in zip(rows, fit, strict=True))
    left_out = len(figures) - len(fit)
    remark = f" Left out, as not fit for comparison: {left_out}." if left_out else ""
    caption = (Span(f"{fit[0].label} and the same measure at other times, in {unit}.{remark}"), desk.note(fit))
    return [Chart(section.id, section.options.get("form", "columns"), rows, caption, f"Chart. {said}.{remark}", unit)]
