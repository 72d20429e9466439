"""Who could be hurt, R43 to R49."""

from briefpack.adviser.rule import Rule

RULES: tuple[Rule, ...] = ()
