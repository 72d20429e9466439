"""How often the adviser is right: every finding on the six templates as filled was judged by a person."""

import pytest
from tests.adviser import judging

ONE_IN = 10


@pytest.fixture(scope="module")
def found() -> set[tuple[str, ...]]:
    return {each.found for each in judging.findings()}


def test_every_finding_was_judged_as_it_is_now(found: set[tuple[str, ...]]) -> None:
    known = {each.found for each in judging.judged()}
    assert found - known == set(), "judge these: python -m tests.adviser.judging"
    assert known - found == set(), "no longer found: take them out of judged.jsonl"


def test_at_most_one_finding_in_ten_is_wrong() -> None:
    table = judging.judged()
    wrong = [each for each in table if not each.right]
    assert len(wrong) * ONE_IN <= len(table)


def test_each_judgement_has_its_reason() -> None:
    assert [each for each in judging.judged() if len(each.why) < 20] == []


def test_the_dialogue_pack_as_filled_has_no_block(found: set[tuple[str, ...]]) -> None:
    assert [each for each in found if each[2] == "block"] == []


#: What the handbook's column "fires on articles" names and the dialogue pack holds as printed.
CALLED_FOR = {"R02", "R16", "R23", "R31", "R34", "R35", "R51"}


def test_the_dialogue_pack_has_the_warnings_that_are_called_for(found: set[tuple[str, ...]]) -> None:
    warned = {rule for template, rule, severity, *_ in found if (template, severity) == ("hrc-dialogue", "warn")}
    assert warned >= CALLED_FOR
