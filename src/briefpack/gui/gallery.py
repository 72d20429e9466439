"""What the start window needs when it can be used already: which recent packs are gone, and the first page of each
template, drawn once and kept in the data folder until dataset or template change."""

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage

from briefpack.app import build, resources
from briefpack.app.paths import data_folder, private_folder
from briefpack.gui.early import first_look
from briefpack.gui.house import House, now
from briefpack.gui.jobs import Job
from briefpack.gui.pictures import pages_of
from briefpack.gui.start import StartWindow
from briefpack.library.port import Library

_FOLDER = "pictures"


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


def _show_picture(left: list[str], start: StartWindow, house: House, image: QImage) -> None:
    image.setDevicePixelRatio(start.devicePixelRatioF())
    start.choosing.show_picture(left[0], image)
    _next_picture(left[1:], start, house)


def _no_picture(_problem: Exception) -> None:
    """A card without its picture still says what it is for."""


def picture_of(template: str, library: Library, width: int, today: str, job: Job[QImage]) -> QImage:
    """The picture, from the data folder or made now, `width` device pixels wide. Raises what building raises."""
    name = _name(template, library, width)
    kept = QImage(str(data_folder() / _FOLDER / name))
    if not kept.isNull():
        return kept
    job.check()
    made = build.new_pack(template, today=today, library=library)
    job.check()
    pdf = build.build_pdf(made.pack, made.items, lambda _words: job.check()).content
    picture = next(pages_of(pdf, width, 1, lambda: not job.cancelled), QImage())
    job.check()
    _keep(picture, name)
    return picture


def _name(template: str, library: Library, width: int) -> str:
    told = "\n".join((template, build.PROGRAM, library.fingerprint, resources.identity("templates"), str(width)))
    return f"{template}-{hashlib.sha256(told.encode()).hexdigest()[:16]}.png"


def _keep(picture: QImage, name: str) -> None:
    try:
        folder = private_folder(_FOLDER)
    except OSError:
        return  # drawn again next time
    stem = name.rpartition("-")[0]
    for old in folder.glob(f"{stem}-*.png"):
        old.unlink(missing_ok=True)
    picture.save(str(folder / name))
