"""The whole file: pages, fonts, outline, links and metadata, from a laid-out briefing."""

from datetime import UTC, datetime

from briefpack.briefing.nodes import Briefing
from briefpack.layout.display import Page, PageSet
from briefpack.layout.fonts import FontSet
from briefpack.pdf.fonts import UsedFaces
from briefpack.pdf.objects import Document, Piece, text_string
from briefpack.pdf.outline import Targets, add_links, add_outline
from briefpack.pdf.paint import paint

_MAKER = "briefpack"


def write_pdf(pages: PageSet, briefing: Briefing, fonts: FontSet, compress: bool = True) -> bytes:
    """The pages as a PDF 1.7 file with the briefing's title, subject, language and date.

    The same arguments give the same bytes, whenever and wherever: nothing else is read. Without `compress` it is
    quicker and several times larger, for previews. `pages` may hold a few pages of a document: links and bookmarks
    to the others are then left out. Raises `FontUnreadableError` for a font that cannot be embedded.
    """
    document = Document()
    objects = [document.reserve() for _ in pages.pages]
    numbered = {page.number: (page, reference) for page, (_, reference) in zip(pages.pages, objects, strict=True)}
    targets = Targets(pages.destinations, numbered, briefing.furniture)
    faces = UsedFaces(fonts)
    tree, tree_reference = document.reserve()
    for page, (piece, _) in zip(pages.pages, objects, strict=True):
        # Compressed at once: the plain content of a thousand pages together would take ten times the memory.
        content = document.add_stream(b"", paint(page, faces), compress)
        annotations = add_links(document, page, targets)
        piece.body = _page(page, tree_reference, document.fonts, content, annotations)
    tree.body = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(objects), b" ".join([ref for _, ref in objects]))
    document.font_dictionary.body = b"<<%b>>" % b"".join(
        [b"/%b %b" % (face.name, face.embed(document, compress)) for face in faces.values()]
    )
    document.Catalog = Piece(_catalog(briefing, tree_reference, add_outline(document, pages.outline, targets)))
    document.info = Piece(_information(briefing))
    document.Reference(document.Catalog)
    document.Reference(document.info)
    return document.format()


def _page(page: Page, parent: bytes, fonts: bytes, content: bytes, annotations: list[bytes]) -> bytes:
    """A page's dictionary."""
    links = b"/Annots[%b]" % b" ".join(annotations) if annotations else b""
    return b"<</Type/Page/Parent %b/MediaBox[0 0 %g %g]/Resources<</Font %b>>/Contents %b%b>>" % (
        parent,
        round(page.width, 3),
        round(page.height, 3),
        fonts,
        content,
        links,
    )


def _catalog(briefing: Briefing, tree: bytes, outline: bytes | None) -> bytes:
    """The root of the file: the title stands in the window, and the bookmarks are open if there are any."""
    bookmarks = b"/Outlines %b/PageMode/UseOutlines" % outline if outline else b""
    return b"<</Type/Catalog/Pages %b/Lang%b/ViewerPreferences<</DisplayDocTitle true>>%b>>" % (
        tree,
        text_string(briefing.language),
        bookmarks,
    )


def _information(briefing: Briefing) -> bytes:
    """The document information: only what the briefing says of itself. Its date stands in for the file's two dates."""
    entries = [
        (b"Title", text_string(briefing.title)),
        (b"Subject", text_string(briefing.subject) if briefing.subject else b""),
        (b"Creator", text_string(_MAKER)),
        (b"Producer", text_string(_MAKER)),
    ]
    if briefing.created:
        entries += [(key, _date(briefing.created)) for key in (b"CreationDate", b"ModDate")]
    return b"<<%b>>" % b"".join([b"/%b%b" % entry for entry in entries if entry[1]])


def _date(iso: str) -> bytes:
    """An ISO 8601 date, with or without time, as a PDF date in UTC; a time without offset is taken as UTC."""
    moment = datetime.fromisoformat(iso)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return b"(D:%bZ)" % moment.strftime("%Y%m%d%H%M%S").encode("ascii")
