"""A window's pack and its file: saving, leaving, what others did to the file meanwhile."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from briefpack.briefing.quoting import nested
from briefpack.gui.dialogs.sheet import Choice, ask, ask_for_file
from briefpack.gui.doors import PACK_SUFFIX, usual_folder
from briefpack.gui.house import House, now
from briefpack.gui.jobs import Job
from briefpack.language import say

if TYPE_CHECKING:
    from datetime import datetime

    from briefpack.app.kept import Kept, Saved
    from briefpack.app.session import Session
    from briefpack.pack.packfile import PackFile

#: Journal entries are at most so many milliseconds behind (recovery.py: twice a second).
_TICK = 500
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Filing(QObject):
    """Holds what guards the open pack. Questions are asked without blocking: what follows is a function."""

    #: The pack was saved, or another version of it is shown (Session).
    saved = Signal()
    replaced = Signal(object)
    #: A sentence the user should see, such as that no copy could be kept.
    notice = Signal(str)

    def __init__(self, window: QWidget, house: House) -> None:
        super().__init__(window)
        self._window, self._house = window, house
        self._kept: Kept | None = None
        self._saved_at: datetime | None = None
        self._leaving = False
        self._told_digest = ""
        self._asking = False
        #: True while the file is being written, and what then follows.
        self._writing = False
        self._after: list[Callable[[], None]] = []
        self._writes = 0
        self._ticker = QTimer(self, interval=_TICK)
        self._ticker.timeout.connect(self._tick)

    @property
    def session(self) -> "Session | None":
        """The open pack."""
        return self._kept.session if self._kept else None

    def take(self, kept: "Kept") -> None:
        """Guard this pack from now on; the one before was let go."""
        self._kept = kept
        self._leaving = False
        self._told_digest = kept.session.disk_digest
        self._saved_at = None
        self._ticker.start()
        self._pass_on_notice()

    def saved_words(self) -> str:
        """Whether and when the pack was saved."""
        session = self.session
        if session is None:
            return ""
        if session.path is None:
            return say("Not saved yet")
        if session.unsaved:
            return say("• Changed, not saved")
        if self._saved_at is None:
            return say("Saved")
        return say("Saved {time}", time=f"{self._saved_at:%H:%M}")

    def save(self) -> None:
        """Save, asking for a name where there is none yet."""
        self._save_then(_nothing)

    def save_as(self) -> None:
        """Ask for a name, save there and go on there."""
        self._ask_for_name(_nothing)

    def keep_journal(self) -> None:
        """Write down at once what was typed, such as after a crash."""
        if self._kept is not None:
            self._kept.tick()

    def may_close(self) -> bool:
        """True when the window may close now; else the user is asked, and the window is closed after the answer."""
        if self._writing:
            self._after.append(self._close_window)
            return False
        session = self.session
        untouched = session is None or (session.path is None and len(session.history.steps) == 1)
        if self._leaving or session is None or untouched or not session.unsaved:
            self._let_go()
            return True
        if not self._asking:
            self._asking = True
            ask(
                self._window,
                say("Save the changes to “{title}”?", title=nested(session.pack.title)),
                say("Without saving, the file stays as it was when it was last saved."),
                (
                    Choice("discard", say("Do not save")),
                    Choice("stay", say("Go on working")),
                    Choice("save", say("Save"), primary=True),
                ),
                self._answered_close,
            )
        return False

    def look_at_disk(self) -> None:
        """Notice that somebody else changed the file; asks once for each change."""
        session = self.session
        if session is not None and session.path is not None and not self._asking:
            done = partial(self._compare, self._writes)
            self._house.jobs.run(self, partial(_digest, session.path), done, key="look-at-disk")

    def _answered_close(self, answer: str) -> None:
        self._asking = False
        if answer == "discard":
            self._leave()
        elif answer == "save":
            self._save_then(self._leave)

    def _leave(self) -> None:
        self._leaving = True
        self._window.close()

    def _close_window(self) -> None:
        self._window.close()

    def _let_go(self) -> None:
        self._ticker.stop()
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _save_then(self, then: Callable[[], None]) -> None:
        session = self.session
        if session is None:
            return
        if session.path is None:
            self._ask_for_name(then)
        else:
            self._write(None, False, then)

    def _write(self, path: Path | None, overwrite: bool, then: Callable[[], None]) -> None:
        """Write the pack as it is now, away from the GUI thread: typing goes on meanwhile, closing waits."""
        if self._kept is None:
            return
        if self._writing:
            self._after.append(partial(self._write, path, overwrite, then))
            return
        self._writing = True
        work = partial(_written, self._kept, self._kept.session.pack_file(), path, overwrite)
        self._house.jobs.run(self, work, partial(self._take_written, then))

    def _take_written(self, then: Callable[[], None], written: "Saved | Exception") -> None:
        from briefpack.app.session import ChangedElsewhereError  # noqa: PLC0415 - after the first paint

        self._writing = False
        self._writes += 1
        after, self._after = self._after, []
        if isinstance(written, ChangedElsewhereError):
            self._ask_about_change(then)
            return
        if isinstance(written, Exception):
            raise written  # as any error of a click: known ones become a sentence
        if self._kept is None:
            return
        self._kept.take_saved(written)
        self._saved_at = now()
        self._told_digest = self._kept.session.disk_digest
        self._pass_on_notice()
        self._tick()
        self.saved.emit()
        for do in (then, *after):
            do()

    def _ask_for_name(self, then: Callable[[], None]) -> None:
        session = self.session
        if session is None:
            return
        # A pack out of a PDF is named after it.
        stem = session.taken_from.stem if session.taken_from else file_name(session.pack.title)
        name = session.path.name if session.path else f"{stem}{PACK_SUFFIX}"
        ask_for_file(
            self._window,
            say("Save the pack"),
            usual_folder(self._house, session) / name,
            say("Briefing packs (*{suffix})", suffix=PACK_SUFFIX),
            PACK_SUFFIX[1:],
            lambda path: self._write(path, True, then),
            new=True,
        )

    def _compare(self, writes: int, digest: str) -> None:
        session = self.session
        if self._writing or writes != self._writes:
            return  # what changed the file since was this window
        if session is None or digest in {session.disk_digest, self._told_digest}:
            return
        self._told_digest = digest
        self._ask_about_change(_nothing)

    def _ask_about_change(self, then: Callable[[], None]) -> None:
        session = self.session
        if session is None or self._asking or session.path is None:
            return
        self._asking = True
        there = session.path.exists()
        choices = [Choice("reopen", say("Open the other version"))] if there else []
        choices += [
            Choice("overwrite", say("Replace it by mine") if there else say("Write it again")),
            Choice("elsewhere", say("Keep mine under another name…"), primary=True),
        ]
        sentence = (
            say("Another program changed {path} since you opened it. Nothing has been overwritten.", path=session.path)
            if there
            else say("{path} is not there any more. Your version is still here.", path=session.path)
        )
        ask(self._window, say("The file was changed elsewhere"), sentence, choices, partial(self._settle, then))

    def _settle(self, then: Callable[[], None], answer: str) -> None:
        self._asking = False
        if answer == "elsewhere":
            self._ask_for_name(then)
        elif answer == "overwrite":
            self._write(None, True, then)
        elif answer == "reopen":
            self._reopen()

    def _reopen(self) -> None:
        session = self.session
        if session is None or session.path is None:
            return
        path, library = session.path, self._house.library
        self._let_go()
        work = partial(_opened_again, path, library)
        failed = partial(self._stay_with, session)
        self._house.jobs.run(self._window, work, self._take_again, failed, words=say("Opening the other version"))

    def _stay_with(self, session: "Session", problem: Exception) -> None:
        """The other version cannot be opened: what is shown is guarded again, and the user told."""
        from briefpack.app.autosave import Journal  # noqa: PLC0415 - after the first paint
        from briefpack.app.kept import Kept  # noqa: PLC0415 - after the first paint

        self.take(Kept(session, Journal(session), None))
        self._house.jobs.went_wrong.emit(problem)

    def _take_again(self, kept: "Kept") -> None:
        self.take(kept)
        self.replaced.emit(kept.session)

    def _tick(self) -> None:
        if self._kept is not None and self._kept.journal.behind:
            self._house.jobs.run(self, partial(_ticked, self._kept), _done, failed=self._tell, key="journal")

    def _tell(self, problem: Exception) -> None:
        self.notice.emit(str(problem))

    def _pass_on_notice(self) -> None:
        if self._kept is not None and self._kept.notice:
            self.notice.emit(self._kept.notice)
            self._kept.notice = ""


def file_name(title: str) -> str:
    """A name for a file made from a title: what no system allows becomes a space."""
    return " ".join(_UNFIT.sub(" ", title).split())[:80].rstrip(". ") or "briefing"


def _digest(path: Path, _job: Job[str]) -> str:
    from briefpack.pack.safewrite import digest_of  # noqa: PLC0415 - after the first paint

    return digest_of(path)


def _opened_again(path: Path, library: object, _job: "Job[Kept]") -> "Kept":
    from briefpack.app import kept  # noqa: PLC0415 - after the first paint

    return kept.opened(path, library)  # type: ignore[arg-type]


def _written(
    kept: "Kept", current: "PackFile", path: Path | None, overwrite: bool, _job: "Job[Saved | Exception]"
) -> "Saved | Exception":
    try:
        return kept.write(current, path, overwrite=overwrite)
    except Exception as problem:  # noqa: BLE001 - raised again where the window is
        return problem


def _ticked(kept: "Kept", _job: Job[None]) -> None:
    kept.tick()


def _done(_nothing_came: None) -> None:
    """The journal is written."""


def _nothing() -> None:
    """Nothing follows."""
