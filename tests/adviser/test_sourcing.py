"""Where statements come from: what each of R01 to R10 finds, and what it leaves alone."""

import pytest
from tests.adviser import kit
from tests.adviser.dataset import about, held, own, pack_of, section

from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import Entry

NOT_BORNE_OUT = (
    ("The State rejected 64 recommendations. [@st-upr3-rejected]", "The evidence cited gives 63, not 64."),
    ("The DPRK rejected 262 recommendations. [@st-upr3-rejected]", "The evidence cited gives 63, not 262."),
    ("35 % were rejected. [@st-upr3-rejected]", "The evidence cited does not give 35 %."),
    ("Four mandate-holders were never invited. [@st-sr-holders]", "The evidence cited gives 3, not Four."),
    ("In 2018 the DPRK rejected 63 recommendations. [@st-upr3-rejected]", "The evidence cited gives 2019, not 2018."),
    ("In 2019, 113 of 268 were accepted. [@st-upr2-accepted]", "The evidence cited gives 2014, not 2019."),
    (
        "On 4 April 2023 the Human Rights Council adopted a text. [@ev-2024-04-04-hrc-resolution]",
        "The evidence cited does not give the date 4 April 2023.",
    ),
    ("China cast a veto. [@ev-2024-03-28-panel-veto]", "The evidence cited does not name China."),
    (
        "Marzuki Darusman welcomed it. [@q-2019-10-sr-63-first-step]",
        "The evidence cited does not name Marzuki Darusman.",
    ),
    ("Elizabeth Salmon said so. [@q-2019-10-sr-63-first-step]", "The evidence cited does not name Elizabeth Salmon."),
    (
        "The Security Council adopted a text. [@ev-2024-04-04-hrc-resolution]",
        "The evidence cited does not name Security Council.",
    ),
)
BORNE_OUT = (
    "Of 262, 63 were initially rejected; it agreed to review 199. [@st-upr3-rejected][@st-upr3-to-be-reviewed]",
    "In all, 50 + 117 = 167 recommendations. [@st-upr1-received][@st-upr1-not-supported][@st-upr1-to-be-examined]",
    "63 + 199 = 262. [@st-upr3-received][@st-upr3-rejected][@st-upr3-to-be-reviewed]",
    "44 + 12 = 56 mandates in August 2017. [@st-sp-mandates][@st-sp-thematic][@st-sp-country]",
    "A share of 24 % (our calculation) was rejected. [@st-upr3-rejected]",
    "24 % were rejected. [@st-upr3-rejected]",  # R26 asks for the label
    "Some 260 recommendations were made. [@st-upr3-received]",
    "More than fifty special rapporteurs held mandates. [@st-sp-mandates]",
    "In October 2014, 113 of 268 had been accepted, according to Marzuki Darusman. [@st-upr2-accepted]",
    "Russia cast a veto on 28 March [2024]. [@ev-2024-03-28-panel-veto]",
    "Tomas Ojea Quintana spoke of 63 recommendations. [@q-2019-10-sr-63-first-step]",
)
NO_CLAIM = (
    "Seek support for renewal of the mandate.",
    "Secure a commitment to receive the Special Rapporteur in 2027.",
    "Express concern that recommendations accepted have not been implemented.",
    "You have 2 minutes; the text is 260 words, at 15:30 in room 20.",
    "This matters for SDG 16 and under item 4.",
    "If the Council adopted a resolution, we would be in favour.",
    "The Government should accept what it rejected.",
    "What has the Government accepted since?",
    "We meet on 1 December 2026.",
    "The so-called “re-education” camps are a matter of concern.",
    "Three points to make.",
)
CLAIMS = (
    "The Council renewed the mandate.",
    "The DPRK has refused every visit.",
    "The review took 3 hours.",
    "It began in March 2014.",
    "They speak of “a new era of peace”.",
)


@pytest.mark.parametrize(("text", "message"), NOT_BORNE_OUT)
def test_a_figure_date_or_name_that_is_not_what_the_evidence_gives_is_found(
    library: MemoryLibrary, text: str, message: str
) -> None:
    found = own(library, text, "R01")
    assert [(finding.message, finding.severity) for finding in found] == [(message, "block")]
    assert found[0].proofs


@pytest.mark.parametrize("text", BORNE_OUT)
def test_what_the_evidence_bears_out_is_left_alone(library: MemoryLibrary, text: str) -> None:
    assert own(library, text, "R01") == []


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_without_a_source_is_found(library: MemoryLibrary, text: str) -> None:
    assert [finding.message for finding in own(library, text, "R01")] == [f"No source for: ‘{text.rstrip('.')}’."]


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_wish_a_question_and_a_matter_of_order_need_no_source(library: MemoryLibrary, text: str) -> None:
    assert own(library, text, "R01") == []


