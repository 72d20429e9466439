"""Where a line may end inside a word without spaces, as Chinese and Japanese are written (UAX #14, and so kinsoku).

Only beside a wide character: hyphens and slashes of other scripts are broken at as in any text. Our own few classes,
as the tables of uniseg take a quarter of a millisecond a character; the tests hold the two against each other.
"""

import unicodedata
from functools import cache

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ" + "".join(
    map(chr, [*range(0x31F0, 0x3200), *range(0xFF67, 0xFF71)])
)
_GIVEN = dict.fromkeys(f"{_SMALL_KANA}ー々〻〼ゝゞヽヾ・･：；゛゜ﾞﾟ〜゠‼⁇⁈⁉﹔﹕︓︔", "NS")
_GIVEN |= (
    dict.fromkeys("、。，．｡､﹐﹒︐︑︒", "CL") | dict.fromkeys("！？!?؟؛﹖﹗︕︖", "EX") | dict.fromkeys(")]", "CP")
)
_GIVEN |= (
    dict.fromkeys(",.:;،", "IS") | dict.fromkeys("/", "SY") | dict.fromkeys("¡¿", "OP") | dict.fromkeys("\"'", "QU")
)
_GIVEN |= dict.fromkeys("$£¥€₩№+−±＄﹩￥￡￦", "PR") | dict.fromkeys("%‰°′″℃℉¢％￠﹪", "PO")
_GIVEN |= dict.fromkeys("…‥⋯︙", "IN") | dict.fromkeys("—⸺", "B2") | dict.fromkeys("-‐–", "BA")
_GIVEN |= dict.fromkeys("\u00a0\u202f\u2007\u2011\u2060\u200d\ufeff", "GL")
_BY_CATEGORY = {"Ps": "OP", "Pe": "CL", "Pi": "QU-open", "Pf": "QU-close", "Mn": "CM", "Mc": "CM", "Me": "CM"}

_NOT_BEFORE = frozenset(("CL", "CP", "EX", "IS", "SY", "NS", "IN", "CM", "GL", "QU", "QU-close", "BA"))
_NOT_AFTER = frozenset(("OP", "GL", "QU", "QU-open"))
_SIGNS = [(sign, beside) for sign in ("PR", "PO") for beside in ("AL", "NU")]
_TOGETHER = frozenset((("B2", "B2"), ("PR", "ID"), ("ID", "PO"), *_SIGNS, *[pair[::-1] for pair in _SIGNS]))
"""Pairs that hold together: signs with what they are signs of (LB23a, LB24, LB25)."""

_COUNTED = frozenset("年月日時时分秒回条條項项号號段页頁節节章週周歳岁")
"""What a number counts: UAX #14 would let a line begin with the 月 of 12月, which no editor does."""


@cache
def _kind(char: str) -> str:
    """The class of a character, as UAX #14 calls it; HANGUL is apart, AL is all that is not told from letters."""
    if given := _GIVEN.get(char):
        return given
    category = unicodedata.category(char)
    if by_category := _BY_CATEGORY.get(category):
        return by_category
    if is_hangul(char):
        return "HANGUL"
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return "ID"
    return "NU" if category == "Nd" else "AL"


def is_hangul(char: str) -> bool:
    """Whether a character is a syllable or a letter of Korean."""
    code = ord(char)
    return 0xAC00 <= code < 0xD7FC or 0x1100 <= code < 0x1200 or 0x3130 < code < 0x3190 or 0xA960 <= code < 0xA980


@cache
def is_wide(char: str) -> bool:
    """Whether a character fills a square, as those of East Asia do."""
    return unicodedata.east_asian_width(char) in {"W", "F"}


def breaks(token: str, korean: bool = False) -> list[int]:
    """The indices of the characters that may start a line. In Korean text a word stays whole, Chinese characters in it
    too."""
    if token.isascii() or not any(map(is_wide, token)) or (korean and any(map(is_hangul, token))):
        return []
    kinds: list[str] = []
    for char in token:
        kind = _kind(char)
        # A mark stands for what it is on.
        kinds.append(kinds[-1] if kind == "CM" and kinds else kind)
    return [place for place in range(1, len(token)) if _kind(token[place]) != "CM" and _may_break(token, kinds, place)]


def _may_break(token: str, kinds: list[str], place: int) -> bool:
    one, other = kinds[place - 1], kinds[place]
    if not (is_wide(token[place - 1]) or is_wide(token[place])):
        return False
    # Korean is set with spaces, and in ragged lines breaks at these alone: a reader takes a line that ends inside a
    # word for a mistake (W3C, Requirements for Hangul Text Layout, "line breaking by word").
    if "HANGUL" in {one, other}:
        return False
    if (one == "NU" and token[place] in _COUNTED) or (other == "NU" and token[place - 1] == "第"):
        return False
    if one in _NOT_AFTER or other in _NOT_BEFORE or (one, other) in _TOGETHER:
        return False
    # Quotation marks act as brackets between wide characters, and elsewhere hold to what is on both sides (LB19a).
    if other == "QU-open":
        return is_wide(token[place - 1]) and is_wide(token[place + 1 : place + 2] or "a")
    return one != "QU-close" or (is_wide(token[place]) and place > 1 and is_wide(token[place - 2]))
