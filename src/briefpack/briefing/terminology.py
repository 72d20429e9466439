"""Acronyms, expanded at first use in every part that a reader may get alone. Never inside quotation marks or titles."""

import re
from collections.abc import Callable, Iterable, Mapping

from briefpack.briefing.locale import clauses, colon, stopped
from briefpack.briefing.theirs import DATASET, theirs
from briefpack.evidence.actors import Institution, Mechanism
from briefpack.language import ENGLISH, Language, to_say
from briefpack.library.port import Evidence

# Straight marks too, as many keyboards have no others; not those of a measure: 5" and 6". Curly ones inside are whole.
_QUOTED = re.compile(r'“[^”]*”|(?<!\w)"[^"“]*(?:“[^”]*”[^"“]*)*"(?!\w)')
#: Known to every reader in its short form.
_EVERYDAY = {"UN", "US", "EU", "PoE", "SR"}
#: A few whose plain expansion reads better than the record's own long name.
_EXPANSIONS = {
    "DPRK": to_say("Democratic People’s Republic of Korea"),
    "COI": to_say("Commission of Inquiry"),
    "OHCHR": to_say("Office of the United Nations High Commissioner for Human Rights"),
    "NGO": to_say("non-governmental organization"),
    "UNSC": to_say("Security Council"),
    "UNGA": to_say("General Assembly"),
}


def subject_words(subject: str, language: Language) -> str:
    """The subject at the head of every page. An English acronym means nothing in another language."""
    return language.say(_EXPANSIONS[subject]) if language.tag != DATASET and subject in _EXPANSIONS else subject


#: Names that need an article where their acronym goes without one.
_WITH_ARTICLE = {"OHCHR"}
#: A word after the acronym that makes it an attribute: any but the small words that may follow a noun.
_ATTRIBUTE = re.compile(r" (?!(?:for|to|in|on|at|and|or|with|by|of|is|was|has|had|should|will|would|could|may)\b)[a-z]")


def acronyms(library: Evidence, language: Language = ENGLISH) -> dict[str, str]:
    """Every acronym the dataset knows with its expansion."""
    found: dict[str, str] = {}
    for kind in ("institution", "mechanism"):
        for item in library.all(kind):
            if isinstance(item, Institution | Mechanism) and item.acronym:
                found.setdefault(item.acronym, theirs(item.name, language))
    found |= {short: language.say(name) for short, name in _EXPANSIONS.items()}
    return {short: name for short, name in found.items() if short not in _EVERYDAY}


class Acronyms:
    """Which acronyms a part has used and explained so far."""

    def __init__(self, known: Mapping[str, str], language: Language = ENGLISH) -> None:
        self._known = known
        self._language = language
        longest_first = "|".join(map(_at_word_start, sorted(known, key=len, reverse=True)))
        self._pattern = re.compile(rf"({longest_first})\b", re.DOTALL)
        self._explained: set[str] = set()
        self._mentioned: dict[str, None] = {}

    def start_part(self) -> None:
        """Forget what earlier parts explained."""
        self._explained.clear()
        self._mentioned.clear()

    def expand(self, text: str) -> str:
        """Own text with the first use of each acronym spelt out: `Commission of Inquiry (COI)`."""
        return self._outside_quotes(text, self._spell_out)

    def mention(self, text: str) -> str:
        """Text too narrow for expansions (a table cell): what it uses is explained at the foot of the part."""
        for short in self._pattern.findall(_QUOTED.sub("", text) if _may_quote(text) else text):
            self._mentioned[short] = None
        return text

    def in_full(self, text: str) -> str:
        """Text with all of its acronyms spelt out, for comparing; nothing counts as explained by it."""
        return self._pattern.sub(lambda match: f"{match[1]} ({self._known[match[1]]})", text)

    def leftovers(self) -> tuple[tuple[str, str], ...]:
        """Acronyms used in the part but not spelt out in its text, with their expansions, in alphabetical order."""
        return tuple((short, self._known[short]) for short in sorted(self._mentioned) if short not in self._explained)

    def _spell_out(self, match: re.Match[str]) -> str:
        short = match[1]
        if short in self._explained:
            return short
        name = self._known[short]
        before = match.string[: match.start()]
        article = False
        if short in _WITH_ARTICLE and not before.rstrip().lower().endswith("the"):
            if _ATTRIBUTE.match(match.string, match.end()):
                # "an OHCHR report": spelt out, it would read badly; the foot of the part explains it.
                self._mentioned[short] = None
                return short
            article = True
        if before.endswith("(") or before.rstrip().endswith(name):
            self._explained.add(short)
            return short
        self._explained.add(short)
        if article:
            return self._language.say("the {name} ({acronym})", name=name, acronym=short)
        return self._language.say("{name} ({acronym})", name=name, acronym=short)

    def _outside_quotes(self, text: str, replace: Callable[[re.Match[str]], str]) -> str:
        if not _may_quote(text):
            return self._pattern.sub(replace, text)
        pieces: list[str] = []
        end = 0
        for quoted in _QUOTED.finditer(text):
            pieces += [self._pattern.sub(replace, text[end : quoted.start()]), quoted[0]]
            end = quoted.end()
        return "".join([*pieces, self._pattern.sub(replace, text[end:])])


def _may_quote(text: str) -> bool:
    """Most texts quote nothing, which is seen faster so."""
    return "“" in text or '"' in text


def _at_word_start(short: str) -> str:
    r"""A pattern for the word. Told its first character first, `re` skips all others, three times as fast as by \b."""
    return rf"{re.escape(short[0])}(?<=\b.){re.escape(short[1:])}"


def joined(pairs: Iterable[tuple[str, str]], language: Language = ENGLISH) -> str:
    """`COI: Commission of Inquiry; UPR: Universal Periodic Review.`"""
    return stopped(clauses((f"{short}{colon(language)}{name}" for short, name in pairs), language), language)
