"""What the rows of the outline say: sections, entries, slots to fill. Knows no widget."""

from math import ceil
from typing import NamedTuple

from briefpack.app.finding import is_disputed
from briefpack.app.suggestions import Suggestions
from briefpack.app.terms import kind_word, plain
from briefpack.briefing.citations import is_marked, title_of
from briefpack.briefing.locale import date_words, number_words
from briefpack.briefing.quoting import nested, quoted
from briefpack.briefing.speech import Measure
from briefpack.evidence.items import Claim, Event, Position, Quote, Statistic, kind_of, when
from briefpack.evidence.sources import ARTICLES, Item
from briefpack.language import say, say_many, spoken
from briefpack.library.port import Evidence
from briefpack.pack import ownwords
from briefpack.pack.clipping import printed
from briefpack.pack.pack import Entry, Pack, PackError, Section

#: Kinds of sections that fill themselves, whatever their entries.
AUTOMATIC = frozenset(("grid", "review-chart", "signs", "gap", "caveat", "cover"))
#: Longer texts are cut in the outline, not in the pack.
_SHOWN = 400


class Row(NamedTuple):
    """One row. `what`: section, entry, empty or more. `kind` colours its dot; `lead` stands before the words in bold;
    `meta` below them in small; `badges` are signs with their meaning; `blank`: a slot that waits for words."""

    key: str
    what: str
    words: str
    lead: str = ""
    kind: str = ""
    meta: str = ""
    badges: tuple[tuple[str, str, str], ...] = ()
    blank: bool = False
    over: bool = False
    part: str = ""

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        signs = ", ".join(words for _, _, words in self.badges)
        told = (self.part, " ".join(part for part in (self.lead, self.words) if part), self.meta, signs)
        return ". ".join(part.rstrip(".") for part in told if part)


def section_name(pack: Pack, section: Section) -> str:
    """What a section is called in the outline: its title, the label of its box, the title of its part."""
    if section.title or section.options.get("box"):
        return section.title or section.options["box"]
    alone = sum(other.part == section.part for other in pack.sections) == 1
    titles = [part.title for part in pack.parts if part.id == section.part and part.title]
    return titles[0] if alone and titles else plain(section.key)


def section_row(pack: Pack, section: Section, measure: Measure | None) -> Row:
    """The header of a section with what it measures."""
    place = next(place for place, each in enumerate(pack.sections) if each is section)
    first = not place or pack.sections[place - 1].part != section.part
    titles = [part.title for part in pack.parts if part.id == section.part and part.title]
    name = section_name(pack, section)
    part = titles[0] if first and titles and titles[0] != name else ""
    meter = meter_words(measure) if measure else say_many("{count} entry", "{count} entries", len(section.entries))
    return Row(section.id, "section", name, meta=meter, over=bool(measure and measure.over), part=part)


def meter_words(measure: Measure) -> str:
    """`84/90 words · 0.8 page · 34 s`."""
    if measure.max_words:
        words = say("{words}/{limit} words", words=measure.words, limit=measure.max_words)
    else:
        words = say_many("{count} word", "{count} words", measure.words)
    told = [words]
    if measure.pages is not None and measure.pages >= 0.05:
        number = f"{measure.pages:.1f}"
        told.append(say_many("{number} page", "{number} pages", ceil(float(number)), number=number))
    if measure.seconds >= 1:
        told.append(time_words(measure.seconds))
    return " · ".join(told)


def time_words(seconds: float) -> str:
    """`34 s`, `1:26 min`."""
    whole = round(seconds)
    if whole < 60:
        return say("{seconds} s", seconds=whole)
    return say("{time} min", time=f"{whole // 60}:{whole % 60:02d}")


