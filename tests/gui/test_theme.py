"""Colours can be read in light and dark, and the dress has no hole."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from briefpack.app import resources
from briefpack.gui import icons
from briefpack.gui.theme import Appearance, Theme, current

#: What is written, on what it is written.
WRITTEN = ("text", "muted", "accent", "accent-strong", "focus", "quote", "event", "statistic", "position", "claim")
WRITTEN += ("block", "warn", "note", "ok")
GROUNDS = ("window", "panel", "card", "selection", "tint")
PAIRS = [*product(WRITTEN, GROUNDS), ("text", "mark"), ("accent-text", "accent"), ("accent-text", "accent-strong")]
PAIRS += [("desk-text", "desk"), ("block", "block-tint"), ("warn", "warn-tint"), ("note", "note-tint")]
PAIRS += [("ok", "ok-tint"), ("card", "text")]


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("written", "ground"), PAIRS)
def test_what_is_written_can_be_read(written: str, ground: str, dark: bool) -> None:
    theme = Theme(dark)
    light, deep = sorted((luminance(theme.colour(written)), luminance(theme.colour(ground))), reverse=True)
    assert (light + 0.05) / (deep + 0.05) >= 4.5


def test_paper_stays_light_in_the_dark() -> None:
    assert Theme(dark=True).colour("paper") == Theme(dark=False).colour("paper") == QColor("white")


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_leaves_no_placeholder(qapp: QApplication, dark: bool) -> None:
    assert not re.findall(r"\$\w+", Theme(dark).sheet(qapp.font()))


def test_a_chosen_scheme_counts_more_than_the_systems(qapp: QApplication) -> None:
    appearance = Appearance(qapp, "dark")
    assert current().dark
    appearance.choose("light")
    assert not current().dark


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;}])", resources.read("window/window.qss").decode())


@pytest.mark.parametrize("path", sorted(resources.place("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_shows_something_in_both_schemes(qapp: QApplication, path: object) -> None:
    appearance = Appearance(qapp, "light")
    name = str(getattr(path, "stem", ""))
    pictures = []
    for choice in ("light", "dark"):
        appearance.choose(choice)
        pictures.append(icons.icon(name).pixmap(24, 24).toImage())
    shown = [any(each.pixelColor(x, y).alpha() for x in range(24) for y in range(24)) for each in pictures]
    assert shown == [True, True]
    assert name == "briefpack" or pictures[0] != pictures[1]
