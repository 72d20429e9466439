"""Selection rules: what a template chooses from the library, how far it looks, and what it never chooses."""

from datetime import date as Day  # noqa: N812
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.evidence.items import Event, Quote, when
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.filling import fill, folded, pick
from briefpack.pack.pack import Pack, PackError, Section
from briefpack.pack.packfile import pack_bytes
from briefpack.pack.snapshot import snapshot
from briefpack.pack.template import PartPlan, Rule, SectionPlan, Spread, Template, Window

AS_OF = Day(2026, 11, 22)
BOTH = (ARTICLES, LATER_FACTS)

#: The handbook's chronology of the dialogue pack (6.1, p10): those of E02 to E28 with importance 4 or 5.
CHRONOLOGY = (
    "ev-2004-sr-mandate",  # E02
    "ev-2009-12-upr-first",  # E03
    "ev-2010-03-upr-first-followup",  # E04
    "ev-2013-03-coi-established",  # E06
    "ev-2014-upr-second",  # E08
    "ev-2014-unsc-annual",  # E12
    "ev-2014-02-coi-report",  # E07
    "ev-2014-12-unsc-first",  # E11
    "ev-2017-05-disability-visit",  # E15
    "ev-2018-unsc-no-debate",  # E17
    "ev-2019-upr-third",  # E20
    "ev-2023-08-17-unsc",  # E23
    "ev-2024-03-28-panel-veto",  # E25
    "ev-2024-04-04-hrc-resolution",  # E26
    "ev-2024-11-upr-fourth",  # E27
    "ev-2025-09-ohchr-report",  # E28
)


def template(*rules: Rule, **fields: Any) -> Template:
    """A template with one section."""
    return Template(
        id="tried",
        code="T99",
        version=1,
        name="Tried",
        purpose="To try.",
        title="Tried",
        short_title="Tried",
        part=(PartPlan(id="p", section=(SectionPlan(key="one", kind="timeline", rules=rules, **fields),)),),
    )


def section_of(pack: Pack, key: str, part: str = "") -> Section:
    return next(section for section in pack.sections if section.key == key and part in {"", section.part})


def items_in(section: Section) -> tuple[str, ...]:
    return tuple(entry.item for entry in section.entries if entry.item)


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


@pytest.mark.parametrize("name", ["hrc-dialogue", "security-council"])
def test_the_chronology_holds_the_sixteen_events_of_the_handbook(
    templates: dict[str, Template], library: MemoryLibrary, name: str
) -> None:
    pack = fill(templates[name], library, "2026-11-22")
    assert items_in(section_of(pack, "chronology")) == CHRONOLOGY
    events = [library.get(item_id, "event") for item_id in CHRONOLOGY]
    assert all(isinstance(event, Event) and event.importance >= 4 for event in events)


