"""Marking schemes: the words of each, from the least to the most protected (handbook 3.4)."""

from typing import NamedTuple

#: Levels above these are not offered: briefpack is no accredited system.
SCHEMES: dict[str, tuple[str, ...]] = {
    "tlp": ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    "uk": ("OFFICIAL", "OFFICIAL-SENSITIVE"),
    "us": ("CUI",),
    "eu": ("LIMITE", "RESTREINT UE/EU RESTRICTED"),
    "un": ("UNCLASSIFIED", "CONFIDENTIAL", "STRICTLY CONFIDENTIAL"),
    "ngo": ("PUBLIC", "PARTNERS", "INTERNAL", "SOURCE-PROTECT"),
}


class Level(NamedTuple):
    """A marking's scheme and its rank in it, from 0."""

    scheme: str
    rank: int


def level(marking: str) -> Level | None:
    """The scheme and rank of a marking, with or without a handling instruction behind it (OFFICIAL-SENSITIVE – POLICY);
    None for words of no scheme. The longest words that fit decide."""
    words = " ".join(marking.upper().split())
    found = [
        (len(term), Level(scheme, rank))
        for scheme, terms in SCHEMES.items()
        for rank, term in enumerate(terms)
        if words == term or words.startswith((f"{term} ", f"{term}:", f"{term}/"))
    ]
    return max(found)[1] if found else None
