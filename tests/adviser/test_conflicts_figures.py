"""The conflicts of the dataset that concern figures and dates: each gives what its record expects."""

from typing import NamedTuple

import pytest
from tests.adviser import kit
from tests.adviser.bundled import found, items_used, own_words

from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import Pack


class Case(NamedTuple):
    """What is used of a conflict's records, as facts or cited in own words; the rule and severity that must come of it,
    or ("", "") for none at all."""

    pack: Pack
    rule: str
    severity: str


def _facts(*items: str) -> Pack:
    return items_used(*items)


NONE = ("", "")
#: Conflict → cases. A rule expected means: found with this severity; none: no finding but notes on inferred dates.
CASES: dict[str, list[Case]] = {
    # flag: same fact, three dates
    "cf-01": [
        Case(_facts("ev-2003-annual-resolutions-diplomat"), "R21", "warn"),
        Case(_facts("ev-2004-annual-resolutions-king"), "R21", "warn"),
        Case(_facts("ev-2005-ga-resolutions"), "R21", "warn"),
    ],
    # flag: actor did not exist at the date
    "cf-02": [
        Case(_facts("ev-2004-sr-mandate"), "R34", "warn"),
        Case(_facts("ev-2003-annual-resolutions-diplomat"), "R34", "warn"),
        Case(_facts("ev-2004-annual-resolutions-king"), "R34", "warn"),
        Case(own_words("Since 2004 the Human Rights Council has appointed one. [@ev-2004-sr-mandate]"), "R34", "warn"),
    ],
    # warn: statistic without series; caution shown when used
    "cf-03": [
        Case(_facts("st-upr2-considered"), "R25", "warn"),
        Case(_facts("st-upr2-accepted"), "R25", "warn"),
        Case(_facts("ev-2014-10-darusman-third-committee"), "R25", "warn"),
        Case(own_words("By 2014 it accepted 113 of 167. [@st-upr2-accepted]"), "R26", "block"),
        Case(own_words("By 2014 it accepted 113 + 199 of them. [@st-upr2-accepted]"), "R26", "block"),
    ],
    # no error, but as_of must be shown
    "cf-04": [
        Case(_facts("st-upr1-accepted-2010", "ev-2014-upr-first-cycle-rereview"), *NONE),
        Case(own_words("By March 2010 it had accepted none of the 167. [@st-upr1-accepted-2010]"), *NONE),
        Case(own_words("It did not accept a single recommendation. [@st-upr1-accepted-2010]"), "R24", "warn"),
    ],
    # block if "accepted" is used for 199
    "cf-05": [
        Case(_facts("st-upr3-to-be-reviewed"), *NONE),
        Case(own_words("In 2019 it accepted 199 recommendations. [@st-upr3-to-be-reviewed]"), "R22", "block"),
    ],
    # check 2019 - 2016 = 3 passes
    "cf-06": [Case(_facts("st-sr-ojea-year", "ev-2016-ojea-quintana"), *NONE)],
    # passes at year precision, warns at day precision
    "cf-07": [
        Case(_facts("st-upr-cycle-years", "ev-2009-12-upr-first", "ev-2014-upr-second", "ev-2019-upr-third"), *NONE),
        Case(own_words("The review was in 2014. [@ev-2014-upr-second]"), *NONE),
        Case(own_words("The review was on 1 May 2014. [@ev-2014-upr-second]"), "R33", "warn"),
        Case(own_words("The review was on 7 December 2009. [@ev-2009-12-upr-first]"), "R33", "warn"),
    ],
    # warn: computed date
    "cf-08": [
        Case(_facts("ev-2019-10-22-sr-ga"), "R33", "warn"),
        Case(_facts("ev-2019-10-23-sr-press"), "R33", "warn"),
    ],
    # flag: two dates for one document
    "cf-09": [Case(_facts("ev-2019-09-20-sr-report"), "R21", "note")],
    # warn: derived month would be wrong
    "cf-13": [
        Case(_facts("st-upr2-after-coi-months"), *NONE),
        Case(
            own_words("The inquiry reported to the Council in February 2014. [@ev-2014-coi-presented-hrc]"),
            "R33",
            "warn",
        ),
    ],
    # two dates: the veto has its own, the end of the mandate is not in the dataset
    "cf-16": [Case(_facts("ev-2024-03-28-panel-veto"), *NONE)],
    # pass
    "cf-17": [Case(_facts("ev-2023-08-17-unsc", "ev-2018-unsc-no-debate", "ev-2014-unsc-annual"), *NONE)],
    # warn: as_of older than five years
    "cf-18": [Case(_facts("st-sr-holders"), "R23", "warn")],
    # warn: status announced or proposed with a past date
    "cf-19": [
        Case(_facts("ev-2017-ga-draft-eu-japan"), "R31", "warn"),
        Case(_facts("ev-2019-03-mandate-renewal-support"), "R31", "warn"),
        Case(_facts("ev-2024-11-upr-fourth"), "R31", "warn"),
        Case(_facts("ev-2025-09-ohchr-report"), "R31", "warn"),
    ],
    # inform: date_basis inferred
    "cf-20": [
        Case(_facts("ev-2017-10-sr-ga"), "R33", "note"),
        Case(_facts("ev-2023-08-17-unsc"), "R33", "note"),
        Case(_facts("ev-2019-05-dprk-political-tool"), "R33", "note"),
        Case(_facts("ev-2024-04-04-hrc-resolution"), "R33", "note"),
        Case(own_words("It was adopted on 4 April 2024. [@ev-2024-04-04-hrc-resolution]"), "R33", "warn"),
    ],
    # arithmetic passes; that 56 mandates are of August 2017 is more than a remark
    "cf-23": [
        Case(_facts("st-sp-mandates"), "R23", "warn"),
        Case(own_words("44 + 12 = 56. [@st-sp-mandates]"), *NONE),
    ],
    # inform
    "cf-29": [Case(_facts("ev-2014-ndc-threat"), "R33", "note")],
    # warn when "rejected" is printed without "initially" or an as-of date
    "cf-33": [
        Case(_facts("st-upr3-rejected", "ev-2019-upr-third"), *NONE),
        Case(own_words("It rejected 63 recommendations. [@st-upr3-rejected]"), "R24", "warn"),
        Case(own_words("It initially rejected 63 recommendations. [@st-upr3-rejected]"), *NONE),
        Case(own_words("In 2019 it rejected 63 recommendations. [@st-upr3-rejected]"), *NONE),
    ],
    # inform: as_of inferred
    "cf-34": [
        Case(_facts("st-upr1-not-supported"), "R33", "note"),
        Case(_facts("st-upr1-to-be-examined"), "R33", "note"),
    ],
    # warn: superlative rests on one source; the dataset's own titles attribute it
    "cf-38": [
        Case(_facts("ev-2017-05-disability-visit", "ev-2013-03-coi-established"), *NONE),
        Case(_facts("ev-2024-04-04-hrc-resolution", "ev-2023-08-17-unsc"), *NONE),
        Case(own_words("It was the first visit of an expert. [@ev-2017-05-disability-visit]"), "R29", "warn"),
        Case(own_words("It acted for the first time in history. [@ev-2013-03-coi-established]"), "R29", "warn"),
        Case(own_words("It is the most ambitious text. [@ev-2024-04-04-hrc-resolution]"), "R29", "warn"),
        Case(own_words("It was the first such meeting. [@ev-2023-08-17-unsc]"), "R29", "warn"),
    ],
}
_EACH = [(name, case) for name, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("name", "case"), _EACH, ids=[f"{name}-{place}" for place, (name, _) in enumerate(_EACH)])
def test_a_conflict_gives_what_its_record_expects(name: str, case: Case, library: MemoryLibrary) -> None:
    assert library.get(name, "conflict") is not None
    findings = found(case.pack, library)
    if case.rule:
        assert case.severity in {finding.severity for finding in kit.of(findings, case.rule)}
    else:
        assert [finding.message for finding in findings if finding.severity != "note"] == []
