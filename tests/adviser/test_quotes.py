"""Quotations: what each of R11 to R19 finds, and what it leaves alone."""

import pytest
from tests.adviser import kit
from tests.adviser.dataset import about, held, own, pack_of, section

from briefpack.adviser.finding import Finding
from briefpack.app import advising
from briefpack.app.advising import Setting
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Briefing, Quotation, Span
from briefpack.evidence.actors import Tenure
from briefpack.evidence.items import Quote
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.clipping import clip_quote
from briefpack.pack.edits import change_entry

FIRST_STEP = "q-2019-10-sr-63-first-step"


def tampered(library: MemoryLibrary, item_id: str, words: str) -> list[Finding]:
    """R11 about a quotation that is printed with other words than its item has."""
    pack = pack_of(section("quotes", item_id))
    composed = compose(pack, library)
    part = composed.parts[0]
    blocks = tuple(
        block._replace(spans=(Span(words),)) if isinstance(block, Quotation) else block for block in part.blocks
    )
    briefing: Briefing = composed._replace(parts=(part._replace(blocks=blocks), *composed.parts[1:]))
    found = advising.examined(pack, briefing, library, Setting(library=library))
    return [finding for finding in found if finding.rule == "R11"]


def test_no_item_of_the_dataset_is_quoted_otherwise_than_its_passage(library: MemoryLibrary) -> None:
    kinds = (("quote", "quotes"), ("quote", "text"), ("position", "positions"), ("claim", "claims"), ("event", "facts"))
    for kind, form in kinds:
        every = [item.id for item in library.all(kind)]
        assert about(library, pack_of(section(form, *every)), "R11") == []
    for grid in library.all("grid"):
        assert about(library, pack_of(section("grid", options={"grid": grid.id})), "R11") == []


@pytest.mark.parametrize(
    "words",
    [
        "“The Special Rapporteur is used as a political tool of the hostile forces”",
        "“the Special\u00a0Rapporteur is used as a political tool of the hostile forces.”",
    ],
)
def test_letter_case_at_the_start_spaces_and_the_last_stop_may_differ(library: MemoryLibrary, words: str) -> None:
    assert tampered(library, "q-2019-05-political-tool", words) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "“the Special Rapporteur is used as a political instrument of the hostile forces.”",
            "Quote differs from source at: ‘instrument’; the source has ‘tool’.",
        ),
        (
            "“the Special Rapporteur is used as a tool of the hostile forces.”",
            "Quote differs from source: ‘political’ is left out unmarked.",
        ),
        (
            "“the Special Rapporteur is always used as a political tool of the hostile forces.”",
            "Quote differs from source at: ‘always’; the source lacks it.",
        ),
    ],
)
def test_a_quotation_that_was_altered_in_print_is_found(library: MemoryLibrary, words: str, message: str) -> None:
    [finding] = tampered(library, "q-2019-05-political-tool", words)
    assert (finding.message, finding.severity) == (message, "block")


def test_a_clip_is_printed_as_it_is(library: MemoryLibrary) -> None:
    quote = library.get(FIRST_STEP, "quote")
    assert isinstance(quote, Quote)
    pack = pack_of(section("quotes", FIRST_STEP))
    clipped = clip_quote("e1", quote, [(0, 40), (90, 140)])(pack)
    assert about(library, clipped, "R11") == []


def test_an_item_that_was_altered_elsewhere_does_not_stand_in_its_passage() -> None:
    quote = kit.quote("q-door", "Nothing at all of what is written here.", citations=(kit.cited("src-a", "The door."),))
    [finding] = kit.of(kit.examine(items=kit.with_items(quote)), "R11")
    assert finding.message == "“Nothing at all of what is written here.” does not stand in the passage cited for it."


def test_a_quotation_without_a_passage_could_not_be_checked() -> None:
    bare = kit.cited("src-a", "x").model_copy(update={"excerpt": None})
    [finding] = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", citations=(bare,)))), "R11")
    assert (finding.decided, finding.severity) == (False, "note")


OWN_QUOTES = (
    f"He called it “an important step to address these human rights concerns”. [@{FIRST_STEP}]",
    "It is “used as a political tool of hostile forces”. [@q-2019-05-political-tool]",
    "It rejects the figures: “will be examined by the DPRK”. [@st-upr1-to-be-examined]",
)


