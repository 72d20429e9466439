"""How long a pack is: words, pages and seconds of speech, a section and the whole, against their limits."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from briefpack.briefing.nodes import Block, Briefing, Chart, Columns, Heading, Paragraph, Quotation, Span, Title
from briefpack.layout.display import PageSet, Placed, Rect, Strip
from briefpack.pack.pack import Pack

#: Words a minute: 110 is safe with interpreters, 130 the usual pace, 150 quick (handbook 2.0).
WORDS_A_MINUTE = 130
_FULL_STOP = 0.35
_SALUTATION = 2.0


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


def measures(
    pack: Pack,
    briefing: Briefing,
    pages: PageSet | None = None,
    max_words: int | None = None,
    pace: int = WORDS_A_MINUTE,
) -> Measures:
    """What the composed (and laid out) pack measures. `max_words` is the template's limit for the whole."""
    texts: dict[str, list[Block]] = defaultdict(list)
    for part in briefing.parts:
        for block in part.blocks:
            for inner in _single(block):
                texts[inner.id.partition(".")[0]].append(inner)
    shares = _shares(pages, _sides(briefing)) if pages else {}
    found: dict[str, Measure] = {}
    for section in pack.sections:
        blocks = texts[section.id]
        printed = sum(count(_text(block)) for block in blocks)
        spoken = " ".join(text for block in blocks if (text := _text(block, spoken=True)))
        share = shares.get(section.id, 0.0) if pages else None
        found[section.id] = Measure(printed, seconds(spoken, pace), share, section.max_words)
    whole = Measure(
        sum(each.words for each in found.values()),
        sum(each.seconds for each in found.values()) + (_SALUTATION if found else 0),
        _body_pages(pages) if pages else None,
        max_words,
        pack.max_pages,
    )
    return Measures(whole, found)


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
        numbers = _NUMBER.findall(word)
        rest = _NUMBER.sub(" ", word).replace("%", " per cent ")
        letters = [piece for piece in re.split(r"[\s–/]+", rest) if any(char.isalpha() for char in piece)]
        # 4th, 63rd, the 1990s: the letters only end the number.
        ends_number = bool(numbers) and len(letters) == 1 and letters[0].lower().strip(".,;:)”’") in _ENDINGS
        total += sum(map(_said, numbers)) + (0 if ends_number else len(letters))
    return total


_ENDINGS = frozenset(("st", "nd", "rd", "th", "s"))


def _said(number: str) -> int:
    grouped = "," in number  # then it is no year
    whole, _, decimals = number.replace(",", "").partition(".")
    if len(whole) == 4 and not (decimals or grouped) and "1100" <= whole <= "2099" and not whole.startswith("200"):
        return 2 if whole.endswith("00") else _below_100(int(whole[:2])) + _below_100(int(whole[2:])) + _oh(whole)
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


def _single(block: Block) -> Iterator[Block]:
    if isinstance(block, Columns):
        for column in block.columns:
            for inner in column:
                yield from _single(inner)
    else:
        yield block


def _text(block: Block, spoken: bool = False) -> str:
    """The words of a block under its section's title; `spoken`: without credits, sources and small print."""
    if isinstance(block, Heading | Title) or (isinstance(block, Paragraph) and block.style == "gap"):
        return ""
    if spoken and (isinstance(block, Chart) or (isinstance(block, Paragraph) and block.style == "small")):
        return ""
    read: object = block.spans if spoken and isinstance(block, Quotation) else block
    pieces: list[str] = []
    _gather(read, spoken, pieces)
    return " ".join(pieces)


def _gather(value: object, spoken: bool, pieces: list[str]) -> None:
    """The texts of all runs of spans inside a node; spans of one run are joined without adding spaces."""
    if not isinstance(value, tuple):
        return
    if value and isinstance(value[0], Span):
        shown = (span for span in value if not (span.note or span.target or (spoken and "u" in span.style)))
        pieces.append("".join(span.text for span in shown))
        return
    for each in value:
        _gather(each, spoken, pieces)


class _Side(NamedTuple):
    """The column in which a section stands, from 0, and the column's part of the width."""

    column: int
    width: float


def _sides(briefing: Briefing) -> dict[str, _Side]:
    """The sections that stand side by side with others, each with its column."""
    found: dict[str, _Side] = {}
    for part in briefing.parts:
        for block in part.blocks:
            if isinstance(block, Columns):
                weights = block.weights or (1.0,) * len(block.columns)
                for number, column in enumerate(block.columns):
                    side = _Side(number, weights[number] / (sum(weights) or 1.0))
                    found.update({inner.id.partition(".")[0]: side for inner in column})
    return found


def _shares(pages: PageSet, sides: Mapping[str, _Side]) -> dict[str, float]:
    """How much of a page each section fills: the height of its strips as a share of a page's body; of sections that
    stand side by side, the area."""
    heights: dict[str, float] = defaultdict(float)
    for page in pages.pages:
        # The margins are those of the paper; what lies between them counts as one page.
        room = page.height * _BODY
        for placed in page.body:
            section = _section_of(placed)
            if not section or placed.artifact:
                continue
            if section in sides:
                for name, height in _side_by_side(placed.strip, sides):
                    heights[name] += height / room
            else:
                heights[section] += (placed.strip.height + placed.strip.space) / room
    return dict(heights)


_BODY = 0.84


def _section_of(placed: Placed) -> str:
    """The section of a strip, from the nodes of what it shows; "" for furniture. Of several the first."""
    for run in placed.strip.runs:
        if run.mark is not None:
            return run.mark.node.partition(".")[0]
    return ""


def _side_by_side(strip: Strip, sides: Mapping[str, _Side]) -> Iterator[tuple[str, float]]:
    """The sections in a strip and the height that each would have at full width. What a short column leaves empty is
    nobody's."""
    tops: dict[str, float] = {}
    lefts: dict[int, float] = {}
    for run in strip.runs:
        name = run.mark.node.partition(".")[0] if run.mark else ""
        if name in sides:
            tops[name] = min(tops.get(name, strip.height), run.y - run.size)
            column = sides[name].column
            lefts[column] = min(lefts.get(column, run.x), run.x)
    if len(lefts) < 2:  # set one under the other, as they were too long
        yield from ((name, strip.height + strip.space) for name in [*tops][:1])
        return
    for column, left in lefts.items():
        right = min((other for other in lefts.values() if other > left), default=inf)
        names = sorted((name for name in tops if sides[name].column == column), key=lambda name: tops[name])
        ends = [*[tops[name] for name in names[1:]], _bottom(strip, left, right)]
        start = -strip.space
        for name, end in zip(names, ends, strict=True):
            yield name, max(end - start, 0.0) * sides[name].width
            start = end


def _bottom(strip: Strip, left: float, right: float) -> float:
    """Where the words and shapes between two places of a strip end. A ruled blank ends in a line."""
    lowest = [run.y for run in strip.runs if left <= run.x < right]
    # A box begins a little before its words.
    boxes = (shape for shape in strip.shapes if isinstance(shape, Rect) and left - _PAD <= shape.x < right - _PAD)
    return max([*lowest, *(box.y + box.height for box in boxes)], default=0.0)


_PAD = 16.0


def _body_pages(pages: PageSet) -> int:
    """The pages before the annex, which no limit counts."""
    annex = pages.destinations.get("annex")
    return annex.page - 1 if annex and annex.page > 1 else len(pages.pages)
