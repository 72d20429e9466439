"""Write the pictures of the README from the sample pack: packaging/pictures/pages.png and window.png."""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2  # noqa: TID253 - a script of its own, not part of the program
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from briefpack.app import build, kept
from briefpack.app.settings import Settings
from briefpack.gui.house import House
from briefpack.gui.main import Application
from briefpack.gui.window import Window

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
SAMPLE = HERE.parent / "resources" / "samples" / "hrc-dialogue.briefpack"
#: Pages side by side, from 0: the one-page brief and the review record.
SHOWN = (1, 4)
SCALE = 1.15
COLOURS = 256


def pages() -> None:
    """Two pages side by side."""
    found = build.opened(SAMPLE)
    document = pypdfium2.PdfDocument(build.build_pdf(found.pack, found.items).content)
    drawn = [document[number].render(scale=SCALE).to_pil() for number in SHOWN]
    gap = 14
    size = (sum(page.width for page in drawn) + gap * (len(drawn) + 1), drawn[0].height + 2 * gap)
    picture = Image.new("RGB", size, (104, 110, 120))
    left = gap
    for page in drawn:
        picture.paste(page, (left, gap))
        left += page.width + gap
    save(picture, "pages")


def window() -> None:
    """The window with the sample pack and a search, as it is without a screen."""
    application = QApplication.instance() or Application(["briefpack"])
    house = House(application, "light")
    house._take((Settings(), build.library(), build.templates()))
    shown = Window(house)
    shown.resize(1480, 920)
    shown.show()
    shown.show_pack(kept.opened(SAMPLE, house.library))
    settle(application, house)
    search = shown.panes.library
    search.focus_search()
    application.focusWidget().insert("accountab")  # type: ignore[union-attr, attr-defined]
    settle(application, house)
    grabbed = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombytes(
        "RGB", (grabbed.width(), grabbed.height()), bytes(grabbed.constBits()), "raw", "RGB", grabbed.bytesPerLine()
    )
    save(picture, "window")
    house.jobs.cancel_all()
    shown.filing._leave()


def settle(application: QApplication, house: House) -> None:
    """Wait until nothing is under way."""
    end = time.monotonic() + 20
    quiet = 0
    while time.monotonic() < end and quiet < 30:
        application.processEvents()
        quiet = 0 if house.jobs.busy else quiet + 1
        time.sleep(0.02)


def save(picture: Image.Image, name: str) -> None:
    """As a small PNG."""
    PICTURES.mkdir(exist_ok=True)
    picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    print(f"{name}.png")


def main() -> int:
    """Write the pictures; the user's own data folder is left alone."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFPACK_DATA"] = folder
        pages()
        window()
    return 0


if __name__ == "__main__":
    sys.exit(main())
