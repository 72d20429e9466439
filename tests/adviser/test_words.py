"""Acronyms, house terms, names, style, procedure words and loaded language: what fires and what does not."""

import pytest
from tests.adviser import kit
from tests.adviser.planted.words import AGENCY, TEXT

from briefpack.adviser.finding import Finding
from briefpack.app.advising import Setting
from briefpack.evidence.items import Event, ProcedureWord
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.edits import retitle_section, set_details
from briefpack.pack.pack import Entry

OF_THE_COUNCIL = kit.institution(
    "hrc", "Human Rights Council", acronym="HRC", source_forms=("UNHRC", "UN Human Rights Council")
)
COMMITTEE = kit.institution(
    "cedaw-committee",
    "Committee on the Elimination of Discrimination against Women",
    acronym="CEDAW",
    source_forms=("Committee to Eliminate Discrimination Against Women",),
)
RAPPORTEUR = kit.person(
    "ojea", name="Tomás Ojea Quintana", names=("Tomas Ojea Quintana", "Tomás Ojea Quintana", "Quintana")
)
LEADER = kit.person("kim", name="Kim Jong Un", names=("Kim Jong Un",))
NAMES = kit.with_items(AGENCY, OF_THE_COUNCIL, COMMITTEE, RAPPORTEUR, LEADER, TEXT)


def found(rule: str, text: str, profile: str = "") -> list[Finding]:
    """The findings of a rule about own text."""
    held = MemoryLibrary(NAMES)
    return kit.of(kit.examine(kit.write(text), NAMES, Setting(library=held, profile=profile)), rule)


def fixed(finding: Finding, text: str) -> str:
    """The own text after the fix."""
    assert finding.fix
    return finding.fix.edit(kit.write(text)).sections[-1].entries[0].text


class TestAcronyms:
    @pytest.mark.parametrize(
        ("text", "shorts"),
        [
            ("The CTBTO met the ASEAN States. [@ev-dialogue]", ["CTBTO", "ASEAN"]),
            ("Two NGOs and the CTBTO came; the CTBTO spoke. [@ev-dialogue]", ["CTBTO"]),
            ("The CTBTO (2014) met. [@ev-dialogue]", ["CTBTO"]),
        ],
    )
    def test_a_short_form_that_nobody_explains_is_found_once(self, text: str, shorts: list[str]) -> None:
        assert [each.words for each in found("R36", text) if each.words != "NGO"] == shorts

    @pytest.mark.parametrize(
        "text",
        [
            "The DPRK took part, and the HRC met. [@ev-dialogue]",  # the composer spells them out
            "The World Trade Organization (WTO) met; the WTO spoke. [@ev-dialogue]",
            "The WTO (World Trade Organization) met. [@ev-dialogue]",
            "He spoke of “the CTBTO”. [@ev-dialogue]",
            "A/HRC/27/10 and S/PV.7353 were issued; see part II and the UN. [@ev-dialogue]",
            "It is NOT so. THIS WAS SHOUTED BY ALL. [@ev-dialogue]",
        ],
    )
    def test_what_is_explained_or_is_no_short_form_is_left_alone(self, text: str) -> None:
        assert found("R36", text) == []

    def test_each_part_that_a_reader_may_get_alone_explains_its_own(self) -> None:
        clean = kit.write("The World Trade Organization (WTO) met. [@ev-dialogue]")
        script = kit.section("s8", "text", [Entry(id="e8", text="The WTO met. [@ev-dialogue]")], part="script")
        (finding,) = kit.of(kit.examine(clean.model_copy(update={"sections": (*clean.sections, script)})), "R36")
        assert finding.place == ("s8", "e8")

    def test_titles_are_read_too(self) -> None:
        (finding,) = kit.of(kit.examine(retitle_section(kit.pack(), "s1", "The CTBTO")), "R36")
        assert finding.place == ("s1", "")
        assert kit.of(kit.examine(retitle_section(kit.pack(), "s1", "The DPRK")), "R36") == []


