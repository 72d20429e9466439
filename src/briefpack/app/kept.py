"""An open pack with all that guards it: the lock, the journal, the backups. What the window holds instead of a bare
session."""

from pathlib import Path
from typing import NamedTuple

from briefpack.app import backups, build
from briefpack.app.autosave import Clock, Journal, system_clock
from briefpack.app.carrying import is_pdf
from briefpack.app.locks import Lock, acquire
from briefpack.app.recovery import Recovered, go_on, journal_for
from briefpack.app.session import Session, Written
from briefpack.library.port import Library
from briefpack.pack.packfile import PackFile
from briefpack.pack.safewrite import FileProblem


class Saved(NamedTuple):
    """What was written; the lock of its file where that is another one than before; a sentence for the user, or ""."""

    written: Written
    lock: Lock | None
    notice: str


class Kept:
    """An open pack. `notice` is a sentence the user should see once, such as that no backup could be kept; else ""."""

    def __init__(self, session: Session, journal: Journal, lock: Lock | None, now: Clock = system_clock) -> None:
        self.session, self.journal = session, journal
        self.notice = ""
        self._lock, self._now = lock, now

    def tick(self) -> None:
        """Keep what was typed; the window calls this twice a second, on any thread. Raises FileProblem."""
        self.journal.tick()

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        """Save, or save under another name that the pack then has; a copy goes to the backups.

        Raises what Session.save raises, and OpenElsewhereError when another window has that file open.
        """
        self.take_saved(self.write(self.session.pack_file(), path, overwrite=overwrite))
        try:
            self.journal.tick()
        except FileProblem as problem:
            self.notice = str(problem)

    def write(self, current: PackFile, path: Path | None = None, *, overwrite: bool = False) -> Saved:
        """The slow part of saving, on any thread. `take_saved` must follow where the session lives.

        Raises what `save` raises.
        """
        lock = None
        if path and path != self.session.path:
            lock = _locked(path, self._now)
        notices = []
        try:
            if path and path.exists():
                notices.append(self._back_up(path))  # somebody's other file is about to be replaced
            written = self.session.write(current, path, overwrite)
        except BaseException:
            if lock:
                lock.release()
            raise
        notices.append(self._back_up(written.path))
        return Saved(written, lock, next(filter(None, notices), ""))

    def take_saved(self, saved: Saved) -> None:
        """What `write` has written is the pack's file from now on."""
        if saved.lock:
            self._release()
            self._lock = saved.lock
        self.notice = saved.notice or self.notice
        self.session.take_saved(saved.written)

    def close(self) -> None:
        """The end in peace. What was not saved is gone from the file, but stays in the journal's history."""
        self.journal.close()
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    def _back_up(self, path: Path) -> str:
        """Keep a copy; gives what the user should be told, or ""."""
        try:
            backups.keep(path, self._now())
        except FileProblem as problem:
            return str(problem)
        return ""


def opened(path: Path, library: Library, now: Clock = system_clock) -> Kept:
    """Open a pack's file: locked, copied once as it was, with its history from before. The pack in a PDF is a new one.

    Raises OpenElsewhereError, FileProblem and UserError.
    """
    if is_pdf(path):
        return fresh(build.opened(path), library, now, path)
    lock = _locked(path, now)
    try:
        session = Session(build.opened(path), library, path)
        kept = Kept(session, journal_for(session, now), lock, now)
    except BaseException:
        if lock:
            lock.release()
        raise
    kept.notice = kept._back_up(path)
    return kept


def fresh(pack_file: PackFile, library: Library, now: Clock = system_clock, taken_from: Path | None = None) -> Kept:
    """A new pack that has no file yet; it may have been taken out of a PDF."""
    session = Session(pack_file, library)
    session.taken_from = taken_from
    return Kept(session, journal_for(session, now), None, now)


def recovered(choice: Recovered, library: Library, now: Clock = system_clock) -> Kept:
    """Go on with the version of the journal. Raises OpenElsewhereError and UserError."""
    lock = _locked(choice.path, now) if choice.path and choice.in_file else None
    try:
        session, journal = go_on(choice, library, now)
    except BaseException:
        if lock:
            lock.release()
        raise
    kept = Kept(session, journal, lock, now)
    if session.path:
        kept.notice = kept._back_up(session.path)
    return kept


def _locked(path: Path, now: Clock) -> Lock | None:
    """The lock; None where no locks can be kept, as on a full disk: that keeps nobody from working."""
    try:
        return acquire(path, now())
    except OSError:
        return None
