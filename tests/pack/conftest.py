"""The bundled dataset and templates; small items and packs made for one test."""

from pathlib import Path
from typing import Any

import pytest

from briefpack.evidence.items import Event, Quote
from briefpack.evidence.sources import Citation
from briefpack.pack.pack import Entry, Pack, PartFrame, Section
from briefpack.pack.template import Template, read_templates

SOURCE = "kei-2019-king-upr-engagement"


class Maker:
    """Makes items and packs out of little."""

    @staticmethod
    def event(item_id: str, date: str | None = "2024-01", **fields: Any) -> Event:
        """An event with nothing to choose it by but its date and what is given."""
        given: dict[str, Any] = {
            "id": item_id,
            "title": item_id,
            "summary": "—",
            "type": "meeting",
            "status": "occurred",
            "date": date,
            "precision": "month",
            "date_basis": "stated",
            "mechanism": "upr",
            "importance": 3,
            "importance_reason": "—",
            "citations": (Citation(source_id=SOURCE, locator=1, line=1, excerpt="—"),),
        }
        return Event(**given | fields)

    @staticmethod
    def quote(item_id: str, text: str = "these are the words", **fields: Any) -> Quote:
        """A quote with nothing to choose it by but its words and what is given."""
        given: dict[str, Any] = {
            "id": item_id,
            "kind": "direct-quote",
            "text": text,
            "speaker": "Somebody",
            "speaker_kind": "person",
            "speaker_basis": "stated",
            "speaker_role": "—",
            "stance": "expert",
            "date_basis": "unknown",
            "chain": (),
            "reported_by": SOURCE,
            "context": "—",
            "mechanism": "upr",
            "usable_publicly": "yes",
        }
        return Quote(**given | fields)

    @staticmethod
    def pack(**fields: Any) -> Pack:
        """Two sections with two entries each, an item and a slot."""
        sections = (
            Section(
                id="s1",
                key="one",
                kind="text",
                title="One",
                part="p",
                entries=(
                    Entry(id="e2", item="ev-2014-02-coi-report"),
                    Entry(id="e3", label="Ask", hint="to be written"),
                ),
            ),
            Section(
                id="s4",
                key="two",
                kind="text",
                title="Two",
                part="p",
                entries=(Entry(id="e5", item="q-2017-selectively"), Entry(id="e6", text="Own words.", note="mine")),
            ),
        )
        given: dict[str, Any] = {
            "id": "a-pack",
            "template": "none",
            "title": "A pack",
            "as_of": "2026-11-22",
            "parts": (PartFrame(id="p"),),
            "sections": sections,
            "next_id": 7,
        }
        return Pack(**given | fields)


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()


@pytest.fixture(scope="session")
def template_texts(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "resources" / "templates").iterdir())}


@pytest.fixture(scope="session")
def templates(template_texts: dict[str, bytes]) -> dict[str, Template]:
    return read_templates(template_texts)
