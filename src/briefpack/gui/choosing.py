"""Choosing a pack to work on: templates with pictures of their first pages, and the packs open lately."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefpack.gui import theme
from briefpack.gui.access import announce, named
from briefpack.gui.early import RecentPack
from briefpack.gui.languages import LanguageChoice
from briefpack.gui.pictures import PagePicture
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.pack.template import Template
    from briefpack.pdf.raster import Pixels

_ACROSS = 3
#: So many cards wait for their templates while those are read.
_PLACES = 6
_MOST_ROWS = 100
_PICTURE = 7.5
_CARD = 12


class Choosing(QWidget):
    """Shows what it is told; says what was chosen."""

    #: The template, and the tag of the language that the pack is to have.
    template_wanted = Signal(str, str)
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Choose a pack"), key="choosing")
        self.cards: list[TemplateCard] = []
        self.recent_rows: list[QPushButton] = []
        sides = QHBoxLayout(self)
        gap = theme.em(self, 1.6)
        sides.setContentsMargins(gap, gap, gap, gap)
        sides.setSpacing(gap)
        sides.addWidget(self._gallery(), 5)
        sides.addWidget(self._recent_side(), 3)

    def show_recent(self, packs: Iterable[RecentPack], missing: Sequence[str] = ()) -> None:
        """The packs open lately, newest first; those in `missing` are not where they were."""
        for row in self.recent_rows:
            row.deleteLater()
        self.recent_rows = []
        for each in packs:
            row = _recent_row(each, each.path in missing)
            row.clicked.connect(partial(self._want_recent, each.path))
            self.recent_rows.append(row)
            self._recent.insertWidget(self._recent.count() - 1, row)
        self._empty.setVisible(not self.recent_rows)

    def show_templates(self, templates: "Iterable[Template]") -> None:
        """The templates, in their order."""
        chosen = list(templates)
        while len(self.cards) < len(chosen):
            self._add_card()
        for card, template in zip(self.cards, chosen, strict=False):
            card.show_template(template.id, say(template.name), say(template.purpose))
        for card in self.cards[len(chosen) :]:
            card.hide()

    def show_picture(self, template: str, page: "Pixels") -> None:
        """The first page of a template."""
        for card in self.cards:
            if card.template == template:
                card.picture.show_page(page)

    def picture_width(self) -> int:
        """How wide pictures of pages are, in device pixels."""
        return round(theme.em(self, _PICTURE) * self.devicePixelRatioF())

    def _gallery(self) -> QWidget:
        side = named(QWidget(), say("Templates"), key="start-templates")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_overline(say("NEW PACK FROM A TEMPLATE")))
        self.language = LanguageChoice()
        column.addWidget(self.language)
        area = named(QScrollArea(), say("Templates"), key="gallery")
        # A viewport of our own: to ask for Qt's, PySide makes the numbers of every kind of widget there is.
        self._gallery_room = named(QWidget(), say("Templates"), key="gallery-viewport")
        area.setViewport(self._gallery_room)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = named(QWidget(), say("Templates"), key="gallery-inside")
        inside.setProperty("role", "clear")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(theme.margins(0, 0, theme.em(self, 0.5), 0))
        self._grid.setSpacing(theme.em(self, 0.8))
        self._grid.setRowStretch(_MOST_ROWS, 1)
        area.setWidget(inside)
        # In a turn of their own: all at once would hold up the first click.
        QTimer.singleShot(0, self, self._add_places)
        column.addWidget(area, 1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The room for the cards is known once the layouts have been gone through.
        QTimer.singleShot(0, self, self._lay_cards)

    def _add_places(self) -> None:
        while len(self.cards) < _PLACES and not any(card.template for card in self.cards):
            self._add_card()

    def _add_card(self) -> None:
        number = len(self.cards)
        card = TemplateCard(number)
        card.clicked.connect(partial(self._want_template, card))
        self.cards.append(card)
        self._lay_cards()

    def _lay_cards(self) -> None:
        """As many cards side by side as have room."""
        across = max(1, min(_ACROSS, self._gallery_room.width() // theme.em(self, _CARD)))
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // across, number % across)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, int(column < across))

    def _recent_side(self) -> QWidget:
        side = named(QWidget(), say("Recent packs"), key="start-recent")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_overline(say("RECENT PACKS")))
        card = named(QFrame(), say("Recent packs"), key="recent-card")
        card.setProperty("role", "card")
        frame = QVBoxLayout(card)
        area = named(QScrollArea(), say("Recent packs"), key="recent")
        area.setViewport(named(QWidget(), say("Recent packs"), key="recent-viewport"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = named(QWidget(), say("Recent packs"), key="recent-inside")
        inside.setProperty("role", "clear")
        self._recent = QVBoxLayout(inside)
        self._recent.setContentsMargins(0, 0, 0, 0)
        self._recent.setSpacing(theme.em(self, 0.2))
        words = say("The packs you make or open are listed here. Begin with a template, or drop a pack on this window.")
        self._empty = named(QLabel(words), words, key="recent-empty")
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        self._recent.addWidget(self._empty)
        self._recent.addStretch()
        area.setWidget(inside)
        frame.addWidget(area)
        column.addWidget(card, 1)
        return side

    def _want_template(self, card: "TemplateCard") -> None:
        if card.template:
            announce(self, say("Making a pack from {template}", template=card.accessibleName()))
            self.template_wanted.emit(card.template, self.language.tag)

    def _want_recent(self, path: str) -> None:
        self.recent_wanted.emit(Path(path))


class TemplateCard(QPushButton):
    """A template: its first page, its name, what it is for."""

    def __init__(self, number: int) -> None:
        super().__init__()
        named(self, say("Template"), key=f"template-{number}")
        self.template = ""
        self.setProperty("role", "card")
        self.setEnabled(False)
        _grow_with_width(self)
        grid = QGridLayout(self)
        gap = theme.em(self, 0.7)
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setVerticalSpacing(theme.em(self, 0.3))
        self.picture = PagePicture(say("First page"), theme.em(self, _PICTURE), key=f"template-{number}-picture")
        self._name = _inside(named(QLabel(), say("Name"), key=f"template-{number}-name"), "heading")
        self._purpose = _inside(named(QLabel(), say("Purpose"), key=f"template-{number}-purpose"), "small")
        # A landscape page stands on the same line as the others.
        grid.setRowMinimumHeight(0, self.picture.sizeHint().height())
        grid.addWidget(self.picture, 0, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._name, 1, 0)
        grid.addWidget(self._purpose, 2, 0)
        grid.setRowStretch(3, 1)

    def show_template(self, template: str, name: str, purpose: str) -> None:
        """From now on this one, which can be chosen."""
        self.template = template
        self._name.setText(name)
        self._purpose.setText(purpose)
        for widget, words in ((self, name), (self._name, name), (self._purpose, purpose)):
            widget.setAccessibleName(words)
        self.setAccessibleDescription(purpose)
        self.setEnabled(True)
        self.show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = theme.em(self, _CARD)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(self, _CARD * 0.8), theme.em(self, 16))

    def heightForWidth(self, width: int) -> int:
        return max(_height_inside(self, width), theme.em(self, 16))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class RowButton(QPushButton):
    """A button as tall as what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        _grow_with_width(self)

    def sizeHint(self) -> QSize:
        width = theme.em(self, 20)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(self, 8), theme.em(self, 2))

    def heightForWidth(self, width: int) -> int:
        return _height_inside(self, width)


