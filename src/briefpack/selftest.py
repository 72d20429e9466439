"""Is everything here that the program needs, and does it work? Run on every installation."""

import sys
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from briefpack.app import build, libraries, resources
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.evidence.checks import check_dataset
from briefpack.language import say, say_many
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
        (say("fonts"), _fonts),
        (say("dataset"), _dataset),
        (say("library"), _library),
        *((say("template {name}", name=name), lambda name=name: _template(name)) for name in libraries.templates()),
        (say("no network"), _silence),
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
        raise _FailedError(say("the face {face} has no letter A", face=lacking[0]))
    return say_many("{count} face read", "{count} faces read", len(faces))


def _dataset() -> str:
    problems = check_dataset(resources.folder("dataset"))
    if problems:
        raise _FailedError(
            say_many(
                "{count} problem: {first}", "{count} problems, the first: {first}", len(problems), first=problems[0]
            )
        )
    return say("no problems")


def _library() -> str:
    library = libraries.bundled_library()
    found = library.search(Query(text="accountability"))
    if not found.total:
        raise _FailedError(say("a search for a word that is there finds nothing"))
    return say_many("{count} item found for one word", "{count} items found for one word", found.total)


def _template(name: str) -> str:
    made = build.new_pack(name, today=date.today().isoformat())  # noqa: DTZ011 - the user's own calendar day
    built = build.build_pdf(made.pack, made.items)
    if not built.content.startswith(b"%PDF-1.7"):
        raise _FailedError(say("what was written is no PDF"))
    return say_many("{count} page", "{count} pages", built.pages)


def _silence() -> str:
    if _NETWORK_EVENTS:
        raise _FailedError(say("something touched the network: {event}", event=_NETWORK_EVENTS[0]))
    return say("nothing touched it")
