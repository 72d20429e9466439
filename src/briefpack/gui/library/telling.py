"""An item up close, as the HTML that Qt's text browser reads. Knows no widget.

Never told: notes, outside_knowledge, un_symbol, speaker_id_inferred. Links: `item:ID`, `use:SECTION/ENTRY`, `folder:`,
`words:` (show words that are not for public use).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from typing import NamedTuple

from briefpack.app.articles import Around
from briefpack.app.finding import Names, badges, uses
from briefpack.app.lighting import Range
from briefpack.app.terms import kind_word, term_words
from briefpack.briefing.citations import full_citation, inner_document, passages, title_of
from briefpack.briefing.desk import Desk
from briefpack.briefing.locale import date_words, number_words
from briefpack.briefing.quoting import nested, quoted
from briefpack.evidence.dates import UNKNOWN, FuzzyDate
from briefpack.evidence.grids import Grid
from briefpack.evidence.items import AnyItem, Claim, Conflict, Event, Link, Position, Quote, Statistic
from briefpack.evidence.items import kind_of as kind_of_item
from briefpack.evidence.items import when as when_of
from briefpack.evidence.sources import Citation, Item, Source
from briefpack.gui.library.cards import badge_words
from briefpack.language import say, say_many, spoken

#: The article around each passage, where the user's folder has it.
Articles = Mapping[Citation, Around]


_HANDBOOK = re.compile(r"\s*\(handbook[^)]*\)")


class Told(NamedTuple):
    """An item up close: the line above it, and its HTML. `is_own`: a fact of the user's own, which can be corrected;
    `is_gone`: it was one, and is nowhere any more."""

    head: str
    html: str
    is_own: bool = False
    is_gone: bool = False


class Telling:
    """Tells items of one pack's evidence. `mirrored`: the window reads from right to left, but Qt turns no table."""

    def __init__(
        self,
        desk: Desk,
        conflicts: Iterable[Conflict],
        hidden: tuple[str, ...],
        articles: Articles,
        has_folder: bool,
        mirrored: bool = False,
    ) -> None:
        self._desk = desk
        self._names = Names(desk.library)
        self._conflicts = tuple(conflicts)
        self._hidden = hidden
        self._articles = articles
        self._has_folder = has_folder
        self._mirrored = mirrored

    def tell(self, item: AnyItem, notice: str = "") -> Told:
        """The whole item, but for the `hidden` words, below what must be known first."""
        head = f"{kind_word(kind_of_item(item))} · {date_words(_when(item), language=spoken()) or say('undated')}"
        if not isinstance(item, Item):
            title = item.title if isinstance(item, Grid) else item.title or item.title_supplied or item.publisher
            return Told(head, _paragraph(escape(title), "words"))
        hidden = isinstance(item, Quote) and self._hides(item.text)
        parts = chain(
            (_paragraph(escape(notice), "warn"),) if notice else (),
            self._hidden_words(item) if hidden else self._words(item),
            self._badges(item),
            self._uses(item),
            self._dating(item),
            () if hidden else self._passages(item),
            self._chain(item),
            self._disagreements(),
            () if hidden else self._variants(item),
            self._weight(item),
            self._sources(item),
        )
        return Told(head, f"<body>{''.join(parts)}</body>")

    def _read(self, words: str) -> str:
        """An editor's words for a reader: without record ids and references to the editors' own handbook."""
        return _HANDBOOK.sub("", self._desk.readable(words))

    def _hides(self, text: str) -> bool:
        return any(words in text for words in self._hidden)

    def _hidden_words(self, item: Item) -> Iterator[str]:
        if isinstance(item, Quote):
            yield _paragraph(escape(item.context), "words")
            yield _paragraph(_ask())

    def _words(self, item: Item) -> Iterator[str]:
        match item:
            case Quote():
                yield from self._quote(item)
            case Event():
                yield f"<h1>{escape(item.title)}</h1>"
                yield _paragraph(escape(self._read(item.summary)))
                if due := self._desk.due(item):
                    yield _paragraph(escape(due), "warn")
                elif item.outcome:
                    yield _paragraph(escape(say("Outcome: {outcome}", outcome=self._read(item.outcome))))
                for word in item.procedure_words:
                    source = self._names.source(word.source_id)
                    yield _small(say("“{word}” is the word of {source}.", word=nested(word.word), source=source))
            case Statistic():
                yield from self._figure(item)
            case Claim():
                yield from self._claim(item)
            case Position():
                yield _paragraph(escape(item.text), "words")
                told = (self._names.actor(item.actor), term_words("topic", item.topic), term_words("", item.form))
                yield _paragraph(escape(" · ".join(told)))
                yield _small(say("Reported by {name}.", name=self._names.actor(item.reported_by)))
            case Conflict():
                yield f"<h1>{escape(item.title)}</h1>{_paragraph(escape(self._read(item.explanation)))}"
            case _:
                yield _paragraph(escape(title_of(item)), "words")

    def _quote(self, item: Quote) -> Iterator[str]:
        yield _paragraph(escape(item.text if item.kind == "paraphrase" else quoted(item.text)), "words")
        if item.kind == "paraphrase":
            yield _paragraph(escape(say("The source’s own words about what was said: not a quotation.")), "warn")
        yield _paragraph(f"<b>{escape(item.speaker)}</b>, {escape(item.speaker_role)}")
        occasion = f"{item.occasion}. " if item.occasion else ""
        yield _small(f"{occasion}{self._read(item.context)}")
        for each in item.inserted_by:
            who = self._names.actor(each.by) if each.by else say("not clear who")
            yield _small(say("[{words}] was put in by: {who} ({basis}).", words=each.text, who=who, basis=each.basis))
        if item.usable_publicly != "yes":
            yield _paragraph(escape(term_words("usable_publicly", item.usable_publicly)), "warn")
        if item.usable_note:
            yield _small(self._read(item.usable_note))

    def _figure(self, item: Statistic) -> Iterator[str]:
        unit = "\u00a0%" if item.unit == "percent" else f" {item.unit.replace('-', ' ')}"
        qualifier = f"{item.qualifier} " if item.qualifier else ""
        yield _paragraph(f"{escape(qualifier)}{number_words(item.value, language=spoken())}{escape(unit)}", "lead")
        yield _paragraph(escape(item.label))
        if item.status_word:
            yield _paragraph(escape(say("Status, in the source’s words: “{word}”", word=nested(item.status_word))))
        if item.not_to_be_read_as:
            words = say("Not to be read as: {words}", words=self._read(item.not_to_be_read_as))
            yield f'<table width="100%"><tr><td class="caution">{escape(words)}</td></tr></table>'
        ambiguous = f" ({say('the source is not clear about this')})" if item.population.ambiguous else ""
        yield _small(say("Of: {population}{ambiguous}", population=item.population.text, ambiguous=ambiguous))
        yield _small(say("Given by: {name}", name=item.attributed_to))
        parts = [self._desk.library.get(part, "statistic") for part in item.parts]
        known = [part for part in parts if isinstance(part, Statistic)]
        if known:
            total = " + ".join(number_words(part.value, language=spoken()) for part in known)
            yield _small(f"{number_words(item.value, language=spoken())} = {total}")
        if item.derived:
            yield _small(say("Our calculation."))

    def _claim(self, item: Claim) -> Iterator[str]:
        yield _paragraph(escape(quoted(item.text) if item.verbatim else item.text), "words")
        yield _paragraph(f"<b>{escape(item.claimant)}</b>. {escape(item.about)}")
        yield _paragraph(escape(self._read(item.verdict_text)))
        yield _small(f"{item.standard}. {self._read(item.rationale)}")
        if item.evidence:
            yield _heading(say("For and against"))
        for link in item.evidence:
            found = self._desk.library.get(link.item_id)
            words = title_of(found) if isinstance(found, Item) else link.item_id
            told = f"<b>{escape(term_words('', link.relation))}</b>: {_link(f'item:{link.item_id}', words)}"
            yield _paragraph(f'{told}<br><span class="small">{escape(self._read(link.note))}</span>')

    def _badges(self, item: Item) -> Iterator[str]:
        found = badges(item, self._desk.library, self._desk.as_of)
        words = badge_words(found, is_used=False)
        if words:
            yield _paragraph(" · ".join(f'<span class="{role}">{escape(word)}</span>' for role, word in words))

    def _uses(self, item: Item) -> Iterator[str]:
        found = uses(self._desk.pack, item.id)
        if not found:
            return
        yield _heading(say("In this pack"))
        for use in found:
            words = say("{section} (cited in own text)", section=use.title) if use.cited else use.title
            yield _paragraph(_link(f"use:{use.section_id}/{use.entry_id}", words))

    def _dating(self, item: Item) -> Iterator[str]:
        if not isinstance(item, Event) or not item.date_reasoning:
            return
        yield _heading(say("How the date is known"))
        yield _small(self._read(item.date_reasoning))
        others = ", ".join(date_words(FuzzyDate(moment), language=spoken()) for moment in item.when.others)
        if others:
            yield _small(say("It may also be: {dates}", dates=others))

    def _passages(self, item: Item) -> Iterator[str]:
        stored = passages(item)
        if any(citation.excerpt for citation in stored):
            yield _heading(say_many("Passage, as stored", "Passages, as stored", len(stored)))
        elif stored:
            yield _heading(say("Where it stands"))
        words = item.text if isinstance(item, Quote | Claim) else ""
        for citation in stored:
            yield self._passage(citation, words)
        if any(citation.excerpt and citation not in self._articles for citation in stored):
            told = (
                say("Not every article is in your folder as the dataset knew it. Choose another folder")
                if self._has_folder
                else say("To read a passage in its article, choose the folder in which you keep the articles")
            )
            yield _paragraph(_link("folder:", told), "small")

    def _passage(self, citation: Citation, words: str) -> str:
        place = f'<span class="small">{escape(self._place(citation))}</span>'
        if not citation.excerpt:
            gone = escape(say("The page is not stored: check the original."))
            return f'<table width="100%"><tr><td class="excerpt">{gone}<br>{place}</td></tr></table>'
        found = self._articles.get(citation)
        if self._hides(found.paragraph if found else citation.excerpt):
            return f'<table width="100%"><tr><td class="excerpt">{_ask()}<br>{place}</td></tr></table>'
        if not found:
            body = _marked(citation.excerpt, _within(citation.excerpt, words))
        else:
            start = found.paragraph.find(citation.excerpt)
            inside = _marked(found.paragraph, (start, start + len(citation.excerpt)) if start >= 0 else None)
            before, after = (
                f'<span class="muted">{escape(text)}</span>' if text else "" for text in (found[0], found[2])
            )
            body = "<br><br>".join(part for part in (before, inside, after) if part)
        return f'<table width="100%"><tr><td class="excerpt">{body}<br>{place}</td></tr></table>'

    def _neighbours(self, found: Around) -> tuple[str, str]:
        """The paragraphs before and after; "" for one that holds words not to be shown."""
        before, after = ("" if self._hides(text) else text for text in (found.before, found.after))
        return before, after

    def _place(self, citation: Citation) -> str:
        source = self._names.source(citation.source_id)
        if not citation.locator:
            return source
        return say(
            "{source}, para. {number} of the article as stored (line {line})",
            source=source,
            number=citation.locator,
            line=citation.line or "–",
        )

    def _chain(self, item: Item) -> Iterator[str]:
        if not isinstance(item, Quote) or not item.chain:
            return
        yield _heading(say("From the speaker to the article"))
        rows = []
        for number, link in enumerate(item.chain, 1):
            side = "right" if self._mirrored else "left"
            rows.append(
                self._row(
                    f'<td class="step" width="20" align="center">{number}</td>',
                    f'<td class="told" align="{side}">{self._step(link, item)}</td>',
                )
            )
            if number < len(item.chain):
                rows.append(self._row('<td class="bar" align="center">↓</td>', '<td class="bar"></td>'))
        width = ' width="100%"' if self._mirrored else ""
        yield f'<table cellspacing="0"{width}>{"".join(rows)}</table>'

    def _row(self, *cells: str) -> str:
        return f"<tr>{''.join(reversed(cells) if self._mirrored else cells)}</tr>"

    def _step(self, link: Link, quote: Quote) -> str:
        told = [f"<b>{escape(self._names.actor(link.by))}</b>", escape(link.form)]
        if link.document_id:
            told.append(escape(inner_document(quote, self._desk.library)))
        if link.source_id:
            told.append(escape(self._names.source(link.source_id)))
        inferred = "" if link.basis == "stated" else f' <span class="muted">[{escape(link.basis)}]</span>'
        return " · ".join(part for part in told if part) + inferred

    def _disagreements(self) -> Iterator[str]:
        if self._conflicts:
            yield _heading(say_many("⚑ Sources disagree", "⚑ {count} disagreements", len(self._conflicts)))
        for conflict in self._conflicts:
            yield _paragraph(f"<b>{escape(conflict.title)}</b><br>{escape(self._read(conflict.explanation))}")
            cells = [self._side(citation) for citation in passages(conflict)]
            rows = [cells[start : start + 2] for start in range(0, len(cells), 2)]
            told = "".join(self._row(*row, *["<td></td>"] * (2 - len(row))) for row in rows)
            if told:
                yield f'<table width="100%" cellspacing="6">{told}</table>'

    def _side(self, citation: Citation) -> str:
        if self._hides(citation.excerpt or ""):
            excerpt = _ask()
        else:
            excerpt = escape(quoted(citation.excerpt) if citation.excerpt else say("The page is not stored."))
        place = escape(self._place(citation))
        return f'<td class="excerpt" width="50%" valign="top">{excerpt}<br><span class="small">{place}</span></td>'

    def _variants(self, item: Item) -> Iterator[str]:
        if not isinstance(item, Quote):
            return
        for words, item_id in (
            (say("The same words, told differently"), item.variant_of),
            (say("Stands inside a longer quotation"), item.nested_in),
        ):
            found = self._desk.library.get(item_id, "quote") if item_id else None
            if isinstance(found, Quote):
                source = self._names.source(found.reported_by)
                yield _heading(words)
                yield _paragraph(
                    f'{_link(f"item:{found.id}", title_of(found))} <span class="small">{escape(source)}</span>'
                )

    def _weight(self, item: Item) -> Iterator[str]:
        if isinstance(item, Event):
            yield _heading(say("Importance {number} of 5", number=item.importance))
            yield _small(self._read(item.importance_reason))

    def _sources(self, item: Item) -> Iterator[str]:
        ids = dict.fromkeys(citation.source_id for citation in item.citations)
        found = [self._desk.library.get(source_id, "source") for source_id in ids]
        sources = [source for source in found if isinstance(source, Source)]
        if sources:
            yield _heading(say_many("Source", "Sources", len(sources)))
        for source in sources:
            yield _paragraph(escape(full_citation(source, language=spoken())))
            for reason in _inferred(source):
                yield _small(self._read(reason))
            for overtaken in source.stale:
                yield _small(say("Overtaken since: {words}", words=self._read(overtaken)))


