"""Facts in one line each, figures in large print, dates to come."""

import re
from collections.abc import Callable

from briefpack.briefing.citations import title_of
from briefpack.briefing.desk import Desk, block_id, gap_paragraph
from briefpack.briefing.locale import sentences, stopped
from briefpack.briefing.nodes import Block, Bullets, Paragraph, Span, Spans, Tile, Tiles
from briefpack.briefing.terms import qualified
from briefpack.evidence.items import Event, Quote, Statistic
from briefpack.evidence.sources import Item
from briefpack.language import to_say
from briefpack.pack.pack import Section


def facts(desk: Desk, section: Section) -> list[Block]:
    """Numbered facts: date and title of events, value and label of statistics, each with its note."""
    entries = desk.entries(section, together=True)
    if not entries:
        return [gap_paragraph(desk, section)]
    items = tuple(fact_line(desk, item) for _, item in entries)
    ordered = section.options.get("numbered", "yes") == "yes"
    return [Bullets(section.id, items, ordered, tuple(entry.id for entry, _ in entries))]


def fact_line(desk: Desk, item: Item) -> Spans:
    """One fact with its date or value first, its flags and its note last."""
    if isinstance(item, Statistic):
        return _figure_line(desk, item)
    if not isinstance(item, Event):
        # A quotation may hold another; its words are nobody's to spell out.
        quoted = isinstance(item, Quote)
        words = desk.theirs(title_of(item), item) if quoted else desk.expanded(title_of(item), item)
        return (Span(f"{words}{desk.mark(item)}"), desk.note([item]))
    words = event_words(desk, item, desk.expanded)
    return (
        Span(f"{desk.date(item)}", "b"),
        Span(f"{desk.colon}{words}{desk.flag(item)}{desk.mark(item)}"),
        desk.note([item]),
    )


def event_words(desk: Desk, event: Event, told: Callable[[str, Item], str]) -> str:
    """An event's title as a sentence, with what is to be said of its outcome: `Visit announced (was due; …).` `told`:
    how the desk treats words of an item. The full stop of an English sentence is an English one."""
    due = desk.due(event)
    ends = event.title.endswith((".", "?", "”"))
    if due:
        words = desk.say("{title} ({due})", title=told(event.title, event), due=due)
        return words if ends else stopped(words, desk.language)
    return told(event.title if ends else f"{event.title}{desk.stop(event)}", event)


def _figure_line(desk: Desk, item: Statistic) -> Spans:
    share = _SHARE.match(item.label)
    label = desk.expanded(share[1] if share else lowered(item.label), item)
    if share:
        label = desk.say("of {whole} (our calculation)", whole=label)
    words = f" {as_of(desk, item, label)}{desk.flag(item)}{desk.mark(item)}"
    spans = [Span(figure(desk, item), "bn"), Span(words), desk.note([item])]
    if item.not_to_be_read_as and item.status_class in _EASILY_MISREAD:
        spans.append(Span(f" {desk.theirs(item.not_to_be_read_as, item)}", "uf"))
    return tuple(spans)


_SHARE = re.compile(r"^Share of (.+), in percent \(our calculation\)$")
#: Figures whose caution is printed beside them even in one line.
_EASILY_MISREAD = {"under-examination", "rejected-initially", "not-supported", "denominator"}


def figure(desk: Desk, item: Statistic) -> str:
    """A value with its qualifier and what it is a part of: `262`, `63 of 262`, `over 20`, `24 %`."""
    words = desk.number(item.value)
    if item.unit == "percent":
        words = desk.say("{number}\u00a0%", number=words)
    whole = desk.library.get(item.population.id) if item.population.id else None
    if isinstance(whole, Statistic) and whole.unit == item.unit:
        words = desk.say("{number} of {whole}", number=words, whole=desk.number(whole.value))
    return qualified(item.qualifier, words, desk.language) if item.qualifier else words


