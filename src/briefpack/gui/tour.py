"""Three steps for whoever never saw the program: find, arrange, send. It can be left at any moment."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from briefpack.gui import icons, theme
from briefpack.gui.access import announce, named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say


class Step(NamedTuple):
    """One step: its picture, its heading, what to do."""

    picture: str
    heading: str
    sentences: tuple[str, ...]


def steps() -> tuple[Step, ...]:
    """The three."""
    return (
        Step(
            "search",
            say("1. Find"),
            (
                say("Choose a template: the pack is filled at once, and every fact brings its source."),
                say("On the left is the library. Type a word; Enter adds what you chose to the current section."),
            ),
        ),
        Step(
            "list",
            say("2. Arrange"),
            (
                say("In the middle is your pack. Drag, or press Alt with an arrow, to move things."),
                say("On the right you see the pages as they will print. Every step can be undone with Ctrl+Z."),
            ),
        ),
        Step(
            "export",
            say("3. Send"),
            (
                say("Export PDF shows every page that will leave, for your principal or for the public."),
                say("Ctrl+K finds any command by a few letters. F1 has all keys."),
            ),
        ),
    )


class Tour(Sheet):
    """One step at a time; Skip, Escape and the last step end it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, say("From evidence to a pack in three steps"), key="tour")
        self._steps = steps()
        self._pages = named(QStackedWidget(), say("Step"), key="tour-steps")
        for step in self._steps:
            self._pages.addWidget(_page(step))
        self.body.addWidget(self._pages)
        self._dots = named(QLabel(), say("How far the tour is"), key="tour-dots")
        self._dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dots.setProperty("role", "muted")
        self.body.addWidget(self._dots)
        self.skip_button = self.button(say("Skip"), self.reject, left=True)
        self.back_button = self.button(say("Back"), self._back)
        self.next_button = self.button(say("Next"), self._on, primary=True)
        self.setFixedWidth(theme.em(self, 34))
        self._show(0)

    def _on(self) -> None:
        place = self._pages.currentIndex() + 1
        if place == len(self._steps):
            self.accept()
        else:
            self._show(place)

    def _back(self) -> None:
        self._show(max(0, self._pages.currentIndex() - 1))

    def _show(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        last = place == len(self._steps) - 1
        self._dots.setText(" ".join("●" if each == place else "○" for each in range(len(self._steps))))
        self._dots.setAccessibleName(say("Step {number} of {most}", number=place + 1, most=len(self._steps)))
        self.back_button.setEnabled(place > 0)
        self.skip_button.setVisible(not last)
        self.next_button.setText(say("Begin") if last else say("Next"))
        self.next_button.setAccessibleName(self.next_button.text())
        announce(self, " ".join((self._steps[place].heading, *self._steps[place].sentences)))


def _page(step: Step) -> QWidget:
    page = named(QWidget(), step.heading, key=f"tour-{step.picture}")
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    sign = named(QLabel(), step.heading, key=f"tour-{step.picture}-sign")
    size = theme.em(sign, 3)
    sign.setPixmap(icons.icon(step.picture, "accent").pixmap(size, size))
    sign.setAlignment(Qt.AlignmentFlag.AlignTop)
    sign.setFixedWidth(theme.em(sign, 4.5))
    row.addWidget(sign)
    words = QVBoxLayout()
    words.setSpacing(theme.em(sign, 0.5))
    heading = named(QLabel(step.heading), step.heading, key=f"tour-{step.picture}-heading")
    heading.setProperty("role", "heading")
    words.addWidget(heading)
    for number, sentence in enumerate(step.sentences):
        label = named(QLabel(sentence), sentence, key=f"tour-{step.picture}-{number}")
        label.setWordWrap(True)
        words.addWidget(label)
    words.addStretch()
    row.addLayout(words, 1)
    return page
