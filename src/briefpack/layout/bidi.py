"""The Unicode Bidirectional Algorithm (UAX #9): which way each character of a paragraph runs, and a line's order.

Our own, as layout needs the levels, for each line anew after it was broken: python-bidi gives a finished string, or
levels without isolates and pairs of brackets. It is what the tests hold this against.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

_DEEPEST = 125
_EMBEDDINGS = {"RLE": "", "LRE": "", "RLO": "R", "LRO": "L"}
_ISOLATES = frozenset(("RLI", "LRI", "FSI"))
_REMOVED = frozenset((*_EMBEDDINGS, "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI", *_ISOLATES))
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBERS_AS_R = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_MOST_BRACKETS = 63
_TURNING = frozenset(("R", "AL", "AN", *_EMBEDDINGS, *_ISOLATES))
"""Kinds without which a paragraph runs from left to right throughout."""


def direction(text: str) -> int | None:
    """The level (0 or 1) that the first strong character outside isolates asks for; None if there is none."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in _STRONG:
            return int(_STRONG[kind] == "R")
    return None


def levels(text: str, base: int) -> list[int]:
    """The level of each character of a paragraph: odd ones run to the left. Spaces at the ends of lines are not yet
    brought back to the paragraph's own level (rule L1)."""
    original = [unicodedata.bidirectional(char) or "L" for char in text]
    if not base and _TURNING.isdisjoint(original):
        return [0] * len(text)
    deep, kinds = _explicit(text, original, base)
    kept = [place for place, kind in enumerate(original) if kind not in _REMOVED]
    before = dict(zip(kept, [base, *[deep[place] for place in kept]], strict=False))
    after = dict(zip(kept, [*[deep[place] for place in kept[1:]], base], strict=False))
    for sequence, open_ in _sequences(original, deep, kept):
        level = deep[sequence[0]]
        start = max(level, before[sequence[0]])
        end = max(level, base if open_ else after[sequence[-1]])
        run = [kinds[place] for place in sequence]
        first, last, own = "LR"[start % 2], "LR"[end % 2], "LR"[level % 2]
        _weak(run, first)
        _brackets([text[place] for place in sequence], [original[place] for place in sequence], run, first, own)
        _neutral(run, first, last, own)
        for place, kind in zip(sequence, run, strict=True):
            deep[place] += (kind != "R") if level % 2 else {"L": 0, "R": 1}.get(kind, 2)
    _follow(original, deep, base)
    return deep


def _follow(original: Sequence[str], deep: list[int], base: int) -> None:
    """Characters that were removed stand where the one before them stands."""
    last = base
    for place, kind in enumerate(original):
        if kind in _REMOVED:
            deep[place] = last
        last = deep[place]


