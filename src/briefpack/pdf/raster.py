"""Pages of a finished PDF as pixels, by PDFium; nothing else in the program draws a page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from briefpack.language import say

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

#: PDFium works in one thread at a time, whatever document it works on.
PDFIUM = Lock()
POINTS_AN_INCH = 72


class Pixels(NamedTuple):
    """A page as it prints: rows of `stride` bytes, four bytes a pixel (blue, green, red, unused), on white paper."""

    width: int
    height: int
    stride: int
    content: bytes


class RasterError(RuntimeError):
    """PDFium cannot read the file: it is damaged or no PDF."""


@contextmanager
def opened(pdf: bytes) -> Iterator["pypdfium2.PdfDocument"]:
    """The file, open in PDFium; whoever opens it holds PDFIUM. Raises RasterError."""
    # Slow to load, and not before a page is shown.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise RasterError(say("the pages cannot be drawn: {why}", why=error)) from error
    try:
        yield document
    finally:
        document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with PDFIUM, opened(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def rasterise(
    pdf: bytes, scales: Sequence[float], wanted: Callable[[], bool] = lambda: True
) -> Iterator[tuple[int, Pixels]]:
    """The index and the pixels of each page, one page after the other; `scales` are pixels a point, one a page.

    Stops where `wanted` says no before a page. PDFium is free between two pages. Raises RasterError.
    """
    for index, scale in enumerate(scales):
        if not wanted():
            return
        with PDFIUM, opened(pdf) as document:
            pixels = _pixels(document, index, scale)
        yield index, pixels


def _pixels(document: "pypdfium2.PdfDocument", index: int, scale: float) -> Pixels:
    page = document[index]
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return Pixels(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
