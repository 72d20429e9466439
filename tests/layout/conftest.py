"""The fonts for the tests, read once; a maker of briefings and a reader of pages."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from briefpack.app.build import FACES
from briefpack.briefing.nodes import Block, Briefing, Furniture, Note, Paragraph, Part, Span
from briefpack.layout.display import Page, Run, Strip
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return FontSet({key: (FONTS / f"{name}.ttf").read_bytes for key, name in FACES.items()})


@pytest.fixture
def layouter(fonts: FontSet) -> Layouter:
    return Layouter(fonts)


class Reader:
    """Reads laid-out pages as a test wants to see them."""

    @staticmethod
    def run(run: Run) -> str:
        return " ".join([word.text for word in run.words]) + (" " if run.tail else "")

    def strips(self, strips: Iterable[Strip]) -> str:
        return "".join([self.run(run) for strip in strips for run in strip.runs])

    def lines(self, strips: Iterable[Strip]) -> list[str]:
        return [self.strips([strip]) for strip in strips]

    def body(self, page: Page) -> str:
        return "\n".join([self.strips([placed.strip]) for placed in page.body])

    def notes(self, page: Page) -> str:
        return "\n".join([self.strips([placed.strip]) for placed in page.notes])

    def furniture(self, page: Page) -> str:
        return "\n".join([self.run(run) for placed in page.furniture for run in placed.strip.runs])

    @staticmethod
    def right_edge(fonts: FontSet, run: Run) -> float:
        space = fonts[run.face].space.width + run.gap
        width = sum(word.width for word in run.words) + (len(run.words) - 1) * space
        return run.x + width * run.size / 1000


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader()


TEXT = "the Council renewed the mandate in April and asked for a comprehensive report on its findings"


class Maker:
    """Makes briefings out of little."""

    WORDS = TEXT.split()

    def text(self, count: int, start: int = 0) -> str:
        return " ".join([self.WORDS[(start + i) % len(self.WORDS)] for i in range(count)])

    def paragraph(self, name: str, count: int, *notes: int) -> Paragraph:
        spans = [Span(self.text(count, len(name)))]
        spans += [Span("", note=note) for note in notes]
        return Paragraph(name, tuple(spans), entry=f"entry-{name}")

    def note(self, number: int, count: int = 8) -> Note:
        return Note(number, (Span(f"Full{number} {self.text(count)}"),), (Span(f"Short{number}"),))

    def briefing(
        self, *blocks: Block, notes: Sequence[Note] = (), parts: Sequence[Part] = (), paper: str = "a4"
    ) -> Briefing:
        furniture = Furniture("left words", "right words", "foot words", "restricted", "page {page} of {pages}")
        parts = parts or (Part("p1", "Part one", tuple(blocks)),)
        return Briefing("Title", "Subject", "en", paper, "2026-11-22", furniture, tuple(parts), tuple(notes))


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
