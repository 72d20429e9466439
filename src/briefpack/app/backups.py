"""A copy of a pack's file at each save, thinned as time passes: nobody loses last week's version to a bad afternoon."""

import contextlib
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from briefpack.app.errors import UserError
from briefpack.app.locks import key_of
from briefpack.app.paths import data_folder, private_folder
from briefpack.language import say
from briefpack.pack.packfile import MAX_FILE, PackFile, Refused, parse_pack
from briefpack.pack.safewrite import FileProblem, digest_of, read_some, why, write_whole

#: How much is kept: every copy of the last hour (so many at most), then one for each hour, day and week.
RECENT, HOURS, DAYS, WEEKS = 20, 24, 7, 8
_HOUR = timedelta(hours=1)
_FORM = "%Y%m%dT%H%M%S%fZ"
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)  # a Monday


class Backup(NamedTuple):
    """A copy: where it lies and when it was made (UTC)."""

    path: Path
    when: datetime


def keep(path: Path, now: datetime) -> Backup | None:
    """Copy a pack's file as it is now, and thin the copies. None when the newest copy is the same. Raises FileProblem;
    the file itself is only read."""
    content = read_some(path, MAX_FILE)
    kept = listed(path)
    if kept and digest_of(kept[0].path) == hashlib.sha256(content).hexdigest():
        return None
    try:
        folder = private_folder("backups", key_of(path))
    except OSError as error:
        raise FileProblem(
            say("No copy of {path} could be kept in {folder}: {why}", path=path, folder=data_folder(), why=why(error))
        ) from error
    when = now.astimezone(UTC)
    # Two saves in one microsecond, or a clock set back: the order of names stays the order of making.
    while any(other.when == when for other in kept):
        when += timedelta(microseconds=1)
    made = Backup(folder / f"{when.strftime(_FORM)}.briefpack", when)
    write_whole(made.path, content)
    thin(path, when)
    return made


def listed(path: Path) -> tuple[Backup, ...]:
    """The copies of a pack's file, the newest first."""
    folder = data_folder() / "backups" / key_of(path)
    found = []
    try:
        for each in folder.iterdir():
            with contextlib.suppress(ValueError):
                found.append(Backup(each, datetime.strptime(each.name, f"{_FORM}.briefpack").replace(tzinfo=UTC)))
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda each: each.when, reverse=True))


def read(backup: Backup) -> PackFile:
    """The pack in a copy. Raises FileProblem."""
    content = read_some(backup.path, MAX_FILE)
    try:
        return parse_pack(content)
    except Refused as refused:
        raise refused.about(backup.path) from None


def restore(backup: Backup, path: Path, now: datetime) -> PackFile:
    """Put a copy back in place of the file, which is itself copied first. Raises FileProblem, UserError."""
    found = read(backup)
    content = read_some(backup.path, MAX_FILE)
    if path.exists():
        try:
            keep(path, now)
        except FileProblem as problem:
            raise UserError(
                say("Nothing was restored, as the file of today could not be kept first. {why}", why=problem)
            ) from problem
    write_whole(path, content)
    return found


def thin(path: Path, now: datetime) -> None:
    """Remove the copies that are no longer needed. One that cannot be removed stays."""
    kept = listed(path)
    needed = needed_at(now.astimezone(UTC), (each.when for each in kept))
    for each in kept:
        if each.when not in needed:
            with contextlib.suppress(OSError):
                each.path.unlink()


def needed_at(now: datetime, moments: Iterable[datetime]) -> frozenset[datetime]:
    """Which copies stay: all of the last hour, and the newest of each of the last hours, days and weeks. The newest of
    all stays for good. Moments to come (a clock was set back) stay."""
    ordered = sorted(set(moments), reverse=True)
    needed = {each for each in ordered if each > now}
    past = [each for each in ordered if each <= now]
    needed.update(past[:1])
    needed.update([each for each in past if now - each < _HOUR][:RECENT])
    for length, most in ((_HOUR, HOURS), (timedelta(days=1), DAYS), (timedelta(weeks=1), WEEKS)):
        # Hours and days are those of the calendar, not counted from now: what stays today stays tomorrow.
        newest: dict[int, datetime] = {}
        for each in past:
            newest.setdefault((each - _EPOCH) // length, each)
        last = (now - _EPOCH) // length
        needed.update(each for place, each in newest.items() if last - place < most)
    return frozenset(needed)
