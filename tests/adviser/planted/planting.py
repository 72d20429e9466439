"""A planted error: the clean pack of the kit spoiled in one way, for one rule to find."""

from collections.abc import Callable
from typing import NamedTuple

from briefpack.adviser.finding import Finding


class Planted(NamedTuple):
    """`found` examines the spoiled pack. `words`: what the finding of the rule must hold, in its words or its message.
    `besides`: other rules that rightly find it too, each with the reason."""

    found: Callable[[], tuple[Finding, ...]]
    words: str
    besides: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default is never changed
