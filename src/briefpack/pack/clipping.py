"""Clip a quotation: it is only ever shortened, at whole words, and every cut is shown as […].

A clip is the character ranges of the item's own text that are kept, in order; no range means the whole. What is printed
is cut out of the item's text whenever it is printed, so that a clip can leave words out but never add or change one.
"""

import re
from collections.abc import Iterable, Sequence

from briefpack.evidence.items import Quote
from briefpack.language import say
from briefpack.library.folding import stands_alone
from briefpack.pack.edits import Edit, change_entry, entry_of
from briefpack.pack.pack import Clip, Pack, PackError

CUT = "[…]"
#: What somebody put into the quotation in square brackets is kept or left out whole.
_UNIT = re.compile(r"\[[^\[\]]*\]|\S")


def units(text: str) -> tuple[tuple[int, int], ...]:
    """The pieces of a quotation that are kept or left out whole: its words, with their punctuation and brackets.

    In scripts without spaces every character is one.
    """
    found: list[tuple[int, int]] = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        joined = bool(found) and found[-1][1] == start and not stands_alone(match[0])
        if joined and not stands_alone(text[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def kept(text: str, ranges: Iterable[tuple[int, int]]) -> Clip:
    """The clip that keeps every word touched by `ranges`; () for the whole text. Raises PackError for nothing."""
    wanted = [(start, end) for start, end in ranges if start < end]
    every = units(text)
    chosen = [unit for unit in every if any(start < unit[1] and unit[0] < end for start, end in wanted)]
    if not chosen:
        raise PackError(say("Nothing of the quotation would be left. Keep some of its words, or remove it."))
    return () if len(chosen) == len(every) else _joined(text, chosen)


def without(text: str, clip: Clip, start: int, end: int) -> Clip:
    """The clip with every word touched by start–end left out as well."""
    left = [unit for unit in kept_units(text, clip) if not (start < unit[1] and unit[0] < end)]
    return kept(text, left)


def kept_units(text: str, clip: Clip) -> tuple[tuple[int, int], ...]:
    """The words that a clip keeps."""
    every = units(text)
    if not clip:
        return every
    return tuple(unit for unit in every if any(start <= unit[0] and unit[1] <= end for start, end in clip))


def printed(text: str, clip: Clip) -> str:
    """The words that are printed, with […] for each part left out.

    Raises PackError for a clip that is not made of whole words of this very text, in order.
    """
    if not clip:
        return text
    check(text, clip)
    pieces = [text[start:end] for start, end in clip]
    every = units(text)
    before = [CUT] if clip[0][0] > every[0][0] else []
    after = [CUT] if clip[-1][1] < every[-1][1] else []
    return " ".join([*before, f" {CUT} ".join(pieces), *after])


def check(text: str, clip: Clip) -> None:
    """Raise PackError unless the clip keeps whole words of `text`, in order, leaving something out between them."""
    every = units(text)
    starts = {start: place for place, (start, _) in enumerate(every)}
    ends = {end: place for place, (_, end) in enumerate(every)}
    last = -2
    for start, end in clip:
        first, final = starts.get(start, -1), ends.get(end, -1)
        if first < 0 or final < first or first <= last + 1:
            raise PackError(
                say(
                    "A clipped quotation no longer fits the words of its source. "
                    "Show it whole again, then clip it anew."
                )
            )
        last = final


def clip_quote(entry_id: str, quote: Quote, ranges: Sequence[tuple[int, int]]) -> Edit:
    """An edit: keep only the words of the entry's quotation that `ranges` touch. No range shows it whole again."""

    def clipped(pack: Pack) -> Pack:
        if entry_of(pack, entry_id).item != quote.id:
            raise PackError(say("Only the quotation that an entry holds can be clipped."))
        return change_entry(pack, entry_id, clip=kept(quote.text, ranges) if ranges else ())

    return clipped


def unclip(pack: Pack, entry_id: str) -> Pack:
    """Show the entry's quotation whole again."""
    return change_entry(pack, entry_id, clip=())


#: Words whose loss turns a sentence: negation, contrast, hedging (handbook, rule R13).
_TURNS = re.compile(
    r"\b(?:an important first step|not|never|no|however|but|while|although|unless|except|initially|likely|may|might|"
    r"allegedly|reportedly|partly|some|n’t)\b|n[’']t\b",
    re.IGNORECASE,
)
_NEAR = 15


def turning_words(text: str, clip: Clip) -> tuple[str, ...]:
    """Words left out within 15 words of what is kept that may turn its meaning, in order, each once."""
    every = units(text)
    places = {unit: place for place, unit in enumerate(every)}
    held = [places[unit] for unit in kept_units(text, clip)]
    lost: dict[str, None] = {}
    for match in _TURNS.finditer(text):
        own = [place for place, (start, end) in enumerate(every) if start < match.end() and match.start() < end]
        cut = [place for place in own if place not in set(held)]
        if cut and any(abs(place - other) <= _NEAR for place in cut for other in held):
            lost[match[0].lower()] = None
    return tuple(lost)


def _joined(text: str, chosen: Sequence[tuple[int, int]]) -> Clip:
    places = {unit: place for place, unit in enumerate(units(text))}
    ranges: list[tuple[int, int]] = []
    last = -2
    for unit in chosen:
        if ranges and places[unit] == last + 1:
            ranges[-1] = (ranges[-1][0], unit[1])
        else:
            ranges.append(unit)
        last = places[unit]
    return tuple(ranges)