def test_the_position_of_the_state_concerned_is_its_word_on_the_rapporteur(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    pack = fill(templates["one-page-brief"], library, "2026-11-22")
    assert items_in(section_of(pack, "position")) == ("q-2019-05-political-tool",)
    assert items_in(section_of(pack, "figure")) == ("st-upr3-received", "st-upr3-rejected", "st-upr3-to-be-reviewed")
    assert items_in(section_of(pack, "dates")) == ("ev-2024-11-upr-fourth", "ev-2025-09-ohchr-report")


def test_no_template_chooses_a_term_or_words_that_may_not_be_used_in_public(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    closed = {
        item.id
        for item in library.all("quote")
        if isinstance(item, Quote) and (item.is_term or item.usable_publicly != "yes")
    }
    assert closed == {"q-2023-kcna-insult", "q-2024-term-human-rights-abuses", "q-2019-un-human-rights-system"}
    for plan in templates.values():
        for collections in ((ARTICLES,), BOTH):
            assert not closed & set(fill(plan, library, "2026-11-22", collections=collections).item_ids())


@pytest.mark.parametrize(
    "fields",
    [{"is_term": True}, {"usable_publicly": "background-only"}, {"usable_publicly": "attributable-not-quotable"}],
)
def test_a_rule_that_names_a_closed_quote_still_does_not_get_it(make: Any, fields: dict[str, Any]) -> None:
    library = MemoryLibrary([make.quote("q-open"), make.quote("q-closed", **fields)])
    rule = Rule(take=("quote",), where={"id": ("q-open", "q-closed")})
    assert ids(pick(rule, library, AS_OF, (ARTICLES,)).items) == ["q-open"]


def test_quotes_of_too_few_words_are_passed_over(make: Any) -> None:
    library = MemoryLibrary([make.quote("q-four", "these are four words"), make.quote("q-three", "these are three")])
    assert ids(pick(Rule(take=("quote",), min_words=4), library, AS_OF, (ARTICLES,)).items) == ["q-four"]


@pytest.mark.parametrize(
    ("dates", "found", "widened"),
    [
        ({"ev-a": "2026-01", "ev-b": "2025-12", "ev-c": "2020"}, ["ev-a", "ev-b"], "12"),
        ({"ev-a": "2026-01", "ev-b": "2025-01", "ev-c": "2020"}, ["ev-a", "ev-b"], "24"),
        ({"ev-a": "2022-01", "ev-b": "2023-01", "ev-c": "2020"}, ["ev-b", "ev-a"], "60"),
        ({"ev-a": "2014-02", "ev-b": "2004"}, ["ev-a", "ev-b"], "0"),
        ({"ev-a": "2014-02"}, ["ev-a"], "0"),
    ],
)
def test_a_window_widens_step_by_step_until_there_is_enough_and_says_so(
    make: Any, dates: dict[str, str], found: list[str], widened: str
) -> None:
    library = MemoryLibrary([make.event(name, date) for name, date in dates.items()])
    rule = Rule(take=("event",), order="newest", limit=(2, 5), window=Window(months=12))
    section = fill(template(rule), library, "2026-11-22").sections[0]
    assert list(items_in(section)) == found
    assert section.options == {"window": "12", "widened": widened, "newest": found[0]}


def test_a_window_without_anything_says_nothing_of_its_width(make: Any) -> None:
    rule = Rule(take=("event",), window=Window(months=12))
    section = fill(template(rule, gap="None: {gap}."), MemoryLibrary([]), "2026-11-22").sections[0]
    assert (section.entries, section.options, section.gap) == ((), {}, "None: {gap}.")


def test_undated_items_are_never_the_newest(make: Any) -> None:
    library = MemoryLibrary([make.event("ev-undated", None), make.event("ev-old", "2001")])
    rule = Rule(take=("event",), limit=(2, 5), window=Window(months=12))
    section = fill(template(rule), library, "2026-11-22").sections[0]
    assert items_in(section) == ("ev-undated", "ev-old")
    assert section.options["newest"] == "ev-old"
    undated = MemoryLibrary([make.event("ev-undated", None)])
    assert "newest" not in fill(template(rule), undated, "2026-11-22").sections[0].options


@pytest.mark.parametrize(
    ("date", "inside"),
    [
        ("2025-03-30", False),
        ("2025-03-31", True),
        ("2025-03", True),
        ("2025", True),
        ("2026-03-31", True),
        ("2026-04-01", False),
        ("2026-04", False),
        (None, False),
    ],
)
def test_a_window_of_twelve_months_ends_on_the_as_of_day(make: Any, date: str | None, inside: bool) -> None:
    library = MemoryLibrary([make.event("ev-tried", date)])
    rule = Rule(take=("event",), window=Window(months=12, widen=()))
    widened = pick(rule, library, Day(2026, 3, 31), (ARTICLES,)).widened
    assert widened == (12 if inside else 0)


def test_a_month_too_short_for_the_day_starts_on_its_last(make: Any) -> None:
    library = MemoryLibrary([make.event("ev-tried", "2024-02-29")])
    rule = Rule(take=("event",), window=Window(months=12, widen=(13,)))
    assert pick(rule, library, Day(2025, 3, 31), (ARTICLES,)).widened == 13


def test_no_more_from_one_source_than_the_spread_allows(make: Any, library: MemoryLibrary) -> None:
    rule = Rule(take=("event",), order="importance", limit=(1, 20), spread=(Spread(by="source", max=2),))
    found = pick(rule, library, AS_OF, (ARTICLES,)).items
    sources = [item.citations[0].source_id for item in found]
    assert len(found) > 5
    assert all(sources.count(source) == 2 for source in sources)


@pytest.mark.parametrize("by", ["speaker", "mechanism", "topic"])
def test_a_spread_counts_speakers_mechanisms_and_topics(library: MemoryLibrary, by: Any) -> None:
    rule = Rule(take=("quote",), spread=(Spread(by=by, max=1),))
    found = [item for item in pick(rule, library, AS_OF, (ARTICLES,)).items if isinstance(item, Quote)]
    keys = {
        "speaker": [item.speaker_id or item.speaker for item in found],
        "mechanism": [item.mechanism for item in found],
        "topic": [item.topics[0] if item.topics else "" for item in found],
    }[by]
    assert len(keys) > 2
    assert len(set(keys)) == len(keys)


def test_the_limit_cuts_after_ranking(make: Any) -> None:
    library = MemoryLibrary([make.event(f"ev-{weight}", "2020", importance=weight) for weight in (1, 5, 3, 4, 2)])
    rule = Rule(take=("event",), order="importance", limit=(1, 3))
    assert ids(pick(rule, library, AS_OF, (ARTICLES,)).items) == ["ev-5", "ev-4", "ev-3"]


def test_what_is_shown_may_stand_in_another_order_than_it_was_ranked(make: Any) -> None:
    library = MemoryLibrary(
        [make.event(f"ev-{year}", year, importance=weight) for year, weight in (("2010", 3), ("2004", 5), ("2020", 4))]
    )
    rule = Rule(take=("event",), order="importance", show="date", limit=(1, 2))
    assert ids(pick(rule, library, AS_OF, (ARTICLES,)).items) == ["ev-2004", "ev-2020"]


def test_the_weaker_of_related_events_of_one_day_is_folded(make: Any) -> None:
    whole = make.event("ev-whole", "2024-04-04", importance=4, related=("ev-part", "ev-other-part"))
    part = make.event("ev-part", "2024-04-04", importance=4)
    other = make.event("ev-other-part", "2024-04-04", importance=4)
    later = make.event("ev-later", "2024-05-04", importance=3, related=("ev-whole",))
    assert ids(tuple(folded([part, whole, other, later]))) == ["ev-whole", "ev-later"]


def test_a_span_is_folded_only_when_both_its_ends_are_covered(make: Any) -> None:
    span = make.event("ev-span", None, date_start="2013", date_end="2014", related=("ev-start", "ev-end"), importance=4)
    start = make.event("ev-start", "2013-03", importance=5)
    end = make.event("ev-end", "2014-02", importance=5)
    assert ids(tuple(folded([span, start, end]))) == ["ev-start", "ev-end"]
    assert ids(tuple(folded([span, start]))) == ["ev-span", "ev-start"]


def test_an_undated_or_unrelated_event_is_never_folded(make: Any) -> None:
    strong = make.event("ev-strong", "2024-04-04", importance=5)
    undated = make.event("ev-undated", None, importance=1, related=("ev-strong",))
    apart = make.event("ev-apart", "2024-04-04", importance=1)
    assert ids(tuple(folded([strong, undated, apart]))) == ["ev-strong", "ev-undated", "ev-apart"]


def test_folding_never_leaves_nothing(library: MemoryLibrary) -> None:
    events = [item for item in library.all("event") if isinstance(item, Event)]
    kept = folded(events)
    assert {event.id for event in events} - {event.id for event in kept} >= {"ev-2024-04-04-mandate-renewed"}
    for start in range(0, len(events), 5):
        assert folded(events[start : start + 5])


def test_what_an_earlier_section_holds_is_not_unused(make: Any) -> None:
    library = MemoryLibrary([make.quote("q-one"), make.quote("q-two")])
    first = SectionPlan(key="first", kind="quotes", rules=(Rule(take=("quote",), limit=(1, 1)),))
    second = SectionPlan(key="second", kind="quotes", rules=(Rule(take=("quote",), unused=True),))
    plan = template().model_copy(update={"part": (PartPlan(id="p", section=(first, second)),)})
    assert [items_in(section) for section in fill(plan, library, "2026-11-22").sections] == [("q-one",), ("q-two",)]


def test_two_rules_of_a_section_choose_an_item_once(make: Any) -> None:
    library = MemoryLibrary([make.quote("q-one"), make.quote("q-two")])
    rules = (Rule(take=("quote",), where={"id": ("q-two",)}), Rule(take=("quote",)))
    assert items_in(fill(template(*rules), library, "2026-11-22").sections[0]) == ("q-two", "q-one")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"topics": ("icc-referral",)}, ["ev-a"]),
        ({"topics_not": ("icc-referral",)}, ["ev-b"]),
        ({"status": ("announced", "proposed")}, ["ev-b"]),
        ({"type_not": ("meeting",)}, []),
        ({"importance": ("3",)}, ["ev-a", "ev-b"]),
    ],
)
def test_a_test_matches_any_value_and_its_opposite_excludes(
    make: Any, where: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    library = MemoryLibrary(
        [
            make.event("ev-a", topics=("accountability", "icc-referral")),
            make.event("ev-b", topics=("accountability",), status="announced"),
        ]
    )
    assert ids(pick(Rule(take=("event",), where=where), library, AS_OF, (ARTICLES,)).items) == expected


def test_listed_items_stand_in_the_order_of_the_list(library: MemoryLibrary) -> None:
    wanted = ("st-upr3-to-be-reviewed", "st-upr1-received", "st-upr3-received")
    rule = Rule(take=("statistic",), where={"id": wanted}, order="listed")
    assert tuple(ids(pick(rule, library, AS_OF, (ARTICLES,)).items)) == wanted


@pytest.mark.parametrize("field", ["speaker", "colour", "colour_not", "notes_not_"])
def test_a_rule_that_tests_no_real_field_is_an_error_with_both_names(make: Any, field: str) -> None:
    library = MemoryLibrary([make.event("ev-a")])
    with pytest.raises(PackError, match=rf"tests “{field.removesuffix('_not')}”, which events do not have"):
        fill(template(Rule(take=("event",), where={field: ("x",)})), library, "2026-11-22")


def test_later_facts_are_left_out_unless_asked_for(templates: dict[str, Template], library: MemoryLibrary) -> None:
    for name in ("hrc-dialogue", "chronology", "sources"):
        alone = fill(templates[name], library, "2026-11-22")
        both = fill(templates[name], library, "2026-11-22", collections=BOTH)
        later = {item.id for item in library.all("event") if isinstance(item, Event) and item.collection == LATER_FACTS}
        assert len(later) == 14
        assert not later & set(alone.item_ids())
        assert later & set(both.item_ids())
        assert alone.collections == (ARTICLES,)
        assert len(alone.dataset.sources) == 5
        assert len(both.dataset.sources) == 13


def test_the_newest_fact_is_the_resolution_of_april_until_later_facts_are_on(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    for collections, day in (((ARTICLES,), Day(2024, 4, 4)), (BOTH, Day(2025, 4, 3))):
        stamp = fill(templates["chronology"], library, "2026-11-22", collections=collections).dataset
        newest = library.get(stamp.newest or "", "event")
        assert isinstance(newest, Event)
        assert newest.when.first_day() == day


def test_the_same_template_library_and_days_give_the_same_pack(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    for plan in templates.values():
        first, second = (fill(plan, library, "2026-11-22", date="2026-12-01", title="Ours") for _ in range(2))
        assert first == second
        assert pack_bytes(first, snapshot(first, library)) == pack_bytes(second, snapshot(second, library))
        assert (first.date, first.as_of, first.title) == ("2026-12-01", "2026-11-22", "Ours")
        assert first.id == f"{plan.id}-2026-12-01"


def test_a_filled_pack_numbers_sections_and_entries_without_repeats(
    templates: dict[str, Template], library: MemoryLibrary
) -> None:
    for plan in templates.values():
        pack = fill(plan, library, "2026-11-22")
        names = [section.id for section in pack.sections] + [
            entry.id for section in pack.sections for entry in section.entries
        ]
        numbers = sorted(int(name[1:]) for name in names)
        assert numbers == list(range(1, pack.next_id))


@pytest.mark.parametrize("day", ["2026-02-30", "2026-11", "soon", "20261122"])
def test_a_day_that_is_none_is_refused(templates: dict[str, Template], library: MemoryLibrary, day: str) -> None:
    with pytest.raises(PackError, match=r"^The as-of date "):
        fill(templates["chronology"], library, day)
    with pytest.raises(PackError, match=r"^The date "):
        fill(templates["chronology"], library, "2026-11-22", date=day)


dates = st.one_of(
    st.none(),
    st.integers(2000, 2026).map(str),
    st.dates(Day(2000, 1, 1), Day(2026, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.dates(Day(2000, 1, 1), Day(2026, 12, 31)).map(str),
)


@settings(max_examples=150)
@given(
    spread=st.integers(1, 3),
    enough=st.integers(0, 4),
    most=st.integers(0, 6),
    weights=st.lists(st.tuples(dates, st.integers(1, 5), st.sampled_from(["upr", "security-council"])), max_size=9),
)
def test_whatever_there_is_a_rule_keeps_its_promises(
    make: Any, spread: int, enough: int, most: int, weights: list[tuple[str | None, int, str]]
) -> None:
    events = [
        make.event(f"ev-{number}", date, importance=weight, mechanism=mechanism)
        for number, (date, weight, mechanism) in enumerate(weights)
    ]
    rule = Rule(
        take=("event",),
        importance_min=2,
        order="importance",
        show="newest",
        limit=(enough, most),
        spread=(Spread(by="mechanism", max=spread),),
        window=Window(months=12),
    )
    found = pick(rule, MemoryLibrary(events), AS_OF, (ARTICLES,))
    chosen = [event for event in found.items if isinstance(event, Event)]
    assert len(chosen) <= most
    assert all(event.importance >= 2 for event in chosen)
    assert all(sum(other.mechanism == event.mechanism for other in chosen) <= spread for event in chosen)
    known = [when(event).first_day() for event in chosen if when(event).known]
    assert all(first >= second for first, second in pairwise(known))
    assert [when(event).known for event in chosen] == sorted((when(event).known for event in chosen), reverse=True)
    if found.widened:
        assert all(when(event).known and when(event).first_day() <= AS_OF for event in chosen)
