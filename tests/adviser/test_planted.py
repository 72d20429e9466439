"""Each rule finds the error that was planted for it in a clean pack, and no other rule does without a reason."""

import pytest
from tests.adviser import kit
from tests.adviser.planted import balance, figures, fitness, protection, quotes, sourcing, time, words
from tests.adviser.planted.planting import Planted

from briefpack.adviser.table import RULES, blocking
from briefpack.app import advising

ALL: dict[str, Planted] = {
    rule: planted
    for group in (sourcing, quotes, figures, time, words, balance, protection, fitness)
    for rule, planted in group.PLANTED.items()
}


def test_there_is_an_error_for_every_rule() -> None:
    assert sorted(ALL) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize("rule", ALL)
def test_a_planted_error_is_found_by_its_rule_and_by_no_other_without_reason(rule: str) -> None:
    planted = ALL[rule]
    findings = planted.found()
    mine = kit.of(findings, rule)
    assert any(planted.words in f"{finding.words} {finding.message}" for finding in mine)
    others = {finding.rule: finding.message for finding in findings if finding.rule != rule}
    assert others.keys() == planted.besides.keys(), others
    assert all(len(reason) > 10 for reason in planted.besides.values())


@pytest.mark.parametrize("rule", ALL)
def test_a_build_asks_every_rule_that_blocks(rule: str) -> None:
    asked = {each.id for each in blocking(advising.profile_named(""))}
    assert {finding.rule for finding in ALL[rule].found() if finding.severity == "block"} <= asked
