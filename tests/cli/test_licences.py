"""`briefpack licences` lists what others have made, and prints the text of one licence."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpack.app import licences, resources

if TYPE_CHECKING:
    from tests.cli.conftest import Run

RECORDS = [
    {"name": "pikepdf", "version": "10.17", "licence": "MPL-2.0", "text": "MPL.txt", "kind": "python", "source": "x"},
    {
        "name": "Qt",
        "version": "6.11.3",
        "licence": "LGPL-3.0-only",
        "text": "LGPL-3.0.txt",
        "kind": "native",
        "source": "",
    },
    {
        "name": "zlib",
        "version": "1",
        "licence": "Zlib",
        "text": "MPL.txt",
        "kind": "native",
        "source": "",
        "within": ["Qt 6"],
    },
    {
        "name": "libgcc",
        "version": "12",
        "licence": "GPL",
        "text": "",
        "kind": "native",
        "source": "",
        "systems": ["linux"],
    },
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of licences as an installer brings it."""
    made = tmp_path / "resources" / "licences"
    made.mkdir(parents=True)
    for name in ("LGPL-3.0", "GPL-3.0", "MPL"):
        (made / f"{name}.txt").write_text(f"the {name} in full")
    write(made, RECORDS)
    monkeypatch.setattr(resources, "_top", lambda: made.parent)
    return made


def write(folder: Path, records: Any) -> None:
    (folder / "notices.json").write_text(json.dumps(records), encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_the_parts_are_listed_by_kind(run: "Run") -> None:
    answer = run("licences")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:7] == [
        "Libraries of Python:",
        "  pikepdf 10.17: MPL-2.0",
        "Native libraries:",
        "  Qt 6.11.3: LGPL-3.0-only",
        "  zlib 1: Zlib",
        "Licences in full:",
        "  LGPL-3.0: GNU Lesser General Public License, version 3",
    ]
    assert "which you may replace by others; their source is at https://" in answer.out.splitlines()[-1]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "text"),
    [("qt", "the LGPL-3.0 in full"), ("zlib 1", "the MPL in full"), ("GPL-3.0", "the GPL-3.0 in full")],
)
def test_the_text_of_one_is_printed(run: "Run", name: str, text: str) -> None:
    assert run("licences", name) == (0, f"{text}\n", "")


@pytest.mark.usefixtures("folder")
def test_a_part_that_is_not_there_is_one_sentence(run: "Run") -> None:
    answer = run("licences", "GTK")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "briefpack: There is no part “GTK”. List them with: briefpack licences\n"


@pytest.mark.parametrize("records", [{"name": "Qt"}, ["Qt"], 7])
def test_a_damaged_list_is_one_sentence(run: "Run", folder: Path, records: Any) -> None:
    write(folder, records)
    answer = run("licences")
    assert answer.code == 3
    assert answer.err.startswith("briefpack: The list of licences notices.json in ")


def test_a_missing_text_is_one_sentence(run: "Run", folder: Path) -> None:
    (folder / "LGPL-3.0.txt").unlink()
    answer = run("licences", "LGPL-3.0")
    assert answer.code == 3
    assert answer.err.startswith("briefpack: The file licences/LGPL-3.0.txt is missing")


def test_without_a_list_it_says_so(run: "Run", folder: Path) -> None:
    (folder / "notices.json").unlink()
    answer = run("licences")
    assert answer.code == 3
    assert answer.err.startswith("briefpack: The file licences/notices.json is missing")


@pytest.mark.usefixtures("folder")
def test_what_is_in_other_packages_alone_is_not_listed(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    assert "libgcc" not in run("licences").out
    monkeypatch.setattr(licences, "package_kind", lambda: "linux")
    assert "libgcc" in run("licences").out


def test_every_part_that_comes_with_the_program_has_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("linux", "windows", "macos", "wheelhouse"):
        monkeypatch.setattr(licences, "package_kind", partial(str, kind))
        found = licences.notices()
        assert len(found) > 40
        assert {each.kind for each in found} == {*licences.KINDS}
        assert [each for each in found if len(licences.text_of(each)) < 100] == []
