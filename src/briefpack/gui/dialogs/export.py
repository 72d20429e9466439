"""What will leave the program: for whom, on which paper, with which marking; each page is seen first."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefpack.app.build import blocks_in
from briefpack.app.carrying import carry_for, files_for
from briefpack.app.exported import remember
from briefpack.app.opening import open_file
from briefpack.app.preview import Preview
from briefpack.app.protection import write_protected
from briefpack.app.session import Session
from briefpack.briefing.nodes import Briefing
from briefpack.briefing.reading import html, plain_text
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.details import paper_box
from briefpack.gui.dialogs.extras import Extras, copy_beside
from briefpack.gui.dialogs.portrait import PortraitSheet
from briefpack.gui.dialogs.sheet import Sheet, ask_for_file
from briefpack.gui.doors import usual_folder
from briefpack.gui.filing import file_name
from briefpack.gui.house import House
from briefpack.gui.jobs import Job
from briefpack.gui.pictures import PagePicture, pages_of
from briefpack.language import say, say_many
from briefpack.pack.audience import Audience, LeftOut, for_audience
from briefpack.pack.edits import set_details
from briefpack.pack.pack import Pack
from briefpack.pack.packfile import PackFile
from briefpack.pack.safewrite import write_whole
from briefpack.pack.snapshot import Carried
from briefpack.pdf.raster import Pixels

if TYPE_CHECKING:
    from briefpack.adviser.finding import Finding
    from briefpack.app.inspecting import Portrait

_MARKING = 40
#: Typing a marking waits so many milliseconds before the pages are made.
_PAUSE = 300
_ACROSS = 3
#: So many pages are shown; a reader who wants more reads the page pane.
_MOST = 24
#: So many findings that block are named.
_NAMED = 3


class Leaving(NamedTuple):
    """What would be written, and how it looks."""

    pdf: bytes
    briefing: Briefing
    pages: int
    left_out: tuple[LeftOut, ...]
    pictures: tuple[Pixels, ...]
    #: What keeps it from leaving as final: then DRAFT stands on every page.
    blocks: tuple["Finding", ...] = ()


class _Choice(NamedTuple):
    """What the user chose: for whom, with the pack inside or not, paper and marking."""

    audience: Audience
    with_pack: bool
    details: dict[str, str]


class ExportSheet(Sheet):
    """Pages are made anew when a choice changes; Export writes those that are shown."""

    def __init__(self, parent: QWidget, house: House, session: Session) -> None:
        super().__init__(parent, say("Export as PDF"), key="export")
        self._house, self._session = house, session
        self._preview = Preview()
        self._leaving: Leaving | None = None
        self.written: Path | None = None
        self.written_copy: Path | None = None
        sides = QHBoxLayout()
        sides.setSpacing(theme.em(self, 1.5))
        self.body.addLayout(sides, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.em(self, 0.3))
        sides.addLayout(left, 2)
        sides.addWidget(self._page_area(), 5)
        self._add_audiences(left)
        self._add_form(left)
        self.extras = Extras(self)
        self.extras.carrying_changed.connect(self._wait)
        self.extras.password_changed.connect(self._judge)
        left.addWidget(self.extras)
        left.addStretch(1)
        self._add_state(left)
        self.copy_formatted = self.button(say("Copy as formatted text"), self._copy_formatted, left=True)
        self.copy_plain = self.button(say("Copy as plain text"), self._copy_plain, left=True)
        self.portrait_button = self.button(say("What the file says about itself"), self._show_portrait, left=True)
        self.folder_button = self.button(say("Show in folder"), self._show_folder)
        self.folder_button.hide()
        self.close_button = self.button(say("Cancel"), self.reject)
        self.export_button = self.button(say("Export…"), self._ask, primary=True)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._make)
        self._mark_ready(False)
        self.fits = False
        self.resize(theme.em(self, 66), theme.em(self, 44))
        self._audiences.buttons()[0].setFocus()
        self._make()

    def _add_audiences(self, left: QVBoxLayout) -> None:
        self._audiences = QButtonGroup(self)
        rows: tuple[tuple[Audience, str, str], ...] = (
            ("principal", say("For your principal"), say("The whole pack, without your private notes.")),
            (
                "public",
                say("For the public"),
                say("Made only from what may be used in public; nothing is hidden in it."),
            ),
        )
        for key, words, sentence in rows:
            button = named(QRadioButton(words), words, sentence, key=f"audience-{key}")
            button.setProperty("audience", key)
            button.setChecked(key == "principal")
            button.toggled.connect(self._wait)
            self._audiences.addButton(button)
            note = named(QLabel(sentence), sentence, key=f"audience-{key}-note")
            note.setWordWrap(True)
            note.setProperty("role", "small")
            note.setContentsMargins(theme.margins(theme.em(self, 1.6), 0, 0, theme.em(self, 0.4)))
            left.addWidget(button)
            left.addWidget(note)

    def _add_form(self, left: QVBoxLayout) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.em(self, 0.3))
        form.setContentsMargins(0, theme.em(self, 0.5), 0, 0)
        self.paper_field = paper_box(self._session.pack.paper)
        self.paper_field.currentIndexChanged.connect(self._wait)
        self.marking_field = named(QLineEdit(self._session.pack.marking), say("Marking"), key="export-marking")
        self.marking_field.setMaxLength(_MARKING)
        self.marking_field.setPlaceholderText(say("none"))
        self.marking_field.textEdited.connect(self._wait)
        for words, field in ((say("Paper"), self.paper_field), (say("Marking, on every page"), self.marking_field)):
            label = named(QLabel(words), words, key=f"label-{field.objectName()}")
            label.setBuddy(field)
            form.addRow(label, field)
        left.addLayout(form)

    def _add_state(self, left: QVBoxLayout) -> None:
        self.left_out_note = named(QLabel(), say("What is left out"), key="export-left-out")
        self.draft_note = named(QLabel(), say("Why it is a draft"), key="export-draft")
        self.state = named(QLabel(), say("State of the export"), key="export-state")
        for label in (self.left_out_note, self.draft_note, self.state):
            label.setWordWrap(True)
            left.addWidget(label)
        self.left_out_note.setProperty("role", "warn")
        self.draft_note.setProperty("role", "block")
        for label in (self.left_out_note, self.draft_note):
            label.hide()
        self._bar = named(QProgressBar(), say("Work going on"), key="export-bar")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        left.addWidget(self._bar)

    def _page_area(self) -> QScrollArea:
        self._area = named(QScrollArea(), say("The pages that will leave"), key="export-pages")
        self._area.setWidgetResizable(True)
        inside = named(QWidget(), say("The pages that will leave"), key="export-page-list")
        self._area.viewport().setAccessibleName(say("The pages that will leave"))
        inside.setProperty("role", "clear")
        self._grid = QGridLayout(inside)
        self._grid.setSpacing(theme.em(self, 0.6))
        self._area.setWidget(inside)
        return self._area

    def _chosen(self) -> Audience:
        button = self._audiences.checkedButton()
        return "public" if button is not None and button.property("audience") == "public" else "principal"

    def _wait(self) -> None:
        self.extras.show_audience(self._chosen())
        self._mark_ready(False)
        self._pause.start()

    def _make(self) -> None:
        self._leaving = None
        details = {"paper": self.paper_field.currentData(), "marking": self.marking_field.text().strip()}
        wide = round(theme.em(self, 11.5) * self.devicePixelRatioF())
        choice = _Choice(self._chosen(), self.extras.with_pack, details)
        work = partial(_made, self._preview, self._session, self._session.pack, choice, wide)
        self.state.setText(say("Making the pages …"))
        self._bar.show()
        self._house.jobs.run(self, work, self._show, failed=self._fail, key="pages")

    def _fail(self, problem: Exception) -> None:
        self._bar.hide()
        # A folder that cannot be written to is not the only one; pages that cannot be made cannot be written.
        self._mark_ready(self._leaving is not None and not self._pause.isActive())
        self.state.setText(str(problem))
        announce(self, str(problem))

    def _show(self, leaving: Leaving) -> None:
        self._leaving = leaving
        self._bar.hide()
        words = _count_words(leaving)
        self.state.setText(self.extras.problem or words)
        announce(self, words)
        self._tell_left_out(leaving.left_out)
        self._tell_blocks(leaving.blocks)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, page in enumerate(leaving.pictures):
            picture = PagePicture(say("Page {number}", number=number + 1), theme.em(self, 11.5))
            picture.show_page(page)
            self._grid.addWidget(picture, number // _ACROSS, number % _ACROSS)
        if leaving.pages > len(leaving.pictures):
            rest = say("and {count} more", count=leaving.pages - len(leaving.pictures))
            label = named(QLabel(rest), rest, key="export-more")
            label.setProperty("role", "muted")
            self._grid.addWidget(label, len(leaving.pictures) // _ACROSS + 1, 0, 1, _ACROSS)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        if not self._pause.isActive():
            self._mark_ready(True)

    def _tell_left_out(self, left_out: tuple[LeftOut, ...]) -> None:
        titles = {section.id: section.title or section.key for section in self._session.pack.sections}
        places = dict.fromkeys(titles.get(each.section, "") for each in left_out)
        self.left_out_note.setVisible(bool(left_out))
        self.left_out_note.setText(
            say_many(
                "{count} thing is left out because it may not be used in public ({places}).",
                "{count} things are left out because they may not be used in public ({places}).",
                len(left_out),
                places=", ".join(places),
            )
        )
        self.left_out_note.setAccessibleName(self.left_out_note.text())

    def _tell_blocks(self, blocks: "tuple[Finding, ...]") -> None:
        """While something blocks, a draft is all that can be written, and the button says so."""
        told = [f"{finding.rule}: {finding.message}" for finding in blocks[:_NAMED]]
        if len(blocks) > _NAMED:
            told.append(say("and {count} more", count=len(blocks) - _NAMED))
        sentence = say("A draft will be written, with DRAFT on every page, because this blocks:")
        self.draft_note.setText("\n".join((sentence, *told)))
        self.draft_note.setAccessibleName(self.draft_note.text())
        self.draft_note.setVisible(bool(blocks))
        self.export_button.setText(say("Export a draft…") if blocks else say("Export…"))
        self.export_button.setAccessibleName(self.export_button.text().rstrip("…"))

    def _mark_ready(self, ready: bool) -> None:
        for button in (self.copy_formatted, self.copy_plain, self.portrait_button):
            button.setEnabled(ready)
        self.export_button.setEnabled(ready and not self.extras.problem)

    def _judge(self) -> None:
        """A password that is not there yet, or typed in two ways, keeps the file from being written."""
        ready = self._leaving is not None and not self._pause.isActive()
        self.export_button.setEnabled(ready and not self.extras.problem)
        if ready:
            self.state.setText(self.extras.problem or _count_words(self._leaving))

    def _show_portrait(self) -> None:
        if self._leaving is not None:
            work = partial(_portrait, self._leaving.pdf, f"{file_name(self._session.pack.title)}.pdf")
            self._house.jobs.run(self, work, self._open_portrait, failed=self._fail, key="portrait")

    def _open_portrait(self, portrait: "Portrait") -> None:
        PortraitSheet(self, portrait).open()

    def _ask(self) -> None:
        public = say("{name} (public)", name=file_name(self._session.pack.title))
        name = public if self._chosen() == "public" else file_name(self._session.pack.title)
        start = usual_folder(self._house, self._session) / f"{name}.pdf"
        ask_for_file(self, say("Export as PDF"), start, say("PDF documents (*.pdf)"), "pdf", self.write, new=True)

    def write(self, path: Path) -> None:
        """Write what is shown."""
        if self._leaving is not None:
            self._mark_ready(False)
            self.state.setText(say("Writing {name} …", name=path.name))
            work = partial(_written, path, self._leaving.pdf, self.extras.password)
            self._house.jobs.run(self, work, partial(self._done, path), failed=self._fail)

    def _done(self, path: Path, copy: Path | None) -> None:
        self.written, self.written_copy = path, copy
        if self._house.is_ready:
            remember(self._house.settings, self._session.pack.id, path)
        self._mark_ready(True)
        words = say("{name} is written. It lies in {folder}.", name=path.name, folder=path.parent)
        if copy is not None:
            words = say(
                "{name} and {copy} are written. They lie in {folder}.",
                name=path.name,
                copy=copy.name,
                folder=path.parent,
            )
        self.state.setText(words)
        self.state.setProperty("role", "ok")
        self.state.style().polish(self.state)
        announce(self, self.state.text())
        self.folder_button.show()
        self.folder_button.setFocus()
        self.close_button.setText(say("Done"))
        self.close_button.setAccessibleName(say("Done"))

    def _show_folder(self) -> None:
        if self.written is not None:
            open_file(self.written.parent)

    def _copy_formatted(self) -> None:
        if self._leaving is not None:
            both = QMimeData()
            both.setHtml(html(self._leaving.briefing))
            both.setText(plain_text(self._leaving.briefing))
            QGuiApplication.clipboard().setMimeData(both)
            self._say_copied(self.copy_formatted)

    def _copy_plain(self) -> None:
        if self._leaving is not None:
            QGuiApplication.clipboard().setText(plain_text(self._leaving.briefing))
            self._say_copied(self.copy_plain)

    def _say_copied(self, button: QPushButton) -> None:
        self.state.setText(say("Copied. Paste it into an e-mail."))
        announce(button, self.state.text())


def _made(
    preview: Preview,
    session: Session,
    pack: Pack,
    choice: "_Choice",
    width: int,
    job: Job[Leaving],
) -> Leaving:
    """The document for an audience. Raises what composing raises."""
    leaves = for_audience(set_details(pack, **choice.details), session.evidence, choice.audience)
    job.check()
    laid = preview.lay_out(leaves.pack, Carried(leaves.items), stamp=choice.audience)
    job.check()
    blocks = blocks_in(PackFile(leaves.pack, leaves.items), laid.briefing, laid.pages)
    laid = preview.as_draft(laid) if blocks else laid
    job.say(say("Writing {count} pages", count=len(laid.pages.pages)))
    carry = carry_for(choice.audience, choice.with_pack)
    write = partial(preview.whole_pdf, laid)
    pdf = write(files_for(leaves.pack, leaves.items, laid.briefing, write, carry))
    pictures = tuple(pages_of(pdf, width, _MOST, lambda: not job.cancelled))
    return Leaving(pdf, laid.briefing, len(laid.pages.pages), leaves.left_out, pictures, blocks)


def _count_words(leaving: Leaving | None) -> str:
    return say_many("{count} page will leave.", "{count} pages will leave.", leaving.pages) if leaving else ""


def _portrait(pdf: bytes, name: str, _job: "Job[Portrait]") -> "Portrait":
    from briefpack.app.inspecting import portrait  # noqa: PLC0415 - pikepdf, when somebody asks

    return portrait(pdf, name)


def _written(path: Path, pdf: bytes, password: str, _job: Job[Path | None]) -> Path | None:
    """Write the PDF, and a copy where there is a password; gives the copy's place."""
    write_whole(path, pdf)
    if not password:
        return None
    copy = copy_beside(path)
    write_protected(copy, pdf, password)
    return copy
