"""Pack and evidence → Briefing: the one tree that layout, word counts and readers share."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from briefpack.briefing.annex import TITLE, annex, newest_words
from briefpack.briefing.desk import Desk, gap_paragraph
from briefpack.briefing.errors import ComposeError
from briefpack.briefing.locale import listed
from briefpack.briefing.nodes import ANNEX, Block, Briefing, Columns, Furniture, Heading, Paragraph, Part, Span, Title
from briefpack.briefing.sections import charts, facts, quotes, tables, text, timelines
from briefpack.briefing.terminology import joined, subject_words
from briefpack.briefing.terms import counted
from briefpack.briefing.theirs import told_apart
from briefpack.evidence.items import Claim, Event, Position, Quote, Statistic, when
from briefpack.evidence.sources import Item
from briefpack.language import ENGLISH, Language, say, to_say
from briefpack.library.port import Evidence
from briefpack.pack.pack import Entry, Pack, PartFrame, Section


def _listed(desk: Desk, section: Section) -> list[Block]:
    """Items that a stand-alone annex lists without showing them before."""
    kinds = Counter(type(item).__name__.lower() for _, item in desk.entries(section, together=True))
    held = listed([counted(kind, number, desk.language) for kind, number in kinds.items()], language=desk.language)
    if held:
        words = desk.say("This annex gives the passage behind {items}.", items=held)
    else:
        words = desk.gap(desk.say("Items: {gap}."))
    return [Paragraph(section.id, (Span(words),), "body")]


def _gap(desk: Desk, section: Section) -> list[Block]:
    return [gap_paragraph(desk, section)]


def _signs(desk: Desk, section: Section) -> list[Block]:
    return [Paragraph(section.id, (Span(text.signs(desk)),), "small")]


#: One composer a kind of section.
SECTION_KINDS: dict[str, Callable[[Desk, Section], list[Block]]] = {
    "cover": text.cover,
    "text": text.text,
    "facts": facts.facts,
    "tiles": facts.tiles,
    "dates": facts.dates,
    "caveat": facts.caveat,
    "quotes": quotes.quotes,
    "timeline": timelines.timeline,
    "grid": tables.grid,
    "claims": tables.claims,
    "positions": tables.positions,
    "review-chart": tables.chart_alone,
    "spans": charts.spans,
    "series": charts.series,
    "listed": _listed,
    "gap": _gap,
    "signs": _signs,
}


#: What a kind of section sets in its own form. Anything else that a person put there is set below it as text: nothing
#: in a pack is dropped in silence, or called missing because it stands in another place.
_TAKES: dict[str, type[Item]] = {
    "facts": Item,
    "tiles": Statistic,
    "dates": Event,
    "quotes": Quote,
    "timeline": Event,
    "claims": Claim,
    "positions": Position,
    "spans": Event,
    "series": Statistic,
    "listed": Item,
}


def compose(pack: Pack, library: Evidence, program: str = "briefpack", language: Language = ENGLISH) -> Briefing:
    """The composed document. `library` must hold what the pack uses: give it the pack's own snapshot. `language` is
    the pack's, with its catalogue: what the program adds to the evidence is said in it; quotations stay as they are.

    Raises ComposeError with one sentence when an item is missing or a section's kind is unknown.
    """
    return composed_at(Desk(pack, library, language), program)


def composed_at(desk: Desk, program: str = "briefpack") -> Briefing:
    """The composed document of the pack that lies on a desk where nothing was composed yet."""
    pack = desk.pack
    frames = {frame.id: frame for frame in pack.parts}
    parts: list[Part] = []
    for part_id, sections in groupby(pack.sections, key=lambda section: section.part):
        frame = frames.get(part_id) or PartFrame(id=part_id)
        parts.append(_part(desk, frame, list(sections), first=not parts))
    desk.notes.start_part()
    desk.acronyms.start_part()
    blocks = annex(desk, program)
    landscape = bool(parts) and all(part.landscape for part in parts)
    parts.append(Part(ANNEX, desk.say(TITLE), tuple(blocks), landscape))
    return Briefing(
        title=pack.title,
        subject=pack.short_title or pack.title,
        language=pack.language,
        paper=pack.paper,
        created=pack.as_of,
        furniture=_furniture(desk),
        parts=tuple(parts),
        notes=desk.notes.all(),
        max_pages=pack.max_pages or 0,
    )


def _furniture(desk: Desk) -> Furniture:
    pack = desk.pack
    foot = " · ".join(part for part in (newest_words(desk), desk.say("pack {hash}", hash=desk.digest[:8])) if part)
    return Furniture(
        pack.short_title or pack.title,
        subject_words(pack.subject_line, desk.language),
        foot,
        _stamped(desk.say(CHANGED) if desk.changed_since else "", pack.marking),
        page_of=desk.say("{page} / {pages}"),
        note_link=desk.say("Note {number}"),
        back_link=desk.say("Back to {number}"),
        page_link=desk.say("Page {number}"),
    )


#: Stands on every page of a pack that was edited after it was cleared.
CHANGED = to_say("changed since clearance")


def _stamped(stamp: str, marking: str) -> str:
    return " · ".join(words for words in (stamp, marking) if words)


def as_draft(briefing: Briefing, language: Language) -> Briefing:
    """The briefing with DRAFT on every page: something in it must not leave as final."""
    furniture = briefing.furniture
    stamped = furniture._replace(marking=_stamped(language.say("draft"), furniture.marking))
    return briefing._replace(furniture=stamped)


def _part(desk: Desk, frame: PartFrame, sections: list[Section], first: bool) -> Part:
    desk.notes.start_part(by_source=frame.notes == "by-source")
    desk.acronyms.start_part()
    blocks: list[Block] = []
    if first:
        blocks.append(Title("title", desk.pack.eyebrow, (Span(desk.acronyms.mention(desk.pack.title)),)))
    if frame.title and (not first or frame.title != desk.pack.title):
        blocks.append(Heading(f"part.{frame.id}", 1, (Span(frame.title),), toc=frame.contents))
    blocks += _in_columns(desk, sections)
    left = desk.acronyms.leftovers()
    if left:
        words = told_apart((Span(joined(left, desk.language)),), desk.language)
        blocks.append(Paragraph(f"part.{frame.id}.acronyms", words, "closing"))
    return Part(f"part.{frame.id}", frame.title or desk.pack.title, tuple(blocks), frame.landscape, size=frame.size)


def _in_columns(desk: Desk, sections: list[Section]) -> Iterator[Block]:
    for in_column, run in groupby(sections, key=lambda section: bool(section.column)):
        group = list(run)
        if not in_column:
            for section in group:
                yield from desk.composed(section, _composed)
            continue
        sides = [
            tuple(block for section in group if section.column == side for block in desk.composed(section, _composed))
            for side in ("left", "right")
        ]
        yield Columns(f"{group[0].id}.columns", tuple(sides), (1.25, 1.0))


def _composed(desk: Desk, section: Section) -> list[Block]:
    if section.kind not in SECTION_KINDS:
        raise ComposeError(
            say(
                "The section “{title}” is of a kind this program does not know ({kind}). "
                "Update the program to open this pack.",
                title=section.title or section.key,
                kind=section.kind,
            )
        )
    blocks: list[Block] = []
    if section.title:
        blocks.append(Heading(f"{section.id}.title", 2, (Span(desk.acronyms.mention(section.title)),), toc=False))
    return told_apart([*blocks, *_with_remark(desk, section)], desk.language)


def _with_remark(desk: Desk, section: Section) -> list[Block]:
    remark = window_remark(desk, section) or section.remark
    if remark and section.column:
        # In a narrow column the remark stands after what it explains.
        return [*_set(desk, section), _remark(section, remark)]
    return [*([_remark(section, remark)] if remark else []), *_set(desk, section)]


def _set(desk: Desk, section: Section) -> list[Block]:
    others = tuple(entry for entry in section.entries if not _taken(desk, section.kind, entry))
    if not others:
        return SECTION_KINDS[section.kind](desk, section)
    own = section.model_copy(update={"entries": tuple(entry for entry in section.entries if entry not in others)})
    # A section that shows a table or a chart of its own needs no entries for it.
    blocks = SECTION_KINDS[section.kind](desk, own) if own.entries or section.kind not in _TAKES else []
    return blocks + text.text(desk, section.model_copy(update={"entries": others, "options": {}}))


def _taken(desk: Desk, kind: str, entry: Entry) -> bool:
    if kind in {"text", "cover"} or not (entry.item or entry.text):
        return True
    if kind == "caveat" or not entry.item:
        return kind == "caveat" and not entry.item
    return kind in _TAKES and isinstance(desk.item(entry.item), _TAKES[kind])


def _remark(section: Section, words: str) -> Paragraph:
    return Paragraph(f"{section.id}.remark", (Span(words),), "small")


def window_remark(desk: Desk, section: Section) -> str:
    """`Window widened from 12 months to all dates: newest item 4 April [2024].`, or "" when it was not widened."""
    options = section.options
    if not options.get("window") or options.get("widened") in {None, options["window"]}:
        return ""
    newest = desk.item(options["newest"]) if options.get("newest") else None
    date = desk.day(when(newest)) if newest else ""
    everything, months = options["widened"] == "0", options["window"]
    match everything, bool(date):
        case True, True:
            words = to_say("Window widened from {months} months to all dates: newest item {date}.")
        case True, False:
            words = to_say("Window widened from {months} months to all dates.")
        case False, True:
            words = to_say("Window widened from {months} months to {wider} months: newest item {date}.")
        case _:
            words = to_say("Window widened from {months} months to {wider} months.")
    return desk.say(words, months=months, wider=options["widened"], date=date)
