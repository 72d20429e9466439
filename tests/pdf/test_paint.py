"""What is painted: shapes, colours and the order of things."""

from typing import TYPE_CHECKING

import pypdfium2  # noqa: TID253 - these tests look at pixels
import pytest

from briefpack.layout.display import Colour, Disc, Page, Path, Placed, Rect, Shape
from briefpack.pdf.fonts import UsedFaces
from briefpack.pdf.paint import paint

if TYPE_CHECKING:
    from tests.pdf.conftest import Press

RED, BLUE = Colour(1, 0, 0), Colour(0, 0, 1)


def content(press: "Press", *shapes: Shape) -> bytes:
    """The content of a page of 100 × 200 with shapes in a strip at (10, 20)."""
    placed = Placed(press.strip(shapes=shapes), 10, 20)
    return paint(Page(1, 100, 200, (placed,), (), ()), UsedFaces(press.fonts))


@pytest.mark.parametrize(
    ("shape", "operators"),
    [
        (Rect(1, 2, 30, 40, RED), b"1 0 0 rg\n11.00 138.00 30.00 40.00 re f\n"),
        (Rect(1, 2, 30, 40, None, RED, 0.5), b"1 0 0 RG\n0.5 w\n11.00 138.00 30.00 40.00 re S\n"),
        (Rect(1, 2, 30, 40, RED, BLUE, 1), b"1 0 0 rg\n0 0 1 RG\n11.00 138.00 30.00 40.00 re B\n"),
        (Rect(1, 2, 30, 40, None, None), b""),
        (Path(((0, 0), (5, 5)), False, None, RED, 1, (2, 1)), b"1 0 0 RG\n[2 1]0 d\n10 180 m 15 175 l S\n"),
        (Path(((0, 0), (5, 5), (0, 5)), True, RED, None), b"1 0 0 rg\n10 180 m 15 175 l 10 175 l f\n"),
        (Path(((0, 0), (5, 5)), True, None, RED, 1), b"1 0 0 RG\n10 180 m 15 175 l s\n"),
        (Path(((0, 0), (5, 5)), True, RED, BLUE, 1), b"1 0 0 rg\n0 0 1 RG\n10 180 m 15 175 l b\n"),
    ],
)
def test_a_shape_is_painted_where_it_stands(press: "Press", shape: Shape, operators: bytes) -> None:
    assert content(press, shape) == operators


def test_a_solid_line_after_a_dashed_one_is_solid(press: "Press") -> None:
    dashed = Path(((0, 0), (5, 0)), False, None, RED, 1, (2, 1))
    assert content(press, dashed, Rect(0, 0, 5, 5, None, RED, 1)).endswith(b"[]0 d\n10.00 175.00 5.00 5.00 re S\n")


def test_state_is_written_only_when_it_changes(press: "Press") -> None:
    page = press.page([press.strip(press.run("one two")), press.strip(press.run("three"))])
    painted = paint(page, UsedFaces(press.fonts))
    assert [painted.count(operator) for operator in (b" Tf", b" rg", b"BT\n", b"ET\n", b"TJ\n")] == [1, 1, 1, 1, 2]


def test_numbers_have_no_exponent(press: "Press") -> None:
    painted = content(press, Rect(0.00001 - 10, 0, 1e-7, 179.99999, RED, BLUE, 1e-6), Disc(-10, 180, 1e-7, RED))
    assert b"e" not in painted.replace(b" re ", b" ")
    assert b" re B\n0 0 m " in painted


def pixel(file: bytes, x: int, y: int) -> tuple[int, ...]:
    """The colour at a point of the first page, from its top left corner in points."""
    pdf = pypdfium2.PdfDocument(file)
    image = pdf[0].render(scale=1).to_pil()
    pdf.close()
    return image.getpixel((x, y))


def test_a_disc_is_round_and_text_is_painted_over_shapes(press: "Press") -> None:
    strip = press.strip(
        press.run("■", "symbols", x=100.0, y=40.0, size=60.0, colour=BLUE),
        shapes=(Disc(50, 50, 40, RED), Rect(90, 0, 70, 80, RED)),
    )
    file = press.write(Page(1, 300, 300, (Placed(strip, 0, 0),), (), ()))
    assert pixel(file, 50, 50) == pixel(file, 50, 13) == pixel(file, 75, 78) == (255, 0, 0)
    assert pixel(file, 15, 15) == pixel(file, 82, 82) == (255, 255, 255)
    assert (255, 0, 0) in {pixel(file, 92, 2)}
    assert pixel(file, 120, 25) == (0, 0, 255)


def test_pages_may_have_different_sizes(press: "Press") -> None:
    upright = press.page([press.strip(press.run("upright"))])
    lying = Page(2, 841.89, 595.28, (Placed(press.strip(press.run("lying")), 50, 50),), (), ())
    boxes = [[float(edge) for edge in page.MediaBox] for page in press.opened(press.write(upright, lying)).pages]
    assert boxes == [[0, 0, 595.28, 841.89], [0, 0, 841.89, 595.28]]


def test_body_then_notes_then_furniture(press: "Press") -> None:
    def at(words: str, y: float) -> tuple[Placed, ...]:
        return (Placed(press.strip(press.run(words)), 50, y),)

    page = Page(1, 595, 842, at("body", 100), at("note", 700), at("header", 20))
    assert press.pdfium(press.write(page)) == ["body", "note", "header"]


def test_an_empty_page_is_a_page(press: "Press") -> None:
    assert len(press.opened(press.write(press.page([]))).pages) == 1
