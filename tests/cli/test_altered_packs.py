"""Pack files altered at random, with a manifest that agrees: each prints, or is refused in words; none is a bug."""

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from briefpack.app import build, libraries
from briefpack.app.errors import KNOWN_ERRORS
from briefpack.pack.packfile import ITEMS, PACK, pack_bytes, parse_pack

if TYPE_CHECKING:
    from tests.cli.conftest import Workshop

ODD = (
    "", None, 0, -1, 10**30, "x", "n/d", "2026-02-30", "\x00\n\x07", "{gap}{x}", "[@ev-x]", "**a*b", "a " * 3000,
    "A" * 5000, [], {}, True, 1.5, "st-upr3-received", "cf-09", "upr-cycles", "unsc-meetings", "page:e1", "s1",
    "kei-2019-king-upr-engagement", "ev-2024-04-04-mandate-renewed", "q-2019-king-no-monitoring", "\u202eabc",
)  # fmt: skip


def places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every container with every key or index in it."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        places(value[key], found)
    return found


def alter(parts: dict[str, Any], chance: random.Random) -> None:
    """One to four changes: another value, nothing at all, or the same twice."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        holder, key = chance.choice(places(parts[chance.choice((PACK, PACK, PACK, ITEMS))], []))
        what = chance.random()
        if what < 0.6:
            holder[key] = chance.choice(ODD)
        elif what < 0.8:
            del holder[key]
        elif isinstance(holder, list):
            holder.append(json.loads(json.dumps(holder[key])))


def outcome(content: bytes) -> str:
    try:
        made = parse_pack(content)
        built = build.build_pdf(made.pack, made.items)
    except KNOWN_ERRORS as error:
        return "refused" if str(error) else "refused without a word"
    return "printed" if built.pages else "printed nothing"


def test_altered_packs_print_or_are_refused(brief: bytes, workshop: "Workshop") -> None:
    outcomes = set()
    for seed in range(25):
        outcomes.add(outcome(workshop.changed(brief, lambda parts, seed=seed: alter(parts, random.Random(seed)))))
    assert outcomes == {"printed", "refused"}


@pytest.mark.long
@pytest.mark.parametrize("template", sorted(libraries.templates()))
def test_altered_packs_of_every_template(template: str, workshop: "Workshop") -> None:
    made = build.new_pack(template, today="2026-11-22")
    whole = pack_bytes(made.pack, made.items)
    for seed in range(150):
        result = outcome(workshop.changed(whole, lambda parts, seed=seed: alter(parts, random.Random(seed))))
        assert result in {"printed", "refused"}, seed
