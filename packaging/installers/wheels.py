"""Fetches the pinned wheels of a system with pip, each compared with its hash in uv.lock."""

import hashlib
import shutil
from pathlib import Path

from installers import locks
from installers.errors import BuildError, run
from installers.product import BUILD, TOP

#: The one that has pip: packaging/bootstrap.sh sees to that.
PYTHON = TOP / ".venv/bin/python"


def fetched(platform: str, python: str) -> Path:
    """The folder with the wheels that the program needs there (locks.PLATFORMS), and with nothing else.

    What is there already and has its hash is not fetched again. Raises BuildError where pip cannot bring one.
    """
    folder = BUILD / "wheels" / f"{platform}-cp{python.replace('.', '')}"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = locks.wheels(platform, python)
    names = {wheel.file for wheel in wanted}
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink()
    missing = [wheel for wheel in wanted if not intact(folder / wheel.file, wheel)]
    if missing:
        _fetch(missing, folder, python)
    for wheel in missing:
        if not intact(folder / wheel.file, wheel):
            raise BuildError(f"pip did not bring {wheel.file} as uv.lock has it.")
    return folder


def intact(path: Path, wheel: locks.Wheel) -> bool:
    """Whether the file is there with the content that uv.lock names."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == wheel.sha256


def _fetch(missing: list[locks.Wheel], folder: Path, python: str) -> None:
    """By way of a folder of its own: an interrupted download leaves no half a file among the wheels."""
    arriving = folder.with_name(f"{folder.name}.arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir()
    wanted = arriving / "requirements.txt"
    lines = (locks.requirement(f"{wheel.name}=={wheel.version}", [wheel.sha256]) for wheel in missing)
    wanted.write_text("".join(lines), encoding="utf-8")
    platforms = sorted({tag.platform for wheel in missing for tag in wheel.tags} - {"any"}) or ["any"]
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    command += ["--python-version", python, "--implementation", "cp", "--dest", str(arriving), "-r", str(wanted)]
    run(command + [part for platform in platforms for part in ("--platform", platform)])
    for wheel in missing:
        if (arriving / wheel.file).is_file():
            (arriving / wheel.file).replace(folder / wheel.file)
    shutil.rmtree(arriving)
