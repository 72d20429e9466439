"""The one way off the GUI thread: a job knows its owner, says how far it is in the user's words, can be cancelled."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

T = TypeVar("T")
#: So many seconds a thread keeps the interpreter when another wants it. Python's own 5 ms are waited for anew at each
#: call between Qt and Python, of which one letter typed needs dozens.
_TURN = 0.0001


class CancelledError(Exception):
    """Raised inside a job by `job.say` and `job.check` when nobody wants its result any more."""


class Job(Generic[T]):
    """One piece of work; handed to it, so that it can say how far it is and notice that it may stop."""

    def __init__(self, owner: QObject, words: str, key: str, said: Callable[["Job[Any]", str], None]) -> None:
        self.owner = owner
        self.words = words
        self.key = (shiboken6.getCppPointer(owner)[0], key) if key else None
        self._said = said
        self._cancelled = False
        self.result: T | None = None
        self.error: BaseException | None = None

    @property
    def cancelled(self) -> bool:
        """True when the result is not wanted any more: long work asks this between its steps."""
        return self._cancelled

    def cancel(self) -> None:
        """Want no result any more. Nothing is delivered from now on; the work stops where it next asks."""
        self._cancelled = True

    def check(self) -> None:
        """Stop here if the job was cancelled: raises CancelledError, which nobody need catch."""
        if self._cancelled:
            raise CancelledError

    def say(self, words: str) -> None:
        """How far the work is, in the user's words; also a place to stop."""
        self.check()
        self._said(self, words)


class Jobs(QObject):
    """Runs jobs on a few threads and delivers their results on the thread it lives in."""

    #: A job with words has begun, has said something, has ended (Job; Job and words; Job).
    began = Signal(object)
    said = Signal(object, str)
    ended = Signal(object)
    #: A known error in a job that does not handle it (Exception): shown as one dialog by the window.
    went_wrong = Signal(object)
    _spoke = Signal(object, str)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._running: dict[Job[Any], tuple[Callable[[Any], None], Callable[[Exception], None] | None]] = {}
        self._keys: dict[tuple[int, str], Job[Any]] = {}
        self._waiting: dict[tuple[int, str], tuple[Job[Any], Callable[[], None]]] = {}
        self._owners: set[int] = set()
        self._spoke.connect(self._say)
        self._finished.connect(self._deliver)

    def run(
        self,
        owner: QObject,
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        words: str = "",
        key: str = "",
    ) -> Job[T]:
        """Do `work` elsewhere, then call `done` with its result here, or `failed` with a known error.

        Of jobs of one owner with the same key one runs and one waits: a newer one takes the place of that which waits.
        When the owner dies, its jobs are cancelled. What is not in KNOWN_ERRORS is a bug and goes to sys.excepthook.
        """
        job: Job[T] = Job(owner, words, key, self._spoke.emit)
        self._watch(owner)
        start = partial(self._start, job, work, done, failed)
        if job.key is not None and job.key in self._keys:
            if job.key in self._waiting:
                self._waiting[job.key][0].cancel()
            self._waiting[job.key] = (job, start)
        else:
            start()
        return job

    def cancel_all(self) -> None:
        """Want nothing any more, such as at the end of the program; waits until all threads are free."""
        for job, _ in self._waiting.values():
            job.cancel()
        self._waiting.clear()
        for job in self._running:
            job.cancel()
        self._pool.clear()
        self._pool.waitForDone()

    @property
    def busy(self) -> bool:
        """True while anything runs or waits."""
        return bool(self._running)

    def _start(
        self,
        job: Job[T],
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self._running[job] = (done, failed)
        if job.key is not None:
            self._keys[job.key] = job
        if job.words:
            self.began.emit(job)
        self._pool.start(partial(self._work, job, work))

    def _work(self, job: Job[T], work: Callable[[Job[T]], T]) -> None:
        try:
            job.check()
            job.result = work(job)
        except Exception as error:  # noqa: BLE001 - nothing is swallowed: it is judged on the GUI thread
            job.error = error
        if shiboken6.isValid(self):
            self._finished.emit(job)

    @Slot(object, str)
    def _say(self, job: Job[Any], words: str) -> None:
        if not job.cancelled:
            job.words = words
            self.said.emit(job, words)

    @Slot(object)
    def _deliver(self, job: Job[Any]) -> None:
        done, failed = self._running.pop(job)
        self._next(job)
        self.ended.emit(job)
        if job.cancelled or not shiboken6.isValid(job.owner):
            return
        if job.error is None:
            done(job.result)
        else:
            self._judge(job.error, failed)

    def _next(self, job: Job[Any]) -> None:
        if job.key is None or self._keys.get(job.key) is not job:
            return
        del self._keys[job.key]
        if job.key in self._waiting:
            _, start = self._waiting.pop(job.key)
            start()

    def _judge(self, error: BaseException, failed: Callable[[Exception], None] | None) -> None:
        # Loads pydantic and more: not before the first paint.
        from briefpack.app.errors import KNOWN_ERRORS  # noqa: PLC0415 - see above

        if isinstance(error, CancelledError):
            return
        if not isinstance(error, KNOWN_ERRORS):
            sys.excepthook(type(error), error, error.__traceback__)
        elif failed is not None:
            failed(error)
        else:
            self.went_wrong.emit(error)

    def _watch(self, owner: QObject) -> None:
        address = shiboken6.getCppPointer(owner)[0]
        if address not in self._owners:
            self._owners.add(address)
            owner.destroyed.connect(partial(self._owner_died, address))

    def _owner_died(self, address: int, _gone: QObject | None = None) -> None:
        self._owners.discard(address)
        for key in [key for key in self._waiting if key[0] == address]:
            self._waiting.pop(key)[0].cancel()
        for job in self._running:
            if not shiboken6.isValid(job.owner):
                job.cancel()
