"""Is everything here that the program needs, and does it work? Run on every installation."""

import sys
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from briefpack.app import build, resources
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.evidence.checks import check_dataset
from briefpack.library.query import Query

_NETWORK_EVENTS: list[str] = []


class TestResult(NamedTuple):
    """One thing that was tried."""

    name: str
    passed: bool
    detail: str


def report() -> tuple[TestResult, ...]:
    """Try everything once; a failure is a result, not an error."""
    sys.addaudithook(_listen)
    tests: tuple[tuple[str, Callable[[], str]], ...] = (
        ("fonts", _fonts),
        ("dataset", _dataset),
        ("library", _library),
        *((f"template {name}", lambda name=name: _template(name)) for name in build.templates()),
        ("no network", _silence),
    )
    return tuple(_tried(name, test) for name, test in tests)


class _FailedError(Exception):
    """A test's answer is no; the message says what was found."""


def _tried(name: str, test: Callable[[], str]) -> TestResult:
    try:
        return TestResult(name, True, test())
    except (_FailedError, *KNOWN_ERRORS) as error:
        return TestResult(name, False, str(error))
    except Exception as error:  # noqa: BLE001 - a bug, too, is what a self-test is there to report
        return TestResult(name, False, f"{type(error).__name__}: {error}")


def _listen(event: str, _: object) -> None:
    if event.startswith("socket."):
        _NETWORK_EVENTS.append(event)


def _fonts() -> str:
    fonts = build.font_set()
    faces = [fonts[key] for key in build.FACES]
    lacking = [face.key for face in faces if not face.covers("A") and not face.key.startswith("symbols")]
    if lacking:
        raise _FailedError(f"the face {lacking[0]} has no letter A")
    return f"{len(faces)} faces read"


def _dataset() -> str:
    problems = check_dataset(resources.folder("dataset"))
    if problems:
        raise _FailedError(f"{len(problems)} problems, the first: {problems[0]}")
    return "no problems"


def _library() -> str:
    library = build.bundled_library()
    found = library.search(Query(text="accountability"))
    if not found.total:
        raise _FailedError("a search for a word that is there finds nothing")
    return f"{found.total} items found for one word"


def _template(name: str) -> str:
    made = build.new_pack(name, today=date.today().isoformat())  # noqa: DTZ011 - the user's own calendar day
    built = build.build_pdf(made.pack, made.items)
    if not built.content.startswith(b"%PDF-1.7"):
        raise _FailedError("what was written is no PDF")
    return f"{built.pages} pages"


def _silence() -> str:
    if _NETWORK_EVENTS:
        raise _FailedError(f"something touched the network: {_NETWORK_EVENTS[0]}")
    return "nothing touched it"
