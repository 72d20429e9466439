"""Locks, backups and crash reports."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.app import backups, crash, locks
from briefpack.app.locks import OpenElsewhereError, acquire
from briefpack.app.paths import DATA_FOLDER
from briefpack.pack.pack import Entry, Pack, Section
from briefpack.pack.packfile import pack_bytes
from briefpack.pack.safewrite import FileProblem

HOST = os.uname().nodename if hasattr(os, "uname") else os.environ["COMPUTERNAME"]
NOW = datetime(2026, 11, 22, 10, 15, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


def a_pack(title: str) -> bytes:
    return pack_bytes(Pack(id="p", template="none", title=title, as_of="2026-11-22"), ())


def test_a_second_window_is_told_since_when_the_file_is_open(tmp_path: Path) -> None:
    with acquire(tmp_path / "a.briefpack", NOW), pytest.raises(OpenElsewhereError) as caught:
        acquire(tmp_path / "a.briefpack", NOW)
    assert "a.briefpack is open in another window since 10:15." in str(caught.value)
    assert caught.value.holder.pid == os.getpid()


def test_another_spelling_of_the_path_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with acquire(tmp_path / "a.briefpack", NOW), pytest.raises(OpenElsewhereError):
        acquire(tmp_path / "folder" / ".." / "a.briefpack", NOW)


def test_other_files_are_free_and_a_closed_one_is_free_again(tmp_path: Path, data: Path) -> None:
    lock = acquire(tmp_path / "a", NOW)
    acquire(tmp_path / "b", NOW).release()
    lock.release()
    lock.release()
    acquire(tmp_path / "a", NOW).release()
    assert list((data / "locks").iterdir()) == []


def test_a_lock_names_neither_the_file_nor_the_computer(tmp_path: Path, data: Path) -> None:
    with acquire(tmp_path / "secret.briefpack", NOW):
        (place,) = (data / "locks").iterdir()
        words = place.name + place.read_text()
    assert "secret" not in words
    assert HOST not in words


HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from briefpack.app.locks import acquire
lock = acquire(Path(sys.argv[1]), datetime.now())
print("held", flush=True)
sys.stdin.read()
"""


