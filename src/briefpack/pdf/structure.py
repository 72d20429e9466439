"""The structure tree: what each thing on the pages is, in the order in which the briefing says it.

The tree is built from the briefing before anything is painted, so its order is that of composing. Painting then tells
it what stands where: each mark of a run or shape leads to an element, and what is painted under it becomes a
marked-content sequence of that element. Links, references and words in another language become elements of their own
inside the text they stand in. An element under which nothing was painted is left out, save for cells of tables.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from briefpack.briefing.nodes import (
    DITTO,
    MARKING,
    Blank,
    Block,
    Briefing,
    Bullets,
    Chart,
    Columns,
    Contents,
    Heading,
    KeyBox,
    Paragraph,
    Quotation,
    Spans,
    Table,
    Tiles,
    Timeline,
    Title,
)
from briefpack.layout.display import Figure, Mark
from briefpack.pdf.objects import text_string

Place = tuple[str, str, int, int]
"""Where a text stands: node, role, row, col of its marks."""


class Element:
    """One element. `kids` are marked-content sequences, annotations and elements in reading order; `attributes` are
    entries of its dictionary as they are written; `stays`: it is written with nothing in it too."""

    __slots__ = ("attributes", "kids", "kind", "parent", "reference", "stays")

    def __init__(self, kind: bytes, parent: "Element | None", attributes: bytes = b"", stays: bool = False) -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | Content | Annotation] = []
        self.stays = stays
        self.reference = b""
        if parent is not None:
            parent.kids.append(self)


class Content(NamedTuple):
    """A marked-content sequence: the reference to its page, and its number there."""

    page: bytes
    number: int


class Annotation(NamedTuple):
    """A link's annotation, and the reference to its page."""

    page: bytes
    reference: bytes


_INNER = {"Link", "NoteRef"}
_SCOPE = b"/A<</O/Table/Scope/%b>>"


