"""Charts from the evidence: spans of time, and series of figures. What may not be compared is never drawn."""

from briefpack.briefing.desk import Desk, gap_paragraph
from briefpack.briefing.locale import clauses, sentences
from briefpack.briefing.nodes import Bar, BarRow, Block, Chart, Span
from briefpack.briefing.terms import unit_words
from briefpack.evidence.dates import Moment
from briefpack.evidence.items import Event, Statistic
from briefpack.pack.pack import Section


def spans(desk: Desk, section: Section) -> list[Block]:
    """What lasted, as bars on an axis of years."""
    events = [item for _, item in desk.entries(section, together=True) if isinstance(item, Event) and item.when.end]
    if not events:
        return [gap_paragraph(desk, section)]
    rows = tuple(_span_row(desk, event) for event in events)
    said = clauses((f"{row.label}{desk.colon}{row.bars[0].label}" for row in rows), desk.language)
    words = desk.say("Spans as the sources give them. A bar starts and ends at the years stated, not at days.")
    alt = desk.say("Spans of time. {spans}.", spans=said)
    return [Chart(section.id, "timeline", rows, (Span(words), desk.note(events)), alt)]


def _span_row(desk: Desk, event: Event) -> BarRow:
    start, end = event.when.start, event.when.end
    words = f"{desk.day(event.when)}{desk.flag(event)}{desk.mark(event)}"
    bars = tuple(
        Bar(_year(moment), words if not place else "", "light" if event.date_basis == "stated" else "hatch")
        for place, moment in enumerate((start, end))
        if moment
    )
    return BarRow(desk.mentioned(event.title, event), bars)


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
        BarRow(str(item.x), (Bar(item.value, f"{desk.number(item.value)}{desk.flag(item)}{desk.mark(item)}"),))
        for item in fit
    )
    unit = unit_words(fit[0].unit, desk.language)
    said = [f"{row.label}{desk.colon}{row.bars[0].label} {unit}" for row in rows]
    left_out = len(figures) - len(fit)
    remark = desk.say("Left out, as not fit for comparison: {count}.", count=left_out) if left_out else ""
    words = desk.say(
        "{label} and the same measure at other times, in {unit}.", label=desk.theirs(fit[0].label, fit[0]), unit=unit
    )
    caption = (Span(sentences((words, remark), desk.language)), desk.note(fit))
    alt = desk.say("Chart. {figures}.", figures=clauses(said, desk.language))
    form = "line" if section.options.get("form") == "line" else "columns"
    return [Chart(section.id, form, rows, caption, sentences((alt, remark), desk.language), unit)]
