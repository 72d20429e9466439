"""Every template on both papers: set anew, not scaled; whole files; the same bytes again. And the samples are fresh."""

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpack.layout.layouter import Layouter
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from tests.samples.conftest import Document, Press

SIZES = {"a4": {595, 842}, "letter": {612, 792}}
TEMPLATES = ("one-page-brief", "hrc-dialogue", "security-council", "chronology", "upr-record", "sources")


@pytest.mark.parametrize("template", TEMPLATES)
def test_letter_and_a4_are_other_pages_of_the_same_tree(press: "Press", template: str) -> None:
    papers = {paper: press.document(template, paper=paper) for paper in SIZES}
    for paper, document in papers.items():
        for page in document.pdf.pages:
            assert {round(float(side)) for side in page.MediaBox[2:]} == SIZES[paper]
    first, second = (papers[paper] for paper in SIZES)
    assert [part.id for part in first.briefing.parts] == [part.id for part in second.briefing.parts]
    # All but the manifest in the annex, which names the paper. That both print all of it: test_copied_text.
    assert first.briefing.parts[:-1] == second.briefing.parts[:-1]
    assert first.briefing.notes == second.briefing.notes


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_file_opens_without_a_warning(press: "Press", template: str, paper: str) -> None:
    document = press.document(template, paper=paper)
    assert document.content.startswith(b"%PDF-1.7\n")
    assert document.content.rstrip().endswith(b"%%EOF")
    pdf = document.pdf
    assert pdf.check_pdf_syntax() == []
    assert pdf.get_warnings() == []
    assert len(pdf.pages) == len(document.pages.pages)
    assert str(pdf.docinfo["/Title"]) == document.pack.title
    assert str(pdf.Root.Lang) == "en"
    # No browser, printer or person can be told from the file.
    assert not pdf.Root.get("/OpenAction")
    assert {"/Author", "/Keywords"} & set(pdf.docinfo.keys()) == set()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_single_sheet_stays_a_single_sheet(press: "Press", paper: str) -> None:
    assert press.document("one-page-brief", paper=paper).before_annex == 1


def test_the_same_pack_gives_the_same_bytes(press: "Press", name: str) -> None:
    first = press.document(name)
    again = type(first)(press.pack_file(name), first._fonts)
    assert again.content == first.content


def test_pages_laid_out_before_do_not_change_those_laid_out_now(press: "Press") -> None:
    document, other = press.document("hrc-dialogue"), press.document("chronology")
    layouter = Layouter(document._fonts)
    layouter.lay_out(other.briefing)
    layouter.lay_out(press.document("hrc-dialogue", paper="letter").briefing)
    assert write_pdf(layouter.lay_out(document.briefing), document.briefing, document._fonts) == document.content


def test_no_page_is_empty(document: "Document") -> None:
    assert all(len(page.body) >= 2 for page in document.pages.pages)


@pytest.mark.long
@pytest.mark.parametrize("later_facts", [False, True])
@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("as_of", ["2014-03-01", "2024-04-04", "2031-02-28"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_holds_on_every_day(
    press: "Press", template: str, as_of: str, paper: str, later_facts: bool
) -> None:
    document = press.document(template, later_facts, paper=paper, as_of=as_of, date=as_of)
    assert document.pdf.check_pdf_syntax() == []
    assert document.text.count("n/d") > 0


def test_the_samples_are_what_their_words_make(root: Path, data_folder: Path) -> None:
    made = runpy.run_path(str(root / "packaging" / "make_samples.py"))["sample"]
    words = sorted((root / "resources" / "samples").glob("*.toml"))
    assert words
    for path in words:
        fresh = made(path) == path.with_suffix(".briefpack").read_bytes()
        assert fresh, f"{path.stem}.briefpack is not what {path.name} makes with this dataset: run `make samples`"


def test_every_sample_says_how_it_was_made(root: Path) -> None:
    samples = root / "resources" / "samples"
    assert {path.stem for path in samples.glob("*.briefpack")} == {path.stem for path in samples.glob("*.toml")}