class Structure:
    """The elements of one document. `notes` is where each note is found by its number."""

    def __init__(self, briefing: Briefing) -> None:
        self.root = Element(b"Document", None)
        self.notes: dict[int, Element] = {}
        self._texts: dict[Place, Element] = {}
        self._first: dict[tuple[str, int, int], Element] = {}  # the text of a place, for what stands inside it
        self._marked: dict[int, Element] = {}  # by the identity of the mark
        self._marks: list[Mark] = []  # kept, or another could come to have the identity of one that is gone
        self._levels: list[int] = []  # of the headings around what comes next, as the briefing counts them
        # What stands at the top of the first page is said first; on the others it is heard no more.
        self._text(self.root, b"P", MARKING, "P")
        for part in briefing.parts:
            sect = Element(b"Sect", self.root)
            for block in part.blocks:
                self._add(sect, block)
        endnotes = Element(b"Sect", self.root)
        for note in briefing.notes:
            made = Element(b"Note", endnotes, b"/ID(note-%d)" % note.number)
            self.notes[note.number] = made
            node = f"note-{note.number}"
            self._text(made, b"Lbl", node, "Lbl")
            self._texts[node, "Note", -1, -1] = self._first[node, -1, -1] = made

    def element(self, mark: Mark) -> Element:
        """The element under which something with this mark is painted."""
        found = self._marked.get(id(mark))
        if found is None:
            found = self._marked[id(mark)] = self._found(mark)
            self._marks.append(mark)
        return found

    def _found(self, mark: Mark) -> Element:
        node, role, row, col, lang = mark
        place = (node, row, col)
        if role in _INNER:
            text = self._first.get(place) or self._text(self.root, b"P", node, "P", row, col)
            outer = Element(b"Reference", text) if role == "NoteRef" else text
            return Element(b"Link", outer, _language(lang))
        known = self._texts.get((node, role, row, col))
        if known is None:
            known = self._late(mark)
        self._first[place] = known
        if role == "Lbl" and node.startswith("note-"):
            return Element(b"Link", Element(b"Reference", known))
        return Element(b"Span", known, _language(lang)) if lang else known

    def _late(self, mark: Mark) -> Element:
        """The element of a text that the briefing does not name: a line of the contents, or whatever layout adds."""
        node, role, row, col, _ = mark
        if role == "TOCI":
            contents = self._texts.get((node, "TOC", -1, -1)) or Element(b"TOC", self.root)
            item = Element(b"TOCI", contents)
            made = self._texts[node, role, row, col] = Element(b"Link", Element(b"Reference", item))
            return made
        return self._text(self.root, b"P", node, role, row, col)

    def _text(
        self, parent: Element, kind: bytes, node: str, role: str, row: int = -1, col: int = -1, attributes: bytes = b""
    ) -> Element:
        made = self._texts[node, role, row, col] = Element(kind, parent, attributes)
        self._first.setdefault((node, row, col), made)
        return made

    def _add(self, parent: Element, block: Block) -> None:
        _KINDS[type(block)](self, parent, block)

    def _title(self, parent: Element, title: Title) -> None:
        self._text(parent, b"P", f"{title.id}.eyebrow", "P")
        self._text(parent, b"H1", title.id, "Title")
        self._text(parent, b"P", f"{title.id}.subtitle", "P")
        self._levels = [1] if _has_words(title.spans) else []

    def _heading(self, parent: Element, heading: Heading) -> None:
        role = min(max(heading.level, 1), 3)
        # A level is never left out on the way down, whatever the type it is set in: 1, 3, 3 are told as 1, 2, 2.
        around = [level for level in self._levels if level < role]
        self._text(parent, b"H%d" % (len(around) + 1), heading.id, f"H{role}")
        if _has_words(heading.spans):  # else it is not written
            self._levels = [*around, role]

    def _paragraph(self, parent: Element, paragraph: Paragraph | Blank) -> None:
        self._text(parent, b"P", paragraph.id, "P")

    def _bullets(self, parent: Element, bullets: Bullets) -> None:
        whole = _list(parent, b"Decimal" if bullets.ordered else b"Disc")
        for row in range(len(bullets.items)):
            self._item(whole, bullets.id, row, ("Lbl", -1), ("LBody", -1))

    def _item(self, whole: Element, node: str, row: int, label: tuple[str, int], body: tuple[str, int]) -> None:
        """An item of a list; `label` and `body` are the roles and columns of the marks of its two texts."""
        item = Element(b"LI", whole)
        self._text(item, b"Lbl", node, label[0], row, label[1])
        self._text(item, b"LBody", node, body[0], row, body[1])

    def _quotation(self, parent: Element, quotation: Quotation) -> None:
        words = Element(b"BlockQuote", parent)
        self._text(words, b"P", quotation.id, "BlockQuote")
        # Inside, or who listens hears the quotation end and then a name that belongs to nothing.
        self._text(words, b"P", quotation.id, "Credit")
        for row in range(len(quotation.remarks)):
            self._text(parent, b"P", quotation.id, "P", row)

    def _key_box(self, parent: Element, box: KeyBox) -> None:
        whole = Element(b"Div", parent)
        self._text(whole, b"P", box.id, "P")
        for block in box.blocks:
            self._add(whole, block)

    def _tiles(self, parent: Element, tiles: Tiles) -> None:
        whole = _list(parent, b"None")
        for row in range(len(tiles.tiles)):
            self._item(whole, tiles.id, row, ("P", 0), ("P", 1))

    def _timeline(self, parent: Element, timeline: Timeline) -> None:
        whole = _list(parent, b"None")
        for row in range(len(timeline.rows)):
            self._item(whole, timeline.id, row, ("Date", 0), ("LBody", 1))

    def _table(self, parent: Element, table: Table) -> None:
        titled = any(_has_words(column.title) for column in table.columns)
        if titled or table.rows:
            whole = Element(b"Table", parent)
            self._text(whole, b"Caption", table.id, "Caption")
            if titled:
                # A table has a body if it has a head (ISO 32000-1, 14.8.4.3.4).
                self._table_head(Element(b"THead", whole) if table.rows else whole, table)
            self._table_body(Element(b"TBody", whole), table)
        else:
            self._text(parent, b"P", table.id, "Caption")
        for row_number in range(len(table.remarks)):
            self._text(parent, b"P", table.id, "P", row_number)

    def _table_head(self, parent: Element, table: Table) -> None:
        line = Element(b"TR", parent)
        for col in range(len(table.columns)):
            self._text(line, b"TH", table.id, "TH", -2, col, _SCOPE % b"Column").stays = True

    def _table_body(self, body: Element, table: Table) -> None:
        columns = len(table.columns)
        above: dict[int, Spans] = {}
        for index, row in enumerate(table.rows):
            line = Element(b"TR", body)
            if len(row.cells) == 1 < columns:
                spanning = b"/A<</O/Table/Scope/Column/ColSpan %d>>" % columns
                self._text(line, b"TH", table.id, "TH", index, 0, spanning).stays = True
                continue
            for col, column in enumerate(table.columns):
                if not column.head:
                    self._text(line, b"TD", table.id, "TD", index, col).stays = True
                    continue
                head = self._text(line, b"TH", table.id, "TH", index, col, _SCOPE % b"Row")
                head.stays = True
                cell = row.cells[col] if col < len(row.cells) else ()
                if _words(cell) != DITTO:
                    above[col] = cell
                elif col in above:
                    # The head of a row is said with each of its cells.
                    head.attributes += b"/ActualText" + text_string(_words(above[col]))

    def _chart(self, parent: Element, chart: Chart) -> None:
        whole = Element(b"Div", parent)
        self._text(whole, b"Figure", chart.id, "Figure")
        self._text(whole, b"P", chart.id, "P")
        self._text(whole, b"Caption", chart.id, "Caption")

    def _columns(self, parent: Element, columns: Columns) -> None:
        for column in columns.columns:
            whole = Element(b"Div", parent)
            for block in column:
                self._add(whole, block)

    def _contents(self, parent: Element, contents: Contents) -> None:
        self._texts[contents.id, "TOC", -1, -1] = Element(b"TOC", parent)