def entry_row(entry: Entry, evidence: Evidence) -> Row:
    """An entry: an item, own text or a slot."""
    note = (("✎", "muted", say("private note, never printed")),) if entry.note else ()
    if not entry.item:
        return _own_row(entry, note)
    item = evidence.get(entry.item)
    if not isinstance(item, Item):
        words = say("This fact is no longer in the library.")
        return Row(entry.id, "entry", words, kind="warn", meta=entry.item, badges=note)
    lead, words = _words(entry, item)
    date = date_words(when(item), language=spoken())
    meta = " · ".join(part for part in (kind_word(kind_of(item)), date) if part)
    return Row(entry.id, "entry", words, lead, kind_of(item), meta, (*_badges(entry, item, evidence), *note))


def _own_row(entry: Entry, note: tuple[tuple[str, str, str], ...]) -> Row:
    if not entry.text.strip():
        label = entry.label or say("Own text")
        hint = entry.hint or say("to be written")
        return Row(entry.id, "entry", hint, label, "blank", badges=note, blank=True)
    words = " ".join(ownwords.plain(entry.text).split())
    meta = say("Own text · {words}", words=say_many("{count} word", "{count} words", len(words.split())))
    cited = len({run.cite for runs in ownwords.parse(entry.text) for run in runs if run.cite})
    if cited:
        meta += f" · {say_many('{count} source cited', '{count} sources cited', cited)}"
    return Row(entry.id, "entry", words[:_SHOWN], f"{entry.label}:" if entry.label else "", "own", meta, note)


def _words(entry: Entry, item: Item) -> tuple[str, str]:
    match item:
        case Quote():
            try:
                words = printed(item.text, entry.clip)
            except PackError as error:
                words = str(error)
            return f"{item.speaker.replace('this article', say('the source'))}:", quoted(words[:_SHOWN])
        case Statistic():
            unit = "\u00a0%" if item.unit == "percent" else ""
            return (
                f"{f'{item.qualifier} ' if item.qualifier else ''}{number_words(item.value, language=spoken())}{unit}",
                item.label,
            )
        case Claim():
            return f"{item.claimant}:", quoted(item.text) if item.verbatim else item.text
        case Event() | Position():
            return "", title_of(item)
        case _:
            return "", title_of(item)


def _badges(entry: Entry, item: Item, evidence: Evidence) -> tuple[tuple[str, str, str], ...]:
    mark = is_marked(item)
    use = getattr(item, "usable_publicly", "yes")
    told = [
        (mark == "†", "†", "note", say("a fact of your own")),
        (mark == "‡", "‡", "note", say("later public fact")),
        (is_disputed(item, evidence), "⚑", "warn", say("sources disagree")),
        (bool(entry.clip), "[…]", "muted", say("clipped")),
        (use != "yes", "⦸", "warn", say("not for public use")),
    ]
    return tuple((sign, role, words) for holds, sign, role, words in told if holds)


def empty_row(pack: Pack, section: Section) -> Row | None:
    """What stands in a section without entries: what to do, and what would be printed. None where it has entries."""
    if section.entries:
        return None
    if section.kind in AUTOMATIC:
        return Row(f"{section.id}.empty", "empty", say("This section fills itself; there is nothing to arrange."))
    words = say("not in this dataset") if pack.collections == (ARTICLES,) else say("not in the selected sources")
    gap = (section.gap or say("Nothing on this: {gap}.", gap="{gap}")).replace("{gap}", words)
    told = say(
        "Drag facts here from the library, or press Enter on one there. Left empty, it will print: “{gap}”",
        gap=nested(gap),
    )
    return Row(f"{section.id}.empty", "empty", told)


def more_row(section: Section, found: Suggestions | None) -> Row | None:
    """The inviting line of suggestions; None where there are none."""
    if found is None or not found.items:
        return None
    count = len(found.items)
    words = say_many("{count} suggested by this template", "{count} suggested by this template", count)
    rule = f" ({found.rule})" if found.rule else ""
    return Row(f"{section.id}.more", "more", f"+ {words}{rule}")
