"""A small press for the tests: lines of text and shapes set on pages without the layout's help, and readers."""

import io
import subprocess
from pathlib import Path

import pikepdf  # noqa: TID253 - each of these tests reads files with it
import pypdfium2  # noqa: TID253 - each of these tests reads files with it
import pytest

from briefpack.briefing.nodes import Briefing, Furniture
from briefpack.layout.display import (
    Area,
    Colour,
    Destination,
    Disc,
    Mark,
    OutlineItem,
    Page,
    PageSet,
    Placed,
    Rect,
    Run,
    Strip,
)
from briefpack.layout.display import Path as Line
from briefpack.layout.fonts import FontSet
from briefpack.pdf.document import write_pdf, write_preview

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FILES = {
    "sans": "NotoSans-Regular",
    "sans-bold": "NotoSans-Bold",
    "serif": "NotoSerif-Regular",
    "serif-italic": "NotoSerif-Italic",
    "symbols": "NotoSansSymbols2-Regular",
}
BLACK, GREY, BLUE = Colour(0.1, 0.1, 0.1), Colour(0.8, 0.8, 0.8), Colour(0, 0.3, 0.7)
WIDTH, HEIGHT = 595.28, 841.89
LINES = 48  # lines to a page


class Press:
    """Sets text on pages, word by word as layout would, and writes the file."""

    def __init__(self) -> None:
        self.fonts = FontSet({key: (FONTS / f"{name}.ttf").read_bytes for key, name in FILES.items()})
        self.briefing = Briefing(
            "A title – “so”", "One sentence.", "en-GB", "a4", "2026-11-22", Furniture("", "", ""), (), ()
        )

    def run(self, text: str, face: str = "serif", **more: object) -> Run:
        """A run of the words of the text; `more` are fields of `Run`."""
        words = tuple([self.fonts[face].shape(word) for word in text.split(" ") if word])
        fields: dict[str, object] = {"x": 0.0, "y": 11.0, "size": 10.0, "colour": BLACK, "mark": None, **more}
        return Run(face=face, words=words, **fields)  # type: ignore[arg-type]  # fields of `Run`, by name

    def strip(self, *runs: Run, **more: object) -> Strip:
        """A line 15 points high."""
        return Strip(15, runs, **more)  # type: ignore[arg-type]  # fields of `Strip`, by name

    def page(self, strips: list[Strip], number: int = 1) -> Page:
        """The strips one below the other."""
        placed = [Placed(strip, 50, 50 + 15 * place) for place, strip in enumerate(strips)]
        return Page(number, WIDTH, HEIGHT, tuple(placed), (), ())

    def pages(self, strips: list[Strip]) -> tuple[Page, ...]:
        """As many pages as the strips take."""
        starts = range(0, len(strips), LINES)
        return tuple([self.page(strips[start : start + LINES], start // LINES + 1) for start in starts])

    def write(self, *pages: Page, compress: bool = True, **more: object) -> bytes:
        """The file of these pages; `more` are fields of `PageSet`."""
        fields: dict[str, object] = {"outline": (), "destinations": {}, **more}
        write = write_pdf if compress else write_preview
        return write(PageSet(pages, **fields), self.briefing, self.fonts)  # type: ignore[arg-type]

    def text(self, *lines: str, face: str = "serif") -> bytes:
        """The file of lines of text."""
        return self.write(*self.pages([self.strip(self.run(line, face, tail=True)) for line in lines]))

    def sample(self) -> bytes:
        """A document with a bit of everything, for comparing bytes between processes."""
        strips = [
            self.strip(self.run("A heading", "sans-bold", size=14.0), anchors=("top",)),
            self.strip(self.run("Words “in quotes” – ﬁve efficient a\u00a0b\u202fc x\u0301", gap=30.0, tail=True)),
            self.strip(self.run("⚠ ✓", "symbols"), self.run("raised", "sans", x=90.0, y=7.0, size=6.0)),
            self.strip(
                self.run("see there", "serif-italic", colour=BLUE),
                shapes=(
                    Rect(0, 0, 300, 15, GREY, BLACK, 0.25),
                    Line(((0, 0), (10, 10.5)), False, None, BLUE, 1, (2, 1)),
                    Disc(5, 5, 3, BLUE),
                ),
                areas=(Area(0, 0, 60, 15, "top", "To the heading", Mark("n", "Link")),),
            ),
        ]
        return self.write(
            *self.pages(strips * 20),
            outline=(OutlineItem(1, "A heading", "top"), OutlineItem(2, "Größe – “q”", "end")),
            destinations={"top": Destination(1, 50, 50), "end": Destination(2, 50, 200)},
        )

    def opened(self, file: bytes) -> pikepdf.Pdf:
        """The file in pikepdf, which raises on a damaged one; its warnings fail the test."""
        pdf = pikepdf.open(io.BytesIO(file))
        assert pdf.get_warnings() == []
        self._kept = pdf  # its objects live no longer than the file
        return pdf

    def pdfium(self, file: bytes) -> list[str]:
        """The text of each line as pdfium copies it, from all pages."""
        pdf = pypdfium2.PdfDocument(file)
        lines: list[str] = []
        for page in pdf:
            text_page = page.get_textpage()
            # pdfium takes each hyphen at the end of a line for a hyphenation, and marks it.
            lines += text_page.get_text_range().replace("\ufffe", "-\r\n").splitlines()
            text_page.close()
            page.close()
        pdf.close()
        return lines

    def poppler(self, file: bytes) -> list[str]:
        """The text of each line as poppler's pdftotext copies it."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
        done = subprocess.run(command, input=file, capture_output=True, check=True)  # noqa: S603 - a fixed command
        return done.stdout.decode().replace("\f", "\n").splitlines()


@pytest.fixture(scope="session")
def press() -> Press:
    return Press()


@pytest.fixture(scope="session")
def sample(press: Press) -> bytes:
    return press.sample()
