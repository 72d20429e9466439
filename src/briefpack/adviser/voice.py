"""Whose voice a sentence speaks with: attribution, and acts that are told as done. Read as English writes them."""

import re
from functools import lru_cache

from briefpack.adviser.sentences import own_voice

_VERBS = (
    *(
        "says",
        "said",
        "states",
        "stated",
        "writes",
        "wrote",
        "argues",
        "argued",
        "claims",
        "claimed",
        "calls",
        "called",
    ),
    *("describes", "described", "holds", "held", "believes", "believed", "considers", "considered", "finds", "found"),
    *("criticizes", "criticized", "criticises", "criticised", "warns", "warned", "reports", "reported", "asserts"),
    *("asserted", "alleges", "alleged", "maintains", "maintained", "contends", "contended", "urges", "urged", "asks"),
    *("asked", "adds", "added", "suggests", "suggested", "sees", "saw", "expects", "expected", "regards", "regarded"),
    *("welcomes", "welcomed", "rejects", "rejected", "denounces", "denounced", "insists", "insisted", "concludes"),
    *("concluded", "put it", "in the words of", "according to", "in the view of", "in the opinion of", "quoted"),
    *("wants", "wanted", "supports", "supported", "demands", "demanded", "recommends", "recommended", "notes"),
    *("declares", "declared", "told", "explains", "explained", "thinks", "thought", "remarks", "remarked", "accuses"),
    *(
        "accused",
        "stresses",
        "stressed",
        "encourages",
        "encouraged",
        "hopes",
        "hoped",
        "judges",
        "judged",
        "vowed",
        "vows",
    ),
)
_ATTRIBUTED = re.compile(
    rf"\b(?:{'|'.join(_VERBS)})\b|\b(?:view|opinion|words|judgement|assessment|position) of\b"
    r"|[’']s? (?:view|opinion|words|word|judgement|assessment|position|account|reading|own)\b"
    r"|\b(?:its|his|her|their) (?:view|opinion|words|judgement|assessment|position)\b",
)


@lru_cache(maxsize=4096)
def attributed(text: str) -> bool:
    """Whether a text says in its own voice that somebody says so."""
    return _ATTRIBUTED.search(own_voice(text)) is not None


_ACTS = (
    *("abstained", "accepted", "acceded", "acknowledged", "adopted", "announced", "appointed", "arrested", "attacked"),
    *("banned", "blocked", "boycotted", "breached", "closed", "co-sponsored", "committed", "condemned", "convened"),
    *(
        "created",
        "decided",
        "denied",
        "denounced",
        "deported",
        "detained",
        "disbanded",
        "dissolved",
        "ended",
        "endorsed",
    ),
    *("established", "executed", "expelled", "extended", "failed", "forced", "imposed", "implemented", "imprisoned"),
    *("invited", "joined", "killed", "launched", "left", "met", "mandated", "noted", "opened", "opposed", "passed"),
    *("published", "ratified", "referred", "refused", "rejected", "released", "removed", "renewed", "repatriated"),
    *("reported", "requested", "returned", "sentenced", "shot", "signed", "sponsored", "suspended", "supported"),
    *("tortured", "vetoed", "violated", "visited", "voted", "withdrew", "withdrawn"),
)
_ACTOR = (
    r"(?:Governments?|government|authorities|regime|States?|[Dd]elegations?|Council|Assembly|Committee|Commission|Rapporteur|"
    r"Commissioner|Secretary-General|President|Minister|Court|Parliament|Panel|Ambassador|Members?|countries|China|Russia)"
)
_THEN = (
    r"[,)]?\s(?:(?!to\b|should\b|must\b|may\b|might\b|could\b|would\b|can\b|will\b|if\b|be\b)[\w’'-]+,?\s){0,3}"
    rf"(?P<verb>{'|'.join(_ACTS)})\b"
)
_ACT, _AFTER = re.compile(rf"\b{_ACTOR}{_THEN}"), re.compile(_THEN)
_OPEN = re.compile(r"\b(?:if|whether|unless|until|should|must|would|could|may|might|to be|ask|urge|call on)\b", re.I)


@lru_cache(maxsize=4096)
def act_in(text: str, names: tuple[int, ...] = ()) -> str:
    """The verb of an act that the text tells as done by an organ or by one of the names that end at these places; ""
    for none, and in questions and wishes."""
    if text.rstrip().endswith("?"):
        return ""
    words = own_voice(text)
    for match in (*_ACT.finditer(words), *(found for end in names if (found := _AFTER.match(words, end)))):
        if not _OPEN.search(words[: match.start("verb")]):
            return match["verb"]
    return ""
