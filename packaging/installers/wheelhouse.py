"""The wheelhouse of an institution: every wheel by its hash, to be installed where there is no network.

An archive for each system: our own wheel, the pinned wheels of every Python that is offered, requirements.txt with all
hashes, and a script of a few lines. The same commit makes the same bytes.
"""

import hashlib
import io
import shutil
import sys
import tarfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from installers import icons, locks, texts
from installers.errors import BuildError, run
from installers.product import BUILD, TOP, epoch, product
from installers.wheels import fetched

SCRIPTS = TOP / "packaging" / "wheelhouse"
#: Whether the script makes the system open packs with the program; by `Platform.system`.
_OPENING = {
    "linux": "The script puts the program into your menu and has it open packs, but not for root; the line does not.",
    "win32": "Neither makes a double click on a pack open it, or an entry in the Start menu: setup.exe and the MSI do.",
    "darwin": "Neither makes a double click on a pack open it, or an entry in Applications: the disk image does.",
}


def build(out: Path) -> Sequence[Path]:
    """An archive for every system of locks.PLATFORMS: a zip for Windows, tar for the others.

    Neither is compressed, since wheels are: xz would take minutes to save a hundredth.
    """
    own = wheel(BUILD / "wheelhouse")
    return [packed(contents(platform, own), platform, out) for platform in locks.PLATFORMS]


def wheel(folder: Path) -> Path:
    """Our own wheel, built into that folder."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run(command, folder=TOP, extra={"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0"})
    built = folder / f"{product().name}-{product().version}-py3-none-any.whl"
    if not built.is_file():
        raise BuildError(f"hatchling did not build {built.name}.")
    return built


def contents(platform: str, own: Path) -> dict[str, bytes]:
    """What is in the archive of a system: names of files, and their contents."""
    wheels = [path for python in locks.PLATFORMS[platform].pythons for path in fetched(platform, python).iterdir()]
    found = {path.name: path.read_bytes() for path in (own, *wheels)}
    pinned = f"{product().name}=={product().version}"
    ours = locks.requirement(pinned, [hashlib.sha256(own.read_bytes()).hexdigest()])
    found["requirements.txt"] = (ours + locks.requirements(platform)).encode()
    for name in scripts(platform):
        found[name] = filled((SCRIPTS / name).read_text(encoding="utf-8"), platform).encode()
    return found | (share() if locks.PLATFORMS[platform].system == "linux" else {})


def share() -> dict[str, bytes]:
    """What a Linux system is told of the program, by its path in the archive: menu, type of packs, icons."""
    folder = BUILD / "wheelhouse" / "share"
    shutil.rmtree(folder, ignore_errors=True)
    drawn = icons.pngs(folder / "icons")
    return {
        f"share/applications/{product().id}.desktop": texts.desktop_entry().encode(),
        f"share/mime/packages/{product().id}.xml": texts.mime_xml().encode(),
        **{f"share/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in drawn},
    }


def packed(files: dict[str, bytes], platform: str, out: Path) -> Path:
    """The archive, with everything in one folder, whose name is that of the archive without its ending."""
    name = f"{product().name}-{product().version}-wheelhouse-{platform}"
    if locks.PLATFORMS[platform].system == "win32":
        return _zipped(files, name, out)
    path = out / f"{name}.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for member, content in sorted(files.items()):
            entry = tarfile.TarInfo(f"{name}/{member}")
            entry.size, entry.mtime, entry.mode = len(content), epoch(), _mode(member)
            tar.addfile(entry, io.BytesIO(content))
    return path


def _zipped(files: dict[str, bytes], name: str, out: Path) -> Path:
    path = out / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{member}", time.gmtime(epoch())[:6])
            entry.create_system, entry.external_attr = 3, _mode(member) << 16
            entry.compress_type = zipfile.ZIP_STORED if member.endswith(".whl") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def _mode(name: str) -> int:
    return 0o755 if name.endswith(".sh") else 0o644


def scripts(platform: str) -> tuple[str, str]:
    """The instructions and the script; Windows has its own."""
    return (
        ("README.txt", "install.cmd") if locks.PLATFORMS[platform].system == "win32" else ("README.txt", "install.sh")
    )


def filled(text: str, platform: str) -> str:
    """A text with its placeholders filled in; with the ends of lines of Windows for Windows."""
    pythons = locks.PLATFORMS[platform].pythons
    windows = locks.PLATFORMS[platform].system == "win32"
    filled = (
        text.replace("@NAME@", product().name)
        .replace("@WINDOW@", product().window)
        .replace("@ID@", product().id)
        .replace("@VERSION@", product().version)
        .replace("@PYTHONS@", ", ".join(pythons))
        .replace("@NEWEST@", pythons[-1])
        .replace("@CANDIDATES@", " ".join(f"python{python}" for python in reversed(pythons)))
        .replace("@SCRIPT@", "install.cmd" if windows else "sh install.sh")
        .replace("@LINE@", _line(platform))
        .replace("@REMOVE@", "rmdir /s FOLDER" if windows else "sh install.sh --remove [FOLDER]")
        .replace("@OPENING@", _OPENING[locks.PLATFORMS[platform].system])
    )
    return filled.replace("\n", "\r\n") if windows else filled


def _line(platform: str) -> str:
    """What the script does, as one line for an administrator's own.

    Where there are wheels for one Python alone it asks for that: without a version it would get the computer's newest.
    """
    windows, pythons = locks.PLATFORMS[platform].system == "win32", locks.PLATFORMS[platform].pythons
    only = pythons[0] if len(pythons) == 1 else "3"
    python, installed = (f"py -{only}", "venv\\Scripts\\python") if windows else (f"python{only}", "venv/bin/python")
    install = "-m pip --isolated install --no-index --find-links . --require-hashes -r requirements.txt"
    return f"{python} -m venv venv && {installed} {install}"
