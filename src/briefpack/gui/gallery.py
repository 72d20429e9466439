"""The first page of each template, drawn once and kept in the data folder until dataset or template change."""

import hashlib
import struct
import zlib
from pathlib import Path

from briefpack.app.paths import data_folder, private_folder
from briefpack.gui.jobs import Job
from briefpack.gui.pictures import pages_of
from briefpack.library.port import Library
from briefpack.pdf.raster import Pixels

_FOLDER = "pictures"
#: Before the bytes of a page: its width, its height, and the bytes of a row.
_HEAD = struct.Struct("<III")


def picture_of(template: str, library: Library, width: int, today: str, job: Job[Pixels]) -> Pixels:
    """The first page, from the data folder or made now, `width` pixels wide; for a job. Raises what building raises."""
    from briefpack.app import build  # noqa: PLC0415 - it loads all that composes and prints

    name = _name(template, library, width)
    kept = _kept(data_folder() / _FOLDER / name)
    if kept is not None:
        return kept
    job.check()
    made = build.new_pack(template, today=today, library=library)
    job.check()
    pdf = build.build_pdf(made.pack, made.items, lambda _words: job.check()).content
    page = next(pages_of(pdf, width, 1, lambda: not job.cancelled), None)
    job.check()
    assert page is not None  # noqa: S101 - for mypy; no page comes only to a job that is cancelled
    _keep(page, name)
    return page


def _name(template: str, library: Library, width: int) -> str:
    from briefpack.app import build, resources  # noqa: PLC0415 - see above

    told = "\n".join((template, build.PROGRAM, library.fingerprint, resources.identity("templates"), str(width)))
    return f"{template}-{hashlib.sha256(told.encode()).hexdigest()[:16]}.page"


def _kept(path: Path) -> Pixels | None:
    """What `_keep` has written; None where there is none, or no whole one."""
    try:
        packed = zlib.decompress(path.read_bytes())
    except (OSError, zlib.error):
        return None
    if len(packed) < _HEAD.size:
        return None
    width, height, stride = _HEAD.unpack_from(packed)
    whole = len(packed) == _HEAD.size + height * stride and stride >= 4 * width > 0
    return Pixels(width, height, stride, packed[_HEAD.size :]) if whole else None


def _keep(page: Pixels, name: str) -> None:
    try:
        folder = private_folder(_FOLDER)
        stem = name.rpartition("-")[0]
        for old in folder.glob(f"{stem}-{'[0-9a-f]' * 16}.*"):
            old.unlink(missing_ok=True)
        head = _HEAD.pack(page.width, page.height, page.stride)
        (folder / name).write_bytes(zlib.compress(head + page.content))
    except OSError:
        return  # drawn again next time
