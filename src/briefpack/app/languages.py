"""The languages of packs and of the window: their catalogues, from the program's own files."""

import os
from functools import cache

from briefpack.app import resources
from briefpack.language import Language, load

#: Hidden, for trying out how the program takes to another language: `qps` or `qps-rtl` (briefpack.pseudo).
ASKED = "BRIEFPACK_LANGUAGE"


@cache
def language_of(tag: str) -> Language:
    """The language with this tag; where it has no catalogue here, its name with the English texts."""
    if tag.startswith("qps"):
        from briefpack.pseudo import pseudo  # noqa: PLC0415 - only for who asks for it

        return pseudo(tag)
    try:
        return load(tag, resources.read(f"i18n/{tag}/LC_MESSAGES/briefpack.mo")) if tag != "en" else load(tag, None)
    except resources.ResourcesMissingError:
        return load(tag, None)


def window_language(chosen: str = "") -> Language:
    """What the window and errors speak: `speak` it before the first word. `chosen` is the setting ("" = English)."""
    return language_of(os.environ.get(ASKED) or chosen or "en")
