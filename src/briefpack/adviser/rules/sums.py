"""Sums and shares: R20 (do they add up?), R26 (whose calculation, on which basis?), R27 (too many decimals)."""

import re
from collections import ChainMap
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, proofs
from briefpack.adviser.meant import combinable, meant, of_value, sum_of_wholes, whole_of
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.saying import Line, held_by, lines, passages_hold, reworded
from briefpack.adviser.sentences import Figure, figures
from briefpack.adviser.shown import Shown
from briefpack.evidence.checks.figures import computed
from briefpack.evidence.checks.sums import SumError, holds
from briefpack.evidence.items import Statistic
from briefpack.language import say, to_say

_DIGIT = re.compile(r"\d")
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+"
_SUM = re.compile(
    rf"(?<![\w./+-])(?P<parts>(?:{_NUMBER})(?:\s*(?:\+|plus)\s*(?:{_NUMBER}))+)"
    rf"(?:\s*(?:=|equals?|makes?|is|are|gives?|totals?)\s*(?P<total>{_NUMBER}))?(?![\w/])",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?<![\w./])(?P<one>{_NUMBER})(?:\s\w+)?\sand\s(?P<other>{_NUMBER})(?:\s\w+)?\s"
    rf"(?:makes?|adds? up to|total|comes? to|amounts? to)\s(?:a total of\s)?(?P<total>{_NUMBER})(?![\w/])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\w./])(?P<part>{_NUMBER})\s?(?:/|÷|out of(?: the| all)?\s|\(?of(?: the| all)?\s)\s?"
    rf"(?P<whole>{_NUMBER})(?![\w/.]\w)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total(?:s|ling)?|altogether|in all|together|combined|overall|sum|cycles|reviews)\b", re.IGNORECASE
)
_OURS = re.compile(
    r"\b(?:our|own) (?:calculations?|counts?)\b|\bwe calculate|\bcalculated by (?:us|the authors?)\b", re.IGNORECASE
)
_FRACTION = re.compile(
    r"\b(?:(?:a|one|two|three)[ -](?:third|quarter|fifth)s?|half)(?= of (?:the|its|their|all|these|those|\d)\b(?! (?:"
    r"day|week|month|year|decade|century|hour)))|\bone in (?:two|three|four|five|ten|\d+)\b|"
    r"\b(?:twice|(?:two|three|four|five) times) as many\b|\b(?:doubled|tripled|halved)\b",
    re.IGNORECASE,
)


class Sum(NamedTuple):
    """An addition written in own words; `total` is None where none is given."""

    words: str
    parts: tuple[float, ...]
    total: float | None


def _value(words: str) -> float:
    return float(re.sub(r"\D", "", words))


@lru_cache(maxsize=16_384)
def sums(voice: str) -> tuple[Sum, ...]:
    """The additions in a sentence: 50 + 117 = 167; 50 and 117 make 167."""
    if not _DIGIT.search(voice):
        return ()
    found = [
        Sum(
            match[0].strip(),
            tuple(_value(part) for part in re.findall(_NUMBER, match["parts"])),
            _value(match["total"]) if match["total"] else None,
        )
        for match in _SUM.finditer(voice)
    ]
    found += [
        Sum(match[0], (_value(match["one"]), _value(match["other"])), _value(match["total"]))
        for match in _IN_WORDS.finditer(voice)
    ]
    return tuple(found)


@lru_cache(maxsize=16_384)
def shares(voice: str) -> tuple[tuple[str, float, float], ...]:
    """The shares in a sentence, as their words, the part and the whole: 113/268, 113 of 268, 113 out of 268."""
    found = {
        (_value(match["part"]), _value(match["whole"])): match[0].strip()
        for match in _SHARE.finditer(voice)
        if not (1900 <= _value(match["whole"]) <= 2100 and _value(match["part"]) <= 12)  # 12/2019 is a month
    }
    for figure in figures(voice):
        if figure.whole is not None and not figure.percent:
            found.setdefault((figure.value, figure.whole), figure.words)
    return tuple((words, part, whole) for (part, whole), words in found.items())


def _adds_up(case: Case, shown: Shown) -> Found:
    for item in held_by(shown):
        if isinstance(item, Statistic):
            yield from _item_adds_up(case, shown, item)
    for line in lines(case, shown):
        for each in sums(line.voice):
            if each.total is not None and sum(each.parts) != each.total:
                yield Finding(
                    say("{words} does not add up: it makes {sum}.", words=each.words, sum=f"{sum(each.parts):g}"),
                    line.place,
                    each.words,
                )
        yield from _percent_fits(line)
        yield from _parts_said(case, line)


def _item_adds_up(case: Case, shown: Shown, item: Statistic) -> Iterator[Finding]:
    parts = [part for part_id in item.parts if isinstance(part := case.evidence.get(part_id, "statistic"), Statistic)]
    if len(parts) != len(item.parts):
        yield Finding(
            say("Could not check whether the parts of {label} add up: they are not in the pack.", label=item.label),
            shown.place,
            about=item.id,
            proofs=proofs(item),
            decided=False,
        )
    elif parts and len({part.as_of for part in parts}) == 1 and sum(part.value for part in parts) != item.value:
        said = " + ".join(f"{part.value:g}" for part in parts)
        yield Finding(
            say(
                "The parts of {label} do not add up: {parts} is not {whole}.",
                label=item.label,
                parts=said,
                whole=f"{item.value:g}",
            ),
            shown.place,
            f"{item.value:g}",
            item.id,
            proofs(item, *parts),
        )
    if item.checks or item.formula:
        yield from _reckoned(case, shown, item)


