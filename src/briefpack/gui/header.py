"""The line above the panes: menus, the pack's title, its template, undo and redo with their labels, what leaves."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from briefpack.briefing.quoting import nested
from briefpack.gui import icons, theme
from briefpack.gui.access import named
from briefpack.gui.actions import Table, menus
from briefpack.language import say

_MOST_LETTERS = 300


class Header(QFrame):
    """Shows what it is told; says what the user did."""

    #: Each letter typed into the title; leaving it.
    title_typed = Signal(str)
    title_left = Signal()

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, say("Title and commands"), key="header")
        self._table = table
        layout = QHBoxLayout(self)
        gap = theme.em(self, 0.5)
        layout.setContentsMargins(theme.margins(gap, gap, gap * 2, gap))
        layout.setSpacing(gap)
        self._menu_button = self._tool("menu", say("Menu"), "menu")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout.addWidget(self._menu_button)
        self._title = named(_Title(), say("Title of the pack"), key="pack-title")
        self._title.setMaxLength(_MOST_LETTERS)
        self._title.textEdited.connect(self.title_typed)
        self._title.editingFinished.connect(self.title_left)
        layout.addWidget(self._title, 1)
        self._chip = named(QLabel(), say("Template of the pack"), key="template-chip")
        self._chip.setProperty("role", "chip")
        self._chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        layout.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch()
        self._undo = self._for_action("undo", beside=True)
        self._redo = self._for_action("redo")
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        for name in ("details", "export"):
            layout.addWidget(self._for_action(name, beside=True, role="primary" if name == "export" else "button"))

    def fill_menu(self) -> list[QMenu]:
        """Make the menus from the table as it is now; they are given for a menu bar too."""
        whole = named(QMenu(self), say("Menu"), key="whole-menu")
        made = [self._table.menu(name, words, whole) for name, words in menus().items()]
        for menu in made:
            if not menu.isEmpty():
                whole.addMenu(menu)
        old = self._menu_button.menu()
        self._menu_button.setMenu(whole)
        if old is not None:
            old.deleteLater()
        return made

    def open_menu(self) -> None:
        """Drop the menus down."""
        self._menu_button.showMenu()

    def show_title(self, title: str, template: str) -> None:
        """The pack's title and the name of its template."""
        if self._title.text() != title and not self._title.hasFocus():
            self._title.setText(title)
            self._title.setCursorPosition(0)
        elif self._title.text() != title:
            place = self._title.cursorPosition()
            self._title.setText(title)
            self._title.setCursorPosition(place)
        self._title.setToolTip(title)
        self._chip.setText(template)
        self._chip.setVisible(bool(template))

    def edit_title(self) -> None:
        """Put the cursor into the title, all of it marked."""
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._title.selectAll()

    def label_steps(self, undo: str, redo: str) -> None:
        """What undo would take back and redo do again; "" for nothing."""
        words = say("Undo “{step}”", step=nested(undo)) if undo else say("Undo")
        again = say("Redo “{step}”", step=nested(redo)) if redo else say("Redo")
        for button, name, text in ((self._undo, "undo", words), (self._redo, "redo", again)):
            self._table.action(name).setText(text)
            self._table.action(name).setToolTip(text)
            button.setAccessibleName(text)
        self._show_steps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_steps()

    def _show_steps(self) -> None:
        # On a narrow window the arrow says enough; its words stay in the tip and for a screen reader.
        room = self.width() > theme.em(self, 62)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if room else Qt.ToolButtonStyle.ToolButtonIconOnly
        self._undo.setToolButtonStyle(style)
        text = self._table.action("undo").text()
        width = theme.em(self, 13)
        self._undo.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _tool(self, name: str, words: str, picture: str) -> QToolButton:
        button = named(QToolButton(), words, key=f"header-{name}")
        button.setIcon(icons.icon(picture))
        button.setIconSize(QSize(theme.em(self, 1.1), theme.em(self, 1.1)))
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _for_action(self, name: str, beside: bool = False, role: str = "") -> QToolButton:
        row = self._table.rows[name]
        button = self._tool(name, row.words, row.icon)
        action = self._table.action(name)
        if role:
            # An action would bring its own icon, which is not in the colour of a filled button.
            button.setProperty("role", role)
            button.setText(row.words)
            button.setIcon(icons.icon(row.icon, "accent-text" if role == "primary" else "text"))
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(partial(_follow, button))
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())
        else:
            button.setDefaultAction(action)
        if beside:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button


def _follow(button: QToolButton, on: bool) -> None:
    button.setEnabled(on)


class _Title(QLineEdit):
    """A field that looks like a title until one goes near it. Undo and redo are the pack's, not the field's own."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.em(self, 28), hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(theme.em(self, 8), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.text():
            self._paint_title(event)
        else:
            super().paintEvent(event)

    def _paint_title(self, event: QPaintEvent) -> None:
        # The first paint has no title yet, and Qt's styles bring six hundred numbers.
        from PySide6.QtWidgets import QStyle, QStyleOptionFrame  # noqa: PLC0415 - see above

        option = QStyleOptionFrame()
        self.initStyleOption(option)
        field = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(field, option, self).marginsRemoved(self.textMargins()).adjusted(2, 0, -2, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        # A field cuts a long title off in the middle of a letter; dots say that it goes on.
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the dots stand where its own words end
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute), shown)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undoing = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in undoing):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.clearFocus()
            return
        super().keyPressEvent(event)
