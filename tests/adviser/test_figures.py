"""R20 to R29: sums, status words, ages, bases, what is missing, superlatives."""

import pytest
from tests.adviser import kit
from tests.adviser.bundled import found, items_used, own_words, pack_of, rules

from briefpack.evidence.grids import Grid
from briefpack.evidence.items import KINDS
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import entry_of
from briefpack.pack.pack import Entry

#: Own words, and the rules that must find something in them.
FIRES = [
    ("R20", "50 + 117 = 168 recommendations."),
    ("R20", "In 2009, 50 and 117 recommendations make 168."),
    ("R20", "Of 262 recommendations, 63 were rejected in 2019 and 198 left open. [@st-upr3-received]"),
    ("R20", "In 2019, 63 of 262 recommendations (27 %, our calculation) were rejected. [@st-upr3-rejected]"),
    ("R22", "The DPRK accepted 199 recommendations in 2019. [@st-upr3-to-be-reviewed]"),
    ("R22", "The DPRK accepted 199 of 262 recommendations in 2019. [@ev-2019-upr-third]"),
    ("R22", "Of 262 recommendations of 2019, 63 were rejected and 199 accepted. [@ev-2019-upr-third]"),
    ("R22", "In [March 2010], 117 recommendations were accepted. [@st-upr1-to-be-examined]"),
    ("R22", "In 2019, 76 % (our calculation) of the recommendations were accepted."),
    (
        "R22",
        "By October 2014 it had implemented 113 of 268 recommendations, of one or both cycles. [@st-upr2-accepted]",
    ),
    ("R22", "In 2019, 63 recommendations were finally rejected. [@st-upr3-rejected]"),
    ("R22", "In the review of 2019, 262 recommendations were supported. [@st-upr3-received]"),
    ("R22", "The DPRK rejected 50 recommendations by [March 2010]. [@st-upr1-not-supported]"),
    ("R24", "63 recommendations were rejected. [@st-upr3-rejected]"),
    ("R24", "199 recommendations are under examination. [@st-upr3-to-be-reviewed]"),
    ("R24", "There are 56 mandates under the Council. [@st-sp-mandates]"),
    ("R25", "By October 2014, 113 of 268 recommendations were accepted. [@st-upr2-accepted]"),
    ("R26", "24 % of the recommendations of 2019 were initially rejected. [@st-upr3-rejected]"),
    ("R26", "A quarter of the recommendations of 2019 were initially rejected. [@st-upr3-rejected]"),
    ("R26", "By 2014, 113/167 of the recommendations were accepted, of one or both cycles. [@st-upr2-accepted]"),
    ("R26", "By 2014, 113 of 435 recommendations were accepted, of one or both cycles. [@st-upr2-accepted]"),
    ("R26", "By 2019 it was 113 + 199, of one or both cycles. [@st-upr2-accepted]"),
    ("R26", "In three cycles it received 697 recommendations. [@st-upr3-received]"),
    ("R28", "No State voted against the text. [@ev-2024-04-04-hrc-resolution]"),
    ("R28", "None of the recommendations of 2019 was accepted. [@st-upr3-received]"),
    ("R28", "The resolution had 0 abstentions. [@ev-2024-04-04-hrc-resolution]"),
    ("R29", "It was the first visit of an expert. [@ev-2017-05-disability-visit]"),
    ("R29", "A permanent body acted for the first time in history. [@ev-2013-03-coi-established]"),
    ("R29", "It is the most ambitious text on the subject. [@ev-2024-04-04-hrc-resolution]"),
    ("R29", "The DPRK has never invited a mandate-holder. [@ev-2004-sr-refusal]"),
]
#: Own words in which nothing is wrong.
SILENT = [
    "50 + 117 = 167, 63 + 199 = 262 and 44 + 12 = 56. [@st-upr1-received] [@st-upr3-received] [@st-sp-mandates]",
    "In 2019, 24 % (our calculation) of the recommendations were initially rejected. [@st-upr3-rejected]",
    "The DPRK agreed to review 199 recommendations in 2019. [@st-upr3-to-be-reviewed]",
    "Of 262 recommendations of 2019, 63 were initially rejected and 199 are under examination. [@st-upr3-received]",
    "The 199 recommendations of 2019 are not accepted. [@st-upr3-to-be-reviewed]",
    "By March 2010, 50 recommendations did not enjoy the support of the DPRK; 117 were left open. [@st-upr1-received]",
    "By March 2010 it had accepted none of the 167 recommendations. [@st-upr1-accepted-2010]",
    "By October 2014 it had accepted 113 of 268, of one or both cycles. [@st-upr2-accepted]",
    "In 2019 it rejected 63 and 199 “agreed to review”. [@st-upr3-received]",
    "The DPRK received 262 recommendations from 87 countries. [@st-upr3-received] [@st-upr3-countries]",
    "199 participants accepted the invitation.",
    "63 recommendations were initially rejected. [@st-upr3-rejected]",
    "In August 2017 there were 56 mandates under the Council. [@st-sp-mandates]",
    "No formal debate was held in 2018. [@ev-2018-unsc-no-debate]",
    "The dataset holds no votes. [@ev-2024-04-04-hrc-resolution]",
    "According to one article it was the first visit. [@ev-2017-05-disability-visit]",
    "It was “the first time” for an expert, one article says. [@ev-2017-05-disability-visit]",
    "The first review took place in December 2009. [@ev-2009-12-upr-first]",
    "The first Special Rapporteur was appointed in 2004. [@st-sr-years]",
    "We urge the DPRK to accept the 199 recommendations of 2019. [@st-upr3-to-be-reviewed]",
    "Will the Government accept the 199 recommendations of 2019? [@st-upr3-to-be-reviewed]",
    "It should implement the 113 recommendations accepted by 2014, of one or both cycles. [@st-upr2-accepted]",
    "In 2019, 87 countries made 262 recommendations; it rejected 63 and agreed to review 199. [@st-upr3-received]",
    "No such meeting was held in the five calendar years 2018 to 2022 (our calculation). [@st-unsc-gap-years]",
    "Of the 167 recommendations of 2009, 50 did not enjoy the support of the DPRK. [@st-upr1-not-supported]",
    "Each of the 193 Member States is reviewed. [@st-un-members]",
    "OHCHR was asked for its first report of this kind. [@ev-2024-04-04-hrc-resolution]",
    "Of the first two cycles little is known. [@ev-2014-upr-study]",
    "We ask all States to make the first meeting the most useful.",
]