def test_the_wrong_figure_can_be_mended_by_one_press() -> None:
    pack = kit.write("The State received 41 recommendations. [@st-received]")
    [finding] = kit.of(kit.examine(pack), "R01")
    assert finding.fix
    assert finding.fix.label == "Use “40”"
    assert kit.examine(finding.fix.edit(pack)) == ()


def test_no_fix_where_the_wrong_words_stand_twice() -> None:
    pack = kit.write("41 is 41. [@st-received]")
    assert all(finding.fix is None for finding in kit.of(kit.examine(pack), "R01"))


def test_own_words_in_a_language_that_is_not_read_could_not_be_checked() -> None:
    [finding] = kit.of(kit.examine(kit.write("L’État a rejeté la visite du Rapporteur.", language="fr")), "R01")
    assert (finding.decided, finding.severity) == (False, "note")


# R02 to R06.


def test_a_statement_whose_place_is_ambiguous_is_cited_without_one(library: MemoryLibrary) -> None:
    [finding] = held(library, "quotes", "q-2019-10-sr-63-first-step", "R02")
    assert "report or press conference?" in finding.message


def test_a_passage_with_its_paragraph_and_a_page_of_the_web_are_placed(library: MemoryLibrary) -> None:
    assert held(library, "quotes", "q-2014-10-darusman-welcome", "R02") == []
    later = next(item.id for item in library.all("event") if getattr(item, "collection", "") == "later-facts")
    assert held(library, "timeline", later, "R02") == []


def test_three_facts_of_one_article_are_one_source(library: MemoryLibrary) -> None:
    three = ("st-upr3-received", "st-upr3-rejected", "st-upr3-to-be-reviewed")
    [finding] = about(library, pack_of(section("facts", *three, title="The third review")), "R03")
    assert finding.message == "Everything in ‘The third review’ rests on Korea Economic Institute of America."


@pytest.mark.parametrize(
    "items",
    [
        ("st-upr3-received", "st-upr3-rejected"),
        ("st-upr3-received", "st-upr3-rejected", "st-upr3-to-be-reviewed", "ev-2024-11-upr-fourth"),
    ],
)
def test_two_facts_or_two_publishers_are_no_such_section(library: MemoryLibrary, items: tuple[str, ...]) -> None:
    assert about(library, pack_of(section("facts", *items)), "R03") == []


def test_a_section_without_title_is_read_with_its_part(library: MemoryLibrary) -> None:
    three = ("st-upr3-received", "st-upr3-rejected", "st-upr3-to-be-reviewed")
    untitled = section("tiles", *three, title="")
    other = section("timeline", "ev-2024-11-upr-fourth", id="s2").model_copy(
        update={"entries": (Entry(id="e50", item="ev-2024-11-upr-fourth"),)}
    )
    assert about(library, pack_of(untitled, other), "R03") == []
    assert about(library, pack_of(untitled), "R03")


def test_sources_of_one_publisher_do_not_corroborate(library: MemoryLibrary) -> None:
    [finding] = own(library, "It was independently confirmed. [@ev-2024-04-04-hrc-resolution]", "R04")
    assert "Human Rights Watch" in finding.message
    assert own(library, "Several sources report the inquiry. [@ev-2014-02-coi-report]", "R04") == []
    assert own(library, "The text was adopted. [@ev-2024-04-04-hrc-resolution]", "R04") == []


def test_a_claim_found_corroborated_by_one_group_is_not(library: MemoryLibrary) -> None:
    assert held(library, "claims", "claim-c2-values-dialogue", "R04") == []
    claim = library.get("claim-c2-values-dialogue", "claim")
    assert claim is not None
    links = tuple(link for link in claim.evidence if link.relation == "supports")  # type: ignore[union-attr]
    alike = tuple(link.model_copy(update={"independence_group": "hrw"}) for link in links)
    items = [item for kind in KINDS for item in library.all(kind) if item.id != claim.id]
    changed = MemoryLibrary([*items, claim.model_copy(update={"evidence": alike})])
    assert held(changed, "claims", claim.id, "R04")


KINDS = ("source", "institution", "person", "document", "event", "quote", "statistic", "position", "claim", "conflict")


def test_words_of_a_un_report_are_cited_as_quoted_where_they_are_repeated(library: MemoryLibrary) -> None:
    [finding] = held(library, "facts", "q-2019-report-para59", "R05")
    assert "‘quoted in’ Korea Economic Institute of America" in finding.message
    assert held(library, "positions", "pos-dprk-country-mandate", "R05") == []  # its table says who quotes them
    assert held(library, "quotes", "q-2019-report-para59", "R05") == []  # its credit names the chain


def test_own_words_have_to_say_through_whom_the_words_came(library: MemoryLibrary) -> None:
    bare = "In its report the mandate speaks of a firm position. [@q-2019-report-para59]"
    told = "In the report, as quoted by King, the mandate speaks of a firm position. [@q-2019-report-para59]"
    assert [finding.rule for finding in own(library, bare, "R05", "R06")] == ["R05", "R06"]
    assert own(library, told, "R05", "R06") == []


