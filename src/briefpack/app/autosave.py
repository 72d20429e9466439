"""The autosave journal of one open pack. It grows by what is new at each `tick` and is flushed to the disk then; the
window calls it twice a second, so that a crash, or a cut of power, costs half a second of typing."""

import contextlib
import itertools
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from briefpack.app.history import History, Step
from briefpack.app.locks import Lock, acquire, key_of
from briefpack.app.paths import data_folder, private_folder
from briefpack.app.session import Change, Session
from briefpack.evidence.items import AnyItem
from briefpack.evidence.sources import Item
from briefpack.language import say
from briefpack.pack import journal as records
from briefpack.pack.journal import Home, Recorded, held_as
from briefpack.pack.pack import Pack
from briefpack.pack.safewrite import FileProblem, digest_of, why, write_whole
from briefpack.pack.snapshot import closure, used_ids

#: So many steps survive a restart.
MOST_STEPS = 1000
#: A journal is written anew when it is larger than this and several times what it was after the last time.
LARGE, GROWTH = 2_000_000, 3
SUFFIX = ".journal"

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time of day where the user is."""
    return datetime.now().astimezone()


class Journal:
    """The journal of one session. Nothing is written before there is something to lose."""

    def __init__(
        self, session: Session, now: Clock = system_clock, going_on: "tuple[Path, Lock, Recorded] | None" = None
    ) -> None:
        self._session, self._now = session, now
        self._busy = threading.Lock()
        self._packs: tuple[Pack, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._steps: tuple[records.Step, ...] = ()
        self._place = self._dropped = self._size = self._base = 0
        self._home = Home()
        self._link = b""
        self._items: dict[tuple[str, ...], AnyItem] = {}
        #: Ids, and versions of the user's own facts, that need not be looked for any more.
        self._seen: set[str | tuple[str, ...]] = set()
        self.path: Path | None = None
        self._lock: Lock | None = None
        self._file: int | None = None
        if going_on:
            self._go_on(*going_on)
        self._dirty = session.path is None
        session.listen(self._changed)

    def _changed(self, change: Change) -> None:  # noqa: ARG002 - what matters is that there was one
        self._dirty = True

    @property
    def behind(self) -> bool:
        """Whether there is something to write."""
        return self._dirty

    def tick(self) -> None:
        """Write what is new and flush it to the disk; cheap when nothing is. Any thread, one at a time.

        Raises FileProblem when the disk refuses; the next tick tries again.
        """
        with self._busy:
            if not self._dirty:
                return
            self._dirty = False
            try:
                self._write()
            except OSError as error:
                self._dirty = True
                self._cut()
                raise FileProblem(
                    say(
                        "Your latest changes could not be kept in {folder}: {why}", folder=data_folder(), why=why(error)
                    )
                ) from error
            except FileProblem:
                self._dirty = True
                raise

    def close(self) -> None:
        """The end in peace: kept as the history of the pack's file; of a pack without a file, discarded for a month."""
        with contextlib.suppress(FileProblem):  # a full disk keeps nobody from closing the window
            self.tick()
        with self._busy:
            if self.path and self._file is not None:
                with contextlib.suppress(OSError):
                    self._append(records.framed(None, self._link))
                self._shut()
                with contextlib.suppress(OSError):
                    put_away(self.path, self._home)
            self._let_go()

    def _go_on(self, path: Path, lock: Lock, found: Recorded) -> None:
        steps = self._session.history.steps
        self._packs = tuple(step.pack for step in steps)
        self._labels, self._steps, self._place = found.labels, found.steps, found.place
        self._home, self._link, self._size, self._base = found.home, found.link, found.good, found.good
        self._hold(found.items)
        self.path, self._lock = path, lock
        self._file = _opened(path)
        os.ftruncate(self._file, self._size)

    def _write(self) -> None:
        history, home = self._session.history, self._home_now()
        steps = history.steps[self._dropped :]
        place = history.place - self._dropped
        keep = 0
        for step, pack, label in zip(steps, self._packs, self._labels, strict=False):
            if step.pack is not pack or (keep and step.label != label):
                break
            keep += 1
        if self._file is None or not keep or place < 0:
            self._write_anew(history, home)
            return
        if (keep, place, home[:2]) == (len(self._packs), self._place, self._home[:2]) and keep == len(steps):
            return
        new = tuple(_difference(steps[number - 1], steps[number]) for number in range(keep, len(steps)))
        items = [item for step in steps[keep:] for item in self._new_items(step.pack)]
        self._append(records.framed(records.doing(keep, new, place, items, home), self._link))
        self._remember(steps, (*self._steps[: keep - 1], *new), place, home)
        if self._size > max(LARGE, GROWTH * self._base):
            self._write_anew(history, home)

    def _write_anew(self, history: History, home: Home) -> None:
        """The whole journal as a new file in the place of the old one."""
        first = max(0, min(history.place, len(history.steps) - MOST_STEPS))
        steps, place = history.steps[first:], history.place - first
        known = {id(pack): number for number, pack in enumerate(self._packs)}
        kept = []
        for before, after in itertools.pairwise(steps):
            number = known.get(id(after.pack), 0)
            same = number > 0 and self._packs[number - 1] is before.pack
            change = self._steps[number - 1].change if same else _difference(before, after).change
            kept.append(records.Step(after.label, change))
        if not self._items:
            # The old wording first: a pack that was saved since carries the new one alone.
            self._hold((*self._session.evidence.replaced.values(), *self._session.pack_file().items))
        for step in steps:
            if id(step.pack) not in known:
                self._new_items(step.pack)
        opening, link = records.framed(records.opening(steps[0].pack, tuple(self._items.values()), home), b"")
        doing, link = records.framed(records.doing(1, kept, place, (), home), link)
        content = records.MAGIC + opening + doing
        path = self.path or self._claimed(home)
        self._shut()
        write_whole(path, content)
        self._file = _opened(path)
        self._link, self._size, self._base, self._dropped = link, len(content), len(content), first
        self._remember(steps, tuple(kept), place, home)

    def _claimed(self, home: Home) -> Path:
        folder = private_folder("journal")
        key = key_of(Path(home.path)) if home.path else "new"
        self.path = folder / f"{key}-{secrets.token_hex(4)}{SUFFIX}"
        self._lock = acquire(self.path, self._now())
        return self.path

    def _remember(self, steps: tuple[Step, ...], kept: tuple[records.Step, ...], place: int, home: Home) -> None:
        self._packs = tuple(step.pack for step in steps)
        self._labels = tuple(step.label for step in steps)
        self._steps, self._place, self._home = kept, place, home

    def _hold(self, items: Sequence[AnyItem]) -> None:
        self._items.update((held_as(item), item) for item in items)
        for item in items:
            self._seen |= {item.id, held_as(item)[1:]}

    def _new_items(self, pack: Pack) -> list[AnyItem]:
        """The items a pack uses that the journal does not hold, now noted as held."""
        wanted: tuple[str | tuple[str, ...], ...] = (*used_ids(pack), *pack.dataset.revised.items())
        unknown = [each for each in wanted if each not in self._seen]
        if not unknown:
            return []
        self._seen |= set(unknown)
        evidence = self._session.evidence
        versions = [item for pair in unknown if isinstance(pair, tuple) and (item := evidence.version(*pair))]
        ids = [each for each in unknown if isinstance(each, str)]
        ids += [citation.source_id for item in versions if isinstance(item, Item) for citation in item.citations]
        found = [item for item in (*versions, *closure(ids, evidence)) if held_as(item) not in self._items]
        self._hold(found)
        return found

    def _home_now(self) -> Home:
        path = self._session.path
        when = self._now().isoformat(timespec="seconds")
        return Home(os.path.abspath(path) if path else "", self._session.disk_digest, when)  # noqa: PTH100 - links stay

    def _append(self, framed: tuple[bytes, bytes]) -> None:
        content, link = framed
        assert self._file is not None  # noqa: S101 - for the reader and mypy
        os.lseek(self._file, self._size, os.SEEK_SET)
        left = memoryview(content)
        while left:
            left = left[os.write(self._file, left) :]
        os.fsync(self._file)
        self._size, self._link = self._size + len(content), link

    def _cut(self) -> None:
        """After a failed write: no half record stays before the next one."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._size)

    def _shut(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _let_go(self) -> None:
        self._shut()
        if self._lock:
            self._lock.release()
            self._lock = None


def _difference(before: Step, after: Step) -> records.Step:
    return records.Step(after.label, records.difference(before.pack, after.pack))


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))


def put_away(path: Path, home: Home) -> None:
    """A closed journal becomes the history of its file. One that still waits for a choice is not overwritten."""
    if not home.path or not home.digest or digest_of(Path(home.path)) == "":
        discard(path)
        return
    target = path.with_name(f"{key_of(Path(home.path))}{SUFFIX}")
    if target == path:
        return
    if target.exists() and not ends_in_peace(target):
        target.replace(target.with_name(f"{target.stem}-{secrets.token_hex(4)}{SUFFIX}"))
    path.replace(target)


def discard(path: Path) -> None:
    """Move a journal to the folder `discarded`, where it stays for a month."""
    target = private_folder("journal", "discarded") / f"{path.stem}-{secrets.token_hex(4)}{SUFFIX}"
    path.replace(target)
    os.utime(target)


def ends_in_peace(path: Path) -> bool:
    """Whether a journal was closed; also when it cannot be read at all."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - 100))
            return records.ends(file.read())
    except OSError:
        return True
