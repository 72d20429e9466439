"""An open pack with all that guards it: the lock, the journal, the backups. What the window holds instead of a bare
session."""

from pathlib import Path

from briefpack.app import backups, build
from briefpack.app.autosave import Clock, Journal, system_clock
from briefpack.app.locks import Lock, acquire
from briefpack.app.recovery import Recovered, go_on, journal_for
from briefpack.app.session import Session
from briefpack.library.port import Library
from briefpack.pack.packfile import PackFile
from briefpack.pack.safewrite import FileProblem


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
        lock = None
        if path and path != self.session.path:
            lock = _locked(path, self._now)
        try:
            if path and path.exists():
                self._back_up(path)  # somebody's other file is about to be replaced
            self.session.save(path, overwrite)
        except BaseException:
            if lock:
                lock.release()
            raise
        if lock:
            self._release()
            self._lock = lock
        if self.session.path:
            self._back_up(self.session.path)
        try:
            self.journal.tick()
        except FileProblem as problem:
            self.notice = str(problem)

    def close(self) -> None:
        """The end in peace. What was not saved is gone from the file, but stays in the journal's history."""
        self.journal.close()
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    def _back_up(self, path: Path) -> None:
        try:
            backups.keep(path, self._now())
        except FileProblem as problem:
            self.notice = str(problem)


def opened(path: Path, library: Library, now: Clock = system_clock) -> Kept:
    """Open a pack's file: locked, copied once as it was, with its history from before. Raises OpenElsewhereError,
    FileProblem and UserError."""
    lock = _locked(path, now)
    try:
        session = Session(build.opened(path), library, path)
        kept = Kept(session, journal_for(session, now), lock, now)
    except BaseException:
        if lock:
            lock.release()
        raise
    kept._back_up(path)
    return kept


def fresh(pack_file: PackFile, library: Library, now: Clock = system_clock) -> Kept:
    """A new pack that has no file yet."""
    session = Session(pack_file, library)
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
        kept._back_up(session.path)
    return kept


def _locked(path: Path, now: Clock) -> Lock | None:
    """The lock; None where no locks can be kept, as on a full disk: that keeps nobody from working."""
    try:
        return acquire(path, now())
    except OSError:
        return None
