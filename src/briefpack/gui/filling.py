"""What the start window needs when it can be used already: which recent packs are gone, and the templates' pictures."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefpack.gui.early import first_look
from briefpack.gui.gallery import picture_of
from briefpack.gui.house import House, now
from briefpack.gui.jobs import Job
from briefpack.gui.start import StartWindow

if TYPE_CHECKING:
    from briefpack.pdf.raster import Pixels


def fill_in(start: StartWindow, house: House) -> None:
    """Have all this found out and drawn away from the GUI thread, and shown when it is there."""
    house.jobs.run(start, _missing, partial(_mark_missing, start), key="missing")
    _next_picture(list(house.templates), start, house)


def _missing(_job: Job[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(each.path for each in first_look().recent if not Path(each.path).is_file())


def _mark_missing(start: StartWindow, missing: tuple[str, ...]) -> None:
    if missing:  # the rows that are there may be under somebody's mouse
        start.choosing.show_recent(first_look().recent, missing)


def _next_picture(left: list[str], start: StartWindow, house: House) -> None:
    if left:
        work = partial(picture_of, left[0], house.library, start.choosing.picture_width(), now().date().isoformat())
        house.jobs.run(start, work, partial(_show_picture, left, start, house), failed=_no_picture, key="pictures")


def _show_picture(left: list[str], start: StartWindow, house: House, page: "Pixels") -> None:
    start.choosing.show_picture(left[0], page)
    _next_picture(left[1:], start, house)


def _no_picture(_problem: Exception) -> None:
    """A card without its picture still says what it is for."""
