"""The disk image for macOS. It is built on macOS alone, by PyInstaller and dmgbuild; what goes into it can be judged
anywhere."""

import platform
import re
import sys
from pathlib import Path

from installers import icons, locks, qt
from installers.errors import BuildError, run
from installers.product import BUILD, TOP, epoch, product

HERE = TOP / "packaging" / "macos"
WORK = BUILD / "macos"
APP = f"{product().title}.app"
ICON = WORK / f"{product().name}.icns"
DOCUMENT_ICON = WORK / f"{icons.DOCUMENT}.icns"
#: As uv.lock has wheels for them; see locks.NOT_OFFERED for Intel's.
PLATFORM, PYTHON = "macos-arm64", "3.13"
_TALKS = re.compile(r"QtNetwork|^_ssl\.|libssl|libcrypto|libcurl|backend\.dylib$")


def build(out: Path) -> Path:
    """The disk image. Raises BuildError elsewhere than on macOS, and with another Python than what is locked for it."""
    if platform.system() != "Darwin":
        raise BuildError(
            "A disk image for macOS can be built on macOS only: .github/workflows/installers.yml does it there."
        )
    if sys.version_info[:2] != tuple(int(part) for part in PYTHON.split(".")):
        raise BuildError(f"The program for macOS is built with Python {PYTHON}, and this is another.")
    draw()
    surroundings = {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0"}
    freeze = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    run([*freeze, "--distpath", WORK, "--workpath", WORK / "freezing", HERE / "briefpack.spec"], extra=surroundings)
    app, image = WORK / APP, out / f"{product().name}-{product().version}-{PLATFORM}.dmg"
    check(app)
    run(["codesign", "--verify", "--deep", "--strict", app])
    settings = ["-s", str(HERE / "dmg.py"), "-D", f"app={app}", "-D", f"icon={ICON}"]
    run([sys.executable, "-m", "dmgbuild", *settings, product().title, image])
    return image


def draw() -> None:
    """The icons of the program and of its files."""
    WORK.mkdir(parents=True, exist_ok=True)
    icons.icns(ICON)
    icons.icns(DOCUMENT_ICON, icons.DOCUMENT)


def goes_in(path: str, source: str, kind: str) -> bool:
    """Whether a file that PyInstaller found goes in: of Qt what its list allows. A link counts as what it leads to,
    where it lies outside the folders of Qt."""
    judged = source if kind == "SYMLINK" and not _is_of_qt(path) else path
    return qt.kept("macos", judged) if _is_of_qt(judged) else True


def _is_of_qt(path: str) -> bool:
    return path.startswith(tuple(f"{folder}/" for folder in qt.FOLDERS)) and not path.endswith(".pyc")


def check(app: Path) -> None:
    """That nothing inside could speak to a network, and that both commands are there. Raises BuildError."""
    for path in sorted(app.rglob("*")):
        if _TALKS.search(path.name):
            raise BuildError(f"{path.relative_to(app)} can speak to a network, and must not be in the program.")
    for name in (product().name, product().window):
        if not (app / "Contents" / "MacOS" / name).is_file():
            raise BuildError(f"The command {name} is not in {app.name}.")


def wheels() -> tuple[locks.Wheel, ...]:
    """What the program needs there, by hash. Raises BuildError where uv.lock has no fitting wheel."""
    return locks.wheels(PLATFORM, PYTHON)
