"""Own text as runs and back; find and replace that keeps styles and citations and never makes markup of words."""

from hypothesis import given
from hypothesis import strategies as st

from briefpack.briefing.markup import spans_of
from briefpack.pack.ownwords import Run, count, parse, plain, replaced, written

letters = st.text(st.sampled_from("ab *\\[@]-"), min_size=1, max_size=6)
runs = st.one_of(
    st.builds(Run, letters, st.booleans(), st.booleans(), st.just("")),
    st.builds(lambda name: Run("", cite=name), st.sampled_from(["ev-a", "q-b-2"])),
)
paragraphs = st.lists(st.lists(runs, min_size=1, max_size=5), min_size=1, max_size=3)


def _characters(many: object) -> list[list[tuple[str, bool, bool, str]]]:
    found = []
    for each in many:  # type: ignore[attr-defined]
        line = []
        for run in each:
            line += (
                [("", False, False, run.cite)] if run.cite else [(char, run.bold, run.italic, "") for char in run.text]
            )
        found.append(line)
    return found


@given(paragraphs)
def test_what_is_written_is_read_again_character_for_character(many: list[list[Run]]) -> None:
    shown = [line for line in many if any(run.cite or run.text.strip() for run in line)]
    assert _characters(parse(written(many))) == _characters(shown)


@given(st.lists(st.builds(Run, letters, st.booleans(), st.booleans(), st.just("")), min_size=1, max_size=5))
def test_print_reads_it_as_the_editor_does(line: list[Run]) -> None:
    spans = spans_of(written([line]), lambda text: text, lambda _: 1)
    printed = [(char, "b" in span.style, "i" in span.style, "") for span in spans for char in span.text]
    assert printed == (_characters([line])[0] if any(run.text.strip() for run in line) else [])


def test_words_are_found_across_styles_and_citations() -> None:
    assert count("Human *Rights*[@ev-a] Council", "rights council") == 1
    assert count("Human *Rights* Council", "rights council", case=True) == 0
    assert count("one\n\ntwo", "one\n\ntwo") == 0
    assert count("aaaa", "aa") == 2
    assert count("anything", "") == 0


def test_replacing_keeps_the_style_and_the_citation() -> None:
    assert replaced("the *Human* Rights[@ev-a] body", "human rights", "UN") == ("the *UN*[@ev-a] body", 1)
    assert replaced("Human *Rights*", "human rights", "UN") == ("UN", 1)
    assert replaced("nothing here", "UN", "x") == ("nothing here", 0)


@given(st.text("ab*[@\\", max_size=5))
def test_what_is_put_in_is_words_and_never_markup(words: str) -> None:
    text, number = replaced("an **old** word", "old", words)
    assert number == 1
    assert plain(text) == f"an {words} word"
