"""Which statistic a figure in own words means: one that the sentence cites, or one that it cannot but mean."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from briefpack.adviser.case import Case
from briefpack.adviser.saying import Line
from briefpack.adviser.sentences import Figure, figures
from briefpack.evidence.items import Statistic

#: Smaller numbers are too common to be known by their value alone.
_TELLING = 13
#: How a sentence names what is counted.
_UNITS = {
    "recommendations": r"recommendations?",
    "mandates": r"mandates?|mandate-holders|special rapporteurs|rapporteurs",
    "countries": r"countries|states",
    "member-states": r"member states|members|states",
}
#: What a figure of a review is spoken of with, where its unit is left out.
_REVIEW = re.compile(r"\b(?:recommendations?|UPR|Universal Periodic Review|cycles?)\b", re.IGNORECASE)
#: A word behind a figure that is no other thing counted: 199 were …, 199 of 262, 199 accepted.
_NO_THING = re.compile(
    r"(?:of|out|were|was|are|is|as|had|have|has|that|which|and|or|in|by|to|more|under|but|while|for|at|on|did|will|would|"
    r"after|before|from|with|without|remain|not|only|\d+|\w+ed)$",
    re.IGNORECASE,
)


def statistics(case: Case) -> dict[float, tuple[Statistic, ...]]:
    """Every statistic of the pack and of this computer, by its value; for `case.once`."""
    held = (each for each in (case.library, case.evidence) if each is not None)
    found = {item.id: item for each in held for item in each.all("statistic")}
    by_value: dict[float, list[Statistic]] = {}
    for item in found.values():
        if isinstance(item, Statistic):
            by_value.setdefault(item.value, []).append(item)
    return {value: tuple(items) for value, items in by_value.items()}


def meant(case: Case, line: Line, figure: Figure) -> Statistic | None:
    """The statistic that a figure stands for: the cited one of that value; else the only one of its value on this
    computer, where what is counted is named."""
    cited = [item for item in line.items if isinstance(item, Statistic) and _same(item, figure)]
    if cited:
        return cited[0]
    found = [item for item in case.once(statistics).get(figure.value, ()) if _fits(case, line.voice, figure, item)]
    return found[0] if len(found) == 1 else None


def of_value(case: Case, line: Line, value: float) -> Statistic | None:
    """The statistic of a value in a sum or share, where the other numbers say what is counted."""
    cited = [item for item in line.items if isinstance(item, Statistic) and item.value == value]
    found = cited or (list(case.once(statistics).get(value, ())) if value >= _TELLING else [])
    return found[0] if len(found) == 1 else None


def spoken_of(case: Case, line: Line) -> Iterator[tuple[Figure, Statistic]]:
    """The figures of a sentence that are no quotation's, each with the statistic it means."""
    for figure in figures(line.voice):
        statistic = meant(case, line, figure)
        if statistic:
            yield figure, statistic


def whole_of(case: Case, statistic: Statistic) -> Statistic | None:
    """What a statistic is a share of, where that is a figure too."""
    name = statistic.population.id
    if name is None:
        return None
    found = case.evidence.get(name, "statistic") or (case.library.get(name, "statistic") if case.library else None)
    return found if isinstance(found, Statistic) else None


def sum_of_wholes(case: Case, value: float) -> tuple[Statistic, ...]:
    """Two or three totals of different reviews that add up to a value which none of them has; () where none do."""
    if value in case.once(statistics) or value < _TELLING:
        return ()
    wholes = case.once(_wholes)
    if len(wholes) > 12:  # reviews are few; among many numbers some pair adds up to anything
        return ()
    several = (each for size in (2, 3) for each in combinations(wholes, size))
    return next((each for each in several if sum(item.value for item in each) == value), ())


def _wholes(case: Case) -> list[Statistic]:
    """The numbers of recommendations that are a share of nothing."""
    every = (item for items in case.once(statistics).values() for item in items)
    return [
        item
        for item in every
        if item.unit == "recommendations" and item.population.id is None and item.value >= _TELLING
    ]


def combinable(items: Iterable[Statistic]) -> bool:
    """Whether figures may be added: parts of one whole, as of one day, and no pair that its record forbids."""
    for one, other in combinations([*items], 2):
        if other.id in one.never_combine_with or one.id in other.never_combine_with:
            return False
        if one.population.id is None or one.population.id != other.population.id:
            return False
        if (one.as_of, one.unit) != (other.as_of, other.unit):
            return False
    return True


def _same(item: Statistic, figure: Figure) -> bool:
    return item.value == figure.value and (item.unit == "percent") == figure.percent


def _fits(case: Case, voice: str, figure: Figure, item: Statistic) -> bool:
    if figure.value < _TELLING or not _same(item, figure):
        return False
    if item.unit == "percent":
        return bool(_REVIEW.search(voice))
    unit = re.compile(rf"(?:{_UNITS.get(item.unit, re.escape(item.unit))})\b", re.IGNORECASE)
    behind = re.split(r"[.;:(]", voice[figure.end :])[0]
    if re.match(rf"(?:[\s\u00a0]+[\w’'-]+){{0,3}}?[\s\u00a0]+{unit.pattern}", behind, re.IGNORECASE):
        return True
    word = re.match(r"[\s\u00a0]*([\w’'-]+)", behind)
    if word and not _NO_THING.match(word[1]):
        return False
    if item.unit != "recommendations":
        return False
    whole = whole_of(case, item)
    return bool(_REVIEW.search(voice)) or bool(whole and any(each.value == whole.value for each in figures(voice)))
