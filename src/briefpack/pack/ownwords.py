r"""Own text as runs of characters in one style, and back: what the editor shows and what find and replace works on.

The markup: *italic*, **bold**, [@item-id] cites an item, a blank line starts a paragraph; \* \[ \\ are a star, a
bracket and a backslash. `parse` and `written` are each other's inverse up to spaces at line ends.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: The pieces of the markup.
TOKEN = re.compile(r"(\\[*\\\[]|\*\*|\*|\[@[a-z0-9]+(?:-[a-z0-9]+)*\])")
CITATION = re.compile(r"\[@([a-z0-9]+(?:-[a-z0-9]+)*)\]")
_BREAK = re.compile(r"\n\s*\n")


class Run(NamedTuple):
    """Characters in one style; or a citation, then `cite` is the item's id and the text is empty."""

    text: str
    bold: bool = False
    italic: bool = False
    cite: str = ""


Runs = tuple[Run, ...]


def parse(text: str) -> tuple[Runs, ...]:
    """Own text as paragraphs of runs; no paragraph for an empty text."""
    return tuple(_parsed(piece) for piece in _BREAK.split(text) if piece.strip())


def written(paragraphs: Iterable[Iterable[Run]]) -> str:
    """The own text that stands for these paragraphs."""
    return "\n\n".join(piece for runs in paragraphs if (piece := _written(_merged(runs))).strip())


def plain(text: str) -> str:
    """Own text without markup and citations."""
    return "\n\n".join("".join(run.text for run in runs) for runs in parse(text))


def _parsed(text: str) -> Runs:
    pieces = [piece for piece in TOKEN.split(text) if piece]
    runs: list[Run] = []
    bold = italic = False
    for place, piece in enumerate(pieces):
        cited = CITATION.fullmatch(piece)
        if cited:
            runs.append(Run("", cite=cited[1]))
        elif piece == "**" and (bold or "**" in pieces[place + 1 :]):
            bold = not bold
        elif piece == "*" and (italic or "*" in pieces[place + 1 :]):
            italic = not italic
        else:
            escaped = len(piece) == 2 and TOKEN.fullmatch(piece) and piece[0] == "\\"
            runs.append(Run(piece[1:] if escaped else piece, bold, italic))
    return _merged(runs)


def _merged(runs: Iterable[Run]) -> Runs:
    """Neighbours of one style as one run; nothing empty."""
    found: list[Run] = []
    for run in runs:
        if run.cite or not run.text:
            found += [Run("", cite=run.cite)] if run.cite else []
        elif found and not found[-1].cite and found[-1][1:3] == run[1:3]:
            found[-1] = found[-1]._replace(text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _written(runs: Sequence[Run]) -> str:
    pieces: list[str] = []
    bold = italic = False
    for place, run in enumerate((*runs, Run(""))):
        if run.cite:
            # A style that ends at a citation ends before it.
            after = next((other for other in runs[place + 1 :] if not other.cite), Run(""))
            pieces += ["**"] * (bold and not after.bold) + ["*"] * (italic and not after.italic)
            bold, italic = bold and after.bold, italic and after.italic
            pieces.append(f"[@{run.cite}]")
            continue
        # Stars first that close, longest first: `***` is read as `**` and `*`, whichever way it was meant.
        pieces += ["**"] * (bold != run.bold) + ["*"] * (italic != run.italic) + [_escaped(run.text)]
        bold, italic = run.bold, run.italic
    return "".join(pieces)


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("*", "\\*")
    return text.replace("[@", "\\[@")


def count(text: str, wanted: str, case: bool = False) -> int:
    """How often `wanted` stands in own text as it is read, across changes of style but not across paragraphs."""
    return sum(len(_places(runs, wanted, case)) for runs in parse(text))


def replaced(text: str, wanted: str, words: str, case: bool = False) -> tuple[str, int]:
    """Own text with `words` in place of each `wanted`, in the style of its first character, and how many there were.

    Citations and the styles around stay; `words` are taken as characters, never as markup.
    """
    paragraphs = parse(text)
    number = sum(len(_places(runs, wanted, case)) for runs in paragraphs)
    if not number:
        return text, 0
    words = " ".join(words.split("\n"))
    return written(_replaced(runs, wanted, words, case) for runs in paragraphs), number


def _replaced(runs: Runs, wanted: str, words: str, case: bool) -> list[Run]:
    starts = _places(runs, wanted, case)
    gone = {place for start in starts for place in range(start, start + len(wanted))}
    made: list[Run] = []
    place = 0
    for run in runs:
        if run.cite:
            made.append(run)
        for char in run.text:
            if place in starts:
                made.append(run._replace(text=words))
            if place not in gone:
                made.append(run._replace(text=char))
            place += 1
    return made


def _places(runs: Runs, wanted: str, case: bool) -> set[int]:
    """Where `wanted` begins, counted in the paragraph's characters; no two overlap."""
    if not wanted:
        return set()
    text = "".join(run.text for run in runs)
    # Not casefold: that changes how many characters there are.
    pattern = re.compile(re.escape(wanted), 0 if case else re.IGNORECASE)
    return {match.start() for match in pattern.finditer(text) if len(match[0]) == len(wanted)}
