"""What every test gets: no network, the same examples on every run, the root of the repository, the dataset."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefpack.app import fontpack
from briefpack.app.build import FACES
from briefpack.evidence.dataset import fingerprint, read_dataset
from briefpack.layout.fonts import FontSet
from briefpack.library.memory import MemoryLibrary

ROOT = Path(__file__).resolve().parents[1]

# The same examples everywhere, so that a red test is red for the next reader too; `long` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "long", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")


class NetworkUsedError(BaseException):
    """Not an Exception, so that no handler in our code can swallow it."""


class _Guard:
    """Listens to the interpreter's audit events. Audit hooks cannot be removed, so there is one, off between tests."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event.startswith("socket."):
            self.seen.append(f"{event}{arguments!r}")
            raise NetworkUsedError(f"a test reached for the network: {event}")


_guard = _Guard()
sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail every test in which a socket is made or a host looked up, even where the error was swallowed.

    Gives the list of events; a test that means to cause one empties it.
    """
    _guard.seen.clear()
    _guard.on = True
    try:
        yield _guard.seen
    finally:
        _guard.on = False
    assert not _guard.seen, f"the test reached for the network: {_guard.seen}"


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def all_fonts(root: Path) -> FontSet:
    """The bundled fonts with those of the font pack, which `make test` fetches into .fonts."""
    lacking = [name for name in fontpack.FACES.values() if not (root / ".fonts" / f"{name}.ttf").is_file()]
    if lacking:
        pytest.skip(f"the font pack lacks {', '.join(lacking)}: run “make test-fonts”")
    bundled = {key: (root / "resources" / "fonts" / f"{name}.ttf").read_bytes for key, name in FACES.items()}
    pack = {key: (root / ".fonts" / f"{name}.ttf").read_bytes for key, name in fontpack.FACES.items()}
    return FontSet(bundled | pack)


@pytest.fixture(scope="session")
def dataset_texts(root: Path) -> dict[str, bytes]:
    """The files of the bundled dataset by name."""
    return {path.name: path.read_bytes() for path in sorted((root / "resources" / "dataset").iterdir())}


@pytest.fixture(scope="session")
def library(dataset_texts: Mapping[str, bytes]) -> MemoryLibrary:
    """The bundled dataset as a library without a database."""
    dataset = read_dataset(dataset_texts)
    assert not dataset.problems
    return MemoryLibrary(dataset.items(), fingerprint(dataset_texts))
