"""A language that nobody speaks, made of every message as it is asked for: accented, and 40 % longer.

What stays plain English on a page or in a window has bypassed the catalogue; what is cut off has too little room.
`qps-rtl` is written from right to left. Never offered: app/languages.py tells how it is asked for.
"""

import re
from gettext import NullTranslations
from math import ceil

from briefpack.language import Language

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþɋŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
#: What a translator leaves alone: values, tags, entities.
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]+>|&[a-z]+;)")
#: In words, as a real text has them, so that lines break.
_PADDING = " ļöŕéṁ îþšûṁ ðöļöŕ šîţ åṁéţ çöñšéçţéţûŕ åðîþîšçîñĝ éļîţ"
#: A right-to-left mark, as a text that begins in Arabic has a first strong letter; then an isolate (Unicode, UAX #9).
_RTL = ("\u200f\u2067", "\u2069")


class _Pseudo(NullTranslations):
    def __init__(self, right_to_left: bool) -> None:
        super().__init__()
        self._right_to_left = right_to_left

    def gettext(self, message: str) -> str:
        return self._said(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._said(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext’s own form
        return self._said(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - the same
        return self._said(msgid1 if n == 1 else msgid2)

    def _said(self, message: str) -> str:
        words = accented(message)
        if not self._right_to_left or words == message:
            return words
        return f"{_RTL[0]}{words}{_RTL[1]}"


def accented(message: str) -> str:
    """The message in the pseudo-language; one without letters of its own stays as it is."""
    pieces = _KEPT.split(message)
    letters = sum(char.isascii() and char.isalpha() for piece in pieces[::2] for char in piece)
    if not letters:
        return message
    words = "".join(piece if place % 2 else piece.translate(_ACCENTS) for place, piece in enumerate(pieces))
    longer = (_PADDING * ceil(letters * 0.4 / len(_PADDING)))[: ceil(letters * 0.4)]
    # Before the last stop or colon, as the code below may look at how a sentence ends.
    end = re.search(r"[.:…?!]?\s*$", words)
    place = end.start() if end else len(words)
    return f"{words[:place]}{longer.rstrip()}{words[place:]}"


def pseudo(tag: str) -> Language:
    """The pseudo-language `qps`, or `qps-rtl`."""
    return Language(tag, _Pseudo(tag.endswith("-rtl")))
