"""Two PDFs object by object, unpacked: do they hold the same, however they are numbered, ordered and compressed?

Everything that can be reached from the trailer is compared. A place is what a thing is for a reader: the text of a
page, a link, a font, the metadata.
"""

import re
from collections import deque
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpack.pdf.reading import decoded, entry, items

if TYPE_CHECKING:
    import pikepdf


class Difference(NamedTuple):
    """Something that is not the same. `page` counts from 1; 0 where it belongs to no single page."""

    kind: str
    page: int = 0


_Reference = tuple[int, int]
_REFERENCE = re.compile(rb"(\d+) (\d+) R")
# A string may hold words that look like a reference.
_TOKENS = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R", re.DOTALL)
#: How a stream is packed says nothing of what it holds.
_PACKING = ("/Length", "/Filter", "/DecodeParms")


def differences(one: "pikepdf.Pdf", other: "pikepdf.Pdf", most: int = 100) -> list[Difference]:
    """What in `one` is not as in `other`, each place once, at most so many; none when they hold the same."""
    return _Comparison(one, other, most).run()


class _Comparison:
    """One walk through both files at the same time."""

    def __init__(self, one: "pikepdf.Pdf", other: "pikepdf.Pdf", most: int) -> None:
        self._files = (one, other)
        self._most = most
        self._paired: dict[_Reference, _Reference] = {}
        self._taken: set[_Reference] = set()
        self._waiting: deque[tuple[_Reference, _Reference, Difference]] = deque()
        self._found: dict[Difference, None] = {}

    def run(self) -> list[Difference]:
        """The differences."""
        one, other = self._files
        if len(one.pages) != len(other.pages):
            self._found[Difference("pages")] = None
        self._plant()
        while self._waiting and len(self._found) < self._most:
            self._compare(*self._waiting.popleft())
        self._compare_trailers()
        # What nobody would be shown may yet be read out of the file.
        if not self._found and self._unpaired(one, self._paired.keys()) > self._unpaired(other, self._taken):
            self._found[Difference("unreferenced")] = None
        return list(self._found)

    @staticmethod
    def _unpaired(file: "pikepdf.Pdf", paired: Collection[_Reference]) -> int:
        """How many objects the walk did not come to, save for those that only say how the file is stored."""
        hints = 1 if file.is_linearized else 0
        return -hints + sum(1 for each in file.objects if not _is_storage(each) and each.objgen not in paired)

    def _plant(self) -> None:
        """Begin where a reader would look, so that what is found has the name of that place."""
        mine, theirs = self._files
        for number, (page, mate) in enumerate(zip(mine.pages, theirs.pages, strict=False), 1):
            one, other = page.obj, mate.obj
            self._pair(one.get("/Contents"), other.get("/Contents"), Difference("text", number))
            for links in zip(items(one.get("/Annots")), items(other.get("/Annots")), strict=False):
                self._pair(*links, Difference("link", number))
            fonts, theirs_fonts = (entry(each.get("/Resources"), "/Font") for each in (one, other))
            self._pair(fonts, theirs_fonts, Difference("font"))
            self._pair(one, other, Difference("page", number))
        for key, kind in _PLACES.items():
            self._pair(mine.Root.get(key), theirs.Root.get(key), Difference(kind))
        self._pair(mine.trailer.get("/Info"), theirs.trailer.get("/Info"), Difference("metadata"))
        self._pair(mine.Root, theirs.Root, Difference("root"))

    def _pair(self, one: Any, other: Any, place: Difference) -> None:
        """Have two values compared: objects of their own later, others at once."""
        here, there = _place(one), _place(other)
        if here and there:
            self._meet(here, there, place)
        elif here or there or (one is None) != (other is None):
            self._found[place] = None
        elif one is not None:
            self._match(_written(one), _written(other), place)

    def _match(self, mine: bytes, theirs: bytes, place: Difference) -> None:
        """Compare what is written; what it refers to is compared later."""
        here = there = _parted(mine)
        if mine != theirs:  # most files keep their numbers: then what is written is the same with its references
            there = _parted(theirs)
            if here[0] != there[0]:
                self._found[place] = None
        for pair in zip(here[1], there[1], strict=False):
            self._meet(*pair, place)

    def _meet(self, one: _Reference, other: _Reference, place: Difference) -> None:
        known = self._paired.get(one)
        if known is None and other not in self._taken:
            self._paired[one] = other
            self._taken.add(other)
            self._waiting.append((one, other, place))
        elif known != other:
            self._found[place] = None

    def _compare(self, one: _Reference, other: _Reference, place: Difference) -> None:
        first, second = self._files[0].get_object(one), self._files[1].get_object(other)
        at_root = place.kind == "root" and _place(self._files[0].Root) == one
        leave = (*_PACKING, *_PLACES) if at_root else _PACKING
        self._match(_written(first, leave), _written(second, leave), place)
        if not _same_stream(first, second):
            self._found[place] = None

    def _compare_trailers(self) -> None:
        one, other = (file.trailer.get("/Encrypt") for file in self._files)
        if (one is None) != (other is None):
            self._found[Difference("encrypted")] = None


_PLACES = {
    "/Metadata": "metadata",
    "/Outlines": "outline",
    "/StructTreeRoot": "structure",
    "/OutputIntents": "colours",
    "/AF": "attachment",
    "/Names": "attachment",
}


def _is_storage(value: Any) -> bool:
    """Whether an object is a stream of objects, a table of references, the length of a stream, or a linearization."""
    import pikepdf

    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return not isinstance(value, pikepdf.Object)
    return value.get("/Type") in ("/ObjStm", "/XRef") or "/Linearized" in value


def _place(value: Any) -> _Reference | None:
    """Where an object of its own stands in its file; None for a value inside another."""
    place: _Reference = getattr(value, "objgen", (0, 0))
    return place if place != (0, 0) else None


def _written(value: Any, leave: tuple[str, ...] = _PACKING) -> bytes:
    """A value as it is written, without some entries, such as those that say how it is packed."""
    import pikepdf

    stream = isinstance(value, pikepdf.Stream)
    if stream or leave is not _PACKING:
        pairs = value.stream_dict.items() if stream else value.items()
        value = pikepdf.Dictionary({key: each for key, each in pairs if key not in leave})
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else repr(value).encode()


def _parted(written: bytes) -> tuple[bytes, list[_Reference]]:
    """What is written without the numbers of the objects referred to; and these, in order."""
    if b"(" not in written and b"<" not in written.replace(b"<<", b""):
        parts = _REFERENCE.split(written)
        if len(parts) == 1:
            return written, []
        return b"R".join(parts[::3]), list(zip(map(int, parts[1::3]), map(int, parts[2::3]), strict=True))
    found: list[_Reference] = []

    def without(match: "re.Match[bytes]") -> bytes:
        if match[1] is None:
            return match[0]
        found.append((int(match[1]), int(match[2])))
        return b"R"

    return _TOKENS.sub(without, written), found


def _same_stream(one: Any, other: Any) -> bool:
    import pikepdf

    if not isinstance(other, pikepdf.Stream):
        return not isinstance(one, pikepdf.Stream)
    if not isinstance(one, pikepdf.Stream):
        return False
    wanted = other.read_bytes()
    # One byte more than wanted is enough to know; a bomb gets no further.
    return decoded(one, len(wanted)) == wanted
