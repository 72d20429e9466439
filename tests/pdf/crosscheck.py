"""The structure tree against the content of the pages, in both directions, and what else hangs together in a file.

Each function takes the opened file and yields what is wrong, in words for the reader of a failed test.
"""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import pikepdf  # noqa: TID253 - the gate reads files with it
from pikepdf import Array, Dictionary, Name  # noqa: TID253 - the same

PAINTING = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
#: The parents an element may have, where the standard leaves no choice (ISO 32000-1, 14.8.4).
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note"},
    "TOCI": {"TOC"},
    "TR": {"Table", "THead", "TBody"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Caption": {"Table", "Div"},
}
#: Elements in which text may stand.
TEXT = {"P", "H1", "H2", "H3", "Lbl", "LBody", "TH", "TD", "Caption", "Note", "Link", "Span", "Figure"}
GROUPS = {"Document", "Sect", "Div", "BlockQuote", "L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TR"}


class Found(NamedTuple):
    """An element of the tree: its object, its kind, its parent's kind, and its kids of each sort."""

    object: Any
    kind: str
    parent: str
    below: list["Found"]
    content: list[tuple[tuple[int, int], int]]  # page and number
    annotations: list[tuple[int, int]]

    def all(self) -> Iterator["Found"]:
        """The element and all below it, in reading order."""
        yield self
        for each in self.below:
            yield from each.all()

    @property
    def attributes(self) -> dict[str, Any]:
        """Its attributes, whoever owns them."""
        held = self.object.get("/A", {})
        every = held if isinstance(held, Array) else [held]
        return {key: value for each in every for key, value in each.items()}

    def __str__(self) -> str:
        return f"{self.kind} {self.object.objgen[0]}"


class File:
    """An opened file and what the checks share of it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root
        self.wrong: list[str] = []

    @cached_property
    def tree(self) -> Found:
        """The structure tree."""
        top = self.root.StructTreeRoot
        kids = top.K if isinstance(top.K, Array) else [top.K]
        return Found(top, "root", "", [self._element(kid, top, "root") for kid in kids], [], [])

    @cached_property
    def elements(self) -> list[Found]:
        return list(self.tree.all())[1:]

    def _element(self, element: Any, parent: Any, parent_kind: str) -> Found:
        kind = str(element.S)[1:]
        found = Found(element, kind, parent_kind, [], [], [])
        if element.get("/P") is None or element.P.objgen != parent.objgen:
            self.wrong.append(f"{found} does not name its parent")
        held = element.get("/K", Array())
        for kid in held if isinstance(held, Array) else [held]:
            if not isinstance(kid, Dictionary):
                found.content.append((element.Pg.objgen, int(kid)))
            elif kid.get("/Type") == Name.MCR:
                found.content.append((kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                found.annotations.append(kid.Obj.objgen)
            else:
                found.below.append(self._element(kid, element, kind))
        return found

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The parent tree: what each number leads to."""
        found: dict[int, Any] = {}
        waiting = [self.root.StructTreeRoot.ParentTree]
        while waiting:
            node = waiting.pop(0)
            waiting += list(node.get("/Kids", []))
            entries = list(node.get("/Nums", []))
            found.update(zip(map(int, entries[::2]), entries[1::2], strict=True))
        if list(found) != sorted(found):
            self.wrong.append("the parent tree is not in order")
        return found


class Marked(NamedTuple):
    """What the content of a page marks: its sequences in order, and what is wrong with them."""

    numbers: list[int]
    wrong: list[str]