def as_of(desk: Desk, item: Statistic, label: str) -> str:
    """`recommendations received (as of October 2014)`; an inferred date is in brackets. What is ours says so."""
    if item.derived and "our c" not in item.label:
        ours = (
            to_say("{label}, our calculation") if "calculation" in item.attributed_to else to_say("{label}, our count")
        )
        label = desk.say(ours, label=label)
    date = desk.day(item.when)
    if date:
        return desk.say("{label} (as of {date})", label=label, date=date)
    return desk.say("{label} (as of: {gap})", label=label, gap=desk.gap_words)


def lowered(label: str) -> str:
    """A label inside a sentence: its first letter small unless it is an acronym or a name."""
    second = label[1:2]
    return label[:1].lower() + label[1:] if second.islower() or second == " " else label


def tiles(desk: Desk, section: Section) -> list[Block]:
    """Figures in large print, three a row: what each is, as of when, and what it must not be taken for."""
    entries = [(entry, item) for entry, item in desk.entries(section, together=True) if isinstance(item, Statistic)]
    if not entries:
        return [gap_paragraph(desk, section)]
    compact = section.options.get("compact") == "yes"
    made = [Tile((Span(figure(desk, item)),), _tile_label(desk, item, compact), entry.id) for entry, item in entries]
    # Three side by side keep their labels readable.
    rows = [tuple(made[start : start + 3]) for start in range(0, len(made), 3)]
    return [Tiles(f"{section.id}.t{number}" if number else section.id, row) for number, row in enumerate(rows)]


def _tile_label(desk: Desk, item: Statistic, compact: bool) -> Spans:
    label = desk.mentioned(lowered(item.label), item)
    spans = [Span(f"{as_of(desk, item, label)}{desk.flag(item)}{desk.mark(item)}"), desk.note([item])]
    if item.not_to_be_read_as:
        caution = item.not_to_be_read_as
        # The sheet for the principal carries the heart of the caution; the annex and the other parts carry all of it.
        words = f"{re.split(r'[:.;]', caution)[0]}{desk.stop(item)}" if compact else caution
        spans.append(Span(f" {desk.theirs(words, item)}", "u"))
    return tuple(spans)


def dates(desk: Desk, section: Section) -> list[Block]:
    """What was announced: what is to come, and what was due and has no outcome here."""
    entries = [(entry, item) for entry, item in desk.entries(section, together=True) if isinstance(item, Event)]
    if not entries:
        return [gap_paragraph(desk, section)]
    if section.options.get("compact") == "yes":
        return [
            Paragraph(f"{section.id}.{entry.id}" if number else section.id, fact_line(desk, item), "small", entry.id)
            for number, (entry, item) in enumerate(entries)
        ]
    items = tuple(fact_line(desk, item) for _, item in entries)
    return [Bullets(section.id, items, False, tuple(entry.id for entry, _ in entries))]


def caveat(desk: Desk, section: Section) -> list[Block]:
    """How old the dataset is, in one sentence, and the user's own caveat if any."""
    blocks: list[Block] = [Paragraph(section.id, (Span(data_line(desk)),), "small")]
    for entry in section.entries:
        block = block_id(section, entry)
        blocks += [Paragraph(block, desk.own_words(entry.text, block), "small")] if entry.text else []
    return blocks


def data_line(desk: Desk) -> str:
    """`Facts to 4 April [2024] (newest dated event). 5 sources; publisher stated in 2, inferred in 3.`"""
    stamp = desk.pack.dataset
    newest = desk.library.get(stamp.newest) if stamp.newest else None
    to = ""
    if isinstance(newest, Event):
        to = desk.say("Facts to {date} (newest dated event).", date=desk.day(newest.when))
    sources = [desk.source(source_id) for source_id in stamp.sources]
    stated = sum(source.publisher_basis == "stated" for source in sources)
    counted = desk.say_many(
        "{count} source; publisher stated in {stated}, inferred in {inferred}.",
        "{count} sources; publisher stated in {stated}, inferred in {inferred}.",
        len(sources),
        stated=stated,
        inferred=len(sources) - stated,
    )
    return sentences((to, counted), desk.language)
