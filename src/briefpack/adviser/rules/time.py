"""Dates and ages, R30 to R35."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