def test_a_chain_of_three_is_named(library: MemoryLibrary) -> None:
    [finding] = held(library, "positions", "pos-dprk-delegation-country-mandate", "R06")
    assert finding.message == "DPRK delegation → Tomás Ojea Quintana → Robert R. King → you: name the chain."
    assert finding.severity == "note"
    assert held(library, "quotes", "q-2019-05-political-tool", "R06") == []


# R07 to R10.


def test_a_view_in_our_own_voice_is_found(library: MemoryLibrary) -> None:
    bare = "China and Russia are the biggest obstacle to progress. [@q-2024-author-obstacle]"
    [finding] = own(library, bare, "R07")
    assert finding.message.endswith("is a view of Author of the op-ed; attribute it.")
    assert finding.severity == "block"


@pytest.mark.parametrize(
    "text",
    [
        "An op-ed says that China and Russia are the biggest obstacle. [@q-2024-author-obstacle]",
        "In the author’s view China and Russia are the biggest obstacle. [@q-2024-author-obstacle]",
        "Marked “The biggest obstacle”. [@q-2024-author-obstacle]",
        "The Council adopted the text on 4 April [2024]. [@ev-2024-04-04-hrc-resolution]",
    ],
)
def test_a_view_that_is_attributed_and_a_fact_are_left_alone(library: MemoryLibrary, text: str) -> None:
    assert own(library, text, "R07") == []


def test_no_position_as_the_dataset_words_it_is_our_own_opinion(library: MemoryLibrary) -> None:
    every = [item.id for item in library.all("position")]
    assert about(library, pack_of(section("positions", *every)), "R07", "R01", "R09", "R10") == []


def test_a_weak_grade_for_facts_on_the_ground_is_said(library: MemoryLibrary) -> None:
    weak = dict.fromkeys(("own_position", "own_actions", "un_procedure", "law"), "A") | {"facts_on_ground": "E"}
    event = kit.event("ev-dialogue", mechanism="bilateral-diplomacy", citations=(kit.cited("src-a", "It is so."),))
    found = kit.examine(items=kit.with_items(kit.source("src-a", reliability_for=weak), event))
    assert "The grade of Publisher src-a for this kind of claim, E," in kit.of(found, "R08")[0].message
    good_too = kit.event("ev-dialogue", mechanism="bilateral-diplomacy")
    assert kit.of(kit.examine(items=kit.with_items(kit.source("src-a", reliability_for=weak), good_too)), "R08") == []


def test_information_graded_four_is_weak_and_the_graded_dataset_is_not(library: MemoryLibrary) -> None:
    found = kit.examine(items=kit.with_items(kit.source("src-a", grade="B4"), kit.source("src-b", grade="B2")))
    assert [finding.about for finding in kit.of(found, "R08")] == ["st-received", "q-door"]
    every = [item.id for item in library.all("statistic")]
    assert about(library, pack_of(section("facts", *every)), "R08") == []


def test_sources_without_a_grade_could_not_be_checked_which_is_said_once() -> None:
    bare = [kit.source(name, grade=None, reliability_for=None) for name in ("src-a", "src-b")]
    [finding] = kit.of(kit.examine(items=kit.with_items(*bare)), "R08")
    assert not finding.decided
    assert "Publisher src-a" in finding.message


def test_a_publisher_and_a_year_that_are_inferred_are_marked(library: MemoryLibrary) -> None:
    bare = "Human Rights Watch wrote in 2017 that victims have suffered long enough. [@q-2017-hrw-victims]"
    assert len(own(library, bare, "R09")) == 2
    marked = "A text of [2017] (publisher inferred: Human Rights Watch) says so. [@q-2017-hrw-victims]"
    assert own(library, marked, "R09") == []
    stated = "Human Rights Watch says that accountability is essential. [@q-2019-hrw-essential]"
    assert own(library, stated, "R09") == []


def test_nothing_that_the_composer_prints_names_an_inferred_publisher_unmarked(library: MemoryLibrary) -> None:
    for kind, form in (("quote", "quotes"), ("event", "timeline"), ("position", "positions"), ("claim", "claims")):
        every = [item.id for item in library.all(kind)]
        assert about(library, pack_of(section(form, *every)), "R09", "R10", "R11") == []


def test_a_study_that_nobody_names_is_called_unnamed(library: MemoryLibrary) -> None:
    [finding] = own(library, "A detailed analysis found weak recommendations. [@q-upr-study-weak]", "R10")
    assert finding.message == "‘A detailed analysis’ is not named in the source; it cannot be cited as such."
    assert own(library, "An unnamed study found weak recommendations. [@q-upr-study-weak]", "R10") == []
    assert own(library, "The analysis by King says that it can help. [@q-2019-king-not-magic]", "R10") == []
