"""Writing the structure tree: its elements as objects, and the tables by which a page finds its elements again."""

from collections.abc import Iterator, Sequence

from briefpack.pdf.objects import Document, Piece
from briefpack.pdf.structure import Annotation, Content, Element, Structure

_LEAF = 256
"""Entries in one leaf of a number tree."""

Parents = Sequence[Sequence[Element] | Element]
"""By the numbers that pages and annotations carry: the elements of a page's sequences, or the element of a link."""


def write_structure(document: Document, root: Piece, reference: bytes, structure: Structure, parents: Parents) -> None:
    """Write every element that has something in it; `root`, with its reference, becomes the StructTreeRoot.

    Nothing may be added to the document afterwards, and the structure is empty.
    """
    # Numbered first: an element names its parent and its kids.
    leaves = [parents[start : start + _LEAF] for start in range(0, len(parents), _LEAF)]
    kids = [document.reserve() for _ in leaves]
    wanted = [element for element in _pruned(structure.root) if element is not structure.root or element.kids]
    first = document.next_number
    for number, element in enumerate(wanted, first):
        element.reference = b"%d 0 R" % number
    for start, leaf, (piece, _) in zip(range(0, len(parents), _LEAF), leaves, kids, strict=True):
        entries = b"".join([_entry(number, each) for number, each in enumerate(leaf, start)])
        piece.body = b"<</Limits[%d %d]/Nums[%b]>>" % (start, start + len(leaf) - 1, entries)
    names = sorted((b"note-%d" % number, note.reference) for number, note in structure.notes.items() if note.reference)
    root.body = b"<</Type/StructTreeRoot/K[%b]/ParentTree<</Kids[%b]>>/ParentTreeNextKey %d/IDTree<</Names[%b]>>>>" % (
        structure.root.reference,
        b" ".join([kid for _, kid in kids]),
        len(parents),
        b"".join([b"(%b)%b " % name for name in names]),
    )
    document.add_all([_body(element, reference) for element in wanted])
    for element in wanted:
        element.kids.clear()  # or parents and kids would hold one another until the collector comes


def _pruned(element: Element) -> list[Element]:
    """The element and all below it that are written, in order; its kids become those."""
    below: list[Element] = []
    kept: list[Element | Content | Annotation] = []
    for kid in element.kids:
        if type(kid) is Element:
            found = _pruned(kid)
            if found:
                below += found
                kept.append(kid)
        else:
            kept.append(kid)
    element.kids = kept
    return [element, *below] if kept or element.stays or element.parent is None else []


def _entry(number: int, found: Sequence[Element] | Element) -> bytes:
    """An entry of the parent tree."""
    if isinstance(found, Element):
        return b"%d %b " % (number, found.reference)
    return b"%d[%b]" % (number, b" ".join([element.reference for element in found]))


def _body(element: Element, root: bytes) -> bytes:
    """An element's dictionary. A link that leads nowhere is no link."""
    page = next((kid.page for kid in element.kids if type(kid) is Content), b"")
    kind = element.kind
    if kind == b"Link" and not any(type(kid) is Annotation for kid in element.kids):
        kind = b"Span"
    kids = list(_kids(element, page))
    return b"<</S/%b/P %b%b%b%b>>" % (
        kind,
        element.parent.reference if element.parent else root,
        element.attributes,
        b"/Pg " + page if page else b"",
        b"" if not kids else b"/K " + kids[0] if len(kids) == 1 else b"/K[%b]" % b" ".join(kids),
    )


def _kids(element: Element, page: bytes) -> Iterator[bytes]:
    """The kids as they are written; `page` is the page of those that name none."""
    for kid in element.kids:
        if type(kid) is Content:
            here = kid.page is page
            yield b"%d" % kid.number if here else b"<</Type/MCR/Pg %b/MCID %d>>" % kid
        elif type(kid) is Annotation:
            yield b"<</Type/OBJR/Pg %b/Obj %b>>" % kid
        elif type(kid) is Element:
            yield kid.reference
