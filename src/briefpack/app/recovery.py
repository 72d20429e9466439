"""Nothing typed is lost: the history of a pack after a restart, both versions after a crash.

A journal closed in peace stays as the history of its file. Without a clean end it is offered at the next start
(`pending`). Nothing is deleted when a choice is made: what was not chosen moves to the folder `discarded` for a month.
"""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from briefpack.app.autosave import SUFFIX, Clock, Journal, discard, ends_in_peace, system_clock
from briefpack.app.errors import UserError
from briefpack.app.history import History, Step
from briefpack.app.locks import Lock, OpenElsewhereError, acquire, key_of
from briefpack.app.paths import data_folder
from briefpack.app.session import Session
from briefpack.evidence.items import AnyItem, kind_of
from briefpack.language import say
from briefpack.library.port import Library
from briefpack.pack import journal as records
from briefpack.pack.journal import Recorded
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile, read_pack
from briefpack.pack.safewrite import FileProblem

#: What a journal is at most; none comes near.
_LARGEST = 500_000_000
#: How many closed journals are kept, and for how many days; and the discarded ones.
KEPT, KEPT_DAYS, DISCARDED_DAYS = 50, 180, 30


def journal_for(session: Session, now: Clock = system_clock) -> Journal:
    """The journal of a session that was just opened. Where the file's own history was kept, the session gets it back:
    undo then reaches to before the restart."""
    _tidy(now())
    if session.path:
        path = _folder() / f"{key_of(session.path)}{SUFFIX}"
        lock = _locked(path, now) if path.is_file() else None
        if lock:
            found = _read(path)
            history = _history_of(found, session.pack) if found and found.closed else None
            if found and history:
                session.resume(history, found.items)
                return Journal(session, now, (path, lock, found._replace(place=history.place)))
            lock.release()
    return Journal(session, now)


def _history_of(found: Recorded, pack: Pack) -> History | None:
    """The recorded history, standing at the pack as it is in its file; None when that pack was never part of it."""
    places = [found.place, *reversed(range(len(found.packs)))]
    place = next((each for each in places if found.packs[each] == pack), None)
    if place is None:
        return None
    steps = [Step(each, label) for each, label in zip(found.packs, found.labels, strict=True)]
    steps[place] = steps[place]._replace(pack=pack)
    return History(tuple(steps), place)


class Recovered(NamedTuple):
    """A journal without a clean end. `path` is the pack's file, None for a pack that had none; `in_file` what that file
    holds now, None when it is gone or cannot be read. `differs` is False when the file says the same. `when` is the
    moment of the last change (ISO 8601)."""

    path: Path | None
    title: str
    when: str
    pack_file: PackFile
    history: History
    differs: bool
    in_file: PackFile | None
    journal: Path


def pending() -> tuple[Recovered, ...]:
    """The journals that a crash left, the newest first; those of windows that are open now are not among them."""
    found = [each for path in _journals() if not ends_in_peace(path) and (each := _recovered(path))]
    return tuple(sorted(found, key=lambda each: each.when, reverse=True))


def go_on(recovered: Recovered, library: Library, now: Clock = system_clock) -> tuple[Session, Journal]:
    """Choose the journal: a session that stands where the crash was, with its history, unsaved. The journal goes on in
    its own file. Raises OpenElsewhereError when another window was quicker."""
    lock = acquire(recovered.journal, now())
    found = _read(recovered.journal)
    if found is None:
        lock.release()
        raise UserError(say("This version was taken up by another window meanwhile."))
    base = recovered.in_file or PackFile(found.packs[0], ())
    items: dict[tuple[str, str], AnyItem] = {}
    for item in (*base.items, *found.items):
        items.setdefault((kind_of(item), item.id), item)
    session = Session(
        PackFile(base.pack, tuple(items.values())), library, recovered.path if recovered.in_file else None
    )
    if session.path:
        # What the crashed window knew of the file: a change made since by somebody else is noticed at saving.
        session.disk_digest = found.home.digest
    steps = tuple(Step(pack, label) for pack, label in zip(found.packs, found.labels, strict=True))
    session.resume(History(steps, found.place), found.items)
    return session, Journal(session, now, (recovered.journal, lock, found))


def use_file(recovered: Recovered, now: Clock = system_clock) -> None:
    """Choose the file: the journal is discarded, for a month. Raises UserError when the file cannot be read after all,
    OpenElsewhereError when another window was quicker."""
    if recovered.path:
        try:
            read_pack(recovered.path)
        except FileProblem as problem:
            raise UserError(
                say("The file cannot be opened, so the other version was not discarded. {why}", why=problem)
            ) from problem
    with acquire(recovered.journal, now()):
        if recovered.journal.is_file():
            discard(recovered.journal)


def _recovered(path: Path) -> Recovered | None:
    lock = _locked(path, system_clock)
    if not lock:
        return None
    with lock:
        found = _read(path)
    if found is None or found.closed:
        return None
    home = Path(found.home.path) if found.home.path else None
    in_file = None
    if home:
        with contextlib.suppress(FileProblem):
            in_file = read_pack(home)
    steps = tuple(Step(pack, label) for pack, label in zip(found.packs, found.labels, strict=True))
    history = History(steps, found.place)
    return Recovered(
        home,
        history.pack.title,
        found.home.when,
        PackFile(history.pack, found.items),
        history,
        in_file is None or in_file.pack != history.pack,
        in_file,
        path,
    )


def _folder() -> Path:
    return data_folder() / "journal"


def _journals() -> list[Path]:
    try:
        return sorted(path for path in _folder().iterdir() if path.suffix == SUFFIX)
    except OSError:
        return []


def _locked(path: Path, now: Clock) -> Lock | None:
    try:
        return acquire(path, now())
    except (OpenElsewhereError, OSError):
        return None


def _read(path: Path) -> Recorded | None:
    try:
        with path.open("rb") as file:
            return records.read(file.read(_LARGEST))
    except OSError:
        return None


def _tidy(now: datetime) -> None:
    """Closed journals nobody came back to, discarded ones, and files of a write that was cut short, go at last."""
    closed = [(path, _age(path, now)) for path in _journals() if ends_in_peace(path)]
    closed.sort(key=lambda pair: pair[1])
    old = [path for place, (path, age) in enumerate(closed) if place >= KEPT or age > KEPT_DAYS]
    with contextlib.suppress(OSError):
        old += [path for path in _folder().glob(".*.part") if _age(path, now) > 1]
        old += [path for path in (_folder() / "discarded").iterdir() if _age(path, now) > DISCARDED_DAYS]
    for path in old:
        with contextlib.suppress(OSError):
            path.unlink()


def _age(path: Path, now: datetime) -> float:
    """In days."""
    try:
        return (now.timestamp() - path.stat().st_mtime) / 86400
    except OSError:
        return 0.0
