"""Figures, R20 to R29."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
