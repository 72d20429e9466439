"""The house styles: each can be read, none lowers a severity, none reaches into quotations and titles."""

import pytest
from tests.adviser import kit

from briefpack.adviser.advise import severity_in
from briefpack.adviser.finding import SEVERITIES
from briefpack.adviser.profile import ProfileError, read_profiles, whole_words
from briefpack.adviser.table import RULES
from briefpack.app import advising
from briefpack.app.advising import Setting
from briefpack.library.memory import MemoryLibrary

OWN = {rule.id: rule.severity for rule in RULES}
HOUSES = advising.profiles()


def test_the_houses_of_the_handbook_are_there_and_un_formal_is_first() -> None:
    assert [*HOUSES] == ["un-formal", "eu", "us-public", "uk-public", "ngo", "rok-japan"]


@pytest.mark.parametrize("house", HOUSES)
def test_a_house_never_avoids_what_it_prefers_or_allows(house: str) -> None:
    for form in HOUSES[house].forms:
        for avoided in form.avoid:
            for kept in (form.prefer, *form.allowed):
                assert avoided != kept
                assert not whole_words(avoided).fullmatch(kept)


@pytest.mark.parametrize("house", HOUSES)
def test_what_a_house_prefers_it_does_not_correct_again(house: str) -> None:
    forms = [form for form in HOUSES[house].forms if form.avoid]
    text = " ".join(f"So {form.prefer} it is." for form in forms)
    held = MemoryLibrary(kit.evidence())
    findings = kit.examine(kit.write(f"{text} [@ev-dialogue]"), setting=Setting(library=held, profile=house))
    assert kit.of(findings, "R37") == []


@pytest.mark.parametrize("house", HOUSES)
def test_no_form_is_applied_in_quotations_and_titles(house: str) -> None:
    avoided = [words for form in HOUSES[house].forms for words in form.avoid]
    quoted = " ".join(f"She said “{words}”." for words in avoided)
    titles = " ".join(f"Read *The Long Way of {words.title()}*." for words in avoided)
    held = MemoryLibrary(kit.evidence())
    pack = kit.write(f"{quoted} {titles} [@q-door]", title=" ".join(avoided)[:300] or "x")
    assert kit.of(kit.examine(pack, setting=Setting(library=held, profile=house)), "R37") == []


@pytest.mark.parametrize("house", HOUSES)
def test_no_house_makes_a_finding_milder(house: str) -> None:
    for each in RULES:
        assert SEVERITIES.index(severity_in(each, HOUSES[house])) <= SEVERITIES.index(each.severity)


def test_a_house_that_lowers_a_severity_is_refused_in_one_sentence() -> None:
    text = b'id = "x"\nname = "X"\n[raise_to]\nR43 = "note"'
    with pytest.raises(ProfileError) as refused:
        read_profiles({"x.toml": text}, OWN)
    assert str(refused.value) == (
        "The profile x.toml sets R43 to “note”, below its own “block”: a profile may raise a severity, never lower it."
    )


def test_a_house_that_names_no_rule_is_refused() -> None:
    with pytest.raises(ProfileError, match="raises R99, which is no rule"):
        read_profiles({"x.toml": b'id = "x"\nname = "X"\n[raise_to]\nR99 = "block"'}, OWN)


def test_a_house_may_raise_a_severity() -> None:
    found = read_profiles({"x.toml": b'id = "x"\nname = "X"\n[raise_to]\nR47 = "block"'}, OWN)
    assert found["x"].raise_to == {"R47": "block"}


def test_a_form_in_a_script_without_spaces_is_found_inside_its_sentence() -> None:
    held = MemoryLibrary(kit.evidence())
    pack = kit.write("탈북자가 말했다. [@q-door]")
    (finding,) = kit.of(kit.examine(pack, setting=Setting(library=held, profile="rok-japan")), "R37")
    assert finding.fix
    assert finding.fix.edit(pack).sections[-1].entries[0].text == "북한이탈주민가 말했다. [@q-door]"