class TestTerminology:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("The regime answered North Korea. [@ev-dialogue]", "The Government answered North Korea. [@ev-dialogue]"),
            ("Many defectors spoke. [@ev-dialogue]", "Many escapees spoke. [@ev-dialogue]"),
            ("Defectors spoke. [@ev-dialogue]", "Escapees spoke. [@ev-dialogue]"),
            ("It is in South Korea. [@ev-dialogue]", "It is in the Republic of Korea. [@ev-dialogue]"),
        ],
    )
    def test_an_avoided_form_is_found_and_put_right(self, text: str, wanted: str) -> None:
        fixes = [fixed(each, text) for each in found("R37", text)]
        assert wanted in fixes

    @pytest.mark.parametrize(
        "text",
        [
            "She said: “the regime in North Korea”. [@q-door]",
            "See *The Regime and North Korea*. [@q-door]",
            "The sanctions regime, and the regime of sanctions, stay. [@q-door]",
            "The DPRK took part. [@q-door]",
        ],
    )
    def test_quotations_titles_and_other_regimes_stay(self, text: str) -> None:
        assert found("R37", text) == []

    def test_a_section_title_is_a_title(self) -> None:
        pack = retitle_section(kit.pack(), "s1", "What North Korea says")
        assert kit.of(kit.examine(pack), "R37") == []

    def test_what_one_house_avoids_another_writes(self) -> None:
        text = "North Korea took part. [@ev-dialogue]"
        assert [bool(found("R37", text, house)) for house in ("un-formal", "eu", "ngo", "us-public")] == [
            True,
            True,
            False,
            False,
        ]

    def test_several_instances_are_one_finding_and_one_fix(self) -> None:
        text = "The regime and the regime. [@ev-dialogue]"
        (finding,) = found("R37", text)
        assert fixed(finding, text) == "The Government and the Government. [@ev-dialogue]"


class TestNames:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("Korea Central News Agency", "Korean Central News Agency"),
            ("Committee to Eliminate Discrimination Against Women", COMMITTEE.name),
            ("Tomas Ojea Quintana", "Tomás Ojea Quintana"),
            ("UNHRC", "Human Rights Council"),
            ("Kim Jong-un", "Kim Jong Un"),
        ],
    )
    def test_a_wrong_form_is_found_and_put_right(self, written: str, name: str) -> None:
        text = f"Then {written} spoke of “{written}”. [@ev-dialogue]"
        (finding,) = found("R38", text)
        assert fixed(finding, text) == f"Then {name} spoke of “{written}”. [@ev-dialogue]"

    @pytest.mark.parametrize(
        "text",
        [
            "Tomás Ojea Quintana and Mr. Quintana spoke. [@ev-dialogue]",
            "The UN Human Rights Council met. [@ev-dialogue]",
            "KIM Jong Un spoke. [@ev-dialogue]",
            "The Committee on the Elimination of Discrimination Against Women met. [@ev-dialogue]",
            "He said “Korea Central News Agency”. [@ev-dialogue]",
        ],
    )
    def test_other_forms_of_the_same_name_are_right(self, text: str) -> None:
        assert found("R38", text) == []

    def test_a_house_may_spell_a_leader_in_its_own_way(self) -> None:
        assert found("R38", "Kim Jong-un spoke. [@ev-dialogue]", "us-public") == []

    def test_titles_of_sections_and_pack_are_read(self) -> None:
        pack = set_details(retitle_section(kit.pack(), "s1", "The UNHRC today"), title="Tomas Ojea Quintana")
        one, other = kit.of(kit.examine(pack, NAMES), "R38")
        assert (one.place.section, other.place.section) == ("s1", "")
        assert one.fix
        assert one.fix.edit(pack).sections[0].title == "The Human Rights Council today"

    def test_the_names_of_the_dataset(self, library: MemoryLibrary) -> None:
        text = "The Korea Central News Agency, UNHRC and Tomas Ojea Quintana; the UN Commission of Inquiry."
        found = kit.of(kit.of_dataset(library, kit.saying(text)), "R38")
        assert sorted(each.words for each in found) == ["Korea Central News Agency", "Tomas Ojea Quintana", "UNHRC"]


