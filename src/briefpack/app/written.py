"""What a written PDF tells the adviser: what is wrong for those who listen to it, and what it tells of its maker."""

from collections.abc import Callable

from briefpack.adviser.case import Written
from briefpack.language import say, to_say
from briefpack.pdf.inspection import About, about
from briefpack.pdf.reading import reading

#: What a reader with a screen reader lacks, and when.
_FAULTS: tuple[tuple[str, Callable[[About], bool]], ...] = (
    (to_say("The PDF has no structure, so that a screen reader must guess the order."), lambda pdf: not pdf.elements),
    (to_say("The PDF does not say which language it is in."), lambda pdf: not pdf.language),
    (to_say("The PDF has no title."), lambda pdf: not pdf.information.get("Title")),
    (to_say("The PDF shows its file name instead of its title."), lambda pdf: not pdf.shows_title),
    (
        to_say("The PDF has tables without header cells."),
        lambda pdf: bool(pdf.elements.get("Table")) and not pdf.elements.get("TH"),
    ),
    (
        to_say("The PDF has figures without alternative text."),
        lambda pdf: pdf.alternatives < pdf.elements.get("Figure", 0),
    ),
    (to_say("The PDF does not declare PDF/UA."), lambda pdf: not any("UA" in each for each in pdf.standards)),
    (
        to_say("The PDF uses a font that is not inside it."),
        lambda pdf: any(not font.inside for font in pdf.fonts),
    ),
)


def written_of(content: bytes) -> Written:
    """What a PDF says of itself. Raises Refused for what is no readable PDF."""
    with reading(content) as pdf:
        found = about(pdf, content)
    author = found.information.get("Author", "") or found.metadata.get("dc:creator", "")
    traces = [*([author] if author else []), *found.paths, *found.private]
    return Written(tuple(say(words) for words, is_so in _FAULTS if is_so(found)), tuple(dict.fromkeys(traces)))
