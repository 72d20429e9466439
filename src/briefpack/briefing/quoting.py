"""Quotation marks after the UN Editorial Manual: double outside, single for a quotation inside, and so on in turn."""

_OPENING = "“‘"
_CLOSING = "”’"


def quoted(words: str) -> str:
    """Verbatim words in quotation marks. Only marks inside change, between double and single, as their depth asks."""
    return f"“{nested(words)}”"


def nested(words: str) -> str:
    """Verbatim words as they stand between “ and ”. An apostrophe stays, and so does the mark of a measure: 5"."""
    if not any(mark in words for mark in '“”‘"'):
        return words
    made: list[str] = []
    opened: list[str] = []  # the marks whose quotation is still open, as the source has them
    for place, char in enumerate(words):
        before, after = words[:place][-1:], words[place + 1 : place + 2]
        if char in "“‘" or (char == '"' and char not in opened and not before.isalnum()):
            made.append(_OPENING[(len(opened) + 1) % 2])
            opened.append(char)
        elif char == '"' and char not in opened:
            made.append(char)
        elif char in '”"' or (char == "’" and opened[-1:] == ["‘"] and not after.isalnum()):
            _close(opened, "“" if char == "”" else "‘" if char == "’" else char)
            made.append(_CLOSING[(len(opened) + 1) % 2])
        else:
            made.append(char)
    return "".join(made)


def _close(opened: list[str], mark: str) -> None:
    """Forget the last quotation opened by the mark and all inside it; one that opened before these words is none."""
    if mark in opened:
        while opened.pop() != mark:
            pass
