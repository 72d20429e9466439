"""How the program starts and ends as a process: commands do without the collector of garbage, the window has it."""

import gc
import sys
from collections.abc import Callable, Iterator

import pytest
from tests.cli.conftest import Run

from briefpack import cli, commands
from briefpack.app.libraries import templates
from briefpack.gui import display
from briefpack.gui import main as window

Started = Callable[..., tuple[int, list[bool]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """Starts the program as its process would; gives its exit code, and whether there was a collector at work."""
    seen: list[bool] = []

    def work(*_: object) -> int:
        seen.append(gc.isenabled())
        return 0

    def start(*arguments: str) -> tuple[int, list[bool]]:
        monkeypatch.setattr(sys, "argv", ["briefpack", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.run()
        return int(ended.value.code or 0), seen

    monkeypatch.setattr(display, "has_display", lambda: True)
    monkeypatch.setattr(window, "run", work)
    monkeypatch.setitem(commands.COMMANDS, "templates", work)
    yield start
    gc.unfreeze()
    gc.enable()


def test_a_command_works_as_a_process_of_its_own(process: Run) -> None:
    answer = process("templates")
    assert (answer.code, answer.err) == (0, "")
    assert all(name in answer.out for name in templates())


def test_a_process_gives_the_exit_code_of_its_command(process: Run) -> None:
    assert process("search", "no-such-word-anywhere").code == 1
    assert process("show").code == cli.WRONG


@pytest.mark.parametrize("arguments", [(), ("a.briefpack",)])
def test_the_window_has_its_collector(started: Started, arguments: tuple[str, ...]) -> None:
    assert started(*arguments) == (0, [True])
    assert gc.isenabled()


def test_a_command_does_without_one(started: Started) -> None:
    assert started("templates") == (0, [False])
