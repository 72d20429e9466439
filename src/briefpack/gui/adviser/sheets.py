"""The two questions that a person answers with their initials: waiving a finding, and clearing the pack."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.adviser.advised import Line
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say, say_many
from briefpack.pack.clearing import LEAST_REASON, MOST_REASON, check_initials, checked
from briefpack.pack.pack import PackError, Waiver

_INITIALS = 8
#: So many findings are named where they stand in the way; the list has the others.
_NAMED = 8


class _Signed(Sheet):
    """Asks for initials, and says in one sentence what is wrong."""

    def __init__(self, parent: QWidget, words: str, sentence: str, initials: str, key: str) -> None:
        super().__init__(parent, words, sentence, key=key)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(theme.em(self, 0.6))
        self.form.setHorizontalSpacing(theme.em(self, 1))
        self.body.addLayout(self.form)
        self.initials = named(QLineEdit(initials), say("Your initials"), key=f"{key}-initials")
        self.initials.setMaxLength(_INITIALS)
        self.initials.setMaximumWidth(theme.em(self, 7))
        self.row(say("Your initials"), self.initials)
        self.problem = named(QLabel(), say("What is wrong"), key=f"{key}-problem")
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.setMinimumWidth(theme.em(self, 34))

    def row(self, words: str, field: QWidget) -> None:
        """A field with its words."""
        label = named(QLabel(words), words, key=f"label-{field.objectName()}")
        label.setBuddy(field)
        self.form.addRow(label, field)

    def complain(self, words: str) -> None:
        """Say what is wrong with what was typed."""
        self.problem.setText(words)
        self.problem.show()
        announce(self.problem, words)
        self.adjustSize()


class _Reason(QPlainTextEdit):
    """A sentence or two over several lines: it has no paragraphs, and Enter means that it is done."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class WaiveSheet(_Signed):
    """Somebody answers for a finding. `wanted` has the waiver, `withdrawn` comes where there is none any more."""

    wanted = Signal(object)
    withdrawn = Signal()

    def __init__(self, parent: QWidget, line: Line, waiver: Waiver, initials: str) -> None:
        known = line.waiver
        super().__init__(
            parent,
            say("Change the waiver") if known else say("Waive this finding"),
            line.finding.message,
            known.initials if known else initials,
            "waive",
        )
        self._waiver = waiver
        self.reason = named(_Reason(known.reason if known else ""), say("Reason"), key="waive-reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.em(self, 5))
        self.reason.textChanged.connect(self._hint)
        self.reason.finished.connect(self._take)
        self.row(say("Reason"), self.reason)
        self.hint = named(QLabel(), say("What the reason needs"), key="waive-hint")
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self.form.addRow("", self.hint)
        self.body.addWidget(self.problem)
        if known:
            self.button(say("Withdraw the waiver"), self._withdraw, left=True)
        self.button(say("Cancel"), self.reject)
        self.button(say("Waive"), self._take, primary=True)
        (self.reason if self.initials.text() else self.initials).setFocus()
        self._hint()

    def _hint(self) -> None:
        length = len(" ".join(self.reason.toPlainText().split()))
        if length < LEAST_REASON:
            words = say_many(
                "At least {least} characters: {count} more.",
                "At least {least} characters: {count} more.",
                LEAST_REASON - length,
                least=LEAST_REASON,
            )
        elif length > MOST_REASON:
            words = say("At most {most} characters: these are {count}.", most=MOST_REASON, count=length)
        else:
            words = say("It is printed in the annex with your initials.")
        self.hint.setText(words)
        self.reason.setAccessibleDescription(words)
        self.problem.hide()

    def _take(self) -> None:
        try:
            waiver = checked(self._waiver, self.initials.text(), self.reason.toPlainText())
        except PackError as error:
            self.complain(str(error))
            return
        self.accept()
        self.wanted.emit(waiver)

    def _withdraw(self) -> None:
        self.accept()
        self.withdrawn.emit()


class ClearSheet(_Signed):
    """Somebody releases the pack. `wanted` has their initials."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, initials: str, lines: Iterable[Line], before: str) -> None:
        waived = sum(line.kind == "waived" for line in lines)
        sentence = say_many(
            "Your initials, the time and a fingerprint are kept with the pack; {count} waived finding is printed.",
            "Your initials, the time and a fingerprint are kept with the pack; {count} waived findings are printed.",
            waived,
        )
        words = f"{sentence} {say('Any later change shows: CHANGED SINCE CLEARANCE.')}"
        super().__init__(parent, say("Clear the pack"), words, initials, "clear")
        if before:
            note = named(QLabel(before), before, key="clear-before")
            note.setProperty("role", "small")
            self.body.addWidget(note)
        self.body.addWidget(self.problem)
        self.button(say("Cancel"), self.reject)
        self.button(say("Clear the pack"), self._take, primary=True)
        self.initials.setFocus()
        self.initials.selectAll()

    def _take(self) -> None:
        initials = self.initials.text().strip()
        try:
            check_initials(initials)
        except PackError as error:
            self.complain(str(error))
            return
        self.accept()
        self.wanted.emit(initials)


class RefusedSheet(Sheet):
    """The pack cannot be cleared: one sentence, and what stands in the way."""

    def __init__(self, parent: QWidget, lines: tuple[Line, ...]) -> None:
        sentence = say_many(
            "{count} finding is neither fixed nor waived.", "{count} findings are neither fixed nor waived.", len(lines)
        )
        super().__init__(parent, say("This pack cannot be cleared yet"), sentence, key="refused")
        told = [f"{line.badge} · {line.finding.message}" for line in lines[:_NAMED]]
        if len(lines) > _NAMED:
            told.append(say("and {count} more", count=len(lines) - _NAMED))
        for number, words in enumerate(told):
            label = named(QLabel(words), words, key=f"refused-{number}")
            label.setWordWrap(True)
            theme.at_the_start(label)
            self.body.addWidget(label)
        self.button(say("OK"), self.accept, primary=True)
        self.setMinimumWidth(theme.em(self, 36))
