"""Texts of several scripts: nothing is lost, everything stands where it is read, lines end where they may."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.nodes import Span
from briefpack.layout import measuring, styles
from briefpack.layout.display import Mark, Strip
from briefpack.layout.fonts import FontSet, visible
from briefpack.layout.lines import Text
from briefpack.layout.measuring import measure
from briefpack.layout.mirroring import mirrored, run_width
from briefpack.layout.ordering import MixedText
from briefpack.layout.strips import Cell, Frame, row_strips, text_strips

PLACE = Mark("b", "P")
WIDTH = 200.0
ARABIC = "قال المقرر الخاص (الوثيقة A/HRC/55/63) إن الحالة «لم تتحسن» منذ عام 2014، وإن 45 % ما زالوا محتجزين."
JAPANESE = "国連人権理事会は、2024年4月4日、北朝鮮の人権状況に関する決議（A/HRC/RES/55/21）を採択した。「勧告」を。"
KOREAN = "유엔 인권이사회는 2024년 4월 4일 북한 인권 상황에 관한 결의를 표결 없이 채택했다."


def set_text(fonts: FontSet, width: float, *spans: Span) -> list[Strip]:
    """The lines as they stand on a page."""
    strips = text_strips(Frame(fonts, width, 700), spans, styles.BODY, PLACE)
    return mirrored(strips, fonts, width) if fonts.rtl else strips


def logical(strips: Sequence[Strip]) -> str:
    """The words in reading order: that of the runs, a space that leads a run following it."""
    texts = [" ".join([word.text for word in run.words]) for strip in strips for run in strip.runs]
    spaces = [" " if run.tail or run.lead else "" for strip in strips for run in strip.runs]
    return "".join([text + space for text, space in zip(texts, spaces, strict=True)])


def places(fonts: FontSet, strip: Strip) -> list[tuple[str, float, float]]:
    """Each run of a line with its left and right end, spaces at the ends left out."""
    found = []
    for run in strip.runs:
        lead = (fonts[run.face].space.width + run.gap) * run.size / 1000 if run.lead else 0.0
        found.append((" ".join(word.text for word in run.words), run.x + lead, run.x + run_width(fonts, run)))
    return found


def seen(fonts: FontSet, strip: Strip) -> list[str]:
    """The words of a line from left to right."""
    return [text for text, *_ in sorted(places(fonts, strip), key=lambda place: place[1]) if text.strip()]


@pytest.fixture(scope="module")
def arabic(fonts: FontSet) -> FontSet:
    return fonts.in_language("ar")


def test_words_stand_from_right_to_left_and_read_in_order(arabic: FontSet) -> None:
    (strip,) = set_text(arabic, 400, Span("قال المقرر UN Women هنا"))
    assert seen(arabic, strip) == ["هنا", "UN Women", "المقرر", "قال"]
    assert [run.words[0].text for run in strip.runs if run.words and run.words[0].text != " "] == [
        "قال",
        "المقرر",
        "UN",
        "هنا",
    ]
    assert places(arabic, strip)[0][2] == pytest.approx(400)


def test_arabic_words_in_a_line_from_left_to_right_turn_among_themselves(fonts: FontSet) -> None:
    (strip,) = set_text(fonts, 400, Span("The words قال المقرر (بيان) stand here."))
    assert seen(fonts, strip) == ["The words", "(بيان)", "المقرر", "قال", "stand here."]
    assert logical([strip]) == "The words قال المقرر (بيان) stand here."


def test_a_bracket_that_runs_to_the_left_is_drawn_mirrored(arabic: FontSet) -> None:
    word = arabic["arabic"].directed["(بيان)", True]
    alone = arabic["arabic"].directed[")", False]
    assert word.gids[-1] == alone.gids[0]
    assert word.clusters[-1].strip("\u200e\u200f") == "("


def test_lines_are_put_in_order_after_they_were_broken(arabic: FontSet) -> None:
    strips = set_text(arabic, 120, Span(ARABIC))
    assert len(strips) > 3
    assert logical(strips) == ARABIC
    first, second = seen(arabic, strips[0]), seen(arabic, strips[1])
    assert first[-1] == "قال"
    assert "قال" not in second


def test_a_note_keeps_to_its_word_whichever_way_that_runs(arabic: FontSet) -> None:
    spans = (Span("قال المقرر"), Span("", note=1), Span("", note=2), Span(" إن UN"), Span("", note=3), Span(" هنا"))
    (strip,) = set_text(arabic, 400, *spans)
    assert seen(arabic, strip) == ["هنا", "UN", "3", "إن", "2", "1,", "المقرر", "قال"]
    assert strip.notes == (1, 2, 3)
    assert [area.target for area in strip.areas] == ["note-1", "note-2", "note-3"]
    for area, number in zip(strip.areas, ("1,", "2", "3"), strict=True):
        left = next(left for text, left, _ in places(arabic, strip) if text == number)
        assert area.x == pytest.approx(left)


def test_a_link_is_where_its_words_are(arabic: FontSet) -> None:
    (strip,) = set_text(arabic, 400, Span("انظر "), Span("الخلاصة هنا", target="h"), Span(" ثم"))
    found = {text: (left, right) for text, left, right in places(arabic, strip)}
    boxes = [(area.x, area.x + area.width) for area in strip.areas]
    assert boxes == [pytest.approx(found["الخلاصة"]), pytest.approx(found["هنا"])]


def test_words_in_another_language_have_their_own_direction_and_edge(arabic: FontSet) -> None:
    (quoted,) = set_text(arabic, 400, Span("“Not improved (12).”", lang="en"))
    assert places(arabic, quoted)[0][1] == pytest.approx(0)
    assert logical([quoted]) == "“Not improved (12).”"
    (untold,) = set_text(arabic, 400, Span("Not improved."))
    assert max(right for _, _, right in places(arabic, untold)) == pytest.approx(400)


def test_an_arabic_paragraph_in_an_english_pack_stands_at_the_right(fonts: FontSet) -> None:
    strips = set_text(fonts, 150, Span(ARABIC, lang="ar"))
    assert logical(strips) == ARABIC
    for strip in strips:
        assert max(right for _, _, right in places(fonts, strip)) == pytest.approx(150)


def test_figures_of_a_document_from_right_to_left_follow_it(arabic: FontSet) -> None:
    (strip,) = set_text(arabic, 400, Span("12 – 15"))
    assert seen(arabic, strip) == ["15", "–", "12"]


def test_no_break_spaces_never_break_and_soft_hyphens_vanish(all_fonts: FontSet) -> None:
    for width in range(70, 200, 9):
        for text in (f"{ARABIC[:9]}\u00a0{ARABIC[10:]}", "第\u202f12\u00a0項。" * 5, "国\u00ad際\u00ad人"):
            lines = [logical([strip]) for strip in set_text(all_fonts, width, Span(text))]
            assert "".join(lines) == text.replace("\u00ad", "")
            assert not any(
                line.startswith(("\u00a0", "\u202f")) or line.endswith(("\u00a0", "\u202f")) for line in lines
            )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_japanese_lines_are_filled_and_keep_kinsoku(all_fonts: FontSet, language: str) -> None:
    fonts = all_fonts.in_language(language)
    for width in range(50, 220, 7):
        strips = set_text(fonts, width, Span(JAPANESE, lang="ja"))
        lines = [logical([strip]) for strip in strips]
        assert "".join(lines) == JAPANESE
        assert not any(line[0] in "、。」）・ー" or line[-1] in "「（" for line in lines)
        ends = [max(right for _, _, right in places(fonts, strip)) for strip in strips]
        assert all(end <= width + 0.01 for end in ends)
    assert max(ends[:-1]) > width - 25


def test_korean_lines_end_at_spaces(all_fonts: FontSet) -> None:
    for width in range(80, 300, 11):
        lines = [logical([strip]) for strip in set_text(all_fonts, width, Span(KOREAN))]
        assert "".join(lines) == KOREAN
        assert all(line.endswith(" ") for line in lines[:-1])


def test_each_language_draws_chinese_characters_in_its_own_way(all_fonts: FontSet) -> None:
    spans = [Span("直", lang=language) for language in ("ja", "zh-Hans", "ko")]
    (strip,) = set_text(all_fonts, 300, *spans, Span(" 直"), Span(" 直", "b"))
    assert [run.face for run in strip.runs] == ["jp", "sc", "kr", "sc", "sc-bold"]
    (strip,) = set_text(all_fonts.in_language("ko"), 300, Span("直"))
    assert strip.runs[0].face == "kr"
    (strip,) = set_text(all_fonts, 300, Span("直ちに"))
    assert strip.runs[0].face == "jp"


def test_signs_that_scripts_share_are_those_of_the_words_about_them(all_fonts: FontSet) -> None:
    (strip,) = set_text(all_fonts, 300, Span("他说：“好”——是的……", lang="zh"))
    assert {run.face for run in strip.runs if not run.words[0].text.isascii()} == {"sc"}
    (strip,) = set_text(all_fonts, 300, Span("“좋다”", lang="ko"))
    assert [run.face for run in strip.runs] == ["serif", "kr", "serif"]


@pytest.mark.parametrize(
    "text",
    [
        "plain words in ASCII, 12 (34) A/HRC/55/63",
        "« œuvre » – élève ; ñandú ¿qué?",
        "Совет по правам человека принял резолюцию",
        "Ελληνικά και “Latin”",
    ],
)
def test_words_with_spaces_take_the_short_way(fonts: FontSet, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(measuring, "mixed_text", refused)
    monkeypatch.setattr(measuring.Collecting, "collected", refused)
    assert type(measure(fonts, (Span(text),), styles.BODY, PLACE)) is Text


def test_a_sign_of_another_face_needs_no_care(fonts: FontSet) -> None:
    assert type(measure(fonts, (Span("268⚑ and ✓"), Span("x", "b")), styles.BODY, PLACE)) is Text
    assert type(measure(fonts, (Span("268 "), Span("نص")), styles.BODY, PLACE)) is MixedText


SCRIPTS = "abc ABC  12,.;:()[]«»“”-–/% йЖ قالمرص\u064b\u0651ی۱١ 国際人がガー、。「」（） 한국어 "
SCRIPTS += "\u00a0\u202f\u00ad\u200c\u2067\u2069\u202e\u202c"


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Spans of several scripts, with notes between some."""
    found: list[Span] = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.text(SCRIPTS, min_size=1, max_size=40))
        found.append(Span(text, draw(st.sampled_from(("", "b", "n"))), draw(st.sampled_from(("", "ar", "ja", "en")))))
    return found


