"""Has the adviser examine a pack off the GUI thread, after each new layout. Rules and house styles are loaded there."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from briefpack.app.places import Box, Places
from briefpack.app.preview import Laid
from briefpack.app.session import Session
from briefpack.gui.adviser.advised import Advised
from briefpack.gui.jobs import Job, Jobs
from briefpack.pack.pack import Pack

if TYPE_CHECKING:
    from briefpack.adviser.advise import Adviser
    from briefpack.adviser.case import Case
    from briefpack.adviser.finding import Finding
    from briefpack.adviser.rule import Rule

#: Examining waits until no pages came for so many milliseconds: letters being typed come first.
_PAUSE = 200
#: Characters before and behind the offending words that are shown with them.
_AROUND = 120
Rules = Callable[[], "Sequence[Rule]"]


class _Subject(NamedTuple):
    """What is examined: a pack, and its pages unless it has none."""

    pack: Pack
    laid: Laid | None


def all_rules() -> "Sequence[Rule]":
    """The rules of the adviser. They are loaded here, so not on the GUI thread."""
    from briefpack.adviser.table import RULES  # noqa: PLC0415 - see above

    return RULES


class Examiner(QObject):
    """One for a session: it keeps what was found, so that an edit has only what it touched examined again."""

    #: What was found (Advised).
    examined = Signal(object)

    def __init__(
        self, session: Session, jobs: Jobs, places_of: Callable[[Laid], Places], parent: QObject, rules: Rules
    ) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._places_of, self._rules = session, jobs, places_of, rules
        self._adviser: Adviser | None = None
        self._subject: _Subject | None = None
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._begin)

    def take(self, laid: Laid) -> None:
        """There are new pages: examine them when the hands rest."""
        self._subject = _Subject(laid.pack, laid)
        self._pause.start()

    def take_unlaid(self) -> None:
        """The pack has no pages as it is, such as for want of a letter: say so with all else that is wrong."""
        self._subject = _Subject(self._session.pack, None)
        self._pause.start()

    def _begin(self) -> None:
        if self._subject is not None:
            # The key keeps one examination at a time: the adviser is not for two threads at once.
            work = partial(self._examine, self._subject)
            self._jobs.run(self, work, self.examined.emit, self._failed, key="examine")

    def _failed(self, error: Exception) -> None:
        self.examined.emit(Advised(trouble=str(error)))

    def _examine(self, subject: _Subject, job: Job[Advised]) -> Advised:
        from briefpack.adviser.advise import Adviser  # noqa: PLC0415 - not on the GUI thread
        from briefpack.app.advising import Setting, case_of, setting_without_pages  # noqa: PLC0415 - the same

        session, (pack, laid) = self._session, subject
        rules = self._rules()
        if self._adviser is None:
            self._adviser = Adviser(rules)
        if laid is None:
            briefing, setting = setting_without_pages(pack, session.evidence)
        else:
            briefing, setting = laid.briefing, Setting(laid.pages)
        job.check()
        setting = setting._replace(library=session.library, stamp=session.stamp)
        case = case_of(pack, briefing, session.evidence, setting)
        findings = self._adviser.examine(case)
        job.check()
        boxes = _boxes(findings, self._places_of(laid)) if laid is not None else {}
        keys = tuple(finding.key for finding in findings)
        return Advised(
            findings,
            {rule.id: rule for rule in rules},
            {key: _page(finding, boxes) for key, finding in zip(keys, findings, strict=True)},
            _contexts(findings, case),
            _sources(findings, session),
            boxes,
            pack=pack,
            keys=keys,
        )


def _boxes(findings: "Iterable[Finding]", places: Places) -> dict[str, tuple[Box, ...]]:
    wanted = (finding.place.entry or finding.place.section for finding in findings)
    return {place: tuple(places.boxes(place)) for place in dict.fromkeys(wanted) if place}


def _page(finding: "Finding", boxes: dict[str, tuple[Box, ...]]) -> int:
    found = boxes.get(finding.place.entry or finding.place.section, ())
    return found[0].page if found else 0


def _contexts(findings: "Iterable[Finding]", case: "Case") -> dict[str, str]:
    """The printed line in which the offending words of a finding stand, cut to what is near them."""
    printed = {shown.entry.id if shown.entry else shown.section.id: shown.printed for shown in case.shown}
    found = {}
    for finding in findings:
        text = printed.get(finding.place.entry or finding.place.section, "")
        words = finding.words
        line = next((line for line in text.split("\n") if words and words.casefold() in line.casefold()), "")
        if line:
            found[finding.key] = _near(line, words)
    return found


def _near(line: str, words: str) -> str:
    at = line.casefold().find(words.casefold())
    start, end = max(0, at - _AROUND), min(len(line), at + len(words) + _AROUND)
    if start:
        start = line.find(" ", start) + 1
    if end < len(line):
        end = max(line.rfind(" ", at + len(words), end), at + len(words))
    return f"{'… ' if start else ''}{line[start:end].strip()}{' …' if end < len(line) else ''}"


def _sources(findings: "Iterable[Finding]", session: Session) -> dict[str, str]:
    from briefpack.app.finding import Names  # noqa: PLC0415 - not on the GUI thread

    names = Names(session.evidence)
    ids = {proof.source for finding in findings for proof in finding.proofs if proof.source}
    return {source_id: names.source(source_id) for source_id in sorted(ids)}
