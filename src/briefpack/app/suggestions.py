"""What a section's template rules would add now: each with its reason. Nothing is ever added by itself."""

from collections.abc import Collection
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import NamedTuple

from briefpack.app.history import History
from briefpack.evidence.items import Claim, Event, Position, Quote, Statistic, when
from briefpack.evidence.sources import Item
from briefpack.language import say, say_many
from briefpack.library.port import Evidence, Library
from briefpack.pack.filling import pick
from briefpack.pack.pack import Pack, Section
from briefpack.pack.template import Rule, SectionPlan, Template


class Suggestion(NamedTuple):
    """An item and why it is suggested. `removed`: the user had taken it out of this section."""

    item: str
    reason: str
    removed: bool = False


class Suggestions(NamedTuple):
    """What may be added to a section, and what its template looks for, in words ("" where there is no bound)."""

    items: tuple[Suggestion, ...] = ()
    rule: str = ""


def suggestions(
    pack: Pack, section: Section, template: Template | None, library: Library, removed: Collection[str] = ()
) -> Suggestions:
    """What the section's rules would add to it now. What was `removed` by hand is offered last, and counts for none
    of the rule's places: another item is found in its stead."""
    plan = plan_of(section, template)
    if plan is None:
        return Suggestions()
    here = {entry.item for entry in section.entries if entry.item}
    place = pack.sections.index(section)
    earlier = {entry.item for other in pack.sections[:place] for entry in other.entries if entry.item}
    found: dict[str, Suggestion] = {}
    last: dict[str, Suggestion] = {}
    context = _Context(pack, library)
    for rule in plan.rules:
        shut = frozenset(removed) | (earlier if rule.unused else frozenset())
        strict = rule.model_copy(update={"unused": True})
        picked = pick(strict, library, context.day, pack.collections, shut)
        for item in picked.items:
            if item.id not in here:
                found.setdefault(item.id, Suggestion(item.id, context.reason(item, rule, picked.widened)))
        for item in pick(rule, library, context.day, pack.collections, earlier).items:
            if item.id in removed and item.id not in here:
                reason = say("removed by you, {reason}", reason=context.reason(item, rule, None))
                last.setdefault(item.id, Suggestion(item.id, reason, removed=True))
    return Suggestions((*found.values(), *last.values()), _rule_words(plan))


def plan_of(section: Section, template: Template | None) -> SectionPlan | None:
    """The plan a section was made from; None for a section of the user's own."""
    parts = template.part if template else ()
    own = [plan for part in parts if part.id == section.part for plan in part.section if plan.key == section.key]
    return own[0] if own else None


def removed_by_hand(history: History, section_id: str) -> frozenset[str]:
    """The items a section held at some step since the pack was opened and holds no more."""
    held: set[str] = set()
    now: set[str] = set()
    seen: Section | None = None
    for step in history.steps[: history.place + 1]:
        for section in step.pack.sections:
            if section.id == section_id and section is not seen:
                seen = section
                now = {entry.item for entry in section.entries if entry.item}
                held |= now
    return frozenset(held - now)


def what_it_adds(library: Evidence, collection: str) -> str:
    """What switching a collection on would bring, in a sentence."""
    kinds = ("event", "quote", "statistic", "position", "claim")
    facts = sum(
        isinstance(item, Item) and item.collection == collection for kind in kinds for item in library.all(kind)
    )
    pages = sum(getattr(item, "collection", "") == collection for item in library.all("source"))
    counted = say_many("{count} fact", "{count} facts", facts)
    from_pages = say_many("{count} public page", "{count} public pages", pages)
    return say(
        "Adds {facts} from {pages} later than the articles. Each is marked ‡ in print; none enters the pack by itself.",
        facts=counted,
        pages=from_pages,
    )


class _Context:
    """What reasons are judged against: the pack's day, and the sources and speakers it uses already."""

    def __init__(self, pack: Pack, library: Evidence) -> None:
        self.day = Day.fromisoformat(pack.as_of)
        used = [item for item_id in pack.item_ids() if isinstance(item := library.get(item_id), Item)]
        self._sources = {citation.source_id for item in used for citation in item.citations}
        self._speakers = {item.speaker for item in used if isinstance(item, Quote)}

    def reason(self, item: Item, rule: Rule, widened: int | None) -> str:
        """`importance 5, last 24 months, source not used yet`."""
        told = [_weight(item), self._time(rule, widened), self._news(item)]
        return ", ".join(part for part in told if part) or say("fits this section")

    def _time(self, rule: Rule, widened: int | None) -> str:
        if not rule.window or widened is None:
            return ""
        return say_many("last {count} month", "last {count} months", widened) if widened else say("newest of all dates")

    def _news(self, item: Item) -> str:
        if isinstance(item, Quote) and item.speaker not in self._speakers:
            return say("speaker not heard yet")
        cited = {citation.source_id for citation in item.citations}
        return say("source not used yet") if cited and not cited & self._sources else ""


def _weight(item: Item) -> str:
    match item:
        case Event():
            return say("importance {number}", number=item.importance)
        case Quote():
            year = item.when.start.year if item.when.start else ""
            return say("said in {year}", year=year) if year else say("undated in its source")
        case Statistic() if when(item).start:
            return say("as of {year}", year=item.when.first_day().year)
        case Position():
            return say("a position on record")
        case Claim():
            return say("a claim with evidence")
        case _:
            return ""


def _rule_words(plan: SectionPlan) -> str:
    least = max((rule.importance_min for rule in plan.rules), default=1)
    months = next((rule.window.months for rule in plan.rules if rule.window), 0)
    told = [
        say("importance ≥ {number}", number=least) if least > 1 else "",
        say_many("last {count} month", "last {count} months", months) if months else "",
    ]
    return ", ".join(part for part in told if part)
