"""What is asked of a person who adds a fact of their own, and what is wrong with the answers.

One table for each kind, from which the dialog is made. Each mistake is a sentence that names its field.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from typing import NamedTuple

from briefpack.evidence.dates import DateError, fuzzy_date
from briefpack.evidence.wording import loosely
from briefpack.language import say, to_say

Fields = Mapping[str, str]


class Field(NamedTuple):
    """A field of a form. `lines` is its height; `choices` are values with their words, the first is the default."""

    key: str
    label: str
    hint: str = ""
    required: bool = True
    lines: int = 1
    longest: int = 400
    choices: tuple[tuple[str, str], ...] = ()


class Mistake(NamedTuple):
    """What is wrong with a field, in one sentence that names it."""

    field: str
    message: str


class MistakesError(ValueError):
    """The fields do not make a fact yet. `mistakes` has at most one for each field, in the order of the form."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(" ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


_DATE = to_say("A day, a month or a year: 2014-02-17, 2014-02 or 2014.")
USES = (
    ("yes", to_say("Yes")),
    ("attributable-not-quotable", to_say("May be attributed, not quoted")),
    ("background-only", to_say("Background only")),
    ("no", to_say("No")),
)
_SOURCE = (
    Field("source_title", to_say("Title of the source"), to_say("As it stands on the document or page.")),
    Field("publisher", to_say("Publisher"), to_say("Who issued it: an organ, a ministry, a newspaper.")),
    Field("source_date", to_say("Date of the source"), _DATE, required=False),
    Field("url", to_say("Address"), to_say("Where it can be seen, if it is on the web."), required=False, longest=2000),
    Field(
        "excerpt",
        to_say("Passage"),
        to_say("The words of the source that say so, copied exactly. They are printed in the annex."),
        lines=4,
        longest=4000,
    ),
)
#: The fields of each kind, in the order of the form.
FORMS: dict[str, tuple[Field, ...]] = {
    "event": (
        Field("title", to_say("Title"), to_say("One line, such as it stands in a chronology."), longest=90),
        Field("date", to_say("Date"), _DATE),
        Field("date_end", to_say("Last day"), to_say("Only for what lasted."), required=False),
        Field("summary", to_say("What happened"), lines=3, longest=2000),
        *_SOURCE,
    ),
    "quote": (
        Field("text", to_say("Exact words"), to_say("They must stand in the passage below."), lines=3, longest=4000),
        Field("speaker", to_say("Speaker")),
        Field("speaker_role", to_say("Role"), to_say("The office or function at that time.")),
        Field("occasion", to_say("Occasion"), to_say("Where it was said."), required=False),
        Field("date", to_say("Date"), _DATE, required=False),
        Field("usable_publicly", to_say("May be used in public"), required=False, choices=USES),
        *_SOURCE,
    ),
    "statistic": (
        Field("label", to_say("What is counted"), to_say("Such as: States that voted in favour.")),
        Field("value", to_say("Value"), to_say("A number, such as 88 or 1,250.5."), longest=30),
        Field("unit", to_say("Unit"), to_say("Such as persons, countries or percent."), longest=60),
        Field(
            "status_word",
            to_say("Word of the source"),
            to_say("How the source says it, such as accepted or noted."),
            required=False,
        ),
        Field("as_of", to_say("As of"), _DATE),
        Field("not_to_be_read_as", to_say("Not to be read as"), required=False),
        *_SOURCE,
    ),
}


def mistakes_in(kind: str, fields: Fields, today: Day) -> tuple[Mistake, ...]:
    """What keeps the fields from being a fact, at most one mistake a field, in the order of the form."""
    form = FORMS[kind]
    values = values_of(form, fields)
    found: dict[str, str] = {}
    for field in form:
        message = _size(field, values[field.key])
        if message:
            found[field.key] = message
    for key, check in _CHECKS[kind]:
        if key not in found and values[key] and (message := check(values, today)):
            found[key] = message
    return tuple(Mistake(field.key, found[field.key]) for field in form if field.key in found)


def values_of(form: tuple[Field, ...], fields: Fields) -> dict[str, str]:
    """Every field of the form in one line, without space around it; a choice that was not made is its first."""
    # Words copied from a page come with its line ends.
    values = {field.key: re.sub(r"[ \t]*[\r\n\t]\s*", " ", fields.get(field.key, "").strip()) for field in form}
    values |= {field.key: values[field.key] or field.choices[0][0] for field in form if field.choices}
    if "text" in values:
        values["text"] = _unquoted(values["text"], values["excerpt"])
    return values


_PAIRS = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}


