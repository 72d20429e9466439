"""A Windows of its own for a test: wine in a folder that is gone afterwards, with what wine 8 lacks for Qt 6.12.

What the four libraries in `wine/` stand in for, each a thing that every Windows 10 from version 1903 on has:
bcryptprimitives.dll (random numbers), icuuc.dll (encodings), the class Windows.UI.ViewManagement.UISettings, and
colour profiles of mscms.dll.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from installers import windows_python

_STUBS = Path(__file__).resolve().parent / "wine"
_CLASS = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings"
#: Whatever takes longer hangs.
PATIENCE = 600


class Wine:
    """A prefix, and what is done in it. `display` is that of X11, such as `:99`."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        self._environment = {
            "HOME": str(folder.parent),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "DISPLAY": display,
            **windows_python.environment(folder),
            "WINEDLLOVERRIDES": f"{windows_python.OFF};mscms,icuuc,bcryptprimitives=n",
        }
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        for source in sorted(_STUBS.glob("*.c")):
            library = self.drive / "windows/system32" / f"{source.stem}.dll"
            subprocess.run(
                ["x86_64-w64-mingw32-gcc", "-Wall", "-Wextra", "-shared", "-O1", "-s", "-o", library, source],
                check=True,
            )
        stands_in = r"C:\windows\system32\uisettings.dll"
        self.run("reg", "add", _CLASS, "/v", "DllPath", "/t", "REG_SZ", "/d", stands_in, "/f")

    def run(self, *command: str | Path, expect: int = 0) -> str:
        """What a program printed; fails the test where it ends with another code than expected."""
        ended = subprocess.run(
            self._command(command),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,  # a file in its place is no valid handle to Python under wine
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        printed = ended.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        assert ended.returncode == expect, f"{command} ended with {ended.returncode}:\n{printed}"
        return printed

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """A program that goes on; whoever starts it ends it."""
        return subprocess.Popen(
            self._command(command),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def exported(self, key: str) -> str:
        """The registry below a key as text; below HKCU or HKLM, wine's own entries are among it."""
        self.run("reg", "export", key, r"C:\exported.reg", "/y")
        path = self.drive / "exported.reg"
        said = path.read_text(encoding="utf-16")
        path.unlink()
        return said

    def value(self, key: str, name: str = "") -> str:
        """A text of the registry, exported, as what is printed knows no Unicode; without a name that of the key."""
        written = f'"{name}"' if name else "@"
        found = re.search(rf'^{re.escape(written)}="(.*)"$', self.exported(key), re.MULTILINE)
        assert found, f"{key} has no {written}"
        return re.sub(r"\\(.)", r"\1", found[1])

    def files(self) -> set[str]:
        """Every file and folder of drive C, but for what wine itself writes as it pleases."""
        paths = (path.relative_to(self.drive) for path in self.drive.rglob("*"))
        return {str(path) for path in paths if "Temp" not in path.parts and "temp" not in path.parts}

    def place(self, windows: str) -> Path:
        r"""Where a path such as `C:\users` lies."""
        return self.drive.joinpath(*PureWindowsPath(windows).parts[1:])

    def end(self) -> None:
        """End what still runs in this prefix, and wine with it."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        subprocess.run([server, "-k"], env=self._environment, check=False)

    def _command(self, command: tuple[str | Path, ...]) -> list[str]:
        return [windows_python.wine(), *map(str, command)]


def wait_for(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something has happened; fails the test where it does not."""
    until = time.monotonic() + PATIENCE / 5
    while not is_so():
        assert time.monotonic() < until, f"in vain: {what}"
        time.sleep(0.5)
