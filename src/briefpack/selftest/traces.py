"""A home of its own for what is tried, and whether anything was left elsewhere."""

import os
import sys
import tempfile
from pathlib import Path

from briefpack.app import libraries
from briefpack.app.errors import UserError
from briefpack.app.paths import DATA_FOLDER, data_folder
from briefpack.language import say
from briefpack.selftest.silence import ear
from briefpack.selftest.trying import FailedError, Trial

#: On Linux other people's libraries keep settings and caches there; elsewhere the system says where, once and for all.
_FOLDERS = {DATA_FOLDER: "data", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "settings", "XDG_DATA_HOME": "shared"}
#: What is written there is not kept.
_NOWHERE = ("/dev/", "/proc/")

State = dict[str, tuple[int, int]]


class Home:
    """A folder for all that the program writes from now on, until `leave`; and the user's own as it was before.

    Raises UserError where no folder can be made.
    """

    def __init__(self) -> None:
        try:
            # Left to the last test to complain of, which a folder that cannot be removed would keep from being tried.
            self._kept = tempfile.TemporaryDirectory(prefix="briefpack-selftest-", ignore_cleanup_errors=True)
        except OSError as error:
            raise UserError(say("No temporary folder can be written: {why}.", why=error.strerror or error)) from error
        self.folder = Path(self._kept.name)
        #: Its real place as well: a name of a folder for passing files may be a link, or short.
        self._places = {os.path.abspath(self.folder), os.path.realpath(self.folder)}  # noqa: PTH100
        self._users = data_folder()
        self._before = _state(self._users)
        self._surroundings = {name: os.environ.get(name) for name in _FOLDERS}
        self._writes_code = sys.dont_write_bytecode
        for name, folder in _FOLDERS.items():
            os.environ[name] = str(self.folder / folder)
        sys.dont_write_bytecode = True
        ear().listen()

    def leave(self) -> None:
        """Remove the folder, and let everything be as before; once more does nothing."""
        ear().on = False
        sys.dont_write_bytecode = self._writes_code
        libraries.let_go(self.folder / _FOLDERS[DATA_FOLDER])
        self._kept.cleanup()
        for name, value in self._surroundings.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def trials(self) -> tuple[Trial, ...]:
        """To be tried when the folder is gone."""
        return (Trial("traces", say("no traces"), self._traces),)

    def _traces(self) -> str:
        if self.folder.exists():
            raise FailedError(say("the folder {folder} could not be removed", folder=self.folder))
        after = _state(self._users)
        changed = sorted({path for path, _ in self._before.items() ^ after.items()})
        if changed:
            raise FailedError(say("the user’s own folder was changed: {path}", path=changed[0]))
        elsewhere = sorted(path for path in map(os.path.abspath, ear().written) if not self._is_ours(path))
        if elsewhere:
            raise FailedError(say("something was written elsewhere: {path}", path=elsewhere[0]))
        return say("nothing was written but in a folder that is gone again")

    def _is_ours(self, path: str) -> bool:
        if path.startswith(_NOWHERE) or path == os.path.abspath(os.devnull) or "\\\\.\\" in path:  # noqa: PTH100
            return True
        return any(path == place or path.startswith(place + os.sep) for place in self._places)


def _state(folder: Path) -> State:
    """Size and time of each file of the user's; nothing where there is no such folder."""
    try:
        stats = [(str(path), path.stat()) for path in folder.rglob("*") if path.is_file()]
    except OSError as error:
        raise UserError(say("The folder {folder} cannot be read: {why}.", folder=folder, why=error.strerror)) from error
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in stats}
