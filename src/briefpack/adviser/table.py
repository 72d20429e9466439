"""The table of rules, from which help, settings and documentation are made. Numbers and names are the handbook's."""

from briefpack.adviser.rule import Rule
from briefpack.adviser.rules import (
    access,
    attribution,
    balance,
    disclosure,
    figures,
    fitness,
    misquoted,
    procedure,
    protection,
    quotes,
    release,
    sourcing,
    speakers,
    speech,
    style,
    time,
    unsourced,
    words,
)

RULES: tuple[Rule, ...] = (
    *unsourced.RULES,
    *sourcing.RULES,
    *attribution.RULES,
    *misquoted.RULES,
    *quotes.RULES,
    *speakers.RULES,
    *figures.RULES,
    *time.RULES,
    *words.RULES,
    *style.RULES,
    *procedure.RULES,
    *balance.RULES,
    *protection.RULES,
    *disclosure.RULES,
    *fitness.RULES,
    *access.RULES,
    *speech.RULES,
    *release.RULES,
)


def rule_named(rule_id: str) -> Rule:
    """A rule by its number (R22). Raises KeyError."""
    return _BY_ID[rule_id]


_BY_ID = {rule.id: rule for rule in RULES}
