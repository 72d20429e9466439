"""One error for each of R01 to R10."""

from tests.adviser import kit
from tests.adviser.planted.planting import Planted

from briefpack.adviser.finding import Finding
from briefpack.evidence.items import AnyItem, Document, Position, Quote
from briefpack.evidence.sources import Citation
from briefpack.pack.edits import add_item
from briefpack.pack.pack import Entry

Findings = tuple[Finding, ...]


def on(*items: AnyItem) -> Findings:
    """The clean pack on evidence that was changed."""
    return kit.examine(items=kit.with_items(*items))


def _unplaced() -> Findings:
    passage = Citation(source_id="src-a", excerpt="The Council held a dialogue on 15 September 2026.")
    return on(kit.event("ev-dialogue", citations=(passage, kit.cited("src-b", "a dialogue"))))


def _one_publisher() -> Findings:
    answered = kit.statistic("st-answered", 30, label="Recommendations answered", status_word="answered")
    clean = kit.pack()
    first = clean.sections[0]
    facts = (Entry(id="e1", item="st-received"), Entry(id="e2", item="st-answered"), Entry(id="e6", item="st-asked"))
    pack = clean.model_copy(
        update={"sections": (first.model_copy(update={"entries": facts}), *clean.sections[1:]), "next_id": 7}
    )
    asked = kit.statistic("st-asked", 12, label="Questions asked", unit="countries", status_word=None)
    asked = asked.model_copy(update={"citations": (kit.cited("src-a", "12 States asked questions."),)})
    answered = answered.model_copy(update={"citations": (kit.cited("src-a", "It answered 30 recommendations."),)})
    return kit.examine(pack, kit.with_items(asked, answered))


def related(position: Position, quote: Quote, *more: AnyItem) -> Findings:
    """The clean pack with a quotation beside the State’s position, as a table prints it."""
    return on(position.model_copy(update={"related": (quote.id,)}), quote, *more)


def through(*speakers: str) -> dict[str, object]:
    """The fields of a quotation of the State that came through these."""
    chain = tuple({"by": by, "form": "statement", "basis": "stated", "source_id": "src-b"} for by in speakers)
    text = "We take part in the review as in every year."
    return {
        "text": text,
        "chain": chain,
        "stance": "state-concerned",
        "reported_by": "src-b",
        "citations": (kit.cited("src-b", text),),
    }


def _second_hand() -> Findings:
    document = Document(
        id="doc-report",
        title="Report",
        kind="report",
        precision="unknown",
        date_basis="unknown",
        status="published",
        issuer="un-rapporteur",
        mechanism="special-rapporteur",
        citations=(kit.cited("src-b", "the report"),),
    )
    issuer = kit.institution("un-rapporteur", "Rapporteur of the United Nations", kind="un-mandate")
    quote = kit.quote("q-state", **through("dprk", "src-b"), document_id="doc-report")
    pack = add_item(kit.pack(), "s1", "q-state")  # as a fact in one line, without its credit
    return kit.examine(pack, kit.with_items(quote, document, issuer))


def _long_chain() -> Findings:
    return related(kit.position("pos-state"), kit.quote("q-state", **through("dprk", "ada-example", "src-b")))


def _own_voice() -> Findings:
    quote = kit.quote("q-ngo", "The review is the best hope that is left.", stance="ngo", kind="author-statement")
    pack = kit.write("The review remains the best hope that is left to anybody. [@q-ngo]")
    return kit.examine(pack, kit.with_items(quote))


def _weak() -> Findings:
    graded = dict.fromkeys(("own_position", "own_actions", "un_procedure", "law"), "B") | {"facts_on_ground": "E"}
    source = kit.source("src-a", reliability_for=graded)
    passage = kit.cited("src-a", "The Council held a dialogue on 15 September 2026.")
    return on(source, kit.event("ev-dialogue", mechanism="bilateral-diplomacy", citations=(passage,)))


def _inferred() -> Findings:
    pack = kit.write("Publisher src-a counts 40 recommendations that were received. [@st-received]")
    source = kit.source("src-a", publisher_basis="inferred", publisher_reasoning="From its form.")
    return kit.examine(pack, kit.with_items(source))


def _nameless() -> Findings:
    quote = kit.quote("q-study", "the answers are slow to come", speaker="Unnamed study", speaker_kind="unnamed")
    quote = quote.model_copy(update={"stance": "expert", "speaker_id": None, "on_behalf_of": None})
    return kit.examine(kit.write("A recent study found slow answers. [@q-study]"), kit.with_items(quote))


PLANTED: dict[str, Planted] = {
    "R01": Planted(lambda: kit.examine(kit.write("The State received 41 recommendations. [@st-received]")), "not 41"),
    "R02": Planted(_unplaced, "without a paragraph"),
    "R03": Planted(_one_publisher, "rests on Publisher src-a"),
    "R04": Planted(
        lambda: kit.examine(kit.write("Several sources count 40 recommendations received. [@st-received]")),
        "Several sources",
    ),
    "R05": Planted(_second_hand, "quoted in", {"R14": "a fact in one line is printed without its speaker"}),
    "R06": Planted(_long_chain, "→ you"),
    "R07": Planted(_own_voice, "attribute it"),
    "R08": Planted(_weak, "grade of Publisher src-a"),
    "R09": Planted(_inferred, "Publisher src-a"),
    "R10": Planted(_nameless, "A recent study"),
}
