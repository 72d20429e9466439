"""A file is described in plain words, whoever made it; what cannot be read is one sentence."""

import io
import json
from pathlib import Path

import pikepdf  # noqa: TID253 - what makes the files
import pytest

from briefpack.app import build
from briefpack.app.inspecting import Portrait, inspected, portrait
from briefpack.pack.packfile import read_pack
from briefpack.pack.safewrite import FileProblem
from briefpack.pdf.inspection import about
from briefpack.pdf.protecting import protected
from briefpack.pdf.reading import reading

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture(scope="module")
def own() -> bytes:
    return build.built_for(read_pack(SAMPLE)).content


def said(found: Portrait) -> dict[str, tuple[str, ...]]:
    return {each.about: each.lines for each in found.said}


def foreign(**more: object) -> bytes:
    """A PDF that says a great deal."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    page.Contents = pdf.make_stream(b"BT 3 Tr (nobody sees this) Tj ET")
    picture = pdf.make_stream(b"\xff\xd8\xff\xe1\0\x10Exif\0\0GPS")
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.Filter = 12, 8, pikepdf.Name.DCTDecode
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(P=picture),
        Font=pikepdf.Dictionary(
            F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        ),
    )
    page.Annots = pdf.make_indirect(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 1, 1],
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/\x07secret"),
            ),
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 1, 1], Contents="hi"),
        ]
    )
    page.PieceInfo = pikepdf.Dictionary()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.docinfo["/Author"] = "A. Person"
    pdf.docinfo["/Title"] = "A\nplan"
    pdf.docinfo["/Source"] = "/home/person/plans/secret.docx"
    pdf.attachments["list.csv"] = b"a;b"
    out = io.BytesIO()
    pdf.save(out, **more)  # type: ignore[arg-type]
    return out.getvalue()


def test_our_own_file_says_what_it_should_and_no_more(own: bytes) -> None:
    found = portrait(own, "a.pdf")
    told = said(found)
    assert told["Standards"] == ("declares PDF/A-3a", "declares PDF/UA-1")
    assert told["Pages"][0].endswith("pages (A4, 210 × 297 mm)")
    assert told["Dates"] == ("made: 2026-11-22 00:00 UTC", "last changed: 2026-11-22 00:00 UTC")
    assert told["Language"] == ("en",)
    assert told["Files inside"][0].startswith("pack.briefpack; ")
    assert "records of evidence" in told["Files inside"][0]
    assert "Author" not in told
    assert "Beware" not in told
    assert all("inside the file" in line for line in told["Fonts"])
    for absent in (
        "no author",
        "no name of a user, a machine or a folder",
        "no scripts and nothing that acts by itself",
        "no links that lead out of it",
        "no text that is set but not painted",
        "no pictures, and so no data of a camera",
        "no earlier version of itself",
    ):
        assert absent in found.absent


def test_nothing_is_said_twice_or_left_empty(own: bytes) -> None:
    found = portrait(own, "a.pdf")
    labels = [each.about for each in found.said]
    assert len(labels) == len(set(labels))
    assert all(each.lines and all(line.strip() for line in each.lines) for each in found.said)


def test_a_foreign_file_is_told_on() -> None:
    found = portrait(foreign(), "b.pdf")
    told = said(found)
    assert told["Author"] == ("A. Person",)
    assert told["Title"] == ("A plan",)
    assert told["Links"] == ("out of it: https://example.org/ secret",)
    assert told["Files inside"] == ("list.csv; 3 bytes; Unspecified",)
    assert told["Pictures"] == ("12 × 8 pixels, with data about the picture, such as when and where",)
    assert told["Behind the words"] == ("There is text that is set but not painted, on these pages: 1.",)
    assert "It does something by itself: JavaScript" in told["Beware"]
    assert "Notes on the page: Text, 1" in told["Beware"]
    assert "Private data of a program: PieceInfo" in told["Beware"]
    assert "A place on somebody’s machine: /home/person/plans/secret.docx" in told["Beware"]
    assert told["Fonts"][0].startswith("Helvetica: not inside")
    for absent in ("no author", "no links that lead out of it", "no pictures, and so no data of a camera"):
        assert absent not in found.absent
    assert "no structure: a screen reader must guess" in found.absent
    assert "no language" in found.absent


def test_it_can_be_read_by_a_person_and_by_a_program(own: bytes) -> None:
    found = portrait(own, "a.pdf")
    assert found.text().startswith("What a.pdf says about itself\n")
    assert "What is not in it:\n    no author" in found.text()
    record = json.loads(json.dumps(found.record()))
    assert {"about": "Language", "lines": ["en"]} in record["says"]


def test_no_image_is_placed(own: bytes) -> None:
    # Images would have to lose what a camera put into them; there are none.
    with reading(own) as pdf:
        assert about(pdf, own).images == ()


def test_metadata_that_would_reach_for_other_files_are_not_read(own: bytes) -> None:
    with pikepdf.open(io.BytesIO(own)) as pdf:
        pdf.Root.Metadata.write(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
        out = io.BytesIO()
        pdf.save(out, preserve_pdfa=False, fix_metadata_version=False)
    assert said(portrait(out.getvalue(), "a.pdf"))["Metadata (XMP)"] == ("cannot be read",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no PDF"),
        (b"PK\x03\x04", "is no PDF"),
        (b"%PDF-1.7\n1 0 obj\n<<", "is damaged"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(FileProblem, match=sentence) as caught:
        inspected(path)
    assert str(path) in str(caught.value)


def test_a_file_that_asks_for_a_password_says_so(tmp_path: Path, own: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(protected(own, "geheim"))
    with pytest.raises(FileProblem, match="asks for a password"):
        inspected(path)


def test_a_file_encrypted_without_a_password_is_read_and_says_so() -> None:
    content = foreign(encryption=pikepdf.Encryption(owner="x", user="", R=6))
    assert "It is encrypted, though no password was needed to read it." in said(portrait(content, "b.pdf"))["File"]


def test_the_protected_copy_is_strong_readable_aloud_and_no_archive(own: bytes) -> None:
    typed = "geheim – 秘密"
    with pikepdf.open(io.BytesIO(protected(own, typed)), password=typed) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert pdf.allow.accessibility
        metadata = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part>" not in metadata
        assert b"pdfuaid:part>" in metadata
        assert len(pdf.pages) == len(pikepdf.open(io.BytesIO(own)).pages)
        assert "pack.briefpack" in pdf.attachments


@pytest.mark.parametrize("password", ["x", "x" * 127, "ä" * 63])
def test_passwords_of_every_length_open_the_copy(password: str) -> None:
    content = protected(foreign(), password)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    pikepdf.open(io.BytesIO(content), password=password).close()
