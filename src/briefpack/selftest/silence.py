"""Nothing here talks to a network: what is inside the program's folder, what was loaded, and what was heard."""

import importlib.util
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from briefpack.app.installation import program_folder
from briefpack.app.paths import PORTABLE
from briefpack.language import say
from briefpack.selftest.trying import FailedError, Trial

#: Files of libraries that talk, or that bring such: Qt's, TLS, HTTP; and GTK, which no package of ours carries.
_TALKING = re.compile(
    r"(lib)?qt6?(network|websockets|webengine)|libssl|_ssl\.|libgnutls|libcurl|libnghttp|libq?gtk"
    r"|(lib)?q(openssl|schannel|securetransport|certonly)backend",
    re.IGNORECASE,
)
_FOLDERS = {"tls", "networkinformation"}
#: Modules that speak TLS or HTTP: of these none may be loaded, nor be there at all in a program with its own Python.
CLIENTS = (
    *("_ssl", "http.client", "urllib3", "requests", "httpx", "httpcore", "aiohttp", "pycurl"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"),
)
#: Audit events of Python (its library reference, table of audit events) of what talks, or starts what may.
_EVENTS = (
    *("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "nntplib.", "telnetlib."),
    *("webbrowser.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
)
#: Where Linux tells what a process has loaded.
MAPS = Path("/proc/self/maps")
_TEST = "briefpack.selftest"


class Ear:
    """Hears the audit events of this process while it is on. Such a hook can never be taken away: there is one."""

    def __init__(self) -> None:
        self.on = False
        self.talk: list[str] = []
        self.written: set[str] = set()
        self.heard = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event.startswith(_EVENTS):
            self.talk.append(event)
        elif event == _TEST:
            self.heard = True
        elif event in _WRITING:
            self.written.update(str(each) for each in _WRITING[event](arguments) if isinstance(each, str | Path))

    def listen(self) -> None:
        """Forget all, and listen."""
        self.talk, self.written, self.heard, self.on = [], set(), False, True


def _opened(arguments: tuple[object, ...]) -> tuple[object, ...]:
    path, _, flags = (*arguments, None, None, None)[:3]
    return (path,) if isinstance(flags, int) and flags & _WRITE else ()


def _first(arguments: tuple[object, ...]) -> tuple[object, ...]:
    return arguments[:1]


def _both(arguments: tuple[object, ...]) -> tuple[object, ...]:
    return arguments[:2]


_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: What changes files, and which of its arguments are paths.
_WRITING = {"open": _opened, "os.mkdir": _first, "os.remove": _first, "os.rmdir": _first, "os.rename": _both}


@cache
def ear() -> Ear:
    """The one of this process."""
    made = Ear()
    sys.addaudithook(made)
    return made


def trials() -> tuple[Trial, ...]:
    """To be tried after everything else."""
    return (
        Trial("network.inside", say("no network library"), _inside),
        Trial("network.silence", say("no network"), _silence),
    )


def _inside() -> str:
    folder = program_folder()
    found = [*files_that_talk(folder), *modules_that_talk()] if folder else []
    if found:
        raise FailedError(say("the program’s folder holds {name}", name=", ".join(found[:5])))
    loaded = [*loaded_modules(), *loaded_libraries()]
    if loaded:
        raise FailedError(say("what talks to networks was loaded: {name}", name=", ".join(loaded[:5])))
    if folder:
        return say("none in the program’s own folder {folder}, and none was loaded", folder=folder)
    return say("none was loaded (whether any is there is up to this computer’s Python, with which the program runs)")


def files_that_talk(folder: Path) -> Iterator[str]:
    """The paths inside the folder, but for what is the user's own, whose names say what they are."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if inside.parts[0] != PORTABLE and (_TALKING.match(path.name) or (path.name in _FOLDERS and path.is_dir())):
            yield inside.as_posix()


def modules_that_talk() -> Iterator[str]:
    """The modules that could be imported."""
    for name in CLIENTS:
        try:
            if importlib.util.find_spec(name) is not None:
                yield name
        except ImportError:  # what it would be a part of is not there either
            continue


def loaded_modules() -> Iterable[str]:
    """The modules that this process has loaded."""
    return [name for name in CLIENTS if name in sys.modules]


def loaded_libraries() -> Iterable[str]:
    """The native libraries that this process has loaded; told by Linux alone."""
    if not MAPS.is_file():
        return []
    names = {line.rsplit("/", 1)[-1] for line in MAPS.read_text(encoding="utf-8", errors="replace").splitlines()}
    return sorted(name for name in names if _TALKING.match(name) and "gtk" not in name.lower())


def _silence() -> str:
    sys.audit(_TEST)
    if not ear().heard:
        raise FailedError(say("Python does not tell what it does: its audit events are not heard"))
    if ear().talk:
        raise FailedError(say("something touched the network: {event}", event=ear().talk[0]))
    return say("nothing touched it, from the first test to this one")