def test_a_killed_window_leaves_its_file_free(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603 - our own
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(OpenElsewhereError) as caught:
            acquire(tmp_path / "a", NOW)
        assert caught.value.holder.pid == other.pid
        other.kill()
        other.wait()
        acquire(tmp_path / "a", NOW).release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has locks of its own")
def test_without_the_systems_locks_the_process_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_hold", lambda _: None)
    place = tmp_path / "data" / "locks"
    place.mkdir(parents=True)
    name = place / f"{locks.key_of(tmp_path / 'a')}.lock"
    living = os.getppid()
    name.write_text(f'{{"pid": {living}, "since": "", "started": "{locks._started(living)}"}}')
    with pytest.raises(OpenElsewhereError, match="is open in another window"):
        acquire(tmp_path / "a", NOW)
    # The number of a process is given again: what started at another moment is another one.
    for stale in (f'{{"pid": {living}, "since": "", "started": "1"}}', '{"pid": 999999999}', "torn", "", "[]"):
        name.write_text(stale)
        acquire(tmp_path / "a", NOW).release()


def test_each_save_leaves_a_copy_that_can_be_put_back(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    for number in range(3):
        path.write_bytes(a_pack(f"Version {number}"))
        assert backups.keep(path, NOW + timedelta(minutes=number))
    assert backups.keep(path, NOW + timedelta(minutes=5)) is None
    kept = backups.listed(path)
    assert [backups.read(each).pack.title for each in kept] == ["Version 2", "Version 1", "Version 0"]
    path.write_bytes(a_pack("Not copied yet"))
    assert backups.restore(kept[2], path, NOW + timedelta(minutes=9)).pack.title == "Version 0"
    assert path.read_bytes() == a_pack("Version 0")
    assert backups.read(backups.listed(path)[0]).pack.title == "Not copied yet"


def test_copies_of_two_packs_stand_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(a_pack(name))
        backups.keep(tmp_path / name, NOW)
    assert len(backups.listed(tmp_path / "a")) == 1
    assert backups.listed(tmp_path / "c") == ()


def test_a_damaged_copy_is_not_put_back(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    path.write_bytes(a_pack("Good"))
    kept = backups.keep(path, NOW)
    assert kept
    kept.path.write_bytes(b"torn")
    with pytest.raises(FileProblem):
        backups.restore(kept, path, NOW)
    assert path.read_bytes() == a_pack("Good")


def test_two_saves_in_one_moment_are_two_copies(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for title in ("One", "Two"):
        path.write_bytes(a_pack(title))
        backups.keep(path, NOW)
    assert [backups.read(each).pack.title for each in backups.listed(path)] == ["Two", "One"]


def test_a_year_of_saves_thins_to_hours_days_and_weeks(tmp_path: Path) -> None:
    moments = [NOW - timedelta(minutes=20 * number) for number in range(3 * 24 * 365)]
    kept = sorted(backups.needed_at(NOW, moments), reverse=True)
    assert kept[0] == NOW
    ages = [NOW - each for each in kept]
    assert sum(age < timedelta(hours=1) for age in ages) == 3
    assert 23 <= sum(age < timedelta(hours=24) for age in ages) - 2 <= 25
    assert 29 <= sum(age < timedelta(days=7) for age in ages) - 2 <= 33
    assert len(kept) <= backups.RECENT + backups.HOURS + backups.DAYS + backups.WEEKS
    assert timedelta(weeks=7) - timedelta(days=1) <= ages[-1] <= timedelta(weeks=8)


@given(st.lists(st.integers(0, 100 * 24 * 60), max_size=60), st.integers(0, 10 * 24 * 60))
def test_thinning_keeps_the_newest_and_never_brings_back_or_tears_a_hole(ages: list[int], later: int) -> None:
    moments = {NOW - timedelta(minutes=age) for age in ages}
    kept = backups.needed_at(NOW, moments)
    assert kept <= moments
    assert backups.needed_at(NOW, kept) == kept
    if moments:
        assert max(moments) in kept
    # Thinning on the way does not change what is left in the end, but for the crowd of a single hour.
    assert backups.needed_at(NOW + timedelta(minutes=later + 60), kept) == backups.needed_at(
        NOW + timedelta(minutes=later + 60), moments
    )
    for each in moments - kept:
        hour_mates = {other for other in kept if other > each}
        assert hour_mates or NOW - each > timedelta(weeks=8)


def test_a_clock_set_back_loses_no_copy() -> None:
    ahead = {NOW + timedelta(days=number) for number in range(40)}
    assert backups.needed_at(NOW, ahead) == ahead


SECRETS = ("Marigold", "Operation Lantern", "the witness of Hoeryong", "Tulip")


def secret_pack() -> Pack:
    entry = Entry(id="e1", text=SECRETS[1], note=SECRETS[2], label=SECRETS[3])
    section = Section(id="s1", key="k", kind="text", title=SECRETS[0], entries=(entry,))
    return Pack(id="p", template="none", title=SECRETS[0], as_of="2026-11-22", sections=(section,))


def crashed(path: Path) -> BaseException:
    """An error from inside the program, raised over another one, with the pack's words in both messages."""
    try:
        try:
            (path / SECRETS[0] / "x.briefpack").read_bytes()
        except OSError as error:
            raise KeyError(secret_pack().title, SECRETS[1]) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_nothing_of_the_pack_or_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "Rosalind"))
    monkeypatch.setenv("USER", "rosalindf")
    monkeypatch.setenv("LOGNAME", "rosalindf")
    labels = ["Open", *(f"Rename “{secret}”" for secret in SECRETS), f"Add «{SECRETS[0]}»", f'Find "{SECRETS[1]}'] * 3
    told = crash.report(crashed(tmp_path), qt_version="6.9.1", actions=labels)
    for word in (*SECRETS, "Rosalind", "rosalindf", str(Path.home()), str(tmp_path), HOST):
        assert word not in told, word
    assert "briefpack 0" in told
    assert "Qt 6.9.1" in told
    assert "builtins.FileNotFoundError (ENOENT)" in told
    assert told.index("FileNotFoundError") < told.index("builtins.KeyError")
    assert "Rename “…”" in told
    assert "test_guards.py:" in told


def test_a_report_names_the_programs_own_files_and_lines() -> None:
    from briefpack.pack.edits import section_of  # noqa: PLC0415

    try:
        section_of(secret_pack(), SECRETS[0])
    except ValueError as error:
        told = crash.report(error)
    assert "briefpack/pack/edits.py:" in told
    assert "in section_of" in told
    assert SECRETS[0] not in told
    assert str(Path(crash.__file__).parent.parent) not in told


def test_an_error_that_causes_itself_ends() -> None:
    error = ValueError("a")
    other = ValueError("b")
    error.__cause__, other.__cause__ = other, error
    assert crash.report(error).count("builtins.ValueError") == 2