def kept(text: str) -> str:
    """What of a text must be found again."""
    return "".join(visible(text).split(" "))


@given(spans(), st.sampled_from(("en", "ar", "ko", "zh")), st.sampled_from((40.0, 90.0, 200.0)))
def test_nothing_is_lost_and_nothing_leaves_the_frame(
    all_fonts: FontSet, spans: list[Span], language: str, width: float
) -> None:
    fonts = all_fonts.in_language(language)
    strips = set_text(fonts, width, *spans)
    words = logical(strips).replace("\u200c", "")
    assert "".join(words.split(" ")) == kept("".join([span.text for span in spans]))
    again = set_text(fonts, width, *spans)
    assert [places(fonts, strip) for strip in again] == [places(fonts, strip) for strip in strips]
    for strip in strips:
        stretches = sorted((left, right) for text, left, right in places(fonts, strip) if text.strip())
        # A stretch that never breaks, and is wider than the frame, may leave it at the line's end.
        if stretches and stretches[-1][1] - stretches[0][0] <= width + 0.01:
            assert stretches[0][0] >= -0.01
            assert stretches[-1][1] <= width + 0.01
        wide = [stretch for stretch in stretches if stretch[1] - stretch[0] > 0.01]  # a mark alone has no width
        for (_, right), (left, _) in pairwise(wide):
            assert left >= right - 0.01  # nothing stands on anything


