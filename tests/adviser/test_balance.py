"""Whose view is missing: the State concerned, and evidence to the contrary."""

import pytest
from tests.adviser import kit
from tests.adviser.planted.balance import LINK, OMITTED

from briefpack.adviser.finding import Finding
from briefpack.app.advising import Setting
from briefpack.evidence.items import Conflict, EvidenceLink
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import remove_section
from briefpack.pack.pack import Entry

CRITICS = ("q-2019-hrw-essential", "q-2017-hrw-press-on")


class TestTheStateConcerned:
    def test_a_pack_without_a_word_of_it_is_told_how_many_there_are(self, library: MemoryLibrary) -> None:
        (finding,) = kit.of(kit.of_dataset(library, kit.holding("quotes", *CRITICS)), "R41")
        assert finding.severity == "warn"
        assert "the library has 30 items of it" in finding.message
        assert finding.fix

    def test_the_best_of_them_is_added_where_quotations_are(self, library: MemoryLibrary) -> None:
        sections = (kit.holding("quotes", *CRITICS), kit.saying("An end."))
        (finding,) = kit.of(kit.of_dataset(library, *sections), "R41")
        assert finding.fix
        mended = finding.fix.edit(kit.pack(sections=sections)).sections[0]
        added = library.get(mended.entries[-1].item or "")
        assert getattr(added, "stance", "") == "state-concerned"
        assert not getattr(added, "fragment", True)

    @pytest.mark.parametrize(
        ("kind", "item"),
        [
            ("quotes", "q-2019-05-political-tool"),
            ("positions", "pos-dprk-country-mandate"),
            ("claims", "claim-c1-implemented-all"),
            ("timeline", "ev-2019-05-dprk-political-tool"),
        ],
    )
    def test_a_quotation_position_claim_or_reported_statement_lets_it_be_heard(
        self, library: MemoryLibrary, kind: str, item: str
    ) -> None:
        sections = (kit.holding("quotes", CRITICS[0]), kit.holding(kind, item, section_id="s2"))
        assert kit.of(kit.of_dataset(library, *sections), "R41") == []

    def test_in_a_parliamentary_pack_it_blocks(self) -> None:
        pack = remove_section(kit.pack(template="parliamentary-debate"), "s3")
        (finding,) = kit.of(kit.examine(pack), "R41")
        assert finding.severity == "block"

    def test_a_theme_on_which_others_alone_are_quoted(self, library: MemoryLibrary) -> None:
        quotes = kit.holding("quotes", "q-2019-report-para59", "q-2019-king-no-dealings")
        heard = kit.holding("positions", "pos-dprk-treaty-obligations", section_id="s2")
        (finding,) = kit.of(kit.of_dataset(library, quotes, heard), "R41")
        assert finding.about == "non-cooperation"
        assert finding.place.section == "s1"
        answered = kit.holding("quotes", "q-2019-05-political-tool", section_id="s3")
        assert kit.of(kit.of_dataset(library, quotes, heard, answered), "R41") == []

    def test_a_theme_on_which_the_library_has_nothing_of_it_is_let_be(self, library: MemoryLibrary) -> None:
        sections = (kit.holding("quotes", *CRITICS), kit.holding("positions", "pos-dprk-upr", section_id="s2"))
        assert kit.of(kit.of_dataset(library, *sections), "R41") == []

    def test_without_a_library_it_is_told_without_a_number(self) -> None:
        (finding,) = kit.of(kit.examine(remove_section(kit.pack(), "s3"), setting=Setting()), "R41")
        assert "library" not in finding.message
        assert finding.fix is None

    def test_a_pack_of_nothing_has_nobody_to_hear(self) -> None:
        assert kit.of(kit.examine(kit.pack(sections=(kit.saying("To be written."),))), "R41") == []


