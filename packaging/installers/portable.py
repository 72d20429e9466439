"""The portable zip: unpacked anywhere, a stick too, it keeps all that is the user's in the folder `data` beside it."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from installers import windows_stage
from installers.product import epoch, product, releasing

#: The folder is what makes it portable; see briefpack.app.paths.
_NOTE = (
    "Here briefpack keeps your packs' backups, settings and own facts. Without this folder they go to your profile.\r\n"
    "A newer version is unpacked into a folder of its own, with an empty folder data: put this one in its place\r\n"
    "while briefpack is closed; then the older folder can be deleted.\r\n"
)


def build(out: Path) -> Path:
    """Make the zip: sorted, with the time of the commit, and no other attributes. Raises BuildError."""
    image = windows_stage.folder()
    made = out / f"{product().name}-{product().version}-portable.zip"
    top = f"{product().name}-{product().version}"
    contents = {name: (image / name).read_bytes() for name in windows_stage.files(image)}
    contents["data/README.txt"] = _NOTE.encode("ascii")
    moment = datetime.fromtimestamp(epoch(), UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{top}/{name}", (max(moment[0], 1980), *moment[1:]))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9 if releasing() else 6)
    return made
