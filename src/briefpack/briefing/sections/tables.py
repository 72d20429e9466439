"""Prepared tables, claims with their evidence, positions of States and others."""

import re
from collections.abc import Sequence

from briefpack.briefing.desk import FLAG, ND, SEE_CONFLICT, Desk, block_id, gap_paragraph, places_words
from briefpack.briefing.errors import ComposeError
from briefpack.briefing.locale import clauses, in_list, sentences, stopped
from briefpack.briefing.nodes import Bar, BarRow, Block, Chart, Column, Row, Span, Spans, Table
from briefpack.briefing.quoting import quoted
from briefpack.briefing.terms import unit_words, verdict_words
from briefpack.briefing.theirs import DATASET
from briefpack.evidence import grids
from briefpack.evidence.dates import UNKNOWN, FuzzyDate
from briefpack.evidence.grids import Grid, GridRow
from briefpack.evidence.items import Claim, Position, Quote, Statistic, when
from briefpack.evidence.sources import Item
from briefpack.language import say, to_say, to_say_as
from briefpack.pack.pack import Section

_ORDINALS = (
    to_say_as("which review", "1st"),
    to_say_as("which review", "2nd"),
    to_say_as("which review", "3rd"),
    to_say_as("which review", "4th"),
    to_say_as("which review", "5th"),
    to_say_as("which review", "6th"),
    to_say_as("which review", "7th"),
    to_say_as("which review", "8th"),
    to_say_as("which review", "9th"),
)


def grid(desk: Desk, section: Section) -> list[Block]:
    """A prepared table with its sums checked; then, where `chart` names series, the same rows as a chart."""
    found = _grid(desk, section)
    columns = tuple(
        Column((Span(desk.theirs(column.title)),), column.align, column.weight, column.head) for column in found.columns
    )
    rows = tuple(
        Row(f"{section.id}.{row.id}", tuple(_cell(desk, cell, f"{section.id}.{row.id}") for cell in row.cells), row.id)
        for row in found.rows
    )
    remarks = tuple(_cell(desk, cell, section.id) for cell in found.remarks)
    pieces = [piece for row in found.rows for cell in row.cells for piece in cell if isinstance(piece, grids.CitePiece)]
    cited = [desk.item(item_id) for piece in pieces for item_id in piece.cite]
    below = (*remarks, *_legend(desk), *_sums(desk, found, section.id), desk.source_key(cited))
    blocks: list[Block] = [Table(section.id, (Span(desk.theirs(found.title)),), columns, rows, below)]
    if section.options.get("chart"):
        blocks += review_chart(desk, section, found)
    return blocks


def chart_alone(desk: Desk, section: Section) -> list[Block]:
    """The chart of a prepared table without the table."""
    return review_chart(desk, section, _grid(desk, section))


def _grid(desk: Desk, section: Section) -> Grid:
    found = desk.library.get(section.options.get("grid", ""), "grid")
    if not isinstance(found, Grid):
        name = section.options.get("grid", "")
        raise ComposeError(say("The table {name} is missing from the pack and the library.", name=name))
    return found


def _legend(desk: Desk) -> tuple[Spans, ...]:
    return ((Span(desk.say("n/d = {gap}.", gap=desk.gap("{gap}"))),),)


def _sums(desk: Desk, found: Grid, block: str) -> tuple[Spans, ...]:
    checked = []
    for item_id in found.sums:
        whole = desk.item(item_id, block)
        parts = [desk.item(part, block) for part in whole.parts] if isinstance(whole, Statistic) else []
        values = [part.value for part in parts if isinstance(part, Statistic)]
        if isinstance(whole, Statistic) and sum(values) == whole.value:
            checked.append(f"{' + '.join(map(desk.number, values))} = {desk.number(whole.value)}")
    said = clauses(checked, desk.language)
    return ((Span(desk.say("Sums checked: {sums}.", sums=said)),),) if checked else ()


