"""The bundled dataset, composed packs, and a reader of the composed tree."""

from collections.abc import Iterator
from typing import Any

import pytest

from briefpack.briefing.compose import compose
from briefpack.briefing.desk import Desk
from briefpack.briefing.nodes import Briefing, Span
from briefpack.evidence.sources import ARTICLES
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.filling import fill
from briefpack.pack.pack import Entry, Pack, PartFrame, Section
from briefpack.pack.snapshot import Carried, snapshot
from briefpack.pack.template import Template, read_templates

AS_OF = "2026-11-22"


class Reader:
    """Reads a composed tree as its reader would: words joined, numbers of notes left out."""

    @staticmethod
    def words(spans: tuple[Span, ...]) -> str:
        """Spans as plain text, no-break spaces as spaces."""
        return "".join([span.text for span in spans]).replace("\u00a0", " ")

    def texts(self, node: Any) -> Iterator[str]:
        """Every run of words below a node, in order of reading."""
        if isinstance(node, str):
            yield node.replace("\u00a0", " ")
        elif isinstance(node, tuple) and node and all(isinstance(each, Span) for each in node):
            yield self.words(node)
        elif isinstance(node, tuple) and not isinstance(node, Span):
            for each in node:
                yield from self.texts(each)

    def text(self, node: Any) -> str:
        """All the words below a node."""
        return "\n".join(self.texts(node))

    def nodes(self, node: Any, kind: type | tuple[type, ...]) -> list[Any]:
        """The nodes of a kind below a node, in order of reading."""
        found = [node] if isinstance(node, kind) else []
        if isinstance(node, tuple):
            for each in node:
                found += self.nodes(each, kind)
        return found

    def ids(self, node: Any) -> list[str]:
        """The ids of all blocks, rows and parts below a node."""
        found = [node.id] if hasattr(node, "id") else []
        if isinstance(node, tuple):
            for each in node:
                found += self.ids(each)
        return found

    def table(self, table: Any) -> list[list[str]]:
        """The rows of a table, cell by cell."""
        return [[self.words(cell) for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def templates(root: Any) -> dict[str, Template]:
    return read_templates({path.name: path.read_bytes() for path in (root / "resources" / "templates").iterdir()})


class Maker:
    """Makes packs of one section, and their composed tree."""

    def __init__(self, library: MemoryLibrary, templates: dict[str, Template]) -> None:
        self.library = library
        self.templates = templates
        self._composed: dict[tuple[str, tuple[str, ...]], Briefing] = {}

    @staticmethod
    def section(kind: str, *items: str, number: int = 1, **fields: Any) -> Section:
        """A section of a kind with an entry for each item; ids s1, e1, e2 … (times a hundred for the next)."""
        entries = tuple(Entry(id=f"e{number * 100 + place}", item=item) for place, item in enumerate(items, 1))
        return Section(**{"id": f"s{number}", "key": kind, "kind": kind, "part": "p", "entries": entries} | fields)

    @staticmethod
    def pack(*sections: Section, **fields: Any) -> Pack:
        """A pack of these sections."""
        given: dict[str, Any] = {
            "id": "a-pack",
            "template": "none",
            "title": "A pack",
            "as_of": AS_OF,
            "parts": (PartFrame(id="p"),),
            "sections": sections,
            "next_id": 10_000,
        }
        return Pack(**given | fields)

    def composed(self, *sections: Section, **fields: Any) -> Briefing:
        """The briefing of a pack of these sections."""
        return compose(self.pack(*sections, **fields), self.library)

    def blocks(self, kind: str, *items: str, options: dict[str, str] | None = None, **fields: Any) -> tuple[Any, ...]:
        """The blocks of one section, without the title of the document."""
        section = self.section(kind, *items, options=options or {})
        return self.composed(section, **fields).parts[0].blocks[1:]

    def desk(self, **fields: Any) -> Desk:
        """A desk with an empty pack."""
        return Desk(self.pack(**fields), self.library)

    def filled(self, name: str, collections: tuple[str, ...] = (ARTICLES,)) -> Pack:
        """A pack filled from a bundled template."""
        return fill(self.templates[name], self.library, AS_OF, collections=collections)

    def document(self, name: str, collections: tuple[str, ...] = (ARTICLES,)) -> Briefing:
        """A filled pack, composed from what it carries."""
        key = (name, collections)
        if key not in self._composed:
            pack = self.filled(name, collections)
            self._composed[key] = compose(pack, Carried(snapshot(pack, self.library)), "briefpack test")
        return self._composed[key]


@pytest.fixture(scope="session")
def make(library: MemoryLibrary, templates: dict[str, Template]) -> Maker:
    return Maker(library, templates)
