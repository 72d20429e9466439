"""The self-test says of each part whether it works, never fails as a whole, and notices each fault planted alone."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpack.app import advising, build, languages, libraries, licences, resources, verifying
from briefpack.app.verdict import Finding, Verdict
from briefpack.language import Language
from briefpack.library import engine
from briefpack.selftest import packs, parts, silence, traces

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TEMPLATES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")
PARTS = [
    *("fonts", "sqlite", "dataset", "library", "resources", "licences"),
    *(f"pack.{name}" for name in TEMPLATES),
    *("pack.arabic", "drawing", "window", "network.inside", "network.silence", "traces"),
]

Results = dict[str, dict[str, Any]]
Tested = Callable[[], Results]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The small template alone, in English alone; and what the tools of these tests have loaded does not count."""
    one = libraries.templates()["one-page-brief"]
    monkeypatch.setattr(libraries, "templates", lambda: {one.id: one})
    monkeypatch.setattr(packs, "SHAPED", "en")
    monkeypatch.setattr(silence, "loaded_modules", list)
    monkeypatch.setattr(silence, "loaded_libraries", list)
    yield
    silence.ear().on = False


@pytest.fixture
def tested(run: "Run") -> Tested:
    """Runs the self-test without the window, which tests/gui tries; gives what failed by name."""

    def tested() -> Results:
        answer = run("selftest", "--json", "--no-window")
        assert answer.err == ""
        report = json.loads(answer.out)
        failed = {each["name"]: each for each in report["tests"] if not each["passed"]}
        assert answer.code == (1 if failed else 0)
        assert report["passed"] is not failed
        assert len(report["tests"]) == 12  # all of them, whatever failed
        return failed

    return tested


def test_as_a_process_of_its_own_everything_is_tried_and_works(process: "Run", tmp_path: Path) -> None:
    users, home = tmp_path / "data", tmp_path / "Zoë’s home"
    for folder in (users, home, home / "passing files"):
        folder.mkdir()
    (users / "settings.json").write_text('{"tour_seen": true}')
    surroundings = {"BRIEFPACK_DATA": str(users), "HOME": str(home), "TMPDIR": str(home / "passing files")}
    answer = process("selftest", "--json", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="", **surroundings)
    assert answer.err == ""
    report = json.loads(answer.out)
    assert [each["name"] for each in report["tests"]] == PARTS
    assert [each for each in report["tests"] if not (each["passed"] and each["detail"] and each["seconds"] >= 0)] == []
    assert (answer.code, report["passed"], report["frozen"]) == (0, True, False)
    assert report["dataset"] == libraries.bundled_library().fingerprint
    assert all(report[name] for name in ("program", "version", "python", "qt", "system"))
    window = next(each for each in report["tests"] if each["name"] == "window")
    assert "the platform offscreen, painted a page" in window["detail"]
    assert [path.name for path in users.iterdir()] == ["settings.json"]
    assert [*home.rglob("*")] == [home / "passing files"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there can Qt be sent to a display that is none")
def test_where_qt_cannot_start_the_rest_is_told_all_the_same(process: "Run", tmp_path: Path) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    answer = process("selftest", "--json", DISPLAY=":4711", QT_QPA_PLATFORM="xcb", TMPDIR=str(passing))
    report = json.loads(answer.out)
    failed = [each for each in report["tests"] if not each["passed"]]
    assert (answer.code, [each["name"] for each in failed]) == (1, ["window"])
    assert failed[0]["detail"].startswith("Qt cannot start: ")
    assert [each["name"] for each in report["tests"]] == PARTS
    assert [*passing.iterdir()] == [], "the folder of the test is still there"


def test_it_answers_a_line_a_part(run: "Run") -> None:
    answer = run("selftest", "--no-window")
    assert (answer.code, answer.err) == (0, "")
    assert [line[:5] for line in answer.out.splitlines()] == ["ok   "] * 12


def test_all_is_well_without_the_window(tested: Tested) -> None:
    assert tested() == {}


def test_a_damaged_font_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    read = resources.read
    monkeypatch.setattr(resources, "read", lambda name: read(name)[:5000] if name.endswith(".ttf") else read(name))
    failed = tested()
    assert {*failed} == {"fonts", "pack.one-page-brief", "pack.arabic", "drawing"}
    assert failed["fonts"]["detail"].startswith("The font NotoSans-Regular.ttf")


def test_a_missing_font_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(build.FACES, "symbols-more", "NotoNothing-Regular")
    failed = tested()
    assert failed["fonts"]["detail"].startswith("The file fonts/NotoNothing-Regular.ttf is missing")
    assert failed["licences"]["detail"] == "the licence of the font NotoNothing is missing"


def test_a_database_without_full_text_search_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    def without() -> str:
        raise engine.LibraryError("no such module: fts5")

    monkeypatch.setattr(parts, "search_engine", without)
    assert tested()["sqlite"]["detail"] == "no such module: fts5"


def test_a_broken_dataset_fails_its_parts(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = resources.folder
    monkeypatch.setattr(
        resources,
        "folder",
        lambda name: {**folder(name), "events.jsonl": b"{\n"} if name == "dataset" else folder(name),
    )
    failed = tested()
    assert " problems, the first: " in failed["dataset"]["detail"]
    assert "library" in failed


def test_a_library_of_another_dataset_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "fingerprint", lambda _: "another")
    assert tested()["library"]["detail"] == "the library was compiled from another dataset"


def test_a_library_that_finds_nothing_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        fingerprint = libraries.bundled_library().fingerprint

        def search(self, _: object) -> object:
            return type("Result", (), {"total": 0})

    monkeypatch.setattr(libraries, "bundled_library", Empty)
    assert tested()["library"]["detail"] == "a search for a word that is there finds nothing"


def test_a_language_without_its_words_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    language_of = languages.language_of
    monkeypatch.setattr(parts, "language_of", lambda tag: Language(tag) if tag == "ko" else language_of(tag))
    assert tested()["resources"]["detail"] == "the words of packs are missing in: ko"


def test_no_profiles_fail_their_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "profiles", dict)
    assert tested()["resources"]["detail"] == "there is nothing in: profiles"


