"""The engine: the clean pack is clean, and findings are told once, worst first."""

from tests.adviser import kit


def test_nothing_is_found_in_a_clean_pack() -> None:
    assert [(finding.rule, finding.message) for finding in kit.examine()] == []