def _grow_with_width(button: QPushButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def _height_inside(button: QPushButton, width: int) -> int:
    layout = button.layout()
    return layout.totalHeightForWidth(width) if layout is not None else 0


def _inside(label: QLabel, role: str) -> QLabel:
    label.setProperty("role", role)
    label.setWordWrap(True)
    theme.at_the_start(label)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _overline(words: str) -> QLabel:
    label = named(QLabel(words), words)
    label.setProperty("role", "overline")
    return label


def _recent_row(each: RecentPack, missing: bool) -> QPushButton:
    path = Path(each.path)
    title = each.title or path.stem
    state = say("not found in {folder}", folder=path.parent) if missing else str(path.parent)
    beside = " · ".join(part for part in (each.when[:10], state) if part)
    row = named(RowButton(), say("Open {title}", title=title), beside, key="recent-row")
    row.setProperty("role", "row")
    row.setToolTip(str(path))
    column = QVBoxLayout(row)
    gap = theme.em(row, 0.4)
    column.setContentsMargins(gap, gap, gap, gap)
    column.setSpacing(0)
    # One whose file is gone can still be chosen: then the user is told, and it leaves the list.
    for words, role in ((title, "muted" if missing else "heading"), (beside, "small")):
        label = _inside(named(QLabel(words), words, key=f"recent-{role}"), role)
        column.addWidget(label)
    return row