@pytest.mark.parametrize(("rule", "text"), FIRES, ids=[text for _, text in FIRES])
def test_own_words_at_odds_with_the_evidence_are_found(rule: str, text: str, library: MemoryLibrary) -> None:
    assert rules(own_words(text), library) in ([rule], ["R20", "R24"][: 1 + (rule == "R24")])


@pytest.mark.parametrize("text", SILENT)
def test_own_words_that_keep_to_the_evidence_pass(text: str, library: MemoryLibrary) -> None:
    assert rules(own_words(text), library) == []


def test_spurious_decimals_are_noted_and_cut(library: MemoryLibrary) -> None:
    text = "42.16 % (our calculation) were accepted by 2014, of one or both cycles. [@st-upr2-accepted]"
    (finding,) = kit.of(found(own_words(text), library), "R27")
    assert finding.severity == "note"
    assert finding.fix
    assert "42 % (our calculation)" in entry_of(finding.fix.edit(own_words(text)), "e1").text
    assert not kit.of(found(own_words(text.replace("42.16", "42.2")), library), "R27")


def test_mixed_bases_block_and_an_unlabelled_share_warns(library: MemoryLibrary) -> None:
    def severity(text: str) -> str | None:
        return kit.of(found(own_words(text), library), "R26")[0].severity

    assert severity("113/167 were accepted. [@st-upr2-accepted]") == "block"
    assert severity("24 % of the recommendations of 2019 were initially rejected. [@st-upr3-rejected]") == "warn"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The DPRK accepted 199 of them. [@st-upr3-to-be-reviewed]", "The DPRK “agreed to review” 199 of them."),
        ("199 recommendations were accepted. [@st-upr3-to-be-reviewed]", "199 recommendations “agreed to review”."),
        ("It implemented 113 of 268. [@st-upr2-accepted]", "It “accepted” 113 of 268."),
    ],
)
def test_a_press_puts_the_word_of_the_source(before: str, after: str, library: MemoryLibrary) -> None:
    pack = own_words(before)
    (finding,) = kit.of(found(pack, library), "R22")
    assert finding.fix
    mended = finding.fix.edit(pack)
    assert entry_of(mended, "e1").text.startswith(after)
    assert not kit.of(found(mended, library), "R22")


