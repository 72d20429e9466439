"""Every known conflict of the dataset is judged: in the tables on figures and on words, or here."""

import pytest
from tests.adviser import dataset
from tests.adviser.test_conflicts_figures import CASES
from tests.adviser.test_conflicts_words import TRAPS

from briefpack.evidence.items import Conflict
from briefpack.library.memory import MemoryLibrary

#: What the checker has nothing to say of, and where it is seen to instead.
ELSEWHERE = {
    "cf-27": "lines that are no content are in no record",
    "cf-28": "searching folds spaces; quotations with a no-break space are the same words (test_wording.py)",
}


def test_every_conflict_of_the_dataset_is_judged(library: MemoryLibrary) -> None:
    judged = {*CASES, *(trap.conflict for trap in TRAPS), *ELSEWHERE, *(name for name, *_ in HERE)}
    assert {conflict.id for conflict in library.all("conflict")} - judged == set()


#: Conflict, kind of section, item in it, own words that cite it, and the rule that must warn; "" for none.
HERE = (
    # warn when quoted
    ("cf-21", "text", "", "An “exception to North Korea’s willingness” came in 2014. [@ev-2014-visit-offer]", "R12"),
    ("cf-21", "timeline", "ev-2014-visit-offer", "", ""),
    # quotes must stay verbatim: a misprint is the source's, a mended one is a misquotation
    ("cf-22", "quotes", "q-2019-hrw-unwillingness", "", ""),
    ("cf-22", "text", "", "HRW names “ongoing counter-proliferation negotiations”. [@q-2019-hrw-unwillingness]", "R11"),
    # citations must say "inferred"
    ("cf-26", "timeline", "ev-2024-04-04-hrc-resolution", "", ""),
    (
        "cf-26",
        "text",
        "",
        "According to Human Rights Watch, 2024, it was adopted. [@ev-2024-04-04-hrc-resolution]",
        "R09",
    ),
    # inform: the date is inferred, and printed so
    ("cf-30", "timeline", "ev-2019-upr-national-report", "", ""),
    # warn: insertion not by the pack author, where print does not say so
    ("cf-35", "quotes", "q-2019-sr-repository", "", ""),
    ("cf-35", "facts", "q-2019-sr-repository", "", "R17"),
    # warn: locator ambiguous
    ("cf-36", "quotes", "q-2019-10-sr-63-first-step", "", "R02"),
)
_RULES = ("R02", "R09", "R11", "R12", "R17")


@pytest.mark.parametrize(("name", "kind", "item", "own", "rule"), HERE)
def test_a_conflict_gives_what_its_record_expects(
    name: str, kind: str, item: str, own: str, rule: str, library: MemoryLibrary
) -> None:
    assert isinstance(library.get(name, "conflict"), Conflict)
    held = dataset.own(library, own, *_RULES) if own else dataset.held(library, kind, item, *_RULES)
    found = {finding.rule for finding in held if finding.severity != "note"}
    assert rule in found if rule else not found
