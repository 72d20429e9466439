"""What a card of the list says. Made off the GUI thread; knows no widget."""

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import NamedTuple

from briefpack.app.finding import Badges, Names, badges, unshowable_words
from briefpack.app.terms import kind_word, term_words
from briefpack.briefing.locale import date_words, number_words
from briefpack.briefing.quoting import nested, quoted
from briefpack.evidence.items import AnyItem, Claim, Event, Position, Quote, Recommendation, Statistic
from briefpack.evidence.sources import Item
from briefpack.language import say, say_many, spoken
from briefpack.library.port import Hit, Library


class Card(NamedTuple):
    """One item in a list. `lead` is the figure of a statistic; `more` says in muted words what the title does not."""

    id: str
    kind: str
    title: str
    date: str = ""
    lead: str = ""
    more: str = ""
    who: str = ""
    source: str = ""
    #: The stored passages, shown where the words looked for stand in them alone.
    passage: str = ""
    badges: Badges = Badges()

    @property
    def head(self) -> str:
        """`Quote · March 2019`."""
        return " · ".join(part for part in (kind_word(self.kind), self.date or say("undated")) if part)

    @property
    def foot(self) -> str:
        """Who says it, and the source in two words."""
        return " · ".join(part for part in (self.who, self.source) if part)


def cards_of(hits: Iterable[Hit], library: Library, as_of: Day) -> tuple[Card, ...]:
    """The cards of these hits in their order."""
    names, hidden = Names(library), unshowable_words(library)
    return tuple(_card(hit, library, names, hidden, as_of) for hit in hits)


def _card(hit: Hit, library: Library, names: Names, hidden: tuple[str, ...], as_of: Day) -> Card:
    item = library.get(hit.id, hit.kind)
    title = _title(hit, item)
    plain = Card(hit.id, hit.kind, title, date_words(hit.when, language=spoken()), who=hit.who, source=hit.source)
    if not isinstance(item, Item):
        return plain
    sources = dict.fromkeys(citation.source_id for citation in item.citations)
    lead, more = _lead(item), _more(item)
    return plain._replace(
        lead=lead,
        more=more,
        source=", ".join(names.source(source_id) for source_id in sources) or hit.source,
        passage=_passage(item, hidden),
        badges=badges(item, library, as_of),
    )


def _title(hit: Hit, item: AnyItem | None) -> str:
    # Words that are not for public use stay out of the list; the library gives what they are about instead.
    spoken = isinstance(item, Quote | Claim) and hit.title == item.text
    if spoken and not (isinstance(item, Quote) and item.kind == "paraphrase"):
        return quoted(hit.title)
    return hit.title


def _passage(item: Item, hidden: tuple[str, ...]) -> str:
    excerpts = [citation.excerpt for citation in item.citations if citation.excerpt]
    return " … ".join(excerpt for excerpt in excerpts if not any(words in excerpt for words in hidden))


def _lead(item: Item) -> str:
    if not isinstance(item, Statistic):
        return ""
    qualifier = f"{item.qualifier} " if item.qualifier else ""
    unit = "\u00a0%" if item.unit == "percent" else ""
    return f"{qualifier}{number_words(item.value, language=spoken())}{unit}"


def _more(item: Item) -> str:
    match item:
        case Event():
            more = item.summary
        case Quote():
            more = item.context
        case Statistic(status_word=str(word)):
            more = say("Status in the source’s words: “{word}”.", word=nested(word))
        case Claim():
            more = item.verdict_text
        case Position():
            more = " · ".join((term_words("topic", item.topic), term_words("", item.form)))
        case Recommendation():
            more = " · ".join(part for part in (item.number, item.session) if part)
        case _:
            more = ""
    return more


def badge_words(found: Badges, is_used: bool) -> tuple[tuple[str, str], ...]:
    """The badges in words, each with the role of its colour, the most urgent first."""
    told = [
        (found.disputed, "warn", say("⚑ sources disagree")),
        (found.mark == "‡", "note", say("‡ later fact")),
        (found.mark == "†", "note", say("† own fact")),
        (is_used, "ok", say("in this pack ✓")),
        (found.verbatim, "ok", say("verbatim ✓")),
        (found.sum_holds, "ok", say("sum checked ✓")),
        (found.years > 0, "muted", say_many("{count} year old", "{count} years old", found.years)),
    ]
    return tuple((role, words) for holds, role, words in told if holds)


def spoken_words(card: Card, is_used: bool) -> str:
    """The whole card as a screen reader says it."""
    told = [card.head, " ".join(part for part in (card.lead, card.title) if part), card.more, card.foot]
    marks = ", ".join(words.strip("⚑‡†✓ ") for _, words in badge_words(card.badges, is_used))
    return ". ".join(part.rstrip(".") for part in (*told, marks) if part)
