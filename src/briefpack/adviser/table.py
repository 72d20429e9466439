"""The table of rules, from which help, settings and documentation are made. Numbers and names are the handbook's."""

from briefpack.adviser.profile import Profile
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

#: Rules that give a block in some cases, though it is not their own severity.
_RISING = frozenset(("R14", "R26", "R41", "R44", "R54"))


#: What nobody can judge before the pages are set.
OF_PAGES = frozenset(("R50",))


def blocking(profile: Profile) -> tuple[Rule, ...]:
    """The rules that can keep a pack from leaving as final in a house: all that a build has to ask."""
    raised = {rule for rule, severity in profile.raise_to.items() if severity == "block"}
    return tuple(rule for rule in RULES if rule.severity == "block" or rule.id in _RISING | raised)
