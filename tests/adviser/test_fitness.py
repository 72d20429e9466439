"""R50 to R53: length, something to do, recommendations that can be followed, repetition."""

import pytest
from tests.adviser import kit
from tests.adviser.planted.fitness import last, recommended, script, setting

from briefpack.adviser import similar
from briefpack.adviser.finding import Finding
from briefpack.app import libraries
from briefpack.app.build import font_set
from briefpack.briefing.compose import compose
from briefpack.layout.layouter import Layouter
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import add_item, add_text
from briefpack.pack.filling import fill
from briefpack.pack.pack import Entry, Pack, PartFrame


def found(rule: str, which: Pack) -> list[Finding]:
    return kit.of(kit.examine(which), rule)


def messages(rule: str, which: Pack) -> list[str]:
    return [finding.message for finding in found(rule, which)]


#: As long as the oral statement among the articles: 321 words, 2 min 28 s at 130 words a minute.
STATEMENT = " ".join(["word"] * 321)


def test_a_statement_that_is_too_long_for_its_slot_says_how_many_words_to_cut() -> None:
    assert messages("R50", script(STATEMENT, seconds="120")) == [
        "2:28 for a 2:00 slot at 130 words a minute: cut 61 words."
    ]
    assert messages("R50", script(STATEMENT, seconds="90")) == [
        "2:28 for a 1:30 slot at 130 words a minute: cut 126 words."
    ]
    assert [finding.severity for finding in found("R50", script(STATEMENT, seconds="90"))] == ["block"]


def test_a_statement_that_fits_is_left_alone() -> None:
    assert not found("R50", script(STATEMENT, seconds="148"))
    assert not found("R50", script(STATEMENT))


def test_a_slot_that_is_no_time_could_not_be_checked() -> None:
    (finding,) = found("R50", script("Some words.", seconds="two minutes"))
    assert not finding.decided
    assert finding.severity == "note"


def test_pages_are_counted_once_they_are_laid_out() -> None:
    which = kit.pack(max_pages=1)
    (finding,) = found("R50", which)
    assert not finding.decided
    held = MemoryLibrary(kit.evidence())
    pages = Layouter(font_set()).lay_out(compose(which, held))
    assert not kit.of(kit.examine(which, setting=setting(pages=pages)), "R50")
    long = which
    for _ in range(80):
        long = add_text(long, "s4", "The State takes part in the review and answers. [@pos-state]")
    pages = Layouter(font_set()).lay_out(compose(long, held))
    (finding,) = kit.of(kit.examine(long, setting=setting(pages=pages)), "R50")
    assert "pages before the annex where 1 page may be" in finding.message


def test_words_of_a_section_are_counted_against_its_limit() -> None:
    assert messages("R50", last(kit.pack(), max_words=3)) == ["5 words where 3 may be: cut 2 words."]
    assert not found("R50", last(kit.pack(), max_words=5))


def test_the_objective_of_a_new_brief_is_asked_for_until_it_is_written(library: MemoryLibrary) -> None:
    new = fill(libraries.templates()["one-page-brief"], library, "2026-11-22")
    (empty,) = [entry for section in new.sections for entry in section.entries if entry.required]
    assert empty.label == "Objective"
    for blank in ("", "  \n\n "):
        which = last(kit.pack(), (Entry(id="e5", label="Objective", text=blank, required=True),))
        assert messages("R51", which) == ["“Objective” is empty: what should the reader do?"]
    filled = last(kit.pack(), (Entry(id="e5", label="Objective", text="Keep the mandate.", required=True),))
    assert not found("R51", filled)
    assert not found("R51", last(kit.pack(), (Entry(id="e5", label="Room"),)))


