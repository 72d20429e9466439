"""One open pack: its history, its evidence, its file. No Qt: the window listens, a test calls."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefpack.app import history
from briefpack.app.build import PROGRAM
from briefpack.app.errors import UserError
from briefpack.app.history import History
from briefpack.app.languages import language_of
from briefpack.app.revisions import Evidence, Revision, revisions
from briefpack.briefing.compose import compose
from briefpack.briefing.nodes import Briefing
from briefpack.evidence.items import AnyItem
from briefpack.language import say, say_many
from briefpack.library.port import Library
from briefpack.pack.edits import Edit, take_versions
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile, pack_bytes
from briefpack.pack.safewrite import digest_of, write_whole
from briefpack.pack.snapshot import Carried, snapshot, version_of


class Change(NamedTuple):
    """What listeners are told: the pack before and after, and the label of what was done ("" for saving)."""

    before: Pack
    after: Pack
    label: str = ""


class ChangedElsewhereError(UserError):
    """Somebody else changed the file since it was opened."""


class Written(NamedTuple):
    """A state of the pack that was written: where, with which digest."""

    path: Path
    digest: str
    pack: Pack


class Session:
    """Holds the history; every change goes through `do`. Listeners are called after each change, in the order added."""

    def __init__(self, pack_file: PackFile, library: Library, path: Path | None = None) -> None:
        self.library = library
        self.path = path
        #: The PDF in which the pack lay, which gives a pack without a file its name.
        self.taken_from: Path | None = None
        self._carried = pack_file.items
        self.history: History = history.opened(pack_file.pack)
        self._saved: Pack | None = pack_file.pack if path else None
        #: SHA-256 of the file as last read or written, to notice that somebody else changed it.
        self.disk_digest = digest_of(path) if path else ""
        self._listeners: list[Callable[[Change], None]] = []
        self.evidence = Evidence(Carried(pack_file.items), library)
        self.evidence.take(pack_file.pack.dataset.revised)

    @property
    def pack(self) -> Pack:
        """The pack as it is now."""
        return self.history.pack

    @property
    def unsaved(self) -> bool:
        """True when the pack differs from its file, or has none yet."""
        return self._saved is not self.pack and self._saved != self.pack

    @property
    def stamp(self) -> str:
        """Changes when the same evidence may answer otherwise, as when a fact of the user's own was changed."""
        own = getattr(self.library, "own", None)
        return f"{self.library.fingerprint} {self.evidence.turn} {own.turn if own else ''}"

    def revisions(self) -> tuple[Revision, ...]:
        """The facts of the user's own in this pack that were revised since. Nothing changes by asking."""
        return revisions(self.pack, self.evidence, self.library)

    def take_revisions(self, found: Sequence[Revision]) -> None:
        """Take the later versions, as one step."""
        self.evidence.keep(item for each in found for item in (each.before, each.now))
        for item in (item for each in found for item in (each.before, each.source_before)):
            if item is not None:
                self.evidence.replaced.setdefault(item.id, item)
        versions = {each.now.id: version_of(each.now) for each in found}
        reworded = {each.now.id for each in found if each.is_reworded}
        label = say_many("Update {count} fact of your own", "Update {count} facts of your own", len(versions))
        self.do(label, partial(take_versions, versions=versions, reworded=reworded))

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Tell `listener` of every change from now on."""
        self._listeners.append(listener)

    def do(self, label: str, edit: Edit, merge: str = "") -> None:
        """Apply an edit under a label the user reads in "Undo …". Raises PackError; then nothing has changed."""
        before = self.pack
        self._settle(before, self.history.done(edit(before), label, merge))

    def undo(self) -> None:
        """Take back the last step; nothing at the start."""
        self._settle(self.pack, self.history.undone(), self.history.undo_label)

    def redo(self) -> None:
        """Do again what was taken back last; nothing at the end."""
        self._settle(self.pack, self.history.redone(), self.history.redo_label)

    def resume(self, restored: History, items: Sequence[AnyItem] = ()) -> None:
        """Go on with a history from an earlier run of the program, and the items that were kept with it."""
        taken = {each for step in restored.steps for each in step.pack.dataset.revised.items()}
        self.evidence.remember(items, taken)
        self._settle(self.pack, restored)

    def _settle(self, before: Pack, after: History, label: str = "") -> None:
        if after is self.history:
            return
        changed = after.pack is not before
        self.history = after
        self.evidence.take(after.pack.dataset.revised)
        if changed:
            change = Change(before, self.pack, label or after.steps[after.place].label)
            for listener in self._listeners:
                listener(change)

    def pack_file(self) -> PackFile:
        """The pack with a fresh snapshot of all it uses."""
        return PackFile(self.pack, snapshot(self.pack, self.evidence))

    def compose(self) -> Briefing:
        """The composed document of the pack as it is now. Raises ComposeError."""
        return compose(self.pack, self.evidence, PROGRAM, language_of(self.pack.language))

    def changed_on_disk(self) -> bool:
        """True when the file is no longer what this session read or wrote; also when it is gone."""
        return self.path is not None and digest_of(self.path) != self.disk_digest

    def save(self, path: Path | None = None, overwrite: bool = False) -> None:
        """Write the pack to its file, or to another one that it then belongs to. Raises what `write` raises."""
        self.take_saved(self.write(self.pack_file(), path, overwrite))

    def write(self, current: PackFile, path: Path | None = None, overwrite: bool = False) -> Written:
        """Write this state of the pack; the session is told by `take_saved`. Any thread: nothing here changes.

        Raises FileProblem, and ChangedElsewhereError when somebody else changed the file meanwhile (unless
        `overwrite`).
        """
        target = path or self.path
        if target is None:
            raise UserError(say("This pack has no file yet. Choose a name for it first."))
        if target == self.path and not overwrite and self.changed_on_disk():
            raise ChangedElsewhereError(
                say(
                    "{path} was changed by another program since it was opened. Save under another name, or reopen it.",
                    path=target,
                )
            )
        write_whole(target, pack_bytes(current.pack, current.items))
        return Written(target, digest_of(target), current.pack)

    def take_saved(self, written: Written) -> None:
        """This state of the pack is in its file now."""
        self.path, self.disk_digest, self._saved = written
        for listener in self._listeners:
            listener(Change(self.pack, self.pack))
