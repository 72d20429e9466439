"""The languages of packs and of the window: their catalogues, from the program's own files."""

import os
from functools import cache

from briefpack.app import resources
from briefpack.language import NAMES, Language, load, say

#: Hidden, for trying out how the program takes to another language: `qps` or `qps-rtl` (briefpack.pseudo).
ASKED = "BRIEFPACK_LANGUAGE"


def language_of(tag: str) -> Language:
    """The language of a pack by its tag; where packs have no words in it, its name with the English texts."""
    # The tag may come out of anybody's file: nothing else is ever looked for by it.
    return _read(tag, "pack") if _is_known(tag) else load(tag, None)


def window_language(chosen: str = "") -> Language:
    """What the window and errors speak: `speak` it before the first word. `chosen` is the setting ("" = English)."""
    return _read(os.environ.get(ASKED) or chosen or "en", "briefpack")


@cache
def _read(tag: str, catalogue: str) -> Language:
    if tag.startswith("qps"):
        from briefpack.pseudo import pseudo  # noqa: PLC0415 - only for who asks for it

        return pseudo(tag)
    try:
        return load(tag, resources.read(f"i18n/{tag}/LC_MESSAGES/{catalogue}.mo")) if tag != "en" else load(tag, None)
    except resources.ResourcesMissingError:
        return load(tag, None)


def checked_tag(tag: str) -> str:
    """The tag of a language in which a pack can be made. Raises UserError for any other."""
    if _is_known(tag.lower()):
        return tag.lower()
    from briefpack.app.errors import UserError  # noqa: PLC0415 - the first window loads nothing of packs

    known = ", ".join(f"{each} ({name})" for each, name in NAMES.items())
    raise UserError(
        say("A pack cannot be made in the language “{tag}”. The languages are {known}.", tag=tag, known=known)
    )


def _is_known(tag: str) -> bool:
    return tag in NAMES or tag in {"qps", "qps-rtl"}


def caution(tag: str) -> str:
    """What is to be known of the words of packs in that language, wherever it is chosen; "" for English."""
    return say("translation not reviewed by a native speaker") if tag != "en" and _is_known(tag) else ""
