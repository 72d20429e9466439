"""A file that was altered anywhere is found out; one that was only stored in another way is not accused."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf  # noqa: TID253 - what alters the files
import pytest
from tests.pdf.gate import faults

from briefpack.app import build, carrying, verifying
from briefpack.app.errors import UserError
from briefpack.app.verdict import Verdict
from briefpack.app.verifying import verify
from briefpack.evidence.items import Quote
from briefpack.pack.audience import Audience
from briefpack.pack.packfile import ITEMS, PACK, PackFile, pack_bytes, parse_pack, read_pack
from briefpack.pack.safewrite import FileProblem
from briefpack.pdf import reading
from briefpack.pdf.protecting import protected

pytestmark = pytest.mark.usefixtures("own_folder")

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "hrc-dialogue.briefpack"


@pytest.fixture(scope="module")
def made() -> PackFile:
    return read_pack(SAMPLE)


@pytest.fixture(scope="module")
def whole(made: PackFile) -> bytes:
    """The PDF with its pack."""
    return build.built_for(made).content


Check = Callable[[bytes], Verdict]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The verdict on a file with this content."""

    def check(content: bytes, name: str = "a.pdf") -> Verdict:
        (tmp_path / name).write_bytes(content)
        return verify(tmp_path / name)

    return check


def wrong(verdict: Verdict) -> dict[str, str]:
    """What was found wrong, by check: the sentence and its details."""
    return {each.check: "\n".join((each.words, *each.details)) for each in verdict.findings if each.state == "wrong"}


def stored(pdf: pikepdf.Pdf, **more: Any) -> bytes:
    """The file as it is written without pikepdf's care for metadata, which would alter them."""
    out = io.BytesIO()
    pdf.save(out, preserve_pdfa=False, fix_metadata_version=False, **more)
    return out.getvalue()


