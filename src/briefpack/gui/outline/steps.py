"""Every change the outline makes is a labelled step of the session, which undo takes back."""

from collections.abc import Callable

from briefpack.app.session import Session
from briefpack.briefing.quoting import nested
from briefpack.gui.outline import rows
from briefpack.pack import edits
from briefpack.pack.edits import Edit
from briefpack.pack.pack import Pack, PackError


class Steps:
    """`told` is called with one sentence of what was done, or why it was not."""

    def __init__(self, session: Session, told: Callable[[str], None]) -> None:
        self.session = session
        self._told = told

    @property
    def pack(self) -> Pack:
        """The pack as it is now."""
        return self.session.pack

    def name(self, section_id: str) -> str:
        """What a section is called."""
        return rows.section_name(self.pack, edits.section_of(self.pack, section_id))

    def inner_name(self, section_id: str) -> str:
        """The same, as it stands between quotation marks."""
        return nested(self.name(section_id))

    def do(self, label: str, edit: Edit, merge: str = "") -> bool:
        """One step; False when the pack refuses it, which is then told."""
        try:
            self.session.do(label, edit, merge)
        except PackError as error:
            self._told(str(error))
            return False
        return True