@pytest.mark.parametrize("text", OWN_QUOTES)
def test_a_misquotation_in_own_words_is_found_with_what_was_said(library: MemoryLibrary, text: str) -> None:
    [finding] = own(library, text, "R11")
    assert finding.message.startswith("Quote differs from source")
    assert finding.fix


def test_the_words_of_the_source_are_put_in_by_one_press(library: MemoryLibrary) -> None:
    pack = pack_of(section("text", text=OWN_QUOTES[0]))
    [finding] = about(library, pack, "R11")
    assert finding.fix
    mended = finding.fix.edit(pack)
    assert "“an important first step to address these human rights concerns.”" in mended.sections[0].entries[0].text
    assert about(library, mended, "R11") == []


def test_words_that_stand_in_nothing_cited_are_found(library: MemoryLibrary) -> None:
    [finding] = own(library, "They call it “a tool of peace and friendship”. [@q-2019-05-political-tool]", "R11")
    assert finding.message == "“a tool of peace and friendship” stands in no passage cited here."


@pytest.mark.parametrize(
    "text",
    [
        f"It is “[a]n important first step […] human rights concerns”. [@{FIRST_STEP}]",
        f"It is “an [indeed] important first step”. [@{FIRST_STEP}]",
        "It “categorically rejects” and “will in the future too neither accept” it. [@q-2019-report-para59]",
        "What they call “hostile forces” is “someone else”. [@q-2019-05-political-tool]",
        "They rejected what “did not enjoy the support of the DPRK”. [@st-upr1-not-supported]",
        (
            "Read “10 Years After the UN Report: The International Community’s Role in Improving Human Rights in North "
            "Korea”. [@q-2024-author-icc]"
        ),
        "They speak of “a new era of peace”.",
    ],
)
def test_marked_changes_terms_titles_and_what_cites_nothing_are_left_alone(library: MemoryLibrary, text: str) -> None:
    assert own(library, text, "R11") == []


def test_a_quotation_of_several_sentences_is_compared_as_one() -> None:
    text = "The door stays open. Every partner is welcome."
    quote = kit.quote("q-door", text)
    right = kit.examine(kit.write(f"Ada Example said: “{text}” [@q-door]"), kit.with_items(quote))
    assert kit.of(right, "R11") == []
    wrong = kit.write("Ada Example said: “The door stays shut. Every partner is welcome.” [@q-door]")
    assert kit.of(kit.examine(wrong, kit.with_items(quote)), "R11")


# R12, R13, R17 and R18.


def test_variant_wordings_are_told(library: MemoryLibrary) -> None:
    [finding] = own(library, "It “highly values the dialogue”. [@q-2019-dprk-highly-values]", "R12")
    assert "‘values’ and ‘value’" in finding.message
    assert finding.severity == "warn"
    [flagged] = held(library, "positions", "pos-dprk-upr", "R12")
    assert flagged.severity == "note"
    [marked] = held(library, "quotes", "q-2019-dprk-highly-values", "R12")  # both wordings are printed
    assert marked.severity == "note"
    assert own(library, "They “highly value the dialogue”. [@q-2019-dprk-highly-value-b]", "R12")
    assert held(library, "quotes", FIRST_STEP, "R12") == []


def clipped(library: MemoryLibrary, item_id: str, words: str) -> list[Finding]:
    quote = library.get(item_id, "quote")
    assert isinstance(quote, Quote)
    start = quote.text.index(words)
    pack = clip_quote("e1", quote, [(start, start + len(words))])(pack_of(section("quotes", item_id)))
    found = about(library, pack, "R13")
    for finding in found:
        assert finding.fix
        assert about(library, finding.fix.edit(pack), "R13") == []
    return found


def test_a_cut_that_takes_a_turn_away_is_found(library: MemoryLibrary) -> None:
    kept = "While those 63 recommendations concerning the fundamental rights of citizens were"
    [finding] = clipped(library, FIRST_STEP, kept)
    assert "‘initially" in finding.message
    assert clipped(library, "q-2014-10-darusman-welcome", "I welcome these signs of increased engagement") == []


