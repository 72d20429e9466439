"""What is missing is not zero, R28."""

import re
from collections.abc import Iterator, Sequence

from briefpack.adviser.case import Case
from briefpack.adviser.finding import Finding, Place, proofs
from briefpack.adviser.rule import Found, Rule
from briefpack.adviser.saying import Line, lines, passages_hold
from briefpack.adviser.shown import Shown
from briefpack.briefing.nodes import Block, Chart, Spans, Table, by_section
from briefpack.evidence.grids import Cell, GapPiece, Grid, TextPiece
from briefpack.evidence.items import Event, Statistic
from briefpack.language import say, to_say
from briefpack.pack.pack import Section

_EMPTY = re.compile(r"[\s\u00a0]*(?:0|nil|none|[-–—.]*)[\s\u00a0]*", re.IGNORECASE)
_COUNTED = (
    r"votes?|abstentions?|abstained|recommendations?|states?|countries|delegations?|members?|meetings?|debates?|visits?|"
    r"resolutions?|reports?|voted|objections?"
)
_NONE = re.compile(
    rf"\b(?:no|zero|nil|not (?:a single|one)|none of (?:the|its|these|those))\s(?:[\w’-]+\s){{0,3}}?(?:{_COUNTED})\b|"
    rf"\bnone (?:was|were) (?:accepted|rejected|received|implemented|adopted)\b|"
    rf"(?<![\d.,-])0\s(?:[\w’-]+\s){{0,2}}(?:{_COUNTED})\b",
    re.IGNORECASE,
)
#: An honest gap, an intention or a question states no zero.
_OPEN = re.compile(
    r"\b(?:dataset|recorded|documented|known|n/d|sources?|articles?|reported|should|must|shall|let|may|can|ask|urge|if|"
    r"no longer|no more|no fewer|no less)\b|\?",
    re.IGNORECASE,
)
_DENIAL = r"\b(?:no|not|none|never|nor|neither|without|zero|nothing|refus\w*|fail\w*|cannot)\b|n[’']t\b"


def _missing(case: Case, shown: Sequence[Shown]) -> Found:
    if not shown:
        return
    section = shown[0].section
    blocks = case.once(_blocks).get(section.id, [])
    grid = case.evidence.get(section.options["grid"], "grid") if "grid" in section.options else None
    for block in blocks:
        if isinstance(block, Chart):
            yield from _chart(section, block)
        elif isinstance(block, Table) and isinstance(grid, Grid) and len(block.rows) == len(grid.rows):
            yield from _table(section, grid, block)
    for place, each in enumerate(shown):
        for line in lines(case, each) if each.sentences or not place else ():  # the titles once
            yield from _said_none(line)


def _blocks(case: Case) -> dict[str, list[Block]]:
    return by_section(case.briefing)


def _chart(section: Section, chart: Chart) -> Iterator[Finding]:
    for row in chart.rows:
        if not row.bars and not row.gap.strip():
            yield _finding(section, chart.id, row.label, "")


def _table(section: Section, grid: Grid, table: Table) -> Iterator[Finding]:
    explained = "\n".join(_plain(remark) for remark in table.remarks)
    for row, planned in zip(table.rows, grid.rows, strict=True):
        for column, cell, pieces in zip(grid.columns, row.cells, planned.cells, strict=False):
            words = _plain(cell).strip()
            if not _EMPTY.fullmatch(words) or not _unfounded(pieces):
                continue
            if words and f"{words}:" in explained:  # “—: nothing is recorded for these years”
                continue
            yield _finding(section, f"{row.id} {column.title}", column.title, words)


def _unfounded(pieces: Cell) -> bool:
    """Whether no item stands behind a cell: a zero of a source is a figure like any other."""
    return all(isinstance(piece, GapPiece | TextPiece) for piece in pieces)


def _plain(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _finding(section: Section, about: str, name: str, words: str) -> Finding:
    message = (
        say(
            "“{words}” under “{name}” reads as none: write n/d, as not in the dataset is not zero.",
            words=words,
            name=name,
        )
        if words
        else say("A blank under “{name}” reads as none: write n/d, as not in the dataset is not zero.", name=name)
    )
    return Finding(message, Place(section.id), words, about)


def _said_none(line: Line) -> Iterator[Finding]:
    match = _NONE.search(line.voice)
    if not match or _OPEN.search(line.voice) or any(_holds_none(item) for item in line.items):
        return
    if not line.items and not re.search(r"vot|abst|recommend|accept|reject|meet|visit|debate", match[0], re.IGNORECASE):
        return
    if passages_hold(line.items, _DENIAL) or any(_DENIES.search(_words_of(item)) for item in line.items):
        return
    yield Finding(
        say("Nothing cited says “{words}”: what is not in the dataset is not zero.", words=match[0]),
        line.place,
        match[0],
        proofs=proofs(*line.items),
    )


_DENIES = re.compile(_DENIAL, re.IGNORECASE)


def _words_of(item: object) -> str:
    """What an item says of itself."""
    return " ".join(str(getattr(item, name, "") or "") for name in ("title", "summary", "label", "text"))


def _holds_none(item: object) -> bool:
    return (isinstance(item, Statistic) and not item.value) or (
        isinstance(item, Event) and item.status == "did-not-occur"
    )


R28 = Rule(
    "R28",
    to_say("Missing shown as zero"),
    "block",
    "section",
    to_say(
        "What the evidence does not hold is printed as n/d, never as 0, a dash or a blank, unless a legend says what "
        "they mean; and own words say “none” only of what a cited item says so."
    ),
    to_say("“No votes against” of a meeting whose votes are not in the dataset."),
    _missing,
)
