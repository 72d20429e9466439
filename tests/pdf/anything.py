"""Briefings of anything, the same for the same seed: every kind of block, inside others, empty, long, in any tongue."""

from collections.abc import Callable, Sequence
from random import Random

from briefpack.briefing.nodes import (
    DITTO,
    Bar,
    BarRow,
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Column,
    Columns,
    Contents,
    Furniture,
    Heading,
    KeyBox,
    Note,
    Paragraph,
    Part,
    Quotation,
    Row,
    Span,
    Spans,
    Table,
    Tile,
    Tiles,
    Timeline,
    TimelineRow,
    Title,
)

#: Words by language; "" is the document's own. What breaks lines, joins letters or has no letters is among them.
WORDS = {
    "": (
        "mandate of the Council efficient 4\u00a0April 2019 n/d – “so” (a) [2024] \\ < & > ⚑ † office ✓ " + "x" * 120
    ).split(" "),
    "fr": ["résolution", "«", "droits\u202f»", "l’œuvre", "où", "ça"],
    "ru": ["Совет", "по", "правам", "человека", "доклад"],
    "el": ["ανθρώπινα", "δικαιώματα"],
    "vi": ["quyền", "con", "người"],
    "ar": ["قرار", "مجلس", "حقوق", "الإنسان", "٢٠١٤"],
    "fa": ["حقوق", "بشر", "می\u200cشود"],
}
NOTES = 12