class TestCounterEvidence:
    def test_what_contradicts_a_quotation_is_offered(self) -> None:
        (finding,) = kit.of(kit.examine(items=OMITTED), "R42")
        assert finding.place == ("s2", "e3")
        assert finding.proofs[0].item == "ev-absent"
        assert finding.fix
        assert finding.fix.edit(kit.pack()).sections[1].entries[-1].item == "ev-absent"

    def test_once_it_stands_anywhere_nothing_is_told(self) -> None:
        (finding,) = kit.of(kit.examine(items=OMITTED), "R42")
        assert finding.fix
        assert kit.of(kit.examine(finding.fix.edit(kit.pack()), OMITTED), "R42") == []

    def test_a_claim_s_own_row_shows_its_evidence(self) -> None:
        shown = kit.section("s8", "claims", [Entry(id="e8", item="claim-part")])
        pack = kit.pack(sections=(*kit.pack().sections, shown))
        assert kit.of(kit.examine(pack, OMITTED), "R42") == []

    def test_what_may_not_be_used_is_not_offered(self) -> None:
        hidden = kit.quote("ev-absent", "It stayed away.", usable_publicly="background-only")
        items = kit.with_items(hidden, kit.claim("claim-part", "q-door", evidence=(LINK,)))
        assert kit.of(kit.examine(items=items), "R42") == []

    def test_without_a_library_it_says_that_it_could_not_check(self) -> None:
        (finding,) = kit.of(kit.examine(setting=Setting()), "R42")
        assert not finding.decided
        assert kit.of(kit.examine(kit.pack(sections=(kit.saying("x"),)), setting=Setting()), "R42") == []

    @pytest.mark.parametrize(
        ("used", "offered"),
        [
            ("ev-2004-sr-refusal", "q-2019-report-para60-delegation"),  # S3:L47, the positive note
            ("q-2019-report-para60-delegation", "q-2019-report-para59"),
            ("st-coi-crimes-listed", "ev-2017-treaty-bodies"),  # and S2:L26, fewer beatings
            ("q-2019-dprk-highly-values", "q-2019-report-para59"),  # and S3:L73, the rejections
            ("q-2019-dprk-implemented-all", "q-upr-study-weak"),
        ],
    )
    def test_the_dataset_s_own_links(self, library: MemoryLibrary, used: str, offered: str) -> None:
        findings = kit.of(kit.of_dataset(library, kit.holding("facts", used)), "R42")
        assert offered in [proof.item for each in findings for proof in each.proofs]

    @pytest.mark.parametrize("used", ["st-upr1-accepted-2010", "st-upr2-accepted", "ev-2017-10-sr-ga"])
    def test_what_only_qualifies_a_claim_that_nobody_makes_here(self, library: MemoryLibrary, used: str) -> None:
        assert kit.of(kit.of_dataset(library, kit.holding("facts", used)), "R42") == []

    def test_supporting_evidence_of_a_claim_is_not_against_it(self) -> None:
        link = EvidenceLink(item_id="ev-absent", relation="supports", weight=1, independence_group="g", note="n")
        items = kit.with_items(kit.event("ev-absent"), kit.claim("claim-part", "q-door", evidence=(link,)))
        assert kit.of(kit.examine(items=items), "R42") == []


def _conflict(expected: str, **fields: object) -> Conflict:
    given = {
        "id": "cf-one",
        "kind": "disagreement",
        "title": "Was there a dialogue?",
        "explanation": "One says so, the other not.",
        "expected_checker_result": expected,
        "records": ("ev-dialogue", "ev-other"),
        "citations": (kit.cited("src-a", "a dialogue"), kit.cited("src-c", "no dialogue")),
    }
    return Conflict.model_validate({**given, **fields})


def _disputed(expected: str = "flag", other_source: str = "src-c", **fields: object) -> list[Finding]:
    other = kit.event("ev-other", title="No dialogue is held", citations=(kit.cited(other_source, "no dialogue"),))
    used = kit.event("ev-dialogue", contested_by=("cf-one",))
    items = kit.with_items(kit.source("src-c"), used, other, _conflict(expected, **fields))
    return kit.of(kit.examine(items=items), "R42")


class TestDisagreements:
    def test_the_other_side_is_offered(self) -> None:
        (finding,) = _disputed()
        assert (finding.severity, finding.proofs[0].item) == ("warn", "ev-other")

    def test_what_is_for_information_is_a_note(self) -> None:
        assert [each.severity for each in _disputed("inform: wording differs")] == ["note"]

    def test_a_record_on_a_source_already_shown_is_no_other_side(self) -> None:
        # The event rests on src-a and src-b, the other record on src-b alone; src-c is in the third.
        assert _disputed(other_source="src-b", records=("ev-dialogue", "ev-other", "q-door")) == []

    def test_other_kinds_of_conflicts_are_for_other_rules(self) -> None:
        assert _disputed(kind="wording") == []
