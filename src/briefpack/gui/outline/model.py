"""The outline as a tree of two levels over the frozen pack. It holds no state of the pack: it is told each new one and
says to the view only what has changed, so that expansion, selection and place stay."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefpack.app.suggestions import Suggestions
from briefpack.briefing.speech import Measures
from briefpack.gui.adviser.advised import Mark
from briefpack.gui.outline import rows
from briefpack.gui.outline.rows import Row
from briefpack.library.port import Evidence
from briefpack.pack.pack import Entry, Pack, Section

Index = QModelIndex | QPersistentModelIndex
#: Ids one a line: items dragged from the library, entries and sections dragged here.
ITEMS = "application/x-briefpack-item"
ENTRIES = "application/x-briefpack-entry"
SECTION = "application/x-briefpack-section"
KEY = int(Qt.ItemDataRole.UserRole)
NOWHERE = QModelIndex()
# Put together once: the view asks for them thousands of times.
_LINE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_ENTRY = _LINE | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
_SECTION = (_ENTRY | Qt.ItemFlag.ItemIsDropEnabled) & ~Qt.ItemFlag.ItemNeverHasChildren


class Drop(NamedTuple):
    """What was dropped where: ids of the mime type, before `place` of a section as it is shown (-1 = at its end)."""

    mime: str
    ids: tuple[str, ...]
    section: str
    place: int


class OutlineModel(QAbstractItemModel):
    """Sections at the top, their rows below. Methods named like Qt's are Qt's."""

    def __init__(self, pack: Pack, evidence: Evidence, dropped: Callable[[Drop], None], parent: QObject) -> None:
        super().__init__(parent)
        self._pack = pack
        self._evidence = evidence
        self._dropped = dropped
        self._order: list[str] = []
        self._below: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._places: dict[str, int] = {}
        self._sections: dict[str, Section] = {}
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._made: dict[str, Row] = {}
        self._heads: dict[str, Row] = {}
        self._measures: Measures | None = None
        self.suggested: dict[str, Suggestions] = {}
        #: What the adviser says of sections and entries.
        self.marks: Mapping[str, Mark] = {}
        self.show(pack)

    # What the pack is now

    def show(self, pack: Pack) -> None:
        """Show another state of the pack."""
        before, before_entries = self._sections, self._entries
        self._pack = pack
        self._sections = {section.id: section for section in pack.sections}
        now = {entry.id: (section.id, entry) for section in pack.sections for entry in section.entries}
        self._entries = now
        for key, (_, entry) in before_entries.items():
            if key not in now or now[key][1] is not entry:
                self._made.pop(key, None)
        self._sync(NOWHERE, self._order, [section.id for section in pack.sections])
        for place, section in enumerate(pack.sections):
            old = before.get(section.id)
            if old is section:
                continue
            self._sync_section(section)
            changed = [
                row
                for row, key in enumerate(self._below[section.id])
                if key in self._entries
                and key in before_entries
                and before_entries[key][1] is not self._entries[key][1]
            ]
            self._tell(self.index(place, 0), changed)
        self._tell_sections()

    def measured(self, measures: Measures) -> None:
        """Show other lengths."""
        self._measures = measures
        self._tell_sections()

    def suggest(self, found: dict[str, Suggestions]) -> None:
        """Show other suggestions."""
        if found == self.suggested:
            return
        self.suggested = found
        for section in self._pack.sections:
            self._sync_section(section)
            more = len(self._below[section.id]) - 1
            if more >= 0 and self._below[section.id][more].endswith(".more"):
                self._tell(self.index_of(section.id), [more])

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show other marks of the adviser; only rows whose mark is another are told."""
        before, self.marks = self.marks, marks
        for key in before.keys() | marks.keys():
            if before.get(key) != marks.get(key) and (index := self.index_of(key)).isValid():
                self.dataChanged.emit(index, index)

    def refresh(self) -> None:
        """The evidence says other things than before: ask it again."""
        self._made.clear()
        for section in self._pack.sections:
            self._tell(self.index_of(section.id), range(len(self._below[section.id])))

    # Finding rows

    def index_of(self, key: str) -> QModelIndex:
        """The row of a section, an entry or a line below a section; invalid when there is none."""
        if key in self._places:
            return self.index(self._places[key], 0)
        section = self._entries[key][0] if key in self._entries else key.partition(".")[0]
        if section in self._places and key in self._below[section]:
            return self.index(self._below[section].index(key), 0, self.index(self._places[section], 0))
        return QModelIndex()

    def key(self, index: Index) -> str:
        """The id of a row's section or entry; "" for none."""
        if not index.isValid():
            return ""
        section = self._names.get(index.internalId(), "")
        return self._below[section][index.row()] if section else self._order[index.row()]

    def section_at(self, index: Index) -> str:
        """The section a row belongs to; "" for none."""
        if not index.isValid():
            return ""
        return self._names.get(index.internalId(), "") or self._order[index.row()]

    def entry(self, key: str) -> Entry | None:
        """The entry with that id."""
        found = self._entries.get(key)
        return found[1] if found else None

    def row(self, index: Index) -> Row:
        """What a row says."""
        key = self.key(index)
        if key in self._entries:
            made = self._made.get(key)
            if made is None:
                made = self._made[key] = rows.entry_row(self._entries[key][1], self._evidence)
            return made
        section = self._sections.get(self.section_at(index))
        if section is None:
            return Row(key, "empty", "")  # about to go: the view asks once more while it is told so
        if key == section.id:
            head = self._heads.get(key)
            if head is None:
                head = self._heads[key] = self._head(section)
            return head
        found = (
            rows.more_row(section, self.suggested.get(section.id))
            if key.endswith(".more")
            else rows.empty_row(self._pack, section)
        )
        return found or Row(key, "empty", "")

    # Qt's own questions

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        # Asked for each row at each layout, some of them several times: without a way round by others.
        if column or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._order) else QModelIndex()
        if parent.internalId():
            return QModelIndex()
        section = self._order[parent.row()]
        return self.createIndex(row, 0, self._numbers[section]) if row < len(self._below[section]) else QModelIndex()

    def parent(self, index: Index = NOWHERE) -> Any:
        section = self._names.get(index.internalId()) if index.isValid() else None
        return self.createIndex(self._places[section], 0, 0) if section in self._places else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if not parent.isValid():
            return len(self._order)
        return 0 if parent.internalId() else len(self._below[self._order[parent.row()]])

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        if role == KEY:
            return self.key(index)
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index)
            return " ".join(part for part in (row.lead, row.words) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (self.row(index).spoken, self._marked(index))))
        if role == Qt.ItemDataRole.ToolTipRole:
            signs = [f"{sign} {words}" for sign, _, words in self.row(index).badges]
            return "\n".join(filter(None, (self._marked(index), *signs))) or None
        return None

    def _marked(self, index: Index) -> str:
        mark = self.marks.get(self.key(index))
        return mark.words if mark else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not index.internalId():
            return _SECTION
        return _ENTRY if self.key(index) in self._entries else _LINE

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [ITEMS, ENTRIES, SECTION]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        keys = [self.key(index) for index in indexes]
        entries = [key for key in keys if key in self._entries]
        sections = [key for key in keys if key in self._sections]
        carried = QMimeData()
        mime, ids = (ENTRIES, entries) if entries else (SECTION, sections[:1])
        carried.setData(mime, "\n".join(ids).encode())
        return carried

    def canDropMimeData(self, carried: QMimeData, _do: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        return self._drop(carried, row, parent) is not None

    def dropMimeData(self, carried: QMimeData, _do: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        drop = self._drop(carried, row, parent)
        if drop is None:
            return False
        self._dropped(drop)
        return True

    def _drop(self, carried: QMimeData, row: int, parent: Index) -> Drop | None:
        mime = next((name for name in self.mimeTypes() if carried.hasFormat(name)), "")
        if not mime or not self._order:
            return None
        ids = tuple(bytes(carried.data(mime).data()).decode("utf-8", "replace").split())
        if mime == SECTION:
            place = row if not parent.isValid() else parent.row()
            return Drop(mime, ids, "", place)
        if not parent.isValid():
            # Between two sections: at the end of the upper one.
            upper = self._order[max(0, min(row if row >= 0 else len(self._order), len(self._order)) - 1)]
            return Drop(mime, ids, upper, -1)
        section = self.section_at(parent)
        here = sum(key in self._entries for key in self._below[section])
        return Drop(mime, ids, section, row if 0 <= row <= here else -1)

    # Telling what has changed

    def _sync_section(self, section: Section) -> None:
        tail = (rows.empty_row(self._pack, section), rows.more_row(section, self.suggested.get(section.id)))
        wanted = [entry.id for entry in section.entries] + [row.key for row in tail if row]
        self._sync(self.index_of(section.id), self._below[section.id], wanted)

    def _sync(self, parent: QModelIndex, keys: list[str], wanted: list[str]) -> None:
        """Remove, insert and move rows until they are those wanted, each step told."""
        kept = set(wanted)
        for row in reversed(range(len(keys))):
            if keys[row] not in kept:
                self.beginRemoveRows(parent, row, row)
                gone = keys.pop(row)
                self._placed(keys)
                self.endRemoveRows()
                if keys is self._order:
                    self._below[gone] = []
        for row, key in enumerate(wanted):
            if row < len(keys) and keys[row] == key:
                continue
            if row + 1 < len(keys) and keys[row + 1] == key and keys[row] in kept:
                # The row that stands here goes further down: one step instead of one for each that moves up.
                goal = min(wanted.index(keys[row]) + 1, len(keys))
                self.beginMoveRows(parent, row, row, parent, goal)
                keys.insert(goal - 1, keys.pop(row))
                self._placed(keys)
                self.endMoveRows()
            elif key in keys:
                old = keys.index(key)
                self.beginMoveRows(parent, old, old, parent, row)
                keys.insert(row, keys.pop(old))
                self._placed(keys)
                self.endMoveRows()
            else:
                self.beginInsertRows(parent, row, row)
                keys.insert(row, key)
                self._placed(keys)
                self.endInsertRows()

    def _placed(self, keys: list[str]) -> None:
        if keys is not self._order:
            return
        self._places = {name: place for place, name in enumerate(keys)}
        for name in keys:
            if name not in self._numbers:
                number = len(self._numbers) + 1
                self._numbers[name], self._names[number] = number, name
            self._below.setdefault(name, [])

    def _tell(self, parent: QModelIndex, changed: Sequence[int]) -> None:
        for row in changed:
            index = self.index(row, 0, parent)
            self.dataChanged.emit(index, index)

    def _head(self, section: Section) -> Row:
        return rows.section_row(self._pack, section, self._measures and self._measures.sections.get(section.id))

    def _tell_sections(self) -> None:
        """Tell of each header that says something else than before."""
        before = self._heads
        self._heads = {key: self._head(section) for key, section in self._sections.items()}
        self._tell(NOWHERE, [row for row, key in enumerate(self._order) if before.get(key) != self._heads[key]])
