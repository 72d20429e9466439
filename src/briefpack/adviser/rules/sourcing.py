"""Where statements come from, R01 to R10."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
