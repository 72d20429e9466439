"""A pack as pages, again and again: pack → briefing → pages → the PDF of the pages asked for. No Qt.

What did not change since the last time is not composed and not set again.
"""

import gc
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from briefpack.app.build import PROGRAM, font_set
from briefpack.app.errors import KNOWN_ERRORS, UserError
from briefpack.app.fontpack import no_font
from briefpack.app.languages import language_of
from briefpack.app.places import Box, Finder, Places
from briefpack.briefing.compose import SECTION_KINDS, as_draft, composed_at
from briefpack.briefing.keeping import Keeper
from briefpack.briefing.nodes import Briefing
from briefpack.layout.display import Page, PageSet, Placed, Run
from briefpack.library.quiet import quiet_collector
from briefpack.pack.pack import Pack
from briefpack.pack.snapshot import cited_in

if TYPE_CHECKING:
    # Loaded with the first pages: a window that shows a pack needs none of it.
    from briefpack.layout.fonts import FontSet, MissingGlyph
    from briefpack.layout.layouter import Layouter
    from briefpack.library.port import Evidence
    from briefpack.pdf.archive import Attachment

_MANY = 60
_ENTRY = re.compile(r"(?:^|\.)(e[0-9]+)(?:\.|$)")
_SECTION = re.compile(r"^(s[0-9]+)(?:\.|$)")


class Laid(NamedTuple):
    """A pack with its pages."""

    pack: Pack
    briefing: Briefing
    pages: PageSet

    def page_numbers(self) -> dict[str, int]:
        """The page of every destination."""
        return {target: place.page for target, place in self.pages.destinations.items()}


class CannotShow(UserError):  # noqa: N818 - named for what the user meets
    """The pack has no pages as it is. `entry` is the id of the entry or section to go to, "" where none is known."""

    def __init__(self, words: str, entry: str = "") -> None:
        super().__init__(words)
        self.entry = entry


class Preview:
    """Lays out one pack after each edit. Its methods may be called from any thread; they take turns.

    To make one costs nothing: whichever thread needs it first loads what lays out, and reads the fonts.
    """

    def __init__(self) -> None:
        self._keeper = Keeper()
        self._turn = Lock()
        self._frozen = 0

    @cached_property
    def fonts(self) -> "FontSet":
        """The fonts, with the words that were set in them."""
        return font_set()

    @cached_property
    def _layouter(self) -> "Layouter":
        from briefpack.layout.layouter import Layouter  # noqa: PLC0415 - see the class

        return Layouter(self.fonts)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.fonts)

    def lay_out(self, pack: Pack, evidence: "Evidence", stamp: str = "") -> Laid:
        """The pages of a pack. `stamp` changes when the same evidence would answer otherwise. Raises CannotShow."""
        from briefpack.layout.fonts import MissingGlyph  # noqa: PLC0415 - see the class

        # Nothing that composing and layout make refers back to itself, so that there is nothing to collect.
        with self._turn, quiet_collector():
            try:
                briefing = composed_at(self._keeper.desk(pack, evidence, stamp, language_of(pack.language)), PROGRAM)
                laid = Laid(pack, briefing, self._layouter.lay_out(briefing))
            except MissingGlyph as missing:
                raise _unprintable(missing, pack) from missing
            except KNOWN_ERRORS as error:
                raise CannotShow(str(error), _culprit(pack, evidence)) from error
            self._settle(len(laid.pages.pages))
            return laid

    def as_draft(self, laid: Laid) -> Laid:
        """The same pages with DRAFT on each."""
        with self._turn, quiet_collector():
            briefing = as_draft(laid.briefing, language_of(laid.pack.language))
            return Laid(laid.pack, briefing, self._layouter.lay_out(briefing))

    def _settle(self, pages: int) -> None:
        """Tell the collector to leave what is kept alone: looking through all of it stops every thread for long.

        Of a long pack even what one edit makes is much. Nothing of it is lost: it goes when nobody refers to it.
        """
        if pages > _MANY or self._layouter.kept > self._frozen * 1.1 + 50:
            self._frozen = self._layouter.kept
            gc.freeze()

    def pdf(self, laid: Laid, numbers: Iterable[int]) -> bytes:
        """Some pages by their numbers, as a PDF that is quick to write and to draw."""
        wanted = [laid.pages.pages[number - 1] for number in numbers]
        # Bookmarks and links serve nobody here.
        # ReportLab is slow to load and not needed before a page is shown.
        from briefpack.pdf.document import write_preview  # noqa: PLC0415 - see above

        with self._turn:
            return write_preview(PageSet(tuple(wanted), (), {}), laid.briefing, self.fonts)

    def whole_pdf(self, laid: Laid, files: "Sequence[Attachment]" = ()) -> bytes:
        """All pages, as they are exported, with the files that the PDF carries."""
        from briefpack.pdf.document import write_pdf  # noqa: PLC0415 - see `pdf`

        with self._turn:
            return write_pdf(laid.pages, laid.briefing, self.fonts, files)

    def find(self, laid: Laid, query: str) -> list[tuple[Box, ...]]:
        """Where words stand on the pages."""
        return self._finder.find(laid.pages, query)

    def places(self, laid: Laid) -> Places:
        """Which entry each thing on the pages belongs to."""
        return Places(laid.pack, laid.briefing, laid.pages, self.fonts)


