"""The words of a tagged PDF by what they are: each heading, paragraph, cell and note as one text, however it was broken
into lines and pages.

Page furniture is no content and is left out; so are the numbers of pages and notes, which are links and not wording.
"""

import re
import unicodedata
from struct import unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpack.pdf.reading import decoded, entry, items, words

if TYPE_CHECKING:
    import pikepdf

_MOST_A_PAGE = 64_000_000
_MOST_ELEMENTS = 2_000_000
#: Elements inside a line of text: what they show belongs to the text around them.
_INLINE = {"/Span", "/Link", "/Reference", "/Em", "/Strong", "/Quote"}


def letters(text: str) -> str:
    """What counts of printed words: no spaces, no marks of direction, compatible forms as one.

    A text with letters from right to left counts by its letters in any order: they stand in a file as they are seen.
    """
    kept = "".join(text.split())
    if kept.isascii():
        return kept
    kept = _FORMAT.sub("", "".join(unicodedata.normalize("NFKC", kept).split()))
    if _LEFTWARD.search(kept):
        kept = "".join(sorted(char for char in kept if not unicodedata.combining(char)))
    return kept


# The characters of Unicode's category Cf that occur in running text, and letters written from right to left.
_FORMAT = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class _Shown(NamedTuple):
    kind: str
    text: str


def texts(pdf: "pikepdf.Pdf") -> list[str]:
    """The texts of the structure in reading order, none of them empty. Not tagged or not readable: none."""
    faces: _Faces = {}
    shown = {page.obj.objgen: _page(page, faces) for page in pdf.pages}
    root = entry(pdf.Root, "/StructTreeRoot")
    found: list[list[str]] = []
    if root is not None:
        _walk(entry(root, "/K"), shown, found)
    return [text for parts in found if (text := "".join(parts).strip())]


def _walk(root: Any, shown: dict[tuple[int, int], dict[int, _Shown]], found: list[list[str]]) -> None:
    """Gather what each element shows. Not by recursion: a tree from elsewhere may be as deep as it likes."""
    import pikepdf

    waiting: list[tuple[Any, tuple[int, int], list[str]]] = [(root, (0, 0), [])]
    count = 0
    while waiting and count < _MOST_ELEMENTS:
        node, page, text = waiting.pop()
        count += 1
        if isinstance(node, int):
            _take(shown.get(page, {}).get(int(node)), text)
        elif isinstance(node, pikepdf.Array):
            waiting += [(kid, page, text) for kid in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary):
            here = entry(node, "/Pg")
            page = here.objgen if here is not None else page
            if node.get("/Type") == "/MCR":
                waiting.append((node.get("/MCID"), page, text))
            elif node.get("/S") is not None:
                if str(node.get("/S")) not in _INLINE:
                    text = []
                    found.append(text)
                    # What is said in place of a picture, or of a sign for "as above", is a text of its own.
                    found += [[said] for key in ("/Alt", "/ActualText") if (said := words(node.get(key)))]
                waiting.append((node.get("/K"), page, text))


def _take(shown: _Shown | None, text: list[str]) -> None:
    if shown is not None and not (shown.kind == "/Link" and shown.text.strip().isdigit()):
        text.append(shown.text)


