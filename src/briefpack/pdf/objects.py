"""The file as numbered objects: ReportLab's document numbers them, and they are written out by us as bytes.

A document of a thousand pages has fifty thousand objects, and ReportLab's own dictionaries would take longer to format
than the pages take to paint. ReportLab's header, cross-references and ID are not used: they name the tool, know no
object streams, and would differ from run to run. Objects that are no streams of their own are compressed together,
two hundred at a time, which makes a tagged file a third as large.
"""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from struct import pack

from reportlab.pdfbase import pdfdoc

# The second line holds bytes above 127 so that programs which move files about take it for binary.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

# On the contents of pages 6, zlib's own balance, takes 2.4 times as long as 2 for eight per cent less.
_COMPRESSION = 2
#: Objects to an object stream: a reader unpacks a whole one for each of them.
_TOGETHER = 200


class Piece(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no type information
    """An object whose bytes are made by us; `body` may be filled in later, up to the moment the file is written."""

    is_stream = False

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
        self._last: list[bytes] = []

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
        piece, reference = self.reserve()
        piece.body, piece.is_stream = _stream(entries, content, compress), True
        return reference

    @property
    def next_number(self) -> int:
        """The number of the object to be added next."""
        return self.objectcounter + 1 + len(self._last)

    def add_all(self, bodies: Sequence[bytes]) -> None:
        """Add objects, numbered from `next_number`. None may be added singly afterwards."""
        self._last += bodies

    def format(self, compress: bool = True) -> bytes:
        """The whole file. Can be called once: each object is let go as soon as it is written."""
        file = _File(self._bodies(), compress)
        return file.finished(self.Reference(self.Catalog).format(self), self.Reference(self.info).format(self))

    def _bodies(self) -> Iterator[tuple[bytes, bool]]:
        """Each object in turn, and whether it is a stream."""
        for number in range(1, self.objectcounter + 1):
            name = self.numberToId[number]
            yield self.idToObject[name].format(self), self.idToObject[name].is_stream
            self.idToObject[name] = None
        for body in self._last:
            yield body, False


class _File:
    """The bytes of a file. `compress`: objects that are no streams go into object streams."""

    def __init__(self, bodies: Iterator[tuple[bytes, bool]], compress: bool) -> None:
        self._parts = [_HEADER]
        self._offset = len(_HEADER)
        self._digest = sha256()
        self._compress = compress
        together: list[tuple[int, bytes]] = []
        #: By number: the kind of entry, the offset or the object stream, and the place in that.
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
        number = 0
        for number, (body, is_stream) in enumerate(bodies, 1):
            if is_stream or not compress:
                self._write(number, body)
            else:
                together.append((number, body))
        self._next = number + 1
        for start in range(0, len(together), _TOGETHER):
            self._write_together(together[start : start + _TOGETHER])

    def _write(self, number: int, body: bytes) -> None:
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._digest.update(whole)
        self._parts.append(whole)
        self._entries[number] = (1, self._offset, 0)
        self._offset += len(whole)

    def _write_together(self, objects: list[tuple[int, bytes]]) -> None:
        """Write an object stream (ISO 32000-1, 7.5.7)."""
        index: list[bytes] = []
        offset = 0
        for place, (number, body) in enumerate(objects):
            index.append(b"%d %d" % (number, offset))
            self._entries[number] = (2, self._next, place)
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        content = head + b"\n".join([body for _, body in objects])
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self._write(self._next, _stream(entries, content, compress=True))
        self._next += 1

    def finished(self, root: bytes, info: bytes) -> bytes:
        """The whole file with its cross-reference stream (7.5.8); its ID tells files apart by their content alone."""
        number, offset = self._next, self._offset
        fingerprint = self._digest.hexdigest()[:32].encode()
        self._entries[number] = (1, offset, 0)
        table = b"".join([pack(">BIH", *self._entries[each]) for each in range(number + 1)])
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID[<%b><%b>]" % (
            number + 1,
            root,
            info,
            fingerprint,
            fingerprint,
        )
        self._write(number, _stream(entries, table, self._compress))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(self._parts)


def _stream(entries: bytes, content: bytes, compress: bool) -> bytes:
    """A stream object with these dictionary entries besides its length and filter."""
    if compress:
        packed = zlib.compress(content, _COMPRESSION)
        # A reader that takes any line end before `endstream` for its own would count one byte short. Such a stream is
        # left as it is: with a byte more it would be another file, font or table of references.
        if not packed.endswith(b"\r"):
            entries, content = entries + b"/Filter/FlateDecode", packed
    # PDF/A wants a line end before `endstream` that is not counted in the length (ISO 19005-3, 6.1.7.1).
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


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
