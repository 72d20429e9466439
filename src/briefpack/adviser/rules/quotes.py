"""Quotations, R11 to R19."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
