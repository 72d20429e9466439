"""Words and names, R36 to R41a."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
