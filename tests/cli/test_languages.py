"""The language of a pack on the command line: chosen once, from eight, with what is to be known of its words."""

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf  # noqa: TID253 - files are read with it
import pytest

from briefpack.language import NAMES
from briefpack.pack.packfile import read_pack

if TYPE_CHECKING:
    from tests.cli.conftest import Run

NOT_REVIEWED = "translation not reviewed by a native speaker"


@pytest.mark.parametrize("tag", NAMES)
def test_a_new_pack_is_made_in_the_language_asked_for(run: "Run", home: Path, tag: str) -> None:
    answer = run("new", "--template", "one-page-brief", "--language", tag, "-o", "new.briefpack")
    assert answer.code == 0
    assert answer.err == ("" if tag == "en" else f"{NAMES[tag]}: {NOT_REVIEWED}\n")
    pack = read_pack(home / "new.briefpack").pack
    assert pack.language == tag
    assert ("one-page brief" in pack.title) == (tag == "en")


def test_without_a_word_about_it_a_pack_is_english(run: "Run", home: Path) -> None:
    assert run("new", "--template", "one-page-brief", "-o", "new.briefpack").err == ""
    assert read_pack(home / "new.briefpack").pack.language == "en"


def test_a_template_is_built_in_another_language(run: "Run", home: Path) -> None:
    answer = run("build", "--template", "one-page-brief", "--language", "fr", "-o", "new.pdf")
    assert (answer.code, answer.err) == (0, f"Français: {NOT_REVIEWED}\n")
    with pikepdf.open(home / "new.pdf") as pdf:
        assert str(pdf.Root.Lang) == "fr"


@pytest.mark.parametrize("tag", ["xx", "fa", "../en"])
def test_an_unknown_language_is_refused_with_those_there_are(run: "Run", home: Path, tag: str) -> None:
    answer = run("new", "--template", "one-page-brief", "--language", tag, "-o", "new.briefpack")
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert all(f"{each} ({name})" in answer.err for each, name in NAMES.items())
    assert not (home / "new.briefpack").exists()


def test_a_pack_file_keeps_its_language(run: "Run", pack: Path) -> None:
    answer = run("build", pack, "--language", "fr", "-o", "new.pdf")
    assert answer.code == 2
    assert "keeps the language it was made in" in answer.err


def test_korean_without_its_fonts_says_which_to_fetch(
    run: "Run", home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFPACK_FONTS", str(tmp_path / "none"))
    answer = run("build", "--template", "one-page-brief", "--language", "ko", "-o", "new.pdf")
    assert answer.code == 2
    assert "Put NotoSansKR-Regular.ttf of the font pack into" in answer.err
    assert not (home / "new.pdf").exists()
