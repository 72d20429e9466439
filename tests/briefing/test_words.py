"""Dates, ages and numbers in words: as precise as the evidence, and what was inferred in brackets."""

from datetime import date as Day  # noqa: N812

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.locale import age_words, date_words, day_words, listed, number_words
from briefpack.evidence.dates import UNKNOWN, FuzzyDate, Moment, fuzzy_date

AS_OF = Day(2026, 11, 22)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("start", "end", "inferred", "words"),
    [
        (None, None, (), ""),
        ("2014", None, (), "2014"),
        ("2017", None, ("year",), "[2017]"),
        ("2014-02", None, (), "February 2014"),
        ("2014-02", None, ("month",), "[February] 2014"),
        ("2024-11", None, ("year",), "November [2024]"),
        ("2014-02", None, ("year", "month"), "[February 2014]"),
        ("2019-09-20", None, (), "20 September 2019"),
        ("2024-04-04", None, ("year",), "4 April [2024]"),
        ("2019-10-23", None, ("day",), "[23] October 2019"),
        ("2019-10-23", None, ("month",), "23 [October] 2019"),
        ("2019-10-23", None, ("day", "month"), "[23 October] 2019"),
        ("2019-10-23", None, ("month", "year"), "23 [October 2019]"),
        ("2019-10-23", None, ("day", "year"), "[23] October [2019]"),
        ("2019-09-20", None, ("year", "month", "day"), "[20 September 2019]"),
        ("2014", "2017", (), "2014–2017"),
        ("2013", "2014", ("year",), "[2013–2014]"),
        ("2003", "2024", ("end",), "2003–[2024]"),
        ("2004", "2019-11", ("end",), "2004–[November 2019]"),
        ("2004", "2019-11", (), "2004–November 2019"),
        ("2014", "2019-11", ("year", "month"), "[2014–November 2019]"),
        ("2017-03-13", "2017-03-14", ("year",), "13 March [2017]–14 March [2017]"),
        # Parts that the date does not have cannot be inferred.
        ("2014", None, ("day", "month"), "2014"),
    ],
)
def test_a_date_is_as_precise_as_its_source_and_no_more(
    start: str | None, end: str | None, inferred: tuple[str, ...], words: str
) -> None:
    assert plain(date_words(fuzzy_date(start, end, inferred=inferred))) == words


@pytest.mark.parametrize(
    ("part", "words"), [("all", "17 Aug [2023]"), ("year", "[2023]"), ("day-month", "17 Aug"), ("month", "Aug")]
)
def test_a_narrow_cell_shows_a_part_of_a_date_with_short_months(part: str, words: str) -> None:
    assert plain(date_words(fuzzy_date("2023-08-17", inferred=("year",)), short=True, part=part)) == words


def test_a_part_shows_the_start_of_a_span() -> None:
    assert date_words(fuzzy_date("2014", "2017"), part="year") == "2014"


def test_short_months_are_the_ones_the_united_nations_shorten() -> None:
    months = [plain(date_words(fuzzy_date(f"2020-{month:02d}"), short=True)) for month in range(1, 13)]
    assert " ".join(month.removesuffix(" 2020") for month in months) == (
        "Jan Feb March April May June July Aug Sept Oct Nov Dec"
    )


moments = st.dates(Day(1945, 1, 1), Day(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from([Moment(day.year), Moment(day.year, day.month), Moment(day.year, day.month, day.day)])
)
parts = st.frozensets(st.sampled_from(["year", "month", "day"]))


@given(moment=moments, inferred=parts)
def test_brackets_only_ever_mark_and_never_hide(moment: Moment, inferred: frozenset[str]) -> None:
    words = date_words(FuzzyDate(moment, inferred=inferred))
    bare = words.replace("[", "").replace("]", "")
    assert bare == date_words(FuzzyDate(moment))
    assert words.count("[") == words.count("]")
    assert ("[" in words) == bool(
        inferred & {"year", *(["month"] if moment.month else []), *(["day"] if moment.day else [])}
    )
    assert " " not in words, "a date does not break over lines"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        ("2019-09-20", None, "7 years ago"),
        ("2019-11-22", None, "7 years ago"),
        ("2019-11-23", None, "6 years ago"),
        ("2014-10", None, "12 years ago"),
        ("2014-11", None, "11 years ago"),
        ("2019", None, "7 years ago"),
        ("2025-11-22", None, "1 year ago"),
        ("2025-11-23", None, "less than a year ago"),
        ("2026-11-22", None, "less than a year ago"),
        ("2026-11-23", None, ""),
        ("2026-11", None, ""),
        ("2026", None, ""),
        ("2030", None, ""),
        ("2014", "2017", "9 years ago"),
        ("2014", "2030", ""),
    ],
)
def test_ages_are_full_years_from_the_latest_day_a_date_can_mean(
    start: str | None, end: str | None, words: str
) -> None:
    assert plain(age_words(fuzzy_date(start, end), AS_OF)) == words


def test_an_unknown_date_has_no_words_and_no_age() -> None:
    assert date_words(UNKNOWN) == age_words(UNKNOWN, AS_OF) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (63, "63"),
        (63.0, "63"),
        (1874, "1874"),
        (9999, "9999"),
        (10_000, "10 000"),
        (1_234_567, "1 234 567"),
        (0.5, "0.5"),
        (23.7, "23.7"),
    ],
)
def test_figures_have_a_space_between_thousands_from_five_digits(value: float, words: str) -> None:
    assert plain(number_words(value)) == words
    assert " " not in number_words(value)


@given(value=st.integers(0, 10**12))
def test_no_digit_of_a_figure_is_lost(value: int) -> None:
    assert number_words(value).replace("\u00a0", "") == str(value)


def test_a_day_and_a_list_in_words() -> None:
    assert plain(day_words("2026-11-02")) == "2 November 2026"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or by") == "a, b or by c"