class Writer:
    """Writes blocks at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._made = 0
        self._named = ["nowhere"]

    def id(self) -> str:
        self._made += 1
        self._named.append(f"n{self._made}")
        return self._named[-1]

    def words(self, most: int = 30) -> str:
        return " ".join(self.random.choices(WORDS[""], k=self.random.randint(0, most)))

    def spans(self, most: int = 5) -> Spans:
        return tuple([self.span() for _ in range(self.random.randint(0, most))])

    def span(self) -> Span:
        random = self.random
        kind = random.random()
        if kind < 0.15:
            return Span("", note=random.randint(1, NOTES))
        if kind < 0.25:
            target = random.choice(self._named)
            return Span(f"see {self.words(3)} ", random.choice(["", "b"]), target=target)
        if kind < 0.4:
            lang = random.choice([tag for tag in WORDS if tag])
            return Span(" ".join(random.choices(WORDS[lang], k=random.randint(1, 8))) + " ", "", lang)
        times = random.choice([1, 1, 1, 12])
        return Span(f"{self.words(8) * times} ", random.choice(["", "", "b", "i", "bi", "u", "f", "n"]))

    def many(self, make: Callable[[], Block], most: int) -> list[Block]:
        return [make() for _ in range(self.random.randint(0, most))]

    def simple(self) -> Block:
        return self.random.choice([self.paragraph, self.bullets, self.quotation, self.blank])()

    def block(self) -> Block:
        everything: Sequence[Callable[[], Block]] = [
            self.simple,
            self.heading,
            self.heading,
            self.title,
            self.key_box,
            self.tiles,
            self.timeline,
            self.table,
            self.table,
            self.chart,
            self.columns,
            self.contents,
        ]
        return self.random.choice(everything)()

    def title(self) -> Title:
        return Title(self.id(), self.words(4), self.spans(2), self.spans(1))

    def heading(self) -> Heading:
        return Heading(self.id(), self.random.randint(1, 4), self.spans(2), self.random.random() < 0.8)

    def paragraph(self) -> Paragraph:
        styles = ["body", "lead", "small", "label", "gap", "closing"]
        return Paragraph(self.id(), self.spans(), self.random.choice(styles))

    def bullets(self) -> Bullets:
        items = tuple([self.spans() for _ in range(self.random.randint(0, 5))])
        return Bullets(self.id(), items, self.random.random() < 0.5)

    def quotation(self) -> Quotation:
        return Quotation(self.id(), self.spans(3), self.spans(2), tuple([self.spans(2) for _ in range(2)]))

    def blank(self) -> Blank:
        return Blank(self.id(), f"{self.words(2)}: ", self.words(4), self.random.randint(1, 4))

    def key_box(self) -> KeyBox:
        return KeyBox(self.id(), self.words(2), tuple(self.many(self.simple, 4)))

    def tiles(self) -> Tiles:
        tiles = [Tile((Span(self.words(2)),), self.spans(2)) for _ in range(self.random.randint(1, 4))]
        return Tiles(self.id(), tuple(tiles))

    def timeline(self) -> Timeline:
        rows = [
            TimelineRow(self.id(), (Span(self.words(2)),), self.spans(), self.random.randint(1, 2))
            for _ in range(self.random.randint(0, 7))
        ]
        return Timeline(self.id(), tuple(rows))

    def table(self) -> Table:
        random = self.random
        count = random.randint(1, 5)
        titled = random.random() < 0.8
        aligned = ["left", "right", "center"]
        columns = [
            Column(self.spans(1) if titled else (), random.choice(aligned), random.uniform(0.5, 3), head=not place)
            for place in range(count)
        ]
        rows = [self.row(count) for _ in range(random.choice([0, 1, 4, 30]))]
        remarks = tuple([self.spans(2) for _ in range(random.randint(0, 2))])
        return Table(self.id(), self.spans(1), tuple(columns), tuple(rows), remarks, plain=random.random() < 0.3)

    def row(self, count: int) -> Row:
        random = self.random
        if random.random() < 0.15:
            return Row(self.id(), (self.spans(1),))
        cells = [random.choice([(), (Span(DITTO, "u"),), self.spans(2)]) for _ in range(count)]
        return Row(self.id(), tuple(cells), random.choice(["", "g"]))

    def chart(self) -> Chart:
        random = self.random
        kind = random.choice(["stacked", "columns", "line", "timeline"])
        patterns = ["solid", "light", "hatch", "dots"]
        rows = []
        for _ in range(random.randint(0, 6)):
            bars = [
                Bar(random.choice([0.0, 7.0, random.uniform(0, 300)]), self.words(2), random.choice(patterns))
                for _ in range(2 if kind == "timeline" else random.randint(0, 3))
            ]
            rows.append(BarRow(self.words(3), tuple(bars), random.choice(["", "n/d"])))
        return Chart(self.id(), kind, tuple(rows), self.spans(2), f"Chart. {self.words(9)}", "unit", (("dots", "so"),))

    def columns(self) -> Columns:
        inner = [self.simple, self.heading, self.tiles, self.chart]
        sides = [tuple([self.random.choice(inner)() for _ in range(self.random.randint(0, 3))]) for _ in range(2)]
        return Columns(self.id(), tuple(sides), (1.0, self.random.uniform(0.5, 2)))

    def contents(self) -> Contents:
        return Contents(self.id(), self.random.randint(1, 3))


def any_briefing(seed: int) -> Briefing:
    """The briefing of this seed. Every fourth runs from right to left."""
    writer = Writer(seed)
    random = writer.random
    parts = [
        Part(
            f"p{place}",
            f"Part {place}",
            tuple(writer.many(writer.block, 9)),
            landscape=random.random() < 0.3,
            runs_on=random.random() < 0.3,
            size=random.choice([0.92, 1.0]),
        )
        for place in range(random.randint(1, 4))
    ]
    notes = [Note(n, writer.spans(random.choice([1, 1, 40])), (Span(f"Short {n}"),)) for n in range(1, NOTES + 1)]
    # A note that refers to a note would be found on a page of its own.
    notes = [note._replace(spans=tuple([span for span in note.spans if not span.note])) for note in notes]
    language = "ar" if seed % 4 == 3 else "en-GB"
    marking = random.choice(["", "restricted"])
    furniture = Furniture(writer.words(20), writer.words(2), writer.words(3), marking)
    paper = random.choice(["a4", "letter"])
    return Briefing("A title", "Its subject", language, paper, "2026-11-22", furniture, tuple(parts), tuple(notes))