def test_our_calculation_is_written_at_a_press(library: MemoryLibrary) -> None:
    pack = own_words("In 2019, 24 % of the recommendations were initially rejected. [@st-upr3-rejected]")
    (finding,) = kit.of(found(pack, library), "R26")
    assert finding.fix
    assert rules(finding.fix.edit(pack), library) == []


def test_a_title_is_read_like_own_words(library: MemoryLibrary) -> None:
    pack = items_used("st-upr3-to-be-reviewed")
    titled = pack.model_copy(update={"title": "The DPRK accepted 199 recommendations"})
    (finding,) = kit.of(found(titled, library), "R22")
    assert finding.place == ("", "")


def _altered(library: MemoryLibrary, item_id: str, **fields: object) -> MemoryLibrary:
    """The library with one item changed, as in a pack file that was edited elsewhere."""
    items = [item for kind in KINDS for item in library.all(kind)]
    return MemoryLibrary([item.model_copy(update=fields) if item.id == item_id else item for item in items])


@pytest.mark.parametrize(
    ("rule", "item", "fields"),
    [
        ("R20", "st-upr3-received", {"value": 263}),
        ("R20", "st-upr3-rejected-share", {"value": 27}),
        ("R20", "st-sr-years", {"value": 16}),
        ("R22", "st-upr3-to-be-reviewed", {"label": "Third-cycle recommendations the DPRK accepted"}),
        ("R22", "st-upr3-to-be-reviewed", {"status_word": "accepted", "status_class": "accepted"}),
        ("R22", "ev-2019-upr-third", {"title": "Third UPR of the DPRK: it accepted 199 recommendations"}),
        ("R24", "st-upr1-received", {"as_of": None}),
        ("R29", "ev-2024-04-04-hrc-resolution", {"title": "Human Rights Council adopts the strongest resolution ever"}),
    ],
)
def test_an_item_altered_elsewhere_is_found(
    rule: str, item: str, fields: dict[str, object], library: MemoryLibrary
) -> None:
    assert rule not in rules(items_used(item), library)
    assert rule in rules(items_used(item), _altered(library, item, **fields))


@pytest.mark.parametrize(
    ("item", "fires"),
    [
        ("st-sp-mandates", True),
        ("st-sr-holders", True),
        ("st-un-members", True),
        ("st-upr1-received", False),
        ("st-unsc-debates-2018", False),
        ("st-kcna-days", False),
    ],
)
def test_counts_age_and_records_of_a_review_do_not(item: str, *, fires: bool, library: MemoryLibrary) -> None:
    assert ("R23" in rules(items_used(item), library)) == fires


def test_an_open_answer_is_stale_once_the_next_review_was_due(library: MemoryLibrary) -> None:
    assert "R23" not in rules(items_used("st-upr3-to-be-reviewed"), library)
    assert "R23" in rules(items_used("st-upr3-to-be-reviewed", "ev-2024-11-upr-fourth"), library)


