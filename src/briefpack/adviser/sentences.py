"""Own words as a checker reads them: sentences with what they cite, and in them figures, dates and quoted words.

Figures, dates and sentence ends are read as English writes them; a text in another language gives only what digits and
quotation marks alone tell.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from briefpack.evidence.dates import DateError, Moment, parse_moment
from briefpack.pack.ownwords import parse, plain


class Sentence(NamedTuple):
    """A sentence of own text, without markup, and the items cited in it or right after it."""

    text: str
    cites: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A number in a text, in digits or words: its value, how it is written and where. `percent`: followed by % or per
    cent. `whole`: the number after "of" (63 of 262); None where there is none."""

    value: float
    words: str
    start: int
    end: int
    percent: bool = False
    whole: float | None = None


class Dated(NamedTuple):
    """A date in a text, as precise as it is written. `bracketed`: its year stands in square brackets."""

    moment: Moment
    words: str
    start: int
    end: int
    bracketed: bool = False


class Quoted(NamedTuple):
    """Words in quotation marks, without these; `start` and `end` take in the marks."""

    words: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def plain_words(text: str) -> str:
    """Own text without markup and citations."""
    return plain(text)


_CITE = "\ufffc"
#: No sentence ends after these.
_SHORT = frozenset(
    (
        *("para", "paras", "no", "nos", "art", "arts", "vs", "cf", "p", "pp", "e.g", "i.e", "etc", "vol", "ch", "res"),
        *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "amb", "u.s", "u.n", "u.k", "d.c"),
    )
)
_STOP = re.compile(rf"[.!?…](?:[”’\"')\]»]|{_CITE})*(?=\s+[^\sa-z]|\s*$)")


