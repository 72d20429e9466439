"""The line below the panes: how long the pack is, whether it is saved, what is being done, and that nothing leaves."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.jobs import Job, Jobs
from briefpack.language import say, say_many

if TYPE_CHECKING:
    from briefpack.gui.measuring import Measured
    from briefpack.pack.pack import Pack


class Status(QFrame):
    """Shows what it is told, and long jobs of its window with a way to stop them."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("State of the pack"), key="status")
        layout = QHBoxLayout(self)
        gap = theme.em(self, 0.3)
        layout.setContentsMargins(3 * gap, gap, 3 * gap, gap)
        layout.setSpacing(4 * gap)
        self._pages = self._label("status-pages", say("Pages"))
        self._words = self._label("status-words", say("Words"))
        self._spoken = self._label("status-spoken", say("Speaking time"))
        self._sources = self._label("status-sources", say("Sources"))
        for label in (self._pages, self._words, self._spoken, self._sources):
            layout.addWidget(label)
        layout.addStretch()
        self._work = _Work(jobs, self)
        layout.addWidget(self._work)
        self._stamp = self._label("status-stamp", say("Whether the pack is cleared"))
        layout.addWidget(self._stamp)
        self._saved = self._label("status-saved", say("Saved"))
        layout.addWidget(self._saved)
        offline = self._label("status-offline", say("Offline"))
        offline.setText(say("● Offline"))
        offline.setToolTip(say("This program never uses a network. Nothing you write leaves this computer by itself."))
        layout.addWidget(offline)

    def show_measures(self, measured: "Measured") -> None:
        """How long the pack is without its annex."""
        (measure, _), sources, pace = measured
        pages, words = round(measure.pages or 0), f"{measure.words:,}"
        self._pages.setText(
            say_many("{count} page", "{count} pages", pages)
            if measure.max_pages is None
            else say("{count} of {most} pages", count=pages, most=measure.max_pages)
        )
        self._words.setText(
            say("{number} words", number=words)
            if measure.max_words is None
            else say("{number} of {most} words", number=words, most=f"{measure.max_words:,}")
        )
        minutes, rest = divmod(round(measure.seconds), 60)
        self._spoken.setText(say("Speaking {time}", time=f"{minutes}:{rest:02}"))
        self._spoken.setToolTip(
            say("Minutes and seconds if all of it were read out at {pace} words a minute, without sources.", pace=pace)
        )
        self._sources.setText(say_many("{count} source", "{count} sources", sources))
        self._pages.setProperty("over", measure.over)
        for label in (self._pages, self._words, self._spoken, self._sources):
            label.setAccessibleName(label.text())

    def show_stamp(self, pack: "Pack") -> None:
        """Whether the pack is cleared, by whom, and whether it was changed since."""
        from briefpack.app.clearance import stamp  # noqa: PLC0415 - after the first paint

        found = stamp(pack)
        if found.words != self._stamp.text():
            self._stamp.setText(found.words)
            self._stamp.setAccessibleName(found.words)
            self._stamp.setProperty("state", found.state)
            self._stamp.style().polish(self._stamp)

    def show_saved(self, words: str) -> None:
        """Whether and when the pack was saved, in words."""
        self._saved.setText(words)
        self._saved.setAccessibleName(words)

    def _label(self, key: str, name: str) -> QLabel:
        label = named(QLabel(), name, key=key)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


class _Work(QWidget):
    """The job that goes on, in its own words, with a bar and a button that stops it."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Work going on"), key="status-work")
        self._jobs: list[Job[Any]] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._words = named(QLabel(), say("What goes on"), key="status-work-words")
        self._bar = named(QProgressBar(), say("Work going on"), key="status-work-bar")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.em(self, 5))
        stop = named(QToolButton(), say("Stop this work"), key="status-work-stop")
        stop.setIcon(icons.icon("close", "muted"))
        stop.setToolTip(say("Stop this work"))
        stop.clicked.connect(self._stop)
        for widget in (self._words, self._bar, stop):
            layout.addWidget(widget)
        jobs.began.connect(self._began)
        jobs.said.connect(self._said)
        jobs.ended.connect(self._ended)
        self.hide()

    def _began(self, job: Job[Any]) -> None:
        if isinstance(job.owner, QWidget) and job.owner.window() is self.window():
            self._jobs.append(job)
            self._show()

    def _said(self, job: Job[Any], _words: str) -> None:
        if job in self._jobs:
            self._show()

    def _ended(self, job: Job[Any]) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            self._show()

    def _stop(self) -> None:
        for job in list(self._jobs):
            job.cancel()
        self._jobs.clear()
        self._show()

    def _show(self) -> None:
        if self._jobs:
            self._words.setText(say("{what} …", what=self._jobs[-1].words))
        self.setVisible(bool(self._jobs))
