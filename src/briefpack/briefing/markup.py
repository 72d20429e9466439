r"""The little markup of own text: *italic*, **bold**, [@item-id] to cite an item, a blank line for a new paragraph.

A backslash before a star, a bracket or a backslash makes it one that is printed.
"""

import re
from collections.abc import Callable

from briefpack.briefing.nodes import Span, Spans
from briefpack.pack.ownwords import CITATION, TOKEN

#: Most paragraphs hold none of the signs that every token begins with.
_MAY_MARK_UP = re.compile(r"[*\\\[]").search


def paragraphs(text: str) -> list[str]:
    """Own text split at blank lines; single line ends become spaces."""
    pieces = re.split(r"\n\s*\n", text.strip()) if "\n" in text else [text]
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def spans_of(text: str, expand: Callable[[str], str], note: Callable[[tuple[str, ...]], int]) -> Spans:
    """One paragraph as spans. `expand` treats its text (acronyms); `note` numbers cited items (0 = no number).

    A star without a partner is printed as a star: nothing that was typed is lost.
    """
    # Treated whole: a quotation may hold italics, and between them nothing may be added to it.
    words = expand(text)
    if not _MAY_MARK_UP(words):
        return (Span(words),) if words else ()
    pieces = [piece for piece in TOKEN.split(words) if piece]
    spans: list[Span] = []
    bold = italic = False
    for place, piece in enumerate(pieces):
        if _is_citation(piece):
            _cite(spans, piece, place, pieces, note)
        elif piece == "**" and (bold or "**" in pieces[place + 1 :]):
            bold = not bold
        elif piece == "*" and (italic or "*" in pieces[place + 1 :]):
            italic = not italic
        else:
            shown = piece[1:] if _is_escaped(piece) else piece
            spans.append(Span(shown, ("b" if bold else "") + ("i" if italic else "")))
    return tuple(spans)


def _is_citation(piece: str) -> bool:
    """False also for “[@Nobody”, which only looks like one and is printed as typed."""
    return CITATION.fullmatch(piece) is not None


def _is_escaped(piece: str) -> bool:
    return len(piece) == 2 and piece[0] == "\\" and TOKEN.fullmatch(piece) is not None


def _cite(spans: list[Span], piece: str, place: int, pieces: list[str], note: Callable[[tuple[str, ...]], int]) -> None:
    if place and _is_citation(pieces[place - 1]):
        return  # part of the run that its first citation opened
    ids = [piece[2:-1]]
    for following in pieces[place + 1 :]:
        if not _is_citation(following):
            break
        ids.append(following[2:-1])
    if spans:  # a raised number stands at the word before it, without a space
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip())
    number = note(tuple(ids))
    if number:
        spans.append(Span("", note=number))


def plain(text: str) -> str:
    """Own text without markup, for counting words."""
    return TOKEN.sub(lambda match: match[0][1] if _is_escaped(match[0]) else "", text)
