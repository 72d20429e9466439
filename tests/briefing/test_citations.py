"""Citations: the five sources as the handbook cites them, notes that merge repeats, places by paragraph."""

from typing import Any

import pytest

from briefpack.briefing.citations import (
    Notes,
    Place,
    full_citation,
    inner_document,
    is_marked,
    merged,
    paragraphs_words,
    passages,
    places_of,
    short_name,
    title_of,
)
from briefpack.evidence.items import Event, Quote
from briefpack.evidence.sources import LATER_FACTS, Item, Source
from briefpack.library.memory import MemoryLibrary

KEI = "kei-2019-king-upr-engagement"
HRW_2017 = "hrw-2017-reluctantly-opens-up"
HRW_2019 = "hrw-2019-interactive-dialogue"
HRW_2024 = "hrw-2024-hrc-resolution"
OP_ED = "diplomat-2024-ten-years-after-coi"

#: The handbook's own words (6.1, "How to cite"), with its quotation marks made double and its apostrophes curly.
HANDBOOK = {
    KEI: (
        "Robert R. King, “Special Rapporteur Discusses North Korea’s Engagement with the UN on Human Rights”, "
        "The Peninsula, Korea Economic Institute of America, 21 November 2019"
    ),
    HRW_2019: (
        "Human Rights Watch, “Strong Measures Needed to Advance Accountability in North Korea”, oral statement, "
        "interactive dialogue under item 4 [2019]"
    ),
    HRW_2024: (
        "[Human Rights Watch — publisher inferred], dispatch on the Human Rights Council resolution of 4 April [2024] "
        "(title not in dataset)"
    ),
    OP_ED: (
        "“10 Years After the UN Report: The International Community’s Role in Improving Human Rights in North Korea”, "
        "[The Diplomat — publisher inferred], [2024] (author not given in the dataset copy)"
    ),
    HRW_2017: ("[Human Rights Watch — publisher inferred], “North Korea Reluctantly Opens Up on Human Rights”, [2017]"),
}
SHORT = {
    KEI: "KEI 2019",
    HRW_2019: "HRW [2019]",
    HRW_2017: "dispatch [2017]",
    HRW_2024: "dispatch [2024]",
    OP_ED: "op-ed [2024]",
}


def source(library: MemoryLibrary, source_id: str) -> Source:
    found = library.get(source_id, "source")
    assert isinstance(found, Source)
    return found


def item(library: MemoryLibrary, item_id: str) -> Any:
    found = library.get(item_id)
    assert isinstance(found, Item)
    return found


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("source_id", HANDBOOK)
def test_each_source_is_cited_as_the_handbook_cites_it(library: MemoryLibrary, source_id: str) -> None:
    assert plain(full_citation(source(library, source_id))) == HANDBOOK[source_id]


@pytest.mark.parametrize("source_id", SHORT)
def test_each_source_has_a_name_in_two_words_of_its_own(library: MemoryLibrary, source_id: str) -> None:
    assert plain(short_name(source(library, source_id), library)) == SHORT[source_id]
    assert len(set(SHORT.values())) == len(SHORT)


def test_a_later_fact_asks_for_the_original(library: MemoryLibrary) -> None:
    later = [each for each in library.all("source") if isinstance(each, Source) and each.collection == LATER_FACTS]
    assert len(later) == 8
    for each in later:
        assert full_citation(each).startswith(f"{each.publisher}, ")
        assert "later public fact: check the original" in full_citation(each)
        assert short_name(each, library) == each.publisher


def test_an_author_that_was_found_elsewhere_would_still_need_the_sources_own_field(library: MemoryLibrary) -> None:
    assert source(library, OP_ED).author is None
    noted = source(library, KEI).model_copy(update={"author_note": "Somebody Else"})
    assert "Somebody" not in full_citation(noted)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((), ""),
        ((38,), "para. 38"),
        ((34, 35), "paras. 34 and 35"),
        ((16, 25, 43), "paras. 16, 25 and 43"),
    ],
)
def test_paragraphs_are_named_not_pages(numbers: tuple[int, ...], words: str) -> None:
    assert plain(paragraphs_words(numbers)) == words


def test_places_of_one_source_are_one_place_with_its_paragraphs_in_order() -> None:
    places = [Place("a", (5,)), Place("b", (1,)), Place("a", (2, 5)), Place("a", (9,), "inside")]
    assert merged(places) == (Place("a", (2, 5)), Place("b", (1,)), Place("a", (9,), "inside"))
    assert merged([]) == ()


def test_an_event_stands_where_its_passages_stand(library: MemoryLibrary) -> None:
    assert places_of(item(library, "ev-2018-unsc-no-debate")) == (Place(HRW_2019, (6,)),)
    assert places_of(item(library, "ev-2014-unsc-annual")) == (Place(KEI, (14, 21)),)


