"""What a listener hears is what was composed: the text of the structure tree, word for word."""

import re
import shutil
import subprocess
from copy import copy
from typing import TYPE_CHECKING

import pytest
from tests.pdf.hearing import heard
from tests.samples.test_copied_text import Tree, differences

from briefpack.briefing import reading
from briefpack.briefing.nodes import Chart

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

LATER = [
    pytest.param(name, marks=pytest.mark.long)
    for name in ("hrc-dialogue", "security-council", "chronology", "upr-record")
]
needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")


def poppler(content: bytes, tool: str, *options: str) -> str:
    """What a tool of poppler prints about the file."""
    command = [tool, *options, "-enc", "UTF-8", "-", *(["-"] if tool == "pdftotext" else [])]
    done = subprocess.run(command, input=content, capture_output=True, check=True)  # noqa: S603 - a fixed command
    return done.stdout.decode()


def spoken(document: "Document") -> list[str]:
    """The words heard, without those drawn in charts, whose alternative text is heard in their place."""
    return " ".join([piece.text for piece in heard(document.content) if "Figure" not in piece.around]).split()


def composed(document: "Document") -> list[str]:
    """The words of the tree of nodes: the marking, the parts, the notes."""
    briefing = document.briefing
    tree = Tree(briefing, document.pages)
    pieces = [briefing.furniture.marking.upper()]
    for part in briefing.parts:
        for block in part.blocks:
            pieces += [tree.spans(block.caption)] if isinstance(block, Chart) else tree.block(block)
    pieces += [f"{note.number} {tree.spans(note.spans)}" for note in briefing.notes]
    return " ".join(pieces).split()


def first_difference(mine: list[str], theirs: list[str]) -> str:
    same = next((at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), None)
    if same is None and len(mine) == len(theirs):
        return ""
    same = min(len(mine), len(theirs)) if same is None else same
    return f"{mine[max(same - 5, 0) : same + 8]} where {theirs[max(same - 5, 0) : same + 8]} is composed"


def test_the_structure_says_what_was_composed_word_for_word(document: "Document") -> None:
    assert first_difference(spoken(document), composed(document)) == ""


@pytest.mark.parametrize("name", ["sample-hrc-dialogue", "one-page-brief", *LATER])
def test_it_says_so_on_other_paper_and_with_a_marking(press: "Press", name: str) -> None:
    document = press.document(name, paper="letter", marking="restricted")
    assert spoken(document)[0] == "RESTRICTED"
    assert first_difference(spoken(document), composed(document)) == ""


def plain(words: str) -> str:
    """Words without the signs by which lines read out tell their pieces apart."""
    words = re.sub(r"^(— |\d+\. |\[(\d+)\] )", r"\2 ", words.removesuffix(" ______"))
    return re.sub(r"[\s:]|\[(?=\d+\])|(?<=\d)\]", "", words).casefold()


def test_the_structure_keeps_to_the_order_of_the_lines_read_out(document: "Document") -> None:
    pages = {target: place.page for target, place in document.pages.destinations.items()}
    said = plain(" ".join(spoken(document)))
    at, lost = 0, []
    for line in reading.lines(document.briefing, pages):
        alt = any(isinstance(block, Chart) and block.alt == line.words for block in document.blocks())
        if line.kind == "row" or alt:
            continue  # the first names the heads again; the second is heard for the figure itself
        found = said.find(plain(line.words), at)
        if found < 0:
            lost.append(line.words)
        else:
            at = found + len(plain(line.words))
    assert lost == []


def read_by_poppler(content: bytes) -> str:
    """All texts of the structure tree as poppler reads them, without any space between."""
    said = [line.strip() for line in poppler(content, "pdfinfo", "-struct-text").splitlines()]
    return "".join("".join([line[1:-1] for line in said if line.startswith('"')]).split())


@needs_poppler
@pytest.mark.parametrize(
    "name",
    # Seconds a document.
    ["one-page-brief", *[pytest.param(name, marks=pytest.mark.long) for name in ("sample-hrc-dialogue", "chronology")]],
)
def test_poppler_reads_the_same_out_of_the_structure(press: "Press", name: str) -> None:
    document = press.document(name)
    texts = "".join([piece.text for piece in heard(document.content)])
    assert read_by_poppler(document.content) == "".join(texts.split())


@needs_poppler
def test_words_copied_with_poppler_are_in_order_too(document: "Document") -> None:
    copied = copy(document)
    text = poppler(document.content, "pdftotext", "-raw")
    copied.__dict__["raw_pages"] = tuple(text.split("\f")[:-1])
    assert differences(copied) == []
