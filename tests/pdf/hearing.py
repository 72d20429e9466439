"""What a screen reader reads of a file: the text of the structure tree, element by element, and the tree itself.

Poppler's `pdfinfo -struct-text` says the same (a test holds the two together), but takes seconds a document.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf  # noqa: TID253 - files are read with it
from tests.pdf.crosscheck import File, Found

#: Elements inside a line of text: what stands in them is part of what is around them.
INLINE = {"Reference", "Link", "Span"}
_SAID = ("/Scope", "/ColSpan", "/ListNumbering", "/Lang", "/Alt", "/ActualText")
_MARKS = dict.fromkeys([0x200E, 0x200F])  # of direction: they are no text
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


class Piece(NamedTuple):
    """A text of one element, with the kinds of the elements around it, from the outside in."""

    around: tuple[str, ...]
    text: str


def heard(content: bytes) -> list[Piece]:
    """The texts in reading order; an element with text in several places, such as before and after a list, in each."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        file = File(pdf)
        texts = _texts(pdf)
        found: list[tuple[int, Piece]] = []
        for part in file.tree.below:
            _hear(part, (), texts, found, 0)
        pieces: list[tuple[int, Piece]] = []
        for owner, piece in found:
            if pieces and pieces[-1][0] == owner:
                pieces[-1] = (owner, piece._replace(text=pieces[-1][1].text + piece.text))
            else:
                pieces.append((owner, piece))
        return [piece for _, piece in pieces]


def _hear(element: Found, around: tuple[str, ...], texts: Any, found: list[tuple[int, Piece]], owner: int) -> None:
    """Collect the texts of an element; `owner` is the number of the one around it that is not inline."""
    if element.kind not in INLINE:
        around, owner = (*around, element.kind), element.object.objgen[0]
    below = {each.object.objgen: each for each in element.below}
    held = element.object.get("/K", pikepdf.Array())
    own = iter(element.content)
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary) and kid.objgen in below:
            _hear(below[kid.objgen], around, texts, found, owner)
        elif not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == pikepdf.Name.MCR:
            found.append((owner, Piece(around, texts[next(own)])))


def tree(content: bytes, texts: bool = True) -> str:
    """The structure as lines indented by depth: kind, what is said in place of it, its text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        file = File(pdf)
        held = _texts(pdf) if texts else {}
        return "\n".join([line for part in file.tree.below for line in _lines(part, 0, held)])


def _lines(element: Found, depth: int, texts: dict[Any, str]) -> Iterator[str]:
    words = " ".join("".join([texts.get(place, "") for place in element.content]).split())
    said = {**element.attributes, **dict(element.object.items())}
    more = "".join([f" {key[1:]}={said[key]}" for key in _SAID if key in said])
    yield f"{'  ' * depth}{element.kind}{more}{f': {words}' if words else ''}"
    for each in element.below:
        yield from _lines(each, depth + 1, texts)


def _texts(pdf: pikepdf.Pdf) -> dict[tuple[tuple[int, int], int], str]:
    """The text of each marked-content sequence, by page and number."""
    known: dict[tuple[int, int], dict[bytes, str]] = {}
    found: dict[tuple[tuple[int, int], int], str] = {}
    for page in pdf.pages:
        names = {}
        for name, font in page.Resources.Font.items():
            if font.objgen not in known:
                lines = _CODE.findall(font.ToUnicode.read_bytes())
                known[font.objgen] = {bytes.fromhex(c.decode()): _utf16(t.decode()) for c, t in lines}
            names[name] = known[font.objgen]
        for number, text in _page(page, names):
            found[page.obj.objgen, number] = found.get((page.obj.objgen, number), "") + text
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _page(page: pikepdf.Page, fonts: dict[str, dict[bytes, str]]) -> Iterator[tuple[int, str]]:
    """The texts of a page with the numbers of their sequences; an ActualText counts in place of its glyphs."""
    open_: list[tuple[int | None, str | None]] = []
    codes: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if len(operands) > 1 else {}
            number = int(properties["/MCID"]) if "/MCID" in properties else None
            actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
            open_.append((number, actual))
            outer = [each for each, _ in open_ if each is not None]
            if outer:
                yield outer[-1], actual or ""
        elif name == "EMC":
            open_.pop()
        elif name == "Tf":
            codes = fonts[str(operands[0])]
        elif name == "TJ":
            outer = [each for each, _ in open_ if each is not None]
            if outer and not any(actual for _, actual in open_):
                yield outer[-1], _decoded(operands[0], codes)


def _decoded(shown: Any, codes: dict[bytes, str]) -> str:
    """The text of one TJ. Letters and signs from right to left are shown as they are seen, from
    the last to the first."""
    held = b"".join([bytes(each) for each in shown if isinstance(each, pikepdf.String)])
    texts = [codes.get(held[at : at + 2], "\ufffd") for at in range(0, len(held), 2)]
    backwards = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in "".join(texts))
    return "".join(texts[::-1] if backwards else texts).translate(_MARKS)
