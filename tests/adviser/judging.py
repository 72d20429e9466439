"""The adviser's findings on the six templates as filled, beside what people judged of each.

`python -m tests.adviser.judging` prints what was not judged yet as lines for judged.jsonl, and what is judged but no
longer found. A line: template, rule, severity, key and words of the finding, whether it is right, and why.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from briefpack.app import build
from briefpack.app.advice import Advice
from briefpack.app.examining import advice_on
from briefpack.app.libraries import templates

TABLE = Path(__file__).with_name("judged.jsonl")
DAYS = {"today": "2026-11-22", "as_of": "2026-11-22", "date": "2026-12-01"}


class Judged(NamedTuple):
    """A finding and its judgement. `right`: whether a senior adviser would want to be told."""

    template: str
    rule: str
    severity: str
    key: str
    said: str
    right: bool
    why: str

    @property
    def found(self) -> tuple[str, ...]:
        """The finding without its judgement."""
        return self[:5]


def filled(template: str) -> Advice:
    """What the adviser says of a template as the bundled dataset fills it."""
    return advice_on(build.new_pack(template, **DAYS), template)


def findings() -> Iterator[Judged]:
    """Every finding on every template, not judged."""
    for template in templates():
        for each in filled(template).findings:
            yield Judged(template, each.rule, str(each.severity), each.key, each.message, False, "")


def judged() -> list[Judged]:
    """The table."""
    return [Judged(**json.loads(line)) for line in TABLE.read_text(encoding="utf-8").splitlines() if line]


def main() -> int:
    """Print the differences; 1 where there are any."""
    known = {each.found for each in judged()}
    now = list(findings())
    new = [each for each in now if each.found not in known]
    gone = known - {each.found for each in now}
    lines: list[Any] = [json.dumps(each._asdict(), ensure_ascii=False) for each in new]
    print("\n".join([*lines, *(f"no longer found: {each}" for each in sorted(gone))]))
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())
