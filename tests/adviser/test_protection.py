"""Who could be hurt, and what may be said to whom: what fires and what does not."""

from typing import Any

import pytest
from tests.adviser import kit
from tests.adviser.planted.protection import AGREED, SEALED, TALKS, THEIRS, account, witness

from briefpack.adviser.finding import Finding
from briefpack.app.advising import Setting
from briefpack.evidence.actors import Consent, Person
from briefpack.evidence.items import Event
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.audience import Audience
from briefpack.pack.edits import retitle_section
from briefpack.pack.pack import Entry

KEPT = kit.with_items(SEALED, THEIRS, TALKS)


def typed(rule: str, text: str) -> list[Finding]:
    """The findings of a rule about own text, where an author and some States are left unnamed."""
    return kit.of(kit.examine(kit.write(text), KEPT), rule)


def told(rule: str, item: Event, person: Person, audience: Audience = "principal", **fields: Any) -> list[Finding]:
    """The findings of a rule about a pack with one more item."""
    items = kit.with_items(item, person)
    shown = kit.holding("facts", item.id, section_id="s8")
    pack = kit.pack(sections=(*kit.pack().sections, shown), **fields)
    return kit.of(kit.examine(pack, items, Setting(library=MemoryLibrary(items), audience=audience)), rule)


NAMED = account("Mina Roe saw it", ("name", "Mina Roe"))


class TestIdentity:
    def test_internal_consent_names_nobody_in_public(self) -> None:
        assert told("R43", NAMED, witness()) == []
        (finding,) = told("R43", NAMED, witness(), "public")
        assert (finding.severity, finding.words) == ("block", "Mina Roe")

    @pytest.mark.parametrize(
        ("scope", "audience", "fires"),
        [
            ("internal", "principal", False),
            ("partners", "principal", False),
            ("anonymous-public", "principal", True),
            ("named-public", "principal", False),
            ("anonymous-public", "public", True),
            ("named-public", "public", False),
        ],
    )
    def test_a_name_is_used_as_far_as_was_agreed(self, scope: Any, audience: Audience, fires: bool) -> None:
        assert bool(told("R43", NAMED, witness(consents=(Consent(scope=scope),)), audience)) is fires

    def test_words_without_a_name_need_consent_for_the_public_too(self) -> None:
        item = account("A nurse saw it", ("job", "nurse"))
        assert told("R43", item, witness(), "public")
        assert told("R43", item, witness(consents=(Consent(scope="anonymous-public"),)), "public") == []

    @pytest.mark.parametrize("kind", ["contact", "image"])
    def test_an_address_or_a_picture_leads_to_a_person_as_a_name_does(self, kind: str) -> None:
        item = account("A nurse wrote from mina@example.org", (kind, "mina@example.org"))
        assert told("R43", item, witness(), "public")

    def test_a_passage_in_the_annex_counts(self) -> None:
        item = account("A nurse saw it", ("name", "Mina Roe"), citations=(kit.cited("src-a", "Mina Roe saw it"),))
        assert told("R43", item, witness(), "public")

    def test_a_person_who_acts_in_public_may_be_named(self) -> None:
        for protection in ("public", "public-survivor"):
            assert told("R43", NAMED, witness(protection=protection, consents=()), "public") == []

    def test_a_sealed_person_is_never_named(self) -> None:
        sealed = witness(protection="sealed", consents=(Consent(scope="named-public"),))
        assert told("R43", NAMED, sealed)

    def test_a_kept_name_is_found_wherever_it_is_typed(self) -> None:
        person = witness(names=("Mina Roe",), consents=())
        pack = retitle_section(kit.write("It was MINA ROE. [@ev-dialogue]"), "s1", "About Mína Roe")
        found = kit.of(kit.examine(pack, kit.with_items(person)), "R43")
        assert sorted(each.place.section for each in found) == ["s1", "s4"]


