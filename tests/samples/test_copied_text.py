"""Text copied out of the PDF is the text put in: every part of the tree, in reading order, space by space.

The tree's words are taken one after another; of each page must then be left over only what repeats (a table's head),
the notes it refers to, and header and footer.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from briefpack.briefing.nodes import (
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyBox,
    Paragraph,
    Quotation,
    Spans,
    Table,
    Tiles,
    Timeline,
    Title,
)
from briefpack.layout.display import PageSet

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

#: After these a line may end inside a word.
BREAKS = "-–—/\u2010\u2011_.?&=%"


class Tree:
    """The words of a briefing in reading order, piece by piece (a cell, a heading, a paragraph)."""

    def __init__(self, briefing: Briefing, pages: PageSet) -> None:
        self.briefing = briefing
        self.pages = pages

    def pieces(self) -> Iterator[str]:
        for part in self.briefing.parts:
            for block in part.blocks:
                yield from self.block(block)

    def heads(self) -> list[str]:
        """The heads of all tables, as they repeat on later pages."""
        tables = [block for part in self.briefing.parts for block in part.blocks if isinstance(block, Table)]
        return [" ".join([self.spans(column.title) for column in table.columns]) for table in tables]

    def spans(self, spans: Spans) -> str:
        words = ""
        for span in spans:
            if span.note:
                words += str(span.note)
            elif span.text == f"page:{span.target}":
                words += str(self.pages.destinations[span.target].page)
            else:
                words += span.text
        return words

    def block(self, block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - a row for each kind of block
        match block:
            case Title():
                yield block.eyebrow
                yield from map(self.spans, (block.spans, block.subtitle))
            case Heading() | Paragraph():
                yield self.spans(block.spans)
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    yield from (str(number) if block.ordered else "•", self.spans(item))
            case Quotation():
                yield from map(self.spans, (block.spans, block.credit, *block.remarks))
            case KeyBox():
                yield block.label.upper()
                yield from (piece for inner in block.blocks for piece in self.block(inner))
            case Tiles():
                yield from (self.spans(spans) for tile in block.tiles for spans in (tile.value, tile.label))
            case Timeline():
                yield from (self.spans(spans) for row in block.rows for spans in (row.date, row.spans))
            case Table():
                yield self.spans(block.caption)
                yield from (self.spans(column.title) for column in block.columns)
                yield from (self.spans(cell) for row in block.rows for cell in row.cells)
                yield from map(self.spans, block.remarks)
            case Blank():
                yield from (block.label, block.hint)
            case Columns():
                yield from (piece for column in block.columns for inner in column for piece in self.block(inner))
            case Chart():
                yield from self.drawn(block)
                yield self.spans(block.caption)
            case Contents():
                yield from self.contents(block)
            case _:
                raise NotImplementedError(type(block))

    def contents(self, contents: Contents) -> Iterator[str]:
        for part in self.briefing.parts:
            for block in part.blocks:
                if isinstance(block, Heading) and block.toc and block.level <= contents.depth:
                    yield from (self.spans(block.spans), str(self.pages.destinations[block.id].page))

    def drawn(self, chart: Chart) -> Iterator[str]:
        """The words on a chart: their order is the drawing's own, so they are read off the page (and see below)."""
        for page in self.pages.pages:
            for placed in page.body:
                for run in placed.strip.runs:
                    if run.mark and (run.mark.node, run.mark.role) == (chart.id, "Figure"):
                        yield " ".join([word.text for word in run.words])


class Text:
    """Text as its characters without white space, and the places between them where there is some."""

    def __init__(self, text: str) -> None:
        text = unicodedata.normalize("NFKC", text.replace("\ufffe", "-\n"))
        # Vowel marks of Arabic and controls of direction are not compared: readers place and add them as they like.
        self.words = "".join([char for char in text if unicodedata.category(char) not in {"Mn", "Cf"}]).split()
        self.dense = "".join(self.words)
        ends, at = [], 0
        for word in self.words:
            at += len(word)
            ends.append(at)
        self.gaps = ends

    def gap(self, place: int) -> bool:
        """Whether white space stands before the character at `place`."""
        found = bisect_left(self.gaps, place)
        return place == 0 or (found < len(self.gaps) and self.gaps[found] == place)


def note_forms(briefing: Briefing) -> list[str]:
    """Each note as printed: its number, then its words in full or, where it comes again, in short."""
    printed = [(note.number, spans) for note in briefing.notes for spans in (note.spans, note.short)]
    return [Text(f"{number} {''.join([span.text for span in spans])}").dense for number, spans in printed]


