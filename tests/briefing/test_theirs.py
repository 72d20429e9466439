"""Words of the evidence in a sentence of another language: spans of their own that say so."""

from gettext import NullTranslations

from briefpack.briefing.locale import sentences
from briefpack.briefing.nodes import Chart, Paragraph, Span
from briefpack.briefing.theirs import theirs, told_apart
from briefpack.language import ENGLISH, Language

FRENCH = Language("fr")


def test_english_words_in_a_french_sentence_become_a_span_of_their_own() -> None:
    said = f"2014 : {theirs('Report released.', FRENCH)} (fin)"
    [paragraph] = told_apart([Paragraph("p", (Span(said, "b"), Span("", note=1)))], FRENCH)
    assert paragraph.spans == (
        Span("2014 : ", "b"),
        Span("Report released.", "b", "en"),
        Span(" (fin)", "b"),
        Span("", note=1),
    )


def test_words_inside_their_words_are_theirs() -> None:
    inner = theirs("KEI", FRENCH)
    [paragraph] = told_apart([Paragraph("p", (Span(theirs(f"as {inner} says", FRENCH)),))], FRENCH)
    assert paragraph.spans == (Span("as KEI says", lang="en"),)


def test_where_there_is_no_span_the_marks_go() -> None:
    chart = Chart("c", "line", (), (), f"Figure. {theirs('Recommendations', FRENCH)}.")
    assert told_apart(chart, FRENCH).alt == "Figure. Recommendations."


def test_in_english_nothing_is_marked() -> None:
    blocks = [Paragraph("p", (Span("words"),))]
    assert theirs("words", ENGLISH) == "words"
    assert told_apart(blocks, ENGLISH) is blocks


def test_an_english_sentence_is_followed_by_a_space_where_the_language_has_none() -> None:
    chinese = Language("zh", _Nothing())
    assert sentences(("事实。", "来源。"), chinese) == "事实。来源。"
    assert sentences((theirs("It is.", chinese), "来源。"), chinese) == f"{theirs('It is.', chinese)} 来源。"


class _Nothing(NullTranslations):
    """A catalogue in which nothing stands between sentences."""

    def pgettext(self, context: str, message: str) -> str:
        # An empty message is one that nobody translated.
        return "\u200b" if context == "between sentences" else message
