"""The terms of the closed vocabularies as words for people. What a user adds has its own terms: shown as they are."""

from functools import lru_cache

from briefpack.language import Language, say, spoken


def kind_word(kind: str, many: bool = False) -> str:
    """`Quote` or `Quotes`, from the name of a kind (evidence.items.KINDS)."""
    one, more = _kinds(spoken()).get(kind, (plain(kind), plain(kind)))
    return more if many else one


def term_words(facet: str, term: str) -> str:
    """A mechanism, theme, status of use or collection in words."""
    return _TABLES[facet]().get(term) or plain(term) if facet in _TABLES else plain(term)


def plain(term: str) -> str:
    """`country-visit` → `Country visit`, for a term that no table has."""
    words = term.replace("-", " ")
    return words[:1].upper() + words[1:]


@lru_cache(8)
def _kinds(_language: Language) -> dict[str, tuple[str, str]]:
    return {
        "event": (say("Event"), say("Events")),
        "quote": (say("Quote"), say("Quotes")),
        "statistic": (say("Statistic"), say("Statistics")),
        "recommendation": (say("Recommendation"), say("Recommendations")),
        "claim": (say("Claim"), say("Claims")),
        "position": (say("Position"), say("Positions")),
        "document": (say("Document"), say("Documents")),
        "conflict": (say("Disagreement"), say("Disagreements")),
        "person": (say("Person"), say("Persons")),
        "institution": (say("Institution"), say("Institutions")),
        "mechanism": (say("Mechanism"), say("Mechanisms")),
        "source": (say("Source"), say("Sources")),
        "grid": (say("Table"), say("Tables")),
    }


def _mechanisms() -> dict[str, str]:
    return {
        "special-rapporteur": say("Special Rapporteur"),
        "commission-of-inquiry": say("Commission of Inquiry"),
        "human-rights-council": say("Human Rights Council"),
        "general-assembly": say("General Assembly"),
        "security-council": say("Security Council"),
        "upr": say("Universal Periodic Review"),
        "treaty-bodies": say("Treaty bodies"),
        "ohchr-accountability": say("OHCHR accountability work"),
        "panel-of-experts": say("Panel of Experts"),
        "icc": say("International Criminal Court"),
        "thematic-procedures": say("Thematic procedures"),
        "civil-society": say("Civil society"),
        "bilateral-diplomacy": say("Bilateral diplomacy"),
        "dprk-government": say("DPRK Government"),
    }


def _topics() -> dict[str, str]:
    """Those whose words differ from the term; the others are plain."""
    return {
        "crimes-against-humanity": say("Crimes against humanity"),
        "icc-referral": say("Referral to the ICC"),
        "mandate-renewal": say("Renewal of the mandate"),
        "non-cooperation": say("Non-cooperation"),
        "upr": say("Universal Periodic Review"),
        "upr-recommendations": say("UPR recommendations"),
        "upr-follow-up": say("UPR follow-up"),
        "womens-rights": say("Women’s rights"),
        "childrens-rights": say("Children’s rights"),
        "economic-social-cultural-rights": say("Economic, social and cultural rights"),
        "civil-political-rights": say("Civil and political rights"),
        "peace-and-security": say("Peace and security"),
        "non-proliferation": say("Non-proliferation"),
        "victims-and-testimony": say("Victims and testimony"),
        "monitoring-and-follow-up": say("Monitoring and follow-up"),
        "resources-and-funding": say("Resources and funding"),
        "contact-with-ohchr": say("Contact with OHCHR"),
        "ga-resolution": say("General Assembly resolution"),
        "hrc-and-ga-discussions": say("Discussions in the Council and the Assembly"),
        "rights-in-arms-talks": say("Human rights in arms talks"),
        "unsc-discussion": say("Security Council discussion"),
        "unsc-membership": say("Security Council membership"),
        "unsc-resolution": say("Security Council resolution"),
    }


def _uses() -> dict[str, str]:
    return {
        "yes": say("Usable in public"),
        "attributable-not-quotable": say("May be attributed, not quoted"),
        "background-only": say("Background only"),
        "no": say("Not to be used"),
    }


def _collections() -> dict[str, str]:
    return {
        "articles": say("Bundled articles"),
        "later-facts": say("Later public facts"),
        "own": say("Facts of your own"),
    }


_TABLES = {"mechanism": _mechanisms, "topic": _topics, "usable_publicly": _uses, "collection": _collections}
