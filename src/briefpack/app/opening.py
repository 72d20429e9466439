"""Show a finished file in the program that the system uses for its kind."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from briefpack.app.errors import UserError
from briefpack.language import say
from briefpack.pack.safewrite import why


def open_file(path: Path) -> None:
    """Open a file with its own program. Raises UserError when the system has none."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - a file that this program has just written
            return
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            raise UserError(
                say(
                    "{path} is finished, but no program to open it was found. Open it from your file manager.",
                    path=path,
                )
            )
        subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - found above
    except OSError as error:
        raise UserError(say("{path} is finished, but could not be opened: {why}", path=path, why=why(error))) from error
