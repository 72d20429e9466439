"""What the adviser judges by on this computer: house styles, vocabularies, facts from outside."""

import pytest

from briefpack.adviser.profile import ProfileError, read_profiles, whole_words
from briefpack.adviser.table import RULES
from briefpack.app import advising
from briefpack.app.errors import UserError


def test_a_pack_that_names_no_profile_is_judged_by_the_first() -> None:
    assert advising.profile_named("").id == "un-formal"


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no profile “vatican”.*un-formal"):
        advising.profile_named("vatican")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id = ", "x.toml is not readable"),
        (b'id = "x"\nname = "X"\ndates = "yesterday"', "x.toml is wrong at dates"),
        (b'id = "x"\nname = "X"\n[raise_to]\nR1 = "block"', "x.toml is wrong at raise_to"),
        (b"\xff", "x.toml is not readable"),
    ],
)
def test_a_damaged_profile_is_told_with_its_place(content: bytes, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        read_profiles({"x.toml": content})


def test_a_form_is_found_as_whole_words_in_any_case_it_may_have() -> None:
    assert whole_words("the regime").search("Under THE\u00a0regime today")
    assert not whole_words("the regime").search("the regimen")
    assert not whole_words("UNHRC").search("unhrc")


def test_what_came_before_what_is_known_from_outside() -> None:
    knowledge = advising.knowledge()
    assert knowledge.founded("hrc") == "2006-03-15"
    assert knowledge.founded("security-council") == ""
    assert [fact.start for fact in knowledge.tenures("Marzuki Darusman")] == ["2010"]


def test_every_rule_has_a_name_a_reason_and_an_example() -> None:
    assert all(rule.name and rule.why and rule.example for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)
