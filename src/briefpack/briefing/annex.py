"""The annex of every pack: sources, the passage behind every fact, disagreements, derived figures, gaps, manifest."""

import re

from briefpack.briefing.citations import OWN_WORDS, full_citation, passages, standing, title_of
from briefpack.briefing.desk import FLAG, SEE_CONFLICT, Desk
from briefpack.briefing.locale import clauses, day_words, in_list, sentences, stopped
from briefpack.briefing.nodes import ANNEX, DITTO, Block, Bullets, Column, Heading, Paragraph, Row, Span, Spans, Table
from briefpack.briefing.quoting import quoted
from briefpack.briefing.sections.facts import as_of, data_line, figure
from briefpack.briefing.terms import conflict_words
from briefpack.briefing.theirs import told_apart
from briefpack.evidence.items import Claim, Conflict, Event, Position, Quote, Statistic
from briefpack.evidence.sources import LATER_FACTS, OWN, Citation, Item, Source
from briefpack.language import to_say
from briefpack.pack.clipping import CUT, printed
from briefpack.pack.pack import Waiver

TITLE = to_say("Sources and verification")
_STATISTIC = re.compile(r"st-[a-z0-9-]+")
_KIND_TITLES = (
    (Event, "events", to_say("Events")),
    (Quote, "quotations", to_say("Quotations")),
    (Statistic, "figures", to_say("Figures")),
    (Position, "positions", to_say("Positions")),
    (Claim, "claims", to_say("Claims")),
)


def annex(desk: Desk, program: str) -> list[Block]:
    """The annex's blocks for all that the desk's document has used so far. `program` is name and version."""
    items = [desk.item(item_id) for item_id in desk.used]
    blocks: list[Block] = [
        Heading(ANNEX, 1, (Span(desk.say(TITLE)),)),
        Paragraph("annex.data", (Span(data_line(desk)),), "small"),
    ]
    blocks += _sources(desk, items)
    blocks += _facts(desk, items)
    blocks += _disagreements(desk)
    blocks += _derived(desk, items)
    blocks += _gaps(desk)
    blocks += _waivers(desk)
    blocks += _manifest(desk, program)
    return told_apart(blocks, desk.language)


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
        Column((Span(desk.say("No.")),), "right", 0.45, head=True),
        Column((Span(desk.say("Source")),), weight=3.3),
        Column((Span(desk.say("What is inferred, and why")),), weight=3.2),
        Column((Span(desk.say("Grade")),), weight=1.45),
    )
    remark = desk.say(
        "Grades are editorial defaults in the Admiralty style: letter for the source, figure for the information. "
        "Sources of the same independence group do not corroborate one another."
    )
    return [_heading("sources", desk.say("Sources")), Table("annex.source", (), columns, rows, ((Span(remark),),))]


def _source_cells(desk: Desk, source: Source, number: int, cited: bool) -> tuple[Spans, ...]:
    seen = desk.say("Seen at {address}.", address=source.url) if source.url else ""
    cites = stopped(full_citation(source, desk.language), desk.language)
    known = (
        desk.say("Short: {name}.", name=desk.short(source.id)),
        "" if cited else desk.say("Not cited in this pack."),
        desk.say("Retrieved {day}.", day=source.retrieved)
        if source.retrieved
        else desk.say("Date of retrieval not recorded."),
        desk.say("SHA-256 {digest}.", digest=_grouped(source.sha256)) if source.sha256 else desk.say("Not stored."),
    )
    graded = desk.say(
        "{grade}. Group: {group}.",
        grade=desk.theirs(source.grade) if source.grade else desk.say("not graded"),
        group=desk.theirs(source.independence_group),
    )
    # The space between the two is the end of the first.
    words: Spans = (
        Span(f"{sentences((cites, seen), desk.language)} "),
        Span(sentences(known, desk.language), "u"),
    )
    return ((Span(str(number)),), words, (Span(_basis(desk, source)),), (Span(graded),))


