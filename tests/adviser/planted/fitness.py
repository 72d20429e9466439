"""One error for each rule of briefpack.adviser.rules.fitness, access, speech and release."""

from typing import Any

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.app import advising
from briefpack.app.advising import Setting
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Bar, BarRow, Chart, Span
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.clearing import clear
from briefpack.pack.edits import add_item, set_details
from briefpack.pack.pack import Entry, Pack

OWN = "The State received 40 recommendations. [@st-received]"


def setting(**known: Any) -> Setting:
    """What an examination of the clean evidence knows besides."""
    return Setting(library=MemoryLibrary(kit.evidence()), **known)


def last(pack: Pack, entries: tuple[Entry, ...] = (), **fields: Any) -> Pack:
    """The pack with its last section changed; without `entries` it keeps its own."""
    section = pack.sections[-1]
    changed = section.model_copy(update={"entries": entries or section.entries, **fields})
    return pack.model_copy(update={"sections": (*pack.sections[:-1], changed)})


def script(text: str, **options: str) -> Pack:
    """The clean pack whose own words are to be spoken."""
    return last(kit.write(text), options={"use": "script", **options})


def silent_chart() -> tuple[Finding, ...]:
    """A chart whose figures are stated nowhere in words, as another program may make it."""
    which, held = kit.pack(), MemoryLibrary(kit.evidence())
    briefing = compose(which, held)
    chart = Chart("s1.chart", "columns", (BarRow("2026", (Bar(40, "40"),)),), (Span("Received"),), alt="")
    first = briefing.parts[0]
    spoiled = briefing._replace(parts=(first._replace(blocks=(*first.blocks, chart)), *briefing.parts[1:]))
    return advising.examined(which, spoiled, held, Setting(library=held))


def recommended(text: str) -> Pack:
    """The clean pack with a section of one recommendation after its own words."""
    clean = kit.pack()
    more = kit.section("s9", "text", (Entry(id="e9", text=text),), key="recommendations", title="To ask for")
    return clean.model_copy(update={"sections": (*clean.sections, more)})


PLANTED: dict[str, Planted] = {
    "R50": Planted(lambda: kit.examine(last(kit.pack(), max_words=4)), "5 words where 4 may be"),
    "R51": Planted(
        lambda: kit.examine(last(kit.pack(), (Entry(id="e5", label="Objective", required=True),))), "Objective"
    ),
    "R52": Planted(
        lambda: kit.examine(recommended("The Council should invite the Special Rapporteur. [@ev-dialogue]")), "no date"
    ),
    "R53": Planted(lambda: kit.examine(add_item(kit.pack(), "s2", "q-door")), "This already stands in “About quotes”"),
    "R54": Planted(silent_chart, "says nothing to who cannot see it"),
    "R55": Planted(lambda: kit.examine(setting=setting(missing=(("조", "e5"),))), "조"),
    "R56": Planted(
        lambda: kit.examine(script("The State received 40 recommendations, as A/HRC/55/63 says. [@st-received]")),
        "A/HRC/55/63",
    ),
    "R57": Planted(lambda: kit.examine(kit.write(f"{OWN} See https://example.org/page.")), "https://example.org/page"),
    "R58": Planted(lambda: kit.examine(kit.write(f"{OWN} More tbc.")), "tbc"),
    "R59": Planted(lambda: kit.examine(kit.write(f"{OWN} Photo © Reuters.")), "Photo © Reuters"),
    "R60": Planted(
        lambda: kit.examine(set_details(clear("AB", "2026-11-22T10:00")(kit.pack()), title="Another title")), "AB"
    ),
}
