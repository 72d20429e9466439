"""The words of the pages as text, for screen readers and for copying; in step with the pages, from the same source."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from briefpack.briefing.reading import Line
from briefpack.gui import theme
from briefpack.gui.access import named
from briefpack.language import say

#: Headings by kind: their level for screen readers and their size against the text.
_HEADINGS = {"title": (1, 1.6), "h1": (2, 1.4), "h2": (3, 1.15), "h3": (4, 1.0)}
_AT_ONCE = 20  # lines set between two events, so that a long text never holds up the window
_INDENTED = {"item": 1, "numbered": 1, "row": 1, "quote": 2, "credit": 2, "note": 0}


class TextView(QTextEdit):
    """Read-only text. `show_lines` changes only what differs, so that the reader's place is kept."""

    #: Enter was pressed at a line: the id of its node.
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(
            self,
            say("Text of the pages"),
            say("The same words as on the pages. Enter goes to the entry."),
            key="text-view",
        )
        named(self.viewport(), say("Text"))
        self.horizontalScrollBar().setAccessibleName(say("Scroll sideways"))
        self.verticalScrollBar().setAccessibleName(say("Scroll"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.lines: list[Line] = []
        self._set: list[Line] = []
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """True while lines are still being set."""
        return self._timer.isActive()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines instead of those there are."""
        self.lines = list(lines)
        self._work = self._change()
        self._timer.start()

    def show_node(self, nodes: Sequence[str]) -> None:
        """Put the cursor on the first line of the first of these nodes that is there."""
        for node in nodes:
            for place, line in enumerate(self._set):
                if line.node == node or line.node.startswith(f"{node}."):
                    self.setTextCursor(QTextCursor(self.document().findBlockByNumber(place)))
                    self.ensureCursorVisible()
                    return

    def node_at_cursor(self) -> str:
        """The node of the line that holds the cursor."""
        place = self.textCursor().blockNumber()
        return self._set[place].node if place < len(self._set) else ""

    def words(self) -> list[str]:
        """What is shown, line by line."""
        block = self.document().begin()
        found = []
        while block.isValid():
            found.append(block.text())
            block = block.next()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.node_at_cursor())
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if next(self._work, self) is self:
            self._timer.stop()

    def _change(self) -> Iterator[None]:
        """Replace the lines between what stayed the same before and behind; a few at a time."""
        old, new = self._set, self.lines
        head = _same(old, new)
        tail = _same(old[head:][::-1], new[head:][::-1])
        self._remove(head, len(old) - tail)
        del old[head : len(old) - tail]
        for start in range(head, len(new) - tail, _AT_ONCE):
            chunk = new[start : min(start + _AT_ONCE, len(new) - tail)]
            self._insert(start, chunk)
            old[start:start] = chunk
            yield

    def _remove(self, start: int, end: int) -> None:
        if end <= start:
            return
        cursor = QTextCursor(self.document().findBlockByNumber(start))
        cursor.beginEditBlock()
        if end >= len(self._set):
            if start:
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        else:
            last = self.document().findBlockByNumber(end)
            cursor.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()

    def _insert(self, place: int, lines: Sequence[Line]) -> None:
        """Set lines before the block `place`."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for offset, line in enumerate(lines):
            at = place + offset
            if not self._set and not offset:
                cursor.movePosition(QTextCursor.MoveOperation.Start)
            elif at == 0:
                cursor.setPosition(0)
                cursor.insertBlock()
                cursor.setPosition(0)
            else:
                before = self.document().findBlockByNumber(at - 1)
                cursor.setPosition(before.position() + before.length() - 1)
                cursor.insertBlock()
            self._write(cursor, line)
        cursor.endEditBlock()

    def _write(self, cursor: QTextCursor, line: Line) -> None:
        shape, letters = QTextBlockFormat(), QTextCharFormat()
        size = self.font().pointSizeF()
        level, times = _HEADINGS.get(line.kind, (0, 1.0))
        shape.setHeadingLevel(level)
        shape.setBottomMargin(theme.em(self, 0.35))
        shape.setTopMargin(theme.em(self, 0.7 if level else 0))
        shape.setIndent(_INDENTED.get(line.kind, 0))
        letters.setFontPointSize(size * times)
        if level or line.kind == "label":
            letters.setFontWeight(QFont.Weight.Bold)
        letters.setFontItalic(line.kind == "quote")
        cursor.setBlockFormat(shape)
        cursor.setBlockCharFormat(letters)
        cursor.insertText(line.words, letters)
        if line.kind in {"item", "row"}:
            marks = QTextListFormat()
            marks.setStyle(QTextListFormat.Style.ListDisc)
            cursor.createList(marks)


def _same(one: Sequence[Line], other: Sequence[Line]) -> int:
    """How many lines are the same from the start."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
