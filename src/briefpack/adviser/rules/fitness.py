"""Fit for its purpose, R50 to R60."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