class TestNamesForTheUnnamed:
    @pytest.mark.parametrize(
        "text",
        [
            "The author, Jane Doe, says so. [@q-author]",
            "The author (Jane Doe) says so. [@q-author]",
            "Jane Doe, the author of the op-ed, says so. [@q-author]",
            "Jane Doe, a North Korean escapee, says so. [@q-author]",
            "The author is Jane Doe. [@q-author]",
            "The author, whose name is Jihyun, says so. [@q-author]",
            "The op-ed was written by Jane Doe. [@q-author]",
            "Jane Doe wrote that it can be done. [@q-author]",
            "Jane Doe, who testified in August, was attacked. [@q-author]",
            "The escapee who spoke, Kim Ji-young, was attacked. [@q-author]",
            "Ms Park says that it can be done. [@q-author]",
            "The author 박지현 says so. [@q-author]",
            "The witness Jane Doe spoke.",
        ],
    )
    def test_a_name_beside_who_has_none_blocks(self, text: str) -> None:
        (finding,) = typed("R43", text)
        assert finding.severity == "block"
        assert finding.fix is None  # the program never knows what to put there

    def test_a_section_title_is_read(self) -> None:
        pack = retitle_section(kit.pack(), "s1", "What the witness Jane Doe said")
        assert kit.of(kit.examine(pack, KEPT), "R43")

    @pytest.mark.parametrize(
        "text",
        [
            "It can be done, and Peter Poe agrees. [@q-author]",
            "As Foreign Minister Peter Poe said, it can be done. [@q-author]",
        ],
    )
    def test_another_name_in_the_same_sentence_is_asked_about(self, text: str) -> None:
        assert [each.severity for each in typed("R43", text)] == ["warn"]

    @pytest.mark.parametrize(
        "text",
        [
            "The author of the op-ed holds that the Security Council can do it. [@q-author]",
            "In June the author spoke to the Human Rights Council in Geneva. [@q-author]",
            "The author, Human Rights Watch says, is right. [@q-author]",
            "Ada Example, Special Rapporteur, agrees with the author. [@q-author]",
            "Elizabeth Salmón says so too. [@q-author]",
            "The author, Jane Doe, spoke. [@q-door]",  # cites a source that names its author
            "Peter Poe spoke. [@ev-dialogue]",
            "The witness is European. [@q-author]",
        ],
    )
    def test_bodies_known_names_and_other_people_are_let_be(self, text: str) -> None:
        assert typed("R43", text) == []

    def test_a_public_office_that_the_sources_leave_unnamed_is_asked_about(self, library: MemoryLibrary) -> None:
        text = "Michael Kirby asked to visit the country. [@ev-2013-coi-access-refused]"
        (finding,) = kit.of(kit.of_dataset(library, kit.saying(text)), "R43")
        assert finding.severity == "warn"

    def test_the_author_of_the_op_ed_stays_without_a_name(self, library: MemoryLibrary) -> None:
        texts = (
            "Jane Doe told the Council of the situation. [@ev-2023-08-17-unsc]",
            "The agency attacked the witness, Jane Doe. [@ev-2023-08-19-kcna]",
            "The author, Jane Doe, wants an inquiry into Kim Jong Un. [@q-2024-author-icc]",
        )
        found = kit.of(kit.of_dataset(library, kit.saying(*texts)), "R43")
        assert [(each.severity, each.words) for each in found] == [("block", "Jane Doe")] * 3

    def test_a_script_without_capitals_cannot_be_checked(self) -> None:
        (finding,) = typed("R43", "저자는 박지현이다. [@q-author]")
        assert not finding.decided


THREE = (("job", "nurse"), ("place", "Hoeryong"), ("relative", "her sister"))
TEXT = "A nurse from Hoeryong saw it with her sister"


class TestMosaic:
    def test_three_kinds_of_details_lead_to_one_person(self) -> None:
        (finding,) = told("R44", account(TEXT, *THREE), witness())
        assert finding.severity == "warn"
        assert "take out at least 1" in finding.message

    def test_in_public_it_blocks(self) -> None:
        open_to_all = witness(consents=(Consent(scope="anonymous-public"),))
        (finding,) = told("R44", account(TEXT, *THREE), open_to_all, "public")
        assert finding.severity == "block"

    @pytest.mark.parametrize(
        "details",
        [THREE[:2], (("job", "nurse"), ("job", "nurse"), ("place", "Hoeryong")), (*THREE[:2], ("age", "61 years"))],
    )
    def test_two_kinds_or_what_is_not_printed_do_not(self, details: tuple[tuple[str, str], ...]) -> None:
        assert told("R44", account(TEXT, *details), witness()) == []

    def test_the_whole_pack_is_counted(self) -> None:
        first = account("A nurse from Hoeryong saw it", *THREE[:2])
        second = account("She came with her sister", THREE[2], item_id="ev-second")
        items = kit.with_items(first, second, witness())
        sections = (
            *kit.pack().sections,
            kit.holding("facts", "ev-account", section_id="s8"),
            kit.holding("timeline", "ev-second", section_id="s9"),
        )
        (finding,) = kit.of(kit.examine(kit.pack(sections=sections), items), "R44")
        assert {proof.item for proof in finding.proofs} == {"ev-account", "ev-second"}

    def test_a_person_who_acts_in_public_is_no_riddle(self) -> None:
        assert told("R44", account(TEXT, *THREE), witness(protection="public")) == []