def test_a_figure_of_unclear_base_is_told_in_words(library: MemoryLibrary) -> None:
    assert "R25" in rules(items_used("st-upr2-accepted"), library)
    assert "R25" in rules(items_used("ev-2014-10-darusman-third-committee"), library)
    table = pack_of(kind="grid", grid="upr-cycles")
    assert "R25" not in rules(table, library)  # “the source sentence refers to both first and second cycles”
    assert "R28" not in rules(table, library)


def _table(cells: object) -> Grid:
    return Grid.model_validate(
        {
            "id": "g-test",
            "title": "Votes",
            "columns": [{"title": "Text", "head": True}, {"title": "Against"}],
            "rows": [{"id": "r-one", "cells": [[{"text": "the text"}], cells]}],
        }
    )


@pytest.mark.parametrize(
    ("cells", "fires"),
    [
        ([], True),
        ([{"text": "–"}], True),
        ([{"text": "none"}], True),
        ([{"gap": True}], False),
        ([{"value": "st-received"}], False),
    ],
)
def test_a_blank_or_a_dash_in_a_table_is_no_gap(cells: object, *, fires: bool) -> None:
    grid = kit.section("s4", "grid", (), title="Votes", options={"grid": "g-test"})
    clean = kit.pack()
    pack = clean.model_copy(update={"sections": (*clean.sections[:-1], grid)})
    findings = kit.examine(pack, kit.with_items(_table(cells)))
    assert bool(kit.of(findings, "R28")) == fires


def test_a_dash_with_a_legend_is_explained(library: MemoryLibrary) -> None:
    table = pack_of(kind="grid", grid="unsc-meetings")
    assert "R28" not in rules(table, library)


def test_two_figures_for_one_measure_are_shown_together() -> None:
    other = kit.statistic("st-other", 41)
    findings = kit.examine(kit.pack(), kit.with_items(other))
    assert [finding.about for finding in kit.of(findings, "R21")] == ["st-received"]
    clean = kit.pack()
    first = clean.sections[0]
    both = first.model_copy(update={"entries": (*first.entries, Entry(id="e9", item="st-other"))})
    shown = clean.model_copy(update={"sections": (both, *clean.sections[1:])})
    assert not kit.of(kit.examine(shown, kit.with_items(other)), "R21")


def test_two_sentences_give_one_number() -> None:
    def of(*texts: str) -> list[str]:
        return [finding.words for finding in kit.of(kit.examine(kit.write("\n\n".join(texts))), "R21")]

    assert of("The State received 40 recommendations.", "It met.", "The State received 41 recommendations.") == ["41"]
    assert of("Japan received 40 recommendations.", "Austria and Japan received 41 recommendations.") == []
    assert of("In 2019 the State received 40 recommendations.", "In 2020 the State received 41 recommendations.") == []


def test_the_rival_dates_of_one_fact_are_shown_together(library: MemoryLibrary) -> None:
    records = ("ev-2003-annual-resolutions-diplomat", "ev-2004-annual-resolutions-king", "ev-2005-ga-resolutions")
    for record in records:
        (finding,) = kit.of(found(items_used(record), library), "R21")
        assert finding.severity == "warn"
    assert not kit.of(found(items_used(*records), library), "R21")


def test_a_sum_whose_parts_are_lost_could_not_be_checked() -> None:
    whole = kit.statistic("st-received", parts=("st-gone",))
    (finding,) = kit.of(kit.examine(kit.pack(), kit.with_items(whole)), "R20")
    assert not finding.decided
    assert finding.severity == "note"


def test_thousands_of_statistics_stay_linear() -> None:
    many = [kit.statistic(f"st-n{number}", number) for number in range(2000, 2400)]
    assert (
        kit.of(kit.examine(kit.write("It received 40 recommendations. [@st-received]"), kit.with_items(*many)), "R26")
        == []
    )
