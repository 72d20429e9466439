"""The file as numbered objects: ReportLab's document keeps the numbers, the cross-references and the trailer.

Most objects are `Piece`s, written out by us as bytes: a document of a thousand pages has thousands of them, and
ReportLab's own dictionaries would take longer to format than the pages take to paint. ReportLab's header and ID are
not used, as they name the tool and would differ from run to run.
"""

import zlib
from hashlib import sha256

from reportlab.pdfbase import pdfdoc

# The second line holds bytes above 127 so that programs which move files about take it for binary.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

# On the contents of pages 6, zlib's own balance, takes 2.4 times as long as 2 for eight per cent less.
_COMPRESSION = 2


class Piece(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no type information
    """An object whose bytes are made by us; `body` may be filled in later, up to the moment the file is written."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, _document: "Document") -> bytes:
        """The object's bytes, as ReportLab asks for them."""
        return self.body


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no type information
    """A PDF 1.7 file under way. Objects are numbered in the order they are added and written in that order.

    `fonts` is the reference to `font_dictionary`, which all pages share.
    """

    objectcounter: int  # ReportLab's own: the number of the last object

    def __init__(self) -> None:
        # invariant: ReportLab then reads no clock.
        super().__init__(compression=0, invariant=1, pdfVersion=(1, 7))
        # ReportLab makes the dictionary of standard fonts the first object; here it holds ours.
        self.font_dictionary = Piece(b"<<>>")
        name = self.numberToId[1]
        self.idToObject[name] = self.font_dictionary
        self.fonts = b"1 0 R"

    def reserve(self) -> tuple[Piece, bytes]:
        """An object whose body comes later, and the reference to it."""
        # What `Reference` does for a new object, without its searching: there are seven objects to a page.
        piece = Piece()
        number = self.objectcounter = self.objectcounter + 1
        name = f"R{number}"
        self.idToObjectNumberAndVersion[name] = (number, 0)
        self.numberToId[number] = name
        self.idToObject[name] = piece
        return piece, b"%d 0 R" % number

    def add(self, body: bytes) -> bytes:
        """Add an object; the reference to it."""
        piece, reference = self.reserve()
        piece.body = body
        return reference

    def add_stream(self, entries: bytes, content: bytes, compress: bool) -> bytes:
        """Add a stream with these dictionary entries besides its length and filter; the reference to it."""
        if compress:
            packed = zlib.compress(content, _COMPRESSION)
            if packed.endswith(b"\r"):
                # A reader that takes any line end before `endstream` for its own would count one byte short.
                packed = zlib.compress(content + b"\n", _COMPRESSION)
            entries, content = entries + b"/Filter/FlateDecode", packed
        # PDF/A wants a line end before `endstream` that is not counted in the length (ISO 19005-3, 6.1.7.1).
        return self.add(b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content))

    def format(self) -> bytes:
        """The whole file. Can be called once: each object is let go as soon as it is written."""
        parts, offset, digest = [_HEADER], len(_HEADER), sha256()
        names = [self.numberToId[number] for number in range(1, self.objectcounter + 1)]
        for number, name in enumerate(names, 1):
            body = b"%d 0 obj\n%b\nendobj\n" % (number, self.idToObject[name].format(self))
            self.idToObject[name] = None
            self.idToOffset[name] = offset
            digest.update(body)
            parts.append(body)
            offset += len(body)
        xref = pdfdoc.PDFCrossReferenceTable()
        xref.addsection(0, names)
        parts += [xref.format(self), self._trailer(offset, digest.digest()[:16])]
        return b"".join(parts)

    def _trailer(self, xref_offset: int, fingerprint: bytes) -> bytes:
        """The trailer; its ID tells files apart by their content alone."""
        trailer: bytes = pdfdoc.PDFTrailer(
            startxref=xref_offset,
            Size=self.objectcounter + 1,
            Root=self.Reference(self.Catalog),
            Info=self.Reference(self.info),
            ID=b"[<%b><%b>]" % ((fingerprint.hex().encode(),) * 2),
        ).format(self)
        return trailer


def utf16(text: str) -> bytes:
    """Text as the hex digits of UTF-16 with its byte-order mark. A lone surrogate becomes U+FFFD."""
    encoded = text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace").encode("utf-16-be")
    return b"FEFF" + encoded.hex().upper().encode()


def text_string(text: str) -> bytes:
    """Text as a PDF string: ASCII as it is, anything else in UTF-16."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode("ascii")
    return b"<%b>" % utf16(text)