def _grouped(digest: str) -> str:
    """A digest in groups of eight, so that it can be compared by eye and breaks between groups."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _basis(desk: Desk, source: Source) -> str:
    if source.collection == OWN:
        return desk.say("All as the maker of this pack gives it; not checked against the dataset.")
    inferred = [
        (
            source.publisher_basis,
            desk.say("Publisher: {reasoning}", reasoning=_reasoning(desk, source.publisher_reasoning)),
        ),
        (source.date_basis, desk.say("Date: {reasoning}", reasoning=_reasoning(desk, source.date_reasoning))),
    ]
    words = [reason for basis, reason in inferred if basis != "stated"]
    if source.title_basis != "stated":
        words.append(desk.say("Title: none in the text."))
    if source.author_basis != "stated":
        words.append(desk.say("Author: not in the text."))
    said = sentences(words, desk.language)
    return said or desk.say("Nothing: title, author, publisher and date are stated.")


def _reasoning(desk: Desk, words: str) -> str:
    return desk.theirs(desk.readable(words))


def _as_printed(desk: Desk, quote: Quote) -> str:
    """The words of a quotation as the entry that shows it first prints them: clipped, or whole."""
    if quote.id not in desk.clipped:
        return quote.text
    section_id, _, entry_id = desk.used[quote.id].partition(".")
    for section in desk.pack.sections:
        for entry in section.entries if section.id == section_id else ():
            if entry.item == quote.id and entry_id in ("", entry.id):
                return printed(quote.text, entry.clip)
    return quote.text


def _facts(desk: Desk, items: list[Item]) -> list[Block]:
    columns: tuple[Column, ...] = (
        Column((Span(desk.say("Fact, as used")),), weight=1.8, head=True),
        Column((Span(desk.say("Page")),), "right", 0.45),
        Column((Span(desk.say("Source")),), weight=1.3),
        Column((Span(desk.say("Passage, verbatim")),), weight=3.5),
    )
    rows: list[Row] = []
    for kind, name, title in _KIND_TITLES:
        mine = [item for item in items if isinstance(item, kind)]
        if mine:
            rows.append(Row(f"annex.facts.{name}", ((Span(desk.say(title), "b"),),)))
        for item in mine:
            rows += _fact_rows(desk, item)
    words = desk.say(
        "Every figure, quotation and date of this pack, with the words of the source behind it. Paragraphs are the "
        "non-empty lines of the article as stored, counted from 1. ″: as above."
    )
    words = sentences((words, desk.say(OWN_WORDS) if desk.holds_own else ""), desk.language)
    note = Paragraph("annex.facts.note", (Span(words),), "small")
    heading = _heading("facts", desk.say("The passage behind every fact"))
    listed = {section.id for section in desk.pack.sections if section.kind == "listed"}
    if all(desk.used[item.id].split(".")[0] in listed for item in items):
        # A stand-alone annex shows its items nowhere else: there is no page to give.
        columns = (columns[0], *columns[2:])
        rows = [row._replace(cells=(row.cells[0], *row.cells[2:])) for row in rows]
    return [heading, note, Table("annex.fact", (), columns, tuple(rows))]


def _fact_rows(desk: Desk, item: Item) -> list[Row]:
    found = passages(item)
    if not found:
        return []
    label = _fact_label(desk, item)
    page = (Span(f"page:{desk.used[item.id]}", target=desk.used[item.id]),)
    rows = []
    for number, citation in enumerate(found):
        unseen = desk.say("Page not stored: {address}", address=desk.source(citation.source_id).url)
        words = desk.passage(citation.excerpt) if citation.excerpt else unseen
        rows.append(
            Row(
                f"annex.fact.{item.id}.{number}",
                (
                    label if not number else (Span(DITTO, "u"),),
                    page if not number else (Span(DITTO, "u"),),
                    (Span(_standing(desk, citation)),),
                    (Span(words),),
                ),
                group=item.id,
            )
        )
    return rows


def _standing(desk: Desk, citation: Citation) -> str:
    return standing(desk.short(citation.source_id), [citation.locator] if citation.locator else (), desk.language)


def _fact_label(desk: Desk, item: Item) -> Spans:
    mark = desk.mark(item)
    match item:
        case Event():
            return (Span(desk.date(item), "b"), Span(f" {desk.theirs(item.title, item)}{mark}"))
        case Statistic():
            return (Span(figure(desk, item), "b"), Span(f" {as_of(desk, item, desk.theirs(item.label, item))}{mark}"))
        case Quote():
            speaker = item.speaker.replace("this article", "the source")
            return (
                Span(desk.theirs(_shortened(_as_printed(desk, item)), item)),
                Span(f" {desk.theirs(speaker, item)}{mark}", "u"),
            )
        case Position():
            return (Span(desk.name(item.actor), "b"), Span(f" {desk.theirs(_without_ids(item.text), item)}{mark}"))
        case Claim():
            return (Span(f"{item.label} ", "b"), Span(desk.theirs(_shortened(item.text), item)))
        case _:
            return (Span(desk.theirs(title_of(item), item)),)


def _shortened(text: str) -> str:
    words = text.split(" ")
    return quoted(text if len(words) <= 9 else f"{' '.join(words[:8]).removesuffix(CUT).rstrip()} {CUT}")


def _without_ids(text: str) -> str:
    # Most texts name none, which is seen faster so.
    return SEE_CONFLICT.sub(f" {FLAG}", text) if "see cf-" in text else text


def _disagreements(desk: Desk) -> list[Block]:
    used = [desk.item(item_id) for item_id in desk.used]
    ids = dict.fromkeys([*desk.flagged, *(conflict for item in used for conflict in item.contested_by)])
    conflicts = [found for conflict_id in sorted(ids) if isinstance(found := desk.library.get(conflict_id), Conflict)]
    rows = [row for conflict in conflicts for row in _conflict_rows(desk, conflict)]
    if not rows:
        return []
    columns = (
        Column((Span(desk.say("Point")),), weight=1.5, head=True),
        Column((Span(desk.say("Source")),), weight=1.0),
        Column((Span(desk.say("Words of the source")),), weight=3.0),
    )
    return [
        _heading("conflicts", desk.say("Where sources disagree, are unclear or have aged")),
        Table("annex.conflict", (), columns, tuple(rows)),
    ]


def _conflict_rows(desk: Desk, conflict: Conflict) -> list[Row]:
    rows = []
    for number, citation in enumerate(conflict.citations):
        kind = conflict_words(conflict.kind, desk.language)
        title: Spans = (Span(desk.theirs(desk.readable(conflict.title)), "b"), Span(f" {kind}", "u"))
        rows.append(
            Row(
                f"annex.conflict.{conflict.id}.{number}",
                (
                    title if not number else (Span(DITTO, "u"),),
                    (Span(_standing(desk, citation)),),
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
        _heading("derived", desk.say("Derived figures (our calculation or count)")),
        Bullets("annex.derived.list", tuple(lines)),
    ]


def _derivation(desk: Desk, item: Statistic) -> Spans:
    named = f"{figure(desk, item)}{desk.colon}{desk.theirs(item.label, item)}"
    if not item.formula:
        return (Span(desk.say("{figure}. Counted: {by}.", figure=named, by=desk.theirs(item.attributed_to, item))),)

    def value(match: re.Match[str]) -> str:
        found = desk.library.get(match[0])
        return desk.number(found.value) if isinstance(found, Statistic) else match[0]

    formula = _STATISTIC.sub(value, item.formula).replace("*", "×").replace("/", "÷")
    words = desk.say("{figure}. {formula}, rounded to a whole number.", figure=named, formula=formula)
    return (Span(words),)


def _gaps(desk: Desk) -> list[Block]:
    always = [
        desk.say("Votes, tallies and modes of adoption: n/d ({gap}).", gap=desk.gap_words),
        desk.say("Texts of single recommendations: n/d ({gap}).", gap=desk.gap_words),
    ]
    # A bare “not in this dataset” names nothing that is missing.
    stated = [words[:1].upper() + words[1:] for words in desk.gaps if words != desk.say("not in this dataset")]
    full = [words if words.endswith((".", "。")) else stopped(words, desk.language) for words in [*stated, *always]]
    lines = tuple((Span(words),) for words in dict.fromkeys(full))
    return [_heading("gaps", desk.say("What is missing")), Bullets("annex.gaps.list", lines)]


def _waivers(desk: Desk) -> list[Block]:
    """What the adviser found and somebody answers for."""
    rows = tuple(
        Row(f"annex.waiver.{number}", _waiver_cells(desk, waiver)) for number, waiver in enumerate(desk.pack.waivers)
    )
    if not rows:
        return []
    columns = (
        Column((Span(desk.say("Rule")),), weight=1.3, head=True),
        Column((Span(desk.say("Found")),), weight=2.4),
        Column((Span(desk.say("Why it stands")),), weight=2.4),
        Column((Span(desk.say("Waived by")),), weight=1.2),
    )
    return [
        _heading("waivers", desk.say("Findings that were waived")),
        Table("annex.waiver", (), columns, rows),
    ]


def _waiver_cells(desk: Desk, waiver: Waiver) -> tuple[Spans, ...]:
    by = desk.say("{initials}, {day}", initials=waiver.initials, day=day_words(waiver.on, desk.language))
    named = desk.say("{rule} {name}", rule=waiver.rule, name=waiver.name) if waiver.name else waiver.rule
    return ((Span(named),), (Span(waiver.words),), (Span(waiver.reason),), (Span(by),))


def _clearance(desk: Desk) -> str:
    """`Cleared by AB on 22 November 2026, 17:58 UTC`, and what became of it."""
    cleared = desk.pack.cleared
    if cleared is None:
        return ""
    day, _, time = cleared.at.partition("T")
    by = desk.say(
        "by {initials} on {day}, {time} UTC", initials=cleared.by, day=day_words(day, desk.language), time=time
    )
    still = desk.say("changed since") if desk.changed_since else desk.say("unchanged since")
    return clauses((by, still), desk.language)


def _manifest(desk: Desk, program: str) -> list[Block]:
    pack = desk.pack
    words = desk.say("{pack}, content hash (SHA-256) {hash}", pack=pack.id, hash=_grouped(desk.digest))
    plan = desk.say("{template}, version {number}", template=pack.template, number=pack.template_version)
    stamp = _grouped(pack.dataset.fingerprint)
    found = desk.say("fingerprint {hash}", hash=stamp) if stamp else desk.say("fingerprint not recorded")
    later = LATER_FACTS in pack.collections
    second = desk.say("with the later public facts") if later else desk.say("without the later public facts")
    days = [day_words(pack.as_of, desk.language)]
    if pack.date:
        days.append(desk.say("occasion {date}", date=day_words(pack.date, desk.language)))
    paper = "A4" if pack.paper == "a4" else desk.say("Letter")
    rows = [
        (desk.say("Pack"), words),
        (desk.say("Template"), plan),
        (desk.say("Dataset"), clauses((found, second), desk.language)),
        (desk.say("As of"), clauses(days, desk.language)),
        (desk.say("Paper and language"), in_list((paper, pack.language), desk.language)),
        *([(desk.say("Clearance"), _clearance(desk))] if pack.cleared else []),
        (desk.say("Made with"), program),
    ]
    columns = (Column((Span(desk.say("Entry")),), weight=1, head=True), Column((Span(desk.say("Value")),), weight=4.5))
    table = tuple(
        Row(f"annex.manifest.{number}", ((Span(name),), (Span(value),))) for number, (name, value) in enumerate(rows)
    )
    return [_heading("manifest", desk.say("Manifest")), Table("annex.manifest.table", (), columns, table)]


def newest_words(desk: Desk) -> str:
    """`Facts to 4 April [2024]` for the foot of every page; "" when the dataset has no dated event."""
    newest = desk.library.get(desk.pack.dataset.newest) if desk.pack.dataset.newest else None
    return desk.say("Facts to {date}", date=desk.day(newest.when)) if isinstance(newest, Event) else ""
