"""Which faces show the scripts that the program's own faces lack, for each language."""

import re
import unicodedata
from functools import cache

from briefpack.layout.breaking import is_hangul, is_wide

RIGHT_TO_LEFT = frozenset(("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "he", "yi", "dv", "qps-rtl"))
"""Languages whose documents run from right to left."""

_EAST_ASIA = {"ko": ("kr", "jp", "sc"), "ja": ("jp", "sc", "kr"), "zh": ("sc", "jp", "kr")}
"""Each of these languages draws Chinese characters in its own way (Han unification): its own font comes first."""

_OTHER_SCRIPTS = re.compile(
    "[\u0590-\u08ff\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufdff\ufe10-\ufe1f\ufe30-\ufe6f\ufe70-\ufefe\uff01-\uffef\U00010800-\U00010fff\U0001b000-\U0001b16f"
    "\U0001e800-\U0001efff\U00020000-\U0003ffff]"
).search
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]").search


def needs_care(text: str) -> bool:
    """Whether a text holds characters that run to the left, or stand without spaces between words."""
    return _OTHER_SCRIPTS(text) is not None


def runs_left(tag: str) -> bool:
    """Whether documents in the language with this BCP 47 tag run from right to left."""
    return tag in RIGHT_TO_LEFT or tag.partition("-")[0] in RIGHT_TO_LEFT


def east_asian(tag: str, text: str) -> str:
    """The language whose characters a text of East Asia is to be shown in: its own, else what its letters tell.

    Without kana and Hangul a text is taken for Chinese.
    """
    primary = tag.partition("-")[0]
    if primary in _EAST_ASIA:
        return primary
    if _KANA(text):
        return "ja"
    return "ko" if any(map(is_hangul, text)) else "zh"


@cache
def arabic_keys(bold: bool) -> tuple[str, ...]:
    """The faces of Arabic in the order to try them."""
    return _weighted(("arabic",), bold)


@cache
def wide_keys(language: str, bold: bool) -> tuple[str, ...]:
    """The faces of East Asia in the order to try them for a text in that language of it."""
    return _weighted(_EAST_ASIA.get(language, _EAST_ASIA["zh"]), bold)


def _weighted(keys: tuple[str, ...], bold: bool) -> tuple[str, ...]:
    return tuple([name for key in keys for name in ((f"{key}-bold", key) if bold else (key, f"{key}-bold"))])


def is_with_wide(text: str, place: int, language: str) -> bool:
    """Whether a sign that all scripts share, such as a quotation mark, is one of the square signs about it: Chinese and
    Japanese have their own drawing of it. Korean takes the Latin one."""
    if language == "ko" or not _is_shared(text[place]):
        return False
    # Of two dashes or two times three dots each belongs to what stands beside the pair.
    first = last = place
    while first and _is_shared(text[first]):
        first -= 1
    while last < len(text) - 1 and _is_shared(text[last]):
        last += 1
    return is_wide(text[first]) or is_wide(text[last])


def _is_shared(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A" and unicodedata.category(char)[0] == "P"
