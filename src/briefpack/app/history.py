"""What was done to a pack, step by step, with labels: undo, redo, "unsaved" and recovery are one list of packs."""

from typing import NamedTuple

from briefpack.pack.pack import Pack


class Step(NamedTuple):
    """A pack and what made it from the one before ("" for the pack as opened). Steps with the same non-empty `merge`
    that follow one another are one step to the user: the letters of a word typed into one field."""

    pack: Pack
    label: str = ""
    merge: str = ""


class History(NamedTuple):
    """All steps since the pack was opened, and which of them is shown. Frozen: every change gives a new history."""

    steps: tuple[Step, ...]
    place: int = 0

    @property
    def pack(self) -> Pack:
        """The pack as it is now."""
        return self.steps[self.place].pack

    @property
    def undo_label(self) -> str:
        """What undo takes back; "" when nothing is left to take back."""
        return self.steps[self.place].label if self.place else ""

    @property
    def redo_label(self) -> str:
        """What redo does again; "" when there is nothing."""
        return self.steps[self.place + 1].label if self.place + 1 < len(self.steps) else ""

    def done(self, pack: Pack, label: str, merge: str = "") -> "History":
        """With one more step; what had been taken back is gone. A step that changes nothing is none."""
        if pack is self.pack or pack == self.pack:
            return self
        kept = self.steps[: self.place + 1]
        if merge and self.place and kept[-1].merge == merge:
            kept = kept[:-1]
        steps = (*kept, Step(pack, label, merge))
        return History(steps, len(steps) - 1)

    def undone(self) -> "History":
        """One step back; at the start, itself."""
        return self._replace(place=max(self.place - 1, 0))._settled()

    def redone(self) -> "History":
        """One step forward; at the end, itself."""
        return self._replace(place=min(self.place + 1, len(self.steps) - 1))._settled()

    def _settled(self) -> "History":
        # What is typed after an undo is a step of its own.
        steps = list(self.steps)
        steps[self.place] = steps[self.place]._replace(merge="")
        return History(tuple(steps), self.place)


def opened(pack: Pack) -> History:
    """The history of a pack that was just opened."""
    return History((Step(pack),))