@lru_cache(maxsize=16_384)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of own text in its markup (pack/ownwords.py); a citation right behind a full stop belongs to it."""
    found: list[Sentence] = []
    for runs in parse(text):
        cites = [run.cite for run in runs if run.cite]
        plain = "".join(_CITE if run.cite else run.text for run in runs)
        for piece in _pieces(plain):
            number = piece.count(_CITE)
            words = " ".join(piece.replace(_CITE, "").split())
            if words:
                found.append(Sentence(words, tuple(cites[:number])))
            elif number and found:
                found[-1] = found[-1]._replace(cites=(*found[-1].cites, *cites[:number]))
            cites = cites[number:]
    return tuple(found)


def _pieces(plain: str) -> list[str]:
    pieces, start = [], 0
    quoted = quoted_words(plain)
    for stop in _STOP.finditer(plain):
        if any(each.start < stop.start() and stop.end() < each.end for each in quoted):
            continue  # a quotation of several sentences stands in one of ours
        word = plain[start : stop.start()].rpartition(" ")[2].lower().lstrip("(“‘«[")
        if plain[stop.start()] == "." and (word in _SHORT or (len(word) == 1 and word.isalpha())):
            continue
        end = stop.end()
        while plain[end:].lstrip(" ").startswith(_CITE):  # `… in 2019. [@item]`
            end = plain.index(_CITE, end) + 1
        if end > start:
            pieces.append(plain[start:end])
            start = end
    return [piece for piece in [*pieces, plain[start:]] if piece.strip()]


_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july")
_MONTHS += ("august", "september", "october", "november", "december")
_NUMBER_OF = {name: place for place, name in enumerate(_MONTHS, 1)}
_NUMBER_OF |= {name[:3]: place for name, place in _NUMBER_OF.items()} | {"sept": 9}
_MONTH = "|".join(sorted((*map(str.capitalize, _NUMBER_OF),), key=len, reverse=True))
_YEAR = r"(?P<open>\[)?(?P<year>(?:19|20)\d\d)\]?"
_DATES = (
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\.?,?\s{_YEAR}",
    rf"\b(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}",
    r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
    rf"\[?\b(?P<month>{_MONTH})\.?,?\s{_YEAR}",
    rf"(?<![\d.,-]){_YEAR}(?!\d|[.,]\d|/\d{{1,3}}(?!\d))(?!\s?(?:recommendations|people|persons|countries|States|words))",
)
_DATE_FORMS = [re.compile(form) for form in _DATES]
#: Without this no date is there: a quick look before the slow ones.
_YEARS = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=16_384)
def dates(text: str) -> tuple[Dated, ...]:
    """The dates of a text in the order in which they stand. A day without a year is none."""
    if not _YEARS.search(text):
        return ()
    found: list[Dated] = []
    taken: set[int] = set()
    text = text.replace("\u00a0", " ")
    for form in _DATE_FORMS:
        for match in form.finditer(text):
            if taken.isdisjoint(range(match.start(), match.end())) and (moment := _moment(match)):
                taken.update(range(match.start(), match.end()))
                bracketed = "[" in match[0] or text[match.start() - 1 : match.start()] == "["
                found.append(Dated(moment, match[0].strip("[]"), match.start(), match.end(), bracketed))
    return tuple(sorted(found, key=lambda each: each.start))


def _moment(match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    month, day = parts.get("month") or "", parts.get("day")
    text = parts["year"]
    if month:
        text += f"-{int(month) if month.isdigit() else _NUMBER_OF[month.lower().rstrip('.')]:02d}"
    if day:
        text += f"-{int(day):02d}"
    try:
        return parse_moment(text)
    except DateError:
        return None


_ONES: tuple[str, ...] = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ONES += ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_ONES)}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_SMALL |= {f"{ten}-{one}": 10 * number + _SMALL[one] for number, ten in enumerate(_TENS, 2) for one in _ONES[1:10]}
_WORD_NUMBER = "|".join(sorted(_SMALL, key=len, reverse=True))
_DIGITS = r"(?<![\w./\[-])(?P<digits>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?(?![\w/]|-\d|\.\d)"
_IN_WORDS = rf"\b(?P<named>{_WORD_NUMBER})(?:\s(?P<hundred>hundred)(?:\sand\s(?P<rest>{_WORD_NUMBER}))?)?\b"
_FIGURE = re.compile(rf"{_DIGITS}|{_IN_WORDS}", re.IGNORECASE)
#: Without one of these no figure is there: a quick look before the slow one.
_DIGIT, _WORDS = re.compile(r"\d"), re.compile(r"[a-z]+")
_NUMBER_WORDS = frozenset(word for number in _SMALL for word in number.split("-"))
_PERCENT = re.compile(r"[\s\u00a0\u202f]?(?:%|per\s?cent\b)")
#: A number behind these names something: an item of the agenda, a paragraph, a resolution.
_NAMES = re.compile(
    r"(?:items?|paras?\.?|paragraphs?|articles?|arts?\.?|resolutions?|sessions?|cycles?|chapters?|sections?|pages?|pp?\.|"
    r"nos?\.?|rules?|annex|tables?|figures?|notes?|version|rooms?)[\s\u00a0]$",
    re.IGNORECASE,
)


_MONTH_AFTER, _MONTH_BEFORE = re.compile(rf"\s(?:{_MONTH})\b"), re.compile(rf"(?:{_MONTH})\s$")
#: How far before something a word stands that says what it is; and how long a number of something can be.
_REACH, _LONGEST = 40, 40


def just_before(text: str, place: int) -> str:
    """What stands right before a place: rules look there for a word or two, and a long text has many places."""
    return text[max(0, place - _REACH) : place]


@lru_cache(maxsize=16_384)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text: numbers that count something. Dates, ordinals, symbols and numbers of items, paragraphs
    and resolutions are none; nor is "one", which is mostly no count."""
    if not _DIGIT.search(text) and _NUMBER_WORDS.isdisjoint(_WORDS.findall(text.lower())):
        return ()
    dated = {place for each in dates(text) for place in range(each.start, each.end)}
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        before_it = just_before(text, match.start())
        if match.start() in dated or _NAMES.search(before_it) or len(match[0]) > _LONGEST:
            continue
        if _MONTH_AFTER.match(text, match.end()) or _MONTH_BEFORE.search(before_it):
            continue  # a day without its year
        if match["named"] and match["named"].lower() == "one" and not match["hundred"]:
            continue
        percent = _PERCENT.match(text, match.end())
        end = percent.end() if percent else match.end()
        figure = Figure(_value(match), text[match.start() : end], match.start(), end, bool(percent))
        before = found[-1] if found else None
        if before and re.fullmatch(r"\sof\s(?:the\s)?", text[before.end : figure.start]):
            found[-1] = before._replace(whole=figure.value)
        found.append(figure)
    return tuple(found)


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(re.sub(r"\D", "", match["digits"]) + (match["decimals"] or ""))
    value = _SMALL[match["named"].lower()]
    if match["hundred"]:
        value = value * 100 + (_SMALL[match["rest"].lower()] if match["rest"] else 0)
    return float(value)


_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\"|(?<!\w)‘([^‘’]*(?:’\w[^‘’]*)*)’(?!\w)|(?<!\w)'([^']{4,})'(?!\w)"
)


#: What a quotation begins with.
_MARKS = re.compile("[“«\"‘']")


@lru_cache(maxsize=16_384)
def quoted_words(text: str) -> tuple[Quoted, ...]:
    """What stands in quotation marks, outermost marks alone."""
    if not _MARKS.search(text):
        return ()
    return tuple(
        Quoted(next(group for group in match.groups() if group is not None).strip(), match.start(), match.end())
        for match in _QUOTED.finditer(text)
        if any(group and group.strip() for group in match.groups())
    )


@lru_cache(maxsize=16_384)
def own_voice(text: str) -> str:
    """The text with what is quoted in it blanked out, place for place: rules on our own words never look inside."""
    for each in quoted_words(text):
        text = f"{text[: each.start]}{' ' * (each.end - each.start)}{text[each.end :]}"
    return text
