"""Work off the GUI thread: results come back, the newest of many wins, nothing reaches who is gone."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from briefpack.app.errors import UserError
from briefpack.gui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.cancel_all()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_work_runs_elsewhere_and_its_result_comes_here(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    seen: list[tuple[bool, bool]] = []
    here = threading.get_ident()

    def work(_job: Job[bool]) -> bool:
        return threading.get_ident() == here

    jobs.run(owner, work, lambda same: seen.append((same, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, True)]


def test_of_waiting_jobs_with_one_key_the_latest_wins(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    results: list[str] = []

    def work(name: str) -> str:
        gate.wait(5)
        return name

    for name in ("first", "second", "third"):
        jobs.run(owner, lambda _job, name=name: work(name), results.append, key="search")
    gate.set()
    qtbot.waitUntil(lambda: "third" in results)
    assert results == ["first", "third"]


def test_keys_of_two_owners_do_not_meet(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    other = QObject()
    results: list[str] = []
    for each, name in ((owner, "one"), (other, "two")):
        jobs.run(each, lambda _job, name=name: name, results.append, key="same")
    qtbot.waitUntil(lambda: sorted(results) == ["one", "two"])


def test_when_the_owner_dies_nothing_is_delivered(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    delivered: list[int] = []
    owner = QObject()

    def work(_job: Job[int]) -> int:
        gate.wait(5)
        return 1

    job = jobs.run(owner, work, delivered.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: job.cancelled)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert delivered == []


def test_a_cancelled_job_stops_where_it_next_speaks(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    begun, gate = threading.Event(), threading.Event()
    went_on: list[bool] = []

    def work(job: Job[None]) -> None:
        begun.set()
        gate.wait(5)
        job.say("still here")
        went_on.append(True)

    job = jobs.run(owner, work, went_on.append)
    begun.wait(5)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert went_on == []


def test_progress_is_heard_in_the_words_of_the_job(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    heard: list[str] = []
    jobs.said.connect(lambda _job, words: heard.append(words))
    with qtbot.waitSignal(jobs.ended):
        jobs.run(owner, lambda job: job.say("Writing 3 pages"), lambda _none: None, words="Making the PDF")
    assert heard == ["Writing 3 pages"]


def test_a_known_error_goes_to_who_asked(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    told: list[str] = []

    def work(_job: Job[None]) -> None:
        raise UserError("The disk is full.")

    jobs.run(owner, work, lambda _none: None, failed=lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["The disk is full."]


def test_a_known_error_nobody_handles_is_shown(qtbot: QtBot, jobs: Jobs, owner: QObject) -> None:
    def work(_job: Job[None]) -> None:
        raise UserError("The disk is full.")

    with qtbot.waitSignal(jobs.went_wrong) as heard:
        jobs.run(owner, work, lambda _none: None)
    assert str(heard.args[0]) == "The disk is full."


def test_a_bug_goes_to_the_crash_handler(
    qtbot: QtBot, jobs: Jobs, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[object] = []
    told: list[Exception] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: caught.append(kind))

    def work(_job: Job[None]) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(jobs.ended):
        jobs.run(owner, work, lambda _none: None, failed=told.append)
    assert (caught, told) == ([ZeroDivisionError], [])


def test_the_end_of_the_program_waits_for_all_threads(jobs: Jobs, owner: QObject) -> None:
    ended: list[bool] = []
    begun = threading.Event()

    def work(job: Job[None]) -> None:
        begun.set()
        while not job.cancelled:
            QThread.msleep(5)
        ended.append(True)

    jobs.run(owner, work, lambda _none: None)
    assert begun.wait(10)
    jobs.cancel_all()
    assert ended == [True]
