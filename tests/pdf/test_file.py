"""The file as an object: sound, complete, clean and the same each time."""

import gc
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pikepdf  # noqa: TID253 - each of these tests reads files with it
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack import __version__
from briefpack.layout.display import PageSet
from briefpack.layout.fonts import FontSet
from briefpack.pdf.document import write_pdf
from briefpack.pdf.fonts import FontUnreadableError, UsedFace
from briefpack.pdf.objects import Document
from briefpack.pdf.structure import Element

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

CONFTEST = Path(__file__).with_name("conftest.py")


def raw(pdf: pikepdf.Pdf) -> bytes:
    """Everything in the file, decompressed."""
    parts = [str(pdf.trailer).encode()]
    for number in range(1, len(pdf.objects) + 1):
        item = pdf.get_object(number, 0)
        parts.append(item.unparse(resolved=True) if not isinstance(item, pikepdf.Stream) else item.read_bytes())
    return b"\n".join(parts)


def test_the_file_opens_without_a_warning(press: "Press", sample: bytes) -> None:
    pdf = press.opened(sample)
    assert (len(pdf.pages), pdf.pdf_version) == (2, "1.7")
    assert [float(edge) for edge in pdf.pages[1].MediaBox] == [0, 0, 595.28, 841.89]


def test_the_structure_goes_with_its_document_and_waits_for_no_collector(press: "Press") -> None:
    gc.collect()
    gc.disable()
    try:
        press.sample()
        assert [each for each in gc.get_objects() if isinstance(each, Element)] == []
    finally:
        gc.enable()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("compress", [True, False])
def test_qpdf_finds_nothing_wrong(press: "Press", compress: bool, tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(press.write(*press.pages([press.strip(press.run("words"))] * 100), compress=compress))
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - a fixed command
    assert "No syntax or stream encoding errors found" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_metadata_say_what_the_briefing_says_and_no_more(press: "Press", sample: bytes) -> None:
    pdf = press.opened(sample)
    assert {key: str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": "A title – “so”",
        "/Subject": "One sentence.",
        "/Creator": "briefpack",
        "/Producer": f"briefpack {__version__}",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_a_briefing_without_date_or_subject_has_none_in_its_file(press: "Press") -> None:
    briefing = press.briefing._replace(created="", subject="")
    pages = press.pages([press.strip(press.run("words"))])
    empty = write_pdf(PageSet(pages, (), {}), briefing, press.fonts)
    assert sorted(press.opened(empty).docinfo.keys()) == ["/Creator", "/Producer", "/Title"]


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2026-11-22", "D:20261122000000Z"),
        ("2026-11-22T10:30:00", "D:20261122103000Z"),
        ("2026-11-22T10:30:00+02:00", "D:20261122083000Z"),
    ],
)
def test_dates_are_written_in_utc(press: "Press", iso: str, written: str) -> None:
    file = write_pdf(PageSet((), (), {}), press.briefing._replace(created=iso), press.fonts)
    assert str(press.opened(file).docinfo.CreationDate) == written


def test_nothing_in_the_file_names_its_tools(press: "Press", sample: bytes) -> None:
    everything = (sample + raw(press.opened(sample))).lower()
    for trace in (b"reportlab", b"anonymous", b"untitled", b"unspecified", b"helvetica", b"opensource", b"harfbuzz"):
        assert trace not in everything
    assert re.search(rb"/(times|courier|arial|symbol\b|zapfdingbats)", everything) is None


def test_every_font_is_embedded_as_type0(press: "Press", sample: bytes) -> None:
    fonts = press.opened(sample).pages[0].Resources.Font
    names = [str(font.BaseFont) for font in fonts.values()]
    assert len(names) == len(set(names)) == 5
    for font in fonts.values():
        descendant = font.DescendantFonts[0]
        assert re.fullmatch(r"/[A-Z]{6}\+Noto\S+", str(font.BaseFont))
        assert (font.Subtype, font.Encoding, descendant.Subtype) == ("/Type0", "/Identity-H", "/CIDFontType2")
        assert len(descendant.FontDescriptor.FontFile2.read_bytes()) == descendant.FontDescriptor.FontFile2.Length1
        assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName


def test_the_font_descriptor_tells_the_faces_apart(press: "Press", sample: bytes) -> None:
    fonts = press.opened(sample).pages[0].Resources.Font
    seen = {str(font.BaseFont)[8:]: font.DescendantFonts[0].FontDescriptor for font in fonts.values()}
    assert {name: int(found.Flags) for name, found in seen.items()} == {
        "NotoSans-Bold": 4,
        "NotoSans-Regular": 4,
        "NotoSerif-Regular": 6,
        "NotoSerif-Italic": 70,
        "NotoSansSymbols2-Regular": 4,
    }
    assert float(seen["NotoSerif-Italic"].ItalicAngle) == -12
    assert int(seen["NotoSans-Bold"].StemV) > int(seen["NotoSans-Regular"].StemV)
    assert int(seen["NotoSans-Regular"].CapHeight) == 714


def test_widths_are_those_of_the_font(press: "Press") -> None:
    face = press.fonts["serif"]
    descendant = press.opened(press.text("Width")).pages[0].Resources.Font.F1.DescendantFonts[0]
    widths: dict[int, float] = {}
    entries = list(descendant.W)
    for first, row in zip(entries[::2], entries[1::2], strict=True):
        widths.update({int(first) + place: float(width) for place, width in enumerate(row)})
    expected = {gid: face.advance(gid) for gid in (*face.shape("Width").gids, *face.space.gids)}
    assert widths == expected


