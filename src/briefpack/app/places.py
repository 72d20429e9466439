"""From a point on a page to the entry that put it there, and back; and where words stand on the pages.

Lengths are points; x runs right and y down from the top left of the paper.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefpack.briefing.nodes import Block, Briefing, Bullets, Columns, KeyBox, Row, Table, Tiles, Timeline
from briefpack.layout.bidi import direction
from briefpack.layout.display import Area, Mark, Page, PageSet, Placed, Run, Word
from briefpack.pack.pack import Pack

if TYPE_CHECKING:
    from briefpack.layout.fonts import Face, FontSet

_OF_PACK = re.compile(r"(s[0-9]+)(?:\.(e[0-9]+))?(?:\.|$)")
_NEAR = 14.0  # a click so many points beside a line still means it
_FACT = "annex.fact."
_CELLS = frozenset(("TD", "TH"))


class Box(NamedTuple):
    """A rectangle on page `page`, counted from 1."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Places:
    """Which entry or section each thing on the pages belongs to."""

    def __init__(self, pack: Pack, briefing: Briefing, pages: PageSet, fonts: "FontSet") -> None:
        self._pages = pages
        self._fonts = fonts
        self._section_of = {entry.id: section.id for section in pack.sections for entry in section.entries}
        self._sections = {section.id for section in pack.sections}
        self._entry_of = {entry.item: entry.id for section in pack.sections for entry in section.entries if entry.item}
        self._owners: dict[tuple[str, int], str] = {}
        self._tables: set[str] = set()
        for part in briefing.parts:
            self._learn(part.blocks)

    def at(self, number: int, x: float, y: float) -> str:
        """The id of the entry or section shown at a point, "" for none."""
        page = self._pages.pages[number - 1]
        placed = _nearest_strip(page, y)
        if placed is None:
            return ""
        strip = placed.strip
        for figure in strip.figures:
            inside = figure.x <= x - placed.x <= figure.x + figure.width
            if inside and figure.y <= y - placed.y <= figure.y + figure.height:
                return self._owner(figure.node, -1)
        marked = [run for run in strip.runs if run.mark]
        if not marked:
            return strip.entry
        run = min(marked, key=lambda run: self._distance(run, x - placed.x, y - placed.y))
        return (self._owned(run.mark) if run.mark else "") or strip.entry

    def owner(self, node: str) -> str:
        """The entry or section of a node of the briefing, "" for none."""
        return self._owner(node, -1)

    def link_at(self, number: int, x: float, y: float) -> str:
        """The destination that a click at a point leads to, "" for none."""
        page = self._pages.pages[number - 1]
        for placed in (*page.body, *page.notes):
            for area in placed.strip.areas:
                if _inside(area, x - placed.x, y - placed.y) and area.target in self._pages.destinations:
                    return area.target
        return ""

    def boxes(self, wanted: str) -> list[Box]:
        """Where an entry or a section stands: one box on each of its pages; the annex is left out."""
        section = self._section_of.get(wanted, wanted)
        stem = f"{section}."
        numbers = [
            place.page for name, place in self._pages.destinations.items() if name == section or name.startswith(stem)
        ]
        if not numbers:
            return []
        found: list[Box] = []
        last = min(max(numbers) + 1, len(self._pages.pages))
        for number in range(min(numbers), last + 1):
            page = self._pages.pages[number - 1]
            own = [box for placed in page.body for box in self._boxes_in(page, placed, wanted, stem)]
            if own:
                found.append(_around(own))
            elif found:
                break
        return found

    def _boxes_in(self, page: Page, placed: Placed, wanted: str, stem: str) -> Iterator[Box]:
        strip = placed.strip
        if placed.artifact:
            return
        if strip.entry == wanted:
            yield Box(page.number, placed.x, placed.y, page.width - 2 * placed.x, strip.height)
            return
        section = wanted in self._sections
        for run in strip.runs:
            mark = run.mark
            if mark is None:
                continue
            own = mark.node.startswith(stem) or mark.node == stem[:-1] if section else self._owned(mark) == wanted
            if own:
                x, y = placed.x + run.x, placed.y + run.y - run.size
                yield Box(page.number, x, y, run_width(self._fonts, run), run.size * 1.35)

    def _owned(self, mark: Mark) -> str:
        """The entry or section of a mark. A table's remarks count their rows apart from its rows."""
        row = -1 if mark.node in self._tables and mark.role not in _CELLS else mark.row
        return self._owner(mark.node, row)

    def _owner(self, node: str, row: int) -> str:
        return self._owners.get((node, row)) or self._owners.get((node, -1)) or self._named(node)

    def _named(self, node: str) -> str:
        """The entry or section that an id of the briefing names: `s7.e8.1` → e8, `s7.title` → s7."""
        match = _OF_PACK.match(node)
        if match is None:
            return ""
        if match[2] in self._section_of:
            return match[2]
        return match[1] if match[1] in self._sections else ""

    def _learn(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            match block:
                case Columns():
                    for column in block.columns:
                        self._learn(column)
                case KeyBox():
                    self._learn(block.blocks)
                case Bullets():
                    self._learn_rows(block.id, block.entries)
                case Tiles():
                    self._learn_rows(block.id, [tile.entry for tile in block.tiles])
                case Timeline():
                    self._learn_rows(block.id, [row.entry for row in block.rows])
                case Table():
                    self._tables.add(block.id)
                    self._learn_rows(block.id, [row.entry or self._entry_of_fact(row) for row in block.rows])
            entry = getattr(block, "entry", "")
            if entry:
                self._owners[block.id, -1] = entry

    def _learn_rows(self, node: str, entries: Iterable[str]) -> None:
        self._owners.update({(node, row): entry for row, entry in enumerate(entries) if entry})

    def _entry_of_fact(self, row: Row) -> str:
        """Of a row in the annex: the entry of its fact, or the one that shows it, which its page number leads to."""
        item = row.id.removeprefix(_FACT).rpartition(".")[0] if row.id.startswith(_FACT) else ""
        targets = (span.target for cell in row.cells for span in cell if span.target)
        return self._entry_of.get(item) or self._named(next(targets, ""))

    def _distance(self, run: Run, x: float, y: float) -> float:
        # A line is as good as far as it reaches; beside it, lines of the same height come before lines above.
        width = run_width(self._fonts, run)
        beside = max(run.x - x, x - run.x - width, 0.0)
        above = max(run.y - run.size - y, y - run.y - 0.3 * run.size, 0.0)
        return beside + 3 * above


def run_width(fonts: "FontSet", run: Run) -> float:
    """How far a run reaches, in points."""
    space = fonts[run.face].space.width + run.gap
    spaces = len(run.words) - 1 + run.lead
    return (sum([word.width for word in run.words]) + spaces * space) * run.size / 1000


def _nearest_strip(page: Page, y: float) -> Placed | None:
    best, least = None, _NEAR
    for placed in page.body:
        away = max(placed.y - y, y - placed.y - placed.strip.height, 0.0)
        if away < least and not placed.artifact:
            best, least = placed, away
    return best


def _inside(area: Area, x: float, y: float) -> bool:
    return area.x <= x <= area.x + area.width and area.y <= y <= area.y + area.height


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Box(boxes[0].page, left, top, right - left, bottom - top)


class Finder:
    """Words on the pages. Texts of pages are kept for as long as the pages are the same."""

    def __init__(self, fonts: "FontSet") -> None:
        self._fonts = fonts
        self._texts: dict[int, tuple[Page, _PageText]] = {}

    def find(self, pages: PageSet, query: str) -> list[tuple[Box, ...]]:
        """Where the words stand, in order; each hit one box a line. Case, accents and kinds of quotes do not count."""
        wanted = _folded(" ".join(query.split()))
        if not wanted:
            return []
        found: list[tuple[Box, ...]] = []
        kept: dict[int, tuple[Page, _PageText]] = {}
        for page in pages.pages:
            known = self._texts.get(page.number)
            text = known[1] if known and known[0] is page else _PageText(page)
            kept[page.number] = (page, text)
            start = text.folded.find(wanted)
            while start >= 0:
                found.append(tuple(text.boxes(self._fonts, start, start + len(wanted))))
                start = text.folded.find(wanted, start + len(wanted))
        self._texts = kept
        return found


class _PageText:
    """A page's words in reading order as one folded text, and where each stretch of it comes from."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._starts: list[int] = []
        self._runs: list[tuple[Run, float, float]] = []
        parts: list[str] = []
        length = 0
        for placed in (*page.body, *page.notes):
            for run in placed.strip.runs:
                words = " ".join([word.text for word in run.words])
                self._starts.append(length)
                self._runs.append((run, placed.x, placed.y))
                # A space that leads follows in reading order: layout has them in lines from right to left alone.
                words += " " if run.tail or run.lead or run is placed.strip.runs[-1] else ""
                parts.append(words)
                length += len(words)
        self.folded = _folded("".join(parts))

    def boxes(self, fonts: "FontSet", start: int, end: int) -> Iterator[Box]:
        """The boxes of a stretch of the text, one for each run it touches."""
        index = bisect_right(self._starts, start) - 1
        while index < len(self._runs) and self._starts[index] < end:
            run, left, top = self._runs[index]
            first, last = max(start - self._starts[index], 0), end - self._starts[index]
            if run.words and direction(run.words[0].text) == 1:
                first, last = 0, len(run.words[0].text)  # the whole word, as its letters run to the left
            x0, x1 = (_reach(fonts, run, place) for place in (first, last))
            if x1 > x0:
                yield Box(self._page.number, left + run.x + x0, top + run.y - 0.95 * run.size, x1 - x0, run.size * 1.25)
            index += 1


def _reach(fonts: "FontSet", run: Run, place: int) -> float:
    """Points from the start of a run to its character `place`; inside a word, by the widths of its letters."""
    face = fonts[run.face]
    space = face.space.width + run.gap
    width = space if run.lead else 0.0
    for word in run.words:
        if place <= len(word.text):
            width += _part(face, word, place)
            break
        width += word.width + space
        place -= len(word.text) + 1
    else:
        width -= space
    return width * run.size / 1000


def _part(face: "Face", word: Word, place: int) -> float:
    """How far a word reaches before its character `place`, by the widths of its letters, in thousandths of the size."""
    if place >= len(word.text):
        return word.width
    before = whole = inside = 0.0
    letters = 0
    for gid, cluster in zip(word.gids, word.clusters, strict=True):
        advance = face.advance(gid)
        whole += advance
        if cluster:  # else the glyph belongs to the letters of the one before
            inside = min(max(place - letters, 0) / len(cluster), 1.0)
        before += advance * inside
        letters += len(cluster)
    # Kerning is spread over the word.
    return word.width * before / whole if whole else 0.0


def _folded(text: str) -> str:
    """Each character as one that stands for all its forms, so that places in the text stay the same."""
    return "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    if char.isspace():
        return " "
    if char in "“”„«»″":
        return '"'
    if char in "‘’‚′":
        return "'"
    if char in "‐‑‒–—−":
        return "-"
    plain = unicodedata.normalize("NFKD", char).casefold()
    return plain[0] if plain else char
