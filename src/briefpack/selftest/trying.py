"""One thing that is tried: a failure is a result, not an error."""

import time
from collections.abc import Callable
from typing import NamedTuple

from briefpack.app.errors import KNOWN_ERRORS


class Outcome(NamedTuple):
    """What came of it. `name` never changes and is never translated; `seconds` it took."""

    name: str
    title: str
    passed: bool
    detail: str
    seconds: float


class Trial(NamedTuple):
    """What is to be tried: `does` gives one line of what was found, or raises FailedError."""

    name: str
    title: str
    does: Callable[[], str]


class FailedError(Exception):
    """A test's answer is no; the message says what was found."""


def tried(trial: Trial) -> Outcome:
    """The result, whatever happens."""
    began = time.perf_counter()
    try:
        passed, detail = True, trial.does()
    except (FailedError, *KNOWN_ERRORS) as error:
        passed, detail = False, str(error)
    except Exception as error:  # noqa: BLE001 - a bug, too, is what a self-test is there to report
        passed, detail = False, f"{type(error).__name__}: {error}"
    return Outcome(trial.name, trial.title, passed, " ".join(detail.split()), _since(began))


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)
