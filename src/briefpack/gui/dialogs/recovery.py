"""After a crash: both versions of a pack, what differs, and a choice. Nothing is deleted."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefpack.app.recovery import Recovered
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.gui.dialogs.sheet import Sheet
from briefpack.language import say, say_many
from briefpack.pack.pack import Pack


class RecoverySheet(Sheet):
    """One pack after the other is decided; those left undecided are offered again at the next start."""

    #: Go on with what was being written; go on with the file.
    journal_wanted = Signal(object)
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget, found: Sequence[Recovered]) -> None:
        super().__init__(
            parent,
            say("briefpack did not end in peace last time"),
            say(
                "What was being written was kept. Choose how to go on; what you do not choose is set aside for a month."
            ),
            key="recovery",
        )
        self._left = len(found)
        cards = named(QWidget(), say("Packs to decide"), key="recovery-cards")
        cards.setProperty("role", "clear")
        column = QVBoxLayout(cards)
        column.setContentsMargins(theme.margins(0, 0, theme.em(self, 0.5), 0))
        for number, each in enumerate(found):
            column.addWidget(self._card(each, number))
        column.addStretch()
        area = named(QScrollArea(), say("Packs to decide"), key="recovery-area")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(cards)
        self.body.addWidget(area, 1)
        self.button(say("Decide later"), self.reject)
        self.fits = False
        # Three packs are seen at once; more are scrolled to.
        self.resize(theme.em(self, 46), theme.em(self, 10 + 10 * min(len(found), 3)))

    def _card(self, each: Recovered, number: int) -> QFrame:
        card = named(QFrame(), each.title, key=f"recovery-{number}")
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setHorizontalSpacing(theme.em(self, 1.2))
        title = named(QLabel(each.title), each.title, key=f"recovery-title-{number}")
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        theme.at_the_start(title)
        grid.addWidget(title, 0, 0, 1, 2)
        mine, theirs = each.history.pack, each.in_file.pack if each.in_file else None
        words = difference(theirs, mine)
        note = named(QLabel(words), words, key=f"recovery-difference-{number}")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        grid.addWidget(note, 1, 0, 1, 2)
        when = say("As it was when the program stopped, {when}", when=moment(each.when))
        go_on = named(QPushButton(say("Go on with this version")), when, key=f"recovery-journal-{number}")
        go_on.setProperty("role", "primary")
        go_on.clicked.connect(lambda: self._decide(card, self.journal_wanted, each))
        grid.addLayout(_version(when, mine, f"recovery-mine-{number}"), 2, 0)
        grid.addWidget(go_on, 3, 0)
        if theirs is not None and each.path is not None:
            saved = say("As it was last saved in {name}", name=each.path.name)
            use = named(QPushButton(say("Use the saved file")), saved, key=f"recovery-file-{number}")
            grid.addLayout(_version(saved, theirs, f"recovery-theirs-{number}"), 2, 1)
        else:
            saved = say("It was never saved, or its file is gone.")
            use = named(QPushButton(say("Set it aside")), saved, key=f"recovery-file-{number}")
            label = named(QLabel(saved), saved, key=f"recovery-theirs-{number}")
            label.setWordWrap(True)
            grid.addWidget(label, 2, 1)
        use.clicked.connect(lambda: self._decide(card, self.file_wanted, each))
        grid.addWidget(use, 3, 1)
        return card

    def _decide(self, card: QFrame, signal: SignalInstance, each: Recovered) -> None:
        card.setEnabled(False)
        self._left -= 1
        signal.emit(each)
        if not self._left:
            self.accept()


def _version(words: str, pack: Pack, key: str) -> QVBoxLayout:
    column = QVBoxLayout()
    heading = named(QLabel(words), words, key=key)
    heading.setWordWrap(True)
    entries = sum(len(section.entries) for section in pack.sections)
    size = say_many("{count} entry", "{count} entries", entries)
    label = named(QLabel(size), size, key=f"{key}-size")
    label.setProperty("role", "small")
    column.addWidget(heading)
    column.addWidget(label)
    return column


def moment(when: str) -> str:
    """A moment in ISO 8601 as a person says it; unknown moments as they are."""
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        return when
    return f"{found:%d.%m.%Y %H:%M}" if found.date() != datetime.now(found.tzinfo).date() else f"{found:%H:%M}"


def difference(saved: Pack | None, mine: Pack) -> str:
    """What the version of the journal has that the file has not, in one sentence."""
    if saved is None:
        return say("There is no saved version to compare with.")
    theirs = {entry.id: entry for section in saved.sections for entry in section.entries}
    ours = {entry.id: entry for section in mine.sections for entry in section.entries}
    changed = sum(theirs[name] != ours[name] for name in theirs.keys() & ours.keys())
    parts = [
        (
            len(ours.keys() - theirs.keys()),
            say_many("{count} entry more", "{count} entries more", len(ours.keys() - theirs.keys())),
        ),
        (
            len(theirs.keys() - ours.keys()),
            say_many("{count} entry less", "{count} entries less", len(theirs.keys() - ours.keys())),
        ),
        (changed, say_many("{count} entry written anew", "{count} entries written anew", changed)),
        (int(saved.title != mine.title), say("another title")),
    ]
    said = [words for count, words in parts if count]
    if not said:
        return say("The two versions differ in order or details only.")
    return say("Against the saved file: {what}.", what=", ".join(said))
