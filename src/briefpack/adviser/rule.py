"""A rule of the adviser: what it is called, how bad its findings are, what it looks at, and how it tells."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from briefpack.adviser.finding import Finding, Severity

Found = Iterable[Finding]


class Rule(NamedTuple):
    """One row of the table of rules. `name`, `why` and `example` are messages (language.to_say).

    `looks_at` says what `check` is given after the case, and so when it is asked again:

    - entry: (case, shown), asked again when that entry, its section's own fields, its printed words or the case's frame
      (day, profile, audience, details of the pack, evidence) have changed. It looks at nothing else.
    - section: (case, tuple of shown), the same for all of a section.
    - pack: (case,), asked each time; it may look at everything and has to be quick.
    """

    id: str
    name: str
    severity: Severity
    looks_at: Literal["entry", "section", "pack"]
    why: str
    example: str
    check: Callable[..., Found]


def every(*checks: Callable[..., Found]) -> Callable[..., Found]:
    """Several checks as one."""

    def check(*given: Any) -> Found:
        return (finding for each in checks for finding in each(*given))

    return check
