"""The table of rules, from which help, settings and documentation are made. Numbers and names are the handbook's."""

from briefpack.adviser.rule import Rule
from briefpack.adviser.rules import (
    access,
    balance,
    figures,
    fitness,
    protection,
    quotes,
    release,
    sourcing,
    speech,
    time,
    words,
)

RULES: tuple[Rule, ...] = (
    *sourcing.RULES,
    *quotes.RULES,
    *figures.RULES,
    *time.RULES,
    *words.RULES,
    *balance.RULES,
    *protection.RULES,
    *fitness.RULES,
    *access.RULES,
    *speech.RULES,
    *release.RULES,
)


def rule_named(rule_id: str) -> Rule:
    """A rule by its number (R22). Raises KeyError."""
    return _BY_ID[rule_id]


_BY_ID = {rule.id: rule for rule in RULES}
