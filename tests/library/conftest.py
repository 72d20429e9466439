"""The bundled dataset as items, in SQLite and in memory, and small items made for one test."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefpack.evidence.dataset import read_dataset
from briefpack.evidence.items import AnyItem, Event, Quote
from briefpack.library.library import SqliteLibrary, memory_database, open_library
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Query, Result


@pytest.fixture(scope="session")
def items(dataset_texts: Mapping[str, bytes]) -> tuple[AnyItem, ...]:
    dataset = read_dataset(dataset_texts)
    assert not dataset.problems
    return tuple(dataset.items())


@pytest.fixture(scope="session")
def library(dataset_texts: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteLibrary]:
    opened = open_library(tmp_path_factory.mktemp("library"), lambda: dataset_texts)
    assert not opened.in_memory
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def memory(items: tuple[AnyItem, ...]) -> MemoryLibrary:
    return MemoryLibrary(items)


def answer(items: Iterable[AnyItem], query: Query) -> Result:
    """What SQLite says about these items; its connection is closed again."""
    with closing(memory_database(items)) as library:
        return library.search(query)


def quote(item_id: str, text: str, **fields: Any) -> Quote:
    """A quote with nothing to find but its text."""
    given: dict[str, Any] = {
        "id": item_id,
        "kind": "direct-quote",
        "text": text,
        "speaker": "—",
        "speaker_kind": "person",
        "speaker_basis": "stated",
        "speaker_role": "—",
        "stance": "expert",
        "date_basis": "stated",
        "chain": (),
        "reported_by": "somebody",
        "context": "—",
        "mechanism": "upr",
        "usable_publicly": "yes",
    }
    return Quote(**given | fields)


def event(item_id: str, title: str, **fields: Any) -> Event:
    """An event with nothing to find but its title."""
    given: dict[str, Any] = {
        "id": item_id,
        "title": title,
        "summary": "—",
        "type": "meeting",
        "status": "occurred",
        "precision": "day",
        "date_basis": "stated",
        "mechanism": "upr",
        "importance": 3,
        "importance_reason": "—",
    }
    return Event(**given | fields)


@pytest.fixture(scope="session")
def dataset_folder(root: Path) -> Path:
    return root / "resources" / "dataset"
