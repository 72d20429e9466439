"""The status word of a figure, R22: agreed to review is not accepted."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Fix, proofs
from briefpack.adviser.meant import spoken_of
from briefpack.adviser.profile import whole_words
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.saying import Line, held_by, lines, passages_hold, reworded, told
from briefpack.adviser.sentences import Figure, figures, own_voice, quoted_words
from briefpack.adviser.shown import Shown
from briefpack.evidence.items import Statistic
from briefpack.evidence.terms import StatusClass
from briefpack.language import say, to_say

#: What a status word says, by the words that say it; the first that fits is meant.
_SAYS: tuple[tuple[str, str], ...] = (
    (
        "examined",
        (
            r"agree(?:s|d)? to (?:review|examine|consider|look at|study)|promise(?:s|d)? to (?:review|examine)|"
            r"(?:to|will|would|being|still) be(?:ing)? (?:examined|reviewed|considered)|being (?:examined|reviewed)|"
            r"under (?:examination|review|consideration)|(?:left|kept|stay(?:s|ed)|remain(?:s|ed)|still) open|"
            r"for (?:further )?(?:review|examination)|pending|deferred|examin(?:e|es|ed)|reviewed"
        ),
    ),
    (
        "not-supported",
        (
            r"(?:did|do|does|has|have|had) not (?:enjoy|receive|win|have) (?:the |its |their )?support|"
            r"without (?:the |its )?support|(?:not |un)supported|not enjoy(?:ing)? (?:the |its )?support"
        ),
    ),
    ("rejected", r"reject(?:s|ed|ing|ions?)?|refus(?:es|ed|ing|als?)|turn(?:s|ed) down|dismiss(?:es|ed)|rebuffed"),
    ("implemented", r"implement(?:s|ed|ing|ation)?|carried out|put into (?:practice|effect)|fulfilled"),
    (
        "accepted",
        (
            r"agree(?:s|d)? to (?:implement|accept|carry out)|accept(?:s|ed|ing|ance)?|support(?:s|ed)|"
            r"approv(?:es|ed|al)|endors(?:es|ed|ement)|embrac(?:es|ed)|agree(?:s|d) (?:to|with)(?= (?:the |all )?\d)"
        ),
    ),
    ("noted", r"took note of|noted(?! that)"),
    ("received", r"received|got"),
)
_WORD = re.compile(r"\b(?:" + "|".join(f"(?P<{name.replace('-', '_')}>{form})" for name, form in _SAYS) + r")\b", re.I)
_CLAUSE = re.compile(r"[;:()–—]|,(?!\d)|\s(?:and|but|while|whereas|although|though|yet)\s", re.IGNORECASE)
#: An aside without a figure parts nothing: 24 % (our calculation) were accepted.
_ASIDE = re.compile(r"\([^()\d]*\)")
_AND = re.compile(r"\s*(?:,|and|, and)\s*$", re.IGNORECASE)
#: With these before it a status word is denied, wished for or left open, not stated.
_DENIED = re.compile(
    r"\b(?:not|never|none|neither|nor|no|without|cannot|rather than|instead of|nothing|few|hardly|may|might|could|"
    r"whether|if|yet to|before|prior to|than|should|must|shall|will|would|can|let|asks?|urges?|calls? (?:on|for)|"
    r"encourages?|invites?|recommends?)\b|n[’']t\b|\b(?:to|of|for) (?:the )?$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:were|was|are|is|have been|has been|had been|been)\s+$", re.IGNORECASE)
#: Words of a source that can take the place of a verb: it accepted 199 → it “agreed to review” 199.
_ACTIVE = ("agreed", "accepted", "rejected", "received")


class _Said(NamedTuple):
    """A status word, what it says, and its figure."""

    figure: Figure
    says: str
    start: int
    end: int


def _status_changed(case: Case, shown: Shown) -> Found:
    for line in (*lines(case, shown), *told(shown)):
        yield from _in_line(case, line)
    for item in held_by(shown):
        if isinstance(item, Statistic):
            yield from _in_label(case, shown, item)


def _in_line(case: Case, line: Line) -> Iterator[Finding]:
    said = () if line.text.endswith("?") else _said(line.text)
    if not said:
        return
    classes = case.terms.status_classes
    meanings = {figure.start: statistic for figure, statistic in spoken_of(case, line)}
    for each in said:
        statistic = meanings.get(each.figure.start)
        known = classes.get(statistic.status_class) if statistic else None
        if statistic is None or known is None or not (known.allowed or known.forbidden):
            continue
        forbidden = _forbidden(line, each, known)
        wrong = each._replace(start=forbidden[0], end=forbidden[1]) if forbidden else each
        if (forbidden or each.says not in _permitted(known)) and not _stands_so(line, wrong, statistic):
            yield _finding(case, line, wrong, statistic, known)


def _finding(case: Case, line: Line, said: _Said, statistic: Statistic, known: StatusClass) -> Finding:
    wrong = line.text[said.start : said.end]
    right = statistic.status_word or (known.allowed or ("",))[0]
    start, end = min(said.start, said.figure.start), max(said.end, said.figure.end)
    return Finding(
        say(
            "{figure} is “{right}”, not “{wrong}”: use the word of the source.",
            figure=said.figure.words,
            right=right,
            wrong=wrong,
        ),
        line.place,
        line.text[start:end],
        statistic.id,
        proofs(statistic),
        _fix(case, line, said, right),
    )


def _fix(case: Case, line: Line, said: _Said, right: str) -> Fix | None:
    """The source's word in quotation marks in the place of the wrong one, where the sentence bears it."""
    label = say("Use “{right}”", right=right)
    if said.figure.start < said.start:  # 199 were accepted → 199 “agreed to review”
        between = line.text[said.figure.end : said.start]
        auxiliary = None if right in _ACTIVE else _AUXILIARY.search(between)
        kept = between[: auxiliary.start()] if auxiliary else between
        wanted = line.text[said.figure.start : said.end]
        return reworded(case, line, wanted, f"{said.figure.words}{kept}“{right}”", label)
    if not right.startswith(_ACTIVE) or _AUXILIARY.search(line.text[: said.start]):
        return None
    after = line.text[said.end : said.figure.end]
    return reworded(case, line, line.text[said.start : said.figure.end], f"“{right}”{after}", label)


