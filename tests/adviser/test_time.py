"""R30 to R35: the future told as past, overdue promises, relative words, precision, order, old evidence."""

import pytest
from tests.adviser import kit
from tests.adviser.bundled import found, items_used, own_words, pack_of, rules

from briefpack.adviser.finding import Finding
from briefpack.evidence.actors import Tenure
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import entry_of
from briefpack.pack.pack import Entry

FIRES = [
    ("R30", "The Council adopted the text on 3 March 2027."),
    ("R30", "In January 2027, the delegation was heard."),
    ("R31", "OHCHR will publish its report in September 2025. [@ev-2025-09-ohchr-report]"),
    ("R31", "OHCHR published a report in September 2025. [@ev-2025-09-ohchr-report]"),
    ("R31", "The review is due in November 2024."),
    ("R32", "The Council met last year."),
    ("R32", "The report will come soon."),
    ("R32", "Two years ago, the mandate was renewed."),
    ("R33", "The Council adopted it on 4 April 2024. [@ev-2024-04-04-hrc-resolution]"),
    ("R33", "The first review was on 7 December 2009. [@ev-2009-12-upr-first]"),
    ("R33", "The inquiry presented its evidence in March 2014. [@ev-2014-coi-presented-hrc]"),
    ("R33", "The Council met on 17 August 2023. [@ev-2023-08-17-no-outcome]"),
    ("R34", "The Human Rights Council acted in 2003."),
    ("R34", "The discussions ran from 2017 to 2014."),
    ("R34", "The discussions of 2017–2014 were public."),
]
SILENT = [
    "The Council will meet on 3 March 2027.",
    "The Council decided in 2025 to hold a meeting in March 2027.",
    "The text is due by 3 March 2027, as was announced.",
    "The report was due in September 2025; its outcome is not in this dataset. [@ev-2025-09-ohchr-report]",
    "OHCHR was asked for a report. [@ev-2025-09-ohchr-report]",
    "The mandate renewed on 4 April [2024] will be discussed again. [@ev-2024-04-04-mandate-renewed]",
    "The Government will accept the recommendations of 2019.",
    "They asked for an answer as soon as possible.",
    "The Council met last year (2025).",
    "He said “this week” in Geneva.",
    "In the same year the delegation spoke.",
    "The Council adopted it on 4 April [2024]. [@ev-2024-04-04-hrc-resolution]",
    "It was done in April [2024]. [@ev-2024-04-04-hrc-resolution]",
    "The first review was in December 2009. [@ev-2009-12-upr-first]",
    "The first review was in 2009. [@ev-2009-12-upr-first]",
    "The Human Rights Council, created in 2006, replaced the Commission on Human Rights of 2004.",
    "The discussions ran from 2014 to 2017. [@ev-2014-unsc-annual]",
    "The Commission of Inquiry worked in 2013. [@ev-2013-coi-mandate]",
]


@pytest.mark.parametrize(("rule", "text"), FIRES, ids=[text for _, text in FIRES])
def test_own_words_at_odds_with_time_are_found(rule: str, text: str, library: MemoryLibrary) -> None:
    assert rules(own_words(text), library) == [rule]


@pytest.mark.parametrize("text", SILENT)
def test_own_words_in_time_pass(text: str, library: MemoryLibrary) -> None:
    assert rules(own_words(text), library) == []


def _of(rule: str, *items: str, library: MemoryLibrary, kind: str = "facts") -> list[Finding]:
    return kit.of(found(items_used(*items, kind=kind), library), rule)


def test_what_lies_ahead_has_not_happened() -> None:
    later = kit.event("ev-dialogue", date="2026-11-25", title="The Council holds a dialogue")
    (finding,) = kit.of(kit.examine(kit.pack(), kit.with_items(later)), "R30")
    assert (finding.severity, finding.place.entry) == ("block", "e1")
    announced = later.model_copy(update={"status": "announced"})
    assert not kit.of(kit.examine(kit.pack(), kit.with_items(announced)), "R30")


@pytest.mark.parametrize("kind", ["facts", "timeline", "dates"])
def test_a_promise_whose_day_has_passed_is_told_once(kind: str, library: MemoryLibrary) -> None:
    (finding,) = _of("R31", "ev-2025-09-ohchr-report", "ev-2025-09-ohchr-report", library=library, kind=kind)
    assert "find out" in finding.message


def test_a_promise_printed_without_a_word_on_its_outcome_says_what_to_write(library: MemoryLibrary) -> None:
    (finding,) = kit.of(found(pack_of(kind="grid", grid="upr-cycles"), library), "R31")
    assert "write “was due”" in finding.message


