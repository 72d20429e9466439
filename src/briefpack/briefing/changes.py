"""What differs between two packs (pack/comparing.py), in words: a sentence for each, and a document of its own."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefpack.briefing.citations import full_citation, title_of
from briefpack.briefing.locale import clauses, colon, date_words, day_words, in_list, listed, number_words
from briefpack.briefing.nodes import Span, Spans
from briefpack.briefing.quoting import quoted
from briefpack.briefing.rewording import CLOSES, OPENS, reworded, unmarked
from briefpack.briefing.sections.facts import lowered
from briefpack.briefing.terms import plain as plain_term
from briefpack.evidence.grids import Grid
from briefpack.evidence.items import AnyItem, Event, Quote, Statistic, when
from briefpack.evidence.sources import Item, Source
from briefpack.language import Language, to_say
from briefpack.library.port import Evidence
from briefpack.pack.clipping import printed
from briefpack.pack.comparing import Change, What
from briefpack.pack.ownwords import parse
from briefpack.pack.pack import Entry, Pack, PackError, Section, Waiver

#: Words of a value that was revised, and of the name of a fact that own text cites. Own text is shown whole.
_MOST_WORDS, _NAMED = 40, 8


class Told(NamedTuple):
    """A change in words. `section`: the title under which it is told, "" for the pack as a whole. `sentence` stands
    alone; the others are a row of the document."""

    section: str
    what: str
    before: Spans
    after: Spans
    sentence: str


class Sides(NamedTuple):
    """The two packs, each with what it is composed from and the name that it goes by."""

    old: Pack
    new: Pack
    before: Evidence
    after: Evidence
    names: tuple[str, str] = ("", "")


def told(changes: Iterable[Change], sides: Sides, language: Language) -> tuple[Told, ...]:
    """Each change in words, in their order."""
    teller = _Teller(sides, language)
    return tuple(_TELL[change.what](teller, change) for change in changes)


class _Teller:
    """Knows the names of what two packs hold."""

    def __init__(self, sides: Sides, language: Language) -> None:
        self.sides = sides
        self.language = language
        self.say = language.say
        self._parts = {part.id: part.title for part in (*sides.old.parts, *sides.new.parts)}

    def named(self, section: Section | None) -> str:
        """What a section is called: by its title, its box or its part."""
        if section is None:
            return ""
        own = section.title or section.options.get("box") or self._parts.get(section.part)
        return own or plain_term(section.key).capitalize()

    def told(self, change: Change, what: str, before: str, after: str, message: str, **values: object) -> Told:
        section = self.named(change.section)
        sentence = self.say(message, section=section, before=before, after=after, **values)
        return Told(section, self.say(what), _spans(before), _spans(after), sentence)

    def entry(self, entry: Entry | AnyItem | Waiver | None, evidence: Evidence) -> str:
        """What an entry says, shortly."""
        if not isinstance(entry, Entry):
            return ""
        if not entry.item:
            words = unmarked(self.own(entry.text, evidence))
            return words if words else self.say("the blank “{label}”", label=entry.label)
        item = evidence.get(entry.item)
        return self.item(item, entry) if item is not None else entry.item

    def item(self, item: AnyItem, entry: Entry | None = None, most: int = 0) -> str:
        """A fact in one line: with its date or value first."""
        if isinstance(item, Grid):
            return self.say("the prepared table {name}", name=item.id)
        if isinstance(item, Source):
            return full_citation(item, self.language)
        match item:
            case Quote():
                return quoted(_short(_clipped(item, entry), most))
            case Statistic():
                return f"{number_words(item.value, self.language)} {lowered(item.label)}"
            case Event():
                date = date_words(when(item), language=self.language)
                return f"{date}{colon(self.language)}{item.title}" if date else item.title
        return _short(title_of(item), most)

    def own(self, text: str, evidence: Evidence) -> str:
        """Own text without type, its citations named; each name is one word for `reworded`."""
        pieces = []
        for runs in parse(text):
            words = ""
            for run in runs:
                cited = evidence.get(run.cite) if run.cite else None
                name = self.item(cited, most=_NAMED) if cited is not None else run.cite
                source = self.say("(source: {fact})", fact=name)
                words += f" {OPENS}{source}{CLOSES}" if run.cite else run.text
            pieces.append(" ".join(words.split()))
        return " ".join(pieces)


def _spans(words: str) -> Spans:
    return (Span(words),) if words else (Span("—"),)


def _short(words: str, most: int = _MOST_WORDS) -> str:
    """The first words; all of them for 0."""
    pieces = words.split()
    return words if not most or len(pieces) <= most else f"{' '.join(pieces[:most])} …"


def _clipped(quote: Quote, entry: Entry | None) -> str:
    try:
        return printed(quote.text, entry.clip) if entry else quote.text
    except PackError:  # a clip of other words than these: composing says so
        return quote.text


_DETAIL_NAMES = {
    "title": to_say("title"),
    "eyebrow": to_say("line above the title"),
    "short_title": to_say("short title"),
    "subject_line": to_say("subject"),
    "date": to_say("date"),
    "as_of": to_say("as-of date"),
    "marking": to_say("marking"),
    "paper": to_say("paper"),
    "language": to_say("language"),
    "profile": to_say("house style"),
    "template": to_say("template"),
    "max_pages": to_say("limit of pages"),
    "collections": to_say("choice of collections"),
    "dataset": to_say("version of the dataset"),
}


def _detail(teller: _Teller, change: Change) -> Told:
    name = teller.say(_DETAIL_NAMES[change.name])
    days = change.name in ("date", "as_of")
    before, after = (
        day_words(value, teller.language) if days and value else value for value in (change.before, change.after)
    )
    if before and after:
        message = to_say("The {name} was “{before}” and is “{after}”.")
    elif after:
        message = to_say("The {name} is “{after}”; there was none.")
    else:
        message = to_say("There is no {name} any more; it was “{before}”.")
    made = teller.told(change, to_say("Detail"), before, after, message, name=name)
    return made._replace(what=name[:1].upper() + name[1:])


def _part(teller: _Teller, change: Change) -> Told:
    message = {
        "": to_say("The part “{after}” was added.") if change.after else to_say("The part “{before}” was removed."),
        "title": to_say("The part “{before}” is called “{after}” now."),
        "layout": to_say("The part “{after}” is laid out in another way."),
    }[change.name]
    return teller.told(change, to_say("Part"), change.before, change.after, message)


def _section_added(teller: _Teller, change: Change) -> Told:
    name = quoted(teller.named(change.section))
    return teller.told(change, to_say("Section added"), "", name, to_say("The section {after} was added."))


def _section_removed(teller: _Teller, change: Change) -> Told:
    name = quoted(teller.named(change.section))
    return teller.told(change, to_say("Section removed"), name, "", to_say("The section {before} was removed."))


def _section_moved(teller: _Teller, change: Change) -> Told:
    before = next((each for each in teller.sides.new.sections if each.id == change.after), None)
    if before is None:
        where, message = teller.say("first"), to_say("The section “{section}” stands first now.")
    else:
        where = teller.say("after “{section}”", section=teller.named(before))
        message = to_say("The section “{section}” stands {after} now.")
    return teller.told(change, to_say("Section moved"), "", where, message)


def _retitled(teller: _Teller, change: Change) -> Told:
    none = teller.say("no title")
    before, after = (quoted(words) if words else none for words in (change.before, change.after))
    message = to_say("A section’s title was {before} and is {after}.")
    return teller.told(change, to_say("Retitled"), before, after, message)


_SETTINGS = {
    "key": to_say("its key"),
    "kind": to_say("its kind"),
    "part": to_say("its part"),
    "column": to_say("its column"),
    "options": to_say("how it is shown"),
    "remark": to_say("its remark"),
    "gap": to_say("its words for what is missing"),
    "max_words": to_say("its limit of words"),
}


def _settings(teller: _Teller, change: Change) -> Told:
    words = listed([teller.say(_SETTINGS[name]) for name in change.name.split(", ")], language=teller.language)
    message = to_say("Of the section “{section}” this was set anew: {after}.")
    return teller.told(change, to_say("Set anew"), "", words, message)


def _added(teller: _Teller, change: Change) -> Told:
    words = teller.entry(change.now, teller.sides.after)
    return teller.told(change, to_say("Added"), "", words, to_say("Added to “{section}”: {after}"))


def _removed(teller: _Teller, change: Change) -> Told:
    words = teller.entry(change.was, teller.sides.before)
    return teller.told(change, to_say("Removed"), words, "", to_say("Removed from “{section}”: {before}"))


def _moved(teller: _Teller, change: Change) -> Told:
    words = teller.entry(change.now, teller.sides.after)
    if change.name == "section":
        other = teller.named(next((each for each in teller.sides.old.sections if each.id == change.before), None))
        before = teller.say("in “{section}”", section=other)
        message = to_say("Moved to “{section}” from “{other}”: {after}")
        return teller.told(change, to_say("Moved here"), before, words, message, other=other)
    entries = change.section.entries if change.section else ()
    place = next((place for place, entry in enumerate(entries) if entry is change.now), 0)
    if place:
        where = teller.say("stands after: {entry}", entry=teller.entry(entries[place - 1], teller.sides.after))
    else:
        where = teller.say("stands first")
    return teller.told(change, to_say("Moved"), words, where, to_say("Moved in “{section}”: {before} ({after})"))


def _reworded(teller: _Teller, change: Change) -> Told:
    before = teller.own(change.before, teller.sides.before)
    after = teller.own(change.after, teller.sides.after)
    if before and after and before != after:
        found = reworded(before, after, teller.language)
        made = teller.told(change, to_say("Reworded"), "", found.together, to_say("Reworded in “{section}”: {after}"))
        return made._replace(before=found.before, after=found.after)
    before, after = unmarked(before), unmarked(after)
    if not before:
        return teller.told(change, to_say("Written"), "", after, to_say("Written in “{section}”: {after}"))
    if not after:
        return teller.told(change, to_say("Emptied"), before, "", to_say("Emptied in “{section}”: {before}"))
    message = to_say("In “{section}” only the type or the paragraphs changed: {after}")
    return teller.told(change, to_say("Set anew"), "", after, message)


def _cut(teller: _Teller, change: Change) -> Told:
    before, after = teller.entry(change.was, teller.sides.before), teller.entry(change.now, teller.sides.after)
    message = to_say("Clipped in another way in “{section}”: {after}; before: {before}")
    return teller.told(change, to_say("Clipped anew"), before, after, message)


def _blank(teller: _Teller, change: Change) -> Told:
    message = to_say("The blank “{after}” in “{section}” is put in another way.")
    return teller.told(change, to_say("Blank changed"), change.before, change.after, message)


_FIELDS = {
    "value": to_say("value"),
    "status_word": to_say("status word"),
    "as_of": to_say("as of"),
    "text": to_say("words"),
    "title": to_say("title"),
    "summary": to_say("summary"),
    "label": to_say("label"),
    "date": to_say("date"),
    "citations": to_say("passages"),
    "publisher": to_say("publisher"),
}


def _revised(teller: _Teller, change: Change) -> Told:
    was, now = change.was, change.now
    if not isinstance(was, Item | Source | Grid) or not isinstance(now, Item | Source | Grid):
        return _other(teller, change)
    names = [name for name, value in now if name in type(was).model_fields and getattr(was, name) != value]
    values = [(_field(teller, name), _value(teller, was, name), _value(teller, now, name)) for name in names]
    thing, what, message = (
        teller.item(now),
        to_say("Fact revised"),
        to_say("Fact revised in “{section}”, {thing}: {how}."),
    )
    if isinstance(now, Source):
        thing = now.title or now.title_supplied or now.publisher
        what, message = to_say("Source revised"), to_say("Source revised, {thing}: {how}.")
    elif isinstance(now, Statistic) and "value" in names:
        thing = now.label
        what, message = to_say("Figure revised"), to_say("Figure revised in “{section}”, {thing}: {how}.")
    before, after = (clauses([f"{each[0]}{colon(teller.language)}{each[side]}" for each in values]) for side in (1, 2))
    how = clauses(
        [teller.say("{field} from {old} to {new}", field=field, old=old, new=new) for field, old, new in values]
    )
    made = teller.told(change, what, before, after, message, thing=thing, how=how)
    # The row says which fact it was.
    return made._replace(before=(Span(f"{thing} ", "b"), Span(before)))


def _field(teller: _Teller, name: str) -> str:
    return teller.say(_FIELDS[name]) if name in _FIELDS else plain_term(name.replace("_", "-"))


def _value(teller: _Teller, item: AnyItem, name: str) -> str:
    value = getattr(item, name)
    if name == "citations":
        return " ".join(quoted(_short(citation.excerpt)) for citation in value if citation.excerpt) or "—"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_words(value, teller.language)
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value) or "—"
    return "—" if value is None else _short(str(value))


def _waived(teller: _Teller, change: Change) -> Told:
    by = change.now.initials if isinstance(change.now, Waiver) else ""
    message = to_say("Rule {rule} was waived by {by}: {after}")
    made = teller.told(change, to_say("Waived"), change.before, change.after, message, rule=change.name, by=by)
    return _answered(
        teller, made, after=teller.say("{rule}, by {by}: {why}", rule=change.name, by=by, why=change.after)
    )


def _unwaived(teller: _Teller, change: Change) -> Told:
    message = to_say("The waiver of a rule was taken back, {before}")
    made = teller.told(change, to_say("Waiver gone"), f"{change.name}: {change.before}", "", message, rule=change.name)
    return _answered(teller, made)


def _cleared(teller: _Teller, change: Change) -> Told:
    day = day_words(change.name[:10], teller.language)
    message = to_say("The pack was cleared by {after} on {day}.")
    made = teller.told(change, to_say("Cleared"), change.before, change.after, message, day=day)
    return _answered(teller, made, after=in_list((change.after, day), teller.language))


def _withdrawn(teller: _Teller, change: Change) -> Told:
    message = to_say("The clearance by {before} was withdrawn.")
    return _answered(teller, teller.told(change, to_say("Clearance withdrawn"), change.before, "", message))


def _answered(teller: _Teller, made: Told, after: str = "") -> Told:
    """What people answered for, under a head of its own."""
    made = made._replace(section=teller.say("Waivers and clearance"))
    return made._replace(after=_spans(after)) if after else made


def _other(teller: _Teller, change: Change) -> Told:
    message = to_say("Something that no reader sees differs, such as the version of the template.")
    return teller.told(change, to_say("Other"), "", "", message)


_TELL: dict[What, Callable[[_Teller, Change], Told]] = {
    "detail": _detail,
    "part": _part,
    "section-added": _section_added,
    "section-removed": _section_removed,
    "section-moved": _section_moved,
    "retitled": _retitled,
    "settings": _settings,
    "added": _added,
    "removed": _removed,
    "moved": _moved,
    "reworded": _reworded,
    "clipped": _cut,
    "blank": _blank,
    "revised": _revised,
    "waived": _waived,
    "unwaived": _unwaived,
    "cleared": _cleared,
    "withdrawn": _withdrawn,
    "other": _other,
}
