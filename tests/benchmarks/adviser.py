"""How long the adviser takes over packs of 300 to 10,000 entries, beside composing the same pack in the same run.

Run as a script; prints a table and exits 0 whatever it measures. The packs hold the bundled dataset's events, quotes,
figures and positions over and over, and own words that cite them. Milliseconds of CPU, medians: from scratch, and after
one edit of own words.
"""

import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefpack.adviser.advise import Adviser  # noqa: E402 - after the path is known
from briefpack.adviser.case import Case  # noqa: E402
from briefpack.app import advising, build  # noqa: E402
from briefpack.app.advising import Setting  # noqa: E402
from briefpack.app.languages import language_of  # noqa: E402
from briefpack.app.libraries import bundled_library  # noqa: E402
from briefpack.briefing.compose import composed_at  # noqa: E402
from briefpack.briefing.keeping import Keeper  # noqa: E402
from briefpack.briefing.nodes import Briefing  # noqa: E402
from briefpack.evidence.sources import Item  # noqa: E402
from briefpack.pack.edits import write  # noqa: E402
from briefpack.pack.pack import Entry, Pack, PartFrame, Section  # noqa: E402
from briefpack.pack.snapshot import Carried, snapshot  # noqa: E402

FIRST, AFTER = 1000.0, 50.0
_KINDS = {"event": "timeline", "quote": "quotes", "statistic": "facts", "position": "positions"}
_A_SECTION = 12


def made(entries: int) -> Pack:
    """A pack of so many entries; every fifth section is own text that cites figures."""
    library = bundled_library()
    ids = {kind: cycle([item.id for item in library.all(kind) if _is_article(item)]) for kind in _KINDS}
    kinds = cycle([*_KINDS.items(), ("", "text")])
    sections: list[Section] = []
    number = 0
    while number < entries:
        kind, form = next(kinds)
        held = tuple(_entry(number + place, next(ids[kind]) if kind else "") for place in range(_A_SECTION))
        number += len(held)
        name = f"s{len(sections) + 100_000}"
        sections.append(Section(id=name, key=form, kind=form, title=f"Part {len(sections)}", part="p", entries=held))
    days = {"as_of": "2026-11-22", "date": "2026-12-01"}
    frame = {"id": "long", "template": "none", "title": "A long pack", "parts": (PartFrame(id="p"),)}
    return Pack.model_validate({**frame, **days, "sections": tuple(sections), "next_id": 900_000})


def _is_article(item: object) -> bool:
    return isinstance(item, Item) and item.collection == "articles"


def _entry(number: int, item: str) -> Entry:
    if item:
        return Entry(id=f"e{number}", item=item)
    text = (
        f"In 2019 the DPRK received 262 recommendations in the third cycle of the review. [@st-upr3-received] Of these "
        f"it rejected 63 and “agreed to review” 199. [@st-upr3-to-be-reviewed] Point {number} of the brief stays open."
    )
    return Entry(id=f"e{number}", text=text)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median CPU time of a call."""
    found = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
        gc.enable()
    return median(found)


class Bench:
    """A pack of some length, composed again after each edit as the window does."""

    def __init__(self, entries: int) -> None:
        self.pack = made(entries)
        self._library = bundled_library()
        self._evidence = Carried(snapshot(self.pack, self._library))
        self._keeper = Keeper()
        self._own = [entry.id for section in self.pack.sections for entry in section.entries if entry.text]

    def compose(self, keeper: Keeper) -> Briefing:
        """The pack composed, with what the keeper remembers."""
        return composed_at(keeper.desk(self.pack, self._evidence, "", language_of("en")), build.PROGRAM)

    def case(self) -> Case:
        """The pack as it is now."""
        briefing = self.compose(self._keeper)
        return advising.case_of(self.pack, briefing, self._evidence, Setting(library=self._library))

    def edit(self, turn: int) -> None:
        """Write other own words in the middle of the pack."""
        words = f"In 2019 it received 262 recommendations. [@st-upr3-received] Turn {turn}."
        self.pack = write(self.pack, self._own[len(self._own) // 2], words)

    def row(self, times: int) -> str:
        """A row of the table."""
        composing = milliseconds(lambda: self.compose(Keeper()), times)
        case = self.case()
        first = milliseconds(lambda: Adviser().examine(case), times)
        adviser = Adviser()
        findings = len(adviser.examine(case))
        after = []
        for turn in range(7):
            self.edit(turn)
            case = self.case()
            after.append(milliseconds(partial(adviser.examine, case), 1))
        entries = sum(len(section.entries) for section in self.pack.sections)
        return (
            f"{entries:>8} {composing:>7.0f}ms {first:>7.0f}ms {first / entries:>7.2f}ms {median(after):>9.1f}ms "
            f"{findings:>9} {first / composing:>16.2f}"
        )


def main() -> int:
    """Measure, and print the table."""
    print(f"goals at 300 entries: {FIRST:g} ms from scratch, {AFTER:g} ms after one edit; 10,000 entries linear")
    heads = ("entries", "compose", "first", "an entry", "after edit", "findings", "first : compose")
    print("{:>8} {:>9} {:>9} {:>9} {:>11} {:>9} {:>16}".format(*heads))
    for entries, times in ((300, 5), (1000, 3), (10_000, 1)):
        print(Bench(entries).row(times), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
