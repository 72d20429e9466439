"""diff, as a person meets it: what changed between two packs, or since the last export."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf  # noqa: TID253 - what looks into the files
import pytest

from briefpack.app import build
from briefpack.app.comparing import since
from briefpack.pack.edits import annotate, set_details, write
from briefpack.pack.safewrite import FileProblem

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def later(pack: Path) -> Path:
    """The pack a day later: with an objective, a private note and another date."""
    found = build.opened(pack)
    slot = next(entry.id for section in found.pack.sections for entry in section.entries if entry.label == "Objective")
    changed = annotate(write(set_details(found.pack, date="2026-12-01"), slot, "Renew it."), slot, "Ask the desk.")
    path = pack.with_name("later.briefpack")
    build.save(path, found._replace(pack=changed))
    return path


def test_packs_that_say_the_same_do_not_differ(pack: Path, run: "Run") -> None:
    answer = run("diff", "brief.briefpack", "brief.briefpack")
    assert (answer.code, answer.out, answer.err) == (0, "brief.briefpack → brief.briefpack: nothing differs.\n", "")


def test_each_change_is_told_in_a_sentence(later: Path, run: "Run") -> None:
    answer = run("diff", "brief.briefpack", "later.briefpack")
    assert answer.code == 1
    assert answer.out.replace("\u00a0", " ").splitlines() == [
        "brief.briefpack → later.briefpack: 2 changes.",
        "  The date is “1 December 2026”; there was none.",
        "  Written in “Objective”: Renew it.",
    ]


def test_a_pack_is_compared_with_what_a_pdf_carries(later: Path, run: "Run") -> None:
    assert run("build", "brief.briefpack", "-o", "brief.pdf").code == 0
    assert run("diff", "brief.pdf", "brief.briefpack").code == 0
    assert "Written in “Objective”" in run("diff", "brief.pdf", "later.briefpack").out
    assert [each.what for each in since(build.opened(later), Path("brief.pdf")).changes] == [
        "detail",
        "reworded",
    ]


def test_a_pdf_without_its_pack_cannot_be_compared(later: Path, run: "Run") -> None:
    assert run("build", "brief.briefpack", "-o", "bare.pdf", "--no-pack").code == 0
    answer = run("diff", "bare.pdf", "later.briefpack")
    assert answer.code == 2
    assert "carries no pack" in answer.err
    with pytest.raises(FileProblem, match="carries no pack"):
        since(build.opened(later), Path("bare.pdf"))


def test_diff_answers_a_program(later: Path, run: "Run") -> None:
    answer = run("diff", "brief.briefpack", "later.briefpack", "--json")
    record = json.loads(answer.out)
    assert (answer.code, record["before"], record["now"]) == (1, "brief.briefpack", "later.briefpack")
    assert [each["what"] for each in record["changes"]] == ["detail", "reworded"]
    assert record["changes"][1]["entry"].startswith("e")
    assert record["changes"][1]["after"] == "Renew it."


def test_the_list_is_written_as_a_tagged_archival_pdf_the_same_every_time(later: Path, run: "Run") -> None:
    contents = []
    for name in ("one.pdf", "two.pdf"):
        assert run("diff", "brief.briefpack", "later.briefpack", "--pdf", name).code == 1
        contents.append(Path(name).read_bytes())
    assert contents[0] == contents[1]
    with pikepdf.open("one.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert str(pdf.docinfo.Title).startswith("What changed: ")


def test_a_list_without_changes_says_so_on_paper(pack: Path, run: "Run") -> None:
    assert run("diff", "brief.briefpack", "brief.briefpack", "--pdf", "none.pdf").code == 0
    assert Path("none.pdf").exists()


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("target", ["brief.briefpack", "list.txt"])
def test_the_list_is_never_written_over_a_pack_or_under_another_kind_of_name(
    pack: Path, run: "Run", target: str
) -> None:
    before = pack.read_bytes()
    answer = run("diff", "brief.briefpack", "later.briefpack", "--pdf", target)
    assert (answer.code, answer.out) == (2, "")
    assert pack.read_bytes() == before


def test_the_pdf_that_is_compared_is_not_overwritten(later: Path, run: "Run") -> None:
    assert run("build", "brief.briefpack", "-o", "brief.pdf").code == 0
    before = Path("brief.pdf").read_bytes()
    assert run("diff", "brief.pdf", "later.briefpack", "--pdf", "brief.pdf").code == 2
    assert Path("brief.pdf").read_bytes() == before


def test_a_file_that_is_not_there_is_wrong(pack: Path, run: "Run") -> None:
    answer = run("diff", "brief.briefpack", "nowhere.briefpack")
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.strip().splitlines()) == 1