def test_a_quote_from_a_report_names_the_report_and_its_paragraph(library: MemoryLibrary) -> None:
    quote = item(library, "q-2019-report-para60-delegation")
    assert isinstance(quote, Quote)
    inside = inner_document(quote, library)
    assert plain(inside) == "citing the report of the Special Rapporteur (20 September 2019), para. 60"
    assert inner_document(item(library, "q-2017-hrw-zero"), library) == ""
    assert inner_document(quote, MemoryLibrary([])) == ""


def notes_of(
    library: MemoryLibrary, *parts: tuple[bool, tuple[tuple[Place, ...], ...]]
) -> tuple[list[list[int]], Notes]:
    notes = Notes(library)
    numbers = []
    for by_source, groups in parts:
        notes.start_part(by_source)
        numbers.append([notes.number(group) for group in groups])
    return numbers, notes


def said(notes: Notes) -> list[str]:
    return [plain("".join(span.text for span in note.spans)) for note in notes.all()]


def test_a_repeated_citation_keeps_its_number_within_a_part_and_starts_again_in_the_next(
    library: MemoryLibrary,
) -> None:
    one, two = (Place(KEI, (38,)),), (Place(KEI, (39,)),)
    numbers, notes = notes_of(library, (False, (one, two, one)), (False, (one,)))
    assert numbers == [[1, 2, 1], [3]]
    assert said(notes) == [
        f"{HANDBOOK[KEI]}, para. 38 of the article as stored.",
        "KEI 2019, para. 39.",
        f"{HANDBOOK[KEI]}, para. 38 of the article as stored.",
    ]


def test_a_note_has_short_words_for_later_pages(library: MemoryLibrary) -> None:
    inside = "citing the report"
    _, notes = notes_of(library, (False, ((Place(KEI, (25,), inside), Place(OP_ED, (9, 10))),)))
    (note,) = notes.all()
    assert plain("".join(span.text for span in note.short)) == (
        "KEI 2019, para. 25, citing the report; op-ed [2024], paras. 9 and 10."
    )
    assert "\n".join(said(notes)) == (
        f"{HANDBOOK[KEI]}, para. 25 of the article as stored, citing the report; "
        f"{HANDBOOK[OP_ED]}, paras. 9 and 10 of the article as stored."
    )


def test_in_a_part_by_source_a_note_gathers_all_paragraphs_of_its_source(library: MemoryLibrary) -> None:
    groups = (
        (Place(KEI, (38,)),),
        (Place(OP_ED, (9,)),),
        (Place(KEI, (12,), "citing a report"),),
        (Place(KEI, (38,)),),
    )
    numbers, notes = notes_of(library, (True, groups))
    assert numbers == [[1, 2, 1, 1]]
    assert said(notes) == [
        f"{HANDBOOK[KEI]}, paras. 12 and 38 of the article as stored.",
        f"{HANDBOOK[OP_ED]}, para. 9 of the article as stored.",
    ]


def test_what_has_no_place_has_no_note(library: MemoryLibrary) -> None:
    numbers, notes = notes_of(library, (False, ((),)), (True, ((),)))
    assert numbers == [[0], [0]]
    assert notes.all() == ()


def test_a_source_without_paragraphs_is_cited_as_a_whole(library: MemoryLibrary) -> None:
    _, notes = notes_of(library, (False, ((Place(HRW_2017),), (Place(HRW_2017, (3,)),))))
    assert said(notes) == [f"{HANDBOOK[HRW_2017]}.", "dispatch [2017], para. 3."]


def test_the_marks_of_a_users_fact_and_of_a_later_fact(library: MemoryLibrary) -> None:
    event = item(library, "ev-2018-unsc-no-debate")
    assert isinstance(event, Event)
    assert is_marked(event) == ""
    assert is_marked(event.model_copy(update={"origin": "user"})) == "†"
    assert is_marked(event.model_copy(update={"collection": "own"})) == "†"
    assert is_marked(item(library, "lf-2005-ga-vote")) == "‡"


def test_a_passage_is_listed_once(library: MemoryLibrary) -> None:
    event = item(library, "ev-2018-unsc-no-debate")
    twice = event.model_copy(update={"citations": event.citations * 2})
    assert passages(twice) == event.citations


def test_items_are_called_by_their_title_label_or_words(library: MemoryLibrary) -> None:
    assert title_of(item(library, "ev-2014-upr-second")) == "Second UPR of the DPRK"
    assert title_of(item(library, "q-2017-selectively")) == "“selectively”"
    assert title_of(item(library, "st-upr3-received")) == "Recommendations received in the third UPR"
    assert title_of(item(library, "king")) == "Robert R. King"
