"""Words, pages and seconds: of a text as it is said aloud, of a section, of a pack."""

from collections.abc import Mapping

import pytest

from briefpack.app.build import font_set, new_pack
from briefpack.app.measures import measures
from briefpack.briefing.compose import compose
from briefpack.briefing.speech import Measure, count, seconds, spoken_count
from briefpack.evidence.dataset import fingerprint, read_dataset
from briefpack.layout.layouter import Layouter
from briefpack.library.memory import MemoryLibrary
from briefpack.library.port import Library
from briefpack.pack import edits
from briefpack.pack.snapshot import Carried


@pytest.fixture(scope="module")
def bundled(dataset_texts: Mapping[str, bytes]) -> Library:
    return MemoryLibrary(read_dataset(dataset_texts).items(), fingerprint(dataset_texts))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2014", 2),  # twenty fourteen
        ("2000", 2),  # two thousand
        ("2005", 4),  # two thousand and five
        ("1900", 2),  # nineteen hundred
        ("1905", 3),  # nineteen oh five
        ("262", 5),  # two hundred and sixty two
        ("63", 2),
        ("63rd", 2),
        ("1990s", 2),
        ("24\u00a0%", 4),  # twenty four per cent
        ("10\u00a0000", 2),
        ("1,250", 6),  # one thousand two hundred and fifty
        ("42.16", 5),  # forty two point one six
        ("4 April [2024]", 5),
        ("the DPRK refuses it.", 4),
        ("2014–2017", 4),
        ("— “yes”", 1),
        ("", 0),
    ],
)
def test_numbers_count_as_they_are_said(text: str, said: int) -> None:

    assert spoken_count(text) == said


def test_a_full_stop_is_a_breath() -> None:
    assert seconds("one two three") == pytest.approx(3 / 130 * 60)
    assert seconds("one. two. three.") == pytest.approx(3 / 130 * 60 + 3 * 0.35)
    assert seconds("Mr.x 1.5", pace=60) == pytest.approx(4.0), "a point inside a word or number is none"


def test_words_are_what_stands_between_spaces() -> None:
    assert count("The DPRK — refuses “it” [2024].") == 5


def _measured(library: Library, template: str = "T01") -> tuple[dict[str, Measure], Measure]:
    made = new_pack(template, today="2026-11-22", library=library)
    first = made.pack.sections[0]
    pack = edits.write(made.pack, first.entries[0].id, "The mandate was **renewed**. Nobody objected.")
    items = Carried(made.items)
    briefing = compose(pack, items)
    found = measures(pack, briefing, Layouter(font_set()).lay_out(briefing), max_words=320)
    return {section.key: found.sections[section.id] for section in pack.sections}, found.pack


def test_a_section_is_measured_by_what_it_prints_under_its_title(bundled: Library) -> None:
    sections, _ = _measured(bundled)
    line = sections["bottom-line"]
    assert line.words == 6
    assert line.seconds == pytest.approx(6 / 130 * 60 + 2 * 0.35)
    assert line.max_words == 45
    assert not line.over
    assert sections["objective"].words == 0, "a blank holds no words yet"
    assert sections["quotation"].seconds < sections["quotation"].words / 130 * 60 + 3, "credits are not said"


def test_the_whole_has_its_limits_and_leaves_the_annex_out(bundled: Library) -> None:
    sections, whole = _measured(bundled)
    assert whole.words == sum(each.words for each in sections.values())
    assert whole.seconds == pytest.approx(sum(each.seconds for each in sections.values()) + 2)
    assert (whole.pages, whole.max_pages, whole.max_words) == (1, 1, 320)
    assert 0.5 < sum(each.pages or 0 for each in sections.values()) <= 1.1


def _shares(library: Library, key: str, words: str) -> dict[str, float]:
    """The page shares of the one-page brief with words in the first blank of a section."""
    made = new_pack("T01", today="2026-11-22", library=library)
    (section,) = [section for section in made.pack.sections if section.key == key]
    pack = edits.write(made.pack, section.entries[0].id, words)
    briefing = compose(pack, Carried(made.items))
    found = measures(pack, briefing, Layouter(font_set()).lay_out(briefing))
    return {section.key: found.sections[section.id].pages or 0 for section in pack.sections}


def test_sections_side_by_side_have_each_their_own_share(bundled: Library) -> None:
    left, right = ("why-now", "objective", "facts"), ("if-raised", "quotation", "position")
    before = _shares(bundled, "if-raised", "Short.")
    after = _shares(bundled, "if-raised", "Words that go on. " * 12)
    assert all(before[key] > 0.02 for key in (*left, *right))
    assert after["if-raised"] > before["if-raised"] + 0.01
    unchanged = {*left, *right} - {"if-raised"}
    assert {key: after[key] for key in unchanged} == pytest.approx({key: before[key] for key in unchanged}, abs=1e-4)
    # The left column is the wider one, and none has more than its part of the page.
    assert sum(before[key] for key in left) < 1.25 / 2.25
    assert sum(before[key] for key in right) < 1.0 / 2.25


def test_columns_too_long_to_stand_side_by_side_have_the_share_of_their_height(bundled: Library) -> None:
    before = _shares(bundled, "if-raised", "Words that go on. " * 12)
    after = _shares(bundled, "if-raised", "Words that go on. " * 500)
    assert after["if-raised"] > 1
    # At full width its lines are fewer, but each counts for a whole one.
    assert after["facts"] > before["facts"] * 1.1


def test_a_limit_that_is_passed_is_told() -> None:
    assert Measure(words=46, max_words=45).over
    assert Measure(pages=2, max_pages=1).over
    assert not Measure(words=45, max_words=45, pages=1, max_pages=1).over
