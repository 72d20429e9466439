"""What is asked of the library in words, and what a reader must know of each item."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from briefpack.app.finding import (
    ADDABLE,
    Names,
    SavedSearch,
    active,
    asked,
    badges,
    cleared,
    dated,
    is_verbatim,
    saved_from,
    saved_text,
    stated,
    toggled,
    used,
    uses,
    years_old,
)
from briefpack.evidence.dates import DateError
from briefpack.evidence.items import Event, Quote, Statistic
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, OWN
from briefpack.library.library import SqliteLibrary, open_library
from briefpack.library.query import Query
from briefpack.pack.edits import add_item, add_text
from briefpack.pack.pack import Pack, Section

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def library(dataset_texts: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteLibrary]:
    opened = open_library(tmp_path_factory.mktemp("library"), lambda: dataset_texts)
    yield opened
    opened.close()


@pytest.fixture
def pack() -> Pack:
    sections = (
        Section(id="s1", key="quotes", kind="quotes", title="What they say"),
        Section(id="s2", key="x", kind="text"),
    )
    return Pack(id="p", template="t", title="T", as_of="2026-11-22", sections=sections)


def quote(library: SqliteLibrary, item_id: str) -> Quote:
    found = library.get(item_id, "quote")
    assert isinstance(found, Quote)
    return found


def test_the_filters_are_stated_in_one_sentence(library: SqliteLibrary) -> None:
    query = Query(
        text="report",
        kinds=("quote", "event"),
        mechanisms=("upr",),
        topics=("torture", "mandate-renewal"),
        actors=("ojea-quintana",),
        sources=("kei-2019-king-upr-engagement",),
        date_from="2014",
        date_to="2025-02",
        usable_publicly=("yes",),
    )
    assert stated(query, Names(library)).replace("\u00a0", " ") == (
        "Only quotes or events; on the mechanism Universal Periodic Review; on the theme Torture or Renewal of the"
        " mandate; said or done by, or about, Tomás Ojea Quintana; from KEI 2019; usable in public;"
        " dated 2014 – February 2025."
    )


def test_without_filters_there_is_nothing_to_state(library: SqliteLibrary) -> None:
    assert stated(Query(text="report"), Names(library)) == ""
    assert active(Query(text="report"), Names(library)) == ()


def test_a_value_goes_in_and_out() -> None:
    once = toggled(Query(), "topic", "torture")
    assert once.topics == ("torture",)
    assert toggled(toggled(once, "topic", "veto"), "topic", "torture").topics == ("veto",)


def test_clearing_keeps_the_words() -> None:
    assert cleared(Query(text="report", kinds=("quote",), date_from="2014")) == Query(text="report")


@pytest.mark.parametrize(("first", "last"), [("2015", "2014"), ("yesterday", ""), ("2014-02-30", "")])
def test_days_that_cannot_be_are_refused(first: str, last: str) -> None:
    with pytest.raises(DateError):
        dated(Query(), first, last)


def test_a_pack_is_offered_what_it_can_hold(pack: Pack) -> None:
    query = asked(Query(), pack)
    assert query.kinds == ADDABLE
    assert query.collections == (ARTICLES, OWN)


def test_later_facts_are_found_only_when_the_pack_has_them_on(pack: Pack, library: SqliteLibrary) -> None:
    found = replace(Query(), text="Third Committee", limit=100)
    on = pack.model_copy(update={"collections": (ARTICLES, LATER_FACTS)})
    without = {hit.collection for hit in library.search(asked(found, pack)).hits}
    assert without == {ARTICLES}
    assert LATER_FACTS in {hit.collection for hit in library.search(asked(found, on)).hits}


def test_a_sealed_person_has_a_role_for_a_name(library: SqliteLibrary) -> None:
    assert Names(library).actor("diplomat-author").startswith("Author of the op-ed")


def test_saved_searches_come_back_as_they_were() -> None:
    searches = (SavedSearch("Vetoes & more", Query(text="“veto”", kinds=("quote",), date_from="2014")),)
    assert saved_from(saved_text(searches)) == searches


@pytest.mark.parametrize(
    "text", ["", "{", "[3]", '[{"name": 1}]', '[{"name": "a", "kinds": "quote"}]', '[{"name": "a", "date_from": "x"}]']
)
def test_damaged_saved_searches_are_left_out(text: str) -> None:
    assert saved_from(text) == ()


def test_words_are_verbatim_only_when_the_stored_passage_has_them(library: SqliteLibrary) -> None:
    found = quote(library, "q-2017-selectively")
    assert is_verbatim(found)
    assert not is_verbatim(found.model_copy(update={"text": "Selectively"}))
    assert not is_verbatim(found.model_copy(update={"citations": ()}))


def test_disputed_later_and_own_are_told(library: SqliteLibrary) -> None:
    disputed = library.get("ev-2003-annual-resolutions-diplomat")
    later = library.get("lf-2003-chr-yearly")
    assert isinstance(disputed, Event)
    assert isinstance(later, Event)
    assert badges(disputed, library, TODAY).disputed
    assert not badges(later, library, TODAY).disputed
    assert badges(later, library, TODAY).mark == "‡"
    assert badges(disputed.model_copy(update={"origin": "user"}), library, TODAY).mark == "†"


def test_a_sum_is_checked_against_its_parts(library: SqliteLibrary) -> None:
    whole = library.get("st-upr1-received")
    assert isinstance(whole, Statistic)
    assert badges(whole, library, TODAY).sum_holds
    assert not badges(whole.model_copy(update={"value": 168}), library, TODAY).sum_holds
    assert not badges(whole.model_copy(update={"parts": ()}), library, TODAY).sum_holds


@pytest.mark.parametrize(("said", "years"), [("2021-11-22", 5), ("2021-11-23", 0), ("2021", 5), ("2022", 0), (None, 0)])
def test_words_are_old_from_five_full_years_on(library: SqliteLibrary, said: str | None, years: int) -> None:
    assert years_old(quote(library, "q-2017-selectively").model_copy(update={"date": said}), TODAY) == years


def test_an_event_is_never_called_old(library: SqliteLibrary) -> None:
    event = library.get("ev-2003-annual-resolutions-diplomat")
    assert isinstance(event, Event)
    assert years_old(event, date(2090, 1, 1)) == 0


def test_uses_name_section_and_entry_also_where_it_is_only_cited(pack: Pack) -> None:
    full = add_text(add_item(pack, "s1", "q-one"), "s2", "As he said [@q-one] and [@q-two].")
    assert [(use.section_id, use.entry_id, use.title, use.cited) for use in uses(full, "q-one")] == [
        ("s1", "e1", "What they say", False),
        ("s2", "e2", "X", True),
    ]
    assert used(full) == {"q-one", "q-two"}
    assert uses(full, "q-three") == ()
