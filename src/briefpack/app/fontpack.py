"""The font pack: large fonts of East Asia that do not come with the program, in a folder that it looks for.

`make fonts` fills such a folder. Noto Sans KR, JP and SC take 6 to 11 MB for each weight.
"""

import os
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefpack.app import resources
from briefpack.app.errors import UserError
from briefpack.app.paths import data_folder
from briefpack.language import say

#: Names a folder with fonts, which is looked in before the others.
FONTS_FOLDER = "BRIEFPACK_FONTS"
#: The folder for fonts in the user's data folder; of a portable program that lies beside the program.
FOLDER = "fonts"

#: The files of the font pack by the key of the face.
FACES = {
    "kr": "NotoSansKR-Regular",
    "kr-bold": "NotoSansKR-Bold",
    "jp": "NotoSansJP-Regular",
    "jp-bold": "NotoSansJP-Bold",
    "sc": "NotoSansSC-Regular",
    "sc-bold": "NotoSansSC-Bold",
}


def folders() -> list[Path]:
    """The folders where fonts are looked for, in this order; they need not exist."""
    chosen = os.environ.get(FONTS_FOLDER)
    return [*([Path(chosen)] if chosen else []), data_folder() / FOLDER]


def readers() -> dict[str, Callable[[], bytes]]:
    """The fonts of the pack that are there, by the key of the face."""
    found: dict[str, Callable[[], bytes]] = {}
    for key, name in FACES.items():
        for folder in folders():
            if (folder / f"{name}.ttf").is_file():
                found[key] = partial(_read, folder / f"{name}.ttf")
                break
    return found


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(say("The font {path} cannot be read ({why}).", path=path, why=why)) from error
    if not resources.is_whole_font(content):
        raise UserError(
            say("The font {path} is damaged, or no TrueType font. Fetch the font pack again, or remove it.", path=path)
        )
    return content


def no_font(char: str, place: str) -> str:
    """That no font can print a character, where it stands ("" = not said) and what to do, in two sentences."""
    code, font, folder = f"U+{ord(char):04X}", _font_of(char), data_folder() / FOLDER
    if font and place:
        return say(
            "No font of briefpack can print “{sign}” ({code}) in {place}. Put {font} of the font pack into {folder}; "
            "“make fonts” does it.",
            sign=char,
            code=code,
            place=place,
            font=f"{font}.ttf",
            folder=folder,
        )
    if font:
        return say(
            "No font of briefpack can print “{sign}” ({code}). Put {font} of the font pack into {folder}; "
            "“make fonts” does it.",
            sign=char,
            code=code,
            font=f"{font}.ttf",
            folder=folder,
        )
    if place:
        return say(
            "No font of briefpack can print “{sign}” ({code}) in {place}. Write it in another way, or leave it out.",
            sign=char,
            code=code,
            place=place,
        )
    return say(
        "No font of briefpack can print “{sign}” ({code}). Write it in another way, or leave it out.",
        sign=char,
        code=code,
    )


def _font_of(char: str) -> str:
    """The font of the pack that has letters of this kind and is not there; "" if the pack would not help."""
    name = unicodedata.name(char, "")
    key = next((key for key, starts in _LETTERS.items() if name.startswith(starts)), "")
    return FACES[key] if key and key not in readers() else ""


#: How the names of the characters begin for which a font of the pack is there.
_LETTERS = {
    "kr": ("HANGUL",),
    "jp": ("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA"),
    "sc": ("CJK", "IDEOGRAPHIC", "FULLWIDTH", "KANGXI"),
}
