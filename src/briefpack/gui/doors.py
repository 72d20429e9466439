"""Ways in and out that every window has: a new pack, another file, the end of the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from briefpack.gui.dialogs.sheet import ask_for_file
from briefpack.gui.house import House
from briefpack.language import say

if TYPE_CHECKING:
    from briefpack.app.session import Session

PACK_SUFFIX, PDF_SUFFIX = ".briefpack", ".pdf"


class Doors(QObject):
    """Says what the user wants; the program does it."""

    new_wanted = Signal()
    file_wanted = Signal(object)
    quit_wanted = Signal()

    def __init__(self, window: QWidget, house: House) -> None:
        super().__init__(window)
        self._window, self._house = window, house

    def new(self) -> None:
        """The templates."""
        self.new_wanted.emit()

    def open(self) -> None:
        """Choose a file."""
        # A PDF that this program made carries its pack.
        kinds = say("Briefing packs and their PDFs (*{pack} *{pdf})", pack=PACK_SUFFIX, pdf=PDF_SUFFIX)
        place = usual_folder(self._house)
        ask_for_file(self._window, say("Open a pack"), place, kinds, PACK_SUFFIX[1:], self.file_wanted.emit, new=False)

    def quit(self) -> None:
        """The end."""
        self.quit_wanted.emit()


def usual_folder(house: House, session: "Session | None" = None) -> Path:
    """Where the user most likely wants a file: beside the pack, beside the last one, among the documents."""
    if session is not None and (place := session.path or session.taken_from) is not None:
        return place.parent
    if house.is_ready:
        from briefpack.app.recent import recent  # noqa: PLC0415 - after the first paint

        for each in recent(house.settings)[:1]:
            return each.path.parent
    from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 - after the first paint

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    # Named by the system even where there is none; a dialog would then begin just anywhere.
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def packs_in(dropped: QMimeData) -> list[Path]:
    """The files among what is dragged here that are packs, or may carry one."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in {PACK_SUFFIX, PDF_SUFFIX}]