def altered(whole: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        change(pdf)
        return stored(pdf)


# What is whole.


def test_a_pdf_is_what_its_pack_makes(whole: bytes, check: Check) -> None:
    verdict = check(whole)
    assert verdict.verified
    assert {each.state for each in verdict.findings} == {"ok", "note"}
    assert verdict.sentence == "a.pdf is verified."
    said = [each.words for each in verdict.findings]
    assert "Built again from its pack, the file is the same, byte for byte." in said
    assert "20 quotations: exact, clipped only at whole words, and in the passages carried with them." in said


@pytest.mark.parametrize("audience", ["principal", "public"])
def test_with_what_it_carries_a_pdf_is_accessible_and_archival(made: PackFile, audience: Audience) -> None:
    assert faults(build.built_for(made, audience=audience).content) == []


def test_a_pack_file_is_verified_too(check: Check) -> None:
    verdict = check(SAMPLE.read_bytes(), "a.briefpack")
    assert (verdict.kind, verdict.verified) == ("pack", True)


@pytest.mark.parametrize(
    "how",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"recompress_flate": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"linearize": True},
        {"qdf": True},
    ],
    ids=["no object streams", "packed by another", "not packed", "for the web", "for reading"],
)
def test_stored_in_another_way_it_is_the_same(whole: bytes, check: Check, how: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        content = stored(pdf, **how)
    assert content != whole
    verdict = check(content)
    assert verdict.verified, verdict.text()
    assert "only how it is stored differs" in verdict.text()


def test_a_pack_that_another_zlib_packed_is_the_same(made: PackFile, check: Check) -> None:
    assert check(with_pack(made, repacked(_members(pack_bytes(*made)), level=1))).verified


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(members: dict[str, bytes], level: int = 9, comment: bytes = b"") -> bytes:
    """A pack's file of these members, in the form this program writes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, content)
        archive.comment = comment
    return out.getvalue()


def with_pack(made: PackFile, content: bytes) -> bytes:
    """The PDF of a pack, made honestly but for the file that it carries."""
    return build.build_pdf(made.pack, made.items, files=lambda *_: (carrying.pack_file(content),)).content


# What was altered, place by place.


def _one_letter(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[1].Contents
    content = stream.read_bytes()
    place = re.compile(rb"\[\(..", re.DOTALL).search(content, 3000)
    assert place is not None
    stream.write(content[: place.end() - 1] + bytes([content[place.end() - 1] ^ 1]) + content[place.end() :])


def _code_of_a_letter(pdf: pikepdf.Pdf) -> None:
    stream = next(iter(pdf.pages[0].Resources.Font.values())).ToUnicode
    content = stream.read_bytes()
    place = content.index(b"> <", content.index(b"beginbfchar")) + 6
    stream.write(content[:place] + (b"1" if content[place : place + 1] != b"1" else b"2") + content[place + 1 :])


def _outline_of_a_letter(pdf: pikepdf.Pdf) -> None:
    stream = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0].FontDescriptor.FontFile2
    content = bytearray(stream.read_bytes())
    content[-40] ^= 1
    stream.write(bytes(content))


def _width(pdf: pikepdf.Pdf) -> None:
    next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0].W[1][0] = 12


def _link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Rect[0] = 1


def _link_out(pdf: pikepdf.Pdf) -> None:
    link = pdf.pages[0].Annots[1]
    del link.Dest
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("Another title")


def _xmp(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"HRC", b"HRX"))


def _heading(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].K[1].S = pikepdf.Name.P


def _alternative(pdf: pikepdf.Pdf) -> None:
    figure = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure")
    figure.Alt = pikepdf.String("Nothing to see")


def _bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String("Other")


def _language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("fr")


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].Rotate = 180


def _page_gone(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


def _another_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["note.txt"] = b"read me first"


def _layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[])


def _unseen(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=1))


ALTERED = {
    "what page 2 shows": _one_letter,
    "a font: its letters": _code_of_a_letter,
    "a font": _outline_of_a_letter,
    "a font: its letters, widths": _width,
    "a link on page 1": _link,
    "a link on page ": _link_out,
    "the metadata": _title,
    "the metadata, such": _xmp,
    "the structure that screen readers follow": _heading,
    "the structure": _alternative,
    "the bookmarks": _bookmark,
    "the root of the file, such as its language": _language,
    "the root of the file": _script,
    "the meaning of colours": _colours,
    "page 3: its size": _turned,
    "the number of pages": _page_gone,
    "the files it carries": _another_file,
    "the root": _layer,
    "page 1: its size": _unseen,
}


@pytest.mark.parametrize("place", ALTERED)
def test_what_was_altered_is_named(whole: bytes, check: Check, place: str) -> None:
    verdict = check(altered(whole, ALTERED[place]))
    assert not verdict.verified
    assert list(wrong(verdict)) == ["pages"]
    assert f"\n{place}" in wrong(verdict)["pages"]


def test_something_that_nothing_refers_to_is_found(whole: bytes, check: Check) -> None:
    # qpdf writes only what is referred to: put there by hand, as an object that a later table lists.
    start = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    root = re.search(rb"/Root (\d+ 0 R)/Info (\d+ 0 R)", whole[start:])
    size = re.search(rb"/Size (\d+)", whole[start:])
    assert root is not None
    assert size is not None
    place, number = len(whole), int(size[1])
    hidden = b"%d 0 obj\n<</Hidden (for nobody)>>\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Prev %d/Root %b/Info %b>>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        place,
        number + 1,
        start,
        root[1],
        root[2],
        place + len(hidden),
    )
    assert "nothing refers to" in wrong(check(whole + hidden + table))["pages"]


def test_the_word_that_was_altered_is_named(whole: bytes, check: Check) -> None:
    told = wrong(check(altered(whole, _one_letter)))["pages"]
    assert re.search(r"page 2: “\S+” has become “\S+”", told)


def test_one_byte_of_the_file_is_found_or_the_file_is_unreadable(whole: bytes, check: Check) -> None:
    found = set()
    for place in range(40, len(whole), len(whole) // 25):
        content = whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]
        try:
            verdict = check(content)
        except FileProblem:
            found.add("unreadable")
        else:
            # A byte between two objects says nothing, and neither does one that only steers the packing.
            same = any("only how it is stored differs" in each.words for each in verdict.findings)
            found.add("same" if verdict.verified and same else "altered" if not verdict.verified else "missed")
    assert "missed" not in found
    assert "altered" in found


# The pack inside, altered so that its own record agrees.


def changed(content: bytes, name: str, change: Callable[[Any], None]) -> bytes:
    members = {each: json.loads(text) for each, text in _members(content).items()}
    change(members[name])
    found = parse_pack(_honest(members))
    return pack_bytes(found.pack, found.items)


def _honest(members: dict[str, Any]) -> bytes:
    texts = {
        name: json.dumps(members[name], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        for name in (PACK, ITEMS)
    }
    members["manifest.json"]["sha256"] = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
    manifest = json.dumps(members["manifest.json"], sort_keys=True, separators=(",", ":")).encode()
    return repacked({"manifest.json": manifest, **texts})


def _first(items: Any, kind: str) -> Any:
    return next(each["item"] for each in items if each["kind"] == kind)


def _other_pack(whole: bytes, content: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        stream.write(content)

    return altered(whole, change)


def test_one_letter_of_a_quotation_in_the_attachment_is_found(made: PackFile, whole: bytes, check: Check) -> None:
    def change(items: Any) -> None:
        quote = _first(items, "quote")
        quote["text"] = quote["text"].replace("e", "a", 1)

    verdict = check(_other_pack(whole, changed(pack_bytes(*made), ITEMS, change)))
    assert {"quotations", "dataset", "pages"} <= wrong(verdict).keys()
    assert "does not stand in the passage" in wrong(verdict)["quotations"]


def test_a_quotation_altered_with_its_passage_differs_from_the_dataset(made: PackFile, check: Check) -> None:
    def change(items: Any) -> None:
        quote = _first(items, "quote")
        before = quote["text"]
        quote["text"] = before.replace("e", "a", 1)
        quote["citations"][0]["excerpt"] = quote["citations"][0]["excerpt"].replace(before, quote["text"])

    found = parse_pack(changed(pack_bytes(*made), ITEMS, change))
    # Somebody builds a whole new PDF from it: only the dataset can tell.
    verdict = check(build.built_for(found).content)
    assert list(wrong(verdict)) == ["dataset"]
    altered_id = next(
        one.id for one, other in zip(found.items, made.items, strict=True) if one != other and isinstance(one, Quote)
    )
    assert altered_id in wrong(verdict)["dataset"]


def test_a_figure_that_stands_in_no_passage_is_named(made: PackFile, check: Check) -> None:
    def change(items: Any) -> None:
        figure = next(
            each["item"] for each in items if each["item"]["id"] == "st-upr3-received" and each["kind"] == "statistic"
        )
        figure["value"] = 263

    found = parse_pack(changed(pack_bytes(*made), ITEMS, change))
    verdict = check(pack_bytes(*found), "a.briefpack")
    assert "263" in wrong(verdict)["figures"]


def test_a_private_note_put_into_the_attachment_is_found(made: PackFile, whole: bytes, check: Check) -> None:
    def change(pack: Any) -> None:
        pack["sections"][0]["entries"][0]["note"] = "for nobody"

    verdict = check(_other_pack(whole, changed(pack_bytes(*made), PACK, change)))
    assert "private notes" in wrong(verdict)["pack"]


@pytest.mark.parametrize("extra", [{"comment": b"hello"}, {}], ids=["a comment", "another order"])
def test_an_attachment_written_otherwise_is_found(made: PackFile, check: Check, extra: dict[str, bytes]) -> None:
    members = _members(pack_bytes(*made))
    if not extra:
        members = dict(reversed(members.items()))
    verdict = check(with_pack(made, repacked(members, **extra)))
    assert "not written as this program writes packs" in wrong(verdict)["pack"]


def test_a_byte_of_the_attachment_makes_it_unopenable(made: PackFile, check: Check) -> None:
    content = bytearray(pack_bytes(*made))
    content[400] ^= 1
    verdict = check(with_pack(made, bytes(content)))
    assert wrong(verdict)["pack"].startswith("The pack that This file carries cannot be opened.") or wrong(verdict)


def test_two_packs_are_one_too_many(whole: bytes, check: Check) -> None:
    verdict = check(altered(whole, lambda pdf: _attach(pdf, "second.briefpack")))
    assert "carries 2 packs" in wrong(verdict)["pack"]


def _attach(pdf: pikepdf.Pdf, name: str) -> None:
    pdf.attachments[name] = SAMPLE.read_bytes()


def test_a_bomb_in_place_of_the_pack_is_not_unpacked(whole: bytes, check: Check) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        bomb = zlib.compressobj(9)
        packed = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(100)) + bomb.flush()
        pdf.Root.AF[0].EF.F.write(packed, filter=pikepdf.Name.FlateDecode)

    verdict = check(altered(whole, change))
    assert "far more than a pack can hold" in wrong(verdict)["pack"]


# Without a pack.


@pytest.fixture(scope="module")
def public(made: PackFile) -> bytes:
    return build.built_for(made, audience="public").content


def test_a_public_pdf_says_what_could_not_be_checked(public: bytes, check: Check) -> None:
    verdict = check(public)
    assert verdict.verified
    assert "as far as it can be" in verdict.sentence
    assert "the file carries no pack" in verdict.text()


def _swapped(kind: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Two letters change places in the first text of this kind."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = next(page.Contents for page in pdf.pages if b"/%b<<" % kind in page.Contents.read_bytes())
        content = stream.read_bytes()
        pair = re.compile(rb"\0([A-Z])\0([A-Z])(?<!\1\0\1)")
        place = pair.search(content, content.index(b"/%b<<" % kind))
        assert place is not None
        swapped = b"\0%b\0%b" % (place[2], place[1])
        stream.write(content[: place.start()] + swapped + content[place.end() :])

    return change


def _in_another_order(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[0], kids[1] = kids[1], kids[0]


@pytest.mark.parametrize(
    "change",
    [
        *[pytest.param(_swapped(kind), id=kind.decode()) for kind in (b"P", b"H1", b"H2", b"LBody", b"TD", b"Figure")],
        _alternative,
        _in_another_order,
    ],
)
def test_altered_words_of_a_public_pdf_are_found(
    public: bytes, check: Check, change: Callable[[pikepdf.Pdf], None]
) -> None:
    assert "words" in wrong(check(altered(public, change)))


def test_a_manifest_with_another_digest_is_found(public: bytes, check: Check) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        record = json.loads(stream.read_bytes())
        record["items"][0]["printed"][0] = "0" * 64
        stream.write(json.dumps(record).encode())

    assert "words" in wrong(check(altered(public, change)))


@pytest.mark.parametrize("content", [b"no JSON", b"[]", b"{}", b'{"format": "briefpack-manifest"}', b"[" * 100_000])
def test_a_manifest_that_is_none_is_not_believed(public: bytes, check: Check, content: bytes) -> None:
    verdict = check(altered(public, lambda pdf: pdf.Root.AF[0].EF.F.write(content)))
    assert not verdict.verified
    assert "neither a pack nor a manifest" in verdict.text()


# Another version of the program.


def _version(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Producer = pikepdf.String("briefpack 9.9.9")


def _manifest_row(pdf: pikepdf.Pdf) -> None:
    _version(pdf)
    _one_letter(pdf)


def test_of_another_version_the_words_are_compared(
    made: PackFile, whole: bytes, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "__version__", "9.9.9")
    verdict = check(whole)
    assert verdict.verified, verdict.text()
    assert "Its words are compared" in verdict.text() or "its words are compared instead" in verdict.text()
    assert not check(altered(whole, _one_letter)).verified


# The dataset since.


class _Later:
    """The dataset a year later: one fact revised, one gone."""

    fingerprint = "another"

    def __init__(self, made: PackFile) -> None:
        quotes = [item for item in made.items if isinstance(item, Quote)]
        self.revised, self.gone = quotes[0], quotes[1]
        self._items = {item.id: item for item in made.items}

    def get(self, item_id: str, kind: str = "") -> Any:
        found = build.bundled_library().get(item_id, kind)
        if item_id == self.gone.id:
            return None
        return found.model_copy(update={"occasion": "Another"}) if item_id == self.revised.id else found  # type: ignore[union-attr]


def test_what_the_dataset_says_otherwise_since_is_told_and_no_fault(
    made: PackFile, whole: bytes, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = _Later(made)
    monkeypatch.setattr("briefpack.app.evidencing.bundled_library", lambda: later)
    verdict = check(whole)
    assert verdict.verified
    assert "1 of 76 facts were revised in the dataset since." in verdict.text()
    assert "1 of 76 facts are not in the dataset of this program." in verdict.text()
    assert later.revised.id in verdict.text()


# What cannot be read.


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a briefpack file"),
        (b"hello", "not a briefpack file"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
    ],
)
def test_what_is_no_file_of_ours_is_one_sentence(check: Check, content: bytes, sentence: str) -> None:
    with pytest.raises(FileProblem, match=sentence):
        check(content)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_pdf_is_damaged(whole: bytes, check: Check, part: float) -> None:
    with pytest.raises(FileProblem, match="is damaged and cannot be read as a PDF"):
        check(whole[: int(len(whole) * part)])


def test_an_encrypted_pdf_says_so(whole: bytes, check: Check) -> None:
    with pytest.raises(FileProblem, match="asks for a password"):
        check(protected(whole, "geheim"))


def test_limits_are_set_before_anything_is_unpacked() -> None:
    reading._set_limits()
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == reading.MAX_STREAM


def test_pages_that_cannot_be_built_here_prove_nothing(
    whole: bytes, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_given: object, **_more: object) -> None:
        raise UserError("No font of briefpack can print “人”.")

    monkeypatch.setattr(build, "build_pdf", lacking)
    verdict = check(whole)
    assert not verdict.verified
    assert wrong(verdict) == {}
    assert verdict.sentence == "a.pdf could not be verified."


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "MAX_PDF", 1_000_000)
    (tmp_path / "a.pdf").write_bytes(bytes(1_000_001))
    with pytest.raises(FileProblem, match="more than this program reads of a PDF"):
        verify(tmp_path / "a.pdf")


def test_it_can_be_read_by_a_program(whole: bytes, check: Check) -> None:
    record = json.loads(json.dumps(check(whole).record()))
    assert record["verified"] is True
    assert (record["kind"], record["program"]) == ("pdf", verifying.__version__)
    assert {each["state"] for each in record["checks"]} == {"ok", "note"}
