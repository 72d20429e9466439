"""A fact of one's own: event, quote or statistic, always with its source. Mistakes stand beside the field."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefpack.app.facts import Made, fields_of, made
from briefpack.app.forms import FORMS, Field, MistakesError
from briefpack.app.terms import kind_word
from briefpack.evidence.items import kind_of
from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.sheet import heading
from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.outline.ending import ending
from briefpack.language import say
from briefpack.library.own import new_id


class FactDialog(QDialog):
    """Adds a fact, or corrects the `known` one. `keep` is given what was made, away from the GUI thread; once it is
    kept, `made` holds it and the dialog is accepted."""

    def __init__(self, jobs: Jobs, keep: Callable[[Made], None], parent: QWidget, known: Made | None = None) -> None:
        super().__init__(parent)
        self.made: Made | None = None
        self._jobs, self._keep, self._known = jobs, keep, known
        self._keeping = False
        self.setWindowTitle(say("Correct a fact of your own") if known else say("Add a fact of your own"))
        named(self, self.windowTitle(), key="fact-dialog")
        box = QVBoxLayout(self)
        gap = theme.em(self, 0.8)
        box.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        box.setSpacing(gap)
        told = QLabel(_about(known), self)
        told.setProperty("role", "small")
        told.setWordWrap(True)
        box.addWidget(heading(self.windowTitle()))
        box.addWidget(told)
        #: By kind; each is made when its kind is first chosen.
        self.forms: dict[str, _Form] = {}
        self.stack = named(QStackedWidget(self), say("Fields of the fact"), key="fact-forms")
        box.addLayout(self._kinds())
        box.addWidget(self.stack, 1)
        self.problem = named(QLabel(self), say("What went wrong"), key="fact-problem")
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        box.addWidget(self.problem)
        self._ending = self._end()
        box.addWidget(self._ending)
        self.resize(theme.em(self, 34), theme.em(self, 44))
        self._choose(kind_of(known.item) if known else "event")
        if known:
            self.forms[self.kind].fill(fields_of(*known))

    @property
    def kind(self) -> str:
        """The kind of fact that is chosen."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def take(self) -> None:
        """Make the fact; where the fields do not make one yet, say beside each why."""
        form = self.forms[self.kind]
        item_id = self._known.item.id if self._known else new_id(self.kind)
        try:
            fact = made(self.kind, form.values(), item_id, datetime.now().astimezone().date())
        except MistakesError as error:
            form.show_mistakes({mistake.field: mistake.message for mistake in error.mistakes})
            return
        form.show_mistakes({})
        self._begin_keeping(True)
        self._jobs.run(
            self, partial(_kept, self._keep, fact), partial(self._done, fact), failed=self._failed, key="keep"
        )

    def reject(self) -> None:
        """Leave everything as it was; not while the fact is being kept."""
        if not self._keeping:
            super().reject()

    def _begin_keeping(self, keeping: bool) -> None:
        self._keeping = keeping
        self._ending.setEnabled(not keeping)
        self.problem.hide()

    def _done(self, fact: Made, _nothing_came: None) -> None:
        self._keeping = False
        self.made = fact
        self.accept()

    def _failed(self, error: Exception) -> None:
        """What was typed stays, to be tried again."""
        self._begin_keeping(False)
        self.problem.setText(str(error))
        self.problem.setAccessibleName(str(error))
        self.problem.show()
        announce(self, str(error))

    def _end(self) -> QDialogButtonBox:
        if self._known:
            return ending(self, say("Save the correction"), "fact", "save", self.take)
        return ending(self, say("Add to the pack"), "fact", "add", self.take)

    def _kinds(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.buttons: dict[str, QRadioButton] = {}
        for kind in FORMS:
            button = named(QRadioButton(kind_word(kind), self), kind_word(kind), key=f"fact-{kind}")
            button.toggled.connect(lambda on, kind=kind: self._choose(kind) if on else None)
            button.setHidden(self._known is not None)  # a fact stays what it is
            self.buttons[kind] = button
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _choose(self, kind: str) -> None:
        self.buttons[kind].setChecked(True)
        if kind not in self.forms:
            self.forms[kind] = _Form(kind, self)
            self.stack.addWidget(self.forms[kind].area)
        self.stack.setCurrentWidget(self.forms[kind].area)


def _about(known: Made | None) -> str:
    if known is None:
        return say("It is kept on this computer, printed with †, and always with its source and the words behind it.")
    return say(
        "The corrected fact takes the place of this one in your library, which cannot be undone. A pack that holds it"
        " keeps the old wording until you update the pack."
    )


def _kept(keep: Callable[[Made], None], fact: Made, _job: Job[None]) -> None:
    keep(fact)


class _Form:
    """The fields of one kind, from its table; what is wrong with a field stands below it.

    They are made in a turn of their own, when the dialog is there, so that no click waits for both.
    """

    def __init__(self, kind: str, dialog: FactDialog) -> None:
        self._kind = kind
        self.area = named(QScrollArea(dialog), kind_word(kind), key=f"fact-form-{kind}")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self.area)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(theme.margins(0, 0, theme.em(dialog, 0.6), 0))
        self._box.setSpacing(theme.em(dialog, 0.2))
        self._fields: dict[str, QWidget] = {}
        self.wrongs: dict[str, QLabel] = {}
        self._hints: dict[str, str] = {}
        QTimer.singleShot(0, self.area, self._complete)

    @property
    def fields(self) -> dict[str, QWidget]:
        """What is typed into, by field."""
        self._complete()
        return self._fields

    def _complete(self) -> None:
        if not self._fields:
            for field in FORMS[self._kind]:
                self._add(field, self._inside)
            self._box.addStretch(1)
            self.area.setWidget(self._inside)

    def values(self) -> Mapping[str, str]:
        """What was typed, by field."""
        return {key: _value(widget) for key, widget in self.fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Show what a fact says."""
        for key, widget in self.fields.items():
            _put(widget, values[key])
        next(iter(self.fields.values())).setFocus()

    def show_mistakes(self, mistakes: Mapping[str, str]) -> None:
        """One sentence beside each field that is wrong; the first one gets the focus. None: take them all away."""
        for key, label in self.wrongs.items():
            label.setText(mistakes.get(key, ""))
            label.setVisible(key in mistakes)
            self.fields[key].setAccessibleDescription(mistakes.get(key, self._hints[key]))
        first = next((key for key in self.fields if key in mistakes), "")
        if not first:
            return
        self.fields[first].setFocus()
        self.area.ensureWidgetVisible(self.wrongs[first])
        self.area.ensureWidgetVisible(self.fields[first])
        announce(self.fields[first], mistakes[first])

    def _add(self, field: Field, parent: QWidget) -> None:
        label = say(field.label)
        title = QLabel(label if field.required else say("{field} (may be left empty)", field=label), parent)
        hint = say(field.hint) if field.hint else ""
        widget = named(_widget(field, parent), label, hint, key=f"fact-{field.key}")
        title.setBuddy(widget)
        wrong = QLabel(parent)
        wrong.setProperty("role", "error")
        wrong.setWordWrap(True)
        wrong.hide()
        self._box.addWidget(title)
        self._box.addWidget(widget)
        if hint:
            told = QLabel(hint, parent)
            told.setProperty("role", "small")
            told.setWordWrap(True)
            self._box.addWidget(told)
        self._box.addWidget(wrong)
        self._box.addSpacing(theme.em(parent, 0.4))
        self._fields[field.key] = widget
        self.wrongs[field.key] = wrong
        self._hints[field.key] = hint


def _widget(field: Field, parent: QWidget) -> QWidget:
    if field.choices:
        choice = QComboBox(parent)
        for value, words in field.choices:
            choice.addItem(say(words), value)
        return choice
    if field.lines > 1:
        text = QPlainTextEdit(parent)
        text.setTabChangesFocus(True)
        text.setFixedHeight(theme.em(parent, 1.25 * field.lines + 1))
        return text
    return QLineEdit(parent)


def _put(widget: QWidget, value: str) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(widget.findData(value), 0))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
        widget.setCursorPosition(0)


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData())
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""