def _cell(desk: Desk, cell: Sequence[grids.Piece], block: str) -> Spans:
    return tuple(span for piece in cell for span in _piece(desk, piece, block))


def _piece(desk: Desk, piece: grids.Piece, block: str) -> Spans:
    items = [desk.item(item_id, block) for item_id in grids.items_of(piece)]
    match piece:
        case grids.TextPiece(text=words):
            said = _between(desk, desk.acronyms.mention(words))
        case grids.ValuePiece() if isinstance(items[0], Statistic):
            said = desk.number(items[0].value)
        case grids.WordsPiece(clip=clip):
            said = desk.theirs(quoted(clip))
        case grids.DatePiece(part=part):
            said = desk.day(when(items[0]), short=True, part=part)
        case grids.YearsPiece(years=years):
            said = years
        case grids.FlagPiece(flag=conflict_id):
            desk.flagged[conflict_id] = None
            said = FLAG
        case grids.CitePiece():
            said = places_words(desk, items)
        case grids.NamePiece(cycle=number):
            said = str(number)
        case _:
            said = desk.say(ND)
    return (Span(said),)


def _between(desk: Desk, words: str) -> str:
    """Words that join the values of a cell. What they begin and end with belongs to the cell: a bracket that opens
    before a value closes behind it."""
    bare = words.strip(_JOINTS)
    before, _, after = words.partition(bare) if bare else (words, "", "")
    return f"{before}{desk.theirs(bare)}{after}"


_JOINTS = " ();,—"


def review_chart(desk: Desk, section: Section, found: Grid) -> list[Block]:
    """Bars a review for the series in `chart`. A review without figures fit for a chart shows n/d, never a zero.

    A table in which no row is dated tells no reviews apart: then what is missing is said.
    """
    series = section.options.get("chart", "").split(",")
    patterns = dict(zip(series, ("solid", "light", "hatch"), strict=False))
    points = [
        item
        for item in desk.library.all("statistic")
        if isinstance(item, Statistic) and item.chartable and item.series in patterns
    ]
    dates = [_review_date(desk, row) for row in found.rows]
    if not any(held.known for held in dates):
        return [gap_paragraph(desk, section, desk.say("Chart of the reviews: {gap}."))]
    rows = []
    for number, held in enumerate(dates):
        year = held.start.year if held.start else None
        mine = sorted((p for p in points if year and p.x == year), key=lambda p: series.index(str(p.series)))
        bars = tuple(Bar(p.value, _bar_words(desk, p), patterns[str(p.series)]) for p in mine)
        ordinal = desk.say_as(*_ORDINALS[number]) if number < len(_ORDINALS) else str(number + 1)
        label = " · ".join(part for part in (ordinal, desk.day(held, part="year")) if part)
        rows.append(BarRow(label, bars, "" if bars else desk.say(ND)))
        for point in mine:
            desk.item(point.id, f"{section.id}.chart")
    caption = (
        desk.say("Recommendations by answer, in the source’s words."),
        desk.say("What was left open is not acceptance."),
        desk.say("A review without figures fit for comparison is shown as n/d."),
    )
    legend = (
        ("solid", desk.say("refused, in the source’s words")),
        ("light", desk.say("left open, in the source’s words")),
    )
    chart = Chart(
        f"{section.id}.chart",
        "stacked",
        tuple(rows),
        (Span(sentences(caption, desk.language)), desk.note(points)),
        _chart_words(desk, rows),
        unit_words("recommendations", desk.language),
        legend,
    )
    return [chart]


def _review_date(desk: Desk, row: GridRow) -> FuzzyDate:
    """The date in the second cell of a row, which says when the review was held; unknown where there is none."""
    dated = (piece for cell in row.cells[1:2] for piece in cell if isinstance(piece, grids.DatePiece))
    return next((when(desk.item(piece.date)) for piece in dated), UNKNOWN)


