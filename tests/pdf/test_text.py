"""Text copied out of the file is the text put in."""

import shutil
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from briefpack.layout.display import Word

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")

LINES = (
    "office ﬁne efﬁcient affluent waffle Fjord",
    "“Curly” ‘quotes’ – en — em … dashes; brackets (a) [b] {c} back\\slash",
    "Ärger œuvre ő ř ğ Ελληνικά Русский",
    "a hyphen-ated word, one that does not break: e\u2011mail",
    "numbers 1,234.5 % ± 7 × 8 − 9 = ½",
    "fingers find AVAWATo. kerning 'straight' \"quotes\"",
)


def expected(line: str) -> str:
    """What a reader that expands the ligature characters of Unicode and drops space at line ends would give."""
    return unicodedata.normalize("NFKC", line).strip()


def copied(lines: list[str]) -> list[str]:
    return [expected(line) for line in lines if line.strip()]


@pytest.mark.parametrize("face", ["sans", "sans-bold", "serif", "serif-italic"])
def test_pdfium_copies_what_was_set(press: "Press", face: str) -> None:
    assert copied(press.pdfium(press.text(*LINES, face=face))) == [expected(line) for line in LINES]


@needs_poppler
@pytest.mark.parametrize("face", ["sans", "sans-bold", "serif", "serif-italic"])
def test_poppler_copies_what_was_set(press: "Press", face: str) -> None:
    assert copied(press.poppler(press.text(*LINES, face=face))) == [expected(line) for line in LINES]


def test_no_break_spaces_stay_themselves(press: "Press") -> None:
    lines = ["10\u00a0%", "«\u202fmot\u202f»", "10 km"]
    assert [line.strip(" ") for line in press.pdfium(press.text(*lines))] == lines


def test_symbols_are_copied(press: "Press") -> None:
    assert copied(press.pdfium(press.text("✓ ⚠ ☐ ➔", face="symbols"))) == ["✓ ⚠ ☐ ➔"]


def test_one_glyph_may_stand_for_two_texts(press: "Press") -> None:
    # HarfBuzz shows a word joiner as a space without width: the same glyph as the space between the words.
    lines = ["one two", "three\u2060four five"]
    file = press.text(*lines)
    assert [line.strip(" ") for line in press.pdfium(file)] == lines
    descendant = press.opened(file).pages[0].Resources.Font.F1.DescendantFonts[0]
    glyphs = descendant.CIDToGIDMap.read_bytes()
    assert len(glyphs) > 2 * hb.Face(press.fonts["serif"].data).glyph_count


def test_fonts_whose_glyphs_all_have_one_text_need_no_map(press: "Press") -> None:
    descendant = press.opened(press.text("one two")).pages[0].Resources.Font.F1.DescendantFonts[0]
    assert descendant.CIDToGIDMap == "/Identity"


@pytest.mark.parametrize("face", ["sans", "serif"])
def test_marks_over_letters_are_copied_with_their_spaces(press: "Press", face: str) -> None:
    lines = ["Ọlọ́run ṣe ǹ ǹa ḿ", "x\u0301 q\u0307\u0323 a\u0328\u0301 plain z\u0330", "m\u0303"]
    assert [line.strip() for line in press.pdfium(press.text(*lines, face=face))] == lines


@needs_poppler
@pytest.mark.parametrize("face", ["sans", "serif"])
def test_poppler_copies_marks_over_letters(press: "Press", face: str) -> None:
    lines = ["Ọlọ́run ṣe ǹ ǹa ḿ", "x\u0301 q\u0307\u0323 a\u0328\u0301 plain z\u0330", "m\u0303"]
    assert copied(press.poppler(press.text(*lines, face=face))) == [expected(line) for line in lines]


def test_justified_lines_keep_single_spaces(press: "Press") -> None:
    page = press.page([press.strip(press.run("set to the full measure", gap=900.0)) for _ in range(3)])
    assert press.pdfium(press.write(page)) == ["set to the full measure"] * 3


def test_runs_side_by_side_keep_the_space_between_them(press: "Press") -> None:
    bold = press.run("Bold words", "sans-bold", tail=True)
    width = sum(word.width for word in bold.words) + 2 * press.fonts["sans-bold"].space.width
    plain = press.run("then plain", x=width / 100)
    led = press.run("and led", x=width / 100 + 55, lead=True)
    assert press.pdfium(press.write(press.page([press.strip(bold, plain, led)]))) == ["Bold words then plain and led"]


def letters(press: "Press", face: str) -> list[str]:
    """The characters of a face that stand alone: no marks, spaces, controls, nor letters from right to left."""
    chars = map(chr, sorted(hb.Face(press.fonts[face].data).unicodes))
    return [
        char
        for char in chars
        if unicodedata.category(char)[0] not in "CMZ" and unicodedata.bidirectional(char) not in {"R", "AL"}
    ]


@pytest.mark.parametrize("face", ["sans", "sans-bold", "serif", "serif-italic", "symbols"])
def test_every_character_of_a_face_is_copied(press: "Press", face: str) -> None:
    words = [f"x{char}x" if face != "symbols" else char for char in letters(press, face)]
    # Compared as compatible: pdfium spells out the ligatures that are characters of their own.
    assert copied(press.pdfium(press.text(*words, face=face))) == [expected(word) for word in words]


LATIN = "".join(
    char
    for char in map(chr, [*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x391, 0x3CA), *range(0x410, 0x450), 0x2019])
    if char.isprintable() and unicodedata.category(char)[0] in "LNP" and char not in "-\u02bc\u0149"
)


@given(st.lists(st.lists(st.text(LATIN, min_size=1, max_size=12), min_size=1, max_size=8), min_size=1, max_size=10))
def test_any_text_is_copied(press: "Press", words: list[list[str]]) -> None:
    lines = [" ".join(line) for line in words]
    # Text from below, so that a line pdfium joins to the next is seen as well.
    assert "\n".join(copied(press.pdfium(press.text(*lines)))) == "\n".join(expected(line) for line in lines)


def test_a_second_document_knows_nothing_of_the_first(press: "Press") -> None:
    alone = press.text("the very same words")
    press.text("three\u2060four", "other words \u2060altogether")
    assert press.text("the very same words") == alone


def test_only_the_glyphs_shown_are_in_the_file(press: "Press") -> None:
    descendant = press.opened(press.text("abc")).pages[0].Resources.Font.F1.DescendantFonts[0]
    font = hb.Font(hb.Face(descendant.FontDescriptor.FontFile2.read_bytes()))
    shown = [gid for gid in range(font.face.glyph_count) if font.get_glyph_extents(gid).width]
    assert len(list(islice(shown, 10))) <= 4  # a, b, c and the empty box


def test_letters_from_right_to_left_are_copied_in_their_order(press: "Press") -> None:
    # Hand-made, as the fonts hold no such script: a mark and its letter in visual order, in one cluster.
    gids = press.fonts["serif"].shape("ab").gids
    word = Word(
        "\u05d1\u05bc\u05d0",
        1000.0,
        (*gids, gids[0]),
        ("\u05d0", "\u05d1\u05bc", ""),
        b"<%04X%04X%04X>" % (*gids, gids[0]),
    )
    run = press.run("")
    run.words = (word,)
    file = press.write(press.page([press.strip(run)]))
    cmap = press.opened(file).pages[0].Resources.Font.F1.ToUnicode.read_bytes()
    assert b"<05D105BC>" in cmap
    assert b"ActualText" not in press.opened(file).pages[0].Contents.read_bytes()
