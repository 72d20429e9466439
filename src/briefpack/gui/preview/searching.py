"""Words on the pages: the search line, the hits on the pages, and stepping from one to the next."""

from functools import partial

from PySide6.QtCore import QObject

from briefpack.app.places import Box
from briefpack.app.preview import Laid
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.preview.find import FindBar
from briefpack.gui.preview.press import Press
from briefpack.gui.preview.view import PageView

Hits = list[tuple[Box, ...]]


class Search(QObject):
    """Connects the search line with the pages. `laid` is what is looked through."""

    def __init__(self, bar: FindBar, view: PageView, press: Press, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._view = view
        self._press = press
        self._jobs = jobs
        self.laid: Laid | None = None
        self._hits: Hits = []
        self._hit = -1
        bar.wanted.connect(self._find)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._closed)

    def take(self, laid: Laid) -> None:
        """Look through these pages from now on; what was looked for is looked for again."""
        self.laid = laid
        if not self._bar.isHidden():
            self._find(self._bar.words.text())

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1), round and round."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self._view.show_hits(self._hits, self._hit)
            self._bar.show_count(self._hit, len(self._hits))

    def _find(self, words: str) -> None:
        if self.laid is not None:
            work = partial(_found, self._press, self.laid, words)
            self._jobs.run(self, work, partial(self._show, self.laid), key="find")

    def _show(self, laid: Laid, hits: Hits) -> None:
        if laid is not self.laid or self._bar.isHidden():
            return
        again = len(hits) == len(self._hits) and 0 <= self._hit < len(hits)
        # From where the reader is, not from the first page.
        number = self._view.visible().start
        first = next((place for place, hit in enumerate(hits) if hit[0].page >= number), 0)
        self._hits, self._hit = hits, (self._hit if again else first if hits else -1)
        self._view.show_hits(hits, -1 if again else self._hit)
        self._bar.show_count(self._hit, len(hits))

    def _closed(self) -> None:
        self._hits, self._hit = [], -1
        self._view.show_hits(())
        self._view.setFocus()


def _found(press: Press, laid: Laid, words: str, _job: Job[Hits]) -> Hits:
    return press.preview.find(laid, words)
