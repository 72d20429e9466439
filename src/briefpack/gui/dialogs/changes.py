"""“What changed”: this pack beside the one that was exported or saved, or beside any other, in sentences."""

from collections.abc import Callable
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QWidget

from briefpack.app.exported import last_export
from briefpack.app.session import Session
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.sheet import Sheet, ask_for_file
from briefpack.gui.filing import file_name
from briefpack.gui.house import House
from briefpack.gui.jobs import Job
from briefpack.language import say, say_many

if TYPE_CHECKING:
    from briefpack.app.comparing import Compared
    from briefpack.pack.packfile import PackFile


class Shown(NamedTuple):
    """What was compared, and its page."""

    compared: "Compared"
    html: str


class ChangesSheet(Sheet):
    """Compares with the last export to begin with, else with the file as it was saved."""

    def __init__(self, parent: QWidget, house: House, session: Session) -> None:
        super().__init__(
            parent,
            say("What changed"),
            say("Beside an earlier state of this pack, or any other pack. Private notes are not compared."),
            key="changes",
        )
        self._house, self._session = house, session
        self.shown: Shown | None = None
        self.written: Path | None = None
        self._exported = last_export(house.settings, session.pack.id)
        self._add_choices()
        self.state = named(QLabel(), say("What was compared"), key="changes-state")
        self.state.setWordWrap(True)
        self.state.setProperty("role", "heading")
        self.page = named(QTextBrowser(), say("The changes"), key="changes-page")
        self.page.setOpenLinks(False)
        self.body.addWidget(self.state)
        self.body.addWidget(self.page, 1)
        self.pdf_button = self.button(say("As PDF…"), self._ask_where, left=True)
        self.pdf_button.setEnabled(False)
        self.button(say("Close"), self.accept, primary=True)
        self.fits = False
        self.resize(theme.em(self, 52), theme.em(self, 40))
        self._begin()

    def _add_choices(self) -> None:
        line = QHBoxLayout()
        self.since_export = self._choice(say("Since the last export"), self._with_export, self._exported is not None)
        self.since_saved = self._choice(say("Since it was saved"), self._with_saved, self._session.path is not None)
        self.since_file = self._choice(say("Beside another file…"), self._ask_which, True)
        for button in (self.since_export, self.since_saved, self.since_file):
            line.addWidget(button)
        line.addStretch()
        self.body.addLayout(line)
        if self._exported is not None:
            self.since_export.setToolTip(str(self._exported))

    def _choice(self, words: str, does: Callable[[], None], possible: bool) -> QPushButton:
        button = named(QPushButton(words), words.rstrip("…"))
        button.setAutoDefault(False)
        button.setEnabled(possible)
        button.clicked.connect(lambda _on: does())
        return button

    def _begin(self) -> None:
        if self._exported is not None:
            self._with_export()
        elif self._session.path is not None:
            self._with_saved()
        else:
            self.state.setText(say("This pack was neither exported nor saved yet: choose a file to compare it with."))

    def _with_export(self) -> None:
        if self._exported is not None:
            self.compare_with(self._exported)

    def _with_saved(self) -> None:
        if self._session.path is not None:
            self.compare_with(self._session.path)

    def _ask_which(self) -> None:
        start = self._session.path or Path.home()
        kinds = say("Packs and PDFs that carry theirs (*.briefpack *.pdf)")
        ask_for_file(self, say("Compare with"), start, kinds, "", self.compare_with, new=False)

    def compare_with(self, path: Path) -> None:
        """Show what changed from the pack in a file to this one."""
        self.pdf_button.setEnabled(False)
        self.state.setText(say("Comparing with {name} …", name=path.name))
        work = partial(_compared, path, self._session.pack_file())
        self._house.jobs.run(self, work, self._show, failed=self._fail, key="compare")

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        count = len(shown.compared.changes)
        name = shown.compared.sides.names[0]
        if count:
            words = say_many("{count} change since {name}.", "{count} changes since {name}.", count, name=name)
        else:
            words = say("Nothing differs from {name}.", name=name)
        self.state.setText(words)
        self.page.setHtml(shown.html)
        self.pdf_button.setEnabled(bool(count))
        announce(self, words)

    def _fail(self, problem: Exception) -> None:
        self.state.setText(str(problem))
        announce(self, str(problem))

    def _ask_where(self) -> None:
        folder = self._session.path.parent if self._session.path else Path.home()
        name = say("{name}, what changed", name=file_name(self._session.pack.title))
        start = folder / f"{name}.pdf"
        ask_for_file(self, say("Changes as PDF"), start, say("PDF documents (*.pdf)"), "pdf", self.write, new=True)

    def write(self, path: Path) -> None:
        """Write the list as a document of its own."""
        if self.shown is not None:
            work = partial(_written, path, self.shown.compared)
            self._house.jobs.run(self, work, self._done, failed=self._fail, key="write")

    def _done(self, path: Path) -> None:
        self.written = path
        words = say("{name} is written. It lies in {folder}.", name=path.name, folder=path.parent)
        self.state.setText(words)
        announce(self, words)


def _compared(path: Path, now: "PackFile", _job: Job[Shown]) -> Shown:
    from briefpack.app.comparing import since  # noqa: PLC0415 - on the job's thread, when it is asked for

    found = since(now, path)
    return Shown(found, page(found))


def _written(path: Path, found: "Compared", _job: Job[Path]) -> Path:
    from briefpack.pack.safewrite import write_whole  # noqa: PLC0415 - when it is asked for

    write_whole(path, found.pdf())
    return path


def page(found: "Compared") -> str:
    """The changes section by section, as HTML."""
    parts: list[str] = []
    for section, changes in groupby(found.told(), key=lambda each: each.section):
        parts.append(f"<h3>{escape(section or say('The pack as a whole'))}</h3>")
        parts.append(f"<ul>{''.join(f'<li>{escape(each.sentence)}</li>' for each in changes)}</ul>")
    return "".join(parts)