def test_templates_that_cannot_be_read_fail_their_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> object:
        raise resources.ResourcesMissingError("The folder templates is missing.")

    monkeypatch.setattr(libraries, "templates", damaged)
    monkeypatch.setattr(packs, "_templates", lambda: ("one-page-brief",))  # the count of tests stays the same
    assert tested()["resources"]["detail"] == "The folder templates is missing."


def test_an_installation_without_notices_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "_NOTICES", "none.json")
    assert tested()["licences"]["detail"].startswith("The file licences/none.json is missing")


def test_a_part_without_the_text_of_its_licence_fails(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "text_of", lambda notice: " " if notice.name == "CPython" else "words")
    monkeypatch.setattr(licences, "package_kind", lambda: "linux")
    assert tested()["licences"]["detail"] == "there is no text of the licence of: CPython"


def test_a_template_that_does_not_build_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(build, "compose", fail)
    failed = tested()
    assert {*failed} == {"pack.one-page-brief", "pack.arabic", "drawing"}
    assert failed["pack.one-page-brief"]["detail"] == "ZeroDivisionError: division by zero"


def test_a_pdf_that_does_not_conform_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    build_pdf = build.build_pdf

    def undeclared(*arguments: Any, **more: Any) -> build.Built:
        built = build_pdf(*arguments, **more)
        return built._replace(content=built.content.replace(b"pdfuaid:part", b"pdfuaid:tart"))

    monkeypatch.setattr(build, "build_pdf", undeclared)
    failed = tested()
    assert {*failed} == {"pack.one-page-brief", "pack.arabic"}
    assert failed["pack.arabic"]["detail"] == "the PDF does not conform: it does not declare PDF/A-3a and PDF/UA-1"


def test_a_pdf_that_is_not_verified_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Finding("pages", "wrong", "It was altered.")
    monkeypatch.setattr(verifying, "verify", lambda path: Verdict(path.name, "pdf", "", "", (found,)))
    assert tested()["pack.one-page-brief"]["detail"] == "the PDF is not verified: It was altered."


def test_a_blank_picture_of_a_page_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    rasterise = packs.rasterise

    def blank(*arguments: Any) -> Iterator[Any]:
        for index, pixels in rasterise(*arguments):
            yield index, pixels._replace(content=b"\xff" * len(pixels.content))

    monkeypatch.setattr(packs, "rasterise", blank)
    assert {*tested()} == {"drawing"}


# The network


@pytest.mark.parametrize("event", ["webbrowser.open", "urllib.Request", "http.client.connect", "subprocess.Popen"])
def test_what_touches_the_network_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch, event: str) -> None:
    compose = build.compose

    def telltale(*arguments: Any) -> Any:
        sys.audit(event, "https://example.org")
        return compose(*arguments)

    monkeypatch.setattr(build, "compose", telltale)
    failed = tested()
    assert {*failed} == {"network.silence"}
    assert failed["network.silence"]["detail"] == f"something touched the network: {event}"


