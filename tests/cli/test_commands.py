"""Each command does what it says, and its options change what they name."""

import json
import os
import signal
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2  # noqa: TID253 - these tests read files with it
import pytest

from briefpack import __version__, commands
from briefpack.app import opening
from briefpack.pack.packfile import read_pack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.cli.conftest import Run

TEMPLATES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    texts = []
    for page in pdf:
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        page.close()
    pdf.close()
    return " ".join(" ".join(texts).split())


def width_of(path: Path) -> int:
    pdf = pypdfium2.PdfDocument(path)
    width = round(pdf[0].get_width())
    pdf.close()
    return width


def test_the_version_is_said_in_one_line(run: "Run") -> None:
    assert run("--version") == (0, f"briefpack {__version__}\n", "")


def test_its_help_lists_every_command_and_exit_code(run: "Run") -> None:
    answer = run("--help")
    assert answer.code == 0
    for command in commands.COMMANDS:
        assert f"    {command}" in answer.out
    assert "Exit codes: 0 done; 1" in answer.out


@pytest.mark.parametrize("command", sorted(commands.COMMANDS))
def test_every_command_explains_itself(run: "Run", command: str) -> None:
    answer = run(command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert f"usage: briefpack {command}" in answer.out


def test_the_templates_are_listed(run: "Run") -> None:
    answer = run("templates")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()[::2]] == list(TEMPLATES)
    rows = json.loads(run("templates", "--json").out)
    assert [row["id"] for row in rows] == list(TEMPLATES)
    assert all(row["name"] and row["purpose"] and row["code"] for row in rows)


def test_new_makes_a_pack_that_build_takes(run: "Run", home: Path) -> None:
    made = run("new", "--template", "upr-record", "--title", "Our record", "--date", "2027-01-15", "-o", "a.briefpack")
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("a.briefpack: ")
    pack = read_pack(home / "a.briefpack").pack
    assert (pack.title, pack.date, pack.as_of) == ("Our record", "2027-01-15", "2027-01-15")
    built = run("build", "a.briefpack", "-o", "a.pdf")
    assert (built.code, built.err) == (0, "")
    assert "Our record" in text_of(home / "a.pdf")
    assert sorted(path.name for path in home.iterdir()) == ["a.briefpack", "a.pdf"]


def test_a_template_and_its_code_build_the_same(run: "Run", home: Path) -> None:
    for name in ("one-page-brief", "T01"):
        assert run("build", "--template", name, "--as-of", "2026-11-22", "-o", f"{name}.pdf").code == 0
    assert (home / "T01.pdf").read_bytes() == (home / "one-page-brief.pdf").read_bytes()


def test_a_pack_built_from_a_file_is_the_one_built_from_its_template(run: "Run", pack: Path, home: Path) -> None:
    run("build", pack, "-o", "a.pdf")
    run("build", "--template", "one-page-brief", "--as-of", "2026-11-22", "-o", "b.pdf")
    assert (home / "a.pdf").read_bytes() == (home / "b.pdf").read_bytes()


def test_the_number_of_pages_is_told(run: "Run", pack: Path, home: Path) -> None:
    answer = run("build", pack, "-o", "a.pdf")
    pdf = pypdfium2.PdfDocument(home / "a.pdf")
    assert answer.out == f"a.pdf: {len(pdf)} pages.\n"
    pdf.close()


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_paper_can_be_chosen(run: "Run", pack: Path, home: Path, paper: str, width: int) -> None:
    assert run("build", pack, "--paper", paper, "-o", "a.pdf").code == 0
    assert width_of(home / "a.pdf") == width


def test_marking_title_and_days_are_printed(run: "Run", pack: Path, home: Path) -> None:
    options = ("--marking", "TLP:Amber – draft", "--title", "A title of ours", "--date", "2027-03-16")
    assert run("build", pack, *options, "--as-of", "2025-01-31", "-o", "a.pdf").code == 0
    text = text_of(home / "a.pdf")
    pages = text.count("TLP:AMBER – DRAFT")
    assert pages == 2 * text.count("Facts to 4 April [2024] · pack")
    assert "A title of ours" in text
    assert "31 January 2025; occasion 16 March 2027" in text
    # Eight months before it is due, the report is announced; afterwards it was due.
    assert "(announced)" in text
    assert read_pack(pack).pack.marking == ""