# A text shown; the end of a sequence; its beginning, with or without entries; a font. All else is passed over.
_TOKENS = re.compile(
    rb"\(((?:[^\\()]|\\.)*)\)|(\bEMC\b)|/(\w+)\s*<<([^>]*(?:>(?!>)[^>]*)*)>>\s*BDC\b|(/\w+\s+BMC\b)|/(\w+)\s+[\d.]+\s+Tf\b",
    re.DOTALL,
)
_NUMBER = re.compile(rb"/MCID\s+(\d+)")
_SPELT = re.compile(rb"/ActualText\s*(\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>?)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


_Faces = dict[tuple[int, int], dict[int, str]]
"""The texts of the codes of each font, by the place of the font in the file."""


def _page(page: "pikepdf.Page", faces: _Faces) -> dict[int, _Shown]:
    """What each marked-content sequence of a page shows."""
    import pikepdf

    content = page.obj.get("/Contents")
    streams = items(content) if isinstance(content, pikepdf.Array) else [content]
    parts = [decoded(each, _MOST_A_PAGE) or b"" for each in streams if isinstance(each, pikepdf.Stream)]
    return _Reader(entry(page.obj.get("/Resources"), "/Font"), faces).read(b"\n".join(parts))


#: Which group of a token matched last.
_STRING, _EMC, _ENTRIES, _BMC = 1, 2, 4, 5


class _Reader:
    """Reads the content of one page, as far as text and marks go."""

    def __init__(self, fonts: Any, faces: _Faces) -> None:
        self._fonts, self._faces = fonts, faces
        self._font: dict[int, str] = {}
        #: The sequences that are open: their number (-1: none), and whether their text is spelt out beside them.
        self._open: list[tuple[int, bool]] = []
        self._found: dict[int, tuple[str, list[str]]] = {}

    def read(self, content: bytes) -> dict[int, _Shown]:
        """What each sequence shows, by its number."""
        for match in _TOKENS.finditer(content):
            which = match.lastindex
            if which == _STRING:
                self._show(match[1])
            elif which == _EMC:
                if self._open:
                    self._open.pop()
            elif which == _ENTRIES:
                self._begin(match[3].decode("latin-1"), match[4])
            elif which == _BMC:
                self._open.append((-1, False))
            else:
                self._font = self._face(f"/{match[6].decode('latin-1')}")
        return {number: _Shown(kind, "".join(parts)) for number, (kind, parts) in self._found.items()}

    def _begin(self, kind: str, entries: bytes) -> None:
        number, spelt = _NUMBER.search(entries), _SPELT.search(entries)
        if spelt:
            self._add(_text_string(spelt[1]))
        if number:
            self._found.setdefault(int(number[1]), (f"/{kind}", []))
        self._open.append((int(number[1]) if number else -1, bool(spelt)))

    def _show(self, string: bytes) -> None:
        if not any(spelt for _, spelt in self._open):
            raw = _ESCAPE.sub(_unescaped, string) if b"\\" in string else string
            codes = unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
            self._add("".join([self._font.get(code, "\ufffd") for code in codes]))

    def _add(self, text: str) -> None:
        number = next((each for each, _ in reversed(self._open) if each >= 0), -1)
        if number >= 0:
            self._found[number][1].append(text)

    def _face(self, name: str) -> dict[int, str]:
        font = entry(self._fonts, name)
        if font is None:
            return {}
        if font.objgen not in self._faces or font.objgen == (0, 0):
            self._faces[font.objgen] = _to_unicode(font)
        return self._faces[font.objgen]


_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_CODES = 200_000


def _to_unicode(font: Any) -> dict[int, str]:
    """The text of each code of a font."""
    import pikepdf

    stream = font.get("/ToUnicode")
    cmap = decoded(stream, _MOST_A_PAGE) if isinstance(stream, pikepdf.Stream) else None
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap or b""):
        codes = [bytes.fromhex(each.decode("ascii")) for each in _HEX.findall(body)]
        if kind == b"char":
            found.update({_number(code): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=False)})
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            span = range(_number(first), min(_number(last), _number(first) + 0xFFFF) + 1)
            start = _number(text)
            found.update(
                {code: _utf16((start + place).to_bytes(max(2, len(text)), "big")) for place, code in enumerate(span)}
            )
        if len(found) > _MOST_CODES:
            break
    return found


def _number(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")


def _string(token: bytes) -> bytes:
    """The bytes of a literal or hexadecimal string."""
    if token[:1] == b"<":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return _ESCAPE.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _unescaped(match: "re.Match[bytes]") -> bytes:
    sign = match[1]
    if sign[:1] in b"01234567":
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, sign)


def _text_string(token: bytes) -> str:
    """A text string: UTF-16 with its mark, or as it stands."""
    raw = _string(token)
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