def marked(page: pikepdf.Page) -> Marked:
    """The marked content of a page, with the painting outside of it."""
    found = Marked([], [])
    open_: list[tuple[str, int | None]] = []
    bare = Counter[str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BMC", "BDC"}:
            _begin(found, open_, operands)
        elif name == "EMC":
            if open_:
                open_.pop()
            else:
                found.wrong.append("a sequence ends that never began")
        elif name in PAINTING and not any(number is not None or tag == "/Artifact" for tag, number in open_):
            bare[name] += 1
        elif name in {"BT", "ET"} and open_:
            found.wrong.append(f"a sequence goes on beyond {name}")
    found.wrong.extend(f"{count} × {name} outside of marked content" for name, count in bare.items())
    if open_:
        found.wrong.append(f"{len(open_)} sequences never end")
    return found


def _begin(found: Marked, open_: list[tuple[str, int | None]], operands: Any) -> None:
    tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
    number = int(properties["/MCID"]) if "/MCID" in properties else None
    outer = [each for each in open_ if each[1] is not None or each[0] == "/Artifact"]
    if outer and (number is not None or tag == "/Artifact"):
        found.wrong.append(f"{tag} {number} begins inside {outer[-1]}")
    open_.append((tag, number))
    if number is not None:
        found.numbers.append(number)


def content_and_tree(file: File) -> Iterator[str]:
    """Every sequence of every page belongs to one element, and the page finds that element again."""
    owners = defaultdict(list)
    for element in file.elements:
        for place in element.content:
            owners[place].append(element)
    for place, found in owners.items():
        if len(found) > 1:
            yield f"sequence {place} belongs to {', '.join(map(str, found))}"
    met: set[tuple[tuple[int, int], int]] = set()
    for number, page in enumerate(file.pdf.pages, 1):
        shown = marked(page)
        places = [(page.obj.objgen, mcid) for mcid in shown.numbers]
        if len(set(places)) < len(places):
            yield f"page {number}: a sequence's number is used twice"
        wrong = [
            *shown.wrong,
            *_back(file, page, [(mcid, owners.get((page_id, mcid), [])) for page_id, mcid in places]),
        ]
        yield from (f"page {number}: {words}" for words in wrong)
        met.update(places)
    if lost := set(owners) - met:
        yield f"{len(lost)} sequences of the tree are on no page, such as {min(lost)}"


def _back(file: File, page: pikepdf.Page, shown: list[tuple[int, list[Found]]]) -> Iterator[str]:
    """Whether a page finds the elements of its sequences; `shown`: each by its number, with those that name it."""
    key = page.obj.get("/StructParents")
    back = file.parents.get(int(key)) if key is not None else None
    if back is None:
        yield "it is not in the parent tree"
        return
    if len(back) != len(shown):
        yield f"{len(back)} parents of {len(shown)} sequences"
    for number, owners in shown:
        if not owners:
            yield f"sequence {number} is in no element"
        elif number >= len(back) or back[number].objgen != owners[0].object.objgen:
            yield f"the parent tree gives sequence {number} to another element"


def annotations(file: File) -> Iterator[str]:
    """Every link's annotation is in one Link, and finds it again; it says where it leads."""
    owners = defaultdict(list)
    for element in file.elements:
        for annotation in element.annotations:
            owners[annotation].append(element)
    pages = {page.obj.objgen for page in file.pdf.pages}
    for number, page in enumerate(file.pdf.pages, 1):
        links = page.obj.get("/Annots", [])
        if page.obj.get("/Tabs") != Name.S:
            yield f"page {number}: the Tab key does not follow the structure"
        for link in links:
            where, found = f"page {number}: link {link.objgen[0]}", owners.pop(link.objgen, [])
            back = file.parents.get(int(link.get("/StructParent", -1)))
            if len(found) != 1 or found[0].kind != "Link":
                yield f"{where} is in {', '.join(map(str, found)) or 'no element'}"
            elif back is None or back.objgen != found[0].object.objgen:
                yield f"{where} does not find its element"
            if not str(link.get("/Contents", "")).strip():
                yield f"{where} does not say where it leads"
            if link.Dest[0].objgen not in pages:
                yield f"{where} leads out of the file"
    yield from (f"{found[0]} has annotation {number} of no page" for number, found in owners.items())


def kinds(file: File) -> Iterator[str]:
    """Every element is where it may be, and holds what it must."""
    for element in file.elements:
        if element.kind not in TEXT | GROUPS | {"Reference"}:
            yield f"{element} is of no kind we write"
        if element.parent not in PARENTS.get(element.kind, {element.parent}):
            yield f"{element} stands in {element.parent}"
        if element.content and element.kind not in TEXT:
            yield f"text stands in {element} itself"
        if not (element.content or element.below or element.annotations) and element.kind not in {"TH", "TD"}:
            yield f"{element} is empty"
        if element.kind == "Link" and not element.annotations:
            yield f"{element} leads nowhere"
        if element.kind == "L" and "/ListNumbering" not in element.attributes:
            yield f"{element} does not say how it is numbered"
        if element.kind == "TH" and "/Scope" not in element.attributes:
            yield f"{element} does not say what it is the head of"
        if element.kind == "Figure":
            if not str(element.object.get("/Alt", "")).strip():
                yield f"{element} has no words for those who do not see it"
            if "/BBox" not in element.attributes:
                yield f"{element} does not say where it stands"


def headings(file: File) -> Iterator[str]:
    """The first heading is H1, and no level is left out on the way down."""
    last = 0
    for element in file.elements:
        if re.fullmatch("H[1-6]", element.kind):
            level = int(element.kind[1])
            if level > last + 1:
                yield f"{element} follows a heading of level {last}"
            last = level


def tables(file: File) -> Iterator[str]:
    """All rows of a table have as many columns."""
    for table in file.elements:
        if table.kind == "Table":
            rows = [each for each in table.all() if each.kind == "TR"]
            widths = {sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.below) for row in rows}
            if len(widths) != 1:
                yield f"{table} has rows of {sorted(widths)} columns"


