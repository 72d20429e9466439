"""Write installer.png of the README: setup.exe as it begins, and the installed program as it opens.

`make installer-picture` runs it, after `make installers`, on a screen of its own: setup.exe under wine, and the program
out of the frozen folder for Linux.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from installers.errors import BuildError, run
from installers.product import BUILD, OUT, product
from installers.screens import screen
from installers.windows_python import environment, wine
from make_pictures import save
from PIL import Image

SCREEN = "1280x900x24"
GAP, GROUND = 24, (104, 110, 120)
#: Where it goes on a machine that is not this one.
SHOWN_FOLDER = rf"C:\Users\you\AppData\Local\Programs\{product().name}"
#: Of the program beside the installer, which is a small window.
SCALE = 0.65
_PATIENCE, _SETTLING = 90, 12


def shot(command: list[str], title: str, surroundings: Mapping[str, str]) -> Image.Image:
    """The window with that title, once the program shows it. Raises BuildError where it does not."""
    around = {**os.environ, **surroundings}
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=around, **silent) as program:  # noqa: S603 - what the two below start
        try:
            window = _found(title, around)
            time.sleep(_SETTLING)
            drawn = subprocess.run(  # noqa: S603 - a fixed command
                ["import", "-window", window, "png:-"],  # noqa: S607 - of the build machine
                env=around,
                capture_output=True,
                check=True,
            )
            return Image.open(io.BytesIO(drawn.stdout)).convert("RGB")
        finally:
            program.terminate()


def _found(title: str, around: Mapping[str, str]) -> str:
    search = ["xdotool", "search", "--onlyvisible", "--name", title]
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        asked = subprocess.run(search, env=dict(around), capture_output=True, text=True, check=False)  # noqa: S603 - fixed
        if asked.stdout.strip():
            return str(asked.stdout.split()[-1])
        time.sleep(1)
    raise BuildError(f"No window with the title {title} was shown.")


def installer(display: str, folder: Path) -> Image.Image:
    """setup.exe as it begins, under wine."""
    made = next(OUT.glob("*-setup.exe"), None)
    if made is None:
        raise BuildError(f"There is no setup.exe in {OUT}; run make installers first.")
    surroundings = {"DISPLAY": display, **environment(folder)}
    run([wine(), "wineboot", "--init"], extra=surroundings)
    run([wine(), "winecfg", "-v", "win10"], extra=surroundings)
    try:
        return shot([wine(), str(made), f"/D={SHOWN_FOLDER}"], f"{product().title} Setup", surroundings)
    finally:
        run(["/usr/lib/wine/wineserver64", "-k"], extra=surroundings)


def program(display: str, folder: Path) -> Image.Image:
    """The program's first window, of what was frozen for Linux."""
    frozen = BUILD / "bundle" / product().name / product().window
    if not frozen.is_file():
        raise BuildError(f"There is no {frozen}; run make installers first.")
    folder.mkdir()
    # Without the tour, which lies over it the first time.
    (folder / "settings.json").write_text(json.dumps({"tour_seen": True}))
    surroundings = {"DISPLAY": display, "BRIEFPACK_DATA": str(folder), "QT_QPA_PLATFORM": "xcb"}
    seen = shot([str(frozen)], product().title, surroundings)
    return seen.resize((round(seen.width * SCALE), round(seen.height * SCALE)), Image.Resampling.LANCZOS)


def together(pictures: list[Image.Image]) -> Image.Image:
    """Side by side, in the middle of the height."""
    width = sum(each.width + GAP for each in pictures) + GAP
    height = max(each.height for each in pictures) + 2 * GAP
    made, left = Image.new("RGB", (width, height), GROUND), GAP
    for each in pictures:
        made.paste(each, (left, (height - each.height) // 2))
        left += each.width + GAP
    return made


def main() -> int:
    """Write the picture; 1 where something that it needs is missing."""
    try:
        with screen(SCREEN) as display, tempfile.TemporaryDirectory() as folder:
            save(
                together([installer(display, Path(folder) / "wine"), program(display, Path(folder) / "data")]),
                "installer",
            )
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
