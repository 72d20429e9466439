"""The current finding up close, with the passages beside it and what can be done; its source in full on request."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefpack.app.session import Session
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.adviser.advised import Line
from briefpack.gui.adviser.telling import items_of, told, told_of_entry
from briefpack.gui.jobs import Jobs
from briefpack.gui.library.chips import FlowLayout
from briefpack.gui.library.detail import Browser, told_of
from briefpack.gui.library.telling import Told
from briefpack.language import say


class FindingDetail(QWidget):
    """Shows one finding, or one entry's evidence. Says what was asked; the pane does it."""

    #: source, waive, edit or fix.
    asked = Signal(str)
    #: Esc in the text: back to the list.
    left = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("The finding up close"), key="finding-detail")
        self._session, self._jobs = session, jobs
        self._line: Line | None = None
        self._html = ""
        #: The entry that is shown where there is no finding.
        self._entry = ""
        #: What is said while no finding is chosen.
        self.hint = say("J begins with the worst of them.")
        #: The item whose source is shown in full; "" for none.
        self.source = ""
        self._head = named(QLabel(self), say("What is shown"), key="finding-head")
        self._head.setProperty("role", "small")
        self._head.setWordWrap(True)
        theme.at_the_start(self._head)
        self.text = named(Browser(self), say("All about this finding"), key="finding-text")
        self.text.document().setDocumentMargin(0)
        self.text.left.connect(self._leave)
        self.text.anchorClicked.connect(self._follow)
        gap = theme.em(self, 0.4)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margins(2 * gap, gap, 2 * gap, gap))
        column.setSpacing(gap)
        column.addWidget(self._head)
        column.addWidget(self.text, 1)
        tools = named(QWidget(self), say("What can be done"), key="finding-tools")
        flow = FlowLayout(tools, gap)
        self.buttons: dict[str, QPushButton] = {}
        for name, words, tip in (
            ("fix", say("Fix"), say("Do what the adviser offers (F)")),
            ("source", say("Show source"), say("Show the passage with all that is known of it (O)")),
            ("waive", say("Waive…"), say("Answer for this finding with your initials and a reason (A)")),
            ("edit", say("Edit"), say("Edit the entry (E)")),
        ):
            button = named(QPushButton(words, tools), words.rstrip("…"), tip, key=f"finding-{name}")
            button.setToolTip(tip)
            button.clicked.connect(partial(self._ask, name))
            flow.addWidget(button)
            self.buttons[name] = button
        column.addWidget(tools)
        self._show_buttons()

    def show_line(self, line: Line | None, context: str, sources: Mapping[str, str]) -> None:
        """Show a finding; None for none. Its source in full goes when it is another finding."""
        same = line is not None and self._line is not None and line.key == self._line.key
        if same and not self._entry and line == self._line:
            return
        before, self._line, self._entry = self._line, line, ""
        if not same or (line and before and line.waiver != before.waiver):
            self.source = ""
        self._html = told(line, context, sources) if line else ""
        if not self.source:
            self._paint(line.meta if line else self.hint, self._html, keep=same)
        self._show_buttons()

    @property
    def entry(self) -> str:
        """The entry whose passages are shown; "" where it is a finding."""
        return self._entry

    def show_entry(self, entry_id: str, name: str) -> bool:
        """Show the passages behind an entry about which nothing was found. False where it rests on none."""
        html = told_of_entry(self._session, entry_id)
        if not html:
            return False
        self._line, self._entry, self.source, self._html = None, entry_id, "", html
        self._paint(name, html)
        self._show_buttons()
        return True

    def say(self, words: str) -> None:
        """A word above the finding, about what was asked of it."""
        self._head.setText(words)

    def toggle_source(self) -> None:
        """The source in full, or back to the finding."""
        if self.source:
            self._back()
            return
        item_id = self._item()
        if not item_id:
            words = say("There is no source behind this.")
            self._head.setText(words)
            announce(self, words)
            return
        self.source = item_id
        work = partial(told_of, self._session, item_id, "", False)
        self._jobs.run(self, work, partial(self._show_source, item_id), key="source")

    def item_of(self, line: Line) -> str:
        """The item whose source a finding is about; "" for none."""
        beside = [proof.item for proof in line.finding.proofs if proof.item]
        return next(iter((*beside, *items_of(self._session, line.finding.place.entry))), "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_repainting(event) and hasattr(self, "text") and not self.source:
            self.text.show_html(self._html)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the text, the letters of the list do the same.
        name = {"O": "source", "A": "waive", "E": "edit", "F": "fix"}.get(event.text().upper(), "")
        if name:
            self.asked.emit(name)
        else:
            super().keyPressEvent(event)

    def _item(self) -> str:
        if self._line is not None:
            return self.item_of(self._line)
        return next(iter(items_of(self._session, self._entry)), "")

    def _show_source(self, item_id: str, found: Told) -> None:
        if self.source == item_id:
            self._paint(say("{what} · O goes back", what=found.head), found.html)
            announce(self.text, found.head)
            self._show_buttons()

    def _follow(self, link: QUrl) -> None:
        what, _, item_id = link.toString().partition(":")
        if what == "item":
            self.source = ""
            self._open(item_id)

    def _open(self, item_id: str) -> None:
        self.source = item_id
        work = partial(told_of, self._session, item_id, "", False)
        self._jobs.run(self, work, partial(self._show_source, item_id), key="source")

    def _back(self) -> None:
        self.source = ""
        self._paint(self._line.meta if self._line else "", self._html)
        self._show_buttons()

    def _leave(self) -> None:
        if self.source:
            self._back()
        else:
            self.left.emit()

    def _paint(self, head: str, html: str, keep: bool = False) -> None:
        place = self.text.verticalScrollBar().value() if keep else 0
        self._head.setText(head)
        self._head.setAccessibleName(head or say("What is shown"))
        self.text.show_html(html)
        self.text.verticalScrollBar().setValue(place)

    def _show_buttons(self) -> None:
        line = self._line
        fix = line.finding.fix if line and not line.waiver else None
        self.buttons["fix"].setVisible(fix is not None)
        if fix is not None:
            self.buttons["fix"].setText(fix.label)
            self.buttons["fix"].setAccessibleName(say("Fix: {label}", label=fix.label))
        has_entry = bool(self._entry or (line and (line.finding.place.entry or line.finding.place.section)))
        self.buttons["edit"].setVisible(has_entry)
        self.buttons["source"].setVisible(bool(self._item()))
        self.buttons["source"].setText(say("Back to the finding") if self.source else say("Show source"))
        self.buttons["source"].setAccessibleName(self.buttons["source"].text())
        waive = self.buttons["waive"]
        waive.setVisible(line is not None)
        waive.setText(say("Change the waiver…") if line and line.waiver else say("Waive…"))
        waive.setAccessibleName(waive.text().rstrip("…"))

    def _ask(self, name: str, _checked: bool = False) -> None:
        self.asked.emit(name)
