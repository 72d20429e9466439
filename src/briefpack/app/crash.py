"""What a user can send after a crash: where in the program it happened, and nothing about the pack or the person.

Messages of errors are left out, as they may quote a pack or name a folder; so are the lines of other people's code.
"""

import contextlib
import errno
import getpass
import linecache
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import briefpack
from briefpack import __version__

_PACKAGE = Path(briefpack.__file__).resolve().parent
#: The last actions are enough to see what was done; more would be a diary.
LAST_ACTIONS = 10
_REMOVED = "[removed]"
# Labels quote titles and words of the pack: «Rename “…”».
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)|「[^」]*(?:」|$)")


def report(error: BaseException, *, qt_version: str = "", actions: Iterable[str] = ()) -> str:
    """The text of the report. `actions` are the labels of what the user did, the last one last."""
    lines = [
        f"briefpack {__version__}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"{platform.system()} {platform.machine()}",
        f"Qt {qt_version}" if qt_version else "without Qt",
        f"installed as {'program' if getattr(sys, 'frozen', False) else 'package'}",
        "",
        "Last actions:",
        *(f"  {_QUOTED.sub('“…”', label)}" for label in list(actions)[-LAST_ACTIONS:]),
        "",
        *_told(error),
    ]
    return _without_names("\n".join(lines)) + "\n"


def _told(error: BaseException) -> Iterator[str]:
    """The error with what caused it, the first cause first."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    for place, each in enumerate(reversed(chain)):
        if place:
            yield "which led to:"
        yield _name(each)
        yield from (f"  {_frame(frame)}" for frame in traceback.extract_tb(each.__traceback__))


def _name(error: BaseException) -> str:
    kind = type(error)
    number = f" ({errno.errorcode.get(error.errno or 0, 'no number')})" if isinstance(error, OSError) else ""
    return f"{kind.__module__}.{kind.__qualname__}{number}"


def _frame(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    if path.is_relative_to(_PACKAGE):
        place = PurePath("briefpack", *path.relative_to(_PACKAGE).parts).as_posix()
        code = linecache.getline(frame.filename, frame.lineno or 0).strip()
        return f"{place}:{frame.lineno} in {frame.name}" + (f"\n    {code}" if code else "")
    return f"{_foreign(path)}:{frame.lineno} in {frame.name}"


def _foreign(path: Path) -> str:
    """The file of a library by its name in the library; anything else by its last name alone."""
    for folder in ("site-packages", "dist-packages"):
        if folder in path.parts:
            place = path.parts.index(folder)
            return PurePath(*path.parts[place + 1 :]).as_posix()
    standard = Path(os.__file__).parent
    return path.relative_to(standard).as_posix() if path.is_relative_to(standard) else path.name


def _without_names(text: str) -> str:
    """The last defence: home, user and computer, should they stand anywhere after all."""
    for name in sorted(_names(), key=len, reverse=True):
        edge = (r"(?<!\w)", r"(?!\w)") if name.isalnum() else ("", "")
        text = re.sub(f"{edge[0]}{re.escape(name)}{edge[1]}", _REMOVED, text)
    return text


def _names() -> set[str]:
    found = {os.path.expanduser("~"), os.environ.get("COMPUTERNAME", ""), os.environ.get("HOSTNAME", "")}  # noqa: PTH111 - "~" itself where there is none
    with contextlib.suppress(OSError, KeyError, ImportError):
        found.add(getpass.getuser())
    if hasattr(os, "uname"):  # platform.node() would ask the network's library for it elsewhere
        found.add(os.uname().nodename)
    return {name for name in found if len(name) > 2 and name.lower() not in _COMMON}


#: Names of users and computers that say nothing and stand in every traceback.
_COMMON = {"user", "root", "briefpack", "python", "localhost", "admin", "app", "pack", "library"}
