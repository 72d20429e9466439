"""Facts of one's own: what the form asks, what it refuses in which words, what it makes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.app.facts import fields_of, made
from briefpack.app.forms import FORMS, MistakesError, mistakes_in
from briefpack.evidence.items import Event, Quote, Statistic
from briefpack.evidence.sources import OWN
from briefpack.library.own import new_id

TODAY = date(2026, 11, 22)
PASSAGE = "The draft was adopted by 88 votes to 21, with 1,250 “observers” present; the chair said that it was noted."
SOURCE = {
    "source_title": "Record of the meeting",
    "publisher": "United Nations",
    "source_date": "2025-12-19",
    "url": "https://example.org/record",
    "excerpt": PASSAGE,
}
EVENT = {"title": "The draft was adopted", "date": "2025-12-18", "summary": "The Assembly adopted it.", **SOURCE}
QUOTE = {"text": "it was noted", "speaker": "Jane Roe", "speaker_role": "Chair", "date": "2025-12-18", **SOURCE}
STATISTIC = {
    "label": "Votes in favour",
    "value": "88",
    "unit": "votes",
    "status_word": "adopted",
    "as_of": "2025-12-18",
    **SOURCE,
}
COMPLETE = {"event": EVENT, "quote": QUOTE, "statistic": STATISTIC}


def told(kind: str, **changes: str) -> dict[str, str]:
    """The mistakes by field."""
    return {each.field: each.message for each in mistakes_in(kind, {**COMPLETE[kind], **changes}, TODAY)}


@pytest.mark.parametrize("kind", FORMS)
def test_a_complete_form_has_no_mistake_and_makes_a_fact_of_the_users_own(kind: str) -> None:
    assert told(kind) == {}
    fact, source = made(kind, COMPLETE[kind], new_id(kind), TODAY)
    assert (fact.origin, fact.collection, source.collection) == ("user", OWN, OWN)
    assert fact.citations[0].excerpt == PASSAGE
    assert fact.citations[0].source_id == source.id
    assert source.grade is None


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, form in FORMS.items() for field in form])
def test_what_is_needed_and_empty_is_named(kind: str, field: object) -> None:
    mistakes = told(kind, **{field.key: "  "})  # type: ignore[attr-defined]
    if field.required:  # type: ignore[attr-defined]
        assert mistakes[field.key] == f"“{field.label}” is empty: it is needed."  # type: ignore[attr-defined]
    else:
        assert field.key not in mistakes  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "changes", "field", "words"),
    [
        ("event", {"date": "18 December 2025"}, "date", "“Date” cannot be read: “18 December 2025” is not a date"),
        ("event", {"date": "2025-02-30"}, "date", "a day that does not exist"),
        ("event", {"date_end": "2025-12-01"}, "date_end", "“Last day” cannot be used: the range"),
        ("event", {"title": "x" * 91}, "title", "“Title” is too long: 91 characters, and 90 are the most."),
        ("event", {"source_date": "2027"}, "source_date", "“Date of the source” lies in the future."),
        ("event", {"url": "www.example.org"}, "url", "“Address” must begin with https://"),
        ("event", {"summary": "a\x07b"}, "summary", "“What happened” holds a character that cannot be printed"),
        ("quote", {"text": "it was welcomed"}, "text", "“Exact words” do not stand in the passage"),
        ("quote", {"text": "It was noted"}, "text", "“Exact words” differ from the passage in capitals"),
        ("quote", {"text": '1,250 "observers"'}, "text", "“Exact words” differ from the passage"),
        ("quote", {"date": "2027-01-01"}, "date", "“Date” lies in the future."),
        ("quote", {"usable_publicly": "perhaps"}, "usable_publicly", "“May be used in public” cannot be “perhaps”"),
        ("statistic", {"value": "88 votes"}, "value", "“Value” must be a number"),
        ("statistic", {"value": "8"}, "value", "“Value” does not stand in the passage: 8"),
        ("statistic", {"value": "89"}, "value", "“Value” does not stand in the passage: 89"),
        ("statistic", {"status_word": "accepted"}, "status_word", "“Word of the source” does not stand in the passage"),
        ("statistic", {"as_of": "soon"}, "as_of", "“As of” cannot be read"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_its_field(
    kind: str, changes: dict[str, str], field: str, words: str
) -> None:
    mistakes = told(kind, **changes)
    assert list(mistakes) == [field]
    assert words in mistakes[field]
    with pytest.raises(MistakesError) as caught:
        made(kind, {**COMPLETE[kind], **changes}, new_id(kind), TODAY)
    assert mistakes[field] in str(caught.value)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_form() -> None:
    found = mistakes_in("statistic", {"value": "many"}, TODAY)
    assert [each.field for each in found] == ["label", "value", "unit", "as_of", "source_title", "publisher", "excerpt"]


@pytest.mark.parametrize(("typed", "value"), [("1250", 1250), ("1,250", 1250), ("88", 88)])
def test_a_number_is_found_with_and_without_separators(typed: str, value: float) -> None:
    fact = made("statistic", {**STATISTIC, "value": typed}, "own-x", TODAY).item
    assert isinstance(fact, Statistic)
    assert fact.value == value


def test_a_number_in_words_is_found() -> None:
    assert told("statistic", value="3", status_word="", excerpt="Three States abstained.") == {}


def test_quotation_marks_around_the_words_are_left_out() -> None:
    fact = made("quote", {**QUOTE, "text": "“it was noted”"}, "own-x", TODAY).item
    assert isinstance(fact, Quote)
    assert fact.text == "it was noted"


def test_words_copied_with_line_ends_are_the_same_words() -> None:
    changes = {"text": "it\r\n   was noted", "excerpt": "said that it was\nnoted."}
    fact = made("quote", {**QUOTE, **changes}, "own-x", TODAY).item
    assert isinstance(fact, Quote)
    assert fact.text in (fact.citations[0].excerpt or "")


def test_what_lies_ahead_is_announced_and_has_not_happened() -> None:
    ahead = made("event", {**EVENT, "date": "2027-03"}, "own-x", TODAY).item
    held = made("event", EVENT, "own-x", TODAY).item
    assert isinstance(ahead, Event)
    assert isinstance(held, Event)
    assert (ahead.status, held.status) == ("announced", "occurred")


def test_two_facts_of_one_source_share_its_record() -> None:
    first, second = (made(kind, COMPLETE[kind], new_id(kind), TODAY) for kind in ("event", "quote"))
    other = made("event", {**EVENT, "source_date": ""}, "own-x", TODAY)
    assert first.source == second.source
    assert other.source.id != first.source.id
    assert other.source.date_basis == "unknown"


@pytest.mark.parametrize("kind", FORMS)
def test_a_fact_goes_back_into_its_form(kind: str) -> None:
    extra = {"date_end": "2025-12-20"} if kind == "event" else {}
    fact, source = made(kind, {**COMPLETE[kind], **extra}, "own-x", TODAY)
    assert made(kind, fields_of(fact, source), "own-x", TODAY) == (fact, source)


def test_a_quote_not_for_the_public_says_so() -> None:
    fact = made("quote", {**QUOTE, "usable_publicly": "no"}, "own-x", TODAY).item
    assert isinstance(fact, Quote)
    assert (fact.usable_publicly, fact.usable_note) == ("no", "No (as the user set it).")


@given(
    st.sampled_from(sorted(FORMS)),
    st.dictionaries(st.sampled_from([field.key for form in FORMS.values() for field in form]), st.text(max_size=60)),
)
def test_whatever_is_typed_gives_a_fact_or_sentences(kind: str, changes: dict[str, str]) -> None:
    fields = {**COMPLETE[kind], **changes}
    mistakes = mistakes_in(kind, fields, TODAY)
    if mistakes:
        assert all(each.message.endswith((".", "”")) or each.message[-1].isalnum() for each in mistakes)
        assert len({each.field for each in mistakes}) == len(mistakes)
    else:
        fact = made(kind, fields, "own-x", TODAY).item
        if isinstance(fact, Quote):
            assert fact.text in (fact.citations[0].excerpt or "")
