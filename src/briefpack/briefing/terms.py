"""Terms of the closed vocabularies as they are printed in a pack, in its language. What no table has is shown plain.

The window has its own words for what it lists (app/terms.py); here stand those that are part of a sentence or a table.
"""

from briefpack.language import Language, to_say, to_say_as, to_say_many


def plain(term: str) -> str:
    """`not-verifiable` → `not verifiable`."""
    return term.replace("-", " ")


def unit_words(unit: str, language: Language) -> str:
    """What a figure counts: `member states`."""
    return language.say_as(*_UNITS[unit]) if unit in _UNITS else plain(unit)


_UNITS = {
    "recommendations": to_say_as("unit", "recommendations"),
    "countries": to_say_as("unit", "countries"),
    "mandates": to_say_as("unit", "mandates"),
    "member-states": to_say_as("unit", "member states"),
    "years": to_say_as("unit", "years"),
    "months": to_say_as("unit", "months"),
    "days": to_say_as("unit", "days"),
    "persons": to_say_as("unit", "persons"),
    "debates": to_say_as("unit", "debates"),
    "visits": to_say_as("unit", "visits"),
    "cycles": to_say_as("unit", "cycles"),
    "mechanisms": to_say_as("unit", "mechanisms"),
    "areas": to_say_as("unit", "areas"),
    "ordinal": to_say_as("unit", "ordinal"),
    "organs": to_say_as("unit", "organs"),
    "crimes": to_say_as("unit", "crimes"),
    "percent": to_say_as("unit", "percent"),
}


def verdict_words(verdict: str, language: Language) -> str:
    """The finding on a claim: `Partly corroborated`."""
    return language.say(_VERDICTS[verdict]) if verdict in _VERDICTS else plain(verdict).capitalize()


_VERDICTS = {
    "not-verifiable": to_say("Not verifiable"),
    "unverified": to_say("Unverified"),
    "partly-corroborated": to_say("Partly corroborated"),
    "corroborated": to_say("Corroborated"),
    "contradicted": to_say("Contradicted"),
}


def conflict_words(kind: str, language: Language) -> str:
    """The kind of a disagreement: `quotation variant`."""
    return language.say_as(*_CONFLICTS[kind]) if kind in _CONFLICTS else plain(kind)


_CONFLICTS = {
    "ambiguity": to_say_as("kind of disagreement", "ambiguity"),
    "anachronism": to_say_as("kind of disagreement", "anachronism"),
    "approximation": to_say_as("kind of disagreement", "approximation"),
    "attribution": to_say_as("kind of disagreement", "attribution"),
    "boilerplate": to_say_as("kind of disagreement", "boilerplate"),
    "category": to_say_as("kind of disagreement", "category"),
    "consistency": to_say_as("kind of disagreement", "consistency"),
    "counting": to_say_as("kind of disagreement", "counting"),
    "disagreement": to_say_as("kind of disagreement", "disagreement"),
    "encoding": to_say_as("kind of disagreement", "encoding"),
    "error-in-article": to_say_as("kind of disagreement", "error in article"),
    "loose-date": to_say_as("kind of disagreement", "loose date"),
    "misreading-risk": to_say_as("kind of disagreement", "misreading risk"),
    "missing-metadata": to_say_as("kind of disagreement", "missing metadata"),
    "naming": to_say_as("kind of disagreement", "naming"),
    "quotation-variant": to_say_as("kind of disagreement", "quotation variant"),
    "relative-date": to_say_as("kind of disagreement", "relative date"),
    "stale": to_say_as("kind of disagreement", "stale"),
    "superlative": to_say_as("kind of disagreement", "superlative"),
    "time-bound": to_say_as("kind of disagreement", "time bound"),
    "wording": to_say_as("kind of disagreement", "wording"),
}


def qualified(qualifier: str, number: str, language: Language) -> str:
    """`over 20`: a figure with the word of its source that limits it."""
    known = _QUALIFIED.get(qualifier)
    if known:
        return language.say(known, number=number)
    return language.say("{qualifier} {number}", qualifier=qualifier, number=number)


_QUALIFIED = {
    "just": to_say("just {number}"),
    "only": to_say("only {number}"),
    "over": to_say("over {number}"),
}


def counted(kind: str, number: int, language: Language) -> str:
    """`3 quotes`: so many items of a kind, by the name of its class in small letters."""
    if kind in _COUNTED:
        return language.say_many(*_COUNTED[kind], number)
    return language.say("{count} {kind}", count=number, kind=f"{kind}s")


_COUNTED = {
    "event": to_say_many("{count} event", "{count} events"),
    "quote": to_say_many("{count} quote", "{count} quotes"),
    "statistic": to_say_many("{count} statistic", "{count} statistics"),
    "recommendation": to_say_many("{count} recommendation", "{count} recommendations"),
    "claim": to_say_many("{count} claim", "{count} claims"),
    "position": to_say_many("{count} position", "{count} positions"),
    "document": to_say_many("{count} document", "{count} documents"),
}


def source_kind_words(kind: str, language: Language) -> str:
    """What a source is, in a word or two: `op-ed`; "" for a kind that has no word of its own."""
    return language.say_as(*_SOURCES[kind]) if kind in _SOURCES else ""


_SOURCES = {
    "opinion": to_say_as("kind of source", "op-ed"),
    "news-commentary": to_say_as("kind of source", "dispatch"),
    "oral-statement": to_say_as("kind of source", "oral statement"),
    "analysis": to_say_as("kind of source", "article"),
    "web-page": to_say_as("kind of source", "page"),
}
