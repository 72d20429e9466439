"""The annex of every pack: sources, the passage behind every fact, disagreements, derived figures, gaps, manifest."""

import re

from briefpack.briefing.citations import OWN_WORDS, full_citation, passages, title_of
from briefpack.briefing.desk import FLAG, Desk
from briefpack.briefing.locale import date_words, day_words, number_words
from briefpack.briefing.nodes import Block, Bullets, Column, Heading, Paragraph, Row, Span, Spans, Table
from briefpack.briefing.sections.facts import as_of, data_line, figure
from briefpack.evidence.items import Claim, Conflict, Event, Position, Quote, Statistic
from briefpack.evidence.sources import LATER_FACTS, OWN, Item, Source

TITLE = "Sources and verification"
_STATISTIC = re.compile(r"st-[a-z0-9-]+")
_KIND_TITLES = (
    (Event, "Events"),
    (Quote, "Quotations"),
    (Statistic, "Figures"),
    (Position, "Positions"),
    (Claim, "Claims"),
)


def annex(desk: Desk, program: str) -> list[Block]:
    """The annex's blocks for all that the desk's document has used so far. `program` is name and version."""
    items = [desk.item(item_id) for item_id in desk.used]
    blocks: list[Block] = [
        Heading("annex", 1, (Span(TITLE),)),
        Paragraph("annex.data", (Span(data_line(desk)),), "small"),
    ]
    blocks += _sources(desk, items)
    blocks += _facts(desk, items)
    blocks += _disagreements(desk)
    blocks += _derived(desk, items)
    blocks += _gaps(desk)
    blocks += _manifest(desk, program)
    return blocks


def _heading(key: str, words: str) -> Heading:
    return Heading(f"annex.{key}", 2, (Span(words),), toc=False)


def _sources(desk: Desk, items: list[Item]) -> list[Block]:
    cited = {citation.source_id for item in items for citation in item.citations}
    ids = [*desk.pack.dataset.sources, *sorted(cited - set(desk.pack.dataset.sources))]
    rows = tuple(
        Row(f"annex.source.{source_id}", _source_cells(desk, desk.source(source_id), number, source_id in cited))
        for number, source_id in enumerate(ids, 1)
    )
    columns = (
        Column((Span("No."),), "right", 0.45, head=True),
        Column((Span("Source"),), weight=3.3),
        Column((Span("What is inferred, and why"),), weight=3.2),
        Column((Span("Grade"),), weight=1.45),
    )
    remark = (
        Span(
            "Grades are editorial defaults in the Admiralty style: letter for the source, figure for the information. "
            "Sources of the same independence group do not corroborate one another."
        ),
    )
    return [_heading("sources", "Sources"), Table("annex.source", (), columns, rows, (remark,))]


def _source_cells(desk: Desk, source: Source, number: int, cited: bool) -> tuple[Spans, ...]:
    retrieved = f"Retrieved {source.retrieved}. " if source.retrieved else "Date of retrieval not recorded. "
    digest = f"SHA-256 {_grouped(source.sha256)}." if source.sha256 else "Not stored."
    words: Spans = (
        Span(f"{full_citation(source)}. {'Seen at ' + source.url + '. ' if source.url else ''}"),
        Span(f"Short: {desk.short(source.id)}. {'' if cited else 'Not cited in this pack. '}{retrieved}{digest}", "u"),
    )
    grade = source.grade or "not graded"
    return (
        (Span(str(number)),),
        words,
        (Span(desk.readable(_basis(source))),),
        (Span(f"{grade}. Group: {source.independence_group}."),),
    )


