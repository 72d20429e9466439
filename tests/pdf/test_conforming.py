"""What the self-test asks of a finished PDF: ours has it all, and each thing that lacks is noticed alone."""

from collections.abc import Callable
from io import BytesIO

import pikepdf  # noqa: TID253 - takes a file apart
import pytest

from briefpack.app import build
from briefpack.library.port import Library
from briefpack.pdf.conforming import shortcomings

Change = Callable[[pikepdf.Pdf], object]


@pytest.fixture(scope="module")
def whole(library: Library) -> bytes:
    made = build.new_pack("one-page-brief", today="2026-11-22", library=library)
    return build.built_for(made).content


def without(content: bytes, change: Change) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [each for page in pdf.pages for each in page.obj.Resources.Font.values()]
    assert found
    return found


def _bare_font(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in inner.FontDescriptor:
                del inner.FontDescriptor[key]


def _dumb_font(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        for key in ("/ToUnicode", "/Encoding"):
            if key in font:
                del font[key]


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


def _no_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/StructParents"]


def _no_fonts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj.Resources["/Font"]


def _gone(key: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return change


FAULTS: dict[str, tuple[Change, str]] = {
    "no metadata": (_no_metadata, "it does not declare PDF/A-3a and PDF/UA-1"),
    "no mark": (_gone("/MarkInfo"), "it is not marked as tagged"),
    "no structure": (_gone("/StructTreeRoot"), "screen readers find no structure in it"),
    "no parents": (_no_parents, "a page of it has no structure"),
    "no fonts": (_no_fonts, "it has no fonts"),
    "font outside": (_bare_font, "a font is not inside the file"),
    "font without text": (_dumb_font, "a font has letters without a text"),
    "no language": (_gone("/Lang"), "it names no language"),
    "no title": (_gone("/ViewerPreferences"), "it does not show its title"),
    "no colours": (_gone("/OutputIntents"), "it does not say what its colours mean"),
    "script": (_script, "it is encrypted, or acts by itself"),
}


def test_a_file_of_ours_lacks_nothing(whole: bytes) -> None:
    assert shortcomings(whole) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_what_lacks_is_noticed(whole: bytes, name: str) -> None:
    change, words = FAULTS[name]
    assert shortcomings(without(whole, change)) == (words,)
