"""What the window looks like, against small pictures in tests/reference: its colours, and which way it runs.

The pictures are so small that the shapes of letters do not count. Where one is due for a change, delete it: the test
then writes it anew, and says so.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.adviser import planted

from briefpack.gui.adviser import examiner
from briefpack.gui.dialogs.settings import SettingsSheet
from briefpack.gui.house import House
from briefpack.gui.window import Window

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
#: Pictures are kept at a sixth of their size.
SMALLER = 6
#: A pixel that is further off than this, of 255, is another one; so many of a thousand may be.
FAR, FEW = 20, 15

LOOKS = [(shade, direction) for shade in ("light", "dark") for direction in ("ltr", "rtl")]


@pytest.fixture(params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, qapp: QApplication, house: House) -> Iterator[str]:
    """One of the looks, for all that is built after it."""
    shade, direction = request.param
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if direction == "rtl" else Qt.LayoutDirection.LeftToRight)
    house.appearance.choose(shade)
    yield f"{shade}-{direction}"
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    house.appearance.choose("light")


def picture(widget: QWidget, without: QWidget | None) -> Image.Image:
    """What it looks like, but for a part that other tests judge."""
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (grabbed.width(), grabbed.height())
    whole = Image.frombytes("RGB", size, bytes(grabbed.constBits()), "raw", "RGB", grabbed.bytesPerLine())
    if without is not None:
        corner = without.mapTo(widget, QPoint())
        whole.paste(
            (128, 128, 128), (corner.x(), corner.y(), corner.x() + without.width(), corner.y() + without.height())
        )
    # Whole blocks from the top left: a window one pixel taller gives the same picture.
    small = (size[0] // SMALLER, size[1] // SMALLER)
    box = (0, 0, small[0] * SMALLER, small[1] * SMALLER)
    return whole.resize(small, Image.Resampling.BOX, box)


def off(seen: Image.Image, wanted: Image.Image) -> float:
    """How many of a thousand pixels are others."""
    if seen.size != wanted.size:
        return 1000.0
    red, green, blue = ImageChops.difference(seen, wanted.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return 1000 * sum(most.histogram()[FAR:]) / (most.width * most.height)


def assert_looks_like(widget: QWidget, name: str, without: QWidget | None = None) -> None:
    path = REFERENCE / f"{name}.png"
    seen = picture(widget, without)
    if not path.exists():
        seen.save(path, optimize=True)
        pytest.fail(f"{path.name} is written: look at it, and keep it")
    with Image.open(path) as wanted:
        assert off(seen, wanted) <= FEW, f"of a thousand pixels; {path.name} shows how it was"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the adviser finds stays the same, whatever its own rules come to find."""
    monkeypatch.setattr(examiner, "all_rules", lambda: planted.RULES)


@pytest.mark.usefixtures("rules")
def test_the_window_has_its_colours_and_runs_the_way_of_its_language(look: str, window: Window, qtbot: QtBot) -> None:
    assert window.panes is not None
    pages, adviser = window.panes.pages, window.panes.adviser
    qtbot.waitUntil(lambda: pages.laid is not None and bool(adviser.model.all), timeout=20_000)
    adviser.view.choose(0)
    qtbot.waitUntil(lambda: not window.house.jobs.busy, timeout=20_000)
    window.panes.outline.view.setFocus()
    qtbot.wait(50)
    assert_looks_like(window, f"window-{look}", without=pages.stack)
    assert_looks_like(window.panes.library.list, f"cards-{look}")
    assert_looks_like(window.panes.outline.view, f"outline-{look}")
    assert_looks_like(adviser, f"adviser-{look}")


def test_a_dialog_has_its_colours_and_runs_the_way_of_its_language(look: str, house: House, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = SettingsSheet(parent, house)
    where = sheet.findChild(QLabel, "settings-where")
    assert where is not None
    where.setText("Kept in a folder of the user’s own")
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.sentence.setFocus()
    assert_looks_like(sheet, f"settings-{look}")


def test_the_looks_differ_by_more_than_what_is_let_pass() -> None:
    for name in ("window", "cards", "outline", "adviser", "settings"):
        for shade, direction in LOOKS:
            with Image.open(REFERENCE / f"{name}-{shade}-{direction}.png") as one:
                turned = ImageOps.mirror(one.convert("RGB"))
                assert off(turned, one) > 2 * FEW
            for other in LOOKS:
                if other != (shade, direction):
                    with Image.open(REFERENCE / f"{name}-{other[0]}-{other[1]}.png") as second:
                        assert off(second.convert("RGB"), one) > 2 * FEW