class TestConsent:
    @pytest.mark.parametrize(
        ("consents", "said"),
        [
            ((), "no record"),
            ((AGREED.model_copy(update={"withdrawn": True}),), "withdrawn"),
            ((AGREED.model_copy(update={"expiry": "2026-11-30"}),), "expired"),  # the day before the occasion
        ],
    )
    def test_no_consent_an_expired_or_a_withdrawn_one_blocks(self, consents: tuple[Consent, ...], said: str) -> None:
        (finding,) = told("R45", account("A nurse saw it", ("job", "nurse")), witness(consents=consents))
        assert finding.severity == "block"
        assert said in finding.message

    @pytest.mark.parametrize("expiry", [None, "2026-12-01"])
    def test_a_consent_that_holds_on_the_day_is_enough(self, expiry: str | None) -> None:
        person = witness(consents=(AGREED.model_copy(update={"expiry": expiry}),))
        assert told("R45", account("A nurse saw it", ("job", "nurse")), person) == []

    def test_a_person_without_a_record_agreed_to_nothing(self) -> None:
        items = kit.with_items(account("A nurse saw it", ("job", "nurse")))
        pack = kit.pack(sections=(*kit.pack().sections, kit.holding("facts", "ev-account", section_id="s8")))
        assert kit.of(kit.examine(pack, items), "R45")

    def test_published_words_of_a_sealed_person_need_no_record(self, library: MemoryLibrary) -> None:
        assert kit.of(kit.of_dataset(library, kit.holding("quotes", "q-2024-author-icc")), "R45") == []


def marked(pack: str, item: str) -> list[Finding]:
    """The findings about a pack and an item with these markings."""
    return kit.of(kit.examine(kit.pack(marking=pack), kit.with_items(kit.event("ev-dialogue", marking=item))), "R46")


class TestMarkings:
    @pytest.mark.parametrize(
        ("pack", "item"),
        [
            ("TLP:GREEN", "TLP:AMBER"),
            ("TLP:AMBER", "TLP:AMBER+STRICT"),
            ("", "TLP:GREEN"),
            ("", "CUI"),
            ("", "LIMITE"),
            ("OFFICIAL", "OFFICIAL-SENSITIVE – POLICY"),
        ],
    )
    def test_a_pack_marked_below_an_item_blocks_and_can_be_raised(self, pack: str, item: str) -> None:
        (finding,) = marked(pack, item)
        assert finding.severity == "block"
        assert finding.fix
        assert finding.fix.edit(kit.pack(marking=pack)).marking == item

    @pytest.mark.parametrize(
        ("pack", "item"),
        [("TLP:AMBER", "TLP:GREEN"), ("", "TLP:CLEAR"), ("", "OFFICIAL"), ("TLP:RED", "UNCLASSIFIED"), ("Own", "Own")],
    )
    def test_a_pack_marked_as_high_or_higher_is_right(self, pack: str, item: str) -> None:
        assert marked(pack, item) == []

    @pytest.mark.parametrize(("pack", "item"), [("LIMITE", "TLP:RED"), ("TLP:RED", "Eyes only"), ("Own", "CUI")])
    def test_markings_of_different_schemes_cannot_be_compared(self, pack: str, item: str) -> None:
        assert [each.decided for each in marked(pack, item)] == [False]

    def test_the_highest_item_alone_is_told(self) -> None:
        items = kit.with_items(kit.event("ev-dialogue", marking="TLP:GREEN"), kit.quote("q-door", marking="TLP:RED"))
        (finding,) = kit.of(kit.examine(items=items), "R46")
        assert finding.words == "TLP:RED"

    def test_a_marking_on_public_items_alone_is_asked_about(self, library: MemoryLibrary) -> None:
        sections = (kit.holding("facts", "ev-2014-02-coi-report"),)
        (finding,) = kit.of(kit.of_dataset(library, *sections, marking="OFFICIAL-SENSITIVE"), "R47")
        assert finding.severity == "note"
        for marking in ("", "TLP:CLEAR", "PUBLIC"):
            assert kit.of(kit.of_dataset(library, *sections, marking=marking), "R47") == []

    def test_an_item_of_one_s_own_or_a_marked_one_is_reason_enough(self) -> None:
        for kept in (kit.event("ev-dialogue", origin="user"), kit.event("ev-dialogue", marking="TLP:AMBER")):
            assert kit.of(kit.examine(kit.pack(marking="TLP:AMBER"), kit.with_items(kept)), "R47") == []


