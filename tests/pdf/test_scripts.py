"""Text of each script copied out of the file is the text put in, in reading order."""

import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
import uharfbuzz as hb
from tests.pdf.conftest import FONTS
from tests.pdf.gate import QUICK, faults
from tests.pdf.hearing import heard

from briefpack.app.build import FACES
from briefpack.briefing.nodes import Briefing, Column, Furniture, Note, Paragraph, Part, Row, Span, Table
from briefpack.layout.directed import COMPOSITE, Composite
from briefpack.layout.fonts import FontSet
from briefpack.layout.layouter import Layouter
from briefpack.pdf.composites import with_composites
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

SENTENCES = {
    "ko": "유엔 인권이사회는 2024년 4월 4일 북한 인권 상황에 관한 결의(A/HRC/RES/55/21)를 표결 없이 채택했다. "
    "특별보고관은 “상황이 나아지지 않았다”고 말했으며, 국제형사재판소(ICC) 회부를 촉구했다.",
    "zh": "联合国人权理事会于2024年4月4日未经表决通过了关于朝鲜民主主义人民共和国人权状况的决议（A/HRC/RES/55/21）。"
    "特别报告员指出：“局势没有好转”，并呼吁将局势提交国际刑事法院（ICC）——这是第十次。",
    "ja": "国連人権理事会は、2024年4月4日、朝鮮民主主義人民共和国の人権状況に関する決議（A/HRC/RES/55/21）を無投票で"
    "採択した。特別報告者は「状況は改善していない」と述べ、国際刑事裁判所（ICC）に付託するよう求めた。",
    "ru": "Совет по правам человека 4 апреля 2024 года принял без голосования резолюцию A/HRC/RES/55/21 о положении в "
    "области прав человека в КНДР; «ситуация не улучшилась», — отметила Специальный докладчик.",
    "fr": "Le Conseil des droits de l’homme a adopté sans vote, le 4 avril 2024, la résolution 55/21 : « la situation "
    "ne s’est pas améliorée » ; 45 % des œuvres, çà et là.",
    "es": "El Consejo de Derechos Humanos aprobó sin votación, el 4 de abril de 2024, la resolución 55/21: «¿La "
    "situación no ha mejorado?», ¡señaló la Relatora Especial!",
    "ar": "قال المقرر الخاص المعني بحالة حقوق الإنسان في جمهورية كوريا الشعبية الديمقراطية (الوثيقة A/HRC/55/63) إن "
    "الحالة «لم تتحسن» منذ عام 2014، وإن 1,200 شخصًا على الأقل (نحو 45 %) ما زالوا محتجزين؛ ودعا مجلس الأمن (UN "
    "Security Council) في 12-15 آذار/مارس إلى الإحالة [انظر الفقرة 12]. إِنَّ اللُّغَةَ العَرَبِيَّةَ جَمِيلَةٌ.",
    "fa": "گزارشگر ویژه می‌گوید که «پژوهش‌ها» در سال ۱۴۰۲ نشان می‌دهد (بند ۱۲) وضعیت بهبود نیافته است؛ پنج گروه چه کردند؟",
}
RIGHT_TO_LEFT = ("ar", "fa")
BUNDLED = ("ar", "fa", "ru", "fr", "es")

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet({key: (FONTS / f"{name}.ttf").read_bytes for key, name in FACES.items()})


def briefing(language: str, *blocks: Paragraph | Table) -> Briefing:
    # What poppler takes for the direction of a page is that of most of its letters.
    words = "قال المقرر" if language in RIGHT_TO_LEFT else "Words"
    parts = (Part("p1", "Part", tuple(blocks)),)
    notes = (Note(1, (Span(words),), (Span(words),)),)
    return Briefing("T", "S", language, "a4", "2026-11-22", Furniture(words, words, words), parts, notes)


def written(fonts: FontSet, whole: Briefing) -> bytes:
    return write_pdf(Layouter(fonts).lay_out(whole), whole, fonts)


def poppler(file: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=file, capture_output=True, check=True).stdout.decode()  # noqa: S603


def plain(text: str) -> str:
    """What is compared: without marks, controls of direction, and the spaces that lines end with."""
    text = unicodedata.normalize("NFKC", text.replace("\ufffe", "-"))
    return "".join([char for char in text if unicodedata.category(char) not in {"Mn", "Cf"} and not char.isspace()])


def words(text: str) -> list[str]:
    """The words with their spaces, in order, without marks and controls of direction."""
    text = unicodedata.normalize("NFKC", text)
    return "".join([char for char in text if unicodedata.category(char) not in {"Mn", "Cf"}]).split()


@needs_poppler
@pytest.mark.parametrize("language", SENTENCES)
def test_poppler_copies_each_language_in_order(request: pytest.FixtureRequest, language: str) -> None:
    fonts: FontSet = request.getfixturevalue("fonts" if language in BUNDLED else "all_fonts")
    text = SENTENCES[language]
    assert plain(text) in plain(poppler(written(fonts, briefing(language, Paragraph("p", (Span(text),))))))


@needs_poppler
def test_poppler_copies_the_spaces_of_arabic(fonts: FontSet) -> None:
    text = SENTENCES["ar"]
    copied = words(poppler(written(fonts, briefing("ar", Paragraph("p", (Span(text),))))))
    assert " ".join(words(text)) in " ".join(copied)


