"""Tries everything once, tells each result as it comes, and sums up."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from briefpack import __version__
from briefpack.app import resources
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.app.installation import program_folder
from briefpack.evidence.dataset import fingerprint
from briefpack.language import say
from briefpack.selftest import packs, parts, silence, traces
from briefpack.selftest.trying import FailedError, Outcome, Trial, tried

Told = Callable[[Outcome], None]


class Report(NamedTuple):
    """All results, and what they were had on."""

    results: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether all is well."""
        return all(result.passed for result in self.results)

    def record(self) -> dict[str, Any]:
        """For a program to read; `dataset` is the fingerprint, "" where it cannot be read, as is `qt`."""
        from briefpack.gui.display import qt_version  # noqa: PLC0415 - the report itself needs no window

        return {
            "program": "briefpack",
            "version": __version__,
            "python": platform.python_version(),
            "qt": qt_version(),
            "system": _system(),
            "frozen": program_folder() is not None,
            "dataset": _fingerprint(),
            "tests": [result._asdict() for result in self.results],
            "passed": self.passed,
        }


def report(
    told: Told = lambda _: None, *, window: bool = True, cut_short: Callable[[Report], NoReturn] | None = None
) -> Report:
    """Try everything once, all in a folder of its own; `told` of each result as it comes.

    Where Qt cannot start it ends the process: `cut_short` then gets the report, with the rest tried, and must not come
    back. Raises UserError where no folder can be made.
    """
    results: list[Outcome] = []

    def take(trial: Trial) -> None:
        result = tried(trial)
        results.append(result)
        told(result)

    home = traces.Home()

    def stuck(words: str) -> None:
        """Qt is about to end the process, in the middle of the test of the window."""
        for trial in (_window(lambda: _failed(words)), *silence.trials()):
            take(trial)
        home.leave()
        for trial in home.trials():
            take(trial)
        if cut_short is not None:
            cut_short(Report(tuple(results)))

    try:
        for trial in _trials(home.folder, window, stuck):
            take(trial)
    finally:
        home.leave()
    for trial in home.trials():
        take(trial)
    return Report(tuple(results))


def _trials(folder: Path, window: bool, stuck: Callable[[str], None]) -> Iterator[Trial]:
    yield from parts.trials()
    yield from packs.trials(folder)
    if window:
        yield _window(lambda: _shown(folder, stuck))
    yield from silence.trials()


def _window(does: Callable[[], str]) -> Trial:
    return Trial("window", say("window"), does)


def _failed(words: str) -> str:
    raise FailedError(words)


def _shown(folder: Path, stuck: Callable[[str], None]) -> str:
    from briefpack.app import build  # noqa: PLC0415 - for this test alone

    path = folder / "window.briefpack"
    build.save(path, packs.new_pack(packs.SMALL))
    try:
        from briefpack.gui.trial import BlankError, show  # noqa: PLC0415 - Qt may not be loadable here
    except ImportError as error:
        raise FailedError(say("the window cannot be loaded ({why})", why=error)) from error
    try:
        return show(path, stuck)
    except BlankError as error:
        raise FailedError(str(error)) from error


def _system() -> str:
    """Name, release and processor. Not by `platform`, which asks the network's library on Windows."""
    if sys.platform == "win32":
        version = sys.getwindowsversion()
        return f"Windows {version.major}.{version.minor}.{version.build} {os.environ.get('PROCESSOR_ARCHITECTURE', '')}"
    told = os.uname()
    return f"{told.sysname} {told.release} {told.machine}"


def _fingerprint() -> str:
    try:
        return fingerprint(resources.folder("dataset"))
    except KNOWN_ERRORS:
        return ""
