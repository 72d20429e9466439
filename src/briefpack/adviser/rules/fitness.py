"""Fit for its reader, R50 to R53: not too long, with something to do, recommendations that can be followed, once."""

from collections.abc import Iterator
from math import ceil

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, Place, proofs
from briefpack.adviser.recommended import Lamp, lacking, recommendations
from briefpack.adviser.rule import Rule
from briefpack.adviser.sentences import plain_words
from briefpack.adviser.shown import Shown
from briefpack.adviser.similar import repeated
from briefpack.briefing.locale import listed
from briefpack.briefing.speech import Measure
from briefpack.language import say, say_many, to_say, to_say_many
from briefpack.pack.edits import remove_entry
from briefpack.pack.pack import Entry, Section


def over_length(case: Case) -> Iterator[Finding]:
    """R50: pages, words and seconds over their limits."""
    limited = case.pack.max_pages is not None or any(map(_is_limited, case.pack.sections))
    if not limited:
        return
    if case.measures is None:
        yield Finding(say("Could not check the length: the pack was not measured."), decided=False)
        return
    yield from _too_many_pages(case.measures.pack)
    if case.measures.pack.max_words is not None and case.measures.pack.words > case.measures.pack.max_words:
        yield Finding(_too_many_words(case.measures.pack.words, case.measures.pack.max_words), about="words")
    for section in case.pack.sections:
        measure = case.measures.sections.get(section.id)
        if measure is None:
            continue
        if section.max_words is not None and measure.words > section.max_words:
            message = _too_many_words(measure.words, section.max_words)
            yield Finding(message, Place(section.id), section.title, about="words")
        yield from _too_long_to_say(section, measure, case.profile.limits.pace)


def _is_limited(section: Section) -> bool:
    return section.max_words is not None or "seconds" in section.options


def _too_many_pages(measure: Measure) -> Iterator[Finding]:
    if measure.max_pages is None:
        return
    if measure.pages is None:
        message = say("Could not check the {limit} pages: the pack was not laid out.", limit=measure.max_pages)
        yield Finding(message, about="pages", decided=False)
    elif measure.pages > measure.max_pages:
        pages = say_many("{count} page", "{count} pages", measure.max_pages)
        message = say(
            "{pages} pages before the annex where {limit} may be: cut, or move some of it to another pack.",
            pages=f"{measure.pages:g}",
            limit=pages,
        )
        yield Finding(message, about="pages")


def _too_many_words(words: int, limit: int) -> str:
    return say_many(
        "{words} words where {limit} may be: cut {count} word.",
        "{words} words where {limit} may be: cut {count} words.",
        words - limit,
        words=words,
        limit=limit,
    )


def _too_long_to_say(section: Section, measure: Measure, pace: int) -> Iterator[Finding]:
    slot = section.options.get("seconds", "")
    if not slot:
        return
    if not (slot.isascii() and slot.isdigit()):
        message = say("Could not check the time: “{slot}” is no number of seconds.", slot=slot)
        yield Finding(message, Place(section.id), slot, about="seconds", decided=False)
    elif round(measure.seconds) > int(slot):
        # A full stop costs time as well, so that a little less may do.
        over = ceil(round((measure.seconds - int(slot)) * pace / 60, 6))
        message = say_many(
            "{time} for a {slot} slot at {pace} words a minute: cut {count} word.",
            "{time} for a {slot} slot at {pace} words a minute: cut {count} words.",
            over,
            time=_clock(measure.seconds),
            slot=_clock(int(slot)),
            pace=pace,
        )
        yield Finding(message, Place(section.id), section.title, about="seconds")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def no_ask(_case: Case, shown: Shown) -> Iterator[Finding]:
    """R51: a slot that must be filled is empty."""
    entry = shown.entry
    if entry is not None and entry.required and not entry.item and not plain_words(entry.text).strip():
        label = entry.label or shown.section.title
        message = say("“{label}” is empty: what should the reader do?", label=label)
        yield Finding(message, shown.place, label)


def not_smart(case: Case, shown: tuple[Shown, ...]) -> Iterator[Finding]:
    """R52: recommendations that nobody can follow or check, and too many of them."""
    found = [each for one in shown for each in recommendations(one)]
    if not found:
        return
    place = Place(found[0].place.section)
    if case.pack.language.partition("-")[0] != "en":
        message = say("Could not check the recommendations: this rule reads English alone.")
        yield Finding(message, place, decided=False)
        return
    for each in found:
        lacks = lacking(each, case.as_of)
        if lacks:
            message = say("This recommendation has {lacks}.", lacks=listed([say(_LACKS[lamp]) for lamp in lacks]))
            yield Finding(message, each.place, each.text)
    limit = case.profile.limits.actions_a_theme
    themes: dict[str, int] = {}
    for each in found:
        themes[each.theme] = themes.get(each.theme, 0) + 1
    for theme, number in themes.items():
        if number > limit:
            message = say_many(*_TOO_MANY, number, limit=limit)
            yield Finding(message, place, about=theme)


