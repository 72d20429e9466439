"""What people do in every scenario, and what they then read."""

import re
import tomllib
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2  # noqa: TID253 - the PDFs are read with it
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from tests.gui.scenarios.driving import Person
from tests.gui.scenarios.seeing import find

from briefpack.gui.outline.view import OutlineView
from briefpack.pack.pack import Entry, Pack

#: The day of all scenarios.
TODAY = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
_EXPECTATIONS = Path(__file__).resolve().parents[2] / "samples"
SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "samples" / "hrc-dialogue.briefpack"


def outline(user: Person) -> OutlineView:
    view: OutlineView = user.window().panes.outline.view  # type: ignore[union-attr]
    return view


def row(user: Person, words: str, below: str = "") -> Callable[[], QModelIndex]:
    """The row of the outline that says these words, in the section of this name."""
    view = outline(user)

    def look() -> QModelIndex:
        model = view.model()
        for place in range(model.rowCount()):
            section = model.index(place, 0)
            if not below and words in spoken(section):
                return section
            if below and below not in spoken(section):
                continue
            for line in range(model.rowCount(section)):
                if words in spoken(model.index(line, 0, section)):
                    return model.index(line, 0, section)
        return QModelIndex()

    return look


def spoken(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def pack(user: Person) -> Pack:
    session = user.window().session
    assert session is not None
    return session.pack


def entries(user: Person, key: str, part: str = "") -> list[Entry]:
    return [
        entry
        for section in pack(user).sections
        if section.key == key and part in ("", section.part)
        for entry in section.entries
    ]


def text_of(pdf: Path) -> tuple[str, list[str]]:
    """The words of a PDF with single spaces, and those of each page."""
    pages = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            words = page.get_textpage()
            pages.append(" ".join(words.get_text_range().replace("\ufffe", "-").split()))
            words.close()
            page.close()
    return " ".join(pages), pages


def size_of(pdf: Path) -> tuple[int, int]:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        width, height = document.get_page_size(0)
    return round(width), round(height)


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((_EXPECTATIONS / f"{name}.toml").read_text("utf-8"))


def write(user: Person, slot: str, section: str, words: str) -> None:
    """Click on a slot and write; « » around a search cites the first thing that it finds."""
    user.press_row(outline(user), row(user, slot, section))
    user.see(slot)
    for number, part in enumerate(re.split(r"[«»]", words)):
        if number % 2 == 0:
            user.type(part)
            continue
        user.type("@")
        user.see("Find a fact to cite")
        user.type(part)
        user.keys("Return")  # at once: what was typed is cited, not what was found for fewer letters
        user.wait(lambda: find("Find a fact to cite", QWidget) is None, "the citation")
    user.keys("Escape")


def export(user: Person, name: str) -> Path:
    """From the open sheet: write the PDF that is shown."""
    user.press("Export")
    path = user.give_name(name)
    user.reads(f"{name} is written.")
    return path


def save(user: Person, name: str) -> None:
    user.keys("Ctrl+S")
    path = user.give_name(name)
    user.reads("Saved ")
    assert path.is_file()


def reopen(user: Person, made: Pack) -> None:
    """Close the window, start the program again, take the first of the recent packs."""
    user.keys("Ctrl+W")
    user.restart()
    user.press(f"Open {made.title}")
    user.window()
    assert pack(user) == made


def go_to(user: Person, name: str) -> None:
    """Press Tab until it has the keyboard."""
    for _ in range(60):
        if user.focused() == name:
            return
        user.keys("Tab")
    pytest.fail(f"Tab never reaches “{name}”")


def choose(user: Person, words: str, below: str = "") -> None:
    """Go down the outline until the row is reached."""
    wanted = row(user, words, below)
    view = outline(user)
    user.keys("Home")
    for _ in range(200):
        if user.ask(lambda: view.currentIndex() == wanted()):
            return
        user.keys("Down")
    pytest.fail(f"the keyboard never reaches “{words}”")


def retitle(user: Person, words: str) -> None:
    user.keys("F2")
    user.keys("Ctrl+A")
    user.type(words)
    user.keys("Return")