@given(st.text("قالم (12) UN.-،", min_size=1, max_size=30))
def test_what_is_copied_of_a_word_is_its_text(arabic: FontSet, text: str) -> None:
    for strip in set_text(arabic, 300, Span(text)):
        for run in strip.runs:
            for word in run.words:
                marks = dict.fromkeys(map(ord, "\u200e\u200f"))
                assert sorted("".join(word.clusters).translate(marks)) == sorted(word.text)


@pytest.mark.parametrize(
    ("language", "span"),
    [
        ("en", Span("All of it is a link that goes on", target="there")),
        ("en", Span("مجلس حقوق الإنسان والمقرر الخاص")),
        ("ar", Span("مجلس حقوق الإنسان والمقرر الخاص")),
        ("ar", Span("All of it is a link that goes on", target="there")),
    ],
)
def test_words_stand_in_a_cell_as_they_do_in_a_paragraph(fonts: FontSet, language: str, span: Span) -> None:
    fonts, width = fonts.in_language(language), 70.0
    text = measure(fonts, (span,), styles.BODY, PLACE)
    (row,) = row_strips([Cell(text, 0.0, width)], 0.0, 0.0, 700.0)
    strips = text_strips(Frame(fonts, width, 700.0), (span,), styles.BODY, PLACE)
    assert len(strips) > 1
    in_cell = [(run.x, [word.text for word in run.words], run.lead, run.tail) for run in row.runs]
    alone = [(run.x, [word.text for word in run.words], run.lead, run.tail) for each in strips for run in each.runs]
    assert in_cell == alone
    links = [(area.x, area.width, area.target) for each in strips for area in each.areas]
    assert [(area.x, area.width, area.target) for area in row.areas] == links
    assert bool(links) == bool(span.target)


def test_english_words_in_arabic_keep_among_themselves(arabic: FontSet) -> None:
    (strip,) = set_text(arabic, 400, Span("2014", "b"), Span(": "), Span("It met (twice).", lang="en"))
    assert seen(arabic, strip) == ["It met (twice).", ":", "2014"]


def test_english_sentences_in_an_arabic_pack_begin_at_the_left_and_names_at_the_right(arabic: FontSet) -> None:
    for text, left in (("It met.", True), ("“tool”", True), ("Russian Federation", False), ("Source", False)):
        (strip,) = set_text(arabic, 400, Span(text, lang="en"))
        assert (places(arabic, strip)[0][1] < 1) == left, text


def test_a_bracket_that_opens_goes_with_what_follows(arabic: FontSet) -> None:
    spans = (Span("نوفمبر [2024] ("), Span("announced", lang="en"), Span(")"))
    first, second = set_text(arabic, 62, *spans)
    assert logical([first]).strip() == "نوفمبر [2024]"
    assert logical([second]).strip() == "(announced)"
