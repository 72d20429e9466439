"""briefpack check and build --final: what the adviser says on the command line."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpack.pdf.plaintext import page_words

if TYPE_CHECKING:
    from tests.cli.conftest import Run

from briefpack.pack.clearing import waive
from briefpack.pack.edits import add_text
from briefpack.pack.pack import Pack, Waiver
from briefpack.pack.packfile import read_pack, write_pack

LEFT_OVER = "TODO: ask the desk."


@pytest.fixture
def pack_file(run: "Run", home: Path) -> Path:
    """A chronology as filled."""
    path = home / "a b.briefpack"
    run("new", "--template", "chronology", "--as-of", "2026-11-22", "--date", "2026-12-01", "-o", path)
    return path


def _changed(path: Path, pack: Pack) -> Path:
    write_pack(path, pack, read_pack(path).items)
    return path


@pytest.fixture
def unfinished(pack_file: Path) -> Path:
    """The same with a leftover in its own words."""
    pack = read_pack(pack_file).pack
    return _changed(pack_file, add_text(pack, pack.sections[0].id, LEFT_OVER))


def test_a_pack_as_filled_has_no_block(run: "Run", pack_file: Path) -> None:
    answer = run("check", pack_file)
    assert answer.code == 0
    assert answer.out.startswith("a b.briefpack: 0 blocks,")


def test_a_leftover_blocks_and_is_shown_with_its_page(run: "Run", unfinished: Path) -> None:
    answer = run("check", unfinished)
    assert answer.code == 1
    (line,) = [line for line in answer.out.splitlines() if "R58" in line]
    assert line.startswith("  BLOCK  R58  page ")
    assert "TODO" in line


def test_the_answer_in_json_holds_every_finding(run: "Run", unfinished: Path) -> None:
    answer = run("check", unfinished, "--json")
    record = json.loads(answer.out)
    assert record["blocked"] is True
    (finding,) = [each for each in record["findings"] if each["severity"] == "block"]
    assert finding["rule"] == "R58"
    assert finding["page"] >= 1
    assert "TODO" in finding["words"]
    assert len(finding["key"]) == 16


def test_the_answer_in_sarif_names_rule_level_and_place(run: "Run", unfinished: Path) -> None:
    log = json.loads(run("check", unfinished, "--sarif").out)
    assert log["version"] == "2.1.0"
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]
    (result,) = [each for each in ran["results"] if each["level"] == "error"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "R58"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.briefpack"


def test_a_waived_warning_is_told_with_its_reason_and_suppressed_in_sarif(run: "Run", pack_file: Path) -> None:
    record = json.loads(run("check", pack_file, "--json").out)
    warning = next(each for each in record["findings"] if each["severity"] == "warn")
    waiver = Waiver(
        rule=warning["rule"], key=warning["key"], initials="AB", reason="Known to the desk", on="2026-11-22"
    )
    _changed(pack_file, waive(waiver)(read_pack(pack_file).pack))
    assert "Waived by AB: Known to the desk" in run("check", pack_file).out
    results = json.loads(run("check", pack_file, "--sarif").out)["runs"][0]["results"]
    (mine,) = [each for each in results if each["partialFingerprints"]["briefpack/v1"] == warning["key"]]
    assert mine["suppressions"] == [{"kind": "inSource", "justification": "Known to the desk"}]


def test_a_pdf_is_examined_with_the_pack_it_carries(run: "Run", unfinished: Path, home: Path) -> None:
    run("build", unfinished, "-o", home / "a.pdf")
    assert "R58" in run("check", home / "a.pdf").out


def test_a_draft_says_so_on_every_page_and_why(run: "Run", unfinished: Path, home: Path) -> None:

    answer = run("build", unfinished, "-o", home / "a.pdf")
    assert answer.code == 0
    assert "DRAFT stands on every page" in answer.err
    assert "R58" in answer.err
    pages = page_words((home / "a.pdf").read_bytes(), [1, 2])
    assert all("DRAFT" in words for words in pages.values())
    assert run("verify", home / "a.pdf").code == 0


def test_nothing_is_written_as_final_while_something_blocks(run: "Run", unfinished: Path, home: Path) -> None:
    answer = run("build", unfinished, "--final", "-o", home / "a.pdf")
    assert answer.code == 1
    assert "nothing was written" in answer.err
    assert not (home / "a.pdf").exists()


def test_what_does_not_block_leaves_as_final(run: "Run", pack_file: Path, home: Path) -> None:
    answer = run("build", pack_file, "--final", "-o", home / "a.pdf")
    assert (answer.code, answer.err) == (0, "")


def test_the_rules_are_listed_without_a_file(run: "Run") -> None:
    answer = run("check", "--rules")
    assert answer.code == 0
    assert "R22   BLOCK  Status word changed" in answer.out
    assert len(json.loads(run("check", "--rules", "--json").out)) == 61
    assert run("check").code == 2


def test_an_unknown_profile_and_a_missing_file_are_refused_in_a_sentence(run: "Run", pack_file: Path) -> None:
    assert run("check", pack_file, "--profile", "vatican").code == 2
    answer = run("check", "nowhere.briefpack")
    assert answer.code == 2
    assert "no such file" in answer.err