def _grouped(digest: str) -> str:
    """A digest in groups of eight, so that it can be compared by eye and breaks between groups."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _basis(source: Source) -> str:
    if source.collection == OWN:
        return "All as the maker of this pack gives it; not checked against the dataset."
    inferred = [
        (source.publisher_basis, f"Publisher: {source.publisher_reasoning}"),
        (source.date_basis, f"Date: {source.date_reasoning}"),
    ]
    words = [reason for basis, reason in inferred if basis != "stated"]
    if source.title_basis != "stated":
        words.append("Title: none in the text.")
    if source.author_basis != "stated":
        words.append("Author: not in the text.")
    return " ".join(words) or "Nothing: title, author, publisher and date are stated."


def _facts(desk: Desk, items: list[Item]) -> list[Block]:
    columns: tuple[Column, ...] = (
        Column((Span("Fact, as used"),), weight=1.8, head=True),
        Column((Span("Page"),), "right", 0.45),
        Column((Span("Source"),), weight=1.3),
        Column((Span("Passage, verbatim"),), weight=3.5),
    )
    rows: list[Row] = []
    for kind, title in _KIND_TITLES:
        mine = [item for item in items if isinstance(item, kind)]
        if mine:
            rows.append(Row(f"annex.facts.{title.lower()}", ((Span(title, "b"),),)))
        for item in mine:
            rows += _fact_rows(desk, item)
    words = (
        "Every figure, quotation and date of this pack, with the words of the source behind it. Paragraphs are the "
        "non-empty lines of the article as stored, counted from 1. ″: as above."
    )
    words = f"{words} {OWN_WORDS}" if desk.holds_own else words
    note = Paragraph("annex.facts.note", (Span(words),), "small")
    heading = _heading("facts", "The passage behind every fact")
    listed = {section.id for section in desk.pack.sections if section.kind == "listed"}
    if all(desk.used[item.id].split(".")[0] in listed for item in items):
        # A stand-alone annex shows its items nowhere else: there is no page to give.
        columns = (columns[0], *columns[2:])
        rows = [row._replace(cells=(row.cells[0], *row.cells[2:])) for row in rows]
    return [heading, note, Table("annex.fact", (), columns, tuple(rows))]


def _fact_rows(desk: Desk, item: Item) -> list[Row]:
    label = _fact_label(desk, item)
    page = (Span(f"page:{desk.used[item.id]}", target=desk.used[item.id]),)
    found = passages(item)
    rows = []
    for number, citation in enumerate(found):
        place = f", para.\u00a0{citation.locator}" if citation.locator else ""
        unseen = f"Page not stored: {desk.source(citation.source_id).url}"
        words = desk.passage(citation.excerpt) if citation.excerpt else unseen
        rows.append(
            Row(
                f"annex.fact.{item.id}.{number}",
                (
                    label if not number else (Span("″", "u"),),
                    page if not number else (Span("″", "u"),),
                    (Span(f"{desk.short(citation.source_id)}{place}"),),
                    (Span(words),),
                ),
                group=item.id,
            )
        )
    return rows


def _fact_label(desk: Desk, item: Item) -> Spans:
    mark = desk.mark(item)
    match item:
        case Event():
            return (Span(desk.date(item), "b"), Span(f" {item.title}{mark}"))
        case Statistic():
            return (Span(figure(desk, item), "b"), Span(f" {item.label}{as_of(desk, item)}{mark}"))
        case Quote():
            return (
                Span(_clipped(item.text)),
                Span(f" {item.speaker.replace('this article', 'the source')}{mark}", "u"),
            )
        case Position():
            return (Span(desk.name(item.actor), "b"), Span(f" {_without_ids(item.text)}{mark}"))
        case Claim():
            return (Span(f"{item.label} ", "b"), Span(_clipped(item.text)))
        case _:
            return (Span(title_of(item)),)


def _clipped(text: str) -> str:
    words = text.split(" ")
    return f"“{text}”" if len(words) <= 9 else f"“{' '.join(words[:8])} […]”"


def _without_ids(text: str) -> str:
    return re.sub(r"\s*\((?:but )?see cf-\d+\)", f" {FLAG}", text)


def _disagreements(desk: Desk) -> list[Block]:
    used = [desk.item(item_id) for item_id in desk.used]
    ids = dict.fromkeys([*desk.flagged, *(conflict for item in used for conflict in item.contested_by)])
    conflicts = [found for conflict_id in sorted(ids) if isinstance(found := desk.library.get(conflict_id), Conflict)]
    rows = [row for conflict in conflicts for row in _conflict_rows(desk, conflict)]
    if not rows:
        return []
    columns = (
        Column((Span("Point"),), weight=1.5, head=True),
        Column((Span("Source"),), weight=1.0),
        Column((Span("Words of the source"),), weight=3.0),
    )
    return [
        _heading("conflicts", "Where sources disagree, are unclear or have aged"),
        Table("annex.conflict", (), columns, tuple(rows)),
    ]


def _conflict_rows(desk: Desk, conflict: Conflict) -> list[Row]:
    rows = []
    for number, citation in enumerate(conflict.citations):
        title: Spans = (Span(desk.readable(conflict.title), "b"), Span(f" {conflict.kind.replace('-', ' ')}", "u"))
        place = f", para.\u00a0{citation.locator}" if citation.locator else ""
        rows.append(
            Row(
                f"annex.conflict.{conflict.id}.{number}",
                (
                    title if not number else (Span("″", "u"),),
                    (Span(f"{desk.short(citation.source_id)}{place}"),),
                    (Span(desk.passage(citation.excerpt or "")),),
                ),
                group=conflict.id,
            )
        )
    return rows


def _derived(desk: Desk, items: list[Item]) -> list[Block]:
    lines = [_derivation(desk, item) for item in items if isinstance(item, Statistic) and item.derived]
    if not lines:
        return []
    return [
        _heading("derived", "Derived figures (our calculation or count)"),
        Bullets("annex.derived.list", tuple(lines)),
    ]


def _derivation(desk: Desk, item: Statistic) -> Spans:
    if not item.formula:
        return (Span(f"{figure(desk, item)}: {item.label}. Counted: {item.attributed_to}."),)

    def value(match: re.Match[str]) -> str:
        found = desk.library.get(match[0])
        return number_words(found.value) if isinstance(found, Statistic) else match[0]

    formula = _STATISTIC.sub(value, item.formula).replace("*", "×").replace("/", "÷")
    return (Span(f"{figure(desk, item)}: {item.label}. {formula}, rounded to a whole number."),)


def _gaps(desk: Desk) -> list[Block]:
    standing = [
        f"Votes, tallies and modes of adoption: n/d ({desk.gap_words}).",
        f"Texts of single recommendations: n/d ({desk.gap_words}).",
    ]
    stated = [words[:1].upper() + words[1:] for words in desk.gaps if len(words.split()) > 4]
    lines = tuple((Span(words if words.endswith(".") else f"{words}."),) for words in [*stated, *standing])
    return [_heading("gaps", "What is missing"), Bullets("annex.gaps.list", tuple(dict.fromkeys(lines)))]


def _manifest(desk: Desk, program: str) -> list[Block]:
    pack = desk.pack
    digest = desk.digest
    second = "with" if LATER_FACTS in pack.collections else "without"
    rows = [
        ("Pack", f"{pack.id}, content hash (SHA-256) {_grouped(digest)}"),
        ("Template", f"{pack.template}, version {pack.template_version}"),
        (
            "Dataset",
            f"fingerprint {_grouped(pack.dataset.fingerprint) or 'not recorded'}; {second} the later public facts",
        ),
        ("As of", f"{day_words(pack.as_of)}" + (f"; occasion {day_words(pack.date)}" if pack.date else "")),
        ("Paper and language", f"{pack.paper.upper() if pack.paper == 'a4' else 'Letter'}, {pack.language}"),
        ("Made with", program),
    ]
    columns = (Column((Span("Entry"),), weight=1, head=True), Column((Span("Value"),), weight=4.5))
    table = tuple(
        Row(f"annex.manifest.{number}", ((Span(name),), (Span(value),))) for number, (name, value) in enumerate(rows)
    )
    return [_heading("manifest", "Manifest"), Table("annex.manifest.table", (), columns, table)]


def newest_words(desk: Desk) -> str:
    """`Facts to 4 April [2024]` for the foot of every page; "" when the dataset has no dated event."""
    newest = desk.library.get(desk.pack.dataset.newest) if desk.pack.dataset.newest else None
    return f"Facts to {date_words(newest.when)}" if isinstance(newest, Event) else ""
