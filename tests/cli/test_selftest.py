"""The self-test says of each part whether it works, and never fails as a whole."""

import json
from typing import TYPE_CHECKING

import pytest

from briefpack import selftest
from briefpack.app import build, libraries, resources

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PARTS = [
    "fonts",
    "dataset",
    "library",
    *[
        f"template {name}"
        for name in ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")
    ],
    "no network",
]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No audit hook of its own in the tests' process (it could never be taken away again), and one template only."""
    monkeypatch.setattr(selftest.sys, "addaudithook", lambda _: None)
    monkeypatch.setattr(selftest, "_NETWORK_EVENTS", [])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small template alone."""
    one = libraries.templates()["one-page-brief"]
    monkeypatch.setattr(libraries, "templates", lambda: {one.id: one})


def test_every_part_is_tried_and_works(run: "Run") -> None:
    answer = run("selftest", "--json")
    assert (answer.code, answer.err) == (0, "")
    results = json.loads(answer.out)
    assert [result["name"] for result in results] == PARTS
    assert all(result["passed"] and result["detail"] for result in results)


@pytest.mark.usefixtures("quick")
def test_it_answers_a_line_a_part(run: "Run") -> None:
    answer = run("selftest")
    assert (answer.code, answer.err) == (0, "")
    assert [line[:5] for line in answer.out.splitlines()] == ["ok   "] * 5


def failed(answer: tuple[int, str, str]) -> list[str]:
    """The lines of the parts that failed; the rest of the answer must be there all the same."""
    code, out, err = answer
    assert (code, err) == (1, "")
    assert len(out.splitlines()) == 5
    return [line for line in out.splitlines() if line.startswith("FAIL ")]


@pytest.mark.usefixtures("quick")
def test_a_damaged_font_fails_its_part(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    read = resources.read
    monkeypatch.setattr(resources, "read", lambda name: read(name)[:5000] if name.endswith(".ttf") else read(name))
    fonts, template = failed(run("selftest"))
    assert fonts.startswith("FAIL fonts: The font NotoSans-Regular.ttf")
    assert template.startswith("FAIL template one-page-brief: ")


@pytest.mark.usefixtures("quick")
def test_a_broken_dataset_fails_its_part(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    folder = resources.folder
    monkeypatch.setattr(
        resources,
        "folder",
        lambda name: {**folder(name), "events.jsonl": b"{\n"} if name == "dataset" else folder(name),
    )
    (dataset,) = failed(run("selftest"))
    assert dataset.startswith("FAIL dataset: ")
    assert " problems, the first: " in dataset


@pytest.mark.usefixtures("quick")
def test_a_library_that_finds_nothing_fails_its_part(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        def search(self, _: object) -> object:
            return type("Result", (), {"total": 0})

    monkeypatch.setattr(selftest.libraries, "bundled_library", Empty)
    lines = failed(run("selftest"))
    assert lines[0].startswith("FAIL library: a search for a word that is there finds nothing")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("error", [ZeroDivisionError("division by zero"), KeyError("colour"), RuntimeError("x")])
def test_a_bug_fails_its_part_and_no_other(run: "Run", monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(build, "compose", fail)
    (template,) = failed(run("selftest"))
    assert template == f"FAIL template one-page-brief: {type(error).__name__}: {error}"


@pytest.mark.usefixtures("quick")
def test_touching_the_network_fails_its_part(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    compose = build.compose

    def telltale(*arguments: object) -> object:
        selftest._listen("socket.connect", ())
        return compose(*arguments)

    monkeypatch.setattr(build, "compose", telltale)
    (network,) = failed(run("selftest"))
    assert network == "FAIL no network: something touched the network: socket.connect"


def test_what_is_no_pdf_fails_its_part(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    one = libraries.templates()["one-page-brief"]
    monkeypatch.setattr(libraries, "templates", lambda: {one.id: one})
    monkeypatch.setattr(build, "build_pdf", lambda *_: build.Built(b"nothing", 1))
    (template,) = failed(run("selftest"))
    assert template == "FAIL template one-page-brief: what was written is no PDF"


def test_as_a_process_of_its_own_it_listens_to_the_network(process: "Run") -> None:
    answer = process("selftest")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == "ok   no network: nothing touched it"