def _in_label(case: Case, shown: Shown, item: Statistic) -> Iterator[Finding]:
    known = case.terms.status_classes.get(item.status_class)
    if known is None:
        return
    label = own_voice(item.label)
    for word in known.forbidden:
        found = whole_words(word).search(label)
        if found and not _DENIED.search(label[: found.start()]):
            yield Finding(
                say(
                    "The figure {figure} is labelled “{wrong}”, but its status is “{right}”: "
                    "mend the fact, or remove it.",
                    figure=f"{item.value:g}",
                    wrong=found[0],
                    right=item.status_word or (known.allowed or ("",))[0],
                ),
                shown.place,
                item.label,
                item.id,
                proofs(item),
            )
            return
    excerpts = [citation.excerpt for citation in item.citations if citation.excerpt]
    if item.status_word and excerpts and not passages_hold((item,), re.escape(item.status_word)):
        yield Finding(
            say(
                "The status word “{word}” of the figure {figure} stands in no passage behind it: "
                "take the source’s own.",
                word=item.status_word,
                figure=f"{item.value:g}",
            ),
            shown.place,
            item.status_word,
            item.id,
            proofs(item),
        )


def _permitted(known: StatusClass) -> frozenset[str]:
    return _permitted_by((*known.allowed, *((known.un_usage,) if known.un_usage else ())))


@lru_cache
def _permitted_by(words: tuple[str, ...]) -> frozenset[str]:
    found = {_says(match) for word in words if (match := _WORD.search(word))}
    if "enjoy" in " ".join(words):
        found.add("not-supported")
    # Every recommendation was received; what the UN notes or a State rejects is not supported.
    return frozenset(found | {"received"} | ({"not-supported"} if "rejected" in found else set()))


