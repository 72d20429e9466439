"""The gate lets no fault through: each of these, planted alone in a good file, is noticed."""

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pikepdf  # noqa: TID253 - the faults are planted with it
import pytest
from pikepdf import Array, Dictionary, Name, String  # noqa: TID253 - the same
from tests.pdf.gate import CHECKERS, faults

from briefpack.pdf.archive import Attachment
from briefpack.pdf.document import write_pdf

if TYPE_CHECKING:
    from tests.samples.conftest import Press

Planting = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def good(press: "Press") -> bytes:
    """The sample pack with a file inside."""
    document = press.document("sample-hrc-dialogue")
    carried = Attachment("pack.txt", b"what it was made from", "text/plain", "The pack", "Source")
    return write_pdf(document.pages, document.briefing, document._fonts, [carried])


def spoilt(good: bytes, plant: Planting) -> bytes:
    """The file after planting, otherwise as it was."""
    with pikepdf.open(io.BytesIO(good)) as pdf:
        plant(pdf)
        file = io.BytesIO()
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.preserve, fix_metadata_version=False)
        return file.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    """The structure elements of a kind, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        found = waiting.pop(0)
        if str(found.S) == f"/{kind}":
            yield found
        held = found.get("/K", [])
        below = held if isinstance(held, Array) else [held]
        waiting[:0] = [each for each in below if isinstance(each, Dictionary) and "/S" in each]


def first(pdf: pikepdf.Pdf, kind: str, place: int = 0) -> Any:
    return list(elements(pdf, kind))[place]


def link(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].Annots[0]


def page_parents(pdf: pikepdf.Pdf, page: int) -> Any:
    """The entry of a page in the parent tree."""
    entries = list(pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums)
    return entries[2 * int(pdf.pages[page].StructParents) + 1]


def figure_alt_removed(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Figure")["/Alt"]


def lang_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def th_scope_removed(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "TH")["/A"]


def link_contents_removed(pdf: pikepdf.Pdf) -> None:
    del link(pdf)["/Contents"]


def link_struct_parent_removed(pdf: pikepdf.Pdf) -> None:
    del link(pdf)["/StructParent"]


def note_id_removed(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "Note")["/ID"]


def heading_level_skipped(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2", 1).S = Name.H5


def tabs_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


def parent_tree_shuffled(pdf: pikepdf.Pdf) -> None:
    parents = page_parents(pdf, 0)
    parents[0], parents[1] = parents[1], parents[0]


def struct_parents_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/StructParents"]


def artifact_mark_dropped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    opened = content.rindex(b"/Artifact<</Type/Pagination>>BDC\n")
    closed = content.index(b"EMC\n", opened)
    begun = opened + len(b"/Artifact<</Type/Pagination>>BDC\n")
    page.Contents.write(content[:opened] + content[begun:closed] + content[closed + len(b"EMC\n") :])


def mcid_orphaned(pdf: pikepdf.Pdf) -> None:
    heading = first(pdf, "H1")
    assert isinstance(heading.K, int)
    heading.P.K = Array([kid for kid in heading.P.K if kid.objgen != heading.objgen])


def li_outside_l(pdf: pikepdf.Pdf) -> None:
    whole = first(pdf, "L")
    item, sect = whole.K[0], whole.P
    whole.K = Array(list(whole.K)[1:])
    sect.K.append(item)
    item.P = sect


def tr_irregular(pdf: pikepdf.Pdf) -> None:
    # An empty cell: nothing but the number of columns tells of it.
    cell = first(pdf, "TD")
    others = [kid for kid in cell.P.K if kid.objgen != cell.objgen]
    cell.P.K = Array(others)
    for number, each in enumerate(page_parents(pdf, 4)):
        if each.objgen == cell.objgen:
            page_parents(pdf, 4)[number] = others[0]
            held = others[0].get("/K", Array())
            others[0].K = Array([*(held if isinstance(held, Array) else [held]), number])


def to_unicode_removed(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]


def wrong_glyph_width(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]
    for row in [entry for entry in font.W if isinstance(entry, Array)]:
        for place in range(len(row)):
            row[place] = row[place] + 100


def output_intents_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def af_relationship_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0]["/AFRelationship"]


def af_removed_from_the_catalog(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AF"]


def attachment_mime_type_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0].EF.F["/Subtype"]


def xmp_title_removed(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", metadata.read_bytes(), flags=re.DOTALL))


def display_doc_title_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def javascript_open_action_added(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))


#: The single faults; the first that notices each is named by the test's failure only, as checkers differ in this.
FAULTS: tuple[Planting, ...] = (
    figure_alt_removed,
    lang_removed,
    th_scope_removed,
    link_contents_removed,
    link_struct_parent_removed,
    note_id_removed,
    heading_level_skipped,
    tabs_removed,
    parent_tree_shuffled,
    struct_parents_removed,
    artifact_mark_dropped,
    mcid_orphaned,
    li_outside_l,
    tr_irregular,
    to_unicode_removed,
    wrong_glyph_width,
    output_intents_removed,
    af_relationship_removed,
    af_removed_from_the_catalog,
    attachment_mime_type_removed,
    xmp_title_removed,
    display_doc_title_removed,
    javascript_open_action_added,
)


def nothing(pdf: pikepdf.Pdf) -> None:
    """Planting nothing: saving alone is no fault."""


def noticed(content: bytes) -> str:
    """The first checker that finds a fault, or ""."""
    return next((name for name in CHECKERS if faults(content, (name,))), "")


def test_the_good_file_is_good_as_written_and_as_saved(good: bytes) -> None:
    assert faults(good) == []
    assert faults(spoilt(good, nothing)) == []


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_single_fault_is_noticed(good: bytes, plant: Planting) -> None:
    assert noticed(spoilt(good, plant))


@pytest.mark.long
def test_no_checker_alone_would_do(good: bytes) -> None:
    blind = {
        name: [plant.__name__ for plant in FAULTS if not faults(spoilt(good, plant), (name,))] for name in CHECKERS
    }
    assert all(blind.values()), blind
