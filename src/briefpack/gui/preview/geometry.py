"""Where pages lie on the desk: one under the other, or two side by side. No Qt: the worker computes it as well.

Lengths on the desk are logical pixels from its top left; lengths on a page are points.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefpack.layout.display import Destination, PageSet

#: Logical pixels a point at 100 %.
FULL = 96 / 72
LEAST, MOST = 0.1, 6.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0)
_PASSING = ("note-", "ref-")


class Place(NamedTuple):
    """A page on the desk."""

    x: int
    y: int
    width: int
    height: int


class Setting(NamedTuple):
    """How the user looks at the pages. `fit`: width, page or "" for `zoom`; `gap` lies around each page."""

    width: int
    height: int
    fit: str = "width"
    zoom: float = 1.0
    double: bool = False
    gap: int = 12
    ratio: float = 1.0


class Roll:
    """All pages on the desk. `scale` is logical pixels a point."""

    def __init__(self, sizes: Sequence[tuple[float, float]], setting: Setting) -> None:
        self.setting = setting
        self.scale = _scale(sizes, setting)
        self.places: list[Place] = []
        self._tops: list[int] = []  # of the rows
        self._bottoms: list[int] = []
        self._row_of: list[int] = []
        self._step = 2 if setting.double else 1
        self._lay(sizes)

    def _lay(self, sizes: Sequence[tuple[float, float]]) -> None:
        gap, step = self.setting.gap, self._step
        pixels = [(round(width * self.scale), round(height * self.scale)) for width, height in sizes]
        rows = [pixels[start : start + step] for start in range(0, len(pixels), step)]
        widths = [sum(width for width, _ in row) + gap * (len(row) + 1) for row in rows]
        self.width = max([*widths, 0])
        desk = max(self.width, self.setting.width)
        y = gap
        for row, width in zip(rows, widths, strict=True):
            x = (desk - width) // 2 + gap
            height = max(size[1] for size in row)
            self._tops.append(y)
            self._bottoms.append(y + height)
            for page_width, page_height in row:
                self.places.append(Place(x, y, page_width, page_height))
                x += page_width + gap
            y += height + gap
        self.height = y if rows else 0

    def visible(self, top: int, height: int) -> range:
        """The numbers of the pages of which something lies between `top` and `top + height`."""
        if not self.places:
            return range(0)
        first = bisect_right(self._bottoms, top)
        last = bisect_right(self._tops, top + height - 1) - 1
        first, last = min(first, len(self._tops) - 1), max(last, 0)
        return range(first * self._step + 1, min((last + 1) * self._step, len(self.places)) + 1)

    def page_at(self, y: int) -> int:
        """The page that a line `y` of the desk crosses, or the next one below; 0 when there is none."""
        if not self.places:
            return 0
        row = min(bisect_right(self._bottoms, y), len(self._tops) - 1)
        return row * self._step + 1

    def under(self, x: int, y: int) -> tuple[int, float, float] | None:
        """The page under a point and the point on it, or None beside all pages."""
        for number in self.visible(y, 1):
            place = self.places[number - 1]
            if place.x <= x < place.x + place.width and place.y <= y < place.y + place.height:
                return number, (x - place.x) / self.scale, (y - place.y) / self.scale
        return None

    def y_of(self, number: int, y: float = 0.0) -> int:
        """The desk's line at which a point of a page lies."""
        return self.places[number - 1].y + round(y * self.scale)

    def top_for(self, spot: "Spot", pages: PageSet) -> int:
        """Where the viewport must begin for the spot to be where it was."""
        if spot.top == 0:
            return 0
        for target, offset in spot.targets:
            place = pages.destinations.get(target)
            if place is not None and place.page <= len(self.places):
                return self.clamped(self.y_of(place.page, place.y) - offset)
        return self.clamped(spot.top)

    def clamped(self, top: int) -> int:
        """The nearest line at which the viewport can begin."""
        return max(0, min(top, self.height - self.setting.height))


def _scale(sizes: Sequence[tuple[float, float]], setting: Setting) -> float:
    if not setting.fit or not sizes:
        return FULL * max(LEAST, min(setting.zoom, MOST))
    columns = 2 if setting.double and len(sizes) > 1 else 1
    room = setting.width - (columns + 1) * setting.gap
    scale = room / (max(width for width, _ in sizes) * columns)
    if setting.fit == "page":
        scale = min(scale, (setting.height - 2 * setting.gap) / max(height for _, height in sizes))
    return max(FULL * LEAST, min(scale, FULL * MOST))


class Spot(NamedTuple):
    """What the user looks at: destinations in or near the viewport, best first, each with its line in the viewport."""

    top: int = 0
    targets: tuple[tuple[str, int], ...] = ()


class Signposts:
    """The destinations of each page by height; those of notes are left out, as their numbers change."""

    def __init__(self, destinations: Mapping[str, Destination]) -> None:
        self._pages: dict[int, list[tuple[float, str]]] = {}
        for target, place in destinations.items():
            if not target.startswith(_PASSING):
                self._pages.setdefault(place.page, []).append((place.y, target))

    def spot(self, roll: Roll, top: int, height: int) -> Spot:
        """The spot of a viewport: what stands at its top counts most."""
        numbers: Iterable[int] = roll.visible(top, height)
        found = [
            (roll.y_of(number, y) - top, target) for number in numbers for y, target in self._pages.get(number, ())
        ]
        found.sort(key=lambda one: (not 0 <= one[0] < height, abs(one[0])))
        return Spot(top, tuple((target, offset) for offset, target in found[:60]))


def next_zoom(zoom: float, up: bool) -> float:
    """The next step of the zoom in one direction."""
    if up:
        return next((step for step in STEPS if step > zoom * 1.01), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < zoom * 0.99), STEPS[0])
