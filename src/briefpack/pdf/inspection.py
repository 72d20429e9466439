"""What a PDF says about itself, whoever made it: everything beside the words and lines of its pages."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser

from briefpack.pdf.reading import Embedded, decoded, embedded, entry, items, words

if TYPE_CHECKING:
    import pikepdf

_MOST = 200_000
_METADATA = 4_000_000
_PAGE = 64_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
#: The parts of a name in metadata that people know the standards by.
_STANDARDS = {"pdfaid": "PDF/A", "pdfuaid": "PDF/UA", "pdfxid": "PDF/X"}
#: Text that is set but not painted (ISO 32000-1, table 106).
_INVISIBLE = re.compile(rb"(?<![\w.])[37]\s+Tr\b")
_SPELT = re.compile(rb"/ActualText\b")
#: A folder of somebody's machine, or its address in a network.
_PATH = re.compile(r"file:/|(?:^|[\s(\"'=])(?:[A-Za-z]:\\|\\\\[\w.-]+\\|/(?:home|Users|root|tmp|var|mnt|Volumes)/)")


class Font(NamedTuple):
    """A font by its name in the file; whether it is inside, and whether its letters can be copied."""

    name: str
    inside: bool
    copied: bool


class Image(NamedTuple):
    """A picture of so many pixels; `exif`: it holds data of a camera, such as when and where."""

    width: int
    height: int
    exif: bool


class About(NamedTuple):
    """All of it. Lists are in the order of the file; nothing is put into words here."""

    version: str
    encrypted: bool
    pages: int
    sizes: dict[tuple[int, int], int]
    information: dict[str, str]
    metadata: dict[str, str]
    standards: tuple[str, ...]
    language: str
    shows_title: bool
    fonts: tuple[Font, ...]
    files: tuple[Embedded, ...]
    outline: tuple[tuple[int, str], ...]
    links: int
    links_out: tuple[str, ...]
    annotations: dict[str, int]
    actions: tuple[str, ...]
    elements: dict[str, int]
    alternatives: int
    spelt: int
    invisible: tuple[int, ...]
    images: tuple[Image, ...]
    layers: int
    fields: int
    signatures: int
    private: tuple[str, ...]
    paths: tuple[str, ...]
    revisions: int


def about(pdf: "pikepdf.Pdf", content: bytes) -> About:
    """What an open file says; `content` is its bytes."""
    root = pdf.Root
    information = {key.lstrip("/"): words(value) for key, value in _pairs(pdf.trailer.get("/Info"))}
    metadata = _xmp(root.get("/Metadata"))
    looked = _Look(pdf)
    files = embedded(pdf)
    kinds, alternatives = _elements(entry(root.get("/StructTreeRoot"), "/K"))
    told = [*information.values(), *metadata.values(), *(file.name for file in files), *looked.links_out]
    return About(
        version=pdf.pdf_version,
        encrypted=pdf.is_encrypted,
        pages=len(pdf.pages),
        sizes=looked.sizes,
        information=information,
        metadata=metadata,
        standards=_standards(metadata),
        language=words(root.get("/Lang")),
        shows_title=bool(entry(root.get("/ViewerPreferences"), "/DisplayDocTitle")),
        fonts=tuple(looked.fonts.values()),
        files=files,
        outline=tuple(_outline(root.get("/Outlines"))),
        links=looked.links,
        links_out=tuple(dict.fromkeys(looked.links_out)),
        annotations=dict(looked.annotations),
        actions=tuple(dict.fromkeys([*_actions_of(pdf), *looked.actions])),
        elements=kinds,
        alternatives=alternatives,
        spelt=looked.spelt,
        invisible=tuple(looked.invisible),
        images=tuple(looked.images.values()),
        layers=len(items(entry(root.get("/OCProperties"), "/OCGs"))),
        fields=len(items(entry(root.get("/AcroForm"), "/Fields"))),
        signatures=looked.signatures,
        private=tuple(looked.private),
        paths=tuple(text for text in told if _PATH.search(text)),
        revisions=content.count(b"startxref"),
    )


class _Look:
    """One look at every page."""

    def __init__(self, pdf: "pikepdf.Pdf") -> None:
        self.sizes: dict[tuple[int, int], int] = {}
        self.fonts: dict[Any, Font] = {}
        self.images: dict[Any, Image] = {}
        self.annotations: Counter[str] = Counter()
        self.links = self.signatures = self.spelt = 0
        self.links_out: list[str] = []
        self.actions: list[str] = []
        self.invisible: list[int] = []
        self.private: list[str] = []
        self._seen: set[tuple[int, int]] = set()
        for key in ("/PieceInfo", "/SpiderInfo", "/Threads", "/Collection"):
            if pdf.Root.get(key) is not None:
                self.private.append(key.lstrip("/"))
        for number, page in enumerate(pdf.pages, 1):
            self._page(number, page)

    def _page(self, number: int, page: "pikepdf.Page") -> None:
        import pikepdf

        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        size = (round(abs(right - left)), round(abs(top - bottom)))
        self.sizes[size] = self.sizes.get(size, 0) + 1
        for key in ("/Thumb", "/PieceInfo"):
            if page.obj.get(key) is not None and key.lstrip("/") not in self.private:
                self.private.append(key.lstrip("/"))
        self._resources(page.obj.get("/Resources"), 0)
        for annotation in items(page.obj.get("/Annots")):
            self._annotation(annotation)
        self._actions(page.obj.get("/AA"))
        contents = page.obj.get("/Contents")
        streams = items(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for stream in streams:
            self._content(number, stream)

    def _content(self, number: int, stream: Any) -> None:
        import pikepdf

        content = (decoded(stream, _PAGE) or b"") if isinstance(stream, pikepdf.Stream) else b""
        self.spelt += len(_SPELT.findall(content))
        if _INVISIBLE.search(content) and number not in self.invisible:
            self.invisible.append(number)

    def _resources(self, resources: Any, depth: int) -> None:
        import pikepdf

        for _, font in _pairs(entry(resources, "/Font")):
            self.fonts.setdefault(font.objgen if font.is_indirect else font.unparse(), _font(font))
        for _, thing in _pairs(entry(resources, "/XObject")):
            if not isinstance(thing, pikepdf.Stream) or thing.objgen in self._seen:
                continue
            self._seen.add(thing.objgen)
            if thing.get("/Subtype") == "/Image":
                self.images[thing.objgen] = _image(thing)
            elif depth < 20:
                self._resources(thing.get("/Resources"), depth + 1)

    def _annotation(self, annotation: Any) -> None:
        kind = words(entry(annotation, "/Subtype")).lstrip("/") or "?"
        if kind != "Link":
            self.annotations[kind] += 1
            self.signatures += entry(annotation, "/FT") == "/Sig"
        action = entry(annotation, "/A")
        if kind == "Link" and (action is None or entry(action, "/S") == "/GoTo"):
            self.links += 1
        elif action is not None:
            self._actions(action)
        self._actions(entry(annotation, "/AA"))

    def _actions(self, action: Any) -> None:
        for kind, where in _actions(action):
            (self.links_out if kind in _LEADING_OUT else self.actions).append(where or kind)


_LEADING_OUT = {"URI", "GoToR", "Launch", "GoToE", "SubmitForm", "ImportData"}


def _actions(action: Any, depth: int = 0) -> "Iterator[tuple[str, str]]":
    """The kinds of actions, and where they lead; of a dictionary of actions, all."""
    import pikepdf

    if depth > 8 or not isinstance(action, pikepdf.Dictionary):
        return
    kind = words(action.get("/S")).lstrip("/")
    if kind:
        place = action.get("/URI") or action.get("/F")
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/UF") or place.get("/F")
        yield kind, words(place)
        followers = action.get("/Next")
        for each in (*items(followers), followers):
            yield from _actions(each, depth + 1)
        return
    for _, each in _pairs(action):
        yield from _actions(each, depth + 1)


def _actions_of(pdf: "pikepdf.Pdf") -> "Iterator[str]":
    """The kinds of actions that run by themselves, and scripts with a name."""
    for key in ("/OpenAction", "/AA"):
        yield from (kind for kind, _ in _actions(pdf.Root.get(key)) if kind != "GoTo")
    if entry(pdf.Root.get("/Names"), "/JavaScript") is not None:
        yield "JavaScript"


def _font(font: Any) -> Font:
    name = words(entry(font, "/BaseFont")).lstrip("/") or "?"
    inner = next(iter(items(entry(font, "/DescendantFonts"))), font)
    descriptor = entry(inner, "/FontDescriptor")
    inside = any(entry(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    copied = entry(font, "/ToUnicode") is not None or entry(font, "/Encoding") in (
        "/WinAnsiEncoding",
        "/MacRomanEncoding",
    )
    return Font(name, inside or entry(font, "/Subtype") == "/Type3", copied)


def _image(image: "pikepdf.Stream") -> Image:
    raw = image.read_raw_bytes()
    sides = [int(image.get(key, 0)) for key in ("/Width", "/Height")]
    return Image(sides[0], sides[1], b"Exif\0\0" in raw[:200_000] or image.get("/Metadata") is not None)


def _pairs(holder: Any) -> "list[tuple[str, Any]]":
    import pikepdf

    return list(holder.items()) if isinstance(holder, pikepdf.Dictionary) else []


def _outline(root: Any) -> Iterator[tuple[int, str]]:
    """The bookmarks with their levels."""
    seen: set[tuple[int, int]] = set()
    waiting = [(entry(root, "/First"), 1)]
    while waiting and len(seen) < _MOST:
        item, level = waiting.pop()
        if entry(item, "/Title") is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield level, words(item.get("/Title"))
        waiting += [(item.get("/Next"), level), (item.get("/First"), level + 1)]


def _elements(root: Any) -> tuple[dict[str, int], int]:
    """How many elements of each kind the structure has, and how many have an alternative text."""
    import pikepdf

    kinds: Counter[str] = Counter()
    alternatives = 0
    waiting: list[Any] = [root]
    while waiting and kinds.total() < _MOST:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary) and node.get("/S") is not None:
            kinds[str(node.get("/S")).lstrip("/")] += 1
            alternatives += node.get("/Alt") is not None
            waiting.append(node.get("/K"))
    return dict(kinds), alternatives


def _xmp(stream: Any) -> dict[str, str]:
    """The fields of the metadata by their short names; none where it cannot be read."""
    import pikepdf

    content = decoded(stream, _METADATA) if isinstance(stream, pikepdf.Stream) else None
    if not content:
        return {}
    # No entity is ever resolved: a document type is refused before anything is read.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return {"?": ""}
    parser = XMLParser()  # noqa: S314 - what makes it dangerous is refused above
    try:
        parser.feed(content.strip(b"\0 \r\n\t"))
        root = parser.close()
    except (ParseError, ValueError, LookupError):
        return {"?": ""}
    names = {
        uri.decode("utf-8", "replace"): prefix.decode("ascii", "replace") for prefix, uri in _NAMESPACE.findall(content)
    }
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if not key.startswith(_RDF):
                found[_short(key, names)] = value
        for field in description:
            found[_short(field.tag, names)] = _text_of(field)
    return {key: value for key, value in found.items() if not key.startswith("pdfaExtension:")}


_NAMESPACE = re.compile(rb"xmlns:(\w+)\s*=\s*[\"']([^\"']+)[\"']")


def _short(tag: str, names: dict[str, str]) -> str:
    uri, _, name = tag.lstrip("{").partition("}")
    return f"{names.get(uri, '?')}:{name}" if name else uri


def _text_of(element: "Element") -> str:
    return " ".join(" ".join(element.itertext()).split())


def _standards(metadata: dict[str, str]) -> tuple[str, ...]:
    found = []
    for prefix, name in _STANDARDS.items():
        part = metadata.get(f"{prefix}:part")
        if part:
            found.append(f"{name}-{part}{metadata.get(f'{prefix}:conformance', '').lower()}")
    return tuple(found)