_TOO_MANY = to_say_many(
    "{count} recommendation on one theme: choose the {limit} that matter most.",
    "{count} recommendations on one theme: choose the {limit} that matter most.",
)
_LACKS: dict[Lamp, str] = {
    "addressee": to_say("no addressee (who is to act?)"),
    "action": to_say("no action verb (what is to be done?)"),
    "measurable": to_say("nothing that can be measured (how will one see that it was done?)"),
    "date": to_say("no date (by when?)"),
    "link": to_say("no link to an earlier recommendation or to evidence"),
}


def twice(case: Case) -> Iterator[Finding]:
    """R53: the same item, or nearly the same own words, in more than one place."""
    first: dict[tuple[str, str], Shown] = {}
    texts: dict[str, list[tuple[Shown, str]]] = {}
    for each in case.shown:
        entry, section = each.entry, each.section
        if entry is None or _repeats_by_design(section):
            continue
        # The sheet for the principal sums up what stands in the other parts.
        group = section.part if section.part in _SHEETS else ""
        if not entry.item:
            texts.setdefault(group, []).append((each, plain_words(entry.text)))
        elif (before := first.setdefault((group, entry.item), each)) is not each:
            yield _held_twice(each, entry, before.section)
    for written in texts.values():
        for later, earlier in repeated([text for _, text in written]):
            where = _named(written[earlier][0].section)
            message = say("Nearly the same words stand in “{section}”: say it once.", section=where)
            yield Finding(message, written[later][0].place, written[later][1])


def _repeats_by_design(section: Section) -> bool:
    """What is spoken, an annex, a chart beside its table and a chronology of everything say again what stands
    elsewhere."""
    return section.options.get("use") == "script" or section.kind in _GATHERING or section.key in _CHRONOLOGIES


#: Parts that a reader may get alone and that sum up the others: the one-page brief.
_SHEETS = frozenset(("brief",))
_GATHERING = frozenset(("listed", "spans", "series"))
_CHRONOLOGIES = frozenset(("chronology",))


def _held_twice(each: Shown, entry: Entry, before: Section) -> Finding:
    message = say("This already stands in “{section}”: say it once.", section=_named(before))
    # With a private note something would be lost.
    fix = None if entry.note else Fix(say("Take it out here"), lambda pack: remove_entry(pack, entry.id))
    return Finding(message, each.place, each.printed.partition("\n")[0], entry.item or "", proofs(*each.items), fix)


def _named(section: Section) -> str:
    return section.title or section.options.get("box") or section.key


RULES: tuple[Rule, ...] = (
    Rule(
        "R50",
        to_say("Over length"),
        "block",
        "pack",
        to_say(
            "Pages before the annex, words of a section and the time a section takes to say, against their limits. The "
            "time is reckoned from the words as they are said, at the pace of the profile; nobody speaks exactly so."
        ),
        to_say("2:28 for a 2:00 slot at 130 words a minute: cut 61 words."),
        over_length,
    ),
    Rule(
        "R51",
        to_say("No ask, no objective"),
        "warn",
        "entry",
        to_say(
            "A slot that the template requires, such as the objective, is empty: the reader learns much and is asked "
            "for nothing. Where the slot itself was taken out, nothing is found."
        ),
        to_say("“Objective” is empty: what should the reader do?"),
        no_ask,
    ),
    Rule(
        "R52",
        to_say("Recommendation not SMART"),
        "warn",
        "section",
        to_say(
            "Each paragraph among the recommendations needs an addressee, an action verb, something that can be "
            "measured, a date that lies ahead, and a link to an earlier recommendation or to evidence; and there "
            "should be few on one theme. Words are read as English; a rare verb may be taken for a good one."
        ),
        to_say("This recommendation has no date (by when?)."),
        not_smart,
    ),
    Rule(
        "R53",
        to_say("Repetition"),
        "note",
        "pack",
        to_say(
            "The same item twice, or own words that are nearly the same. What is spoken, an annex, a chronology of "
            "everything and the one-page brief may say again what stands elsewhere."
        ),
        to_say("This already stands in “Engagement”: say it once."),
        twice,
    ),
)
