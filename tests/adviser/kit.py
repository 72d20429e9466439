"""Small evidence and packs for the adviser's tests: a clean pack in which nothing is wrong, and ways to spoil it."""

from collections.abc import Iterable, Sequence
from typing import Any

from briefpack.adviser.finding import Finding
from briefpack.app import advising
from briefpack.app.advising import Setting
from briefpack.briefing.compose import compose
from briefpack.evidence.actors import Institution, Person, Tenure
from briefpack.evidence.items import AnyItem, Claim, Event, Position, Quote, Statistic
from briefpack.evidence.sources import Citation, Source
from briefpack.library.memory import MemoryLibrary
from briefpack.pack.pack import DatasetStamp, Entry, Pack, PartFrame, Section

AS_OF = "2026-11-22"


def source(source_id: str, **fields: Any) -> Source:
    """A source that states all that is asked of one, graded B2; its group is its id."""
    given: dict[str, Any] = {
        "id": source_id,
        "title": f"Report {source_id}",
        "title_basis": "stated",
        "author": "A. Author",
        "author_basis": "stated",
        "publisher": f"Publisher {source_id}",
        "publisher_basis": "stated",
        "publisher_reasoning": "stated",
        "kind": "ngo-statement",
        "published": "2026-09-01",
        "date_basis": "stated",
        "date_reasoning": "stated",
        "independence_group": source_id,
        "grade": "B2",
        "reliability_for": dict.fromkeys(
            ("own_position", "own_actions", "facts_on_ground", "un_procedure", "law"), "B"
        ),
        "retrieved": "2026-09-02",
    }
    return Source(**given | fields)


def cited(source_id: str, excerpt: str, locator: int = 3) -> Citation:
    """A passage of a source."""
    return Citation(source_id=source_id, locator=locator, line=locator, excerpt=excerpt)


def event(item_id: str, **fields: Any) -> Event:
    """A meeting of September 2026, reported by both sources."""
    given: dict[str, Any] = {
        "id": item_id,
        "title": "The Council holds a dialogue on the situation",
        "summary": "The Council held a dialogue.",
        "type": "meeting",
        "status": "occurred",
        "date": "2026-09-15",
        "precision": "day",
        "date_basis": "stated",
        "mechanism": "human-rights-council",
        "topics": ("engagement",),
        "importance": 4,
        "importance_reason": "a test",
        "citations": (
            cited("src-a", "The Council held a dialogue on 15 September 2026."),
            cited("src-b", "a dialogue"),
        ),
    }
    return Event(**given | fields)


def quote(item_id: str, text: str = "The door stays open to every partner.", **fields: Any) -> Quote:
    """A sentence of the office-holder of today, in September 2026."""
    given: dict[str, Any] = {
        "id": item_id,
        "kind": "direct-quote",
        "text": text,
        "speaker": "Ada Example",
        "speaker_id": "ada-example",
        "speaker_kind": "person",
        "speaker_basis": "stated",
        "speaker_role": "Special Rapporteur",
        "on_behalf_of": "sr-office",
        "stance": "un-mechanism",
        "date": "2026-09-15",
        "date_basis": "utterance-stated",
        "chain": ({"by": "ada-example", "form": "statement", "basis": "stated", "source_id": "src-a"},),
        "reported_by": "src-a",
        "inner_locator": "para. 3",
        "context": "At the dialogue.",
        "mechanism": "special-rapporteur",
        "topics": ("engagement",),
        "tone": ("hope",),
        "usable_publicly": "yes",
        "citations": (cited("src-a", f"She said: “{text}”"),),
    }
    return Quote(**given | fields)


def statistic(item_id: str, value: float = 40, **fields: Any) -> Statistic:
    """40 recommendations received, as of September 2026."""
    given: dict[str, Any] = {
        "id": item_id,
        "label": "Recommendations received",
        "value": value,
        "unit": "recommendations",
        "status_word": "received",
        "status_class": "received",
        "population": {"text": "all recommendations of the review"},
        "as_of": "2026-09-15",
        "as_of_basis": "stated",
        "attributed_to": "Publisher src-a",
        "mechanism": "upr",
        "topics": ("upr-recommendations",),
        "citations": (cited("src-a", f"The State received {value:g} recommendations."),),
    }
    return Statistic(**given | fields)


def position(item_id: str, **fields: Any) -> Position:
    """What the State concerned says."""
    given: dict[str, Any] = {
        "id": item_id,
        "actor": "dprk",
        "actor_basis": "stated",
        "topic": "upr",
        "stance": 1,
        "form": "statement",
        "text": "Takes part in the review and answers each recommendation.",
        "date": "2026-09-15",
        "date_basis": "stated",
        "status": "held",
        "reported_by": "src-b",
        "source_id": "src-b",
        "usable_publicly": "yes",
        "citations": (cited("src-b", "The State takes part in the review."),),
    }
    return Position(**given | fields)


def claim(item_id: str, quote_id: str, **fields: Any) -> Claim:
    """What the State concerned claims in a quotation; nothing is linked to it."""
    given: dict[str, Any] = {
        "id": item_id,
        "label": "C1",
        "claimant": "DPRK",
        "claimant_id": "dprk",
        "text": "It takes part.",
        "verbatim": False,
        "quote_ids": (quote_id,),
        "about": "Taking part",
        "date": "2026-09-15",
        "date_basis": "stated",
        "checkable": True,
        "indicator": "Presence at the dialogue",
        "evidence": (),
        "verdict": "unverified",
        "verdict_text": "unverified",
        "standard": "author’s assessment",
        "confidence": "low",
        "rationale": "a test",
        "by": "A. Author",
        "on": "2026-10-01",
        "citations": (cited("src-a", "It takes part."),),
    }
    return Claim(**given | fields)


