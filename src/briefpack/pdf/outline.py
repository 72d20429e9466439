"""Where clicks lead: destinations, the outline (bookmarks) and link annotations."""

from collections.abc import Mapping, Sequence

from briefpack.briefing.nodes import Furniture
from briefpack.layout.display import Area, Destination, OutlineItem, Page
from briefpack.pdf.objects import Document, Piece, text_string
from briefpack.pdf.structure import Element, PageTags


class Targets:
    """Destinations by name, as PDF arrays. `pages`: each page by its number, with the reference to its object."""

    def __init__(
        self,
        destinations: Mapping[str, Destination],
        pages: Mapping[int, tuple[Page, bytes]],
        furniture: Furniture | None = None,
    ) -> None:
        self._destinations = destinations
        self._pages = pages
        self._said = furniture or Furniture("", "", "")

    def words(self, area: Area) -> str:
        """What a screen reader says of a link."""
        if area.words:
            return area.words
        kind, _, number = area.target.partition("-")
        if number.isdecimal() and kind in {"note", "ref"}:
            return (self._said.note_link if kind == "note" else self._said.back_link).format(number=number)
        return self._said.page_link.format(number=self._destinations[area.target].page)

    def array(self, target: str) -> bytes | None:
        """The destination's array, or None if it is unknown or its page is not in this file (a preview of a few)."""
        place = self._destinations.get(target)
        if place is None or place.page not in self._pages:
            return None
        page, reference = self._pages[place.page]
        # No x: a reader zoomed in would otherwise cut off the margin. No zoom: the reader keeps the one in use.
        return b"[%b/XYZ null %g null]" % (reference, round(page.height - place.y, 2))


class _Node:
    """A bookmark under way and those below it."""

    def __init__(self, level: int, body: bytes, piece: Piece, reference: bytes) -> None:
        self.level = level
        self.body = body
        self.piece = piece
        self.reference = reference
        self.children: list[_Node] = []

    def links(self) -> bytes:
        """The entries that lead to the children, or none."""
        if not self.children:
            return b""
        return b"/First %b/Last %b" % (self.children[0].reference, self.children[-1].reference)


def add_outline(document: Document, items: Sequence[OutlineItem], targets: Targets) -> bytes | None:
    """Write the bookmarks; the reference to the outline, or None if there are none.

    A level that jumps (1, then 3) hangs below the last lower one. Bookmarks below the first level start folded.
    """
    wanted = [(item, array) for item in items if (array := targets.array(item.target)) is not None]
    if not wanted:
        return None
    root = _Node(0, b"/Type/Outlines", *document.reserve())
    branch = [root]
    for item, array in wanted:
        while branch[-1].level >= item.level and len(branch) > 1:
            branch.pop()
        body = b"/Title%b/Dest%b" % (text_string(item.title), array)
        node = _Node(item.level, body, *document.reserve())
        branch[-1].children.append(node)
        branch.append(node)
    root.piece.body = b"<<%b%b/Count %d>>" % (root.body, root.links(), len(root.children))
    _write_children(root)
    return root.reference


def _write_children(parent: _Node) -> None:
    """Fill in the objects of a node's children, and of theirs."""
    children = parent.children
    for place, node in enumerate(children):
        body = node.body + b"/Parent %b%b" % (parent.reference, node.links())
        if place:
            body += b"/Prev %b" % children[place - 1].reference
        if node is not children[-1]:
            body += b"/Next %b" % children[place + 1].reference
        if node.children:
            body += b"/Count -%d" % len(node.children)
        node.piece.body = b"<<%b>>" % body
        _write_children(node)


def add_links(
    document: Document,
    page: Page,
    targets: Targets,
    tags: PageTags | None = None,
    parents: "list[Sequence[Element] | Element] | None" = None,
) -> list[bytes]:
    """Write the page's links; the references to them, in reading order. `parents` learns the element of each.

    What repeats or decorates (a table's head on its later pages, header and footer) is not linked: it is no content.
    """
    references = []
    for placed in (*page.body, *page.notes):
        if placed.strip.areas and not placed.artifact:
            for area in placed.strip.areas:
                array = targets.array(area.target)
                if array is None:
                    continue
                piece, reference = document.reserve()
                entries = b"/Dest" + array
                if tags and parents is not None and area.mark:
                    entries += b"/StructParent %d" % len(parents)
                    parents.append(tags.link(area.mark, reference))
                piece.body = _link(area, targets.words(area), placed.x, page.height - placed.y, entries)
                references.append(reference)
    return references


def _link(area: Area, words: str, left: float, base: float, entries: bytes) -> bytes:
    """A link annotation without a border, which is printed (flag 4) as archives require."""
    x, y = left + area.x, base - area.y
    return b"<</Type/Annot/Subtype/Link/Rect[%g %g %g %g]/Border[0 0 0]/F 4/Contents%b%b>>" % (
        round(x, 2),
        round(y - area.height, 2),
        round(x + area.width, 2),
        round(y, 2),
        text_string(words),
        entries,
    )