def test_a_partial_quotation_in_own_words_is_a_cut_too(library: MemoryLibrary) -> None:
    half = "“talking openly about these controversial issues is an important first step”"
    assert own(library, f"He said that {half}. [@{FIRST_STEP}]", "R13")
    assert own(library, f"It was “an important first step”. [@{FIRST_STEP}]", "R13") == []
    assert (
        own(library, "“I welcome these signs of increased engagement”, he said. [@q-2014-10-darusman-welcome]", "R13")
        == []
    )


def test_brackets_whose_author_is_not_named_are_found(library: MemoryLibrary) -> None:
    [finding] = held(library, "positions", "pos-sr-dprk-accountability-project-2", "R17")
    assert finding.message == "‘[by OHCHR]’ was inserted by Human Rights Watch (inferred), not by the speaker; say so."
    [either] = held(library, "positions", "pos-dprk-upr", "R17")
    assert "by Tomás Ojea Quintana or by Robert R. King, it is unclear which," in either.message
    assert held(library, "quotes", "q-2019-sr-repository", "R17") == []  # a remark says so
    quoting = "It hails “the establishment [by OHCHR] of the repository”{}. [@q-2019-sr-repository]"
    assert own(library, quoting.format(""), "R17")
    assert own(library, quoting.format(" (brackets inserted by Human Rights Watch)"), "R17") == []


def test_a_long_quotation_in_a_table_and_much_quoting_are_noted(library: MemoryLibrary) -> None:
    [long] = held(library, "positions", "pos-dprk-treaty-obligations", "R18")
    assert "55 words" in long.message
    assert held(library, "quotes", "q-2019-dprk-national-report-vow", "R18") == []
    words = "“an important first step to address these human rights concerns”"
    much = " ".join([f"He said that it was {words} and so did she."] * 8)
    [load] = own(library, f"{much} [@{FIRST_STEP}]", "R18")
    assert load.message == "53 % of the words of this section are quoted; say it yourself."
    assert own(library, f"He said that it was {words}. [@{FIRST_STEP}]", "R18") == []


# R14, R15, R16 and R19.


def test_a_quotation_without_speaker_blocks_and_without_office_warns() -> None:
    nobody = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", speaker="?"))), "R14")
    assert [finding.severity for finding in nobody] == ["block"]
    no_role = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", speaker_role="n/d"))), "R14")
    assert [finding.severity for finding in no_role] == ["warn"]


def test_an_agency_is_no_person_and_a_reason_is_enough(library: MemoryLibrary) -> None:
    [finding] = held(library, "quotes", "q-2023-kcna-insult", "R14")
    assert "Korean Central News Agency is an agency, not a person." in finding.message
    every = [item.id for item in library.all("quote") if item.id != "q-2023-kcna-insult"]
    assert about(library, pack_of(section("quotes", *every)), "R14") == []


def test_a_quotation_in_a_list_of_facts_lacks_its_speaker(library: MemoryLibrary) -> None:
    [finding] = held(library, "text", "q-2014-10-darusman-welcome", "R14")
    assert "without its speaker" in finding.message


def test_who_left_an_office_is_called_then(library: MemoryLibrary) -> None:
    text = "Special Rapporteur Marzuki Darusman welcomed it. [@q-2014-10-darusman-welcome]"
    pack = pack_of(section("text", text=text))
    [finding] = about(library, pack, "R15")
    assert finding.message == "Say ‘then Special Rapporteur’ Marzuki Darusman."
    assert finding.fix
    assert about(library, finding.fix.edit(pack), "R15") == []
    assert (
        own(library, "The former Special Rapporteur, Tomás Ojea Quintana, said so. [@q-2019-report-para59]", "R15")
        == []
    )
    assert own(library, "Marzuki Darusman welcomed it. [@q-2014-10-darusman-welcome]", "R15") == []
    assert own(library, "Elizabeth Salmón is the Special Rapporteur.", "R15") == []


def test_no_credit_of_the_dataset_has_a_title_that_is_out_of_date(library: MemoryLibrary) -> None:
    every = [item.id for item in library.all("quote")]
    assert about(library, pack_of(section("quotes", *every)), "R15") == []


