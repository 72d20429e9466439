"""Dates as precise as the evidence: what is written is read back, and the order is that of reading."""

from contextlib import suppress
from datetime import date as Day  # noqa: N812 - as in the module under test
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.evidence.dates import UNKNOWN, DateError, FuzzyDate, Moment, fuzzy_date, parse_moment


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    day = draw(st.dates())
    precision = draw(st.sampled_from(["year", "month", "day"]))
    return Moment(day.year, None if precision == "year" else day.month, day.day if precision == "day" else None)


@given(moments())
def test_what_is_written_is_read_back(moment: Moment) -> None:
    assert parse_moment(str(moment)) == moment


@given(moments())
def test_a_moment_covers_the_days_of_its_precision(moment: Moment) -> None:
    days = (moment.last_day() - moment.first_day()).days + 1
    assert days in {"day": {1}, "month": {28, 29, 30, 31}, "year": {365, 366}}[moment.precision]
    assert str(moment.first_day()).startswith(str(moment))
    assert str(moment.last_day()).startswith(str(moment))


@pytest.mark.parametrize(
    ("text", "precision"), [("2014", "year"), ("2014-02", "month"), ("2014-02-17", "day"), ("2024-02-29", "day")]
)
def test_precision_is_what_is_written(text: str, precision: str) -> None:
    assert parse_moment(text).precision == precision


@pytest.mark.parametrize("text", ["2023-02-29", "2014-13", "2014-00", "2014-04-31", "2014-01-00", "0000"])
def test_a_day_that_does_not_exist_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(DateError, match=f"“{text}” is a day that does not exist"):
        parse_moment(text)


@pytest.mark.parametrize(
    "text", ["", "14", "2014-2", "17 February 2014", "2014/02", "2014-02-17T00:00", " 2014", "2014\n", "２０１４"]
)
def test_what_is_no_date_is_refused_with_the_right_form(text: str) -> None:
    with pytest.raises(DateError, match="is not a date: write 2014, 2014-02 or 2014-02-17"):
        parse_moment(text)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(DateError):
        assert str(parse_moment(text)) == text


@given(moments(), moments())
def test_a_range_ends_after_it_starts_or_is_refused(first: Moment, last: Moment) -> None:
    if last.last_day() < first.first_day():
        with pytest.raises(DateError, match="ends before it starts"):
            fuzzy_date(str(first), str(last))
    else:
        when = fuzzy_date(str(first), str(last))
        assert (when.first_day(), when.last_day()) == (first.first_day(), last.last_day())


@given(st.lists(moments(), min_size=2, max_size=6))
def test_order_is_by_first_day_and_then_the_wider_first(several: list[Moment]) -> None:
    ordered = sorted((FuzzyDate(moment) for moment in several), key=FuzzyDate.sort_key)
    for one, other in pairwise(ordered):
        assert one.first_day() <= other.first_day()
        if one.first_day() == other.first_day():
            assert one.last_day() >= other.last_day()


def test_a_year_comes_before_its_months_and_these_before_their_days() -> None:
    written = ["2014-01-01", "2013-12-31", "2014-01", "2014", "2014-02"]
    ordered = sorted(map(fuzzy_date, written), key=FuzzyDate.sort_key)
    assert [str(when.start) for when in ordered] == ["2013-12-31", "2014", "2014-01", "2014-01-01", "2014-02"]


@given(moments())
def test_the_undated_come_last(moment: Moment) -> None:
    dated = FuzzyDate(moment)
    assert sorted([UNKNOWN, dated], key=FuzzyDate.sort_key) == [dated, UNKNOWN]
    assert not UNKNOWN.known
    assert UNKNOWN.last_day() == Day.min


def test_a_record_without_a_date_is_unknown_whatever_its_basis() -> None:
    assert fuzzy_date(None, basis="inferred") == UNKNOWN


def test_basis_and_other_readings_are_kept() -> None:
    when = fuzzy_date("2019-10-22", None, "computed", ("day",), ("2019-10-23",))
    assert (when.basis, when.inferred, when.others) == ("computed", {"day"}, (Moment(2019, 10, 23),))