def _unquoted(text: str, excerpt: str) -> str:
    """The words without quotation marks around them: print adds its own."""
    inner = text[1:-1].strip()
    wrapped = len(text) > 2 and _PAIRS.get(text[0]) == text[-1]
    return inner if wrapped and inner in excerpt and text[0] not in inner else text


def _size(field: Field, value: str) -> str:
    label = say(field.label)
    if field.required and not value:
        return say("“{field}” is empty: it is needed.", field=label)
    if len(value) > field.longest:
        return say(
            "“{field}” is too long: {count} characters, and {most} are the most.",
            field=label,
            count=len(value),
            most=field.longest,
        )
    if field.choices and value not in dict(field.choices):
        return say("“{field}” cannot be “{value}”: choose one from the list.", field=label, value=value)
    if any(unicodedata.category(char) in _UNPRINTABLE for char in value):
        return say("“{field}” holds a character that cannot be printed. Type it again.", field=label)
    return ""


_UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}


def _dated(key: str, label: str, *, past: bool) -> tuple[str, Callable[[Fields, Day], str]]:
    """The check of a date, which may have to lie in the past."""

    def check(values: Fields, today: Day) -> str:
        try:
            first = fuzzy_date(values[key]).first_day()
        except DateError as error:
            return say("“{field}” cannot be read: {why}.", field=say(label), why=error)
        if past and first > today:
            return say("“{field}” lies in the future.", field=say(label))
        return ""

    return key, check


def _ends_later(values: Fields, _: Day) -> str:
    try:
        fuzzy_date(values["date"])
    except DateError:
        return ""  # the first date has its own mistake
    try:
        fuzzy_date(values["date"], values["date_end"])
    except DateError as error:
        return say("“Last day” cannot be used: {why}.", why=error)
    return ""


def _address(values: Fields, _: Day) -> str:
    if re.fullmatch(r"https?://[^\s/]+\.[^\s]+", values["url"]):
        return ""
    return say("“Address” must begin with https:// or http:// and hold no spaces.")


def _verbatim(values: Fields, _: Day) -> str:
    if values["text"] in values["excerpt"]:
        return ""
    if loosely(values["text"]) in loosely(values["excerpt"]):
        return say(
            "“Exact words” differ from the passage in capitals, spaces, quotation marks or dashes: copy them from it."
        )
    return say("“Exact words” do not stand in the passage: copy them from it letter by letter.")


_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


def _number(values: Fields, _: Day) -> str:
    if not _NUMBER.fullmatch(values["value"]):
        return say("“Value” must be a number such as 88 or 1,250.5: the unit has a field of its own.")
    forms = {values["value"], values["value"].replace(",", ""), f"{amount_of(values['value']):,}"}
    if any(re.search(rf"(?<![\d.,]){re.escape(form)}(?!\d|[.,]\d)", values["excerpt"]) for form in forms):
        return ""
    spelt = _IN_WORDS.get(values["value"])
    if spelt and re.search(rf"\b(?:{spelt})\b", values["excerpt"], re.IGNORECASE):
        return ""
    return say(
        "“Value” does not stand in the passage: {value} must be in the words of the source.", value=values["value"]
    )


#: Numbers that sources write in words.
_IN_WORDS = {
    "0": "no|none|zero",
    "1": "one|first|once|single",
    "2": "two|second|twice|both",
    "3": "three|third",
    "4": "four|fourth",
    "5": "five|fifth",
    "6": "six|sixth",
    "7": "seven|seventh",
    "8": "eight|eighth",
    "9": "nine|ninth",
    "10": "ten|tenth",
    "11": "eleven|eleventh",
    "12": "twelve|twelfth|dozen",
    "20": "twenty",
}


def amount_of(text: str) -> int | float:
    """The number that was typed."""
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _status(values: Fields, _: Day) -> str:
    if values["status_word"] in values["excerpt"]:
        return ""
    return say("“Word of the source” does not stand in the passage: copy it from there.")


_SOURCE_CHECKS = (_dated("source_date", to_say("Date of the source"), past=True), ("url", _address))
_CHECKS: dict[str, tuple[tuple[str, Callable[[Fields, Day], str]], ...]] = {
    "event": (
        _dated("date", to_say("Date"), past=False),
        _dated("date_end", to_say("Last day"), past=False),
        ("date_end", _ends_later),
        *_SOURCE_CHECKS,
    ),
    "quote": (("text", _verbatim), _dated("date", to_say("Date"), past=True), *_SOURCE_CHECKS),
    "statistic": (
        ("value", _number),
        ("status_word", _status),
        _dated("as_of", to_say("As of"), past=True),
        *_SOURCE_CHECKS,
    ),
}