GOOD = "To the Human Rights Council: agree by March 2027 to hold one follow-up dialogue with the State. [@ev-dialogue]"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Agree a follow-up dialogue between reviews. [@ev-dialogue]", ("addressee", "date")),
        ("The Council should consider ways to improve its work by March 2027. [@ev-dialogue]", ("action", "measured")),
        ("The Council should renew the mandate by its sixty-third session.", ("link",)),
        ("The State should invite the Special Rapporteur, as resolution 55/21 of 4 April 2024 asks.", ("date",)),
        ("It matters.", ("addressee", "action", "measured", "date", "link")),
    ],
)
def test_a_recommendation_says_what_it_lacks(text: str, lacks: tuple[str, ...]) -> None:
    (message,) = messages("R52", recommended(text))
    for lamp in ("addressee", "action", "measured", "date", "link"):
        assert (lamp in message) == (lamp in lacks), message


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "The Council should renew the mandate by its sixty-third session, as resolution 55/21 did.",
        "We urge the Government to ratify the Convention within two years (recommendation 127.3).",
        "Call on the Assembly to allocate 2 posts by 31 December 2027, as asked in A/HRC/55/63.",
    ],
)
def test_a_smart_recommendation_is_left_alone(text: str) -> None:
    assert not found("R52", recommended(text))


def test_other_own_words_and_blanks_are_no_recommendations() -> None:
    assert not found("R52", kit.write("Human rights matter."))
    assert not found("R52", last(kit.pack(), (Entry(id="e5", label="First"),), options={"use": "recommendations"}))


def test_more_than_three_recommendations_on_a_theme_are_too_many() -> None:
    three = recommended("\n\n".join(GOOD.replace("one", number) for number in ("two", "four", "five")))
    assert not found("R52", three)
    four = recommended("\n\n".join(GOOD.replace("one", number) for number in ("two", "four", "five", "six")))
    assert messages("R52", four) == ["4 recommendations on one theme: choose the 3 that matter most."]


def test_recommendations_in_another_language_could_not_be_checked() -> None:
    which = recommended("Le Conseil devrait agir.").model_copy(update={"language": "fr"})
    (finding,) = found("R52", which)
    assert not finding.decided


def test_an_item_that_stands_twice_can_be_taken_out() -> None:
    which = add_item(kit.pack(), "s2", "q-door")
    (finding,) = found("R53", which)
    assert finding.place.entry == "e6"
    assert finding.fix is not None
    assert not found("R53", finding.fix.edit(which))


@pytest.mark.parametrize(
    "fields",
    [
        {"options": {"use": "script"}},
        {"kind": "listed"},
        {"key": "chronology", "kind": "timeline"},
        {"part": "brief"},
    ],
)
def test_what_repeats_by_design_is_no_repetition(fields: dict[str, object]) -> None:
    again = kit.section("s9", "facts", (Entry(id="e9", item="ev-dialogue"),)).model_copy(update=fields)
    parts = (PartFrame(id="p"), PartFrame(id="brief"))
    clean = kit.pack(parts=parts)
    assert not found("R53", clean.model_copy(update={"sections": (*clean.sections, again)}))


def test_within_the_one_page_brief_nothing_stands_twice() -> None:
    twice = [kit.section(f"s{n}", "facts", (Entry(id=f"e{n}", item="ev-dialogue"),), part="brief") for n in (8, 9)]
    which = kit.pack(parts=(PartFrame(id="brief"),)).model_copy(update={"sections": tuple(twice)})
    assert [finding.place.entry for finding in found("R53", which)] == ["e9"]


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ("The State takes part in the review and answers each recommendation that it received.", True),
        ("The State takes part in the review and answers each recommendation it was given.", True),
        ("The State takes no part in the Council’s dialogue and refuses the mandate-holder a visit.", False),
        ("Room XVII.", False),
    ],
)
def test_own_words_that_say_nearly_the_same_are_repetition(other: str, alike: bool) -> None:
    first = "The State takes part in the review and answers each recommendation it received."
    which = add_text(add_text(kit.pack(), "s4", f"{first} [@pos-state]"), "s4", f"{other} [@pos-state]")
    assert bool(found("R53", which)) == alike


def test_each_of_many_alike_texts_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(similar, "likeness", lambda one, other: compared.append((one, other)) or 0.0)
    texts = [f"Paragraph {n} says what happened at session {n * 7} and why it matters." for n in range(3000)]
    assert not [*similar.repeated(texts)]
    assert len(compared) < 50 * len(texts)
