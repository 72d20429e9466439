"""What one edit of a large pack costs: in the outline that shows it, and in the journal that keeps it.

Run as a script; prints a table and exits 0 whatever it measures. CPU milliseconds: of a pack with more than 300
entries, from the edit until the outline has painted it; of one with 300 paragraphs, until the journal has it. The last
column is machine-independent: the time as a share of making every row of the pack anew, without painting it, and for
the journal of writing the whole pack file, in the same run.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from briefpack.app import build, kept, libraries
from briefpack.app.session import Session
from briefpack.gui.jobs import Jobs
from briefpack.gui.outline import rows
from briefpack.gui.outline.pane import OutlinePane
from briefpack.gui.theme import Appearance
from briefpack.library.port import Library
from briefpack.pack import edits
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import write_pack

ROUNDS = 15
ENTRIES = 300
TYPED = 100
DAY = "2026-11-22"


class Line(NamedTuple):
    """One line of the table: what was done, its times, the bound of their median, the reference."""

    name: str
    times: list[float]
    bound: float
    reference: float


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    appearance = Appearance(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFPACK_DATA"] = folder
        library = libraries.bundled_library()
        print(f"{'CPU ms':44}{'n':>5}{'p50':>8}{'max':>8}{'bound':>14}{'/ whole':>10}")
        for line in (*outline(library), journal(library, Path(folder))):
            show(line)
    del appearance


def show(line: Line) -> None:
    """Print one line; a missed bound is marked, never an error."""
    middle = median(line.times)
    mark = "" if middle <= line.bound else "  missed"
    bound = f"p50 <= {line.bound:g}"
    print(
        f"{line.name:44}{len(line.times):5}{middle:8.2f}{max(line.times):8.2f}{bound:>14}"
        f"{middle / line.reference:10.3f}{mark}"
    )


def clocked(act: Callable[[], object]) -> float:
    """CPU milliseconds of this thread, until nothing waits to be painted."""
    start = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - start) * 1e3


def outline(library: Library) -> Iterator[Line]:
    """Edits of a pack with many entries, each taken back before the next."""
    session = Session(build.new_pack("one-page-brief", today=DAY, library=library), library)
    own = next(each.id for each in session.pack.sections if each.key == "facts")
    slot = next(each.entries[0].id for each in session.pack.sections if each.key == "objective")
    jobs = Jobs()
    pane = OutlinePane(session, jobs)
    pane.resize(440, 900)
    pane.show()
    session.do("Fill", partial(filled, section=own, library=library))
    QApplication.processEvents()
    keys = [entry.id for entry in edits.section_of(session.pack, own).entries]
    everything = [entry for section in session.pack.sections for entry in section.entries]
    whole = median(
        clocked(lambda: [rows.entry_row(entry, session.evidence) for entry in everything]) for _ in range(ROUNDS)
    )
    steps: tuple[tuple[str, edits.Edit], ...] = (
        ("move an entry far", lambda pack: edits.move_entry(pack, keys[5], own, 250)),
        ("remove 40 entries", lambda pack: edits.remove_entries(pack, keys[20:60])),
        ("duplicate 20 entries", lambda pack: edits.duplicate_entries(pack, keys[100:120])),
        ("write in a slot", lambda pack: edits.write(pack, slot, "typed")),
    )
    for name, step in steps:
        times = []
        for _ in range(ROUNDS):
            times.append(clocked(partial(session.do, name, step)))
            session.undo()
            QApplication.processEvents()
        yield Line(f"{len(everything)} entries: {name}", times, 50, whole)
    pane.close()
    jobs.cancel_all()


def filled(pack: Pack, section: str, library: Library) -> Pack:
    """The pack with so many entries in a section."""
    events = [item.id for item in library.all("event")][:60]
    for _ in range(ENTRIES // 60):
        pack = edits.add_items(pack, section, events)
    return pack


def journal(library: Library, folder: Path) -> Line:
    """Words typed into a pack with many paragraphs, each kept by its journal."""
    path = folder / "large.briefpack"
    pack = build.new_pack("one-page-brief", today=DAY, library=library).pack
    own = next(each.id for each in pack.sections if each.key == "facts")
    for number in range(ENTRIES):
        pack = edits.add_text(pack, own, f"Paragraph {number} of my own text. " * 10)
    write_pack(path, pack, ())
    whole = median(clocked(partial(write_pack, path, pack, ())) for _ in range(5))
    opened = kept.opened(path, library)
    texts = [entry.id for entry in edits.section_of(pack, own).entries if entry.text]
    times = []
    for number in range(TYPED):
        opened.session.do("Type", partial(edits.write, entry_id=texts[number], text=f"Other words {number}. " * 20))
        times.append(clocked(opened.tick))
    opened.close()
    return Line(f"{ENTRIES} paragraphs: an edit kept by the journal", times, 5, whole)


if __name__ == "__main__":
    main()
