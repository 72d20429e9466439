"""Page numbers in the text, filled in when every page is known; nothing is laid out again."""

from collections.abc import Sequence

from briefpack.layout.display import Area, Destination, Mark, Run
from briefpack.layout.fonts import FontSet
from briefpack.layout.lines import PageRun
from briefpack.layout.strips import moved_run

NOWHERE = "–"
"""Stands for the page number of a target that the briefing does not have."""


def with_page_numbers(
    fonts: FontSet, runs: Sequence[Run], areas: Sequence[Area], destinations: dict[str, Destination]
) -> tuple[tuple[Run, ...], tuple[Area, ...]]:
    """Copies with the numbers set. Words after a number on its line close up to it: its place was kept too wide."""
    closed, open_areas = list(runs), list(areas)
    for index, run in enumerate(runs):
        if not isinstance(run, PageRun):
            continue
        place = destinations.get(run.target)
        word = fonts[run.face].shape(str(place.page) if place else NOWHERE)
        spare = run.room - word.width * run.size / 1000
        x = closed[index].x
        # In lines from right to left the room begins at the right.
        if run.align_right != fonts.rtl:
            x += spare
        if not run.align_right:
            _close_up(closed, open_areas, index, spare, fonts.rtl)
        closed[index] = Run(x, run.y, run.face, run.size, run.colour, (word,), run.mark, run.tail, run.lead, run.gap)
    return tuple(closed), tuple(open_areas)


def _close_up(runs: list[Run], areas: list[Area], index: int, spare: float, rtl: bool) -> None:
    """Move what follows on the line of run `index`, in the same cell, by `spare` points to where the line starts."""
    number = runs[index]
    way = -1 if rtl else 1
    half = number.size * 0.6
    for later in range(index + 1, len(runs)):
        run = runs[later]
        if abs(run.y - number.y) < half and (run.x - number.x) * way > 0 and _together(run.mark, number.mark):
            runs[later] = moved_run(run, -spare * way, 0.0)
    for place, area in enumerate(areas):
        beside = area.y < number.y < area.y + area.height + half
        if (area.x - number.x) * way > 0 and beside and _together(area.mark, number.mark):
            areas[place] = area._replace(x=area.x - spare * way)


def _together(one: Mark | None, other: Mark | None) -> bool:
    return one is not None and other is not None and (one.node, one.row, one.col) == (other.node, other.row, other.col)
