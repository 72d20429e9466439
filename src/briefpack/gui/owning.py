"""Facts of the user's own: corrected in the form in which they were added, and deleted after a question."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from briefpack.briefing.quoting import quoted
from briefpack.gui.access import announce
from briefpack.gui.banner import Banner
from briefpack.gui.dialogs.sheet import Choice, ask
from briefpack.gui.house import House
from briefpack.gui.jobs import Job
from briefpack.language import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpack.app.facts import Made
    from briefpack.app.session import Session

#: Of a long name so many characters stand in a question, and so many packs are named there.
_SHOWN, _NAMED = 80, 3


class Owning(QObject):
    """What a window does to the user's own facts; `house.facts_changed` tells all windows of it."""

    def __init__(self, house: House, banner: Banner, window: QWidget) -> None:
        super().__init__(window)
        self._house, self._banner, self._window = house, banner, window
        self._session: Session | None = None

    def take(self, session: "Session") -> None:
        """Look after the library of this session from now on."""
        self._session = session

    def correct(self, item_id: str) -> None:
        """Open the form with what the fact says now."""
        self._with_fact(item_id, self._open_form)

    def delete(self, item_id: str) -> None:
        """Ask, then take the fact out of the library."""
        self._with_fact(item_id, self._ask)

    def _with_fact(self, item_id: str, then: "Callable[[Session, Made], None]") -> None:
        session = self._session
        if session is not None:
            work = partial(_kept, session, item_id)
            self._house.jobs.run(self, work, partial(self._go_on, session, then), key="fact")

    def _go_on(self, session: "Session", then: "Callable[[Session, Made], None]", fact: "Made | None") -> None:
        if fact is None:
            self._banner.tell(
                say("Choose a fact of your own in the library first: it is marked †. Others cannot be changed.")
            )
        elif session is self._session:
            then(session, fact)

    def _open_form(self, session: "Session", fact: "Made") -> None:
        from briefpack.app.facts import correct  # noqa: PLC0415 - after the first paint
        from briefpack.gui.outline.fact_dialog import FactDialog  # noqa: PLC0415 - seldom needed, and it loads forms

        dialog = FactDialog(self._house.jobs, partial(correct, session.library, fact), self._window, fact)
        dialog.accepted.connect(partial(self._told, say("Your fact was corrected.")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(self, session: "Session", fact: "Made") -> None:
        from briefpack.app.facts import titles_using  # noqa: PLC0415 - after the first paint
        from briefpack.briefing.citations import title_of  # noqa: PLC0415 - after the first paint

        name = title_of(fact.item)
        short = name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}…"
        sessions = dict.fromkeys((session, *self._house.open_packs()))
        titles = titles_using(fact.item.id, (each.pack for each in sessions))
        sheet = ask(
            self._window,
            say("Delete this fact from your library?"),
            f"{short}\n\n{_what_follows(titles)}",
            (Choice("delete", say("Delete the fact")), Choice("keep", say("Keep it"), primary=True)),
            partial(self._answered, session, fact.item.id),
        )
        sheet.sentence.setTextFormat(Qt.TextFormat.PlainText)  # whatever signs the user's words hold

    def _answered(self, session: "Session", item_id: str, answer: str) -> None:
        if answer == "delete":
            done = partial(self._told, say("Your fact was deleted."))
            self._house.jobs.run(self, partial(_removed, session, item_id), done, key="fact")

    def _told(self, words: str, _nothing_came: None = None) -> None:
        self._house.facts_changed.emit()
        announce(self._window, words)


def _what_follows(titles: tuple[str, ...]) -> str:
    """What deleting does to packs, those that are open by name."""
    gone = say("It cannot be had back: deleting a fact is not undone.")
    if not titles:
        return f"{say('No open pack uses it. Packs that carry it keep their copy.')} {gone}"
    named = ", ".join(quoted(title) for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    if more > 0:
        named = say_many("{packs} and {count} more", "{packs} and {count} more", more, packs=named)
    kept = say_many(
        "An open pack uses it, and keeps its copy, as all packs do that carry it: {packs}.",
        "{count} open packs use it, and keep their copies, as all packs do that carry it: {packs}.",
        len(titles),
        packs=named,
    )
    return f"{kept} {gone}"


def _kept(session: "Session", item_id: str, _job: "Job[Made | None]") -> "Made | None":
    from briefpack.app.facts import kept  # noqa: PLC0415 - after the first paint

    return kept(session.library, item_id)


def _removed(session: "Session", item_id: str, _job: Job[None]) -> None:
    from briefpack.app.facts import delete  # noqa: PLC0415 - after the first paint

    delete(session.library, item_id)