def test_ages_count_from_the_day_of_the_occasion_unless_told(run: "Run", home: Path) -> None:
    for options, age in (
        (("--date", "2030-06-01"), "11 years ago"),
        (("--date", "2030-06-01", "--as-of", "2024-06-01"), "5 years ago"),
    ):
        assert run("build", "--template", "one-page-brief", *options, "-o", "a.pdf").code == 0
        assert age in text_of(home / "a.pdf")


def test_later_facts_are_used_only_when_asked_for(run: "Run", home: Path) -> None:
    for option, used in (("--later-facts", True), (None, False)):
        options = [option] if option else []
        assert run("build", "--template", "chronology", *options, "-o", "a.pdf").code == 0
        text = text_of(home / "a.pdf")
        assert ("‡" in text) is used
        assert ("not in the selected sources" in text) is used
        assert ("n/d = not in this dataset" in text) is not used


def test_open_shows_the_finished_file(run: "Run", pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(commands, "open_file", shown.append)
    assert run("build", pack, "-o", "a.pdf").code == 0
    assert shown == []
    assert run("build", pack, "-o", "a.pdf", "--open").code == 0
    assert shown == [Path("a.pdf")]


@pytest.mark.skipif(sys.platform != "linux", reason="the name of the opener differs")
def test_open_hands_the_file_to_the_systems_opener(
    run: "Run", pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(opening.subprocess, "Popen", lambda command, **_: started.append(command))
    monkeypatch.setattr(opening.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert run("build", pack, "-o", "a.pdf", "--open").code == 0
    assert started == [["/usr/bin/xdg-open", "a.pdf"]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has an opener")
def test_without_an_opener_the_file_is_there_all_the_same(
    run: "Run", pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening.shutil, "which", lambda _: None)
    answer = run("build", pack, "-o", "a.pdf", "--open")
    assert answer.code == 2
    assert "a.pdf is finished, but no program to open it was found." in answer.err
    assert (home / "a.pdf").stat().st_size > 10_000


def test_search_answers_in_words_and_in_json(run: "Run") -> None:
    answer = run("search", "accountability", "--kind", "quote", "--limit", "2")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("quote      q-") == 2
    total = int(answer.out.rsplit("\n", 2)[-2].split()[0])
    found = json.loads(run("search", "accountability", "--kind", "quote", "--limit", "2", "--json").out)
    assert found["total"] == total > 2
    assert len(found["hits"]) == 2
    assert {hit["kind"] for hit in found["hits"]} == {"quote"}
    assert found["counts"]["kind"]["quote"] == total


def test_search_filters_by_each_option(run: "Run") -> None:
    def total(*options: str) -> int:
        return int(json.loads(run("search", "--limit", "0", "--json", *options).out)["total"])

    everything = total()
    assert everything > 200
    for narrower in (
        ("--kind", "event"),
        ("--mechanism", "upr"),
        ("--topic", "accountability"),
        ("--source", "kei-2019-king-upr-engagement"),
        ("--from", "2014", "--to", "2014-12"),
        ("upr",),
        ('"mandate renewed"',),
        ("mandat*", "NOT", "china"),
    ):
        assert 0 < total(*narrower) < everything, narrower
    assert total("--kind", "event") < total("--kind", "event", "--kind", "quote")
    assert total("--later-facts") > everything


def test_nothing_found_is_the_answer_no(run: "Run") -> None:
    assert run("search", "zzzqqqxx") == (1, "0 found.\n", "")


def test_show_gives_an_item_with_its_passages(run: "Run") -> None:
    answer = run("show", "ev-2024-04-04-mandate-renewed")
    assert (answer.code, answer.err) == (0, "")
    words = " ".join(answer.out.split())
    assert "4 April [2024]" in words
    assert "dispatch [2024], para. 5" in words
    shown = json.loads(run("show", "ev-2024-04-04-mandate-renewed", "--json").out)
    assert shown["id"] == "ev-2024-04-04-mandate-renewed"


def test_show_keeps_editors_remarks_and_sealed_names_back(run: "Run") -> None:
    for item_id in ("diplomat-author", "coi-chair", "kei-2019-king-upr-engagement"):
        answer = run("show", item_id, "--json")
        assert answer.code == 0
        shown = json.loads(answer.out)
        assert not {"notes", "outside_knowledge", "un_symbol"} & {key for key, value in shown.items() if value}
    assert json.loads(run("show", "diplomat-author", "--json").out)["names"] == []


def test_the_bundled_dataset_has_no_problems(run: "Run") -> None:
    answer = run("dataset", "check")
    assert answer == (0, "0 problems; not compared with the articles (no folder given).\n", "")


# What only a process of its own can show.


def test_other_hash_seeds_zones_and_languages_give_the_same_bytes(
    run: "Run", process: "Run", pack: Path, home: Path
) -> None:
    more = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONOPTIMIZE": "1"}
    for command, name in (
        (("build", pack), "pdf"),
        (("new", "--template", "T06", "--as-of", "2026-11-22"), "briefpack"),
    ):
        assert run(*command, "-o", f"here.{name}").code == 0
        answer = process(*command, "-o", f"there.{name}", **more)
        assert (answer.code, answer.err) == (0, "")
        assert (home / f"here.{name}").read_bytes() == (home / f"there.{name}").read_bytes()


def test_two_processes_that_start_at_once_share_an_empty_folder(
    start: "Callable[..., subprocess.Popen[str]]", home: Path
) -> None:
    data = home / "fresh"
    both = [start("search", "upr", "--limit", "1", BRIEFPACK_DATA=str(data)) for _ in range(2)]
    ends = [(*running.communicate(timeout=120), running.returncode) for running in both]
    assert ends[0] == ends[1]
    assert ends[0][1:] == ("", 0)
    assert len(list(data.glob("library-*.sqlite"))) == 1
    assert [path.name for path in data.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(os.name != "posix", reason="pipes end in another way")
@pytest.mark.parametrize("command", [("search", "--limit", "400"), ("templates",)])
def test_a_reader_that_goes_away_is_no_error(
    start: "Callable[..., subprocess.Popen[str]]", command: tuple[str, ...]
) -> None:
    running = start(*command)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(120), err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_answer_that_finds_no_room_is_an_error() -> None:
    import subprocess  # noqa: PLC0415 - the fixtures bind the output to pipes

    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "briefpack", "templates"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 - our own program
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert b"could not be written" in done.stderr


def test_an_output_that_knows_fewer_characters_gets_their_numbers(process: "Run") -> None:
    answer = process("show", "ev-2024-04-04-mandate-renewed", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (answer.code, answer.err) == (0, "")
    assert "\\u201c" in answer.out


@pytest.mark.skipif(os.name != "posix", reason="signals end a process in another way")
def test_stopped_by_the_user_it_leaves_nothing_behind(
    start: "Callable[..., subprocess.Popen[str]]", home: Path
) -> None:
    data = home.parent / "other"
    running = start("build", "--template", "hrc-dialogue", "-o", "a.pdf", BRIEFPACK_DATA=str(data))
    patience = time.monotonic() + 60
    while not data.exists() and time.monotonic() < patience:  # past its start, and at work on the library
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert (running.returncode, out) == (130, "")
    assert err == "briefpack: stopped; nothing was half-written.\n"
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows needs rights to make links")
def test_a_link_stays_a_link_and_a_device_a_device(run: "Run", pack: Path, home: Path) -> None:
    (home / "real.pdf").write_bytes(b"old")
    (home / "link.pdf").symlink_to("real.pdf")
    assert run("build", pack, "-o", "link.pdf").code == 0
    assert (home / "link.pdf").is_symlink()
    assert (home / "real.pdf").read_bytes().startswith(b"%PDF")
    assert run("build", pack, "-o", os.devnull).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