def notes(file: File) -> Iterator[str]:
    """Every note has a name of its own, under which the tree finds it."""
    made = [(bytes(each.object.get("/ID", b"")), each) for each in file.elements if each.kind == "Note"]
    for name, count in Counter(name for name, _ in made).items():
        if not name or count > 1:
            yield f"{count} notes are named {name!r}"
    entries = list(file.root.StructTreeRoot.get("/IDTree", {}).get("/Names", []))
    known = {bytes(name): note.objgen for name, note in zip(entries[::2], entries[1::2], strict=True)}
    if list(known) != sorted(known) or known != {name: each.object.objgen for name, each in made}:
        yield "the notes are not those of the tree of names"


def catalog(file: File) -> Iterator[str]:
    """What the file says of itself, and that it does nothing by itself."""
    root = file.root
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "it does not say that it is tagged"
    if not str(root.get("/Lang", "")):
        yield "it does not say its language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "its title is not shown"
    yield from (f"it has {key}" for key in ("/OpenAction", "/AA", "/AcroForm", "/RoleMap") if key in root)
    if "/JavaScript" in root.get("/Names", {}):
        yield "it holds a program"
    intents = [intent.get("/S") for intent in root.get("/OutputIntents", []) if "/DestOutputProfile" in intent]
    if intents != [Name.GTS_PDFA1]:
        yield "its colours have no meaning"
    with file.pdf.open_metadata(update_docinfo=False) as metadata:
        if not str(metadata.get("dc:title", "")) or metadata["dc:title"] != str(file.pdf.docinfo.get("/Title")):
            yield "its title is not the same in both places"


def files(file: File) -> Iterator[str]:
    """The files inside are found by name and by association, and say what they are."""
    entries = list(file.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    named = {spec.objgen for spec in entries[1::2]}
    if named != {spec.objgen for spec in file.root.get("/AF", [])}:
        yield "the files by name are not those associated with it"
    for spec in entries[1::2]:
        missing = {"/F", "/UF", "/Desc", "/AFRelationship", "/EF"} - set(spec.keys())
        if missing:
            yield f"file {spec.objgen[0]} lacks {', '.join(sorted(missing))}"
        inside = spec.EF.F
        if "/Subtype" not in inside or "/ModDate" not in inside.get("/Params", {}):
            yield f"file {spec.objgen[0]} does not say its type and date"


def fonts(file: File) -> Iterator[str]:
    """Every font is a subset of one of ours, embedded, and says what its glyphs stand for."""
    for held in file.pdf.objects:
        if not isinstance(held, Dictionary) or held.get("/Type") != Name.Font:
            continue
        name = str(held.get("/BaseFont", ""))
        if not re.fullmatch(r"/[A-Z]{6}\+Noto\S+", name):
            yield f"font {name} is none of ours"
        if held.get("/Subtype") == Name.Type0:
            if "/ToUnicode" not in held or held.Encoding != Name("/Identity-H"):
                yield f"font {name} does not say what its glyphs stand for"
        elif held.get("/Subtype") != Name.CIDFontType2 or "/FontFile2" not in held.get("/FontDescriptor", {}):
            yield f"font {name} is not embedded"


CHECKS: tuple[Callable[[File], Iterator[str]], ...] = (
    catalog,
    content_and_tree,
    annotations,
    kinds,
    headings,
    tables,
    notes,
    files,
    fonts,
)


def faults(content: bytes) -> list[str]:
    """What is wrong with the file, in words."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        file = File(pdf)
        if "/StructTreeRoot" not in file.root:
            return ["it has no structure"]
        found = [words for check in CHECKS for words in check(file)]
        return [*found, *file.wrong]
