"""Whatever a person makes of a pack, the file passes the gate and says what was composed."""

from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.pdf.anything import WORDS
from tests.pdf.gate import QUICK, faults
from tests.samples.conftest import TEMPLATES, Document
from tests.samples.test_read_aloud import composed, first_difference, spoken

from briefpack.app.build import font_set
from briefpack.pack.audience import for_audience
from briefpack.pack.edits import (
    add_item,
    add_section,
    add_text,
    duplicate_entries,
    move_entry,
    remove_entry,
    set_details,
    write,
)
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile

if TYPE_CHECKING:
    from tests.samples.conftest import Press

    from briefpack.layout.fonts import FontSet
    from briefpack.library.library import SqliteLibrary

KINDS = ("event", "quote", "statistic", "position", "claim")
MANY = [pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 200)]


class Person:
    """Edits a pack at random, the same way for the same seed."""

    def __init__(self, seed: int, library: "SqliteLibrary") -> None:
        self.random = Random(seed)
        self.items = [item.id for kind in KINDS for item in library.all(kind)]

    def own_text(self) -> str:
        """Paragraphs with bold, italic and citations, in several languages, now and then very long."""
        random = self.random
        paragraphs = []
        for _ in range(random.choice([1, 1, 2, 5])):
            pieces = []
            for _ in range(random.choice([1, 3, 8, 60])):
                words = " ".join(random.choices(WORDS[random.choice(list(WORDS))], k=random.randint(1, 9)))
                cited = f"[@{random.choice(self.items)}]"
                pieces.append(random.choice([words, words, f"*{words}*", f"**{words}**", words + cited]))
            paragraphs.append(" ".join(pieces))
        return "\n\n".join(paragraphs)[:19_000]

    def edited(self, pack: Pack) -> Pack:
        random = self.random
        for _ in range(random.randint(1, 30)):
            section = random.choice(pack.sections)
            entries = [entry for each in pack.sections for entry in each.entries]
            entry = random.choice(entries).id if entries else ""
            match random.randint(0, 7):
                case 0 | 1:
                    pack = add_item(pack, section.id, random.choice(self.items), random.randint(0, 9))
                case 2 | 3:
                    pack = add_text(pack, section.id, self.own_text(), random.randint(0, 9))
                case 4 if entry:
                    pack = remove_entry(pack, entry)
                case 5 if entry:
                    pack = move_entry(pack, entry, section.id, random.randint(0, 9))
                case 6 if entry:
                    pack = duplicate_entries(pack, [entry])
                case 7:
                    pack = add_section(pack, " ".join(random.choices(WORDS[""], k=5)), section.id)
        for entry in [entry for each in pack.sections for entry in each.entries if entry.label]:
            if random.random() < 0.5:
                pack = write(pack, entry.id, self.own_text()[:900])
        return self.detailed(pack)

    def detailed(self, pack: Pack) -> Pack:
        random = self.random
        return set_details(
            pack,
            title=" ".join(random.choices(WORDS[""] + WORDS["ru"], k=random.randint(1, 20)))[:300].strip(),
            marking=random.choice(["", "restricted", "для служебного пользования"]),
            paper=random.choice(["a4", "letter"]),
        )


@pytest.fixture(scope="module")
def fonts() -> "FontSet":
    return font_set()


@pytest.mark.parametrize("seed", [*range(3), *MANY])
def test_any_pack_passes_the_gate_and_is_heard_as_composed(
    press: "Press", library: "SqliteLibrary", fonts: "FontSet", seed: int
) -> None:
    person = Person(seed, library)
    made = press.pack_file(TEMPLATES[seed % len(TEMPLATES)])
    pack = person.edited(made.pack)
    leaves = for_audience(pack, library, "public" if seed % 3 == 2 else "principal")
    document = Document(PackFile(leaves.pack, tuple(leaves.items)), fonts)
    assert faults(document.content, QUICK) == []
    assert first_difference(spoken(document), composed(document)) == ""