def test_to_unicode_blocks_have_at_most_a_hundred_lines(press: "Press") -> None:
    chars = [chr(code) for code in range(0x21, 0x250) if press.fonts["serif"].covers(chr(code))]
    cmap = press.opened(press.text(*chars)).pages[0].Resources.Font.F1.ToUnicode.read_bytes()
    blocks = re.findall(rb"(\d+) beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL)
    assert len(blocks) > 3
    assert all(int(count) == len(lines.splitlines()) <= 100 for count, lines in blocks)
    assert b"<0000>" not in b"".join(lines for _, lines in blocks)


def test_each_stream_ends_with_a_line_end_of_its_own(sample: bytes) -> None:
    assert sample.count(b"endstream") == sample.count(b"\nendstream") > 0


@given(st.text("abcdefgh ", min_size=1, max_size=60))
def test_no_compressed_stream_ends_in_a_carriage_return(press: "Press", text: str) -> None:
    assert b"\r\nendstream" not in press.text(text)


def test_previews_show_the_same_without_compression(press: "Press") -> None:
    pages = press.pages([press.strip(press.run("the same words"))])
    preview, final = press.write(*pages, compress=False), press.write(*pages)
    assert press.pdfium(preview) == press.pdfium(final) == ["the same words"]
    assert b"FlateDecode" not in preview


def _made_elsewhere(**environment: str) -> bytes:
    """The sample document from a process of its own."""
    code = "import runpy, sys; sys.stdout.buffer.write(runpy.run_path(sys.argv[1])['Press']().sample())"
    command = [sys.executable, "-c", code, str(CONFTEST)]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)  # noqa: S603 - our own code
    return done.stdout


def test_two_processes_write_the_same_bytes(sample: bytes) -> None:
    first = _made_elsewhere(PYTHONHASHSEED="1", TZ="Asia/Seoul", LC_ALL="C")
    second = _made_elsewhere(PYTHONHASHSEED="4711", TZ="America/New_York", SOURCE_DATE_EPOCH="1", RL_pdfComments="1")
    assert first == second == sample


def test_the_file_id_follows_the_content(press: "Press") -> None:
    one, same, other = (press.opened(press.text(words)).trailer.ID for words in ("one", "one", "other"))
    assert bytes(one[0]) == bytes(one[1]) == bytes(same[0])
    assert bytes(one[0]) != bytes(other[0])
    assert len(bytes(one[0])) == 16


def test_heavy_parts_of_reportlab_stay_out() -> None:
    code = "import sys, briefpack.pdf.document; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    loaded = done.stdout.split()
    assert "reportlab.pdfbase.pdfdoc" in loaded
    heavy = ("reportlab.pdfbase.ttfonts", "reportlab.pdfgen", "reportlab.platypus", "reportlab.graphics", "fontTools")
    assert [name for name in loaded if name.startswith(heavy)] == []
    # Nothing that could reach a network either, which some small helpers of the standard library bring along.
    assert {"http", "ssl", "socket", "urllib.request"}.isdisjoint(loaded)


def test_a_font_without_outlines_we_can_embed_is_named(press: "Press", monkeypatch: pytest.MonkeyPatch) -> None:
    used = UsedFace(press.fonts["sans"], b"F1")
    monkeypatch.setattr(used, "_font", SimpleNamespace(table_tags=["CFF ", "head"]))
    with pytest.raises(FontUnreadableError, match=r"NotoSans-Regular.*TrueType") as caught:
        used.embed(Document(), compress=True)
    assert caught.value.ps_name == "NotoSans-Regular"


def test_a_font_damaged_inside_is_named(press: "Press") -> None:
    whole = press.fonts["serif"].data
    fonts = FontSet({"serif": lambda: whole})
    fonts["serif"].shape("words")
    fonts["serif"].data = whole[:300]  # the list of tables without the tables
    with pytest.raises(FontUnreadableError, match="NotoSerif-Regular"):
        write_pdf(_words(press), press.briefing, fonts)


def test_a_file_that_is_no_font_is_named(press: "Press") -> None:
    fonts = FontSet({"serif": lambda: press.fonts["serif"].data})
    fonts["serif"].data = b"not a font at all"
    with pytest.raises(FontUnreadableError, match="NotoSerif-Regular"):
        write_pdf(_words(press), press.briefing, fonts)


def test_a_face_with_no_codes_left_is_named(press: "Press") -> None:
    used = UsedFace(press.fonts["serif"], b"F1")
    used._next_code = 0x10000
    with pytest.raises(FontUnreadableError, match="codes"):
        used.encode(press.fonts["serif"].shape_anew("a\u2060b"))


def _words(press: "Press") -> PageSet:
    """A page of words."""
    return PageSet((press.page([press.strip(press.run("words"))]),), (), {})


@pytest.mark.parametrize(("language", "direction"), [("ar", "/R2L"), ("fa-IR", "/R2L"), ("fr", None)])
def test_pages_side_by_side_begin_where_the_language_does(press: "Press", language: str, direction: str | None) -> None:
    file = write_pdf(PageSet((), (), {}), press.briefing._replace(language=language), press.fonts)
    preferences = press.opened(file).Root.ViewerPreferences
    assert preferences.get("/Direction") == direction
