"""The first page of each template, drawn once and kept in the data folder until dataset or template change."""

import hashlib

from PySide6.QtGui import QImage

from briefpack.app import build, resources
from briefpack.app.paths import data_folder, private_folder
from briefpack.gui.jobs import Job
from briefpack.gui.pictures import pages_of
from briefpack.library.port import Library

_FOLDER = "pictures"


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