def furniture(briefing: Briefing, page: int, pages: int) -> str:
    words = briefing.furniture
    number = words.page_of.replace("{page}", str(page)).replace("{pages}", str(pages))
    marking = words.marking.upper()
    return Text(f"{words.head_left} {words.head_right} {words.foot_left} {marking} {marking} {number}").dense


def are_notes(text: str, forms: Sequence[str]) -> bool:
    """Whether the text is nothing but notes, one after another."""
    while text:
        fitting = [form for form in forms if text.startswith(form)]
        if not fitting:
            return False
        text = text[len(max(fitting, key=len)) :]
    return True


def split_page(dense: str, wanted: Text, start: int, forms: Sequence[str]) -> int:
    """How many characters of the page are the tree's next words, when all that follows them is notes; -1 if none."""
    most = 0
    rest = wanted.dense[start : start + len(dense)]
    for mine, theirs in zip(dense, rest, strict=False):
        if mine != theirs:
            break
        most += 1
    for count in range(most, max(most - 60, -1), -1):
        if wanted.gap(start + count) and are_notes(dense[count:], forms):
            return count
    return -1


def differences(document: "Document") -> list[str]:
    """Where the file's words are not the tree's, in words for the reader of a failed test."""
    briefing, pages = document.briefing, document.pages
    tree = Tree(briefing, pages)
    wanted = Text("\n".join(tree.pieces()))
    forms, heads = note_forms(briefing), [Text(head).dense for head in tree.heads()]
    found: list[str] = []
    at = 0
    for number, raw in enumerate(document.raw_pages, 1):
        page = Text(raw)
        foot = furniture(briefing, number, len(pages.pages))
        if not page.dense.endswith(foot):
            return [*found, f"page {number} ends with {page.dense[-len(foot) :]!r}, not with {foot!r}"]
        dense = page.dense.removesuffix(foot)
        skips = [0, *[len(head) for head in heads if head and dense.startswith(head)]]
        counts = {skip: split_page(dense[skip:], wanted, at, forms) for skip in skips}
        skip = max(counts, key=lambda each: counts[each])
        if counts[skip] < 0:
            shown = zip(dense, wanted.dense[at:], strict=False)
            same = next((place for place, (mine, theirs) in enumerate(shown) if mine != theirs), 0)
            theirs = wanted.dense[at + same : at + same + 60]
            return [*found, f"page {number} has {dense[same : same + 60]!r} where the tree has {theirs!r}"]
        found += spaces(page, skip, wanted, at, counts[skip])
        at += counts[skip]
    return [*found, f"not printed: {wanted.dense[at : at + 80]!r}"] if at < len(wanted.dense) else found


def spaces(page: Text, skip: int, wanted: Text, at: int, count: int) -> list[str]:
    """White space lost, and white space inside words other than at a line's end."""
    found = []
    for step in range(1, count):
        have, want = page.gap(skip + step), wanted.gap(at + step)
        around = f"{wanted.dense[at + step - 25 : at + step]!r} and {wanted.dense[at + step : at + step + 25]!r}"
        if want and not have:
            found.append(f"no space between {around}")
        elif have and not want and wanted.dense[at + step - 1] not in BREAKS:
            found.append(f"a space between {around}")
    return found


def test_text_copied_out_is_the_text_put_in(document: "Document") -> None:
    assert differences(document) == []


def test_on_the_other_paper_too(press: "Press", name: str) -> None:
    other = {"a4": "letter", "letter": "a4"}[press.document(name).pack.paper]
    assert differences(press.document(name, paper=other)) == []


def test_the_words_of_a_chart_are_those_of_the_tree(document: "Document") -> None:
    tree = Tree(document.briefing, document.pages)
    for chart in [block for block in document.blocks() if isinstance(block, Chart)]:
        drawn = " ".join(tree.drawn(chart)).replace("\u00a0", " ")
        wanted = [row.label for row in chart.rows] + [bar.label for row in chart.rows for bar in row.bars]
        wanted += [row.gap for row in chart.rows] + [words for _, words in chart.legend]
        assert [words for words in wanted if words.replace("\u00a0", " ") not in drawn] == []


def test_a_lost_word_a_lost_space_and_a_word_too_many_are_seen(press: "Press") -> None:
    document = press.document("chronology")
    pages = document.raw_pages
    for old, new, seen in (
        ("Council", "Councl", "where the tree has"),
        ("of Inquiry", "ofInquiry", "no space"),
        ("Inquiry", "Inq uiry", "a space"),
        ("Human", "Human rights", "where the tree has"),
    ):
        spoilt = copy(document)
        spoilt.__dict__["raw_pages"] = (pages[0], pages[1].replace(old, new, 1), *pages[2:])
        assert seen in " ".join(differences(spoilt)), (old, new)
