"""The running program: which windows there are, and what is opened into them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from briefpack.gui.crash import CrashHandler
from briefpack.gui.dialogs.sheet import Choice, ask, tell
from briefpack.gui.early import FirstLook, first_look
from briefpack.gui.house import House, now
from briefpack.gui.jobs import Job
from briefpack.gui.loading import BESIDE, WINDOW, classes, families, lay_ground, load
from briefpack.gui.start import StartWindow
from briefpack.gui.tidying import Tidying
from briefpack.language import say

#: So many milliseconds are left to what is shown, to be painted, before the rest is seen to.
_BREATH = 150

if TYPE_CHECKING:
    from briefpack.app.kept import Kept
    from briefpack.app.recovery import Recovered
    from briefpack.app.session import Session
    from briefpack.gui.panes import Makers
    from briefpack.gui.window import Window
    from briefpack.library.port import Library


class Program(QObject):
    """One for the process. Everything slow waits until the first window is painted."""

    def __init__(self, application: QApplication, look: FirstLook, makers: "Makers | None" = None) -> None:
        super().__init__(application)
        self._tidying = Tidying(self)
        self._look, self._makers = look, makers
        self.house = House(application, look.theme, look.percent)
        self.windows: list[Window] = []
        self.start: StartWindow | None = None
        self._waiting: list[Callable[[], None]] = []
        self._later: list[Callable[[], object]] = []
        self._breath = QTimer(self, interval=_BREATH, singleShot=True)
        self._breath.timeout.connect(self._see_to_the_rest)
        self._loading = False
        self._quitting = False
        self.crashes = CrashHandler(self, self._keep_all, self._last_actions)
        self.crashes.known.connect(self._tell)
        self.crashes.crashed.connect(self._show_crash)
        self.house.jobs.went_wrong.connect(self._tell)
        self.house.ready.connect(self._go_on)
        self.house.templates_read.connect(self._fill_start)
        self.house.open_packs = self._open_packs

    def begin(self, paths: Sequence[Path]) -> None:
        """Show the files, or the start window when there are none."""
        for path in paths:
            self.open(path)
        if not paths:
            self.show_start()

    def show_start(self) -> None:
        """The start window, in front."""
        if self.start is None:
            start = StartWindow(self.house)
            self.start = start
            start.painted.connect(self._furnish, Qt.ConnectionType.QueuedConnection)
            start.closed.connect(self._start_closed)
            start.template_wanted.connect(self.new)
            start.recent_wanted.connect(self.open)
            start.doors.file_wanted.connect(self.open)
            start.doors.quit_wanted.connect(self.quit)
            if self.house.is_ready:
                self.house.read_templates()
        _bring(self.start)

    def open(self, path: Path) -> None:
        """Open a pack's file, or bring its window to the front."""
        for window in self.windows:
            if window.session is not None and window.session.path == path:
                _bring(window)
                return
        self._when_ready(partial(self._open, path, self._new_window(say("Opening {name} …", name=path.name))))

    def new(self, template: str, language: str = "en") -> None:
        """Make a pack from a template, in the language with this tag."""
        window = self._new_window(say("Choosing what belongs into the pack …"))
        self._when_ready(partial(self._make, template, language, window))

    def quit(self) -> None:
        """Close one window after the other; a question stops it, and goes on after the answer."""
        self._quitting = True
        for window in list(self.windows):
            if not window.close():
                return
        if self.start is not None:
            self.start.close()
        QApplication.quit()

    def _furnish(self) -> None:
        if self.start is not None:
            self.start.choosing.show_recent(first_look().recent if self.house.is_ready else self._look.recent)
        self._load()

    def _load(self) -> None:
        if not self._loading:
            self._loading = True
            self.house.load()

    def _when_ready(self, do: Callable[[], None]) -> None:
        if self.house.is_ready:
            do()
        else:
            self._waiting.append(do)
            self._load_soon()

    def _load_soon(self) -> None:
        if self.start is None:
            # The waiting window paints itself first.
            QApplication.instance().processEvents()  # type: ignore[union-attr]
            self._load()

    def _go_on(self) -> None:
        self.house.dress()
        if self.house.settings.notice:
            self._show_notice(self.house.settings.notice)
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()
        read = self.house.read_templates
        if self.start is None:  # the pack of a file is shown before its template's name
            self._when_shown(read)
        else:
            read()
        run = self.house.jobs.run
        self._when_shown(lambda: run(self, _pending, self._offer_recovery, key="recovery"))
        self._when_shown(lambda: run(self, _grounds, self._load_parts, key="parts"))

    def _when_shown(self, do: Callable[[], object]) -> None:
        """Do what nobody waits for once all windows stand there: until then it would only hold them up."""
        self._later.append(do)
        self._breath.start()

    def _see_to_the_rest(self) -> None:
        if any(window.panes is None for window in self.windows):
            self._breath.start()
            return
        later, self._later = self._later, []
        for do in later:
            do()

    def _load_parts(self, _nothing_came: None) -> None:
        self._go_on_loading(chain(families(), load(WINDOW), load(BESIDE), classes()))

    def _go_on_loading(self, steps: Iterator[None]) -> None:
        if next(steps, self) is not self:
            QTimer.singleShot(0, self, partial(self._go_on_loading, steps))
        else:  # what is opened from now on waits for nothing
            self._tidying.leave_alone()

    def _fill_start(self) -> None:
        start = self.start
        if start is None:
            return
        start.choosing.show_templates(self.house.templates.values())
        self._when_shown(partial(self._fill_in, start))
        if not self._look.tour_seen:
            from briefpack.app.settings import TOUR_SEEN  # noqa: PLC0415 - after the first paint

            self._look = self._look._replace(tour_seen=True)
            self.house.settings.put(TOUR_SEEN, True)
            self.house.keep_settings()
            start.showing.tour()

    def _fill_in(self, start: StartWindow) -> None:
        if start is self.start:
            from briefpack.gui.filling import fill_in  # noqa: PLC0415 - after the first paint

            fill_in(start, self.house)

    def _new_window(self, words: str) -> "Window":
        from briefpack.gui.window import Window  # noqa: PLC0415 - the start window needs none of it

        window = Window(self.house, self._makers)
        window.restore_place(self._look.geometry)
        window.wait(words)
        window.closed.connect(self._window_closed)
        window.doors.new_wanted.connect(self.show_start)
        window.doors.file_wanted.connect(self.open)
        window.doors.quit_wanted.connect(self.quit)
        self.windows.append(window)
        _bring(window)
        return window

    def _open(self, path: Path, window: "Window") -> None:
        words = say("Opening {name}", name=path.name)
        self._show_in(window, partial(_opened, path, self.house.library), path, words)

    def _make(self, template: str, language: str, window: "Window") -> None:
        from briefpack.app.settings import PAPER  # noqa: PLC0415 - after the first paint

        # A template for New York keeps its own paper.
        own = self.house.templates[template].paper
        paper = self.house.settings[PAPER] if own == PAPER.default else own
        work = partial(_made, template, language, self.house.library, now().date().isoformat(), paper)
        words = say("Choosing what belongs into the pack")
        self._show_in(window, work, None, words)

    def _show_in(
        self, window: "Window", work: "Callable[[Job[Kept]], Kept]", path: Path | None, words: str = ""
    ) -> None:
        """Have a pack made elsewhere, and shown in its window; `path` is named where that fails."""
        done, failed = partial(self._opened, window), partial(self._not_opened, window, path)
        self.house.jobs.run(window, partial(_with_ground, work), done, failed=failed, words=words)

    def _opened(self, window: "Window", kept: "Kept") -> None:
        window.show_soon(kept)
        window.filing.saved.connect(partial(self._note_recent, window))
        self._note_recent(window)
        if self.start is not None:
            self.start.close()

    def _not_opened(self, window: "Window", path: Path | None, problem: Exception) -> None:
        from briefpack.app.locks import OpenElsewhereError  # noqa: PLC0415 - after the first paint

        self.show_start()
        window.close()
        if isinstance(problem, OpenElsewhereError) and path is not None:
            choices = (
                Choice("no", say("Leave it"), primary=True),
                Choice("copy", say("Open a copy without a file")),
            )
            heading = say("This pack is open already")
            ask(self.start, heading, str(problem), choices, partial(self._open_copy, path))
            return
        self._tell(problem)
        if path is not None and not path.exists():
            self._forget(path)

    def _open_copy(self, path: Path, answer: str) -> None:
        if answer == "copy":
            window = self._new_window(say("Opening {name} …", name=path.name))
            self._show_in(window, partial(_copied, path, self.house.library), None)

    def _note_recent(self, window: "Window") -> None:
        session = window.filing.session
        if session is not None and session.path is not None:
            from briefpack.app import recent  # noqa: PLC0415 - after the first paint

            recent.note(self.house.settings, session.path, session.pack, now())
            self.house.keep_settings()

    def _forget(self, path: Path) -> None:
        from briefpack.app import recent  # noqa: PLC0415 - after the first paint

        recent.forget(self.house.settings, path)
        self.house.keep_settings()

    def _offer_recovery(self, found: "tuple[Recovered, ...]") -> None:
        if not found:
            return
        from briefpack.gui.dialogs.recovery import RecoverySheet  # noqa: PLC0415 - after the first paint

        self.show_start()
        assert self.start is not None  # noqa: S101 - for mypy; show_start has made it
        sheet = RecoverySheet(self.start, found)
        sheet.journal_wanted.connect(self._recover)
        sheet.file_wanted.connect(self._use_file)
        sheet.open()

    def _recover(self, choice: "Recovered") -> None:
        window = self._new_window(say("Opening {title} …", title=choice.title))
        self._show_in(window, partial(_recovered, choice, self.house.library), None)

    def _use_file(self, choice: "Recovered") -> None:
        self.house.jobs.run(self, partial(_set_aside, choice), partial(self._open_saved, choice))

    def _open_saved(self, choice: "Recovered", _nothing: None) -> None:
        if choice.path is not None and choice.in_file is not None:
            self.open(choice.path)

    def _window_closed(self, window: "Window") -> None:
        self.windows.remove(window)
        if self.house.is_ready:
            self.house.keep_settings()
        if self._quitting:
            self.quit()

    def _start_closed(self, _start: StartWindow) -> None:
        self.start = None

    def _open_packs(self) -> "list[Session]":
        return [window.session for window in self.windows if window.session is not None]

    def _front(self) -> QWidget | None:
        return QApplication.activeWindow() or (self.windows[-1] if self.windows else self.start)

    def _tell(self, problem: Exception) -> None:
        tell(self._front(), str(problem))

    def _show_notice(self, words: str) -> None:
        if self.start is not None:
            self.start.tell(words)
        elif self.windows:
            self.windows[-1].filing.notice.emit(words)

    def _show_crash(self, report: str, kept: bool) -> None:
        from briefpack.gui.dialogs.crash import CrashSheet  # noqa: PLC0415 - when it is needed

        CrashSheet(self._front(), report, kept).open()

    def _keep_all(self) -> bool:
        from briefpack.app.errors import KNOWN_ERRORS  # noqa: PLC0415 - when it is needed

        kept = True
        for window in self.windows:
            try:
                window.filing.keep_journal()
            except KNOWN_ERRORS:
                kept = False
        return kept

    def _last_actions(self) -> list[str]:
        sessions = [window.session for window in self.windows if window.session is not None]
        return [step.label for session in sessions for step in session.history.steps[-10:] if step.label]


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _opened(path: Path, library: "Library", _job: "Job[Kept]") -> "Kept":
    from briefpack.app import kept  # noqa: PLC0415 - after the first paint

    return kept.opened(path, library)


