"""Off the GUI thread: from an edit to the pixels of the visible pages. The newest edit wins; nothing waits for it."""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from briefpack.app.preview import CannotShow, Laid, Preview, looks_the_same
from briefpack.app.session import Change, Session
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.pictures import picture
from briefpack.gui.preview.geometry import Roll, Setting, Signposts, Spot
from briefpack.layout.display import Page
from briefpack.pack.pack import Pack
from briefpack.pdf.raster import Pixels, rasterise


class Shot(NamedTuple):
    """A page as it is drawn, `scale` device pixels a point."""

    page: Page
    scale: float
    pixels: Pixels

    @property
    def image(self) -> QImage:
        """A picture over the pixels; it lives no longer than they do."""
        return picture(self.pixels)


class View(NamedTuple):
    """What the user sees now: how pages are laid out, where, and the pictures there are."""

    setting: Setting
    spot: Spot
    shots: Mapping[int, Shot]


class Update(NamedTuple):
    """New pages with pictures of those that are visible; `edited` is when the user asked (perf_counter)."""

    laid: Laid
    signposts: Signposts
    roll: Roll
    top: int
    shots: dict[int, Shot]
    edited: float


class Press(QObject):
    """Keeps the pages of a session up to date. `looking` tells it what is seen at the moment."""

    #: New pages (Update); pictures of pages (dict of Shot by number, for which Laid); no pages (sentence, entry).
    renewed = Signal(object)
    drawn = Signal(object, object)
    stuck = Signal(str, str)

    def __init__(self, session: Session, jobs: Jobs, looking: Callable[[], View], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._looking = looking
        self.preview = Preview()
        self._begun = False
        #: When the user made the first edit that no pages were asked for yet (perf_counter); 0 for none.
        self._edited = 0.0
        session.listen(self._changed)

    def begin(self) -> None:
        """Show pages for the first time; until then edits cost nothing."""
        if not self._begun:
            self._begun = True
            self.renew()

    def renew(self) -> None:
        """Compose, lay out and draw the pack as it is now."""
        edited, self._edited, pack = self._edited or time.perf_counter(), 0.0, self._session.pack
        work = partial(self._renewed, pack, self._looking(), edited)
        self._jobs.run(self, work, self.renewed.emit, self._failed, key="renew")

    def draw(self, laid: Laid, numbers: Iterable[int], scale: float, key: str = "draw") -> None:
        """Draw pages of what is laid out already."""
        work = partial(self._drawn, laid, tuple(numbers), scale)
        self._jobs.run(self, work, partial(self.drawn.emit, laid), key=key)

    def _changed(self, change: Change) -> None:
        # A session has no way to stop listening: the pane may be gone before it.
        if shiboken6.isValid(self) and self._begun and change.after is not change.before and not self._edited:
            self._edited = time.perf_counter()
            # After this turn, with all that it paints: a thread at work would have each call into Python wait for it.
            QTimer.singleShot(0, self, self.renew)

    def _failed(self, error: Exception) -> None:
        self.stuck.emit(str(error), error.entry if isinstance(error, CannotShow) else "")

    def _renewed(self, pack: Pack, view: View, edited: float, job: Job[Update]) -> Update:
        laid = self.preview.lay_out(pack, self._session.evidence, self._session.stamp)
        job.check()
        roll = Roll([(page.width, page.height) for page in laid.pages.pages], view.setting)
        top = roll.top_for(view.spot, laid.pages)
        numbers = roll.visible(top, view.setting.height)
        scale = roll.scale * view.setting.ratio
        kept = {
            number: shot for number in numbers if (shot := _still_good(view.shots.get(number), laid, number, scale))
        }
        shots = kept | self._shots(laid, [number for number in numbers if number not in kept], scale, job)
        return Update(laid, Signposts(laid.pages.destinations), roll, top, shots, edited)

    def _drawn(self, laid: Laid, numbers: tuple[int, ...], scale: float, job: Job[dict[int, Shot]]) -> dict[int, Shot]:
        return self._shots(laid, numbers, scale, job)

    def _shots(
        self, laid: Laid, numbers: Iterable[int], scale: float, job: "Job[Update] | Job[dict[int, Shot]]"
    ) -> dict[int, Shot]:
        wanted = list(numbers)
        if not wanted:
            return {}
        pdf = self.preview.pdf(laid, wanted)
        shots = {}
        for index, pixels in rasterise(pdf, [scale] * len(wanted), lambda: not job.cancelled):
            number = wanted[index]
            shots[number] = Shot(laid.pages.pages[number - 1], scale, pixels)
        return shots


def _still_good(shot: Shot | None, laid: Laid, number: int, scale: float) -> Shot | None:
    """The picture there is, where page and scale are as they were."""
    page = laid.pages.pages[number - 1]
    if shot is None or shot.scale != scale or not looks_the_same(shot.page, page):
        return None
    return shot._replace(page=page)