def _bar_words(desk: Desk, point: Statistic) -> str:
    """`63 “rejected”, elsewhere “initially rejected”`: both wordings where the label of the figure gives two."""
    other = _ELSEWHERE.search(point.label)
    words = desk.say(
        "{number} “{word}”", number=desk.number(point.value), word=desk.theirs(point.status_word or "", point)
    )
    return (
        desk.say("{number_and_word}, elsewhere “{other}”", number_and_word=words, other=desk.theirs(other[1], point))
        if other
        else words
    )


_ELSEWHERE = re.compile(r"\(elsewhere “([^”]+)”\)")


def _chart_words(desk: Desk, rows: Sequence[BarRow]) -> str:
    said = []
    for each in rows:
        bars = in_list((bar.label for bar in each.bars), desk.language)
        said.append(f"{each.label}{desk.colon}{bars or desk.say('not in the dataset')}")
    return desk.say("Bar chart of recommendations by review. {reviews}.", reviews=clauses(said, desk.language))


def claims(desk: Desk, section: Section) -> list[Block]:
    """One row a claim: the words, who made it, what speaks for and against, the verdict of the pack's author."""
    entries = [(entry, item) for entry, item in desk.entries(section) if isinstance(item, Claim)]
    if not entries:
        return [gap_paragraph(desk, section)]
    columns = (
        Column((Span(desk.say("Claim (verbatim)")),), weight=1.1, head=True),
        Column((Span(desk.say_as("what speaks for a claim", "For")),), weight=1.5),
        Column((Span(desk.say("Against, or qualifying")),), weight=2.3),
        Column((Span(desk.say("Finding")),), weight=1.2),
    )
    rows = tuple(
        Row(block_id(section, entry), _claim_cells(desk, claim, block_id(section, entry)), entry=entry.id)
        for entry, claim in entries
    )
    words = desk.say("Findings are the pack author’s, not the United Nations’. Acceptance is not implementation.")
    shown = [desk.item(link.item_id) for _, claim in entries for link in claim.evidence]
    key = desk.source_key([*(claim for _, claim in entries), *shown])
    return [Table(section.id, (), columns, rows, ((Span(words),), key))]


def _claim_cells(desk: Desk, claim: Claim, block: str) -> tuple[Spans, ...]:
    quote = desk.item(claim.quote_ids[0], block) if claim.quote_ids else None
    who = (
        f" {in_list((desk.theirs(claim.claimant, claim), desk.day(claim.when) or desk.say('undated')), desk.language)}"
    )
    words = desk.theirs(quoted(claim.text) if claim.verbatim else claim.text, claim)
    variant = quote.variant_of if isinstance(quote, Quote) else None
    flagged = f" {FLAG} {desk.say('two wordings in one source')}" if variant else ""
    if quote and variant:
        desk.flag(quote)
    place = places_words(desk, [claim])
    first = (
        Span(f"{claim.label}. ", "b"),
        Span(words),
        Span(f"{desk.acronyms.mention(who)}{flagged} ({_through(desk, quote, place)})", "u"),
    )
    verdict, plain = verdict_words(claim.verdict, desk.language), claim.verdict.replace("-", " ")
    why = desk.mentioned(desk.readable(claim.verdict_text), claim)
    if desk.language.tag == DATASET and claim.verdict_text.lower().startswith(plain):  # which says it once more
        last = (Span(verdict, "b"), Span(desk.mentioned(desk.readable(claim.verdict_text[len(plain) :]), claim)))
    else:
        last = (Span(verdict, "b"), Span(sentences((stopped("", desk.language), why), desk.language)))
    supporting = _evidence(desk, claim, ("supports",), block)
    against = _evidence(desk, claim, ("contradicts", "qualifies", "context"), block)
    return first, supporting or (Span(desk.say("None: {gap}.", gap=desk.gap_words)),), against, last


def _through(desk: Desk, quote: Item | None, place: str) -> str:
    """The place of words in a source: `quoted in` it, where it prints what somebody else reported."""
    if isinstance(quote, Quote) and quote.kind == "direct-quote" and len(quote.chain) > 1:
        return desk.say("quoted in {source}", source=place)
    return place


