"""Inside the building of the Flatpak: takes from Qt all that packaging/qt_keep.toml does not list. The argument is the
folder in which PySide6 was installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installers import qt


def prune(place: Path) -> list[str]:
    """Remove the files, and the folders that they leave empty; gives what is kept."""
    found = [path for folder in qt.FOLDERS for path in sorted((place / folder).rglob("*"))]
    left = []
    for path in found:
        name = path.relative_to(place).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if qt.kept("linux", name):
            left.append(name)
        else:
            path.unlink()
    for path in reversed(found):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
    return left


if __name__ == "__main__":
    if not prune(Path(sys.argv[1])):
        sys.exit(f"There is nothing of Qt in {sys.argv[1]}.")