def test_an_ear_that_hears_nothing_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "ear", silence.Ear)
    assert "are not heard" in tested()["network.silence"]["detail"]


@pytest.mark.parametrize(
    "name",
    [
        *("_internal/libQt6Network.so.6", "lib/PySide6/Qt6Network.dll", "lib/PySide6/QtNetwork.pyd"),
        *("PySide6/QtNetwork.abi3.so", "Frameworks/QtNetwork.framework/QtNetwork", "_internal/libssl.so.3"),
        *("runtime/libssl-3.dll", "runtime/_ssl.pyd", "lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so"),
        *("plugins/tls/nothing.so", "plugins/networkinformation/x.dll", "tls/qopensslbackend.dll"),
        *("_internal/libgtk-3.so.0", "platformthemes/libqgtk3.so", "_internal/libcurl.so.4", "libgnutls.so.30"),
    ],
)
def test_a_library_that_talks_inside_the_program_fails_its_part(
    tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    program = tmp_path / "Zoë’s programs" / "briefpack"
    for each in (name, "_internal/libQt6Core.so.6", "data/libssl of my own.briefpack", "_internal/libcrypto.so.3"):
        path = program / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(silence, "program_folder", lambda: program)
    monkeypatch.setattr(silence, "modules_that_talk", list)
    detail = tested()["network.inside"]["detail"]
    assert detail.startswith("the program’s folder holds ")
    assert "Core" not in detail
    assert "my own" not in detail
    assert "crypto" not in detail


def test_a_module_that_talks_inside_the_program_fails_its_part(
    tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(silence, "program_folder", lambda: tmp_path)
    detail = tested()["network.inside"]["detail"]  # the Python of these tests has all that the library has
    assert "http.client" in detail


def test_a_program_with_nothing_that_talks_says_where_it_looked(
    tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(silence, "program_folder", lambda: tmp_path)
    monkeypatch.setattr(silence, "modules_that_talk", list)
    assert tested() == {}


def test_a_loaded_module_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(packs, "trials", lambda _: iter(()))
    monkeypatch.setattr(silence, "loaded_libraries", list)
    monkeypatch.setitem(sys.modules, "_ssl", sys)
    assert "_ssl" in list(silence.loaded_modules())
    with pytest.raises(silence.FailedError, match=r"was loaded: .*_ssl"):
        silence._inside()


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells")
def test_a_loaded_library_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    maps = tmp_path / "maps"
    lines = [
        f"7f00-7f01 r-xp 00000000 08:01 1 /usr/lib/{name}" for name in ("libssl.so.3", "libc.so.6", "libgtk-3.so.0")
    ]
    maps.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(silence, "MAPS", maps)
    assert silence.loaded_libraries() == ["libssl.so.3"]


# Traces


def test_what_is_written_elsewhere_fails_its_part(
    tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compose = build.compose

    def untidy(*arguments: Any) -> Any:
        (tmp_path / "left").write_text("behind")
        return compose(*arguments)

    monkeypatch.setattr(build, "compose", untidy)
    assert tested()["traces"]["detail"] == f"something was written elsewhere: {tmp_path / 'left'}"


def test_a_change_to_the_users_own_fails_its_part(
    tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    users = tmp_path / "users"
    users.mkdir()
    monkeypatch.setenv("BRIEFPACK_DATA", str(users))
    state = traces._state
    monkeypatch.setattr(traces, "_state", lambda folder: state(folder) | {f"{len(_TIMES)}": (0, _TIMES.append(0) or 0)})
    assert tested()["traces"]["detail"].startswith("the user’s own folder was changed: ")


_TIMES: list[int] = []


def test_a_folder_that_stays_fails_its_part(tested: Tested, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "stays"

    class Staying:
        name = str(made)

        def __init__(self, **_: object) -> None:
            made.mkdir()

        def cleanup(self) -> None:
            """As where something in it is still open."""

    monkeypatch.setattr(traces.tempfile, "TemporaryDirectory", Staying)
    assert tested()["traces"]["detail"] == f"the folder {made} could not be removed"


def test_without_a_temporary_folder_it_says_so_in_a_sentence(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**_: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(traces.tempfile, "TemporaryDirectory", none)
    answer = run("selftest")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "briefpack: No temporary folder can be written: No usable temporary directory found.\n"


def test_the_surroundings_are_as_before(tested: Tested) -> None:
    before = dict(os.environ)
    tested()
    assert dict(os.environ) == before
    assert not silence.ear().on