def _evidence(desk: Desk, claim: Claim, relations: tuple[str, ...], block: str) -> Spans:
    spans: list[Span] = []
    for relation in relations:
        links = [link for link in claim.evidence if link.relation == relation]
        if links and relation in _RELATIONS:
            spans.append(Span(f"{' ' if spans else ''}{desk.say(_RELATIONS[relation])}", "b"))
        for link in links:
            spans.append(Span(f"{' ' if spans else ''}{desk.mentioned(desk.readable(link.note), claim)}"))
            spans.append(Span(f" ({places_words(desk, [desk.item(link.item_id, block)])})", "u"))
    return tuple(spans)


_RELATIONS = {
    "contradicts": to_say("Against."),
    "qualifies": to_say("Qualifying."),
    "context": to_say("Context."),
}


def positions(desk: Desk, section: Section) -> list[Block]:
    """One row a position: actor, what is reported, verbatim words where there are any, date, source."""
    entries = [(entry, item) for entry, item in desk.entries(section) if isinstance(item, Position)]
    if not entries:
        return [gap_paragraph(desk, section)]
    columns = (
        Column((Span(desk.say("Actor")),), weight=0.9, head=True),
        Column((Span(desk.say("Position, as reported")),), weight=2.6),
        Column((Span(desk.say("Verbatim")),), weight=2.0),
        Column((Span(desk.say("Date")),), weight=0.8),
        Column((Span(desk.say("Source")),), weight=1.55),
    )
    rows = []
    for entry, position in entries:
        name = desk.label(position.actor)
        quote = _words_of(desk, position)
        rows.append(
            Row(
                block_id(section, entry),
                (
                    (Span(name, "b"),),
                    (Span(_position_words(desk, position)),),
                    _verbatim(desk, quote, block_id(section, entry)),
                    (Span(_position_date(desk, position)),),
                    (Span(_through(desk, quote, places_words(desk, [position]))),),
                ),
                group=name,
                entry=entry.id,
            )
        )
    others = desk.gap(desk.say("Positions of all others: n/d ({gap})."))
    key = desk.source_key(position for _, position in entries)
    return [Table(section.id, (), columns, tuple(rows), ((Span(others),), key))]


def _position_date(desk: Desk, position: Position) -> str:
    """The date as the related item prints it, which knows what was inferred; else the whole in brackets if inferred."""
    related = [item for item_id in position.related if isinstance(item := desk.library.get(item_id), Item)]
    for item in related:
        if when(item).known and when(item).start == position.when.start:
            return desk.day(when(item), short=True)
    return desk.day(position.when, short=True) or desk.say(ND)


def _position_words(desk: Desk, position: Position) -> str:
    words = SEE_CONFLICT.sub("", position.text) if "see cf-" in position.text else position.text
    flag = f" {FLAG}" if words != position.text else ""
    basis = f" {desk.say('(identity of the actor inferred)')}" if position.actor_basis == "inferred" else ""
    awaited = position.status == "announced" and "outcome" not in words
    words = desk.mentioned(words, position)
    announced = f" ({desk.gap(desk.say('outcome {gap}'))})" if awaited else ""
    return f"{words}{basis}{announced}{flag}{desk.mark(position)}"


def _words_of(desk: Desk, position: Position) -> Quote | None:
    """The quotation that a position is shown with."""
    for item_id in position.related:
        found = desk.library.get(item_id, "quote")
        if isinstance(found, Quote) and found.usable_publicly == "yes" and found.stance != "neutral-procedural":
            return found
    return None


def _verbatim(desk: Desk, quote: Quote | None, block: str) -> Spans:
    if quote is None:
        return (Span(desk.say("no words quoted"), "u"),)
    desk.item(quote.id, block)
    return (Span(f"{desk.theirs(quoted(quote.text), quote)}{desk.flag(quote)}"),)
