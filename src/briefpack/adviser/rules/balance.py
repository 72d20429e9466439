"""Whose view is missing, R41 and R42."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
