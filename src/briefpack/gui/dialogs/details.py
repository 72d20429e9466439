"""The details of a pack: title, language, days, paper, marking, second collection."""

from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFormLayout, QLabel, QLineEdit, QWidget

from briefpack.app.advising import profiles
from briefpack.app.languages import caution
from briefpack.evidence.sources import ARTICLES, LATER_FACTS, Item
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import NAMES, say, say_many
from briefpack.library.port import Library
from briefpack.pack.pack import Pack

_FORM = "yyyy-MM-dd"
_MARKING = 40
_SECOND_KINDS = ("event", "quote", "statistic", "position", "claim")


class DetailsSheet(Sheet):
    """Says what was changed, and nothing of what was not."""

    wanted = Signal(dict)

    def __init__(self, parent: QWidget, pack: Pack, library: Library) -> None:
        super().__init__(parent, say("Details of the pack"), key="details")
        self._pack = pack
        form = QFormLayout()
        form.setVerticalSpacing(theme.em(self, 0.6))
        form.setHorizontalSpacing(theme.em(self, 1))
        self.body.addLayout(form)
        self.title_field = _line(pack.title, say("Title"), 300, "details-title")
        self.subject_field = _line(pack.short_title, say("Short title, at the top of every page"), 400, "details-short")
        self.marking_field = _line(pack.marking, say("Marking, printed in capitals on every page"), _MARKING, "marking")
        self.marking_field.setPlaceholderText(say("none"))
        self.paper_field = paper_box(pack.paper)
        self.profile_field = _profile_box(pack.profile)
        self.date_switch = named(
            QCheckBox(say("The occasion has a day")), say("The occasion has a day"), key="has-date"
        )
        self.date_field = _day(pack.date or pack.as_of, say("Day of the occasion"), "date")
        self.as_of_field = _day(pack.as_of, say("As of"), "as-of")
        self.as_of_field.setToolTip(say("Ages and due dates are judged for this day."))
        self.date_switch.setChecked(pack.date is not None)
        self.date_field.setEnabled(pack.date is not None)
        self.date_switch.toggled.connect(self.date_field.setEnabled)
        rows: tuple[tuple[str, QWidget], ...] = (
            (say("Title"), self.title_field),
            (say("Short title"), self.subject_field),
            (say("Language"), _language_line(pack.language)),
            (say("Day"), self.date_switch),
            ("", self.date_field),
            (say("As of"), self.as_of_field),
            (say("Paper"), self.paper_field),
            (say("Marking"), self.marking_field),
            (say("House style"), self.profile_field),
        )
        for words, field in rows:
            label = named(QLabel(words), words or field.accessibleName(), key=f"label-{field.objectName()}")
            label.setBuddy(field)
            form.addRow(label, field)
        self._add_collection(library)
        self._problem = named(QLabel(), say("What is wrong"), key="details-problem")
        self._problem.setProperty("role", "error")
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.button(say("Cancel"), self.reject)
        self._ok = self.button(say("Use these details"), self._use, primary=True)
        self.title_field.textChanged.connect(self._judge)
        self.title_field.setFocus()
        self.title_field.end(False)
        self.title_field.home(True)  # all of it marked, its beginning in view
        self.setMinimumWidth(theme.em(self, 34))

    def _add_collection(self, library: Library) -> None:
        self.second_switch = named(
            QCheckBox(say("Also use the second collection")), say("Also use the second collection"), key="second"
        )
        self.second_switch.setChecked(LATER_FACTS in self._pack.collections)
        held = sum(_of_second(library, kind) for kind in _SECOND_KINDS)
        words = say_many(
            "It adds {count} fact from public pages published after the articles; in print it is marked ‡.",
            "It adds {count} facts from public pages published after the articles; in print each is marked ‡.",
            held,
        )
        note = named(QLabel(words), words, key="second-note")
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        self.body.addWidget(self.second_switch)
        self.body.addWidget(note)

    def _judge(self, title: str) -> None:
        empty = not title.strip()
        self._ok.setEnabled(not empty)
        self._problem.setVisible(empty)
        self._problem.setText(say("A pack needs a title.") if empty else "")

    def _use(self) -> None:
        found = {
            "title": self.title_field.text().strip(),
            "short_title": self.subject_field.text().strip(),
            "marking": self.marking_field.text().strip(),
            "paper": self.paper_field.currentData(),
            "as_of": self.as_of_field.date().toString(_FORM),
            "date": self.date_field.date().toString(_FORM) if self.date_switch.isChecked() else None,
            "collections": self._collections(),
            "profile": self.profile_field.currentData(),
        }
        changed: dict[str, Any] = {name: value for name, value in found.items() if value != getattr(self._pack, name)}
        self.accept()
        if changed:
            self.wanted.emit(changed)

    def _collections(self) -> tuple[str, ...]:
        others = tuple(name for name in self._pack.collections if name not in {ARTICLES, LATER_FACTS})
        second = (LATER_FACTS,) if self.second_switch.isChecked() else ()
        return (ARTICLES, *second, *others)


def paper_box(paper: str) -> QComboBox:
    """A choice of papers."""
    box = named(QComboBox(), say("Paper"), key="paper")
    for key, words in (("a4", say("A4, 210 × 297 mm")), ("letter", say("US Letter, 8½ × 11 inches"))):
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(paper)))
    return box


def _language_line(tag: str) -> QLabel:
    """The language of the pack, which is no choice any more."""
    words = " – ".join(part for part in (NAMES.get(tag, tag), caution(tag)) if part)
    line = named(QLabel(words), words, key="details-language")
    line.setToolTip(
        say("The template’s texts were said in it when the pack was made. For another language, make a new pack.")
    )
    line.setWordWrap(True)
    return line


def _profile_box(profile: str) -> QComboBox:
    """A choice of house styles, by which the adviser judges words, dates and limits."""
    box = named(QComboBox(), say("House style"), key="profile")
    box.setToolTip(say("The adviser judges words, dates and limits by it."))
    known = [*profiles().values()]
    for number, each in enumerate(known):
        # A pack that names none has the first: to choose it changes nothing.
        box.addItem(say(each.name), each.id if number or profile else "")
    if profile and box.findData(profile) < 0:
        box.addItem(say("{name} (not on this computer)", name=profile), profile)
    box.setCurrentIndex(max(0, box.findData(profile)))
    return box


def _line(text: str, name: str, most: int, key: str) -> QLineEdit:
    field = named(QLineEdit(text), name, key=key)
    field.setMaxLength(most)
    field.setCursorPosition(0)
    return field


def _day(text: str, name: str, key: str) -> QDateEdit:
    field = named(QDateEdit(QDate.fromString(text, _FORM)), name, key=key)
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMMM yyyy")
    return field


def _of_second(library: Library, kind: str) -> int:
    return sum(isinstance(item, Item) and item.collection == LATER_FACTS for item in library.all(kind))