def person(item_id: str = "ada-example", **fields: Any) -> Person:
    """The office-holder of today."""
    given: dict[str, Any] = {
        "id": item_id,
        "kind": "person",
        "name": "Ada Example",
        "names": ("Ada Example",),
        "named_in_articles": True,
        "protection": "public",
        "role": "Special Rapporteur",
        "tenures": (Tenure(**{"office": "sr-office", "from": "2024", "from_basis": "stated", "to_basis": "unknown"}),),
        "citations": (cited("src-a", "Ada Example, Special Rapporteur"),),
    }
    return Person(**given | fields)


def institution(item_id: str, name: str, **fields: Any) -> Institution:
    """A State or organ."""
    given: dict[str, Any] = {
        "id": item_id,
        "name": name,
        "kind": "organ",
        "description": "—",
        "description_basis": "stated",
    }
    return Institution(**given | fields)


def evidence() -> list[AnyItem]:
    """What the clean pack rests on."""
    return [
        source("src-a"),
        source("src-b"),
        person(),
        institution("dprk", "Democratic People’s Republic of Korea", acronym="DPRK", kind="state"),
        institution("sr-office", "Special Rapporteur", kind="office"),
        event("ev-dialogue"),
        quote("q-door"),
        statistic("st-received"),
        position("pos-state"),
    ]


def section(section_id: str, kind: str, entries: Sequence[Entry], **fields: Any) -> Section:
    """A section of the only part."""
    return Section(
        **{"id": section_id, "key": kind, "kind": kind, "title": f"About {kind}", "part": "p"} | fields,
        entries=tuple(entries),
    )


def pack(**fields: Any) -> Pack:
    """The clean pack: facts, a quotation, the State's position, and own words that cite what they say."""
    sections = (
        section("s1", "facts", [Entry(id="e1", item="ev-dialogue"), Entry(id="e2", item="st-received")]),
        section("s2", "quotes", [Entry(id="e3", item="q-door")]),
        section("s3", "positions", [Entry(id="e4", item="pos-state")]),
        section("s4", "text", [Entry(id="e5", text="The State received 40 recommendations. [@st-received]")]),
    )
    given: dict[str, Any] = {
        "id": "clean",
        "template": "none",
        "title": "The review and the dialogue",
        "date": "2026-12-01",
        "as_of": AS_OF,
        "parts": (PartFrame(id="p"),),
        "dataset": DatasetStamp(fingerprint="f", newest="ev-dialogue", sources=("src-a", "src-b")),
        "sections": sections,
        "next_id": 6,
    }
    return Pack(**given | fields)


def write(own: str, **fields: Any) -> Pack:
    """The clean pack with other own words."""
    clean = pack(**fields)
    last = clean.sections[-1]
    entry = last.entries[0].model_copy(update={"text": own})
    return clean.model_copy(update={"sections": (*clean.sections[:-1], last.model_copy(update={"entries": (entry,)}))})


def examine(
    which: Pack | None = None, items: Iterable[AnyItem] | None = None, setting: Setting | None = None
) -> tuple[Finding, ...]:
    """The findings about a pack (the clean one) on some evidence (the clean one's). The library is the same evidence,
    unless `setting` gives another."""
    which = which or pack()
    held = MemoryLibrary(evidence() if items is None else items)
    setting = setting or Setting(library=held)
    return advising.examined(which, compose(which, held), held, setting)


def of_dataset(
    library: MemoryLibrary, *sections: Section, setting: Setting | None = None, **fields: Any
) -> tuple[Finding, ...]:
    """The findings about a pack of these sections, on the bundled dataset."""
    which = pack(sections=sections, dataset=DatasetStamp(), **fields)
    return advising.examined(which, compose(which, library), library, setting or Setting(library=library))


def holding(kind: str, *items: str, section_id: str = "s1", **fields: Any) -> Section:
    """A section that holds these items."""
    number = int(section_id[1:]) * 100
    return section(section_id, kind, [Entry(id=f"e{number + n}", item=item) for n, item in enumerate(items)], **fields)


def saying(*texts: str, section_id: str = "s9", **fields: Any) -> Section:
    """A section of own words."""
    number = int(section_id[1:]) * 100
    return section(
        section_id, "text", [Entry(id=f"e{number + n}", text=text) for n, text in enumerate(texts)], **fields
    )


def with_items(*more: AnyItem) -> list[AnyItem]:
    """The clean evidence with items added, or put in the place of those of the same id."""
    changed = {item.id: item for item in more}
    held = [changed.pop(item.id, item) for item in evidence()]
    return [*held, *changed.values()]


def rules_of(findings: Iterable[Finding]) -> list[str]:
    """The rules of findings, in order, each once."""
    return sorted({finding.rule for finding in findings})


def of(findings: Iterable[Finding], rule: str) -> list[Finding]:
    """The findings of a rule."""
    return [finding for finding in findings if finding.rule == rule]
