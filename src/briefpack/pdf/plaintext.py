"""The words of single pages as a reader would copy them, by PDFium; and what differs between two pages."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from briefpack.pdf.raster import PDFIUM, opened

_MOST = 20_000


def page_words(pdf: bytes, numbers: Iterable[int]) -> dict[int, list[str]]:
    """The words of pages by their numbers, counted from 1; of pages that are not there, none. Raises RasterError."""
    found: dict[int, list[str]] = {}
    with PDFIUM, opened(pdf) as document:
        for number in numbers:
            if not 0 < number <= len(document):
                continue
            page = document[number - 1]
            text_page = page.get_textpage()
            # PDFium marks hyphens at line ends with a character of its own.
            found[number] = text_page.get_text_range().replace("\ufffe", "-").split()[:_MOST]
            text_page.close()
            page.close()
    return found


def changes(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Each stretch of words that differs, as it was and as it is."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind != "equal":
            yield " ".join(before[start:end]), " ".join(after[other_start:other_end])
