"""What the template suggests for a section: each with its reason, to add one or all. Nothing is added by itself."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefpack.app.suggestions import Suggestion, Suggestions
from briefpack.app.terms import kind_word
from briefpack.briefing.citations import title_of
from briefpack.briefing.locale import date_words
from briefpack.briefing.quoting import nested
from briefpack.evidence.items import kind_of, when
from briefpack.evidence.sources import Item
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import heading
from briefpack.language import say, spoken
from briefpack.library.port import Evidence


class SuggestionList(QDialog):
    """`wanted` with the ids to add."""

    wanted = Signal(list)

    def __init__(self, section: str, found: Suggestions, evidence: Evidence, parent: QWidget) -> None:
        super().__init__(parent)
        self._left = {each.item: each for each in found.items}
        self.setWindowTitle(say("Suggested for “{section}”", section=nested(section)))
        named(self, self.windowTitle(), key="suggestion-list")
        box = QVBoxLayout(self)
        gap = theme.em(self, 0.8)
        box.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        box.setSpacing(gap)
        told = QLabel(say("By the rules of this template. Nothing is added unless you choose it."), self)
        told.setProperty("role", "small")
        told.setWordWrap(True)
        box.addWidget(heading(self.windowTitle()))
        box.addWidget(told)
        box.addWidget(self._rows(evidence), 1)
        line = QHBoxLayout()
        self.all = named(QPushButton(say("Add all"), self), say("Add all"))
        self.all.setProperty("role", "primary")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self._add_all)
        close = named(QPushButton(say("Close"), self), say("Close"))
        close.clicked.connect(self.accept)
        line.addStretch(1)
        line.addWidget(close)
        line.addWidget(self.all)
        box.addLayout(line)
        self.resize(theme.em(self, 32), min(theme.em(self, 9 + 4.5 * len(self._left)), theme.em(self, 36)))

    def _rows(self, evidence: Evidence) -> QScrollArea:
        area = named(QScrollArea(self), say("Suggestions"), key="suggestions")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have it
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.em(self, 0.4))
        for each in self._left.values():
            item = evidence.get(each.item)
            if isinstance(item, Item):
                rows.addWidget(self._row(each, item, inside))
        rows.addStretch(1)
        area.setWidget(inside)
        return area

    def _row(self, each: Suggestion, item: Item, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        frame.setProperty("role", "card")
        line = QHBoxLayout(frame)
        texts = QVBoxLayout()
        title = title_of(item)
        words = QLabel(f"{title[:180].rstrip()}…" if len(title) > 181 else title, frame)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        head = " · ".join(
            part for part in (kind_word(kind_of(item)), date_words(when(item), language=spoken()), each.reason) if part
        )
        why = QLabel(head, frame)
        why.setProperty("role", "small")
        why.setWordWrap(True)
        texts.addWidget(words)
        texts.addWidget(why)
        add = named(QPushButton(say("Add"), frame), say("Add {title}", title=title[:80]))
        add.setAutoDefault(False)
        add.clicked.connect(partial(self._add, each.item, add))
        line.addLayout(texts, 1)
        line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _add(self, item_id: str, button: QPushButton, _checked: bool = False) -> None:
        self._left.pop(item_id, None)
        button.setEnabled(False)
        button.setText(say("Added ✓"))
        self.all.setEnabled(bool(self._left))
        self.wanted.emit([item_id])

    def _add_all(self) -> None:
        ids = [name for name, each in self._left.items() if not each.removed]
        self.wanted.emit(ids or list(self._left))
        self.accept()
