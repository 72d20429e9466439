"""The whole of layout: a briefing becomes pages. Blocks are set once and kept, so an edit sets only what changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefpack.briefing.nodes import ANNEX, Block, Briefing, Columns, Contents, Heading, Note, Paragraph, Part, Title
from briefpack.layout.blocks import set_block
from briefpack.layout.display import Destination, OutlineItem, Page, PageSet, Placed, Strip
from briefpack.layout.fonts import FontSet, MissingGlyph, visible
from briefpack.layout.furniture import PageFurniture
from briefpack.layout.lines import PageRun
from briefpack.layout.mirroring import mirrored
from briefpack.layout.notes import note_strips
from briefpack.layout.pagenumbers import with_page_numbers
from briefpack.layout.pages import Draft, Paginator
from briefpack.layout.scaling import scaled
from briefpack.layout.strips import ContentsLine, Frame, glued
from briefpack.layout.styles import PAPERS, Paper

#: Sizes that are tried one after the other where a limit of pages is missed by little; nobody sees the difference.
_TIGHTER = (0.98, 0.96)
_ON_HEADINGS = frozenset((Contents, Columns))


class _Set(NamedTuple):
    """A block as strips; `open_` are those with page numbers to fill in."""

    strips: tuple[Strip, ...]
    open_: tuple[Strip, ...]


class _Seen(NamedTuple):
    """A block, what else its strips depend on, and these."""

    block: Block
    around: tuple[object, ...]
    set: _Set


class Layouter:
    """Lays out briefings with one font set. Keep it between runs: blocks that did not change are not set again.

    It remembers at most about `keep` blocks, those used last; with 0 none, for a briefing that is laid out once.
    """

    def __init__(self, fonts: FontSet, keep: int = 60_000) -> None:
        self._fonts = fonts
        self._keep = keep
        # Two generations: what is used moves to the young one, and when that is full the old one is dropped.
        self._young: dict[object, _Set] = {}
        self._old: dict[object, _Set] = {}
        # What contents show, and which edition of it this is: thousands of headings are no key to look up by.
        self._headings: tuple[ContentsLine, ...] = ()
        self._edition = 0
        # The blocks of the last run and of this one by identity: to look up a long one by what it says takes longer
        # than all else.
        self._last: dict[int, _Seen] = {}
        self._now: dict[int, _Seen] = {}

    @property
    def kept(self) -> int:
        """How many blocks and notes are remembered."""
        return len(self._young) + len(self._old)

    def lay_out(self, briefing: Briefing) -> PageSet:
        """The pages, the outline and every destination. Raises `MissingGlyph`; the same input gives the same pages."""
        self._fonts = self._fonts.in_language(briefing.language)
        if len(self._young) > self._keep // 2:
            self._old, self._young = self._young, {}
        self._last, self._now = self._now, {}
        made = self._paginated(briefing)
        if _is_just_over(briefing, made[0]):
            tighter = (self._paginated(briefing, size) for size in _TIGHTER)
            made = next((each for each in tighter if not _is_just_over(briefing, each[0])), made)
        return self._finished(briefing, *made)

    def _paginated(self, briefing: Briefing, size: float = 1.0) -> tuple[Paginator, set[int]]:
        """The pages before their numbers are known, all but the annex in `size` times their size; and the strips that
        wait for page numbers, by identity."""
        headings = self._contents(briefing)
        paper = PAPERS[briefing.paper]
        notes = _Notes(self, briefing.notes)
        first = paper.turned() if briefing.parts and briefing.parts[0].landscape else paper
        paginator = Paginator(notes.lines, first, self._fonts.rtl)
        open_: set[int] = set()
        for part in briefing.parts:
            own = paper.turned() if part.landscape else paper
            sized = part if size == 1.0 or part.id == ANNEX else part._replace(size=part.size * size)
            self._put_part(paginator, sized, own, headings, open_)
        paginator.finish()
        return paginator, open_

    def missing(self, briefing: Briefing) -> tuple[MissingGlyph, ...]:
        """The first character in each block and note that no font can show; empty if `lay_out` will find them all.

        What this sets is kept, so that laying out afterwards costs little more than laying out alone.
        """
        self._fonts = self._fonts.in_language(briefing.language)
        headings = self._contents(briefing)
        paper = PAPERS[briefing.paper]
        found: list[MissingGlyph] = []
        for part in briefing.parts:
            frame = self._frame(paper.turned() if part.landscape else paper, headings, part.size)
            for block in part.blocks:
                try:
                    self._set(frame, block, part.size)
                except MissingGlyph as missing:
                    found.append(missing)
        frame = self._frame(paper, ())
        for note in briefing.notes:
            try:
                self._set_note(frame, note, len(briefing.notes), short=False)
                self._set_note(frame, note, len(briefing.notes), short=True)
            except MissingGlyph as missing:
                found.append(missing)
        try:
            PageFurniture(self._fonts, paper, briefing.furniture)
        except MissingGlyph as missing:
            found.append(MissingGlyph(missing.char, "furniture"))
        return tuple(found)

    def _contents(self, briefing: Briefing) -> tuple[ContentsLine, ...]:
        found = tuple(_contents_lines(briefing.parts))
        if found != self._headings:
            self._headings, self._edition = found, self._edition + 1
        return self._headings

    def _put_part(
        self, paginator: Paginator, part: Part, paper: Paper, headings: tuple[ContentsLine, ...], open_: set[int]
    ) -> None:
        frame = self._frame(paper, headings, part.size)
        strips: list[Strip] = []
        for block in part.blocks:
            block_set = self._set(frame, block, part.size)
            if strips and not strips[-1].glue and isinstance(block, Paragraph) and block.style == "closing":
                # Other layouts share the strip before it, which is copied, not changed.
                last = strips[-1]
                strips[-1] = glued(last)
                if id(last) in open_:
                    open_.add(id(strips[-1]))
            strips += block_set.strips
            if block_set.open_:
                open_.update(map(id, block_set.open_))
        paginator.awaited.append(part.id)
        if strips:
            paginator.begin(paper, part.runs_on)
            paginator.put(strips)

    def _frame(self, paper: Paper, headings: tuple[ContentsLine, ...], size: float = 1.0) -> Frame:
        width, height = paper.width - 2 * paper.side, paper.height - paper.top - paper.bottom
        return Frame(self._fonts, width / size, height / size, headings)

    def _set(self, frame: Frame, block: Block, size: float = 1.0) -> _Set:
        if not self._keep:
            return self._anew(frame, block, size)
        # Contents depend on all headings.
        edition = self._edition if type(block) in _ON_HEADINGS else 0
        around = (frame.width, frame.height, edition, size, frame.fonts.language)
        seen = self._last.get(id(block))
        if seen is None or seen.block is not block or seen.around != around:
            # Tuples of different kinds may be equal, so the kind is part of the key.
            key = (type(block), block, around)
            known = self._recall(key)
            if known is None:
                known = self._young[key] = self._anew(frame, block, size)
            seen = _Seen(block, around, known)
        self._now[id(block)] = seen
        return seen.set

    @staticmethod
    def _anew(frame: Frame, block: Block, size: float) -> _Set:
        try:
            strips = set_block(frame, block)
        except MissingGlyph as missing:
            raise MissingGlyph(missing.char, block.id) from None
        if frame.fonts.rtl:
            strips = mirrored(strips, frame.fonts, frame.width)
        strips = strips if size == 1.0 else scaled(strips, size)
        return _Set(tuple(strips), tuple([strip for strip in strips if PageRun in map(type, strip.runs)]))

    def _set_note(self, frame: Frame, note: Note, numbers: int, short: bool) -> _Set:
        spans = note.short if short else note.spans
        key = ("note", note.number, spans, len(str(numbers)), frame.width, frame.fonts.language)
        known = self._recall(key)
        if known is None:
            try:
                strips = note_strips(frame, note.number, spans, numbers)
            except MissingGlyph as missing:
                raise MissingGlyph(missing.char, f"note-{note.number}") from None
            if frame.fonts.rtl:
                strips = mirrored(strips, frame.fonts, frame.width)
            known = self._young[key] = _Set(tuple(strips), ())
        return known

    def _recall(self, key: object) -> _Set | None:
        known = self._young.get(key)
        if known is None and self._old:
            known = self._old.pop(key, None)
            if known is not None:
                self._young[key] = known
        return known

    def _finished(self, briefing: Briefing, paginator: Paginator, open_: set[int]) -> PageSet:
        """Numbers, page numbers in the text, header and footer: what needs all pages to be known."""
        drafts, destinations = paginator.drafts, paginator.destinations
        furniture: dict[Paper, PageFurniture] = {}
        pages: list[Page] = []
        for number, draft in enumerate(drafts, 1):
            paper = draft.paper
            if paper not in furniture:
                furniture[paper] = PageFurniture(self._fonts, paper, briefing.furniture)
            body = self._closed(draft, destinations, open_) if open_ else draft.body
            on_page = furniture[paper].on_page(number, len(drafts))
            pages.append(Page(number, paper.width, paper.height, tuple(body), draft.notes, on_page))
        return PageSet(tuple(pages), tuple(_outline(briefing.parts)), destinations)

    def _closed(self, draft: Draft, destinations: dict[str, Destination], open_: set[int]) -> list[Placed]:
        """The body with page numbers filled in. Strips are shared with other layouts: they are copied, not changed."""
        body = list(draft.body)
        for index, placed in enumerate(body):
            if id(placed.strip) in open_:
                body[index] = placed._replace(strip=self._with_numbers(placed.strip, destinations))
        return body

    def _with_numbers(self, strip: Strip, destinations: dict[str, Destination]) -> Strip:
        parts = with_page_numbers(self._fonts, strip.runs, strip.areas, destinations)
        return Strip(
            strip.height,
            parts[0],
            strip.shapes,
            strip.space,
            strip.glue,
            strip.notes,
            parts[1],
            strip.anchors,
            strip.figures,
            strip.heads,
            strip.entry,
        )


def _is_just_over(briefing: Briefing, paginator: Paginator) -> bool:
    """Whether what stands before the annex misses its limit of pages by a page, or by a tenth."""
    most, annex = briefing.max_pages, paginator.destinations.get(ANNEX)
    return annex is not None and 0 < most < annex.page - 1 <= most + max(1, most // 10)


class _Notes:
    """The notes of one briefing as strips, for each paper and form."""

    def __init__(self, layouter: Layouter, notes: Sequence[Note]) -> None:
        self._layouter = layouter
        self._notes = {note.number: note for note in notes}
        self._lines: dict[tuple[int, bool, float], tuple[Strip, ...]] = {}

    def lines(self, number: int, short: bool, paper: Paper) -> tuple[Strip, ...]:
        """The strips of a note; none for a number the briefing has no note for."""
        key = (number, short, paper.width)
        known = self._lines.get(key)
        if known is None:
            note = self._notes.get(number)
            layouter = self._layouter
            frame = layouter._frame(paper, ())
            known = layouter._set_note(frame, note, len(self._notes), short).strips if note else ()
            self._lines[key] = known
        return known


def _headings(blocks: Sequence[Block]) -> Iterator[Heading | Title]:
    for block in blocks:
        if isinstance(block, Heading | Title):
            yield block
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from _headings(column)


def _contents_lines(parts: Sequence[Part]) -> Iterator[ContentsLine]:
    for part in parts:
        for heading in _headings(part.blocks):
            if isinstance(heading, Heading) and heading.toc:
                yield ContentsLine(heading.level, heading.spans, heading.id)


def _outline(parts: Sequence[Part]) -> Iterator[OutlineItem]:
    """Every title and heading; a level is never more than one below the item before it."""
    level = 0
    for part in parts:
        for heading in _headings(part.blocks):
            level = min(heading.level if isinstance(heading, Heading) else 1, level + 1)
            words = " ".join(visible("".join([span.text for span in heading.spans])).split())
            yield OutlineItem(level, words, heading.id)
