"""An item up close, below or beside the list."""

from functools import partial
from pathlib import Path
from string import Template

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from briefpack.app import resources
from briefpack.app.articles import Around, around, article_in
from briefpack.app.facts import kept
from briefpack.app.finding import unshowable_words, used
from briefpack.app.session import Session
from briefpack.briefing.citations import passages
from briefpack.briefing.desk import Desk
from briefpack.evidence.items import AnyItem, Conflict
from briefpack.evidence.sources import Citation, Item, Source
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.library.telling import Articles, Telling, Told
from briefpack.language import say
from briefpack.library.own import PREFIX

_SHEET = "window/detail.css"


class Detail(QWidget):
    """Shows one item. What it tells is put together in a job."""

    item_wanted = Signal(str)
    item_opened = Signal(str)
    section_wanted = Signal(str, str)
    correction_wanted = Signal(str)
    deletion_wanted = Signal(str)
    folder_wanted = Signal()
    closed = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("The item up close"), key="detail")
        self._session = session
        self._jobs = jobs
        self.item_id = ""
        self.folder = ""
        self._told = Told("", "")
        self._head = QLabel(self)
        self._head.setProperty("role", "heading")
        self._head.setWordWrap(True)
        add = QPushButton(say("Add to the section"), self)
        named(add, say("Add this item to the current section"), key="detail-add")
        add.clicked.connect(lambda: self.item_wanted.emit(self.item_id))
        close = QPushButton(icons.icon("close"), "", self)
        close.setProperty("role", "link")
        close.setToolTip(say("Close (Esc)"))
        named(close, say("Close the view of this item"), key="detail-close")
        close.clicked.connect(self.closed)
        self._text = named(Browser(self), say("All about this item"), key="detail-text")
        self._text.anchorClicked.connect(self._follow)
        self._text.left.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(add)
        top.addWidget(close)
        column = QVBoxLayout(self)
        gap = theme.em(self, 0.5)
        column.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        column.addLayout(top)
        self._own = self._own_buttons()
        column.addWidget(self._own)
        column.addWidget(self._text, 1)

    def _own_buttons(self) -> QWidget:
        """What can be done with a fact of the user's own alone."""
        line = named(QWidget(self), say("A fact of your own"), key="detail-own")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for words, name, key, wanted in (
            (say("Correct…"), say("Correct this fact"), "detail-correct", self.correction_wanted),
            (say("Delete…"), say("Delete this fact"), "detail-delete", self.deletion_wanted),
        ):
            button = named(QPushButton(words, line), name, key=key)
            button.setProperty("role", "link")
            button.clicked.connect(partial(self._want, wanted))
            row.addWidget(button)
        row.addStretch(1)
        line.hide()
        return line

    def _want(self, wanted: SignalInstance, _checked: bool = False) -> None:
        wanted.emit(self.item_id)

    def open(self, item_id: str, show_words: bool = False) -> None:
        """Show an item; the same one again to bring it up to date."""
        same = item_id == self.item_id
        self.item_id = item_id
        work = partial(told_of, self._session, item_id, self.folder, show_words)
        self._jobs.run(self, work, partial(self._show, item_id, same), key="detail")

    def focus_text(self) -> None:
        """Put the keyboard into the text."""
        self._text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_repainting(event) and hasattr(self, "_text"):
            self._paint()

    def _show(self, item_id: str, same: bool, told: Told) -> None:
        if item_id != self.item_id:
            return
        if told.is_gone:
            self.closed.emit()
            return
        place = self._text.verticalScrollBar().value() if same else 0
        self._told = told
        self._head.setText(told.head)
        self._own.setVisible(told.is_own)
        self._paint()
        self._text.verticalScrollBar().setValue(place)

    def _paint(self) -> None:
        self._text.show_html(self._told.html)

    def _follow(self, link: QUrl) -> None:
        target = link.toString()
        what, _, rest = target.partition(":")
        match what:
            case "item":
                self.item_opened.emit(rest)
            case "use":
                section, _, entry = rest.partition("/")
                self.section_wanted.emit(section, entry)
            case "folder":
                self.folder_wanted.emit()
            case "words":
                self.open(self.item_id, show_words=True)


class Browser(QTextBrowser):
    """Follows no link by itself and loads nothing."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(theme.em(self, 0.5))

    def show_html(self, html: str) -> None:
        """Show this, in the colours of the theme as it is now."""
        colours = theme.current()
        words = {role.replace("-", "_"): colours.colour(role).name() for role in theme.COLOURS}
        self.document().setDefaultStyleSheet(Template(resources.read(_SHEET).decode()).substitute(words))
        self.setHtml(html)

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing that a text names is ever fetched."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def told_of(session: Session, item_id: str, folder: str, show_words: bool, _job: Job[Told]) -> Told:
    """An item up close; `folder` has the articles, or is "". For a job."""
    fact = kept(session.library, item_id)
    deleted = fact is None and item_id.startswith(PREFIX)
    if deleted and item_id not in used(session.pack):
        return Told(say("This item is no longer in the library."), "", is_gone=True)
    held = None if deleted else session.library.get(item_id)
    item = held or session.evidence.get(item_id)
    if item is None:
        return Told(say("This item is no longer in the library."), "")
    conflicts = _conflicts(session, item)
    articles = _articles(session, item, Path(folder)) if folder else {}
    desk = Desk(session.pack, session.evidence)
    hidden = () if show_words else unshowable_words(session.library)
    telling = Telling(desk, conflicts, hidden, articles, bool(folder), QGuiApplication.isRightToLeft())
    notice = say("It was deleted from your library: this pack keeps its copy.") if deleted else ""
    return telling.tell(item, notice)._replace(is_own=fact is not None)


def _conflicts(session: Session, item: AnyItem) -> tuple[Conflict, ...]:
    """Those that name the item and those that it names, each once."""
    named_ones = item.contested_by if isinstance(item, Item) else ()
    found = [session.evidence.get(conflict_id, "conflict") for conflict_id in named_ones]
    told = {each.id: each for each in (*found, *session.library.conflicts_of(item.id)) if isinstance(each, Conflict)}
    return tuple(told.values())


def _articles(session: Session, item: AnyItem, folder: Path) -> Articles:
    found: dict[Citation, Around] = {}
    for citation in passages(item) if isinstance(item, Item) else ():
        source = session.evidence.get(citation.source_id, "source")
        article = article_in(folder, source) if isinstance(source, Source) else None
        place = around(article, citation) if article else None
        if place:
            found[citation] = place
    return found