def _values(case: Case) -> dict[str, int | float]:
    return {each.id: each.value for each in case.evidence.all("statistic") if isinstance(each, Statistic)}


def _reckoned(case: Case, shown: Shown, item: Statistic) -> Iterator[Finding]:
    """The checks that a figure carries, and the formula of a derived one."""
    held = ChainMap({item.id: item.value}, case.once(_values))
    try:
        wrong = [check.expr for check in item.checks if holds(check.expr, held) != check.holds]
        if item.formula and computed(item, held) != item.value:
            wrong.append(item.formula)
    except SumError:
        yield Finding(
            say("Could not check {label}: a figure that it is reckoned from is not in the pack.", label=item.label),
            shown.place,
            about=item.id,
            proofs=proofs(item),
            decided=False,
        )
        return
    for expression in wrong:
        message = say("The figure {figure} does not fit the others: {sum}.", figure=f"{item.value:g}", sum=expression)
        yield Finding(message, shown.place, f"{item.value:g}", f"{item.id} {expression}", proofs(item))


def _percent_fits(line: Line) -> Iterator[Finding]:
    """63 of 262 is 24 %, whoever says so."""
    percents = [figure for figure in figures(line.voice) if figure.percent]
    pairs = [each for each in shares(line.voice) if each[1] <= each[2]]
    if len(percents) != 1 or len(pairs) != 1 or not pairs[0][2]:
        return
    (figure,), ((words, part, whole),) = percents, pairs
    exact = 100 * part / whole
    decimals = len(re.sub(r"\D", "", figure.words.partition(".")[2]))
    if abs(exact - figure.value) > 0.5 * 10**-decimals + 1e-9 and abs(100 - exact - figure.value) > 1:
        yield Finding(
            say(
                "{words} is {right} %, not {percent}.",
                words=f"{part:g}/{whole:g}",
                right=f"{exact:.{min(decimals, 1)}f}",
                percent=figure.words,
            ),
            line.place,
            f"{words} {figure.words}",
        )


def _parts_said(case: Case, line: Line) -> Iterator[Finding]:
    """Of 262, 63 and 198: the whole and its parts in one sentence."""
    said = [figure for figure in figures(line.voice) if not figure.percent]
    wholes = [item for figure in said if (item := meant(case, line, figure)) and item.parts]
    for whole in wholes[:1]:
        parts = [case.evidence.get(part_id, "statistic") for part_id in whole.parts]
        values = [part.value for part in parts if isinstance(part, Statistic)]
        others = [figure.value for figure in said if figure.value != whole.value]
        known = [value for value in others if value in values]
        if len(others) != len(values) or len(known) != len(values) - 1 or sum(others) == whole.value:
            continue
        (wrong,) = (value for value in others if value not in values)
        others_words = " + ".join(f"{value:g}" for value in others)
        yield Finding(
            say(
                "{parts} is not {whole}: look at {wrong} again.",
                parts=others_words,
                whole=f"{whole.value:g}",
                wrong=f"{wrong:g}",
            ),
            line.place,
            f"{wrong:g}",
            whole.id,
            proofs(whole, *(part for part in parts if isinstance(part, Statistic))),
        )


def _basis(case: Case, shown: Shown) -> Found:
    for line in lines(case, shown):
        mixed = [*_mixed(case, line)]
        yield from mixed
        if not mixed and not _OURS.search(line.text):
            yield from _unlabelled(case, line)
    item = shown.item
    if isinstance(item, Statistic) and _reckoned_by_us(item) and shown.printed and not _OURS.search(shown.printed):
        yield Finding(
            say("{figure} is our calculation: say so beside it.", figure=f"{item.value:g}"),
            shown.place,
            item.label,
            item.id,
            proofs(item),
        )


def _reckoned_by_us(item: Statistic) -> bool:
    """What was reckoned, not only counted: shares, spans of years."""
    return item.derived and (item.formula is not None or item.status_class == "duration")


def _mixed(case: Case, line: Line) -> Iterator[Finding]:
    for words, part, whole in shares(line.voice):
        one, other = of_value(case, line, part), of_value(case, line, whole)
        if one and other and one is not other and one.unit == other.unit:
            if other.id not in (one.population.id, *_chain(case, one)):
                yield _mixed_finding(line, words, one, other)
        elif one and one.unit == "recommendations" and (several := sum_of_wholes(case, whole)):
            yield _mixed_finding(line, words, one, *several)
    for each in sums(line.voice):
        items = [item for value in each.parts if (item := of_value(case, line, value))]
        if len(items) == len(each.parts) and not combinable(items):
            yield _mixed_finding(line, each.words, *items)
    if _TOTAL.search(line.voice):
        yield from _mixed_total(case, line)


