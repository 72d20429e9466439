"""The whole file: pages, structure, fonts, outline, links, metadata and what it carries, from a laid-out briefing."""

from collections.abc import Sequence

from briefpack.briefing.nodes import Briefing
from briefpack.layout.display import Page, PageSet
from briefpack.layout.fallbacks import runs_left
from briefpack.layout.fonts import FontSet
from briefpack.pdf.archive import Attachment, catalog_entries, information
from briefpack.pdf.fonts import UsedFaces
from briefpack.pdf.objects import Document, Piece, text_string
from briefpack.pdf.outline import Targets, add_links, add_outline
from briefpack.pdf.paint import paint
from briefpack.pdf.structure import Element, PageTags, Structure
from briefpack.pdf.tree import write_structure


def write_pdf(pages: PageSet, briefing: Briefing, fonts: FontSet, files: Sequence[Attachment] = ()) -> bytes:
    """The pages as PDF/A-3a and PDF/UA-1: tagged, with the briefing's title, subject, language and date, and `files`.

    The same arguments give the same bytes, whenever and wherever: nothing else is read. Raises `FontUnreadableError`
    for a font that cannot be embedded.
    """
    document = Document()
    structure = Structure(briefing)
    body = _Body(document, pages, briefing, structure)
    body.write(UsedFaces(fonts))
    root, root_reference = document.reserve()
    entries = catalog_entries(document, briefing, files)
    entries += b"/StructTreeRoot %b/MarkInfo<</Marked true>>" % root_reference
    _finish(document, briefing, body, entries)
    write_structure(document, root, root_reference, structure, body.parents)
    del structure, body  # all of it is bytes by now, and would stand beside the file
    return document.format()


def write_preview(pages: PageSet, briefing: Briefing, fonts: FontSet, compress: bool = False) -> bytes:
    """The pages as they will look, and no more: not tagged, for a raster that is thrown away.

    `pages` may hold a few pages of a document: links and bookmarks to the others are then left out.
    """
    document = Document()
    body = _Body(document, pages, briefing, None, compress)
    body.write(UsedFaces(fonts))
    _finish(document, briefing, body, b"")
    return document.format(compress)


class _Body:
    """The pages of a file under way. `parents` are those of the structure's parent tree; `reference` is the page tree.

    Without a structure nothing is tagged.
    """

    def __init__(
        self,
        document: Document,
        pages: PageSet,
        briefing: Briefing,
        structure: Structure | None,
        compress: bool = True,
    ) -> None:
        self.parents: list[Sequence[Element] | Element] = [()] * len(pages.pages)
        self.pages = pages
        self._document = document
        self._structure = structure
        self._compress = compress
        self._objects = [document.reserve() for _ in pages.pages]
        numbered = {page.number: (page, ref) for page, (_, ref) in zip(pages.pages, self._objects, strict=True)}
        self.targets = Targets(pages.destinations, numbered, briefing.furniture)
        self._tree, self.reference = document.reserve()

    def write(self, faces: UsedFaces) -> None:
        """Write the pages, then the fonts that they used."""
        document, compress = self._document, self._compress
        for index, (page, (piece, reference)) in enumerate(zip(self.pages.pages, self._objects, strict=True)):
            tags = PageTags(self._structure, reference) if self._structure else None
            # Compressed at once: the plain content of a thousand pages together would take ten times the memory.
            content = document.add_stream(b"", paint(page, faces, tags), compress)
            annotations = add_links(document, page, self.targets, tags, self.parents)
            piece.body = self._page(page, index, content, annotations)
            if tags:
                self.parents[index] = tags.parents
        kids = b" ".join([reference for _, reference in self._objects])
        self._tree.body = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._objects), kids)
        document.font_dictionary.body = b"<<%b>>" % b"".join(
            [b"/%b %b" % (face.name, face.embed(document, compress)) for face in faces.values()]
        )

    def _page(self, page: Page, index: int, content: bytes, annotations: list[bytes]) -> bytes:
        links = b"/Annots[%b]" % b" ".join(annotations) if annotations else b""
        # Tabs /S: the Tab key follows the structure.
        tagged = b"/Tabs/S/StructParents %d" % index if self._structure else b""
        return b"<</Type/Page/Parent %b/MediaBox[0 0 %g %g]/Resources<</Font %b>>/Contents %b%b%b>>" % (
            self.reference,
            round(page.width, 3),
            round(page.height, 3),
            self._document.fonts,
            content,
            links,
            tagged,
        )


def _finish(document: Document, briefing: Briefing, body: _Body, entries: bytes) -> None:
    """Write the catalog, the root of the file, and the document information: all but the structure's elements.

    The title stands in the window, the bookmarks are open if there are any, and pages side by side begin where the
    language does.
    """
    outline = add_outline(document, body.pages.outline, body.targets)
    bookmarks = b"/Outlines %b/PageMode/UseOutlines" % outline if outline else b""
    direction = b"/Direction/R2L" if runs_left(briefing.language) else b""
    document.Catalog = Piece(
        b"<</Type/Catalog/Pages %b/Lang%b/ViewerPreferences<</DisplayDocTitle true%b>>%b%b>>"
        % (body.reference, text_string(briefing.language), direction, bookmarks, entries)
    )
    document.info = Piece(information(briefing))
    document.Reference(document.Catalog)
    document.Reference(document.info)