def test_a_quotation_of_ones_own_is_held_against_what_is_known_besides() -> None:
    fields = {"origin": "user", "speaker": "Marzuki Darusman", "speaker_id": None, "on_behalf_of": None}
    [finding] = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", **fields, date="2015-09-15"))), "R15")
    assert finding.message == "Say ‘then Special Rapporteur’ Marzuki Darusman."
    [late] = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", **fields, date="2019-09-15"))), "R15")
    assert late.message == "Marzuki Darusman was not Special Rapporteur when this was said."


def test_an_office_of_which_nothing_is_known_could_not_be_checked() -> None:
    fields = {"origin": "user", "speaker": "A. Minister", "speaker_role": "Minister", "speaker_id": None}
    [finding] = kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", **fields, date="2021-09-15"))), "R15")
    assert not finding.decided
    assert kit.of(kit.examine(items=kit.with_items(kit.quote("q-door", **fields))), "R15") == []  # two months old


@pytest.mark.parametrize(
    "fields",
    [
        {"options": {"use": "current-position"}},
        {"title": "Position of the State concerned"},
        {"title": "Where it stands"},
    ],
)
def test_an_old_quotation_as_current_position_is_found(library: MemoryLibrary, fields: dict[str, object]) -> None:
    [finding] = held(library, "quotes", "q-2019-05-political-tool", "R16", **fields)
    assert finding.message == "DPRK delegation said this 7 years ago; shown as current position."


def test_an_undated_quotation_is_as_old_as_its_source_at_least(library: MemoryLibrary) -> None:
    [finding] = held(library, "quotes", "q-2019-sr-peace-agenda", "R16", title="Current position")
    assert (
        finding.message == "Special Rapporteur on the DPRK said this at least 6 years ago; shown as current position."
    )


def test_elsewhere_and_when_it_is_new_it_is_left_alone(library: MemoryLibrary) -> None:
    assert held(library, "quotes", "q-2019-05-political-tool", "R16", title="One quotation") == []
    assert held(library, "quotes", "q-2024-hrw-watershed", "R16", title="Current position") == []
    titled = {"title": "Position", "options": {"use": "background"}}
    assert held(library, "quotes", "q-2019-05-political-tool", "R16", **titled) == []


def test_of_an_undated_quotation_the_age_could_not_be_checked() -> None:
    clean = kit.pack()
    current = clean.sections[1].model_copy(update={"options": {"use": "current-position"}})
    pack = clean.model_copy(update={"sections": (clean.sections[0], current, *clean.sections[2:])})
    undated = kit.quote("q-door", date=None, date_basis="unknown")
    [finding] = kit.of(kit.examine(pack, kit.with_items(undated)), "R16")
    assert not finding.decided


def test_an_insult_is_needed_or_not_put_in_context_or_not(library: MemoryLibrary) -> None:
    assert held(library, "quotes", "q-2023-kcna-insult", "R19")
    framing = "The agency said this of a witness; we condemn it. [@q-2023-kcna-insult]"
    assert about(library, pack_of(section("quotes", "q-2023-kcna-insult", text=framing)), "R19") == []
    assert own(library, "They spoke of “human scum”. [@q-2023-kcna-insult]", "R19")
    assert own(library, "They said that he betrayed his office.", "R19") == []


def test_a_clip_that_no_longer_fits_is_no_silent_pass() -> None:
    broken = change_entry(kit.pack(), "e3", clip=((1, 3),))
    held_by = MemoryLibrary(kit.evidence())
    briefing = compose(kit.pack(), held_by)
    found = advising.examined(broken, briefing, held_by, Setting(library=held_by))
    assert any("no longer fits" in finding.message for finding in kit.of(found, "R11"))


def test_a_tenure_that_goes_on_is_no_former_one() -> None:
    tenure = Tenure(
        **{"office": "sr-office", "from": "2024", "from_basis": "stated", "to": "2027", "to_basis": "stated"}
    )
    pack = kit.write("Special Rapporteur Ada Example said it. [@q-door]")
    assert kit.of(kit.examine(pack, kit.with_items(kit.person(tenures=(tenure,)))), "R15") == []