def _copied(path: Path, library: "Library", _job: "Job[Kept]") -> "Kept":
    from briefpack.app import build, kept  # noqa: PLC0415 - after the first paint

    return kept.fresh(build.opened(path), library)


def _made(template: str, language: str, library: "Library", today: str, paper: str, _job: "Job[Kept]") -> "Kept":
    from briefpack.app import build, kept  # noqa: PLC0415 - after the first paint
    from briefpack.pack.edits import set_details  # noqa: PLC0415 - after the first paint

    made = build.new_pack(template, today=today, library=library, language=language)
    return kept.fresh(made._replace(pack=set_details(made.pack, paper=paper)), library)


def _recovered(choice: "Recovered", library: "Library", _job: "Job[Kept]") -> "Kept":
    from briefpack.app import kept  # noqa: PLC0415 - after the first paint

    return kept.recovered(choice, library)


def _grounds(_job: Job[None]) -> None:
    lay_ground(WINDOW)
    lay_ground(BESIDE)


def _with_ground(work: "Callable[[Job[Kept]], Kept]", job: "Job[Kept]") -> "Kept":
    """A pack, when all is loaded that its window stands on."""
    made = work(job)
    lay_ground(WINDOW)
    return made


def _set_aside(choice: "Recovered", _job: Job[None]) -> None:
    from briefpack.app.recovery import use_file  # noqa: PLC0415 - after the first paint

    use_file(choice)


def _pending(job: "Job[tuple[Recovered, ...]]") -> "tuple[Recovered, ...]":
    """The journals a crash left that say more than their files; the others need no choice."""
    from briefpack.app.recovery import pending, use_file  # noqa: PLC0415 - after the first paint

    found = pending()
    for each in found:
        job.check()
        if not each.differs:
            use_file(each)
    return tuple(each for each in found if each.differs)
