"""Bookmarks and links lead where they say."""

from typing import TYPE_CHECKING

import pytest

from briefpack.layout.display import Area, Destination, OutlineItem, Placed

if TYPE_CHECKING:
    import pikepdf
    from tests.pdf.conftest import Press

PLACES = {"a": Destination(1, 50, 50), "b": Destination(2, 50, 100), "c": Destination(3, 50, 300)}


@pytest.fixture
def pages(press: "Press") -> list:
    return [press.page([press.strip(press.run(f"page {number}"))], number) for number in (1, 2, 3)]


def tree(items: "pikepdf.OutlineItem", pdf: "pikepdf.Pdf") -> list:
    """Titles, page numbers and what hangs below."""
    found = []
    for item in items:
        number = next(place for place, page in enumerate(pdf.pages, 1) if page.objgen == item.destination[0].objgen)
        found.append((item.title, number, tree(item.children, pdf)))
    return found


def written_tree(press: "Press", pages: list, *items: OutlineItem) -> list:
    pdf = press.opened(press.write(*pages, outline=items, destinations=PLACES))
    with pdf.open_outline() as outline:
        return tree(outline.root, pdf)


def test_bookmarks_nest_by_level(press: "Press", pages: list) -> None:
    items = [
        OutlineItem(1, "First (one)", "a"),
        OutlineItem(2, "Größe – “q”", "a"),
        OutlineItem(2, "Back\\slash", "b"),
        OutlineItem(3, "Deep", "b"),
        OutlineItem(1, "Last", "c"),
    ]
    assert written_tree(press, pages, *items) == [
        ("First (one)", 1, [("Größe – “q”", 1, []), ("Back\\slash", 2, [("Deep", 2, [])])]),
        ("Last", 3, []),
    ]


def test_a_level_that_jumps_hangs_below_the_last_lower_one(press: "Press", pages: list) -> None:
    items = [OutlineItem(2, "Early", "a"), OutlineItem(1, "One", "a"), OutlineItem(3, "Three", "b")]
    assert written_tree(press, pages, *items) == [("Early", 1, []), ("One", 1, [("Three", 2, [])])]


def test_the_outline_is_open_at_its_first_level_only(press: "Press", pages: list) -> None:
    items = (OutlineItem(1, "One", "a"), OutlineItem(2, "Two", "a"), OutlineItem(2, "Three", "b"))
    root = press.opened(press.write(*pages, outline=items, destinations=PLACES)).Root
    assert (root.Outlines.Count, root.Outlines.First.Count, root.PageMode) == (1, -2, "/UseOutlines")


def test_no_bookmarks_no_outline(press: "Press", pages: list) -> None:
    root = press.opened(press.write(*pages)).Root
    assert "/Outlines" not in root
    assert "/PageMode" not in root


def linked(press: "Press", target: str, artifact: bool = False) -> "pikepdf.Pdf":
    """Three pages, a link on the first."""
    strip = press.strip(press.run("see there"), areas=(Area(10, 2, 40, 12, target, "To “there”"),))
    first = press.page([])._replace(body=(Placed(strip, 50, 100, artifact),))
    others = [press.page([press.strip(press.run("there"))], number) for number in (2, 3)]
    return press.opened(press.write(first, *others, destinations=PLACES))


def test_a_link_lands_on_its_page_at_its_height(press: "Press") -> None:
    pdf = linked(press, "c")
    link = pdf.pages[0].Annots[0]
    assert link.Dest[0].objgen == pdf.pages[2].objgen
    assert [str(link.Dest[1]), link.Dest[2], float(link.Dest[3])] == ["/XYZ", None, 541.89]


def test_a_link_covers_its_words_and_says_where_it_leads(press: "Press") -> None:
    link = linked(press, "b").pages[0].Annots[0]
    assert [float(edge) for edge in link.Rect] == [60, 727.89, 100, 739.89]
    assert (link.Subtype, str(link.Contents), int(link.F)) == ("/Link", "To “there”", 4)
    assert [int(part) for part in link.Border] == [0, 0, 0]


@pytest.mark.parametrize(("target", "artifact"), [("nowhere", False), ("b", True)])
def test_links_to_nowhere_and_in_repeated_heads_are_left_out(press: "Press", target: str, artifact: bool) -> None:
    assert "/Annots" not in linked(press, target, artifact).pages[0]


def test_a_preview_of_a_few_pages_keeps_the_links_among_them(press: "Press", pages: list) -> None:
    areas = tuple([Area(0, 0, 9, 9, target, target) for target in "abc"])
    page = press.page([press.strip(press.run("see"), areas=areas)], 2)
    items = tuple([OutlineItem(1, target, target) for target in "abc"])
    pdf = press.opened(press.write(page, pages[2], outline=items, destinations=PLACES))
    assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["b", "c"]
    with pdf.open_outline() as outline:
        assert tree(outline.root, pdf) == [("b", 1, []), ("c", 2, [])]
