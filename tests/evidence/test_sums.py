"""Arithmetic over the ids of figures: exact, small, and refusing everything else."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.evidence.checks.sums import SumError, amount, holds

FIGURES = {"st-all": 167, "st-some": 50, "st-rest": 117, "st-half": 0.5, "st-none": 0}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("st-some + st-rest", 167),
        ("st-all - st-some - st-rest", 0),
        ("2014-2009", 5),
        ("100 * st-some / st-all", Fraction(5000, 167)),
        ("1 / 3 * 3", 1),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("st-half + st-half", 1),
        ("2 * (3 + 4) - -1", 15),
        ("8 / 2 / 2", 2),
    ],
)
def test_an_amount_is_exact(expression: str, value: Fraction | int) -> None:
    assert amount(expression, FIGURES) == value


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("st-all == st-some + st-rest", True),
        ("st-all == st-some", False),
        ("st-some <= 50", True),
        ("st-some < 50", False),
        ("st-some >= 51", False),
        ("st-some > 49.5", True),
        ("st-some != 50", False),
    ],
)
def test_a_comparison_holds_or_not(expression: str, truth: bool) -> None:
    assert holds(expression, FIGURES) is truth


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("st-lost == 1", "names no figure: “st-lost”"),
        ("st-all-st-some == 1", "names no figure: “st-all-st-some”"),
        ("st-all", "compares nothing"),
        ("1 == 1 == 1", "has “==” left over"),
        ("1 ==", "is not complete"),
        ("(1 + 2 == 3", "lacks a closing bracket"),
        ("1 / st-none == 1", "divides by zero"),
        ("1 == 1; st-all", "cannot be read|left over"),
        ("__import__('os') == 1", "cannot be read"),
        ("9 ** 9 == 1", "is not complete"),
        ("", "is not complete"),
        ("1 == " + "(" * 30 + "1" + ")" * 30, "nested too deeply"),
        ("1 == " + "1" * 400, "too long"),
    ],
)
def test_what_is_no_comparison_is_refused(expression: str, message: str) -> None:
    with pytest.raises(SumError, match=message):
        holds(expression, FIGURES)


@given(st.text(alphabet="0123456789 +-*/()<>=.st-alnoe_'\"[]", max_size=40))
def test_nothing_but_a_sum_error_is_raised(expression: str) -> None:
    with suppress(SumError):
        assert holds(expression, FIGURES) in {True, False}


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_a_sum_is_the_sum(numbers: list[int]) -> None:
    assert holds(f"{' + '.join(map(str, numbers))} == {sum(numbers)}", {})
