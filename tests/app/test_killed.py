"""kill -9 at random moments: no saved pack is damaged, and at most the last second of typing is lost."""

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefpack.app import autosave, backups, recovery
from briefpack.app.paths import DATA_FOLDER
from briefpack.library.own import FILE, OwnLibrary
from briefpack.pack import journal
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import read_pack

WORK = Path(__file__).with_name("scripted_work.py")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the work is forked, which this system cannot")


def killed_runs(root: Path, dataset: Path, runs: int, seed: int) -> list[Path]:
    """Folders that killed processes left."""
    command = [sys.executable, str(WORK), str(root), str(dataset), str(runs), str(seed)]
    subprocess.run(command, check=True, timeout=60 + 5 * runs)  # noqa: S603 - our own script
    return sorted(root.iterdir())


def test_a_killed_window_loses_at_most_a_second(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = killed_runs(tmp_path, root / "resources" / "dataset", 6, 1)
    offered = [examined(folder, monkeypatch) for folder in folders]
    assert any(offered)


@pytest.mark.long
def test_two_hundred_killed_windows_lose_at_most_a_second_each(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    folders = killed_runs(tmp_path, root / "resources" / "dataset", 200, seed)
    assert len(folders) == 200
    offered = [examined(folder, monkeypatch) for folder in folders]
    assert sum(offered) > 50


def examined(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Look at everything one killed process left; True when it left a journal to choose."""
    monkeypatch.setenv(DATA_FOLDER, str(folder / "data"))
    killed = float((folder / "killed").read_text())
    rows = [line.split() for line in log_of(folder)]
    log = [(float(moment), what, int(number)) for moment, what, number in rows]
    the_file_is_whole(folder, log)
    every_journal_can_be_read(folder)
    no_fact_is_lost(folder, log)
    pending = recovery.pending()
    assert len(pending) <= 1
    typed = [number for moment, what, number in log if what == "typed" and moment < killed - 1.0]
    kept = [number_in(step.pack) for each in pending for step in each.history.steps]
    kept.append(number_in(read_pack(folder / "a.briefpack").pack))
    assert max(kept) >= max(typed, default=0), folder
    return bool(pending)


def log_of(folder: Path) -> list[str]:
    path = folder / "log"
    return path.read_text().splitlines() if path.exists() else []


def the_file_is_whole(folder: Path, log: list[tuple[float, str, int]]) -> None:
    number = number_in(read_pack(folder / "a.briefpack").pack)
    begun = [number for _, what, number in log if what == "saving"]
    done = [number for _, what, number in log if what == "saved"]
    assert number in {done[-1] if done else 0, *begun[len(done) :]}
    for each in backups.listed(folder / "a.briefpack"):
        backups.read(each)


def every_journal_can_be_read(folder: Path) -> None:
    for path in (folder / "data").glob(f"journal/*{autosave.SUFFIX}"):
        assert journal.read(path.read_bytes()), path


def no_fact_is_lost(folder: Path, log: list[tuple[float, str, int]]) -> None:
    added = {f"own-{number}" for _, what, number in log if what == "fact"}
    with closing(OwnLibrary(folder / "data" / FILE)) as own:
        there = {item.id for item in own.facts()}
        assert own.note == ""
    assert added <= there
    assert len(there - added) <= 1


def number_in(pack: Pack) -> int:
    """The number of the last word that was typed."""
    return int(pack.sections[0].entries[0].text.split()[0])
