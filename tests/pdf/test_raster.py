"""Pages as pixels."""

import subprocess
import sys
from typing import Any

import pytest

from briefpack.pdf import raster


def page(press: Any) -> bytes:
    strips = [press.strip(press.run("Words on paper", "sans-bold", size=30.0))]
    content: bytes = press.write(*press.pages(strips * 60), compress=False)
    return content


def test_a_page_is_as_large_as_its_scale_says(press: Any) -> None:
    for index, pixels in raster.rasterise(page(press), (1.0, 2.0)):
        assert abs(pixels.width - 595.28 * (index + 1)) <= 1
        assert abs(pixels.height - 841.89 * (index + 1)) <= 1
        assert len(pixels.content) == pixels.stride * pixels.height
        assert pixels.stride >= 4 * pixels.width


def test_paper_is_white_and_words_are_dark(press: Any) -> None:
    ((_, pixels),) = raster.rasterise(page(press), (1.0,))
    assert pixels.content[:3] == b"\xff\xff\xff"
    assert min(pixels.content) < 80


def test_nothing_is_drawn_that_is_no_longer_wanted(press: Any) -> None:
    answers = iter([True, False])
    drawn = list(raster.rasterise(page(press), (1.0, 1.0), lambda: next(answers)))
    assert [index for index, _ in drawn] == [0]


def test_the_sizes_of_pages_are_points(press: Any) -> None:
    assert [tuple(map(round, size)) for size in raster.page_sizes(page(press))] == [(595, 842)] * 2


def test_a_damaged_file_is_an_error_of_its_own() -> None:
    with pytest.raises(raster.RasterError, match="cannot be drawn"):
        list(raster.rasterise(b"no pdf", (1.0,)))


def test_pdfium_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, briefpack.pdf.raster; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own words
