"""What all windows share: jobs, colours, and, once they are loaded, settings, library and templates."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from briefpack.gui.jobs import Job, Jobs
from briefpack.gui.theme import Appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    # Loaded after the first paint: see `load`.
    from briefpack.app.session import Session
    from briefpack.app.settings import Settings
    from briefpack.library.port import Library
    from briefpack.pack.template import Template


class House(QObject):
    """One for the program. `ready` comes once settings and library are there, `templates_read` with the templates."""

    ready = Signal()
    templates_read = Signal()
    #: The user has set something anew.
    settings_changed = Signal()
    #: Facts of the user's own were added, corrected or deleted.
    facts_changed = Signal()

    def __init__(self, application: QApplication, theme: str = "system", percent: int = 100) -> None:
        super().__init__(application)
        self.jobs = Jobs(self)
        self.appearance = Appearance(application, theme, percent)
        self.is_ready = False
        #: The sessions of all windows.
        self.open_packs: Callable[[], Sequence[Session]] = tuple
        self.settings: Settings
        self.library: Library
        #: By id; none until they are read.
        self.templates: dict[str, Template] = {}

    def load(self) -> None:
        """Load what is slow to load, away from the GUI thread. `ready` tells its end; errors come as of any job."""
        self.jobs.run(self, _loaded, self._take, key="load")

    def read_templates(self) -> None:
        """Read the templates, in the same way. A pack opens without them."""
        self.jobs.run(self, _templates, self._take_templates, key="templates")

    def dress(self) -> None:
        """Colours and size of type as the settings have them now."""
        from briefpack.app.settings import SCALE, THEME  # noqa: PLC0415 - after the first paint

        self.appearance.choose(self.settings[THEME], self.settings[SCALE])
        self.settings_changed.emit()

    def keep_settings(self) -> None:
        """Write changed settings down, away from the GUI thread."""
        self.jobs.run(self, partial(_kept, self.settings), _done, key="settings")

    def end(self) -> None:
        """The program ends: no job goes on, and what was set last is written down. Raises FileProblem."""
        self.jobs.cancel_all()
        if self.is_ready:
            self.settings.save()

    def _take(self, loaded: "tuple[Settings, Library]") -> None:
        self.settings, self.library = loaded
        self.is_ready = True
        self.ready.emit()

    def _take_templates(self, templates: "dict[str, Template]") -> None:
        self.templates = templates
        self.templates_read.emit()


def _loaded(job: "Job[tuple[Settings, Library]]") -> "tuple[Settings, Library]":
    from briefpack.app.libraries import library  # noqa: PLC0415 - after the first paint
    from briefpack.app.settings import Settings  # noqa: PLC0415 - after the first paint

    settings = Settings()
    job.check()
    return settings, library()


def _templates(_job: "Job[dict[str, Template]]") -> "dict[str, Template]":
    from briefpack.app.libraries import templates  # noqa: PLC0415 - after the first paint

    return templates()


def _kept(settings: "Settings", _job: Job[None]) -> None:
    settings.save()


def _done(_nothing_came: None) -> None:
    """The settings are written."""


def now() -> datetime:
    """This moment, with the user's own time zone."""
    return datetime.now().astimezone()
