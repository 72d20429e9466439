"""Every template and sample pack as a finished document, built once a session: tree, pages, file, and its text."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf  # noqa: TID253 - these tests read files with it
import pypdfium2  # noqa: TID253 - these tests read files with it
import pytest

from briefpack.app import build, resources
from briefpack.app.build import PROGRAM, font_set
from briefpack.app.languages import language_of
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Block, Briefing, Columns, KeyBox
from briefpack.evidence.dataset import read_dataset
from briefpack.layout.display import PageSet
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.library.library import SqliteLibrary, open_library
from briefpack.pack.edits import set_details
from briefpack.pack.packfile import PackFile, read_pack
from briefpack.pack.snapshot import Carried
from briefpack.pdf.document import write_pdf

TODAY = "2026-11-22"
SAMPLE = "sample-hrc-dialogue"
TEMPLATES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")


def flat(text: str) -> str:
    """Text with every stretch of white space as one space, and pdfium's mark for a hyphen at a line's end as one."""
    return " ".join(text.replace("\ufffe", "-").split())


class Document:
    """One pack on its way to paper; each stage is made when first asked for."""

    def __init__(self, made: PackFile, fonts: FontSet) -> None:
        self.made = made
        self.pack = made.pack
        self.items = Carried(made.items)
        self._fonts = fonts

    @cached_property
    def briefing(self) -> Briefing:
        return compose(self.pack, self.items, PROGRAM, language_of(self.pack.language))

    @cached_property
    def pages(self) -> PageSet:
        return Layouter(self._fonts).lay_out(self.briefing)

    @cached_property
    def content(self) -> bytes:
        return write_pdf(self.pages, self.briefing, self._fonts)

    @cached_property
    def raw_pages(self) -> tuple[str, ...]:
        """The text of each page as pdfium copies it."""
        texts = []
        with closing(pypdfium2.PdfDocument(self.content)) as pdf:
            for page in pdf:
                words = page.get_textpage()
                texts.append(words.get_text_range())
                words.close()
                page.close()
        return tuple(texts)

    @cached_property
    def text(self) -> str:
        """The words of all pages."""
        return flat(" ".join(self.raw_pages))

    @cached_property
    def before_annex(self) -> int:
        """How many pages stand before the annex."""
        return self.pages.destinations["annex"].page - 1

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.content))

    def blocks(self, *parts: str) -> Iterator[Block]:
        """The blocks of these parts (all if none is named), also those inside columns and boxes."""
        for part in self.briefing.parts:
            if not parts or part.id in parts:
                yield from _deep(part.blocks)


def _deep(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for column in block.columns:
                yield from _deep(column)
        if isinstance(block, KeyBox):
            yield from _deep(block.blocks)


class Press:
    """Makes documents by name and keeps them."""

    def __init__(self, library: SqliteLibrary, samples: Path) -> None:
        self.library = library
        self._samples = samples
        self._fonts = font_set()
        self._made: dict[tuple[object, ...], Document] = {}

    def pack_file(self, name: str, later_facts: bool = False, language: str = "en") -> PackFile:
        """The pack of a template, or the bundled sample."""
        if name == SAMPLE:
            return read_pack(self._samples / "hrc-dialogue.briefpack")
        return build.new_pack(name, today=TODAY, library=self.library, later_facts=later_facts, language=language)

    def document(
        self, name: str, later_facts: bool = False, language: str = "en", fonts: FontSet | None = None, **details: Any
    ) -> Document:
        """The document of a template or sample, with these details of its pack changed."""
        key = (name, later_facts, language, *sorted(details.items()))
        if key not in self._made:
            made = self.pack_file(name, later_facts, language)
            if details:
                made = made._replace(pack=set_details(made.pack, **details))
            self._made[key] = Document(made, fonts or self._fonts)
        return self._made[key]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteLibrary]:
    opened = open_library(tmp_path_factory.mktemp("samples"), lambda: resources.folder("dataset"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def press(library: SqliteLibrary, root: Path) -> Press:
    return Press(library, root / "resources" / "samples")


@pytest.fixture(params=[*TEMPLATES, SAMPLE])
def name(request: pytest.FixtureRequest) -> str:
    """Each template, and the sample pack."""
    return str(request.param)


@pytest.fixture
def document(press: Press, name: str) -> Document:
    return press.document(name)


@pytest.fixture
def expected(name: str) -> dict[str, Any]:
    """What the .toml file beside this one expects of the document."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def remarks(dataset_texts: dict[str, bytes]) -> tuple[str, ...]:
    """What editors wrote for one another: notes and facts from outside, which no reader may see."""
    found = []
    for item in read_dataset(dataset_texts).items():
        for field in ("notes", "outside_knowledge"):
            text = getattr(item, field, None)
            if isinstance(text, str) and len(text.split()) > 3:
                found.append(flat(text))
    return tuple(found)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, for what opens the bundled library itself."""
    monkeypatch.setenv("BRIEFPACK_DATA", str(tmp_path / "data"))
    return Path(os.environ["BRIEFPACK_DATA"])