def _inferred(source: Source) -> Iterator[str]:
    """What a person inferred about a source, and why."""
    if source.publisher_basis != "stated":
        yield say("[Publisher inferred] {why}", why=source.publisher_reasoning)
    if source.date_basis == "unknown":
        yield say("[Date unknown] {why}", why=source.date_reasoning)
    elif source.date_basis != "stated":
        yield say("[Date inferred] {why}", why=source.date_reasoning)


def _when(item: AnyItem) -> FuzzyDate:
    if isinstance(item, Item):
        return when_of(item)
    return item.when if isinstance(item, Source) else UNKNOWN


def _within(text: str, words: str) -> Range | None:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def _marked(text: str, found: Range | None) -> str:
    if found is None:
        return escape(text)
    start, end = found
    return f'{escape(text[:start])}<span class="mark">{escape(text[start:end])}</span>{escape(text[end:])}'


def _ask() -> str:
    return _link("words:", say("Show the words, which are not for public use"))


def _heading(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _paragraph(html: str, role: str = "") -> str:
    return f'<p class="{role}">{html}</p>' if role else f"<p>{html}</p>"


def _small(words: str) -> str:
    return _paragraph(escape(words), "small")


def _link(target: str, words: str) -> str:
    return f'<a href="{escape(target, quote=True)}">{escape(words)}</a>'
