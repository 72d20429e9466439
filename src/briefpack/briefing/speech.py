"""How long words are in print and aloud, and the lengths of a pack and its sections against their limits."""

import re
from typing import NamedTuple

#: Words a minute: 110 is safe with interpreters, 130 the usual pace, 150 quick (handbook 2.0).
WORDS_A_MINUTE = 130
_FULL_STOP = 0.35
SALUTATION = 2.0


class Measure(NamedTuple):
    """The length of a section or a pack. A limit is None where there is none; `pages` is None until laid out."""

    words: int = 0
    seconds: float = 0.0
    pages: float | None = None
    max_words: int | None = None
    max_pages: int | None = None

    @property
    def over(self) -> bool:
        """True when a limit is passed."""
        too_many = self.max_words is not None and self.words > self.max_words
        too_long = self.max_pages is not None and self.pages is not None and self.pages > self.max_pages
        return too_many or too_long


class Measures(NamedTuple):
    """The whole pack without its annex, and each section by its id."""

    pack: Measure
    sections: dict[str, Measure]


def count(text: str) -> int:
    """Words as printed: whatever stands between spaces and holds a letter or a figure."""
    return sum(any(char.isalnum() for char in word) for word in text.split())


def seconds(text: str, pace: int = WORDS_A_MINUTE) -> float:
    """How long the text takes to say, without a salutation: 0.35 s for each full stop."""
    return spoken_count(text) / pace * 60 + _FULL_STOP * len(_STOPS.findall(text))


_STOPS = re.compile(r"[.!?…](?=[”’)\]]*(?:\s|$))|[。！？]")
_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f,]\d{3})*(?:\.\d+)?")


def spoken_count(text: str) -> int:
    """Words as said aloud: 2014 is twenty fourteen, 262 is two hundred and sixty two, % is per cent."""
    total = 0
    # A space between thousands does not end the number.
    for word in _NUMBER.sub(lambda match: re.sub(r"[\u00a0\u202f]", ",", match[0]), text).split():
        if word.strip(_SIGNS).isalpha():
            total += 1
            continue
        numbers = _NUMBER.findall(word)
        rest = _NUMBER.sub(" ", word).replace("%", " per cent ")
        letters = [piece for piece in re.split(r"[\s–/]+", rest) if any(char.isalpha() for char in piece)]
        # 4th, 63rd, the 1990s: the letters only end the number.
        ends_number = bool(numbers) and len(letters) == 1 and letters[0].lower().strip(".,;:)”’") in _ENDINGS
        total += sum(map(_said, numbers)) + (0 if ends_number else len(letters))
    return total


#: What may stand around a word and is not said.
_SIGNS = ".,;:!?…()[]“”‘’«»\"'"
_ENDINGS = frozenset(("st", "nd", "rd", "th", "s"))


#: A number of more figures is no quantity that anybody names.
_LONGEST_SAID = 15


def _said(number: str) -> int:
    grouped = "," in number  # then it is no year
    whole, _, decimals = number.replace(",", "").partition(".")
    if len(whole) == 4 and not (decimals or grouped) and "1100" <= whole <= "2099" and not whole.startswith("200"):
        return 2 if whole.endswith("00") else _below_100(int(whole[:2])) + _below_100(int(whole[2:])) + _oh(whole)
    if len(whole) > _LONGEST_SAID:
        return len(whole)  # figure by figure
    return _cardinal(int(whole)) + (1 + len(decimals) if decimals else 0)


def _oh(year: str) -> int:
    return 1 if year[2] == "0" else 0


def _below_100(number: int) -> int:
    return 1 if number <= 20 or number % 10 == 0 else 2


def _cardinal(number: int) -> int:
    if number < 100:
        return _below_100(number)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _below_100(hundreds) + 1 + (1 + _below_100(rest) if rest else 0)
    for size in (1_000_000_000, 1_000_000, 1000):
        if number >= size:
            head, rest = divmod(number, size)
            joint = 1 if 0 < rest < 100 else 0
            return _cardinal(head) + 1 + joint + (_cardinal(rest) if rest else 0)
    return 1
