"""Asks the library off the GUI thread: one job for each search, one for the rows in view."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - the field called date needs its name
from functools import partial
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from briefpack.app.finding import asked, cleared, filtered
from briefpack.app.session import Session
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.library.cards import Card, cards_of
from briefpack.gui.library.model import BLOCK, CardModel
from briefpack.library.query import Query, Result


class Found(NamedTuple):
    """What a search gave: `without` is how many there would be without filters, where there is nothing with them."""

    query: Query
    result: Result
    cards: tuple[Card, ...]
    milliseconds: float
    without: int = 0


class Finder(QObject):
    """Searches for a session and feeds the model with cards."""

    found = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, model: CardModel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._model = model
        #: What was asked last.
        self.query = Query()
        self._shown = Query()

    def search(self, query: Query) -> None:
        """Look for it; of several the last is shown."""
        self.query = query
        self._jobs.run(self, partial(_search, self._session, query), self._take, key="search")

    def fetch(self) -> None:
        """Bring the cards that somebody looked for in vain."""
        missing = self._model.take_missing()
        if missing:
            self._run(missing, None)

    def with_rows(self, rows: Sequence[int], then: Callable[[list[str]], None]) -> None:
        """Call `then` with the ids of these rows, once their cards are at hand."""
        missing = self._model.blocks_without(rows)
        if missing:
            self._run(missing, lambda: then(self._model.ids(rows)), key="rows")
        else:
            then(self._model.ids(rows))

    def _run(self, blocks: Sequence[int], then: Callable[[], None] | None, key: str = "blocks") -> None:
        generation = self._model.generation
        work = partial(_cards, self._session, self._shown, blocks)
        self._jobs.run(self, work, partial(self._put, generation, then), key=key)

    def _take(self, found: Found) -> None:
        if found.query == self.query:
            self._shown = found.query
            self.found.emit(found)

    def _put(
        self, generation: int, then: Callable[[], None] | None, blocks: Sequence[tuple[int, Sequence[Card]]]
    ) -> None:
        for block, cards in blocks:
            self._model.put(generation, block, cards)
        if then and generation == self._model.generation:
            then()


def _search(session: Session, query: Query, job: Job[Found]) -> Found:
    library, pack = session.library, session.pack
    start = perf_counter()
    result = library.search(replace(asked(query, pack), limit=BLOCK))
    took = (perf_counter() - start) * 1000
    job.check()
    without = 0
    if not result.total and filtered(query):
        without = library.search(replace(asked(cleared(query), pack), limit=0)).total
    return Found(query, result, cards_of(result.hits, library, Day.fromisoformat(pack.as_of)), took, without)


def _cards(
    session: Session, query: Query, blocks: Sequence[int], job: Job[list[tuple[int, Sequence[Card]]]]
) -> list[tuple[int, Sequence[Card]]]:
    library = session.library
    as_of = Day.fromisoformat(session.pack.as_of)
    found: list[tuple[int, Sequence[Card]]] = []
    for block in blocks:
        job.check()
        page = replace(asked(query, session.pack), limit=BLOCK, offset=block * BLOCK)
        found.append((block, cards_of(library.search(page).hits, library, as_of)))
    return found
