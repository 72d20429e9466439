"""What every Linux package is put through, wherever it was installed."""

import hashlib
import json
import os
import stat
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from installers.product import TOP, product
from installers.screens import screen

SAMPLE = TOP / "resources" / "samples" / "hrc-dialogue.briefpack"
#: A folder as people have them.
STRANGE = "Señora Ольга’s папка, ü 資料"
NOBODY = 65534
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
#: What systems keep of every installation, or what changes by itself.
_VOLATILE = ("dev", "proc", "run", "sys", "tmp", "var/cache", "var/lib/apt", "var/lib/dpkg", "var/lib/rpm", "var/log")
_PATIENCE = 60.0  # seconds, on a machine that does much else


class System(NamedTuple):
    """A Linux in a folder, or (root is /) this one, with a plain user who has a folder of his own in it."""

    root: Path
    home: Path  # as the user sees it

    @property
    def outside(self) -> Path:
        """The user's folder as this machine sees it."""
        return self.root / self.home.relative_to("/")

    def run(self, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run something as that user, who has no rights and whose surroundings say next to nothing."""
        ran = subprocess.run(
            self.command(*command, **extra), cwd="/", capture_output=True, text=True, timeout=600, check=False
        )
        ran.stdout = ran.stdout.strip()
        return ran

    def command(self, *command: str, **extra: str) -> list[str]:
        """The same as a command of this machine."""
        surroundings = {"HOME": str(self.home), "PATH": _PATH, "LC_ALL": "C.UTF-8", **extra}
        named = [f"{name}={value}" for name, value in surroundings.items()]
        become: list[str] = []
        if self.root != Path("/"):
            become = ["chroot", f"--userspec={NOBODY}:{NOBODY}", str(self.root)]
        elif os.geteuid() == 0:
            become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        # From the user's own folder: the one of this machine may be closed to him.
        step_in = ["sh", "-c", 'cd "$HOME" && exec "$@"', "sh"]
        return [*become, "env", "-i", *named, *step_in, *command]


def home_in(root: Path, folder: Path) -> System:
    """A plain user with an empty folder in a system; the folder is a path inside it."""
    system = System(root, folder)
    system.outside.mkdir(parents=True)
    if os.geteuid() == 0:
        os.chown(system.outside, NOBODY, NOBODY)
    return system


def check_works(system: System, command: str) -> None:
    """The program says its version, finds itself whole, and makes the PDF that the source tree makes."""
    said = system.run(command, "--version")
    assert (said.stdout, said.stderr, said.returncode) == (f"{product().name} {product().version}", "", 0)
    data = str(system.home / "data")
    told = system.run(command, "selftest", "--json", BRIEFPACK_DATA=data)
    assert told.returncode == 0, told.stdout + told.stderr
    assert json.loads(told.stdout)
    (system.outside / "pack.briefpack").write_bytes(SAMPLE.read_bytes())
    built = system.run(command, "build", "pack.briefpack", "-o", "made.pdf", BRIEFPACK_DATA=data)
    assert built.returncode == 0, built.stderr
    ours = system.outside / "from-the-source-tree.pdf"
    build_here(ours)
    assert objects(system.outside / "made.pdf") == objects(ours)
    assert (system.outside / "made.pdf").read_bytes() == ours.read_bytes()  # the zlib is the same too


def build_here(made: Path) -> None:
    """The sample as the source tree prints it."""
    clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [TOP / ".venv" / "bin" / "briefpack", "build", SAMPLE, "-o", made]
    subprocess.run(command, env=clean, check=True, capture_output=True)


def objects(pdf: Path) -> str:
    """A digest of all objects of a PDF, unpacked, so that it does not matter who packed them."""
    command = ["qpdf", "--qdf", "--object-streams=disable", "--static-id", pdf, "-"]
    return hashlib.sha256(subprocess.run(command, check=True, capture_output=True).stdout).hexdigest()


def check_opens_by_type(system: System, share: str = "/usr/share") -> None:
    """The system knows what a pack is, that the program opens it, and it does when somebody asks for the file."""
    extra = {"XDG_DATA_DIRS": f"{share}:/usr/share", "BRIEFPACK_DATA": str(system.home / "data")}
    (system.outside / "pack.briefpack").write_bytes(SAMPLE.read_bytes())
    own = next(each.mime for each in product().types if each.own)
    kind = system.run("gio", "info", "-a", "standard::content-type", "pack.briefpack", **extra)
    assert kind.stdout.endswith(f"standard::content-type: {own}")
    assert f"{product().id}.desktop" in system.run("gio", "mime", own, **extra).stdout.splitlines()[0]
    with screen("1280x1024x24") as display:
        started = system.command("gio", "open", "pack.briefpack", DISPLAY=display, **extra)
        # Without pipes: the program that it starts would hold them, and outlives it.
        subprocess.run(started, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=_PATIENCE)
        assert any("pack" in title for title in windows(display, "briefpack"))


def windows(display: str, wm_class: str) -> list[str]:
    """The titles of the windows of a program, as soon as there is one. Fails after a minute without."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        told = subprocess.run(
            ["xwininfo", "-root", "-tree", "-display", display], capture_output=True, text=True, check=True
        ).stdout
        lines = [line.strip() for line in told.splitlines() if f'"{wm_class}")' in line and "has no name" not in line]
        titles = [line.split('"')[1] for line in lines if " 1x1+" not in line]
        if titles:
            return titles
        time.sleep(0.2)
    raise AssertionError(f"no window of {wm_class} within a minute:\n{told}")


def listing(root: Path, volatile: Sequence[str] = _VOLATILE) -> dict[str, tuple[int, str]]:
    """Every path below a folder with its rights and a digest of its content."""
    found: dict[str, tuple[int, str]] = {}
    left_out = tuple(str(root / each) for each in volatile)
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not str(Path(folder, name)).startswith(left_out)]
        for name in (*folders, *files):
            path = Path(folder, name)
            about = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
            if path.is_symlink():
                content = os.fsencode(path.readlink())
            found[str(path.relative_to(root))] = (about.st_mode, hashlib.sha256(content).hexdigest())
    return found


def differences(before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]) -> list[str]:
    """The paths that came, went or changed."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
