"""The fonts for the tests, read once."""

from pathlib import Path

import pytest

from briefpack.layout.fonts import FontSet

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FILES = {
    "sans": "NotoSans-Regular",
    "sans-bold": "NotoSans-Bold",
    "sans-italic": "NotoSans-Italic",
    "sans-bolditalic": "NotoSans-BoldItalic",
    "serif": "NotoSerif-Regular",
    "serif-bold": "NotoSerif-Bold",
    "serif-italic": "NotoSerif-Italic",
    "serif-bolditalic": "NotoSerif-BoldItalic",
    "symbols": "NotoSansSymbols2-Regular",
}


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return FontSet({key: (FONTS / f"{name}.ttf").read_bytes for key, name in FILES.items()})