class TestDisclosure:
    @pytest.mark.parametrize("use", ["script", "points", "factsheet", "press"])
    def test_what_is_for_background_only_is_not_spoken_or_handed_out(self, library: MemoryLibrary, use: str) -> None:
        section = kit.holding("quotes", "q-2023-kcna-insult", options={"use": use})
        (finding,) = kit.of(kit.of_dataset(library, section), "R48")
        assert finding.severity == "block"
        assert finding.fix
        assert finding.fix.edit(kit.pack(sections=(section,))).sections[0].entries == ()

    @pytest.mark.parametrize("use", ["background", "recommendations", ""])
    def test_in_the_background_it_may_stand(self, library: MemoryLibrary, use: str) -> None:
        section = kit.holding("quotes", "q-2023-kcna-insult", options={"use": use} if use else {})
        assert kit.of(kit.of_dataset(library, section), "R48") == []

    def test_own_words_that_rest_on_it_are_found_too(self) -> None:
        items = kit.with_items(kit.quote("q-door", usable_publicly="no"))
        text = kit.section(
            "s9", "text", [Entry(id="e9", text="The door is open. [@q-door]")], options={"use": "points"}
        )
        (finding,) = kit.of(kit.examine(kit.pack(sections=(text,)), items), "R48")
        assert finding.fix is None

    def test_what_may_not_be_quoted_may_be_attributed(self) -> None:
        items = kit.with_items(kit.quote("q-door", usable_publicly="attributable-not-quotable"))
        quoted = kit.holding("quotes", "q-door", options={"use": "points"})
        cited = kit.saying("She keeps the door open. [@q-door]", options={"use": "points"})
        assert kit.of(kit.examine(kit.pack(sections=(quoted,)), items), "R48")
        assert kit.of(kit.examine(kit.pack(sections=(cited,)), items), "R48") == []

    def test_for_the_public_every_section_is_read(self) -> None:
        items = kit.with_items(kit.quote("q-door", usable_publicly="background-only"))
        setting = Setting(library=MemoryLibrary(items), audience="public")
        assert kit.of(kit.examine(items=items, setting=setting), "R48")

    @pytest.mark.parametrize(
        "text",
        [
            "France and Germany are among them. [@ev-talks]",
            "The United States told us so. [@ev-talks]",
            "The EU told us so. [@ev-talks]",
            "Some told us so. [@ev-talks] These were Chile and Peru.",
        ],
    )
    def test_a_state_named_beside_private_talks(self, text: str) -> None:
        (finding,) = typed("R49", text)
        assert finding.severity == "warn"

    @pytest.mark.parametrize(
        "text",
        [
            "Several States told us so. [@ev-talks]",
            "Several States told us of the DPRK. [@ev-talks]",
            "They told us so. [@ev-talks] France held a dialogue. [@ev-dialogue]",
            "The Democratic People’s Republic of Korea let us know. [@ev-talks]",
            "France held a dialogue. [@ev-dialogue]",
        ],
    )
    def test_what_names_none_or_rests_on_something_else(self, text: str) -> None:
        assert typed("R49", text) == []

    def test_own_words_right_beside_the_item(self, library: MemoryLibrary) -> None:
        beside = [Entry(id="e1", item="q-2019-hrw-unwillingness"), Entry(id="e2", text="One was France.")]
        (finding,) = kit.of(kit.of_dataset(library, kit.section("s1", "quotes", beside)), "R49")
        assert (finding.words, finding.place.entry) == ("France", "e2")
        apart = [*beside[:1], Entry(id="e3", text="Nothing."), *beside[1:]]
        assert kit.of(kit.of_dataset(library, kit.section("s1", "quotes", apart)), "R49") == []
