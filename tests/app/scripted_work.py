"""Works on packs until it is killed: run by test_killed.py, which then looks at what is left.

For each run a child edits a pack through everything a window uses, and writes down what it did and when; the parent
kills it with SIGKILL at a random moment and writes down when.
"""

import os
import random
import signal
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

from briefpack.app import kept
from briefpack.app.facts import made
from briefpack.app.paths import DATA_FOLDER
from briefpack.app.session import Session
from briefpack.evidence.dataset import read_dataset
from briefpack.library.memory import MemoryLibrary
from briefpack.library.own import FILE, OwnLibrary
from briefpack.library.port import Library
from briefpack.library.together import Together
from briefpack.pack.edits import add_item, move_entry, retitle_section, write
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.packfile import write_pack

#: What the window does: half a second between two flushes.
FLUSH = 0.5
PASSAGE = {"source_title": "Record", "publisher": "Archive", "excerpt": "Fact number {} stands here."}


def first_pack() -> Pack:
    own = Section(id="s1", key="own", kind="text", title="Own", entries=(Entry(id="e2", text="0"),))
    facts = Section(id="s3", key="facts", kind="facts", title="Facts")
    return Pack(id="p", template="none", title="A pack", as_of="2026-11-22", sections=(own, facts), next_id=4)


class Worker:
    """Does one thing after the other; `log` tells what was done, with the moment."""

    def __init__(self, folder: Path, library: Library, chance: random.Random) -> None:
        self.own = OwnLibrary(folder / "data" / FILE)
        self.chance = chance
        self.ids = [item.id for item in library.all("event")]
        self.pack = kept.opened(folder / "a.briefpack", Together(library, self.own))
        self.number = 0
        self._log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._flushed = time.monotonic()

    def log(self, what: str, number: int) -> None:
        os.write(self._log, f"{time.monotonic()} {what} {number}\n".encode())

    def step(self) -> None:
        session, chance = self.pack.session, self.chance
        done = chance.random()
        self.number += 1
        if done < 0.6:
            self._type(session)
        elif done < 0.75:
            session.do("Add", partial(add_item, section_id="s3", item_id=chance.choice(self.ids), place=0))
        elif done < 0.82 and session.pack.sections[1].entries:
            entry = chance.choice(session.pack.sections[1].entries)
            session.do("Move", partial(move_entry, entry_id=entry.id, section_id="s3", place=chance.randrange(9)))
        elif done < 0.9:
            chance.choice((session.undo, session.redo))()
        elif done < 0.94:
            session.do("Rename", partial(retitle_section, section_id="s3", title=f"Title {self.number}"))
        elif done < 0.96:
            self._add_fact()
        else:
            self._save(session)
        if time.monotonic() - self._flushed >= FLUSH:
            self.pack.tick()
            self._flushed = time.monotonic()

    def _type(self, session: Session) -> None:
        text = f"{self.number} " + "words " * self.chance.randrange(200)
        session.do("Type", partial(write, entry_id="e2", text=text), self.chance.choice(("", "e2")))
        self.log("typed", self.number)

    def _add_fact(self) -> None:
        form = {"title": f"Fact {self.number}", "date": "2025", "summary": "—", **PASSAGE}
        fact = made("event", form, f"own-{self.number}", date(2026, 11, 22))
        self.own.add(fact.item, fact.source)
        self.log("fact", self.number)

    def _save(self, session: Session) -> None:
        number = int(session.pack.sections[0].entries[0].text.split()[0])
        self.log("saving", number)
        self.pack.save()
        self.log("saved", number)


def work(folder: Path, library: Library, chance: random.Random) -> None:
    os.environ[DATA_FOLDER] = str(folder / "data")
    worker = Worker(folder, library, chance)
    while True:
        worker.step()
        time.sleep(chance.random() * 0.01)


def main(root: Path, dataset: Path, runs: int, seed: int) -> None:
    texts = {path.name: path.read_bytes() for path in sorted(dataset.iterdir())}
    library = MemoryLibrary(read_dataset(texts).items())
    chance = random.Random(seed)
    for number in range(runs):
        folder = root / f"{number:03}"
        folder.mkdir()
        write_pack(folder / "a.briefpack", first_pack(), ())
        own_seed = chance.random()
        child = os.fork()
        if not child:
            try:
                work(folder, library, random.Random(own_seed))
            finally:
                os._exit(1)
        time.sleep(chance.choice((chance.random() * 0.2, chance.random() * 2)))
        os.kill(child, signal.SIGKILL)
        moment = time.monotonic()
        os.waitpid(child, 0)
        (folder / "killed").write_text(str(moment))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
