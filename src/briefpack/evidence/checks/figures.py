"""Checks of the figures: sums, shares, series, status words, and whether the value stands in the source."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import floor

from briefpack.evidence.checks.holdings import Holdings, problem
from briefpack.evidence.checks.sums import SumError, amount, holds
from briefpack.evidence.dataset import Placed, Problem
from briefpack.evidence.items import Statistic
from briefpack.evidence.terms import StatusClass

Figures = Mapping[str, int | float]

#: Classes of figures that count something and say nothing of how it was answered.
_WITHOUT_STATUS_WORD = frozenset({"count", "duration", "denominator"})
OUR_CALCULATION = "(our calculation)"
#: How the sources write a number in words. Zero is never written: a refusal or an absence is counted as none.
_IN_WORDS: dict[int, str] = {
    0: r"no|none|never|zero|not accept|refus\w+|failed to",
    1: r"one|first|single",
    2: r"two|second|twice",
    3: r"three|third",
    4: r"four|fourth",
    5: r"five|fifth",
    6: r"six|sixth",
    7: r"seven|seventh",
    8: r"eight|eighth",
    9: r"nine|ninth",
    10: r"ten|tenth|decade",
    11: r"eleven|eleventh",
    12: r"twelve|twelfth|dozen",
    20: r"twenty|two decades",
}


def check_figures(holdings: Holdings) -> Iterator[Problem]:
    """Every statistic by itself: parts, expressions, shares, status word, value."""
    figures = holdings.figures()
    classes = holdings.dataset.terms.status_classes
    for placed, statistic in holdings.of(Statistic):
        for message in _faults(statistic, figures, classes):
            yield problem(placed, message)


def check_series(holdings: Holdings) -> Iterator[Problem]:
    """A series gives one value for each x, and nothing has an x without a series."""
    points: dict[tuple[str, int], Placed] = {}
    for placed, statistic in holdings.of(Statistic):
        if (statistic.series is None) != (statistic.x is None):
            yield problem(placed, "series: a series and its x go together")
        elif statistic.series is not None and statistic.x is not None:
            first = points.setdefault((statistic.series, statistic.x), placed)
            if first is not placed:
                yield problem(placed, f"series: {first.item.id} stands at the same x of {statistic.series}")


def _faults(statistic: Statistic, figures: Figures, classes: Mapping[str, StatusClass]) -> Iterator[str]:
    for rule in _RULES:
        yield from rule(statistic, figures)
    for word in classes[statistic.status_class].forbidden if statistic.status_class in classes else ():
        if re.search(rf"\b{re.escape(word)}\b", statistic.label, re.IGNORECASE):
            yield f"label: “{word}” must not be said of {statistic.status_class}"


def _parts(statistic: Statistic, figures: Figures) -> Iterator[str]:
    known = [Fraction(str(figures[part])) for part in statistic.parts if part in figures]
    if statistic.parts and len(known) == len(statistic.parts) and sum(known) != Fraction(str(statistic.value)):
        yield f"parts: they add up to {sum(known)}, not to {statistic.value}"


def _checks(statistic: Statistic, figures: Figures) -> Iterator[str]:
    for check in statistic.checks:
        try:
            if holds(check.expr, figures) != check.holds:
                yield f"checks: “{check.expr}” {'does not hold' if check.holds else 'holds, against what is stated'}"
        except SumError as error:
            yield f"checks: {error}"


def _derived(statistic: Statistic, figures: Figures) -> Iterator[str]:
    """A figure that no source gives comes from a formula, from a checked span, or from counting."""
    if statistic.formula is None:
        if statistic.derived and statistic.status_class != "count" and not statistic.checks:
            yield "derived: a derived figure needs a formula, a check, or the class “count”"
        return
    if not statistic.derived:
        yield "formula: only a derived figure has one"
    try:
        value = computed(statistic, figures)
    except SumError as error:
        yield f"formula: {error}"
        return
    if value != Fraction(str(statistic.value)):
        yield f"formula: it gives {float(value):g}, not {statistic.value}"


def computed(statistic: Statistic, figures: Figures) -> Fraction:
    """What the formula of a derived figure gives. Raises SumError."""
    exact = amount(statistic.formula or "", figures)
    # Half a percent is rounded up, as readers do it.
    return Fraction(floor(exact + Fraction(1, 2))) if statistic.unit == "percent" else exact


def _percent(statistic: Statistic, _: Figures) -> Iterator[str]:
    if statistic.unit != "percent":
        return
    if statistic.formula is None:
        yield "formula: a share in percent needs one"
    if OUR_CALCULATION not in statistic.label:
        yield f"label: a share in percent says “{OUR_CALCULATION}”"
    if statistic.value != int(statistic.value):
        yield "value: percent are whole numbers"


def _status_word(statistic: Statistic, _: Figures) -> Iterator[str]:
    word = statistic.status_word
    if word is None:
        if statistic.status_class not in _WITHOUT_STATUS_WORD:
            yield f"status_word: a figure of the class {statistic.status_class} needs the word of its source"
    elif not any(word in (citation.excerpt or "") for citation in statistic.citations):
        yield f"status_word: “{word}” stands in no excerpt"


def _not_accepted(statistic: Statistic, _: Figures) -> Iterator[str]:
    warning = statistic.not_to_be_read_as or ""
    if statistic.status_class == "under-examination" and not re.search(r"accept", warning, re.IGNORECASE):
        yield "not_to_be_read_as: it must say that this is not accepted"


def _stated(statistic: Statistic, _: Figures) -> Iterator[str]:
    """A figure that is not derived stands in an excerpt."""
    if not statistic.derived and not is_stated(statistic):
        yield f"value: {statistic.value} stands in no excerpt"


def is_stated(statistic: Statistic) -> bool:
    """Whether the value stands in an excerpt of its source, in digits or in words."""
    forms = [rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)" for form in {f"{statistic.value}", f"{statistic.value:,}"}]
    if statistic.value in _IN_WORDS:
        forms.append(rf"\b(?:{_IN_WORDS[int(statistic.value)]})\b")
    excerpts = [citation.excerpt or "" for citation in statistic.citations]
    return any(re.search(form, excerpt, re.IGNORECASE) for form in forms for excerpt in excerpts)


_RULES: tuple[Callable[[Statistic, Figures], Iterator[str]], ...] = (
    _parts,
    _checks,
    _derived,
    _percent,
    _status_word,
    _not_accepted,
    _stated,
)
