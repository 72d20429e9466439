"""Run a template's selection rules against a library: a new pack. Same template, library and days: the same pack."""

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import Any, NamedTuple

from briefpack.evidence.dates import FuzzyDate, parse_moment
from briefpack.evidence.items import Event, Position, Quote, Statistic, when
from briefpack.evidence.sources import ARTICLES, Item, Source
from briefpack.language import ENGLISH, Language, say
from briefpack.library.port import Library
from briefpack.pack.pack import SMALLEST, DatasetStamp, Entry, Pack, PackError, PartFrame, Section, checked_day
from briefpack.pack.template import PartPlan, Rule, SectionPlan, Spread, Template, Window, in_language


class Picked(NamedTuple):
    """What a rule found, and how far its window had to be widened (None = no window; 0 = all dates)."""

    items: tuple[Item, ...]
    widened: int | None = None


def fill(
    template: Template,
    library: Library,
    as_of: str,
    date: str | None = None,
    title: str = "",
    collections: tuple[str, ...] = (ARTICLES,),
    language: Language = ENGLISH,
) -> Pack:
    """A new pack from a template. `as_of`, `date`: full days. Raises PackError for another date, and when a rule tests
    no real field.

    The template's own texts are said in `language`, the pack's, here and never again: what a person then makes of them
    is theirs and is printed as it stands.
    """
    template = in_language(template, language)
    used: set[str] = set()
    numbers = iter(range(1, 1_000_000))
    day = Day.fromisoformat(checked_day(as_of, "as-of date"))
    if date is not None:
        checked_day(date)
    sections = [
        _section(plan, part.id, library, day, collections, used, numbers)
        for part in template.part
        for plan in part.section
    ]
    return Pack(
        id=f"{template.id}-{date or as_of}",
        template=template.id,
        template_version=template.version,
        title=title or template.title,
        eyebrow=template.eyebrow,
        short_title=template.short_title,
        language=language.tag,
        paper=template.paper,
        date=date,
        as_of=as_of,
        max_pages=template.max_pages,
        collections=collections,
        dataset=stamp(library, collections),
        parts=tuple(_frame(part, language) for part in template.part),
        sections=tuple(sections),
        next_id=next(numbers),
    )


def _frame(part: PartPlan, language: Language) -> PartFrame:
    frame = PartFrame(**part.model_dump(include=set(PartFrame.model_fields)))
    if language.tag == ENGLISH.tag:
        return frame
    # Templates are measured in English, and most other languages take more room: then the same pages hold the same.
    return frame.model_copy(update={"size": round(max(SMALLEST, part.size - _SMALLER), 2)})


#: By so much of the size that a template gives.
_SMALLER = 0.02


def stamp(library: Library, collections: tuple[str, ...]) -> DatasetStamp:
    """What the selected collections hold: their sources in file order and their newest event that happened."""
    sources = [item for item in library.all("source") if isinstance(item, Source) and item.collection in collections]
    events = [item for item in library.all("event") if isinstance(item, Event) and item.collection in collections]
    happened = [event for event in events if event.status == "occurred" and event.when.known]
    newest = max(happened, key=lambda event: (event.when.first_day(), event.importance, -len(event.id)), default=None)
    return DatasetStamp(
        fingerprint=library.fingerprint,
        newest=newest.id if newest else None,
        sources=tuple(source.id for source in sources),
    )


def _section(
    plan: SectionPlan,
    part: str,
    library: Library,
    as_of: Day,
    collections: tuple[str, ...],
    used: set[str],
    numbers: Any,
) -> Section:
    section_id = f"s{next(numbers)}"
    entries = [Entry(id=f"e{next(numbers)}", **dict(slot)) for slot in plan.slots]
    options = dict(plan.options)
    seen: set[str] = set()
    for rule in plan.rules:
        picked = pick(rule, library, as_of, collections, used)
        fresh = [item for item in picked.items if item.id not in seen]
        entries += [Entry(id=f"e{next(numbers)}", item=item.id) for item in fresh]
        seen.update(item.id for item in fresh)
        dated = [item for item in picked.items if when(item).known]
        if rule.window and picked.widened is not None and dated:
            newest = max(dated, key=lambda item: when(item).sort_key())
            options |= {"window": str(rule.window.months), "widened": str(picked.widened), "newest": newest.id}
    used.update(seen)
    return Section(
        id=section_id,
        key=plan.key,
        kind=plan.kind,
        title=plan.title,
        part=part,
        column=plan.column,
        options=options,
        entries=tuple(entries),
        gap=plan.gap,
        max_words=plan.max_words,
    )


def pick(rule: Rule, library: Library, as_of: Day, collections: tuple[str, ...], used: Iterable[str] = ()) -> Picked:
    """The items a rule takes, in the order of print."""
    taken = set(used) if rule.unused else set()
    found = [item for kind in rule.take for item in _of_kind(library, kind) if item.collection in collections]
    found = [item for item in found if item.id not in taken and _fits(item, rule)]
    if rule.fold:
        found = folded(found)
    widened = None
    if rule.window:
        found, widened = _in_window(found, rule.window, as_of, rule.limit[0])
    ranked = sorted(found, key=_ORDERS[rule.order]) if rule.order != "listed" else _as_listed(found, rule)
    chosen = _spread(ranked, rule.spread)[: rule.limit[1]]
    if rule.show:
        chosen.sort(key=_ORDERS[rule.show])
    return Picked(tuple(chosen), widened)