def visual(depths: Sequence[int]) -> list[int]:
    """The indices of things with these levels as they stand on a line from left to right (rule L2)."""
    order = list(range(len(depths)))
    odd = [depth for depth in depths if depth % 2]
    for level in range(max(depths, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and depths[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = stop + 1
    return order


def _explicit(text: str, original: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Rules X1 to X8: levels from embeddings, overrides and isolates, and the kinds that overrides leave."""
    nesting = _Nesting(base)
    deep: list[int] = []
    kinds = list(original)
    for place, kind in enumerate(original):
        if kind == "PDI":
            nesting.end_isolate()
        level, override, _ = nesting.stack[-1]
        deep.append(base if kind == "B" else level)
        if override and kind not in _REMOVED and kind != "B":
            kinds[place] = override
        if kind in _EMBEDDINGS or kind in _ISOLATES:
            right = kind[0] == "R" or (kind == "FSI" and direction(_isolated(text, original, place)) == 1)
            nesting.begin(kind, level + 1 + (level % 2 == right))
        elif kind == "PDF":
            nesting.end_embedding()
    return deep, kinds


class _Nesting:
    """The embeddings, overrides and isolates that are open, each with its level, override and whether it isolates."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self._isolates = 0
        self._lost_isolates = self._lost_embeddings = 0  # begun where no deeper level was to be had

    def begin(self, kind: str, level: int) -> None:
        """Open one at a level, if there is such a level."""
        isolates = kind in _ISOLATES
        if level <= _DEEPEST and not self._lost_isolates and not self._lost_embeddings:
            self.stack.append((level, _EMBEDDINGS.get(kind, ""), isolates))
            self._isolates += isolates
        elif isolates:
            self._lost_isolates += 1
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def end_isolate(self) -> None:
        """Close the innermost isolate and all that was opened in it."""
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._lost_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self._isolates -= 1

    def end_embedding(self) -> None:
        """Close the innermost embedding or override, if none but an isolate is open within."""
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


def _isolated(text: str, original: Sequence[str], start: int) -> str:
    """What stands between an isolate's start and its end."""
    depth = 1
    for place in range(start + 1, len(text)):
        depth += (original[place] in _ISOLATES) - (original[place] == "PDI")
        if not depth:
            return text[start + 1 : place]
    return text[start + 1 :]


def _sequences(original: Sequence[str], deep: Sequence[int], kept: Sequence[int]) -> Iterator[tuple[list[int], bool]]:
    """Isolating run sequences (BD13), each with whether it ends at the start of an isolate that nothing ends."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for place in kept:
        if original[place] in _ISOLATES:
            waiting.append(place)
        elif original[place] == "PDI" and waiting:
            partner[waiting.pop()] = place
    runs: list[list[int]] = []
    for place in kept:
        if runs and deep[runs[-1][-1]] == deep[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    begins = {run[0]: run for run in runs}
    ends = set(partner.values())
    for run in runs:
        if run[0] in ends:
            continue
        sequence = list(run)
        while (follower := begins.get(partner.get(sequence[-1], -1))) is not None:
            sequence += follower
        yield sequence, original[sequence[-1]] in _ISOLATES


def _weak(run: list[str], start: str) -> None:
    """Rules W1 to W7: marks, numbers and the signs about them."""
    before = start
    for place, kind in enumerate(run):
        if kind == "NSM":
            run[place] = "ON" if before in _ISOLATES or before == "PDI" else before
        before = run[place]
    strong = start
    for place, kind in enumerate(run):
        if kind in _STRONG:
            strong = kind
            run[place] = _STRONG[kind]
        elif kind == "EN" and strong == "AL":
            run[place] = "AN"
    for place in range(1, len(run) - 1):
        one, kind, other = run[place - 1 : place + 2]
        if one == other and ((kind == "ES" and one == "EN") or (kind == "CS" and one in {"EN", "AN"})):
            run[place] = one
    _terminators(run)
    strong = start
    for place, kind in enumerate(run):
        if kind in {"ES", "CS", "ET"}:
            run[place] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            run[place] = "L"


def _terminators(run: list[str]) -> None:
    """Rule W5: signs such as % beside a number belong to it."""
    start = 0
    while start < len(run):
        stop = start
        while stop < len(run) and run[stop] == "ET":
            stop += 1
        if stop > start and ((start and run[start - 1] == "EN") or (stop < len(run) and run[stop] == "EN")):
            run[start:stop] = ["EN"] * (stop - start)
        start = max(stop, start + 1)


@cache
def _bracket(char: str) -> tuple[str, bool]:
    """What stands for the pair a bracket is of, and whether it opens; ("", False) for what is no bracket."""
    kind = unicodedata.category(char)
    if kind not in {"Ps", "Pe"} or not unicodedata.mirrored(char):
        return "", False
    # The older angle brackets are the same as those of East Asia (BD16).
    name = unicodedata.name(unicodedata.normalize("NFD", char), "")
    pair = name.replace("RIGHT", "LEFT").replace("GYAS", "GYON")
    return pair, kind == "Ps"


def _pairs(chars: Sequence[str], run: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of brackets among the characters that are still neutral (BD16), by where they open."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, char in enumerate(chars):
        name, opens = _bracket(char) if run[place] == "ON" else ("", False)
        if opens:
            if len(waiting) == _MOST_BRACKETS:
                return []
            waiting.append((name, place))
        elif name:
            for back in range(len(waiting) - 1, -1, -1):
                if waiting[back][0] == name:
                    found.append((waiting[back][1], place))
                    del waiting[back:]
                    break
    return sorted(found)


def _brackets(chars: Sequence[str], original: Sequence[str], run: list[str], start: str, own: str) -> None:
    """Rule N0: a pair of brackets runs as the paragraph does if anything in it does, else as what is in it and before
    it. `start`: the kind before the run; `own`: the kind of its level."""
    for opening, closing in _pairs(chars, run):
        inside = {_NUMBERS_AS_R.get(kind) for kind in run[opening + 1 : closing]} - {None}
        if not inside:
            continue
        kind = own
        if own not in inside:
            earlier = (_NUMBERS_AS_R.get(each) for each in reversed(run[:opening]))
            kind = next((each for each in earlier if each), start)
        for place in (opening, closing):
            run[place] = kind
            while (place := place + 1) < len(run) and original[place] == "NSM":
                run[place] = kind


def _neutral(run: list[str], start: str, end: str, own: str) -> None:
    """Rules N1 and N2: what stands between two of a kind is of that kind, else of the paragraph's."""
    place = 0
    while place < len(run):
        stop = place
        while stop < len(run) and run[stop] in _NEUTRAL:
            stop += 1
        if stop > place:
            before = _NUMBERS_AS_R[run[place - 1]] if place else start
            after = _NUMBERS_AS_R[run[stop]] if stop < len(run) else end
            run[place:stop] = [before if before == after else own] * (stop - place)
        place = max(stop, place + 1)