def test_an_outcome_in_the_pack_answers_a_promise() -> None:
    promise = kit.event(
        "ev-dialogue", status="announced", date="2026-08", precision="month", title="A report announced"
    )
    clean = kit.pack()
    first = clean.sections[0]
    more = first.model_copy(update={"entries": (*first.entries, Entry(id="e9", item="ev-report"))})
    pack = clean.model_copy(update={"sections": (more, *clean.sections[1:])})

    def overdue(**fields: object) -> bool:
        report = kit.event("ev-report", **{"date": "2026-09-20", "title": "The report is published"} | fields)
        return bool(kit.of(kit.examine(pack, kit.with_items(promise, report)), "R31"))

    assert not overdue(related=("ev-dialogue",))
    assert overdue()
    assert overdue(related=("ev-dialogue",), date="2026-07-01")


def test_today_may_be_said_in_a_script(library: MemoryLibrary) -> None:
    assert rules(own_words("Today we meet again.", use="script"), library) == []
    assert rules(own_words("Today we meet again.", use="background"), library) == ["R32"]
    assert rules(own_words("Recently the mandate was renewed.", use="script"), library) == ["R32"]


def test_a_fact_of_the_user_is_read_for_relative_words() -> None:
    own = kit.event("ev-dialogue", origin="user", title="The Council met last week")
    assert kit.of(kit.examine(kit.pack(), kit.with_items(own)), "R32")


def test_the_brackets_of_an_inferred_year_come_at_a_press(library: MemoryLibrary) -> None:
    pack = own_words("The Council adopted it on 4 April 2024. [@ev-2024-04-04-hrc-resolution]")
    (finding,) = [each for each in kit.of(found(pack, library), "R33") if each.severity == "warn"]
    assert finding.fix
    mended = finding.fix.edit(pack)
    assert "on 4 April [2024]." in entry_of(mended, "e1").text
    assert rules(mended, library) == []


def test_a_date_finer_than_its_record_is_found() -> None:
    finer = kit.event("ev-dialogue", precision="month")
    assert kit.of(kit.examine(kit.pack(), kit.with_items(finer)), "R33")
    bare = kit.event("ev-dialogue", inferred_parts=("year",), title="The Council met in 2026", citations=())
    assert [each.severity for each in kit.of(kit.examine(kit.pack(), kit.with_items(bare)), "R33")] == ["warn", "note"]


def test_a_day_that_may_be_another_is_said_to_be_worked_out(library: MemoryLibrary) -> None:
    (finding,) = [each for each in _of("R33", "ev-2019-10-22-sr-ga", library=library) if each.severity != "note"]
    assert "may mean 21" in finding.message


def test_inferred_dates_are_listed_in_one_note(library: MemoryLibrary) -> None:
    (note,) = _of("R33", "ev-2024-04-04-hrc-resolution", "ev-2023-08-17-unsc", "ev-2014-ndc-threat", library=library)
    assert note.severity == "note"
    assert "17\u00a0August\u00a0[2023]" in note.message


def test_a_body_acts_only_after_its_founding(library: MemoryLibrary) -> None:
    for item in ("ev-2004-sr-mandate", "ev-2003-annual-resolutions-diplomat", "ev-2004-annual-resolutions-king"):
        (finding,) = _of("R34", item, library=library)
        assert "2006" in finding.message
    assert not _of("R34", "ev-2013-03-coi-established", "ev-2005-ga-resolutions", library=library)


def test_no_reaction_comes_before_what_it_answers() -> None:
    cause = kit.event("ev-cause", date="2026-09-10")
    before = kit.event("ev-dialogue", type="reaction", date="2026-09-01", related=("ev-cause",))
    assert kit.of(kit.examine(kit.pack(), kit.with_items(before, cause)), "R34")
    after = before.model_copy(update={"date": "2026-09-11"})
    assert not kit.of(kit.examine(kit.pack(), kit.with_items(after, cause)), "R34")


def test_no_time_in_office_ends_before_it_starts() -> None:
    given = {"office": "sr-office", "from": "2024", "to": "2022", "from_basis": "stated", "to_basis": "stated"}
    person = kit.person(tenures=(Tenure.model_validate(given),))
    assert kit.of(kit.examine(kit.pack(), kit.with_items(person)), "R34")


def test_evidence_older_than_the_occasion_is_told_with_its_age() -> None:
    old = [
        kit.event("ev-dialogue", date="2024-04-04"),
        kit.statistic("st-received", as_of="2024-03"),
        kit.quote("q-door", date="2023"),
    ]
    (finding,) = kit.of(kit.examine(kit.pack(), kit.with_items(*old)), "R35")
    assert "31 months" in finding.message
    newer = [*old[:2], kit.quote("q-door", date="2025-12-02")]
    assert not kit.of(kit.examine(kit.pack(), kit.with_items(*newer)), "R35")
    assert kit.of(kit.examine(kit.pack(date=None, as_of="2027-12-22"), kit.with_items(*newer)), "R35")
