"""Own text: acronyms spelt out at first use and never inside a quotation; a markup that loses nothing."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.errors import ComposeError
from briefpack.briefing.markup import paragraphs, plain, spans_of
from briefpack.briefing.nodes import Paragraph, Span
from briefpack.briefing.terminology import Acronyms, acronyms, joined
from briefpack.library.memory import MemoryLibrary

KNOWN = {"COI": "Commission of Inquiry", "UPR": "Universal Periodic Review", "HRC": "Human Rights Council"}


@pytest.fixture
def speller() -> Acronyms:
    made = Acronyms(KNOWN)
    made.start_part()
    return made


def test_the_first_use_in_a_part_is_spelt_out_and_the_next_is_not(speller: Acronyms) -> None:
    assert speller.expand("The COI and the UPR; the COI.") == (
        "The Commission of Inquiry (COI) and the Universal Periodic Review (UPR); the COI."
    )
    assert speller.expand("COI") == "COI"
    speller.start_part()
    assert speller.expand("COI") == "Commission of Inquiry (COI)"


def test_nothing_is_added_inside_a_quotation(speller: Acronyms) -> None:
    assert speller.expand("“The COI said”, and the COI did.") == (
        "“The COI said”, and the Commission of Inquiry (COI) did."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"The COI said", and the COI did.', '"The COI said", and the Commission of Inquiry (COI) did.'),
        ('("COI") and "the “COI” said"; COI', '("COI") and "the “COI” said"; Commission of Inquiry (COI)'),
        ('A 5" pipe, the COI, a 6" pipe', 'A 5" pipe, the Commission of Inquiry (COI), a 6" pipe'),
        ('The COI and a lost " mark', 'The Commission of Inquiry (COI) and a lost " mark'),
    ],
)
def test_straight_quotation_marks_protect_like_curly_ones_and_those_of_a_measure_do_not(
    speller: Acronyms, text: str, said: str
) -> None:
    assert speller.expand(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the Commission of Inquiry (COI) and the COI", "the Commission of Inquiry (COI) and the COI"),
        ("COIs and XCOI and COI2", "COIs and XCOI and COI2"),
        ("pre-COI", "pre-Commission of Inquiry (COI)"),
        ("COI/UPR", "Commission of Inquiry (COI)/Universal Periodic Review (UPR)"),
        ("", ""),
    ],
)
def test_only_whole_words_that_nobody_explained_are_spelt_out(speller: Acronyms, text: str, said: str) -> None:
    assert speller.expand(text) == said


def test_what_stood_only_where_there_was_no_room_is_explained_at_the_foot(speller: Acronyms) -> None:
    assert speller.mention('UPR of the COI, “HRC”, "HRC"') == 'UPR of the COI, “HRC”, "HRC"'
    speller.expand("The COI.")
    assert speller.leftovers() == (("UPR", "Universal Periodic Review"),)
    assert joined(speller.leftovers()) == "UPR: Universal Periodic Review."
    speller.start_part()
    assert speller.leftovers() == ()


@given(
    text=st.lists(st.sampled_from(["COI", "UPR", "“", "”", '"', " ", ".", "(", ")", "word"]), max_size=14).map("".join)
)
def test_quotations_come_through_letter_by_letter(text: str) -> None:
    speller = Acronyms(KNOWN)
    quoted = re.compile(r"“[^”]*”")
    assert quoted.findall(speller.expand(text)) == quoted.findall(text)


@given(text=st.text(alphabet="COIUPR .,", max_size=30))
def test_each_acronym_is_explained_at_most_once_a_part(text: str) -> None:
    speller = Acronyms(KNOWN)
    said = speller.expand(text) + speller.expand(text)
    assert all(said.count(name) <= 1 for name in KNOWN.values())


def test_the_datasets_acronyms_read_well(library: MemoryLibrary) -> None:
    known = acronyms(library)
    assert known["DPRK"] == "Democratic People’s Republic of Korea"
    assert known["COI"] == "Commission of Inquiry"
    assert known["UPR"] == "Universal Periodic Review"
    assert not {"UN", "US", "EU"} & known.keys()
    assert acronyms(MemoryLibrary([]))["OHCHR"].startswith("Office of the United Nations High Commissioner")


def test_own_text_is_split_at_blank_lines_alone() -> None:
    assert paragraphs(" one\ntwo \n\n \n three ") == ["one two", "three"]
    assert paragraphs("\n \n") == []


def marked(text: str, **known: str) -> list[tuple[str, str, int]]:
    """The spans of a text as (words, style, note); every citation has the number of its ids."""
    speller = Acronyms(known or KNOWN)
    return [(span.text, span.style, span.note) for span in spans_of(text, speller.expand, len)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("plain", [("plain", "", 0)]),
        ("*a* b", [("a", "i", 0), (" b", "", 0)]),
        ("**a** b", [("a", "b", 0), (" b", "", 0)]),
        ("***a***", [("a", "bi", 0)]),
        ("**a *b* c**", [("a ", "b", 0), ("b", "bi", 0), (" c", "b", 0)]),
        ("2 * 3", [("2 ", "", 0), ("*", "", 0), (" 3", "", 0)]),
        ("a ** b", [("a ", "", 0), ("**", "", 0), (" b", "", 0)]),
        ("*a** b", [("*", "", 0), ("a", "", 0), ("**", "", 0), (" b", "", 0)]),
        ("word [@a-1].", [("word", "", 0), ("", "", 1), (".", "", 0)]),
        ("word[@a-1][@b].", [("word", "", 0), ("", "", 2), (".", "", 0)]),
        ("[@a-1] first", [("", "", 1), (" first", "", 0)]),
        ("[@Not an id] [x]", [("[@Not an id] [x]", "", 0)]),
    ],
)
def test_the_markup_has_two_stars_and_citations(text: str, spans: list[tuple[str, str, int]]) -> None:
    assert marked(text) == spans


def test_an_acronym_inside_a_quotation_with_italics_is_left_alone() -> None:
    spans = marked("“the *COI* said” of the COI")
    assert "".join(words for words, _, _ in spans) == "“the COI said” of the Commission of Inquiry (COI)"
    assert ("COI", "i", 0) in spans


def test_a_citation_without_a_place_has_no_number() -> None:
    assert spans_of("word [@a].", str, lambda _: 0) == (Span("word"), Span("."))


text_pieces = st.lists(
    st.one_of(
        st.sampled_from(["*", "**", "[@ev-1]", "[@", "]", " ", "“", "”"]), st.text(alphabet="abC é\u00a0-", max_size=5)
    ),
    max_size=12,
).map("".join)


@given(text=text_pieces)
def test_no_letter_of_own_text_is_lost(text: str) -> None:
    spans = spans_of(text, str, len)
    printed = "".join(span.text for span in spans)

    def letters(words: str) -> str:
        return re.sub(r"[*\s]", "", words)

    assert letters(printed) == letters(re.sub(r"\[@[a-z0-9]+(?:-[a-z0-9]+)*\]", "", text))
    assert sum(span.note for span in spans) == len(re.findall(r"\[@[a-z0-9]+(?:-[a-z0-9]+)*\]", text))
    assert (text.count("*") - printed.count("*")) % 2 == 0, "stars go in pairs or stay"


@given(text=st.text(alphabet="ab *\n“”[@]-", max_size=40))
def test_words_are_counted_without_markup(text: str) -> None:
    assert not re.search(r"\*|\[@[a-z0-9]+(?:-[a-z0-9]+)*\]", plain(text))
    assert plain(text).replace("*", "") == re.sub(r"\*+|\[@[a-z0-9]+(?:-[a-z0-9]+)*\]", "", text)


def test_own_words_stand_in_their_section_with_their_note(make: Any, read: Any) -> None:
    section = make.section("text")
    entry = {"id": "e7", "text": "The COI *found* it.[@ev-2014-02-coi-report]\n\nSecond."}
    composed = make.composed(type(section).model_validate({**dict(section), "entries": (entry,)}))
    first, second = composed.parts[0].blocks[1:3]
    assert isinstance(first, Paragraph)
    assert (first.id, second.id, first.entry, second.entry) == ("s1.e7", "s1.e7.1", "e7", "e7")
    assert read.words(first.spans) == "The Commission of Inquiry (COI) found it."
    assert first.spans[-1].note == 1
    assert "op-ed [2024]" in read.words(composed.notes[0].short)


def test_a_citation_of_what_is_nowhere_is_an_error_that_names_it(make: Any) -> None:
    section = make.section("text")
    entry = {"id": "e7", "text": "So it is.[@ev-gone]"}
    with pytest.raises(ComposeError, match="The item ev-gone no longer exists"):
        make.composed(type(section).model_validate({**dict(section), "entries": (entry,)}))