class TestStyle:
    @pytest.mark.parametrize(
        ("text", "house", "wanted"),
        [
            ("On April 4, 2024 it met. [@ev-dialogue]", "un-formal", "On 4 April 2024 it met. [@ev-dialogue]"),
            ("On 2024-04-04 it met. [@ev-dialogue]", "eu", "On 4 April 2024 it met. [@ev-dialogue]"),
            (
                "On the 4th of April 2024 it met. [@ev-dialogue]",
                "un-formal",
                "On the 4 April 2024 it met. [@ev-dialogue]",
            ),
            ("On April 4 it met. [@ev-dialogue]", "un-formal", "On 4 April it met. [@ev-dialogue]"),
            ("On 4 April 2024 it met. [@ev-dialogue]", "us-public", "On April 4, 2024 it met. [@ev-dialogue]"),
            ("The labor program. [@ev-dialogue]", "uk-public", "The labour programme. [@ev-dialogue]"),
            ("The organisation. [@ev-dialogue]", "un-formal", "The organization. [@ev-dialogue]"),
            ("Five percent. [@ev-dialogue]", "un-formal", "Five per cent. [@ev-dialogue]"),
            ("The labour programme. [@ev-dialogue]", "us-public", "The labor program. [@ev-dialogue]"),
        ],
    )
    def test_what_the_house_writes_otherwise(self, text: str, house: str, wanted: str) -> None:
        (finding,) = found("R39", text, house)
        assert finding.severity == "note"
        assert fixed(finding, text) == wanted

    @pytest.mark.parametrize(
        "text",
        [
            "On 4 April 2024 and 4 April [2024] the organization met. [@ev-dialogue]",
            "The National Defense Commission exercised and advised. [@ev-dialogue]",
            "He wrote “on April 4, 2024, the organisation”. [@ev-dialogue]",
            "In May 2014 it promised to revise and rise. [@ev-dialogue]",
            "In March 2014, 117 recommendations. [@ev-dialogue]",
            "12,345 and 12 345 and A/RES/60123 and 2024. [@ev-dialogue]",
        ],
    )
    def test_what_is_right_in_a_un_pack(self, text: str) -> None:
        assert found("R39", text) == []

    def test_a_date_that_can_be_read_in_two_ways_and_a_long_number(self) -> None:
        assert [each.words for each in found("R39", "On 04/05/2024, 12345 met. [@ev-dialogue]")] == [
            "04/05/2024",
            "12345",
        ]

    def test_a_house_with_habits_of_its_own_is_not_corrected(self) -> None:
        assert found("R39", "The organisation met on April 4, 2024. [@ev-dialogue]", "ngo") == []


