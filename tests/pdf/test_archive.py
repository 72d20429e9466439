"""What the file says of itself, the files inside it, and its objects kept together."""

import hashlib
import io
import re
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf  # noqa: TID253 - each of these tests reads files with it
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pdf.gate import QUICK, faults

from briefpack.layout.display import PageSet
from briefpack.pdf.archive import Attachment
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

PACK = Attachment(
    "pack – “so”.briefpack", b"PK\x03\x04 \r\n" * 50, "application/x-briefpack", "The pack (all)", "Source"
)
WORDS = Attachment("a.json", b"{}", "application/json", "What is shown", "Data")


def written(press: "Press", *files: Attachment, pages: Sequence[Any] = (), **details: str) -> bytes:
    """A file of these pages (or of one with nothing on it) with files inside; `details` are the briefing's."""
    pages = pages or [press.page([])]
    return write_pdf(PageSet(tuple(pages), (), {}), press.briefing._replace(**details), press.fonts, files)


def xmp_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    with pdf.open_metadata(update_docinfo=False) as metadata:
        return dict(metadata.items())


def named(xmp: dict[str, Any], name: str) -> Any:
    return next((value for key, value in xmp.items() if key.endswith(f"}}{name}")), None)


@given(title=st.text(min_size=1, max_size=40), subject=st.text(max_size=40))
def test_both_places_say_the_same_of_any_title(press: "Press", title: str, subject: str) -> None:
    pdf = press.opened(written(press, title=title, subject=subject))
    xmp = xmp_of(pdf)
    assert named(xmp, "title") == str(pdf.docinfo.Title)
    assert (named(xmp, "description") or "") == str(pdf.docinfo.get("/Subject", ""))


@pytest.mark.parametrize("title", ["A title", "„Größe“ & <b>\\(so)", "tab\there\r\nand there", "\0\ufffe", "عنوان"])
def test_any_title_passes_the_gate(press: "Press", title: str) -> None:
    page = press.page([press.strip(press.run("words"))])
    found = faults(written(press, pages=[page], title=title), QUICK)
    assert [fault for fault in found if "crosscheck" not in fault] == []
    assert not any("title" in fault for fault in found)


def test_dates_and_makers_agree(press: "Press") -> None:
    pdf = press.opened(written(press, created="2026-11-22T10:30:00+02:00"))
    xmp = xmp_of(pdf)
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261122083000Z"
    assert {named(xmp, name) for name in ("CreateDate", "ModifyDate", "MetadataDate")} == {"2026-11-22T08:30:00Z"}
    assert (named(xmp, "Producer"), named(xmp, "CreatorTool")) == (str(pdf.docinfo.Producer), str(pdf.docinfo.Creator))
    assert "T" not in str(named(xmp_of(press.opened(written(press, created=""))), "CreateDate"))


def test_it_names_the_standards_that_it_keeps(press: "Press") -> None:
    pdf = press.opened(written(press))
    xmp = xmp_of(pdf)
    parts = {key: value for key, value in xmp.items() if key.endswith(("}part", "}conformance"))}
    assert sorted(parts.values()) == ["1", "3", "A"]
    assert "/Filter" not in pdf.Root.Metadata, "programs that know no PDF find metadata by looking for them"
    assert named(xmp, "language") in (["en-GB"], {"en-GB"})


def test_files_inside_are_found_in_both_ways_and_come_out_as_they_were(press: "Press") -> None:
    pdf = press.opened(written(press, PACK, WORDS))
    assert sorted(pdf.attachments) == ["a.json", PACK.name]
    assert {str(spec.UF) for spec in pdf.Root.AF} == {"a.json", PACK.name}
    for file, spec in zip((WORDS, PACK), sorted(pdf.Root.AF, key=lambda spec: str(spec.UF)), strict=True):
        stream = spec.EF.F
        assert stream.read_bytes() == file.content
        assert bytes(stream.Params.CheckSum) == hashlib.md5(file.content, usedforsecurity=False).digest()
        assert (int(stream.Params.Size), str(stream.Subtype)) == (len(file.content), f"/{file.mime}")
        assert (str(spec.Desc), str(spec.AFRelationship)) == (file.description, f"/{file.relationship}")
        assert str(stream.Params.ModDate) == "D:20261122000000Z"


def test_a_file_without_files_has_no_place_for_them(press: "Press") -> None:
    root = press.opened(written(press)).Root
    assert "/AF" not in root
    assert "/Names" not in root


def test_not_a_byte_is_added_to_a_file_however_it_is_packed(press: "Press") -> None:
    content = b"\f"
    assert zlib.compress(content, 2).endswith(b"\r")
    file = written(press, Attachment("a", content, "text/plain", "a", "Data"))
    assert b"\r\nendstream" not in file
    assert press.opened(file).Root.AF[0].EF.F.read_bytes() == content


def test_the_table_of_references_is_right_whatever_its_bytes(press: "Press") -> None:
    # About every 256th table, once packed, ends in a carriage return; none may be a byte too long for it.
    for number in range(300):
        with pikepdf.open(io.BytesIO(written(press, title=f"Title {number}"))) as pdf:
            assert pdf.get_warnings() == []


def test_objects_are_kept_together_and_found_by_qpdf(press: "Press", sample: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(sample)
    command = ["qpdf", "--show-xref", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a fixed command
    kinds = [re.search(r"(uncompressed|compressed)", line)[1] for line in done.stdout.splitlines()]  # type: ignore[index]
    assert kinds.count("compressed") > kinds.count("uncompressed")
    assert b"trailer" not in sample
    assert sample.count(b"/Type/ObjStm") >= 1
    assert sample.count(b"/Type/XRef") == 1
    # Nothing but streams stands alone, and no stream is kept with others.
    alone = re.findall(rb"\n\d+ 0 obj\n(.*?)\nendobj", sample, re.DOTALL)
    assert all(b"\nstream\n" in each for each in alone)


def test_the_id_follows_what_is_inside_too(press: "Press") -> None:
    first, second = (press.opened(written(press, *files)).trailer.ID[0] for files in ((WORDS,), (PACK,)))
    assert bytes(first) != bytes(second)
