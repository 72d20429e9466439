"""The table of contents: each heading a line with dot leaders and a page number that pagination fills in."""

from briefpack.briefing.nodes import Contents
from briefpack.layout import styles
from briefpack.layout.collecting import PAGE_WIDTH
from briefpack.layout.display import Area, Mark, Path, Run, Strip
from briefpack.layout.lines import PageRun, baseline
from briefpack.layout.strips import ContentsLine, Frame, glue_ends, text_strips
from briefpack.layout.styles import Type

_INDENT = 14.0


def contents_strips(frame: Frame, contents: Contents) -> list[Strip]:
    """A line (or more) for each heading up to the wanted depth."""
    strips: list[Strip] = []
    wanted = [line for line in frame.contents if line.level <= contents.depth]
    for row, line in enumerate(wanted):
        strips += _entry(frame, line, Mark(contents.id, "TOCI", row))
    if strips:
        strips[0].space = styles.BLOCK_SPACE
        glue_ends(strips)
    return strips


def _entry(frame: Frame, line: ContentsLine, mark: Mark) -> list[Strip]:
    index = min(line.level, len(styles.CONTENTS)) - 1
    type_ = styles.CONTENTS[index]
    indent = index * _INDENT
    # Notes of a heading are no part of its line here: they would stand in the contents for nothing.
    spans = tuple([span._replace(target="") for span in line.spans if not span.note])
    room = max(_number_room(frame, type_) for type_ in styles.CONTENTS)
    strips = text_strips(frame, spans, type_, mark, indent, frame.width - indent - room - 14)
    if not strips:
        return []
    if index == 0:
        strips[0].space = 3.0
    last = strips[-1]
    words = "".join([span.text for span in spans])
    for strip in strips:
        strip.areas = (Area(indent, 0, frame.width - indent, strip.height, line.target, words, mark),)
    last.runs[-1].tail = True  # who listens hears two words, not one that ends in a figure
    last.runs = (*last.runs, _number(frame, type_, line.target, mark, room))
    last.shapes = _leaders(frame, strips[-1], baseline(type_), room)
    return strips


def _number_room(frame: Frame, type_: Type) -> float:
    return frame.fonts[type_.family].shape(PAGE_WIDTH).width * type_.size / 1000


def _number(frame: Frame, type_: Type, target: str, mark: Mark, room: float) -> PageRun:
    word = frame.fonts[type_.family].shape(PAGE_WIDTH)
    run = PageRun(frame.width - room, baseline(type_), type_.family, type_.size, styles.INK, (word,), mark)
    run.target, run.room, run.align_right = target, room, True
    return run


def _end(frame: Frame, run: Run) -> float:
    width = sum(word.width for word in run.words) + (len(run.words) - 1) * frame.fonts[run.face].space.width
    return run.x + width * run.size / 1000


def _leaders(frame: Frame, strip: Strip, y: float, room: float) -> tuple[Path, ...]:
    """Dots from the end of the words to the number, on one raster for all lines so that they stand in columns."""
    pitch, right = 4.0, frame.width - room - 1
    start = max(_end(frame, run) for run in strip.runs[:-1]) + 6
    start = right - (right - start) // pitch * pitch
    if start >= right:
        return ()
    return (Path(((start, y - 0.6), (right, y - 0.6)), False, None, styles.GREY, 0.7, (0.7, pitch - 0.7)),)
