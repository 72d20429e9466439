"""Own text and the blanks that wait for it; the cover."""

from briefpack.briefing.citations import OWN_WORDS
from briefpack.briefing.desk import FLAG, Desk, block_id, gap_paragraph
from briefpack.briefing.locale import day_words, sentences
from briefpack.briefing.markup import paragraphs
from briefpack.briefing.nodes import Blank, Block, Bullets, Contents, KeyBox, Paragraph, Quotation, Span
from briefpack.briefing.sections.facts import data_line, fact_line
from briefpack.evidence.sources import Item
from briefpack.pack.pack import Entry, Section

Simple = Paragraph | Bullets | Quotation | Blank


def text(desk: Desk, section: Section) -> list[Block]:
    """Slots, own paragraphs and single facts in order; in a key box where `box` names its label."""
    blocks: list[Simple] = []
    # Under a title or in a labelled box, the only slot needs no label of its own.
    alone = sum(bool(entry.label) for entry in section.entries) == 1 and bool(section.title or section.options)
    for entry in section.entries:
        if entry.item:
            item = desk.shown(entry, entry.item, block_id(section, entry))
            blocks.append(_fact(desk, section, entry, item))
        elif entry.text:
            blocks += _written(desk, section, entry)
        elif entry.label:
            label = "" if alone else f"{entry.label}{desk.colon}"
            blocks.append(Blank(block_id(section, entry), label, entry.hint, entry.lines, entry.id))
    if not blocks:
        return [gap_paragraph(desk, section)]
    if section.options.get("box"):
        return [KeyBox(section.id, section.options["box"], tuple(blocks))]
    return list(blocks)


def _fact(desk: Desk, section: Section, entry: Entry, item: Item) -> Paragraph:
    return Paragraph(block_id(section, entry), fact_line(desk, item), "body", entry.id)


def _written(desk: Desk, section: Section, entry: Entry) -> list[Simple]:
    block = block_id(section, entry)
    several = sum(bool(other.label) for other in section.entries) > 1
    made: list[Simple] = []
    for number, paragraph in enumerate(paragraphs(entry.text)):
        spans = desk.own_words(paragraph, block)
        if several and not number:
            spans = (Span(f"{entry.label}{desk.colon}", "b"), *spans)
        made.append(Paragraph(f"{block}.{number}" if number else block, spans, "body", entry.id))
    return made


def cover(desk: Desk, section: Section) -> list[Block]:
    """The lines under the title: date of the occasion, slots, what the facts rest on, contents, the signs."""
    pack = desk.pack
    blocks: list[Block] = []
    if pack.date:
        date = (Span(f"{desk.say('Date')}{desk.colon}", "b"), Span(day_words(pack.date, desk.language)))
        blocks.append(Paragraph(f"{section.id}.date", date, "body"))
    else:
        blocks.append(Blank(f"{section.id}.date", f"{desk.say('Date')}{desk.colon}", desk.say("to be set"), 1))
    blocks += text(desk, section) if section.entries else []
    marked = desk.say("Marking: {marking}.", marking=pack.marking) if pack.marking else desk.say("Marking: Unmarked.")
    blocks += [
        Paragraph(f"{section.id}.data", (Span(data_line(desk)),), "body"),
        Paragraph(f"{section.id}.marking", (Span(marked),), "small"),
        Contents(f"{section.id}.contents", 1),
        Paragraph(f"{section.id}.signs", (Span(signs(desk)),), "small"),
    ]
    return blocks


def signs(desk: Desk) -> str:
    """How to read the signs that the pack uses."""
    words = [
        desk.say("How to read this pack."),
        desk.say("[ ]: inferred, not stated in the source."),
        desk.say("{flag}: sources disagree or the source is ambiguous; see the annex.", flag=FLAG),
        desk.say("n/d = {gap}; never zero.", gap=desk.gap_words),
        desk.say("Ages are counted from {date}.", date=day_words(desk.pack.as_of, desk.language)),
        desk.say(
            "Raised numbers lead to the sources at the foot of the page; the annex gives the passage behind every fact."
        ),
    ]
    if len(desk.pack.collections) > 1:
        words.append(desk.say("‡: later public fact from outside the articles; check the original."))
    if desk.holds_own:
        words.append(desk.say(OWN_WORDS))
    return sentences(words, desk.language)