def _unprintable(missing: "MissingGlyph", pack: Pack) -> CannotShow:
    where = _typed_in(missing.char, pack) or missing.node
    named = _ENTRY.search(where) or _SECTION.match(where)
    return CannotShow(no_font(missing.char, ""), named[1] if named else "")


def _typed_in(char: str, pack: Pack) -> str:
    """The entry or section in which a person typed a character; a block may show columns of several sections."""
    for section in pack.sections:
        for entry in section.entries:
            if char in f"{entry.text}{entry.label}{entry.hint}":
                return entry.id
        if char in "".join((section.title, section.remark, section.gap, *section.options.values())):
            return section.id
    return ""


def _culprit(pack: Pack, evidence: "Evidence") -> str:
    """The entry whose item is nowhere, or the section of an unknown kind."""
    for section in pack.sections:
        for entry in section.entries:
            ids = [entry.item] if entry.item else cited_in(entry.text)
            if any(evidence.get(item_id) is None for item_id in ids):
                return entry.id
        if section.kind not in SECTION_KINDS:
            return section.id
    return ""


def looks_the_same(one: Page, other: Page, furniture: bool = True) -> bool:
    """Whether two pages print alike; without `furniture`, header and footer do not count."""
    if (one.width, one.height, len(one.body), len(one.notes)) != (
        other.width,
        other.height,
        len(other.body),
        len(other.notes),
    ):
        return False
    pairs = list(zip((*one.body, *one.notes), (*other.body, *other.notes), strict=True))
    if furniture:
        pairs += zip(one.furniture, other.furniture, strict=True)
    return all(_alike(first, second) for first, second in pairs)


def _alike(one: Placed, other: Placed) -> bool:
    if (one.x, one.y) != (other.x, other.y):
        return False
    first, second = one.strip, other.strip
    # Blocks that were not set again share their strips; only page numbers are filled in anew each time.
    return first is second or (
        first.shapes == second.shapes
        and len(first.runs) == len(second.runs)
        and all(_same_run(*pair) for pair in zip(first.runs, second.runs, strict=True))
    )


def _same_run(one: Run, other: Run) -> bool:
    return one is other or (
        _set_like(one) == _set_like(other) and [word.text for word in one.words] == [word.text for word in other.words]
    )


def _set_like(run: Run) -> tuple[object, ...]:
    return (run.x, run.y, run.face, run.size, run.colour, run.gap)
