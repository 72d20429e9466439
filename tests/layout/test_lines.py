"""Line breaking: where lines end, what keeps together, and that nothing is lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.briefing.nodes import Span
from briefpack.layout import styles
from briefpack.layout.display import Mark
from briefpack.layout.fonts import FontSet, MissingGlyph
from briefpack.layout.lines import PageRun
from briefpack.layout.measuring import measure
from briefpack.layout.strips import Frame, text_strips

PLACE = Mark("b", "P")


def set_text(fonts: FontSet, width: float, *spans: Span) -> list[Any]:
    return text_strips(Frame(fonts, width, 700), spans, styles.BODY, PLACE)


def test_lines_are_filled_but_not_over(fonts: FontSet, read: Any) -> None:
    strips = set_text(fonts, 200, Span("word " * 60))
    edges = [read.right_edge(fonts, strip.runs[0]) for strip in strips]
    word = fonts["serif"].shape("word").width / 100 + 2.6
    assert all(200 - word < edge <= 200.01 for edge in edges[:-1])


def test_a_line_keeps_its_space_at_the_end_for_copying(fonts: FontSet, read: Any) -> None:
    lines = read.lines(set_text(fonts, 60, Span("one two three four five six seven eight nine ten")))
    assert len(lines) > 2
    assert all(line.endswith(" ") for line in lines[:-1])
    assert not lines[-1].endswith(" ")


def test_spans_join_without_a_space_unless_they_hold_one(fonts: FontSet, read: Any) -> None:
    strips = set_text(fonts, 400, Span("un"), Span("bold", "b"), Span("ed "), Span(" next"))
    assert read.strips(strips) == "unbolded next"
    faces = [run.face for run in strips[0].runs]
    assert faces == ["serif", "serif-bold", "serif", "serif"]


def test_runs_of_a_line_follow_one_another(fonts: FontSet, read: Any) -> None:
    run, bold, rest = set_text(fonts, 400, Span("ab "), Span("cd", "b"), Span(" ef"))[0].runs
    space = fonts["serif"].space.width / 100
    assert bold.x == pytest.approx(read.right_edge(fonts, run) + space)
    assert rest.x == pytest.approx(read.right_edge(fonts, bold) + space)


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_a_note_number_never_starts_a_line(fonts: FontSet, width: float) -> None:
    spans: list[Span] = []
    for number in range(1, 15):
        spans += [Span("Council renewed "), Span("mandate"), Span("", note=number), Span(" ")]
    for strip in set_text(fonts, width, *spans):
        assert strip.runs[0].mark.role != "NoteRef"


def test_a_note_number_is_raised_small_and_leads_to_its_note(fonts: FontSet) -> None:
    (strip,) = set_text(fonts, 400, Span("Renewed."), Span("", note=7))
    words, number = strip.runs
    assert number.y < words.y
    assert number.size < words.size
    assert number.mark == Mark("b", "NoteRef")
    assert strip.notes == (7,)
    assert strip.areas[0].target == "note-7"


def test_neighbouring_note_numbers_are_parted_by_a_comma(fonts: FontSet, read: Any) -> None:
    assert read.strips(set_text(fonts, 400, Span("Text"), Span("", note=1), Span("", note=12))) == "Text1,12"


@pytest.mark.parametrize("glue", ["\u00a0", "\u202f"])
def test_words_joined_by_an_unbreakable_space_stay_together(fonts: FontSet, read: Any, glue: str) -> None:
    text = f"4{glue}April "
    for width in range(60, 200, 11):
        for line in read.lines(set_text(fonts, width, Span(text * 12))):
            assert line.count("4") == line.count("April")


def test_a_span_without_breaks_stays_whole(fonts: FontSet, read: Any) -> None:
    spans = [Span("some words "), Span("Security Council", "n"), Span(" more ")] * 6
    for width in range(90, 250, 13):
        for line in read.lines(set_text(fonts, width, *spans)):
            assert line.count("Security") == line.count("Council")


@pytest.mark.parametrize("sign", "-–—/")
def test_a_line_may_end_after_a_hyphen_dash_or_slash(fonts: FontSet, read: Any, sign: str) -> None:
    lines = read.lines(set_text(fonts, 70, Span(f"country{sign}specific")))
    assert lines == [f"country{sign}", "specific"]


@pytest.mark.parametrize("word", ["n/d", "-5", "a-"])
def test_short_words_with_a_sign_are_never_broken(fonts: FontSet, read: Any, word: str) -> None:
    for width in range(30, 90, 3):
        for line in read.lines(set_text(fonts, width, Span(f"{word} " * 9))):
            assert set(line.split()) == {word}


def test_an_overlong_word_is_broken_inside_the_frame(fonts: FontSet, read: Any) -> None:
    text = "https://example.org/" + "x" * 400
    strips = set_text(fonts, 100, Span(f"see {text} there"))
    assert all(read.right_edge(fonts, strip.runs[-1]) <= 100.01 for strip in strips)
    assert read.strips(strips).replace(" ", "") == f"see{text}there"


def test_a_mark_is_not_cut_from_its_letter(fonts: FontSet, read: Any) -> None:
    for width in range(12, 60, 5):
        lines = read.lines(set_text(fonts, width, Span("q\u0303" * 40)))
        assert all(line[0] == "q" for line in lines)


def test_symbols_are_set_in_their_own_face_and_stay_with_their_word(fonts: FontSet) -> None:
    (strip,) = set_text(fonts, 400, Span("268⚑ accepted"))
    assert [run.face for run in strip.runs] == ["serif", "symbols", "serif"]
    assert not strip.runs[0].tail
    assert strip.runs[1].tail


def test_a_flag_alone_never_starts_a_line(fonts: FontSet, read: Any) -> None:
    for width in range(70, 200, 7):
        lines = read.lines(set_text(fonts, width, Span("source ambiguous ⚑ here " * 6)))
        assert not any(line.startswith("⚑") for line in lines)
        assert "".join(lines).count("ambiguous ⚑ ") == 6


def test_a_character_without_a_glyph_stops_the_measuring(fonts: FontSet) -> None:
    with pytest.raises(MissingGlyph) as caught:
        measure(fonts, (Span("abc 한국"),), styles.BODY, PLACE)
    assert caught.value.char == "한"


def test_a_page_number_keeps_its_place(fonts: FontSet) -> None:
    (strip,) = set_text(fonts, 400, Span("see page "), Span("page:x", target="x"), Span(", end"))
    number = strip.runs[1]
    assert isinstance(number, PageRun)
    assert number.target == "x"
    assert strip.runs[2].x == pytest.approx(number.x + number.room)


def test_a_language_of_its_own_is_marked(fonts: FontSet) -> None:
    (strip,) = set_text(fonts, 400, Span("said "), Span("non", "i", "fr"), Span(" twice"))
    assert [run.mark.lang for run in strip.runs] == ["", "fr", ""]


@pytest.mark.parametrize("text", ["", " ", "   ", "\n\t", "\u00ad", "\x00"])
def test_text_without_ink_makes_no_line(fonts: FontSet, text: str) -> None:
    assert set_text(fonts, 100, Span(text)) == []


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzÄéß-–/“”.,;…0123456789\u00a0", min_size=1, max_size=30)
STYLES = st.sampled_from(["", "b", "i", "bi", "u", "f", "fb", "n"])


def worded(words: list[str], lead: str, tail: str, style: str) -> Span:
    return Span(lead + " ".join(words) + tail, style)


EDGES = st.sampled_from(["", " "])
SPANS = st.lists(
    st.one_of(
        st.builds(worded, st.lists(WORDS, max_size=8), EDGES, EDGES, STYLES),
        st.integers(1, 300).map(lambda number: Span("", note=number)),
    ),
    max_size=10,
)


@settings(max_examples=120, deadline=None)
@given(spans=SPANS, width=st.floats(45, 500))
def test_no_text_is_lost_and_none_leaves_the_frame(fonts: FontSet, read: Any, spans: list[Span], width: float) -> None:
    strips = set_text(fonts, width, *spans)
    runs = [run for strip in strips for run in strip.runs]
    words = "".join(read.run(run) for run in runs if run.mark.role != "NoteRef")
    assert "".join(words.split()) == "".join("".join(span.text for span in spans).split())
    assert [note for strip in strips for note in strip.notes] == [span.note for span in spans if span.note]
    numbers = sum(1 for span in spans if span.note)
    for strip in strips:
        # A row of note numbers stands by its word whatever the width: they alone may pass the edge.
        room = width + (numbers * 20 if strip.notes else 0)
        assert all(read.right_edge(fonts, run) <= room + 0.05 for run in strip.runs)


@settings(max_examples=80, deadline=None)
@given(spans=SPANS, width=st.floats(60, 500))
def test_spaces_survive_for_copying(fonts: FontSet, read: Any, spans: list[Span], width: float) -> None:
    spans = [span for span in spans if not span.note]
    expected = "".join(span.text for span in spans)
    lines = read.lines(set_text(fonts, width, *spans))
    assert " ".join("".join(lines).replace("\u00a0", "~").split()) == " ".join(expected.replace("\u00a0", "~").split())