def _mixed_total(case: Case, line: Line) -> Iterator[Finding]:
    said = [figure for figure in figures(line.voice) if not figure.percent]
    for figure in said:
        if not re.search(r"\brecommendations?\b|\bcycles\b|\breviews\b", line.voice, re.IGNORECASE):
            continue
        items = [item for other in said if other is not figure and (item := of_value(case, line, other.value))]
        if len(items) > 1 and sum(item.value for item in items) == figure.value and not combinable(items):
            yield _mixed_finding(line, figure.words, *items)
        elif (wholes := sum_of_wholes(case, figure.value)) and meant(case, line, figure) is None:
            yield _mixed_finding(line, figure.words, *wholes)


def _chain(case: Case, item: Statistic) -> Iterator[str]:
    """The wholes of which a figure is a part, the part of a part last."""
    seen = {item.id}
    whole = whole_of(case, item)
    while whole and whole.id not in seen:
        seen.add(whole.id)
        yield whole.id
        whole = whole_of(case, whole)


def _mixed_finding(line: Line, words: str, *items: Statistic) -> Finding:
    named = "; ".join(f"{item.value:g}: {item.label}" for item in items)
    return Finding(
        say(
            "“{words}” mixes figures of different bases, which say nothing together ({figures}).",
            words=words,
            figures=named,
        ),
        line.place,
        words,
        proofs=proofs(*items),
        severity="block",
    )


def _unlabelled(case: Case, line: Line) -> Iterator[Finding]:
    for figure in figures(line.voice):
        if (
            figure.percent
            and not _held(line, figure)
            and (line.items or meant(case, line, figure) or shares(line.voice))
        ):
            statistic = meant(case, line, figure)
            yield Finding(
                say("{figure} is our calculation: write “(our calculation)” behind it.", figure=figure.words),
                line.place,
                figure.words,
                statistic.id if statistic else "",
                proofs(statistic) if statistic else proofs(*line.items),
                reworded(case, line, figure.words, f"{figure.words} (our calculation)"),
            )
    for each in sums(line.voice):
        result = sum(each.parts)
        if each.total in (None, result) and of_value(case, line, result) is None and not _in_passages(line, result):
            yield Finding(
                say("The sum {words} is our calculation: write “(our calculation)” behind it.", words=each.words),
                line.place,
                each.words,
            )
    for match in _FRACTION.finditer(line.voice):
        if line.items and not passages_hold(line.items, rf"\b{re.escape(match[0])}\b"):
            yield Finding(
                say("No cited source says “{words}”: write “(our calculation)” behind it.", words=match[0]),
                line.place,
                match[0],
                proofs=proofs(*line.items),
            )


def _held(line: Line, figure: Figure) -> bool:
    """Whether a cited source gives the percentage itself."""
    number = re.escape(re.sub(r"[\s\u00a0\u202f]?(?:%|per\s?cent)$", "", figure.words))
    return passages_hold(line.items, rf"(?<![\d.]){number}\s?(?:%|per\s?cent\b)")


def _in_passages(line: Line, value: float) -> bool:
    return passages_hold(line.items, rf"(?<![\d.,]){value:g}(?![\d]|[.,]\d)")


def _precise(case: Case, shown: Shown) -> Found:
    for line in lines(case, shown):
        wholes = [whole for _, _, whole in shares(line.voice)]
        cited = [whole for item in line.items if isinstance(item, Statistic) and (whole := whole_of(case, item))]
        large = [whole for whole in (*wholes, *(item.value for item in cited)) if whole >= 1000]
        for figure in figures(line.voice):
            if not figure.percent or large or not re.search(r"\.\d{2,}", figure.words) or _held(line, figure):
                continue
            plain = re.sub(r"\d+\.\d+", f"{figure.value:.0f}", figure.words)
            yield Finding(
                say(
                    "{figure} is more precise than so few cases bear: write {plain}.", figure=figure.words, plain=plain
                ),
                line.place,
                figure.words,
                fix=reworded(case, line, figure.words, plain),
            )


R20 = Rule(
    "R20",
    to_say("Parts do not add up"),
    "block",
    "entry",
    to_say(
        "The parts of a figure must make its whole, the checks that a figure carries must hold, and sums and "
        "percentages in own words must be right. Parts as of different days are not added."
    ),
    to_say("50 + 117 = 167 passes; 50 + 117 = 168 does not."),
    _adds_up,
)
R26 = Rule(
    "R26",
    to_say("Calculation unlabelled, or of mixed bases"),
    "warn",
    "entry",
    to_say(
        "A percentage, sum or share that no source gives is ours and must say so; one made of figures of different "
        "reviews, days or statuses says nothing and blocks. Figures are known by what is cited, or by their value."
    ),
    to_say("113/167 mixes the reviews of 2014 and 2009."),
    _basis,
)
R27 = Rule(
    "R27",
    to_say("Spurious precision"),
    "note",
    "entry",
    to_say("A percentage of fewer than a thousand cases bears one decimal at most."),
    to_say("42.16 % → 42 %."),
    _precise,
)