class PageTags:
    """What one page shows of the structure. `parents`: the element of each of its sequences, by number."""

    def __init__(self, structure: Structure, page: bytes) -> None:
        self._structure = structure
        self._page = page
        self.parents: list[Element] = []

    def element(self, mark: Mark) -> Element:
        """The element under which something with this mark is painted."""
        return self._structure.element(mark)

    def begin(self, element: Element) -> bytes:
        """The operator that begins a sequence of the element."""
        number = len(self.parents)
        self.parents.append(element)
        element.kids.append(Content(self._page, number))
        return b"/%b<</MCID %d>>BDC\n" % (element.kind, number)

    def figure(self, figure: Figure, left: float, base: float) -> None:
        """Say where a figure stands on the page and what it states; `left` and `base` are its strip's top left."""
        element = self._structure.element(Mark(figure.node, "Figure"))
        if not element.attributes:
            x, y = left + figure.x, base - figure.y
            box = b" ".join([b"%g" % round(edge, 2) for edge in (x, y - figure.height, x + figure.width, y)])
            alt = text_string(figure.alt)
            element.attributes = b"/Alt%b/A<</O/Layout/BBox[%b]/Placement/Block>>" % (alt, box)

    def link(self, mark: Mark, annotation: bytes) -> Element:
        """The link to which an annotation belongs, which becomes part of it."""
        found = self._structure.element(mark)
        link = found if found.kind == b"Link" else Element(b"Link", found)
        link.kids.append(Annotation(self._page, annotation))
        return link


def _list(parent: Element, numbering: bytes) -> Element:
    return Element(b"L", parent, b"/A<</O/List/ListNumbering/%b>>" % numbering)


def _words(spans: Spans) -> str:
    return "".join([span.text for span in spans])


def _has_words(spans: Spans) -> bool:
    return any(span.text.strip() or span.note for span in spans)


def _language(tag: str) -> bytes:
    return b"/Lang(%b)" % tag.encode("ascii", "replace") if tag else b""


# Each function takes the one kind of block that stands beside it, which a table cannot say.
_KINDS: dict[type, Callable[[Structure, Element, Any], None]] = {
    Title: Structure._title,
    Heading: Structure._heading,
    Paragraph: Structure._paragraph,
    Blank: Structure._paragraph,
    Bullets: Structure._bullets,
    Quotation: Structure._quotation,
    KeyBox: Structure._key_box,
    Tiles: Structure._tiles,
    Timeline: Structure._timeline,
    Table: Structure._table,
    Chart: Structure._chart,
    Columns: Structure._columns,
    Contents: Structure._contents,
}
