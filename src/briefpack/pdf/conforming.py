"""Does a finished PDF of ours say and hold what PDF/A-3a and PDF/UA-1 ask for? What can be told without a checker of
the standards, which no installation has: `tests/pdf/gate.py` has four, and proves of every kind of page what this takes
for granted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefpack.language import say, to_say
from briefpack.pdf.inspection import About, about
from briefpack.pdf.reading import entry, items, reading

if TYPE_CHECKING:
    import pikepdf

STANDARDS = ("PDF/A-3a", "PDF/UA-1")

#: What must be so of a file (ISO 14289-1, 7; ISO 19005-3, 6), and what is wrong where it is not.
_ASKED: tuple[tuple[Callable[["pikepdf.Pdf", About], bool], str], ...] = (
    (lambda _, found: set(STANDARDS) <= set(found.standards), to_say("it does not declare PDF/A-3a and PDF/UA-1")),
    (lambda pdf, _: bool(entry(pdf.Root.get("/MarkInfo"), "/Marked")), to_say("it is not marked as tagged")),
    (
        lambda _, found: {"Document", "H1", "P"} <= found.elements.keys(),
        to_say("screen readers find no structure in it"),
    ),
    (lambda pdf, _: all("/StructParents" in page.obj for page in pdf.pages), to_say("a page of it has no structure")),
    (lambda _, found: bool(found.fonts), to_say("it has no fonts")),
    (lambda _, found: all(font.inside for font in found.fonts), to_say("a font is not inside the file")),
    (
        lambda _, found: all(font.copied for font in found.fonts),
        to_say("a font has letters without a text"),
    ),
    (lambda _, found: bool(found.language), to_say("it names no language")),
    (lambda _, found: bool(found.information.get("Title")) and found.shows_title, to_say("it does not show its title")),
    (lambda pdf, _: _has_colours(pdf), to_say("it does not say what its colours mean")),
    (
        lambda _, found: not found.encrypted and not found.actions,
        to_say("it is encrypted, or acts by itself"),
    ),
)


def shortcomings(content: bytes) -> tuple[str, ...]:
    """What the file lacks, each in a few words; nothing for one that is as it should be. Raises Refused."""
    with reading(content) as pdf:
        found = about(pdf, content)
        return tuple(say(words) for is_so, words in _ASKED if not is_so(pdf, found))


def _has_colours(pdf: "pikepdf.Pdf") -> bool:
    return any(entry(each, "/DestOutputProfile") is not None for each in items(pdf.Root.get("/OutputIntents")))