@needs_poppler
def test_the_space_after_an_arabic_word_at_a_lines_end_is_heard_and_copied_after_it(fonts: FontSet) -> None:
    # Lines of a text from left to right, most of which end with a word from right to left.
    text = "The Council said حقوق الإنسان and مجلس of the قرار again, in 12 words; " * 12
    file = written(fonts, briefing("en", Paragraph("p", (Span(text),))))
    for said in (" ".join([piece.text for piece in heard(file)]), poppler(file)):
        assert " ".join(words(text)) in " ".join(words(said))


@pytest.mark.parametrize("language", SENTENCES)
def test_pdfium_copies_each_language_in_order(request: pytest.FixtureRequest, press: "Press", language: str) -> None:
    fonts: FontSet = request.getfixturevalue("fonts" if language in BUNDLED else "all_fonts")
    # pdfium turns the parts of a Latin phrase about in a line from right to left, whatever the file says.
    text = SENTENCES[language].replace("A/HRC/55/63", "55/63").replace("UN Security Council", "UN")
    file = written(fonts, briefing(language, Paragraph("p", (Span(text),))))
    assert plain(text) in plain("".join(press.pdfium(file)))


@needs_poppler
def test_many_scripts_in_one_paragraph_are_copied_in_order(all_fonts: FontSet) -> None:
    text = "The Council (理事会, 이사회, مجلس حقوق الإنسان, Совет) met in 서울 and 東京 on 4 April 2024."
    assert plain(text) in plain(poppler(written(all_fonts, briefing("en", Paragraph("p", (Span(text),))))))


def test_a_file_with_arabic_is_the_same_every_time(fonts: FontSet) -> None:
    whole = briefing("ar", Paragraph("p", (Span(SENTENCES["ar"]), Span("", note=1))))
    first = written(fonts, whole)
    others = FontSet({key: (FONTS / f"{name}.ttf").read_bytes for key, name in FACES.items()})
    # What a face met before is not to be seen in the next document.
    written(others, briefing("fa", Paragraph("p", (Span(SENTENCES["fa"][::-1]),))))
    assert written(others, whole) == first == written(fonts, whole)


def test_no_arabic_word_needs_words_beside_it(press: "Press", fonts: FontSet) -> None:
    file = press.opened(written(fonts, briefing("ar", Paragraph("p", (Span(SENTENCES["ar"]),)))))
    assert b"ActualText" not in file.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_file_from_right_to_left_passes_the_gate(fonts: FontSet, language: str) -> None:
    column = Column((Span("الاسم"),), head=True)
    table = Table("t", (Span("جدول"),), (column, Column((Span("العدد"),), "right")), (Row("r", ((), (Span("12"),))),))
    words = Paragraph("p", (Span(SENTENCES[language]), Span("", note=1), Span(" "), Span("هنا", target="t")))
    assert faults(written(fonts, briefing(language, words, table)), QUICK) == []


def test_a_file_of_east_asia_passes_the_gate(all_fonts: FontSet) -> None:
    blocks = [Paragraph(tag, (Span(SENTENCES[tag], lang=tag),)) for tag in ("ko", "ja", "zh", "ar")]
    assert faults(written(all_fonts, briefing("en", *blocks)), QUICK) == []


def test_a_letter_with_its_dots_is_one_glyph_as_wide_as_the_font_says(press: "Press", fonts: FontSet) -> None:
    file = press.opened(written(fonts, briefing("ar", Paragraph("p", (Span("تبن بَّ"),)))))
    faces = file.pages[0].Resources.Font
    arabic = next(face for face in faces.values() if "Naskh" in str(face.BaseFont))
    descendant = arabic.DescendantFonts[0]
    font = hb.Font(hb.Face(descendant.FontDescriptor.FontFile2.read_bytes()))
    glyphs = descendant.CIDToGIDMap.read_bytes()
    stated = list(descendant.W)
    codes = {
        int(stated[i]) + k: float(width) for i in range(0, len(stated), 2) for k, width in enumerate(stated[i + 1])
    }
    for code, width in codes.items():
        glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
        assert font.get_glyph_h_advance(glyph) * 1000 / font.face.upem == pytest.approx(width, abs=0.01)


def test_a_composite_is_drawn_as_its_parts(fonts: FontSet) -> None:
    face = fonts["arabic"]
    word = face.directed["بَّ", True]
    (gid,) = [gid for gid in word.gids if gid >= COMPOSITE]
    composite = face.directed.composites[gid - COMPOSITE]
    assert len(composite.parts) >= 3
    whole, first = with_composites(face.data, [composite, Composite(composite.parts[:1], 0)])
    font, plain_font = hb.Font(hb.Face(whole)), hb.Font(hb.Face(face.data))
    assert font.get_glyph_h_advance(first) == composite.advance
    drawn = font.get_glyph_extents(first)
    boxes = [(plain_font.get_glyph_extents(part), x, y) for part, x, y in composite.parts]
    assert drawn.x_bearing == min(box.x_bearing + x for box, x, _ in boxes)
    assert drawn.y_bearing == max(box.y_bearing + y for box, _, y in boxes)
    assert font.face.glyph_count == plain_font.face.glyph_count + 2


@needs_poppler
def test_a_table_in_arabic_is_read_cell_by_cell(fonts: FontSet) -> None:
    rows = tuple([Row(f"r{n}", ((Span("الجولة"),), (Span(str(n)),), (Span("ملاحظة (UN)"),))) for n in range(3)])
    columns = (Column((Span("الاسم"),), head=True), Column((Span("العدد"),), "right"), Column((Span("شرح"),)))
    text = plain(poppler(written(fonts, briefing("ar", Table("t", (Span("جدول"),), columns, rows)))))
    assert plain("ملاحظة (UN)") in text
