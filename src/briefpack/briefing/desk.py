"""What every composer of a section works with: the pack, its evidence, the notes, the acronyms, the day."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from functools import cached_property

from briefpack.briefing.citations import (
    OWN_MARK,
    Notes,
    Place,
    full_citation,
    inner_document,
    is_marked,
    merged,
    places_of,
    short_name,
    standing,
)
from briefpack.briefing.errors import ComposeError
from briefpack.briefing.locale import clauses, colon, date_words, number_words, stopped
from briefpack.briefing.markup import spans_of
from briefpack.briefing.nodes import Block, Paragraph, Span, Spans
from briefpack.briefing.quoting import quoted
from briefpack.briefing.terminology import Acronyms, acronyms
from briefpack.briefing.theirs import theirs
from briefpack.evidence.actors import Institution
from briefpack.evidence.dates import FuzzyDate
from briefpack.evidence.items import AnyItem, Conflict, Event, Quote
from briefpack.evidence.sources import ARTICLES, Item, Source
from briefpack.language import ENGLISH, Language, say, to_say
from briefpack.library.port import Evidence
from briefpack.pack.clearing import changed_since
from briefpack.pack.clipping import printed
from briefpack.pack.pack import Entry, Pack, PackError, Section, content_hash
from briefpack.pack.snapshot import used_ids

FLAG = "⚑"
#: How the dataset's own words refer to a conflict; a reader sees the flag instead.
SEE_CONFLICT = re.compile(r"\s*\((?:but )?see cf-\d+\)")
#: What has no date or figure in the dataset. Said in the pack's language: desk.say(ND).
ND = to_say("n/d")
#: Conflicts that a reader must see at the fact itself; the others concern wording and stand in the annex.
FLAGGED_KINDS = {"disagreement", "ambiguity", "anachronism", "quotation-variant"}


_RECORD_ID = re.compile(r"\s*\((?:see |as for )?(?:ev|q|st|cf|pos)-[a-z0-9-]+\)")

_STRAIGHT = re.compile(r'"([^"]*)"')


class Desk:
    """One document's composing. `used` keeps every item shown, in order of first use, with the block that showed it.

    `say`, `say_many` and `say_as` speak the language of the pack; errors speak the window's.
    """

    def __init__(self, pack: Pack, library: Evidence, language: Language = ENGLISH) -> None:
        self.pack = pack
        self.library = library
        self.language = language
        self.say, self.say_many, self.say_as = language.say, language.say_many, language.say_as
        self.colon = colon(language)
        self.as_of = Day.fromisoformat(pack.as_of)
        self.notes = Notes(library, language)
        self.acronyms = Acronyms(acronyms(library, language), language)
        self.used: dict[str, str] = {}
        self.flagged: dict[str, None] = {}
        self.gaps: dict[str, None] = {}
        #: Sources in two words, by id: asked for hundreds of times.
        self._short: dict[str, str] = {}
        quotes = (item for item in library.all("quote") if isinstance(item, Quote))
        self._insults = [quote for quote in quotes if "insult" in quote.tone]

    @cached_property
    def gap_words(self) -> str:
        """How a gap is worded: only the articles alone are "this dataset"."""
        alone = self.pack.collections == (ARTICLES,)
        return self.say("not in this dataset") if alone else self.say("not in the selected sources")

    @cached_property
    def digest(self) -> str:
        """The pack's content hash."""
        return content_hash(self.pack)

    @cached_property
    def changed_since(self) -> bool:
        """Whether the pack was cleared and is no longer what was cleared."""
        return changed_since(self.pack)

    @cached_property
    def clipped(self) -> frozenset[str]:
        """The quotations that an entry clips; another may show them whole."""
        return frozenset(
            entry.item for each in self.pack.sections for entry in each.entries if entry.item and entry.clip
        )

    def gap(self, statement: str) -> str:
        """A stated gap, with {gap} filled in; kept for the annex."""
        words = statement.replace("{gap}", self.gap_words)
        self.gaps[words] = None
        return words

    def item(self, item_id: str, block: str = "") -> Item:
        """The item, noted as used at `block`. Raises ComposeError if neither pack nor library holds it."""
        found = self.library.get(item_id)
        if not isinstance(found, Item):
            raise ComposeError(
                say(
                    "The item {item} no longer exists in the library or the pack. Remove its entry, or open the pack "
                    "with the library it was made with.",
                    item=item_id,
                )
            )
        if block:
            self.used.setdefault(item_id, block)
        return found

    def entries(self, section: Section, together: bool = False) -> list[tuple[Entry, Item]]:
        """The section's items with their entries, noted as used: each at a block of its own, or all `together`.

        A clipped quotation comes with the words that are printed.
        """
        return [
            (entry, self.shown(entry, entry.item, section.id if together else block_id(section, entry)))
            for entry in section.entries
            if entry.item
        ]

    def shown(self, entry: Entry, item_id: str, block: str) -> Item:
        """An entry's item as it is printed: a clipped quotation with […] for what is left out, cut out of the item's
        own text. Raises ComposeError when the clip does not fit that text."""
        item = self.item(item_id, block)
        if not entry.clip:
            return item
        if not isinstance(item, Quote):
            raise ComposeError(
                say(
                    "The entry {entry} clips {item}, which is no quotation. Remove that entry.",
                    entry=entry.id,
                    item=item_id,
                )
            )
        try:
            return item.model_copy(update={"text": printed(item.text, entry.clip)})
        except PackError as error:
            raise ComposeError(say("“{words}”: {problem}", words=item.text[:60], problem=error)) from None

    def note(self, items: Iterable[Item], extra: Iterable[Place] = ()) -> Span:
        """The raised number for these items; an empty span when they have no passage."""
        # The single sheet names the first source of each fact; the annex has them all.
        most = 1 if self.notes.by_source else None
        places = [place for item in items for place in places_of(item, self._inside(item))[:most]]
        return Span("", note=self.notes.number([*places, *extra]))

    def cite(self, item_ids: Sequence[str], block: str) -> int:
        """The number of the note for items cited in own text."""
        return self.note(self.item(item_id, block) for item_id in item_ids).note

    def own_words(self, text: str, block: str) -> Spans:
        """A paragraph of own text as spans, with acronyms spelt out and citations as notes."""
        return spans_of(text, self.acronyms.expand, lambda ids: self.cite(ids, block))

    def flag(self, item: Item) -> str:
        """` ⚑` when sources disagree about the item or it is ambiguous, else ""; kept for the annex."""
        found = [conflict for conflict in self.conflicts(item) if conflict.kind in FLAGGED_KINDS]
        self.flagged.update(dict.fromkeys(conflict.id for conflict in found))
        return f" {FLAG}" if found else ""

    def conflicts(self, item: Item) -> list[Conflict]:
        """The known conflicts about an item."""
        found = (self.library.get(conflict_id, "conflict") for conflict_id in item.contested_by)
        return [conflict for conflict in found if isinstance(conflict, Conflict)]

    @cached_property
    def holds_own(self) -> bool:
        """Whether the pack uses a fact that the user typed: then it says what † means."""
        return holds_own(self.pack, self.library)

    def mark(self, item: Item) -> str:
        """† for a user's own fact, ‡ for a later public fact, else ""."""
        return is_marked(item)

    def source(self, source_id: str) -> Source:
        """A source by id. Raises ComposeError when it is not there."""
        found = self.library.get(source_id, "source")
        if not isinstance(found, Source):
            raise ComposeError(
                say(
                    "The source {source} is missing from the pack and the library; the pack is not whole.",
                    source=source_id,
                )
            )
        return found

    def composed(self, section: Section, compose: Callable[["Desk", Section], list[Block]]) -> list[Block]:
        """The blocks of a section; a desk that remembers may have them already."""
        return compose(self, section)

    def short(self, source_id: str) -> str:
        """A source in two words."""
        name = self._short.get(source_id)
        if name is None:
            name = self._short[source_id] = short_name(self.source(source_id), self.library, self.language)
        return name

    def passage(self, excerpt: str) -> str:
        """A verbatim excerpt in quotation marks, without insults of persons that nobody chose to print.

        The dataset marks them (tone: insult). What is left out is shown as […]; the pack keeps the whole passage.
        """
        for insult in self._insults:
            if insult.id not in self.used:
                excerpt = excerpt.replace(insult.text, "[…]")
        return theirs(quoted(excerpt), self.language)

    def theirs(self, text: str, item: Item | None = None) -> str:
        """Words as the evidence has them, of this item: never translated, and in their own language for a screen
        reader. What a user typed is taken to be in the pack's."""
        return text if item is not None and is_marked(item) == OWN_MARK else theirs(text, self.language)

    def stop(self, item: Item) -> str:
        """What ends a sentence in the words of an item."""
        return "." if self.theirs(".", item) != "." else stopped("", self.language)

    def expanded(self, text: str, item: Item) -> str:
        """An item's words with acronyms spelt out at first use; in a pack of another language at the foot of the part,
        as nothing in that language is put into their words."""
        if self.theirs(text, item) == text:
            return self.acronyms.expand(text)
        return self.theirs(self.acronyms.mention(text), item)

    def mentioned(self, text: str, item: Item) -> str:
        """An item's words where there is no room to spell out acronyms."""
        return self.theirs(self.acronyms.mention(text), item)

    def label(self, actor_id: str) -> str:
        """The acronym of a State or organ for a narrow column, else its name; explained at the foot of the part."""
        found = self.library.get(actor_id, "institution")
        acronym = found.acronym if isinstance(found, Institution) else None
        return self.acronyms.mention(theirs(acronym, self.language) if acronym else self.name(actor_id))

    def source_key(self, items: Iterable[Item]) -> Spans:
        """The sources of a table or chronology in full, once, as its rows name them in short."""
        ids = dict.fromkeys(citation.source_id for item in items for citation in item.citations)
        named = (f"{self.short(name)}{self.colon}{full_citation(self.source(name), self.language)}" for name in ids)
        return (Span(stopped(" · ".join(named), self.language)),)

    def readable(self, text: str) -> str:
        """An editor's words for a reader: record ids and file numbers become short names, straight quotes curly."""
        sources = [self.source(source_id) for source_id in self.pack.dataset.sources]
        for source in sources:
            number = (source.file or "").split("_")[0]
            text = text.replace(source.id, self.short(source.id))
            text = re.sub(rf"\b(?:article )?{number}\b", self.short(source.id), text) if number else text
        return _STRAIGHT.sub(r"“\1”", _RECORD_ID.sub("", text))

    def name(self, actor_id: str) -> str:
        """The name of a person or institution; the id's own record decides, a sealed person has none."""
        found: AnyItem | None = self.library.get(actor_id)
        return theirs(str(getattr(found, "name", actor_id)), self.language)

    def due(self, event: Event) -> str:
        """`was due; outcome …` for what was announced and whose time has passed, `announced` before, else ""."""
        if event.status not in {"announced", "proposed"}:
            return ""
        if event.when.known and event.when.last_day() < self.as_of:
            if event.status == "announced":
                return self.gap(self.say("was due; outcome {gap}"))
            return self.gap(self.say("outcome {gap}"))
        return self.say("announced")

    def date(self, item: Item, short: bool = False) -> str:
        """An item's date at its own precision, or n/d."""
        return self.day(item.when, short) or self.say(ND) if isinstance(item, Event | Quote) else ""

    def day(self, date: FuzzyDate, short: bool = False, part: str = "all") -> str:
        """A date in words (locale.date_words) in the pack's language."""
        return date_words(date, short, part, self.language)

    def number(self, value: float) -> str:
        """A figure as the pack's language writes it."""
        return number_words(value, self.language)

    def _inside(self, item: Item) -> str:
        return inner_document(item, self.library, self.language) if isinstance(item, Quote) else ""


def holds_own(pack: Pack, library: Evidence) -> bool:
    """Whether an entry shows, or own text cites, a fact that the user typed."""
    items = (library.get(item_id) for item_id in used_ids(pack))
    return any(isinstance(item, Item) and is_marked(item) == OWN_MARK for item in items)


def block_id(section: Section, entry: Entry | None = None) -> str:
    """The id of the block that shows an entry, or of the section's first block."""
    return f"{section.id}.{entry.id}" if entry else section.id


def gap_paragraph(desk: Desk, section: Section, statement: str = "") -> Paragraph:
    """The stated gap of a section in which nothing was found."""
    words = desk.gap(statement or section.gap or desk.say("Nothing on this: {gap}."))
    return Paragraph(f"{section.id}.gap", (Span(words),), "gap")


def places_words(desk: Desk, items: Sequence[Item]) -> str:
    """`KEI 2019, paras. 34 and 35; HRW [2019], para. 6`: where items stand, in the short names of their sources."""
    places = merged(Place(place.source_id, place.paragraphs) for item in items for place in places_of(item))
    language = desk.language
    return clauses((standing(desk.short(place.source_id), place.paragraphs, language) for place in places), language)