def _says(match: re.Match[str]) -> str:
    return next(name for name, _ in _SAYS if match[name.replace("-", "_")])


def _forbidden(line: Line, said: _Said, known: StatusClass) -> tuple[int, int] | None:
    """Where a status word stands with others that turn it into one that must not be said: finally rejected."""
    matches = (match for word in known.forbidden for match in whole_words(word).finditer(line.voice))
    around = (match.span() for match in matches if match.start() <= said.start and said.end <= match.end())
    return next((span for span in around if span != (said.start, said.end)), None)


def _stands_so(line: Line, said: _Said, statistic: Statistic) -> bool:
    """Whether another cited source says it in these words of this figure."""
    wrong = line.text[said.start : said.end]
    others = tuple(item for item in line.items if item.id != statistic.id)
    return passages_hold(others, rf"\b{re.escape(said.figure.words)}\b") and passages_hold(
        others, rf"\b{re.escape(wrong)}\b"
    )


@lru_cache(maxsize=16_384)
def _said(text: str) -> tuple[_Said, ...]:
    """Each status word of a sentence with the figure that it is said of: the nearest in its clause; a clause without
    one of its own goes with the clause before or after it (accepted 113 and 199)."""
    voice = _ASIDE.sub(lambda aside: " " * len(aside[0]), own_voice(text))
    numbers = [figure for figure in figures(voice) if not _is_whole(voice, figure)]
    if not numbers:
        return ()
    found: list[_Said] = []
    waiting: list[Figure] = []
    last: re.Match[str] | None = None
    for start, end in _clauses(voice):
        here = [figure for figure in numbers if start <= figure.start < end]
        words = [*_WORD.finditer(voice, start, end)]
        stated = [match for match in words if not _DENIED.search(voice[start : match.start()])]
        denied = bool(words) and not stated
        quoted = bool(quoted_words(text[start:end]))
        if stated and here:
            found += _paired(voice, here, stated)
        if stated:
            found += [_Said(figure, _says(stated[0]), *stated[0].span()) for figure in waiting]
            waiting, last = [], stated[-1]
        elif denied or quoted:
            waiting, last = [], None
        elif here and last is not None and _AND.search(voice[:start]):
            found += [_Said(figure, _says(last), *last.span()) for figure in here]
        elif here and last is None:
            waiting = here if _AND.match(voice[end : end + 5]) or re.match(r"\s*and\s", voice[end:]) else []
        else:
            last = None
    return tuple(found)


def _paired(voice: str, here: list[Figure], stated: list[re.Match[str]]) -> Iterator[_Said]:
    best: dict[int, tuple[int, _Said]] = {}
    for match in stated:
        figure = min(here, key=lambda each: _far(each, match))
        if _DENIED.search(voice[match.end() : figure.start]):  # accepted none of the 167
            continue
        said = _Said(figure, _says(match), *match.span())
        if figure.start not in best or _far(figure, match) < best[figure.start][0]:
            best[figure.start] = (_far(figure, match), said)
    return (said for _, said in best.values())


def _far(figure: Figure, match: re.Match[str]) -> int:
    return max(figure.start - match.end(), match.start() - figure.end)


def _is_whole(voice: str, figure: Figure) -> bool:
    return bool(re.search(r"\d\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?$", voice[: figure.start]))


def _clauses(voice: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _CLAUSE.finditer(voice):
        yield start, mark.start()
        start = mark.end()
    yield start, len(voice)


R22 = Rule(
    "R22",
    to_say("Status word changed"),
    "block",
    "entry",
    to_say(
        "Where own words give a figure of the evidence, the word that says what became of it must be the source’s, or "
        "one that means the same: what a State agreed to review it has not accepted. Read in English, clause by clause."
    ),
    to_say("199 is “agreed to review”, not “accepted”."),
    _status_changed,
)