def _of_kind(library: Library, kind: str) -> list[Item]:
    return [item for item in library.all(kind) if isinstance(item, Item)]


def _fits(item: Item, rule: Rule) -> bool:
    if isinstance(item, Event) and item.importance < rule.importance_min:
        return False
    # A term is nobody's utterance, and what may not be quoted in public enters only by a person's own choice.
    if isinstance(item, Quote) and (item.is_term or len(item.text.split()) < rule.min_words):
        return False
    if isinstance(item, Quote | Position) and item.usable_publicly != "yes":
        return False
    return all(_test(item, name, values) for name, values in rule.where.items())


def _test(item: Item, name: str, values: Sequence[str]) -> bool:
    field = name.removesuffix("_not")
    if field not in type(item).model_fields:
        kind = type(item).__name__.lower()
        raise PackError(say("A selection rule tests “{field}”, which {kind}s do not have.", field=field, kind=kind))
    value = getattr(item, field)
    have = {str(each) for each in value} if isinstance(value, tuple) else {str(value)}
    return have.isdisjoint(values) if name.endswith("_not") else not have.isdisjoint(values)


def folded(items: Sequence[Item]) -> list[Item]:
    """Without the events whose whole time is covered by related events of more weight, or, on the same day, by the
    event that the others relate to."""
    events = {item.id: item for item in items if isinstance(item, Event)}
    related: dict[str, set[str]] = {name: set() for name in events}
    for event in events.values():
        for other in set(event.related) & events.keys():
            related[event.id].add(other)
            related[other].add(event.id)
    covered = {name for name, event in events.items() if _covered(event, [events[other] for other in related[name]])}
    return [item for item in items if item.id not in covered]


def _covered(event: Event, others: Iterable[Event]) -> bool:
    date = event.when
    if date.start is None:
        return False
    strong = [other for other in others if _outweighs(other, event)]
    ends = [date.start, date.end or date.start]
    return all(
        any(other.when.first_day() <= end.last_day() and other.when.last_day() >= end.first_day() for other in strong)
        for end in ends
    )


def _outweighs(other: Event, event: Event) -> bool:
    if other.importance != event.importance:
        return other.importance > event.importance
    return other.when == event.when and len(other.related) > len(event.related)


def _in_window(found: list[Item], window: Window, as_of: Day, enough: int) -> tuple[list[Item], int]:
    for months in (window.months, *window.widen):
        inside = found if months == 0 else [item for item in found if _recent(item, as_of, months)]
        if len(inside) >= max(enough, 1):
            return inside, months
    return found, 0


def _recent(item: Item, as_of: Day, months: int) -> bool:
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
    # A window that reaches back before the calendar is open.
    start = Day(year, month + 1, min(as_of.day, calendar.monthrange(year, month + 1)[1])) if year > 0 else Day.min
    date = when(item)
    return date.known and start <= date.last_day() and date.first_day() <= as_of


def _spread(ranked: Iterable[Item], limits: Sequence[Spread]) -> list[Item]:
    counts: Counter[tuple[str, str]] = Counter()
    chosen: list[Item] = []
    for item in ranked:
        keys = [(limit.by, _SPREADS[limit.by](item)) for limit in limits]
        if all(counts[key] < limit.max for key, limit in zip(keys, limits, strict=True)):
            counts.update(keys)
            chosen.append(item)
    return chosen


def _as_listed(found: list[Item], rule: Rule) -> list[Item]:
    """In the order in which the rule's own lists name their values: the first list that tells items apart decides."""
    places = [
        (name, {value: place for place, value in enumerate(values)})
        for name, values in rule.where.items()
        if not name.endswith("_not") and len(values) > 1
    ]

    def rank(item: Item) -> tuple[int, ...]:
        return tuple(order.get(str(getattr(item, name)), len(order)) for name, order in places)

    return sorted(found, key=rank)


def _day(item: Item) -> tuple[Day, bool, int]:
    sort_date = getattr(item, "sort_date", None)
    return FuzzyDate(parse_moment(sort_date)).sort_key() if sort_date else when(item).sort_key()


def _newest_first(item: Item) -> tuple[int, int, str]:
    first = _day(item)[0]
    known = first != Day.max
    return (0 if known else 1, -first.toordinal(), item.id)


_ORDERS: dict[str, Callable[[Item], Any]] = {
    "date": lambda item: (*_day(item), item.id),
    "newest": _newest_first,
    "importance": lambda item: (-getattr(item, "importance", 0), *_day(item), item.id),
    "file": lambda _: 0,
}


def _speaker(item: Item) -> str:
    return (item.speaker_id or item.speaker) if isinstance(item, Quote) else ""


_SPREADS: dict[str, Callable[[Item], str]] = {
    "source": lambda item: item.citations[0].source_id if item.citations else "",
    "speaker": _speaker,
    "actor": lambda item: item.actor if isinstance(item, Position) else "",
    "mechanism": lambda item: item.mechanism if isinstance(item, Event | Quote | Statistic) else "",
    "topic": lambda item: item.topics[0] if isinstance(item, Event | Quote | Statistic) and item.topics else "",
}