class TestProcedure:
    @pytest.mark.parametrize(
        "text",
        [
            "The Council unanimously created it. [@ev-text]",
            "The Council adopted the resolution. [@ev-text]",
            "The Council decided by consensus. [@ev-text]",
            "The Council failed to adopt a text. [@ev-text]",
            "One member vetoed it. [@ev-text]",
            "The veto of one member ended it. [@ev-text]",
            "It was disbanded. [@ev-text]",
            "The Council rejected the draft. [@ev-text]",
        ],
    )
    def test_a_word_of_procedure_without_a_documented_mode(self, text: str) -> None:
        (finding,) = [each for each in found("R40", text) if each.severity == "warn"]
        assert finding.proofs

    @pytest.mark.parametrize(
        "text",
        [
            "The article says that the Council acted “by consensus”. [@ev-text]",
            "According to the op-ed it was unanimous. [@ev-text]",
            "The State rejected 63 recommendations. [@ev-text]",
            "Consensus among experts grows. [@ev-text]",
            "The right of veto is old. [@ev-text]",
            "The child was adopted. [@ev-text]",
        ],
    )
    def test_what_is_quoted_attributed_or_something_else(self, text: str) -> None:
        assert found("R40", text) == []

    def test_a_report_is_nobody_who_speaks(self) -> None:
        assert found("R40", "The Council adopted the report and resolution unanimously. [@ev-text]")

    @pytest.mark.parametrize(
        ("mode", "text", "fires"),
        [
            ("without-a-vote", "The Council adopted the text by consensus. [@ev-text]", False),
            ("without-a-vote", "The Council adopted the text without a vote. [@ev-text]", False),
            ("without-a-vote", "The Council adopted the text unanimously. [@ev-text]", True),
            ("unanimous-vote", "The Council adopted the text unanimously. [@ev-text]", False),
            ("recorded-vote", "The Council adopted the text by consensus. [@ev-text]", True),
            ("vetoed", "One member vetoed the text. [@ev-text]", False),
            ("vetoed", "The Council adopted the text. [@ev-text]", True),
        ],
    )
    def test_the_word_is_compared_with_the_mode(self, mode: str, text: str, fires: bool) -> None:
        items = kit.with_items(kit.event("ev-text", type="resolution", adoption_mode=mode))
        assert bool(kit.of(kit.examine(kit.write(text), items), "R40")) is fires

    def test_the_safe_wording_is_offered_right_behind_the_verb(self) -> None:
        text = "The Council adopted the text unanimously. [@ev-text]"
        items = kit.with_items(kit.event("ev-text", type="resolution", adoption_mode="without-a-vote"))
        (finding,) = kit.of(kit.examine(kit.write(text), items), "R40")
        assert fixed(finding, text) == "The Council adopted the text without a vote. [@ev-text]"

    def test_the_source_s_word_can_be_quoted(self) -> None:
        text = "The Council decided by consensus. [@ev-text]"
        (finding,) = found("R40", text)
        assert fixed(finding, text) == "The Council decided “by consensus” (the source’s word). [@ev-text]"

    def test_without_a_decision_it_says_that_it_could_not_check(self) -> None:
        (finding,) = found("R40", "The Council acted unanimously. [@ev-dialogue]")
        assert not finding.decided
        assert found("R40", "The Council adopted the text. [@ev-dialogue]") == []

    @pytest.mark.parametrize(
        ("item", "word"),
        [
            ("ev-2013-03-coi-established", "unanimously"),
            ("ev-2023-08-17-no-outcome", "could not adopt a resolution"),
            ("ev-2024-03-28-panel-veto", "disbanded"),
        ],
    )
    def test_the_words_of_the_articles_are_noted_where_they_are_printed(
        self, library: MemoryLibrary, item: str, word: str
    ) -> None:
        section = kit.holding("timeline", item, options={"summaries": "yes"})
        (finding,) = kit.of(kit.of_dataset(library, section), "R40")
        assert (finding.words, finding.severity) == (word, "note")

    def test_adopted_in_a_title_of_the_dataset_says_nothing_of_the_mode(self, library: MemoryLibrary) -> None:
        section = kit.holding("timeline", "ev-2024-04-04-hrc-resolution")
        assert kit.of(kit.of_dataset(library, section), "R40") == []

    def test_a_procedure_word_of_the_user_s_own_event(self) -> None:
        word = ProcedureWord(word="unanimously", source_id="src-a")
        event = Event(**{**dict(TEXT), "procedure_words": (word,)})
        text = "The Council unanimously created it. [@ev-text]"
        (finding,) = kit.of(kit.examine(kit.write(text), kit.with_items(event)), "R40")
        assert fixed(finding, text) == "The Council “unanimously” (the source’s word) created it. [@ev-text]"


class TestLoadedLanguage:
    @pytest.mark.parametrize(
        "words",
        [
            "a charm offensive",
            "China shielding it",
            "They shield North Korea",
            "brutal acts",
            "baby steps",
            "so-called reform",
        ],
    )
    def test_words_that_judge_in_our_own_voice(self, words: str) -> None:
        (finding,) = found("R41a", f"These are {words}. [@ev-dialogue]")
        assert finding.severity == "note"

    @pytest.mark.parametrize(
        "text",
        [
            "King calls it a charm offensive. [@ev-dialogue]",
            "The article said “brutal”. [@ev-dialogue]",
            "They were used as human shields. [@ev-dialogue]",
            "The government’s evildoers. [@ev-dialogue]",
        ],
    )
    def test_what_is_attributed_quoted_or_a_term_of_law(self, text: str) -> None:
        assert found("R41a", text) == []

    def test_a_house_that_takes_sides_is_left_to_it(self) -> None:
        assert found("R41a", "The brutal acts. [@ev-dialogue]", "ngo") == []
